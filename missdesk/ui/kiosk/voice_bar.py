"""The controls of the voice, under the text that it reads (mock-up 12).

Source: standards.md KA2, KA3, WC6; issue 7 (pause, repeat, speed, headset note, volume).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.kiosk.screen import TARGET
from missdesk.ui.kiosk.tall_button import TallButton, letters_px
from missdesk.ui.speech import LEAST_SPEED, MOST_SPEED
from missdesk.ui.theme.fonts import make_font
from missdesk.ui.widgets.boxes import Row
from missdesk.ui.widgets.card import Card
from missdesk.ui.widgets.painting import rounded, start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFont, QPaintEvent

    from missdesk.ui.speech import Speaker
    from missdesk.ui.theme.theme import Theme

TEXT, GAP, PAD = 12.5, 6, 10
LINE_HIGH: Final = 5
SPEED_STEP: Final = 0.2
VOLUME_STEP: Final = 15
LARGE: Final = 125
"""Text size in percent beyond which the words read need the room of the title."""


class VoiceButton(TallButton):
    """One of the controls, as wide as its share of the row."""

    ICON = 20
    GAP = 0

    def __init__(self, theme: Theme, text: str, name: str, icon: str, parent: QWidget) -> None:
        super().__init__(theme, text, name, icon=icon, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def label_font(self) -> QFont:
        """Return letters that leave room for the longest word."""
        return make_font(letters_px(self.theme, TEXT), 600)

    def sizeHint(self) -> QSize:
        """Return a square, wider for a longer word."""
        side = self.theme.px(TARGET)
        return QSize(max(side, self.words_width() + self.theme.px(10)), side)


class ReadLine(QWidget):
    """How much of the page has been read."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._share = theme, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """Show a share from 0 to 1."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        """Return a thin line."""
        return QSize(self._theme.px(120), self._theme.px(LINE_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, and its dark part."""
        painter, theme, box = start(self), self._theme, QRectF(self.rect())
        radius = box.height() / 2
        rounded(painter, box, radius, theme.color("line"))
        box.setWidth(max(box.height(), box.width() * self._share))
        rounded(painter, box, radius, theme.color("primary"))
        painter.end()


class VoiceBar(Card):
    """Pause, again, slower, faster, quieter, louder; and how far it is."""

    def __init__(self, theme: Theme, speaker: Speaker, parent: QWidget) -> None:
        """Follow a speaker."""
        super().__init__(theme, fill="tint", corner="box", pad=PAD, gap=GAP, parent=parent)
        self._theme, self._speaker = theme, speaker
        self.setObjectName("kiosk.voice")
        self.setAccessibleName(_("Reading aloud"))
        head = Row(theme, gap=12)
        self._title = Words(theme, _("Reading aloud"), "strong", parent=self)
        self._progress = ReadLine(theme, self)
        note = Words(
            theme,
            _("You can plug in a headset."),
            "note",
            token="ink2",  # noqa: S106  a color's name
            parent=self,
        )
        head.addWidget(self._title, 1)
        head.addWidget(note, 0, Qt.AlignmentFlag.AlignVCenter)
        row = Row(theme, gap=GAP)
        self._pause = self._button(_("Pause"), "pause", "pause")
        buttons = (
            self._pause,
            self._button(_("Again"), "again", "repeat"),
            self._button(_("Slower"), "slower", "turtle"),
            self._button(_("Faster"), "faster", "rabbit"),
            self._button(_("Quieter"), "quieter", "volume-1"),
            self._button(_("Louder"), "louder", "volume-2"),
        )
        for button in buttons:
            row.addWidget(button, 1)
            button.clicked.connect(self._on_pressed)
        self.column.addLayout(head)
        self.column.addWidget(self._progress)
        self.column.addLayout(row)
        theme.changed.connect(self._on_theme)
        self._on_theme()
        speaker.changed.connect(self._refresh)
        speaker.sentence_began.connect(self._refresh)
        self._refresh()

    def _button(self, words: str, key: str, icon: str) -> VoiceButton:
        return VoiceButton(self._theme, words, f"kiosk.voice.{key}", icon, self)

    def _on_theme(self) -> None:
        """Leave the title out where the text is large; the button that reads says the same."""
        self._title.setVisible(self._theme.text_percent <= LARGE)

    def _on_pressed(self) -> None:
        speaker = self._speaker
        ways: dict[str, Callable[[], None]] = {
            "pause": speaker.resume if speaker.is_paused else speaker.pause,
            "again": speaker.repeat,
            "slower": lambda: speaker.set_speed(speaker.speed - SPEED_STEP),
            "faster": lambda: speaker.set_speed(speaker.speed + SPEED_STEP),
            "quieter": lambda: speaker.set_volume(speaker.volume - VOLUME_STEP),
            "louder": lambda: speaker.set_volume(speaker.volume + VOLUME_STEP),
        }
        ways[self.sender().objectName().rpartition(".")[2]]()

    def _refresh(self) -> None:
        speaker = self._speaker
        is_paused = speaker.is_paused
        self._pause.setText(_("Go on") if is_paused else _("Pause"))
        self._pause.set_icon("play" if is_paused else "pause")
        self._progress.set_share((speaker.at + 1) / speaker.count if speaker.count else 0.0)
        limits = {
            "slower": speaker.speed > LEAST_SPEED,
            "faster": speaker.speed < MOST_SPEED,
            "quieter": speaker.volume > 0,
            "louder": speaker.volume < 100,
        }
        for key, may in limits.items():
            button = self.findChild(VoiceButton, f"kiosk.voice.{key}")
            if button is not None:
                button.setEnabled(may)
