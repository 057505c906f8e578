"""IC3, IC4: when it was written, and when it must be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from missdesk.content.violation import Violation
from missdesk.content.words import plain
from missdesk.model.blocks import all_spans
from missdesk.model.library import Library

WRITTEN = "fixed.written"
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def check(library: Library, today: date) -> Iterator[Violation]:
    """Yield dates that can't be, reviews that are overdue, and a printed date that is not true.

    Args:
        library: Everything of the pack.
        today: To tell whether a review is overdue.
    """
    pack = library.pack
    yield from _days("pack.toml", pack.written, pack.review_due, today)
    if pack.review is not None and not pack.written <= pack.review.on <= today:
        what = f"signed on {pack.review.on}, written {pack.written}"
        yield Violation("IC4", "pack.toml review", what, "Correct the dates")
    for topic in library.topics.values():
        where = f"topics/{topic.id}/topic.toml"
        yield from _days(where, topic.written, topic.review_due, today)
    yield from _printed(library)


def _days(where: str, written: date, due: date, today: date) -> Iterator[Violation]:
    """Yield what is wrong with one pair of dates."""
    if written > today:
        yield Violation("IC3", where, f"written on {written}, a day to come", "Correct the date")
    if due <= written:
        yield Violation("IC4", where, "review_due is not after written", "Correct the dates")
    if today > due:
        yield Violation("IC4", where, f"review was due on {due}", "Review it now")


def _printed(library: Library) -> Iterator[Violation]:
    """Yield a sentence that names other months than the pack."""
    section = library.common.get("en", {}).get(WRITTEN)
    if section is None:
        fix = f"Add a heading ## … {{#{WRITTEN}}}"
        yield Violation("IC3", "common/en.md", f"no part {WRITTEN}", fix)
        return
    said = plain(all_spans(section), library)
    days = (("IC3", library.pack.written), ("IC4", library.pack.review_due))
    for rule, month in ((rule, f"{MONTHS[day.month - 1]} {day.year}") for rule, day in days):
        if month not in said:
            where = f"common/en.md:{section.line}"
            yield Violation(rule, where, f'the sentence does not say "{month}"', "Correct it")
