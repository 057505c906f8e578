"""CC8, IC3, IC4: lists stay short, dates are there and not past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from missdesk.content.violation import Violation
from missdesk.model.blocks import ListBlock
from missdesk.model.library import Library

MAX_ITEMS = 7


def check(library: Library, today: date) -> Iterator[Violation]:
    """Yield lists that are too long and topics whose review is overdue."""
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
    for topic in library.topics.values():
        where = f"topics/{topic.id}/topic.toml"
        if topic.review_due <= topic.written:
            yield Violation("IC4", where, "review_due is not after written", "Correct the dates")
        if today > topic.review_due:
            yield Violation("IC4", where, f"review was due on {topic.review_due}", "Review it now")
