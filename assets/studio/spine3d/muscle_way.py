"""The two ways in, open and tube, as one rule that moves the resting tissue (mm).

`rest` tells where a point of the opened body lay before; `cavity` is negative where nothing is.
One law for both (the law of the plates cut across): a wall pushed by p mm pushes what lies
behind it too, and this dies away over `REACH` x p; from `MOVED_MM` on, muscle counts as moved.
Nothing is tuned for one option. CLINICAL: schematic, not reviewed; it measures nothing.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians, sin
from typing import Literal

import numpy as np
from scipy.ndimage import map_coordinates

from spine3d.sdf import Array, smoothstep

Way = Literal["open", "tube"]
WAYS: tuple[Way, ...] = ("open", "tube")
REACH = 4.0
MOVED_MM = 3.0
_MOST, _ROWS, _COLUMNS = 0.9, 181, 721

TUBE_MM, TUBE_WALL, TUBE_TURN = 18.0, 1.1, 11.0
TUBE_FOOT = np.array([14.6, 25.6, 0.0])
TUBE_AXIS = np.array([sin(radians(TUBE_TURN)), cos(radians(TUBE_TURN)), 0.0])
TUBE_SIDE = np.array([cos(radians(TUBE_TURN)), -sin(radians(TUBE_TURN)), 0.0])
MEDIAL_REACH = 13.2
"""The spinous process stops what the tube pushes towards the midline."""

OPEN_HALF = 15.0
"""Half the length of the open cut along the spine: about 3 cm in all."""
OPEN_FLAT = 8.0
CLEARED_TO = 20.5
"""Both ways: what muscle is left on the bone is cleared down to this height (mm)."""
_SLIT_Y = (24.5, 27.0, 30.5, 35.0, 40.0, 47.0, 51.0, 54.5, 58.0, 66.0)
_SLIT_X = (6.0, 4.8, 3.5, 2.8, 3.2, 4.4, 5.2, 3.2, 1.2, 0.2)
_MID_Y = (24.5, 50.0, 55.0, 58.0, 66.0)
_MID_X = (0.0, 0.0, 0.4, 1.8, 4.4)
_WALL = ((24.5, 19.6), (66.0, 12.0))
OPEN_REACH = REACH * 12.4
"""From the mean push of the blade, 12.4 mm."""


@lru_cache(maxsize=1)
def _table() -> Array:
    """Where tissue lay, by push and by where it is now (both as shares of the reach)."""
    was = np.linspace(0.0, 1.0, 2001)
    rows = []
    for k in np.linspace(0.0, _MOST, _ROWS):
        power = np.clip(1.0 / max(k, 1e-3), 1.0, 2.2)
        rows.append(np.interp(np.linspace(0.0, 1.0, _COLUMNS), was + k * (1 - was) ** power, was))
    return np.array(rows)


def give(push: Array, now: Array, reach: Array) -> Array:
    """Return how far tissue has been pushed that now lies `now` mm from the slit (mm).

    At the slit it is the push itself; it dies away at the reach, and nothing folds: the law of
    the plates cut across, asked from where the tissue is now.
    """
    k, share = push / reach, now / reach
    at = [k / _MOST * (_ROWS - 1), np.clip(share, 0.0, 1.0) * (_COLUMNS - 1)]
    was = map_coordinates(_table(), at, order=1, mode="nearest") * reach
    return np.where(share < 1.0, np.clip(now - was, 0.0, push), 0.0)


def wall_x(y: Array) -> Array:
    """Return where the blade of the open way stands."""
    return np.asarray(np.interp(y, [w[0] for w in _WALL], [w[1] for w in _WALL]))


def _shape(z: Array) -> Array:
    """Return the opening along the spine: 1 behind the blade, 0 at the ends of the cut."""
    s = np.clip((np.abs(z) - OPEN_FLAT) / (OPEN_HALF - OPEN_FLAT), 0.0, 1.0)
    return np.asarray(np.sqrt(1.0 - s * s))


def _open_terms(p: Array) -> tuple[Array, Array, Array]:
    """Return the slit's place and the pushes to the side and to the midline."""
    y, shape = p[:, 1], _shape(p[:, 2])
    slit = np.interp(y, _SLIT_Y, _SLIT_X)
    side = np.maximum(wall_x(y) - slit, 0.0) * shape
    middle = np.interp(y, _MID_Y, _MID_X) * shape
    low = smoothstep(CLEARED_TO - 4.0, CLEARED_TO, y)
    return slit, side * low, middle * low


def _shield(x: Array, y: Array, edge: float, low: float, high: float) -> Array:
    """Return 0..1: how far the joint of the spine keeps deep tissue beside it in place."""
    return smoothstep(high, low, y) * smoothstep(0.0, 6.0, x - edge)


def _rest_open(p: Array) -> Array:
    slit, side, middle = _open_terms(p)
    q = p.copy()
    out, back = p[:, 0] - slit, slit - p[:, 0]
    left = out >= side * 0.5
    free = 1.0 - _shield(p[:, 0], p[:, 1], 23.0, 30.0, 38.0)
    far = np.full(len(p), OPEN_REACH)
    q[:, 0] = np.where(left, p[:, 0] - give(side, out, far) * free, q[:, 0])
    near = np.full(len(p), REACH * 5.0)
    q[:, 0] = np.where(~left, p[:, 0] + give(middle, back, near), q[:, 0])
    return q


def _cavity_open(p: Array) -> Array:
    slit, side, middle = _open_terms(p)
    across = np.maximum(p[:, 0] - slit - side, slit - middle - p[:, 0])
    ends = np.abs(p[:, 2]) - OPEN_HALF + 0.1
    return np.maximum(np.maximum(across, ends), CLEARED_TO - p[:, 1])


def _tube_terms(p: Array) -> tuple[Array, Array, Array, Array]:
    """Return height over the tube's foot, place across, distance from the axis, push."""
    w = p - TUBE_FOOT
    up, side = w @ TUBE_AXIS, w @ TUBE_SIDE
    push = (TUBE_MM / 2 + 0.15) * smoothstep(-6.0, 0.5, up)
    return up, side, np.hypot(side, p[:, 2]), push


def _rest_tube(p: Array) -> Array:
    up, side, r, push = _tube_terms(p)
    toward = np.clip(-side / np.maximum(r, 1e-6), 0.0, 1.0)
    reach = REACH * TUBE_MM / 2 * (1 - toward) + MEDIAL_REACH * toward
    free = 1.0 - _shield(side, up, 12.0, 3.5, 17.0)
    back = give(push, r, reach) * free / np.maximum(r, 1e-6)
    flat = side * back
    q = p - flat[:, None] * TUBE_SIDE
    q[:, 2] -= p[:, 2] * back
    return np.asarray(q)


def _cavity_tube(p: Array) -> Array:
    up, _, r, push = _tube_terms(p)
    tube = np.maximum(r - push, -up - 1.5)
    below = np.maximum(r - (TUBE_MM / 2 - TUBE_WALL - 0.4), CLEARED_TO - p[:, 1])
    return np.asarray(np.minimum(tube, np.maximum(below, up - 4.0)))


def rest(way: Way, p: Array) -> Array:
    """Return where the tissue at `p` lay before the way was opened."""
    return _rest_open(p) if way == "open" else _rest_tube(p)


def cavity(way: Way, p: Array) -> Array:
    """Return the distance to the opened room, negative inside (mm, rough further off)."""
    return _cavity_open(p) if way == "open" else _cavity_tube(p)


def moved_mm(way: Way, p: Array) -> Array:
    """Return how far the tissue at `p` has been moved (mm)."""
    return np.asarray(np.linalg.norm(p - rest(way, p), axis=1))
