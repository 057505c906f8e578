"""What illness does to the outlines: herniations, worn joints, narrow recesses, scar.

CLINICAL: shapes and sizes are our own choice, not reviewed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from shapely.geometry import LineString, Polygon
from shapely.ops import unary_union

from axial2d import landmarks as lm
from axial2d import shapes as s
from axial2d.anatomy import Anatomy
from axial2d.shapes import XY

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SPUR: tuple[XY, ...] = (
    (18.5, -7.4),
    (16.4, -5.0),
    (13.4, -4.1),
    (10.8, -4.3),
    (9.0, -5.4),
    (9.3, -6.7),
    (11.6, -7.4),
    (14.0, -8.2),
)
"""Spur on the foot of the joint, right side: it roofs the recess over the root."""

WINDOW: tuple[XY, ...] = (
    (-5.9, -32),
    (-14.6, -32),
    (-13.6, -20),
    (-12.6, -12.2),
    (-9.4, -9.0),
    (-3.2, -17.0),
    (-4.6, -22.0),
)
"""Window through lamina and yellow ligament, the same for open and tube."""


def overgrown(xy: np.ndarray) -> np.ndarray:
    """Push the outline of worn facets outwards by up to 1.9 mm, nothing near the midline."""
    centre = np.column_stack([np.sign(xy[:, 0]) * 20.0, np.full(len(xy), -17.0)])
    way = xy - centre
    far = np.linalg.norm(way, axis=1) + 1e-6
    share = np.clip((np.abs(xy[:, 0]) - 10.5) / 8, 0, 1) * (xy[:, 1] > -33)
    share = share * share * (3 - 2 * share)
    return np.asarray(xy + way / far[:, None] * (1.9 * share)[:, None])


def herniate(made: Anatomy) -> None:
    """Escaped core, dented sac, flattened root, torn annulus (picture side)."""
    side = made.condition.hernia
    if side == "central":
        body = s.whole(lm.HERNIA_CENTRAL)
        shove = 0.0
    else:
        body = s.blob(lm.HERNIA_LEFT)
        shove = 1.3
    sac = s.moved(made.part["sac"], shove, -0.6)
    dented = s.rounded(
        s.largest(
            sac.difference(
                unary_union(
                    [
                        body.buffer(0.45),
                        *(made.part[k].buffer(0.4) for k in ("flavum_l", "flavum_r")),
                    ]
                )
            )
        ),
        1.3,
    )
    root = s.ellipse((-10.6, -7.6), 3.3, 1.25, -10)
    strands = [
        s.curve([(-6.4, 11), (-6.7, 6), (-7.2 + dx * 0.45, 1.5), (-7.6 + dx, -4.6)])
        for dx in (-4.6, -1.8, 1.2, 4.2)
    ]
    if side == "central":
        strands = [
            s.curve([(0, 11), (0, 6), (dx * 0.45, 2.0), (dx, -4.4)])
            for dx in (-4.4, -1.5, 1.5, 4.4)
        ]
    parts: dict[str, BaseGeometry] = {
        "hernia": body,
        "sac": dented,
        "strands": unary_union(strands),
    }
    if side != "central":
        parts["traversing_l"] = root
    if side == "right":
        parts = {k.replace("_l", "_r"): s.mirrored(g) for k, g in parts.items()}
    made.part.update(parts)
    pressed = {"left": "traversing_l", "right": "traversing_r", "central": "sac"}[side]
    made.part["pressed"] = made.part[pressed]


def shrink(made: Anatomy) -> None:
    """Return to a small bulge on the picture's left: nerve round again, sac untouched.

    CLINICAL: how far a slipped piece shrinks differs from person to person (our choice here).
    """
    body = s.blob(lm.HERNIA_SHRUNK)
    dented = made.part["sac"].difference(body.buffer(0.35))
    made.part["hernia"] = body
    made.part["sac"] = s.rounded(s.largest(dented), 1.1)
    made.part["strands"] = unary_union(
        [
            s.curve([(-6.4, 10.4), (-6.6, 6), (-6.9 + dx * 0.5, 2), (-7.2 + dx, -0.6)])
            for dx in (-2, 0.4, 2.4)
        ]
    )


def narrow_recess(made: Anatomy, joint: LineString) -> None:
    """Add a spur to the joint foot of each tight side; it keeps off the joint itself."""
    wide = made.level.recess_mm
    spur = s.blob([(x + wide, y) for x, y in SPUR])
    for tag, piece, line in zip(("_l", "_r"), s.both(spur), s.both(joint), strict=True):
        if tag in made.condition.tight_sides:
            band = line.buffer(1.15)
            grown = unary_union([made.part["facet" + tag], piece.difference(band)])
            grown = grown.buffer(0.4).buffer(-0.4).difference(band)
            made.part["facet" + tag] = s.largest(s.rounded(grown, 0.4))


def pinch_recess(made: Anatomy) -> None:
    """Flatten the traversing roots under their spurs and mark them as pinched."""
    flat = s.ellipse((11.4 + made.level.recess_mm * 0.7, -2.75), 2.6, 0.95, 3)
    for tag, root in zip(("_l", "_r"), s.both(flat), strict=True):
        if tag in made.condition.tight_sides:
            made.part["traversing" + tag] = root
    tight = [made.part["traversing" + tag] for tag in made.condition.tight_sides]
    made.part["pressed"] = unary_union(tight)


def scar(made: Anatomy, gap: BaseGeometry) -> None:
    """Add the scar of an earlier operation: in the window, and around the root if asked for.

    Call with bone and ligament still whole; `gap` is what was taken away.
    """
    names = ("arch", "facet_l", "flavum_l")
    lost = unary_union([made.part[k] for k in names]).intersection(gap)
    room = s.rounded(lost.buffer(0.7), 0.6).intersection(gap.buffer(0.4))
    if made.condition.has_scar:
        core = [made.part["traversing_l"].buffer(1.5)]
        if "hernia" in made.part:
            head = made.part["hernia"].difference(made.part["disc"].buffer(0.5))
            core += [head.buffer(1.7)]
        cuff = unary_union(core).difference(made.part["disc"])
        link = s.curve([(-9.6, -15), (-11.2, -10.5), (-11.4, -7.5)]).buffer(2.4)
        keep = [made.part[k] for k in ("sac", "facet_l", "flavum_r", "hernia") if k in made.part]
        room = s.rounded(unary_union([room, cuff, link]), 0.9)
        room = s.largest(room.difference(unary_union(keep).buffer(-0.2)))
    made.part["scar"] = room


def carve(made: Anatomy, gap: BaseGeometry) -> Anatomy:
    """Return the section with bone, joint and ligament taken away inside the gap."""
    names = ("arch", "facet_l", "facet_r", "flavum_l", "flavum_r", "supraspinous")
    soft = ("capsule_l", "capsule_r", "cartilage_l", "cartilage_r", "space_l", "space_r")
    part = dict(made.part)
    for name in (*names, *soft):
        shape = part[name]
        if shape.intersection(gap).area <= 0.05:
            continue
        rest = shape.difference(gap)
        if name in names:
            rest = s.rounded(rest, 0.45 if "flavum" in name else 0.3)
        least = 1.5 if name in soft or "flavum" in name else 6.0
        kept = [p for p in s.polygons(rest) if p.area > least]
        if name == "supraspinous" and rest.area < 0.8 * shape.area:
            kept = []
        part[name] = unary_union(kept) if kept else Polygon()
    return Anatomy(made.level, made.condition, part, dict(made.line), list(made.roots))
