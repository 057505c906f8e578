"""A large card over the page: a hard word and what it means, or what happens; one large Close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from missdesk.i18n import _
from missdesk.ui.kiosk.card import KioskCard
from missdesk.ui.kiosk.screen import TARGET
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.theme.theme import Theme

WIDE: Final = 620
PAD: Final = 28


class WordCard(KioskCard):
    """Any touch closes it."""

    def __init__(self, anchor: QWidget, theme: Theme, title: str, words: str) -> None:
        """Say words under a title; `open_layer` shows it."""
        super().__init__(anchor, theme, WIDE)
        self.setObjectName("kiosk.word")
        column = Column(theme, self.card, gap=12, pad=PAD)
        column.addWidget(Words(theme, title, "heading", parent=self.card))
        column.addWidget(Words(theme, words, "body", name="kiosk.meaning", parent=self.card))
        close = Button(
            theme,
            _("Close"),
            "kiosk.word.close",
            kind="primary",
            icon="x",
            height=TARGET,
            parent=self.card,
        )
        close.clicked.connect(self.close_layer)
        column.addSpacing(theme.px(6))
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.card.setAccessibleName(title)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close, wherever the touch was."""
        event.accept()
        self.close_layer()


def tell(anchor: QWidget, theme: Theme, title: str, words: str) -> None:
    """Say something in a card, in the place of what was said before.

    "Are you still there?" and the staff's page stay: to close them would be an answer that nobody
    gave (KR6).
    """
    above = Layer.open_on(anchor.window())
    if above is None or isinstance(above, WordCard):
        WordCard(anchor, theme, title, words).open_layer()
