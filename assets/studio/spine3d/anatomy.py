"""The spine as finished parts: `build(SpineParams(...))` gives meshes with poses (mm).

World frame: origin in the middle of the S1 end plate, x left, y back, z head.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from scipy.spatial import cKDTree

from spine3d import arch, bands, body, chest, meshing, pelvis, sacrum, soft, vertebra
from spine3d.sdf import Array, Field, mirror, noise, smoothstep, to_local, to_parent
from spine3d.spine import CHEST, DISCS, LEVELS, SIDES, Level, SpineParams, below, poses, rotate

#: region ids in fixed order: their index + 1 is the number in regions.png
REGIONS: tuple[str, ...] = (
    *LEVELS,
    "sacrum",
    *(f"disc-{d}" for d in DISCS),
    "sac",
    *(f"root-{n}-{s}" for n in (*LEVELS, "S1", "S2") for s in SIDES),
    "herniation",
    *(f"screw-{n}-{s}" for n in (*LEVELS, "S1") for s in SIDES),
    "rod-left",
    "rod-right",
    "cage",
    "ligament-back",
    "ligament-front",
    "fragment",
    "cement",
    *CHEST,
    *(f"disc-{a}-{b}" for a, b in zip(CHEST, (*CHEST[1:], "L1"), strict=True)),
    *(f"rib-{s}" for s in SIDES),
    *(f"hip-{s}" for s in SIDES),
    *(f"screw-{n}-{s}" for n in CHEST for s in SIDES),
    *("skin", "wire", "needle", "battery", "test-battery", "dressing"),
    *("muscle", "muscle_moved", "cut", "retractor", "screw_tube", "guide"),
)
BONE_CODE = ("spine", "body", "arch", "vertebra", "chest")
SACRUM_CODE = (*BONE_CODE, "sacrum")
SOFT_CODE = (*SACRUM_CODE, "soft")


@dataclass(frozen=True)
class Part:
    """A thing to be meshed in its own frame."""

    id: str
    tissue: str  # layer it belongs to: bone, disc, nerve, herniation, implant
    material: str
    field: Field
    bounds: tuple[Array, Array]
    pose: Array
    paint: Callable[[Array, Array], dict[str, Array]] | None = None
    regions: tuple[str, ...] = ()  # `region` values index into it
    cell: float = 1.0  # finer (below 1) or coarser than the picture's cell
    inputs: str = ""  # all that shapes it, for the cache
    modules: tuple[str, ...] = BONE_CODE  # code that shapes it, for the cache


@dataclass(frozen=True)
class Built:
    """A meshed part."""

    id: str
    tissue: str
    material: str
    mesh: meshing.Mesh
    pose: Array
    regions: tuple[str, ...]
    smooth: bool = True

    def face_regions(self) -> Array:
        """Region number (1...) of each face."""
        number = np.array([REGIONS.index(r) + 1 for r in self.regions])
        if len(number) == 1:
            return np.full(len(self.mesh.faces), number[0])
        own = self.mesh.values["region"].astype(int)
        return number[own[self.mesh.faces[:, 0]]]

    def world(self, local: Sequence[float]) -> Array:
        """A point of the part's frame in the world."""
        return to_parent(np.asarray(local, float), self.pose)[0]


def _bones(params: SpineParams, pose: dict[str, Array]) -> list[Part]:
    base = params.level("S1")
    floor = partial(sacrum.sacrum, lv=base)
    parts = [
        Part(
            "sacrum",
            "bone",
            "bone",
            floor,
            sacrum.bounds(),
            pose["S1"],
            sacrum.paint,
            ("sacrum",),
            1.15,
            repr(base.slid_top),
            SACRUM_CODE,
        )
    ]
    for name in params.bones():
        lv, low = params.level(name), below(name)
        rel = np.linalg.inv(pose[name]) @ pose[low]
        lower = floor if low == "S1" else vertebra.whole_arch(low, params.level(low))
        seat = arch.worn_seat(params.level(low), rel) if lv.slid_low else None
        cut, half = name in params.cut_arch, name in params.cut_half
        if low in params.cut_arch or (params.top == "T1" and name in CHEST[:11]):
            lower = None
        key = repr((lv, params.level(low), np.round(rel, 4).tolist() if lower else "", cut, half))
        parts.append(
            Part(
                name,
                "bone",
                "bone-cut" if cut or half else "bone",
                vertebra.vertebra(name, lv, lower, rel, cut, half, seat),
                vertebra.bounds(lv, name),
                pose[name],
                vertebra.painter(name, lv, cut, half),
                (name,),
                0.75 if lv.crack or lv.burst else 1.0,
                key,
                SACRUM_CODE if low == "S1" else BONE_CODE,
            )
        )
        if lv.burst:
            parts.append(_fragment(name, params, pose))
    return parts


def _fragment(name: str, params: SpineParams, pose: dict[str, Array]) -> Part:
    """The piece of a burst body that lies in the canal."""
    lv, half = params.level(name), name in params.cut_half

    def field(p: Array) -> Array:
        d = body.fragment(p, lv, vertebra.OUT)
        return np.maximum(d, p[:, 0] - vertebra.HALF) if half else d

    def paint(v: Array, n: Array) -> dict[str, Array]:
        flat = (n[:, 0] > 0.9) & (np.abs(v[:, 0] - vertebra.HALF) < 0.6) & half
        deep = -body.fragment(v, lv, vertebra.OUT) > 1.3
        return {"cut": flat.astype(float), "core": (flat & deep).astype(float)}

    y = lv.depth / 2
    box = np.array([-12.0, y - 9, -8.0]), np.array([12.0, y + 16, 18.0])
    return Part(
        "fragment",
        "bone",
        "bone-cut" if half else "bone",
        field,
        box,
        pose[name],
        paint,
        ("fragment",),
        0.6,
        repr((lv, half)),
        BONE_CODE,
    )


def _disc(d: soft.Disc) -> Part:
    """Return a disc as a part."""
    key = repr((np.round(d.rel, 4).tolist(), d.bulge, d.bot, d.top, d.loss))
    name = f"disc-{d.name}"
    box = d.bounds()
    return Part(
        name, "disc", "disc", d, box, d.pose, d.paint, (name,), inputs=key, modules=SOFT_CODE
    )


def _lump(params: SpineParams, d: soft.Disc) -> tuple[Part, soft.Press]:
    """Return the slipped piece of a disc, and how it presses."""
    h = params.herniation
    if h is None:
        raise ValueError("no herniation")
    lump, name = soft.herniation(h, d), "herniation"
    key = _disc(d).inputs + repr(h)
    part = Part(name, name, name, lump, d.bounds(), d.pose, _edge(d), (name,), 0.7, key, SOFT_CODE)
    return part, soft.Press(_InWorld(lump, d.pose), f"root-{h.disc.split('-')[1]}-{h.side}")


def _world(
    label: str,
    tissue: str,
    field: soft.Nerves | bands.BackBands | bands.FrontBand,
    cell: float,
    regions: tuple[str, ...],
    key: str,
) -> Part:
    """Return a part that is shaped in the world."""
    box = (field.lo, field.hi)
    return Part(
        label, tissue, tissue, field, box, np.eye(4), field.paint, regions, cell, key, SOFT_CODE
    )


def _soft(params: SpineParams, pose: dict[str, Array]) -> list[Part]:
    """Return discs, what slipped out of them, nerves and bands."""
    discs = [soft.Disc(name, params, pose) for name in params.discs()]
    parts = [_disc(d) for d in discs]
    press: list[soft.Press] = []
    for d in discs:
        if params.herniation and params.herniation.disc == d.name:
            part, force = _lump(params, d)
            parts.append(part)
            press.append(force)
    for name in params.burst:
        piece = partial(_piece, params.level(name))
        press.append(soft.Press(_InWorld(piece, pose[name]), "sac"))
    key = repr(replace(params, cut_arch=(), cut_half=(), spurs={}))
    nerves = soft.Nerves(params, pose, press)
    back, front = bands.BackBands(params, pose), bands.FrontBand(params, pose)
    return [
        *parts,
        _world("nerves", "nerve", nerves, 1.15, tuple(nerves.names), key),
        _world("ligament-back", "ligament", back, 1.0, ("ligament-back",), key),
        _world("ligament-front", "ligament", front, 1.0, ("ligament-front",), key),
    ]


def _piece(lv: Level, p: Array) -> Array:
    """Piece of a burst body where it lies in the canal, in the frame of the body."""
    return body.fragment(p, lv, vertebra.OUT)


def trunk_parts(params: SpineParams, *, ribs: bool = True) -> list[Part]:
    """First parts of the ribs, and the hip bones."""
    pose = poses(params)
    parts = []
    for name in CHEST if ribs else ():
        lv = params.level(name)
        fld, (lo, hi), line = chest.rib(name, lv)
        parts.append(
            Part(
                f"rib-{name}",
                "rib",
                "bone",
                _both(fld),
                (np.array([-hi[0], lo[1], lo[2]]), hi),
                pose[name],
                _fading(line),
                ("rib-left", "rib-right"),
                1.0,
                repr(lv),
                ("spine", "chest"),
            )
        )
    turn = rotate("x", params.slope - 39.0)
    parts.append(
        Part(
            "hips",
            "bone",
            "bone",
            pelvis.hips,
            pelvis.bounds(),
            turn,
            pelvis.paint,
            ("hip-left", "hip-right"),
            1.3,
            "",
            ("pelvis",),
        )
    )
    return parts


def _both(f: Field) -> Field:
    """A left part and its mirror image."""
    return lambda p: f(mirror(p))


def _fading(line: Array) -> Callable[[Array, Array], dict[str, Array]]:
    """Ribs fade out along their line."""
    tree = cKDTree(line)
    arc = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]

    def paint(v: Array, n: Array) -> dict[str, Array]:
        far = arc[tree.query(mirror(v))[1]]
        return {
            "fade": smoothstep(chest.STUB - 40, chest.STUB + 12, far),
            "region": (v[:, 0] < 0).astype(float),
        }

    return paint


class _InWorld:
    """A field of a part's frame, asked in world points."""

    def __init__(self, f: Field, pose: Array) -> None:
        self.f, self.pose = f, pose

    def __call__(self, p: Array) -> Array:
        return self.f(to_local(p, self.pose))


def _edge(disc: soft.Disc) -> Callable[[Array, Array], dict[str, Array]]:
    def paint(v: Array, n: Array) -> dict[str, Array]:
        return {"edge": np.clip(1.0 - (disc(v) + 0.3) / 1.6, 0, 0.7)}

    return paint


def spine_parts(params: SpineParams) -> list[Part]:
    """All parts of one spine, not meshed yet."""
    pose = poses(params)
    return [*_bones(params, pose), *_soft(params, pose)]


# ---------------------------------------------------------------- meshing
def finish(part: Part, cell: float) -> Built:
    """Mesh a part (from the cache where possible)."""

    def make() -> meshing.Mesh:
        m = meshing.polygonise(part.field, *part.bounds, cell * part.cell)
        n = meshing.normals(part.field, m.verts)
        values = {"normal": n, "crevice": meshing.crevice(part.field, m.verts, n)}
        if part.tissue == "bone":
            values |= {"mottle": noise(m.verts, 11.0, 8.0), "spot": noise(m.verts, 6.0, 9.0)}
        if part.paint:
            values |= part.paint(m.verts, n)
        return meshing.Mesh(m.verts, m.faces, values)

    mesh = meshing.cached(f"{part.id}|{part.inputs}|{cell * part.cell:.3f}", part.modules, make)
    return Built(part.id, part.tissue, part.material, mesh, part.pose, part.regions)


_WORK: list[Part] = []


def _job(args: tuple[int, float]) -> Built:
    return finish(_WORK[args[0]], args[1])


def build(parts: Sequence[Part], cell: float, workers: int = 2) -> dict[str, Built]:
    """Mesh many parts on `workers` processes (forked, so fields need not be pickled)."""
    _WORK[:] = parts
    order = sorted(range(len(parts)), key=lambda i: parts[i].id not in ("nerves", "sacrum"))
    with ProcessPoolExecutor(workers) as pool:
        done = list(pool.map(_job, [(i, cell) for i in order]))
    return {b.id: b for b in done}
