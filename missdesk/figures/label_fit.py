"""Fit labels into a picture of a screen: where it is narrow they give way step by step.

Lengths are pixels here; `labels` does not mind the unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from missdesk.figures.geometry import meets_box, overlap
from missdesk.figures.label_cover import covered
from missdesk.figures.labels import Label, Wish, height_below, place_labels, segments
from missdesk.figures.plate_model import Box

TEXT_PX: Final = 18
LEAST_PX: Final = 16
"""Type of a label as designed, and the smallest allowed (visual-design 1b), at 100 % text."""
MAX_COVERED: Final = 0.17
"""Share of the picture that labels may cover (our choice, looked at)."""
ROUNDING_PX: Final = 0.01
"""A label at the lower edge may seem to reach below it by the rounding of a sum."""
FULL, BARE, SMALL = range(3)
"""As designed; without the second line; in the smallest type allowed too. All panes do the same."""


@lru_cache(maxsize=128)
def fit_labels(
    wishes: tuple[Wish, ...],
    room: Box,
    size: float,
    like: tuple[Label, ...] = (),
    least_fit: int = FULL,
    keep: tuple[Box, ...] = (),
    spare: tuple[Box, ...] = (),
) -> tuple[tuple[Label, ...], int]:
    """Return places inside the room, and how far the labels gave way.

    Where it is narrow: without the small words, then in the smallest type allowed, then fewer.
    The last answers are kept: a step back and forth asks for the same (a third of its time).

    Args:
        wishes: Most important first.
        room: What labels may cover.
        size: Font size as designed.
        like: Labels of the pane beside, to stand at the same place.
        least_fit: How far all panes had to give way.
        keep: Boxes that no label may touch.
        spare: Boxes that labels leave free where they can.
    """
    bare = [Wish(w.key, w.words, w.at) for w in wishes]
    small = size * LEAST_PX / TEXT_PX
    tries = [(list(wishes), size, FULL), (bare, size, BARE), (bare, small, SMALL)]
    tries += [(bare[:n], small, SMALL) for n in range(len(bare) - 1, 0, -1)]
    for wanted, px, fit in tries[least_fit:]:
        placed = _clear_of(wanted, room, px, like, keep, spare)
        if placed and height_below(placed, room) < ROUNDING_PX and not _is_crowded(placed, room):
            return placed, fit
    return (), least_fit


def _clear_of(
    wishes: list[Wish],
    room: Box,
    px: float,
    like: tuple[Label, ...],
    keep: Sequence[Box],
    spare: tuple[Box, ...],
) -> tuple[Label, ...]:
    """Return places that touch none of the boxes to keep, and cover least of those to spare.

    Where the room has none that does neither, a lower or a narrower one may. What is kept stands in
    the upper right corner (the buttons that zoom).
    """
    placed = place_labels(wishes, room, px, like=like, spare=spare)
    if not keep or not (_touches(placed, keep) or _hides(placed, spare)):
        return placed
    x, y, w, h = room
    top = max(box[1] + box[3] for box in keep)
    right = min(box[0] for box in keep)
    lower, narrower = (x, top, w, max(1.0, h - (top - y))), (x, y, max(1.0, right - x), h)
    made = [
        place_labels(wishes, smaller, px, like=like, spare=spare) for smaller in (lower, narrower)
    ]
    return max(
        (way for way in (placed, *made) if not _touches(way, keep)),
        key=lambda way: (len(way), -_hides(way, spare)),
        default=(),
    )


def _hides(labels: Sequence[Label], spare: Sequence[Box]) -> float:
    """Return the area of the boxes to spare that labels cover."""
    return sum(covered(label.box, spare) for label in labels)


def _touches(labels: Sequence[Label], keep: Sequence[Box]) -> bool:
    """Return whether a label lies on a box, or its line runs through one."""
    return any(
        overlap(label.box, box) or any(meets_box(line, box) for line in segments(label))
        for label in labels
        for box in keep
    )


def _is_crowded(placed: tuple[Label, ...], room: Box) -> bool:
    """Return whether labels would cover more of the picture than they explain."""
    area = sum(label.box[2] * label.box[3] for label in placed)
    return area > MAX_COVERED * room[2] * room[3]
