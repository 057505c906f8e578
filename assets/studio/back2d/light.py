"""From traced solids to painted bone: light from the upper left, soft shade, tinted outline.

Canvas: premultiplied float RGBA of the whole page. Colours as in the design note on 2-D
plates, section 3 (bone f6efdf/d6bd92); outlines are a dark tint of the bone, never black.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import (
    distance_transform_edt,
    gaussian_filter,
    maximum_filter,
    minimum_filter,
    shift,
)

from back2d.solid import View

Array = NDArray[np.floating]
LIGHT = np.array([-0.50, -0.60, 0.625], np.float32)
#: Bone from deep shade to full light.
BONE_RAMP = ("#8f6d45", "#b8976b", "#d9c298", "#efe3c8", "#faf5e9", "#fffdf7")
BONE_LINE = "#7a5a37"
SHADOW = "#5c3a22"


def rgb(code: str) -> Array:
    """Return "#rrggbb" as three floats 0..1."""
    return np.array([int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)], np.float32)


def ramp(value: Array, colours: tuple[str, ...]) -> Array:
    """Return colours along an even ramp for values 0..1; adds a last axis of three."""
    stops = np.linspace(0, 1, len(colours))
    table = np.stack([rgb(c) for c in colours])
    return np.stack([np.interp(value, stops, table[:, k]) for k in range(3)], -1).astype(np.float32)


def smoothstep(low: float, high: float, x: Array) -> Array:
    """Return 0 below low, 1 above high, smooth between (low may exceed high)."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Ghost:
    """How strongly a bone shows through the skin.

    Attributes:
        near: Opacity of parts close to the skin.
        far: Opacity of parts deep below it.
        z_near: Height (mm) from which the bone counts as close.
        z_far: Height up to which it counts as deep.
        rim_mm: If not 0, the inside further than this from the rim fades to `far`.
        shadow: Strength of the soft shadow around it.
    """

    near: float = 0.94
    far: float = 0.62
    z_near: float = 26.0
    z_far: float = 6.0
    rim_mm: float = 0.0
    shadow: float = 0.30


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of one material: ramp from shade to light, outline, deepest shade, inner lines."""

    colours: tuple[str, ...] = BONE_RAMP
    line: str = BONE_LINE
    floor: float = 0.16
    crease: float = 1.0


BONE = Look()


def bone_colour(view: View, px_per_mm: float, look: Look = BONE) -> Array:
    """Return the painted colour of every pixel of a view, outline included."""
    lit = np.clip(view.normal @ LIGHT, -0.2, 1)
    facing = np.clip(view.normal[..., 2], 0, 1)
    occlusion = _occlusion(view, px_per_mm)
    value = 0.30 + 0.62 * np.clip(lit, 0, 1) ** 0.9 + 0.10 * facing
    value -= 0.46 * occlusion + 0.16 * (1 - facing) ** 2
    colour = ramp(np.clip(value, look.floor, 1), look.colours)
    cool = smoothstep(0.15, -0.15, lit)[..., None] * 0.06
    colour = colour * (1 - cool) + rgb("#b9c6d8") * cool
    inner = look.crease * _creases(view, px_per_mm)
    ink = np.maximum(_outline(view.cover, px_per_mm), inner)[..., None]
    return np.asarray(colour * (1 - ink) + rgb(look.line) * ink)


def _occlusion(view: View, px_per_mm: float) -> Array:
    """Return 0..1: how much higher the neighbourhood is (grooves and joints go dark)."""
    weight = view.cover + 1e-4
    out = np.zeros_like(view.z)
    for size_mm, share in ((1.2, 0.35), (3.0, 0.35), (6.5, 0.30)):
        s = size_mm * px_per_mm
        mean = gaussian_filter(view.z * weight, s) / gaussian_filter(weight, s)
        out += share * np.clip((mean - view.z) / (1.2 * size_mm), 0, 1)
    return out


def _outline(cover: Array, px_per_mm: float) -> Array:
    """Return the inner outline, heavier away from the light."""
    inside = np.asarray(distance_transform_edt(cover > 0.5), np.float32) / px_per_mm
    moved = shift(cover, (-0.35 * px_per_mm, -0.3 * px_per_mm), order=1, mode="nearest")
    heavy = np.clip(cover - moved, 0, 1)
    line = 0.78 * smoothstep(0.42, 0.16, inside) + 0.2 * gaussian_filter(heavy, 0.6)
    return np.asarray(np.clip(line, 0, 0.9) * (cover > 0), np.float32)


def _creases(view: View, px_per_mm: float) -> Array:
    """Return lines where one part of the bone stands in front of another."""
    size = 3
    inside = view.cover > 0.5
    low = minimum_filter(np.where(inside, view.z, 99.0), size)
    high = maximum_filter(np.where(inside, view.z, -99.0), size)
    jump = np.where(minimum_filter(inside, size), high - low, 0) * px_per_mm / 8
    mark = smoothstep(1.2, 3.4, gaussian_filter(jump, 0.16 * px_per_mm))
    return np.asarray(np.clip(gaussian_filter(mark, 0.12 * px_per_mm), 0, 0.52), np.float32)


def ghost_alpha(view: View, ghost: Ghost, px_per_mm: float) -> Array:
    """Return the opacity of every pixel: deep parts and the inside of wings are fainter."""
    if ghost.rim_mm:
        inside = np.asarray(distance_transform_edt(view.cover > 0.5), np.float32) / px_per_mm
        share = smoothstep(ghost.rim_mm, ghost.rim_mm * 0.15, inside)
    else:
        share = smoothstep(ghost.z_far, ghost.z_near, view.z)
    return np.asarray(view.cover * (ghost.far + (ghost.near - ghost.far) * share), np.float32)


def lay(
    canvas: Array, view: View, colour: Array, alpha: Array, shadow: float, px_per_mm: float
) -> None:
    """Paint a view over the canvas with a soft shadow; cuts what lies outside the page."""
    pad = round(6 * px_per_mm)
    column, row = view.corner
    cover = np.pad(alpha, pad)
    fallen = shift(cover, (1.3 * px_per_mm, 1.0 * px_per_mm), order=1)
    soft = shadow * np.clip(gaussian_filter(fallen, 1.7 * px_per_mm), 0, 1)
    _over(canvas, rgb(SHADOW) * soft[..., None], soft, column - pad, row - pad)
    _over(canvas, colour * alpha[..., None], alpha, column, row)


def _over(canvas: Array, premultiplied: Array, alpha: Array, column: int, row: int) -> None:
    """Lay premultiplied colour over part of the canvas, in place."""
    height, width = alpha.shape
    r0, r1 = max(row, 0), min(row + height, canvas.shape[0])
    c0, c1 = max(column, 0), min(column + width, canvas.shape[1])
    cut = np.s_[r0 - row : r1 - row, c0 - column : c1 - column]
    below = canvas[r0:r1, c0:c1]
    below *= 1 - alpha[cut][..., None]
    below[..., :3] += premultiplied[cut]
    below[..., 3] += alpha[cut]
