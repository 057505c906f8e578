"""Sacrum and hip bones as solids: a smooth outline, thickened and bent front to back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.interpolate import CubicSpline
from scipy.ndimage import map_coordinates
from shapely.geometry import Polygon

from back2d.landmarks import FORAMINA, ILIUM, LEVELS, MID, SACRUM_HALF
from back2d.solid import Array, Solid, bumps, egg, rod, smax, smin

if TYPE_CHECKING:
    from numpy.typing import NDArray

_GRID_PER_MM = 2.0


def smooth_ring(points: Sequence[tuple[float, float]]) -> Polygon:
    """Return the smooth closed outline through the points (mm)."""
    xy = np.array([*points, points[0]], float)
    t = np.concatenate([[0], np.cumsum(np.sqrt(np.linalg.norm(np.diff(xy, axis=0), axis=1)))])
    made = CubicSpline(t, xy, bc_type="periodic")(np.linspace(0, t[-1], 24 * len(points)))
    return Polygon(made).buffer(0)


def sacrum_outline() -> Polygon:
    """Return the whole sacrum on the page."""
    half = list(SACRUM_HALF)
    ring = [(MID + x, y) for x, y in half] + [(MID - x, y) for x, y in reversed(half) if x > 0]
    return smooth_ring(ring)


def ilium_outline() -> Polygon:
    """Return the right hip bone on the page."""
    return smooth_ring([(MID + x, y) for x, y in ILIUM])


class Outline:
    """Signed distance to an outline in the page plane, sampled from a grid."""

    def __init__(self, shape: Polygon, margin_mm: float = 14.0) -> None:
        """Sample the distance around the outline once."""
        x0, y0, x1, y1 = shape.bounds
        self._x0, self._y0 = x0 - margin_mm, y0 - margin_mm
        xs = np.arange(self._x0, x1 + margin_mm, 1 / _GRID_PER_MM)
        ys = np.arange(self._y0, y1 + margin_mm, 1 / _GRID_PER_MM)
        gx, gy = np.meshgrid(xs, ys)
        points = shapely.points(gx.ravel(), gy.ravel())
        shapely.prepare(shape)
        away = shapely.distance(shape.exterior, points)
        inside = shapely.contains(shape, points)
        self._grid: NDArray[np.float32] = (
            np.where(inside, -away, away).reshape(gx.shape).astype(np.float32)
        )

    def __call__(self, x: Array, y: Array) -> Array:
        """Return the distance (mm), negative inside."""
        at = np.stack([(y - self._y0) * _GRID_PER_MM, (x - self._x0) * _GRID_PER_MM])
        return np.asarray(
            map_coordinates(self._grid, at, order=1, mode="nearest"), dtype=np.float32
        )


def _slab(flat: Array, deep: Array, half_mm: float, edge_mm: float) -> Array:
    """Return a plate: page distance and distance from its middle sheet, round edges."""
    a, b = flat + edge_mm, np.abs(deep) - (half_mm - edge_mm)
    out = np.hypot(np.maximum(a, 0), np.maximum(b, 0)) + np.minimum(np.maximum(a, b), 0) - edge_mm
    return np.asarray(out, dtype=np.float32)


def sacrum() -> Solid:
    """Return the sacrum with crests, holes and its two joint processes."""
    outline = Outline(sacrum_outline())

    def solid(p: Array) -> Array:
        x, y, z = np.abs(p[:, 0] - np.float32(MID)), p[:, 1], p[:, 2]
        sheet = 20 + 13 * np.sin(np.pi * (y - 214) / 124) - 0.0038 * x * x
        d = _slab(outline(p[:, 0], y), z - sheet, 7.5, 5.0)
        q = np.stack([x, y, z], 1).astype(np.float32)
        d = smin(d, _crests(q), 5.0)
        for fx, fy, r in FORAMINA:
            top = float(26 + 13 * np.sin(np.pi * (fy - 214) / 124))
            d = smax(
                d,
                -rod(
                    q, (fx - 1.0, fy, top - 14), (fx + 0.6, fy + 0.6, top + 8), (r * 0.8, r * 1.5)
                ),
                3.0,
            )
        d = smin(d, _joint(q), 4.5)
        d = smin(d, _slab(np.maximum(x - 25.5, np.abs(y - 236) - 12.6), z - 4, 14.0, 2.5), 2.0)
        d = d + np.float32(0.4) * bumps(p, 7.0, 3.0) + np.float32(0.14) * bumps(p, 2.2, 4.0)
        # Bent sheets overstate distance; shorter steps keep the tracer from jumping through.
        return np.asarray(d * np.float32(0.85))

    return solid


def _crests(q: Array) -> Array:
    """Return the middle crest with its knobs and the rows of small knobs beside it."""

    def top(y: float) -> float:
        return float(27 + 13 * np.sin(np.pi * (y - 214) / 124))

    d = rod(q, (0, 236, top(236) + 0.5), (0, 288, top(288) - 2), (3.2, 2.2))
    for y, size in ((237.0, 1.0), (250.0, 0.95), (263.0, 0.85), (276.0, 0.7)):
        d = smin(d, egg(q, (0, y, top(y) + 1.0), (3.8 * size, 6.4 * size, 4.2 * size)), 5.0)
    for x, y, size in ((11.5, 248, 1.0), (10.5, 263, 0.9), (9.2, 276, 0.8), (7.6, 292, 0.9)):
        d = smin(d, egg(q, (x, y, top(y) - 1.2), (2.4 * size, 5.4 * size, 2.2 * size)), 4.5)
    for x, y, size in ((31.0, 247, 1.1), (27.0, 262, 1.0), (22.5, 276, 0.9)):
        d = smin(d, egg(q, (x, y, top(y) - 4.2), (3.6 * size, 6.2 * size, 3.0 * size), 16), 5.5)
    return d


def _joint(q: Array) -> Array:
    """Return the joint process that carries L5."""
    x = LEVELS[-1].joint_down + 4.8
    horn = egg(q, (x, 218.5, 31.0), (5.2, 9.0, 6.4), 12)
    return smin(horn, rod(q, (x - 0.5, 222.0, 29.0), (x - 3.0, 233.0, 25.0), (5.0, 6.0)), 4.0)


def hips() -> Solid:
    """Return both hip bones; the crest is thick, the wing is a shallow dish."""
    outline = Outline(ilium_outline())

    def solid(p: Array) -> Array:
        x = np.abs(p[:, 0] - np.float32(MID))
        y, z = p[:, 1], p[:, 2]
        flat = outline(x + np.float32(MID), y)
        inward = np.maximum(-flat, 0)
        sheet = (
            36
            - 0.26 * (x - 45)
            - 0.0016 * (x - 60) ** 2
            - 0.04 * np.logaddexp(0, (y - 245) / 8) * 8
        )
        dish = -5.0 * (1 - np.exp(-((inward / 17.0) ** 2)))
        rim = 2.6 * np.exp(-(((inward - 4.0) / 4.2) ** 2))
        d = _slab(flat, z - sheet - dish - rim, 5.2, 4.4)
        q = np.stack([x, y, z], 1).astype(np.float32)
        d = smin(d, egg(q, (46.5, 243.0, 38.0), (4.6, 8.0, 4.6), 14), 9.0)
        d = d + np.float32(0.45) * bumps(p, 16.0, 6.0) + np.float32(0.1) * bumps(p, 3.6, 7.0)
        return np.asarray(d * np.float32(0.72))

    return solid
