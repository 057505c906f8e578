"""Instruments of the operations for the narrow canal and of the fusion, step by step.

The same steel and stitches as in `kits.py`; the same punch and inserter for both ways in.
"""

from __future__ import annotations

from shapely.geometry import LineString

from axial2d import implants, kits, ways
from axial2d import instruments as tool
from axial2d import shapes as s
from axial2d import wide_ways as w
from axial2d.axial import Anatomy
from axial2d.kits import Tool
from axial2d.paint import Mark
from axial2d.shapes import XY

PUNCH_AT: dict[w.Name, tuple[XY, float]] = {
    "laminectomy": ((9.5, -12.2), -4.0),
    "tubeboth": ((1.2, -17.2), -37.0),
    "endoboth": ((-3.0, -16.5), w.ENDO_TURN_DEG),
}
"""Where the punch bites the thick ligament at step 4, and its turn; never through a tube's wall."""
SCOPE_PUNCH_MM = 12.0
"""How much of the punch is seen: what stands out of the endoscope's mouth."""


def tools(way: w.Way, a: Anatomy) -> tuple[tuple[Tool, ...], ...]:
    """Return the instruments of the five steps, bottom to top."""
    if way.name in w.MIDLINE:
        made = _midline(way, a)
    elif way.name == "tubeboth":
        made = _one_tube(w.CROSS_FOOT, w.CROSS_TURN_DEG, w.CROSS_MM, 60.0)
    elif way.name == "endoboth":
        made = _scope()
    else:
        left = _one_tube(w.FUSION_FOOT, w.FUSION_TURN_DEG, w.FUSION_MM, 53.0)
        made = tuple((*one, *two) for one, two in zip(left, _screw_tube(), strict=True))
    if way.name not in w.MIDLINE:
        turn = {"tubeboth": w.CROSS_TURN_DEG, "endoboth": w.ENDO_TURN_DEG}
        blade = kits.knife(a, way.at_skin[0], turn.get(way.name, w.FUSION_TURN_DEG))
        made = ((*made[0], blade), *made[1:])
    return (*made, made[-1], closed(way, a))


def front(way: w.Way) -> tuple[Tool, ...]:
    """Return what lies over bone and nerves in step 4: the punch, or the cage's inserter."""
    if way.name in w.FUSION:
        turn = -9.0
        marks = tool.dilators(implants.CAGE_END, turn, ((4.6, 92.0),))
        return (Tool("inserter", tuple(marks)),)
    tip, turn = PUNCH_AT[way.name]
    # It runs inside the endoscope: only its end is seen, out of the mouth and along the axis.
    length = {"length_mm": SCOPE_PUNCH_MM} if way.name == "endoboth" else {}
    bite = tool.punch(tip, turn, **length)
    return (Tool("punch", tuple(bite)),)


def closed(way: w.Way, a: Anatomy) -> tuple[Tool, ...]:
    """Return fine lines where the cuts were, and stitches in fascia and skin."""
    lines: list[Mark] = []
    sewn: list[Mark] = []
    for cut in way.cuts:
        line = s.curve(list(cut.coords))
        lines += [Mark(line, "#8f4f46", 0.25, 0.8, blur_mm=0.3), Mark(line, "#f3dfd2", 0.65, 0.26)]
    spots = dict.fromkeys(way.at_skin[:1] if way.name in w.MIDLINE else way.at_skin)
    for (x, y), cut in zip(spots, way.cuts, strict=False):
        deep = cut.intersection(a.line["fascia"].buffer(0.3))
        if way.name != "endoboth":  # as for the other endoscopic way: skin only
            at, turn, wide = kits.inner_stitch(a, deep)
            sewn += tool.stitch(at, turn_deg=turn, wide_mm=wide)
        sewn += tool.stitch((x, y), turn_deg=kits.slope(a.line["skin"], x), wide_mm=2.0)
    return (Tool("healing_line", tuple(lines)), Tool("stitches", tuple(sewn)))


def _midline(way: w.Way, a: Anatomy) -> tuple[tuple[Tool, ...], ...]:
    """Return scalpel, two elevators, and the retractor with a blade on each side."""
    half = way.fields[1]
    assert half is not None
    knife = tool.scalpel((0.0, a.part["arch"].bounds[1] - 5.0), -kits.KNIFE_TURN_DEG)
    foot = half.banks()[0].coords[-1]
    left = tool.elevator((foot[0] + 0.4, foot[1] + 0.8), -5)
    right = [tool.mirrored_mark(m) for m in left]
    hold = tool.two_sided_retractor(way.full.banks()[0])
    return (
        (Tool("scalpel", tuple(knife)),),
        (Tool("elevator", (*left, *right)),),
        (Tool("retractor", tuple(hold)),),
    )


def _one_tube(
    foot: XY, turn: float, wide_mm: float, tall_mm: float
) -> tuple[tuple[Tool, ...], ...]:
    """Return guide, dilators and a tube with its holding arm."""
    r = wide_mm / 2
    rim = tool.placed(LineString([(-r, -tall_mm + 2.2), (0, -tall_mm)]), foot, turn).coords[0]
    x, y = rim
    hold = tool.arm(rim, ((x - 5, y - 0.6), (x - 13, y - 3.4), (x - 30, y - 14)))
    k = wide_mm / ways.TUBE_MM
    rods = ((3.0, 66.0), (6.0, 61.0), (9.2 * k, 56.5), (12.4 * k, 52.0))
    return (
        (Tool("guide", tuple(tool.dilators(foot, turn, ((kits.GUIDE_MM, 66.0),)))),),
        (Tool("dilators", tuple(tool.dilators(foot, turn, rods))),),
        (
            Tool("holding_arm", tuple(hold)),
            Tool("tube", tuple(tool.tube(foot, turn, wide_mm, tall_mm))),
        ),
    )


def _scope() -> tuple[tuple[Tool, ...], ...]:
    """Return guide, dilators, and the working tube with the endoscope in it."""
    foot, turn, tall = w.ENDO_FOOT, w.ENDO_TURN_DEG, 60.0
    tube = tool.tube(foot, turn, w.ENDO_MM, tall)
    scope = tool.endoscope(ways.along(foot, turn, -0.8), turn, 6.6, tall + 0.8)
    return (
        (Tool("guide", tuple(tool.dilators(foot, turn, ((kits.GUIDE_MM, 70.0),)))),),
        (Tool("dilators", tuple(tool.dilators(foot, turn, ((3.0, 68.0), (7.6, 62.0))))),),
        (Tool("working_tube", tuple(tube)), Tool("endoscope", tuple(scope))),
    )


def _screw_tube() -> tuple[tuple[Tool, ...], ...]:
    """Return wire, dilators and the small tube over the screw head, on the right."""
    foot, turn = (-w.SCREW_FOOT[0], w.SCREW_FOOT[1]), -w.SCREW_TURN_DEG
    rods = ((2.0, 62.0), (5.0, 56.0), (8.6, 50.0))
    return (
        (Tool("guide", tuple(tool.dilators(foot, turn, ((2.0, 60.0),)))),),
        (Tool("dilators", tuple(tool.dilators(foot, turn, rods))),),
        (Tool("screw_tube", tuple(tool.tube(foot, turn, w.SCREW_MM, 48.0))),),
    )
