"""How long a centimeter is on the picture: a bar with its length, true at every zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from missdesk.i18n import _

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
    mm = length_mm(px_per_mm, most)
    metrics = QFontMetricsF(theme.font(TEXT_PX, 400))
    wide = mm * px_per_mm + metrics.horizontalAdvance(length_words(mm)) + theme.px(3 * PAD)
    high = max(float(theme.px(30)), metrics.height() + 4)
    return QRectF(view.center().x() - wide / 2, view.bottom() - high - 4, wide, high)


def paint_scale(painter: QPainter, theme: Theme, view: QRectF, px_per_mm: float) -> None:
    """Draw the bar with its length, where there is room between the words for the sides."""
    box = scale_box(theme, view, px_per_mm)
    if box.width() + 2 * theme.text_px(SIDE_WIDE_PX) > view.width():
        return
    mm = length_mm(px_per_mm, theme.px(LONGEST_PX))
    ground = QColor(theme.color("label"))
    ground.setAlpha(225)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    left = box.left() + theme.px(PAD) + 2
    right, y = left + mm * px_per_mm, box.center().y()
    painter.setPen(QPen(theme.color("label_ink"), 2))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    for x in (left, right):
        painter.drawLine(QPointF(x, y - TICK), QPointF(x, y + TICK))
    painter.setFont(theme.font(TEXT_PX, 400))
    words = box.adjusted(right - box.left() + theme.px(PAD), 0, 0, 0)
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
    painter.drawText(words, flags, length_words(mm))
