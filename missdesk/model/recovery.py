"""When people are usually told they can do things again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from missdesk.model.evidence import SourceId

Approach = Literal["open", "mis", "both"]
Basis = Literal["advice", "trial", "measured-mean", "measured-median", "measured-range"]


@dataclass(frozen=True, slots=True)
class Milestone:
    """Days after the operation for one activity. Only verified ones reach the Library.

    Attributes:
        from_days, to_days: First and last day of the range, 0 = the day of the operation.
        median_days: Middle of what was measured, if stated.
        basis: Where the range comes from; "advice" = customs of leaflets, not measured.
    """

    id: str
    procedure: str
    approach: Approach
    activity: str
    from_days: int
    to_days: int
    basis: Basis
    sources: tuple[SourceId, ...]
    median_days: float | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """A piece of advice in words, with its sources."""

    id: str
    procedure: str
    approach: Approach
    topic: str
    text: str
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class DayRange:
    """First and last day after the operation; may be the surgeon's own."""

    from_days: int
    to_days: int
    is_surgeons: bool = False

    def dates(self, operation: date) -> tuple[date, date]:
        """Return the two calendar dates.

        Raises:
            OverflowError: The date lies outside the calendar.
        """
        return (
            operation + timedelta(days=self.from_days),
            operation + timedelta(days=self.to_days),
        )
