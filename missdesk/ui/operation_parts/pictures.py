"""Which pictures the options show at each step, and what they can't show; kept for this visit.

Reckoned anew for every step, this took a third of the time of a step change (measured).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from missdesk.content.page_words import page_words
from missdesk.errors import PlateError
from missdesk.figures.topic_pictures import (
    AXIAL,
    Shown,
    corner_words,
    level_note,
    operation_picture,
)
from missdesk.i18n import _
from missdesk.ui.option_buttons import more_choices
from missdesk.ui.stage.choice import operation_crops, operation_shot
from missdesk.ui.stage.pictures import same_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.ui.context import UiContext
    from missdesk.ui.stage.bench import Bench
    from missdesk.ui.stage.layers import Box, Picture

CROWD: Final = 3
"""From so many panes on, labels have no second line; the note below says the same."""


@dataclass(frozen=True, slots=True)
class StepPictures:
    """One step of all options.

    Attributes:
        pictures: By option; an option whose picture is lost has none.
        corners: Words for the lower corners, by option.
        chips: Layers that can be peeled off.
        note: What the pictures do not show of this patient, or can't show at all.
        faults: What keeps pictures from being shown.
    """

    pictures: dict[str, Picture]
    corners: dict[str, tuple[str, str]]
    chips: tuple[str, ...]
    note: str
    faults: tuple[PlateError, ...]


def _share_spare(pictures: dict[str, Picture]) -> None:
    """Let labels of one plate leave free what any option shows: they stand at the same place."""
    boxes: dict[str, dict[Box, None]] = {}
    for picture in pictures.values():
        boxes.setdefault(picture.plate, {}).update(dict.fromkeys(picture.spare))
    for option, picture in pictures.items():
        pictures[option] = replace(picture, spare=tuple(boxes[picture.plate]))


class OperationPictures:
    """Reckons each step once, until level, side, options or language change."""

    def __init__(self, context: UiContext, bench: Bench) -> None:
        """Read plates and words from the bench of the page."""
        self._context, self._bench = context, bench
        self._key: object = None
        self._crops: dict[str, Box] = {}
        self._steps: dict[int, StepPictures] = {}
        self._sheets: tuple[str, ...] | None = None

    def step(self, step: int) -> StepPictures:
        """Return what to show at a step."""
        self._look()
        found = self._steps.get(step) or self._reckoned(step)
        if not found.faults:  # what is lost now may be there again at the next look
            self._steps[step] = found
        return found

    def sheets(self) -> tuple[str, ...]:
        """Return the keys of the ink on all steps; none on pictures that are lost."""
        self._look()
        if self._sheets is None:
            try:
                self._sheets = tuple(dict.fromkeys(self._all_sheets()))
            except PlateError:
                return ()  # on a picture that is lost nothing can be drawn
        return self._sheets

    @property
    def _options(self) -> tuple[str, ...]:
        return self._context.consultation.visit.options

    def _look(self) -> None:
        """Forget what was reckoned for another place, side, choice of options or language."""
        visit = self._context.consultation.visit
        key = (visit.topic, visit.level, visit.side, visit.options, visit.language)
        if key != self._key:
            self._key, self._sheets = key, None
            self._steps.clear()
            topic, read = self._context.topic, self._bench.shelf.plate
            options = [topic.option(option) for option in visit.options]
            self._crops = operation_crops(topic, visit, options, read)

    def _all_sheets(self) -> list[str]:
        topic, visit = self._context.topic, self._context.consultation.visit
        steps = range(1, topic.step_count + 1)
        return [
            operation_shot(visit, topic.option(option), self._shown(option, step)).sheet
            for option in self._options
            for step in steps
        ]

    def _shown(self, option: str, step: int) -> Shown:
        """Return the picture of an option at a step.

        Raises:
            PlateError: It is missing or damaged.
        """
        topic, visit = self._context.topic, self._context.consultation.visit
        return operation_picture(topic, visit, topic.option(option), step, self._bench.shelf.plate)

    def _reckoned(self, step: int) -> StepPictures:
        topic = self._context.topic
        shown: dict[str, Shown] = {}
        pictures: dict[str, Picture] = {}
        faults: list[PlateError] = []
        for option in self._options:
            try:
                shown[option] = self._shown(option, step)
                pictures[option] = self._picture(option, shown[option])
            except PlateError as fault:
                shown.pop(option, None)
                faults.append(fault)
        drawn = [option for option in pictures if topic.option(option).steps]
        common = same_words(pictures[option] for option in drawn)
        for option in drawn:
            labels = tuple(label for label in pictures[option].labels if label.id in common)
            pictures[option] = replace(pictures[option], labels=labels)
        _share_spare(pictures)
        corners = {option: corner_words(one.plate) for option, one in shown.items()}
        chips = (chip for one in shown.values() for chip in one.plate.chips([one.state]))
        note = self._note(list(shown.values()))
        return StepPictures(pictures, corners, tuple(dict.fromkeys(chips)), note, tuple(faults))

    def _picture(self, option: str, shown: Shown) -> Picture:
        """Return the picture of an option, with the crop that all steps share."""
        topic, visit = self._context.topic, self._context.consultation.visit
        shot = operation_shot(visit, topic.option(option), shown)
        noted = shot.noted if len(self._options) < CROWD else frozenset[str]()
        shot = replace(shot, crop=self._crops.get(shown.plate.id), noted=noted)
        return self._bench.picture(shot, shown)

    def _note(self, pictures: Sequence[Shown]) -> str:
        context = self._context
        visit, topic = context.consultation.visit, context.topic
        is_axial = any(shown.plate.view == AXIAL for shown in pictures)
        more = more_choices(context)
        notes = [f"{more}." if more else ""]
        is_open = visit.side is None if topic.place.has_side else visit.level is None
        if is_open and topic.place.kind != "none":
            notes.append(self._bench.common_words("no-place-chosen"))
        notes.append(level_note(visit, topic, pictures))
        if is_axial and topic.place.has_side and visit.side not in {"left", "right"}:
            notes.append(_("The pictures show the left side."))
        notes.append(page_words(context.text, context.library, "operation", "note"))
        if is_axial:  # the topic's own words never stand in for what a section can't show
            notes.append(self._bench.common_words("section-limits"))
        return " ".join(note for note in notes if note)
