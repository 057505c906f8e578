"""A frame to a picture: colour, bumps, shine, dark outline, one layer a tissue."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import ndimage
from skimage.morphology import convex_hull_image

from spine3d.frame import FINE, Frame
from spine3d.look import MAKERS, Spot
from spine3d.sdf import Array, smoothstep

KEY = np.array([-0.529, 0.666, 0.529], np.float32)
"""Toward the key light, from the camera: upper left, in front."""
INK = np.array([0.030, 0.016, 0.008], np.float32)
LINE_MM = 0.34
"""Width of the outline on a plate of about 330 mm; `line_mm` of a view changes it."""
ORDER = ("rib", "bone", "ligament", "disc", "nerve", "herniation", "implant")
"""Layers, bottom to top."""
OVER = ("tool", "muscle", "skin", "lip")
"""Tissues of a way in, which are laid over the others (`ways_shoot`)."""


def paint(frame: Frame, line_mm: float = LINE_MM) -> Array:
    """Return the linear colour of each point of a frame, outline included."""
    colour = np.zeros((len(frame.own), 3), np.float32)
    for i, part in enumerate(frame.parts):
        here = np.flatnonzero(frame.part == i)
        if len(here):
            colour[here] = _coat(frame, here, part.material)
    edge = outline(frame, line_mm)
    return colour[frame.pick] * (1 - edge[:, None]) + INK * edge[:, None]


def _coat(frame: Frame, here: Array, material: str) -> Array:
    """Colour and light of the points of one part."""
    values = {k: v[here] for k, v in frame.values.items()}
    coat = MAKERS[material](Spot(frame.local[here], values))
    n, light = frame.normal[here], frame.light[here]
    bumped = n if coat.height is None else _bump(frame, here, n, coat.height)
    gain = (0.55 + np.maximum(bumped @ KEY, 0)) / (0.55 + np.maximum(n @ KEY, 0))
    light = light * gain[:, None]
    bright = light.mean(1)
    if coat.metal:
        return _metal(coat.colour, bumped, bright)
    half = KEY + np.array([0, 0, 1], np.float32)
    half /= np.linalg.norm(half)
    spec = np.maximum(bumped @ half, 0) ** coat.shine * smoothstep(0.45, 0.95, bright)
    rim = (1 - np.clip(bumped[:, 2], 0, 1)) ** 3
    out = coat.colour * light * (1 + 0.10 * rim[:, None])
    out += (np.asarray(coat.gloss) * spec)[:, None] * np.array([1.0, 0.97, 0.92], np.float32)
    return out if coat.glow is None else out + coat.glow


def _metal(tint: Array, n: Array, bright: Array) -> Array:
    """Polished metal in a studio: soft boxes above left and right, dark floor."""
    r = 2 * n[:, 2:3] * n - np.array([0, 0, 1], np.float32)
    sky = 0.26 + 0.50 * smoothstep(-0.45, 0.75, r[:, 1])
    box = 1.7 * smoothstep(0.72, 0.93, r @ KEY)
    side = 0.55 * smoothstep(0.65, 0.92, r @ np.array([0.88, 0.2, 0.42], np.float32))
    low = 0.16 * smoothstep(0.5, 0.95, -r[:, 1])
    shade = smoothstep(0.0, 0.75, bright)
    return tint * ((sky + low + side) * (0.25 + 0.75 * shade) + box * shade)[:, None]


def _bump(frame: Frame, here: Array, n: Array, height: Array) -> Array:
    """Tilt normals by the slope of `height` (mm) across the picture."""
    h, w = frame.shape
    whole = np.full(len(frame.own), np.nan, np.float32)
    whole[here] = height
    field = np.full(h * w, np.nan, np.float32)
    field[frame.at] = whole[frame.pick]
    field = field.reshape(h, w)
    y, x = frame.own[here] // w, frame.own[here] % w
    out = n.copy()
    for axis, (dy, dx) in enumerate(((0, FINE), (-FINE, 0))):
        a = field[np.clip(y - dy, 0, h - 1), np.clip(x - dx, 0, w - 1)]
        b = field[np.clip(y + dy, 0, h - 1), np.clip(x + dx, 0, w - 1)]
        slope = np.nan_to_num((b - a) * frame.px_per_mm / (2 * FINE))
        out[:, axis] -= np.clip(slope, -0.7, 0.7) * np.clip(n[:, 2] * 1.6, 0, 1)
    return out / np.linalg.norm(out, axis=1, keepdims=True)


def _neighbour(a: Array, axis: int, step: int) -> Array:
    """Each point's neighbour; the edge repeats itself, so that it draws no line."""
    pad = [(0, 0), (0, 0)]
    pad[axis] = (1, 1)
    return np.pad(a, pad, mode="edge").take(np.arange(a.shape[axis]) + 1 + step, axis)


def outline(frame: Frame, line_mm: float, soft: float = 1.0) -> Array:
    """Return the strength 0..1 of the line where depth folds or one tissue meets another."""
    h, w = frame.shape
    depth = np.full(h * w, 2000.0, np.float32)
    depth[frame.at] = frame.depth
    kind = np.zeros(h * w, np.int16)
    tissues = {t: k + 1 for k, t in enumerate((*ORDER, *OVER))}
    kind[frame.at] = np.array([tissues[p.tissue] for p in frame.parts], np.int16)[
        frame.part[frame.pick]
    ]
    depth, kind = depth.reshape(h, w), kind.reshape(h, w)
    edge = np.zeros((h, w), np.float32)
    for axis in (0, 1):
        a, b = _neighbour(depth, axis, -1), _neighbour(depth, axis, 1)
        fold = np.abs(a + b - 2 * depth)
        behind = depth > np.minimum(a, b) + 0.4
        edge = np.maximum(edge, np.clip((fold - 0.8 - 5 / frame.px_per_mm) / 2.5, 0, 1) * ~behind)
        edge = np.maximum(edge, 0.4 * (_neighbour(kind, axis, -1) != kind))
    edge[kind == 0] = 0
    wide = ndimage.gaussian_filter(edge, line_mm * frame.px_per_mm / 2.6)
    return np.clip(wide.ravel()[frame.at] * 1.7 * soft, 0, 0.85)


def layers(frame: Frame, colour: Array, cuts: Sequence[str] = ORDER) -> dict[str, Array]:
    """Return straight-alpha sRGB layers whose stack is the picture."""
    h, w = frame.shape
    tissue = np.array([cuts.index(p.tissue) for p in frame.parts])[frame.part[frame.pick]]
    small = (h // FINE, w // FINE)
    left = np.ones(small, np.float32)
    out: dict[str, Array] = {}
    for k in reversed(range(len(cuts))):
        here = np.flatnonzero(tissue == k)
        if not len(here):
            continue
        part = np.zeros((h * w, 4), np.float32)
        part[frame.at[here], :3] = colour[here]
        solid = 1.0 - frame.values["fade"][frame.pick[here]] if "fade" in frame.values else 1.0
        part[frame.at[here], :3] *= np.reshape(solid, (-1, 1))
        part[frame.at[here], 3] = solid
        mean = part.reshape(small[0], FINE, small[1], FINE, 4).mean((1, 3))
        share = mean[..., 3]
        alpha = np.clip(share / np.maximum(left, 1e-6), 0, 1)
        whole = np.zeros(h * w, np.float32)
        whole[frame.at[here]] = 1.0
        left = np.maximum(left - whole.reshape(small[0], FINE, small[1], FINE).mean((1, 3)), 0)
        straight = mean[..., :3] / np.maximum(share, 1e-6)[..., None]
        out[cuts[k]] = np.dstack([srgb(straight), alpha])
    return dict(reversed(out.items()))


def rows(frame: Frame, colour: Array, alpha: Array) -> Array:
    """Points with an alpha as straight-alpha sRGB at picture size."""
    h, w = frame.shape
    rows = np.zeros((h * w, 4), np.float32)
    rows[frame.at] = np.concatenate([colour * alpha[:, None], alpha[:, None]], 1)
    mean = rows.reshape(h // FINE, FINE, w // FINE, FINE, 4).mean((1, 3))
    return np.dstack([srgb(mean[..., :3] / np.maximum(mean[..., 3:], 1e-6)), mean[..., 3]])


def hidden(frame: Frame, solid: Frame, over: Sequence[str] = ()) -> Array:
    """Return which points of a frame lie behind the solid parts (of tissues `over`) of another."""
    depth = np.full(frame.shape[0] * frame.shape[1], 9e3, np.float32)
    clear = np.array([not over or p.tissue in over for p in solid.parts])[solid.part[solid.pick]]
    depth[solid.at[clear]] = solid.depth[clear]
    return frame.depth > depth[frame.at] + 0.6


def ghost(
    frame: Frame, solid: Frame, line_mm: float = LINE_MM, veil: tuple[float, float] = (1.0, 1.0)
) -> Array:
    """Return a glassy veil: faint where one looks straight at it, stronger at its edges.

    `veil` makes its glass and its outline stronger or fainter.
    """
    normal = frame.normal[frame.pick]
    facing = np.clip(normal[:, 2], 0, 1)
    glass, line = veil
    edge = np.clip(line * outline(frame, line_mm * max(1.0, line)), 0, 1)
    tone = 0.66 + 0.40 * np.clip(normal @ KEY, 0, 1)
    base = np.array([0.45, 0.40, 0.31], np.float32) * tone[:, None]
    colour = base * (1 - edge[:, None]) + 3 * INK * edge[:, None]
    alpha = np.maximum(glass * (0.17 + 0.40 * (1 - facing) ** 1.8), 0.75 * edge)
    return rows(frame, colour, np.minimum(1.9 * alpha, 0.92) * ~hidden(frame, solid))


RING_MM = (1.5, 0.55)
"""Distance of the ring from what it goes round, and half of its width."""
RING, CASE = np.array([0.68, 0.25, 0.0], np.float32), np.array([1.0, 0.98, 0.95], np.float32)


def ring(frame: Frame) -> Array | None:
    """Return a ring round what is pressed and a piece that presses, None where none is seen.

    A sign that needs no color (PU 4): it is a line where nothing else is one.
    """
    pressed = frame.values.get("glow", np.zeros(len(frame.own)))[frame.pick] > 0.45
    lump = np.array([p.tissue == "herniation" or p.id == "fragment" for p in frame.parts])
    spot = np.zeros(frame.shape[0] * frame.shape[1], bool)
    spot[frame.at] = pressed | lump[frame.part[frame.pick]]
    spot = spot.reshape(frame.shape)[::FINE, ::FINE]
    px = frame.px_per_mm / FINE
    spot = ndimage.binary_opening(spot, iterations=max(1, round(0.3 * px)))
    if spot.sum() < (2.0 * px) ** 2:
        return None
    away = np.abs(_outside(_largest(spot, round(1.3 * px)), px) - RING_MM[0])
    line = smoothstep(RING_MM[1] + 0.08, RING_MM[1] - 0.08, away)
    case = 0.85 * smoothstep(RING_MM[1] + 0.62, RING_MM[1] + 0.42, away)
    alpha = line + case * (1 - line)
    share = (line / np.maximum(alpha, 1e-6))[..., None]
    return np.dstack([RING * share + CASE * (1 - share), alpha]).astype(np.float32)


def _largest(spot: Array, gap: int) -> Array:
    """Return the largest group of pieces of a mask; a nerve that crosses them parts no group."""
    piece, count = ndimage.label(ndimage.binary_dilation(spot, iterations=gap))
    piece = piece * spot
    size = ndimage.sum_labels(spot, piece, range(1, count + 1))
    return piece == 1 + int(np.argmax(size))


def _outside(spot: Array, px: float) -> Array:
    """Return the distance in mm from a plain shape round a mask, 0 inside."""
    plain = ndimage.gaussian_filter(convex_hull_image(spot).astype(np.float32), 1.5 * px) > 0.45
    return ndimage.distance_transform_edt(~plain) / px


def through(
    frame: Frame,
    solid: Frame,
    line_mm: float = LINE_MM,
    strength: float = 0.62,
    over: Sequence[str] = (),
) -> Array:
    """Return parts that lie behind others, as if the others were clear.

    Only tissues named in `over` are clear, if any are: metal must not lie over a nerve.
    """
    alpha = strength * hidden(frame, solid, over).astype(np.float32)
    return rows(frame, paint(frame, line_mm), alpha)


def maps(frame: Frame) -> tuple[Array, Array]:
    """Return region number (0 = nothing) and depth (mm) of each pixel."""
    h, w = frame.shape
    region, depth = np.zeros(h * w, np.uint8), np.full(h * w, 9e3, np.float32)
    region[frame.at], depth[frame.at] = frame.region[frame.pick], frame.depth
    if "fade" in frame.values:
        region[frame.at[frame.values["fade"][frame.pick] > 0.8]] = 0
    step = slice(FINE // 2, None, FINE)
    return region.reshape(h, w)[step, step].copy(), depth.reshape(h, w)[step, step].copy()


def srgb(linear: Array) -> Array:
    """Return display values 0..1, with a soft shoulder instead of burnt highlights."""
    x = np.maximum(linear, 0)
    x = np.where(x > 0.8, 0.8 + 0.2 * (1 - np.exp(-(x - 0.8) / 0.2)), x)
    return np.where(x <= 0.0031308, 12.92 * x, 1.055 * x ** (1 / 2.4) - 0.055)


def flat(stack: Sequence[Array]) -> Array:
    """Return layers laid over each other, straight alpha."""
    out = np.zeros_like(stack[0])
    for layer in stack:
        a = layer[..., 3:]
        alpha = a + out[..., 3:] * (1 - a)
        rgb = layer[..., :3] * a + out[..., :3] * out[..., 3:] * (1 - a)
        out = np.concatenate([rgb / np.maximum(alpha, 1e-6), alpha], 2)
    return out
