"""What an operation takes away from the bones, and a window to look into one (mm).

A facet joint goes where a cage comes in beside the nerve sac: the lower joint process of the
upper bone below its pars, the lower half of the lamina on that side, and the upper joint process
of the bone below down to the screw, but for a low outer rim. The process in the middle and the
whole other side stay. Across (`axial2d.wide_ways.FUSION_GAP`) it is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from spine3d.anatomy import Part
from spine3d.sdf import Array, Field, round_box, smax, smoothstep, to_local, to_parent
from spine3d.spine import SIDES, SpineParams, joint, poses

PARS = -6.5
"""Height in the upper bone below which its joint process is taken off: under its pedicle."""
MIDLINE = 5.2
"""What is nearer than this to the middle stays: the process behind and the other side."""
RIM = 4.2
"""The outer rim that stays begins so far outside the middle of the joint."""
RIM_HIGH = (2.0, 7.0)
"""Heights over the lower bone between which the rim runs out."""
TIP = 0.0
"""How far behind the upper body the lower bone is cleared: before the tip of its process."""
SOFT = 1.2
"""How round the edges are that the burr leaves."""

WINDOW = 11.0
"""How far left of the middle the face of a window into a body lies: through its cement."""
WALL = 3.8
"""How much wall is left round a window."""
PROUD = 0.6
"""How far cement stands out of the sawn bone, so that the two faces do not flicker."""


def joint_gone(parts: Sequence[Part], disc: str, side: str, params: SpineParams) -> list[Part]:
    """Return the parts with one facet joint taken away at `disc`."""
    upper, lower = disc.split("-")
    above, under = _windows(disc, side, params)
    gaps = {upper: above, "sacrum" if lower == "S1" else lower: under}
    mark = f"|no joint {disc} {side}"
    return [_less(p, gaps[p.id], mark) if p.id in gaps else p for p in parts]


def _less(part: Part, gap: Field, mark: str) -> Part:
    """Return a part without what lies inside `gap`, a field in the world."""

    def field(p: Array) -> Array:
        return smax(part.field(p), -gap(to_parent(p, part.pose)), SOFT)

    return replace(part, field=field, inputs=part.inputs + mark, modules=(*part.modules, "taken"))


def _windows(disc: str, side: str, params: SpineParams) -> tuple[Field, Field]:
    """Return what is cleared of the upper and of the lower bone, negative inside, in the world."""
    upper, lower = disc.split("-")
    pose, sx = poses(params), SIDES[side]
    up, low = params.level(upper), params.level(lower)
    outside = joint(low, 1.0)[0][0] + RIM
    floor = 0.4 if low.on_plate else (low.ant + low.post) / 4 + 0.4

    def above(p: Array) -> Array:
        q = to_local(p, pose[upper])
        walls = [q[:, 2] - PARS, MIDLINE - sx * q[:, 0], up.depth / 2 + 5.0 - q[:, 1]]
        return np.max(walls, axis=0)

    def under(p: Array) -> Array:
        q = to_local(p, pose[lower])
        high = q[:, 2] - floor
        rim = sx * q[:, 0] - outside - 30.0 * smoothstep(*RIM_HIGH, high)
        # Up to its tip: a gap that stopped at PARS left the tip behind, joined to nothing.
        b = to_local(p, pose[upper])
        walls = [-high, rim, MIDLINE - sx * b[:, 0], up.depth / 2 + TIP - b[:, 1]]
        return np.max(walls, axis=0)

    return above, under


# ---------------------------------------------------------------- a window
def opened(parts: Sequence[Part], name: str, params: SpineParams) -> list[Part]:
    """Return the parts with a window sawn into the left of a body and what lies in it."""
    lv = params.level(name)
    half, deep = (lv.ant + lv.post) / 4 - WALL, lv.depth / 2 - WALL
    size = (lv.width, deep, half)

    def sawn(part: Part) -> Part:
        face = WINDOW + (0.0 if part.tissue == "bone" else PROUD)

        def gap(p: Array) -> Array:
            return round_box(p, (face + lv.width, 0.0, 0.0), size, 2.0)

        def field(p: Array) -> Array:
            return smax(part.field(p), -gap(p), 0.3)

        def paint(v: Array, n: Array) -> dict[str, Array]:
            own = part.paint(v, n) if part.paint else {}
            inside = -part.field(v)
            cut = smoothstep(0.7, 0.3, np.abs(gap(v))) * smoothstep(0.2, 0.6, inside)
            return own | {"cut": cut, "core": cut * smoothstep(1.0, 1.8, inside)}

        return replace(
            part,
            field=field,
            paint=paint if part.tissue == "bone" else part.paint,
            material="bone-cut" if part.tissue == "bone" else part.material,
            inputs=part.inputs + "|window",
            modules=(*part.modules, "taken"),
        )

    return [sawn(p) if p.id in (name, f"cement-{name}") else p for p in parts]
