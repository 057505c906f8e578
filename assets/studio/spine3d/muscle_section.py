"""The soft parts of the lower back at L4-L5: skin, fat, fascia and muscles, lying at rest (mm).

Section axes: x = patient's left, y = back, z = head; the origin is the back edge of the disc in
the midline, and z is upright on the disc. The outlines are those of the plates cut across
(axial2d, L4-L5), drawn out along z. CLINICAL: proportions from the literature, not reviewed.
"""

from __future__ import annotations

import numpy as np
from scipy.ndimage import map_coordinates

from spine3d.sdf import Array, polygon, spline

SKIN_MM = 2.3
FASCIA_MM = 0.55

_SKIN = ((0, 65.6), (6, 65.9), (16, 68.0), (34, 70.0), (52, 69.0), (70, 64.4), (86, 56.8))
_FASCIA = (
    (0, 54.2),
    (4, 54.8),
    (12, 57.4),
    (30, 58.6),
    (46, 56.0),
    (58, 51.2),
    (68, 44.4),
    (76, 34.0),
    (82, 21.4),
)
_FLOOR = ((0, 12.0), (16, 12.0), (30, 11.4), (42, 11.0), (52, 12.2), (66, 16.0), (82, 21.2))
_CLEFT = ((-20, 27.0), (8, 28.4), (25, 29.4), (34, 30.9), (46, 32.0), (58, 31.4), (72, 31.2))
_SPLIT = ((-2, 49.5), (12, 50.5), (30, 55.6), (44, 56.6), (56, 56.2), (72, 56.5))
_PSOAS = (
    (39.4, 6.2),
    (33.4, 4.4),
    (29.8, -2.0),
    (27.6, -13.9),
    (27.8, -25.6),
    (30.4, -33.8),
    (34.3, -39.1),
    (39.9, -42.5),
    (46.7, -43.3),
    (54.4, -39.4),
    (61.1, -31.7),
    (64.5, -22.8),
    (64.7, -13.8),
    (61.7, -4.6),
    (56.2, 2.0),
    (48.3, 5.7),
)
_QUADRATUS = (
    (80.4, 18.6),
    (78.2, 18.8),
    (69.8, 16.8),
    (53.4, 11.3),
    (46.0, 9.7),
    (42.9, 8.4),
    (42.4, 7.4),
    (44.9, 4.8),
    (50.0, 3.1),
    (59.0, 1.4),
    (64.9, 2.2),
    (70.0, 4.4),
    (74.2, 8.0),
    (79.3, 14.9),
)


class _Curve:
    """A smooth y(x), the same on both sides of the midline, from a fine table."""

    def __init__(self, points: tuple[tuple[float, float], ...]) -> None:
        line = spline([(float(a), float(b), 0.0) for a, b in points], 400)
        order = np.argsort(line[:, 0])
        self._x, self._y = line[order, 0], line[order, 1]

    def __call__(self, x: Array) -> Array:
        return np.asarray(np.interp(x, self._x, self._y))


_skin, _fascia, _floor = _Curve(_SKIN), _Curve(_FASCIA), _Curve(_FLOOR)
_cleft, _split = _Curve(_CLEFT), _Curve(_SPLIT)


def saddle(z: Array) -> Array:
    """Return how much the hollow of the back lifts the surfaces along the spine (mm)."""
    return np.asarray(((z - 26.0) / 60.0) ** 2 * 4.5)


def skin_top(q: Array) -> Array:
    """Return the height of the skin's surface over each resting point (mm)."""
    return np.asarray(_skin(np.abs(q[:, 0])) + saddle(q[:, 2]))


def fascia_top(q: Array) -> Array:
    """Return the height of the outer face of the fascia over each resting point (mm)."""
    return np.asarray(_fascia(np.abs(q[:, 0])) + 0.7 * saddle(q[:, 2]))


def floor_of(q: Array) -> Array:
    """Return the height of the deep border of the back muscles (mm)."""
    return _floor(np.abs(q[:, 0]))


def cleft(q: Array) -> Array:
    """Return the distance beyond the cleft of multifidus and longissimus (mm, + is outside)."""
    return np.asarray(np.abs(q[:, 0]) - _cleft(q[:, 1]))


def split(q: Array) -> Array:
    """Return the distance beyond the border of longissimus and iliocostalis (mm)."""
    return np.asarray(np.abs(q[:, 0]) - _split(q[:, 1]))


class _Lookup:
    """Distance to a closed outline, read from a fine picture (mm)."""

    STEP, LOW = 0.4, (-4.0, -52.0)

    def __init__(self, points: tuple[tuple[float, float], ...]) -> None:
        ring = spline([(a, b, 0.0) for a, b in (*points, points[0])], 90)[:-1, :2]
        x = np.arange(self.LOW[0], 96.0, self.STEP)
        y = np.arange(self.LOW[1], 30.0, self.STEP)
        grid = np.stack(np.meshgrid(x, y, indexing="ij"), -1).reshape(-1, 2)
        self._table = polygon(grid, ring).reshape(len(x), len(y)).astype(np.float32)

    def __call__(self, q: Array) -> Array:
        at = [
            (np.abs(q[:, 0]) - self.LOW[0]) / self.STEP,
            (q[:, 1] - self.LOW[1]) / self.STEP,
        ]
        return np.asarray(map_coordinates(self._table, at, order=1, mode="nearest"))


psoas, quadratus = _Lookup(_PSOAS), _Lookup(_QUADRATUS)
