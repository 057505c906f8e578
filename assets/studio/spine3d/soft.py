"""Discs, herniation, dural sac and nerve roots (mm, degrees)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spine3d.body import outline
from spine3d.meshing import normals
from spine3d.sacrum import unbend
from spine3d.sdf import (
    Array,
    Field,
    Sweep,
    capsule,
    ellipsoid,
    noise,
    smax,
    smin,
    smoothstep,
    spline,
    to_local,
    to_parent,
)
from spine3d.spine import LEVELS, NEUTRAL, SIDES, Herniation, Level, SpineParams, plate


# ---------------------------------------------------------------- discs
def disc_frames(name: str, params: SpineParams, pose: dict[str, Array]) -> tuple[Array, Array]:
    """World frames of the end plates below and above a disc."""
    upper, lower = name.split("-")
    low = pose["S1"] if lower == "S1" else pose[lower] @ plate(params.level(lower), top=True)
    return low, pose[upper] @ plate(params.level(upper), top=False)


class Disc:
    """Disc between two end plates, in the frame of the lower one."""

    def __init__(self, name: str, params: SpineParams, pose: dict[str, Array]) -> None:
        self.name = name
        self.pose, above = disc_frames(name, params, pose)
        self.rel = np.linalg.inv(self.pose) @ above
        upper, lower = name.split("-")
        self.top, self.bot = params.level(upper), params.level(lower)
        self.loss = params.disc_loss.get(name, 0.0)
        self.bulge = 0.75 + 1.9 * self.loss
        self.height = float(np.linalg.norm(self.rel[:3, 3]))

    def blend(self, p: Array) -> tuple[Array, Array, Array, Array]:
        """Height above the lower plate, below the upper plate, outline value, angle."""
        q = to_local(p, self.rel)
        z1, z2 = p[:, 2], -q[:, 2]
        t = np.clip(z1 / np.maximum(z1 + z2, 0.5), 0, 1)
        xy = p[:, :2] * (1 - t)[:, None] + q[:, :2] * t[:, None]
        out = 2 * self.bulge * 4 * t * (1 - t) - 1.0
        width = self.bot.width * (1 - t) + self.top.width * t + out
        depth = self.bot.depth * (1 - t) + self.top.depth * t + out
        return z1, z2, outline(xy[:, 0], xy[:, 1], width, depth), np.arctan2(xy[:, 0], -xy[:, 1])

    def __call__(self, p: Array) -> Array:
        """Distance."""
        z1, z2, k, _ = self.blend(p)
        side = (k - 1) * self.bot.depth / 2 * 1.05
        # Within the rims it fills the hollow of both end plates, which a sawn bone shows.
        inner = smoothstep(0.84, 0.5, k)
        into = 0.8 + (3.4 if self.bot.burst else 1.2) * inner
        return smax(side, np.maximum(-z1 - into, -z2 - 0.8 - 1.2 * inner), 1.5)

    def bounds(self) -> tuple[Array, Array]:
        """Box in the lower plate frame."""
        w, d = self.bot.width / 2 + 9, self.bot.depth / 2 + 13
        return np.array([-w, -d, -8.0]), np.array([w, d, self.height + 12])

    def paint(self, v: Array, n: Array) -> dict[str, Array]:
        """Fib = mm round the ring, mm up (0..height spread evenly), depth."""
        z1, z2, k, a = self.blend(v)
        up = z1 / np.maximum(z1 + z2, 1.0) * self.height
        worn = np.full(len(v), min(1.0, 1.7 * self.loss))
        return {"fib": np.stack([a * 21.0, up, k * 8.0], 1), "worn": worn}


def herniation(h: Herniation, disc: Disc) -> Field:
    """Lump behind the disc, in the frame of its lower end plate."""
    sx, z = SIDES[h.side], disc.height * 0.34
    y = disc.bot.depth / 2
    a, b = np.array([sx * 9.5, y - 5.0, z + 1.0]), np.array([sx * 10.0, y + 2.4, z - 0.6])

    def field(p: Array) -> Array:
        lump = ellipsoid(p, b, np.array([8.2, 5.0, 5.8]) * h.size)
        lobe = ellipsoid(p, np.add(b, (-sx * 2.0, 1.2, -4.2)), np.array([4.8, 3.9, 4.4]) * h.size)
        neck = capsule(p, a, b, 4.4 * h.size)
        d = smin(smin(lump, lobe, 2.5), neck, 3.0)
        return d + 0.85 * noise(p, 5.0, 5.0) + 0.35 * noise(p, 2.2, 6.0)

    return field


# ---------------------------------------------------------------- sac and roots
def canal_line(params: SpineParams, pose: dict[str, Array]) -> Array:
    """Middle of the canal in the world from above L1 to S2, one row a station."""
    rows = []
    for name in params.bones():
        lv = params.level(name)
        half, y = (lv.ant + lv.post) / 4, lv.depth / 2 + lv.canal_d / 2 - 0.5
        first = (half + 20, half + 4, 0.2 * half, -0.9 * half)
        heights = first if name == params.top else (0.9 * half, 0.1 * half, -0.9 * half)
        # The arch of a bone that slid comes forward with it, over the bone below.
        ahead = {0.9 * half: 0.45 * lv.slid_top, 0.1 * half: 0.12 * lv.slid_top}
        rows += [to_parent(np.array([0, y - ahead.get(z, 0.0), z]), pose[name])[0] for z in heights]
    low = [(0, 24.5, 2), (0, 22, 16), (0, 18.5, 32), (0, 15.5, 45)]
    low[0] = (0, 24.5 - 0.45 * params.level("S1").slid_top, 2)
    return np.array([*rows, *to_parent(unbend(low), pose["S1"])])


ROOTS = {
    "L5": [
        (5.0, 8.0, 7.0),
        (8.5, 6.0, -2.0),
        (-2.2, 3.6, 3.5),
        (0.30, 1.5, -4.8),
        (-1.5, -4.0, -9.5),
        (6.0, -12.0, -17.0),
        (8.0, -22.0, -33.0),
        (7.0, -27.0, -48.0),
    ],
    "others": [
        (4.5, 8.0, 6.0),
        (7.8, 6.0, -3.0),
        (-1.8, 4.0, 2.5),
        (0.32, 2.0, -4.6),
        (-2.5, -2.5, -9.0),
        (4.0, -8.5, -19.0),
        (7.0, -13.0, -33.0),
        (8.0, -16.0, -47.0),
    ],
}
"""Stations of a root from the sac to its end, mm from: the middle of the upper plate (2), the
inside of the pedicle at its lower edge (2, the second by shares of its width), the side of the
body at that height (1) and at the middle (3)."""


def root_line(name: str, side: str, params: SpineParams, pose: dict[str, Array]) -> Array:
    """Middle line of one root in the world, from inside the sac to its end."""
    sx = SIDES[side]
    if name in ("S1", "S2"):
        rows = {
            "S1": [
                (5, 22, -12),
                (10.5, 19.5, 2),
                (15, 13, 13),
                (20, 2, 21),
                (25, -12, 25),
                (31, -22, 36),
                (35, -26, 52),
            ],
            "S2": [
                (3, 21, 10),
                (8.5, 18, 24),
                (13.5, 9, 36),
                (18.5, -1, 43),
                (22, -11, 47),
                (26, -17, 57),
                (28, -19, 70),
            ],
        }
        return to_parent(unbend(np.array(rows[name]) * [sx, 1, 1]), pose["S1"])
    rows = _exit_rows(name, params.level(name)) * [sx, 1, 1]
    own = to_parent(rows, pose[name])
    moved = {*params.slip, *params.disc_loss, *params.wedge, *params.burst}
    if name != "L5" or not {"L5-S1", "L5"} & moved:
        return own
    # Its end lies before the sacrum and stays there when the bone slides, sinks or breaks.
    still = pose["S1"] @ np.linalg.inv(NEUTRAL["S1"]) @ NEUTRAL[name]
    share = np.array([0, 0, 0, 0, 0, 0.4, 0.8, 1.0])[:, None]
    return own * (1 - share) + to_parent(rows, still) * share


def _exit_rows(name: str, lv: Level) -> Array:
    """Return the line of a left lumbar root in the frame of its bone."""
    y, w, half, inner = lv.depth / 2, lv.width / 2, (lv.ant + lv.post) / 4, lv.canal_w / 2
    low = half - lv.ped_h - 0.3
    away = np.array(ROOTS["L5" if name == "L5" else "others"])
    away[3, 0] *= lv.ped_w
    start = [(0, y, half)] * 2 + [(inner, y, low)] * 2 + [(w, y, low)] + [(w, y, 0)] * 3
    return away + np.array(start)


@dataclass(frozen=True)
class Press:
    """Something that presses on a nerve, as a field in the world; `on` is that nerve's region."""

    field: Field
    on: str


class Nerves:
    """Dural sac with all roots as one smooth body, in world coordinates."""

    def __init__(
        self, params: SpineParams, pose: dict[str, Array], press: Sequence[Press] = ()
    ) -> None:
        rows = canal_line(params, pose)
        line = spline(rows, 16 + 3 * len(rows))
        arc = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
        left = arc[-1] - arc
        wide = np.interp(left, [0, 18, 50, 115, 230, 500], [2.0, 5.4, 7.6, 8.3, 8.0, 7.0])
        deep = np.interp(left, [0, 18, 50, 115, 230, 500], [1.6, 4.2, 6.0, 6.6, 6.8, 6.0])
        pinch = np.zeros(len(arc))
        for disc, mm in params.slip.items():
            low, up = disc_frames(disc, params, pose)
            y = params.level(disc.split("-")[0]).depth / 2 + 7.5
            behind = np.array([0.0, y, 0.0])
            at = (to_parent(behind, low) + to_parent(behind, up))[0] / 2
            near = arc[int(np.argmin(np.linalg.norm(line - at, axis=1)))]
            share = np.clip((mm - 2.0) / 4.0, 0, 1)
            pinch = np.maximum(pinch, share * np.exp(-(((arc - near) / 9.0) ** 2)))
        self.pinch = pinch
        deep, wide = deep * (1 - 0.38 * pinch), wide * (1 - 0.10 * pinch)
        self.press = tuple(press)
        self.names = ["sac"]
        self.tubes = [Sweep(line, wide, deep, up=(0, 1, 0.01))]
        for name in (*LEVELS, "S1", "S2"):
            for side in SIDES:
                path = spline(root_line(name, side, params, pose), 44)
                label = f"root-{name}-{side}"
                big = 1.15 if name in ("L4", "L5", "S1") else 1.0
                r = big * np.interp(
                    np.linspace(0, 1, 44),
                    [0, 0.32, 0.40, 0.52, 0.8, 0.94, 1],
                    [1.9, 2.1, 2.9, 2.3, 2.1, 1.75, 1.1],
                )
                for force in self.press:
                    if force.on == label:
                        path = _pushed(path, r, force.field)
                self.names.append(label)
                self.tubes.append(Sweep(path, r, r, up=(0.3, 1, 0.2)))
        self.lo = np.min([t.lo for t in self.tubes], 0) - 3
        self.hi = np.max([t.hi for t in self.tubes], 0) + 3

    def _sac(self, p: Array) -> Array:
        """The sac with a flat cut end at its top."""
        t = self.tubes[0]
        d = t(p)
        near = d < 4.0
        if near.any():
            q = p[near] - t.path[0]
            here = (q * q).sum(1) < 144.0
            d[near] = np.where(here, smax(d[near], -(q @ t.t[0]), 0.7), d[near])
        return d

    def __call__(self, p: Array) -> Array:
        """Distance."""
        d = self._sac(p)
        for tube in self.tubes[1:]:
            d = smin(d, tube(p), 2.6)
        for force in self.press:
            d = smax(d, 0.25 - force.field(p), 2.0)
        return d

    def paint(self, v: Array, n: Array) -> dict[str, Array]:
        """fib, pale, glow, end (cut face) and the region (index into `names`) of each vertex."""
        dist = np.stack([t(v) for t in self.tubes], 1)
        own = dist.argmin(1)
        fib, end, glow = np.zeros_like(v), np.zeros(len(v)), np.zeros(len(v))
        for i, t in enumerate(self.tubes):
            m = own == i
            if m.any():
                fib[m] = t.coords(v[m])
                fib[m, 2] += 37.0 * i
        sac = self.tubes[0]
        close = np.linalg.norm(v - sac.path[0], axis=1) < 11.0
        end[close] = smoothstep(0.75, 0.95, np.abs(n[close] @ sac.t[0]))
        pale = smoothstep(-2.0, 1.5, dist[:, 1:].min(1) - dist[:, 0])
        for force in self.press:
            away = force.field(v)
            target = own == self.names.index(force.on)
            here = smoothstep(9.0, 0.5, away) * np.where(
                target, 1.0, 0.75 * smoothstep(6.0, 0.5, away)
            )
            glow = np.maximum(glow, here)
        if self.pinch.any():
            at = sac.tree.query(v)[1]
            glow = np.maximum(glow, (own == 0) * smoothstep(0.25, 0.8, self.pinch[at]))
        return {"fib": fib, "pale": pale, "glow": glow, "end": end, "region": own.astype(float)}


def _pushed(path: Array, r: Array, press: Field) -> Array:
    """Path moved out of the herniation and smoothed."""
    path = path.copy()
    for _ in range(12):
        d = press(path) - r - 0.1
        inside = d < 0
        inside[:4] = False
        if not inside.any():
            break
        path[inside] -= normals(press, path[inside]) * d[inside, None] * 0.7
        path[2:-2] = 0.25 * path[1:-3] + 0.5 * path[2:-2] + 0.25 * path[3:-1]
    return path
