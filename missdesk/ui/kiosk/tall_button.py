"""A button with its icon above a word or two, as wide as its place: of the bar and of the voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.painting import LINE, centered_words, rounded, start

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPaintEvent

    from missdesk.ui.theme.theme import Theme

CORNER: Final = 15
MOST_GROWTH: Final = 1.3
"""The words grow with part of the text size: all buttons of a row keep their places."""


class TallButton(Button):
    """Painted in the letters that its owner chooses.

    Attributes:
        ICON: Designed side of the icon; it keeps its size: the words below it are what grows.
        GAP: Designed room between icon and words.
    """

    ICON = 22
    GAP = 3

    def label_font(self) -> QFont:
        """Return the letters; those of a row agree on a size that fits all."""
        return self.theme.type("small")

    def words_width(self) -> int:
        """Return the width of the words."""
        return round(QFontMetricsF(self.label_font()).horizontalAdvance(self.words))

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline for the focus ring."""
        return QRectF(self.rect()), float(self.theme.px(CORNER))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, icon and words."""
        painter, theme = start(self), self.theme
        fill, line, ink = self._colors()
        box = QRectF(self.rect())
        rounded(painter, box, theme.px(CORNER), fill, line, LINE)
        font = self.label_font()
        high, gap = QFontMetricsF(font).height(), theme.px(self.GAP)
        size = self.ICON * theme.px(100) / theme.part_px(100)
        pixmap = theme.icon(self._icon, size, ink, self.devicePixelRatioF())
        side = pixmap.deviceIndependentSize().height()
        top = (box.height() - side - gap - high) / 2
        painter.drawPixmap(round(box.center().x() - side / 2), round(top), pixmap)
        painter.setFont(font)
        painter.setPen(theme.color(ink))
        centered_words(painter, QRectF(0, top + side + gap, box.width(), high), self.words)
        painter.end()


def letters_px(theme: Theme, size: float) -> int:
    """Return the designed size of a button's letters in pixels, for the text size of now."""
    return round(theme.px(size) * (1 + (MOST_GROWTH - 1) * (theme.text_percent / 100 - 1)))
