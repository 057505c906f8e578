"""Warp fields: a retractor or tube pushes all soft tissue by one function of (x, y).

Nothing is redrawn for an operation step. Tissue is slit along a line first, then each
vertex is moved; the slit opens because its two banks are pushed apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import shapely
from shapely.geometry import LineString

from axial2d.shapes import Array

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


class Field(Protocol):
    """A displacement of the plane with one slit."""

    @property
    def slit(self) -> LineString:
        """The cut in undisturbed tissue (mm)."""
        ...

    def shift(self, xy: Array) -> Array:
        """Return the displacement (mm) of points of shape (n, 2)."""
        ...

    def banks(self) -> tuple[LineString, LineString]:
        """Return the pushed left and right bank of the slit (mm)."""
        ...


Profile = tuple[tuple[float, float], ...]
"""Pairs (depth 0 skin .. 1 foot of the slit, push in mm), depths rising."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Open a slit by pushing its banks sideways; nothing folds, far tissue stays.

    Attributes:
        slit: The cut in undisturbed tissue (mm), y rising, from the skin to its foot.
        left, right: Push of each bank along the depth at t = 1.
        reach_left_mm, reach_right_mm: Where the push has died away; more than the push.
        floor_mm: y below which tissue is bound to bone and stays.
        lift: Rise towards the skin per mm of push (crowded muscle bulges).
        t: 0 undisturbed, 1 full.
        shield_x: Left of this x the bone stands in the way of the push (None: no bone).
        shield_y: The push dies away between these two y (mm) left of `shield_x`.
    """

    slit: LineString
    left: Profile
    right: Profile
    reach_left_mm: float = 40.0
    reach_right_mm: float = 40.0
    floor_mm: float = -12.0
    lift: float = 0.1
    t: float = 1.0
    shield_x: float | None = None
    shield_y: tuple[float, float] = (-40.0, -29.0)

    def shift(self, xy: Array) -> Array:
        """Return the displacement (mm); the side of the slit picks the bank."""
        x, y = xy[:, 0], xy[:, 1]
        rim = np.asarray(self.slit.coords)
        top, foot = rim[0, 1], rim[-1, 1]
        u = x - np.interp(y, rim[:, 1], rim[:, 0])
        depth = np.clip((y - top) / (foot - top), 0, 1)
        hold = 1 - _smooth((y - foot) / max(self.floor_mm - foot, 0.1))
        push_left = _along(self.left, depth) * hold * self.t
        push_right = _along(self.right, depth) * hold * self.t
        dx = np.where(
            u < 0,
            -_fading(push_left, -u, self.reach_left_mm),
            _fading(push_right, u, self.reach_right_mm),
        )
        dx = dx * (1 - self._shielded(x, y))
        dy = -self.lift * np.abs(dx) * np.sin(np.pi * np.clip(depth, 0.0, 1.0))
        return np.column_stack([dx, dy])

    def _shielded(self, x: Array, y: Array) -> Array:
        """Return 0..1: how far the joint of the spine keeps tissue beside it in place."""
        if self.shield_x is None:
            return np.zeros_like(x)
        low, high = self.shield_y
        return np.asarray(_smooth((y - low) / (high - low)) * _smooth((self.shield_x - x) / 6.0))

    def banks(self) -> tuple[LineString, LineString]:
        """Return the pushed left and right bank of the slit (mm)."""
        rim = np.asarray(self.slit.segmentize(0.5).coords)
        sides = []
        for sign in (-1, 1):
            start = rim + np.array([sign * 1e-4, 0.0])
            sides.append(LineString(start + self.shift(start)))
        return sides[0], sides[1]


@dataclass(frozen=True, slots=True)
class Turned:
    """A spread along a slanting axis: the push stays square to the axis.

    Attributes:
        inner: The spread in its own frame: slit along -y, foot near (0, 0).
        at: Where that origin lies on the drawing (mm).
        turn_deg: Turn of the frame, clockwise on the picture.
    """

    inner: Spread
    at: tuple[float, float]
    turn_deg: float

    @property
    def slit(self) -> LineString:
        """The cut in undisturbed tissue (mm)."""
        return self._out(self.inner.slit)

    def shift(self, xy: Array) -> Array:
        """Return the displacement (mm) of points of shape (n, 2)."""
        turn = self._matrix()
        return np.asarray(self.inner.shift((xy - np.asarray(self.at)) @ turn) @ turn.T)

    def banks(self) -> tuple[LineString, LineString]:
        """Return the pushed left and right bank of the slit (mm)."""
        left, right = self.inner.banks()
        return self._out(left), self._out(right)

    def _matrix(self) -> Array:
        """Return the matrix that turns the local frame onto the drawing."""
        a = np.deg2rad(self.turn_deg)
        return np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])

    def _out(self, line: LineString) -> LineString:
        """Return a local line on the drawing."""
        return LineString(np.asarray(line.coords) @ self._matrix().T + np.asarray(self.at))


def _along(profile: Profile, depth: Array) -> Array:
    """Return the push at each depth."""
    table = np.asarray(profile)
    return np.asarray(np.interp(depth, table[:, 0], table[:, 1]))


def _fading(push: Array, away: Array, reach_mm: float) -> Array:
    """Return a push that falls to 0 at the reach without ever folding tissue."""
    share = np.clip(1 - away / reach_mm, 0, 1)
    power = np.clip(reach_mm / np.maximum(push, 0.1), 1.0, 2.2)
    return np.asarray(push * share**power)


def bend(geom: BaseGeometry, field: Field, step_mm: float = 0.6) -> BaseGeometry:
    """Return the geometry slit and pushed by the field (mm)."""
    if geom.is_empty:
        return geom
    parts = shapely.segmentize(shapely.get_parts(geom), step_mm)
    knife = field.slit.buffer(0.03, cap_style="flat")
    hit = shapely.intersects(parts, knife)
    if hit.any():
        cut = shapely.get_parts(shapely.difference(shapely.make_valid(parts[hit]), knife))
        parts = np.concatenate([parts[~hit], cut])
    pushed = shapely.transform(parts, lambda xy: xy + field.shift(xy))
    return pushed[0] if len(pushed) == 1 else shapely.geometrycollections(pushed)


def disturbed(
    region: BaseGeometry, field: Field, at_least_mm: float, step_mm: float = 0.5
) -> BaseGeometry:
    """Return the part of a region that the field moves by at least so many mm.

    One threshold for every option: the overlay is computed, never drawn by hand.
    """
    x0, y0, x1, y1 = region.bounds
    xs, ys = np.meshgrid(np.arange(x0, x1, step_mm), np.arange(y0, y1, step_mm))
    grid = np.column_stack([xs.ravel(), ys.ravel()])
    far = np.linalg.norm(field.shift(grid), axis=1) >= at_least_mm
    h = step_mm * 0.51
    boxes = shapely.box(grid[far, 0] - h, grid[far, 1] - h, grid[far, 0] + h, grid[far, 1] + h)
    smooth = shapely.union_all(boxes).buffer(1.2).buffer(-2.0).buffer(0.8).simplify(0.45)
    return smooth.buffer(-1.2).buffer(1.4).intersection(region)


def _smooth(u: Array) -> Array:
    """Return a soft 0..1 step."""
    v = np.clip(u, 0, 1)
    return np.asarray(v * v * (3 - 2 * v))
