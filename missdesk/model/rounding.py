"""Rounding for patients: done once, here (RC16)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from missdesk.errors import EvidenceError
from missdesk.model.evidence import Arm

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Whole:
    """What patients see of a figure: whole numbers only.

    Attributes:
        low, high: The same number twice, or the ends of a range, low <= high.
        is_below_one: The true value (or the low end) is above 0 but below 1; a count then
            reads "fewer than 1". `low` is 0 for it.
        is_above_99: A count out of 100 whose true value (or high end) is above 99 but below
            100; it reads "more than 99", never "100". `high` is 100 for it.
    """

    low: int
    high: int
    is_below_one: bool = False
    is_above_99: bool = False

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
        return _span(arm.low, arm.high, most=_most(arm))
    if arm.unit in {"days", "hours", "weeks"} and arm.value != int(arm.value):
        return Whole(math.floor(arm.value), math.ceil(arm.value), arm.value < 1)
    if 0 < arm.value < 1:
        return Whole(0, 1, is_below_one=True) if arm.unit.startswith("in ") else _near(arm.value)
    if _is_almost_all(arm.value, _most(arm)):
        return Whole(HUNDRED - 1, HUNDRED, is_above_99=True)
    return _near(arm.value)


def _most(arm: Arm) -> int:
    """Return 100 for a count out of 100, 0 where "more than 99" would say nothing."""
    return HUNDRED if arm.unit.split()[:2] == ["in", str(HUNDRED)] else 0


def _is_almost_all(number: float, most: int) -> bool:
    """Return whether a count out of 100 is above 99 and below 100."""
    return most - 1 < number < most


def _near(value: float) -> Whole:
    """Return one whole number twice."""
    return Whole(whole(value), whole(value))


def _span(low: float, high: float, most: int) -> Whole:
    """Return a rounded range; `most` as `_most`."""
    is_below_one, is_above_99 = 0 < low < 1, _is_almost_all(high, most)
    return Whole(
        0 if is_below_one else HUNDRED - 1 if _is_almost_all(low, most) else whole(low),
        HUNDRED if is_above_99 else whole(high),
        is_below_one,
        is_above_99,
    )
