"""From light, names and looks to finished pictures and layers (sRGB, straight alpha)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from spine3d import cutaway_name as naming
from spine3d.cutaway_name import ID, LAYER_OF
from spine3d.cutaway_paint import Nerves, paint, rgb
from spine3d.cutaway_scene import CLAY, OBJECTS, PAGE_MM, Survey, axes
from spine3d.cutaway_volume import Spine
from spine3d.muscle_way import Way, rest
from spine3d.sdf import Array, smoothstep

ORDER = ("nerves", "bone", "muscle", "fat", "skin", "tools")
EXPOSURE, CALM = 1.10, 0.92
INK_MM, INK = 0.20, 0.62
SOFT_PX = 0.55
VEIL = rgb("2a1c16")
CALM_WALL, WALL_SHARE, WALL_LIGHT = rgb("ead0c2"), 0.62, 0.46
VIOLET, DARK_VIOLET = rgb("5b4a9c"), rgb("3f3278")
HATCH_MM, HATCH_DEG, FILL = 2.3, -52.0, 0.47


@dataclass
class Picture:
    """One state: colour of each picture point, its light, its region, its owner layer (0 none)."""

    colour: Array
    light: Array
    region: Array
    owner: Array
    seen: Survey

    @property
    def lit(self) -> Array:
        """Brightness of the light."""
        return np.asarray(self.light @ np.array([0.3, 0.6, 0.1], np.float32))


def upsample(small: Array, seen: Survey) -> Array:
    """Return the light at full size, without letting it run over edges.

    Each point asks its four small neighbours; those that lie on another surface do not count.
    """
    h, w = seen.what.shape
    sh, sw = small.shape[:2]
    y, x = (np.arange(h) + 0.5) * sh / h - 0.5, (np.arange(w) + 0.5) * sw / w - 0.5
    y0, x0 = np.floor(y).astype(int), np.floor(x).astype(int)
    total, weight = np.zeros((h, w, 3), np.float32), np.zeros((h, w), np.float32)
    for dy in (0, 1):
        for dx in (0, 1):
            yi, xi = np.clip(y0 + dy, 0, sh - 1), np.clip(x0 + dx, 0, sw - 1)
            by = np.abs(1 - dy - (y - y0))[:, None]
            bx = np.abs(1 - dx - (x - x0))[None, :]
            sy = np.clip(((yi + 0.5) * h / sh).astype(int), 0, h - 1)
            sx = np.clip(((xi + 0.5) * w / sw).astype(int), 0, w - 1)
            at = np.ix_(sy, sx)
            turn = np.einsum("ijk,ijk->ij", seen.facing[at], seen.facing)
            off = np.abs(np.einsum("ijk,ijk->ij", seen.place[at] - seen.place, seen.facing))
            near = np.exp(-((off / 0.4) ** 2)) * np.clip(turn, 0, 1) ** 4
            near *= seen.what[at] == seen.what
            k = ((by * bx + 0.02) * near + 1e-6).astype(np.float32)
            total += k[..., None] * small[np.ix_(yi, xi)][..., :3]
            weight += k
    return total / weight[..., None]


def emboss(height: Array, region: Array) -> Array:
    """Return the light on small relief: brighter towards the upper left (factor about 1)."""
    px = height.shape[1] / PAGE_MM[0]
    gx, gy = np.zeros_like(height), np.zeros_like(height)
    same_x, same_y = region[:, 1:] == region[:, :-1], region[1:] == region[:-1]
    gx[:, 1:] = np.where(same_x, np.diff(height, axis=1), 0) * px
    gy[1:] = np.where(same_y, np.diff(height, axis=0), 0) * px
    return np.clip(1 + 0.33 * (0.62 * gx + 0.78 * gy), 0.72, 1.25)


def ink(seen: Survey, region: Array) -> Array:
    """Return the strength of the dark line between parts and at steps in depth (0..1)."""
    px = region.shape[1] / PAGE_MM[0]
    depth = np.einsum("ijk,k->ij", seen.place, axes()[2])
    depth = np.where(seen.what > 0, depth, -500.0)
    line = np.zeros(region.shape, bool)
    for axis in (0, 1):
        a, b = [slice(None)] * 2, [slice(None)] * 2
        a[axis], b[axis] = slice(1, None), slice(None, -1)
        differs = LAYER_LINE[region[tuple(a)]] != LAYER_LINE[region[tuple(b)]]
        line[tuple(a)] |= differs | (np.abs(np.diff(depth, axis=axis)) > 0.9)
    away = ndimage.distance_transform_edt(~line) / px
    return INK * np.exp(-((away / INK_MM) ** 2))


LAYER_LINE = np.arange(256)
"""Regions with the same number here have no line between them."""
for _k in ("lamina", "spinous_process", "facet_bone"):
    LAYER_LINE[ID[_k]] = ID["bone"]
for _k in ("nerve_traversing", "nerve_exiting", "nerve_pinched"):
    LAYER_LINE[ID[_k]] = ID["nerve_sac"]
LAYER_LINE[ID["disc_core"]] = ID["disc_ring"]


def srgb(linear: Array) -> Array:
    """Return linear light as sRGB."""
    x = np.clip(linear, 0, 1)
    return np.where(x <= 0.0031308, 12.92 * x, 1.055 * x ** (1 / 2.4) - 0.055)


def linear(colour: Array) -> Array:
    """Return sRGB as linear light."""
    return np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)


@dataclass
class Look:
    """What does not hang on the light: name, colour, relief and region of each picture point."""

    seen: Survey
    name: Array
    tone: Array
    rise: Array
    region: Array


def look(seen: Survey, way: Way, spine: Spine, nerves: Nerves, like: Look | None = None) -> Look:
    """Return the looks of a state; what `like` shows in the same place is taken from there."""
    shape = seen.what.shape
    made = Look(
        seen,
        np.zeros(shape, np.uint8),
        np.zeros((*shape, 3), np.float32),
        np.zeros(shape, np.float32),
        np.zeros(shape, np.uint8),
    )
    todo = seen.what > 0
    if like is not None:
        near = np.abs(seen.place - like.seen.place).max(axis=2) < 0.02
        both = near & naming.on_front(seen.place) & (like.seen.what == seen.what) & todo
        for mine, other in (
            (made.name, like.name),
            (made.tone, like.tone),
            (made.rise, like.rise),
            (made.region, like.region),
        ):
            mine[both] = other[both]
        todo &= ~both
    part = Survey(seen.what[todo], seen.place[todo], seen.facing[todo])
    name = naming.names(part, way, spine)
    p = part.place.astype(np.float64)
    q = p.copy()
    soft_part = part.what == OBJECTS.index("block") + 1
    q[soft_part] = rest(way, p[soft_part])
    facing = part.facing.astype(np.float64)
    made.name[todo] = name
    made.tone[todo], made.rise[todo], made.region[todo] = paint(name, p, q, facing, spine, nerves)
    return made


def picture(seen: Survey, small: Array, this: Look, way: Way) -> Picture:
    """Return the finished picture of one state.

    The walls of the way in lie in deep shade, where muscle looks like raw flesh; they are
    paler and lighter by one rule for every way, so that no way looks worse than another.

    Args:
        seen: What each point shows.
        small: The light, linear RGBA, at any size.
        this: The looks.
        way: Whose walls these are.
    """
    lit = upsample(small, seen)
    wall = naming.walls(seen, this.region, way).astype(np.float32)
    wall = ndimage.gaussian_filter(wall, SOFT_PX)[..., None]
    tone = this.tone + (CALM_WALL - this.tone) * WALL_SHARE * wall
    light = lit / np.array(CLAY) * EXPOSURE
    light = np.where(light > CALM, CALM + (light - CALM) * 0.45, light)
    light = light + wall * (WALL_LIGHT + (1 - WALL_LIGHT) * light - light)
    made = linear(tone) * (light * emboss(this.rise, this.region)[..., None])
    made = np.where(made > 0.7, 0.7 + (made - 0.7) / (1 + (made - 0.7) * 2.2), made)
    made = srgb(made)
    line = ink(seen, this.region)[..., None]
    made = made * (1 - line) + (made * 0.42 + 0.02) * line
    made[this.region == 0] = 0
    return Picture(made.astype(np.float32), lit, this.region, OWNER[this.region], seen)


def with_tool(bare: Picture, seen: Survey, lit: Array, way: Way) -> Picture:
    """Return a picture with the tool laid into it.

    Args:
        bare: The picture without the tool.
        seen: The survey with the tool, where the tool or its shadow can be.
        lit: The light there, linear RGBA at full size; 0 elsewhere.
        way: Whose tool it is.
    """
    inside = ndimage.binary_erosion(lit[..., 3] + lit[..., 0] > 0, iterations=2)
    light = np.where(inside[..., None], lit[..., :3], bare.light)
    tool = seen.what == OBJECTS.index("tool") + 1
    place = np.where(tool[..., None], seen.place, bare.seen.place)
    facing = np.where(tool[..., None], seen.facing, bare.seen.facing)
    what = np.where(tool, seen.what, bare.seen.what)
    region = bare.region.copy()
    region[tool] = naming.tool_names(place[tool].astype(np.float64), way)
    both = Survey(what, place, facing)
    steel = light[tool] * 1.06
    cut = naming.on_front(place[tool])
    steel[cut] = linear(rgb("b4bdc5")) * (light[tool][cut].mean(1, keepdims=True) * 0.5 + 0.5)
    colour = bare.colour.copy()
    line = ink(both, region)[tool][:, None]
    tone = srgb(steel)
    colour[tool] = tone * (1 - line) + (tone * 0.42 + 0.02) * line
    return Picture(colour, light.astype(np.float32), region, OWNER[region], both)


OWNER = np.zeros(256, np.uint8)
"""Number in ORDER (from 1) of the layer that owns a region."""
for _id, _layer in LAYER_OF.items():
    OWNER[_id] = ORDER.index(_layer) + 1


# ---------------------------------------------------------------- layers
def own_part(pic: Picture, below: Picture | None, layer: str) -> Array:
    """Return RGBA of what belongs to a layer, edges soft, tucked under what lies above it.

    What lies deeper but comes to light only with this layer (the filling of gaps) goes with it.
    """
    number = ORDER.index(layer) + 1
    mask = pic.owner == number
    if below is not None:
        away = np.linalg.norm(pic.seen.place - below.seen.place, axis=2)
        new = (pic.owner > 0) & (pic.owner < number) & ((below.owner == 0) | (away > 0.4))
        mask |= ndimage.binary_opening(new, iterations=1)
    near = ndimage.binary_dilation(mask, iterations=2)
    body = mask | (near & (pic.owner > 0) & (pic.owner < number))
    alpha = np.clip(ndimage.gaussian_filter(body.astype(np.float32), SOFT_PX), 0, 1)
    alpha[alpha < 0.02] = 0
    return np.dstack([_spread(pic.colour, pic.owner > 0), alpha])


def _spread(colour: Array, known: Array) -> Array:
    """Return the colour with the nearest known one where there is none."""
    index = ndimage.distance_transform_edt(~known, return_distances=False, return_indices=True)
    return np.asarray(colour[tuple(index)])


def veil(above: Picture, below: Picture, layer: str) -> Array:
    """Return the shadow that a layer throws on what stays visible below it (alpha)."""
    number = ORDER.index(layer) + 1
    same = (above.owner > 0) & (above.owner < number) & (below.owner > 0)
    away = np.linalg.norm(above.seen.place - below.seen.place, axis=2)
    same &= away < 0.4
    ratio = np.where(same, above.lit / np.maximum(below.lit, 1e-4), 1.0)
    shade = 1.0 - srgb(np.clip(ratio, 0, 1))
    shade = np.where(same, np.clip((shade - 0.025) * 1.03, 0, 0.85), 0)
    weight = ndimage.gaussian_filter(same.astype(np.float32), 1.2)
    soft = ndimage.gaussian_filter(shade.astype(np.float32), 1.2) / np.maximum(weight, 1e-3)
    return np.where(same, soft, 0.0)


def layer(above: Picture, below: Picture | None, name: str) -> Array:
    """Return a layer as RGBA: its own part over its shadow."""
    own = own_part(above, below, name)
    if below is None:
        return own
    shade = veil(above, below, name)
    a = own[..., 3]
    total = a + shade * (1 - a)
    k = np.where(total > 0, a / np.maximum(total, 1e-6), 0)[..., None]
    return np.dstack([own[..., :3] * k + VEIL * (1 - k), total])


def pressure_layer(pic: Picture) -> Array:
    """Return the orange ring round the pressed nerve on the section (a sign that prints grey)."""
    px = pic.region.shape[1] / PAGE_MM[0]
    spot = (pic.region == ID["nerve_pinched"]) & naming.on_front(pic.seen.place)
    spot = ndimage.binary_opening(spot, iterations=2)
    spot = ndimage.gaussian_filter(spot.astype(float), 0.9 * px) > 0.16
    away = ndimage.distance_transform_edt(~spot) / px
    ring = smoothstep(0.42, 0.30, np.abs(away - 0.75))
    case = smoothstep(0.78, 0.62, np.abs(away - 0.75)) * 0.75
    alpha = ring + case * (1 - ring)
    k = np.where(alpha > 0, ring / np.maximum(alpha, 1e-6), 0)[..., None]
    return np.dstack([rgb("d55e00") * k + rgb("fffaf2") * (1 - k), alpha])


def moved_layer(pic: Picture, way: Way) -> tuple[Array, Array]:
    """Return the violet, hatched layer of moved muscle, and its mask."""
    mask = naming.moved(pic.seen, pic.region, way)
    mask = ndimage.binary_opening(mask, iterations=2)
    px = mask.shape[1] / PAGE_MM[0]
    y, x = np.indices(mask.shape) / px
    a = np.radians(HATCH_DEG)
    wave = np.abs(((x * np.sin(a) - y * np.cos(a)) / HATCH_MM) % 1.0 - 0.5) * HATCH_MM
    hatch = smoothstep(0.30, 0.16, wave)
    rim = ndimage.distance_transform_edt(mask) / px
    rim = smoothstep(0.55, 0.30, rim)
    dark = np.maximum(hatch * 0.72, rim * 0.85)
    alpha = ndimage.gaussian_filter(mask.astype(np.float32), SOFT_PX) * np.maximum(FILL, dark)
    shade = VIOLET + (DARK_VIOLET - VIOLET) * dark[..., None]
    return np.dstack([shade, alpha]), mask
