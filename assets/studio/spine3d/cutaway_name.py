"""Which part of the body each picture point shows (section axes, mm)."""

from __future__ import annotations

import numpy as np

from spine3d import cutaway_volume as volume
from spine3d import muscle_section as section
from spine3d.cutaway_scene import OBJECTS, Survey
from spine3d.cutaway_volume import Spine
from spine3d.muscle_way import MOVED_MM, TUBE_AXIS, TUBE_FOOT, TUBE_MM, Way, cavity, moved_mm, rest
from spine3d.sdf import Array

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
    "muscle_moved",
    "disc_ring",
    "disc_core",
    "hernia",
    "bone",
    "lamina",
    "spinous_process",
    "facet_bone",
    "facet_joint",
    "ligament_flavum",
    "ligament_supraspinous",
    "nerve_sac",
    "nerve_exiting",
    "nerve_traversing",
    "nerve_pinched",
    "way_in",
    "retractor",
    "tube",
    "holding_arm",
)
"""Index n in a region map is REGIONS[n - 1]; 0 is nothing. Append only."""
ID = {name: n + 1 for n, name in enumerate(REGIONS)}
MUSCLES = tuple(ID[n] for n in REGIONS if n.startswith("muscle_") and n != "muscle_moved")
BACK = (ID["muscle_multifidus"], ID["muscle_longissimus"], ID["muscle_iliocostalis"])
LAYER_OF = {
    **{ID[n]: "nerves" for n in REGIONS if n.startswith(("nerve", "disc", "hernia"))},
    **{ID[n]: "bone" for n in ("bone", "lamina", "spinous_process", "facet_bone", "facet_joint")},
    **{ID[n]: "bone" for n in ("ligament_flavum", "ligament_supraspinous")},
    **{ID[n]: "muscle" for n in ("fat_deep", "fat_epidural")},
    **dict.fromkeys(MUSCLES, "muscle"),
    ID["fat"]: "fat",
    ID["fascia"]: "fat",
    ID["skin"]: "skin",
    **{ID[n]: "tools" for n in ("retractor", "tube", "holding_arm")},
}
"""Layer that owns a region: nerves, bone, muscle, fat, skin, tools."""
IN_FRONT_MM = 0.06


def on_front(place: Array) -> Array:
    """Return which points lie on the section."""
    return np.asarray(np.abs(place[..., 2]) < IN_FRONT_MM)


def bone_names(p: Array, spine: Spine) -> Array:
    """Return the region of points of bone."""
    parts = np.stack([spine.parts[k](p) for k in ("L3", "L4", "L5")])
    own = parts.argmin(0)
    side = np.abs(p[:, 0])
    name = np.full(len(p), ID["bone"], np.uint8)
    arch = p[:, 1] > 7.5
    name[arch & (side < 30)] = ID["lamina"]
    name[(side < 5.8) & (p[:, 1] > 27.0)] = ID["spinous_process"]
    joint = (side > 13.5) & (side < 32) & (p[:, 2] < 16) & (p[:, 1] < 27) & arch
    name[joint | (own == 2)] = ID["facet_bone"]
    return name


def _nerve_names(p: Array) -> Array:
    """Return the region of points of nerves, by where they lie."""
    name = np.full(len(p), ID["nerve_sac"], np.uint8)
    side = np.abs(p[:, 0])
    out = side > 16.0
    name[out] = ID["nerve_exiting"]
    return name


def soft_names(q: Array, p: Array) -> Array:
    """Return the region of soft tissue by where it lay at rest (`q`)."""
    name = np.full(len(q), ID["fat_deep"], np.uint8)
    fascia, skin = section.fascia_top(q), section.skin_top(q)
    y = q[:, 1]
    under = (y < fascia - section.FASCIA_MM) & (y > section.floor_of(q) + 0.25)
    cleft, split = section.cleft(q), section.split(q)
    name[under & (cleft < -0.28)] = ID["muscle_multifidus"]
    name[under & (cleft > 0.28) & (split < -0.22)] = ID["muscle_longissimus"]
    name[under & (split > 0.22)] = ID["muscle_iliocostalis"]
    name[section.quadratus(q) < 0] = ID["muscle_quadratus"]
    name[section.psoas(q) < 0] = ID["muscle_psoas"]
    name[y >= fascia - section.FASCIA_MM] = ID["fascia"]
    name[y >= fascia] = ID["fat"]
    name[y >= skin - section.SKIN_MM] = ID["skin"]
    band = (np.abs(q[:, 0]) < 3.4 - 0.12 * (fascia - y)) & (y < fascia - 0.1) & (y > 46.0)
    name[band] = ID["ligament_supraspinous"]
    canal = (volume.canal_room(p) < 0) & (p[:, 1] > 0.4)
    name[canal] = ID["fat_epidural"]
    return name


def _block_names(p: Array, way: Way, spine: Spine) -> Array:
    q = rest(way, p)
    name = soft_names(q, p)
    bones = np.stack([spine.parts[k](p) for k in ("L3", "L4", "L5")])
    nearest = np.sort(bones, axis=0)
    joint = (nearest[0] + nearest[1] < 2.3) & (np.abs(p[:, 0]) > 10) & (p[:, 2] < 14)
    joint &= p[:, 1] > 2.0
    name[joint] = ID["facet_joint"]
    deep = p[:, 1] < 24.0
    for key, region in (("flavum", "ligament_flavum"), ("disc", "disc_ring")):
        name[deep & (spine.parts[key](p) < 0)] = ID[region]
    nerve = deep & (spine.parts["nerves"](p) < 0)
    name[nerve] = _nerve_names(p[nerve])
    name[deep & (spine.parts["hernia"](p) < 0)] = ID["hernia"]
    bone = nearest[0] < np.where(joint, -0.12, 0.06)
    name[bone] = bone_names(p[bone], spine)
    return name


def names(seen: Survey, way: Way, spine: Spine) -> Array:
    """Return the region of each picture point (0 = nothing)."""
    flat = seen.what.ravel()
    place = seen.place.reshape(-1, 3).astype(np.float64)
    inward = place - 0.3 * seen.facing.reshape(-1, 3)
    made = np.zeros(len(flat), np.uint8)

    def points(name: str) -> tuple[Array, Array]:
        mask = flat == OBJECTS.index(name) + 1
        at = np.where(on_front(place[mask])[:, None], place[mask], inward[mask])
        return mask, at

    for name in ("disc", "disc-up", "hernia", "flavum"):
        mask, _ = points(name)
        made[mask] = ID[{"hernia": "hernia", "flavum": "ligament_flavum"}.get(name, "disc_ring")]
    mask, at = points("bone")
    made[mask] = bone_names(at, spine)
    mask, at = points("nerves")
    made[mask] = _nerve_names(at)
    mask, at = points("block")
    if mask.any():
        made[mask] = _block_names(at, way, spine)
    mask, at = points("tool")
    made[mask] = tool_names(at, way)
    return made.reshape(seen.what.shape)


def tool_names(at: Array, way: Way) -> Array:
    """Return the region of points of a tool."""
    up = (at - TUBE_FOOT) @ TUBE_AXIS
    axis = at - TUBE_FOOT - up[:, None] * TUBE_AXIS
    arm = np.linalg.norm(axis, axis=1) > TUBE_MM / 2 + 2.4
    if way == "open":
        return np.full(len(at), ID["retractor"], np.uint8)
    return np.where(arm, ID["holding_arm"], ID["tube"]).astype(np.uint8)


def moved(seen: Survey, name: Array, way: Way) -> Array:
    """Return where back muscle is moved by `MOVED_MM` or more (the same rule for both ways).

    Shown on the section and on the upper face of the muscles, not on the walls of the way in.
    """
    mask = np.isin(name, BACK)
    made = np.zeros(name.shape, bool)
    p = seen.place[mask].astype(np.float64)
    open_face = on_front(p) | ~_is_wall(p, seen.facing[mask], way)
    made[mask] = (moved_mm(way, p) >= MOVED_MM) & open_face
    return made


def _is_wall(p: Array, facing: Array, way: Way) -> Array:
    """Return which points off the section are walls of the way in, not upper faces."""
    q = rest(way, p)
    upper = (facing[:, 1] > 0.5) & (q[:, 1] > section.fascia_top(q) - 1.6)
    return ~on_front(p) & ~upper & (cavity(way, p) < 4.0)


def walls(seen: Survey, name: Array, way: Way) -> Array:
    """Return the soft walls of the opened room: the way in."""
    mask = np.isin(name, (*MUSCLES, ID["fat"], ID["skin"], ID["fascia"], ID["fat_deep"]))
    made = np.zeros(name.shape, bool)
    p = seen.place[mask].astype(np.float64)
    made[mask] = _is_wall(p, seen.facing[mask], way)
    return made
