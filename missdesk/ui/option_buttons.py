"""Which options are shown, in which order, and how many are not: alike on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from missdesk.i18n import _, ngettext
from missdesk.ui.compare_parts.facts import hidden_options, listed
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.option_choice import OptionChoice
from missdesk.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.context import UiContext

WIDTH = 520


def more_choices(context: UiContext) -> str:
    """Return "1 more choice: a camera", so that nobody takes those shown for all; else empty."""
    visit = context.consultation.visit
    names = hidden_options(context.topic, context.text, visit, context.library)
    if not names:
        return ""
    words = ngettext("{n} more choice: {names}", "{n} more choices: {names}", len(names))
    return words.format(n=len(names), names=listed(names))


class OptionButtons(QObject):
    """Two buttons for a page to lay out.

    Attributes:
        choose: Opens the list of all options.
        swap: Turns the order round.
    """

    def __init__(self, page: QWidget, context: UiContext, name: str) -> None:
        """Make them for a page; they are called "NAME.choose" and "NAME.swap"."""
        super().__init__(page)
        self._context, theme = context, context.theme
        self.choose = Button(
            theme, _("Options"), f"{name}.choose", kind="quiet", icon="list-checks", parent=page
        )
        self.choose.setAccessibleDescription(_("Which ways to compare, two or three"))
        self.choose.clicked.connect(self._on_choose)
        self.swap = Button(
            theme,
            _("Swap order"),
            f"{name}.swap",
            kind="quiet",
            icon="arrow-left-right",
            parent=page,
        )
        self.swap.clicked.connect(context.consultation.swap_options)

    def _on_choose(self) -> None:
        context = self._context
        shown = context.consultation.visit.options
        choice = OptionChoice(context.theme, context.topic, context.text, shown)
        choice.chosen.connect(self._on_chosen)
        title = _("Choose options")
        Popover.open_at(self.choose, choice, context.theme, title=title, width=WIDTH)

    def _on_chosen(self, options: tuple[str, ...]) -> None:
        self._context.consultation.change(options=options)
