"""The way in to screws: skin, muscle, cuts and what holds them open, over bones drawn before (mm).

One longer cut in the middle, or short cuts beside it, one over each screw.  Both reach as far up
and down as each other.  **Lengths and widths are a sketch**: they depend on the bones and on the
person, and no source was found for them.  Nothing bleeds, and neither way is tidier.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from spine3d.anatomy import SOFT_CODE, Part
from spine3d.implants import aligned, screw_frame
from spine3d.sdf import Array, Field, Sweep, cylinder, round_box, smax, smin, smoothstep, to_parent
from spine3d.spine import SIDES, SpineParams, poses

CODE = (*SOFT_CODE, "implants", "ways")
OVER = 7.0  # from the tip of a spinous process to the skin
UNDER = 6.0  # from the skin to the muscle
SLEEVE = 7.7  # outer radius of a screw tube
WIRE = 1.0  # radius of a guide wire, a little thicker than it is, so that it is seen


@dataclass(frozen=True)
class Way:
    """A way in: what it is laid over, the bones that get screws (top to bottom), and its tools."""

    kind: Literal["open", "mis"]
    on: str  # id of the state whose bones it shows
    bones: tuple[str, ...]
    tool: Literal["blades", "wires", "sleeves"]
    reach: float = 66.0  # how far to each side skin is drawn
    flat: float = 1.0  # how much less the back is rounded toward its sides (1 = as on a close view)
    blades: tuple[float, ...] = (0.52,)  # where along the cut, shares of its length from the bottom
    side_cuts: tuple[tuple[float, float], ...] = ()  # x, z of the middle of cuts in the side
    short: float = 18.0  # length of a cut for one screw
    lip: float = 1.0  # radius of the drawn edge of a cut


@dataclass(frozen=True)
class Cut:
    """A cut on the skin from `top` to `low` (x, z), held open to `half` in its middle."""

    top: tuple[float, float]
    low: tuple[float, float]
    half: float
    power: float = 2.0

    def _place(self, x: Array, z: Array) -> tuple[Array, Array]:
        """Return share -1..1 along the cut and mm across."""
        a, b = np.array(self.top), np.array(self.low)
        mid, long = (a + b) / 2, float(np.linalg.norm(a - b)) / 2
        d = (a - b) / (2 * long)
        return ((x - mid[0]) * d[0] + (z - mid[1]) * d[1]) / long, (x - mid[0]) * d[1] - (
            z - mid[1]
        ) * d[0]

    def width(self, share: Array) -> Array:
        """Return half of the opening along the cut."""
        return self.half * np.sqrt(np.clip(1 - np.abs(share) ** self.power, 0, 1))

    def away(self, x: Array, z: Array) -> Array:
        """Return about how far points lie outside the opening, negative inside."""
        s, c = self._place(x, z)
        return np.where(np.abs(s) > 1, np.abs(c) + 20 * (np.abs(s) - 1), np.abs(c) - self.width(s))

    def rim(self) -> Array:
        """Return the edge of the opening, closed, as (x, z)."""
        a, b = np.array(self.top), np.array(self.low)
        half, across = (a - b) / 2, np.array([a[1] - b[1], b[0] - a[0]])
        across = across / np.linalg.norm(across)
        t = np.linspace(0, 2 * np.pi, 121)
        s, side = np.cos(t), np.sign(np.sin(t) + 1e-9)
        return (a + b) / 2 + s[:, None] * half + (side * self.width(s))[:, None] * across


class Back:
    """Skin and muscle over a spine, opened by a way in; world axes."""

    def __init__(self, way: Way, params: SpineParams) -> None:
        self.way, self.params = way, params
        pose = poses(params)
        levels = [(n, params.level(n)) for n in params.bones()]
        tips = np.array(
            [to_parent(np.array([0, v.depth / 2 + v.tip, -8.0]), pose[n])[0] for n, v in levels]
        )
        tips = tips[np.argsort(tips[:, 2])]
        power = 3 if len(tips) < 9 else 6
        self.ends = float(tips[0, 2]), float(tips[-1, 2])
        self.side = np.polyfit(tips[:, 2], tips[:, 0], power)
        self.deep = np.polyfit(tips[:, 2], tips[:, 1], power)
        names = way.bones
        self.frames: dict[tuple[str, str], Array] = {}
        for side in SIDES:
            rows = [screw_frame(n, side, params, pose) for n in names]
            rows = aligned(rows) if len(names) > 3 else rows
            self.frames |= {(n, side): f for n, f in zip(names, rows, strict=True)}
        self.entries = {key: self._entry(f) for key, f in self.frames.items()}
        self.cuts = self._cuts()

    def middle(self, z: Array) -> tuple[Array, Array]:
        """Return x and y of the tips of the spinous processes at a height."""
        at = np.clip(z, *self.ends)
        below = np.maximum(self.ends[0] - z, 0)
        return np.polyval(self.side, at), np.polyval(self.deep, at) + 0.42 * below

    def skin(self, x: Array, z: Array) -> Array:
        """Return y of the skin: a groove in the middle, muscle beside it, rounded to the sides."""
        mx, my = self.middle(z)
        u = np.abs(x - mx)
        hill = 4.5 * np.exp(-(((u - 33) / 18) ** 2))
        return my + OVER + hill - 0.006 / self.way.flat * np.maximum(u - 34, 0) ** 2

    def _entry(self, frame: Array) -> tuple[Array, float]:
        """Return where a screw's axis leaves the skin, and how far that is from the rod."""
        o, d, t = frame[:3, 3], frame[:3, 2], 30.0
        for _ in range(6):
            p = o + t * d
            t += float(self.skin(p[:1], p[2:])[0] - p[1]) / d[1]
        return o + t * d, t

    def _cuts(self) -> list[Cut]:
        """Return the cuts; the long one ends with the outermost short ones, or past the heads."""
        half = self.way.short / 2
        points = {k: (float(p[0]), float(p[2])) for k, (p, _t) in self.entries.items()}
        if self.way.kind == "mis":
            open_by = SLEEVE + 0.3 if self.way.tool == "sleeves" else 1.2
            short = [Cut((x, z + half), (x, z - half), open_by) for x, z in points.values()]
            sides = [Cut((x + 3, z + 20), (x - 3, z - 20), 1.8) for x, z in self.way.side_cuts]
            return short + sides
        top, low = (
            np.mean([points[n, s] for s in SIDES], 0)
            for n in (self.way.bones[0], self.way.bones[-1])
        )
        ends = [(float(self.middle(np.array(p[1]))[0]), float(p[1])) for p in (top, low)]
        heads = [float(f[2, 3]) for f in self.frames.values()]
        high, deep = max(ends[0][1] + half, max(heads) + 7), min(ends[1][1] - half, min(heads) - 7)
        return [Cut((ends[0][0], high), (ends[1][0], deep), 29.0, 4.0)]

    def opened(self, x: Array, z: Array) -> Array:
        """Return how far points lie outside all cuts, negative inside."""
        return np.min([c.away(x, z) for c in self.cuts], 0)

    def held(self) -> float:
        """Half of the width of the long opening, 0 without one."""
        return self.cuts[0].half if self.way.kind == "open" else 0.0

    # ------------------------------------------------------------ soft parts
    def bounds(self) -> tuple[Array, Array]:
        """Return the box of the skin."""
        zs = [p[2] for p, _t in self.entries.values()]
        low, high = min(zs) - 62.0, max(zs) + 62.0
        grid = np.linspace(low, high, 40)
        mx, my = self.middle(grid)
        wide = self.way.reach + 4
        floor = float(np.min(self.skin(mx + wide, grid)))
        return (
            np.array([mx.min() - wide, floor - 3, low]),
            np.array([mx.max() + wide, my.max() + OVER + 8, high]),
        )

    def skin_field(self, p: Array) -> Array:
        """Distance to a sheet of skin with its cuts."""
        x, y, z = p.T
        sheet = 0.8 * (np.abs(y - self.skin(x, z) + 1.5) - 1.7)
        return smax(sheet, -self.opened(x, z), 0.5)

    def fade(self, p: Array) -> Array:
        """Return 0 where soft parts are drawn fully, 1 where they end."""
        lo, hi = self.bounds()
        u = np.abs(p[:, 0] - self.middle(p[:, 2])[0])
        ends = np.minimum(p[:, 2] - lo[2], hi[2] - p[:, 2])
        return np.maximum(
            smoothstep(self.way.reach - 22, self.way.reach, u), smoothstep(34, 4, ends)
        )

    def _inner(self, z: Array) -> Array:
        """Return how far from the middle the muscle begins."""
        if self.way.kind != "open":
            return np.full(len(z), 4.0)
        c = self.cuts[0]
        mid, long = (c.top[1] + c.low[1]) / 2, (c.top[1] - c.low[1]) / 2
        return np.maximum(4.0, c.width((z - mid) / (long + 5.0)))

    def _off(self, x: Array, z: Array) -> Array:
        """Return distance from the middle of the long cut, or of the back."""
        if self.way.kind != "open":
            return np.abs(x - self.middle(z)[0])
        (x1, z1), (x0, z0) = self.cuts[0].top, self.cuts[0].low
        line = x0 + (x1 - x0) * np.clip((z - z0) / (z1 - z0), -0.2, 1.2)
        return np.abs(x - line)

    def muscle_field(self, p: Array) -> Array:
        """Distance to the muscle on both sides of the spine: pushed aside, or parted by tools."""
        x, y, z = p.T
        u, inner = self._off(x, z), self._inner(z)
        outer = 56.0 + 0.2 * (inner - 4.0)
        v = y - self.skin(x, z)
        mid, half = (inner + outer) / 2, (outer - inner) / 2
        q = np.stack([(u - mid) / half * 26.0, v + UNDER + 17.0, np.zeros_like(u)], 1)
        d = 0.75 * round_box(q, (0, 0, 0), (26.0, 17.0, 40.0), 9.0)
        # Deeper muscle lies before it, so that no opening looks through the body.
        bed = 0.8 * np.maximum(np.abs(v + 48.0) - 6.0, u - 56.0)
        d = smin(d, bed, 2.0)
        return smax(d, -self._gap(p), 1.0) if self.way.kind == "mis" else d

    def _gap(self, p: Array) -> Array:
        """Return how far points lie outside the tools that part the muscle."""
        r = SLEEVE + 0.2 if self.way.tool == "sleeves" else WIRE + 0.4
        out = np.full(len(p), 30.0)
        for f in self.frames.values():
            near = np.flatnonzero(np.abs(p[:, 2] - f[2, 3]) < 45)
            q = (p[near] - f[:3, 3]) @ f[:3, :3]
            away = np.where(q[:, 2] > -9, np.hypot(q[:, 0], q[:, 1]) - r, 9.0)
            out[near] = np.minimum(out[near], away)
        return out

    def moved(self, p: Array) -> Array:
        """Return 0..1: muscle that was pushed aside."""
        if self.way.kind == "open":
            inner = self._inner(p[:, 2])
            near = self._off(p[:, 0], p[:, 2]) - inner
            return smoothstep(13.0, 12.2, near) * smoothstep(8.0, 12.0, inner)
        wide = 5.5 if self.way.tool == "sleeves" else 4.5
        return smoothstep(wide + 0.4, wide - 0.4, self._gap(p))

    def soft_parts(self) -> dict[str, Part]:
        """Return skin and muscle, which are drawn as veils."""
        lo, hi = self.bounds()
        key = repr((self.way, self.params))

        def muscle_paint(v: Array, _n: Array) -> dict[str, Array]:
            return {"fade": self.fade(v), "region": (self.moved(v) > 0.5).astype(float)}

        def skin_paint(v: Array, _n: Array) -> dict[str, Array]:
            return {
                "fade": self.fade(v),
                "rim": smoothstep(9.0, 0.5, self.opened(v[:, 0], v[:, 2])),
            }

        deep = lo - [0, 56.0, 0]
        return {
            "muscle": _part(
                "way-muscle", "muscle", self.muscle_field, (deep, hi), ("muscle", "muscle_moved"),
                1.5, key, muscle_paint,
            ),
            "skin": _part(
                "way-skin", "skin", self.skin_field, (lo, hi), ("skin",), 1.5, key, skin_paint
            ),
        }  # fmt: skip

    # ------------------------------------------------------------ solid parts
    def solid_parts(self) -> list[Part]:
        """Return the edges of the cuts and the tools."""
        parts = [self._lip(i, cut) for i, cut in enumerate(self.cuts)]
        if self.way.tool == "blades":
            return parts + [
                self._blade(share, sx) for share in self.way.blades for sx in SIDES.values()
            ]
        make = self._wire if self.way.tool == "wires" else self._sleeve
        return parts + [make(*key) for key in self.frames]

    def _lip(self, number: int, cut: Cut) -> Part:
        """Return the edge of the skin round a cut."""
        rim = cut.rim()
        path = np.stack([rim[:, 0], self.skin(rim[:, 0], rim[:, 1]), rim[:, 1]], 1)
        step = np.r_[True, np.linalg.norm(np.diff(path, axis=0), axis=1) > 0.05]
        tube = Sweep(path[step], self.way.lip, self.way.lip, up=(0, 1, 0.01))
        box = (tube.lo - 2, tube.hi + 2)
        return _part(
            f"way-lip-{number}", "lip", tube, box, ("cut",), 0.6, repr((self.way, self.params))
        )

    def _blade(self, share: float, sx: float) -> Part:
        """Return a plain retractor blade with a flange that lies over the skin."""
        (x1, z1), (x0, z0) = self.cuts[0].top, self.cuts[0].low
        x, z = x0 + (x1 - x0) * share, z0 + (z1 - z0) * share
        _mx, y = (float(v) for v in self.middle(np.array(z)))
        half, top = 11.0, y + OVER + 8.0

        def field(p: Array) -> Array:
            c = sx * (p[:, 0] - x)
            # Leaning outward, as a blade that holds muscle does.
            q = np.stack([c - self.held() - 0.10 * (p[:, 1] - y), p[:, 1], p[:, 2] - z], 1)
            wall = round_box(q, (0, (top + y - 30) / 2, 0), (0.9, (top - y + 30) / 2, half), 0.8)
            flange = round_box(q, (12.0, top - 1, 0), (13.0, 0.9, half), 0.8)
            hole = cylinder(q, (17.0, top - 9, 0), (17.0, top + 9, 0), 3.2)
            return 0.9 * smax(smin(wall, flange, 3.0), -hole, 0.5)

        at = np.array([x + sx * (self.held() + 13), (top + y - 30) / 2, z])
        wide = np.array([22.0, (top - y + 30) / 2 + 4, half + 3])
        name = f"way-blade-{share:.2f}-{'left' if sx > 0 else 'right'}"
        return _part(
            name, "blade", field, (at - wide, at + wide), ("retractor",), 0.6,
            repr((self.way, self.params)),
        )  # fmt: skip

    def _sleeve(self, name: str, side: str) -> Part:
        """Return the tube that stands on a screw head, with a slot for the rod on both sides."""
        long = self.entries[name, side][1] + 20.0

        def field(p: Array) -> Array:
            rho = np.hypot(p[:, 0], p[:, 1])
            wall = np.abs(rho - SLEEVE + 0.5) - 0.5
            d = smax(wall, np.abs(p[:, 2] - (long - 2) / 2) - (long + 2) / 2, 0.3)
            slot = np.maximum(np.abs(p[:, 0]) - 3.1, p[:, 2] - (long - 14))
            ring = np.hypot(rho - SLEEVE, p[:, 2] - long + 3.0) - 1.2
            return smin(smax(d, -slot, 0.4), ring, 0.5)

        box = (np.array([-10.0, -10, -5]), np.array([10.0, 10, long + 3]))
        return _part(
            f"way-sleeve-{name}-{side}", "sleeve", field, box, ("screw_tube",), 0.5,
            f"{long:.2f}", None, self.frames[name, side],
        )  # fmt: skip

    def _wire(self, name: str, side: str) -> Part:
        """Return a wire from the bone out through the skin."""
        long = self.entries[name, side][1] + 42.0
        box = (np.array([-3.0, -3, -40]), np.array([3.0, 3, long + 3]))
        return _part(
            f"way-guide-{name}-{side}", "guide",
            lambda p: cylinder(p, (0, 0, -36), (0, 0, long), WIRE, 0.4),
            box, ("guide",), 0.5, f"{long:.2f}", None, self.frames[name, side],
        )  # fmt: skip


def _part(
    name: str,
    material: str,
    field: Field,
    box: tuple[Array, Array],
    regions: tuple[str, ...],
    cell: float,
    key: str,
    paint: Callable[[Array, Array], dict[str, Array]] | None = None,
    pose: Array | None = None,
) -> Part:
    """Return a part of a way in."""
    tissue = material if material in ("skin", "muscle", "lip") else "tool"
    at = np.eye(4) if pose is None else pose
    return Part(name, tissue, material, field, box, at, paint, regions, cell, key, CODE)


def spots(back: Back) -> Sequence[tuple[str, str, Array]]:
    """Return label targets: key, region, a point in the world."""
    cut = back.cuts[0].rim()
    x, z = cut[len(cut) // 4]
    rows = [("cut", "cut", np.array([x, float(back.skin(np.array(x), np.array(z))), z]))]
    tool = {"blades": "retractor", "wires": "guide", "sleeves": "screw_tube"}[back.way.tool]
    point = next(iter(back.entries.values()))[0]
    if tool == "retractor":
        low, high = back.cuts[0].low, back.cuts[0].top
        z = low[1] + back.way.blades[-1] * (high[1] - low[1])
        x, y = (float(v) for v in back.middle(np.array(z)))
        point = np.array([x + back.held() + 12, y + OVER + 7, z])
    rows.append((tool.replace("_", "-"), tool, point))
    aside = back.held() + 8 if back.way.kind == "open" else SLEEVE + 3
    middle = sorted(back.entries.values(), key=lambda e: float(e[0][2]))[len(back.entries) // 2][0]
    rows.append(("muscle-moved", "muscle_moved", middle + np.array([aside, -UNDER, 0.0])))
    beside = 44.0 if back.way.reach < 100 else 70.0
    rows.append(("skin", "skin", middle + np.array([beside, 0.0, 0.0])))
    return rows
