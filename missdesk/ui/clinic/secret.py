"""Fields for a PIN or a passphrase: never shown, never kept longer than they are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from missdesk.errors import InputError
from missdesk.i18n import _
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.fields import PERSONAL, TextField, labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent

    from missdesk.ui.theme.theme import Theme


class SecretFields(QWidget):
    """One field, or two that must hold the same; emptied once taken, and when out of sight.

    Signals:
        edited: Something was typed.
        entered: Enter was pressed.
    """

    edited = Signal()
    entered = Signal()

    def __init__(
        self, theme: Theme, name: str, labels: Sequence[str], most: int, parent: QWidget
    ) -> None:
        """Make a field for each label; they are called "name.1" and "name.2"."""
        super().__init__(parent)
        self.setObjectName(name)
        self._fields: list[TextField] = []
        column = Column(theme, self, gap=12)
        for number, label in enumerate(labels, start=1):
            field = TextField(theme, f"{name}.{number}", label, max_length=most, parent=self)
            # PRIVACY: dots on the screen, nothing to copy, no keyboard that learns it (KE12).
            field.line.setEchoMode(QLineEdit.EchoMode.Password)
            field.line.setInputMethodHints(field.line.inputMethodHints() | PERSONAL)
            field.edited.connect(self._on_edited)
            field.entered.connect(self.entered)
            column.addWidget(labelled(theme, label, field, self))
            self._fields.append(field)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is typed in any field."""
        return not any(field.text for field in self._fields)

    @property
    def is_full(self) -> bool:
        """Return whether something is typed in each field."""
        return all(field.text for field in self._fields)

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 0)

    def take(self, what: str) -> str:
        """Return what is typed, and empty the fields.

        Raises:
            InputError: The two are not alike; `what` says what they hold.
        """
        texts = [field.text for field in self._fields]
        self.forget()
        if len(set(texts)) > 1:
            raise InputError(what, _("the two are not alike"), _("Type the same twice"))
        return texts[0]

    def forget(self) -> None:
        """Empty the fields; `setText` drops what could be undone too."""
        for field in self._fields:
            field.set_text("")

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep nothing behind another section."""
        self.forget()
        super().hideEvent(event)

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()
