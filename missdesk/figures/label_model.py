"""Hold a label: what is wanted, where it was placed, and how its words are measured.

Lengths in mm of the figure, top left, y down; constants in font sizes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from missdesk.figures.plate_model import Box, Point
from missdesk.figures.text_block import LINE
from missdesk.figures.text_fit import wrap

Side = Literal["left", "right", "below"]
PAD_X: Final = 0.6
PAD_Y: Final = 0.32
GAP: Final = 0.45
"""Least gap between two boxes."""
MORE: Final = 0.88
"""Size of the second line against the first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that is wanted: key, words, target (mm in the figure), and smaller words below."""

    key: str
    words: str
    at: Point
    more: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A placed label.

    Attributes:
        lines, more: Wrapped words, bold, and smaller ones under them.
        box: x, y, w, h.
        leader: From the box's edge to the target, two or three points.
        text_mm: Font size used (smaller than asked only where a word would not fit).
    """

    key: str
    lines: tuple[str, ...]
    more: tuple[str, ...]
    box: Box
    leader: tuple[Point, ...]
    side: Side
    text_mm: float

    @property
    def middle(self) -> float:
        """Return the y of the box's middle."""
        return self.box[1] + self.box[3] / 2


def wrapped(wish: Wish, wide: float, text_mm: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words and the smaller words, wrapped to a box of this width."""
    inside = max(wide - 2 * PAD_X * text_mm, 0.1)
    more = wrap(wish.more, inside, MORE * text_mm) if wish.more else ()
    return wrap(wish.words, inside, text_mm, 600), more


def box_height(lines: Sequence[str], more: Sequence[str], text_mm: float) -> float:
    """Return a box's height."""
    rows = len(lines) + MORE * len(more)
    return (rows * LINE + 2 * PAD_Y) * text_mm
