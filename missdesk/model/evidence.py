"""Studies and what they found. Keys are those of the evidence files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal, NewType

FindingId = NewType("FindingId", str)
SourceId = NewType("SourceId", str)

Display = Literal["people", "points", "amount", "words"]
Compares = Literal[
    "open-vs-mis",
    "surgery-vs-none",
    "fusion-vs-decompression",
    "mis-vs-mis",
    "open-vs-open",
    "other",
    "single-group",
]
ArmKey = Literal["open", "mis", "surgery", "no_surgery"]
ARM_KEYS: tuple[ArmKey, ...] = ("open", "mis", "surgery", "no_surgery")
TECHNIQUES = (
    "open-microdiscectomy",
    "open-discectomy",
    "open-laminectomy",
    "laminotomy",
    "open-fusion",
    "open-fixation",
    "tubular",
    "microendoscopic",
    "full-endoscopic-interlaminar",
    "full-endoscopic-transforaminal",
    "full-endoscopic",
    "biportal-endoscopic",
    "mis-fusion",
    "percutaneous-fixation",
    "lateral-fusion",
    "mixed",
)


CHANGES = frozenset({"change", "improvement", "gain", "gained"})
"""Words in `Arm.what` that make points a change."""


class Certainty(Enum):
    """How sure the studies make us (GRADE's four steps, RC11)."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"

    @property
    def bars(self) -> int:
        """Return 4 for high down to 1 for very low."""
        return {"high": 4, "moderate": 3, "low": 2, "very low": 1}[self.value]


class Favours(Enum):
    """Which way a finding points."""

    MIS = "mis"
    OPEN = "open"
    NEITHER = "neither"
    UNCLEAR = "unclear"
    NOT_COMPARED = "not-compared"


class Unknown(Enum):
    """Three different ways to have no number (RC13); never None or 0."""

    NOT_STUDIED = "not-studied"
    NOT_KNOWN = "not-known"
    DOES_NOT_APPLY = "does-not-apply"


@dataclass(frozen=True, slots=True)
class Source:
    """A study or page that was read; only verified fields are kept.

    `authors`, `title`, `journal`, `year`, `doi`, `pmid` are None when not seen or unsure;
    then nothing is printed for them.
    """

    id: SourceId
    kind: str
    authors: str | None = None
    title: str | None = None
    journal: str | None = None
    year: int | None = None
    doi: str | None = None
    pmid: str | None = None
    address: str | None = None
    n_studies: int | None = None
    n_patients: int | None = None


@dataclass(frozen=True, slots=True)
class Arm:
    """Figures of one group: a value, a range, one end of a range, or neither (words only).

    Attributes:
        label: Words of the study; empty for a named arm.
        technique: One of TECHNIQUES, or None.
        value, low, high: In `unit`; `bounds` says what low and high mean ("95% CI" ...), or
            begins with "at least" or "at most" where only one of the two is there.
        unit: "in 100", "points", "days", "seconds", "cm", "mSv" ...
        scale: Name of a points scale, such as "pain 0-100".
        better: "lower" or "higher" for points.
        what: Words to add.
        n: People in this group, if stated.
    """

    label: str = ""
    technique: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    bounds: str = ""
    unit: str = ""
    scale: str = ""
    better: str = ""
    what: str = ""
    stat: str = ""
    n: int | None = None

    @property
    def has_figures(self) -> bool:
        """Return whether there is any number."""
        return not self.value is self.low is self.high is None

    @property
    def is_change(self) -> bool:
        """Return whether the points are a change, which is no place on the scale."""
        return self.unit == "points" and not CHANGES.isdisjoint(self.what.split())


@dataclass(frozen=True, slots=True)
class Effect:
    """A difference between groups: MIS minus open, or surgery minus no surgery.

    `direction` is set only where it is another one. No value = an interval only.
    """

    kind: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    scale: str = ""
    better: str = ""
    what: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One comparison in one group at one time. Only verified ones reach the Library."""

    id: FindingId
    procedure: str
    outcome: str
    comparator: str
    compares: Compares
    display: Display
    follow_up: str
    certainty: Certainty
    certainty_from: str
    favours: Favours
    sources: tuple[SourceId, ...]
    arms: Mapping[ArmKey, Arm]
    groups: tuple[Arm, ...] = ()
    effect: Effect | None = None
    open_techniques: tuple[str, ...] = ()
    mis_techniques: tuple[str, ...] = ()
    follow_up_months: float | None = None
    follow_up_from_months: float | None = None
    arms_sources: tuple[SourceId, ...] = ()
    effect_sources: tuple[SourceId, ...] = ()
    clinically_important: str = "unclear"
    plain: str = ""
    where: str = ""
