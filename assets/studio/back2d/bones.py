"""All bones of the back on one page: painted, with masks for what lies in front."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from back2d import pelvis, vertebra
from back2d.landmarks import HEIGHT_MM, LEVELS, MID, RIB12, WIDTH_MM
from back2d.light import Ghost, bone_colour, ghost_alpha, lay, smoothstep
from back2d.solid import Solid, View, trace

Array = NDArray[np.floating]
Box = tuple[float, float, float, float]

SPINE = Ghost(near=0.84, far=0.56, z_near=23.0, z_far=11.0, shadow=0.30)
SACRUM = Ghost(near=0.76, far=0.50, shadow=0.26)
HIPS = Ghost(near=0.60, far=0.17, rim_mm=17.0, shadow=0.20)
RIB = Ghost(near=0.34, far=0.28, shadow=0.10)


@dataclass(frozen=True, slots=True)
class Piece:
    """One bone to draw: id of its tap region, solid, box on the page, how it shows."""

    region: str
    solid: Solid
    box: Box
    ghost: Ghost


@dataclass(slots=True)
class Skeleton:
    """The painted bones.

    Attributes:
        rgba: Premultiplied float page.
        front: 0..1, how much bone lies in front of discs and nerves.
        covers: Share of each pixel per region id, in painting order.
    """

    rgba: Array
    front: Array
    covers: dict[str, Array]


def pieces() -> Iterator[Piece]:
    """Yield the bones from the deepest to the one nearest to the skin."""
    yield Piece("rib", vertebra.rib(RIB12, 24), (MID - 92, 16, MID + 92, 78), RIB)
    yield Piece("sacrum", pelvis.sacrum(), (MID - 62, 200, MID + 62, HEIGHT_MM - 1), SACRUM)
    yield Piece("pelvis", pelvis.hips(), (MID - 146, 170, MID + 146, HEIGHT_MM), HIPS)
    for level in reversed(LEVELS):
        box = (MID - 56, max(level.y - 34, 0), MID + 56, level.y + 34)
        yield Piece(f"vertebra-{level.name.lower()}", vertebra.vertebra(level), box, SPINE)


def draw(px_per_mm: float) -> Skeleton:
    """Trace and paint all bones."""
    shape = (round(HEIGHT_MM * px_per_mm), round(WIDTH_MM * px_per_mm))
    made = Skeleton(np.zeros((*shape, 4), np.float32), np.zeros(shape, np.float32), {})
    for piece in pieces():
        view = trace(piece.solid, piece.box, px_per_mm, (90, -12))
        alpha = ghost_alpha(view, piece.ghost, px_per_mm) * _fade(view, px_per_mm, piece.region)
        lay(made.rgba, view, bone_colour(view, px_per_mm), alpha, piece.ghost.shadow, px_per_mm)
        _note(made, piece.region, view)
    return made


def _fade(view: View, px_per_mm: float, region: str) -> Array:
    """Return 0..1 per row: bones run out softly towards the upper and lower edge."""
    y = (np.arange(view.cover.shape[0], dtype=np.float32) + view.corner[1] + 0.5) / px_per_mm
    low = {"pelvis": (318, 262), "sacrum": (HEIGHT_MM, 288)}.get(
        region, (HEIGHT_MM + 2, HEIGHT_MM + 1)
    )
    return np.asarray((smoothstep(low[0], low[1], y) * smoothstep(6, 26, y))[:, None])


def _note(made: Skeleton, region: str, view: View) -> None:
    """Keep the cover of a bone and what of it lies in front of discs and nerves."""
    column, row = view.corner
    height, width = made.front.shape
    r1, c1 = min(row + view.cover.shape[0], height), min(column + view.cover.shape[1], width)
    cut = np.s_[: r1 - row, : c1 - column]
    page = np.s_[row:r1, column:c1]
    deep = smoothstep(13, 19, view.z) if region != "pelvis" else 0.6
    np.maximum(made.front[page], (view.cover * deep)[cut], out=made.front[page])
    full = np.zeros_like(made.front)
    full[page] = view.cover[cut]
    made.covers[region] = full
