"""The timeline: heads of the weeks and a row an activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from missdesk.ui.compare_parts.figure_view import FigureView
from missdesk.ui.recovery_parts.activity_row import ActivityRow
from missdesk.ui.recovery_parts.chart_figures import chart_head
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.discard import discard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.figures.scene import Scene
    from missdesk.ui.compare_parts.measures import Scale
    from missdesk.ui.recovery_parts.chart_figures import About
    from missdesk.ui.recovery_parts.facts import Activity
    from missdesk.ui.theme.theme import Theme


class Chart(QWidget):
    """All activities.

    Signals:
        opened: The ActivityRow whose advice is wanted.
    """

    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty chart; `show_activities` fills it."""
        super().__init__(parent)
        self._theme = theme
        self._about: About | None = None
        self._rows: list[ActivityRow] = []
        self._column = Column(theme, self, gap=0)
        self._head = FigureView(theme, self._make_head, "recovery.head", least=300, parent=self)
        self._column.addWidget(self._head)

    @property
    def rows(self) -> tuple[ActivityRow, ...]:
        """Return the rows in order."""
        return tuple(self._rows)

    def show_activities(self, found: Sequence[Activity], about: About) -> None:
        """Show these activities; widgets are kept, so that the focus is."""
        self._about = about
        self._head.set_make(self._make_head)
        if [row.facts.row.id for row in self._rows] != [a.row.id for a in found]:
            self._make(found, about)
        for row, activity in zip(self._rows, found, strict=True):
            row.show_facts(activity, about)

    def _make(self, found: Sequence[Activity], about: About) -> None:
        for old in self._rows:
            discard(self._column, old)
        self._rows = []
        for activity in found:
            row = ActivityRow(self._theme, activity, about, self)
            row.clicked.connect(self._on_clicked)
            row.stepped.connect(self._on_stepped)
            self._column.addWidget(row)
            self._rows.append(row)

    def _make_head(self, width_mm: float, scale: Scale) -> Scene:
        day = self._about.operation if self._about is not None else None
        return chart_head(width_mm, day, scale, is_folded=self._theme.is_folded)

    def _on_clicked(self) -> None:
        self.opened.emit(self.sender())

    def _on_stepped(self, step: int) -> None:
        sender = self.sender()
        assert isinstance(sender, ActivityRow)
        at = self._rows.index(sender) + step
        if 0 <= at < len(self._rows):
            self._rows[at].setFocus(Qt.FocusReason.OtherFocusReason)
