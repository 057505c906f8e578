"""Rounding for patients: done once, here (RC16)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from missdesk.errors import EvidenceError
from missdesk.model.evidence import Arm


@dataclass(frozen=True, slots=True)
class Whole:
    """What patients see of a figure: whole numbers only.

    Attributes:
        low, high: The same number twice, or the ends of a range, low <= high.
        is_below_one: The true value (or the low end) is above 0 but below 1; a count then
            reads "fewer than 1". `low` is 0 for it.
    """

    low: int
    high: int
    is_below_one: bool = False

    @property
    def is_range(self) -> bool:
        """Return whether two different numbers are shown."""
        return self.low != self.high


def whole(number: float) -> int:
    """Return the nearest whole number; halves go up (2.5 becomes 3)."""
    return math.floor(number + 0.5)


def per_100(events: int, patients: int) -> float:
    """Return how many out of 100 patients had the event.

    Args:
        events: Patients with at least one event, 0 <= events <= patients.
        patients: Patients analyzed in this arm, > 0.

    Returns:
        Rate in 0..100, not rounded.

    Raises:
        EvidenceError: patients is 0, or events is larger than patients.

    Source: standards.md RC1 (one denominator), RC16 (no decimals for patients).
    """
    if patients <= 0 or not 0 <= events <= patients:
        raise EvidenceError(
            "arm", f"{events} of {patients} people is not possible", "Correct the two counts"
        )
    return 100.0 * events / patients


def whole_arm(arm: Arm) -> Whole | None:
    """Return the whole numbers of an arm, None when it has words only.

    A range without a value stays a range, never a midpoint (RC16). A span of days that is not
    whole is shown by the two whole days around it, so that 0.7 and 1.4 days stay different.
    """
    if arm.value is None:
        if arm.low is None or arm.high is None:
            return None
        return _span(arm.low, arm.high)
    if arm.unit in {"days", "hours", "weeks"} and arm.value != int(arm.value):
        return Whole(math.floor(arm.value), math.ceil(arm.value), arm.value < 1)
    if 0 < arm.value < 1:
        return Whole(0, 1, is_below_one=True) if arm.unit.startswith("in ") else _near(arm.value)
    return _near(arm.value)


def _near(value: float) -> Whole:
    """Return one whole number twice."""
    return Whole(whole(value), whole(value))


def _span(low: float, high: float) -> Whole:
    """Return a rounded range."""
    is_below_one = 0 < low < 1
    return Whole(0 if is_below_one else whole(low), whole(high), is_below_one)
