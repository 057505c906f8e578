"""Paint a Scene with QPainter; the PDF painter draws the same data (handout/scene_pdf.py)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import groupby
from math import ceil, floor

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from missdesk.figures.palette import Palette
from missdesk.figures.patterns import gaps
from missdesk.figures.scene import (
    Command,
    Ellipse,
    Fill,
    Group,
    Item,
    Line,
    Path,
    Picture,
    Rect,
    Scene,
    Stroke,
    TextItem,
    box_of,
    outline,
)
from missdesk.figures.text_block import left_end
from missdesk.ui.theme.fonts import make_font

PictureSource = Callable[[Picture, float], QImage | None]
"""Gives the flattened, cropped pixels of a picture at so many pixels a mm; None = not ready."""


def paint_scene(
    painter: QPainter,
    scene: Scene,
    palette: Palette,
    px_per_mm: float,
    x: float = 0.0,
    y: float = 0.0,
    pictures: PictureSource | None = None,
) -> None:
    """Paint a scene with its top left corner at x, y (pixels of the painter).

    Args:
        painter: Active painter; its state is restored.
        scene: What to paint.
        palette: Token to "#RRGGBB".
        px_per_mm: Painter pixels for one scene mm.
        x: Left edge in painter pixels.
        y: Top edge in painter pixels.
        pictures: Gives pixels for `Picture` items; without it they are left empty.

    Raises:
        KeyError: A color token is not in the palette.
    """
    painter.save()
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )
    painter.translate(x, y)
    painter.scale(px_per_mm, px_per_mm)
    try:
        _Painting(painter, palette, px_per_mm, pictures).items(scene.items)
    finally:
        painter.restore()


_MANY = 8
"""So many equal groups in a row are stamped."""


class _Painting:
    """One run over a scene, with the painter scaled to mm."""

    def __init__(
        self,
        painter: QPainter,
        palette: Palette,
        px_per_mm: float,
        pictures: PictureSource | None,
    ) -> None:
        self._painter = painter
        self._palette = palette
        self._px_per_mm = px_per_mm
        self._pictures = pictures

    def items(self, items: tuple[Item, ...]) -> None:
        """Paint items from the bottom up; many equal shapes in a row are painted once."""
        for is_repeated, run in groupby(items, _repeated):
            same = list(run)
            if is_repeated is not None and len(same) >= _MANY and self._is_upright():
                self._stamp([item for item in same if isinstance(item, Group)])
            else:
                for item in same:
                    self._item(item)

    def _is_upright(self) -> bool:
        """Return whether the painter only moves and scales."""
        t = self._painter.combinedTransform()
        return t.m12() == t.m21() == 0 and t.m11() == t.m22() > 0 and t.isAffine()

    def _stamp(self, groups: list[Group]) -> None:
        """Paint the first group to an image and repeat it on whole pixels (100 people: 4 times).

        Whole pixels also make all people alike to the last pixel (RC8).
        """
        shift = self._painter.combinedTransform()
        ratio = self._painter.device().devicePixelRatioF()
        left, top, right, bottom = _box(groups[0].items)
        scale = shift.m11() * ratio
        size = QSize(ceil((right - left) * scale) + 3, ceil((bottom - top) * scale) + 3)
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        brush = QPainter(image)
        brush.setRenderHint(QPainter.RenderHint.Antialiasing)
        first = shift.map(QPointF(groups[0].dx + left, groups[0].dy + top)) * ratio
        corner = QPointF(floor(first.x()) - 1, floor(first.y()) - 1)
        brush.translate(first - corner)
        brush.scale(scale, scale)
        brush.translate(-left, -top)
        _Painting(brush, self._palette, scale, None).items(groups[0].items)
        brush.end()
        image.setDevicePixelRatio(ratio)
        self._painter.save()
        self._painter.resetTransform()
        for group in groups:
            way = shift.map(QPointF(group.dx + left, group.dy + top)) * ratio - first
            spot = corner + QPointF(round(way.x()), round(way.y()))
            self._painter.drawImage(spot / ratio, image)
        self._painter.restore()

    def _item(self, item: Item) -> None:
        match item:
            case Group():
                self._group(item)
            case TextItem():
                self._text(item)
            case Line():
                self._painter.setPen(self._pen(item.stroke))
                self._painter.drawLine(QLineF(item.x1, item.y1, item.x2, item.y2))
            case Picture():
                self._picture(item)
            case _:
                self._shape(item)

    def _group(self, group: Group) -> None:
        self._painter.save()
        self._painter.translate(group.dx, group.dy)
        if group.clip is not None:
            clip = Qt.ClipOperation.IntersectClip
            self._painter.setClipPath(_path(outline(group.clip)), clip)
        self.items(group.items)
        self._painter.restore()

    def _shape(self, item: Rect | Ellipse | Path) -> None:
        commands = outline(item)
        path = _path(commands)
        if item.fill is not None:
            self._painter.fillPath(path, self._color(item.fill.color_token))
            if item.fill.pattern != "solid":
                self._take_out(item.fill, path, commands)
        if item.stroke is not None:
            self._painter.strokePath(path, self._pen(item.stroke))

    def _take_out(self, fill: Fill, path: QPainterPath, commands: tuple[Command, ...]) -> None:
        """Paint the pattern's gaps inside the shape (never Qt's brush patterns)."""
        taken = gaps(fill, box_of(commands))
        self._painter.save()
        self._painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        pen = QPen(self._color(fill.gap_token), taken.width_mm or 2 * taken.radius_mm)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap if taken.dots else Qt.PenCapStyle.SquareCap)
        self._painter.setPen(pen)
        self._painter.drawLines([QLineF(*ends) for ends in taken.lines])
        self._painter.drawPoints([QPointF(*dot) for dot in taken.dots])
        self._painter.restore()

    def _text(self, item: TextItem) -> None:
        # The font has whole pixels; the rest of the size is a scale close to 1, so that letters
        # keep their design widths at every text size.
        exact = item.size_mm * self._px_per_mm
        pixels = max(1, round(exact))
        self._painter.save()
        self._painter.translate(left_end(item), item.y)
        factor = item.size_mm / pixels
        self._painter.scale(factor, factor)
        self._painter.setFont(font(pixels, item.weight))
        self._painter.setPen(self._color(item.color_token))
        self._painter.drawText(QPointF(0, 0), item.text)
        self._painter.restore()

    def _picture(self, item: Picture) -> None:
        image = self._pictures(item, self._px_per_mm) if self._pictures else None
        if image is not None:
            self._painter.drawImage(QRectF(item.x, item.y, item.w, item.h), image)

    def _color(self, token: str) -> QColor:
        return QColor(self._palette[token])

    def _pen(self, stroke: Stroke) -> QPen:
        pen = QPen(self._color(stroke.color_token), stroke.width_mm)
        cap, join = Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin
        if stroke.is_round:
            cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        pen.setCapStyle(cap)
        pen.setJoinStyle(join)
        if stroke.dash:
            pen.setDashPattern([length / stroke.width_mm for length in stroke.dash])
        return pen


def _repeated(item: Item) -> int | None:
    """Return what equal groups share, None for anything else."""
    is_shapes = (
        isinstance(item, Group)
        and item.clip is None
        and all(isinstance(part, Rect | Ellipse | Path) for part in item.items)
    )
    return id(item.items) if is_shapes and isinstance(item, Group) else None


def _box(items: tuple[Item, ...]) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of shapes with their lines, in mm."""
    shapes = [item for item in items if isinstance(item, Rect | Ellipse | Path)]
    boxes = [(*box_of(outline(s)), s.stroke.width_mm if s.stroke else 0.0) for s in shapes]
    return (
        min(left - line for left, _t, _r, _b, line in boxes),
        min(top - line for _l, top, _r, _b, line in boxes),
        max(right + line for _l, _t, right, _b, line in boxes),
        max(bottom + line for _l, _t, _r, bottom, line in boxes),
    )


def font(pixels: int, weight: int) -> QFont:
    """Return the bundled font, unhinted and without kerning, as text_fit measures it."""
    made = make_font(pixels, weight)
    made.setKerning(False)
    return made


@lru_cache(maxsize=256)
def _path(commands: tuple[Command, ...]) -> QPainterPath:
    """Return a path of Qt; kept, because screens paint the same figures again and again."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for command in commands:
        match command:
            case ("M", x, y):
                path.moveTo(x, y)
            case ("L", x, y):
                path.lineTo(x, y)
            case ("C", x1, y1, x2, y2, x, y):
                path.cubicTo(x1, y1, x2, y2, x, y)
            case _:
                path.closeSubpath()
    return path
