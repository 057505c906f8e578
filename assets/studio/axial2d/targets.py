"""Where labels point: one table of wished places, snapped onto what is visible in a state.

A key keeps its wished place in every state where that place shows its region; otherwise it
moves to the nearest roomy spot of the same region, and gets an id of its own: KEY@STATE.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage
from shapely.geometry import LineString

from axial2d import ways
from axial2d.axial import Anatomy
from axial2d.paint import Page
from axial2d.shapes import XY

if TYPE_CHECKING:
    from numpy.typing import NDArray

REGIONS: tuple[str, ...] = (
    "skin",
    "fat",
    "fat_deep",
    "fat_epidural",
    "fascia",
    "muscle_multifidus",
    "muscle_longissimus",
    "muscle_iliocostalis",
    "muscle_quadratus",
    "muscle_psoas",
    "muscle_side",
    "muscle_moved",
    "artery",
    "vein",
    "disc_ring",
    "disc_core",
    "hernia",
    "lamina",
    "spinous_process",
    "facet_bone",
    "facet_joint",
    "joint_capsule",
    "ligament_flavum",
    "ligament_supraspinous",
    "nerve_sac",
    "nerve_exiting",
    "nerve_traversing",
    "nerve_pinched",
    "way_in",
    "bone_window",
    "healing_tissue",
    "healing_line",
    "stitches",
    "scalpel",
    "elevator",
    "retractor",
    "guide",
    "dilators",
    "tube",
    "holding_arm",
    "working_tube",
    "endoscope",
    "forceps",
    "sacrum",
    "ilium",
    "joint_sacroiliac",
    "ligament_iliolumbar",
    "muscle_gluteus",
    "muscle_iliacus",
    "scar_tissue",
    "punch",
    "cage",
    "screw",
    "rod",
    "screw_tube",
    "inserter",
    "bone_graft",
)
"""Index n in a region map is REGIONS[n - 1]; 0 is nothing."""

CLEAR_MM = 0.45
"""A wished place must lie at least so far inside its region."""


@dataclass(frozen=True, slots=True)
class Target:
    """A label target: key, wished place (mm, axes of shapes.py), region, how far it may move."""

    key: str
    at: XY
    region: str
    far_mm: float = 9.0


def targets(a: Anatomy) -> list[Target]:
    """Return all label targets of a section, in no special order."""
    skin, fascia = a.line["skin"], a.line["fascia"]
    made = [
        Target("skin", (-44.0, _on(skin, 44.0) + 1.2), "skin"),
        Target("fat", (-52.0, _on(skin, 52.0) + 8.5), "fat"),
        Target("fascia", (44.0, _on(fascia, 44.0)), "fascia"),
        Target("spinous", (0.4, -40.0), "spinous_process"),
        Target("disc", (19.0, 18.0), "disc_ring", 6),
        Target("disc-core", (5.0, 13.5), "disc_core", 6),
        Target("sac", (1.6, -5.6), "nerve_sac", 5),
        Target("hernia", _middle(a, "hernia", (-7.6, -1.6)), "hernia", 4),
        Target("nerve-pinched", _middle(a, "pressed", (-10.6, -7.6)), "nerve_pinched", 4),
        *(Target(kind, _vessel(a, kind), kind) for kind in ("vein", "artery")),
    ]
    if a.condition.is_operated:
        word, region = (
            ("scar", "scar_tissue") if a.condition.has_scar else ("healing", "healing_tissue")
        )
        made.append(Target(word, (-10.4, -21.0), region, 14))
    pairs = (
        ("multifidus", (17.5, -45.0), "muscle_multifidus", 9),
        ("longissimus", (43.0, -38.0), "muscle_longissimus", 9),
        ("iliocostalis", (66.0, -31.0), "muscle_iliocostalis", 9),
        ("quadratus", (62.0, -9.0), "muscle_quadratus", 9),
        ("psoas", (46.0, 16.0), "muscle_psoas", 9),
        ("lamina", (11.0, -20.8), "lamina", 5),
        ("facet-joint", (23.6, -20.4), "facet_joint", 4),
        ("flavum", (5.6, -15.2), "ligament_flavum", 4),
        ("nerve-exiting", (26.6, 1.6), "nerve_exiting", 4),
        ("nerve-traversing", (10.9, -3.9), "nerve_traversing", 4),
    )
    if a.level.has_ilium:
        pairs = (*_moved_pairs(a, pairs), *PELVIS)
    elif a.level.id != "L4-L5":
        pairs = _moved_pairs(a, pairs)
    for key, (x, y), region, far in pairs:
        made += [
            Target(f"{key}-left", (-x, y), region, far),
            Target(f"{key}-right", (x, y), region, far),
        ]
    return made


Pair = tuple[str, XY, str, float]
PELVIS: tuple[Pair, ...] = (
    ("sacrum", (46.0, -6.0), "sacrum", 9),
    ("ilium", (72.0, -10.0), "ilium", 9),
    ("sacroiliac", (60.4, -8.0), "joint_sacroiliac", 6),
    ("iliolumbar", (46.0, -21.6), "ligament_iliolumbar", 6),
    ("gluteus", (84.0, -24.0), "muscle_gluteus", 9),
    ("iliacus", (86.0, 22.0), "muscle_iliacus", 9),
)
"""Label targets that only L5-S1 has, right side."""


def _moved_pairs(a: Anatomy, pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Return the targets of paired parts at another level: in the middle of the part."""
    parts = {"facet-joint": "space", "nerve-exiting": "exiting", "nerve-traversing": "traversing"}
    made: list[Pair] = []
    for key, at, region, far in pairs:
        name = parts.get(key, key) + "_r"
        if name in a.part:
            spot = a.part[name].representative_point()
            at = (round(float(spot.x), 2), round(float(spot.y), 2))
        made.append((key, at, region, far))
    return tuple(made)


def _vessel(a: Anatomy, kind: str) -> XY:
    """Return where the first great vessel of a kind lies; at L4-L5 a place that shows well."""
    if a.level.id == "L4-L5":
        return (19.5, 42.4) if kind == "vein" else (-13.4, 42.6)
    x, y = next(w.at for w in a.level.vessels if w.kind == kind)
    return x, y - 1.0


def step_targets(a: Anatomy, name: ways.Name, number: int) -> list[Target]:
    """Return the targets that only operation steps have."""
    this = ways.way(name, a)
    x, y = this.at_skin
    tool = {"open": "retractor", "tube": "tube", "camera": "endoscope"}[name]
    at = {
        "open": (-15.2, -50.0),
        "tube": ways.along(ways.TUBE_FOOT, ways.TUBE_TURN_DEG, 47.0),
        "camera": ways.along(ways.SCOPE_FOOT, ways.SCOPE_TURN_DEG, 92.0),
    }[name]
    first = {
        "open": ("scalpel", "elevator"),
        "tube": ("guide", "dilators"),
        "camera": ("guide", "dilators"),
    }[name]
    spot = {"open": (-5.6, -77.0), "tube": (-24.0, -76.0), "camera": (-88.0, -61.0)}[name]
    moved = {"open": (-22.0, -42.0), "tube": (-33.6, -47.0), "camera": (-52.0, -36.5)}[name]
    window = (-10.4, -21.0) if name != "camera" else (-24.6, -9.6)
    made = [
        Target(first[0], spot, first[0], 30),
        Target(first[1], spot, first[1], 30),
        *([] if name == "open" else [Target("scalpel", (x + 7.0, y - 10.0), "scalpel", 20)]),
        Target(tool, at, tool, 14),
        Target("muscle-moved", moved, "muscle_moved", 14),
    ]
    if name == "camera":
        made.append(
            Target(
                "working-tube",
                ways.along(ways.SCOPE_FOOT, ways.SCOPE_TURN_DEG, 60.0),
                "working_tube",
                14,
            )
        )
    if number == 5:
        made += [
            Target("stitches", (x, y + 0.2), "stitches", 4),
            Target("healing", window, "healing_tissue", 6),
        ]
    else:
        made += [Target("cut", (x, y + 3), "way_in", 6), Target("cut", (x, y + 1.2), "skin", 14)]
    if number == 4:
        made += [
            Target("bone-window", window, "bone_window", 6),
            Target("forceps", (at[0] + 3, at[1]), "forceps", 20),
            Target("fragment", ways.PIECE_AT[name], "hernia", 4),
        ]
    if number >= 4:
        made.append(Target("nerve-freed", (-10.9, -3.9), "nerve_traversing", 4))
    return made


def snapped(one: Target, index_map: NDArray[np.uint8], page: Page, px_per_mm: float) -> XY | None:
    """Return the target's place in a state, or None where its region does not show near it.

    Args:
        one: The wished target.
        index_map: Region map of the state, rows by columns.
        page: The drawing area.
        px_per_mm: Pixels of the map per mm.
    """
    x, y = one.at
    reach = one.far_mm + 2
    c0, r0 = (int((v - o - reach) * px_per_mm) for v, o in ((x, page.left), (y, page.top)))
    c0, r0 = max(c0, 0), max(r0, 0)
    size = int(2 * reach * px_per_mm)
    part = index_map[r0 : r0 + size, c0 : c0 + size] == REGIONS.index(one.region) + 1
    if not part.any():
        return None
    room = ndimage.distance_transform_edt(np.pad(part, 1))[1:-1, 1:-1] / px_per_mm
    rows, cols = np.indices(part.shape)
    xs = (cols + c0 + 0.5) / px_per_mm + page.left
    ys = (rows + r0 + 0.5) / px_per_mm + page.top
    away = np.hypot(xs - x, ys - y)
    here = np.unravel_index(np.argmin(away), part.shape)
    if room[here] >= CLEAR_MM:
        return one.at
    score = np.where(part & (away <= one.far_mm), np.minimum(room, 2.5) - 0.3 * away, -np.inf)
    best = np.unravel_index(np.argmax(score), part.shape)
    if not np.isfinite(score[best]):
        return None
    return round(float(xs[best]), 2), round(float(ys[best]), 2)


def _middle(a: Anatomy, part: str, plain: XY) -> XY:
    """Return the centre of a part, or a plain place where the section lacks it."""
    if part not in a.part:
        return plain
    shape = a.part[part]
    if part == "hernia":  # its head, outside the ring
        shape = shape.difference(a.part["disc"])
    at = shape.representative_point()
    return round(float(at.x), 2), round(float(at.y), 2)


def _on(line: LineString, x: float) -> float:
    """Return y of a line at x (mm)."""
    return float(line.intersection(LineString([(x, -120), (x, 60)])).bounds[1])
