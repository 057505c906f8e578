"""The look of each tissue: colour and relief of every picture point (mm, sRGB 0..1)."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.spatial import cKDTree

from spine3d import anatomy
from spine3d import muscle_section as section
from spine3d.cutaway_name import ID, MUSCLES, on_front
from spine3d.cutaway_volume import FRAME, PARAMS, Spine
from spine3d.sdf import Array, noise, smoothstep, to_local, to_parent


def rgb(code: str) -> Array:
    """Return "rrggbb" as sRGB 0..1."""
    return np.array([int(code[i : i + 2], 16) for i in (0, 2, 4)]) / 255


def mix(a: Array, b: Array, t: Array) -> Array:
    """Return colours a to b, one a point."""
    return a + (b - a) * np.asarray(t)[:, None]


Cells = tuple[Array, Array, Array]


def cells(q: Array, size: float, seed: int, stir: float = 0.35) -> Cells:
    """Return distance to the nearest wall (of `size`), a value of the cell 0..1, and to its middle.

    The cells are those of scattered points, stirred so that they look grown, not tiled.
    """
    w = q / size
    w = w + stir * np.stack([noise(w, 1.1, seed + k) for k in range(3)], 1)
    rng = np.random.default_rng(seed)
    low, high = np.floor(w.min(0)) - 1, np.ceil(w.max(0)) + 1
    axes = [np.arange(a, b) for a, b in zip(low, high, strict=True)]
    seeds = np.stack(np.meshgrid(*axes, indexing="ij"), -1).reshape(-1, 3)
    seeds = seeds + rng.uniform(0.08, 0.92, seeds.shape)
    value = rng.uniform(0, 1, len(seeds))
    d, i = cKDTree(seeds, compact_nodes=False, balanced_tree=False).query(w, k=2)
    return (d[:, 1] - d[:, 0]) * size / 2, value[i[:, 0]], d[:, 0] * size


Look = tuple[Array, Array]
"""Colour and height (mm) a point."""


def muscle(q: Array) -> Look:
    """Bundles of fibres with pale walls; long along the spine, round where they are cut."""
    s = q * [1, 1, 1 / 16]
    wall, tone, _ = cells(s, 5.2, 11, 0.6)
    fine, small, _ = cells(s, 1.75, 12, 0.5)
    hair = noise(q * [1, 1, 1 / 22], 0.42, 5.0)
    colour = mix(rgb("b5736b"), rgb("cf9389"), smoothstep(0.0, 1.0, 0.62 * tone + 0.38 * small))
    colour = mix(colour, rgb("96564f"), 0.22 * smoothstep(0.1, 0.9, hair))
    colour = mix(colour, rgb("dcaca1"), 0.5 * smoothstep(0.17, 0.03, fine))
    colour = mix(colour, rgb("e6c3b8"), 0.62 * smoothstep(0.25, 0.08, wall))
    height = 0.30 * smoothstep(0.0, 0.8, wall) + 0.12 * smoothstep(0, 0.4, fine) + 0.03 * hair
    return colour, height


def fat(q: Array, pale: float = 0.0) -> Look:
    """Plump lobules, each its own yellow."""
    wall, tone, middle = cells(q, 3.9, 21, 0.3)
    fine, _, _ = cells(q, 1.5, 22, 0.3)
    colour = mix(rgb("f7e6b4"), rgb("edd394"), tone)
    colour = mix(colour, rgb("fbf0cf"), 0.35 * smoothstep(1.6, 0.2, middle))
    colour = mix(colour, rgb("e2c47c"), 0.5 * smoothstep(0.14, 0.02, fine))
    colour = mix(colour, rgb("c9a65c"), 0.5 * smoothstep(0.26, 0.04, wall))
    colour = mix(colour, rgb("f4ead2"), np.full(len(q), pale))
    return colour, (1 - pale) * (
        0.42 * smoothstep(0.0, 1.0, wall) + 0.08 * smoothstep(0, 0.3, fine)
    )


def skin(q: Array, front: Array) -> Look:
    """Even skin with fine grain; a thin darker rim on the section."""
    wide, grain = noise(q, 16.0, 2.0), noise(q, 0.8, 3.0)
    colour = mix(rgb("e6bd9c"), rgb("dfb290"), smoothstep(-0.6, 1.0, wide))
    colour = mix(colour, rgb("edc8aa"), 0.35 * smoothstep(0.1, 0.9, noise(q, 7.0, 4.0)))
    deep = section.skin_top(q) - q[:, 1]
    layer = mix(rgb("d39c77"), rgb("f0d0b8"), smoothstep(0.15, 0.75, deep))
    layer = mix(layer, rgb("e9c3a8"), smoothstep(1.2, 2.2, deep) * 0.8)
    return np.where(front[:, None], layer, colour), 0.05 * grain * ~front


def bone(p: Array, front: Array, spine: Spine) -> Look:
    """Warm ivory with pores; on the section a hard rim and a spongy heart."""
    d = spine.bone(p)
    mottle, grain = noise(p, 9.0, 8.0), noise(p, 0.9, 9.0)
    colour = mix(rgb("efe5cf"), rgb("dfcdac"), smoothstep(-0.4, 0.8, mottle))
    colour = mix(colour, rgb("d6bd92"), 0.25 * smoothstep(0.2, 0.9, grain))
    wall, tone, _ = cells(p, 1.75, 31, 0.45)
    marrow = mix(rgb("d9b98c"), rgb("e3c9a0"), tone)
    spongy = mix(marrow, rgb("f3e6c8"), smoothstep(0.30, 0.12, wall))
    heart = smoothstep(-1.0, -1.5, d) * front
    colour = mix(colour, rgb("f8f2e4"), 0.6 * front)
    return mix(colour, spongy, heart), 0.10 * grain * ~front - 0.25 * heart * smoothstep(
        0, 0.4, wall
    )


def crevice(p: Array, facing: Array, spine: Spine) -> Array:
    """Return 0 on open bone, towards 1 in grooves."""
    out = np.zeros(len(p))
    for reach, weight in ((1.5, 0.3), (4.0, 0.35), (7.0, 0.35)):
        out += weight * np.clip(1.0 - spine.bone(p + facing * reach) / reach, 0.0, 1.2)
    return np.clip(out, 0.0, 1.0)


@lru_cache(maxsize=1)
def _discs() -> dict[str, anatomy.Part]:
    return {part.id: part for part in anatomy.spine_parts(PARAMS) if part.tissue == "disc"}


def disc(p: Array, front: Array, upper: bool) -> tuple[Array, Array, Array]:
    """Ring of layers and soft core on the section, crossing fibres outside; and the core's mask."""
    part = _discs()["disc-L3-L4" if upper else "disc-L4-L5"]
    one = part.field
    local = to_local(to_parent(p, FRAME), part.pose)
    z1, z2, k, angle = one.blend(local)
    wave = 0.014 * noise(p, 5.0, 6.0)
    rings = np.sin((k + wave) * 2 * np.pi / 0.078)
    ring = mix(rgb("a9bcc2"), rgb("dde6e7"), smoothstep(-0.75, 0.35, rings))
    core = mix(rgb("a9cfdf"), rgb("bcdbe7"), smoothstep(-0.5, 0.7, noise(p, 4.0, 7.0)))
    inner = smoothstep(0.60, 0.52, k + 0.05 * noise(p, 6.0, 8.0))
    cut = mix(ring, core, inner)
    up = z1 / np.maximum(z1 + z2, 1.0) * one.height
    cross = np.stack([angle * 21.0, up, 0 * up], 1)
    strands = [
        noise(
            np.stack(
                [(cross[:, 0] + s * up) * 0.08, cross[:, 1] - s * 0.5 * cross[:, 0], up * 0], 1
            ),
            0.8,
            3.0,
        )
        for s in (1.0, -1.0)
    ]
    light = smoothstep(-0.1, 0.8, np.maximum(*strands))
    outside = mix(rgb("9fb3b8"), rgb("dbe4e4"), 0.25 + 0.6 * light)
    colour = np.where(front[:, None], cut, outside)
    height = np.where(front, 0.10 * smoothstep(-0.8, 0.4, rings) * (1 - inner), 0.12 * light)
    return colour, height, front & (inner > 0.5)


def hernia(p: Array, front: Array, spine: Spine) -> Look:
    """Soft core that has come out: the deeper blue of the disc's core, with a firm edge."""
    d = spine.parts["hernia"](p)
    blot = noise(p, 3.0, 4.0)
    colour = mix(rgb("6fb0cf"), rgb("8ac3dc"), smoothstep(-0.6, 0.8, blot))
    edge = smoothstep(-0.9, -0.1, d) * front
    return mix(colour, rgb("2f7192"), 0.75 * edge), 0.15 * blot


def flavum(p: Array) -> Look:
    """Fibres along the spine, warm yellow-brown."""
    strand = noise(p * [1, 1, 1 / 9], 0.6, 5.0)
    colour = mix(rgb("c4944a"), rgb("dfb974"), smoothstep(-0.6, 0.7, strand))
    return colour, 0.12 * strand


class Nerves:
    """Names and looks of sac and roots, from the kit's middle lines."""

    def __init__(self) -> None:
        parts = {part.id: part for part in anatomy.spine_parts(PARAMS)}
        self.kit = parts["nerves"].field
        lump = parts["herniation"]
        self.press = lambda w: lump.field(to_local(w, lump.pose))
        self.keep = [
            k
            for k, n in enumerate(self.kit.names)
            if n == "sac" or n.split("-")[1] in ("L3", "L4", "L5", "S1")
        ]

    def near(self, p: Array) -> tuple[Array, Array, Array]:
        """Return for each point the tube it belongs to, its place in it, and the sac's share."""
        w = to_parent(p, FRAME)
        dist = np.stack([self.kit.tubes[k](w) for k in self.keep], 1)
        own = np.array(self.keep)[dist.argmin(1)]
        place = np.zeros_like(w)
        for k in self.keep:
            mine = own == k
            if mine.any():
                place[mine] = self.kit.tubes[k].coords(w[mine])
                place[mine, 2] += 37.0 * k
        pale = smoothstep(-2.0, 1.5, dist[:, 1:].min(1) - dist[:, 0])
        return own, place, pale

    def paint(self, p: Array, front: Array, spine: Spine) -> tuple[Array, Array, Array]:
        """Return colour, height and region."""
        own, place, pale = self.near(p)
        names = self.kit.names
        strand = noise(place * [1, 1, 0.06], 0.55, 2.0)
        root = mix(rgb("d9a326"), rgb("f7d566"), smoothstep(-0.6, 0.6, strand))
        sac = mix(rgb("c9d3d2"), rgb("e0e6e0"), smoothstep(-0.7, 0.7, strand))
        colour = mix(root, sac, pale)
        d = spine.parts["nerves"](p)
        pressed = own == names.index("root-L5-left")
        hurt = smoothstep(8.0, 1.0, self.press(to_parent(p, FRAME))) * pressed
        cut = self._cut(p, d, own == 0)
        colour = np.where(front[:, None], cut, colour)
        sore = mix(rgb("e8871e"), rgb("f5a94a"), smoothstep(-0.5, 0.6, strand))
        sore = mix(sore, rgb("d55e00"), smoothstep(-0.75, -0.15, d) * front)
        colour = mix(colour, sore, hurt)
        region = np.full(len(p), ID["nerve_exiting"], np.uint8)
        inside = (own == 0) | np.array(["S1" in names[k] for k in own])
        region[inside] = ID["nerve_sac"]
        region[np.isin(own, [names.index(f"root-L5-{s}") for s in ("left", "right")])] = ID[
            "nerve_traversing"
        ]
        region[hurt > 0.35] = ID["nerve_pinched"]
        return colour, 0.14 * strand * ~front, region

    def _cut(self, p: Array, d: Array, is_sac: Array) -> Array:
        """Cut faces: fluid with roots in the sac, bundles in a root, a firm rim on both."""
        _, value, middle = cells(p * [1, 1, 0.01], 1.62, 41, 0.12)
        fluid = np.broadcast_to(rgb("e3f0f6"), p.shape)
        grain = smoothstep(0.80, 0.66, middle) * (value < 0.62) * smoothstep(-1.0, -1.5, d)
        ring = smoothstep(0.80, 0.70, middle) * (value < 0.62) * smoothstep(-1.0, -1.5, d)
        sac = mix(
            mix(fluid, rgb("9a7414"), ring), rgb("f4c63d"), grain * smoothstep(0.7, 0.55, middle)
        )
        sac = mix(sac, rgb("53788f"), smoothstep(-0.62, -0.42, d))
        fine, tone, _ = cells(p * [1, 1, 0.01], 1.0, 42, 0.2)
        root = mix(rgb("f4c63d"), rgb("f9da78"), tone)
        root = mix(root, rgb("c9991f"), smoothstep(0.14, 0.03, fine))
        root = mix(root, rgb("7d5a0c"), 0.8 * smoothstep(-0.5, -0.15, d))
        return np.where(is_sac[:, None], sac, root)


def paint(
    name: Array, p: Array, q: Array, facing: Array, spine: Spine, nerves: Nerves
) -> tuple[Array, Array, Array]:
    """Return colour, height and (finer) region of points.

    Args:
        name: Region of each point.
        p: Places (section axes, mm).
        q: Where they lay at rest.
        facing: Outward normals.
        spine: The distances.
        nerves: Sac and roots.
    """
    colour, height, region = np.full((len(p), 3), 0.8), np.zeros(len(p)), name.copy()
    front = on_front(p)

    def put(mask: Array, look: Look) -> None:
        colour[mask], height[mask] = look

    def pick(*names: str) -> Array:
        return np.asarray(np.isin(name, [ID[n] for n in names]))

    jobs = (
        (np.isin(name, MUSCLES), lambda m: muscle(q[m])),
        (pick("fat"), lambda m: fat(q[m])),
        (pick("fat_deep"), lambda m: fat(q[m] * 0.8, 0.62)),
        (pick("fat_epidural"), lambda m: fat(q[m] * 1.6, 0.2)),
        (pick("skin"), lambda m: skin(q[m], front[m])),
        (pick("fascia"), lambda m: _plain(q[m], "f2efe6", "dcd6c6", 0.7)),
        (pick("facet_joint"), lambda m: _plain(p[m], "c3d9e2", "a9c4d0", 3.0)),
        (pick("ligament_supraspinous"), lambda m: _plain(p[m], "efe9da", "d8cdb2", 0.7)),
        (
            pick("bone", "lamina", "spinous_process", "facet_bone"),
            lambda m: bone(p[m], front[m], spine),
        ),
        (pick("ligament_flavum"), lambda m: flavum(p[m])),
        (pick("hernia"), lambda m: hernia(p[m], front[m], spine)),
    )
    for mask, make in jobs:
        if mask.any():
            put(mask, make(mask))
    for upper in (False, True):
        mask = pick("disc_ring") & ((p[:, 2] > 18.0) == upper)
        if mask.any():
            colour[mask], height[mask], core = disc(p[mask], front[mask], upper)
            region[np.flatnonzero(mask)[core]] = ID["disc_core"]
    mask = pick("nerve_sac", "nerve_exiting")
    if mask.any():
        colour[mask], height[mask], region[mask] = nerves.paint(p[mask], front[mask], spine)
    dirty = pick("bone", "lamina", "spinous_process", "facet_bone", "ligament_flavum") & ~front
    if dirty.any():
        groove = smoothstep(0.25, 0.95, crevice(p[dirty], facing[dirty], spine))
        colour[dirty] = mix(colour[dirty], rgb("9a6f43"), 0.6 * groove)
    return colour, height, region


def _plain(q: Array, a: str, b: str, size: float) -> Look:
    n = noise(q, size, 3.0)
    return mix(rgb(a), rgb(b), 0.6 * smoothstep(-0.3, 0.9, n)), 0.04 * n
