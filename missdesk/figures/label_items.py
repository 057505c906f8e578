"""Draw placed labels: words on a white plate, a leader and a dot on the target."""

from __future__ import annotations

from collections.abc import Iterable

from missdesk.figures.label_model import MORE, PAD_X, PAD_Y, Label
from missdesk.figures.scene import Command, Ellipse, Fill, Item, Path, Rect, Stroke, TextItem
from missdesk.figures.text_block import BASELINE, LINE


def label_items(labels: Iterable[Label]) -> tuple[Item, ...]:
    """Return leaders below all plates, so that no line lies on words."""
    shown = tuple(labels)
    lines = [item for label in shown for item in _leader(label)]
    return (*lines, *(item for label in shown for item in _plate(label)))


def _leader(label: Label) -> tuple[Item, ...]:
    """Return a dark line with a light casing, seen on light and dark tissue, and its dot."""
    first, *rest = label.leader
    commands: tuple[Command, ...] = (("M", *first), *(("L", *point) for point in rest))
    s = label.text_mm
    x, y = label.leader[-1]
    return (
        Path(commands, None, Stroke("label", 0.2 * s, is_round=True)),
        Path(commands, None, Stroke("label_line", 0.085 * s, is_round=True)),
        Ellipse(x, y, 0.3 * s, 0.3 * s, Fill("label")),
        Ellipse(x, y, 0.19 * s, 0.19 * s, Fill("label_line")),
    )


def _plate(label: Label) -> tuple[Item, ...]:
    """Return the plate and its words."""
    x, y, w, h = label.box
    s = label.text_mm
    items: list[Item] = [
        Rect(x, y, w, h, 0.4 * s, Fill("label"), Stroke("label_edge", 0.06 * s)),
    ]
    along = y + PAD_Y * s
    for text in label.lines:
        baseline = along + BASELINE * s
        items.append(TextItem(x + PAD_X * s, baseline, text, s, 600, "label_ink"))
        along += LINE * s
    small = MORE * s
    for text in label.more:
        baseline = along + BASELINE * small
        items.append(TextItem(x + PAD_X * s, baseline, text, small, 400, "label_ink"))
        along += LINE * small
    return tuple(items)
