"""What the window asks before something is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from missdesk.i18n import _
from missdesk.model.consultation import Consultation, Visit
from missdesk.ui.widgets.confirm import ConfirmDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from missdesk.model.topic import Topic
    from missdesk.ui.theme.theme import Theme


def ask_end(anchor: QWidget, theme: Theme, on_yes: Callable[[], None]) -> None:
    """Ask whether the visit shall end."""
    ConfirmDialog.ask(
        anchor,
        theme,
        title=_("End this visit?"),
        text=_(
            "Everything about this visit is cleared: place, drawings, answers and name."
            " Printed pages and saved files stay."
        ),
        yes=_("End visit"),
        no=_("Go back"),
        on_yes=on_yes,
    )


def ask_close(anchor: QWidget, theme: Theme, is_unsaved: bool, on_yes: Callable[[], None]) -> None:
    """Ask whether the window shall close over settings not saved, or handouts being made."""
    title, text = _("Stop and close?"), _("Handouts are still being made or printed.")
    if is_unsaved:
        title = _("Close without saving?")
        text = _("The clinic’s settings have changes that are not saved. They would be lost.")
    ConfirmDialog.ask(
        anchor, theme, title=title, text=text, yes=_("Close"), no=_("Go back"), on_yes=on_yes
    )


def ask_other_topic(anchor: QWidget, theme: Theme, on_yes: Callable[[], None]) -> None:
    """Ask whether another topic shall take the place of the one begun."""
    ConfirmDialog.ask(
        anchor,
        theme,
        title=_("Start another topic?"),
        text=_("What was set, drawn and typed in this visit is cleared."),
        yes=_("Start"),
        no=_("Go back"),
        on_yes=on_yes,
    )


def has_entries(visit: Visit, topic: Topic) -> bool:
    """Return whether anything was set or typed in a visit, beyond looking at pages."""
    fresh = Consultation(Visit(language=visit.language))
    fresh.start(topic)
    untouched = replace(
        fresh.visit,
        text_size=visit.text_size,
        paper=visit.paper,
        print_date=visit.print_date,
        visited=visit.visited,
        row=visit.row,
        operation_step=visit.operation_step,
        options=visit.options,
        sections=visit.sections,
    )
    return visit != untouched
