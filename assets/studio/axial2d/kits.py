"""Which instruments stand where in each step, and what a tap on them names.

Every option has the same five meanings: cut, reach, hold open, free the nerve, close; the
same steel, the same line weights, the same stitches. CLINICAL: schematic, not reviewed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from shapely.geometry import LineString, Polygon
from shapely.ops import unary_union

from axial2d import instruments as tool
from axial2d import shapes as s
from axial2d import ways
from axial2d.axial import Anatomy
from axial2d.paint import Mark
from axial2d.shapes import XY
from axial2d.ways import Way

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

FRAGMENT: tuple[XY, ...] = (
    (-1.6, -1.7), (0.2, -2.8), (1.8, -1.3), (1.6, 1.3), (0.3, 2.8), (-1.5, 1.7),
)  # fmt: skip
"""The piece in the jaws, tip of the forceps at (0, 0)."""

GUIDE_MM = 2.6
KNIFE_TURN_DEG, KNIFE_DEEP_MM = 16.0, 2.6
"""Lean of the knife of the first step; how deep its tip lies below the skin, beside a guide."""


@dataclass(frozen=True, slots=True)
class Tool:
    """One instrument: the region a tap on it names, its marks, its outline if not theirs."""

    region: str
    marks: tuple[Mark, ...]
    shape: BaseGeometry | None = None

    @property
    def outline(self) -> BaseGeometry:
        """What the instrument covers (mm), by default from its own solid marks."""
        return footprint(self.marks) if self.shape is None else self.shape


def footprint(marks: tuple[Mark, ...]) -> BaseGeometry:
    """Return the area that solid marks cover; shadows and shading do not count."""
    solid = [m for m in marks if m.blur_mm == 0 and m.clip is None and m.alpha >= 0.85]
    return unary_union([m.geom.buffer(m.width_mm / 2) if m.width_mm else m.geom for m in solid])


def tools(way: Way, a: Anatomy) -> tuple[tuple[Tool, ...], ...]:
    """Return the instruments of the five steps, bottom to top."""
    made = {"open": _open, "tube": _tube, "camera": _camera}[way.name](way, a)
    return (*made, made[-1], _closed(way, a))


def front(way: Way) -> tuple[Tool, ...]:
    """Return what lies over bone and nerves in step 4: forceps holding the piece."""
    tip = ways.PIECE_AT[way.name]
    turn, length = {
        "open": (-1.5, 84.0),
        "tube": (ways.TUBE_TURN_DEG + 2.5, 84.0),
        "camera": (ways.SCOPE_TURN_DEG, 122.0),
    }[way.name]
    piece = tool.placed(s.blob(FRAGMENT), tip, turn)
    marks = tool.forceps(tip, turn, s.blob(FRAGMENT), length_mm=length)
    return Tool("forceps", tuple(marks)), Tool("hernia", (), piece)


def knife(a: Anatomy, at_skin: XY, guide_turn_deg: float) -> Tool:
    """Return the scalpel at the inner end of the small cut for a guide, leaning away from it.

    The same knife as in the open ways: every way starts by cutting the skin.
    """
    slant = np.deg2rad(abs(guide_turn_deg))
    beside = KNIFE_DEEP_MM * np.tan(slant) + GUIDE_MM / 2 / np.cos(slant) + 1.1
    x = at_skin[0] + float(beside)
    y = float(a.line["skin"].intersection(LineString([(x, -120), (x, 60)])).bounds[1])
    return Tool("scalpel", tuple(tool.scalpel((x, y + KNIFE_DEEP_MM), KNIFE_TURN_DEG)))


def _open(way: Way, a: Anatomy) -> tuple[tuple[Tool, ...], ...]:
    """Return scalpel, elevator and the one-sided retractor."""
    wall, other = way.full.banks()
    half = way.fields[1]
    assert half is not None
    foot = half.banks()[0].coords[-1]
    edge = other.coords[0]
    knife = tool.scalpel((0.2, a.part["arch"].bounds[1] - 5.0), -KNIFE_TURN_DEG)
    lift = tool.elevator((foot[0] + 0.4, foot[1] + 0.8), -5)
    hold = tool.retractor(wall, (edge[0] - 0.8, edge[1] + 4.0))
    return (
        (Tool("scalpel", tuple(knife)),),
        (Tool("elevator", tuple(lift)),),
        (Tool("retractor", tuple(hold)),),
    )


def _tube(way: Way, a: Anatomy) -> tuple[tuple[Tool, ...], ...]:
    """Return guide, dilators and the tube with its holding arm."""
    foot, turn, wide, tall = ways.TUBE_FOOT, ways.TUBE_TURN_DEG, ways.TUBE_MM, 56.5
    rim = tool.placed(LineString([(-wide / 2, -tall + 2.2), (0, -tall)]), foot, turn).coords[0]
    x, y = rim
    hold = tool.arm(rim, ((x - 5, y - 0.6), (x - 13, y - 3.4), (x - 30, y - 14)))
    rods = ((3.0, 66.0), (6.0, 61.0), (9.2, 56.5), (12.4, 52.0))
    return (
        (
            Tool("guide", tuple(tool.dilators(foot, turn, ((GUIDE_MM, 66.0),)))),
            knife(a, way.at_skin, turn),
        ),
        (Tool("dilators", tuple(tool.dilators(foot, turn, rods))),),
        (Tool("holding_arm", tuple(hold)), Tool("tube", tuple(tool.tube(foot, turn, wide, tall)))),
    )


def _camera(way: Way, a: Anatomy) -> tuple[tuple[Tool, ...], ...]:
    """Return guide, dilator, and the narrow tube with the endoscope in it."""
    foot, turn, wide = ways.SCOPE_FOOT, ways.SCOPE_TURN_DEG, ways.SCOPE_MM
    tip = ways.along(foot, turn, -5.0)
    tall = 84.0
    tube = tool.tube(foot, turn, wide, tall)
    scope = tool.endoscope(ways.along(foot, turn, -0.8), turn, 5.4, tall + 0.8)
    return (
        (
            Tool("guide", tuple(tool.dilators(tip, turn, ((GUIDE_MM, 101.0),)))),
            knife(a, way.at_skin, turn),
        ),
        (Tool("dilators", tuple(tool.dilators(foot, turn, ((3.0, 96.0), (6.0, 90.0))))),),
        (Tool("working_tube", tuple(tube)), Tool("endoscope", tuple(scope))),
    )


def _closed(way: Way, a: Anatomy) -> tuple[Tool, ...]:
    """Return the closed way in: a fine line down to the fascia, stitches in fascia and skin."""
    line = s.curve(list(way.cut.coords))
    shell = Polygon([*a.line["skin"].coords, (130, 70), (-130, 70)])
    line = line.intersection(shell.buffer(0.01))
    deep = line.intersection(a.line["fascia"].buffer(0.3))
    marks = [Mark(line, "#8f4f46", 0.25, 0.8, blur_mm=0.3), Mark(line, "#f3dfd2", 0.65, 0.26)]
    sewn: list[Mark] = []
    spots = [] if way.name == "camera" else [inner_stitch(a, deep)]
    for at, turn, wide in [*spots, (way.at_skin, slope(a.line["skin"], way.at_skin[0]), 2.0)]:
        sewn += tool.stitch(at, turn_deg=turn, wide_mm=wide)
    return Tool("healing_line", tuple(marks)), Tool("stitches", tuple(sewn))


def inner_stitch(a: Anatomy, crossing: BaseGeometry) -> tuple[XY, float, float]:
    """Return place, turn and half width of the stitch in the fascia."""
    x = float(crossing.centroid.x)
    y = float(a.line["fascia"].intersection(LineString([(x, -120), (x, 60)])).bounds[1])
    return (x, y - 0.2), slope(a.line["fascia"], x), 1.7


def slope(line: LineString, x: float) -> float:
    """Return the turn of a line at x, in degrees clockwise on the picture."""
    ends = [
        line.intersection(LineString([(k, -120), (k, 60)])).centroid for k in (x - 1.5, x + 1.5)
    ]
    return float(np.degrees(np.arctan2(ends[1].y - ends[0].y, 3.0)))
