"""Which example picture stands on which page of a topic; nobody's own back. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from missdesk.content.page_words import page_words
from missdesk.errors import PlateError
from missdesk.figures.alt_text import join
from missdesk.figures.topic_pictures import (
    AXIAL,
    ReadPlate,
    Shown,
    how_words,
    operation_picture,
    picture_alt,
    picture_section,
    problem_picture,
)
from missdesk.i18n import _
from missdesk.model.consultation import Visit
from missdesk.ui.stage.choice import operation_crops, operation_shot, problem_shot
from missdesk.ui.stage.pictures import Shot
from missdesk.ui.stage.words import body

if TYPE_CHECKING:
    from functools import partial

    from missdesk.model.blocks import Spans
    from missdesk.model.library import Library
    from missdesk.model.topic import Option, PlaceKind, Topic, TopicText

    Plain = Callable[[Spans], str] | partial[str]

EXAMPLES: Final[Mapping[PlaceKind, str | None]] = {
    "disc": "L4-L5",
    "discs": "L4-L5",
    "bodies": "L1",
    "range": "T10:L4",
    "none": None,
}
"""Where the trouble of the example is, for each kind of place."""


@dataclass(frozen=True, slots=True)
class Art:
    """A picture of a plate, how it is shown, and what it shows in words.

    Attributes:
        caption: Below the picture.
        alt: For those who can't see it (WC1).
    """

    shown: Shown
    shot: Shot
    caption: str
    alt: str


def example_visit(topic: Topic, language: str) -> Visit:
    """Return a visit of nobody: all options as peers in neutral order, at an example place."""
    return Visit(
        topic=topic.id,
        level=EXAMPLES[topic.place.kind],
        side="left" if topic.place.has_side else None,
        options=tuple(str(option.id) for option in topic.options),
        language=language,
    )


def problem_art(
    topic: Topic, text: TopicText, library: Library, visit: Visit, read: ReadPlate, plain: Plain
) -> Art | None:
    """Return the picture of the problem, None when its plate is lost."""
    view = topic.plates
    try:
        shown = problem_picture(topic, visit, view, read, is_healthy=False)
    except PlateError:
        return None  # the page is read without it; the check of the pack tells of it
    shot = problem_shot(topic, visit, view, shown)
    section = picture_section(text, topic, shown)
    said = join((body(section, library), how_words(shown.plate), _example_words()))
    return _art(topic, text, shown, shot, said, plain)


def option_arts(
    topic: Topic, text: TopicText, library: Library, visit: Visit, read: ReadPlate, plain: Plain
) -> dict[str, Art | None]:
    """Return a picture for each option, all of one step and one scale (IC1).

    Every caption ends in the same notes on what the pictures can't show, so that no way looks
    better because its picture leaves something out.
    """
    step = telling_step(topic, visit, read)
    crops = operation_crops(topic, visit, topic.options, read)
    found = {str(one.id): _drawn(topic, visit, one, step, read) for one in topic.options}
    limits = drawing_notes(text, library, [shown for shown in found.values() if shown])
    arts: dict[str, Art | None] = {}
    for option in topic.options:
        shown = found[str(option.id)]
        if shown is None:
            arts[str(option.id)] = None
            continue
        shot = replace(
            operation_shot(visit, option, shown), crop=crops.get(shown.plate.id), noted=None
        )
        said = join((step_words(text, option, step, plain), how_words(shown.plate), limits))
        arts[str(option.id)] = _art(topic, text, shown, shot, said, plain)
    return arts


def drawing_notes(text: TopicText, library: Library, pictures: Sequence[Shown]) -> str:
    """Return what the pictures of the ways do not or can't show, as the Operation step says it."""
    limits = ""
    if any(shown.plate.view == AXIAL for shown in pictures):
        limits = body(library.common_section("section-limits", text.language), library)
    return join((page_words(text, library, "operation", "note"), limits))


def telling_step(topic: Topic, visit: Visit, read: ReadPlate) -> int:
    """Return the step that tells the options apart best: from the middle on, the first such.

    The same step is shown for every option, so that none is shown further on than another. Where
    no step tells them apart it is the last.
    """
    steps = range((topic.step_count + 1) // 2, topic.step_count + 1)
    differing = {step: _differing(topic.options, topic, visit, step, read) for step in steps}
    most = max(differing.values())
    return next(step for step in steps if differing[step] == most) if most > 1 else steps[-1]


def step_words(text: TopicText, option: Option, step: int, plain: Plain) -> str:
    """Return what an option's picture at a step shows, as the Operation step says it."""
    section = text.sections.get(f"step.{step}")
    return plain(section.fields.get(str(option.id), ())) if section is not None else ""


def _drawn(topic: Topic, visit: Visit, option: Option, step: int, read: ReadPlate) -> Shown | None:
    """Return the picture of an option at a step, None when its plate is lost."""
    try:
        return operation_picture(topic, visit, option, step, read)
    except PlateError:
        return None


def _differing(
    options: Sequence[Option], topic: Topic, visit: Visit, step: int, read: ReadPlate
) -> int:
    """Return how many different pictures the options have at a step."""
    drawn = (_drawn(topic, visit, option, step, read) for option in options)
    return len({(shown.plate.id, shown.state) for shown in drawn if shown is not None})


def _art(
    topic: Topic, text: TopicText, shown: Shown, shot: Shot, caption: str, plain: Plain
) -> Art:
    alt = picture_alt(text, topic, shown, plain)
    return Art(shown, replace(shot, sheet="", alt=alt), caption, alt)


def _example_words() -> str:
    return _("This is an example. Your back may look different.")
