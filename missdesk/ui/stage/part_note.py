"""The card that says what the part lit up is: plain name and one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QWidget

from missdesk.ui.stage.layers import Part
from missdesk.ui.stage.pill import paint_pill
from missdesk.ui.widgets.painting import start

if TYPE_CHECKING:
    from collections.abc import Iterable

    from missdesk.ui.theme.theme import Theme

NAME_PX, MEANING_PX = 19, 17
WIDTH_PX, PAD_PX, MARGIN_PX = 420, 14, 12


class PartNote(QWidget):
    """Lies at an edge of its picture while a part is lit up."""

    def __init__(self, picture: QWidget, theme: Theme) -> None:
        """Make it hidden, on this picture."""
        super().__init__(picture)
        self._picture = picture
        self._theme = theme
        self._part: Part | None = None
        self._is_low = False
        self._clear: list[QRect] = []
        self.setObjectName("part-note")
        # A tap on the card goes through to the picture, which lets go of the part.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_part(self, part: Part | None, *, is_low: bool = False) -> None:
        """Say what this part is, or nothing.

        Args:
            part: The part lit up now.
            is_low: It lies in the lower half, so the card goes to the upper edge.
        """
        self._part, self._is_low = part, is_low
        if part is None:
            self.hide()
            return
        self.setAccessibleName(f"{part.name}. {part.meaning}")
        self.fit()
        self.show()
        self.raise_()

    def fit(self) -> None:
        """Take the width there is, the height the words need, and the lower edge."""
        if self._part is None:
            return
        theme, margin = self._theme, self._theme.px(MARGIN_PX)
        room = self._picture.size()
        width = min(theme.px(WIDTH_PX), room.width() - 2 * margin)
        inner = width - 2 * theme.px(PAD_PX)
        name, meaning = self._fonts()
        height = _height(name, self._part.name, inner) + 2 * theme.px(PAD_PX)
        if self._part.meaning:
            height += _height(meaning, self._part.meaning, inner)
        low, high = room.height() - height - margin, margin
        middle, right = (room.width() - width) // 2, room.width() - width - margin
        tops = (high, low) if self._is_low else (low, high)
        # Away from the part first of all, then over no label, then in the middle.
        places = [QRect(x, y, width, height) for y in tops for x in (middle, margin, right)]
        self.setGeometry(min(places, key=self._covered))

    def keep_clear(self, boxes: Iterable[QRectF]) -> None:
        """Stand over none of these, in pixels of the picture, where there is room elsewhere."""
        self._clear = [box.toAlignedRect() for box in boxes]
        self.fit()

    def _covered(self, place: QRect) -> int:
        """Return the pixels of labels that a place would cover."""
        shared = (place.intersected(box) for box in self._clear)
        return sum(max(0, box.width()) * max(0, box.height()) for box in shared)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw card, name and sentence."""
        if self._part is None:
            return
        painter = start(self)
        paint_pill(painter, QRectF(self.rect()).adjusted(2, 1, -2, -3), self._theme)
        pad = self._theme.px(PAD_PX)
        inner = self.rect().adjusted(pad, pad, -pad, -pad)
        name, meaning = self._fonts()
        painter.setPen(self._theme.color("label_ink"))
        painter.setFont(name)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(inner, flags, self._part.name)
        painter.setFont(meaning)
        inner.setTop(inner.top() + _height(name, self._part.name, inner.width()))
        painter.drawText(inner, flags, self._part.meaning)
        painter.end()

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._theme.font(NAME_PX, 600), self._theme.font(MEANING_PX, 400)


def _height(font: QFont, text: str, width: int) -> int:
    metrics = QFontMetrics(font)
    return metrics.boundingRect(0, 0, width, 0, int(Qt.TextFlag.TextWordWrap), text).height()
