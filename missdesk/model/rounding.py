"""Rounding for patients: done once, here (RC16)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from missdesk.errors import EvidenceError
from missdesk.model.evidence import Arm

HUNDRED = 100
TEN = 10
HOURS_A_DAY = 24
DAYS_FROM_HOURS = 48
"""From two days on hours are said in days: nobody counts a stay of a hundred hours."""
TIMES = frozenset({"days", "hours", "weeks"})
TENTHS, HUNDREDTHS = "0-10", "0-100"
"""Ends of scales: a score out of ten is said out of a hundred, so that none needs a sum (CC17)."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What patients see of a figure: whole numbers only.

    Attributes:
        low, high: The same number twice, or the ends of a range, low <= high.
        is_below_one: The true value (or the low end) is above 0 but below 1; a count then
            reads "fewer than 1". `low` is 0 for it.
        is_above_99: A count out of 100 whose true value (or high end) is above 99 but below
            100; it reads "more than 99", never "100". `high` is 100 for it.
        is_at_least, is_at_most: Only that end is known; out of 100 the other one is 100 or 0,
            else it repeats the known one.
        is_about: An average of days, hours or weeks that was not whole; it reads "about 4".
    """

    low: int
    high: int
    is_below_one: bool = False
    is_above_99: bool = False
    is_at_least: bool = False
    is_at_most: bool = False
    is_about: bool = False

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


def is_tenths(arm: Arm) -> bool:
    """Return whether a figure is a score from zero to ten."""
    return arm.unit == "points" and arm.scale.rpartition(" ")[2] == TENTHS


def as_said(arm: Arm) -> Arm:
    """Return an arm in the unit patients see; most are as they are.

    Hours from 48 on are days. A score out of ten is one out of a hundred: scores of one topic
    then share a scale (PM7, CC17), and 2.8 is 28 rather than a rounded 3.
    """
    ends = [n for n in (arm.value, arm.low, arm.high) if n is not None]
    if is_tenths(arm):
        scale = arm.scale.removesuffix(TENTHS) + HUNDREDTHS
        return _times(replace(arm, scale=scale), HUNDRED / TEN)
    if arm.unit != "hours" or not ends or min(ends) < DAYS_FROM_HOURS:
        return arm
    return _times(replace(arm, unit="days"), 1 / HOURS_A_DAY)


def _times(arm: Arm, factor: float) -> Arm:
    """Return an arm with its figures in another unit."""
    value, low, high = (
        None if n is None else round(n * factor, 6) for n in (arm.value, arm.low, arm.high)
    )
    return replace(arm, value=value, low=low, high=high)


def whole_arm(arm: Arm) -> Whole | None:
    """Return the whole numbers of an arm in the unit of `as_said`, None when it has words only.

    A range without a value stays a range, never a midpoint (RC16), and an average stays one
    number, never a range: a time that is not whole is "about" the nearest one.
    Of a change the size is shown; `wording.unit_words` says which way it went.
    """
    arm = as_said(arm)
    if arm.value is None:
        if arm.low is None or arm.high is None:
            return _open_span(arm)
        ends = (arm.low, arm.high)
        low, high = sorted(abs(n) for n in ends) if arm.is_change else ends
        return _span(low, high, most=_most(arm))
    if arm.is_change:
        return _near(abs(arm.value))
    if 0 < arm.value < 1:
        return Whole(0, 1, is_below_one=True)
    if arm.unit in TIMES and arm.value != int(arm.value):
        return replace(_near(arm.value), is_about=True)
    if _is_almost_all(arm.value, _most(arm)):
        return Whole(HUNDRED - 1, HUNDRED, is_above_99=True)
    return _near(arm.value)


def _open_span(arm: Arm) -> Whole | None:
    """Return a range of which one end is known, None when neither is."""
    if arm.low is not None:
        low = math.floor(arm.low)  # "at least 91" of 90.6 would not be true
        return Whole(low, _most(arm) or low, is_at_least=True)
    if arm.high is not None:
        high = math.ceil(arm.high)
        return Whole(0 if _most(arm) else high, high, is_at_most=True)
    return None


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
    """Return a rounded range; `most` as `_most`.

    Never rounded away: an upper end above 0 is not 0, and one above 1 is not "fewer than 1".
    """
    if 0 <= low < 1 and 0 < high < 1:
        return Whole(0, 1, is_below_one=True)
    if 0 < low < 1 and whole(high) == 1:
        return Whole(0, 1, is_at_most=True)
    is_below_one, is_above_99 = 0 < low < 1, _is_almost_all(high, most)
    return Whole(
        0 if is_below_one else HUNDRED - 1 if _is_almost_all(low, most) else whole(low),
        HUNDRED if is_above_99 else whole(high),
        is_below_one,
        is_above_99,
    )
