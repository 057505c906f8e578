"""A picture of each option at one step, in one frame and size, or "Not drawn" in its room.

"Your options" and "What happens" show the same ones. Where the pictures tell no option from
another there is none for any: nobody should look for a difference that is not drawn.

Source: standards.md IC1 (the same room), PM15, PM16 (what a picture leaves out is said).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from missdesk.content.page_words import page_words
from missdesk.content.words import plain
from missdesk.errors import PlateError
from missdesk.figures.alt_text import join
from missdesk.figures.scene import Fill, Group, Item, Picture, Rect, Scene, Stroke
from missdesk.figures.text_block import Words, text_block
from missdesk.figures.topic_pictures import (
    Shown,
    level_note,
    operation_picture,
    operation_state,
    picture_alt,
)
from missdesk.handout.figure import Figure
from missdesk.handout.material import Material
from missdesk.handout.pictures import picture_bytes, plate
from missdesk.handout.problem_picture import place_of, shaped_crop
from missdesk.handout.setting import made_once
from missdesk.handout.styles import MM
from missdesk.i18n import _
from missdesk.model.topic import Option

STEP: Final = 3
"""The step at which the way in is held open, or the bone is: there the ways differ most."""
OPERATIONS: Final = frozenset({"open", "mis", "camera"})
"""Looks of options that begin with a way in; of others no step is later than the rest."""
RATIO: Final = 4 / 3
"""Width to height of every picture: that of a whole cut across."""
MOVED: Final = "moved"
"""Group of the layer of muscle that is moved aside, which is striped."""
_ROUND: Final = 2.0
_INSET: Final = 1.5


class Way(NamedTuple):
    """An option's picture: the step it shows, counted from 1; None where nothing is drawn."""

    step: int
    shown: Shown | None


def way_pictures(m: Material) -> list[Way]:
    """Return each option's picture; empty where none tells an option from another."""
    place = place_of(m)
    key = ("way pictures", m.topic.id, *(o.id for o in m.options), place.level, place.side)
    steps = [_step(m, option) for option in m.options]
    try:
        found = made_once(
            key,
            lambda: [
                operation_picture(m.topic, place, option, step, plate)
                for option, step in zip(m.options, steps, strict=True)
            ],
        )
    except PlateError:
        return []
    if len({(shown.plate.id, shown.state) for shown in found}) == 1:
        return []
    return [
        Way(step, shown if _is_drawn(m, option) else None)
        for option, step, shown in zip(m.options, steps, found, strict=True)
    ]


def _states(m: Material, option: Option) -> list[str]:
    """Return an option's states, one a step."""
    steps = range(1, m.topic.step_count + 1)
    return [operation_state(m.topic, option, step) for step in steps]


def _step(m: Material, option: Option) -> int:
    """Return the step to show; of an operation that begins later, the first one that shows it."""
    first, *later = _states(m, option)
    new = (n for n, state in enumerate(later, start=2) if n >= STEP and state != first)
    return next(new, STEP) if option.look in OPERATIONS else STEP


def _is_drawn(m: Material, option: Option) -> bool:
    """Return whether a picture shows anything of an option; no operation may change nothing."""
    return option.look == "none" or len({*_states(m, option)}) > 1


def way_note(m: Material, ways: list[Way]) -> str:
    """Return what to know of the pictures: the level, the stripes, and what they leave out."""
    drawn = [way.shown for way in ways if way.shown is not None]
    moved = (layer for s in drawn for layer in s.plate.layers_of(s.state) if layer.group == MOVED)
    striped = _("Striped: muscle moved aside. This is a sketch, not measured.")
    return join(
        (
            level_note(place_of(m), m.topic, drawn),
            striped if any(moved) else "",
            page_words(m.text, m.library, "operation", "note"),
        )
    )


def way_figure(m: Material, shown: Shown | None, width_mm: float, *, after: float = 0.0) -> Figure:
    """Return one option's picture in its frame; every option's has the same size.

    Args:
        m: Content and visit.
        shown: The picture, None where nothing is drawn.
        width_mm: Width on paper.
        after: Space below in points.
    """
    high = width_mm / RATIO
    frame = Rect(0.2, 0.2, width_mm - 0.4, high - 0.4, _ROUND)
    said, inside = _inside(m, shown, width_mm, high)
    edge = replace(frame, stroke=Stroke("edge", 0.3))
    scene = Scene(width_mm, high, (Group(inside, clip=frame), edge), said)
    return Figure(scene, after=after, pictures=picture_bytes)


def _inside(
    m: Material, shown: Shown | None, wide: float, high: float
) -> tuple[str, tuple[Item, ...]]:
    """Return what a frame says and holds."""
    if shown is None:
        words = _("Not drawn")
        block = text_block(
            (Words(words, m.sheet.small.size / MM, 600),), wide - 2 * _INSET, "center"
        )
        ground = Rect(0, 0, wide, high, 0, Fill("sunken"))
        return words, (ground, block.at(_INSET, (high - block.height_mm) / 2))
    crop = shaped_crop(shown.plate, RATIO, "operation", is_mirrored=shown.is_mirrored)
    picture = Picture(
        shown.plate.id, shown.state, 0, 0, wide, high, crop, is_mirrored=shown.is_mirrored,
        fades=False,
    )  # fmt: skip
    said = picture_alt(m.text, m.topic, shown, lambda spans: plain(spans, m.library))
    return said, (picture,)
