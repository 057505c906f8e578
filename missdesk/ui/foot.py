"""The line at the foot of every page: has a clinician reviewed what is shown?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.content.words import plain
from missdesk.i18n import _
from missdesk.model.blocks import spans_of

if TYPE_CHECKING:
    from datetime import date

    from missdesk.model.library import Library

NOT_REVIEWED = "fixed.not-reviewed"


def foot_words(library: Library, language: str, today: date) -> str:
    """Return the review state in words (product.md, fixed sentences; IC4)."""
    pack = library.pack
    if pack.review is None:
        try:
            section = library.common_section(NOT_REVIEWED, language)
        except KeyError:
            # The sentence must stand there even when a pack has lost it.
            return _("Not yet reviewed by a clinician.")
        return " ".join(plain(tuple(spans_of(block)), library) for block in section.blocks)
    if pack.is_overdue(today):
        return _("The review date of these pages has passed.")
    return _("Reviewed by {by}, {role}.").format(by=pack.review.by, role=pack.review.role)
