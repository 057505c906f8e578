"""One implant set: pedicle screws with heads and nuts, rods, disc cage (mm, degrees)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import radians, tan

import numpy as np

from spine3d.anatomy import SOFT_CODE, Part
from spine3d.body import body
from spine3d.sdf import (
    Array,
    Field,
    Sweep,
    capsule,
    cylinder,
    ellipsoid,
    noise,
    round_box,
    smax,
    smin,
    spline,
    to_local,
)
from spine3d.soft import disc_frames
from spine3d.spine import CHEST, LEVELS, SIDES, SpineParams, pedicle_centre, poses

CODE = (*SOFT_CODE, "implants")
CONVERGE = {"L1": 6.0, "L2": 7.0, "L3": 8.0, "L4": 11.0, "L5": 16.0}
S1_AT = (20.5, 20.0, -9.5)  # middle of the left S1 pedicle in the end plate frame
HEAD = 17.5  # from the pedicle middle back to the rod
ROD = 2.75  # rod radius
CEMENT_EDGE = 3.5  # bone round the cement, mm
FUSED_LONG = 40.0  # screws beside a cage end well before the front edge of the bone


@dataclass(frozen=True, slots=True)
class Screw:
    """Sizes of a pedicle screw."""

    length: float = 45.0
    core: float = 2.35
    thread: float = 3.25
    pitch: float = 2.9
    head: float = 6.4
    rod: float = ROD


def screw_frame(name: str, side: str, params: SpineParams, pose: dict[str, Array]) -> Array:
    """World frame of a screw: origin at the rod, z = back out of the bone, y = along the rod."""
    sx = SIDES[side]
    if name == "S1":
        c, back = (
            np.array([sx * S1_AT[0], *S1_AT[1:]]),
            np.array([sx * tan(radians(24.0)), 1.0, -0.10]),
        )
    else:
        c = pedicle_centre(params.level(name)) * [sx, 1, 1]
        back = np.array([sx * tan(radians(CONVERGE.get(name, 4.0))), 1.0, 0.06])
    z = back / np.linalg.norm(back)
    y = np.array([0.0, 0.0, 1.0]) - z * z[2]
    y /= np.linalg.norm(y)
    m = np.eye(4)
    m[:3, 0], m[:3, 1], m[:3, 2], m[:3, 3] = np.cross(y, z), y, z, c + z * HEAD
    return pose[name] @ m


def shaft(s: Screw) -> Field:
    """Threaded shank along -z, with a blunt tip."""

    def field(p: Array) -> Array:
        x, y, z = p.T
        depth = -z - 5.0
        turn = depth / s.pitch + np.arctan2(y, x) / (2 * np.pi)
        tooth = np.clip(1.25 - 2.9 * np.abs(turn - np.floor(turn) - 0.5), 0, 1)
        core = s.core + 0.5 * np.clip(1 - depth / 14, 0, 1)
        tip = np.sqrt(np.clip((s.length - depth) / 5.0, 0.02, 1.0))
        r = (core + (s.thread - core) * tooth) * tip
        d = (np.hypot(x, y) - r) * 0.62
        return smax(smax(d, depth - s.length, 0.4), -depth, 0.4)

    return field


def head(s: Screw) -> Field:
    """Tulip with the U slot for the rod, grooves outside."""

    def field(p: Array) -> Array:
        d = cylinder(p, (0, 0, -8.5), (0, 0, 6.8), s.head, 0.9)
        taper = np.hypot(p[:, 0], p[:, 1]) - (s.head - 2.6 + 0.85 * (p[:, 2] + 9.0))
        d = smax(d, taper * 0.76, 1.0)
        slot = smin(
            capsule(p, (0, -12, 0), (0, 12, 0), s.rod + 0.25),
            round_box(p, (0, 0, 8), (s.rod + 0.25, 14, 8), 0.2),
            0.1,
        )
        d = smax(d, -slot, 0.5)
        bore = cylinder(p, (0, 0, 0), (0, 0, 12), 4.3)
        d = smax(d, -bore, 0.4)
        ring = np.hypot(np.hypot(p[:, 0], p[:, 1]) - s.head, p[:, 2] - 3.6) - 0.65
        flat = smax(d, np.abs(p[:, 0]) - s.head + 0.55, 0.3)
        return smax(flat, -ring, 0.2)

    return field


def nut(s: Screw) -> Field:
    """Set screw with a hexagonal socket."""

    def field(p: Array) -> Array:
        d = cylinder(p, (0, 0, s.rod - 0.3), (0, 0, 6.3), 4.2, 0.45)
        a = np.abs(p[:, :2] @ np.array([[1, 0.5, -0.5], [0, 0.866, 0.866]]))
        socket = np.maximum(a.max(1) - 2.0, 3.2 - p[:, 2])
        return smax(d, -socket, 0.25)

    return field


def rod(frames: list[Array]) -> tuple[Field, tuple[Array, Array]]:
    """Rod through the heads, in world coordinates."""
    pts = [f[:3, 3] for f in frames]
    first, last = frames[0][:3, 1], frames[-1][:3, 1]
    bow = sum(f[:3, 2] for f in frames) / len(frames)
    mid = [(a + b) / 2 + bow * 0.9 for a, b in pairwise(pts)]
    line: list[Array] = [pts[0] + first * 9.5]
    for i, q in enumerate(pts):
        line += [q] + ([mid[i]] if i < len(mid) else [])
    line.append(pts[-1] - last * 9.5)
    path = spline(line, 14 * len(frames) + 12)
    tube = Sweep(path, ROD, ROD, up=(0, 1, 0))
    ends = [(path[0], path[0] - path[1]), (path[-1], path[-1] - path[-2])]
    ends = [(q, v / np.linalg.norm(v)) for q, v in ends]

    def field(p: Array) -> Array:
        d = tube(p)
        for q, v in ends:
            near = (p - q) @ v
            d = np.where(np.linalg.norm(p - q, axis=1) < 9, smax(d, near, 0.5), d)
        return d

    return field, (tube.lo - 2, tube.hi + 2)


def cage(
    disc: str, params: SpineParams, pose: dict[str, Array]
) -> tuple[Field, tuple[Array, Array], Array]:
    """Wedge cage filling the disc height, with a graft window and teeth."""
    low, above = disc_frames(disc, params, pose)
    rel = np.linalg.inv(low) @ above

    def field(p: Array) -> Array:
        z1, z2 = p[:, 2], -to_local(p, rel)[:, 2]
        y = p[:, 1] + 2.0
        tooth = 0.55 * np.abs((y / 1.7) % 2 - 1)
        box = round_box(p * [1, 1, 0.02], (0, -2.0, 0), (13.0, 11.5, 9.0), 3.0)
        d = smax(box, np.maximum(-z1 - 0.6 + tooth, -z2 - 0.6 + tooth), 0.5)
        hole = round_box(p * [1, 1, 0.02], (0, -2.0, 0), (8.0, 6.5, 9.0), 2.0)
        mid = (z1 - z2) / 2
        side = round_box(np.stack([p[:, 0] * 0.02, y - 2.2, mid], 1), (0, 0, 0), (9, 3.6, 2.3), 0.9)
        bore = np.hypot(y + 6.8, mid) - 1.7
        return smax(smax(smax(d, -hole, 0.4), -side, 0.4), -bore, 0.4)

    h = float(np.linalg.norm(rel[:3, 3]))
    return field, (np.array([-16.0, -17.0, -4.0]), np.array([16.0, 13.0, h + 8])), low


def screw_parts(name: str, side: str, at: Array, s: Screw) -> list[Part]:
    """One screw with head and nut."""
    region = (f"screw-{name}-{side}",)
    rows = (
        ("screw", shaft(s), (-4.5, -4.5, -54), (4.5, 4.5, -3), 0.42),
        ("head", head(s), (-8, -8, -11), (8, 8, 9), 0.5),
        ("nut", nut(s), (-5.5, -5.5, 1), (5.5, 5.5, 8), 0.4),
    )
    return [
        Part(
            f"{kind}-{name}-{side}",
            "implant",
            kind,
            fld,
            (np.array(lo, float), np.array(hi, float)),
            at,
            None,
            region,
            cell,
            repr(s),
            CODE,
        )
        for kind, fld, lo, hi, cell in rows
    ]


def fixation(
    names: Sequence[str], params: SpineParams, screws: dict[str, Screw] | None = None
) -> list[Part]:
    """Screws at the named bones on both sides, with a rod a side."""
    pose = poses(params)
    parts: list[Part] = []
    for side in SIDES:
        frames = [screw_frame(n, side, params, pose) for n in names]
        if len(names) > 3:
            frames = aligned(frames)
        for name, f in zip(names, frames, strict=True):
            parts += screw_parts(name, side, f, (screws or {}).get(name, size(name)))
        fld, box = rod(frames)
        parts.append(
            Part(
                f"rod-{side}",
                "implant",
                "rod",
                fld,
                box,
                np.eye(4),
                None,
                (f"rod-{side}",),
                0.7,
                repr([np.round(f, 4).tolist() for f in frames]),
                CODE,
            )
        )
    return parts


def size(name: str) -> Screw:
    """Screw for a bone: thinner and shorter in the chest."""
    if name in (*LEVELS, "S1"):
        return Screw(length=40.0 if name in ("L1", "L2", "L3") else 45.0)
    n = CHEST.index(name)
    return Screw(length=26.0 if n < 6 else 30.0 if n < 9 else 36.0, core=1.9, thread=2.7)


def aligned(frames: list[Array]) -> list[Array]:
    """Heads moved a little, as polyaxial heads are, so that a long rod bends evenly."""
    at = np.array([f[:3, 3] for f in frames])
    s = np.r_[0, np.cumsum(np.linalg.norm(np.diff(at, axis=0), axis=1))]
    s = 2 * s / s[-1] - 1
    even = np.stack(
        [np.polyval(np.polyfit(s, at[:, k], min(6, len(at) - 2)), s) for k in range(3)], 1
    )
    out = []
    for f, q in zip(frames, even, strict=True):
        m = f.copy()
        m[:3, 3] = q
        out.append(m)
    return out


def fusion(disc: str, params: SpineParams, with_cage: bool = True) -> list[Part]:
    """Screws and rods on both sides of a disc, and the cage."""
    pose = poses(params)
    names = disc.split("-")
    parts = fixation(names, params, {n: Screw(length=FUSED_LONG) for n in names})
    if with_cage:
        fld, box, at = cage(disc, params, pose)
        parts.append(
            Part(
                "cage",
                "implant",
                "cage",
                fld,
                box,
                at,
                None,
                ("cage",),
                0.5,
                repr((params, disc)),
                CODE,
            )
        )
    return parts


def cement(name: str, params: SpineParams) -> list[Part]:
    """Two clouds of cement that meet in the middle of a broken body, with a needle's track each."""
    lv = params.level(name)
    half = (lv.ant + lv.post) / 4

    def field(p: Array) -> Array:
        d = np.full(len(p), 99.0)
        for sx in (-1.0, 1.0):
            d = smin(
                d, ellipsoid(p, (sx * 9.5, -0.08 * lv.depth, -0.8), (10.0, 8.0, 0.50 * half)), 3.0
            )
            d = smin(
                d, ellipsoid(p, (sx * 12.0, 0.05 * lv.depth, 1.5), (5.0, 7.0, 0.45 * half)), 3.0
            )
        d = d + 1.5 * noise(p, 4.5, 2.0) + 0.6 * noise(p, 1.9, 3.0)
        return smax(d, body(p, lv) + CEMENT_EDGE, 2.0)  # none leaves the bone

    w = np.array([lv.width / 2, lv.depth / 2, half + 2])
    return [
        Part(
            f"cement-{name}",
            "implant",
            "cement",
            field,
            (-w, w),
            poses(params)[name],
            None,
            ("cement",),
            0.7,
            repr(lv),
            CODE,
        )
    ]
