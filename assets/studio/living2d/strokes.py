"""Skia strokes shared by the cards: ring, nerves, the sac, tapered lines, fibres."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import skia
from back2d.landmarks import MID
from back2d.soft import Sheet, band, number, paint_nerve, tube
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from living2d.stage import RING

XY = tuple[float, float]
Line = NDArray[np.float64]


def poly(points: Sequence[XY] | NDArray[np.floating], *, closed: bool = True) -> skia.Path:
    """Return a path through the points."""
    path = skia.Path()
    path.addPoly([skia.Point(float(x), float(y)) for x, y in points], closed)
    return path


def course(path: Sequence[XY], widths: Sequence[float]) -> tuple[Line, Line]:
    """Return a smooth middle line through world (z, y) and its widths."""
    line, width = tube([(x - MID, y) for x, y in path], widths)
    return line, gaussian_filter1d(width, 12, mode="nearest")


def nerve(sheet: Sheet, path: Sequence[XY], widths: Sequence[float], hot: XY | None = None) -> None:
    """Paint a nerve through world (z, y)."""
    paint_nerve(sheet, [(x - MID, y) for x, y in path], widths, hot)


def ring(sheet: Sheet, at: XY, radius: float = 9.6) -> None:
    """Paint the ring that marks the pressed nerve, with its glow."""
    circle, glow = skia.Path(), skia.Path()
    circle.addCircle(at[0], at[1], radius)
    glow.addCircle(at[0], at[1], radius * 1.46)
    halo = [number(RING, 0.0), number(RING, 0.30), number(RING, 0.0)]
    centre = skia.Point(*at)
    sheet.shade(
        glow, skia.GradientShader.MakeRadial(centre, radius * 1.46, halo, [0.45, 0.70, 1.0])
    )
    sheet.stroke(circle, "#fff6ea", 1.9, 0.85)
    sheet.stroke(circle, RING, 1.15)


def sac(sheet: Sheet, path: Sequence[XY], widths: Sequence[float], hot: XY | None = None) -> None:
    """Paint the nerve sac as a clear tube with nerve strands in it."""
    line, width = course(path, widths)
    sheet.fill(band(line + np.array([0.9, 0.9]), width * 1.04), "#3b2412", 0.30, blur_mm=1.0)
    sheet.fill(band(line, width + 0.7), "#47707f")
    for low, high, code in (
        (-1.0, 1.0, "#86a9b6"), (-0.86, 0.95, "#a9c6d0"), (-0.55, 0.7, "#c6dde4"),
    ):  # fmt: skip
        sheet.fill(band(line, width, low, high), code, 1.0, 0.0 if low == -1.0 else 0.5)
    step = np.linspace(0, 1, len(line))
    for k, at in enumerate(np.linspace(-0.72, 0.72, 6)):
        wave = at + 0.035 * np.sin(step * 14 + k * 2.1)
        side = _offset(line, width * wave / 2)
        thick = np.clip(width * 0.145, 0.62, 1.5)
        sheet.fill(band(side, thick + 0.34), "#7d5a0c", 0.85)
        sheet.fill(band(side, thick), "#e9b52f")
        sheet.fill(band(side, thick, -0.35, 0.55), "#fbdc74", 1.0, 0.1)
    if hot is not None:
        stops = [number("#e0622a", 0.78), number("#e0622a", 0.5), number("#e0622a", 0.0)]
        shader = skia.GradientShader.MakeRadial(skia.Point(*hot), 9.0, stops, [0, 0.5, 1.0])
        sheet.shade(band(line, width + 0.5), shader)
    sheet.fill(band(line, width, 0.52, 0.8), "#ffffff", 0.22, 0.3)


def _offset(line: Line, by: Line) -> Line:
    """Return a line moved sideways by so many mm."""
    d = np.gradient(line, axis=0)
    side = np.stack([-d[:, 1], d[:, 0]], 1) / np.linalg.norm(d, axis=1, keepdims=True)
    return np.asarray(line + side * by[:, None])


def ligament(sheet: Sheet, outline: Sequence[XY], fibres: int = 9) -> None:
    """Paint a thick yellow ligament; the outline runs down its front and up its back."""
    half = len(outline) // 2
    front, _ = course(outline[:half], (1.0, 1.0))
    back, _ = course(list(reversed(outline[half:])), (1.0, 1.0))
    shape = poly(np.vstack([front, back[::-1]]))
    shadow = poly(np.vstack([front, back[::-1]]) + np.array([0.7, 0.9]))
    sheet.fill(shadow, "#3b2412", 0.32, blur_mm=0.9)
    xs = [p[0] for p in outline]
    tones = [number(c) for c in ("#f3d488", "#e0b25a", "#b98435", "#9c6a27")]
    ends = [skia.Point(min(xs), 0), skia.Point(max(xs) + 2, 0)]
    sheet.shade(shape, skia.GradientShader.MakeLinear(ends, tones, [0.0, 0.35, 0.8, 1.0]))
    for k in range(1, fibres):
        t = k / fibres
        wavy = front * (1 - t) + back * t
        sheet.stroke(poly(wavy, closed=False), "#8a5c1d" if k % 2 else "#f8e2a8", 0.22, 0.5)
    sheet.stroke(shape, "#7a5019", 0.5, 0.95)


def crack(sheet: Sheet, path: Sequence[XY], width: float) -> None:
    """Paint a crack: brown, thinning out, with a light lower lip."""
    xy = np.array(path, float)
    t = np.linspace(0, 1, len(xy))
    widths = width * (1 - 0.8 * t)
    edge = np.vstack([xy - [[0, w / 2] for w in widths], (xy + [[0, w / 2] for w in widths])[::-1]])
    sheet.fill(poly(edge + np.array([0.25, 0.45])), "#fffaf0", 0.75)
    sheet.fill(poly(edge), "#6b4426", 0.95)
