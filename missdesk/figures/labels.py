"""Place a picture's labels so that no two overlap and no leaders cross.

Labels stand in a column at the left and one at the right edge; where the columns would cover
their targets (large text, narrow picture) they stand in a row under the picture instead. Pure
geometry in mm, deterministic: the same wishes give the same places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from math import dist
from typing import Final

from missdesk.figures.geometry import Segment, crosses, meets_box, spread
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
        max_labels: At most six.

    Returns:
        Labels in the order of the wishes.
    """
    usable = {wish.key: wish for wish in reversed(wishes) if _is_inside(wish.at, room)}
    wanted = [w for w in wishes if usable.get(w.key) is w][: min(max_labels, MAX_LABELS)]
    if not wanted:
        return ()
    known = {label.key: label for label in like}
    made = [
        placed
        for left, right in _splits(wanted, known)
        if (placed := _columns(left, right, room, text_mm, known)) is not None
    ]
    best = min(made, key=lambda labels: _cost(labels, known), default=None)
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


def _splits(
    wanted: Sequence[Wish], known: Mapping[str, Label]
) -> list[tuple[list[Wish], list[Wish]]]:
    """Return ways to share the labels between left and right, by where their targets are."""
    by_x = sorted(wanted, key=lambda w: (w.at[0], w.at[1], w.key))
    ways = [(by_x[:k], by_x[k:]) for k in range(len(by_x) + 1)]
    if known:
        was_left = [w for w in by_x if w.key in known and known[w.key].side == "left"]
        rest = [w for w in by_x if w not in was_left]
        ways.append((was_left, rest))
    return ways


def _cost(labels: Sequence[Label], known: Mapping[str, Label]) -> float:
    """Return how long the leaders are, and how far labels moved from the other picture's."""
    length = sum(dist(a, b) for label in labels for a, b in segments(label))
    moved = sum(
        dist(label.box[:2], known[label.key].box[:2]) for label in labels if label.key in known
    )
    uneven = abs(sum(1 if label.side == "left" else -1 for label in labels))
    return length + 4 * moved + 2.0 * uneven * labels[0].text_mm


def _columns(
    left: Sequence[Wish],
    right: Sequence[Wish],
    room: Box,
    text_mm: float,
    known: Mapping[str, Label],
) -> list[Label] | None:
    """Return both columns, None when one does not fit or leaders would meet."""
    x, _y, w, _h = room
    free_left = min((wish.at[0] for wish in left), default=x + w) - x
    free_right = x + w - max((wish.at[0] for wish in right), default=x)
    made: list[Label] = []
    for side, wishes, free in (("left", left, free_left), ("right", right, free_right)):
        if wishes:
            widest = min(_SHARE * w, free - 2 * _STUB * text_mm)
            column = _column(wishes, room, text_mm, widest, side == "left", known)
            if column is None:
                return None
            made += column
    return made if _is_clear(made) else None


def _column(
    wishes: Sequence[Wish],
    room: Box,
    text_mm: float,
    widest: float,
    is_left: bool,
    known: Mapping[str, Label],
) -> list[Label] | None:
    """Return one column; the order by target height if that is clear, else the best other."""
    if widest < _LEAST_EM * text_mm:
        return None
    blocks = [_block(wish, widest, text_mm) for wish in wishes]
    gap, side = GAP * text_mm, _side(is_left)
    if any(b is None for b in blocks):
        return None
    ready = [b for b in blocks if b is not None]
    if sum(b.h + gap for b in ready) - gap > room[3]:
        return None
    ready.sort(key=lambda b: (_wished(b.wish, side, known), b.wish.at[0], b.wish.key))
    best: list[Label] | None = None
    for order in permutations(ready):
        made = _stack(order, room, text_mm, gap, is_left, known)
        if _is_clear(made) and (best is None or _cost(made, known) < _cost(best, known) - 1e-9):
            best = made
        if best is not None and order == tuple(ready):
            break
    return best


def _stack(
    order: Sequence[_Block],
    room: Box,
    text_mm: float,
    gap: float,
    is_left: bool,
    known: Mapping[str, Label],
) -> list[Label]:
    """Return a column's labels in this order, each as near to its target's height as can be."""
    x, y, w, h = room
    side = _side(is_left)
    wished = [_wished(b.wish, side, known) for b in order]
    middles = spread(wished, [b.h for b in order], gap, y, y + h)
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


def _block(wish: Wish, widest: float, text_mm: float) -> _Block | None:
    """Return a measured label, None when a word is wider than the column."""
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
