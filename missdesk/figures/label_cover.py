"""Keep labels off what a picture is about: the parts named, and boxes that the caller gives.

Only a wish, unlike what no label may touch: where there is no other room, a label covers them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from missdesk.figures.plate_model import Box, Point

ROUND_EM: Final = 0.8
"""Half a box round each target that stays free, in font sizes (our choice, looked at)."""


def around(at: Point, text_mm: float) -> Box:
    """Return the neighborhood of a target."""
    half = ROUND_EM * text_mm
    return at[0] - half, at[1] - half, 2 * half, 2 * half


def covered(box: Box, spare: Iterable[Box]) -> float:
    """Return the area of a box that lies on others; where those overlap it counts twice."""
    x, y, w, h = box
    area = 0.0
    for left, top, wide, high in spare:
        across = min(x + w, left + wide) - max(x, left)
        down = min(y + h, top + high) - max(y, top)
        if across > 0 and down > 0:
            area += across * down
    return area


def free_middles(
    wished: Sequence[float],
    sizes: Sequence[Point],
    edges: Sequence[float],
    ends: tuple[float, float],
    spare: Sequence[Box],
    gap: float,
) -> list[float]:
    """Return the heights nearest to the wished ones at which boxes lie on nothing to spare.

    Args:
        wished: Middle of each box.
        sizes: Width and height of each.
        edges: Left edge of each.
        ends: Highest and lowest place that a box may reach.
        spare: What is to stay free.
        gap: Least distance between two boxes.

    Returns:
        Middles in the same order. A box that finds no free place keeps the wished one.
    """
    taken = list(spare)
    made = []
    for middle, (w, h), left in zip(wished, sizes, edges, strict=True):
        shut = [
            (top - h / 2, top + high + h / 2)
            for x, top, wide, high in taken
            if x < left + w and left < x + wide
        ]
        low, high_end = ends[0] + h / 2, ends[1] - h / 2
        stops = (min(max(middle, low), high_end), *(end for pair in shut for end in pair))
        found = [
            at for at in stops if low <= at <= high_end and not any(a < at < b for a, b in shut)
        ]
        best = min(found, key=lambda at: (abs(at - middle), at), default=middle)
        made.append(best)
        taken.append((left, best - h / 2 - gap, w, h + 2 * gap))
    return made
