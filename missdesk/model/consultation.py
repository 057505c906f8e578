"""This visit: the only thing that changes, and the only place a patient's data is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from missdesk.model.marks import OwnPicture, Sheet
from missdesk.model.observe import Observed
from missdesk.model.recovery import DayRange
from missdesk.model.topic import Side, Topic, TopicId

TextSize = Literal["clear", "large", "larger"]
Paper = Literal["a4", "letter"]
Step = Literal["problem", "operation", "compare", "recovery", "decide", "handout"]
STEPS: tuple[Step, ...] = ("problem", "operation", "compare", "recovery", "decide", "handout")
NOT_SURE = "not-sure"


@dataclass(frozen=True, slots=True)
class Visit:
    """Everything one visit holds. PRIVACY: name, birth_date, notes and marks are personal.

    Attributes:
        topic: None before one is chosen.
        level: Place in the form of `model.place`, one level or more; None until the surgeon
            says: there is no default (product.md).
        side: As level.
        options: Shown options in their order on screen and paper (RC14), one to three.
        row: Row opened in "People out of 100", None = the first one.
        values: Answer by values-pair id, 0 (left words) to 4 (right words); absent = unset.
        leaning: Option id, NOT_SURE, or None while unset.
        questions: Ticked question ids, in the topic's order.
        own_questions: Typed by the patient or surgeon.
        surgeons_days: The surgeon's own ranges by activity id.
        sheets: Ink by `marks.sheet_key`: picture, level and side.
        own_picture: A picture of this patient to draw on; never in a record.
        visited: Steps seen so far.
        sections: Handout section ids, None = all that fit the topic.
    """

    topic: TopicId | None = None
    level: str | None = None
    side: Side | None = None
    has_extra_vertebra: bool = False
    options: tuple[str, ...] = ()
    row: str | None = None
    operation_step: int = 1
    operation_date: date | None = None
    job: str = ""
    surgeons_days: Mapping[str, DayRange] = field(default_factory=dict)
    values: Mapping[str, int] = field(default_factory=dict)
    leaning: str | None = None
    questions: tuple[str, ...] = ()
    own_questions: tuple[str, ...] = ()
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    own_picture: OwnPicture | None = None
    visited: tuple[Step, ...] = ()
    name: str = ""
    birth_date: date | None = None
    language: str = "en"
    text_size: TextSize = "clear"
    paper: Paper = "a4"
    sections: tuple[str, ...] | None = None
    print_date: date | None = None


class Consultation(Observed):
    """The mutable truth of one visit; tells observers the name of each changed field."""

    def __init__(self, visit: Visit | None = None, *, paper: Paper = "a4") -> None:
        """Start with an empty visit, or with one read from a record.

        Args:
            visit: What to start with.
            paper: The clinic's paper, with which each visit after this one begins.
        """
        super().__init__()
        self._fresh = Visit(paper=paper)
        self._visit = visit or self._fresh

    @property
    def visit(self) -> Visit:
        """Return the visit as it is now; frozen, so it can be handed to a worker."""
        return self._visit

    def change(self, **new: Any) -> None:  # noqa: ANN401  checked by Visit's own field names
        """Set fields and tell observers, once a changed field.

        Raises:
            TypeError: A name is not a field of Visit.
        """
        before = self._visit
        self._visit = replace(before, **new)
        for name in new:
            if getattr(before, name) != getattr(self._visit, name):
                self.tell(name)

    def start(self, topic: Topic) -> None:
        """Choose a topic: options as shown first; keeps language, paper and text size."""
        old = self._visit
        self._visit = Visit(
            topic=topic.id,
            options=tuple(topic.shown_first),
            language=old.language,
            text_size=old.text_size,
            paper=old.paper,
            print_date=old.print_date,
        )
        self.tell("topic")

    def restore(self, visit: Visit) -> None:
        """Replace everything by a visit read from a record."""
        self._visit = visit
        self.tell("topic")

    def use_paper(self, paper: Paper) -> None:
        """Begin visits on another paper from now on; one that has a topic keeps its own."""
        self._fresh = replace(self._fresh, paper=paper)
        if self._visit.topic is None:
            self.change(paper=paper)

    def swap_options(self) -> None:
        """Turn the order of the shown options round (RC14)."""
        self.change(options=tuple(reversed(self._visit.options)))

    def visit_step(self, step: Step) -> None:
        """Note that a step was seen."""
        if step not in self._visit.visited:
            seen = {*self._visit.visited, step}
            self.change(visited=tuple(s for s in STEPS if s in seen))

    def wipe(self) -> None:
        """Forget everything about this visit (KP1); observers hear "wipe"."""
        self._visit = self._fresh
        self.tell("wipe")
