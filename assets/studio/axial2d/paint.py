"""Marks (geometry in mm plus a look) and the Skia painter that turns them into pixels.

Why Skia: analytic antialiasing at any scale, true gaussian blur for soft shadow and inner
shading, gradients with dithering, clips with soft edges, premultiplied alpha; one wheel.
Cairo has no blur; resvg and QtSvg would need an SVG in between and lose clip or blur.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely
import skia

from axial2d.shapes import XY
from axial2d.warp import Field, bend

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Ramp:
    """A gradient: linear from `start` to `end`, or radial about `start` (all mm)."""

    colours: tuple[str, ...]
    start: XY
    end: XY = (0.0, 0.0)
    radius_mm: float = 0.0
    stops: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to paint.

    Attributes:
        geom: Outline or line in mm.
        look: "#rrggbb" or a gradient.
        alpha: 0..1.
        width_mm: 0 fills the geometry, more strokes it.
        blur_mm: Gaussian sigma; 0 is sharp.
        clip: Paint only inside this geometry.
        outside: Paint everything except the geometry (needs a clip): inner shading.
        dash: On and off lengths in mm.
        mode: Blend mode: "over" or "multiply" or "screen".
    """

    geom: BaseGeometry
    look: str | Ramp
    alpha: float = 1.0
    width_mm: float = 0.0
    blur_mm: float = 0.0
    clip: BaseGeometry | None = None
    outside: bool = False
    dash: tuple[float, float] | None = None
    mode: str = "over"


@dataclass(frozen=True, slots=True)
class Layer:
    """One picture file: marks from bottom to top.

    Attributes:
        id: File stem.
        group: What the app's layer chips show.
        marks: Bottom to top.
        mirrors: False for the great vessels, which never change sides.
        fades: True lets the page's soft edge eat into this layer; False = instruments, which
            run out softly at the top and the left edge instead of being cut off.
        taps: What a tap on this layer names: (region id, outline), bottom to top.
    """

    id: str
    group: str
    marks: tuple[Mark, ...]
    mirrors: bool = True
    fades: bool = True
    taps: tuple[tuple[str, BaseGeometry], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The drawing area in mm: left, top (axes of shapes.py), width and height."""

    left: float = -105.0
    top: float = -92.0
    width: float = 210.0
    height: float = 144.0

    def to_page(self, at: XY) -> XY:
        """Return the point counted from the page's top left corner (mm)."""
        return at[0] - self.left, at[1] - self.top


PAGE = Page()
SIDE_MM, FOOT_MM, TOOL_MM = 9.0, 9.0, 8.0
"""Width of the soft edges: sides and foot of tissue, top of instruments."""
_MODES = {
    "over": skia.BlendMode.kSrcOver,
    "multiply": skia.BlendMode.kMultiply,
    "screen": skia.BlendMode.kScreen,
}


def pixels(image: skia.Image) -> np.ndarray:
    """Return a picture as rows x columns x RGBA with straight (not premultiplied) alpha."""
    info = skia.ImageInfo.Make(
        image.width(), image.height(), skia.kRGBA_8888_ColorType, skia.kUnpremul_AlphaType
    )
    out = np.zeros((image.height(), image.width(), 4), np.uint8)
    image.readPixels(info, out, image.width() * 4, 0, 0)
    return out


def warped(marks: Iterable[Mark], field: Field) -> list[Mark]:
    """Return the marks slit and pushed by a field."""
    return [
        replace(m, geom=bend(m.geom, field), clip=None if m.clip is None else bend(m.clip, field))
        for m in marks
    ]


def surface(page: Page, px_per_mm: float) -> skia.Surface:
    """Return an empty transparent surface whose canvas takes mm."""
    made = skia.Surface(round(page.width * px_per_mm), round(page.height * px_per_mm))
    made.getCanvas().scale(px_per_mm, px_per_mm)
    made.getCanvas().translate(-page.left, -page.top)
    return made


def paint_layer(layer: Layer, page: Page, px_per_mm: float) -> skia.Image:
    """Return one layer as a picture with alpha."""
    made = surface(page, px_per_mm)
    canvas = made.getCanvas()
    for mark in layer.marks:
        paint_mark(canvas, mark)
    _fade(canvas, page, is_tool=not layer.fades)
    return made.makeImageSnapshot()


def paint_mark(canvas: skia.Canvas, mark: Mark, *, smooth: bool = True) -> None:
    """Paint one mark on a canvas that takes mm; not smooth = hard edges (index maps)."""
    if mark.geom.is_empty:
        return
    paint = skia.Paint(AntiAlias=smooth, Dither=smooth)
    _dress(paint, mark)
    path = to_path(mark.geom)
    canvas.save()
    if mark.clip is not None:
        canvas.clipPath(to_path(mark.clip), skia.ClipOp.kIntersect, True)
    if mark.outside:
        box = skia.Path()
        box.addRect(skia.Rect(-400, -400, 400, 400))
        path.addPath(box)
        path.setFillType(skia.PathFillType.kEvenOdd)
    canvas.drawPath(path, paint)
    canvas.restore()


def _dress(paint: skia.Paint, mark: Mark) -> None:
    """Set colour, stroke, blur, dash and blend mode."""
    if isinstance(mark.look, Ramp):
        paint.setShader(_shader(mark.look))
        paint.setAlphaf(mark.alpha)
    else:
        paint.setColor(colour(mark.look, mark.alpha))
    if mark.width_mm > 0:
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(mark.width_mm)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
        paint.setStrokeCap(skia.Paint.kButt_Cap if mark.dash else skia.Paint.kRound_Cap)
    if mark.dash:
        paint.setPathEffect(skia.DashPathEffect.Make(list(mark.dash), 0))
    if mark.blur_mm > 0:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, mark.blur_mm))
    paint.setBlendMode(_MODES[mark.mode])


def colour(code: str, alpha: float = 1.0) -> int:
    """Return Skia's colour number for "#rrggbb"."""
    n = int(code.lstrip("#"), 16)
    return int(skia.ColorSetARGB(round(alpha * 255), n >> 16, n >> 8 & 255, n & 255))


def to_path(geom: BaseGeometry) -> skia.Path:
    """Return a Skia path (even-odd) from any shapely geometry."""
    path = skia.Path()
    path.setFillType(
        skia.PathFillType.kEvenOdd if geom.geom_type == "Polygon" else skia.PathFillType.kWinding
    )
    for part in shapely.get_parts(geom):
        if part.geom_type == "Polygon":
            rings: Sequence[BaseGeometry] = [part.exterior, *part.interiors]
            if len(rings) > 1:
                path.setFillType(skia.PathFillType.kEvenOdd)
            for ring in rings:
                _add(path, shapely.get_coordinates(ring), True)
        elif part.geom_type in ("LineString", "LinearRing"):
            _add(path, shapely.get_coordinates(part), part.is_closed)
        elif part.geom_type.startswith(("Multi", "Geometry")):
            path.addPath(to_path(part))
    return path


def _add(path: skia.Path, xy: np.ndarray, closed: bool) -> None:
    """Append one ring or line."""
    if len(xy) > 1:
        path.addPoly([skia.Point(x, y) for x, y in xy.tolist()], closed)


def _shader(ramp: Ramp) -> skia.Shader:
    """Return the Skia gradient."""
    colours = [colour(c) for c in ramp.colours]
    stops = list(ramp.stops) if ramp.stops else None
    if ramp.radius_mm > 0:
        return skia.GradientShader.MakeRadial(
            skia.Point(*ramp.start), ramp.radius_mm, colours, stops
        )
    return skia.GradientShader.MakeLinear(
        [skia.Point(*ramp.start), skia.Point(*ramp.end)], colours, stops
    )


def _fade(canvas: skia.Canvas, page: Page, *, is_tool: bool) -> None:
    """Let the edges run out softly (multiplies alpha)."""
    x0, x1, y0, y1 = page.left, page.left + page.width, page.top, page.top + page.height
    tissue = (
        ((x0, 0), (x0 + SIDE_MM, 0)),
        ((x1, 0), (x1 - SIDE_MM, 0)),
        ((0, y1), (0, y1 - FOOT_MM)),
    )
    tools = (((0, y0), (0, y0 + TOOL_MM)), ((x0, 0), (x0 + 5.0, 0)))
    for start, end in tools if is_tool else tissue:
        shades = [skia.ColorSetARGB(a, 0, 0, 0) for a in (0, 40, 215, 255)]
        paint = skia.Paint(BlendMode=skia.BlendMode.kDstIn)
        ends = [skia.Point(*start), skia.Point(*end)]
        paint.setShader(skia.GradientShader.MakeLinear(ends, shades, [0.05, 0.3, 0.75, 1.0]))
        canvas.drawPaint(paint)
