"""Paint what all controls share: rounded boxes, icons and words at half height, mixed colors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

LINE = 1.5
CHOSEN_LINE = 1.75


def start(widget: QWidget) -> QPainter:
    """Return a smooth painter on a widget; the caller ends it."""
    painter = QPainter(widget)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    return painter


def rounded(
    painter: QPainter,
    box: QRectF,
    radius: float,
    fill: QColor | None,
    line: QColor | None = None,
    width: float = LINE,
) -> None:
    """Draw a rounded box whose line lies wholly inside `box`."""
    half = width / 2 if line is not None else 0.0
    inner = box.adjusted(half, half, -half, -half)
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    corner = max(0.0, min(radius - half, inner.width() / 2, inner.height() / 2))
    painter.drawRoundedRect(inner, corner, corner)


def words_at(painter: QPainter, left: float, box: QRectF, text: str) -> None:
    """Draw one line of text from `left`, its capitals centered in the height of the box."""
    metrics = QFontMetricsF(painter.font())
    baseline = box.center().y() + metrics.capHeight() / 2
    painter.drawText(QPointF(left, baseline), text)


def centered_words(painter: QPainter, box: QRectF, text: str) -> None:
    """Draw one line of text in the middle of a box, shortened with "…" where it must be."""
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 0.5)
    left = box.center().x() - metrics.horizontalAdvance(shown) / 2
    words_at(painter, left, box, shown)


def pixmap_at(painter: QPainter, pixmap: QPixmap, x: float, box: QRectF) -> None:
    """Draw a pixmap with its left edge at x, centered in the height of the box."""
    height = pixmap.deviceIndependentSize().height()
    painter.drawPixmap(QPointF(round(x), round(box.center().y() - height / 2)), pixmap)


def mix(a: QColor, b: QColor, share: float) -> QColor:
    """Return the color `share` of the way from a to b (0 to 1)."""
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
        a.alphaF() + (b.alphaF() - a.alphaF()) * share,
    )
