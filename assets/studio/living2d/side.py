"""Solids of the spine for cards seen from the side: cut, bent and broken bones, discs, metal."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from back2d import vertebra
from back2d.landmarks import DISC_GAP, DISC_Y, LEVELS, MID, Level
from back2d.solid import Array, Solid, bumps, egg, rod, smax, smin

BY_NAME: dict[str, Level] = {v.name: v for v in LEVELS}
TILT: dict[str, float] = {
    "t12l1": -3.0, "l1l2": -2.0, "l2l3": -1.0, "l3l4": 0.5, "l4l5": 3.0, "l5s1": 8.0,
}  # fmt: skip


def bone(name: str) -> Solid:
    """Return a vertebra of the back plate."""
    return vertebra.vertebra(BY_NAME[name])


def disc(name: str, thin: float = 1.0, bulge_mm: float = 0.0) -> Solid:
    """Return a disc between its two bodies; thin < 1 for a worn one, bulging behind."""
    order = list(DISC_Y).index(name)
    upper = LEVELS[order]
    z = (upper.z + LEVELS[order + 1].z) / 2 if order + 1 < len(LEVELS) else upper.z + 3
    half = (DISC_GAP[name] / 2 + 0.7) * thin
    c, s = (np.float32(f(np.deg2rad(TILT[name]))) for f in (np.cos, np.sin))

    def solid(p: Array) -> Array:
        x = np.abs(p[:, 0] - np.float32(MID))
        dy, dz = p[:, 1] - np.float32(DISC_Y[name]), p[:, 2] - np.float32(z)
        y, depth = c * dy + s * dz, c * dz - s * dy
        out = np.clip(depth / (upper.depth / 2), 0, 1.4) ** 3
        swell = 1.03 - 0.05 * np.clip(np.abs(y) / half, 0, 1) ** 2 + bulge_mm / 17 * out
        across, deep = x / (swell * upper.width / 2), depth / (swell * upper.depth / 2)
        edge = 17 * ((across**2.35 + np.abs(deep) ** 2.35) ** (1 / 2.35) - 1)
        thick = half - 0.045 * depth
        lid = (np.abs(y) - thick).astype(np.float32)
        return np.asarray(smax(edge.astype(np.float32), lid, 2.0))

    return solid


def halved(solid: Solid) -> Solid:
    """Return the right half only: what stays when the spine is cut along the midline."""

    def cut(p: Array) -> Array:
        return np.asarray(np.maximum(solid(p), np.float32(MID) - p[:, 0]))

    return cut


def turned(solid: Solid, pivot: tuple[float, float], deg: float) -> Solid:
    """Return a solid tipped about the left-right axis through pivot (z, y); + tips forward."""
    c, s = (np.float32(f(np.deg2rad(deg))) for f in (np.cos, np.sin))

    def tipped(p: Array) -> Array:
        z, y = p[:, 2] - np.float32(pivot[0]), p[:, 1] - np.float32(pivot[1])
        back_z, back_y = c * z - s * y, s * z + c * y
        return solid(
            np.stack([p[:, 0], back_y + np.float32(pivot[1]), back_z + np.float32(pivot[0])], 1)
        )

    return tipped


def wedge(name: str, crush: float) -> Solid:
    """Return a vertebra whose body has lost the share `crush` of its height in front."""
    v = BY_NAME[name]
    whole = vertebra.vertebra(v)
    low = np.float32(v.y + v.height / 2)

    def solid(p: Array) -> Array:
        t = np.clip((np.float32(v.z + v.depth / 2) - p[:, 2]) / np.float32(v.depth), 0, 1.15)
        share = 1 - np.float32(crush) * t
        up = low - p[:, 1]
        y = np.where(up > 0, low - up / share, p[:, 1])
        d = whole(np.stack([p[:, 0], y, p[:, 2]], 1)) * share
        lip = egg(
            p, (MID, float(low) - v.height * (1 - crush) + 2.6, v.z - v.depth / 2 + 0.5),
            (15.0, 2.2, 2.4),
        )  # fmt: skip
        return np.asarray(smin(d, lip, 3.0) * np.float32(0.9), np.float32)

    return solid


def cracked(solid: Solid, lines: list[list[tuple[float, float]]], half_mm: float) -> Solid:
    """Return a solid with grooves along lines (z, y) on its left side."""

    def cut(p: Array) -> Array:
        d = solid(p)
        for line in lines:
            last = len(line) - 2
            for k, ((z0, y0), (z1, y1)) in enumerate(pairwise(line)):
                r = (half_mm, half_mm * (0.35 if k == last else 0.9))
                q = p.copy()
                q[:, 0] = 0
                d = smax(d, -rod(q, (0, y0, z0), (0, y1, z1), r), 0.25)
        return np.asarray(d)

    return cut


def screw_axis(name: str) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Return entry and tip (x, y, z) of the left pedicle screw of a vertebra."""
    v = BY_NAME[name]
    back = v.depth / 2
    c, s = np.cos(np.deg2rad(v.tilt)), np.sin(np.deg2rad(v.tilt))

    def world(x: float, y: float, z: float) -> tuple[float, float, float]:
        return (MID - x, float(v.y + c * y - s * z), float(v.z + s * y + c * z))

    return world(v.ped_x + 3.0, -3.4, back + 16.0), world(v.ped_x - 7.0, -3.0, -2.5)


def screw(entry: tuple[float, float, float], tip: tuple[float, float, float]) -> Solid:
    """Return the threaded shaft of a screw: slim, with a fine thread and a round end."""
    a, b = np.array(entry), np.array(tip)
    length = float(np.linalg.norm(b - a))
    way = ((b - a) / length).astype(np.float32)

    def solid(p: Array) -> Array:
        q = p - a.astype(np.float32)
        t = q @ way
        away = np.linalg.norm(q - t[:, None] * way, axis=1)
        taper = np.sqrt(np.clip((length - t) / 2.4, 0.0, 1))
        saw = np.abs(((t / 2.3) % 1) - 0.5) * 2
        r = 1.95 + 0.5 * np.clip(1.35 * saw - 0.25, 0, 1)
        d = np.maximum(away - r * taper, np.maximum(-t, t - length))
        return np.asarray(d * 0.62, np.float32)

    return solid


def head(entry: tuple[float, float, float], way: tuple[float, float, float]) -> Solid:
    """Return a screw head: a rounded block with a cap, turned along its screw."""
    axis = np.array(way)
    axis = axis / np.linalg.norm(axis)
    z = np.array([1.0, 0, 0])
    u = np.cross(axis, z)
    u /= np.linalg.norm(u)
    w = np.cross(axis, u)

    def solid(p: Array) -> Array:
        q = p - np.array(entry, np.float32)
        along, up, side = (q @ k.astype(np.float32) for k in (axis, u, w))
        box = np.stack([np.abs(along + 3.2) - 4.4, np.abs(up) - 4.4, np.abs(side) - 4.4], 1) + 2.0
        d = np.linalg.norm(np.maximum(box, 0), axis=1) + np.minimum(box.max(1), 0) - 2.0
        cap = np.maximum(np.hypot(along + 5.0, up) - 2.8, np.abs(side) - 5.2)
        d = smin(d, cap, 0.5)
        hole = np.maximum(np.hypot(along + 5.0, up) - 1.4, -(np.abs(side) - 4.2))
        return np.asarray(smax(d, -hole, 0.3), np.float32)

    return solid


def cage(name: str, tall: float) -> Solid:
    """Return the cage: a smooth block with two windows, in the place of a disc."""
    v = BY_NAME[name[:2].upper()]
    y0, z0 = DISC_Y[name], v.z + 1.0
    tilt = np.deg2rad(TILT[name])
    c, s = np.float32(np.cos(tilt)), np.float32(np.sin(tilt))

    def solid(p: Array) -> Array:
        dy, dz = p[:, 1] - np.float32(y0), p[:, 2] - np.float32(z0)
        y, z = c * dy + s * dz, c * dz - s * dy
        x = np.abs(p[:, 0] - np.float32(MID)) - 18.0
        high = np.abs(y) - (tall / 2 - 0.045 * z)
        nose = np.abs(z) - 14.5 + 0.10 * np.maximum(np.abs(y) - 2, 0) ** 1.6
        d = smax(smax(high, nose, 1.2), x, 1.2)
        for at in (-6.6, 6.2):
            window = np.stack([np.abs(z - at) - 3.9, np.abs(y) - (tall / 2 - 2.6)], 1) + 1.0
            hole = np.linalg.norm(np.maximum(window, 0), axis=1) + np.minimum(window.max(1), 0) - 1
            d = smax(d, -hole, 0.4)
        return np.asarray(d * np.float32(0.8), np.float32)

    return solid


def graft(name: str) -> Solid:
    """Return crumbs of bone that fill the cage's windows and the space before it."""
    v = BY_NAME[name[:2].upper()]
    y0, z0 = DISC_Y[name], v.z

    def solid(p: Array) -> Array:
        q = np.stack([p[:, 0], p[:, 1] - y0, p[:, 2] - z0], 1).astype(np.float32)
        x = np.abs(q[:, 0] - np.float32(MID)) - 15.0
        d = smax(np.abs(q[:, 1]) - 4.4, np.abs(q[:, 2] - 1.0) - 11.5, 1.0)
        d = smax(d, x.astype(np.float32), 1.0)
        return np.asarray(d + 0.9 * np.abs(bumps(p, 1.9, 2.0)) - 0.3, np.float32) * 0.7

    return solid
