"""The line at the foot of every page: has a clinician reviewed what is shown, and is it due?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.content.overdue import overdue_words
from missdesk.content.reviewed import review_words

if TYPE_CHECKING:
    from datetime import date

    from missdesk.model.library import Library
    from missdesk.model.topic import TopicId


def foot_words(library: Library, language: str, today: date, topic: TopicId | None = None) -> str:
    """Return the review state in words (product.md, fixed sentences; IC4)."""
    late = overdue_words(library, topic, language, today)
    return " ".join(words for words in (review_words(library, language), late) if words)
