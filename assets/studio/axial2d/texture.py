"""Two-level Voronoi cells with smooth noise: fascicles, lobules, spongy bone.

Straight Voronoi edges look like a giraffe. Two things cure it: small cells are gathered
into bundles with ragged borders, and every vertex is pushed by one shared noise field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.spatial import Voronoi, cKDTree

from axial2d.shapes import Array

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Grain:
    """Size and character of a texture.

    Attributes:
        cell_mm: Mean width of a small cell.
        bundle_mm: Mean width of a bundle of cells.
        wobble_mm: How far the shared noise pushes a vertex.
        stretch: Cells are this much longer along `turn_deg` than across.
        turn_deg: Long axis, clockwise from x on the picture.
        seed: Same seed, same picture.
    """

    cell_mm: float
    bundle_mm: float
    wobble_mm: float = 0.25
    stretch: float = 1.0
    turn_deg: float = 90.0
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Cells:
    """A texture cut to its region (mm).

    Attributes:
        tiles: One polygon array per tone, darkest tone first.
        thin: Lines between cells of one bundle.
        wide: Lines between bundles, one array per width class, thinnest first.
    """

    tiles: tuple[BaseGeometry, ...]
    thin: BaseGeometry
    wide: tuple[BaseGeometry, ...]


class Noise:
    """Smooth value noise in the plane, range about -1 to 1, repeatable by seed."""

    def __init__(self, scale_mm: float, seed: int) -> None:
        """Make a field whose bumps are about `scale_mm` wide."""
        self._scale = scale_mm
        self._grid = np.random.default_rng(seed).uniform(-1, 1, (64, 64))

    def __call__(self, x: Array, y: Array) -> Array:
        """Return the field at the points (mm)."""
        u, v = np.asarray(x) / self._scale, np.asarray(y) / self._scale
        i, j = np.floor(u).astype(int), np.floor(v).astype(int)
        fu, fv = u - i, v - j
        fu, fv = fu * fu * (3 - 2 * fu), fv * fv * (3 - 2 * fv)
        g: Array = self._grid
        a = g[i % 64, j % 64] * (1 - fu) + g[(i + 1) % 64, j % 64] * fu
        b = g[i % 64, (j + 1) % 64] * (1 - fu) + g[(i + 1) % 64, (j + 1) % 64] * fu
        blend: Array = a * (1 - fv) + b * fv
        return blend


def wobbled(geoms: BaseGeometry | Array, amount_mm: float, scale_mm: float, seed: int) -> Array:
    """Push every vertex by one shared noise field so neighbours still meet."""
    nx, ny = Noise(scale_mm, seed), Noise(scale_mm, seed + 1)
    fx, fy = Noise(scale_mm / 3, seed + 2), Noise(scale_mm / 3, seed + 3)

    def push(xy: Array) -> Array:
        x, y = xy[:, 0], xy[:, 1]
        dx = nx(x, y) + 0.45 * fx(x, y)
        dy = ny(x, y) + 0.45 * fy(x, y)
        return xy + amount_mm * np.column_stack([dx, dy])

    bent: Array = shapely.transform(geoms, push)
    return bent


def cells(region: BaseGeometry, grain: Grain, tones: int = 5, widths: int = 3) -> Cells:
    """Fill a region with two-level cells.

    Args:
        region: Any polygon geometry in mm, not empty.
        grain: Cell sizes and seed.
        tones: Number of tile tones; a bundle keeps to neighbouring tones.
        widths: Number of width classes for the lines between bundles.
    """
    rng = np.random.default_rng(grain.seed)
    seeds = _jittered(region, grain, rng)
    diagram = Voronoi(_stretch(seeds, grain, back=False))
    corners = _stretch(diagram.vertices, grain, back=True)
    group = _bundle_of(seeds, grain, rng)
    corners = _calmed(diagram, corners, group)
    tone = _tone_of(group, tones, rng)
    tiles: list[list[Array]] = [[] for _ in range(tones)]
    for index, where in enumerate(diagram.point_region):
        ring = diagram.regions[where]
        if ring and -1 not in ring:
            tiles[tone[index]].append(corners[ring])
    return _cut(region, grain, diagram, corners, group, tiles, widths)


def _cut(
    region: BaseGeometry,
    grain: Grain,
    diagram: Voronoi,
    corners: Array,
    group: Array,
    tiles: Sequence[list[Array]],
    widths: int,
) -> Cells:
    """Wobble tiles and lines with one field, then cut them to the region."""
    thin: list[Array] = []
    wide: list[list[Array]] = [[] for _ in range(widths)]
    mids = Noise(grain.bundle_mm * 1.3, grain.seed + 9)
    for (a, b), (v, w) in zip(diagram.ridge_points, diagram.ridge_vertices, strict=True):
        if -1 in (v, w):
            continue
        edge = corners[[v, w]]
        if group[a] == group[b]:
            thin.append(edge)
        else:
            level = 0.5 + 0.62 * float(mids(*edge.mean(axis=0)))
            wide[int(np.clip(level * widths, 0, widths - 1))].append(edge)
    step = grain.cell_mm / 6

    def finish(geoms: list[BaseGeometry]) -> BaseGeometry:
        if not geoms:
            return shapely.GeometryCollection()
        bent = wobbled(
            shapely.segmentize(np.array(geoms), step),
            grain.wobble_mm,
            grain.cell_mm * 1.2,
            grain.seed + 4,
        )
        return _inside(bent, region)

    return Cells(
        tiles=tuple(finish([shapely.polygons(t) for t in tone]) for tone in tiles),
        thin=finish([shapely.linestrings(e) for e in thin]),
        wide=tuple(finish([shapely.linestrings(e) for e in group_]) for group_ in wide),
    )


def _calmed(diagram: Voronoi, corners: Array, group: Array, rounds: int = 5) -> Array:
    """Smooth the zigzag of bundle borders; tiles share the corners, so they follow."""
    pairs = np.array(diagram.ridge_vertices)
    owner = group[diagram.ridge_points]
    border = pairs[(owner[:, 0] != owner[:, 1]) & (pairs >= 0).all(axis=1)]
    count = np.bincount(border.ravel(), minlength=len(corners))[:, None]
    on_border = (count >= 2)[:, 0]
    out = corners.copy()
    for _ in range(rounds):
        total = np.zeros_like(out)
        np.add.at(total, border[:, 0], out[border[:, 1]])
        np.add.at(total, border[:, 1], out[border[:, 0]])
        mean = total / np.maximum(count, 1)
        out[on_border] = 0.5 * out[on_border] + 0.5 * mean[on_border]
    return out


def _inside(geoms: Array, region: BaseGeometry) -> BaseGeometry:
    """Keep what lies inside the region; cut only what crosses its edge."""
    shapely.prepare(region)
    full = shapely.contains_properly(region, geoms)
    edge = ~full & shapely.intersects(region, geoms)
    cut = shapely.intersection(shapely.make_valid(geoms[edge]), region)
    return shapely.geometrycollections(shapely.get_parts(np.concatenate([geoms[full], cut])))


def _jittered(region: BaseGeometry, grain: Grain, rng: np.random.Generator) -> Array:
    """Return jittered grid points over the region's box plus a margin."""
    x0, y0, x1, y1 = region.bounds
    pad = 4 * grain.cell_mm * grain.stretch
    step = grain.cell_mm
    xs, ys = np.meshgrid(np.arange(x0 - pad, x1 + pad, step), np.arange(y0 - pad, y1 + pad, step))
    xs = xs + (np.arange(xs.shape[0])[:, None] % 2) * step / 2
    points = np.column_stack([xs.ravel(), ys.ravel()])
    points += rng.uniform(-0.46, 0.46, points.shape) * step
    keep = rng.random(len(points)) > 1 - 1 / grain.stretch * 0.94
    return points[keep]


def _stretch(points: Array, grain: Grain, *, back: bool) -> Array:
    """Squeeze space along the long axis (or undo it) so that cells come out long."""
    if grain.stretch == 1.0:
        return points
    a = np.deg2rad(grain.turn_deg)
    axis = np.array([np.cos(a), np.sin(a)])
    k = grain.stretch if back else 1 / grain.stretch
    return np.asarray(points + np.outer(points @ axis, axis) * (k - 1))


def _bundle_of(seeds: Array, grain: Grain, rng: np.random.Generator) -> Array:
    """Give each small cell to a bundle; noise keeps bundle borders ragged."""
    low, high = seeds.min(axis=0), seeds.max(axis=0)
    area = float(np.prod(high - low))
    count = max(4, int(area / grain.bundle_mm**2))
    centres = rng.uniform(low, high, (count, 2))
    jitter = rng.normal(0, grain.cell_mm * 0.22, seeds.shape)
    found: Array = cKDTree(_stretch(centres, grain, back=False)).query(
        _stretch(seeds + jitter, grain, back=False)
    )[1]
    return found


def _tone_of(group: Array, tones: int, rng: np.random.Generator) -> Array:
    """Choose a tone per cell: the bundle sets it, a little chance shifts it."""
    base: Array = rng.integers(0, tones, int(group.max()) + 1)[group]
    shift = rng.choice([-1, 0, 0, 1], len(group))
    return np.asarray(np.clip(base + shift, 0, tones - 1))
