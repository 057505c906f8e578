"""A question that must be answered before something is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.ui.theme.tokens import MAIN_ACTION
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from missdesk.ui.theme.theme import Theme

WIDTH, PAD = 520, 28


class ConfirmDialog(Layer):
    """Title, words, and two buttons; Esc and a press beside it mean no."""

    def __init__(
        self,
        anchor: QWidget,
        theme: Theme,
        *,
        title: str,
        text: str,
        yes: str,
        no: str,
        on_yes: Callable[[], None],
    ) -> None:
        """Make it; `ask` also opens it."""
        super().__init__(anchor, theme, dims=True)
        self.setObjectName("confirm")
        self._on_yes = on_yes
        self.card.setAccessibleName(title)
        self.card.setAccessibleDescription(text)
        column = Column(theme, self.card, gap=12, pad=PAD)
        column.addWidget(Words(theme, title, "section", parent=self.card))
        column.addWidget(Words(theme, text, "body", parent=self.card))
        column.addSpacing(theme.px(12))
        row = Row(theme, gap=12)
        row.addStretch(1)
        stay = Button(theme, no, "confirm.no", height=MAIN_ACTION, parent=self.card)
        go = Button(theme, yes, "confirm.yes", kind="primary", height=MAIN_ACTION, parent=self.card)
        stay.clicked.connect(self.close_layer)
        go.clicked.connect(self._on_go)
        row.addWidget(stay)
        row.addWidget(go)
        column.addLayout(row)

    @staticmethod
    def ask(
        anchor: QWidget,
        theme: Theme,
        *,
        title: str,
        text: str,
        yes: str,
        no: str,
        on_yes: Callable[[], None],
    ) -> ConfirmDialog:
        """Ask and return the dialog; `on_yes` is called after it has closed."""
        made = ConfirmDialog(anchor, theme, title=title, text=text, yes=yes, no=no, on_yes=on_yes)
        made.open_layer()
        return made

    def place(self) -> None:
        """Stand in the middle of the window."""
        self.place_in_middle(WIDTH)

    def _on_go(self) -> None:
        on_yes = self._on_yes
        self.close_layer()
        on_yes()
