"""Retractor and tube as fields, cut by the section as the body is (mm, section axes).

Both are plain types, not a maker's model. The retractor holds one side only: a slim blade on
the muscle, a small hook on the other side of the cut, a ratchet bow between them.
"""

from __future__ import annotations

import numpy as np

from spine3d.muscle_way import TUBE_AXIS, TUBE_FOOT, TUBE_MM, TUBE_SIDE, TUBE_WALL, Way, wall_x
from spine3d.sdf import Array, Sweep, capsule, round_box, smax, smin, spline

BLADE_HALF, BLADE_MM = 8.0, 1.5
TUBE_LONG, RIM_MM = 60.0, 3.0
LOW, HIGH = np.array([-34.0, 18.0, 0.0]), np.array([62.0, 104.0, 26.0])
"""Box around both tools."""


def _blade(p: Array) -> Array:
    low, top = 25.0, 76.0
    a = np.array([float(wall_x(np.array([low]))[0]), low, 0.0])
    b = np.array([float(wall_x(np.array([66.0]))[0]), 66.0, 0.0])
    along = (b - a) / np.linalg.norm(b - a)
    out = np.array([along[1], -along[0], 0.0])
    b = a + along * (top - low) / along[1]
    axes = np.stack([out, along, [0.0, 0.0, 1.0]], 1)
    middle = (a + b) / 2 - out * BLADE_MM * 0.55
    half = (BLADE_MM / 2, float(np.linalg.norm(b - a)) / 2, BLADE_HALF)
    flat = round_box(p, middle, half, 0.5, axes)
    q = p - a
    toe = round_box(p, a + along * 0.6 - out * 1.3, (1.9, 0.75, BLADE_HALF - 1.0), 0.6, axes)
    slot = np.hypot((q @ along - 44.0) / 3.4, (p[:, 2] - 4.0) / 1.0) - 1.0
    return smax(smin(flat, toe, 1.0), -slot, 0.4)


def _bow(p: Array) -> Array:
    x = 9.6
    left = spline([(x + 0.4, 73.0, 4.2), (x, 80.0, 4.2), (x - 0.4, 87.0, 4.2)], 12)
    over = spline(
        [(x - 0.4, 87.0, 4.2), (x - 2.0, 92.0, 4.2), (x - 6.5, 93.6, 4.2), (-1.0, 93.6, 4.2)], 24
    )
    down = spline(
        [
            (-1.0, 93.6, 4.2),
            (-6.2, 92.4, 4.2),
            (-7.4, 87.0, 4.2),
            (-6.6, 76.0, 4.2),
            (-4.9, 66.0, 4.2),
            (-3.7, 60.5, 4.2),
            (-2.2, 58.6, 4.2),
        ],
        40,
    )
    d = smin(Sweep(left, 2.0, 1.5)(p), Sweep(over, 1.7, 1.7)(p), 1.2)
    d = smin(d, Sweep(down, 1.5, 1.5)(p), 1.2)
    box = round_box(p, (1.4, 93.6, 4.2), (5.2, 3.0, 3.0), 0.7)
    teeth = np.abs(((p[:, 0] + 0.4) % 1.5) - 0.75) - 0.28
    groove = np.maximum(
        np.maximum(teeth, np.abs(p[:, 0] - 1.4) - 3.6), 2.35 - np.abs(p[:, 1] - 93.6)
    )
    d = smin(d, smax(box, -groove, 0.2), 0.5)
    for at in ((x - 0.4, 87.0, 4.2), (-7.4, 87.0, 4.2)):
        pin = np.array([0.0, 0.0, 2.2])
        d = smin(d, capsule(p, np.array(at) - pin, np.array(at) + pin, 2.1), 0.4)
    return d


def retractor(p: Array) -> Array:
    """Return the distance to the one-sided retractor."""
    return smin(_blade(p), _bow(p), 1.2)


def tube(p: Array) -> Array:
    """Return the distance to the working tube with its rim and holding arm."""
    w = p - TUBE_FOOT
    up, side = w @ TUBE_AXIS, w @ TUBE_SIDE
    r = np.hypot(side, p[:, 2])
    outer = TUBE_MM / 2
    wall = np.maximum(np.abs(r - outer + TUBE_WALL / 2) - TUBE_WALL / 2, -up)
    wall = np.maximum(wall, up - TUBE_LONG)
    rim = np.abs(up - TUBE_LONG + 0.9) - 0.9
    rim = smax(rim, np.abs(r - outer - 0.4) - RIM_MM / 2 - 0.35, 0.7)
    d = smin(wall, rim, 0.8)
    foot = TUBE_FOOT + TUBE_AXIS * (TUBE_LONG - 0.9)
    arm = spline(
        [
            foot + TUBE_SIDE * 11.2 + (0, 0, 3.0),
            foot + TUBE_SIDE * 16.0 + (0, 0, 4.4),
            foot + TUBE_SIDE * 21.0 + TUBE_AXIS * 2.4 + (0, 0, 6.4),
            foot + TUBE_SIDE * 27.0 + TUBE_AXIS * 8.5 + (0, 0, 9.0),
        ],
        30,
    )
    return smin(d, Sweep(arm, 2.6, 1.3, up=(0, 1, 0))(p), 0.6)


def tool(way: Way, p: Array) -> Array:
    """Return the distance to what holds the way open."""
    return retractor(p) if way == "open" else tube(p)
