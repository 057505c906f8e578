"""Operating instruments as marks. Local frame: tip at (0, 0), shaft along -y; mm."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from shapely import affinity
from shapely.geometry import LineString, Polygon, box
from shapely.ops import unary_union

from axial2d import shapes as s
from axial2d import tissue as t
from axial2d.paint import Mark, Ramp
from axial2d.shapes import XY
from axial2d.viscera import steel

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def placed(geom: BaseGeometry, tip: XY, turn_deg: float) -> BaseGeometry:
    """Turn a local outline about its tip (clockwise on the picture) and move it there."""
    return s.moved(affinity.rotate(geom, turn_deg, origin=(0, 0)), *tip)


def across(tip: XY, turn_deg: float, half_mm: float) -> tuple[XY, XY]:
    """Return two points across a shaft, for the steel gradient."""
    a = np.deg2rad(turn_deg)
    dx, dy = half_mm * float(np.cos(a)), half_mm * float(np.sin(a))
    return (tip[0] - dx, tip[1] - dy), (tip[0] + dx, tip[1] + dy)


def scalpel(tip: XY, turn_deg: float) -> list[Mark]:
    """Return a scalpel with its edge on the tip."""
    blade = s.rounded(
        Polygon([(0, 0), (1.7, -3.4), (2.1, -8.4), (1.7, -12.6), (-0.9, -12.6), (-0.9, -4.5)]), 0.1
    )
    neck = Polygon([(-0.8, -11.5), (1.5, -11.5), (2.2, -17), (-1.7, -17)])
    handle = s.rounded(box(-2.2, -60, 2.7, -16.5), 0.7)
    marks = steel(placed(blade, tip, turn_deg), across(tip, turn_deg, 2.1), bright=0.35)
    edge = placed(LineString([(0, 0), (1.7, -3.4), (2.1, -8.4)]), tip, turn_deg)
    marks += [Mark(edge, "#ffffff", 0.9, 0.22)]
    for piece in (handle, neck):
        marks += steel(placed(piece, tip, turn_deg), across(tip, turn_deg, 2.7))
    grips = [
        placed(LineString([(-1.5, y), (2.0, y)]), tip, turn_deg) for y in np.arange(-21, -37, -1.5)
    ]
    return [*marks, Mark(unary_union(grips), t.STEEL_LINE, 0.6, 0.32)]


def elevator(tip: XY, turn_deg: float) -> list[Mark]:
    """Return a Cobb elevator: broad curved end, round shaft."""
    foot = s.blob([(-0.3, 0.2), (2.2, -1.8), (2.9, -6), (1.9, -11), (-0.6, -11), (-0.5, -5)])
    shaft = s.rounded(unary_union([foot, box(-0.9, -90, 2.1, -9)]), 0.4)
    return steel(placed(shaft, tip, turn_deg), across((tip[0] + 0.7, tip[1]), turn_deg, 2.2))


def forceps(
    tip: XY, turn_deg: float, fragment: Polygon | None, *, length_mm: float = 84.0
) -> list[Mark]:
    """Return a slim grasping forceps; the fragment sits between its jaws at the tip."""
    marks: list[Mark] = []
    shaft = s.rounded(
        unary_union([box(-1.15, -length_mm, 1.15, -6.5), box(-1.5, -length_mm, 1.5, -26)]), 0.2
    )
    for sign in (-1, 1):
        jaw = s.curve(
            [(0.5 * sign, -7.4), (1.7 * sign, -4.6), (1.75 * sign, -1.8), (0.95 * sign, 0.2)]
        ).buffer(0.5)
        marks += steel(placed(jaw, tip, turn_deg), across(tip, turn_deg, 2.0))
    marks += steel(placed(shaft, tip, turn_deg), across(tip, turn_deg, 1.4))
    if fragment is not None:
        piece = placed(fragment, tip, turn_deg)
        marks += [
            *t.cast(piece, 0.6, 0.3),
            Mark(piece, t.across(piece, "#b4dff0", t.HERNIA, "#4c97b9")),
        ]
        marks += t.inner_shade(piece, "#276583", 0.8, 0.4, lit="#ffffff", lit_alpha=0.7)
        marks.append(Mark(piece, t.HERNIA_LINE, 1.0, t.INNER))
    return marks


def blade(wall: LineString, top_mm: float) -> list[Mark]:
    """Return a retractor blade lying on a straight wound wall (mm), its stem up to `top_mm`."""
    xy = np.asarray(wall.coords)
    head, knee, toe = (
        (xy[0, 0] - 1.4, top_mm),
        (xy[0, 0] - 1.0, xy[0, 1] - 4.5),
        (float(xy[-1, 0]), float(xy[-1, 1])),
    )
    turn = float(np.degrees(np.arctan2(knee[0] - toe[0], toe[1] - knee[1])))
    lip = s.curve([toe, (toe[0] - 1.2, toe[1] + 1.5), (toe[0] - 3.6, toe[1] + 1.7)]).buffer(0.8)
    plate = s.rounded(unary_union([LineString([knee, toe]).buffer(1.3), lip]), 0.4)
    stem = LineString([head, knee]).buffer(1.25)
    fills = (
        steel(stem, across(((head[0] + knee[0]) / 2, 0), 0, 1.3))[:-1]
        + steel(plate, across(toe, turn, 1.4))[:-1]
    )
    return [*fills, Mark(unary_union([stem, plate]), t.STEEL_LINE, 1.0, t.EDGE)]


def retractor(left_wall: LineString, hook_at: XY, top_mm: float = -78.5) -> list[Mark]:
    """Return a one-sided retractor: a long blade on the muscle, a short hook in the midline."""
    x0 = left_wall.coords[0][0] - 1.4
    hx, hy = hook_at
    hook = s.curve(
        [
            (hx + 1.4, top_mm),
            (hx + 1.0, hy - 8),
            (hx + 0.1, hy - 1.5),
            (hx - 0.2, hy + 3.0),
            (hx + 0.9, hy + 5.0),
            (hx + 2.2, hy + 4.4),
        ]
    ).buffer(0.85)
    bar = s.curve(
        [
            (x0, top_mm),
            (x0 + 1.2, top_mm - 3.6),
            (x0 + 5, top_mm - 4.8),
            (hx - 3, top_mm - 4.8),
            (hx + 0.3, top_mm - 3.6),
            (hx + 1.4, top_mm),
        ]
    ).buffer(1.1)
    mid = (x0 + hx) / 2
    lock = s.rounded(box(mid - 4.6, top_mm - 7.2, mid + 4.6, top_mm - 2.4), 0.7)
    y = top_mm - 4.8
    marks = steel(bar, ((mid, y - 1.3), (mid, y + 1.3)))
    marks += blade(left_wall, top_mm) + steel(hook, ((hx - 0.8, y), (hx + 2.0, y)))
    marks += steel(lock, ((mid, top_mm - 7.2), (mid, top_mm - 2.4)))
    ribs = unary_union(
        [
            LineString([(mid + k, top_mm - 6), (mid + k, top_mm - 3.6)])
            for k in np.arange(-3, 3.1, 1.0)
        ]
    )
    marks.append(Mark(ribs, t.STEEL_LINE, 0.7, 0.28))
    for x, at in ((x0, top_mm), (hx + 1.4, top_mm)):
        marks += steel(s.ellipse((x, at), 1.75, 1.75), ((x - 1.8, at - 1.8), (x + 1.8, at + 1.8)))
        marks.append(Mark(s.ellipse((x, at), 0.6, 0.6), t.STEEL_LINE, 0.9))
    return marks


def two_sided_retractor(left_wall: LineString, top_mm: float = -78.5) -> list[Mark]:
    """Return a retractor with one blade on the muscle of each side and a bar between them."""
    x0 = left_wall.coords[0][0] - 1.4
    y = top_mm - 4.8
    half = [(x0, top_mm), (x0 + 1.2, top_mm - 3.6), (x0 + 5, y)]
    bar = s.curve([*half, (0.0, y), *((-x, k) for x, k in reversed(half))]).buffer(1.1)
    lock = s.rounded(box(-4.6, top_mm - 7.2, 4.6, top_mm - 2.4), 0.7)
    left = blade(left_wall, top_mm)
    marks = steel(bar, ((0, y - 1.3), (0, y + 1.3))) + left + [mirrored_mark(m) for m in left]
    marks += steel(lock, ((0, top_mm - 7.2), (0, top_mm - 2.4)))
    ribs = [LineString([(k, top_mm - 6), (k, top_mm - 3.6)]) for k in np.arange(-3, 3.1, 1.0)]
    marks.append(Mark(unary_union(ribs), t.STEEL_LINE, 0.7, 0.28))
    for x in (x0, -x0):
        ends = ((x - 1.8, top_mm - 1.8), (x + 1.8, top_mm + 1.8))
        marks += steel(s.ellipse((x, top_mm), 1.75, 1.75), ends)
        marks.append(Mark(s.ellipse((x, top_mm), 0.6, 0.6), t.STEEL_LINE, 0.9))
    return marks


def mirrored_mark(mark: Mark) -> Mark:
    """Return a mark on the other side of the midline; its bright edge stays on the left."""
    look = mark.look
    if isinstance(look, Ramp):
        start, end = (-look.end[0], look.end[1]), (-look.start[0], look.start[1])
        look = Ramp(look.colours, start, end, look.radius_mm, look.stops)
    clip = None if mark.clip is None else s.mirrored(mark.clip)
    return replace(mark, geom=s.mirrored(mark.geom), look=look, clip=clip)


def punch(tip: XY, turn_deg: float, length_mm: float = 84.0) -> list[Mark]:
    """Return a bone punch: two slim bars, a small foot at the tip, ligament between the jaws."""
    foot = Polygon([(-1.5, -1.1), (2.5, -1.1), (2.9, -0.3), (2.3, 0.1), (-1.5, 0.1)])
    lower = s.rounded(unary_union([foot, box(-1.5, -length_mm, -0.1, 0.1)]), 0.12)
    upper = s.rounded(
        Polygon([(0.0, -length_mm), (1.5, -length_mm), (1.5, -5.0), (2.1, -3.6), (0.0, -3.6)]), 0.12
    )
    piece = s.blob([(0.0, -3.4), (1.8, -3.5), (3.0, -2.4), (2.6, -1.2), (1.0, -1.1), (-0.1, -1.9)])
    bite = placed(piece, tip, turn_deg)
    marks = [*t.cast(bite, 0.5, 0.3), Mark(bite, t.across(bite, "#e6c27c", t.FLAVUM, "#b98839"))]
    marks.append(Mark(bite, t.FLAVUM_LINE, 1.0, t.INNER))
    for bar in (lower, upper):
        marks += steel(placed(bar, tip, turn_deg), across(tip, turn_deg, 1.6))
    return marks


def tube(foot: XY, turn_deg: float, outer_mm: float, length_mm: float) -> list[Mark]:
    """Return a tube cut open along its axis: two walls and the lit inner surface."""
    r, wall = outer_mm / 2, 0.95
    at = across(foot, turn_deg, r)
    inside = placed(box(-r + wall, -length_mm, r - wall, 0), foot, turn_deg)
    rim = placed(s.ellipse((0, -length_mm), r, r * 0.2), foot, turn_deg)
    marks = t.cast(placed(box(-r, -length_mm, r, 0), foot, turn_deg), 1.2, 0.3, "#2b2f36")
    marks.append(
        Mark(
            inside,
            Ramp(
                ("#a7b1b9", "#dde3e7", "#f4f6f7", "#d3dade", "#98a3ac"),
                *at,
                stops=(0, 0.25, 0.5, 0.75, 1),
            ),
            0.94,
        )
    )
    marks += t.inner_shade(inside, "#4a555e", 2.2, 0.4)
    for x in (-r + wall / 2, r - wall / 2):
        side = placed(box(x - wall / 2, -length_mm, x + wall / 2, 0), foot, turn_deg)
        marks += steel(side, across((side.centroid.x, side.centroid.y), turn_deg, wall / 2))
    marks.append(
        Mark(
            rim,
            Ramp(
                ("#8793a0", "#eef2f4", "#ffffff", "#c2cad0", "#7d8892"),
                *at,
                stops=(0, 0.25, 0.45, 0.7, 1),
            ),
        )
    )
    hole = placed(s.ellipse((0, -length_mm), r - wall, r * 0.2 - 0.45), foot, turn_deg)
    marks.append(Mark(hole, Ramp(("#6c7780", "#aab4bb", "#cfd6db"), *at)))
    return [*marks, Mark(rim, t.STEEL_LINE, 1.0, t.EDGE), Mark(hole, t.STEEL_LINE, 0.7, t.INNER)]


def arm(start: XY, way: tuple[XY, ...]) -> list[Mark]:
    """Return the flexible holding arm from the tube's rim out of the picture."""
    line = s.curve([start, *way]).buffer(1.15)
    x0, y0, _, y1 = line.bounds
    return steel(line, ((x0, y0), (x0, y1)))


def dilators(foot: XY, turn_deg: float, rods: tuple[tuple[float, float], ...]) -> list[Mark]:
    """Return nested dilators; rods are (diameter, length) in mm, thinnest first."""
    marks: list[Mark] = []
    for width, length in rods:
        r = width / 2
        body = Polygon(
            [(-r * 0.35, 1.0), (r * 0.35, 1.0), (r, -3.2), (r, -length), (-r, -length), (-r, -3.2)]
        )
        marks += steel(placed(s.rounded(body, 0.15), foot, turn_deg), across(foot, turn_deg, r))
        cap = placed(s.ellipse((0, -length), r, r * 0.22), foot, turn_deg)
        marks += [Mark(cap, "#eef2f4"), Mark(cap, t.STEEL_LINE, 1.0, t.INNER)]
        rings = unary_union(
            [
                placed(LineString([(-r, -length + d), (r, -length + d)]), foot, turn_deg)
                for d in (2.2, 3.2)
            ]
        )
        marks.append(Mark(rings, t.STEEL_LINE, 0.5, 0.2))
    return marks


def endoscope(tip: XY, turn_deg: float, wide_mm: float, length_mm: float) -> list[Mark]:
    """Return a rod endoscope: dark lens at the tip, slim shaft, body and eyepiece outside."""
    r = wide_mm / 2
    at = across(tip, turn_deg, r)
    shaft = placed(s.rounded(box(-r, -length_mm, r, 0), 0.3), tip, turn_deg)
    marks = steel(shaft, at)
    lens = placed(s.ellipse((-r * 0.45, -0.7), r * 0.36, 0.55), tip, turn_deg)
    marks += [Mark(lens, "#2f6f8f"), Mark(lens, t.STEEL_LINE, 0.9, 0.2)]
    neck = placed(
        s.rounded(box(-r - 1.0, -length_mm - 4.0, r + 1.0, -length_mm + 0.6), 0.7), tip, turn_deg
    )
    body = placed(
        s.rounded(box(-r - 2.6, -length_mm - 12.5, r + 2.6, -length_mm - 3.2), 1.6), tip, turn_deg
    )
    light = placed(
        s.rounded(box(r + 1.8, -length_mm - 9.6, r + 7.6, -length_mm - 6.2), 0.7), tip, turn_deg
    )
    for piece, half in ((light, r + 5), (neck, r + 1.0), (body, r + 2.6)):
        marks += steel(piece, across(tip, turn_deg, half))
    rings = [
        placed(LineString([(-r - 2.3, -length_mm - d), (r + 2.3, -length_mm - d)]), tip, turn_deg)
        for d in (4.8, 5.8, 10.2, 11.2)
    ]
    return [*marks, Mark(unary_union(rings), t.STEEL_LINE, 0.6, 0.26)]


def stitch(at: XY, *, turn_deg: float = 0.0, wide_mm: float = 2.2) -> list[Mark]:
    """Return one suture over a closed cut: a loop under the surface, a knot, two short ends."""
    w = wide_mm
    loop = s.curve([(-w * 0.8, 0.0), (-w * 0.75, 1.1), (0, 2.0), (w * 0.75, 1.1), (w * 0.8, 0.0)])
    over = s.curve(
        [(-w * 0.8, 0.0), (-w * 0.4, -0.55), (0, -0.7), (w * 0.4, -0.55), (w * 0.8, 0.0)]
    )
    ends = [s.curve([(0, -0.7), (k * 0.7, -1.4), (k * 1.5, -1.7)]) for k in (-1, 1)]
    inside = placed(loop, at, turn_deg)
    outside = placed(unary_union([over, *ends]), at, turn_deg)
    knot = placed(s.ellipse((0, -0.75), 0.42, 0.34), at, turn_deg)
    return [
        Mark(inside, "#2f4d78", 0.9, 0.3, dash=(0.7, 0.45)),
        Mark(s.moved(outside, 0.15, 0.25), "#5c3a22", 0.35, 0.5, blur_mm=0.2),
        Mark(outside, "#2f4d78", 1.0, 0.42),
        Mark(knot, "#2f4d78"),
    ]
