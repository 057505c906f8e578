"""What stays in the body after a fusion: cage, screws and rods; the same for both ways in.

The section lies in the disc: it cuts the cage and the two rods. The screws sit in the bone
below, so they and the pedicles they run through are drawn see-through with a dashed edge.
A screw enters at the outer edge of the upper joint process, where the transverse process
begins, and leans in through the pedicle; it never meets the joint (tested).
CLINICAL: places and sizes are our own choice, not a maker's model, not reviewed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from shapely import affinity
from shapely.geometry import LineString, Polygon, box
from shapely.ops import unary_union

from axial2d import shapes as s
from axial2d import tissue as t
from axial2d.instruments import across, placed
from axial2d.paint import Layer, Mark, Ramp
from axial2d.shapes import XY
from axial2d.texture import Grain, cells
from axial2d.viscera import steel

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

ROD_AT: XY = (32.9, -25.7)
"""Middle of the right rod (mm); the left one is its mirror image."""
ROD_MM, SCREW_MM, SCREW_LONG_MM = 5.5, 6.0, 48.0
LEAN_DEG, HEAD_LEAN_DEG = 30.0, 8.0
"""How far a screw and its turning head lean, seen in this plane (L5: about 30, recalled)."""
PEDICLE: tuple[XY, ...] = (
    (13.9, 1.6), (14.0, -2.6), (15.0, -6.6), (18.2, -10.6), (24.0, -14.6), (30.0, -18.8),
    (37.0, -20.6), (43.0, -19.6), (44.6, -16.4), (40.0, -13.6), (32.2, -10.4), (28.4, -6.4),
    (26.6, -1.4), (25.0, 4.4), (23.4, 9.0),
)  # fmt: skip
"""Pedicle and root of the transverse process below the section, right side, to the body."""
TITANIUM, TITANIUM_LINE = "#9aa9b5", "#45535f"
CAGE_PATH: tuple[XY, ...] = ((-13.0, 11.6), (-8.6, 18.4), (0.6, 21.4), (9.4, 19.4), (14.6, 14.4))
CAGE_MM = 9.6
CAGE_END: XY = (-13.6, 10.9)
"""Where the inserter holds the cage."""


def cage(nucleus: BaseGeometry) -> Layer:
    """Return the cage where the disc's core was, with bone graft inside and around it."""
    body = s.curve(list(CAGE_PATH)).buffer(CAGE_MM / 2)
    hole = s.curve(list(CAGE_PATH[1:4])).buffer(CAGE_MM / 2 - 2.5)
    bed = unary_union([body.buffer(1.8), nucleus.buffer(0.8)]).buffer(2).buffer(-2)
    grain = cells(bed, Grain(1.5, 3.0, 0.3, 1.0, 30, 210))
    marks = [Mark(bed.buffer(0.8), "#6d8a96", 0.35, blur_mm=0.9), Mark(bed, "#e7d6b0", blur_mm=0.3)]
    marks += [Mark(tile, "#c3a26a", 0.1 + 0.09 * k) for k, tile in enumerate(grain.tiles)]
    marks += t.inner_shade(bed, "#7d6444", 1.2, 0.3)
    ring = body.difference(hole)
    marks += t.cast(body, 1.0, 0.35, "#2b2f36")
    marks.append(Mark(ring, t.across(body, "#f2f4f3", "#d5dad8", "#aab4b5")))
    ribs = [LineString([(x, 4), (x - 2.0, 30)]) for x in np.arange(-17, 22, 1.9)]
    marks.append(Mark(unary_union(ribs), "#7c888c", 0.45, 0.2, clip=ring))
    marks += t.inner_shade(ring, "#4f5c61", 0.9, 0.35, lit="#ffffff", lit_alpha=0.8)
    inside = cells(hole, Grain(1.1, 2.2, 0.25, 1.0, 30, 211))
    marks.append(Mark(hole, "#ead9b4"))
    marks += [Mark(tile, "#b08d52", 0.1 + 0.1 * k) for k, tile in enumerate(inside.tiles)]
    marks += [Mark(hole, TITANIUM_LINE, 0.9, t.INNER), Mark(body, TITANIUM_LINE, 1.0, t.EDGE)]
    for at in ((-13.2, 11.9), (14.3, 14.7)):
        marks += [
            Mark(s.ellipse(at, 0.75, 0.75), "#56646f"),
            Mark(s.ellipse(at, 0.3, 0.3), "#dfe6ea"),
        ]
    return Layer("cage@tlif", "implants", tuple(marks), taps=(("bone_graft", bed), ("cage", body)))


def frame(sides: tuple[int, ...] = (-1, 1)) -> Layer:
    """Return screws (see-through) and rods; side -1 is picture left, 1 is right."""
    marks: list[Mark] = []
    taps: list[tuple[str, BaseGeometry]] = []
    for sign in sides:
        thread, head = screw(sign)
        marks += _ghost(thread, head, sign)
        taps.append(("screw", unary_union([thread, head])))
    for sign in sides:
        rod = s.ellipse((sign * ROD_AT[0], ROD_AT[1]), ROD_MM / 2, ROD_MM / 2)
        marks += t.cast(rod, 0.9, 0.4, "#2b2f36")
        x, y = rod.centroid.x - 0.9, rod.centroid.y - 1.1
        look = Ramp(("#ffffff", "#c6d0d8", "#7f8f9c"), (x, y), radius_mm=4.2, stops=(0, 0.45, 1))
        marks += [Mark(rod, look), Mark(rod, TITANIUM_LINE, 1.0, t.CONTOUR)]
        taps.append(("rod", rod))
    name = "implants@tlif" if len(sides) == 2 else "implants@tlif-first"
    return Layer(name, "implants", tuple(marks), taps=tuple(taps))


def pedicles(disc: BaseGeometry) -> Layer:
    """Return the bone below the section that holds the screws, see-through, both sides."""
    marks: list[Mark] = []
    for one in s.both(s.blob(PEDICLE)):
        seen = one.difference(disc)
        marks += [
            Mark(seen, "#f6efdf", 0.72, blur_mm=0.3),
            Mark(seen, "#8d6f42", 0.34, 1.8, blur_mm=0.7, clip=seen),
            Mark(one.exterior.difference(disc), "#6f5636", 0.95, 0.4, dash=(1.3, 0.9)),
        ]
    return Layer("pedicle@tlif", "bone", tuple(marks))


def screw(sign: int) -> tuple[BaseGeometry, BaseGeometry]:
    """Return thread and head of one side (-1 picture left); origin of a screw is its rod."""
    r, low = SCREW_MM / 2, SCREW_LONG_MM
    core: list[XY] = []
    for y in np.arange(6.5, low - 4, 1.5):
        core += [(r, y), (r, y + 0.6), (r - 0.6, y + 0.95)]
    rim = [(r - 0.8, 3.0), *core, (r - 0.7, low - 3.2), (r - 1.7, low - 0.6), (0.9, low)]
    thread = Polygon([*rim, *((-x, y) for x, y in reversed(rim))]).buffer(0)
    yoke = s.rounded(box(-4.9, -5.8, 4.9, 5.2), 1.4).difference(box(-2.8, -7, 2.8, 1.2))
    nut = s.rounded(box(-2.8, -6.2, 2.8, -2.8), 0.4)
    head = unary_union([s.rounded(yoke, 0.3), nut])
    shapes = (placed(thread, ROD_AT, LEAN_DEG), placed(head, ROD_AT, HEAD_LEAN_DEG))
    made = [affinity.scale(part, sign, 1, origin=(0, 0)) for part in shapes]
    return made[0], made[1]


def _ghost(thread: BaseGeometry, head: BaseGeometry, sign: int) -> list[Mark]:
    """Return one see-through screw: pale fill, dashed edge, over the cage too.

    It lies in the bone below the disc, so nearer to the eye than the cage, and never in it.
    """
    at = (sign * ROD_AT[0], ROD_AT[1])
    axis = across(at, LEAN_DEG * sign, SCREW_MM / 2)
    look = Ramp(("#6f7f8c", "#e4eaee", "#ffffff", "#9fadb8", "#6f7f8c"), *axis,
                stops=(0, 0.25, 0.42, 0.75, 1))  # fmt: skip
    wide = across(at, HEAD_LEAN_DEG * sign, 4.9)
    return [
        Mark(thread, look, 0.62),
        Mark(thread, TITANIUM_LINE, 0.85, 0.34, dash=(1.1, 0.7)),
        *(replace_alpha(m, 0.8) for m in steel(head, wide)[1:-1]),
        Mark(head, TITANIUM_LINE, 0.95, 0.36),
    ]


def replace_alpha(mark: Mark, alpha: float) -> Mark:
    """Return the mark with another opacity."""
    return Mark(mark.geom, mark.look, alpha, mark.width_mm, mark.blur_mm, mark.clip)
