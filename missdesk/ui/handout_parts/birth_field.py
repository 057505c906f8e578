"""The patient's date of birth, typed: faster than a calendar that begins sixty years too late."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from missdesk.figures.day_words import month_name
from missdesk.handout.build import FIRST_DAY
from missdesk.handout.dates import long_date
from missdesk.i18n import _
from missdesk.settings import formats
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
MOST: Final = 40
LEAST_OF_MONTH: Final = 3
"""Letters that tell one month from all others."""
_BETWEEN: Final = re.compile(r"[\s.,/\-\u2013]+")


class BirthField(QWidget):
    """A line for the date, and below it what was understood.

    Signals:
        changed: The `date`; None while what stands there is none.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: date | None = None
        column = Column(theme, self, gap=4)
        self.field = TextField(
            theme,
            "handout.birth",
            _("Date of birth, if you wish"),
            hint=_("if you wish"),
            max_length=MOST,
            is_personal=True,
        )
        self.field.edited.connect(self._on_edited)
        row = Row(theme, gap=12)  # one line, so that what to include stays in sight
        row.addWidget(Words(theme, _("Date of birth"), parent=self), 0, MIDDLE)
        row.addWidget(self.field, 1)
        column.addLayout(row)
        self._note = Words(theme, "", "note", name="handout.birth.note", parent=self)
        column.addWidget(self._note)
        self._tell()

    def set_value(self, value: date | None) -> None:
        """Change the date without telling; what is half typed stays."""
        if value == self._value:
            return
        self._value = value
        # setText empties the undo history, too (KP1).
        self.field.line.setText("" if value is None else _plain(value))
        self._tell()

    def forget(self) -> None:
        """Leave nothing of it behind (KP1)."""
        self._value = None
        self.field.line.setText("")
        self._tell()

    def _on_edited(self, typed: str) -> None:
        value = read_day(typed)
        changed, self._value = value != self._value, value
        self._tell()
        if changed:
            self.changed.emit(value)

    def _tell(self) -> None:
        """Say which day it is, or how to write it; nothing while nothing is typed."""
        words = ""
        if self._value is not None:
            words = _("Printed as {date}.").format(date=long_date(self._value))
        elif self.field.text.strip():
            words = _("Not printed yet. Write it as {example}.").format(example=_example())
        self._note.set_text(words)
        self._note.setVisible(bool(words))


def read_day(typed: str) -> date | None:
    """Return the day that somebody typed as they write dates here; None when it is none.

    "3.2.1961", "03/02/1961", "3 Feb 1961" and "1961-02-03" are the third of February where days
    come first. A year needs four digits, since 15 may be 1915; a day to come is no birthday.
    """
    parts = _BETWEEN.split(typed.strip().rstrip("."))
    if len(parts) != 3:
        return None
    if len(parts[0]) == 4 or formats().dates == "iso":
        year, month, day = parts
    elif formats().dates == "month-first":
        month, day, year = parts
    else:
        day, month, year = parts
    if day[:1].isalpha():  # "February 3 1961" and "3 February 1961" can't be mistaken
        day, month = month, day
    number = _month(month)
    if not (_is_number(day) and number and _is_number(year) and len(year) == 4):
        return None
    try:
        found = date(int(year), number, int(day))
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= date.today() else None


def _month(typed: str) -> int:
    """Return the number of a month that was typed as number or name, 0 for none."""
    if _is_number(typed):
        return int(typed)
    names = [month_name(number).casefold() for number in range(1, 13)]
    wanted = typed.casefold()
    if len(wanted) < LEAST_OF_MONTH:
        return 0
    return next((n for n, name in enumerate(names, 1) if name.startswith(wanted)), 0)


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit()


def _plain(day: date) -> str:
    """Return a date as people type it here."""
    order = formats().dates
    if order == "iso":
        return day.isoformat()
    parts = (day.month, day.day) if order == "month-first" else (day.day, day.month)
    return f"{parts[0]}/{parts[1]}/{day.year}"


def _example() -> str:
    """Return how to write a date; no month has the number of its day."""
    return _plain(date(1961, 2, 25))
