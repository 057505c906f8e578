"""Write dates for patients: "21 November 2026", "November 2026", "28 Dec to 8 Jan".

Long spans of days are in `missdesk.figures.day_words`, shared with the screen.
"""

from __future__ import annotations

from datetime import date

from missdesk.figures.day_words import day_name, month_name, range_text
from missdesk.figures.text_fit import NO_BREAK
from missdesk.i18n import _
from missdesk.model.recovery import DayRange
from missdesk.settings import formats

_WHOLE_NAME = 4
"""Months up to so many letters are written out."""


def long_date(day: date) -> str:
    """Return "21 November 2026", or as the clinic writes dates; the parts stay on one line."""
    order = formats().dates
    if order == "iso":
        return day.isoformat()
    words = _("{month} {day}, {year}") if order == "month-first" else _("{day} {month} {year}")
    said = words.format(day=day.day, month=month_name(day.month), year=day.year)
    return said.replace(" ", NO_BREAK)


def month_year(day: date) -> str:
    """Return "November 2026"; the parts stay on one line."""
    words = _("{month} {year}").format(month=month_name(day.month), year=day.year)
    return words.replace(" ", NO_BREAK)


def short_range(days: DayRange, operation: date | None) -> str:
    """Return a span of days with short months, for narrow columns; the words of the long one.

    "28 December to 8 January" becomes "28 Dec to 8 Jan".
    """
    said = range_text(days, operation)
    if operation is None:
        return said
    for day in days.dates(operation):
        name = month_name(day.month)
        if len(name) > _WHOLE_NAME:
            said = said.replace(day_name(day), day_name(day).replace(name, short_month(day.month)))
    return said


def short_month(month: int) -> str:
    """Return the short name of a month, 1 to 12; short names are whole."""
    return (
        _("Jan"), _("Feb"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("Aug"), _("Sept"), _("Oct"), _("Nov"), _("Dec"),
    )[month - 1]  # fmt: skip
