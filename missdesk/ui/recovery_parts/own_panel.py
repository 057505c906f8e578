"""Change the dates for this person: the surgeon's own days, activity by activity, and the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.ui.recovery_parts.own_days import OwnDays
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.discard import discard
from missdesk.ui.widgets.fields import TextField, labelled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from missdesk.ui.recovery_parts.facts import Activity
    from missdesk.ui.theme.theme import Theme

LONGEST_JOB = 80
JOB_WIDE = 420


class OwnPanel(QWidget):
    """A line an activity.

    Signals:
        changed: Activity id, and the DayRange (None = the usual dates again).
        job_changed: What work the person does. PRIVACY: personal.
    """

    changed = Signal(str, object)
    job_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty panel; `show_activities` fills it."""
        super().__init__(parent)
        self.setObjectName("recovery.own")
        self._theme = theme
        self._lines: list[OwnDays] = []
        self._column = Column(theme, self, gap=6)
        self._job = TextField(
            theme,
            "recovery.job",
            _("What work do you do?"),
            max_length=LONGEST_JOB,
            is_personal=True,
            parent=self,
        )
        self._job.edited.connect(self.job_changed)
        group = labelled(theme, _("What work do you do?"), self._job, self)
        group.setMaximumWidth(theme.text_px(JOB_WIDE))
        self._column.addWidget(group)

    @property
    def lines(self) -> tuple[OwnDays, ...]:
        """Return the lines in order."""
        return tuple(self._lines)

    def show_activities(self, found: Sequence[Activity], operation: date | None, job: str) -> None:
        """Show what holds now; lines are kept, so that the focus is."""
        self._job.set_text(job)
        if len(self._lines) != len(found):
            for old in self._lines:
                discard(self._column, old)
            self._lines = [OwnDays(self._theme, activity, self) for activity in found]
            for line in self._lines:
                line.changed.connect(self.changed)
                self._column.addWidget(line)
        for line, activity in zip(self._lines, found, strict=True):
            line.show_facts(activity, operation)
