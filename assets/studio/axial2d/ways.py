"""The three ways in, as warps of the same tissue: open, tube, camera.

One law for every way: a bank that is pushed p mm pushes its neighbours too, and this dies
away after REACH_PER_PUSH * p (bone nearer than that stops it). One threshold says which
muscle counts as moved. Nothing is tuned for one option.
CLINICAL: schematic, not reviewed. Drawn for the picture's left side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from shapely.geometry import LineString, Polygon

from axial2d.axial import Anatomy
from axial2d.disease import WINDOW
from axial2d.shapes import XY
from axial2d.warp import Field, Profile, Spread, Turned

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Name = Literal["open", "tube", "camera"]
NAMES: tuple[Name, ...] = ("open", "tube", "camera")
MOVED_FROM_MM = 3.0
REACH_PER_PUSH = 4.0

TUBE_MM, TUBE_TURN_DEG = 18.0, -11.0
TUBE_FOOT: XY = (-14.6, -26.2)
SCOPE_MM, SCOPE_TURN_DEG = 7.6, -50.0
SCOPE_FOOT: XY = (-23.9, -5.3)
"""Mouth of the working tube: between the joint and the exiting root."""
PIECE_AT: dict[str, XY] = {"open": (-9.2, -14.5), "tube": (-9.2, -14.5), "camera": (-16.9, 0.6)}
"""Where the jaws hold the piece at step 4 (mm)."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in.

    Attributes:
        name: Option id.
        fields: Warp of each of the five steps; None = tissue lies back.
        window: Bone and ligament inside this outline are taken away at step 4.
        cut: The closed slit in resting tissue, from the skin down.
        at_skin: Where the cut meets the skin's surface.
    """

    name: Name
    fields: tuple[Field | None, ...]
    window: Polygon
    cut: LineString
    at_skin: XY

    @property
    def full(self) -> Field:
        """The warp with everything held open."""
        found = self.fields[2]
        assert found is not None
        return found


def way(name: Name, a: Anatomy) -> Way:
    """Return one way in through a healthy section."""
    if name == "open":
        fields: tuple[Field | None, ...] = (
            open_field(a, 1.0, shallow=True),
            open_field(a, 0.55),
            open_field(a, 1.0),
            open_field(a, 1.0),
            None,
        )
        window = Polygon(WINDOW)
    elif name == "tube":
        fields = (tube_field(0.17), tube_field(0.69), tube_field(1.0), tube_field(1.0), None)
        window = Polygon(WINDOW)
    else:
        fields = (scope_field(0.3), scope_field(0.8), scope_field(1.0), scope_field(1.0), None)
        window = _scope_window()
    full = fields[2]
    assert full is not None
    cut = full.slit
    return Way(name, fields, window, cut, _skin_point(a, cut))


def reach_mm(push_mm: float) -> float:
    """Return how far from a bank pushed so far by now tissue gives way: one law for all."""
    return REACH_PER_PUSH * push_mm


def open_field(a: Anatomy, t: float, *, shallow: bool = False) -> Spread:
    """Return the open approach: midline cut, muscle pushed off one side of the spine."""
    tip = a.part["arch"].bounds[1]
    skin = a.line["skin"].intersection(LineString([(0.4, -90), (0.4, 0)])).y
    path = [
        (0.4, skin - 0.6),
        (0.2, tip - 8),
        (-1.6, tip - 4.4),
        (-5.0, tip + 0.2),
        (-4.2, tip + 4),
        (-3.2, -40),
        (-2.8, -35),
        (-3.5, -30.5),
        (-4.8, -27.0),
        (-6.0, -24.5),
    ]
    if shallow:
        narrow = ((0.0, 2.6), (1.0, 0.4))
        return Spread(LineString(path[:3]), narrow, narrow, t=t, floor_mm=tip - 2, lift=0)
    wall = to_wall(path, -12.0, -19.6)
    right = ((0.0, 5.0), (0.18, 3.4), (0.30, 0.4), (1.0, 0.0))
    most = float(np.mean([p for d, p in wall if d > 0.3]))
    return Spread(
        LineString(path),
        wall,
        right,
        reach_left_mm=reach_mm(t * most),
        reach_right_mm=reach_mm(t * 5.0),
        t=t,
        lift=0.16,
        shield_x=-23.0,
        shield_y=(-38.0, -30.0),
    )


def to_wall(path: list[XY], x_skin: float, x_foot: float) -> Profile:
    """Return the push that brings a crooked slit to one straight wall (a flat blade)."""
    top, foot = path[0][1], path[-1][1]
    depth = [(y - top) / (foot - top) for _, y in path]
    pairs = zip(depth, path, strict=True)
    return tuple((d, x - (x_skin + (x_foot - x_skin) * d)) for d, (x, _) in pairs)


def tube_field(t: float) -> Turned:
    """Return the tubular approach: fibres spread evenly around one slanting axis."""
    push = TUBE_MM / 2
    both = ((0.0, push + 0.3), (0.9, push + 0.2), (1.0, push))
    inner = Spread(
        LineString([(0, -47), (0, -32), (0, 2.6)]),
        both,
        both,
        reach_left_mm=reach_mm(t * push),
        reach_right_mm=min(13.2, reach_mm(t * push)),
        floor_mm=14.0,
        lift=0.05,
        t=t,
        shield_x=-12.0,
        shield_y=(-17.0, -3.5),
    )
    return Turned(inner, TUBE_FOOT, TUBE_TURN_DEG)


def scope_field(t: float) -> Turned:
    """Return the approach from the side: a narrow tube slants down to the foramen."""
    push = SCOPE_MM / 2
    both = ((0.0, push + 0.3), (0.9, push + 0.2), (1.0, push * 0.6))
    inner = Spread(
        LineString([(0, -82), (0, -40), (0, -1)]),
        both,
        both,
        reach_left_mm=reach_mm(t * push),
        reach_right_mm=reach_mm(t * push),
        floor_mm=6.0,
        lift=0.05,
        t=t,
    )
    return Turned(inner, SCOPE_FOOT, SCOPE_TURN_DEG)


def along(foot: XY, turn_deg: float, far_mm: float) -> XY:
    """Return the point so many mm up a slanting axis from its foot."""
    a = np.deg2rad(turn_deg)
    return foot[0] + far_mm * float(np.sin(a)), foot[1] - far_mm * float(np.cos(a))


def _scope_window() -> Polygon:
    """Return what the working tube needs beside the joint: its own width and a little more."""
    start, end = along(SCOPE_FOOT, SCOPE_TURN_DEG, -3.0), along(SCOPE_FOOT, SCOPE_TURN_DEG, 16.0)
    band = LineString([start, end]).buffer(SCOPE_MM / 2 + 0.5, cap_style="flat")
    assert isinstance(band, Polygon)
    return band


def _skin_point(a: Anatomy, cut: LineString) -> XY:
    """Return where a cut meets the skin's surface (mm)."""
    found: BaseGeometry = cut.intersection(a.line["skin"])
    spot = (
        found
        if not found.is_empty
        else a.line["skin"].interpolate(a.line["skin"].project(LineString(cut).interpolate(0)))
    )
    return float(spot.centroid.x), float(spot.centroid.y)
