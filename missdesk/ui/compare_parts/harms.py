"""What can go wrong, in plain words: for each harm what, why, to whom and how serious (CC18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from missdesk.model.blocks import Section
    from missdesk.ui.context import UiContext


def harms_of(context: UiContext) -> Section | None:
    """Return the harms of operations; None where all choices are ways to get well after one."""
    topic = context.topic
    if not any(option.techniques or option.look == "none" for option in topic.options):
        return None
    return context.library.find_common("harms", context.consultation.visit.language)
