"""Signed-distance fields in numpy: primitives, smooth blends, sweeps, warps.

All lengths are mm.  Axes everywhere in the kit: **x = patient's left, y = back
(posterior), z = head (cranial)**, right handed.  A field is a function that takes
points of shape (N, 3) and returns (N,) distances, negative inside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.ndimage import map_coordinates
from scipy.spatial import cKDTree

Array = np.ndarray
Field = Callable[[Array], Array]


# ---------------------------------------------------------------- blends
def smin(a: Array, b: Array, k: float) -> Array:
    """Smooth union: the two shapes flow together over about `k` mm."""
    h = np.maximum(k - np.abs(a - b), 0.0) / k
    return np.minimum(a, b) - h * h * h * k / 6.0


def smax(a: Array, b: Array, k: float) -> Array:
    """Smooth intersection; `smax(a, -b, k)` carves b out of a."""
    return -smin(-a, -b, k)


def union(fields: Sequence[Array], k: float) -> Array:
    """Smooth union of many distance arrays."""
    out = fields[0]
    for f in fields[1:]:
        out = smin(out, f, k)
    return out


def smoothstep(lo: float, hi: float, x: Array) -> Array:
    """0 below `lo`, 1 above `hi`, smooth between (also for lo > hi)."""
    t = np.clip((x - lo) / (hi - lo), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


# ---------------------------------------------------------------- primitives
def sphere(p: Array, centre: Sequence[float], r: float) -> Array:
    """Ball of radius `r`."""
    return np.linalg.norm(p - np.asarray(centre), axis=1) - r


def ellipsoid(
    p: Array, centre: Sequence[float], radii: Sequence[float], axes: Array | None = None
) -> Array:
    """Ellipsoid; `axes` holds its three unit directions as columns."""
    q = p - np.asarray(centre, float)
    if axes is not None:
        q = q @ axes
    r = np.asarray(radii, float)
    k0 = np.linalg.norm(q / r, axis=1)
    k1 = np.linalg.norm(q / (r * r), axis=1)
    return k0 * (k0 - 1.0) / np.maximum(k1, 1e-6)


def capsule(
    p: Array, a: Sequence[float], b: Sequence[float], ra: float, rb: float | None = None
) -> Array:
    """Round-ended rod from `a` to `b`, radius going from `ra` to `rb`."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    ab = b - a
    t = np.clip((p - a) @ ab / (ab @ ab), 0.0, 1.0)
    r = ra + (ra if rb is None else rb) * t - ra * t
    return np.linalg.norm(p - a - t[:, None] * ab, axis=1) - r


def round_box(
    p: Array, centre: Sequence[float], half: Sequence[float], r: float, axes: Array | None = None
) -> Array:
    """Box with half sizes `half` and edge radius `r`."""
    q = p - np.asarray(centre, float)
    if axes is not None:
        q = q @ axes
    q = np.abs(q) - (np.asarray(half, float) - r)
    return np.linalg.norm(np.maximum(q, 0), axis=1) + np.minimum(q.max(axis=1), 0) - r


def cylinder(
    p: Array, a: Sequence[float], b: Sequence[float], r: float, edge: float = 0.0
) -> Array:
    """Flat-ended rod with edge rounding."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    length = float(np.linalg.norm(b - a))
    d = (b - a) / length
    q = p - (a + b) / 2
    w = q @ d
    rho = np.sqrt(np.maximum((q * q).sum(1) - w * w, 0))
    e = np.stack([rho - r + edge, np.abs(w) - length / 2 + edge], 1)
    return np.linalg.norm(np.maximum(e, 0), axis=1) + np.minimum(e.max(1), 0) - edge


def polygon(q: Array, pts: Sequence[Sequence[float]]) -> Array:
    """Exact distance to a closed 2-D polygon; `q` is (N, 2)."""
    v = np.asarray(pts, float)
    d2 = np.full(len(q), np.inf)
    sign = np.ones(len(q))
    for i in range(len(v)):
        a, b = v[i], v[i - 1]
        e, w = b - a, q - a
        t = np.clip(w @ e / (e @ e), 0, 1)
        d2 = np.minimum(d2, ((w - t[:, None] * e) ** 2).sum(1))
        c1, c2 = q[:, 1] >= a[1], q[:, 1] < b[1]
        c3 = e[0] * w[:, 1] > e[1] * w[:, 0]
        sign = np.where((c1 & c2 & c3) | (~c1 & ~c2 & ~c3), -sign, sign)
    return sign * np.sqrt(d2)


# ---------------------------------------------------------------- splines and sweeps
def spline(points: Sequence[Sequence[float]], n: int) -> Array:
    """`n` points along a cubic curve through `points` (any column count)."""
    p = np.asarray(points, float)
    chord = np.sqrt(np.maximum(np.linalg.norm(np.diff(p[:, :3], axis=0), axis=1), 1e-6))
    t = np.r_[0, np.cumsum(chord)]
    return CubicSpline(t, p, bc_type="natural")(np.linspace(0, t[-1], n))


def frames(path: Array, up: Sequence[float]) -> tuple[Array, Array, Array]:
    """Tangent, side and normal along a path; the normal stays close to `up`."""
    t = np.gradient(path, axis=0)
    t /= np.linalg.norm(t, axis=1, keepdims=True)
    u = np.asarray(up, float)[None] - (t @ np.asarray(up, float))[:, None] * t
    u /= np.linalg.norm(u, axis=1, keepdims=True)
    return t, np.cross(u, t), u


class Sweep:
    """Elliptic tube along a path.

    `side` and `high` are the half sizes across and along `up` at each path point.
    Call it for the distance; `coords` gives (across, up, along) in mm, for fibres.
    """

    def __init__(
        self, path: Array, side: Array | float, high: Array | float, up: Sequence[float] = (0, 0, 1)
    ) -> None:
        self.path = np.asarray(path, float)
        n = len(self.path)
        self.side = np.broadcast_to(np.asarray(side, float), n)
        self.high = np.broadcast_to(np.asarray(high, float), n)
        self.t, self.s, self.u = frames(self.path, up)
        self.tree = cKDTree(self.path)
        self.arc = np.r_[0, np.cumsum(np.linalg.norm(np.diff(self.path, axis=0), axis=1))]
        rmax = max(self.side.max(), self.high.max())
        self.lo, self.hi = self.path.min(0) - rmax, self.path.max(0) + rmax

    def _nearest(self, p: Array) -> tuple[Array, Array]:
        close = self.tree.query(p, workers=1)[1]
        best = np.full(len(p), np.inf)
        pos = np.zeros(len(p))
        for first in (np.maximum(close - 1, 0), np.minimum(close, len(self.path) - 2)):
            a = self.path[first]
            e = self.path[first + 1] - a
            w = p - a
            t = np.clip((w * e).sum(1) / (e * e).sum(1), 0, 1)
            d = ((w - t[:, None] * e) ** 2).sum(1)
            near = d < best
            best[near], pos[near] = d[near], (first + t)[near]
        return best, pos

    def _local(self, p: Array, pos: Array) -> tuple[Array, ...]:
        i = np.minimum(pos.astype(int), len(self.path) - 2)
        f = (pos - i)[:, None]

        def mix(v: Array) -> Array:
            return (
                v[i] * (1 - f) + v[i + 1] * f
                if v.ndim == 2
                else v[i] * (1 - f[:, 0]) + v[i + 1] * f[:, 0]
            )

        q = p - mix(self.path)
        return (
            (q * mix(self.s)).sum(1),
            (q * mix(self.u)).sum(1),
            (q * mix(self.t)).sum(1),
            mix(self.side),
            mix(self.high),
            mix(self.arc),
        )

    def __call__(self, p: Array) -> Array:
        """Distance; far away only a cheap lower bound (the bounding box) is given."""
        q = np.maximum(np.maximum(self.lo - p, p - self.hi), 0)
        out = np.linalg.norm(q, axis=1) + 1.0
        near = out < 9.0
        if near.any():
            pn = p[near]
            a, b, w, ra, rb, _ = self._local(pn, self._nearest(pn)[1])
            rw = np.minimum(ra, rb)
            k0 = np.sqrt((a / ra) ** 2 + (b / rb) ** 2 + (w / rw) ** 2)
            k1 = np.sqrt((a / ra**2) ** 2 + (b / rb**2) ** 2 + (w / rw**2) ** 2)
            out[near] = np.where(k0 < 1e-3, -rw, k0 * (k0 - 1) / np.maximum(k1, 1e-6))
        return out

    def coords(self, p: Array) -> Array:
        """(N, 3): mm across, mm up, mm along the tube."""
        a, b, w, _, _, arc = self._local(p, self._nearest(p)[1])
        return np.stack([a, b, arc + w], 1)


# ---------------------------------------------------------------- warps and noise
def to_local(p: Array, pose: Array) -> Array:
    """Points of the parent frame seen from the frame `pose` (4 x 4, rigid)."""
    return (p - pose[:3, 3]) @ pose[:3, :3]


def to_parent(p: Array, pose: Array) -> Array:
    """Points of the frame `pose` in the parent frame."""
    return np.atleast_2d(p) @ pose[:3, :3].T + pose[:3, 3]


def mirror(p: Array) -> Array:
    """Fold the right half onto the left (x >= 0): model one side, get both."""
    q = p.copy()
    q[:, 0] = np.abs(q[:, 0])
    return q


_LATTICE = np.random.default_rng(7).uniform(-1, 1, (32, 32, 32)).astype(np.float32)


def noise(p: Array, size: float, seed: float = 0.0) -> Array:
    """Smooth noise in about -1..1 with blobs of `size` mm."""
    c = (p / size + np.array([seed * 7.31, seed * 3.17, seed * 5.23])).T
    return map_coordinates(_LATTICE, c, order=2, mode="grid-wrap", prefilter=False) * 1.6
