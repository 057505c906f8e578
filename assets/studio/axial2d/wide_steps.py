"""Operation steps for the narrow canal and the fusion: five each, of the same meaning.

Cut, reach, hold open, free the nerve, close. Both options of a pair start from the same
narrow section and end with the very same sac and roots (and the same implants).
CLINICAL: schematic, not reviewed. Drawn for the picture's left side.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from axial2d import approach, disease, implants, plate, wide_kit
from axial2d import shapes as s
from axial2d import tissue as t
from axial2d import wide_ways as w
from axial2d.approach import ONLY_OWN, STACK, Step, tool_layer
from axial2d.axial import Anatomy, Condition, build
from axial2d.paint import Layer, Mark

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from axial2d.warp import Field

BOTH = ("_l", "_r")
LEAST_MM2 = 12.0
"""A smaller scrap of moved muscle is not drawn."""
SICK = ("epidural_fat", "disc", "bone", "flavum", "sac", "nerves", "pressure")


@dataclass(frozen=True, slots=True)
class Case:
    """The person operated on: before, after, and the soft tissue of both.

    Attributes:
        healthy: The plain section; its skin, fat and muscle are warped.
        narrow: The narrow canal.
        freed: The same with room for sac and roots, bone and ligament still whole.
    """

    healthy: Anatomy
    narrow: Anatomy
    freed: Anatomy


def case(healthy: Anatomy, narrow: Anatomy) -> Case:
    """Return the case of a level."""
    level = healthy.level.id
    return Case(healthy, narrow, build(level, Condition(has_stenosis=True, is_freed=True)))


def steps(name: w.Name, who: Case, base: dict[str, Layer]) -> list[Step]:
    """Return the five steps of one approach.

    Args:
        name: One of wide_ways.NAMES.
        who: The case.
        base: The layers of the healthy and of the narrow section.
    """
    this = w.way(name, who.healthy)
    tools = wide_kit.tools(this, who.healthy)
    made: list[Step] = []
    for number in range(1, 6):
        ids, extra = approach.soft(this, base, number)
        extra += _way_in(this, who.healthy, number)
        if number == 4:
            ids |= {"tools": f"tools@{name}-3"}
            extra += _freed(this, who)
            if name in w.FUSION:
                extra.append(_clear_fascia(this, made[2]))
        else:
            extra.append(tool_layer(f"tools@{name}-{number}", tools[number - 1]))
        if number == 5:
            ids |= {part: f"{part}@{name}-4" for part in ("bone", "flavum")}
            extra.append(_healing(this, who.narrow))
        is_free = number >= 4
        if is_free:
            extra.append(_sac(who))
            extra += _implants(who, number) if name in w.FUSION else []
        ids |= {e.id.split("@")[0]: e.id for e in extra}
        order = _order(ids, is_free=is_free)
        made.append(Step(f"{name}-{number}", tuple(extra), order, this.fields[number - 1], is_free))
    return made


def _implants(who: Case, number: int) -> list[Layer]:
    """Return cage and screws: at step 4 only the far side's screw, as the cage is still held."""
    sides = (1,) if number == 4 else (-1, 1)
    cage = implants.cage(who.narrow.part["nucleus"])
    return [implants.pedicles(who.freed.part["disc"]), cage, implants.frame(sides)]


def _order(own: dict[str, str], *, is_free: bool) -> tuple[str, ...]:
    """Return layer ids bottom to top; the narrow canal's own layers before it is freed."""
    sick = ("epidural_fat", "disc") if is_free else SICK
    name = {**{i: f"{i}~stenosis" for i in sick}, **own}
    return tuple(name.get(i, i) for i in STACK if i in name or i not in ONLY_OWN)


def _sac(who: Case) -> Layer:
    """Return the sac with room again, one layer for all options."""
    layer = plate.layers(who.freed, ("sac",))["sac"]
    return replace(layer, id="sac@freed")


def holes(this: w.Way, field: Field) -> list[BaseGeometry]:
    """Return the outlines of the ways in: between the banks, down to the bone."""
    fields: list[tuple[Field, bool]] = [(field, False)]
    if isinstance(field, w.TwoSided) and this.name not in w.MIDLINE:
        fields = [(field.left, False), (field.right, True)]
    made: list[BaseGeometry] = []
    for one, is_mirrored in fields:
        left, right = one.banks()
        hole = Polygon([*left.coords, *reversed(right.coords)]).buffer(0)
        if this.name in w.MIDLINE:
            floor = s.moved(hole.buffer(0.3), 0, 4.0).intersection(box(-40, -36, 40, -16))
            hole = unary_union([hole.buffer(0.5), floor])
        else:
            hole = hole.buffer(0.4)
        made.append(s.mirrored(hole) if is_mirrored else hole)
    return made


def _way_in(this: w.Way, a: Anatomy, number: int) -> list[Layer]:
    """Return the ways in and the muscle moved so far."""
    field = this.fields[number - 1]
    tag = f"@{this.name}-{number}"
    made: list[Layer] = []
    if field is not None:
        under = Polygon([*a.line["skin"].coords, (130, 60), (-130, 60)])
        marks: list[Mark] = []
        whole: list[BaseGeometry] = []
        found = holes(this, field)
        if number >= 4:
            found[0] = unary_union([found[0], this.gap.buffer(-0.2)])
        for hole in found:
            hole = hole.intersection(s.moved(under, 0, 0.5))
            marks += approach.corridor(hole, _axis(this, field, hole))
            whole.append(hole)
        taps = (("way_in", unary_union(whole)),)
        made.append(Layer("corridor" + tag, "way-in", tuple(marks), taps=taps))
    moved = approach.moved_muscle(a, this, number, BOTH)
    if number == 4 and moved is not None:  # none lies where bone was taken to look in
        rest = moved.difference(this.gap.buffer(1.2))
        moved = unary_union([p for p in s.polygons(rest) if p.area > LEAST_MM2])
    if moved is not None:
        marks = approach.violet(moved, calm=number == 5)
        made.append(Layer("moved" + tag, "moved", tuple(marks), taps=(("muscle_moved", moved),)))
    return made


def _axis(this: w.Way, field: Field, hole: BaseGeometry) -> Field:
    """Return the field whose cut gives a hole its shading direction."""
    if isinstance(field, w.TwoSided) and this.name not in w.MIDLINE and hole.centroid.x > 0:
        return w.Mirrored(field.right)
    return field


def _freed(this: w.Way, who: Case) -> list[Layer]:
    """Return bone and ligament after step 4, what was there, and the instrument in front."""
    gap = s.rounded(this.gap, 0.8)
    left = disease.carve(who.narrow, gap)
    tag = f"@{this.name}-4"
    made = [
        replace(layer, id=layer.id + tag)
        for layer in plate.layers(left, ("bone", "flavum")).values()
    ]
    part = who.narrow.part
    names = ("arch", "facet_l", "facet_r", "space_l", "space_r")
    bone = unary_union([part[k].buffer(0.4) for k in names]).buffer(-0.4).intersection(gap)
    pieces = unary_union([p for p in s.polygons(bone) if p.area > 4.0])
    marks = (Mark(pieces, "#7d6444", 1.0, 0.42, dash=(1.5, 1.0)),)
    made.append(Layer("removed" + tag, "removed", marks, taps=(("bone_window", pieces),)))
    made.append(tool_layer("front" + tag, wide_kit.front(this)))
    return made


def _clear_fascia(this: w.Way, held: Step) -> Layer:
    """Return the fascia of step 3 without the end of its deep sheet, which the joint had hidden."""
    layer = next(one for one in held.layers if one.id.startswith("fascia@"))
    room = this.gap.buffer(1.5).union(box(-31, -16, 0, -4))
    marks = tuple(replace(m, geom=m.geom.difference(room)) for m in layer.marks)
    return replace(layer, id=f"fascia@{this.name}-4", marks=marks)


def _healing(this: w.Way, a: Anatomy) -> Layer:
    """Return the soft healing tissue that fills what was taken away."""
    gap = s.rounded(this.gap, 0.8)
    names = ("arch", "facet_l", "facet_r", "flavum_l", "flavum_r", "space_l")
    lost = unary_union([a.part[k] for k in names]).intersection(gap)
    room = s.rounded(lost.buffer(0.7), 0.6).intersection(gap.buffer(0.4))
    if this.name == "laminectomy":
        room = room.union(a.part["supraspinous"].buffer(0.4))
    taps = (("healing_tissue", room),)
    return Layer(f"scar@{this.name}-5", "way-in", tuple(t.healing(room)), taps=taps)
