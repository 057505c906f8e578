"""Solids as distance functions (mm): rods, eggs, blends, and a straight-on tracer.

Points are arrays of shape (N, 3): x right, y down the page, z towards the viewer.
A solid is a function from points to signed distance, negative inside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

Array = NDArray[np.floating]
Solid = Callable[[Array], Array]
Triple = tuple[float, float, float]

_LATTICE = np.random.default_rng(11).uniform(-1, 1, (32, 32, 32)).astype(np.float32)


def _f32(numbers: Triple) -> Array:
    """Return three numbers as a short-float array (keeps the big arrays short)."""
    return np.array(numbers, np.float32)


def smin(a: Array, b: Array, k: float) -> Array:
    """Return the union of two solids that flow together over about k mm."""
    h = np.maximum(k - np.abs(a - b), 0) / k
    return np.asarray(np.minimum(a, b) - h * h * h * (k / 6))


def smax(a: Array, b: Array, k: float) -> Array:
    """Return the intersection with a soft edge; with -b it carves b out of a."""
    return -smin(-a, -b, k)


def egg(p: Array, centre: Triple, radii: Triple, turn_deg: float = 0.0) -> Array:
    """Return the distance to an ellipsoid, turned in the page plane (clockwise)."""
    q = p - _f32(centre)
    if turn_deg:
        c, s = np.float32(np.cos(np.deg2rad(turn_deg))), np.float32(np.sin(np.deg2rad(turn_deg)))
        q = np.stack([c * q[:, 0] + s * q[:, 1], c * q[:, 1] - s * q[:, 0], q[:, 2]], 1)
    r = _f32(radii)
    k0 = np.linalg.norm(q / r, axis=1)
    k1 = np.linalg.norm(q / (r * r), axis=1)
    return np.asarray(k0 * (k0 - 1) / np.maximum(k1, 1e-6))


def rod(p: Array, a: Triple, b: Triple, radii: tuple[float, float], flat: float = 1.0) -> Array:
    """Return the distance to a round-ended rod; flat < 1 thins it front to back."""
    scale = _f32((1.0, 1.0, 1 / flat))
    pa, pb = _f32(a) * scale, _f32(b) * scale
    q = p * scale - pa
    ab = pb - pa
    t = np.clip(q @ ab / (ab @ ab), 0, 1)
    away = np.linalg.norm(q - t[:, None] * ab, axis=1)
    return np.asarray((away - (radii[0] + (radii[1] - radii[0]) * t)) * min(1.0, flat**0.5))


def chain(
    p: Array, points: Sequence[Triple], radii: Sequence[float], blend: float, flat: float = 1.0
) -> Array:
    """Return rods through the points, blended: a bent process of changing thickness."""
    out = rod(p, points[0], points[1], (radii[0], radii[1]), flat)
    for i in range(1, len(points) - 1):
        out = smin(out, rod(p, points[i], points[i + 1], (radii[i], radii[i + 1]), flat), blend)
    return out


def bumps(p: Array, size_mm: float, seed: float) -> Array:
    """Return smooth noise in about -1..1 with bumps of the given size."""
    c = (p / size_mm + _f32((seed * 7.31, seed * 3.17, seed * 5.23))).T
    return (
        np.asarray(
            map_coordinates(_LATTICE, c, order=2, mode="grid-wrap", prefilter=False),
            dtype=np.float32,
        )
        * 1.6
    )


@dataclass(frozen=True, slots=True)
class View:
    """What the tracer saw; arrays of shape (rows, columns) unless said otherwise.

    Attributes:
        cover: Share of the pixel that the solid covers, 0..1.
        z: Height of the surface (mm); meaningless where cover is 0.
        normal: (rows, columns, 3) unit normals.
        corner: Pixel (column, row) of the upper left corner on the whole page.
    """

    cover: Array
    z: Array
    normal: Array
    corner: tuple[int, int]


def trace(
    solid: Solid,
    box_mm: tuple[float, float, float, float],
    px_per_mm: float,
    z_range: tuple[float, float],
) -> View:
    """Look straight down the z axis at a solid.

    Args:
        solid: Distance function in page mm.
        box_mm: x0, y0, x1, y1 on the page.
        px_per_mm: Pixels per mm of the picture.
        z_range: Highest and lowest z worth looking at.
    """
    x0, y0 = (int(np.floor(v * px_per_mm)) for v in box_mm[:2])
    x1, y1 = (int(np.ceil(v * px_per_mm)) for v in box_mm[2:])
    xs = (np.arange(x0, x1, dtype=np.float32) + 0.5) / px_per_mm
    ys = (np.arange(y0, y1, dtype=np.float32) + 0.5) / px_per_mm
    gx, gy = np.meshgrid(xs, ys)
    z, near = _march(solid, gx.ravel(), gy.ravel(), z_range)
    cover = np.clip(0.5 - near * px_per_mm, 0, 1)
    normal = np.zeros((cover.size, 3), np.float32)
    normal[:, 2] = 1
    seen = np.flatnonzero(cover > 0)
    points = np.stack([gx.ravel()[seen], gy.ravel()[seen], z[seen]], 1)
    normal[seen] = _normals(solid, points)
    shape = gx.shape
    return View(cover.reshape(shape), z.reshape(shape), normal.reshape(*shape, 3), (x0, y0))


def _march(solid: Solid, x: Array, y: Array, z_range: tuple[float, float]) -> tuple[Array, Array]:
    """Step down every ray; return where it hit or came nearest, and that distance (<= 0: hit)."""
    high, low = z_range
    z = np.full(x.shape, high, np.float32)
    best_z, best = z.copy(), np.full(x.shape, 9.0, np.float32)
    live = np.arange(x.size)
    # Rays that graze a steep wall need many short steps; few rays do, so it costs little.
    for _ in range(600):
        d = solid(np.stack([x[live], y[live], z[live]], 1))
        closer = d < best[live]
        best[live[closer]], best_z[live[closer]] = d[closer], z[live[closer]]
        hit = d < 0.02
        best[live[hit]] = -1.0
        z[live] -= np.maximum(d * 0.8, 0.03)
        live = live[~hit & (z[live] > low)]
        if not live.size:
            break
    return best_z, best


def _normals(solid: Solid, p: Array, eps: float = 0.12) -> Array:
    """Return unit normals from four probes about each point."""
    k = np.array([[1, -1, -1], [-1, -1, 1], [-1, 1, -1], [1, 1, 1]], np.float32)
    g = np.zeros_like(p)
    for way in k:
        g += way * solid(p + way * np.float32(eps))[:, None]
    return np.asarray(g / np.maximum(np.linalg.norm(g, axis=1, keepdims=True), 1e-9))
