"""Write dates in fields: "Mon 7 December 2026", in the clinic's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.i18n import _
from missdesk.settings import formats

if TYPE_CHECKING:
    from datetime import date


def weekday_name(day: date) -> str:
    """Return the short name of a date's weekday."""
    return weekday_names()[day.weekday()]


def weekday_names() -> tuple[str, ...]:
    """Return the short names of the seven days, Monday first."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def month_names() -> tuple[str, ...]:
    """Return the names of the twelve months."""
    return (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip


def field_date(day: date) -> str:
    """Return "Mon 7 December 2026", or as the clinic writes dates."""
    order = formats().dates
    if order == "iso":
        return _("{weekday} {date}").format(weekday=weekday_name(day), date=day.isoformat())
    words = _("{weekday} {day} {month} {year}")
    if order == "month-first":
        words = _("{weekday} {month} {day}, {year}")
    return words.format(
        weekday=weekday_name(day),
        day=day.day,
        month=month_names()[day.month - 1],
        year=day.year,
    )


def month_and_year(day: date) -> str:
    """Return "December 2026"."""
    return _("{month} {year}").format(month=month_names()[day.month - 1], year=day.year)
