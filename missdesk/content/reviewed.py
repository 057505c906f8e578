"""Say who reviewed what is shown, in the same words on screen and paper.

Source: product.md (fixed sentences); issue 7 (a changed pack says so); kiosk-and-security.md KV13.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from missdesk.content.words import plain
from missdesk.i18n import _
from missdesk.model.blocks import spans_of

if TYPE_CHECKING:
    from missdesk.model.library import Library

NOT_REVIEWED: Final = "fixed.not-reviewed"


def review_words(library: Library, language: str, on: str = "") -> str:
    """Return who reviewed the pack and whether it was changed since, or that nobody did.

    Args:
        library: All content.
        language: Of the fixed sentence.
        on: The month of the review in words, where it is told.
    """
    review = library.pack.review
    if review is None:
        return _nobody(library, language)
    form = _("Reviewed by {by}, {role}, {on}.") if on else _("Reviewed by {by}, {role}.")
    said = form.format(by=review.by, role=review.role, on=on)
    return f"{said} {_('Changed since this review.')}" if review.is_changed else said


def changed_words() -> str:
    """Return what stands beside a figure that is not as it was reviewed."""
    return _("Changed since a clinician reviewed it")


def _nobody(library: Library, language: str) -> str:
    """Return the fixed sentence; it must stand there even when a pack has lost it."""
    try:
        section = library.common_section(NOT_REVIEWED, language)
    except KeyError:
        return _("Not yet reviewed by a clinician.")
    return " ".join(plain(tuple(spans_of(block)), library) for block in section.blocks)
