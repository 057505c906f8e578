"""Bands between, behind and in front of the bones: ligaments as fields (mm)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from spine3d.sacrum import unbend
from spine3d.sdf import Array, Sweep, noise, polygon, smax, smin, spline, to_local, to_parent
from spine3d.spine import LEVELS, S1, SpineParams


def _edges(name: str, params: SpineParams, pose: dict[str, Array]) -> tuple[Array, Array, Array]:
    """Upper and lower edge (root, tip each) of a spinous process in the world, and its tip."""
    if name == "S1":
        top = to_parent(unbend([(0, 33.0, 4), (0, 37.5, 14)]), pose["S1"])
        return top, top, top[1]
    lv = params.level(name)
    y0, h, tip = lv.depth / 2, lv.blade, lv.depth / 2 + lv.tip
    root, top = y0 + lv.canal_d + 1.0, -1.0 if name != "L5" else -4.0
    drop = 5.0 if name != "L5" else 6.5
    upper = to_parent(np.array([(0, root + 3, top), (0, tip + 0.5, top - drop - 1)]), pose[name])
    lower = to_parent(
        np.array([(0, root + 4, top - 0.72 * h - 3), (0, tip - 0.5, top - drop - 0.85 * h)]),
        pose[name],
    )
    return upper, lower, to_parent((0, tip, top - drop - 0.5 * h), pose[name])[0]


class BackBands:
    """Bands between and behind the spinous processes, in world coordinates."""

    def __init__(self, params: SpineParams, pose: dict[str, Array]) -> None:
        names = (*LEVELS, "S1")
        self.sheets = []
        for a, b in pairwise(names):
            low, up = _edges(a, params, pose)[1], _edges(b, params, pose)[0]
            tip = _edges(a, params, pose)[2]
            frame = pose[a]
            quad = [to_local(np.atleast_2d(q), frame)[0] for q in (low[0], low[1], up[1], up[0])]
            lean = quad[2][0] - quad[1][0]
            self.sheets.append((frame, np.array(quad)[:, 1:], lean, tip))
        ends = [q for n in LEVELS for q in (_edges(n, params, pose)[k][1] for k in (0, 1))]
        ends.append(_edges("S1", params, pose)[2])
        self.cord = Sweep(spline(ends, 60), 2.2, 1.5, up=(0, 1, 0.01))
        self.lo = np.min(ends, 0) - [8, 40, 14]
        self.hi = np.add(np.max(ends, 0), (8, 8, 14))

    def __call__(self, p: Array) -> Array:
        """Distance."""
        d = self.cord(p)
        for frame, quad, _, _ in self.sheets:
            q = to_local(p, frame)
            near = (
                (np.abs(q[:, 0]) < 9)
                & (q[:, 1] > 10)
                & (q[:, 1] < 70)
                & (np.abs(q[:, 2] + 22) < 34)
            )
            if near.any():
                flat = polygon(q[near][:, 1:], quad)
                x = q[near][:, 0]
                sheet = smax(
                    flat, np.abs(x) - 1.5 - 0.25 * noise(q[near] * [1, 1, 0.25], 3.0, 2.0), 1.0
                )
                d[near] = smin(d[near], sheet, 1.5)
        return d

    def paint(self, v: Array, n: Array) -> dict[str, Array]:
        """Fibres run downwards and back."""
        return {
            "fib": np.stack(
                [v[:, 0], v[:, 1] * 0.85 + v[:, 2] * 0.5, v[:, 2] * 0.85 - v[:, 1] * 0.5], 1
            )
        }


class FrontBand:
    """The long band in front of bodies and discs, in world coordinates."""

    def __init__(self, params: SpineParams, pose: dict[str, Array]) -> None:
        rows = []
        for name in params.bones():
            lv = params.level(name)
            y = -lv.depth / 2
            front = lv.ant / 2
            rows += [
                (0, y + 0.5, 0.90 * front),
                (0, y + 0.052 * lv.depth, 0.0),
                (0, y + 0.5, -0.90 * front),
            ]
            rows[-3:] = list(to_parent(np.array(rows[-3:], float), pose[name]))
        rows += list(
            to_parent(
                np.array([(0, -S1.depth / 2 - 0.4, -2.0), (0, -S1.depth / 2 + 2.5, -20.0)]),
                pose["S1"],
            )
        )
        self.band = Sweep(
            spline(np.array(rows), 30 * len(params.bones())), 9.5, 1.15, up=(0, -1, 0.01)
        )
        self.lo, self.hi = self.band.lo, self.band.hi

    def __call__(self, p: Array) -> Array:
        """Distance."""
        return self.band(p)

    def paint(self, v: Array, n: Array) -> dict[str, Array]:
        """Fibres run along the band."""
        return {"fib": self.band.coords(v)}
