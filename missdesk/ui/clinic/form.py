"""What all forms of the Clinic page share: a column, titles, notes, fields."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.settings import MOST_CHARACTERS
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.fields import TextField, labelled
from missdesk.ui.widgets.number_stepper import NumberStepper
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.ui.clinic.office import Office
    from missdesk.ui.theme.tokens import Role


class Form(QWidget):
    """One section of the page, built from the draft; what is typed goes there at once."""

    def __init__(self, office: Office, title: str, note: str = "") -> None:
        super().__init__()
        self.office, self.theme = office, office.context.theme
        self.column = Column(self.theme, self, gap=16, pad=(4, 4, 4, 4))
        self.say(title, "heading")
        if note:
            self.note(note)

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 0)

    def say(self, text: str, role: Role = "strong") -> Words:
        """Add words."""
        words = Words(self.theme, text, role, parent=self)
        self.column.addWidget(words)
        return words

    def note(self, text: str) -> Words:
        """Add small words."""
        words = Words(self.theme, text, "note", token="ink2", parent=self)  # noqa: S106
        self.column.addWidget(words)
        return words

    def labelled(self, label: str, field: QWidget, column: Column | None = None) -> None:
        """Add a field below its label, to the form's column or to another."""
        (column or self.column).addWidget(labelled(self.theme, label, field, self))

    def setting(
        self, key: str, label: str, *, hint: str = "", most: int = MOST_CHARACTERS
    ) -> TextField:
        """Add the field of a text of the clinic's settings, called by its key."""
        field = self.text_field(key, label, getattr(self.office.draft, key), hint=hint, most=most)
        field.edited.connect(partial(self._on_setting, key))
        return field

    def text_field(
        self,
        name: str,
        label: str,
        text: str,
        *,
        hint: str = "",
        most: int | None = None,
        column: Column | None = None,
    ) -> TextField:
        """Add a field with its label above, to the form's column or to another."""
        field = TextField(
            self.theme, f"clinic.{name}", label, text=text, hint=hint, max_length=most, parent=self
        )
        self.labelled(label, field, column)
        return field

    def stepper(
        self,
        name: str,
        label: str,
        value: int,
        bounds: tuple[int, int],
        *,
        step: int = 1,
        column: Column | None = None,
    ) -> NumberStepper:
        """Add a number with its label beside it, to the form's column or to another."""
        theme, (least, most) = self.theme, bounds
        made = NumberStepper(
            theme,
            f"clinic.{name}",
            label,
            value=value,
            least=least,
            most=most,
            step=step,
            parent=self,
        )
        row = Row(theme, gap=12)
        words = Words(theme, label, "body", parent=self)
        words.setAccessibleName("")  # the number says the same words itself
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        (column or self.column).addLayout(row)
        return made

    def halves(self) -> tuple[Column, Column]:
        """Add two columns beside each other; with large text the second stands below."""
        theme = self.theme
        both = Column(theme, gap=20) if theme.is_folded else Row(theme, gap=28)
        columns = []
        for _half in range(2):
            half = QWidget(self)
            columns.append(Column(theme, half, gap=12))
            both.addWidget(half, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(both)
        return columns[0], columns[1]

    def close_column(self) -> None:
        """Keep the parts at the top."""
        self.column.addStretch(1)

    def _on_setting(self, key: str, text: str) -> None:
        self.office.change(**{key: text})


def first_of(lines: Sequence[str], most: int) -> list[str]:
    """Return as many lines as a person reads, and how many more there are."""
    if len(lines) <= most:
        return list(lines)
    return [*lines[:most], _("And {n} more.").format(n=len(lines) - most)]
