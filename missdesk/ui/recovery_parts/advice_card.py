"""What stands behind an activity: advice in words, kind of range, sources in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from missdesk.figures.timeline import row_sentence, unknown_note
from missdesk.i18n import _
from missdesk.ui.compare_parts.source_words import reference_lines
from missdesk.ui.recovery_parts.facts import Activity, basis_words
from missdesk.ui.widgets.block_view import BlockView
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.ui.context import UiContext
    from missdesk.ui.recovery_parts.chart_figures import About


class AdviceCard(QWidget):
    """One activity in words."""

    def __init__(
        self, context: UiContext, activity: Activity, about: About, parent: QWidget | None = None
    ) -> None:
        """Show dates, advice and sources of one activity."""
        super().__init__(parent)
        self.setObjectName("advice-card")
        theme = context.theme
        column = Column(theme, self, gap=10)
        said = row_sentence(activity.line, about.names, about.operation)
        column.addWidget(Words(theme, said, "strong", parent=self))
        if activity.more:
            language = context.consultation.visit.language
            more = BlockView(
                theme,
                activity.more,
                context.library,
                language=language,
                name="advice-card.more",
                parent=self,
            )
            column.addWidget(more)
        column.addWidget(_SourcePart(context, activity, _("Where this comes from"), self))

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 1)


class AllSourcesCard(QWidget):
    """The sources of all activities, activity by activity."""

    def __init__(
        self, context: UiContext, found: Sequence[Activity], parent: QWidget | None = None
    ) -> None:
        """Show the sources of all activities."""
        super().__init__(parent)
        self.setObjectName("recovery.all-sources")
        column = Column(context.theme, self, gap=14)
        for activity in found:
            column.addWidget(_SourcePart(context, activity, activity.title, self))

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 1)


class _SourcePart(QWidget):
    """A title, what kind of range it is, and the sources in full."""

    def __init__(self, context: UiContext, activity: Activity, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        theme = context.theme
        column = Column(theme, self, gap=2)
        column.addWidget(Words(theme, title, "strong", parent=self))
        if activity.is_surgeons:
            column.addWidget(Words(theme, _("Your surgeon set these dates."), parent=self))
        kinds = dict.fromkeys(basis_words(m.basis) for m in activity.milestones)
        for kind in kinds or [unknown_note()]:
            column.addWidget(Words(theme, kind, token="ink2", parent=self))  # noqa: S106
        for line in reference_lines(context.library, activity.sources):
            column.addWidget(Words(theme, line, "note", token="ink2", parent=self))  # noqa: S106
