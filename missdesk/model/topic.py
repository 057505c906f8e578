"""A topic: options that are peers, rows to compare, and the words for all six steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NewType

from missdesk.model.blocks import Section
from missdesk.model.evidence import FindingId

TopicId = NewType("TopicId", str)
OptionId = NewType("OptionId", str)
RowId = NewType("RowId", str)
Look = Literal["open", "mis", "camera", "other", "none"]
"""Color, mark and fill of an option; equal in weight (visual-design 1a)."""
Side = Literal["left", "right", "both"]
PlaceKind = Literal["disc", "discs", "bodies", "range", "none"]
Verdict = Literal["supported", "partly", "not-shown", "other-way"]
LEVEL = "{level}"
"""In a plate state: the level in small letters without hyphen."""
CELL_WORDS = "words"
"""In `Row.cells`: the option's cell is a few words, the row's field `cell.<option>`."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut in the skin for the scar map.

    Attributes:
        finding: Where its length comes from; None = no verified figure ("about this size; ask").
        group: Technique key of the group in that finding.
        offset_mm: Sideways from the midline at the level, towards the chosen side; 0 = midline.
        unplaced: Levels at which that place would lie on the hip bone: only the surgeon can say.
    """

    finding: FindingId | None
    group: str
    offset_mm: float
    unplaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """What the patient chooses between, "no operation" included. Words: `option.<id>.*`.

    Attributes:
        techniques: Technique keys whose figures may stand in this option's column.
        arms: Named arms it may show where the arm's techniques are all its own.
        steps: Prefix of its plate states ("open" → "open-1"…); empty = no operation pictures.
        still: Plate state for each step, for the last ones where there are `steps` too; see
            `PlateUse` for its form.
        cut: Its cut for the scar map, None when there is none.
        plate: Plate of its pictures, empty = the fallback of the topic.
        recovers: There is something to recover from: it has bars on Recovery.
    """

    id: OptionId
    look: Look
    techniques: tuple[str, ...]
    arms: tuple[str, ...]
    steps: str = ""
    still: tuple[str, ...] = ()
    cut: Cut | None = None
    plate: str = ""
    recovers: bool = True

    def states(self, step_count: int) -> tuple[str, ...]:
        """Return its plate states, one a step; none when it has no pictures of its own."""
        if not self.steps:
            return self.still
        own = range(1, step_count - len(self.still) + 1)
        return (*(f"{self.steps}-{number}" for number in own), *self.still)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the Compare table: one finding. Words: `row.<id>`.

    Attributes:
        is_first: Among the first seven (RC15).
        does_not_apply: Options for which the question makes no sense.
        is_harm: The counted people had something bad (True) or something good (False).
        cells: Arm by option id, as in `FindingRef.arm`, or CELL_WORDS; when there is any, they
            alone decide which option shows what.
    """

    id: RowId
    finding: FindingId
    is_first: bool
    does_not_apply: tuple[OptionId, ...] = ()
    is_harm: bool = True
    icon: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecoveryRow:
    """A row of the Recovery timeline. Words: `activity.<id>`.

    Attributes:
        milestones: Milestone id by option id, or one under "both" for all operations. An
            operation that is not named has no measured row of its own.
    """

    id: str
    icon: str
    milestones: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """Something people have read. Words: `claim.<id>`; verdict and its findings."""

    id: str
    verdict: Verdict
    findings: tuple[FindingId, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What part of the spine the topic is about; `levels` from top to bottom."""

    kind: PlaceKind
    levels: tuple[str, ...] = ()
    has_side: bool = False


@dataclass(frozen=True, slots=True)
class PlateUse:
    """One way to look at the problem: which plate shows which level, and its states.

    A state is written as the plate has it, or "plate/state" for another plate; LEVEL in it
    stands for the level.

    Attributes:
        plates: Plate id by level.
        fallback: Plate for a level that has none of its own; the app then says so.
        healthy: State of the healthy back.
        problem: State by side ("left", "right", "both"); "" when none is chosen yet, and for
            topics without sides.
        id: Unique in the topic.
        fallback_level: Level that stands in where a state with LEVEL is missing.
        views: Further ways to look at the problem; only the topic's own PlateUse has any.
    """

    plates: Mapping[str, str]
    fallback: str
    healthy: str
    problem: Mapping[str, str]
    id: str = "main"
    fallback_level: str = ""
    views: tuple[PlateUse, ...] = ()

    @property
    def all_views(self) -> tuple[PlateUse, ...]:
        """Return this view and the further ones."""
        return self, *self.views


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic in all languages; the words are in `TopicText`.

    `has_date` is False where there is no day to count from, so that none is asked for.
    """

    id: TopicId
    options: tuple[Option, ...]
    shown_first: tuple[OptionId, ...]
    rows: tuple[Row, ...]
    recovery: tuple[RecoveryRow, ...]
    values: tuple[str, ...]
    questions: tuple[str, ...]
    teach_back: tuple[str, ...]
    claims: tuple[ClaimRef, ...]
    place: Place
    plates: PlateUse
    card: str
    step_count: int
    written: date
    review_due: date
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_date: bool = True

    def option(self, option_id: str) -> Option:
        """Return an option.

        Raises:
            KeyError: The topic has no such option.
        """
        return {o.id: o for o in self.options}[OptionId(option_id)]

    def row(self, row_id: str) -> Row:
        """Return a row.

        Raises:
            KeyError: The topic has no such row.
        """
        return {r.id: r for r in self.rows}[RowId(row_id)]


@dataclass(frozen=True, slots=True)
class Listed:
    """What the start page says of a topic in one language, and what its search looks at.

    Attributes:
        card: Name of its picture.
        review_due: Day on which it must be looked at again.
    """

    id: TopicId
    title: str
    medical: str
    message: str
    keywords: tuple[str, ...]
    card: str
    review_due: date


@dataclass(frozen=True, slots=True)
class TopicText:
    """The words of one topic in one language: sections by dotted id, in file order."""

    topic: TopicId
    language: str
    sections: Mapping[str, Section]
    path: str

    def section(self, section_id: str) -> Section:
        """Return the section with this id.

        Raises:
            KeyError: There is none; the pack check makes sure of those the app asks for.
        """
        return self.sections[section_id]
