"""Colours, line weights and shading: how each tissue looks, as lists of marks.

Light falls from the upper left, (-0.6, -0.8). Outlines are a dark tint of the own fill,
never black. All lengths in mm; axes as in shapes.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.ops import unary_union

from axial2d.paint import Mark, Ramp
from axial2d.shapes import XY, curve, moved
from axial2d.texture import Grain, cells

if TYPE_CHECKING:
    from shapely.geometry import LineString
    from shapely.geometry.base import BaseGeometry

CONTOUR, EDGE, INNER, TEXTURE, HAIR = 0.5, 0.36, 0.22, 0.13, 0.08
LIGHT: XY = (-0.6, -0.8)

SKIN, SKIN_LINE = "#e6bd9c", "#8f5f44"
FAT, FAT_DARK, FAT_LIGHT = "#f6e3ae", "#dfbd74", "#fdf3d3"
FASCIA, FASCIA_LINE = "#f4f1e8", "#8d8778"
MUSCLE, MUSCLE_LIGHT, MUSCLE_DARK, SEPTUM = "#c2827a", "#dcaca1", "#96564f", "#edd2c7"
BONE, BONE_DARK, SPONGY = "#f6efdf", "#d6bd92", "#ebdcba"
BONE_LINE, CARTILAGE = "#7d6444", "#c3d9e2"
ANNULUS, ANNULUS_DARK, NUCLEUS, DISC_LINE = "#dbe4e4", "#9fb3b8", "#a9cfdf", "#5a7480"
HERNIA, HERNIA_LINE = "#74b6d3", "#2f7192"
FLAVUM, FLAVUM_LINE = "#d2a65a", "#80561f"
DURA, CSF = "#53788f", "#e3f0f6"
NERVE, NERVE_LINE = "#f4c63d", "#7d5a0c"
ARTERY, VEIN = "#d0877c", "#93a9c9"
STEEL, STEEL_DARK, STEEL_LINE = "#c5ccd2", "#8b97a1", "#4a555e"
MOVED, PRESSURE, INK = "#5b4a9c", "#d55e00", "#2b3138"


def mix(a: str, b: str, share: float) -> str:
    """Return colour a with a share (0..1) of colour b."""
    pa, pb = (tuple(int(c.lstrip("#")[i : i + 2], 16) for i in (0, 2, 4)) for c in (a, b))
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in zip(pa, pb, strict=True))


def across(geom: BaseGeometry, *colours: str) -> Ramp:
    """Return a gradient over the geometry's box along the light."""
    x0, y0, x1, y1 = geom.bounds
    cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
    half = abs(LIGHT[0]) * (x1 - x0) / 2 + abs(LIGHT[1]) * (y1 - y0) / 2
    return Ramp(
        colours,
        (cx + LIGHT[0] * half, cy + LIGHT[1] * half),
        (cx - LIGHT[0] * half, cy - LIGHT[1] * half),
    )


def cast(geom: BaseGeometry, size_mm: float, alpha: float, tint: str = "#5c3a22") -> list[Mark]:
    """Return the soft shadow a thing throws on what lies below it."""
    fallen = moved(geom, -LIGHT[0] * size_mm * 0.7, -LIGHT[1] * size_mm * 0.7)
    return [Mark(fallen, tint, alpha, blur_mm=size_mm * 0.7)]


def inner_shade(
    geom: BaseGeometry,
    tint: str,
    size_mm: float,
    alpha: float,
    *,
    lit: str | None = None,
    lit_alpha: float = 0.5,
) -> list[Mark]:
    """Return shading that makes a cut surface swell: dark far rim, bright near rim."""
    k = size_mm * 0.55
    marks = [
        Mark(geom, tint, alpha * 0.55, blur_mm=size_mm * 1.1, clip=geom, outside=True),
        Mark(
            moved(geom, LIGHT[0] * k, LIGHT[1] * k),
            tint,
            alpha,
            blur_mm=size_mm * 0.6,
            clip=geom,
            outside=True,
        ),
    ]
    if lit:
        j = size_mm * 0.34
        near = moved(geom, -LIGHT[0] * j, -LIGHT[1] * j)
        marks.append(Mark(near, lit, lit_alpha, blur_mm=size_mm * 0.3, clip=geom, outside=True))
    return marks


def contour(geom: BaseGeometry, tint: str, width_mm: float) -> list[Mark]:
    """Return an outline that is thin towards the light and thick away from it."""
    k = width_mm * 0.75
    far = moved(geom, LIGHT[0] * k, LIGHT[1] * k)
    return [
        Mark(far, tint, 0.85, blur_mm=0.06, clip=geom, outside=True),
        Mark(geom, tint, 1.0, width_mm * 0.72),
    ]


def reflected(geom: BaseGeometry, size_mm: float, alpha: float) -> list[Mark]:
    """Return a faint cool light along the far rim, just inside the dark shading."""
    rim = geom.buffer(-size_mm * 0.45)
    return [
        Mark(
            moved(rim, LIGHT[0] * size_mm * 0.5, LIGHT[1] * size_mm * 0.5),
            "#c3d0ee",
            alpha,
            blur_mm=size_mm * 0.35,
            clip=rim,
            outside=True,
        )
    ]


def muscle(
    region: BaseGeometry, seed: int, *, pale: float = 0.0, grain: Grain | None = None
) -> list[Mark]:
    """Return cut muscle: fascicles in bundles, pale septa with a dark edge, soft swelling."""
    grain = grain or Grain(1.5, 5.6, 0.36, 1.4, 80, seed)
    tex = cells(region, grain)
    base, deep = mix(MUSCLE, MUSCLE_LIGHT, pale), mix(MUSCLE_DARK, MUSCLE_LIGHT, pale * 0.5)
    septum = mix(SEPTUM, base, 0.12)
    marks = [
        Mark(region, across(region, mix(base, MUSCLE_LIGHT, 0.22), base, mix(base, deep, 0.34)))
    ]
    for tone, tile in enumerate(tex.tiles):
        step = tone - 2
        tint = deep if step < 0 else MUSCLE_LIGHT
        marks.append(Mark(tile, tint, 0.17 * abs(step)))
    marks.append(Mark(moved(tex.thin, 0.1, 0.13), deep, 0.3, TEXTURE))
    marks.append(Mark(tex.thin, septum, 0.33, TEXTURE * 0.8))
    for level, lines in enumerate(tex.wide):
        width = 0.16 + 0.13 * level
        marks.append(Mark(moved(lines, 0.13, 0.17), deep, 0.42, width + 0.06))
        marks.append(Mark(lines, septum, 0.56, width * 0.92))
    marks.append(Mark(tex.wide[-1], FAT, 0.36, 0.18))
    marks += inner_shade(
        region, mix(MUSCLE_DARK, "#5a2824", 0.45), 3.2, 0.42, lit="#f3d3c8", lit_alpha=0.34
    )
    marks += reflected(region, 1.6, 0.1)
    return marks + contour(region, mix(MUSCLE_DARK, "#3d1c18", 0.42), EDGE)


def fat(
    region: BaseGeometry,
    seed: int,
    *,
    quiet: float = 0.0,
    lobule_mm: float = 3.4,
    soft_mm: float = 0.0,
) -> list[Mark]:
    """Return fat: round lobules with a light crown.

    `quiet` 0..1 takes contrast away, `soft_mm` blurs the rim.
    """
    tex = cells(region, Grain(lobule_mm, lobule_mm * 2.4, lobule_mm * 0.2, 1.25, 10, seed))
    dark, light = mix(FAT_DARK, FAT, quiet), mix(FAT_LIGHT, FAT, quiet * 0.5)
    marks = [Mark(region, mix(dark, FAT, 0.3), blur_mm=soft_mm)]
    for tone, tile in enumerate(tex.tiles):
        parts = shapely.get_parts(tile)
        lobes = shapely.geometrycollections(
            shapely.buffer(shapely.buffer(parts, -lobule_mm * 0.2), lobule_mm * 0.17)
        )
        crown = shapely.geometrycollections(
            shapely.buffer(shapely.buffer(parts, -lobule_mm * 0.32), lobule_mm * 0.14)
        )
        body = mix(mix(FAT, dark, 0.3), mix(FAT, light, 0.4), tone / 4)
        marks.append(Mark(lobes, body))
        marks.append(
            Mark(
                moved(crown, -lobule_mm * 0.05, -lobule_mm * 0.07),
                light,
                0.7 - 0.35 * quiet,
                blur_mm=lobule_mm * 0.1,
            )
        )
        shade = moved(crown, lobule_mm * 0.12, lobule_mm * 0.16)
        marks.append(Mark(shade, dark, 0.16 * (1 - quiet), blur_mm=lobule_mm * 0.08, clip=lobes))
    marks.append(Mark(tex.wide[-1], mix(dark, "#a9803a", 0.3), 0.35 * (1 - quiet), 0.34))
    marks.append(Mark(tex.wide[-1], mix(FAT_LIGHT, "#ffffff", 0.4), 0.85, 0.2))
    if not soft_mm:
        marks += inner_shade(region, "#a9803a", 2.4, 0.22 * (1 - quiet))
    return marks


def bone(region: BaseGeometry, seed: int, *, cortex_mm: float = 1.05) -> list[Mark]:
    """Return cut bone: bright cortex around a spongy core of fine struts."""
    core = region.buffer(-cortex_mm).buffer(-0.6).buffer(0.6)
    marks = cast(region, 1.1, 0.34)
    marks += [Mark(region, across(region, "#fffaf0", BONE, mix(BONE, BONE_DARK, 0.4)))]
    marks += inner_shade(region, "#8d6f42", 0.75, 0.5, lit="#ffffff", lit_alpha=0.8)
    if not core.is_empty:
        marks += _spongy(core, seed)
    return marks + contour(region, BONE_LINE, EDGE)


def _spongy(core: BaseGeometry, seed: int) -> list[Mark]:
    """Return the spongy core: dark marrow holes, pale struts, sunken rim."""
    tex = cells(core, Grain(1.15, 3.4, 0.3, 1.15, 60, seed), widths=2)
    marks = [Mark(core, mix(SPONGY, BONE_DARK, 0.3))]
    for tone, tile in enumerate(tex.tiles):
        holes = shapely.buffer(shapely.buffer(shapely.get_parts(tile), -0.24), 0.1)
        marks.append(
            Mark(shapely.geometrycollections(holes), mix("#bf9f66", SPONGY, 0.4 + 0.13 * tone), 0.8)
        )
    marks.append(Mark(tex.thin, "#fbf3df", 0.55, 0.13))
    marks += [
        Mark(lines, "#fdf7e8", 0.8, 0.2 + 0.1 * level) for level, lines in enumerate(tex.wide)
    ]
    marks += inner_shade(core, "#7f6134", 1.3, 0.36)
    marks.append(Mark(core, mix(BONE_DARK, BONE_LINE, 0.3), 0.55, TEXTURE))
    return marks


def cartilage(region: BaseGeometry) -> list[Mark]:
    """Return joint cartilage: smooth blue-grey with a bright near edge."""
    marks = [Mark(region, across(region, "#e2eff4", CARTILAGE, "#9fbecb"))]
    marks += inner_shade(region, "#5f8798", 0.5, 0.4, lit="#ffffff", lit_alpha=0.7)
    return [*marks, Mark(region, "#537484", 0.9, INNER)]


def tendon(region: BaseGeometry, *, fibres: BaseGeometry | None = None) -> list[Mark]:
    """Return pale firm tissue: capsule, supraspinous ligament, fascia band."""
    marks = cast(region, 0.5, 0.25)
    marks.append(Mark(region, across(region, "#ffffff", FASCIA, "#d5cfc0")))
    if fibres is not None:
        marks.append(Mark(fibres, "#a59d8a", 0.5, HAIR, clip=region))
    marks += inner_shade(region, "#8a8170", 0.6, 0.4, lit="#ffffff", lit_alpha=0.8)
    return [*marks, Mark(region, FASCIA_LINE, 0.95, INNER)]


def sheet(line: LineString, width_mm: float) -> list[Mark]:
    """Return a fascia seen on edge: a pale band with fine dark rims."""
    return [
        Mark(moved(line, 0.2, 0.35), "#6b4a38", 0.22, width_mm + 0.5, blur_mm=0.35),
        Mark(line, mix(FASCIA_LINE, "#6b5a48", 0.5), 1.0, width_mm + 2 * TEXTURE),
        Mark(line, FASCIA, 1.0, width_mm),
        Mark(moved(line, -0.05, -width_mm * 0.18), "#ffffff", 0.85, width_mm * 0.35),
    ]


def flavum(region: BaseGeometry, fibres: BaseGeometry) -> list[Mark]:
    """Return the yellow ligament with fibre lines along the roof of the canal."""
    marks = cast(region, 0.9, 0.3)
    marks.append(Mark(region, across(region, "#e6c27c", FLAVUM, "#b98839")))
    marks.append(Mark(fibres, "#8a5f22", 0.5, HAIR, clip=region))
    marks.append(Mark(moved(fibres, -0.06, -0.1), "#f6dfab", 0.55, HAIR, clip=region))
    marks += inner_shade(region, "#7c531b", 0.8, 0.42, lit="#fbe7b8", lit_alpha=0.6)
    return marks + contour(region, FLAVUM_LINE, EDGE * 0.9)


def healing(room: BaseGeometry, *, firm: bool = False) -> list[Mark]:
    """Return soft healing tissue, pale and calm; firm = an old scar, greyer and with more strands.

    Args:
        room: Outline of the tissue.
        firm: True for a scar that clings to the nerve.
    """
    tones = ("#efe6e0", "#e0d2ca", "#c9b5ab") if firm else ("#f7e9d8", "#efdac4", "#e2c6ac")
    strand, rim = ("#5d4238", "#5a4037") if firm else ("#c39c7f", "#a5795c")
    marks = [Mark(room, across(room, *tones), blur_mm=0.1 if firm else 0.25)]
    x0, y0, x1, y1 = room.bounds
    rows = np.arange(0, x1 - x0 + 6, 1.15 if firm else 1.1)
    turns = [(x0 - 2 + k, y0 - 2, x0 + 3 + k * 0.9, y1 + 2) for k in rows]
    strands = unary_union(
        [curve([(a, b), ((a + c) / 2 + 0.8, (b + d) / 2), (c, d)]) for a, b, c, d in turns]
    )
    look = (0.85, 0.34) if firm else (0.4, 0.16)  # firm: a hatch that holds in gray
    marks.append(Mark(strands, strand, *look, clip=room))
    marks += inner_shade(room, rim, 1.0, 0.22)
    return [*marks, Mark(room, rim, 0.95, EDGE)] if firm else marks


def skin(band: BaseGeometry, outer: LineString) -> list[Mark]:
    """Return skin: dermis band, paler deep edge, thin dark surface line."""
    marks = [Mark(band, SKIN)]
    marks += inner_shade(band, "#b5764f", 0.7, 0.4)
    marks.append(Mark(moved(outer, 0, 0.75), "#f7dcc4", 0.9, 0.55, blur_mm=0.22, clip=band))
    marks.append(Mark(moved(outer, 0, 1.6), "#c98e6b", 0.6, 0.3, blur_mm=0.12, clip=band))
    marks.append(Mark(band, SKIN_LINE, 0.9, EDGE))
    return [*marks, Mark(outer, mix(SKIN_LINE, "#4a2a1c", 0.3), 1.0, CONTOUR)]
