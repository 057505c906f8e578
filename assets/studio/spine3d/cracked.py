"""A bone that slips because its arch has a crack: the front slides, the back stays (mm).

At L5-S1 most slipped bones are of this kind. The crack runs through the pars on both sides. Body,
pedicles and upper joint processes go forward; lamina, lower joint processes and the process
behind stay with the sacrum, whose joints are whole. The canal gets no narrower; the root that
leaves under the pedicle has less room. CLINICAL: our own drawing of one example, not reviewed.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from spine3d import soft
from spine3d.anatomy import Part, spine_parts
from spine3d.sdf import Array, smax, smoothstep, to_parent
from spine3d.spine import SpineParams, pedicle_centre, poses

NORMAL = np.array([0.0, 0.67, -0.74])
"""Across the crack, backward and down: along the pars."""
GAP = 0.6
"""How far each edge stands back from the crack."""
PRESSED = (9.0, 2.5)
"""From the pressed place of a root, where its color ends and where it is full."""


def parts(params: SpineParams) -> list[Part]:
    """Return a spine whose one slipped bone has a crack on both sides of its arch."""
    (disc,) = params.slip
    upper, lower = disc.split("-")
    plain = replace(params, slip={})
    moved, still = poses(params), poses(plain)
    made = {p.id: p for p in spine_parts(params)}
    whole = {p.id: p for p in spine_parts(plain)}
    base = "sacrum" if lower == "S1" else lower
    made[base] = whole[base]
    bone = whole[upper]
    lv, y0 = plain.level(upper), plain.level(upper).depth / 2
    middle = np.array([0.0, y0 + 11.75, pedicle_centre(lv)[2] - 8.3])
    made[upper] = _side(bone, middle, -1.0, moved[upper], "front")
    back = _side(bone, middle, 1.0, still[upper], "back")
    made["nerves"] = _nerves(made["nerves"], plain, moved, upper)
    return [*made.values(), replace(back, id=f"{upper}-arch")]


def pressed_at(params: SpineParams, name: str) -> Array:
    """Return about where the left root is pressed, under the pedicle, in the frame of the bone."""
    lv = params.level(name)
    return pedicle_centre(lv) + np.array([lv.ped_w / 2, -4.0, -lv.ped_h / 2 - 5.0])


def _side(bone: Part, middle: Array, sign: float, pose: Array, mark: str) -> Part:
    """Return the bone before (-1) or behind (1) the crack."""

    def field(p: Array) -> Array:
        return smax(bone.field(p), GAP - sign * ((p - middle) @ NORMAL), 0.8)

    return replace(
        bone,
        field=field,
        pose=pose,
        inputs=f"{bone.inputs}|crack {mark}",
        modules=(*bone.modules, "cracked"),
    )


def _nerves(old: Part, plain: SpineParams, pose: dict[str, Array], upper: str) -> Part:
    """Return sac and roots that follow the bones, with the roots under its pedicles pressed."""
    nerves = soft.Nerves(plain, pose)
    names = [f"root-{upper}-{side}" for side in ("left", "right")]
    spots = [nerves.tubes[nerves.names.index(n)].path for n in names]
    height = float(to_parent(pressed_at(plain, upper), pose[upper])[0, 2])
    at = [path[int(np.argmin(np.abs(path[:, 2] - height)))] for path in spots]

    def paint(v: Array, n: Array) -> dict[str, Array]:
        out = nerves.paint(v, n)
        for name, place in zip(names, at, strict=True):
            near = smoothstep(*PRESSED, np.linalg.norm(v - place, axis=1))
            own = out["region"].astype(int) == nerves.names.index(name)
            out["glow"] = np.maximum(out["glow"], near * own)
        return out

    return replace(
        old,
        field=nerves,
        bounds=(nerves.lo, nerves.hi),
        paint=paint,
        regions=tuple(nerves.names),
        inputs=f"{old.inputs}|crack",
        modules=(*old.modules, "cracked"),
    )
