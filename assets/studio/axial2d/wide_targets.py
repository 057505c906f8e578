"""Where labels point in the steps of the narrow canal's operations and of the fusion."""

from __future__ import annotations

from axial2d import implants, ways
from axial2d import wide_ways as w
from axial2d.axial import Anatomy
from axial2d.shapes import XY
from axial2d.targets import Target

TOOL_AT: dict[w.Name, XY] = {
    "laminectomy": (-15.2, -50.0),
    "tubeboth": ways.along(w.CROSS_FOOT, w.CROSS_TURN_DEG, 50.0),
    "endoboth": ways.along(w.ENDO_FOOT, w.ENDO_TURN_DEG, 68.0),
    "tlif-open": (-24.0, -50.0),
    "tlif-mis": ways.along(w.FUSION_FOOT, w.FUSION_TURN_DEG, 44.0),
}
MOVED_AT: dict[w.Name, XY] = {
    "laminectomy": (-22.0, -42.0),
    "tubeboth": (-34.0, -44.0),
    "endoboth": (-30.0, -44.0),
    "tlif-open": (-33.0, -40.0),
    "tlif-mis": (-37.4, -38.5),
}
GAP_AT: dict[w.Name, XY] = {
    "laminectomy": (0.0, -36.0),
    "tubeboth": (-10.0, -26.0),
    "endoboth": (-10.0, -26.0),
    "tlif-open": (-18.0, -26.0),
    "tlif-mis": (-18.0, -26.0),
}


def step_targets(a: Anatomy, name: w.Name, number: int) -> list[Target]:
    """Return the targets that only these steps have."""
    this = w.way(name, a)
    x, y = this.at_skin[0]
    is_midline = name in w.MIDLINE
    first = ("scalpel", "elevator") if is_midline else ("guide", "dilators")
    tool = "retractor" if is_midline else "endoscope" if name == "endoboth" else "tube"
    spot = (-5.6, -77.0) if is_midline else (x - 1.5, y - 8.0)
    made = [
        *(Target(key, spot, key, 30) for key in first),
        *([] if is_midline else [Target("scalpel", (x + 7.0, y - 10.0), "scalpel", 20)]),
        Target(tool, TOOL_AT[name], tool, 14),
        Target("muscle-moved", MOVED_AT[name], "muscle_moved", 16),
    ]
    if name == "endoboth":
        at = ways.along(w.ENDO_FOOT, w.ENDO_TURN_DEG, 40.0)
        made.append(Target("working-tube", at, "working_tube", 14))
    if name == "tlif-mis":
        made.append(Target("screw-tube", (43.0, -76.0), "screw_tube", 16))
    if number == 5:
        made += [
            Target("stitches", (x, y + 0.2), "stitches", 4),
            Target("healing", GAP_AT[name], "healing_tissue", 12),
        ]
    else:
        made += [Target("cut", (x, y + 3), "way_in", 10), Target("cut", (x, y + 1.2), "skin", 14)]
    if number == 4:
        made += [
            Target("bone-window", GAP_AT[name], "bone_window", 14),
            Target("punch", (-6.0, -45.0), "punch", 40),
            Target("inserter", (-20.0, -50.0), "inserter", 40),
        ]
    if number >= 4:
        made += [Target("nerve-freed", (1.6, -6.4), "nerve_sac", 5), *_implants(name)]
    return made


def _implants(name: w.Name) -> list[Target]:
    """Return the targets of what stays in the body."""
    if name not in w.FUSION:
        return []
    rx, ry = implants.ROD_AT
    made = [
        Target("cage", (11.0, 22.6), "cage", 8),
        Target("bone-graft", (0.6, 21.4), "bone_graft", 10),
    ]
    for side, sign in (("left", -1), ("right", 1)):
        made += [
            Target(f"rod-{side}", (sign * rx, ry), "rod", 3),
            Target(f"screw-{side}", (sign * 22.6, -9.0), "screw", 8),
        ]
    return made
