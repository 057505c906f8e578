"""Figures in words, the same on screen, paper and in speech."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from missdesk.i18n import _
from missdesk.model.evidence import Arm, Certainty, Unknown
from missdesk.model.rounding import Whole, as_said, whole, whole_arm
from missdesk.model.topic import Verdict
from missdesk.settings import formats

_MM_IN: Final = {"cm": 10.0, "mm": 1.0}
_HALF_INCH_MM: Final = 12.7
_ONE: Final = 2
"""Halves in one inch."""


def unknown_words(unknown: Unknown) -> str:
    """Return the fixed wording of a missing number (RC13)."""
    return {
        Unknown.NOT_STUDIED: _("Not studied here"),
        Unknown.NOT_KNOWN: _("We do not know"),
        Unknown.DOES_NOT_APPLY: _("Does not apply"),
    }[unknown]


def certainty_words(certainty: Certainty) -> str:
    """Return the name of a certainty step ("Low certainty")."""
    return {
        Certainty.HIGH: _("High certainty"),
        Certainty.MODERATE: _("Moderate certainty"),
        Certainty.LOW: _("Low certainty"),
        Certainty.VERY_LOW: _("Very low certainty"),
    }[certainty]


def verdict_words(verdict: Verdict) -> str:
    """Return what studies say of a claim that people have read, without a final stop."""
    return {
        "supported": _("Studies support this"),
        "partly": _("Studies support part of this"),
        "not-shown": _("Studies have not shown this"),
        "other-way": _("Studies point the other way"),
    }[verdict]


def number_words(shown: Whole) -> str:
    """Return "15", "about 4", "2 to 7", "fewer than 1", "more than 99" or "at most 10"."""
    if shown.is_at_least:
        return _("at least {number}").format(number=shown.low)
    if shown.is_at_most:
        return _("at most {number}").format(number=shown.high)
    if shown.is_about:
        return _("about {number}").format(number=shown.low)
    low = _("fewer than 1") if shown.is_below_one else str(shown.low)
    high = _("more than 99") if shown.is_above_99 else str(shown.high)
    if shown.is_below_one and shown.high <= 1:
        return low
    if shown.is_above_99 and shown.low >= shown.high - 1:
        return high
    if not shown.is_range:
        return low
    return _("{low} to {high}").format(low=low, high=high)


def unit_words(arm: Arm) -> str:
    """Return what follows the number, such as "out of 100" or "days"."""
    arm = as_said(arm)
    if arm.unit.startswith("in "):
        total, _space, counted = arm.unit.removeprefix("in ").partition(" ")
        # Out of 100 what, if not people: a count of screws must not read as one of people (RC1).
        words = {"screws": _("out of {total} screws"), "levels": _("out of {total} levels")}
        return words.get(counted, _("out of {total}")).format(total=total)
    if arm.is_change:
        return _change_words(arm)
    if arm.unit == "points":
        top = scale_top(arm.scale)
        return _("points out of {top}").format(top=top) if top else _("points")
    return {
        "days": _("days"),
        "weeks": _("weeks"),
        "hours": _("hours"),
        "minutes": _("minutes"),
        "seconds": _("seconds"),
    }.get(arm.unit, arm.unit)


def _change_words(arm: Arm) -> str:
    """Return "points better (of 100)"; only "points" where nothing says which way is good."""
    ends = [n for n in (arm.value, arm.low, arm.high) if n is not None]
    size, top = ends[0] if ends else 0.0, scale_top(arm.scale)
    if not arm.better or size == 0:
        return _("points")
    is_better = (size < 0) == (arm.better == "lower")
    if top:
        words = _("points better (of {top})") if is_better else _("points worse (of {top})")
        return words.format(top=top)
    return _("points better") if is_better else _("points worse")


def scale_top(scale: str) -> str:
    """Return the upper end of a points scale ("pain 0-100" gives "100")."""
    return scale.rpartition("-")[2] if "-" in scale else ""


def arm_words(arm: Arm) -> str:
    """Return number and unit, such as "15 out of 100"; empty when there are no figures."""
    shown = whole_arm(arm)
    if shown is None:
        return ""
    if shown.is_below_one and shown.high <= 1 and not arm.unit.startswith("in "):
        return _("less than 1 {unit}").format(unit=_one_words(arm))
    unit = _one_words(arm) if shown.low == shown.high == 1 else unit_words(arm)
    return _("{number} {unit}").format(number=number_words(shown), unit=unit) + _inches(arm)


def inches_words(low_mm: float, high_mm: float) -> str:
    """Return " (1 to 2 inches)" for a length where the clinic writes inches, else "".

    To the nearest half inch; the study's own number always stands before it.
    """
    if formats().units != "us":
        return ""
    if high_mm < _HALF_INCH_MM:
        return _(" (less than ½ inch)")
    low, high = (max(1, whole(mm / _HALF_INCH_MM)) for mm in (low_mm, high_mm))
    both = _("{low} to {high}").format(low=_halves(low), high=_halves(high))
    said = _halves(low) if low == high else both
    words = _(" ({number} inch)") if high <= _ONE else _(" ({number} inches)")
    return words.format(number=said)


def _halves(count: int) -> str:
    """Return a number of halves: "½", "1", "1½"."""
    full, rest = divmod(count, 2)
    return f"{full or ''}{'½' if rest else ''}"


def _inches(arm: Arm) -> str:
    """Return the length of an arm in inches where the clinic writes them."""
    ends = [n for n in (arm.value, arm.low, arm.high) if n is not None]
    if arm.unit not in _MM_IN or arm.is_change or not ends:
        return ""
    known = ends[:1] if arm.value is not None else ends
    return inches_words(min(known) * _MM_IN[arm.unit], max(known) * _MM_IN[arm.unit])


def _one_words(arm: Arm) -> str:
    """Return what follows the number 1: "day", "point out of 10"; as `unit_words` elsewhere."""
    arm = as_said(arm)
    if arm.unit == "points" and not arm.is_change:
        top = scale_top(arm.scale)
        return _("point out of {top}").format(top=top) if top else _("point")
    return ONE[arm.unit]() if arm.unit in ONE else unit_words(arm)


ONE: Mapping[str, Callable[[], str]] = {
    "days": lambda: _("day"),
    "weeks": lambda: _("week"),
    "hours": lambda: _("hour"),
    "minutes": lambda: _("minute"),
    "seconds": lambda: _("second"),
}
"""Units that have a word for one of them."""
