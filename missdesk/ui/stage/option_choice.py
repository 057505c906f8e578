"""Choose which options stand side by side: two or three of the topic's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.check_row import CheckRow
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

LEAST, MOST = 2, 3


class OptionChoice(QWidget):
    """A row to tick for each option; at least two and at most three stay ticked.

    Signals:
        options_chosen: Option ids on show: those that stay keep their order, new ones follow.
    """

    options_chosen = Signal(object)

    def __init__(
        self, theme: Theme, names: tuple[tuple[str, str], ...], shown: tuple[str, ...]
    ) -> None:
        """Offer these options.

        Args:
            theme: Colors and sizes.
            names: Id and words of every option, in the topic's neutral order.
            shown: Ids on show now, in their order on screen.
        """
        super().__init__()
        self._shown = shown
        column = Column(theme, self, gap=4)
        column.addWidget(Words(theme, _("Choose two or three."), "body", token="ink2"))  # noqa: S106
        self._rows: dict[str, CheckRow] = {}
        for option, words in names:
            row = CheckRow(theme, words, f"choice.{option}", is_on=option in shown)
            row.toggled.connect(self._on_toggled)
            self._rows[option] = row
            column.addWidget(row)
        column.addStretch(1)
        self._limit()

    def _on_toggled(self) -> None:
        ticked = [option for option, row in self._rows.items() if row.isChecked()]
        kept = [option for option in self._shown if option in ticked]
        self._shown = (*kept, *(option for option in ticked if option not in kept))
        self._limit()
        self.options_chosen.emit(self._shown)

    def _limit(self) -> None:
        """Let nobody take off the last but one, or add a fourth."""
        count = sum(row.isChecked() for row in self._rows.values())
        for row in self._rows.values():
            is_free = count > LEAST if row.isChecked() else count < MOST
            row.setEnabled(is_free)
