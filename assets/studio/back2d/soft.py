"""Discs and nerves: shapes in page mm and their paint.

Colours: disc annulus dbe4e4, nucleus a9cfdf, nerve f4c63d with line 7d5a0c, pressed part
d8541a (design note on 2-D plates, section 3, and token `hot`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import skia
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from shapely.geometry import Polygon

from back2d.landmarks import DISC_GAP, DISC_Y, HEIGHT_MM, LEVELS, MID, WIDTH_MM
from back2d.light import smoothstep

Array = NDArray[np.floating]
XY = tuple[float, float]
NERVE_LIGHT, NERVE, NERVE_DARK, NERVE_LINE = "#ffe79a", "#f4c63d", "#c8921d", "#7d5a0c"
HOT, HOT_LINE = "#e8732f", "#a33a0c"
DISC_LIGHT, DISC, DISC_LINE = "#dff0f6", "#9fcbdd", "#4f7f95"
#: Where the pressed nerve passes the disc, from the midline (mm); the ring sits here.
RING_X: dict[str, float] = {"l1l2": 13.0, "l2l3": 13.2, "l3l4": 13.6, "l4l5": 14.2, "l5s1": 14.6}


def number(code: str, alpha: float = 1.0) -> int:
    """Return Skia's colour number for "#rrggbb"."""
    n = int(code.lstrip("#"), 16)
    return int(skia.ColorSetARGB(round(alpha * 255), n >> 16, n >> 8 & 255, n & 255))


def disc_outline(disc: str) -> Polygon:
    """Return the disc seen from behind: a lens between two bodies, sides bulging a little."""
    upper = LEVELS[list(DISC_Y).index(disc)]
    half, gap, y = upper.width / 2 + 1.0, DISC_GAP[disc] / 2 + 0.5, DISC_Y[disc]
    t = np.linspace(0, 2 * np.pi, 160, endpoint=False)
    x = half * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** 0.42
    h = gap * np.sign(np.sin(t)) * np.abs(np.sin(t)) ** 0.62
    return Polygon(np.stack([MID + x, y + h], 1))


def disc_region(disc: str) -> Polygon:
    """Return a band wide enough for a finger about the disc."""
    upper = LEVELS[list(DISC_Y).index(disc)]
    half, y = upper.width / 2 + 3, DISC_Y[disc]
    return Polygon(
        [(MID - half, y - 6.5), (MID + half, y - 6.5), (MID + half, y + 6.5), (MID - half, y + 6.5)]
    )


def calm_paths() -> list[tuple[list[XY], tuple[float, float]]]:
    """Return the roots of one (left) side as paths from the midline, with end widths (mm)."""
    out: list[tuple[list[XY], tuple[float, float]]] = []
    trunk = [(-74.0, 252.0), (-82.0, 276.0), (-88.0, 304.0)]
    tails: dict[str, list[XY]] = {
        "L1": [(-36, 94), (-50, 110), (-66, 134), (-78, 158)],
        "L2": [(-34, 126), (-44, 150), (-55, 182), (-66, 222), *trunk],
        "L3": [(-35, 160), (-46, 182), (-58, 210), (-69, 238), *trunk[:2]],
        "L4": [(-33, 193), (-45, 211), (-59, 232), *trunk[:2]],
    }
    for level in LEVELS[1:5]:
        y = _under_pedicle(level.name)
        head = [(-level.ped_x + 4.0, y - 9), (-level.ped_x + 0.5, y), (-level.ped_x - 9.0, y + 7.5)]
        out.append(([*head, *tails[level.name]], (3.4, 2.6)))
    out.append((hot_path("l4l5")[4:], (3.6, 5.6)))
    out.append((hot_path("l5s1")[3:], (3.6, 4.2)))
    return out


def _under_pedicle(name: str) -> float:
    """Return the height just below the pedicle of a vertebra (page y)."""
    level = next(v for v in LEVELS if v.name == name)
    lifted = level.y - 4.2 - 18 * float(np.sin(np.deg2rad(level.tilt)))
    return lifted + level.ped_r + 5.5


def hot_path(disc: str) -> list[XY]:
    """Return the pressed nerve of a disc: from above the disc, past it, down to the edge.

    The nerve is the one that crosses the disc and leaves below the next pedicle (the L5 root
    at L4-L5). x counts from the midline, left is negative. CLINICAL: courses are drawn.
    """
    ring, y = RING_X[disc], DISC_Y[disc]
    head = [(-ring + 5.6, y - 19.0), (-ring + 2.6, y - 9.0), (-ring, y)]
    if disc == "l5s1":
        return [
            *head,
            (-17.0, 229.5),
            (-20.5, 240.5),
            (-30, 254),
            (-45, 269),
            (-60, 283),
            (-74, 301),
            (-84, 334),
        ]
    below = LEVELS[list(DISC_Y).index(disc) + 1]
    exit_y = _under_pedicle(below.name)
    inner = below.ped_x - below.ped_r * 0.72
    head += [(-max(inner, ring * 0.93), (y + exit_y) / 2), (-below.ped_x - 0.5, exit_y + 1.0)]
    tails: dict[str, list[XY]] = {
        "l1l2": [
            (-25, 113),
            (-35, 127),
            (-45, 148),
            (-55, 180),
            (-66, 222),
            (-78, 262),
            (-86, 300),
            (-90, 334),
        ],
        "l2l3": [
            (-26, 148),
            (-36, 162),
            (-47, 186),
            (-58, 214),
            (-68, 240),
            (-79, 270),
            (-87, 304),
            (-90, 334),
        ],
        "l3l4": [
            (-28, 183),
            (-37, 197),
            (-48, 215),
            (-61, 238),
            (-72, 260),
            (-81, 286),
            (-87, 310),
            (-90, 334),
        ],
        "l4l5": [(-31, 219), (-41, 235), (-52, 258), (-62, 280), (-74, 301), (-84, 334)],
    }
    return [*head, *tails[disc]]


def tube(
    path: Sequence[XY], widths: Sequence[float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the middle line (n, 2) on the page and the width at each point (mm)."""
    xy = np.array(path, float) + np.array([MID, 0.0])
    t = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(xy, axis=0), axis=1) ** 0.7)])
    s = np.linspace(0, t[-1], 500)
    line = np.stack([PchipInterpolator(t, xy[:, k])(s) for k in (0, 1)], 1)
    for _ in range(260):
        line[1:-1] = 0.5 * line[1:-1] + 0.25 * (line[:-2] + line[2:])
    return line, np.interp(s, np.linspace(0, t[-1], len(widths)), widths)


def band(
    line: NDArray[np.float64], width: NDArray[np.float64], low: float = -1.0, high: float = 1.0
) -> skia.Path:
    """Return the strip between two offsets of a line; low and high are shares of half width."""
    d = np.gradient(line, axis=0)
    side = np.stack([-d[:, 1], d[:, 0]], 1) / np.linalg.norm(d, axis=1, keepdims=True)
    a, b = (line + side * (width * k / 2)[:, None] for k in (low, high))
    made = skia.Path()
    made.addPoly([skia.Point(float(x), float(y)) for x, y in np.vstack([a, b[::-1]])], True)
    return made


class Sheet:
    """A transparent page that takes mm and is painted with Skia."""

    def __init__(self, px_per_mm: float, size_mm: XY = (WIDTH_MM, HEIGHT_MM)) -> None:
        """Make an empty page."""
        self.scale = px_per_mm
        self._surface = skia.Surface(round(size_mm[0] * px_per_mm), round(size_mm[1] * px_per_mm))
        self.canvas = self._surface.getCanvas()
        self.canvas.scale(px_per_mm, px_per_mm)

    def fill(self, path: skia.Path, code: str, alpha: float = 1.0, blur_mm: float = 0.0) -> None:
        """Fill a path."""
        paint = skia.Paint(AntiAlias=True, Dither=True, Color=number(code, alpha))
        if blur_mm:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur_mm))
        self.canvas.drawPath(path, paint)

    def shade(self, path: skia.Path, shader: skia.Shader, alpha: float = 1.0) -> None:
        """Fill a path with a gradient."""
        paint = skia.Paint(AntiAlias=True, Dither=True, Shader=shader)
        paint.setAlphaf(alpha)
        self.canvas.drawPath(path, paint)

    def stroke(self, path: skia.Path, code: str, width_mm: float, alpha: float = 1.0) -> None:
        """Draw the outline of a path."""
        paint = skia.Paint(
            AntiAlias=True, Color=number(code, alpha), Style=skia.Paint.kStroke_Style
        )
        paint.setStrokeWidth(width_mm)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
        self.canvas.drawPath(path, paint)

    def rub_out(self, at: XY, radius_mm: float) -> None:
        """Take paint away softly around a point (mm)."""
        stops = [skia.ColorSetARGB(a, 0, 0, 0) for a in (255, 170, 0)]
        paint = skia.Paint(BlendMode=skia.BlendMode.kDstOut)
        paint.setShader(
            skia.GradientShader.MakeRadial(skia.Point(*at), radius_mm, stops, [0.0, 0.4, 1.0])
        )
        self.canvas.drawCircle(at[0], at[1], radius_mm, paint)

    def pixels(self) -> Array:
        """Return the page as premultiplied float RGBA."""
        image = self._surface.makeImageSnapshot()
        out = np.zeros((image.height(), image.width(), 4), np.uint8)
        info = skia.ImageInfo.Make(
            image.width(), image.height(), skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType
        )
        image.readPixels(info, out, image.width() * 4, 0, 0)
        return out.astype(np.float32) / 255


def paint_nerve(
    sheet: Sheet, path: Sequence[XY], widths: Sequence[float], hot: XY | None = None
) -> None:
    """Paint a nerve as a round cord with bundles; near `hot` (page mm) it turns orange."""
    line, width = tube(path, widths)
    shadow = band(line + np.array([0.9, 1.1]), width * 1.05)
    sheet.fill(shadow, "#4a2a12", 0.34, blur_mm=1.0)
    sheet.fill(band(line, width + 0.7), NERVE_LINE)
    parts = (
        (-1.0, 1.0, NERVE_DARK),
        (-0.74, 1.0, NERVE),
        (-0.3, 0.66, "#f8d45f"),
        (0.1, 0.46, NERVE_LIGHT),
    )
    for low, high, code in parts:
        sheet.fill(band(line, width, low, high), code, 1.0, blur_mm=0.0 if low == -1.0 else 0.16)
    for at in (-0.56, -0.12, 0.62):
        sheet.fill(band(line, width, at - 0.035, at + 0.035), NERVE_LINE, 0.42)
    if hot is not None:
        _glow(sheet, line, width, hot)


def _glow(sheet: Sheet, line: NDArray[np.float64], width: NDArray[np.float64], hot: XY) -> None:
    """Tint the cord orange around the pressed spot."""
    for path, code, alpha in (
        (band(line, width + 0.7), HOT_LINE, 0.9),
        (band(line, width), HOT, 0.82),
    ):
        stops = [number(code, alpha), number(code, alpha * 0.8), number(code, 0.0)]
        sheet.shade(
            path, skia.GradientShader.MakeRadial(skia.Point(*hot), 13.0, stops, [0.0, 0.45, 1.0])
        )
    for at in (-0.56, -0.12, 0.62):
        sheet.fill(band(line, width, at - 0.035, at + 0.035), HOT_LINE, 0.25)
    light = [number("#ffd9ab", 0.85), number("#ffd9ab", 0.0)]
    strip = band(line, width, 0.14, 0.44)
    sheet.shade(strip, skia.GradientShader.MakeRadial(skia.Point(*hot), 11.0, light, None))


def hot_nerve(disc: str, px_per_mm: float) -> Array:
    """Return the page with the pressed nerve of a disc on the left."""
    sheet = Sheet(px_per_mm)
    widths = (
        (3.4, 3.8, 3.9, 3.9, 4.1, 4.6, 5.2)
        if disc in ("l4l5", "l5s1")
        else (3.2, 3.6, 3.7, 3.7, 3.8, 4.0)
    )
    paint_nerve(sheet, hot_path(disc), widths, (MID - RING_X[disc], DISC_Y[disc]))
    return _ends(sheet.pixels(), px_per_mm, top=hot_path(disc)[0][1])


def _ends(page: Array, px_per_mm: float, top: float) -> Array:
    """Let a nerve rise softly out of the sac and run out at the lower edge."""
    y = (np.arange(page.shape[0], dtype=np.float32) + 0.5) / px_per_mm
    return np.asarray(
        page
        * (smoothstep(top, top + 11, y) * smoothstep(HEIGHT_MM - 3, HEIGHT_MM - 22, y))[
            :, None, None
        ]
    )


def calm_nerves(front: Array, px_per_mm: float) -> Array:
    """Return the page with the quiet roots of both sides, faint where bone lies in front."""
    sheet = Sheet(px_per_mm)
    ends: list[XY] = []
    for flip in (1, -1):
        for path, widths in calm_paths():
            paint_nerve(sheet, [(flip * x, y) for x, y in path], widths)
            ends += [(MID + flip * x, y) for x, y in (path[0], path[-1])]
    for x, y in ends:
        sheet.rub_out((x, y), 20.0)
    rows = (np.arange(front.shape[0], dtype=np.float32) + 0.5) / px_per_mm
    fade = (smoothstep(HEIGHT_MM - 10, HEIGHT_MM - 60, rows))[:, None]
    return np.asarray(sheet.pixels() * ((0.60 - 0.46 * front) * fade)[..., None])


def discs(front: Array, px_per_mm: float) -> Array:
    """Return the page with the discs in soft blue; behind bone only a soft hint is left."""
    sheet, hint = Sheet(px_per_mm), Sheet(px_per_mm)
    for disc in DISC_Y:
        shape = disc_outline(disc)
        path = skia.Path()
        path.addPoly([skia.Point(float(x), float(y)) for x, y in shape.exterior.coords], True)
        _disc(sheet, path, shape.bounds)
        hint.fill(path, "#86bdd4", 0.36, blur_mm=0.7)
    y = (np.arange(front.shape[0], dtype=np.float32) + 0.5) / px_per_mm
    fade = smoothstep(30, 52, y)[:, None]
    clear = (0.94 * (1 - front) * fade)[..., None]
    return np.asarray(sheet.pixels() * clear + hint.pixels() * (front * fade)[..., None])


def _disc(sheet: Sheet, path: skia.Path, bounds: tuple[float, float, float, float]) -> None:
    """Paint one disc: light from the upper left, rounded, with a tinted outline."""
    x0, y0, x1, y1 = bounds
    tones = [number(c) for c in ("#c3e0ea", DISC, "#8fc0d5", "#7fb2c8")]
    ends = [skia.Point(x0, y0), skia.Point(x1, y1)]
    sheet.shade(path, skia.GradientShader.MakeLinear(ends, tones, [0.0, 0.3, 0.7, 1.0]))
    upright = [number("#ffffff", 0.6), number("#ffffff", 0.0), number("#2f6178", 0.34)]
    ends = [skia.Point(MID, y0), skia.Point(MID, y1)]
    sheet.shade(path, skia.GradientShader.MakeLinear(ends, upright, [0.05, 0.5, 1.0]))
    sheet.stroke(path, DISC_LINE, 0.4, 0.85)
