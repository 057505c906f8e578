"""Outlines plus looks: the layers of one section, bottom to top."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, box
from shapely.ops import unary_union

from axial2d import lumbosacral
from axial2d import tissue as t
from axial2d import viscera as v
from axial2d.axial import Anatomy
from axial2d.paint import Layer, Mark
from axial2d.shapes import ellipse
from axial2d.texture import Grain

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def layers(a: Anatomy, names: Collection[str] | None = None) -> dict[str, Layer]:
    """Return layers by id, in painting order, each with what a tap on it names.

    Args:
        a: The section.
        names: Only these layers (painting textures is the slow part); None = all.
    """
    made: dict[str, Layer] = {}
    for name, (group, look) in LOOKS.items():
        if NEEDS.get(name, "sac") not in a.part or (names is not None and name not in names):
            continue
        marks = tuple(look(a))
        made[name] = Layer(name, group, marks, mirrors=name != "vessels", taps=taps(a, name))
    return made


NEEDS = {"hernia": "hernia", "pressure": "pressed", "scar": "scar"}
"""Layers that only some sections have, and the part that they show."""

TAPS: dict[str, tuple[tuple[str, str], ...]] = {
    "fat_deep": (("fat_deep", "fat_deep"),),
    "fat_skin": (("fat", "fat_skin"),),
    "skin": (("skin", "skin"),),
    "side_muscles": (
        ("muscle_gluteus", "gluteus"),
        ("muscle_iliacus", "iliacus"),
        ("muscle_side", "abdominal_wall"),
        ("muscle_quadratus", "quadratus"),
        ("muscle_psoas", "psoas"),
    ),
    "longissimus": (("muscle_iliocostalis", "iliocostalis"), ("muscle_longissimus", "longissimus")),
    "multifidus": (("muscle_multifidus", "multifidus"),),
    "epidural_fat": (("fat_epidural", "epidural_fat"),),
    "disc": (("disc_ring", "disc"), ("disc_core", "nucleus")),
    "hernia": (("hernia", "hernia"),),
    "flavum": (("ligament_flavum", "flavum"),),
    "sac": (("nerve_sac", "sac"),),
}
"""Region id and part name (both sides) per layer; the other layers are spelled out in taps()."""


def taps(a: Anatomy, layer: str) -> tuple[tuple[str, BaseGeometry], ...]:
    """Return the tap regions of one layer (region id, outline in mm), bottom to top."""
    if layer == "vessels":
        return tuple((w.kind, ellipse(w.at, w.rx, w.ry, w.turn_deg)) for w in a.level.vessels)
    if layer == "fascia":
        return (("fascia", a.line["fascia"].buffer(0.8)),)
    if layer == "bone":
        return _bone_taps(a)
    if layer == "scar":
        word = "scar_tissue" if a.condition.has_scar else "healing_tissue"
        return ((word, a.part["scar"]),)
    if layer == "nerves":
        found = [("nerve_exiting", _both(a, "exiting"))]
        pair = [(k, a.part[k]) for k in ("traversing_l", "traversing_r")]
        return (*found, *((_pinched(a, g), g) for _, g in pair))
    made = tuple((region, _both(a, part)) for region, part in TAPS.get(layer, ()))
    if layer == "sac" and a.part.get("pressed") is a.part["sac"]:
        return (("nerve_pinched", a.part["sac"]),)
    return tuple((region, geom) for region, geom in made if not geom.is_empty)


def _pinched(a: Anatomy, root: BaseGeometry) -> str:
    """Return the region id of a traversing root."""
    pressed = a.part.get("pressed")
    is_pinched = pressed is not None and pressed.contains(root.representative_point())
    return "nerve_pinched" if is_pinched else "nerve_traversing"


def _both(a: Anatomy, name: str) -> BaseGeometry:
    """Return a part with both its sides."""
    return unary_union([a.part[k] for k in (name, name + "_l", name + "_r") if k in a.part])


def _bone_taps(a: Anatomy) -> tuple[tuple[str, BaseGeometry], ...]:
    """Return bone regions; the arch is parted into spinous process and lamina."""
    arch = a.part["arch"]
    process = arch.intersection(box(-8, -90, 8, -27))
    made = (
        ("joint_sacroiliac", _both(a, "sacroiliac")),
        ("sacrum", _both(a, "ala")),
        ("ligament_iliolumbar", _both(a, "iliolumbar")),
        ("ilium", _both(a, "ilium")),
        ("facet_joint", unary_union([a.part["space" + tag] for tag in ("_l", "_r")])),
        ("facet_bone", _both(a, "facet")),
        ("lamina", arch.difference(process)),
        ("spinous_process", process),
        ("joint_capsule", _both(a, "capsule")),
        ("ligament_supraspinous", a.part["supraspinous"]),
    )
    return tuple((name, geom) for name, geom in made if not geom.is_empty)


def _fat_deep(a: Anatomy) -> list[Mark]:
    """Fat behind and between everything; quiet so that organs stand out."""
    return t.fat(a.part["fat_deep"], 11, quiet=0.8, lobule_mm=4.2)


def _vessels(a: Anatomy) -> list[Mark]:
    """Great vessels, back to front as listed in the level table."""
    return [
        m for w in a.level.vessels for m in v.vessel(ellipse(w.at, w.rx, w.ry, w.turn_deg), w.kind)
    ]


def _side_muscles(a: Anatomy) -> list[Mark]:
    """Psoas, quadratus, abdominal wall, and at L5-S1 iliacus and gluteus."""
    marks: list[Mark] = []
    for k, tag in enumerate(("_l", "_r")):
        if "abdominal_wall" + tag in a.part:
            marks += t.muscle(a.part["abdominal_wall" + tag], 60 + k, pale=0.55)
        if "quadratus" + tag in a.part:
            marks += t.cast(a.part["quadratus" + tag], 1.2, 0.22)
            marks += t.muscle(
                a.part["quadratus" + tag], 70 + k, grain=Grain(1.5, 5.4, 0.36, 1.5, 15, 70 + k)
            )
        for name, turn in (("gluteus", 60), ("iliacus", 45)):
            if name + tag in a.part:
                marks += t.muscle(
                    a.part[name + tag],
                    64 + k,
                    pale=0.15,
                    grain=Grain(1.7, 6.0, 0.4, 1.5, turn, 64 + k),
                )
        marks += t.cast(a.part["psoas" + tag], 1.8, 0.26)
        marks += t.muscle(
            a.part["psoas" + tag], 80 + k, pale=0.2, grain=Grain(1.7, 6.2, 0.4, 1.2, 60, 80 + k)
        )
    return marks


def _sided(a: Anatomy, names: tuple[str, ...], seed: int) -> list[Mark]:
    """Back muscles of both sides, each side with its own texture."""
    marks: list[Mark] = []
    for k, name in enumerate(names):
        for j, tag in enumerate(("_l", "_r")):
            turn = 84 if tag == "_r" else 96
            marks += t.cast(a.part[name + tag], 0.9, 0.24)
            marks += t.muscle(
                a.part[name + tag],
                seed + 7 * k + j,
                grain=Grain(1.5, 5.6, 0.36, 1.45, turn, seed + 7 * k + j),
            )
    return marks


def _fascia(a: Anatomy) -> list[Mark]:
    """Back fascia over the muscles and its middle sheet below them."""
    marks: list[Mark] = []
    for tag in ("_l", "_r"):
        floor = a.line["floor" + tag]
        marks += t.sheet(
            LineString([p for p in floor.coords if abs(p[0]) > 22]),
            0.6 if a.level.has_quadratus else 0.4,
        )
    return marks + t.sheet(a.line["fascia"], 0.75)


def _epidural(a: Anatomy) -> list[Mark]:
    """Fat around the sac and two small veins on the disc."""
    marks = t.fat(a.part["epidural_fat"], 21, quiet=0.45, lobule_mm=1.7, soft_mm=0.6)
    for vein in shapely.get_parts(a.part["veins"]):
        marks += v.vessel(vein, "vein")
    return marks


def _nerves(a: Anatomy) -> list[Mark]:
    """Return the exiting and the traversing roots."""
    names = ("exiting_l", "exiting_r", "traversing_l", "traversing_r")
    return [m for k, name in enumerate(names) for m in v.nerve(a.part[name], 90 + k)]


def flavum_marks(a: Anatomy) -> list[Mark]:
    """Yellow ligament; fibre lines are offsets of the canal's roof."""
    marks: list[Mark] = []
    for tag in ("_l", "_r"):
        region = a.part["flavum" + tag]
        roof = (
            a.line["roof"]
            if tag == "_r"
            else shapely.transform(a.line["roof"], lambda xy: xy * [-1, 1])
        )
        fibres = unary_union([roof.buffer(d).exterior for d in np.arange(0.5, 7, 0.55)])
        marks += t.flavum(region, fibres)
    return marks


def bone_marks(a: Anatomy) -> list[Mark]:
    """Joint parts, arch, capsule caps, ligament over the tip."""
    marks: list[Mark] = []
    for tag in ("_l", "_r"):
        if "ilium" + tag in a.part:
            marks += _pelvis(a, tag)
        if not a.part["space" + tag].is_empty:
            marks.append(Mark(a.part["space" + tag], "#5f8192"))
            marks += t.cartilage(a.part["cartilage" + tag])
        if not a.part["facet" + tag].is_empty:
            marks += t.bone(a.part["facet" + tag], 40)
    marks += t.bone(a.part["arch"], 41)
    for name in ("capsule_l", "capsule_r", "supraspinous"):
        if not a.part[name].is_empty:
            marks += t.tendon(a.part[name])
    return marks


def _pelvis(a: Anatomy, tag: str) -> list[Mark]:
    """Return ala, sacroiliac joint, ilium and iliolumbar ligament of one side."""
    marks = [Mark(a.part["sacroiliac" + tag], "#5f8192"), *t.cartilage(a.part["sacroiliac" + tag])]
    marks += t.bone(a.part["ala" + tag], 78)
    lines = unary_union(lumbosacral.fibres(a, tag))
    marks += t.tendon(a.part["iliolumbar" + tag], fibres=lines)
    return marks + t.bone(a.part["ilium" + tag], 75, cortex_mm=1.4)


LOOKS: dict[str, tuple[str, Callable[[Anatomy], list[Mark]]]] = {
    "fat_deep": ("fat", _fat_deep),
    "fat_skin": ("fat", lambda a: t.fat(a.part["fat_skin"], 5, quiet=0.12, lobule_mm=3.5)),
    "skin": ("skin", lambda a: t.skin(a.part["skin"], a.line["skin"])),
    "vessels": ("vessels", _vessels),
    "side_muscles": ("muscle", _side_muscles),
    "longissimus": ("muscle", lambda a: _sided(a, ("iliocostalis", "longissimus"), 31)),
    "multifidus": ("muscle", lambda a: _sided(a, ("multifidus",), 47)),
    "fascia": ("fascia", _fascia),
    "epidural_fat": ("fat", _epidural),
    "disc": ("disc", lambda a: v.disc(a.part["disc"], a.part["nucleus"])),
    "hernia": (
        "disc",
        lambda a: v.herniation(a.part["hernia"], a.part["strands"], a.part["nucleus"]),
    ),
    "scar": ("way-in", lambda a: t.healing(a.part["scar"], firm=a.condition.has_scar)),
    "bone": ("bone", bone_marks),
    "flavum": ("ligaments", flavum_marks),
    "sac": ("nerves", lambda a: v.sac(a.part["sac"], a.roots)),
    "nerves": ("nerves", _nerves),
    "pressure": (
        "pressure",
        lambda a: v.pressure(a.part["pressed"], 1.0 if a.condition.has_recess else 0.62),
    ),
}
"""Group and look of every layer, in painting order; only the great vessels never mirror."""
