"""Ink on a picture: the marks of one sheet and the stroke under way, in plate millimeters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from missdesk.figures.ink_items import arrow_path, beside, label_of, note_items, stamp_items
from missdesk.figures.scene import Scene
from missdesk.model.marks import Mark, Point, Sheet, runs
from missdesk.ui.scene_painter import paint_scene
from missdesk.ui.stage.pen import Stroke

if TYPE_CHECKING:
    from missdesk.figures.scene import Item

HALO_MM = 0.45
"""Rim on each side of the pen, about 1.6 px at the usual scale (visual-design 1a)."""
HIGHLIGHTER_ALPHA = 95
DOT_MM = 0.001
LEAST_STAMP_PX = 26.0


class _Line(NamedTuple):
    """A piece of a stroke or an arrow, ready to be drawn."""

    is_highlighter: bool
    width_mm: float
    path: QPainterPath


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

    def __init__(self, palette: Mapping[str, str], note_px: float) -> None:
        """Draw nothing yet.

        Args:
            palette: Colors by token.
            note_px: Size of the letters of notes, in logical pixels.
        """
        super().__init__()
        self._size_mm: tuple[float, float] = (1.0, 1.0)
        self._rect = QRectF(0, 0, *self._size_mm)
        self._sheet = Sheet()
        self._lines: tuple[_Line, ...] = ()
        self._placed: tuple[Mark, ...] = ()
        self._stroke: Stroke | None = None
        self._live_box = QRectF()
        self.setZValue(1000)
        self.set_look(palette, note_px)

    def boundingRect(self) -> QRectF:
        """Return the plate with a rim, in mm."""
        return self._rect

    def set_size(self, size_mm: tuple[float, float]) -> None:
        """Cover a plate of another size."""
        if size_mm == self._size_mm:
            return
        self._size_mm = size_mm
        self.prepareGeometryChange()
        rim = 0.5 * max(size_mm)
        self._rect = QRectF(0, 0, *size_mm).adjusted(-rim, -rim, rim, rim)

    def set_look(self, palette: Mapping[str, str], note_px: float) -> None:
        """Take the colors and letters of another theme."""
        self._palette, self._note_px = dict(palette), note_px
        self._color, self._halo = QColor(palette["pen"]), QColor(palette["pen_halo"])
        self.update()

    def set_sheet(self, sheet: Sheet) -> None:
        """Show these marks; the same ones ask for no frame."""
        if sheet == self._sheet:
            return
        self._sheet = sheet
        self._lines = tuple(line for mark in sheet.marks for line in _lines(mark))
        self._placed = tuple(m for m in sheet.marks if m.kind in {"stamp", "note"})
        self.update()

    def set_stroke(self, stroke: Stroke | None) -> None:
        """Show a stroke under way, or none any more; repaints only where it has changed."""
        if stroke is None:
            if self._stroke is not None:
                self.update(_around(self._stroke.points, self._stroke.width_mm))
            self._stroke = None
            return
        is_arrow = stroke.kind == "arrow"
        if is_arrow and self._stroke is stroke:
            self.update(self._live_box)
        self._stroke = stroke
        # The curve between the last middles changes with each new point; an arrow turns.
        points = stroke.points if is_arrow else stroke.points[-4:]
        self._live_box = _around(points, stroke.width_mm)
        self.update(self._live_box)

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        """Draw highlighter below pen, and each line on its rim."""
        lines = list(self._lines)
        if self._stroke is not None:
            lines += _lines(self._stroke.mark()) if self._stroke.points[1:] else _dot(self._stroke)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = QColor(self._color)
        color.setAlpha(HIGHLIGHTER_ALPHA)
        for line in (one for one in lines if one.is_highlighter):
            painter.strokePath(line.path, _pen(color, line.width_mm))
        plain = [line for line in lines if not line.is_highlighter]
        for line in plain:
            painter.strokePath(line.path, _pen(self._halo, line.width_mm + 2 * HALO_MM))
        for line in plain:
            painter.strokePath(line.path, _pen(self._color, line.width_mm))

    @property
    def has_placed(self) -> bool:
        """Return whether there are stamps or notes."""
        return bool(self._placed)

    def paint_placed(
        self, painter: QPainter, transform: QTransform, room: tuple[float, float]
    ) -> None:
        """Draw stamps and words, over all else: no line of a label may strike a note through.

        Args:
            painter: In pixels of the view; words have one size at every zoom.
            transform: From plate millimeters to those pixels.
            room: Width and height of the view.
        """
        if not self._placed:
            return
        shapes: list[Item] = []
        words: list[Item] = []
        for mark in self._placed:
            at = transform.map(QPointF(*mark.points[0]))
            spot, text = (at.x(), at.y()), label_of(mark)
            if not QRectF(0, 0, *room).contains(at):
                text = ""  # words beside nothing would name another place
            if mark.stamp is not None:
                side = max(LEAST_STAMP_PX, mark.width_mm * transform.m11())
                shapes += stamp_items(mark.stamp, spot, side)
                spot = beside(spot, side, text, self._note_px, room)
            words += note_items(text, spot, self._note_px, room)
        paint_scene(painter, Scene(*room, (*shapes, *words)), self._palette, 1.0)


class InkOver(QWidget):
    """Stamps and notes over all else on a picture: no label may hide what the surgeon wrote."""

    def __init__(
        self, picture: QWidget, item: InkItem, transform: Callable[[], QTransform]
    ) -> None:
        """Lie over a picture and let presses through.

        Args:
            picture: Its viewport.
            item: Holds the marks.
            transform: Tells where a millimeter of the plate lies now.
        """
        super().__init__(picture)
        self._picture, self._item, self._transform = picture, item, transform
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def refresh(self) -> None:
        """Draw what there is now, where the picture is now; nothing costs nothing."""
        self.setVisible(self._item.has_placed)
        if self._item.has_placed:
            self.setGeometry(self._picture.rect())
            self.raise_()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw stamps and words."""
        painter = QPainter(self)
        room = (float(self.width()), float(self.height()))
        self._item.paint_placed(painter, self._transform(), room)
        painter.end()


def _lines(mark: Mark) -> list[_Line]:
    """Return the pieces of a stroke or an arrow; none for other marks and for empty ones."""
    if mark.kind not in {"pen", "highlighter", "arrow"} or not mark.points:
        return []
    if mark.kind == "arrow":
        return [_Line(False, mark.width_mm, _arrow(mark.points, mark.width_mm))]
    is_highlighter = mark.kind == "highlighter"
    return [_Line(is_highlighter, width, stroke_path(points)) for points, width in runs(mark)]


def _dot(stroke: Stroke) -> Iterable[_Line]:
    """Return what a stroke of one point shows; an arrow shows nothing before it has a way."""
    if stroke.kind == "arrow":
        return []
    return [_Line(stroke.kind == "highlighter", stroke.width_mm, stroke_path(stroke.points))]


def _arrow(points: tuple[Point, ...], width_mm: float) -> QPainterPath:
    path = QPainterPath()
    for command in arrow_path(points, width_mm):
        spot = QPointF(command[1], command[2]) if len(command) == 3 else QPointF()
        if command[0] == "M":
            path.moveTo(spot)
        else:
            path.lineTo(spot)
    return path


def _pen(color: QColor, width_mm: float) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(color, width_mm, Qt.PenStyle.SolidLine, cap, join)


def _around(points: Sequence[Point], width_mm: float) -> QRectF:
    """Return the rectangle in mm that strokes through these points may touch."""
    reach = 5 * width_mm + HALO_MM + 0.5
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    box = QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys)))
    return box.adjusted(-reach, -reach, reach, reach)
