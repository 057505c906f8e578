"""The looks of disc, nerve sac, nerves, vessels and steel (marks; lengths in mm)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from axial2d import tissue as t
from axial2d.paint import Mark, Ramp
from axial2d.shapes import XY, Array, ellipse, moved
from axial2d.texture import Grain, cells

if TYPE_CHECKING:
    from shapely.geometry import Polygon
    from shapely.geometry.base import BaseGeometry


def polar(poly: Polygon, centre: XY, angles: Array) -> Array:
    """Return the distance (mm) from the centre to the outline along each angle (rad)."""
    reach = 200.0
    ends = np.column_stack([centre[0] + reach * np.cos(angles), centre[1] + reach * np.sin(angles)])
    rays = shapely.linestrings(np.stack([np.broadcast_to(centre, ends.shape), ends], axis=1))
    cut = shapely.intersection(rays, poly)
    return np.asarray(shapely.length(cut))


def disc(outline: Polygon, nucleus: Polygon, rings: int = 15) -> list[Mark]:
    """Return the disc: lamellae morphing from nucleus to rim, soft gel core."""
    marks = t.cast(outline, 1.6, 0.3)
    marks.append(Mark(outline, t.across(outline, "#f4f8f7", t.ANNULUS, t.ANNULUS_DARK)))
    centre = (nucleus.centroid.x, nucleus.centroid.y)
    angles = np.linspace(0, 2 * np.pi, 240, endpoint=False)
    inner, outer = polar(nucleus, centre, angles), polar(outline, centre, angles)
    ways = np.column_stack([np.cos(angles), np.sin(angles)])
    for k in range(rings):
        share = (k + 0.5) / rings
        radius = inner + (outer - inner) * share
        ring = shapely.linearrings(np.asarray(centre) + ways * radius[:, None])
        width = float(np.mean(outer - inner)) / rings
        if k % 2:
            marks.append(Mark(ring, "#8ea6ad", 0.2 + 0.16 * share, width))
        marks.append(Mark(ring, "#ffffff", 0.4, width * 0.3))
        marks.append(Mark(ring, "#6f8b94", 0.2, width * 0.92, dash=(0.1, 0.42 if k % 2 else 0.55)))
    marks += t.inner_shade(outline, "#4f6b78", 2.6, 0.42, lit="#ffffff", lit_alpha=0.65)
    marks += _gel(nucleus)
    return [*marks, *t.contour(outline, t.DISC_LINE, t.CONTOUR)]


def _gel(nucleus: Polygon) -> list[Mark]:
    """Return the soft core: no hard edge, one bright field, a few strands."""
    x0, y0, x1, y1 = nucleus.bounds
    spot = (x0 + (x1 - x0) * 0.36, y0 + (y1 - y0) * 0.34)
    look = Ramp(
        ("#d3e9f2", t.NUCLEUS, "#84b3cb"), spot, radius_mm=(x1 - x0) * 0.72, stops=(0, 0.5, 1)
    )
    marks = [
        Mark(nucleus.buffer(0.5), "#86aebd", 0.75, blur_mm=0.7),
        Mark(nucleus, look, blur_mm=0.22),
    ]
    marks += t.inner_shade(nucleus, "#4b88a6", 1.6, 0.34, lit="#ffffff", lit_alpha=0.55)
    return [*marks, Mark(nucleus, "#5c91ab", 0.55, t.INNER)]


def herniation(body: Polygon, strands: BaseGeometry, nucleus: Polygon) -> list[Mark]:
    """Return escaped core: stronger blue than the nucleus, with strands from the tear."""
    marks = t.cast(body, 1.0, 0.3)
    marks.append(Mark(body, t.across(body, "#a9d9ec", t.HERNIA, "#4c97b9")))
    marks.append(Mark(strands, "#e8f6fb", 0.75, t.TEXTURE, clip=body))
    marks += t.inner_shade(body, "#276583", 1.2, 0.42, lit="#ffffff", lit_alpha=0.7)
    neck = body.intersection(nucleus.buffer(0.9)).buffer(1.5)
    return [
        *marks,
        Mark(body, t.HERNIA_LINE, 1.0, t.EDGE),
        Mark(neck, "#b4d7e6", 1.0, blur_mm=0.7, clip=nucleus.buffer(0.9)),
        Mark(strands, "#e8f6fb", 0.55, t.TEXTURE, clip=neck.buffer(-0.5)),
    ]


def sac(outline: Polygon, roots: list[Polygon]) -> list[Mark]:
    """Return the dural sac: thick wall, clear fluid, roots lying in it."""
    inside = outline.buffer(-0.5)
    marks = t.cast(outline, 0.8, 0.32)
    marks.append(Mark(outline, t.across(outline, "#8fb0c3", "#6e93a9", t.DURA)))
    marks.append(Mark(inside, t.across(inside, "#fafdff", t.CSF, "#a9c8d8")))
    marks += t.inner_shade(inside, "#4d7890", 1.3, 0.42, lit="#ffffff", lit_alpha=0.7)
    marks.append(Mark(outline, t.mix(t.DURA, "#20333f", 0.25), 1.0, t.EDGE))
    for root in roots:
        marks += rootlet(root)
    return marks


def rootlet(root: Polygon) -> list[Mark]:
    """Return one nerve root cut across: a small bead with a shadow and a glint."""
    r = float(np.sqrt(root.area / np.pi))
    c = root.centroid
    glint = ellipse((c.x - 0.3 * r, c.y - 0.36 * r), 0.36 * r, 0.28 * r)
    look = Ramp(
        ("#fdebac", t.NERVE, "#d79a1d"),
        (c.x - 0.3 * r, c.y - 0.4 * r),
        radius_mm=1.6 * r,
        stops=(0, 0.5, 1),
    )
    return [
        Mark(moved(root, 0.14, 0.22), "#3f5f72", 0.45, blur_mm=0.2),
        Mark(root, look),
        Mark(root, t.NERVE_LINE, 0.95, 0.17),
        Mark(glint, "#fffbe9", 0.8, blur_mm=0.07),
    ]


def nerve(outline: Polygon, seed: int) -> list[Mark]:
    """Return a nerve cut across: sheath with round fascicles."""
    core = outline.buffer(-0.42)
    tex = cells(core, Grain(0.95, 2.4, 0.06, 1.0, 0, seed))
    marks = t.cast(outline, 0.8, 0.34)
    marks.append(Mark(outline, t.across(outline, "#f3d879", "#dcab2c", "#b07d12")))
    for tone, tile in enumerate(tex.tiles):
        beads = shapely.buffer(shapely.buffer(shapely.get_parts(tile), -0.22), 0.12)
        marks.append(
            Mark(shapely.geometrycollections(beads), t.mix("#f0bd35", "#fbe28c", tone / 4))
        )
        tops = shapely.buffer(shapely.get_parts(tile), -0.3)
        marks.append(
            Mark(
                moved(shapely.geometrycollections(tops), -0.06, -0.08), "#fff3c4", 0.6, blur_mm=0.08
            )
        )
    marks += t.inner_shade(outline, "#7d5a0c", 0.7, 0.42, lit="#fff6d2", lit_alpha=0.6)
    return [*marks, Mark(outline, t.NERVE_LINE, 1.0, t.EDGE * 0.9)]


def vessel(outline: Polygon, kind: str) -> list[Mark]:
    """Return a great vessel, kept pale so that it stays in the background."""
    tint = t.mix(t.ARTERY if kind == "artery" else t.VEIN, "#ffffff", 0.3)
    wall = 0.17 if kind == "artery" else 0.07
    size = float(np.sqrt(outline.area / np.pi))
    lumen = outline.buffer(-max(0.5, wall * size))
    marks = t.cast(outline, 1.2, 0.16)
    marks.append(
        Mark(
            outline,
            t.across(outline, t.mix(tint, "#ffffff", 0.62), t.mix(tint, "#ffffff", 0.4), tint),
        )
    )
    marks.append(
        Mark(
            lumen, t.across(lumen, t.mix(tint, "#33202a", 0.16), tint, t.mix(tint, "#ffffff", 0.2))
        )
    )
    marks += t.inner_shade(lumen, t.mix(tint, "#3a2433", 0.5), 1.4, 0.34)
    return [
        *marks,
        Mark(outline, t.mix(tint, "#5a3338", 0.35), 0.75, t.INNER),
        Mark(lumen, t.mix(tint, "#5a3338", 0.4), 0.5, t.TEXTURE),
    ]


def steel(region: BaseGeometry, axis: tuple[XY, XY], *, bright: float = 0.0) -> list[Mark]:
    """Return metal shaded as a rod: `axis` are two points across its width (mm)."""
    stops = (0.0, 0.16, 0.34, 0.62, 0.86, 1.0)
    plain = ("#7d8892", "#e9eef1", "#ffffff", "#bcc5cc", "#87929b", "#a9b3ba")
    tones = tuple(t.mix(c, "#ffffff", bright) for c in plain)
    marks = t.cast(region, 0.9, 0.28, "#2b2f36")
    marks.append(Mark(region, Ramp(tones, axis[0], axis[1], stops=stops)))
    return [*marks, Mark(region, t.STEEL_LINE, 1.0, t.EDGE)]


def pressure(outline: BaseGeometry, far_mm: float = 0.62) -> list[Mark]:
    """Return the mark for a pinched nerve: a ring with dark edges, crisp in gray too, and a halo.

    A label must go with it. `far_mm` is the ring's distance: more for a very small nerve.
    """
    ring = outline.buffer(far_mm)
    return [
        Mark(ring, t.PRESSURE, 0.4, 2.1, blur_mm=0.9),
        Mark(ring, "#7a2d00", 1.0, 1.2),
        Mark(ring, t.PRESSURE, 1.0, 0.84),
        Mark(ring, "#ffb27a", 0.9, 0.2),
    ]
