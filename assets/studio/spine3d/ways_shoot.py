"""A way in laid over a state that was drawn before: edges of cuts and tools, muscle, skin."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
from scipy import ndimage

from spine3d import anatomy, frame, picture, shoot
from spine3d.anatomy import Part
from spine3d.frame import FINE, Frame
from spine3d.sdf import Array, smoothstep
from spine3d.shoot import Quality, Taken
from spine3d.spec import Plate, Spec
from spine3d.ways import Back

SKIN_GLASS = (0.30, 0.62)
MUSCLE_GLASS = (0.34, 0.58)
"""How much a veil hides where one looks straight at it, and at its edges."""
RIM = 0.42
"""How much more skin hides at the edge of a cut."""
METAL = 0.45
"""Share of a veil that lies over metal, so that it is seen where it lies."""
SHOWN = ("screw", "rod", "retractor", "screw_tube", "guide")
"""Regions of metal."""
STRIPE_MM = 5.0
"""From stripe to stripe of muscle that was moved, as on the plates cut across."""
PALE = np.array([0.93, 0.80, 0.74], np.float32)
"""Color of the stripes, linear."""
SEEN = 0.5
"""Share of a veil's strength from which the map names it."""


def take(plate: Plate, spec: Spec, quality: Quality, work: Path, under: Path) -> Taken:
    """Lay the way in of a state over the kept state `under` of its plate."""
    start = time.perf_counter()
    if spec.way is None:
        raise ValueError(f"{spec.id} has no way in")
    back = Back(spec.way, spec.params)
    made = shoot.load(under)
    made.depth[made.regions == 0] = 9e3
    shot = _Shot(plate, quality, work / f"{plate.id}-{spec.id}")
    _solid(made, shot, back, quality.samples)
    for tissue in ("muscle", "skin"):
        _veil(made, shot, back.soft_parts()[tissue])
    made.window = frame.whole(plate.view, shot.width)
    made.anchors = shoot.anchors(plate, spec, made)
    made.seconds = time.perf_counter() - start
    return made


class _Shot:
    """One camera and size for all parts of a way in."""

    def __init__(self, plate: Plate, quality: Quality, path: Path) -> None:
        self.plate, self.path = plate, path
        self.width = round(plate.width * quality.width / 8) * 8
        self.cell = plate.cell * quality.cell
        self.line = plate.line_mm if quality.width == 1 else plate.line_mm * 1.3
        path.parent.mkdir(parents=True, exist_ok=True)

    def look(self, parts: list[Part], samples: int, share: int = 1) -> Frame:
        """Mesh and survey parts, with light if samples are given, at a share of the width."""
        built = list(anatomy.build(parts, self.cell).values())
        width = self.width // share
        frame.populate(built, self.plate.view, width)
        box = frame.whole(self.plate.view, width)
        return frame.look(built, self.plate.view, width, box, self.path, samples)


def _solid(made: Taken, shot: _Shot, back: Back, samples: int) -> None:
    """Add tools and the edges of cuts, where nothing lies before them."""
    solid = shot.look(back.solid_parts(), samples)
    colour = picture.paint(solid, shot.line)
    front = solid.depth < made.depth.repeat(FINE, 0).repeat(FINE, 1).ravel()[solid.at] + 0.3
    for tissue in ("tool", "lip"):
        own = np.array([p.tissue == tissue for p in solid.parts])[solid.part[solid.pick]]
        made.layers[tissue] = picture.rows(solid, colour, (own & front).astype(np.float32))
    regions, depth = picture.maps(solid)
    seen = (regions > 0) & (depth < made.depth + 0.3)
    made.regions[seen], made.depth[seen] = regions[seen], depth[seen]


def _veil(made: Taken, shot: _Shot, part: Part) -> None:
    """Add skin or muscle as a veil. It is seen at half size: its points are the picture's."""
    veil = shot.look([part], 0, FINE)
    is_skin = part.tissue == "skin"
    alpha = _glass(veil, SKIN_GLASS if is_skin else MUSCLE_GLASS, shot.line, made)
    moved = np.zeros(len(alpha), bool) if is_skin else veil.values["region"][veil.pick] > 0.5
    colour = picture.paint(veil, shot.line)
    stripe = (_stripes(veil) * moved)[:, None]
    colour = colour * (1 - stripe) + PALE * stripe
    for name, own, free in (("moved", moved, False), (part.tissue, ~moved, True)):
        if not own.any():
            continue
        strong = np.minimum(alpha * (1.0 if free else 1.35), 0.9) * own
        made.layers[name] = _twice(picture.rows(veil, colour, strong))
        _name(made, veil, strong > SEEN * MUSCLE_GLASS[0], free=free)


def _glass(veil: Frame, share: tuple[float, float], line_mm: float, made: Taken) -> Array:
    """Return how much each point of a veil hides; nothing where it lies behind what is solid."""
    facing = np.clip(veil.normal[veil.pick][:, 2], 0, 1)
    alpha = share[0] + (share[1] - share[0]) * (1 - facing) ** 2
    if "rim" in veil.values:
        alpha = alpha + RIM * veil.values["rim"][veil.pick]
    alpha = np.maximum(alpha, 0.8 * picture.outline(veil, line_mm))
    alpha = alpha * (1.0 - veil.values["fade"][veil.pick])
    clear = np.where(_metal()[made.regions.ravel()[veil.at]], METAL, 1.0)
    return alpha * clear * (veil.depth < made.depth.ravel()[veil.at] + 0.2)


def _metal() -> Array:
    """Return which numbers of the map are metal."""
    return np.array([False, *(r.split("-")[0] in SHOWN for r in anatomy.REGIONS)])


def _stripes(veil: Frame) -> Array:
    """Return 0..1: slanted stripes on the page over muscle that was moved."""
    w = veil.shape[1]
    at = (veil.at % w + veil.at // w) / veil.px_per_mm
    wave = np.abs((at / STRIPE_MM) % 1 - 0.5)
    return smoothstep(0.20, 0.16, wave).astype(np.float32)


def _twice(layer: Array) -> Array:
    """Return a layer at twice its size, smooth; color is weighed by alpha."""
    flat = np.dstack([layer[..., :3] * layer[..., 3:], layer[..., 3]])
    big = np.stack(
        [ndimage.zoom(flat[..., k], 2, order=1, grid_mode=True, mode="nearest") for k in range(4)],
        -1,
    )
    big[..., :3] /= np.maximum(big[..., 3:], 1e-6)
    return big.astype(np.float32)


def _name(made: Taken, veil: Frame, strong: Array, *, free: bool) -> None:
    """Write a veil into the map, `free` = only where nothing else is named."""
    at = veil.at[strong]
    regions, depth = made.regions.ravel(), made.depth.ravel()
    own = veil.region[veil.pick][strong]
    # Metal seen through a veil keeps its name, so that it can be labeled in both ways.
    here = regions[at] == 0 if free else ~_metal()[regions[at]] & (depth[at] > veil.depth[strong])
    regions[at[here]], depth[at[here]] = own[here], veil.depth[strong][here]
    made.regions, made.depth = regions.reshape(made.regions.shape), depth.reshape(made.depth.shape)
