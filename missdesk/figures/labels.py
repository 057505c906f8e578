"""Place a picture's labels so that no two overlap and no leaders cross.

Labels stand in a column at the left and one at the right edge, off what the picture is about
where there is other room; where the columns would cover their targets (large text, narrow picture)
they stand in a row under the picture instead. Pure geometry in mm, deterministic: the same wishes
give the same places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations, product
from math import dist
from typing import Final

from missdesk.figures.geometry import Segment, crosses, meets_box, spread
from missdesk.figures.label_cover import around, covered, free_middles
from missdesk.figures.label_model import (
    GAP,
    MORE,
    PAD_X,
    Label,
    Side,
    Wish,
    box_height,
    wrapped,
)
from missdesk.figures.labels_below import row_below
from missdesk.figures.plate_model import Box, Point
from missdesk.figures.text_fit import width_mm

__all__ = [
    "MAX_LABELS",
    "Label",
    "Side",
    "Wish",
    "height_below",
    "place_labels",
    "segments",
]

MAX_LABELS: Final = 6
"""More than six names at once are not read (visual-design 4, picture)."""
_SHARE: Final = 0.38
"""Widest column, as a share of the room."""
_LEAST_EM: Final = 4.0
"""Narrowest column, in font sizes."""
_STUB: Final = 0.5
"""From the column to where leaders may turn, and the least way on to a target, in font sizes."""
_FEW: Final = 4
"""Up to so many labels are shared out in every way: 16 at most. More: by x, then one by one."""
_COVER: Final = 3.0
"""What it costs to cover a square of one font size, in font sizes of leader (looked at)."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What all tries have in common: see `place_labels`."""

    room: Box
    text_mm: float
    known: Mapping[str, Label]
    spare: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """A label's text, measured."""

    wish: Wish
    lines: tuple[str, ...]
    more: tuple[str, ...]
    w: float
    h: float


def place_labels(
    wishes: Sequence[Wish],
    room: Box,
    text_mm: float,
    *,
    like: Iterable[Label] = (),
    spare: Iterable[Box] = (),
    max_labels: int = MAX_LABELS,
) -> tuple[Label, ...]:
    """Return the labels with boxes and leaders: no overlap, no crossing.

    Args:
        wishes: Most important first; those after `max_labels`, those with a target outside the
            room, and a second one with the same key are left out.
        room: x, y, w, h the columns may use: the picture, or more than it at its sides. A row
            below starts at its lower edge, so the figure may grow by `height_below`.
        text_mm: Font size of the words.
        like: Labels of the other option's picture; those with the same key are set at the same
            place where that crosses nothing.
        spare: What columns leave free where they can, beside all targets.
        max_labels: At most six.

    Returns:
        Labels in the order of the wishes.
    """
    usable = {wish.key: wish for wish in reversed(wishes) if _is_inside(wish.at, room)}
    wanted = [w for w in wishes if usable.get(w.key) is w][: min(max_labels, MAX_LABELS)]
    if not wanted:
        return ()
    known = {label.key: label for label in like}
    near = (around(wish.at, text_mm) for wish in wanted)
    best = _best(wanted, _Task(room, text_mm, known, (*spare, *near)))
    if best is None:
        best = row_below(wanted, room, text_mm)
    order = {wish.key: number for number, wish in enumerate(wanted)}
    return tuple(sorted(best, key=lambda label: order[label.key]))


def height_below(labels: Iterable[Label], room: Box) -> float:
    """Return by how much labels reach below the room (0 for columns)."""
    return max((b.box[1] + b.box[3] - room[1] - room[3] for b in labels), default=0.0)


def segments(label: Label) -> tuple[Segment, ...]:
    """Return the straight parts of a leader."""
    return tuple(zip(label.leader, label.leader[1:], strict=False))


def _best(wanted: Sequence[Wish], task: _Task) -> list[Label] | None:
    """Return the cheapest columns, None when none fit."""
    by_x = sorted(wanted, key=lambda w: (w.at[0], w.at[1], w.key))
    first = {ways: _cheapest(by_x, ways, task) for ways in _shares(by_x, task.known)}
    found = {ways: made for ways, made in first.items() if made is not None}
    if not found:
        return None
    start = min(found, key=lambda ways: _cost(found[ways], task))
    if len(by_x) > _FEW:  # then one label after the other changes its side
        for at in range(len(by_x)):
            ways = (*start[:at], not start[at], *start[at + 1 :])
            if ways not in first and (made := _cheapest(by_x, ways, task)) is not None:
                found[ways] = made
    return min(found.values(), key=lambda labels: _cost(labels, task))


def _shares(by_x: Sequence[Wish], known: Mapping[str, Label]) -> Iterator[tuple[bool, ...]]:
    """Yield ways to share labels out: for each, in the order of x, whether it stands left."""
    count = len(by_x)
    if count <= _FEW:
        yield from product((True, False), repeat=count)
        return
    yield from (tuple(n < left for n in range(count)) for left in range(count + 1))
    if known:
        yield tuple(w.key in known and known[w.key].side == "left" for w in by_x)


def _cheapest(by_x: Sequence[Wish], ways: tuple[bool, ...], task: _Task) -> list[Label] | None:
    """Return columns at the heights of their targets, or off what they would cover there."""
    left = [wish for wish, is_left in zip(by_x, ways, strict=True) if is_left]
    right = [wish for wish, is_left in zip(by_x, ways, strict=True) if not is_left]
    made = _columns(left, right, task, is_off=False)
    if made is not None and not any(covered(label.box, task.spare) for label in made):
        return made
    off = _columns(left, right, task, is_off=True)
    both = [columns for columns in (made, off) if columns is not None]
    return min(both, key=lambda columns: _cost(columns, task), default=None)


def _cost(labels: Sequence[Label], task: _Task) -> float:
    """Return how long leaders are, how far labels moved from the other picture's, what they cover.

    In the unit of the room.
    """
    known, text_mm = task.known, task.text_mm
    length = sum(dist(a, b) for label in labels for a, b in segments(label))
    moved = sum(
        dist(label.box[:2], known[label.key].box[:2]) for label in labels if label.key in known
    )
    uneven = abs(sum(1 if label.side == "left" else -1 for label in labels))
    area = sum(covered(label.box, task.spare) for label in labels)
    return length + 4 * moved + 2.0 * uneven * text_mm + _COVER * area / text_mm


def _columns(
    left: Sequence[Wish], right: Sequence[Wish], task: _Task, *, is_off: bool
) -> list[Label] | None:
    """Return both columns, None when one does not fit or leaders would meet."""
    x, _y, w, _h = task.room
    free_left = min((wish.at[0] for wish in left), default=x + w) - x
    free_right = x + w - max((wish.at[0] for wish in right), default=x)
    made: list[Label] = []
    for side, wishes, free in (("left", left, free_left), ("right", right, free_right)):
        if wishes:
            widest = min(_SHARE * w, free - 2 * _STUB * task.text_mm)
            column = _column(wishes, task, widest, side == "left", is_off=is_off)
            if column is None:
                return None
            made += column
    return made if _is_clear(made) else None


def _column(
    wishes: Sequence[Wish], task: _Task, widest: float, is_left: bool, *, is_off: bool
) -> list[Label] | None:
    """Return one column; the order by target height if that is clear, else the best other."""
    room, text_mm = task.room, task.text_mm
    if widest < _LEAST_EM * text_mm:
        return None
    blocks = [_block(wish, widest, text_mm) for wish in wishes]
    gap = GAP * text_mm
    if any(b is None for b in blocks):
        return None
    ready = [b for b in blocks if b is not None]
    if sum(b.h + gap for b in ready) - gap > room[3]:
        return None
    wished = _heights(ready, task, is_left, is_off=is_off)
    ready.sort(key=lambda b: (wished[b.wish.key], b.wish.at[0], b.wish.key))
    best: list[Label] | None = None
    for order in permutations(ready):
        made = _stack(order, task, wished, is_left)
        if _is_clear(made) and (best is None or _cost(made, task) < _cost(best, task) - 1e-9):
            best = made
        if best is not None and order == tuple(ready):
            break
    return best


def _heights(
    blocks: Sequence[_Block], task: _Task, is_left: bool, *, is_off: bool
) -> dict[str, float]:
    """Return the heights that a column's labels would like, by key.

    Where the other picture has it, else its target's; off what it would cover, if asked.
    """
    side = _side(is_left)
    wished = {b.wish.key: _wished(b.wish, side, task.known) for b in blocks}
    if not is_off:
        return wished
    x, y, w, h = task.room
    order = sorted(blocks, key=lambda b: (wished[b.wish.key], b.wish.at[0], b.wish.key))
    middles = free_middles(
        [wished[b.wish.key] for b in order],
        [(b.w, b.h) for b in order],
        [x if is_left else x + w - b.w for b in order],
        (y, y + h),
        task.spare,
        GAP * task.text_mm,
    )
    return {b.wish.key: middle for b, middle in zip(order, middles, strict=True)}


def _stack(
    order: Sequence[_Block], task: _Task, wished: Mapping[str, float], is_left: bool
) -> list[Label]:
    """Return a column's labels in this order, each as near to its wished height as can be."""
    (x, y, w, h), text_mm = task.room, task.text_mm
    side = _side(is_left)
    heights = [wished[b.wish.key] for b in order]
    middles = spread(heights, [b.h for b in order], GAP * text_mm, y, y + h)
    reach = max(b.w for b in order) + _STUB * text_mm
    knee = x + reach if is_left else x + w - reach
    made = []
    for block, middle in zip(order, middles, strict=True):
        left = x if is_left else x + w - block.w
        edge = left + block.w if is_left else left
        box = (left, middle - block.h / 2, block.w, block.h)
        leader = ((edge, middle), (knee, middle), block.wish.at)
        made.append(Label(block.wish.key, block.lines, block.more, box, leader, side, text_mm))
    return made


def _side(is_left: bool) -> Side:
    """Return the name of a column."""
    return "left" if is_left else "right"


def _wished(wish: Wish, side: Side, known: Mapping[str, Label]) -> float:
    """Return the height a label would like: where the other picture has it, else its target's."""
    twin = known.get(wish.key)
    return twin.middle if twin is not None and twin.side == side else wish.at[1]


def _is_inside(at: Point, room: Box) -> bool:
    """Return whether a target is in the room."""
    x, y, w, h = room
    return x <= at[0] <= x + w and y <= at[1] <= y + h


@lru_cache(maxsize=512)
def _block(wish: Wish, widest: float, text_mm: float) -> _Block | None:
    """Return a measured label, None when a word is wider than the column.

    Kept for the next way to share the same words out: measuring took most of the time.
    """
    lines, more = wrapped(wish, widest, text_mm)
    if " ".join(lines).split() != wish.words.split() or " ".join(more).split() != wish.more.split():
        return None
    wide = max(
        *(width_mm(line, text_mm, 600) for line in lines),
        *(width_mm(line, MORE * text_mm) for line in more),
        0.0,
    )
    return _Block(wish, lines, more, wide + 2 * PAD_X * text_mm, box_height(lines, more, text_mm))


def _is_clear(labels: Sequence[Label]) -> bool:
    """Return whether no leaders meet and none runs through another label's box."""
    for a, b in combinations(labels, 2):
        if any(crosses(p, q) for p in segments(a) for q in segments(b)):
            return False
        if any(meets_box(p, b.box) for p in segments(a)):
            return False
        if any(meets_box(q, a.box) for q in segments(b)):
            return False
    return True
