"""Answer plain questions about segments and boxes in the plane (any unit, y down)."""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]
Segment = tuple[Point, Point]
Box = tuple[float, float, float, float]
"""x, y, width, height."""

_NEAR = 1e-9


def crosses(a: Segment, b: Segment) -> bool:
    """Return whether two segments have a point in common, other than one shared end.

    Two labels may name one spot; their leaders then meet in it and nowhere else.
    """
    (p, q), (r, s) = a, b
    if q == s and not _is_parallel(a, b):
        return False
    d1, d2, d3, d4 = _turn(r, s, p), _turn(r, s, q), _turn(p, q, r), _turn(p, q, s)
    if ((d1 > 0) != (d2 > 0)) and ((d3 > 0) != (d4 > 0)) and 0 not in (d1, d2, d3, d4):
        return True
    return (
        (d1 == 0 and _is_between(r, s, p))
        or (d2 == 0 and _is_between(r, s, q))
        or (d3 == 0 and _is_between(p, q, r))
        or (d4 == 0 and _is_between(p, q, s))
    )


def meets_box(segment: Segment, box: Box) -> bool:
    """Return whether a segment has a point inside a box or on its edge (Liang and Barsky)."""
    (x1, y1), (x2, y2) = segment
    left, top, w, h = box
    enter, leave = 0.0, 1.0
    for step, start, low, high in (
        (x2 - x1, x1, left, left + w),
        (y2 - y1, y1, top, top + h),
    ):
        if abs(step) < _NEAR:
            if not low <= start <= high:
                return False
            continue
        a, b = sorted(((low - start) / step, (high - start) / step))
        enter, leave = max(enter, a), min(leave, b)
    return enter <= leave


def overlap(a: Box, b: Box) -> bool:
    """Return whether two boxes share an area; touching edges do not count."""
    return (
        a[0] < b[0] + b[2] - _NEAR
        and b[0] < a[0] + a[2] - _NEAR
        and a[1] < b[1] + b[3] - _NEAR
        and b[1] < a[1] + a[3] - _NEAR
    )


def spread(
    wished: Sequence[float], sizes: Sequence[float], gap: float, low: float, high: float
) -> list[float]:
    """Return middles in order, as near to the wished ones as can be, without overlap.

    Args:
        wished: Where each middle would like to be.
        sizes: Lengths, in the order they will stand.
        gap: Least distance between two neighbors.
        low: Where the first may begin.
        high: Where the last may end; all must fit between the two.

    Returns:
        Middles with the least sum of squared moves (pooled neighbors), kept within the ends.
    """
    offsets, along = [], 0.0
    for size in sizes:
        offsets.append(along + size / 2)
        along += size + gap
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        total, count = wish - offset, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            before, number = pools.pop()
            total, count = total + before, count + number
        pools.append((total, count))
    slack = high - low - (along - gap)
    starts = [total / count for total, count in pools for _ in range(count)]
    return [
        min(max(start, low), low + max(slack, 0.0)) + offset
        for start, offset in zip(starts, offsets, strict=True)
    ]


def _turn(a: Point, b: Point, c: Point) -> float:
    """Return > 0 when c is right of a-b, < 0 left, 0 (within rounding) on its line."""
    turned = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return 0.0 if abs(turned) < _NEAR else turned


def _is_between(a: Point, b: Point, c: Point) -> bool:
    """Return whether c, on the line a-b, lies within the segment."""
    return (
        min(a[0], b[0]) - _NEAR <= c[0] <= max(a[0], b[0]) + _NEAR
        and min(a[1], b[1]) - _NEAR <= c[1] <= max(a[1], b[1]) + _NEAR
    )


def _is_parallel(a: Segment, b: Segment) -> bool:
    """Return whether two segments have one direction."""
    (p, q), (r, s) = a, b
    area = (q[0] - p[0]) * (s[1] - r[1]) - (q[1] - p[1]) * (s[0] - r[0])
    return abs(area) < _NEAR
