"""The surgeon's own days for one activity: from, to, in days or weeks, or the usual ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from missdesk.figures.day_words import range_text
from missdesk.i18n import _
from missdesk.model.recovery import DayRange
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.number_stepper import NumberStepper
from missdesk.ui.widgets.segmented import Segmented
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QBoxLayout

    from missdesk.ui.recovery_parts.facts import Activity
    from missdesk.ui.theme.theme import Theme

Unit = Literal["days", "weeks"]
DAYS: Final = {"days": 1, "weeks": 7}
LONGEST: Final = 364
"""Most days that can be set: 52 weeks."""
LABEL = 210


class OwnDays(QWidget):
    """One line of the surgeon's changes.

    Signals:
        changed: Activity id, and the DayRange (None = the usual dates again).
    """

    changed = Signal(str, object)

    def __init__(self, theme: Theme, activity: Activity, parent: QWidget | None = None) -> None:
        """Show one activity; `show_facts` follows changes."""
        super().__init__(parent)
        self._theme, self._id = theme, activity.row.id
        self.setObjectName(f"own.{self._id}")
        self._now = self._base(activity)
        self._unit: Unit = _unit_for(self._now)
        title = activity.title
        self._when = Words(
            theme,
            "",
            "small",
            token="ink2",  # noqa: S106
            name=f"own.{self._id}.when",
            parent=self,
        )
        self._from = NumberStepper(
            theme,
            f"own.{self._id}.from",
            _("{what}, from").format(what=title),
            value=0,
            most=LONGEST,
            parent=self,
        )
        self._to = NumberStepper(
            theme,
            f"own.{self._id}.to",
            _("{what}, to").format(what=title),
            value=0,
            most=LONGEST,
            parent=self,
        )
        self._units = Segmented(
            theme,
            f"own.{self._id}.unit",
            _("{what}: days or weeks").format(what=title),
            [("days", _("days")), ("weeks", _("weeks"))],
            value=self._unit,
            height=TARGET,
            parent=self,
        )
        self._usual = Button(
            theme,
            _("Usual dates"),
            f"own.{self._id}.usual",
            kind="quiet",
            icon="undo-2",
            height=TARGET,
            parent=self,
        )
        self._usual.setAccessibleName(_("{what}: use the usual dates").format(what=title))
        self._lay_out(title)
        self._from.changed.connect(self._on_from)
        self._to.changed.connect(self._on_to)
        self._units.chosen.connect(self._on_unit)
        self._usual.clicked.connect(self._on_usual)

    def show_facts(self, activity: Activity, operation: date | None) -> None:
        """Show what holds now."""
        self._now = self._base(activity)
        self._usual.setEnabled(activity.is_surgeons)
        now = self._now
        if activity.is_surgeons and now is not None:
            said = _("Your surgeon: {range}").format(range=range_text(now, operation))
        elif activity.usual is not None:
            said = _("Usual: {range}").format(range=range_text(activity.usual, operation))
        elif activity.milestones:
            said = _("Usual: not the same for all")
        else:
            said = _("Usual: we do not know")
        self._when.set_text(said)
        if now and any(d % DAYS[self._unit] for d in (now.from_days, now.to_days)):
            self._unit = "days"
            self._units.set_value("days")
        self._show_numbers()

    def _lay_out(self, title: str) -> None:
        theme = self._theme
        name = Words(theme, title, "strong", parent=self)
        to = Words(theme, _("to"), "body", token="ink2", is_one_line=True, parent=self)  # noqa: S106
        span = Row(theme, gap=12)
        for part in (self._from, to, self._to):
            span.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        if theme.is_folded:
            column = Column(theme, self, gap=4, pad=(0, 8, 0, 8))
            column.addWidget(name)
            column.addWidget(self._when)
            flow = FlowLayout(theme, gap=8)
            flow.addWidget(self._units)
            flow.addWidget(self._usual)
            span.addStretch(1)
            column.addLayout(span)
            column.addLayout(flow)
            return
        row: QBoxLayout = Row(theme, self, gap=12)
        name.setFixedWidth(theme.text_px(LABEL))
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._when, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(span)
        row.addWidget(self._units, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._usual, 0, Qt.AlignmentFlag.AlignVCenter)

    def _base(self, activity: Activity) -> DayRange | None:
        """Return the range to begin from: the surgeon's, the usual one, or none."""
        if activity.is_surgeons and activity.line.lanes and activity.line.lanes[0].days:
            return activity.line.lanes[0].days
        return activity.usual

    def _show_numbers(self) -> None:
        step = DAYS[self._unit]
        most = LONGEST // step
        now = self._now
        self._from.set_value(None if now is None else now.from_days // step, most)
        self._to.set_value(None if now is None else now.to_days // step, most)

    def _on_from(self, number: int) -> None:
        first = number * DAYS[self._unit]
        last = self._now.to_days if self._now is not None else first
        self._tell(DayRange(first, max(first, last), is_surgeons=True))

    def _on_to(self, number: int) -> None:
        last = number * DAYS[self._unit]
        first = self._now.from_days if self._now is not None else 0
        self._tell(DayRange(min(last, first), last, is_surgeons=True))

    def _on_unit(self, unit: str) -> None:
        """Count in days or weeks; nothing is set before a number is pressed.

        Days that are no whole weeks are offered as the weeks around them.
        """
        self._unit = "weeks" if unit == "weeks" else "days"
        step = DAYS[self._unit]
        if self._now is not None:
            first = self._now.from_days // step * step
            last = -(-self._now.to_days // step) * step
            self._now = DayRange(first, last, self._now.is_surgeons)
        self._show_numbers()

    def _on_usual(self) -> None:
        self.changed.emit(self._id, None)

    def _tell(self, days: DayRange) -> None:
        self._now = days
        self.changed.emit(self._id, days)


def _unit_for(days: DayRange | None) -> Unit:
    """Return weeks where the range is said in weeks."""
    if days is None:
        return "days"
    is_weeks = days.to_days >= 2 * DAYS["weeks"]
    return "weeks" if is_weeks and not (days.from_days % 7 or days.to_days % 7) else "days"
