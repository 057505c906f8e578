"""Write single dates for patients: "21 November 2026", "November 2026".

Spans of days are in `missdesk.figures.day_words`, shared with the screen.
"""

from __future__ import annotations

from datetime import date

from missdesk.i18n import _

NO_BREAK = "\u00a0"


def month_name(month: int) -> str:
    """Return the name of a month, 1 to 12."""
    return (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    )[month - 1]  # fmt: skip


def long_date(day: date) -> str:
    """Return "21 November 2026"; the parts stay on one line."""
    words = _("{day} {month} {year}").format(
        day=day.day, month=month_name(day.month), year=day.year
    )
    return words.replace(" ", NO_BREAK)


def month_year(day: date) -> str:
    """Return "November 2026"; the parts stay on one line."""
    words = _("{month} {year}").format(month=month_name(day.month), year=day.year)
    return words.replace(" ", NO_BREAK)
