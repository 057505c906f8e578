"""The spine as a soft hint: bones as small blocks, discs between them, from tail to skull."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from living2d.paint import Page, Paint
from living2d.shapes import XY, outline, strip

BONE, DISC = "#f7f0df", "#a9d0de"


def beads(
    page: Page, line: Sequence[XY], height: float, alpha: float = 0.96, wide: float = 1.0
) -> None:
    """Paint the spine along a line that runs from the tail to the skull."""
    xy = np.array(line, float)
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(xy, axis=0), axis=1))])
    total = run[-1]
    # Shares of the length: tail bone, 5 lower, 12 chest, 7 neck bones, each smaller than the last.
    sizes = [*np.linspace(1.55, 1.35, 5), *np.linspace(1.25, 0.85, 12), *np.linspace(0.72, 0.62, 7)]
    tail = 0.11 * total
    step = (total - tail) / sum(sizes)
    at = tail
    glow = strip([(float(x), float(y)) for x, y in xy[::6]], [height * 0.034 * wide])
    page.glow(glow, "#fffaf0", 0.38, 0.9)
    spots = [_at(xy, run, s) for s in np.linspace(0, tail * 0.92, 5)]
    page.draw(
        strip([p for p, _ in spots], [0.008 * height, 0.018 * height, 0.030 * height * wide]),
        Paint(BONE, 1.8, 0.9, 0.4, 0.2, alpha), "spine",
    )  # fmt: skip
    core = strip([(float(x), float(y)) for x, y in xy[14:]], [height * 0.021 * wide,
        height * 0.014 * wide, height * 0.009])  # fmt: skip
    page.draw(core, Paint(DISC, 1.2, 0.7, 0.3, 0.0, alpha), "spine")
    for size in sizes:
        length = size * step
        p, d = _at(xy, run, at + length / 2)
        half = height * (0.0075 + 0.0058 * size) * wide
        n = np.array([-d[1], d[0]])
        q = np.array(p)
        a, b = d * length * 0.39, n * half
        ring = [q - a - b, q - a * 0.8, q - a + b, q + b * 0.88, q + a + b, q + a * 0.8,
            q + a - b, q - b * 0.88]  # fmt: skip
        page.draw(outline([(float(x), float(y)) for x, y in ring]), Paint(BONE, 1.5, 0.9, 0.38,
            0.16, alpha), "spine")  # fmt: skip
        at += length


def _at(xy: np.ndarray, run: np.ndarray, s: float) -> tuple[XY, np.ndarray]:
    """Return the point and the unit direction at a length along the line."""
    x, y = np.interp(s, run, xy[:, 0]), np.interp(s, run, xy[:, 1])
    e = 0.8
    d = np.array(
        [
            np.interp(s + e, run, xy[:, 0]) - np.interp(s - e, run, xy[:, 0]),
            np.interp(s + e, run, xy[:, 1]) - np.interp(s - e, run, xy[:, 1]),
        ]
    )
    return (float(x), float(y)), d / max(float(np.linalg.norm(d)), 1e-6)
