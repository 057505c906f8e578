"""Shapes of people and things in cm: chains of circles, soft outlines, cubic outlines.

x to the right, y down. Directions in degrees: 0 is up, 90 is right, 180 is down.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import shapely
from scipy.interpolate import CubicSpline, PchipInterpolator
from scipy.ndimage import gaussian_filter1d
from shapely.affinity import rotate, scale, translate
from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union as unary_union

XY = tuple[float, float]
Shape: TypeAlias = BaseGeometry


def way(deg: float) -> XY:
    """Return the unit vector of a direction."""
    return float(np.sin(np.deg2rad(deg))), float(-np.cos(np.deg2rad(deg)))


def go(start: XY, deg: float, length: float) -> XY:
    """Return the point so far from another in a direction."""
    dx, dy = way(deg)
    return start[0] + dx * length, start[1] + dy * length


def between(a: XY, b: XY, share: float) -> XY:
    """Return the point at a share of the way from a to b."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def aside(a: XY, b: XY, share: float, by: float) -> XY:
    """Return a point beside the way from a to b; + is to the right of the way on the page."""
    x, y = between(a, b, share)
    length = max(float(np.hypot(b[0] - a[0], b[1] - a[1])), 1e-6)
    return x - (b[1] - a[1]) / length * by, y + (b[0] - a[0]) / length * by


def chain(points: Sequence[XY], radii: Sequence[float], soft: float = 0.0) -> Shape:
    """Return circles joined by tapered pieces: a limb."""
    rounds = [Point(p).buffer(r, 40) for p, r in zip(points, radii, strict=True)]
    pieces = [unary_union([a, b]).convex_hull for a, b in pairwise(rounds)]
    return softened(unary_union(pieces or rounds), soft)


def softened(shape: Shape, by: float) -> Shape:
    """Return a shape whose inner and outer corners are rounded."""
    if by <= 0:
        return shape
    return shape.buffer(by, 24).buffer(-2 * by, 24).buffer(by, 24)


def relaxed(shape: Shape, by: float) -> Shape:
    """Return a shape whose outline is smoothed over about `by` cm: no corner stays."""
    made = []
    for polygon in polygons(shape):
        ring = polygon.exterior
        count = max(int(ring.length / 0.4), 24)
        step = np.linspace(0, 1, count, endpoint=False)
        xy = shapely.get_coordinates(shapely.line_interpolate_point(ring, step, normalized=True))
        sigma = by / (ring.length / count)
        made.append(Polygon(gaussian_filter1d(xy, sigma, axis=0, mode="wrap")).buffer(0))
    return unary_union(made)


def panel(points: Sequence[XY], soft: float) -> Shape:
    """Return a polygon with rounded corners."""
    return Polygon(points).buffer(-soft).buffer(soft, 24)


def outline(points: Sequence[XY]) -> Shape:
    """Return the smooth closed shape through the points."""
    xy = np.array([*points, points[0]], float)
    t = np.concatenate([[0], np.cumsum(np.sqrt(np.linalg.norm(np.diff(xy, axis=0), axis=1)))])
    made = CubicSpline(t, xy, bc_type="periodic")(np.linspace(0, t[-1], 16 * len(points)))
    return Polygon(made).buffer(0)


def curve(points: Sequence[XY], count: int = 60) -> list[XY]:
    """Return a smooth open line through the points."""
    xy = np.array(points, float)
    t = np.concatenate([[0], np.cumsum(np.sqrt(np.linalg.norm(np.diff(xy, axis=0), axis=1)))])
    made = CubicSpline(t, xy, bc_type="natural")(np.linspace(0, t[-1], count))
    return [(float(x), float(y)) for x, y in made]


def strip(points: Sequence[XY], widths: Sequence[float], *, smooth: bool = True) -> Shape:
    """Return a round-ended stroke whose width changes along a line."""
    line = curve(points, 40) if smooth and len(points) > 2 else list(points)
    at = np.linspace(0, 1, len(widths))
    r = np.interp(np.linspace(0, 1, len(line)), at, widths) / 2
    return chain(line, [float(v) for v in r])


def along(
    axis: Sequence[XY], left: Sequence[float], right: Sequence[float], at: Sequence[float]
) -> Shape:
    """Return a body about a curved axis; left and right are its half widths at shares `at`."""
    line = np.array(curve(axis, 80))
    t = np.linspace(0, 1, 80)
    d = np.gradient(line, axis=0)
    side = np.stack([d[:, 1], -d[:, 0]], 1) / np.linalg.norm(d, axis=1, keepdims=True)
    a = line + side * PchipInterpolator(at, left)(t)[:, None]
    b = line - side * PchipInterpolator(at, right)(t)[:, None]
    return Polygon(np.vstack([a, b[::-1]])).buffer(0)


def oval(at: XY, rx: float, ry: float, deg: float = 0.0) -> Shape:
    """Return an ellipse, turned clockwise."""
    made = scale(Point(0, 0).buffer(1, 48), rx, ry)
    return translate(rotate(made, deg, origin=(0, 0)), *at)


def block(x0: float, y0: float, x1: float, y1: float, soft: float = 0.0) -> Shape:
    """Return a rectangle with rounded corners."""
    made = box(x0, y0, x1, y1)
    return made.buffer(-soft).buffer(soft, 24) if soft else made


def placed(points: Sequence[XY], at: XY, deg: float, size: float, flip: int = 1) -> list[XY]:
    """Return local points (x forward, y up) placed: turned clockwise, sized, flipped."""
    c, s = np.cos(np.deg2rad(deg)), np.sin(np.deg2rad(deg))
    out = []
    for x, y in points:
        u, v = flip * x * size, -y * size
        out.append((float(at[0] + c * u - s * v), float(at[1] + s * u + c * v)))
    return out


def knee(a: XY, b: XY, first: float, second: float, side: int) -> XY:
    """Return the joint between a and b for two bone lengths; side +1: right of the way."""
    d = float(np.hypot(b[0] - a[0], b[1] - a[1]))
    d = min(max(d, abs(first - second) + 1e-3), (first + second) * 0.9995)
    t = (first * first - second * second + d * d) / (2 * d)
    h = float(np.sqrt(max(first * first - t * t, 0.0)))
    real = max(float(np.hypot(b[0] - a[0], b[1] - a[1])), 1e-6)
    return aside(a, b, t / real, side * h)


def polygons(shape: Shape) -> list[Polygon]:
    """Return the polygons of a shape."""
    return [g for g in shapely.get_parts(shape) if isinstance(g, Polygon) and not g.is_empty]
