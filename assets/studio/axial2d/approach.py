"""Operation steps: the same section, warped by one way in, with its instruments.

Each option is one-sided, for the same herniation, with five steps of the same meaning
(cut, reach, hold open, free the nerve, close), one rule for 'muscle moved' and one for
what is taken away. CLINICAL: schematic, not reviewed. Drawn for the picture's left side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.ops import unary_union

from axial2d import kits, plate, wide_ways
from axial2d import shapes as s
from axial2d import tissue as t
from axial2d.axial import Anatomy
from axial2d.kits import Tool
from axial2d.paint import Layer, Mark, Ramp, warped
from axial2d.warp import Field, bend, disturbed
from axial2d.ways import MOVED_FROM_MM, Name, Way, way

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

WARPED = ("fat_skin", "skin", "longissimus", "multifidus", "fascia")
STACK = (
    "fat_deep",
    "corridor",
    "fat_skin",
    "skin",
    "vessels",
    "side_muscles",
    "longissimus",
    "multifidus",
    "moved",
    "fascia",
    "epidural_fat",
    "disc",
    "tear",
    "hernia",
    "pedicle",
    "cage",
    "scar",
    "tools",
    "bone",
    "flavum",
    "removed",
    "implants",
    "sac",
    "nerves",
    "pressure",
    "front",
)
"""Painting order of every state, bottom to top."""
ONLY_OWN = {
    "corridor",
    "moved",
    "tear",
    "hernia",
    "pedicle",
    "cage",
    "scar",
    "tools",
    "removed",
    "implants",
    "pressure",
    "front",
}
"""Layers that only some states have."""
SICK = ("hernia", "sac", "nerves", "pressure")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an operation.

    Attributes:
        id: "open-3" is the third step of the open operation.
        layers: Layers that this step adds; unchanged ones keep the id of an earlier step.
        order: Layer ids bottom to top.
        field: The warp of the soft tissue, None when it lies back.
        is_free: The fragment is out.
    """

    id: str
    layers: tuple[Layer, ...]
    order: tuple[str, ...]
    field: Field | None
    is_free: bool


def steps(name: Name, healthy: Anatomy, sick: Anatomy, base: dict[str, Layer]) -> list[Step]:
    """Return the five steps of one approach.

    Args:
        name: "open", "tube" or "camera".
        healthy: The section without herniation (after the operation).
        sick: The same level with a herniation on the picture's left.
        base: The layers of the healthy section.
    """
    this = way(name, healthy)
    tools = kits.tools(this, healthy)
    made: list[Step] = []
    for number in range(1, 6):
        ids, extra = soft(this, base, number)
        extra += _way_in(this, healthy, number)
        if number == 4:  # the same muscle and instruments as while it is held open
            ids |= {part: f"{part}@{name}-3" for part in ("moved", "tools")}
        else:
            extra.append(tool_layer(f"tools@{name}-{number}", tools[number - 1]))
        if number == 4:
            extra += _window(this, healthy, sick)
        if number == 5:
            ids |= {part: f"{part}@{name}-4" for part in ("bone", "flavum")}
            extra.append(_healing(this, healthy))
        ids |= {e.id.split("@")[0]: e.id for e in extra}
        is_free = number >= 4
        order = _order(ids, is_free=is_free)
        made.append(Step(f"{name}-{number}", tuple(extra), order, this.fields[number - 1], is_free))
    return made


def soft(
    this: Way | wide_ways.Way, base: dict[str, Layer], number: int
) -> tuple[dict[str, str], list[Layer]]:
    """Return ids of the warped tissue layers and those that are new in this step."""
    field = this.fields[number - 1]
    is_midline = this.name in ("open", *wide_ways.MIDLINE)
    ids: dict[str, str] = {}
    new: list[Layer] = []
    if field is None:
        return ids, new
    first = this.fields.index(field) + 1
    for part in WARPED:
        if is_midline and number == 1 and part in ("longissimus", "multifidus"):
            continue  # the first cut stops at the fascia
        ids[part] = f"{part}@{this.name}-{first}"
        if first == number:
            layer = base[part]
            taps = tuple((name, bend(geom, field)) for name, geom in layer.taps)
            marks = tuple(warped(layer.marks, field))
            new.append(replace(layer, id=ids[part], marks=marks, taps=taps))
    return ids, new


def _way_in(this: Way, healthy: Anatomy, number: int) -> list[Layer]:
    """Return the way in and the muscle moved so far."""
    field = this.fields[number - 1]
    tag = f"@{this.name}-{number}"
    made: list[Layer] = []
    if field is not None:
        hole = _hole(this, field, healthy, is_open=number >= 4)
        made.append(
            Layer(
                "corridor" + tag, "way-in", tuple(corridor(hole, field)), taps=(("way_in", hole),)
            )
        )
    moved = moved_muscle(healthy, this, number)
    if moved is not None and number != 4:
        marks = tuple(violet(moved, calm=number == 5))
        made.append(Layer("moved" + tag, "moved", marks, taps=(("muscle_moved", moved),)))
    return made


def tool_layer(layer_id: str, tools: tuple[Tool, ...]) -> Layer:
    """Return instruments as one layer; a tap names the instrument."""
    marks = tuple(m for one in tools for m in one.marks)
    taps = tuple((one.region, one.outline) for one in tools)
    return Layer(layer_id, "instruments", marks, fades=False, taps=taps)


def _order(own: dict[str, str], *, is_free: bool) -> tuple[str, ...]:
    """Return layer ids bottom to top; sick before the nerve is free, healthy after."""
    name = own if is_free else {**{i: f"{i}~hernia-left" for i in SICK}, **own}
    if is_free:
        name = {"tear": "tear@free", **own}
    return tuple(name.get(i, i) for i in STACK if i in name or i not in ONLY_OWN)


def _hole(this: Way, field: Field, a: Anatomy, *, is_open: bool) -> BaseGeometry:
    """Return the outline of the way in: between the banks, down to the bone."""
    left, right = field.banks()
    hole = Polygon([*left.coords, *reversed(right.coords)]).buffer(0)
    if this.name != "camera":
        sill = s.blob([(-30, -36), (2, -36), (0, -20), (-26, -20)])
        foot = s.moved(hole.buffer(0.3), 0, 2.5).intersection(sill)
        hole = unary_union([hole.buffer(0.5), foot])
    if is_open:
        hole = unary_union([hole, this.window.buffer(-0.2)])
    under = Polygon([*a.line["skin"].coords, (130, 60), (-130, 60)])
    return hole.intersection(s.moved(under, 0, 0.5))


def corridor(hole: BaseGeometry, field: Field) -> list[Mark]:
    """Return the look of the way in: the far wall seen between the banks, deeper is darker."""
    xy = np.asarray(shapely.get_parts(field.slit)[0].coords)
    top, low = (float(xy[0, 0]), float(xy[0, 1])), (float(xy[-1, 0]), float(xy[-1, 1]) + 6)
    look = Ramp(("#fbf4ea", "#f1dfd0", "#dbb8a6", "#bd9084"), top, low, stops=(0, 0.3, 0.72, 1))
    dx, dy = top[0] - low[0], top[1] - low[1]
    x0, _, x1, _ = hole.bounds
    starts = np.arange(x0 - 60, x1 + 60, 0.9)
    lines = [
        LineString([(x, low[1]), (x + dx + (k % 3) - 1, low[1] + dy)]) for k, x in enumerate(starts)
    ]
    marks = [
        Mark(hole, look),
        Mark(unary_union(lines), "#8f5f52", 0.1, 0.3, blur_mm=0.12, clip=hole),
    ]
    return marks + t.inner_shade(hole, "#5c3a2e", 2.6, 0.36)


def moved_muscle(
    a: Anatomy, this: Way | wide_ways.Way, number: int, sides: tuple[str, ...] = ("_l",)
) -> BaseGeometry | None:
    """Return the muscle moved at least MOVED_FROM_MM so far, where it lies in this step.

    In the last step, when everything lies back, it is the muscle that had been moved most.
    """
    field = this.fields[number - 1]
    names = ("multifidus", "longissimus", "iliocostalis")
    muscle = unary_union([a.part[n + tag] for n in names for tag in sides]).buffer(0.6).buffer(-0.6)
    found = disturbed(muscle, field or this.full, MOVED_FROM_MM)
    found = found.buffer(4.5).buffer(-4.5).intersection(muscle)  # close small hollows
    found = s.rounded(found, 1.4)
    rest = unary_union([p for p in s.polygons(found) if p.area > 12])
    if rest.is_empty:
        return None
    if field is None:
        return rest
    pieces = s.polygons(bend(rest, field))
    return unary_union([s.rounded(p.buffer(0).buffer(2).buffer(-2), 0.3) for p in pieces])


def violet(region: BaseGeometry, *, calm: bool) -> list[Mark]:
    """Return the overlay: violet tint, dark hatch (readable in grey), outline."""
    x0, y0, x1, y1 = region.bounds
    a = np.deg2rad(-52)
    reach = 120.0
    cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
    nx, ny, dx, dy = -np.sin(a), np.cos(a), np.cos(a), np.sin(a)
    rows = [(cx + nx * o, cy + ny * o) for o in np.arange(-reach, reach, 2.3)]
    hatch = unary_union(
        [
            LineString([(x - dx * reach, y - dy * reach), (x + dx * reach, y + dy * reach)])
            for x, y in rows
        ]
    )
    k = 0.6 if calm else 1.0
    return [
        Mark(region, t.MOVED, 0.5 * k),
        Mark(hatch, "#2e2260", 0.62 * k, 0.42, clip=region),
        Mark(region, "#3d2f80", 0.95 * k, 0.55),
    ]


def opened(a: Anatomy, gap: BaseGeometry) -> Anatomy:
    """Return the section with bone and yellow ligament taken away inside the gap."""
    left = replace(a, part=dict(a.part))
    for name, corner, least in (("arch", 0.3, 6.0), ("facet_l", 0.3, 6.0), ("flavum_l", 0.45, 1.5)):
        if a.part[name].intersection(gap).area > 0.05:
            rest = s.rounded(a.part[name].difference(gap), corner)
            left.part[name] = unary_union([p for p in s.polygons(rest) if p.area > least])
    return left


def _window(this: Way, a: Anatomy, sick: Anatomy) -> list[Layer]:
    """Return bone and ligament with the small window, what was there, and the forceps."""
    gap = s.rounded(this.window, 0.8)
    left = opened(a, gap)
    tag = f"@{this.name}-4"
    made = [
        replace(layer, id=layer.id + tag)
        for layer in plate.layers(left, ("bone", "flavum")).values()
    ]
    bone = s.largest(unary_union([a.part[k] for k in ("arch", "facet_l")]).intersection(gap))
    piece = s.largest(sick.part["hernia"].difference(a.part["disc"]))
    marks = (
        Mark(bone, "#7d6444", 1.0, 0.42, dash=(1.5, 1.0)),
        Mark(piece, t.HERNIA, 0.22),
        Mark(piece, t.HERNIA_LINE, 1.0, 0.42, dash=(1.5, 1.0)),
    )
    made.append(Layer("removed" + tag, "removed", marks, taps=(("bone_window", bone),)))
    made.append(tool_layer("front" + tag, kits.front(this)))
    return made


def _healing(this: Way, a: Anatomy) -> Layer:
    """Return the soft healing tissue that fills the window: pale, calm, inside the gap only."""
    gap = s.rounded(this.window, 0.8)
    lost = unary_union([a.part[k] for k in ("arch", "facet_l", "flavum_l")]).intersection(gap)
    room = s.rounded(lost.buffer(0.7), 0.6).intersection(gap.buffer(0.4))
    taps = (("healing_tissue", room),)
    return Layer(f"scar@{this.name}-5", "way-in", tuple(t.healing(room)), taps=taps)


def tear() -> Layer:
    """Return the closed tear that stays in the ring after the piece is out."""
    line = s.curve([(-6.9, 0.7), (-6.7, 2.6), (-6.9, 4.6), (-6.6, 6.6)])
    marks = (
        Mark(line, "#4f7688", 0.3, 0.9, blur_mm=0.35),
        Mark(line, "#6f97a8", 0.9, 0.3),
    )
    return Layer("tear@free", "disc", marks)


def all_layers(made: Iterable[Step]) -> dict[str, Layer]:
    """Return every layer of the steps by id."""
    return {layer.id: layer for step in made for layer in step.layers}


def moved_area_mm2(
    a: Anatomy, this: Way | wide_ways.Way, sides: tuple[str, ...] = ("_l",)
) -> float:
    """Return the area of the resting muscle that this way in moves (a drawing rule)."""
    rest = moved_muscle(a, this, 5, sides)
    return 0.0 if rest is None else float(shapely.area(rest))
