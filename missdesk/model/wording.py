"""Figures in words, the same on screen, paper and in speech."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from missdesk.i18n import _
from missdesk.model.evidence import Arm, Certainty, Unknown
from missdesk.model.rounding import Whole, whole_arm
from missdesk.model.topic import Verdict


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
    """Return "15", "2 to 7", "fewer than 1", "fewer than 1 to 4", or "more than 99"."""
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
    if arm.unit.startswith("in "):
        return _("out of {total}").format(total=arm.unit.removeprefix("in ").split()[0])
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


def scale_top(scale: str) -> str:
    """Return the upper end of a points scale ("pain 0-100" gives "100")."""
    return scale.rpartition("-")[2] if "-" in scale else ""


def arm_words(arm: Arm) -> str:
    """Return number and unit, such as "15 out of 100"; empty when there are no figures."""
    shown = whole_arm(arm)
    if shown is None:
        return ""
    if shown.is_below_one and shown.high <= 1 and arm.unit in ONE:
        return _("less than 1 {unit}").format(unit=ONE[arm.unit]())
    unit = unit_words(arm)
    if shown.low == shown.high == 1 and arm.unit in ONE:
        unit = ONE[arm.unit]()
    return _("{number} {unit}").format(number=number_words(shown), unit=unit)


ONE: Mapping[str, Callable[[], str]] = {
    "days": lambda: _("day"),
    "weeks": lambda: _("week"),
    "hours": lambda: _("hour"),
    "minutes": lambda: _("minute"),
    "seconds": lambda: _("second"),
}
"""Units that have a word for one of them."""
