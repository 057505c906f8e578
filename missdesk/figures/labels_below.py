"""Place labels in a row under the picture, for large text and narrow pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, permutations
from math import dist

from missdesk.figures.geometry import crosses
from missdesk.figures.label_model import GAP, MORE, PAD_X, Label, Wish, box_height, wrapped
from missdesk.figures.plate_model import Box, Point
from missdesk.figures.text_fit import width_mm

_SLACK = 0.02
"""Room that keeps rounding from cutting a word, in font sizes."""


def row_below(wanted: Sequence[Wish], room: Box, text_mm: float) -> list[Label]:
    """Return labels side by side under the room, as wide as their longest words need.

    Leaders start on one line above all boxes. Among all orders the one with the shortest
    leaders that touch nowhere is taken; with boxes of one width there always is one (two that
    cross would be shorter when exchanged), so that is the last resort.
    """
    x, y, w, h = room
    top = y + h + 0.8 * text_mm
    gap = min(GAP * text_mm, 0.02 * w)
    space = w - gap * (len(wanted) - 1)
    size, needs = _needs(wanted, space, text_mm)
    even = space / len(wanted)
    as_needed = {w.key: need for w, need in zip(wanted, needs, strict=True)}
    all_alike = {w.key: even for w in wanted}
    ways = [
        (sizes, order)
        for sizes in (as_needed, all_alike)
        for order in _by_length(wanted, sizes, x, top, gap)
    ]
    clear = (way for way in ways if not _touching(*way, x, top, gap))
    sizes, order = next(clear, ways[0])
    texts = [wrapped(wish, sizes[wish.key], size) for wish in order]
    tall = max(box_height(lines, more, size) for lines, more in texts)
    starts = _starts(order, sizes, x, top, gap)
    made = []
    for (middle, _top), wish, (lines, more) in zip(starts, order, texts, strict=True):
        wide = sizes[wish.key]
        box = (middle - wide / 2, top, wide, tall)
        leader = ((middle, top), wish.at)
        made.append(Label(wish.key, lines, more, box, leader, "below", size))
    return made


def _by_length(
    wanted: Sequence[Wish], sizes: Mapping[str, float], x: float, top: float, gap: float
) -> list[tuple[Wish, ...]]:
    """Return all orders, the one with the shortest leaders first."""
    return sorted(permutations(wanted), key=lambda order: _length(sizes, order, x, top, gap))


def _length(
    sizes: Mapping[str, float], order: Sequence[Wish], x: float, top: float, gap: float
) -> float:
    """Return how long all leaders are together."""
    starts = _starts(order, sizes, x, top, gap)
    return sum(dist(start, wish.at) for start, wish in zip(starts, order, strict=True))


def _starts(
    order: Sequence[Wish], sizes: Mapping[str, float], x: float, top: float, gap: float
) -> list[Point]:
    """Return where the leaders start: the middles of the boxes' upper edges."""
    starts, left = [], x
    for wish in order:
        wide = sizes[wish.key]
        starts.append((left + wide / 2, top))
        left += wide + gap
    return starts


def _touching(
    sizes: Mapping[str, float], order: Sequence[Wish], x: float, top: float, gap: float
) -> bool:
    """Return whether any two leaders have a point in common."""
    starts = _starts(order, sizes, x, top, gap)
    lines = [(start, wish.at) for start, wish in zip(starts, order, strict=True)]
    return any(crosses(a, b) for a, b in combinations(lines, 2))


def _needs(wanted: Sequence[Wish], space: float, text_mm: float) -> tuple[float, list[float]]:
    """Return the font size at which all longest words fit (at least half), and box widths.

    What is left over goes to those with more to say.
    """
    ems = [_longest(wish) + 2 * PAD_X + _SLACK for wish in wanted]
    size = max(0.5 * text_mm, min(text_mm, space / sum(ems)))
    least = min(size, space / sum(ems))
    spare = space - least * sum(ems)
    lengths = [_length_em(wish) for wish in wanted]
    shares = (length / sum(lengths) for length in lengths)
    return size, [em * least + spare * share for em, share in zip(ems, shares, strict=True)]


def _length_em(wish: Wish) -> float:
    """Return how much it has to say, in font sizes; never 0."""
    return 0.1 + width_mm(wish.words, 1.0, 600) + width_mm(wish.more, MORE)


def _longest(wish: Wish) -> float:
    """Return the width of its longest word, in font sizes."""
    big = (width_mm(word, 1.0, 600) for word in wish.words.split())
    small = (width_mm(word, MORE) for word in wish.more.split())
    return max((*big, *small), default=0.0)
