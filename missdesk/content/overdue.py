"""Say that what is shown is past its review date, in the same words on screen and paper.

Source: standards.md IC4 (overdue is flagged on every page); product.md (fixed sentences).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from missdesk.content.listing import listed
from missdesk.content.words import plain
from missdesk.i18n import _
from missdesk.model.blocks import spans_of

if TYPE_CHECKING:
    from datetime import date

    from missdesk.model.library import Library
    from missdesk.model.topic import TopicId

OVERDUE: Final = "fixed.overdue"


def overdue_words(library: Library, topic: TopicId | None, language: str, today: date) -> str:
    """Return the fixed sentence when the review of the pack or of the topic is due; else "".

    Args:
        library: All content.
        topic: The topic on show; None counts the topic whose review is due first, since its card
            is on show too.
        language: Of the sentence.
        today: The date of the day.
    """
    shown = library.topics if topic is None else (topic,)
    dues = [listed(library, each, language).review_due for each in shown]
    if not (library.pack.is_overdue(today) or any(today > due for due in dues)):
        return ""
    try:
        section = library.common_section(OVERDUE, language)
    except KeyError:
        # The sentence must stand there even when a pack has lost it.
        return _("This information is past its review date.")
    return " ".join(plain(tuple(spans_of(block)), library) for block in section.blocks)
