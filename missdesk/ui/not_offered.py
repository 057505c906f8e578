"""Say on the screen, as on paper, which options the clinic does not do; they stay peers.

Source: issue 6 (clinic settings); docs/clinic-settings.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.i18n import _
from missdesk.settings import not_offered_words
from missdesk.ui.compare_parts.facts import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from missdesk.ui.context import UiContext


def offer_note(context: UiContext, option: str) -> str:
    """Return what stands below an option's name; "" for one that is done here."""
    is_done = context.clinic().offers(str(context.topic.id), option)
    return "" if is_done else not_offered_words()


def offer_line(context: UiContext, options: Iterable[str]) -> str:
    """Return one line about all options that are not done here; "" when all are."""
    names = [
        context.text.section(f"option.{option}").title
        for option in options
        if offer_note(context, option)
    ]
    if not names:
        return ""
    return _("{options}: {words}").format(options=listed(names), words=not_offered_words())
