"""The line at the foot of every page: has a clinician reviewed what is shown, and is it due?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.content.overdue import overdue_words
from missdesk.content.words import plain
from missdesk.i18n import _
from missdesk.model.blocks import spans_of

if TYPE_CHECKING:
    from datetime import date

    from missdesk.model.library import Library
    from missdesk.model.topic import TopicId

NOT_REVIEWED = "fixed.not-reviewed"


def foot_words(library: Library, language: str, today: date, topic: TopicId | None = None) -> str:
    """Return the review state in words (product.md, fixed sentences; IC4)."""
    late = overdue_words(library, topic, language, today)
    return " ".join(words for words in (_review(library, language), late) if words)


def _review(library: Library, language: str) -> str:
    """Return who reviewed the pack, or that nobody did."""
    review = library.pack.review
    if review is not None:
        return _("Reviewed by {by}, {role}.").format(by=review.by, role=review.role)
    try:
        section = library.common_section(NOT_REVIEWED, language)
    except KeyError:
        # The sentence must stand there even when a pack has lost it.
        return _("Not yet reviewed by a clinician.")
    return " ".join(plain(tuple(spans_of(block)), library) for block in section.blocks)
