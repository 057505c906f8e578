"""Arch of a chest vertebra and its ribs, as fields in the body frame (mm)."""

from __future__ import annotations

import numpy as np

from spine3d.sdf import (
    Array,
    Field,
    Sweep,
    capsule,
    ellipsoid,
    mirror,
    round_box,
    smax,
    smin,
    spline,
    union,
)
from spine3d.spine import CHEST, Level, pedicle_centre

STUB = 78.0
"""How much of a rib is drawn, along its curve; its end fades."""


def _slant(name: str) -> float:
    """Degrees by which the spinous process points down."""
    return float(
        np.interp(CHEST.index(name) + 1, (1, 3, 5, 8, 10, 11, 12), (22, 38, 52, 56, 40, 26, 16))
    )


def wing(name: str, lv: Level) -> tuple[Array, Array]:
    """Foot and tip of the left transverse process."""
    ped, y0 = pedicle_centre(lv), lv.depth / 2
    back = float(np.interp(CHEST.index(name) + 1, (1, 6, 12), (13.0, 17.0, 15.0)))
    return np.array([ped[0] + 1.5, y0 + 9.0, ped[2] - 1.0]), np.array(
        [lv.tp - 4.5, y0 + back, ped[2] + 2.5]
    )


def arch(name: str, lv: Level) -> Field:
    """Everything behind the body of T1 to T12."""
    ped, y0 = pedicle_centre(lv), lv.depth / 2
    half, roof = (lv.ant + lv.post) / 4, y0 + lv.canal_d
    foot, tip = wing(name, lv)
    root = Sweep(
        np.array(
            [
                (ped[0], y0 - 6, ped[2]),
                (ped[0], y0 + 2, ped[2]),
                (ped[0] + 0.5, y0 + 8, ped[2] - 0.5),
            ]
        ),
        max(lv.ped_w / 2, 3.0),
        lv.ped_h / 2,
    )
    slant = np.radians(_slant(name))
    long = lv.tip - lv.canal_d - 2
    start = np.array([0.0, roof + 1.0, -5.0])
    ahead = np.array([0.0, np.cos(slant), -np.sin(slant)])
    end = start + ahead * long
    line = spline([start, start + ahead * 0.5 * long + [0, 0, 1.2], end], 16)
    s = np.linspace(0, 1, 16)
    blade = Sweep(
        line,
        np.interp(s, [0, 0.6, 1], [3.4, 2.4, 3.0]),
        np.interp(s, [0, 0.5, 1], [8.5, 5.8, 0.42 * lv.blade + 1.2]),
    )
    side, top = np.array([12.5, y0 + 9.0, -3.5]), np.array([0.0, roof + 3.2, -6.0])
    along = (top - side) / np.linalg.norm(top - side)
    up = np.array([0.0, -0.22, 0.97])
    up = up - along * (up @ along)
    up /= np.linalg.norm(up)
    axes = np.stack([along, np.cross(along, up), up], 1)
    leaf = (np.linalg.norm(top - side) / 2 + 2.5, 2.6, 9.5)
    lean = np.stack([[1.0, 0, 0], [0, 0.98, -0.2], [0, 0.2, 0.98]], 1)

    def field(p: Array) -> Array:
        q = mirror(p)
        d = smin(root(q), capsule(q, foot, tip, 5.2, 4.0), 4.0)
        d = smin(d, ellipsoid(q, tip, (4.8, 4.6, 5.2)), 3.0)
        d = smin(d, round_box(q, (side + top) / 2, leaf, 2.4, axes), 3.0)
        d = smin(d, ellipsoid(q, (12.5, y0 + 8.5, half + 3.0), (6.4, 2.8, 8.5), lean), 3.5)
        if name != "T12":
            d = smin(d, ellipsoid(q, (11.0, y0 + 12.5, -half + 0.5), (6.4, 3.0, 9.0), lean), 3.5)
        d = smin(d, blade(p), 4.5)
        canal = ellipsoid(
            q * [1, 1, 0.02],
            (0, y0 + lv.canal_d / 2 - 0.5, 0),
            (lv.canal_w / 2, lv.canal_d / 2 + 1.0, 40.0),
        )
        return smax(d, -canal, 2.5)

    return field


def rib(name: str, lv: Level) -> tuple[Field, tuple[Array, Array], Array]:
    """First part of the left rib: field, box, and the line it follows."""
    n = CHEST.index(name) + 1
    y0, half = lv.depth / 2, (lv.ant + lv.post) / 4
    _, tip = wing(name, lv)
    wide = float(np.interp(n, (1, 3, 7, 10, 12), (30.0, 46.0, 58.0, 58.0, 50.0)))
    drop = float(np.interp(n, (1, 5, 9, 12), (6.0, 16.0, 26.0, 34.0)))
    line = spline(
        [
            (lv.width / 2 - 1.5, y0 - 4.0, half - 1.5),
            (lv.width / 2 + 6, y0 + 4.0, half - 2.0),
            (tip[0] - 1.0, tip[1] - 7.5, tip[2] - 1.5),
            (tip[0] + 0.45 * wide, tip[1] - 4.0, tip[2] - 0.40 * drop),
            (tip[0] + 0.85 * wide, tip[1] - 16.0, tip[2] - 0.75 * drop),
            (tip[0] + 1.12 * wide, tip[1] - 38.0, tip[2] - 1.25 * drop),
        ],
        60,
    )
    arc = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
    line = line[arc < STUB + 20]
    s = np.linspace(0, 1, len(line))
    tube = Sweep(
        line,
        np.interp(s, [0, 0.15, 1], [3.2, 2.6, 2.6]),
        np.interp(s, [0, 0.15, 0.4, 1], [4.0, 3.4, 5.0, 5.2]),
    )

    def field(p: Array) -> Array:
        return union([tube(p), ellipsoid(p, line[0], (3.4, 4.2, 4.2))], 2.0)

    return field, (tube.lo - 2, tube.hi + 2), line
