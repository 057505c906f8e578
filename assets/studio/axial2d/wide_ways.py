"""Ways in for the narrow canal and for the fusion, as warps of the same tissue.

The law of `ways.py` holds: a bank that is pushed p mm pushes its neighbours up to
REACH_PER_PUSH * p (bone stops it). CLINICAL: schematic, not reviewed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, Polygon

from axial2d import shapes as s
from axial2d import ways
from axial2d.axial import Anatomy
from axial2d.shapes import XY, Array
from axial2d.warp import Field, Spread, Turned

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Name = Literal["laminectomy", "tubeboth", "endoboth", "tlif-open", "tlif-mis"]
NAMES: tuple[Name, ...] = ("laminectomy", "tubeboth", "endoboth", "tlif-open", "tlif-mis")
MIDLINE: tuple[Name, ...] = ("laminectomy", "tlif-open")
FUSION: tuple[Name, ...] = ("tlif-open", "tlif-mis")

CROSS_MM, CROSS_TURN_DEG = ways.TUBE_MM, -26.0
CROSS_FOOT: XY = (-14.2, -27.4)
"""The one-sided tube that looks across to the other side."""
ENDO_MM, ENDO_TURN_DEG = 10.0, -31.0
ENDO_FOOT: XY = (-9.4, -27.2)
"""The working tube of the endoscope for the narrow canal, between the laminae."""
FUSION_MM, FUSION_TURN_DEG = 22.0, -17.0
FUSION_FOOT: XY = (-22.0, -30.4)
SCREW_MM, SCREW_TURN_DEG = 13.0, -16.0
SCREW_FOOT: XY = (-33.6, -28.4)
"""Small tube over a screw head, drawn on the right (mirrored)."""

Hard = tuple[float, tuple[float, float]]
DEEP: Hard = (-12.0, (-17.0, -3.5))
BESIDE: Hard = (-8.0, (-12.0, -2.0))
"""Where the joint stops a tube's push: left of this x, between these y (frame of the tube)."""
JOINT: Hard = (-24.0, (-36.0, -28.0))
OUTER: Hard = (-26.0, (-36.0, -28.0))
"""The same for a midline way (mm of the drawing): at the joint, or beside it where screws go in."""

_CANAL: tuple[XY, ...] = (
    (11.6, -15.0),
    (11.9, -10.5),
    (12.9, -7.8),
    (12.4, -4.5),
)
LAMINECTOMY_GAP: tuple[XY, ...] = (
    (9.0, -62),
    (9.0, -38),
    (12.6, -31),
    (12.5, -22),
    *_CANAL,
)
"""Right half of what an open laminectomy takes: process, both laminae, the joints' inner edge."""

CROSS_GAP: tuple[XY, ...] = (
    (-4.6, -33),
    (-14.6, -33),
    (-13.4, -22),
    *((-x, y) for x, y in _CANAL),
    *reversed(_CANAL),
    (9.2, -18.2),
    (5.2, -21.8),
    (1.0, -24.4),
    (-2.6, -26.6),
)
"""Window on one side, and what is undercut from there to the other side."""

FUSION_GAP: tuple[XY, ...] = (
    (-4.6, -33),
    (-12.0, -36),
    (-27.0, -36),
    (-27.4, -22),
    (-25.4, -11),
    (-20.0, -3.5),
    *reversed([(x, y) for x, y in _CANAL]),
    (9.2, -18.2),
    (5.2, -21.8),
    (1.0, -24.4),
    (-2.6, -26.6),
)
"""The same, with the joint of that side: the way to the disc."""


@dataclass(frozen=True, slots=True)
class Mirrored:
    """A field drawn for picture left, used on the other side."""

    inner: Field

    @property
    def slit(self) -> LineString:
        """The cut in undisturbed tissue (mm)."""
        return LineString(s.mirrored(self.inner.slit))

    def shift(self, xy: Array) -> Array:
        """Return the displacement (mm) of points of shape (n, 2)."""
        flip = np.array([-1.0, 1.0])
        return np.asarray(self.inner.shift(xy * flip) * flip)

    def banks(self) -> tuple[LineString, LineString]:
        """Return the pushed left and right bank of the slit (mm)."""
        left, right = self.inner.banks()
        return s.mirrored(right), s.mirrored(left)


@dataclass(frozen=True, slots=True)
class TwoSided:
    """A field for each half of the body; both are drawn for picture left.

    Attributes:
        left: What happens left of the midline.
        right: What happens right of it, seen in a mirror.
    """

    left: Field
    right: Field

    @property
    def slit(self) -> MultiLineString:
        """Both cuts in undisturbed tissue (mm)."""
        return MultiLineString([self.left.slit, s.mirrored(self.right.slit)])

    def shift(self, xy: Array) -> Array:
        """Return the displacement (mm) of points of shape (n, 2)."""
        is_left = (xy[:, 0] < 0)[:, None]
        return np.where(is_left, self.left.shift(xy), Mirrored(self.right).shift(xy))

    def banks(self) -> tuple[LineString, LineString]:
        """Return the outermost banks: left of the left cut, right of the right cut (mm)."""
        return self.left.banks()[0], s.mirrored(self.right.banks()[0])


@dataclass(frozen=True, slots=True)
class Way:
    """One way in.

    Attributes:
        name: Option id.
        fields: Warp of each of the five steps; None = tissue lies back.
        gap: Bone and ligament inside this outline are taken away at step 4.
        cuts: The closed slits in resting tissue, from the skin down.
        at_skin: Where each cut meets the skin's surface.
    """

    name: Name
    fields: tuple[Field | None, ...]
    gap: Polygon
    cuts: tuple[LineString, ...]
    at_skin: tuple[XY, ...]

    @property
    def full(self) -> Field:
        """The warp with everything held open."""
        found = self.fields[2]
        assert found is not None
        return found


def way(name: Name, a: Anatomy) -> Way:
    """Return one way in through a section (its back muscles are those of every condition)."""
    first, half, full = {
        "laminectomy": lambda: _midline(a, -12.0, -19.6),
        "tubeboth": _cross,
        "endoboth": _endo,
        "tlif-open": lambda: _midline(a, -16.0, -33.5, hard=OUTER),
        "tlif-mis": _fusion_tubes,
    }[name]()
    cuts = _cuts(a, full, is_midline=name in MIDLINE)
    spots = tuple(_at_skin(a, cut) for cut in cuts)
    return Way(name, (first, half, full, full, None), gap(name), cuts, spots)


def gap(name: Name) -> Polygon:
    """Return what is taken away, one outline for both fusion ways."""
    if name == "laminectomy":
        half = LAMINECTOMY_GAP
        return Polygon([*half, *((-x, y) for x, y in reversed(half))])
    return Polygon(FUSION_GAP if name in FUSION else CROSS_GAP)


def _midline(
    a: Anatomy, x_skin: float, x_foot: float, *, hard: Hard = JOINT
) -> tuple[Field, Field, Field]:
    """Return cut, half and full: one midline cut, muscle pushed off both sides of the spine."""
    tip = a.part["arch"].bounds[1]
    skin = a.line["skin"].intersection(LineString([(0.0, -90), (0.0, 0)])).y
    path: list[XY] = [
        (0.0, skin - 0.6),
        (-0.02, tip - 2.4),
        (-5.0, tip + 0.2),
        (-4.2, tip + 4),
        (-3.2, -40),
        (-2.8, -35),
        (-3.5, -30.5),
        (-4.8, -27.0),
        (-6.0, -24.5),
    ]
    narrow = ((0.0, 2.6), (1.0, 0.4))
    start = Spread(LineString(path[:2]), narrow, narrow, floor_mm=tip - 2, lift=0)
    wall = ways.to_wall(path, x_skin, x_foot)
    most = float(np.mean([p for d, p in wall if d > 0.3]))

    def held(t: float) -> Field:
        side = Spread(
            LineString(path),
            wall,
            ((0.0, 0.0), (1.0, 0.0)),
            reach_left_mm=ways.reach_mm(t * most),
            reach_right_mm=5.0,
            t=t,
            lift=0.12,
            shield_x=hard[0],
            shield_y=hard[1],
        )
        return TwoSided(side, side)

    return start, held(0.55), held(1.0)


def _cross() -> tuple[Field, Field, Field]:
    """Return guide, dilators and tube on one side, slanting towards the other."""
    made = [
        _tube(CROSS_FOOT, CROSS_TURN_DEG, CROSS_MM, t, inner_mm=13.2, floor_mm=14.0)
        for t in (0.17, 0.69, 1.0)
    ]
    return made[0], made[1], made[2]


def _endo() -> tuple[Field, Field, Field]:
    """Return guide, dilators and the working tube of the endoscope on one side."""
    made = [
        _tube(ENDO_FOOT, ENDO_TURN_DEG, ENDO_MM, t, inner_mm=11.0, floor_mm=8.0)
        for t in (0.26, 0.8, 1.0)
    ]
    return made[0], made[1], made[2]


def _fusion_tubes() -> tuple[Field, Field, Field]:
    """Return the tube over the joint on the left and a small one for the screw on the right."""
    made = [
        TwoSided(
            _tube(
                FUSION_FOOT,
                FUSION_TURN_DEG,
                FUSION_MM,
                t,
                inner_mm=15.6,
                floor_mm=6.0,
                hard=BESIDE,
            ),
            _tube(SCREW_FOOT, SCREW_TURN_DEG, SCREW_MM, k, inner_mm=26.0, floor_mm=10.0),
        )
        for t, k in ((0.14, 0.22), (0.66, 0.66), (1.0, 1.0))
    ]
    return made[0], made[1], made[2]


def _tube(
    foot: XY,
    turn_deg: float,
    wide_mm: float,
    t: float,
    *,
    inner_mm: float,
    floor_mm: float,
    hard: Hard = DEEP,
) -> Turned:
    """Return fibres spread around one slanting axis; `inner_mm` is the room to the midline."""
    push = wide_mm / 2
    both = ((0.0, push + 0.3), (0.9, push + 0.2), (1.0, push))
    inner = Spread(
        LineString([(0, -48), (0, -32), (0, 2.6)]),
        both,
        both,
        reach_left_mm=ways.reach_mm(t * push),
        reach_right_mm=min(inner_mm, ways.reach_mm(t * push)),
        floor_mm=floor_mm,
        lift=0.05,
        t=t,
        shield_x=hard[0],
        shield_y=hard[1],
    )
    return Turned(inner, foot, turn_deg)


def _cuts(a: Anatomy, full: Field, *, is_midline: bool) -> tuple[LineString, ...]:
    """Return the closed cuts, each from the skin down; a midline cut is one."""
    slits = [*shapely.get_parts(full.slit)]
    if is_midline:
        other = list(slits[1].coords)[1:]
        return (slits[0], LineString(other))
    shell = Polygon([*a.line["skin"].coords, (130, 70), (-130, 70)]).buffer(0.01)
    return tuple(s_.intersection(shell) for s_ in slits)


def _at_skin(a: Anatomy, cut: LineString) -> XY:
    """Return where a cut meets the skin's surface (mm)."""
    skin = a.line["skin"]
    found: BaseGeometry = cut.intersection(skin)
    spot = found if not found.is_empty else skin.interpolate(skin.project(cut.interpolate(0)))
    return float(spot.centroid.x), float(spot.centroid.y)
