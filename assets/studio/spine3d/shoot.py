"""One state to pixels: mesh, look, paint; later states of a plate only in a window."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy import ndimage

from spine3d import anatomy, frame, picture
from spine3d.anatomy import REGIONS, Built, Part
from spine3d.frame import Window
from spine3d.sdf import Array, to_parent
from spine3d.spec import Plate, Spec
from spine3d.spots import Spot, spots

MARGIN_MM = 9.0
FEATHER = 10
MAP_STEP = 2
"""Pixels of a picture a pixel of the saved map."""
LEAST_PX = 3.0
"""How far inside its part a label target lies at least, pixels of the saved map."""
SKIN = (0.22, 1.5)
"""Glass and outline of the body's outline."""
ABOVE = ("through", "ghost", "pressure", "tool", "muscle", "moved", "skin", "lip")
"""Layers over those of the tissues, bottom to top; each belongs to one state."""


@dataclass(frozen=True)
class Quality:
    """Mesh cells and picture width as shares of the plate's own, light samples."""

    name: str
    cell: float
    width: float
    samples: int


PROOF = Quality("proof", 1.8, 0.36, 6)
FINAL = Quality("final", 1.0, 1.0, 5)


@dataclass
class Taken:
    """A finished state: layers (straight alpha, 0..1), regions, depth, label targets in mm."""

    layers: dict[str, Array]
    regions: Array
    depth: Array
    anchors: list[tuple[str, str, float, float]]
    window: Window
    seconds: float = 0.0


def store(made: Taken, path: Path) -> None:
    """Keep a state on disk: layers cropped to what is visible, 8 bit."""
    rows: dict[str, Array] = {
        "regions": made.regions,
        "depth": made.depth,
        "window": np.array(made.window),
    }
    rows["anchors"] = np.array(made.anchors, dtype=object)
    for name, layer in made.layers.items():
        seen = layer[..., 3] > 0.004
        ys, xs = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
        if len(ys):
            y, x = slice(ys[0], ys[-1] + 1), slice(xs[0], xs[-1] + 1)
            rows[f"at-{name}"] = np.array([x.start, y.start])
            rows[f"layer-{name}"] = (np.clip(layer[y, x], 0, 1) * 255).round().astype(np.uint8)
    np.savez(path, **rows)


def load(path: Path) -> Taken:
    """Return a kept state."""
    rows = np.load(path, allow_pickle=True)
    h, w = rows["regions"].shape
    layers = {}
    for name in (*picture.ORDER, *ABOVE):
        if f"layer-{name}" in rows:
            part, (x, y) = rows[f"layer-{name}"], rows[f"at-{name}"]
            full = np.zeros((h, w, 4), np.float32)
            full[y : y + part.shape[0], x : x + part.shape[1]] = part / 255.0
            layers[name] = full
    anchors = [(str(k), str(r), float(x), float(y)) for k, r, x, y in rows["anchors"]]
    box = tuple(int(v) for v in rows["window"])
    return Taken(layers, rows["regions"], rows["depth"], anchors, (box[0], box[1], box[2], box[3]))


def _mark(part: Part) -> str:
    """Return what changes when the part looks different or stands elsewhere."""
    return f"{part.inputs}|{np.round(part.pose, 3).tolist()}|{part.material}"


def window(plate: Plate, width: int, first: list[Part], now: list[Part]) -> Window:
    """Return the box of all parts that are not the same in both states, nerves not counted."""
    old, new = ({p.id: p for p in ps} for ps in (first, now))
    changed = [
        p
        for ps in (old, new)
        for i, p in ps.items()
        if i not in old or i not in new or _mark(old[i]) != _mark(new[i])
    ]
    changed = [
        p for p in changed if p.id not in ("nerves", "ligament-back", "ligament-front")
    ] or changed
    px = width / plate.view.size_mm[0]
    points = []
    for p in changed:
        lo, hi = p.bounds
        corner = np.array([[(lo, hi)[k >> a & 1][a] for a in range(3)] for k in range(8)])
        points.append(frame.place(plate.view, to_parent(corner, p.pose))[:, :2])
    full = frame.whole(plate.view, width)
    if not points:
        return 0, 0, 8, 8
    at = np.concatenate(points) * px
    low, high = at.min(0) - MARGIN_MM * px, at.max(0) + MARGIN_MM * px
    box = [int(v) // 8 * 8 for v in (*low, *(high + 8))]
    return max(0, box[0]), max(0, box[1]), min(full[2], box[2]), min(full[3], box[3])


def take(plate: Plate, spec: Spec, quality: Quality, work: Path, first: Taken | None) -> Taken:
    """Render one state; with `first` only where it differs from the plate's first state."""
    start = time.perf_counter()
    width = round(plate.width * quality.width / 8) * 8
    parts = spec.parts()
    skin = spec.skin(spec.params) if spec.skin else []
    box = frame.whole(plate.view, width)
    if first is not None:
        box = window(
            plate,
            width,
            plate.states[0].parts(),
            [*parts, *skin, *(replace(v, id=f"veil-{v.id}") for v in spec.veils())],
        )
    cell = plate.cell * quality.cell
    built = list(anatomy.build(parts, cell).values())
    work.mkdir(parents=True, exist_ok=True)
    path = work / f"{plate.id}-{spec.id}"
    line = plate.line_mm if quality.width == 1 else plate.line_mm * 1.3
    frame.populate(built, plate.view, width)
    solid = frame.look(built, plate.view, width, box, path, quality.samples)
    layers = picture.layers(solid, picture.paint(solid, line))
    regions, depth = picture.maps(solid)
    if spec.ghost:
        veil = _second(list(anatomy.build(spec.veils(), cell).values()), plate, width, box, path)
        layers["ghost"] = picture.ghost(veil, solid, line, spec.veil)
        # What lies behind a ghost can be tapped; where nothing does, the ghost itself.
        seen = (regions == 0) & (layers["ghost"][..., 3] > 0.05)
        for own, other in zip((regions, depth), picture.maps(veil), strict=True):
            own[seen] = other[seen]
    if skin:
        body = _second(list(anatomy.build(skin, cell).values()), plate, width, box, path)
        over = picture.ghost(body, solid, line, SKIN)
        layers["ghost"] = picture.flat([layers["ghost"], over]) if spec.ghost else over
    metals = [b for b in built if spec.through and b.id.startswith(spec.through)]
    if metals:
        metal = _second(metals, plate, width, box, path)
        layers["through"] = picture.through(metal, solid, line, spec.see, spec.over)
        seen = layers["through"][..., 3] > 0.5 * spec.see
        for own, other in zip((regions, depth), picture.maps(metal), strict=True):
            own[seen] = other[seen]
    around = picture.ring(solid)
    if around is not None:
        layers["pressure"] = around
    made = Taken(layers, regions, depth, [], box)
    if first is not None:
        made = _pasted(made, first)
    made.anchors = anchors(plate, spec, made)
    made.seconds = time.perf_counter() - start
    return made


def _second(built: list[Built], plate: Plate, width: int, box: Window, path: Path) -> frame.Frame:
    """Survey other parts alone, without light."""
    frame.populate(built, plate.view, width)
    return frame.look(built, plate.view, width, box, path.with_name(path.name + "-2"), 0)


def _pasted(new: Taken, first: Taken) -> Taken:
    """Lay a window over the first state, its border softened."""
    x0, y0, x1, y1 = new.window
    h, w = first.regions.shape
    soft = np.pad(np.zeros((y1 - y0 - 2, x1 - x0 - 2)), 1, constant_values=1)
    away = ndimage.distance_transform_edt(soft == 0)
    mix = np.clip(away / FEATHER, 0, 1)
    for edge, inside in (
        (x0 == 0, np.s_[:, :FEATHER]),
        (y0 == 0, np.s_[:FEATHER]),
        (x1 == w, np.s_[:, -FEATHER:]),
        (y1 == h, np.s_[-FEATHER:]),
    ):
        if edge:
            mix[inside] = 1.0
    layers = {}
    for name in (*picture.ORDER, *ABOVE):
        a, b = first.layers.get(name), new.layers.get(name)
        if a is None and b is None:
            continue
        out = (
            np.zeros((h, w, 4), np.float32) if a is None or name in ABOVE else a.astype(np.float32)
        )
        part = np.zeros((y1 - y0, x1 - x0, 4), np.float32) if b is None else b
        old = out[y0:y1, x0:x1]
        alpha = old[..., 3] * (1 - mix) + part[..., 3] * mix
        weight = np.where(alpha > 0, part[..., 3] * mix / np.maximum(alpha, 1e-6), mix)[..., None]
        rgb = old[..., :3] * (1 - weight) + part[..., :3] * weight
        out[y0:y1, x0:x1] = np.dstack([rgb, alpha])
        layers[name] = out
    regions, depth = first.regions.copy(), first.depth.copy()
    regions[y0:y1, x0:x1], depth[y0:y1, x0:x1] = new.regions, new.depth
    return Taken(layers, regions, depth, [], new.window)


def anchors(plate: Plate, spec: Spec, made: Taken) -> list[tuple[str, str, float, float]]:
    """Label targets, moved a little into the visible part of their region; others are left out."""
    px = made.regions.shape[1] / plate.view.size_mm[0]
    found = []
    for spot in spots(spec):
        x, y, z = frame.place(plate.view, np.array(spot.world))[0]
        number = REGIONS.index(spot.region) + 1
        near = _best(made, number, (x, y, z), spot, px)
        if near is not None:
            found.append((spot.key, spot.region, *near))
    return found


def _best(
    made: Taken,
    number: int,
    middle: tuple[float, float, float],
    spot: Spot,
    px: float,
) -> tuple[float, float] | None:
    """Return the visible place of a region that is nearest and well inside it, mm.

    It is sought on the pixels of the saved map (every `MAP_STEP`th), and never on a sliver: what
    is less than `LEAST_PX` from another region or from another depth is no place for a label.
    """
    (x, y, z), reach = middle, spot.reach
    coarse = px / MAP_STEP
    r = int((reach + 3) * coarse)
    cx, cy = int(x * coarse), int(y * coarse)
    top, left = max(0, cy - r), max(0, cx - r)
    part = np.s_[top : cy + r, left : cx + r]
    regions, depth = made.regions[::MAP_STEP, ::MAP_STEP], made.depth[::MAP_STEP, ::MAP_STEP]
    mask = (regions[part] == number) & (np.abs(depth[part] - z) < spot.near)
    deep = inside(mask)
    if not (deep >= LEAST_PX).any():
        return None
    yy, xx = np.nonzero(deep >= LEAST_PX)
    at = np.stack([xx + left + 0.5, yy + top + 0.5], 1) / coarse
    away = np.hypot(at[:, 0] - x, at[:, 1] - y)
    best = int(np.argmin(away - spot.room * np.minimum(deep[yy, xx] / coarse, 2.5)))
    if away[best] > reach:
        return None
    return round(float(at[best, 0]), 2), round(float(at[best, 1]), 2)


def inside(mask: Array) -> Array:
    """Return how many pixels each pixel lies inside a mask; the edge of the picture is outside."""
    return ndimage.distance_transform_edt(np.pad(mask, 1))[1:-1, 1:-1]
