"""A page painted shape by shape: each is blown up softly, lit from the upper left, outlined.

Pages are premultiplied float RGBA; shapes come in cm and are placed by a frame (cm to page mm).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import skia
from back2d.light import rgb, smoothstep
from back2d.soft import number
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, zoom

from living2d.shapes import XY, Shape, polygons

Array = NDArray[np.floating]
LIGHT = np.array([-0.52, -0.62, 0.59], np.float32)


@dataclass(frozen=True, slots=True)
class Frame:
    """How cm of the scene lie on the page: mm = offset + cm * mm_per_cm."""

    width_mm: float
    height_mm: float
    px_per_mm: float
    mm_per_cm: float
    x0: float
    y0: float

    @property
    def px_per_cm(self) -> float:
        """Return pixels for one cm of the scene."""
        return self.mm_per_cm * self.px_per_mm

    def mm(self, at: XY) -> XY:
        """Return a point of the scene on the page."""
        return self.x0 + at[0] * self.mm_per_cm, self.y0 + at[1] * self.mm_per_cm

    @property
    def shape(self) -> tuple[int, int]:
        """Return rows and columns of the page."""
        return round(self.height_mm * self.px_per_mm), round(self.width_mm * self.px_per_mm)


@dataclass(frozen=True, slots=True)
class Paint:
    """How a shape looks.

    Attributes:
        base: Colour in plain light.
        round_cm: How far from its edge it looks round.
        depth: Strength of light and shade.
        line: Width of the outline in cm (0: none).
        shadow: Strength of the shadow it throws on what is painted before.
        flat: If true it has no roundness.
    """

    base: str
    round_cm: float = 6.0
    depth: float = 1.0
    line: float = 0.55
    shadow: float = 0.30
    alpha: float = 1.0


class Page:
    """One layer of a plate in the making, with its map of regions."""

    def __init__(self, frame: Frame) -> None:
        """Start an empty page."""
        self.frame = frame
        self.rgba: Array = np.zeros((*frame.shape, 4), np.float32)
        self.marks: list[tuple[str, NDArray[np.bool_], tuple[int, int]]] = []

    def cover(self, shape: Shape, pad_px: int = 0) -> tuple[Array, tuple[int, int]]:
        """Return the share of each pixel in a box about the shape, and the box's corner."""
        f = self.frame
        rows, columns = f.shape
        x0, y0, x1, y1 = shape.bounds
        (left, top), (right, low) = f.mm((x0, y0)), f.mm((x1, y1))
        c0 = max(int(left * f.px_per_mm) - 3 - pad_px, 0)
        r0 = max(int(top * f.px_per_mm) - 3 - pad_px, 0)
        c1 = min(int(right * f.px_per_mm) + 4 + pad_px, columns)
        r1 = min(int(low * f.px_per_mm) + 4 + pad_px, rows)
        if c1 <= c0 or r1 <= r0:
            return np.zeros((0, 0), np.float32), (r0, c0)
        path = skia.Path()
        path.setFillType(skia.PathFillType.kEvenOdd)
        k = f.px_per_mm
        for polygon in polygons(shape):
            for ring in (polygon.exterior, *polygon.interiors):
                xy = [f.mm((float(x), float(y))) for x, y in ring.coords]
                path.addPoly([skia.Point(x * k - c0, y * k - r0) for x, y in xy], True)
        surface = skia.Surface(c1 - c0, r1 - r0)
        surface.getCanvas().drawPath(path, skia.Paint(AntiAlias=True, Color=number("#ffffff")))
        image = surface.makeImageSnapshot().toarray()
        return image[..., 3].astype(np.float32) / 255, (r0, c0)

    def draw(self, shape: Shape, paint: Paint, region: str = "", clip: Shape | None = None) -> None:
        """Paint a shape over what is there; with `clip` only inside that other shape."""
        if shape.is_empty:
            return
        pad = int(8 * self.frame.px_per_cm) if paint.shadow or paint.depth else 4
        cover, corner = self.cover(shape, pad)
        if not cover.size:
            return
        inside = cover
        if clip is not None:
            inside = cover * self._crop(clip, cover.shape, corner)
        colour = self._lit(cover, paint)
        if paint.shadow:
            self._throw(inside, corner, paint.shadow)
        self._lay(colour, inside * paint.alpha, corner)
        if region:
            self.marks.append((region, inside > 0.5, corner))

    def _crop(self, clip: Shape, size: tuple[int, ...], corner: tuple[int, int]) -> Array:
        """Return the cover of another shape in the same box."""
        out = np.zeros(size, np.float32)
        cover, (r, c) = self.cover(clip)
        r1, c1 = r + cover.shape[0], c + cover.shape[1]
        a0, b0 = max(r, corner[0]), max(c, corner[1])
        a1, b1 = min(r1, corner[0] + size[0]), min(c1, corner[1] + size[1])
        if a1 > a0 and b1 > b0:
            out[a0 - corner[0] : a1 - corner[0], b0 - corner[1] : b1 - corner[1]] = cover[
                a0 - r : a1 - r, b0 - c : b1 - c
            ]
        return out

    def _lit(self, cover: Array, paint: Paint) -> Array:
        """Return the colour of each pixel: soft round light, tinted outline."""
        k = self.frame.px_per_cm
        base = rgb(paint.base)
        light = np.full(cover.shape, 0.62, np.float32)
        if paint.depth:
            height = np.zeros(cover.shape, np.float32)
            for share, weight in ((0.18, 0.18), (0.42, 0.32), (0.95, 0.50)):
                height += weight * _blur(cover, paint.round_cm * share * k)
            gy, gx = np.gradient(height * paint.round_cm * 2.3 * k)
            length = np.sqrt(gx * gx + gy * gy + 1)
            lit = (-gx * LIGHT[0] - gy * LIGHT[1] + LIGHT[2]) / length
            light = 0.62 + paint.depth * 0.62 * (lit - LIGHT[2])
        dark = base * (base * 0.55 + 0.30) * 0.92
        bright = 1 - (1 - base) * np.float32(0.42)
        up = smoothstep(0.62, 1.05, light)[..., None] * 0.9
        down = smoothstep(0.62, 0.02, light)[..., None] * 0.95
        colour = base * (1 - down) + dark * down
        colour = colour * (1 - up) + bright * up
        if paint.line:
            ink = base * base * 0.5 + base * 0.12
            edge = _blur(cover, paint.line * k * 0.55)
            line = smoothstep(0.93, 0.52, edge)[..., None] * 0.88
            colour = colour * (1 - line) + ink * line
        return np.asarray(colour, np.float32)

    def _throw(self, cover: Array, corner: tuple[int, int], strength: float) -> None:
        """Darken what lies below by the soft shadow of a cover."""
        k = self.frame.px_per_cm
        soft = _blur(cover, 1.5 * k)
        by = (int(1.0 * k), int(0.7 * k))
        moved = np.zeros_like(soft)
        moved[by[0] :, by[1] :] = soft[: soft.shape[0] - by[0], : soft.shape[1] - by[1]]
        r, c = corner
        below = self.rgba[r : r + soft.shape[0], c : c + soft.shape[1]]
        dark = (1 - strength * moved)[..., None] * np.array([1, 1, 1], np.float32)
        tint = np.array([1.0, 0.93, 0.88], np.float32)
        below[..., :3] *= 1 - (1 - dark) * (1.06 - 0.1 * tint)

    def _lay(self, colour: Array, alpha: Array, corner: tuple[int, int]) -> None:
        """Lay straight colour over the page."""
        r, c = corner
        below = self.rgba[r : r + alpha.shape[0], c : c + alpha.shape[1]]
        below *= 1 - alpha[..., None]
        below[..., :3] += colour * alpha[..., None]
        below[..., 3] += alpha

    def glow(
        self, shape: Shape, code: str, alpha: float, soft_cm: float, clip: Shape | None = None
    ) -> None:
        """Lay a soft stain (shadow, blush, fold); `clip` keeps it inside a shape."""
        pad = int(soft_cm * 3 * self.frame.px_per_cm) + 2
        cover, corner = self.cover(shape, pad)
        if not cover.size:
            return
        soft = _blur(cover, soft_cm * self.frame.px_per_cm)
        if clip is not None:
            soft = soft * self._crop(clip, soft.shape, corner)
        self._lay(np.broadcast_to(rgb(code), (*soft.shape, 3)), soft * alpha, corner)

    def mark(self, shape: Shape, region: str) -> None:
        """Note a region without painting it."""
        cover, corner = self.cover(shape)
        self.marks.append((region, cover > 0.5, corner))

    def fade_low(self, start_mm: float, end_mm: float) -> None:
        """Let the layer run out softly towards the page's lower edge."""
        y = (np.arange(self.rgba.shape[0], dtype=np.float32) + 0.5) / self.frame.px_per_mm
        self.rgba *= smoothstep(end_mm, start_mm, y)[:, None, None]

    def straight(self) -> Array:
        """Return straight float RGBA."""
        alpha = self.rgba[..., 3:]
        return np.concatenate(
            [np.clip(self.rgba[..., :3] / np.maximum(alpha, 1e-4), 0, 1), np.clip(alpha, 0, 1)], -1
        )


def _blur(a: Array, sigma: float) -> Array:
    """Return a Gaussian blur; wide ones are made on a smaller picture."""
    step = int(max(1, min(sigma // 3, 12)))
    if step == 1 or min(a.shape) < step * 6:
        return np.asarray(gaussian_filter(a, sigma, mode="constant"), np.float32)
    rows, columns = a.shape
    padded = np.pad(a, ((0, -rows % step), (0, -columns % step)))
    small = padded.reshape(padded.shape[0] // step, step, padded.shape[1] // step, step).mean(
        (1, 3)
    )
    soft = gaussian_filter(small, sigma / step, mode="constant")
    return np.asarray(
        zoom(soft, step, order=3, grid_mode=True, mode="grid-constant")[:rows, :columns], np.float32
    )


def region_map(pages: Iterable[Page], order: list[str]) -> NDArray[np.uint8]:
    """Return the index map: number of the region on top of each pixel (0 = nothing)."""
    out: NDArray[np.uint8] | None = None
    for page in pages:
        if out is None:
            out = np.zeros(page.frame.shape, np.uint8)
        for region, seen, (r, c) in page.marks:
            out[r : r + seen.shape[0], c : c + seen.shape[1]][seen] = order.index(region) + 1
    if out is None:
        raise ValueError("no page to map")
    return out
