"""How long a centimeter is on the picture: a bar with its length, true at every zoom."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from missdesk.i18n import _
from missdesk.ui.stage.pill import corner_height, ground_of, paint_ground, paint_kept

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

LENGTHS_MM: Final = (200, 100, 50, 20, 10, 5, 2, 1)
LONGEST_PX, TEXT_PX, PAD, TICK = 84, 16, 8, 5
SIDE_WIDE_PX: Final = 80
"""About how wide the words in the lower corners are."""


def length_mm(px_per_mm: float, most_px: float) -> int:
    """Return the longest round length that a bar of so many pixels can show, at least 1 mm."""
    return next((mm for mm in LENGTHS_MM if mm * px_per_mm <= most_px), LENGTHS_MM[-1])


def length_words(mm: int) -> str:
    """Return a length in whole centimeters, below one in millimeters."""
    if mm < 10:
        return _("{length} mm").format(length=mm)
    return _("{length} cm").format(length=mm // 10)


def scale_words(px_per_mm: float, theme: Theme) -> str:
    """Return what the bar says on a picture at so many pixels a millimeter."""
    return length_words(length_mm(px_per_mm, theme.px(LONGEST_PX)))


def scale_box(theme: Theme, view: QRectF, px_per_mm: float) -> QRectF:
    """Return the pill of the bar: in the middle of the lower edge, as the words for the sides."""
    most = float(theme.px(LONGEST_PX))
    mm, font = length_mm(px_per_mm, most), theme.font(TEXT_PX)
    words = QFontMetricsF(font).horizontalAdvance(length_words(mm))
    wide, high = ceil(mm * px_per_mm + words) + theme.px(3 * PAD), corner_height(theme, font)
    # On whole pixels, or it would be smeared over two.
    left = floor(view.center().x() - wide / 2)
    return QRectF(left, view.bottom() - high - 4, wide, high)


def paint_scale(painter: QPainter, theme: Theme, view: QRectF, px_per_mm: float) -> None:
    """Draw the bar with its length, where there is room between the words for the sides."""
    box = scale_box(theme, view, px_per_mm)
    if box.width() + 2 * theme.text_px(SIDE_WIDE_PX) > view.width():
        return
    mm, own = length_mm(px_per_mm, theme.px(LONGEST_PX)), QRectF(QPointF(), box.size())
    ink, ground, font = theme.color("label_ink"), ground_of(theme), theme.font(TEXT_PX)

    def draw(fresh: QPainter) -> None:
        paint_ground(fresh, own, ground)
        left = theme.px(PAD) + 2
        right, y = left + mm * px_per_mm, own.center().y()
        fresh.setPen(QPen(ink, 2))
        fresh.drawLine(QPointF(left, y), QPointF(right, y))
        for x in (left, right):
            fresh.drawLine(QPointF(x, y - TICK), QPointF(x, y + TICK))
        fresh.setFont(font)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        fresh.drawText(own.adjusted(right + theme.px(PAD), 0, 0, 0), flags, length_words(mm))

    key = (length_words(mm), mm * px_per_mm, font.pixelSize(), ground.rgba(), ink.rgb())
    paint_kept(painter, box.topLeft(), box.size(), key, draw)
