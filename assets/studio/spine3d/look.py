"""Tissue colours as arrays: base colour, bumps, shine, one function a material.

Colours follow notes of the 2-D plates: bone ivory, disc blue-grey, nerves yellow, herniation
deeper blue, pressed nerve orange, yellow ligament, titanium grey-blue.  Sizes are mm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from spine3d.sdf import Array, smoothstep

_GRID = np.random.default_rng(11).uniform(-1, 1, (32, 32, 32)).astype(np.float32)
_FLAT = _GRID.ravel()
_TURN = np.linalg.qr(np.random.default_rng(3).normal(size=(3, 3)))[0].astype(np.float32)


@dataclass
class Coat:
    """What a surface looks like at many points."""

    colour: Array
    height: Array | None = None
    gloss: float | Array = 0.10
    shine: float = 24.0
    metal: float = 0.0
    glow: Array | None = None


@dataclass
class Spot:
    """Points of one part: place on it, values by name."""

    at: Array
    values: dict[str, Array]

    def get(self, name: str) -> Array:
        """Return a value, 0 where the part has none."""
        return self.values[name] if name in self.values else np.zeros(len(self.at), np.float32)


def rgb(code: str) -> Array:
    """Return '#rrggbb' as linear colour."""
    c = np.array([int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4).astype(np.float32)


def blend(a: Array, b: Array | str, share: Array | float) -> Array:
    """Return colours a to b by a share."""
    b = rgb(b) if isinstance(b, str) else b
    s = np.asarray(share, np.float32)
    s = s[:, None] if s.ndim else s
    return a * (1 - s) + b * s


def noise(p: Array, size: float, seed: float = 0.0) -> Array:
    """Return smooth noise in -1..1 with blobs of `size` mm, quickly."""
    # Turned, so that no pattern lies along the axes of the bone.
    q = (p @ _TURN / size).astype(np.float32) + np.float32(seed * 3.7 + 511.0)
    cell = np.floor(q)
    f = q - cell
    f = f * f * (3 - 2 * f)
    i = cell.astype(np.int32) & 31
    j = (i + 1) & 31
    x0, y0, z0 = i[:, 0] << 10, i[:, 1] << 5, i[:, 2]
    x1, y1, z1 = j[:, 0] << 10, j[:, 1] << 5, j[:, 2]

    def lane(x: Array, y: Array) -> Array:
        a, b = _FLAT[x + y + z0], _FLAT[x + y + z1]
        return a + (b - a) * f[:, 2]

    a, b = lane(x0, y0), lane(x0, y1)
    low = a + (b - a) * f[:, 1]
    a, b = lane(x1, y0), lane(x1, y1)
    high = a + (b - a) * f[:, 1]
    return low + (high - low) * f[:, 0]


def fbm(p: Array, size: float, seed: float = 0.0, octaves: int = 3) -> Array:
    """Return noise with finer and finer detail."""
    out, weight = np.zeros(len(p), np.float32), 1.0
    for k in range(octaves):
        out += weight * noise(p, size / 2**k, seed + k * 1.3)
        weight *= 0.55
    return out / 1.5


def bone(s: Spot) -> Coat:
    """Warm ivory with brown in the crevices, fine pores, cartilage, sawn faces, cracks."""
    wide, fine = noise(s.at, 11.0, 8.0), fbm(s.at, 1.6, 1.0)
    spot = noise(s.at, 6.0, 9.0)
    colour = blend(np.tile(rgb("#f5eedf"), (len(s.at), 1)), "#e6d5b5", smoothstep(-0.5, 0.6, wide))
    colour = blend(colour, "#cfb68f", 0.30 * smoothstep(0.05, 0.7, fine))
    dirt = np.clip(smoothstep(0.18, 0.85, s.get("crevice")) * (0.92 + 0.3 * wide), 0, 1)
    colour = blend(colour, "#92673d", 0.80 * dirt)
    pores = smoothstep(0.50, 0.70, noise(s.at, 0.8, 2.0)) * smoothstep(0.0, 0.7, spot)
    colour = blend(colour, "#8f6f47", 0.42 * pores)
    grain = noise(s.at, 0.8, 5.0)
    ends = s.get("endplate")
    colour = blend(
        colour,
        blend(np.tile(rgb("#c3a478"), (len(s.at), 1)), "#e6d6b6", smoothstep(-0.4, 0.4, grain)),
        0.85 * ends,
    )
    cart = s.get("cart")
    colour = blend(
        colour,
        blend(np.tile(rgb("#a9c0cb"), (len(s.at), 1)), "#c9dae1", smoothstep(-0.6, 0.6, spot)),
        0.9 * cart,
    )
    height = (0.055 * fine - 0.05 * pores) * (1 - 0.9 * cart) + 0.05 * grain * ends
    cut, core = s.get("cut"), s.get("core")
    if cut.any():
        wall = np.abs(noise(s.at, 1.5, 6.0) + 0.35 * noise(s.at, 0.8, 7.0))
        web = smoothstep(0.26, 0.10, wall)
        # The pale yellow of the plates cut across: bone, not flesh.
        marrow = blend(np.tile(rgb("#ead7ad"), (len(s.at), 1)), "#fdf7e8", web)
        face = blend(np.tile(rgb("#f6eedd"), (len(s.at), 1)), marrow, core)
        colour = blend(colour, face, cut)
        height = height * (1 - cut) + 0.16 * web * core * cut
    # A sawn face often lies in shade; unlit it would look like raw flesh.
    glow = 0.17 * cut[:, None] * colour if cut.any() else None
    crack = s.get("crack")
    if crack.any():
        colour = blend(colour, "#5c3b26", 0.85 * crack)
        height = height - 0.5 * crack
    return Coat(colour, height, 0.10 + 0.16 * cart, 22.0, glow=glow)


def disc(s: Spot) -> Coat:
    """Blue-grey ring of crossing fibres; a worn one is dull, tan and torn."""
    fib = s.values["fib"]
    layers = []
    for turn, seed in ((0.52, 1.0), (-0.52, 2.0)):
        along = fib[:, 0] * np.cos(turn) + fib[:, 1] * np.sin(turn)
        across = -fib[:, 0] * np.sin(turn) + fib[:, 1] * np.cos(turn)
        q = np.stack([along * 0.07, across, fib[:, 2] * 0.3], 1)
        layers.append(smoothstep(0.05, 0.55, fbm(q, 0.95, seed)))
    light = np.maximum(layers[0], layers[1])
    colour = blend(
        np.tile(rgb("#8fa8b8"), (len(s.at), 1)),
        "#adc2ce",
        smoothstep(-0.5, 0.5, noise(s.at, 12, 4)),
    )
    colour = blend(colour, "#e3edf0", 0.55 * light)
    worn = s.get("worn")
    if worn.any():
        tired = blend(np.tile(rgb("#8d8470"), (len(s.at), 1)), "#b9ac8c", light)
        torn = smoothstep(
            0.25, 0.6, fbm(np.stack([fib[:, 0] * 0.2, fib[:, 1], fib[:, 2]], 1), 1.8, 9.0)
        )
        colour = blend(colour, blend(tired, "#55493a", 0.7 * torn), worn)
    colour = blend(colour, "#4d6877", 0.75 * smoothstep(0.45, 1.0, s.get("crevice")))
    return Coat(colour, 0.10 * light, 0.16, 20.0)


PALE_SEAM = 0.61
"""What `pale` of `soft.Nerves` is as far from the sac as from a root."""


def nerve(s: Spot) -> Coat:
    """Yellow with length-wise fibres; `pale` marks the sac, `glow` the pressed part."""
    fib = s.values["fib"]
    # Where a root leaves the sac the fibers of both meet: none there, or they tangle in a line.
    calm = smoothstep(0.18, 0.40, np.abs(s.get("pale") - PALE_SEAM))
    streak = calm * fbm(fib * [1, 1, 0.06], 0.85, 1.0)
    broad = calm * noise(fib * [1, 1, 0.1], 2.4, 2.0)
    n = len(s.at)
    root = blend(np.tile(rgb("#ddb244"), (n, 1)), "#f8dc78", smoothstep(-0.35, 0.3, streak))
    root = blend(root, "#fdedb6", 0.6 * smoothstep(0.0, 0.5, broad))
    sac = blend(np.tile(rgb("#cfae68"), (n, 1)), "#efdfae", smoothstep(-0.35, 0.3, streak))
    sac = blend(sac, "#f8f0d8", 0.5 * smoothstep(0.0, 0.5, broad))
    colour = blend(root, sac, s.get("pale"))
    colour = blend(colour, "#86702c", 0.45 * smoothstep(0.4, 1.0, s.get("crevice")))
    glow = s.get("glow")
    hot = blend(np.tile(rgb("#d55e00"), (n, 1)), "#f28a3a", smoothstep(-0.4, 0.4, streak))
    colour = blend(colour, hot, glow)
    dots = smoothstep(-0.1, 0.25, noise(s.at, 0.9, 3.0))
    ends = blend(np.tile(rgb("#d9a93f"), (n, 1)), "#f9efcb", dots)
    colour = blend(colour, ends, s.get("end"))
    return Coat(colour, 0.09 * streak, 0.20, 26.0, glow=glow[:, None] * rgb("#ffa24a") * 0.24)


def herniation(s: Spot) -> Coat:
    """Deeper blue than the disc it came from, moist."""
    blot = fbm(s.at, 3.0, 3.0)
    colour = blend(np.tile(rgb("#3d8bb3"), (len(s.at), 1)), "#79b9d8", smoothstep(-0.5, 0.6, blot))
    colour = blend(colour, "#2a6a8c", 0.6 * smoothstep(0.4, 1.0, s.get("crevice")))
    return Coat(blend(colour, "#8fa8b8", 0.6 * s.get("edge")), 0.12 * blot, 0.34, 40.0)


def ligament(s: Spot) -> Coat:
    """Pale tough bands with fibres."""
    fib = s.values.get("fib", s.at)
    streak = fbm(fib * [1, 1, 0.07], 1.0, 1.0)
    colour = blend(
        np.tile(rgb("#d8bd8a"), (len(s.at), 1)), "#f1e4c4", smoothstep(-0.45, 0.4, streak)
    )
    colour = blend(colour, "#8f7648", 0.5 * smoothstep(0.5, 1.0, s.get("crevice")))
    return Coat(colour, 0.10 * streak, 0.14, 20.0)


def cement(s: Spot) -> Coat:
    """Hardened bone cement: plain gray."""
    grain = fbm(s.at, 2.2, 3.0)
    colour = blend(np.tile(rgb("#8b9294"), (len(s.at), 1)), "#c2c7c8", smoothstep(-0.5, 0.5, grain))
    colour = blend(colour, "#474d50", 0.6 * smoothstep(0.4, 1, s.get("crevice")))
    return Coat(colour, 0.1 * grain, 0.2, 24.0, glow=0.15 * colour)  # it lies in shade, as a cut


def cage(s: Spot) -> Coat:
    """Dark grey-green plastic (PEEK) cage."""
    grain = noise(s.at, 0.6, 3.0)
    colour = blend(np.tile(rgb("#56777a"), (len(s.at), 1)), "#779798", smoothstep(-0.6, 0.6, grain))
    return Coat(
        blend(colour, "#203234", 0.8 * smoothstep(0.3, 1.0, s.get("crevice"))),
        0.02 * grain,
        0.2,
        30.0,
    )


def metal(code: str, shine: float) -> Callable[[Spot], Coat]:
    """Return titanium in its colour."""

    def coat(s: Spot) -> Coat:
        return Coat(np.tile(rgb(code), (len(s.at), 1)), None, 0.0, shine, 1.0)

    return coat


def plain(code: str, gloss: float) -> Callable[[Spot], Coat]:
    """Return plastic or cloth of one color."""

    def coat(s: Spot) -> Coat:
        flat = np.tile(rgb(code), (len(s.at), 1))
        shade = 0.35 * smoothstep(0.5, 1.0, s.get("crevice"))
        return Coat(blend(flat, "#1d2a33", shade), None, gloss, 30.0)

    return coat


def skin(s: Spot) -> Coat:
    """Light skin, a little uneven."""
    flat = np.tile(rgb("#e3b795"), (len(s.at), 1))
    return Coat(blend(flat, "#d6a37c", 0.5 * smoothstep(-0.3, 0.8, noise(s.at, 14.0, 4.0))))


def lip(s: Spot) -> Coat:
    """The edge of a cut in the skin, darker than the skin so that it is seen in gray too."""
    return Coat(np.tile(rgb("#a97a58"), (len(s.at), 1)), None, 0.08)


def muscle(s: Spot) -> Coat:
    """Bundles of fibers along the spine, in the colors of the plates cut open."""
    q = s.at * np.array([1.0, 1.0, 0.05], np.float32)
    wide, fine = noise(q, 5.0, 2.0), noise(q, 1.6, 7.0)
    colour = blend(np.tile(rgb("#b5736b"), (len(s.at), 1)), "#cf9389", smoothstep(-0.6, 0.7, fine))
    colour = blend(colour, "#e6c3b8", 0.5 * smoothstep(0.35, 0.8, wide))
    return Coat(colour, 0.15 * fine, 0.06)


MAKERS: dict[str, Callable[[Spot], Coat]] = {
    "bone": bone,
    "bone-cut": bone,
    "disc": disc,
    "nerve": nerve,
    "herniation": herniation,
    "ligament": ligament,
    "cement": cement,
    "cage": cage,
    "screw": metal("#c2cad0", 0.25),
    "head": metal("#86a0c0", 0.3),
    "rod": metal("#d0d7dc", 0.2),
    "blade": metal("#b4bcc3", 0.2),
    "sleeve": metal("#b4bcc3", 0.25),
    "guide": metal("#8f9aa3", 0.25),
    "lip": lip,
    "skin": skin,
    "muscle": muscle,
    "nut": metal("#a9b4bb", 0.3),
    "wire": plain("#2c4152", 0.30),
    "contact": metal("#e8eef2", 0.2),
    "hollow": metal("#aeb9c1", 0.25),
    "battery": plain("#5f6c76", 0.30),
    "header": plain("#5a7485", 0.30),
    "box": plain("#4f6577", 0.25),
    "button": plain("#cfdbe3", 0.25),
    "dressing": plain("#e6e9e6", 0.06),
}
