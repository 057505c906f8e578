"""Parametric axial section through a lumbar disc: outlines only, no paint.

Axes as in shapes.py (origin: back edge of the disc, y down to the belly). Half outlines
have x >= 0 and are mirrored; picture left is the patient's left (patient lies face down).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon, box
from shapely.ops import unary_union

from axial2d import disease, lumbosacral
from axial2d import landmarks as lm
from axial2d import shapes as s
from axial2d.anatomy import Anatomy, Condition, pair
from axial2d.levels import LEVELS, Level
from axial2d.shapes import XY
from axial2d.viscera import polar

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Anatomy", "Condition", "build"]


def build(level_id: str = "L4-L5", condition: Condition | None = None) -> Anatomy:
    """Return every outline of the section at a level, in a condition."""
    made = Anatomy(LEVELS[level_id], condition or Condition())
    _surface(made)
    _bones(made)
    _disc(made)
    _canal(made)
    _muscles(made)
    _nerves(made)
    _illness(made)
    made.roots.extend(_roots(made.part["sac"]))
    return made


def _illness(made: Anatomy) -> None:
    """Change the healthy outlines into those of the condition."""
    want = made.condition
    if want.is_shrunk:
        disease.shrink(made)
    elif want.hernia != "none":
        disease.herniate(made)
    elif want.has_recess:
        disease.pinch_recess(made)
    elif want.has_stenosis and not want.is_freed:
        made.part["pressed"] = made.part["sac"]
    if want.is_operated:
        gap = s.rounded(Polygon(disease.WINDOW), 0.8)
        disease.scar(made, gap)
        made.part.update(disease.carve(made, gap).part)


def _surface(made: Anatomy) -> None:
    """Skin, fat under the skin, back fascia."""
    w = made.level.back_mm / 82.0
    low = (made.level.spine_long - 1) * 22
    rim = [
        (0, -65.6 - low * 0.4),
        (6, -65.9 - low * 0.3),
        (16, -68.0),
        (34, -70.0),
        (52, -69.0),
        (70, -64.4),
        (86, -56.8),
        (96, -50.5),
        (106, -43.0),
        (116, -34.0),
    ]
    made.line["skin"] = skin = s.whole_line(rim)
    deep = s.moved(skin, 0, 2.3)
    made.part["skin"] = Polygon([*skin.coords, *reversed(deep.coords)])
    back = (
        list(lumbosacral.BACK)
        if made.level.has_ilium
        else [
            (0, -54.2 - low),
            (4, -54.8 - low),
            (12, -57.4 - low * 0.6),
            (30 * w, -58.6),
            (46 * w, -56.0),
            (58 * w, -51.2),
            (68 * w, -44.4),
            (76 * w, -34.0),
            (80.6 * w, -25.6),
            (82 * w, -21.4),
        ]
    )
    made.line["fascia"] = fascia = s.whole_line(back)
    under = Polygon([*deep.coords, (130, 70), (-130, 70)])
    flank = list(lumbosacral.FLANK) if made.level.has_ilium else [(83.6, -17), (86.2, 10), (86, 70)]
    trunk = Polygon([*fascia.coords, *flank, *((-x, y) for x, y in reversed(flank))])
    made.part["fat_skin"] = under.difference(trunk).intersection(box(-114, -90, 114, 70))
    made.part["fat_deep"] = Polygon(
        [*fascia.coords, *flank, *((-x, y) for x, y in reversed(flank))]
    ).buffer(0.4)


def _place_facet(level: Level, points: tuple[XY, ...]) -> list[XY]:
    """Turn and widen landmarks beyond the lamina; stretch the spinous process."""
    out: list[XY] = []
    a = np.deg2rad(level.facet_turn_deg)
    for x0, y0 in points:
        share = float(np.clip((x0 - 9) / 8, 0, 1)) if y0 > -31 else 0.0
        dx, dy = x0 - 19.0, y0 + 17.0
        x = x0 + share * (np.cos(a) * dx - np.sin(a) * dy - dx)
        y = y0 + share * (np.sin(a) * dx + np.cos(a) * dy - dy)
        x += share * (level.facet_wide - 1) * x
        if y < -27 and x < 7:
            y = -27 + (y + 27) * level.spine_long
        out.append((x, y))
    return out


def _bones(made: Anatomy) -> None:
    """Posterior arch, upper joint processes, cartilage, capsule caps, tip ligament."""
    bone, roof = _place_facet(made.level, lm.BONE), _place_facet(made.level, lm.ROOF)
    joint = s.curve(_place_facet(made.level, lm.JOINT))
    right = LineString(
        [*s.catmull_rom(bone, closed=False), *s.catmull_rom(roof, closed=False)[::-1]]
    )
    block = Polygon([*right.coords, *s.mirrored(right).reverse().coords]).buffer(0)
    if made.condition.is_worn:
        block = shapely.transform(block, disease.overgrown)
    block = s.rounded(block, 0.35)
    gap = 1.25 if not made.condition.is_worn else 1.0
    bands = unary_union([j.buffer(gap, cap_style="flat") for j in s.both(joint)])
    pieces = sorted(s.polygons(s.rounded(block.difference(bands), 0.5)), key=lambda p: -p.area)
    pieces = [p for p in pieces if p.area > 12]
    arch = min(pieces, key=lambda p: abs(p.centroid.x))
    made.part["arch"] = arch
    for tag, sign in (("_l", -1), ("_r", 1)):
        side = [p for p in pieces if p is not arch and np.sign(p.centroid.x) == sign]
        made.part["facet" + tag] = unary_union(side)
    _joint_parts(made, joint, block, gap)
    if made.condition.has_recess:
        disease.narrow_recess(made, joint)
    tip = arch.bounds[1]
    made.part["supraspinous"] = s.whole([(x, tip + y) for x, y in lm.TIP])
    made.part["block"] = block
    made.line["roof"] = s.curve(roof)


def _joint_parts(made: Anatomy, joint: LineString, block: BaseGeometry, gap: float) -> None:
    """Two cartilages and the capsule cap from the joint's centre line."""
    top = s.polygons(block)[0]
    for tag, line in zip(("_l", "_r"), s.both(joint), strict=True):
        space = line.buffer(gap - 0.08, cap_style="flat").intersection(top.buffer(0.1)).buffer(0)
        made.part["space" + tag] = s.largest(space)
        slit = line.buffer(0.14)
        made.part["cartilage" + tag] = s.largest(space).difference(slit).buffer(-0.04)
        made.line["joint" + tag] = line.intersection(top)
        rim = shapely.get_parts(line.intersection(top.exterior.buffer(0.4)))
        head = min([*rim, line] if len(rim) == 0 else rim, key=lambda g: g.bounds[1]).centroid
        turn = made.level.facet_turn_deg * (1 if tag == "_r" else -1)
        cap = s.whole(lm.CAPSULE)
        made.part["capsule" + tag] = affinity.rotate(
            s.moved(cap, head.x, head.y), turn, origin=(head.x, head.y)
        )


def _disc(made: Anatomy) -> None:
    """Disc rim with a slight hollow at the back; kidney-shaped core."""
    w, d = made.level.disc_mm[0] / 2, made.level.disc_mm[1]
    outline = s.whole([(x * w, y + z * d) for x, y, z in lm.DISC])
    if made.condition.is_worn:
        outline = unary_union([outline, s.moved(outline.buffer(0.9), 0, -0.5)])
    made.part["disc"] = outline
    made.part["nucleus"] = affinity.scale(
        s.whole([(x * w, y) for x, y in lm.NUCLEUS]), 1, d / 35.9, origin=(0, 0)
    )


def _canal(made: Anatomy) -> None:
    """Yellow ligament, sac, epidural fat; stenosis thickens and squeezes."""
    narrow, want = made.condition.has_stenosis, made.condition
    thick = 6.0 if narrow else 4.5 if want.has_recess else 3.3
    bone = unary_union([made.part[k] for k in ("arch", "facet_l", "facet_r")])
    roof = Polygon(
        [*made.line["roof"].coords, *s.mirrored(made.line["roof"]).reverse().coords]
    ).buffer(0)
    canal = s.rounded(unary_union([roof, box(-12, -8, 12, -0.5)]), 0.6)
    right = s.largest(_thickened(made.line["roof"], thick).difference(bone.buffer(-0.25)))
    if want.is_worn:
        smooth = s.rounded(right, 0.9).buffer(1.8).buffer(-1.8)
        right = s.largest(smooth.difference(bone.buffer(-0.25)))
    right = right.intersection(box(0.16, -60, 40, 0))
    pair(made, "flavum", right)
    halves = s.both(right)
    share = 0.86 if want.is_freed else 78.0 / 176.0 if narrow else 0.84 if want.has_recess else 1.0
    sac = s.scaled_to_area(s.whole(lm.SAC), share * made.level.sac_mm2, (0, -1.5))
    if narrow and not want.is_freed:
        sac = affinity.scale(sac, 1.2, 0.84, origin=(0, -1.5))
    if want.is_worn:
        sac = s.moved(sac, 0, -0.7 if want.is_freed or want.has_recess else 0.0)
    room = made.part["disc"].buffer(0.3) if want.is_freed else unary_union(halves).buffer(0.5)
    made.part["sac"] = s.rounded(s.largest(s.moved(sac, 0, -0.8).difference(room)), 1.1)
    made.part["epidural_fat"] = canal.difference(bone.buffer(-0.3))
    veins = [s.ellipse((x, -0.9), 1.7, 0.6, turn) for x, turn in ((-4.0, -8), (4.0, 8))]
    made.part["veins"] = unary_union(veins)


def _thickened(roof: LineString, thick_mm: float) -> Polygon:
    """Return the right half of the yellow ligament: full at the roof, thin at its foot."""
    xy = np.asarray(roof.segmentize(0.4).coords)
    way = np.gradient(xy, axis=0)
    way /= np.linalg.norm(way, axis=1)[:, None]
    share = np.linspace(0, 1, len(xy))
    depth = thick_mm * (0.92 + 0.3 * np.sin(np.pi * share) - 0.55 * share**3)
    normal = np.column_stack([-way[:, 1], way[:, 0]])
    inner = s.catmull_rom(
        [(float(x), float(y)) for x, y in (xy + normal * depth[:, None])[::3]], closed=False
    )
    foot = Polygon([*(xy - normal * 0.9), *inner[::-1]]).buffer(0)
    return s.largest(s.rounded(foot, 0.3))


def _muscles(made: Anatomy) -> None:
    """One compartment minus bone, split by the natural planes; psoas and quadratus."""
    lv = made.level
    w = lv.back_mm / 82.0
    floor = s.curve(
        list(lumbosacral.FLOOR)
        if lv.has_ilium
        else [
            (82 * w, -21.2),
            (66 * w, -16.0),
            (52 * w, -12.2),
            (42 * w, -11.0),
            (30 * w, -11.4),
            (16, -12),
        ]
    )
    bone = unary_union(
        [
            made.part["block"].buffer(0.35),
            *(made.part[k].buffer(0.35) for k in ("capsule_l", "capsule_r", "supraspinous")),
        ]
    )
    top = [p for p in made.line["fascia"].coords if p[0] >= 0]
    room = Polygon([*top, *floor.coords, (0, -12)]).buffer(0).buffer(-0.45).difference(bone)
    if lv.has_ilium:
        lumbosacral.add(made)
        solid = [made.part[k] for k in ("ilium_r", "ala_r", "iliolumbar_r")]
        room = room.difference(unary_union(solid).buffer(0.8))
    c, e = lv.cleft_mm, lv.split_mm
    cleft = s.curve(
        [
            (c + 1.2, -72),
            (c + 1.4, -58),
            (c + 2.0, -46),
            (c + 0.9, -34),
            (c - 0.6, -25),
            (c - 1.6, -8),
        ]
    )
    split = s.curve(
        [
            (e + 0.5, -72),
            (e + 0.2, -56),
            (e + 0.6, -44),
            (e - 0.4, -30),
            (e - 5.5, -12),
            (e - 6.5, 2),
        ]
    )
    left_of = {
        "multifidus": (None, cleft),
        "longissimus": (cleft, split),
        "iliocostalis": (split, None),
    }
    for name, (inner, outer) in left_of.items():
        piece = room
        for line, to_right in ((inner, True), (outer, False)):
            if line is not None:
                piece = piece.intersection(
                    s.half_plane(line, to_right=to_right).buffer(-0.5 if line is cleft else -0.22)
                )
        pair(made, name, s.largest(s.rounded(piece, 1.0)))
    made.line["cleft_r"], made.line["cleft_l"] = cleft, s.mirrored(cleft)
    made.line["floor_r"], made.line["floor_l"] = floor, s.mirrored(floor)
    (px, py), (kx, ky) = lv.psoas
    pair(
        made,
        "psoas",
        s.moved(
            affinity.scale(s.blob(lm.PSOAS), kx, ky, origin=(46.2, 18.6)), px - 46.2, py - 18.6
        ),
    )
    if lv.has_quadratus:
        pair(made, "quadratus", affinity.scale(s.blob(lm.QUADRATUS), w, 1, origin=(0, 0)))
        wall = s.blob(lm.ABDOMINAL_WALL)
        pair(made, "abdominal_wall", wall)


def _nerves(made: Anatomy) -> None:
    """Place the exiting roots in the outer gap and the traversing roots beside the sac."""
    k = made.level.disc_mm[0] / 51.6
    exiting = s.blob([(x * k, y) for x, y in lm.EXITING])
    pair(made, "exiting", exiting)
    narrow = made.condition.has_stenosis and not made.condition.is_freed
    pair(
        made,
        "traversing",
        s.ellipse((11.4, -3.0), 2.0, 1.15, 8)
        if narrow
        else s.ellipse((10.9, -3.9), 2.15, 1.85, 20),
    )


def _roots(sac: Polygon) -> list[Polygon]:
    """Place 22 roots as a crescent in any sac shape: back row sacral, front pair S1."""
    rows = [(0.80, (12, 36, 60, 84, 106, 126, 144)), (0.55, (20, 56, 92, 124))]
    centre = (sac.centroid.x, sac.centroid.y - 0.2)
    spots: list[tuple[XY, float]] = []
    small = float(np.sqrt(sac.area / 176.0))
    for share, steps in rows:
        for off in steps:
            for sign in (-1, 1):
                a = np.deg2rad(-90 + sign * off)
                reach = float(polar(sac.buffer(-0.5), centre, np.array([a]))[0])
                radius = (0.56 + 0.34 * off / 144) * max(small, 0.78)
                spots.append(
                    (
                        (
                            centre[0] + share * reach * np.cos(a),
                            centre[1] + share * reach * np.sin(a),
                        ),
                        radius,
                    )
                )
    return [s.ellipse(at, r, r) for at, r in _apart(spots, sac)]


def _apart(spots: list[tuple[XY, float]], sac: Polygon) -> list[tuple[XY, float]]:
    """Push overlapping beads apart and back into the sac (40 small steps)."""
    at = np.array([p for p, _ in spots])
    radius = np.array([r for _, r in spots])
    need = radius[:, None] + radius[None, :] + 0.08
    for _ in range(40):
        gap = at[:, None] - at[None, :]
        far = np.linalg.norm(gap, axis=2) + np.eye(len(at)) * 99
        push = np.clip(need - far, 0, None)[..., None] * gap / far[..., None] * 0.5
        at = at + push.sum(axis=1)
        room = sac.buffer(-0.5 - float(radius.mean()))
        for i, p in enumerate(shapely.points(at)):
            if not room.contains(p):
                near = room.exterior.interpolate(room.exterior.project(p))
                at[i] = (near.x, near.y)
    return list(zip([(float(x), float(y)) for x, y in at], radius.tolist(), strict=True))
