"""Write single dates for patients: "21 November 2026", "November 2026".

Spans of days are in `missdesk.figures.day_words`, shared with the screen.
"""

from __future__ import annotations

from datetime import date

from missdesk.figures.day_words import month_name
from missdesk.figures.text_fit import NO_BREAK
from missdesk.i18n import _
from missdesk.settings import formats


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
