"""The bar at the foot of every kiosk page: the same buttons in the same places (WC25, KA9).

Tools at the left (below in portrait), ways through the book at the right (above in portrait).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.kiosk.screen import TARGET, is_portrait
from missdesk.ui.kiosk.tall_button import TallButton, letters_px
from missdesk.ui.theme.fonts import make_font
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QFont, QResizeEvent

    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.widgets.button import Kind

GAP, PAD, TEXT = 10, 12, 14.5
"""Designed room between two buttons (20 px at 1920 x 1080: KA9), beside their words; letters."""
MAIN_PAD: Final = 12
"""More room beside the words of the main button."""
Saying = tuple[str, str]
"""Words and icon of a button."""


class BarButton(TallButton):
    """A button that the bar places.

    Attributes:
        key: What the bar tells when it is pressed.
    """

    def __init__(
        self, theme: Theme, key: str, sayings: Mapping[str, Saying], bar: KioskBar
    ) -> None:
        """Make one.

        Args:
            theme: Colors, sizes and fonts.
            key: Also the end of its objectName.
            sayings: All it may say, the first one to begin with.
            bar: Places it, and chooses the letters.
        """
        words, icon = next(iter(sayings.values()))
        super().__init__(theme, words, f"kiosk.{key}", icon=icon, parent=bar)
        self.key, self._sayings, self._bar = key, sayings, bar

    def set_kind(self, kind: Kind) -> None:
        """Be the main button, or one of the others."""
        self._kind = kind
        self.update()

    def say(self, name: str) -> None:
        """Say one of its sayings."""
        words, icon = self._sayings[name]
        self.set_icon(icon)
        if self.words != words:
            self.setText(words)

    def label_font(self) -> QFont:
        """Return the letters of all buttons of the bar."""
        return self._bar.label_font()

    def wanted_width(self) -> int:
        """Return a width that holds all it may say, so that no button ever moves."""
        metrics = QFontMetricsF(self.label_font())
        words = max(metrics.horizontalAdvance(words) for words, _icon in self._sayings.values())
        pad = PAD + (MAIN_PAD if self._kind == "primary" else 0)
        return max(self.theme.px(TARGET), round(words) + 2 * self.theme.px(pad))

    def sizeHint(self) -> QSize:
        """Return its size in the bar; the first call comes before there is one."""
        return self.least(self.theme.px(TARGET), self.theme.px(TARGET))


class KioskBar(QWidget):
    """All buttons; each sits at its place whether or not the others are shown.

    Signals:
        pressed: "read", "bigger", "contrast", "language", "over", "home", "back" or "next".
    """

    pressed = Signal(str)

    def __init__(
        self, theme: Theme, parent: QWidget, *, has_speech: bool, has_languages: bool
    ) -> None:
        """Make the buttons that this kiosk has."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("kiosk.bar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._font = make_font(theme.px(TEXT), 600)
        # Made in the order in which Tab comes to them: on through the book first.
        self._ways = [self._button(key, said) for key, said in reversed(_ways().items())][::-1]
        lacks = {"read": not has_speech, "language": not has_languages}
        tools = ((key, said) for key, said in _tools().items() if not lacks.get(key))
        self._tools = [self._button(key, {key: said}) for key, said in tools]
        self._hint = Words(theme, _("Touch a picture to begin"), "body", token="ink2", parent=self)  # noqa: S106
        self._hint.setObjectName("kiosk.hint")
        self.button("next").set_kind("primary")
        if has_speech:
            self.button("read").setCheckable(True)  # stays pressed in while it reads
        theme.changed.connect(self._on_theme)

    def button(self, key: str) -> BarButton:
        """Return a button.

        Raises:
            KeyError: This kiosk has no such button.
        """
        return {button.key: button for button in (*self._tools, *self._ways)}[key]

    @property
    def is_tall(self) -> bool:
        """Return whether it has two lines (portrait)."""
        return is_portrait(self)

    def show_ways(
        self, *, is_book: bool, has_before: bool, has_more: bool, is_last: bool = False
    ) -> None:
        """Say what Next and Back do now; on the list of topics show only what it needs.

        Args:
            is_book: A page of a book is on show, not the topics.
            has_before: There is more above.
            has_more: There is more below.
            is_last: No page comes behind this one.
        """
        back, onward = self.button("back"), self.button("next")
        self.button("home").setVisible(is_book)
        back.setVisible(is_book or has_before)
        onward.setVisible(is_book or has_more)
        self._hint.setVisible(not (is_book or has_before or has_more))
        back.say("back" if is_book and not has_before else "up")
        if is_book:
            onward.say("on" if has_more else "done" if is_last else "page")
        else:
            onward.say("more")

    def label_font(self) -> QFont:
        """Return the letters of the buttons."""
        return self._font

    def sizeHint(self) -> QSize:
        """Return one line of buttons, or two."""
        high, gap = self._theme.px(TARGET), self._theme.px(GAP)
        return QSize(self._theme.px(400), 2 * high + gap if self.is_tall else high)

    def minimumSizeHint(self) -> QSize:
        """Return the same height; the width is what there is."""
        return QSize(1, self.sizeHint().height())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the buttons."""
        self._place()

    def _button(self, key: str, sayings: Mapping[str, Saying]) -> BarButton:
        made = BarButton(self._theme, key, sayings, self)
        made.clicked.connect(self._on_clicked)
        return made

    def _place(self) -> None:
        high, gap = self._theme.px(TARGET), self._theme.px(GAP)
        self._fit_font()
        if self.is_tall:
            # Equal widths: with the words next to nothing moves.
            self._row(self._ways, 0, self._equal(len(self._ways)))
            self._row(self._tools, high + gap, self._equal(len(self._tools)))
            self._hint.setGeometry(self._hint_box(0, self.width()))
            return
        end = self._row(self._tools, 0, [button.wanted_width() for button in self._tools])
        ways = [button.wanted_width() for button in self._ways]
        start_x = self.width() - sum(ways) - gap * (len(ways) - 1)
        self._row(self._ways, 0, ways, start_x)
        self._hint.setGeometry(self._hint_box(end + gap, self.width() - end - gap))

    def _hint_box(self, left: int, width: int) -> QRect:
        """Return the room of the hint, its text in the middle of a line of buttons."""
        words = self._hint.heightForWidth(width)
        top = (self._theme.px(TARGET) - words) // 2
        wide = min(width, self._hint.sizeHint().width())
        return QRect(left + width - wide, max(0, top), wide, words)

    def _row(self, buttons: Sequence[BarButton], y: int, widths: Sequence[int], x: int = 0) -> int:
        """Put buttons side by side; return where the last one ends."""
        high, gap = self._theme.px(TARGET), self._theme.px(GAP)
        for button, width in zip(buttons, widths, strict=True):
            button.setGeometry(x, y, width, high)
            x += width + gap
        return x - gap

    def _equal(self, count: int) -> list[int]:
        gap = self._theme.px(GAP)
        return [(self.width() - gap * (count - 1)) // count] * count

    def _fit_font(self) -> None:
        """Take letters that grow with the text size as far as there is room for all words."""
        for pixels in range(letters_px(self._theme, TEXT), 0, -1):
            self._font = make_font(pixels, 600)
            if self._has_room():
                return

    def _has_room(self) -> bool:
        lines = [[button.wanted_width() for button in some] for some in (self._tools, self._ways)]
        if self.is_tall:
            spare = self._theme.px(PAD)  # half of what stands beside the words
            return all(max(line) <= self._equal(len(line))[0] + spare for line in lines)
        count = sum(map(len, lines))
        return sum(map(sum, lines)) + count * self._theme.px(GAP) <= self.width()

    def _on_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, BarButton)
        self.pressed.emit(button.key)

    def _on_theme(self) -> None:
        self.updateGeometry()
        self._place()
        self.update()


def _tools() -> dict[str, Saying]:
    """Return the tools by their key, from left to right."""
    return {
        "read": (_("Read aloud"), "read-aloud"),
        "bigger": (_("Bigger text"), "a-large-small"),
        "contrast": (_("Contrast"), "contrast"),
        "language": (_("Language"), "languages"),
        "over": (_("Start over"), "rotate-ccw"),
    }


def _ways() -> dict[str, dict[str, Saying]]:
    """Return the ways through a book by their key, from left to right, with all they may say."""
    return {
        "home": {"home": (_("All topics"), "layout-grid")},
        "back": {"back": (_("Back"), "arrow-left"), "up": (_("Up"), "arrow-up")},
        "next": {
            "page": (_("Next page"), "arrow-right"),
            "on": (_("Read on"), "arrow-down"),
            "more": (_("More"), "arrow-down"),
            "done": (_("All done"), "check"),
        },
    }
