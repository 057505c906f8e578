"""Name the measures of the design once: spaces, corners, targets, text roles.

All lengths are logical pixels at 1366 x 768 and 100 % text; `Theme` scales them.

Source: visual-design 1b, 1c.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


Role = Literal[
    "title", "heading", "section", "name", "body", "strong", "number", "topic", "small", "note"
]
Corner = Literal["field", "segment", "box", "card", "sheet"]


class TextStyle(NamedTuple):
    """Font size and line height in logical pixels, and weight."""

    size: int
    line: int
    weight: Literal[400, 500, 600, 700]


ROLES: Final[Mapping[Role, TextStyle]] = {
    "title": TextStyle(34, 42, 600),
    "heading": TextStyle(30, 36, 600),
    "section": TextStyle(22, 28, 600),
    "name": TextStyle(20, 26, 600),
    "body": TextStyle(18, 26, 400),
    "strong": TextStyle(18, 26, 600),
    "number": TextStyle(24, 28, 600),
    "topic": TextStyle(24, 30, 600),
    "small": TextStyle(17, 24, 400),
    "note": TextStyle(16, 22, 400),
}
"""`note` is the smallest text allowed."""
RADII: Final[Mapping[Corner, int]] = {
    "field": 12,
    "segment": 14,
    "box": 16,
    "card": 20,
    "sheet": 24,
}
TARGET: Final = 44
"""Least side of anything that can be pressed."""
CONTROL: Final = 48
MAIN_ACTION: Final = 56
RING: Final = 3
RING_GAP: Final = 2
SHEET_PAD_X, SHEET_PAD_TOP, SHEET_PAD_BOTTOM = 28, 22, 16
TEXT_SCALES: Final = (100, 125, 150, 175, 200)
"""Percent of the designed size."""
BASE_WIDTH, BASE_HEIGHT = 1366, 768
MOST_UI_SCALE: Final = 1.5
UNFOLDED_WIDTH: Final = 1340
"""Least logical width, at 100 % text, at which the rail and the widest page fit."""

CHIP_MS, STEP_MS = 120, 220
"""How long a switched layer or toggle moves, and how long one step fades into another."""
