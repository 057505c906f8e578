"""Where labels point in a state: named points of a spine and what was put in (mm, world)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from spine3d import cracked, ways
from spine3d.sdf import Array, to_parent
from spine3d.soft import disc_frames
from spine3d.spec import Spec, short
from spine3d.spine import LEVELS, SIDES, joint, poses


@dataclass(frozen=True)
class Spot:
    """A named point of a spine; its surface lies at most `near` mm away along the view."""

    key: str
    region: str
    world: tuple[float, float, float]
    near: float = 8.0
    reach: float = 11.0  # how far from it on the page the part may be named
    room: float = 4.0  # how many mm of way a mm more of room round the target is worth


FAR = 32.0, 9.0
"""Reach and room of a thick part: it may be named far from its middle, where more of it is seen."""


WIDE = 60.0, 75.0, 4.0
"""The same, and depth, of what reaches from inside the body out of the skin."""
SHOWN = {"contact": "wire", "battery": "battery", "box": "test-battery", "dressing": "dressing"}
SHOWN |= {"hollow": "needle"}
"""Materials of a stimulator -> keys."""


def spots(spec: Spec) -> list[Spot]:
    """Named points of one state, in the world."""
    params, pose, gone = spec.params, poses(spec.params), spec.joint_gone
    out: list[Spot] = []

    def put(key: str, region: str, at: Array, near: float = 8.0, *more: float) -> None:
        out.append(Spot(key, region, (float(at[0]), float(at[1]), float(at[2])), near, *more))

    def local(frame: str, *xyz: float) -> Array:
        return to_parent(np.array(xyz), pose[frame])[0]

    for n in params.bones():
        lv, low = params.level(n), short(n)
        put(f"vertebra-{low}", n, local(n, 0, 0, 0), 29.0, *FAR)
        if n not in LEVELS:
            continue
        put(f"spinous-{low}", n, local(n, 0, lv.depth / 2 + lv.tip - 7, -10))
        for side, sx in SIDES.items():
            if not (gone and n == gone[0].split("-")[1] and side == gone[1]):
                put(f"joint-{low}-{side}", n, local(n, *joint(lv, sx)[0]), 8.0, 9.0, 1.5)
            put(
                f"nerve-{low}-{side}",
                f"root-{n}-{side}",
                local(n, sx * (lv.width / 2 + 3), lv.depth / 2 - 9, -19),
                12.0,
            )
        put(f"sac-{low}", "sac", local(n, 0, lv.depth / 2 + lv.canal_d / 2, -8), 10.0, 16.0)
    put("sacrum", "sacrum", local("S1", 0, 2, -42), 60.0, *FAR)
    for d in params.discs():
        low_plate, up_plate = disc_frames(d, params, pose)
        put(f"disc-{short(d)}", f"disc-{d}", (low_plate[:3, 3] + up_plate[:3, 3]) / 2, 29.0, *FAR)
        h = params.herniation
        if h and h.disc == d:
            at = to_parent(
                np.array([SIDES[h.side] * 10, params.level(d.split("-")[0]).depth / 2 + 3, 3]),
                low_plate,
            )[0]
            put("hernia", "herniation", at)
            put("nerve-pinched", f"root-{d.split('-')[1]}-{h.side}", at)
    if spec.is_cracked:
        name = next(iter(params.slip)).split("-")[0]
        at = to_parent(cracked.pressed_at(params, name), pose[name])[0]
        put("nerve-pinched", f"root-{name}-left", at, 12.0)
    for n in params.burst:
        lv = params.level(n)
        put("bone-piece", "fragment", local(n, 0, lv.depth / 2 + 3, 4), 12.0)
        put("sac", "sac", local(n, 0, lv.depth / 2 + lv.canal_d / 2 + 2, 4), 14.0)
    if spec.extra:
        _implant_spots(spec, put)
    if spec.skin:
        lv = params.level("T11")
        put("cord", "sac", local("T11", 0, lv.depth / 2 + lv.canal_d / 2, 0), 14.0, 30.0)
    if spec.way:
        for key, region, at in ways.spots(ways.Back(spec.way, params)):
            put(key, region, at, 60.0, *FAR)
    if params.top == "T1":
        for side, sx in SIDES.items():
            put(f"hip-{side}", f"hip-{side}", np.array([sx * 100.0, -40.0, 10.0]), 90.0, *FAR)
            put(f"rib-{side}", f"rib-{side}", local("T8", sx * 55.0, 20.0, 0.0), 60.0, *FAR)
    return out


def _implant_spots(spec: Spec, put: Callable[..., None]) -> None:
    """Add the points of implants."""
    named: set[str] = set()
    for part in spec.extra(spec.params) if spec.extra else ():
        middle = to_parent((part.bounds[0] + part.bounds[1]) / 2, part.pose)[0]
        if part.material == "head":
            name, side = part.id.split("-")[1:]
            put(f"screw-{short(name)}-{side}", part.regions[0], part.pose[:3, 3], 10.0)
        elif part.material == "rod":
            put(part.id, part.regions[0], middle, 14.0)
        elif part.material in SHOWN:
            if SHOWN[part.material] not in named:  # of a pair the first
                named.add(SHOWN[part.material])
                put(SHOWN[part.material], part.regions[0], middle, *WIDE)
        elif part.material in ("cage", "cement"):
            put(part.material, part.regions[0], middle, 24.0, *FAR)
