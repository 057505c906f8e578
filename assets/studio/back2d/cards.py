"""Card picture of the topic `slipped-disc`: two vertebrae from the side, 800 x 520 px.

The solids of the back plate are looked at from the left side of the person: the belly is
at the left, the back at the right. The soft core has pushed out behind the disc and bends
the nerve; a ring marks the place. No text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import skia
from PIL import Image

from back2d import pelvis, vertebra
from back2d.landmarks import DISC_GAP, DISC_Y, LEVELS, MID
from back2d.light import Look, bone_colour, lay, rgb, smoothstep
from back2d.soft import Sheet, number, paint_nerve
from back2d.solid import Array, Solid, bumps, chain, egg, smax, smin, trace

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH_PX, HEIGHT_PX = 800, 520
FINER = 2
PX_PER_MM = 6.9
LEFT, TOP = -36.0, 147.0  # page corner: front to back, and down (mm)
PAPER = "#fbf6ed"
RING = "#d8541a"
LOOKS: dict[str, Look] = {
    "bone": Look(crease=0.55),
    "disc": Look(("#4d7c92", "#7fa9ba", "#aecbd6", "#cfe1e7", "#e6f1f4", "#f8fcfd"), "#3f6b80"),
    "canal": Look(("#3f5563", "#54707f", "#6d8a99", "#86a2b0", "#a3bac5", "#bccdd5"), "#3a4d59"),
    "hernia": Look(("#1f5a79", "#347d9f", "#559fc0", "#74b6d3", "#9bd0e6", "#d6eef8"), "#1f5a79"),
}
PRESSED = (26.4, 184.0)


def from_left(solid: Solid) -> Solid:
    """Return a solid turned so that the viewer stands at the person's left."""

    def turned(p: Array) -> Array:
        return solid(
            np.stack([MID - p[:, 2], p[:, 1] + np.float32(TOP), p[:, 0] + np.float32(LEFT)], 1)
        )

    return turned


def disc(name: str) -> Solid:
    """Return a disc between its two bodies, bulging a little."""
    order = list(DISC_Y).index(name)
    upper = LEVELS[order]
    z = (upper.z + LEVELS[order + 1].z) / 2 if order + 1 < len(LEVELS) else upper.z + 3
    half = DISC_GAP[name] / 2 + 0.7
    tilt = {"l3l4": 0.5, "l4l5": 3.0, "l5s1": 8.0}[name]

    def solid(p: Array) -> Array:
        x = np.abs(p[:, 0] - np.float32(MID))
        c, s = np.cos(np.deg2rad(tilt)), np.sin(np.deg2rad(tilt))
        dy, dz = p[:, 1] - np.float32(DISC_Y[name]), p[:, 2] - np.float32(z)
        y, depth = c * dy + s * dz, c * dz - s * dy
        swell = 1.03 - 0.05 * np.clip(np.abs(y) / half, 0, 1) ** 2
        across, deep = x / (swell * upper.width / 2), depth / (swell * upper.depth / 2)
        side = 17 * ((across**2.35 + np.abs(deep) ** 2.35) ** (1 / 2.35) - 1)
        thick = half - 0.045 * depth
        return smax(side.astype(np.float32), (np.abs(y) - thick).astype(np.float32), 2.0)

    return solid


def herniation(p: Array) -> Array:
    """Return the soft core that has left the disc (on the left, behind)."""
    x = MID - 17.0
    d = egg(p, (x, 184.6, 19.6), (8.0, 4.9, 5.2), 0)
    d = smin(d, egg(p, (x - 1, 181.3, 21.2), (6.5, 3.8, 3.4), 0), 3.0)
    d = smin(d, chain(p, ((x + 2, 185.3, 13.6), (x, 185.0, 18.0)), (2.7, 3.8), 2.0), 3.5)
    return d + np.float32(0.35) * bumps(p, 3.4, 2.0)


def canal(p: Array) -> Array:
    """Return the nerve sac in the canal, seen in shade through the openings."""
    y = p[:, 1]
    z = 22.4 + 1.0 * np.sin((y - 150) / 26)
    return np.asarray(
        np.hypot((p[:, 0] - np.float32(MID)) / 1.1, p[:, 2] - z) - 9.6, dtype=np.float32
    )


def slipped_disc(file: Path) -> int:
    """Draw and save the card picture; return its bytes."""
    scale = PX_PER_MM * FINER
    canvas = np.zeros((HEIGHT_PX * FINER, WIDTH_PX * FINER, 4), np.float32)
    for solid, kind in _parts():
        _put(canvas, solid, kind, scale)
    canvas *= _vignette(canvas.shape[0], canvas.shape[1])[..., None]
    _cord(canvas, scale)
    flat = canvas[..., :3] + rgb(PAPER) * (1 - canvas[..., 3:])
    noise = np.random.default_rng(5).uniform(-0.5, 0.5, flat.shape[:2])[..., None]
    picture = Image.fromarray(np.clip(flat * 255 + 0.5 + noise, 0, 255).astype(np.uint8), "RGB")
    picture = picture.resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.LANCZOS)
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.save(file, "WEBP", quality=92, method=6)
    return file.stat().st_size


def _parts() -> list[tuple[Solid, str]]:
    """Return what is drawn, from behind to the front of the picture."""
    by_name = {v.name: v for v in LEVELS}
    names = ("L3", "L4", "L5")
    bones: list[tuple[Solid, str]] = [(vertebra.vertebra(by_name[n]), "bone") for n in names]
    parts: list[tuple[Solid, str]] = [(disc(n), "disc") for n in ("l3l4", "l4l5", "l5s1")]
    return [(canal, "canal"), *parts, *bones, (pelvis.sacrum(), "bone"), (herniation, "hernia")]


def _put(canvas: NDArray[np.floating], solid: Solid, kind: str, scale: float) -> None:
    """Trace one part and lay it on the canvas."""
    box = (0.0, 0.0, WIDTH_PX / PX_PER_MM, HEIGHT_PX / PX_PER_MM)
    view = trace(from_left(solid), box, scale, (60, -12))
    colour = bone_colour(view, scale, LOOKS[kind])
    if kind == "disc":
        colour = colour * (1 - 0.10 * _fibres(view.cover.shape, scale)[..., None])
        core = _core(view.cover.shape, scale)[..., None]
        colour = colour * (1 - core) + rgb("#74b6d3") * core
    lay(canvas, view, colour, view.cover, 0.42, scale)


def _fibres(shape: tuple[int, ...], scale: float) -> NDArray[np.floating]:
    """Return crossed fine lines, 0..1, as in the ring of a disc."""
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32) / scale
    a, b = np.sin((x * 0.5 + y) * 5.2), np.sin((x * 0.5 - y) * 5.2)
    return np.asarray(smoothstep(0.55, 1.0, np.maximum(a, b)))


def _core(shape: tuple[int, ...], scale: float) -> NDArray[np.floating]:
    """Return where the soft core shows through the ring of the disc L4-L5, 0..1."""
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32) / scale
    u, v = x + LEFT, y + TOP
    oval = np.hypot((u - 0.5) / 10.5, (v - 185.0) / 2.7)
    way_out = np.hypot(np.maximum(np.abs(u - 11.0) - 5.0, 0) / 2.0, (v - 185.2) / 2.0)
    return np.asarray(
        0.62 * np.maximum(smoothstep(1.15, 0.75, oval), smoothstep(1.1, 0.6, way_out))
    )


def _vignette(height: int, width: int) -> NDArray[np.floating]:
    """Return the soft edge that lets the picture run out into the paper."""
    y = (np.arange(height, dtype=np.float32) + 0.5)[:, None] / height
    x = (np.arange(width, dtype=np.float32) + 0.5)[None, :] / width
    ends = smoothstep(0.0, 0.10, y) * smoothstep(1.0, 0.90, y)
    sides = smoothstep(0.0, 0.05, x) * smoothstep(1.0, 0.95, x)
    return np.asarray(ends * sides, dtype=np.float32)


def _cord(canvas: NDArray[np.floating], scale: float) -> None:
    """Paint the nerve, bent by the soft core, and the ring around the place."""
    path = [(19.0, 166.5), (22.6, 172.0), (26.2, 178.5), (26.6, 185.0)]
    path += [(22.4, 193.0), (15.5, 202.0), (9.0, 212.0), (3.5, 226.0)]
    sheet = Sheet(scale, (WIDTH_PX / PX_PER_MM, HEIGHT_PX / PX_PER_MM))
    at = (PRESSED[0] - LEFT, PRESSED[1] - TOP)
    paint_nerve(
        sheet, [(x - LEFT - MID, y - TOP) for x, y in path], (3.6, 4.6, 4.8, 4.2, 4.6, 5.0, 5.0), at
    )
    sheet.rub_out((path[0][0] - LEFT, path[0][1] - TOP), 4.5)
    y = (np.arange(canvas.shape[0], dtype=np.float32) + 0.5)[:, None, None] / canvas.shape[0]
    _over(canvas, sheet.pixels() * smoothstep(1.0, 0.90, y))
    ring = Sheet(scale, (WIDTH_PX / PX_PER_MM, HEIGHT_PX / PX_PER_MM))
    circle = skia.Path()
    circle.addCircle(at[0], at[1], 9.6)
    halo = [number(RING, 0.0), number(RING, 0.30), number(RING, 0.0)]
    disc_path = skia.Path()
    disc_path.addCircle(at[0], at[1], 14.0)
    ring.shade(
        disc_path, skia.GradientShader.MakeRadial(skia.Point(*at), 14.0, halo, [0.45, 0.70, 1.0])
    )
    ring.stroke(circle, "#fff6ea", 1.9, 0.85)
    ring.stroke(circle, RING, 1.15)
    _over(canvas, ring.pixels())


def _over(canvas: NDArray[np.floating], top: NDArray[np.floating]) -> None:
    """Lay premultiplied colour over the canvas, in place."""
    canvas *= 1 - top[..., 3:]
    canvas += top
