"""Choose which parts of a picture are named, and with which words. No pixels.

Ids of anchors and regions may end in a level and a side ("nerve-l4-left"); the glossary knows
the part without them ("part.nerve").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from missdesk.figures.plate_model import Plate
from missdesk.model.library import GlossaryEntry

Glossary = Mapping[str, GlossaryEntry]
"""Entries by id; the parts of the body are `part.<region>` and `part.<anchor>`."""

MAX_LABELS: Final = 6
MAX_NOTE: Final = 30
"""A glossary sentence longer than this stays out of the pill; it is read when pressed."""
_LEVEL: Final = re.compile(r"[-_]([tls]\d{1,2}){1,2}$")

PROBLEM_LABELS: Final = (
    ("nerve-pinched", "nerve-traversing-{near}"),
    ("hernia", "vertebra-slipped", "vertebra-broken", "disc-worn"),
    ("longissimus-{near}", "multifidus-{near}", "bone-piece"),
    ("lamina-{far}", "spinous", "cage", "cement"),
    ("sac", "nerve"),
    ("disc-worn", "disc"),
)
"""Anchors named on the Problem step, most wanted first; the first of each row that exists."""
OPERATION_LABELS: Final = (
    ("muscle-moved", "battery", "test-battery", "needle"),
    ("nerve-pinched", "nerve-freed", "nerve-traversing-{near}", "vertebra-broken", "wire"),
    ("hernia", "fragment", "cord", "cage", "cement", "rod-{near}", "disc-worn", "disc"),
)
"""Anchors named on the Operation step: few, because two or three panes share the width."""
OPERATION_NOTES: Final = frozenset({"muscle-moved"})
"""Only this label says more there: that it is a sketch (issue 4, muscle moved)."""


def label_keys(
    plate: Plate, state: str, near: str, wanted: Sequence[Sequence[str]]
) -> tuple[str, ...]:
    """Return the anchor keys of a state that its labels name, in order; no part of it twice.

    Args:
        plate: The plate.
        state: State id.
        near: Side of the problem as drawn, "left" or "right".
        wanted: Rows as in `PROBLEM_LABELS`.

    Raises:
        PlateError: The plate has no such state.
    """
    targets = plate.targets(state)
    far = "right" if near == "left" else "left"
    rows = (tuple(key.format(near=near, far=far) for key in row) for row in wanted)
    found = [next((key for key in row if key in targets), "") for row in rows]
    by_region = {targets[key].region: key for key in reversed(found) if key}
    once = dict.fromkeys(key for key in found if key in by_region.values())
    return tuple(once)[:MAX_LABELS]


def word_for(key: str, region: str, glossary: Glossary) -> GlossaryEntry | None:
    """Return the glossary entry of an anchor: its own, else that of its region, else None."""
    base = base_key(key)
    ids = (base, without_level(base), region, without_level(region))
    return next((glossary[f"part.{i}"] for i in ids if f"part.{i}" in glossary), None)


def part_word(region: str, glossary: Glossary) -> GlossaryEntry | None:
    """Return the glossary entry of a region, None when it has none."""
    return glossary.get(f"part.{region}") or glossary.get(f"part.{without_level(region)}")


def base_key(key: str) -> str:
    """Return an anchor key without its side."""
    return key.removesuffix("-left").removesuffix("-right")


def without_level(name: str) -> str:
    """Return an id without the level at its end: "disc-l4l5" is "disc"."""
    return _LEVEL.sub("", name)


def short_meaning(entry: GlossaryEntry) -> str:
    """Return a meaning short enough for a label, without its stop, else nothing."""
    return entry.meaning.removesuffix(".") if len(entry.meaning) <= MAX_NOTE else ""
