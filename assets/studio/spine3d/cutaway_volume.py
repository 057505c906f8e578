"""Everything in the block as distances on one grid: bones, discs, nerves, soft parts (mm).

The spine comes from the kit's fields, seen in section axes (`muscle_section`). One grid serves
the meshes and, later, the naming of each picture point.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from scipy.ndimage import map_coordinates

from spine3d import anatomy, soft
from spine3d.meshing import cache_dir
from spine3d.muscle_section import SKIN_MM, fascia_top, skin_top
from spine3d.muscle_way import Way, cavity, rest
from spine3d.sdf import Array, smax, smin, to_local, to_parent
from spine3d.spine import Herniation, SpineParams, poses

PARAMS = SpineParams(herniation=Herniation("L4-L5", "left"))
BLOCK_LOW, BLOCK_HIGH = np.array([-66.0, -43.5, 0.0]), np.array([66.0, 79.5, 57.0])
"""The block that is shown; its front is the section through the L4-L5 disc."""
SPINE_LOW, SPINE_HIGH = np.array([-57.0, -46.5, 0.0]), np.array([57.0, 61.5, 57.0])
CANAL = (0.0, 8.6, 12.5, 9.6)
"""Middle and half sizes of the canal's room on the section (mm)."""


def frame() -> Array:
    """Return the section's frame in the kit's world (4 x 4, columns are its axes)."""
    low, up = soft.disc_frames("L4-L5", PARAMS, poses(PARAMS))
    z = low[:3, 2] + up[:3, 2]
    z /= np.linalg.norm(z)
    y = low[:3, 1] - (low[:3, 1] @ z) * z
    y /= np.linalg.norm(y)
    made = np.eye(4)
    made[:3, 0], made[:3, 1], made[:3, 2] = np.cross(y, z), y, z
    made[:3, 3] = (low[:3, 3] + up[:3, 3]) / 2 + y * (PARAMS.level("L5").depth / 2)
    return made


FRAME = frame()


@dataclass
class Volume:
    """A grid of distances that can be asked anywhere."""

    low: Array
    step: float
    table: Array

    def __call__(self, p: Array) -> Array:
        """Return the distance at points (mm)."""
        at = ((p - self.low) / self.step).T
        return np.asarray(map_coordinates(self.table, at, order=1, mode="nearest"))


@dataclass
class Spine:
    """The spine's parts by name: L3, L4, L5, disc, hernia, nerves, flavum."""

    parts: dict[str, Volume] = field(default_factory=dict)

    def bone(self, p: Array) -> Array:
        """Return the distance to the nearest bone."""
        return np.asarray(np.min([self.parts[k](p) for k in ("L3", "L4", "L5")], axis=0))


def grid(low: Array, high: Array, step: float) -> tuple[Array, tuple[int, int, int]]:
    """Return the points of a grid as rows, and its shape."""
    axes = [np.arange(a, b + step / 2, step) for a, b in zip(low, high, strict=True)]
    points = np.stack(np.meshgrid(*axes, indexing="ij"), -1)
    return points.reshape(-1, 3), (len(axes[0]), len(axes[1]), len(axes[2]))


def canal_room(p: Array) -> Array:
    """Return the distance to the wall of the canal's room on a section (mm, rough)."""
    x0, y0, rx, ry = CANAL
    return np.asarray((np.hypot((p[:, 0] - x0) / rx, (p[:, 1] - y0) / ry) - 1.0) * min(rx, ry))


def _flavum(p: Array, bone: Array, lines: dict[str, Array]) -> Array:
    """The yellow ligament between the laminae: a shell of the canal's back wall."""
    centre = np.interp(p[:, 2], lines["z"], lines["y"])
    x, y = p[:, 0], p[:, 1] - centre
    roof = np.abs(x) * 0.95 + y
    shell = np.maximum(np.abs(roof / 1.38 - 7.3) - 1.75, np.hypot(x, y) - 14.0)
    where = np.maximum(np.abs(p[:, 2] - 2.0) - 13.0, -y - 0.5)
    upper = np.maximum(np.abs(p[:, 2] - 40.0) - 11.0, -y - 0.5)
    return np.maximum(np.maximum(shell, np.minimum(where, upper)), 0.15 - bone)


def _ask(part: anatomy.Part, p: Array) -> Array:
    world = to_parent(p, FRAME)
    local = to_local(world, part.pose)
    out = np.empty(len(p), np.float32)
    for lot in np.array_split(np.arange(len(p)), max(1, len(p) // 200_000)):
        out[lot] = part.field(local[lot])
    return out


def _canal_line() -> dict[str, Array]:
    line = to_local(soft.canal_line(PARAMS, poses(PARAMS)), FRAME)
    order = np.argsort(line[:, 2])
    return {"z": line[order, 2], "y": line[order, 1]}


def _leave_out_far_roots(made: dict[str, Array], kit: object, p: Array) -> None:
    """Leave out the L1 and L2 roots: they leave the sac above the block and would hang loose."""
    names, tubes = getattr(kit, "names"), getattr(kit, "tubes")  # noqa: B009 (fields of the kit)
    shape, world = made["nerves"].shape, to_parent(p, FRAME)
    far = np.minimum(np.abs(p[:, 0]) - 15.0, 99.0)
    for root in ("L1-left", "L1-right", "L2-left", "L2-right"):
        away = 1.6 - tubes[names.index(f"root-{root}")](world)
        made["nerves"] = np.maximum(made["nerves"], np.minimum(away, far).reshape(shape))


def _evaluate(p: Array, shape: tuple[int, int, int]) -> dict[str, Array]:
    parts = {q.id: q for q in anatomy.spine_parts(PARAMS)}
    made = {k: _ask(parts[k], p).reshape(shape) for k in ("L3", "L4", "L5")}
    # Tips of the L5 side processes graze the section as loose crumbs: leave them out.
    made["L5"] = np.maximum(made["L5"], (np.abs(p[:, 0]) - 33.0).reshape(shape))
    made["disc"] = _ask(parts["disc-L4-L5"], p).reshape(shape)
    made["disc-up"] = _ask(parts["disc-L3-L4"], p).reshape(shape)
    made["hernia"] = _ask(parts["herniation"], p).reshape(shape)
    made["nerves"] = _ask(parts["nerves"], p).reshape(shape)
    bone = np.min([made[k] for k in ("L3", "L4", "L5")], axis=0).ravel()
    made["flavum"] = _flavum(p, bone, _canal_line()).astype(np.float32).reshape(shape)
    _leave_out_far_roots(made, parts["nerves"].field, p)
    # Nothing shares a place: what is listed later gives way.
    made["nerves"] = np.maximum(made["nerves"], 0.05 - made["hernia"])
    made["disc"] = np.maximum(made["disc"], 0.05 - made["hernia"])
    made["flavum"] = np.maximum(made["flavum"], 0.35 - np.minimum(made["nerves"], made["hernia"]))
    return made


@lru_cache(maxsize=2)
def spine(step: float) -> Spine:
    """Return the spine on a grid of `step` mm, from the cache when nothing has changed."""
    here = Path(__file__).parent
    code = b"".join(
        (here / f"{m}.py").read_bytes()
        for m in ("sdf", "spine", "body", "arch", "vertebra", "soft", "anatomy", "cutaway_volume")
    )
    key = hashlib.sha256(code).hexdigest()[:16]
    path = cache_dir() / f"cutaway-{key}-{step:.2f}.npz"
    if path.exists():
        data = dict(np.load(path))
    else:
        points, shape = grid(SPINE_LOW, SPINE_HIGH, step)
        data = _evaluate(points, shape)
        np.savez(path, **data)  # type: ignore[arg-type]
    return Spine({k: Volume(SPINE_LOW, step, v) for k, v in data.items()})


# ---------------------------------------------------------------- soft parts
TOPS = ("muscle", "fat", "skin")


def block(kind: str, way: Way, bones: Spine, p: Array) -> Array:
    """Return the distance to the block up to `kind`, opened by a way, bones standing out."""
    q = rest(way, p)
    if kind == "skin":
        top = skin_top(q)
    elif kind == "fat":
        top = skin_top(q) - SKIN_MM
    else:
        top = fascia_top(q) - 0.6
    bone = bones.bone(p)
    solid = (q[:, 1] - top) * 0.95
    carve = smax(cavity(way, p), 0.0 - bone, 0.6)
    return smin(smax(solid, -carve, 0.9), bone, 0.3)
