"""The bar at the foot of every kiosk page: the same buttons in the same places (WC25, KA9).

Tools at the left (below in portrait), ways through the book at the right (above in portrait).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.theme.fonts import make_font
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.painting import LINE, centered_words, rounded, start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QPaintEvent, QResizeEvent

    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.widgets.button import Kind

HIGH, GAP, PAD, ICON, TEXT = 56, 10, 12, 22, 14.5
"""Designed height of a button, room between two, beside its words; icon and letters.

At 1920 x 1080 a button is 112 px high and 20 px from the next one (KA9, WC23).
"""
MOST_GROWTH: Final = 1.3
"""The words grow with the text size as far as all buttons keep their places."""
CORNER: Final = 15


class BarButton(Button):
    """An icon above a word or two."""

    def __init__(self, theme: Theme, text: str, name: str, icon: str, bar: KioskBar) -> None:
        """Make one; the bar places it."""
        super().__init__(theme, text, name, icon=icon, parent=bar)
        self._bar = bar

    def set_kind(self, kind: Kind) -> None:
        """Be the main button, or one of the others."""
        self._kind = kind
        self.update()

    def wanted_width(self, font: QFont) -> int:
        """Return the width that the words need."""
        words = QFontMetricsF(font).horizontalAdvance(self.words)
        return max(self.theme.px(HIGH), round(words) + 2 * self.theme.px(PAD))

    def sizeHint(self) -> QSize:
        """Return its size in the bar; the first call comes before there is one."""
        return self.least(self.theme.px(HIGH), self.theme.px(HIGH))

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline for the focus ring."""
        return QRectF(self.rect()), float(self.theme.px(CORNER))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, icon and words."""
        painter = start(self)
        fill, line, ink = self._colors()
        box = QRectF(self.rect())
        rounded(painter, box, self.theme.px(CORNER), fill, line, LINE)
        font = self._bar.label_font()
        high = QFontMetricsF(font).height()
        # Icons keep their size: the words below them are what grows.
        size = ICON * self.theme.px(100) / self.theme.part_px(100)
        pixmap = self.theme.icon(self._icon, size, ink, self.devicePixelRatioF())
        side = pixmap.deviceIndependentSize().height()
        gap = self.theme.px(3)
        top = (box.height() - side - gap - high) / 2
        painter.drawPixmap(round(box.center().x() - side / 2), round(top), pixmap)
        painter.setFont(font)
        painter.setPen(self.theme.color(ink))
        centered_words(painter, QRectF(0, top + side + gap, box.width(), high), self.words)
        painter.end()


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
        tools = [
            ("read", _("Read aloud"), "read-aloud", has_speech),
            ("bigger", _("Bigger text"), "a-large-small", True),
            ("contrast", _("Contrast"), "contrast", True),
            ("language", _("Language"), "languages", has_languages),
            ("over", _("Start over"), "rotate-ccw", True),
        ]
        ways = [
            ("home", _("All topics"), "layout-grid"),
            ("back", _("Back"), "arrow-left"),
            ("next", _("Next page"), "arrow-right"),
        ]
        # Made in the order in which Tab comes to them: on through the book first.
        made = {key: self._button(key, words, icon) for key, words, icon in reversed(ways)}
        self._ways = [made[key] for key, _words, _icon in ways]
        self._tools = [self._button(k, words, icon) for k, words, icon, has in tools if has]
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
        return {b.objectName().rpartition(".")[2]: b for b in (*self._tools, *self._ways)}[key]

    @property
    def is_tall(self) -> bool:
        """Return whether it has two lines (portrait)."""
        window = self.window()
        return window.height() > window.width()

    def set_ways(self, *, is_book: bool, has_back: bool, has_next: bool) -> None:
        """Show the ways through a book, or on the list of topics only what it needs."""
        self.button("home").setVisible(is_book)
        self.button("back").setVisible(has_back)
        self.button("next").setVisible(has_next)
        self._hint.setVisible(not is_book and not has_next and not has_back)

    def say(self, key: str, words: str, icon: str) -> None:
        """Give a button other words and another icon."""
        button = self.button(key)
        button.set_icon(icon)
        if button.words != words:
            button.setText(words)
            self._place()

    def label_font(self) -> QFont:
        """Return the letters of the buttons."""
        return self._font

    def sizeHint(self) -> QSize:
        """Return one line of buttons, or two."""
        high, gap = self._theme.px(HIGH), self._theme.px(GAP)
        return QSize(self._theme.px(400), 2 * high + gap if self.is_tall else high)

    def minimumSizeHint(self) -> QSize:
        """Return the same height; the width is what there is."""
        return QSize(1, self.sizeHint().height())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the buttons."""
        self._place()

    def _button(self, key: str, words: str, icon: str) -> BarButton:
        made = BarButton(self._theme, words, f"kiosk.{key}", icon, self)
        made.clicked.connect(self._on_clicked)
        return made

    def _place(self) -> None:
        high, gap = self._theme.px(HIGH), self._theme.px(GAP)
        self._font = self._fitting_font()
        if self.is_tall:
            # Equal widths: with the words next to nothing moves.
            self._row(self._ways, 0, self._equal(len(self._ways)))
            self._row(self._tools, high + gap, self._equal(len(self._tools)))
            self._hint.setGeometry(self._hint_box(0, self.width()))
            return
        widths = [button.wanted_width(self._font) for button in self._tools]
        end = self._row(self._tools, 0, widths)
        ways = [self._way_width(button) for button in self._ways]
        start_x = self.width() - sum(ways) - gap * (len(ways) - 1)
        self._row(self._ways, 0, ways, start_x)
        self._hint.setGeometry(self._hint_box(end + gap, self.width() - end - gap))

    def _hint_box(self, left: int, width: int) -> QRect:
        """Return the room of the hint, its text in the middle of a line of buttons."""
        words = self._hint.heightForWidth(width)
        top = (self._theme.px(HIGH) - words) // 2
        wide = min(width, self._hint.sizeHint().width())
        return QRect(left + width - wide, max(0, top), wide, words)

    def _row(self, buttons: Sequence[BarButton], y: int, widths: Sequence[int], x: int = 0) -> int:
        """Put buttons side by side; return where the last one ends."""
        high, gap = self._theme.px(HIGH), self._theme.px(GAP)
        for button, width in zip(buttons, widths, strict=True):
            button.setGeometry(x, y, width, high)
            x += width + gap
        return x - gap

    def _equal(self, count: int) -> list[int]:
        gap = self._theme.px(GAP)
        return [(self.width() - gap * (count - 1)) // count] * count

    def _way_width(self, button: BarButton) -> int:
        """Return a width that holds all words the button may have, so that it never moves."""
        metrics = QFontMetricsF(self._font)
        said = {"next": (_("Next page"), _("Read on"), _("All done")), "back": (_("Back"), _("Up"))}
        words = said.get(button.objectName().rpartition(".")[2], (button.words,))
        wide = max(metrics.horizontalAdvance(text) for text in words)
        extra = self._theme.px(24 if button.objectName().endswith(".next") else 0)
        return max(self._theme.px(HIGH), round(wide) + 2 * self._theme.px(PAD) + extra)

    def _fitting_font(self) -> QFont:
        """Return letters that grow with the text size as far as there is room for all words."""
        wanted = 1 + (MOST_GROWTH - 1) * (self._theme.text_percent / 100 - 1)
        pixels = round(self._theme.px(TEXT) * wanted)
        while pixels > 1:
            self._font = make_font(pixels, 600)
            if self._has_room():
                break
            pixels -= 1
        return self._font

    def _has_room(self) -> bool:
        gap = self._theme.px(GAP)
        if self.is_tall:
            room = min(self._equal(len(self._tools))[0], self._equal(len(self._ways))[0])
            every = (*self._tools, *self._ways)
            return max(b.wanted_width(self._font) for b in every) <= room + self._theme.px(PAD)
        tools = [button.wanted_width(self._font) for button in self._tools]
        ways = [self._way_width(button) for button in self._ways]
        return sum(tools) + sum(ways) + gap * (len(tools) + len(ways)) <= self.width()

    def _on_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, BarButton)
        self.pressed.emit(button.objectName().rpartition(".")[2])

    def _on_theme(self) -> None:
        self.updateGeometry()
        self._place()
        self.update()
