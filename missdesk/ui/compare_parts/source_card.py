"""The answer to "how do you know?": who was studied, how, how sure, and the sources in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from missdesk.content.reviewed import changed_words
from missdesk.i18n import _
from missdesk.ui.compare_parts.figure_view import FigureView
from missdesk.ui.compare_parts.source_words import all_sources, range_lines, reference_lines
from missdesk.ui.compare_parts.table_figures import certainty_line
from missdesk.ui.reading import SectionView
from missdesk.ui.widgets.block_view import BlockView
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.popover import Popover
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.figures.scene import Scene
    from missdesk.ui.compare_parts.facts import OptionFacts, RowFacts
    from missdesk.ui.compare_parts.measures import Scale
    from missdesk.ui.context import UiContext
    from missdesk.ui.theme.tokens import Role

WIDTH, LINES_GAP = 640, 6


class SourceCard(QWidget):
    """Everything about where one row comes from."""

    def __init__(
        self,
        context: UiContext,
        row: RowFacts,
        options: Sequence[OptionFacts],
        parent: QWidget | None = None,
    ) -> None:
        """Show one row's group, kind of study, certainty with its reason, and sources.

        A finding that was changed since the review says so (KV13).
        """
        super().__init__(parent)
        self.setObjectName("source-card")
        theme, self._certainty = context.theme, row.finding.certainty
        column = Column(theme, self, gap=10)
        column.addWidget(Words(theme, row.heading, "strong", parent=self))
        if row.finding.id in context.library.changed:
            changed = f"{changed_words()}."
            column.addWidget(Words(theme, changed, name="source-card.changed", parent=self))
        if row.has_any or row.is_told:
            column.addWidget(FigureView(theme, self._sure, "source-card.certainty", parent=self))
        column.addWidget(Words(theme, row.why, token="ink2", parent=self))  # noqa: S106
        lines = reference_lines(context.library, all_sources(row.finding))
        column.addWidget(self._part(context, _("Sources"), lines, "note"))
        studied = [row.who, f"{row.kind.rstrip('.')}."]
        column.addWidget(self._part(context, _("Who was studied, and how"), studied, "body"))
        spread = range_lines(row, options)
        if spread:
            column.addWidget(self._part(context, _("How far the figures reach"), spread, "body"))
        language = context.consultation.visit.language
        if row.more:
            more = BlockView(
                theme,
                row.more,
                context.library,
                language=language,
                name="source-card.more",
                parent=self,
            )
            column.addWidget(more)
        chosen = context.library.find_common("evidence-choice", language)
        if chosen is not None:
            column.addWidget(SectionView(context, chosen, heading="strong", parent=self))

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 1)

    def _part(self, context: UiContext, label: str, lines: list[str], role: Role) -> QWidget:
        theme = context.theme
        part = QWidget(self)
        column = Column(theme, part, gap=2)
        column.addWidget(Words(theme, label, "strong", parent=part))
        for line in lines:
            column.addWidget(Words(theme, line, role, token="ink2", parent=part))  # noqa: S106
            if line is not lines[-1]:
                # So that one sees where a source ends.
                column.addSpacing(theme.px(LINES_GAP))
        return part

    def _sure(self, width_mm: float, scale: Scale) -> Scene:
        return certainty_line(self._certainty, width_mm, scale.text_mm(18))


def open_source(
    anchor: QWidget, context: UiContext, row: RowFacts, options: Sequence[OptionFacts]
) -> Popover:
    """Open the card beside a control and return it."""
    card = SourceCard(context, row, options)
    return Popover.open_at(anchor, card, context.theme, title=_("How do we know?"), width=WIDTH)
