"""Turn landmark lists (mm) into smooth shapely outlines.

Axes everywhere in this kit: origin at the back edge of the disc in the midline,
x to the right of the picture, y down (towards the belly), 1 unit = 1 mm.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import affinity
from shapely.geometry import LineString, MultiPolygon, Point, Polygon

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

XY = tuple[float, float]
Array = NDArray[np.float64]


def catmull_rom(points: Sequence[XY], *, closed: bool, step_mm: float = 0.5) -> Array:
    """Return a centripetal Catmull-Rom curve through the points.

    Args:
        points: At least three landmarks in mm, in order; no two neighbours equal.
        closed: True joins the last point to the first.
        step_mm: Wanted distance between samples.

    Returns:
        Samples of shape (n, 2) in mm; a closed curve does not repeat its first point.
    """
    pts = np.asarray(points, dtype=float)
    if closed:
        pts = np.vstack([pts[-1], pts, pts[:2]])
    else:
        pts = np.vstack([2 * pts[0] - pts[1], pts, 2 * pts[-1] - pts[-2]])
    pieces = [_segment(pts[i : i + 4], step_mm) for i in range(len(pts) - 3)]
    if not closed:
        pieces.append(pts[-2:-1])
    return np.vstack(pieces)


def _segment(four: Array, step_mm: float) -> Array:
    """Sample one Catmull-Rom span (Barry and Goldman's pyramid), end point left out."""
    knots = np.concatenate(
        [[0.0], np.cumsum(np.sqrt(np.linalg.norm(np.diff(four, axis=0), axis=1)))]
    )
    count = max(2, round(float(np.linalg.norm(four[2] - four[1])) / step_mm))
    t = np.linspace(knots[1], knots[2], count, endpoint=False)[:, None]

    def lerp(a: Array, b: Array, ta: float, tb: float) -> Array:
        return (tb - t) / (tb - ta) * a + (t - ta) / (tb - ta) * b

    a = [lerp(four[i], four[i + 1], knots[i], knots[i + 1]) for i in range(3)]
    b = [lerp(a[i], a[i + 1], knots[i], knots[i + 2]) for i in range(2)]
    return lerp(b[0], b[1], knots[1], knots[2])


def blob(points: Sequence[XY]) -> Polygon:
    """Return the smooth closed outline through the landmarks (mm)."""
    return _valid(Polygon(catmull_rom(points, closed=True)))


def curve(points: Sequence[XY]) -> LineString:
    """Return the smooth open line through the landmarks (mm)."""
    return LineString(catmull_rom(points, closed=False))


def whole(half: Sequence[XY]) -> Polygon:
    """Return a left-right equal outline from its half with x >= 0.

    The half runs from the midline (x = 0) to the midline; both ends must have x = 0.
    """
    other = [(-x, y) for x, y in reversed(half) if x > 0]
    return blob([*half, *other])


def whole_line(half: Sequence[XY]) -> LineString:
    """Return a left-right equal line whose half starts in the midline (x = 0)."""
    other = [(-x, y) for x, y in reversed(half) if x > 0]
    return curve([*other, *half])


def mirrored(geom: BaseGeometry) -> BaseGeometry:
    """Return the geometry mirrored in the midline (x becomes -x)."""
    return affinity.scale(geom, -1, 1, origin=(0, 0))


def moved(geom: BaseGeometry, dx_mm: float, dy_mm: float) -> BaseGeometry:
    """Return the geometry shifted by (dx, dy) mm."""
    return affinity.translate(geom, dx_mm, dy_mm)


def rounded(geom: BaseGeometry, radius_mm: float) -> BaseGeometry:
    """Round convex and hollow corners with the radius (mm); thin necks vanish."""
    r = radius_mm
    return geom.buffer(-r).buffer(2 * r).buffer(-r)


def both(geom: BaseGeometry) -> tuple[BaseGeometry, BaseGeometry]:
    """Return (picture left, picture right) for a geometry drawn with x >= 0."""
    return mirrored(geom), geom


def side_strip(line: LineString, width_mm: float) -> Polygon:
    """Return the band between a line and its offset; positive width lies left of its way."""
    other = line.offset_curve(width_mm)
    return _valid(Polygon([*line.coords, *reversed(other.coords)]))


def half_plane(line: LineString, *, to_right: bool, far_mm: float = 300.0) -> Polygon:
    """Return everything to the right (or left) of a line that runs downwards."""
    (x0, y0), (x1, y1) = line.coords[0], line.coords[-1]
    far = far_mm if to_right else -far_mm
    rim = [
        (x0, y0 - far_mm),
        *line.coords,
        (x1, y1 + far_mm),
        (far, y1 + far_mm),
        (far, y0 - far_mm),
    ]
    return _valid(Polygon(rim))


def scaled_to_area(poly: Polygon, area_mm2: float, anchor: XY) -> Polygon:
    """Scale an outline about the anchor until it has the wanted area (mm2)."""
    k = float(np.sqrt(area_mm2 / poly.area))
    return affinity.scale(poly, k, k, origin=anchor)


def ellipse(centre: XY, rx_mm: float, ry_mm: float, turn_deg: float = 0.0) -> Polygon:
    """Return an ellipse; turn is clockwise on the picture because y points down."""
    disc = affinity.scale(Point(centre).buffer(1.0, quad_segs=24), rx_mm, ry_mm)
    return affinity.rotate(disc, turn_deg, origin=centre)


def bar(start: XY, end: XY, width_mm: float, *, round_ends: bool = True) -> Polygon:
    """Return a straight rod between two points."""
    return LineString([start, end]).buffer(
        width_mm / 2, cap_style="round" if round_ends else "flat"
    )


def largest(geom: BaseGeometry) -> Polygon:
    """Return the largest polygon of a geometry (empty polygon if there is none)."""
    polys = polygons(geom)
    return max(polys, key=lambda p: p.area) if polys else Polygon()


def polygons(geom: BaseGeometry) -> list[Polygon]:
    """Return all polygons inside a geometry of any type."""
    return (
        [p for p in shapely.get_parts(geom) if isinstance(p, Polygon) and not p.is_empty]
        if geom.geom_type in ("Polygon", "MultiPolygon", "GeometryCollection")
        else []
    )


def many(parts: Sequence[BaseGeometry]) -> BaseGeometry:
    """Bundle geometries into one multi geometry without dissolving shared edges."""
    return (
        shapely.multipolygons(parts)
        if all(isinstance(p, Polygon) for p in parts)
        else (shapely.geometrycollections(list(parts)))
    )


def _valid(poly: Polygon) -> Polygon:
    """Repair self-touching outlines; keep the largest piece."""
    if poly.is_valid:
        return poly
    fixed = poly.buffer(0)
    return largest(fixed) if isinstance(fixed, MultiPolygon) else fixed
