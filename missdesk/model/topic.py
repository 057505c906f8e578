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
"""Colour, mark and fill of an option; equal in weight (visual-design 1a)."""
Side = Literal["left", "right", "both"]
PlaceKind = Literal["disc", "discs", "bodies", "range", "none"]
Verdict = Literal["supported", "partly", "not-shown", "other-way"]


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut in the skin for the scar map.

    Attributes:
        finding: Where its length comes from; None = no verified figure ("about this size; ask").
        group: Technique key of the group in that finding.
        offset_mm: Sideways from the midline at the level, towards the chosen side; 0 = midline.
    """

    finding: FindingId | None
    group: str
    offset_mm: float


@dataclass(frozen=True, slots=True)
class Option:
    """What the patient chooses between, "no operation" included. Words: `option.<id>.*`.

    Attributes:
        techniques: Technique keys whose figures may stand in this option's column.
        arms: Named arms it may show where the arm's techniques are all its own.
        steps: Prefix of its plate states ("open" → "open-1"…); empty = no operation pictures.
        still: Plate state for each step when `steps` is empty.
        cut: Its cut for the scar map, None when there is none.
    """

    id: OptionId
    look: Look
    techniques: tuple[str, ...]
    arms: tuple[str, ...]
    steps: str = ""
    still: tuple[str, ...] = ()
    cut: Cut | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the Compare table: one finding. Words: `row.<id>`.

    Attributes:
        is_first: Among the first seven (RC15).
        does_not_apply: Options for which the question makes no sense.
        is_harm: The counted people had something bad (True) or something good (False).
    """

    id: RowId
    finding: FindingId
    is_first: bool
    does_not_apply: tuple[OptionId, ...] = ()
    is_harm: bool = True
    icon: str = ""


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
class TeachBack:
    """A question to answer in one's own words. Words: `teachback.<id>` with field `answer`."""

    id: str


@dataclass(frozen=True, slots=True)
class Place:
    """What part of the spine the topic is about."""

    kind: PlaceKind
    levels: tuple[str, ...] = ()
    has_side: bool = False


@dataclass(frozen=True, slots=True)
class PlateUse:
    """Which plate shows which level, and its states for the Problem step.

    Attributes:
        plates: Plate id by level.
        fallback: Plate for a level that has none of its own; the app then says so.
        healthy: State id of the healthy back.
        problem: State id by side ("left", "right", "both", "" when none is chosen yet).
    """

    plates: Mapping[str, str]
    fallback: str
    healthy: str
    problem: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic in all languages; the words are in `TopicText`."""

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
