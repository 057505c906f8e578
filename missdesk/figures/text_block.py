"""Set lines of text under each other, each part wrapped to one width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from missdesk.figures.scene import Align, Item, Scene, TextItem, Weight
from missdesk.figures.text_fit import width_mm as text_width
from missdesk.figures.text_fit import wrap

LINE: Final = 1.28
"""Line distance, in font sizes."""
BASELINE: Final = 0.97
"""From the top of a line to its baseline, in font sizes: capitals stand in its middle."""


def left_end(item: TextItem) -> float:
    """Return the x where a line of text begins, in mm; both painters start there."""
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[item.align]
    return item.x - share * text_width(item.text, item.size_mm, item.weight)


@dataclass(frozen=True, slots=True)
class Words:
    """A text in one style; `color` is a token."""

    text: str
    size_mm: float
    weight: Weight = 400
    color: str = "ink"


def text_block(parts: Iterable[Words], width_mm: float, align: Align = "left") -> Scene:
    """Return the parts, wrapped; empty parts take no room.

    Args:
        parts: From top to bottom.
        width_mm: Room; lines are set at its left, middle or right.
        align: As for `TextItem`.
    """
    x = {"left": 0.0, "center": width_mm / 2, "right": width_mm}[align]
    items: list[Item] = []
    y = 0.0
    for part in parts:
        for line in wrap(part.text, width_mm, part.size_mm, part.weight) if part.text else ():
            baseline = y + BASELINE * part.size_mm
            items.append(TextItem(x, baseline, line, part.size_mm, part.weight, part.color, align))
            y += LINE * part.size_mm
    return Scene(width_mm, y, tuple(items))
