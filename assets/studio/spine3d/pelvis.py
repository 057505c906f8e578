"""Both hip bones as one field, in the world of a sacral slope of 39 degrees (mm).

A bone is a cloud of balls along surfaces and lines between landmarks, flowing together.
"""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from spine3d.sdf import (
    Array,
    Field,
    ellipsoid,
    mirror,
    noise,
    smax,
    smin,
    smoothstep,
    sphere,
    spline,
)

CREST = (
    (46, 50, -26),
    (62, 40, 6),
    (88, 18, 34),
    (115, -14, 44),
    (131, -46, 32),
    (128, -72, 12),
    (117, -84, -10),
)
BASE = (
    (44, 44, -58),
    (56, 26, -66),
    (70, 4, -64),
    (82, -16, -58),
    (92, -34, -52),
    (100, -52, -46),
    (104, -66, -42),
)
SOCKET = (86.0, -40.0, -84.0)


def _sheet() -> tuple[Array, Array]:
    """Balls of the wing: middle of its thickness and radii."""
    u = np.linspace(0, 1, 150)
    top, low = spline(CREST, 150), spline(BASE, 150)
    points, radii = [], []
    for v in np.linspace(0, 1, 90):
        dish = 10.0 * np.sin(np.pi * v) * np.sin(np.pi * np.clip(u * 1.1 - 0.1, 0, 1))
        row = top * v + low * (1 - v) + np.stack([0.75 * dish, 0.5 * dish, 0 * dish], 1)
        points.append(row)
        thick = np.interp(v, [0, 0.25, 0.6, 0.9, 1], [7.5, 5.0, 3.2, 4.2, 5.4])
        radii.append(np.full(len(u), thick) + 2.2 * (1 - u) ** 2)
    return np.concatenate(points), np.concatenate(radii)


def _rods() -> tuple[Array, Array]:
    """Balls of socket rim, ischium and the two branches of the pubis."""
    rows = (
        (((84, -34, -70), (82, -22, -96), (74, -12, -122), (64, -10, -146)), (17, 15, 13, 13)),
        (((80, -52, -84), (56, -70, -90), (32, -82, -100), (14, -86, -106)), (13, 8.5, 7.5, 9.5)),
        (((13, -86, -104), (13, -82, -122), (14, -78, -134)), (9.5, 8.5, 8.0)),
        (((13, -78, -132), (30, -58, -146), (48, -34, -154), (62, -14, -150)), (7.0, 5.5, 6.5, 10)),
        (((104, -66, -42), (100, -62, -60), (92, -54, -72)), (8, 11, 14)),
        (((62, 18, -70), (72, -2, -76), (82, -22, -80)), (8, 11, 15)),
    )
    points, radii = [], []
    for line, r in rows:
        path = spline(np.array([(*p, q) for p, q in zip(line, r, strict=True)], float), 60)
        points.append(path[:, :3])
        radii.append(path[:, 3])
    return np.concatenate(points), np.concatenate(radii)


def _cloud(points: Array, radii: Array) -> Field:
    """Balls of slowly changing size as one body."""
    tree = cKDTree(points)

    def field(p: Array) -> Array:
        away, near = tree.query(p, k=6)
        return (away - radii[near]).min(1)

    return field


_WING, _LOWER = _cloud(*_sheet()), _cloud(*_rods())


def hips(p: Array) -> Array:
    """Both hip bones."""
    q = mirror(p)
    d = smin(_WING(q), _LOWER(q), 9.0)
    out = np.array([0.80, -0.32, -0.50])
    cup = np.asarray(SOCKET) + 19.0 * out / np.linalg.norm(out)
    d = smin(d, ellipsoid(q, np.add(SOCKET, (6, -4, -4)), (27, 27, 27)), 9.0)
    d = smax(d, 21.5 - np.linalg.norm(q - cup, axis=1), 7.0)
    d = smin(d, sphere(q, (45, 52, -40), 9.0), 10.0)
    d = smax(d, 5.0 - q[:, 0], 2.0)
    return d + 0.6 * noise(p, 12.0, 3.0) + 0.2 * noise(p, 4.0, 4.0)


def bounds() -> tuple[Array, Array]:
    """Box around both hip bones."""
    return np.array([-146.0, -104.0, -172.0]), np.array([146.0, 72.0, 58.0])


def paint(v: Array, n: Array) -> dict[str, Array]:
    """Side of each vertex, and cartilage in the socket and between the pubic bones."""
    q = mirror(v)
    cup = np.linalg.norm(q - np.asarray(SOCKET), axis=1)
    cart = 0.0 * cup + smoothstep(6.5, 5.2, q[:, 0])
    return {"cart": cart, "region": (v[:, 0] < 0).astype(float)}
