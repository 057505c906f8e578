"""The Compare step alone in a window, and the facts it shows, for tests."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from missdesk.ui.compare_parts.facts import shown_options, table_rows
from missdesk.ui.compare_parts.summary_row import SummaryRow
from missdesk.ui.context import UiContext
from missdesk.ui.tabs.compare import SPEC, ComparePage
from tests.ui.tabs.page_desk import PageDesk

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.compare_parts.facts import OptionFacts, RowFacts

CHOICES = (*permutations(("none", "open", "tube", "camera"), 3), ("camera", "open"))


Facts = tuple["list[OptionFacts]", "list[RowFacts]"]


class Desk(PageDesk):
    def __init__(self, context: UiContext, qtbot: QtBot) -> None:
        page = SPEC.build(context)
        assert isinstance(page, ComparePage)
        self.compare = page
        super().__init__(page, context, qtbot)

    def rows(self) -> list[SummaryRow]:
        return [row for row in self.page.findChildren(SummaryRow) if row.isVisible()]

    def shown(self) -> tuple[str, ...]:
        return self.context.consultation.visit.options

    @property
    def row(self) -> str | None:
        return self.context.consultation.visit.row


def facts_of(context: UiContext) -> Facts:
    visit, library = context.consultation.visit, context.library
    options = shown_options(context.topic, context.text, visit, library)
    return options, table_rows(context.topic, context.text, library, options)
