"""A date in a field, opened as a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from missdesk.ui.widgets.calendar_card import CalendarCard
from missdesk.ui.widgets.dates import field_date
from missdesk.ui.widgets.opening_field import OpeningField
from missdesk.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from missdesk.ui.theme.theme import Theme


class DateField(OpeningField):
    """Shows "Mon 7 December 2026".

    Signals:
        changed: The `date` a person chose, None when it was taken out.
    """

    changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        *,
        today: date,
        value: date | None = None,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name, label, icon="calendar-days", hint=hint, parent=parent)
        self._today, self._value = today, value
        self._popover: Popover | None = None
        self.set_value(value)
        self.clicked.connect(self._on_clicked)

    @property
    def value(self) -> date | None:
        """Return the date, None = none."""
        return self._value

    def set_value(self, value: date | None) -> None:
        """Change the date without telling."""
        self._value = value
        self.show_value("" if value is None else field_date(value))

    def _on_clicked(self) -> None:
        card = CalendarCard(self.theme, self.objectName(), self._value, self._today)
        card.chosen.connect(self._on_chosen)
        self._popover = Popover.open_at(self, card, self.theme, title=self.label, width=380)
        card.grid.setFocus()

    def _on_chosen(self, value: date | None) -> None:
        if self._popover is not None:
            self._popover.close_popover()
            self._popover = None
        if value != self._value:
            self.set_value(value)
            self.changed.emit(value)
