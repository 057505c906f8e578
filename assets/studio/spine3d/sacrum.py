"""Sacrum and coccyx as a field in the S1 end plate frame (mm; x left, y back, z head).

The bone is modelled straight and bent by a warp: the middle line is an arc of radius
`BEND` mm.  Warped coordinates are (x, n, s): n = behind the arc, s = down along it.
"""

from __future__ import annotations

import numpy as np
from scipy.interpolate import PchipInterpolator

from spine3d.arch import UP, superior_process
from spine3d.body import outline
from spine3d.sdf import Array, capsule, ellipsoid, mirror, noise, smax, smin, smoothstep
from spine3d.spine import S1, Level, joint

BEND = 88.0
LENGTH = 112.0
#: foramina: half distance, s, radius behind, radius in front
HOLES = (
    (21.0, 21.0, 4.6, 6.4),
    (18.0, 43.0, 4.1, 5.6),
    (15.5, 62.0, 3.5, 4.6),
    (13.5, 79.0, 2.9, 3.6),
)

_S = (-25, 0, 15, 30, 45, 70, 92, 112)
_WIDE = PchipInterpolator(
    (-25, -4, 3, 12, 26, 44, 62, 82, 100, 116), (20, 30, 44, 54.5, 56.5, 49, 36, 22.5, 15, 9)
)
_FRONT = PchipInterpolator(_S, (-17, -16.5, -13, -10.5, -9, -7.5, -6, -4))
_BACK_MID = PchipInterpolator(_S, (31, 32, 33, 29.5, 25, 16, 9, 5))
_BACK_SIDE = PchipInterpolator(_S, (10, 12, 16.5, 17.5, 15.5, 10.5, 7, 5))
_CANAL_N = PchipInterpolator((-25, 0, 20, 45, 70, 86, 100), (25, 25, 22, 17.5, 11, 8.5, 11))
_CANAL_X = PchipInterpolator((-25, 0, 20, 45, 70, 100), (15, 15, 13, 10, 7, 4.5))
_CANAL_D = PchipInterpolator((-25, 0, 20, 45, 70, 100), (8, 8, 7, 5, 3, 3.2))


def bend(p: Array) -> Array:
    """S1 frame to warped coordinates (x, n, s)."""
    y = p[:, 1] + BEND
    return np.stack([p[:, 0], np.hypot(y, p[:, 2]) - BEND, BEND * np.arctan2(-p[:, 2], y)], 1)


def unbend(q: Array) -> Array:
    """Warped coordinates (x, n, s) to the S1 frame."""
    q = np.atleast_2d(np.asarray(q, float))
    a, r = q[:, 2] / BEND, q[:, 1] + BEND
    return np.stack([q[:, 0], r * np.cos(a) - BEND, -r * np.sin(a)], 1)


def _shield(q: Array) -> Array:
    """The big curved plate with its wings (x >= 0)."""
    x, n, s = q.T
    c = np.clip(s, -24, 111)
    wide, front = _WIDE(c), _FRONT(c)
    back = _BACK_MID(c) + (_BACK_SIDE(c) - _BACK_MID(c)) * smoothstep(9, 31, x)
    wing = smoothstep(24, 44, x) * smoothstep(40, 10, s)
    front = front + 4.5 * wing + 1.5 * np.clip(x / wide, 0, 1.2) ** 2
    mid, thick = (front + back) / 2, (back - front) / 2
    face = (np.abs(n - mid) - thick) * 0.86
    side = (x - wide) * 0.8
    top = (
        2.5
        + 3.5 * smoothstep(24, 32, x)
        + 0.10 * np.maximum(x - 32, 0)
        + 7.0 * smoothstep(14, 20, n)
        - s
    )
    return smax(smax(face, side, 11.0), smax(top, s - LENGTH, 4.0), 6.0)


def _bumps(q: Array, d: Array) -> Array:
    """Middle, intermediate and lateral crests."""
    for s, big in ((17, 1.0), (36, 1.05), (55, 0.85), (71, 0.65)):
        n = float(_BACK_MID(s))
        d = smin(d, ellipsoid(q, (0, n - 0.5, s), (2.8, 4.6 * big, 9.5 * big)), 7.0)
        d = smin(d, ellipsoid(q, (12.0 * big, n - 3.5, s + 7), (2.6, 2.8, 6.5)), 7.5)
    for x, s in ((31, 31), (27, 51), (21, 69)):
        d = smin(d, ellipsoid(q, (x, float(_BACK_SIDE(s)) - 0.5, s), (4.2, 3.4, 7.5)), 7.0)
    return d


def _carve(q: Array, d: Array) -> Array:
    """Canal with its opening below, and the foramina."""
    x, n, s = q.T
    c = np.clip(s, -24, 99)
    rx, rn = _CANAL_X(c), _CANAL_D(c)
    canal = (np.hypot(x / rx, (n - _CANAL_N(c)) / rn) - 1) * rn
    canal = smax(canal, s - 99, 3.0)
    d = smax(d, -canal, 2.0)
    for hx, hs, back, front in HOLES:
        nb, nf = float(_BACK_SIDE(hs)) + 6, float(_FRONT(hs))
        inner = (hx * 0.86, float(_CANAL_N(hs)) - 7.0, hs - 2.0)
        hole = capsule(q, inner, (hx + 1.0, nb + 12, hs + 1), back * 0.8, back * 1.75)
        hole = smin(
            hole, capsule(q, inner, (hx + 7, nf - 14, hs + 4), front * 0.75, front * 1.45), 1.5
        )
        hole = smin(
            hole,
            capsule(q, inner, (float(_CANAL_X(hs)) * 0.5, float(_CANAL_N(hs)), hs - 4), back * 0.7),
            1.5,
        )
        d = smax(d, -hole, 2.6)
    return d


def _plate(p: Array) -> Array:
    """Body of S1 with its rim."""
    k = outline(p[:, 0], p[:, 1], S1.width, S1.depth)
    side = (k - 1) * S1.depth / 2 * 1.05
    hollow = 1.3 * smoothstep(0.88, 0.3, k)
    return smax(smax(side, p[:, 2] + hollow, 3.0), -p[:, 2] - 24, 8.0)


def process(p: Array, lv: Level = S1) -> Array:
    """Superior articular process of S1 (left; fold points first)."""
    mid = joint(lv, 1.0)[0]
    return superior_process(p, lv, foot=(mid[0] + 3.0, 23.0, -11.0))


def sacrum(p: Array, lv: Level = S1) -> Array:
    """The whole bone; `lv` tells of a slip above it."""
    m = mirror(p)
    q = bend(m)
    d = _bumps(q, _shield(q))
    d = smin(d, _plate(m), 5.0)
    d = smin(d, process(m, lv), 6.0)
    d = _carve(q, d)
    for s, r in ((116.0, (7.5, 3.8, 6.5)), (125.5, (5.4, 3.3, 6.0)), (133.0, (3.8, 2.8, 4.8))):
        d = smin(d, ellipsoid(q, (0, 0.6, s), r), 4.5)
    return d + 0.5 * noise(p, 12.0, 3.0) + 0.18 * noise(p, 4.0, 4.0)


def bounds() -> tuple[Array, Array]:
    """Box around sacrum and coccyx."""
    return np.array([-62.0, -100.0, -120.0]), np.array([62.0, 52.0, 26.0])


def paint(v: Array, n: Array) -> dict[str, Array]:
    """Values per vertex for the bone material."""
    q, qn = mirror(v), n.copy()
    qn[:, 0] *= np.where(v[:, 0] < 0, -1.0, 1.0)
    mid, jn, jt = joint(S1, 1.0)
    w = q - mid - UP
    rim = np.sqrt((w @ jt / 6.8) ** 2 + (w[:, 2] / 9.0) ** 2)
    cart = (
        smoothstep(1.12, 0.92, rim)
        * smoothstep(0.25, 0.6, qn @ jn)
        * smoothstep(6.0, 3.5, np.abs(w @ jn))
    )
    k = outline(v[:, 0], v[:, 1], S1.width, S1.depth)
    plate = smoothstep(0.82, 0.66, k) * smoothstep(-5.0, -3.0, v[:, 2])
    b = bend(q)
    ear = (
        smoothstep(0.72, 0.9, qn[:, 0])
        * smoothstep(38, 44, q[:, 0])
        * smoothstep(4, 12, b[:, 2])
        * smoothstep(58, 46, b[:, 2])
    )
    return {"cart": cart, "endplate": np.maximum(plate, 0.35 * ear)}
