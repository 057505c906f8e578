"""Ink on a picture: the marks of one sheet and the stroke under way, in plate millimeters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from missdesk.model.marks import Mark, Point, Sheet
from missdesk.ui.stage.pen import Stroke

HALO_MM = 0.45
"""Rim on each side of the pen, about 1.6 px at the usual scale (visual-design 1a)."""
HIGHLIGHTER_ALPHA = 95
DOT_MM = 0.001


def stroke_path(points: Sequence[Point]) -> QPainterPath:
    """Return a smooth path through points in mm: curves between the middles of the pieces."""
    path = QPainterPath(QPointF(*points[0]))
    if len(points) < 3:
        # A dot is a line too short to see: round ends make it a disc. Qt drops one of no length.
        path.lineTo(QPointF(points[-1][0] + (DOT_MM if len(points) == 1 else 0), points[-1][1]))
        return path
    for here, after in pairwise(points[1:]):
        middle = QPointF((here[0] + after[0]) / 2, (here[1] + after[1]) / 2)
        path.quadTo(QPointF(*here), middle)
    path.lineTo(QPointF(*points[-1]))
    return path


class InkItem(QGraphicsItem):
    """Draws a sheet and the stroke under way over the picture."""

    def __init__(self, size_mm: tuple[float, float], color: QColor, halo: QColor) -> None:
        """Cover a plate of this size; nothing is drawn yet."""
        super().__init__()
        self._rect = QRectF(0, 0, *size_mm).adjusted(-20, -20, 20, 20)
        self._color, self._halo = color, halo
        self._marks: tuple[tuple[Mark, QPainterPath], ...] = ()
        self._stroke: Stroke | None = None
        self.setZValue(1000)

    def boundingRect(self) -> QRectF:
        """Return the plate with a rim, in mm."""
        return self._rect

    def set_size(self, size_mm: tuple[float, float]) -> None:
        """Cover a plate of another size."""
        self.prepareGeometryChange()
        self._rect = QRectF(0, 0, *size_mm).adjusted(-20, -20, 20, 20)

    def set_colors(self, color: QColor, halo: QColor) -> None:
        """Take the pen and its rim in the colors of another theme."""
        self._color, self._halo = color, halo
        self.update()

    def set_sheet(self, sheet: Sheet) -> None:
        """Show these marks; kinds that are not strokes are drawn by other items."""
        strokes = [m for m in sheet.marks if m.kind in {"pen", "highlighter"}]
        self._marks = tuple((mark, stroke_path(mark.points)) for mark in strokes)
        self.update()

    def set_stroke(self, stroke: Stroke | None) -> None:
        """Show a stroke under way, or none any more; repaints only where it has grown."""
        if stroke is None:
            if self._stroke is not None:
                self.update(_around(self._stroke.points, self._stroke.width_mm))
            self._stroke = None
            return
        self._stroke = stroke
        # The curve between the last middles changes with each new point.
        self.update(_around(stroke.points[-4:], stroke.width_mm))

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        """Draw highlighter below pen, and each pen stroke on its rim."""
        strokes = [(m.kind == "highlighter", m.width_mm, path) for m, path in self._marks]
        if self._stroke is not None:
            live = self._stroke
            strokes.append((live.is_highlighter, live.width_mm, stroke_path(live.points)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for _, width_mm, path in (s for s in strokes if s[0]):
            color = QColor(self._color)
            color.setAlpha(HIGHLIGHTER_ALPHA)
            painter.strokePath(path, _pen(color, width_mm))
        for _, width_mm, path in (s for s in strokes if not s[0]):
            painter.strokePath(path, _pen(self._halo, width_mm + 2 * HALO_MM))
            painter.strokePath(path, _pen(self._color, width_mm))


def _pen(color: QColor, width_mm: float) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(color, width_mm, Qt.PenStyle.SolidLine, cap, join)


def _around(points: Sequence[Point], width_mm: float) -> QRectF:
    """Return the rectangle in mm that strokes through these points may touch."""
    reach = width_mm / 2 + HALO_MM + 0.5
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    box = QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys)))
    return box.adjusted(-reach, -reach, reach, reach)
