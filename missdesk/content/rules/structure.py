"""CC8, IC3, IC4: lists stay short, dates are there and not past."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from difflib import get_close_matches

from missdesk.content.violation import Violation
from missdesk.model.blocks import ListBlock
from missdesk.model.library import Library
from missdesk.model.topic import Topic

MAX_ITEMS = 7


def check(
    library: Library, today: date, plates: Collection[str] | None = None
) -> Iterator[Violation]:
    """Yield lists that are too long, reviews that are overdue, and plates that are missing.

    Args:
        library: Everything of the pack.
        today: To tell whether a review is overdue.
        plates: Ids of the plates that are there; None = not to be looked at.
    """
    for text in library.texts.values():
        for section in text.sections.values():
            for block in section.blocks:
                if isinstance(block, ListBlock) and len(block.items) > MAX_ITEMS:
                    yield Violation(
                        "CC8",
                        f"{text.path}:{block.line}",
                        f"a list of {len(block.items)}",
                        "Split it under two headings",
                    )
    if today > library.pack.review_due:
        due = library.pack.review_due
        yield Violation("IC4", "pack.toml", f"review was due on {due}", "Review it now")
    for topic in library.topics.values():
        yield from _missing_plates(topic, plates)
        where = f"topics/{topic.id}/topic.toml"
        if topic.review_due <= topic.written:
            yield Violation("IC4", where, "review_due is not after written", "Correct the dates")
        if today > topic.review_due:
            yield Violation("IC4", where, f"review was due on {topic.review_due}", "Review it now")


def _missing_plates(topic: Topic, plates: Collection[str] | None) -> Iterator[Violation]:
    """Yield each plate a topic names that is not there."""
    if plates is None:
        return
    for plate in sorted({topic.plates.fallback, *topic.plates.plates.values()} - {""}):
        if plate not in plates:
            near = get_close_matches(plate, sorted(plates), 1)
            fix = f'Did you mean "{near[0]}"' if near else "Correct the id or draw the plate"
            where = f"topics/{topic.id}/topic.toml plates"
            yield Violation("schema", where, f'there is no plate "{plate}"', fix)
