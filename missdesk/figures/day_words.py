"""Say a range of days after the operation in words or as dates, alike on screen and paper."""

from __future__ import annotations

from datetime import date

from missdesk.figures.text_fit import NO_BREAK
from missdesk.i18n import _, ngettext
from missdesk.model.recovery import DayRange
from missdesk.model.rounding import whole
from missdesk.settings import formats

_WEEK = 7
_DAYS_UP_TO = 14
"""Longer times are said in weeks where they are whole weeks."""
_MONTH = 30
_WEEKS_UP_TO = 84


def range_text(days: DayRange, operation: date | None = None) -> str:
    """Return dates when the operation has one, else days and weeks (product.md)."""
    return days_text(days) if operation is None else dates_text(days, operation)


def days_text(days: DayRange) -> str:
    """Return the range in words, counted from the operation.

    "Same day or next day", "After 3 to 14 days", "After 2 to 6 weeks", "After 10 days to 6 weeks".
    A number and its unit are held together by a no-break space.
    """
    first, last = days.from_days, days.to_days
    if last == 0:
        return _("Same day")
    if (first, last) == (0, 1):
        return _("Same day or next day")
    if first == last:
        return _("After {time}").format(time=_one(last))
    if first == 0:
        return _("Same day to {time} later").format(time=_one(last))
    if last <= _DAYS_UP_TO:
        said = ngettext("{n} day", "{n} days", last).format(n=last).replace(" ", NO_BREAK)
        return _("After {first} to {time}").format(first=first, time=said)
    if _count(first)[1] == _count(last)[1] and first % _WEEK == last % _WEEK == 0:
        return _("After {first} to {time}").format(first=_count(first)[0], time=_one(last))
    return _("After {first} to {last}").format(first=_one(first), last=_one(last))


def dates_text(days: DayRange, operation: date) -> str:
    """Return the range as dates: "7 to 14 December", "14 December to 18 January".

    The year is left out: the operation's full date stands beside the figure.

    Raises:
        OverflowError: The date lies outside the calendar.
    """
    first, last = days.dates(operation)
    if first == last:
        return day_name(first)
    begin, end = day_name(first), day_name(last)
    if (first.year, first.month) == (last.year, last.month):  # the month is said once
        order = formats().dates
        begin = str(first.day) if order == "day-first" else begin
        end = str(last.day) if order == "month-first" else end
    return _("{first} to {last}").format(first=begin, last=end)


def month_name(month: int) -> str:
    """Return the name of a month, 1 to 12."""
    return (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    )[month - 1]  # fmt: skip


def day_name(day: date) -> str:
    """Return "7 December" (or as the clinic writes dates), kept on one line."""
    order = formats().dates
    if order == "iso":
        return day.isoformat()
    words = _("{month} {day}") if order == "month-first" else _("{day} {month}")
    return words.format(day=day.day, month=month_name(day.month)).replace(" ", NO_BREAK)


def _count(days: int) -> tuple[int, str]:
    """Return how many of which unit: days, weeks or months; months are rounded."""
    if days > _WEEKS_UP_TO:
        return whole(days / _MONTH), "months"
    if days % _WEEK == 0 and days >= _WEEK:
        return days // _WEEK, "weeks"
    if days > _DAYS_UP_TO:
        return whole(days / _WEEK), "weeks"
    return days, "days"


def _one(days: int) -> str:
    """Return "3 days", "6 weeks", "about 4 weeks" or "about 6 months"."""
    number, unit = _count(days)
    if unit == "days":
        return ngettext("{n} day", "{n} days", number).format(n=number).replace(" ", NO_BREAK)
    if unit == "weeks":
        said = ngettext("{n} week", "{n} weeks", number).format(n=number)
    else:
        said = ngettext("{n} month", "{n} months", number).format(n=number)
    said = said.replace(" ", NO_BREAK)
    is_whole = unit == "weeks" and days % _WEEK == 0
    return said if is_whole else _("about {time}").format(time=said)
