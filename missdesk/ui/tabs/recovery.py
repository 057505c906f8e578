"""Step 4, Recovery: when people can usually do things again, with real dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from missdesk.content.page_words import page_words
from missdesk.i18n import _
from missdesk.model.recovery import DayRange
from missdesk.ui.recovery_parts.activity_row import ActivityRow
from missdesk.ui.recovery_parts.advice_card import AdviceCard, AllSourcesCard
from missdesk.ui.recovery_parts.before_after import open_before_after
from missdesk.ui.recovery_parts.chart import Chart
from missdesk.ui.recovery_parts.chart_figures import About
from missdesk.ui.recovery_parts.facts import (
    Activity,
    activities,
    option_names,
    short_names,
    usable_day,
)
from missdesk.ui.recovery_parts.legend import Legend
from missdesk.ui.recovery_parts.own_panel import OwnPanel
from missdesk.ui.tabs.spec import TabSpec
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.date_field import DateField
from missdesk.ui.widgets.fields import labelled
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.observing import follow
from missdesk.ui.widgets.popover import Popover
from missdesk.ui.widgets.tab_stops import tab_on
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.model.topic import Option
    from missdesk.ui.context import UiContext

REDRAWN_BY = frozenset({"options", "operation_date", "surgeons_days", "job"})


class RecoveryPage(QWidget):
    """The weeks after the operation, or the surgeon's changes to them."""

    def __init__(self, context: UiContext) -> None:
        """Show the chart; follows every later change of options, date and surgeon's days."""
        super().__init__()
        self._context, self._theme = context, context.theme
        self._found: list[Activity] = []
        self._is_editing = False
        column = Column(self._theme, self, gap=3)
        self._make_head(column)
        self._chart = Chart(self._theme, self)
        self._chart.opened.connect(self._on_opened)
        self._own = OwnPanel(self._theme, self)
        self._own.changed.connect(self._on_own)
        self._own.job_changed.connect(self._on_job)
        column.addWidget(self._chart)
        column.addWidget(self._own)
        column.addStretch(1)
        self._make_foot(column)
        self._refresh()
        follow(self, context.consultation, self._on_changed)

    # What the window asks

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 1)

    def remember(self) -> object:
        """Return what a rebuild of the page must not lose."""
        return self._is_editing

    def recall(self, state: object) -> None:
        """Take it back."""
        self._is_editing = bool(state)
        self._refresh()

    def for_patient(self, *, only_picture: bool) -> Sequence[QWidget]:
        """Return the weeks of recovery (KP7)."""
        return (self._chart,) if only_picture else (self._heading, self._chart, self._legend)

    # Parts

    def _make_head(self, column: Column) -> None:
        theme, visit = self._theme, self._context.consultation.visit
        self._heading = Words(theme, "", "heading", name="recovery.heading", parent=self)
        self._sentence = Words(theme, "", "small", token="ink2", parent=self)  # noqa: S106
        self._date = DateField(
            theme,
            "recovery.date",
            _("Operation date"),
            today=date.today(),
            value=visit.operation_date,
            hint=_("Choose a date"),
            parent=self,
        )
        self._date.changed.connect(self._on_date)
        self._signs = Button(
            theme,
            _("Warning signs, first days"),
            "recovery.warning-signs",
            icon="triangle-alert",
            height=TARGET,
            parent=self,
        )
        self._signs.clicked.connect(self._on_signs)
        words = Column(theme, gap=4)
        words.addWidget(self._heading)
        words.addWidget(self._sentence)
        has_date = self._context.topic.has_date
        self._date.setVisible(has_date)
        if theme.is_folded:
            column.addLayout(words)
            column.addWidget(self._signs, 0, Qt.AlignmentFlag.AlignLeft)
            if has_date:
                column.addWidget(labelled(theme, _("Operation date"), self._date, self))
            return
        row = Row(theme, gap=12)
        row.addLayout(words, 1)
        if not has_date:
            column.addLayout(row)
            return
        label = Words(theme, _("Operation date"), "small", is_one_line=True, parent=self)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._date, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)

    def _make_foot(self, column: Column) -> None:
        theme = self._theme
        self._legend = Legend(theme, self)
        self._sources = Button(
            theme,
            _("Sources"),
            "recovery.sources",
            kind="quiet",
            icon="book-open",
            height=TARGET,
            parent=self,
        )
        self._sources.clicked.connect(self._on_sources)
        self._change = Button(
            theme, "", "recovery.change", icon="pencil", height=TARGET, parent=self
        )
        self._change.clicked.connect(self._on_change)
        if theme.is_folded:
            flow = FlowLayout(theme, gap=8)
            flow.addWidget(self._sources)
            flow.addWidget(self._change)
            column.addWidget(self._legend)
            column.addLayout(flow)
            return
        row = Row(theme, gap=12)
        row.addWidget(self._legend, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(0)
        row.addWidget(self._sources)
        row.addWidget(self._signs)
        row.addWidget(self._change)
        column.addLayout(row)

    def _shown(self) -> list[Option]:
        """Return the options of the visit, in its order."""
        known = {str(o.id): o for o in self._context.topic.options}
        return [known[o] for o in self._context.consultation.visit.options if o in known]

    def _refresh(self) -> None:
        context, visit = self._context, self._context.consultation.visit
        shown = self._shown()
        self._found = activities(
            context.topic.recovery, context.text, context.library, visit, shown
        )
        about = self._about()
        self._chart.show_activities(self._found, about)
        if self._is_editing:
            self._own.show_activities(self._found, about.operation, visit.job)
        names = short_names(shown, context.text, context.library)
        self._legend.show_options(list(zip(shown, names, strict=True)))
        self._date.set_value(visit.operation_date)
        self._chart.setVisible(not self._is_editing)
        self._own.setVisible(self._is_editing)
        self._legend.setVisible(not self._is_editing)
        self._sources.setVisible(not self._is_editing)
        signs = () if self._theme.is_folded else (self._signs,)
        over = self._own if self._is_editing else self._chart
        tab_on(over, self._sources, *signs, self._change)
        self._say()

    def _about(self) -> About:
        visit = self._context.consultation.visit
        names = option_names(self._shown(), self._context.text)
        day = usable_day(visit.operation_date) if self._context.topic.has_date else None
        return About(names, day)

    def _say(self) -> None:
        if self._is_editing:
            self._heading.set_text(_("Dates for this person"))
            self._sentence.set_text(
                _("What you set here counts for every operation shown, on screen and on paper.")
            )
            self._change.setText(_("Done"))
            self._change.set_icon("check")
            return
        text, library = self._context.text, self._context.library
        heading = page_words(text, library, "recovery", "heading")
        lead = page_words(text, library, "recovery", "lead")
        usual = _("Each bar shows the usual time. It is a range, not a promise.")
        self._heading.set_text(heading or _("Getting better, week by week"))
        self._sentence.set_text(f"{lead} {usual}".strip())
        self._change.setText(_("Change dates"))
        self._change.set_icon("pencil")

    # What happened

    def _on_changed(self, field: str) -> None:
        if field in REDRAWN_BY:
            self._refresh()

    def _on_date(self, day: date | None) -> None:
        self._context.consultation.change(operation_date=day)

    def _on_job(self, job: str) -> None:
        self._context.consultation.change(job=job)

    def _on_own(self, activity_id: str, days: DayRange | None) -> None:
        own = dict(self._context.consultation.visit.surgeons_days)
        if days is None:
            own.pop(activity_id, None)
        else:
            own[activity_id] = days
        self._context.consultation.change(surgeons_days=own)

    def _on_change(self) -> None:
        self._is_editing = not self._is_editing
        self._refresh()

    def _on_opened(self, row: ActivityRow) -> None:
        card = AdviceCard(self._context, row.facts, self._about())
        Popover.open_at(row, card, self._theme, title=row.facts.title, width=560)

    def _on_signs(self) -> None:
        open_before_after(self._signs, self._context)

    def _on_sources(self) -> None:
        card = AllSourcesCard(self._context, self._found)
        Popover.open_at(self._sources, card, self._theme, title=_("Sources"), width=640)


def _title() -> str:
    return _("Recovery")


SPEC = TabSpec("recovery", _title, RecoveryPage)
