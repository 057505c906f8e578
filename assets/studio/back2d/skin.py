"""The skin of the back: a modelled surface under a soft light, in four tones.

The surface is a height map: rounded trunk, two columns of muscle, furrow, hollow of the
back, flat triangle over the sacrum, dimples, buttocks. The same light is used for every
tone; each tone has its own ramp, so that shade stays warm and never turns grey.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter, zoom

from back2d.landmarks import BODY_HALF, CLEFT_TOP, HEIGHT_MM, LEVELS, MID, PSIS, PX_PER_MM, WIDTH_MM
from back2d.light import ramp, rgb, smoothstep

Array = NDArray[np.floating]
_LIGHT = np.array([-0.40, -0.46, 0.793], np.float32)


@dataclass(frozen=True, slots=True)
class Tone:
    """One skin tone: ramp from shade to light, blush and pigment tints, sheen strength."""

    ramp: tuple[str, ...]
    blush: str
    pigment: str
    sheen: float


TONES: tuple[Tone, ...] = (
    Tone(("#a8735a", "#cf9d80", "#e6bea0", "#f1d3b9", "#f9e5d3"), "#e39c83", "#c99a72", 0.05),
    Tone(("#8a5a3c", "#b98460", "#d3a47c", "#e3bc96", "#f0d4b4"), "#cf8a66", "#a9764a", 0.06),
    Tone(("#5c3722", "#85553a", "#a6734f", "#be8c66", "#d5aa85"), "#a9623f", "#74462a", 0.08),
    Tone(("#33201a", "#51342a", "#6e4a3b", "#87604e", "#a47d69"), "#7d4433", "#3e261d", 0.10),
)


def height_map(px_per_mm: float = PX_PER_MM) -> tuple[Array, Array]:
    """Return the surface (mm towards the viewer) and the share of each pixel inside the body."""
    xs = (np.arange(round(WIDTH_MM * px_per_mm), dtype=np.float32) + 0.5) / px_per_mm - MID
    ys = (np.arange(round(HEIGHT_MM * px_per_mm), dtype=np.float32) + 0.5) / px_per_mm
    half = PchipInterpolator(*zip(*BODY_HALF, strict=True))(ys).astype(np.float32)[:, None]
    x, y = xs[None, :], ys[:, None]
    inside = np.clip((half - np.abs(x)) * px_per_mm + 0.5, 0, 1)
    u = np.clip(np.abs(x) / half, 0, 1)
    trunk = 92 * (1 - u**2.7) ** (1 / 2.3)
    z = trunk + _columns(x, y) + _furrow(x, y) + _lower(x, y)
    z += -9.0 * np.exp(-(((y - 150) / 70) ** 2)) + 0.02 * (y - 150)
    return z.astype(np.float32), inside.astype(np.float32)


def _bell(v: Array, middle: float, width: float) -> Array:
    """Return a bell of height 1."""
    return np.asarray(np.exp(-(((v - middle) / width) ** 2)))


def _rounded(x: Array) -> Array:
    """Return |x| without a kink in the midline, which the light would show as a seam."""
    return np.asarray(np.sqrt(x * x + 49.0) - 1.0)


def _columns(x: Array, y: Array) -> Array:
    """Return the muscle columns beside the spine and the soft step to the flank."""
    a = _rounded(x)
    strength = smoothstep(262, 190, y) * (0.72 + 0.28 * smoothstep(200, 40, y))
    middle = 34 + 8 * smoothstep(150, 0, y) - 4 * smoothstep(180, 240, y)
    column = 6.6 * np.exp(-(((a - middle) / 21) ** 2)) * strength
    flank = -2.6 * _bell(a, 80, 22) * smoothstep(235, 110, y)
    rows = np.sin((y - 0.55 * a) / 8.2)
    ribs = 1.1 * rows * _bell(a, 112, 26) * smoothstep(72, 10, y)
    return np.asarray(column + flank + ribs)


def _furrow(x: Array, y: Array) -> Array:
    """Return the spine furrow with faint rises over the spinous processes."""
    depth = 4.6 * smoothstep(256, 190, y) * (0.62 + 0.38 * smoothstep(20, 130, y))
    groove = -depth * _bell(x, 0, 12.5)
    rise = sum(0.8 * _bell(x, 0, 5.5) * _bell(y, v.y + 11.5, 8.5) for v in LEVELS)
    return np.asarray(groove + rise)


def _lower(x: Array, y: Array) -> Array:
    """Return dimples, the crest of the hip, buttocks and the fold between them."""
    a = _rounded(x)
    dimple = -2.0 * _bell(a, PSIS[0] - 1, 9.5) * _bell(y, PSIS[1] - 1, 9.0)
    crest_y = 246 - 62 * smoothstep(30, 112, a) + 12 * smoothstep(108, 150, a)
    reach = smoothstep(45, 90, a) * smoothstep(154, 115, a)
    crest = 2.0 * np.exp(-(((y - crest_y - 10) / 24) ** 2)) * reach
    buttock = 25 * _bell(a, 78, 60) * _bell(y, 352, 82) + 3 * _bell(a, 70, 40) * _bell(y, 330, 45)
    depth = 17 * smoothstep(CLEFT_TOP - 20, 345, y) ** 1.3
    fold = -depth * (0.6 * _bell(x, 0, 9.0) + 0.4 / np.cosh(x / 3.0))
    plate = -1.6 * _bell(a, 0, 30) * _bell(y, 262, 26)
    return np.asarray(dimple + crest + buttock + fold + plate)


def _noise(shape: tuple[int, int], size_px: float, seed: int) -> Array:
    """Return smooth noise, about -1..1, with grains of the given size."""
    step = max(1, int(size_px // 2))
    small = (shape[0] // step + 4, shape[1] // step + 4)
    raw = np.random.default_rng(seed).normal(size=small).astype(np.float32)
    made = gaussian_filter(raw, size_px / step / 2)
    made /= made.std() * 2
    large = zoom(made, step, order=1) if step > 1 else made
    return np.asarray(large[: shape[0], : shape[1]])


@dataclass(frozen=True, slots=True)
class Lit:
    """The lit surface, the same for every tone (all arrays: rows, columns)."""

    value: Array
    sheen: Array
    blush: Array
    pigment: Array
    alpha: Array


def light_up(px_per_mm: float = PX_PER_MM) -> Lit:
    """Return light, sheen and tints of the skin."""
    z, inside = height_map(px_per_mm)
    shape = z.shape
    gx, gy, length = _slopes(z, px_per_mm)
    wrapped = np.clip(((-gx * _LIGHT[0] - gy * _LIGHT[1] + _LIGHT[2]) / length + 0.20) / 1.20, 0, 1)
    hollow = _hollow(z, 5.0, px_per_mm) * 0.5 + _hollow(z, 16.0, px_per_mm) * 0.35
    crease = _crease(shape, px_per_mm)
    rim = smoothstep(0.62, 0.10, 1 / length)
    value = 0.02 + 0.80 * wrapped**1.7 - 0.42 * hollow - 0.13 * rim - 0.26 * crease
    half = _LIGHT + np.array([0, 0, 1], np.float32)
    half /= np.linalg.norm(half)
    shine = np.clip((-gx * half[0] - gy * half[1] + half[2]) / length, 0, 1) ** 26
    mottle = _noise(shape, 9 * px_per_mm, 6) + 0.5 * _noise(shape, 3 * px_per_mm, 7)
    warm = 0.08 + 0.08 * np.clip(mottle, -1, 1) + 0.55 * np.clip(hollow, 0, 0.5)
    warm += 0.3 * crease + 0.22 * smoothstep(0.55, 0.2, wrapped)
    spots = smoothstep(0.62, 1.3, _noise(shape, 2.2 * px_per_mm, 8)) * 0.10
    alpha = inside * _soft_ends(shape, px_per_mm)
    return Lit(np.clip(value, 0, 1), shine, np.clip(warm, 0, 0.5), spots, alpha)


def _slopes(z: Array, px_per_mm: float) -> tuple[Array, Array, Array]:
    """Return the slope to the right and down, with fine grain, and the normal's length."""
    shape = z.shape
    grain = 0.022 * _noise(shape, 0.55 * px_per_mm, 3) + 0.025 * _noise(shape, 1.3 * px_per_mm, 4)
    wave = 0.35 * _noise(shape, 14 * px_per_mm, 5)
    gy, gx = np.gradient(z + grain + wave, 1 / px_per_mm)
    return gx, gy, np.sqrt(gx**2 + gy**2 + 1)


def _hollow(z: Array, size_mm: float, px_per_mm: float) -> Array:
    """Return how far a point lies below its surroundings, in shares of the size."""
    around = gaussian_filter(z, size_mm * px_per_mm / 4)
    return np.asarray(np.clip((around - z) / size_mm, -0.5, 1))


def _crease(shape: tuple[int, int], px_per_mm: float) -> Array:
    """Return the dark of the fold between the buttocks, which light does not reach."""
    x = ((np.arange(shape[1], dtype=np.float32) + 0.5) / px_per_mm - MID)[None, :]
    y = ((np.arange(shape[0], dtype=np.float32) + 0.5) / px_per_mm)[:, None]
    return np.asarray(
        _bell(x, 0, 2.6 + 0.02 * np.maximum(y - CLEFT_TOP, 0)) * smoothstep(CLEFT_TOP, 330, y)
    )


def _soft_ends(shape: tuple[int, int], px_per_mm: float) -> Array:
    """Return the fade at the upper and lower edge of the page."""
    y = (np.arange(shape[0], dtype=np.float32) + 0.5) / px_per_mm
    return np.asarray(
        (smoothstep(0.5, 13, y) * smoothstep(HEIGHT_MM - 0.5, HEIGHT_MM - 15, y))[:, None]
    )


def paint(lit: Lit, tone: Tone) -> Array:
    """Return the skin in one tone as straight float RGBA, 0..1."""
    colour = ramp(lit.value, tone.ramp)
    for tint, share in ((tone.blush, lit.blush * 0.55), (tone.pigment, lit.pigment)):
        shade = colour * (0.55 + 0.45 * rgb(tint) / rgb(tint).max())
        colour += (shade - colour) * share[..., None]
    colour += (1 - colour) * (tone.sheen * lit.sheen)[..., None]
    return np.concatenate([np.clip(colour, 0, 1), lit.alpha[..., None]], -1).astype(np.float32)
