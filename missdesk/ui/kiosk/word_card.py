"""A large card over the page: a hard word, what it means, and one large Close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt

from missdesk.i18n import _
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.scroll_sheet import least_height
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.theme.theme import Theme

WIDE, MARGIN, PAD = 620, 16, 28
TARGET = 56
"""Designed height of Close: 112 px on a 1080p screen (WC23)."""


class WordCard(Layer):
    """Lies over the window as its child, never a window of its own (KE16); any touch closes it."""

    def __init__(self, anchor: QWidget, theme: Theme, word: str, meaning: str) -> None:
        """Explain a word; `open_layer` shows it."""
        super().__init__(anchor, theme, dims=True)
        self.setObjectName("kiosk.word")
        column = Column(theme, self.card, gap=12, pad=PAD)
        title = word[:1].upper() + word[1:]
        column.addWidget(Words(theme, title, "heading", parent=self.card))
        column.addWidget(Words(theme, meaning, "body", name="kiosk.meaning", parent=self.card))
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

    def place(self) -> None:
        """Stand in the lower middle, where a hand reaches it in portrait too (KA9)."""
        margin = self.theme.px(MARGIN)
        width = min(self.theme.text_px(WIDE), self.width() - 2 * margin)
        height = min(least_height(self.card, width), self.height() - 2 * margin)
        is_portrait = self.height() > self.width()
        middle = self.height() * (2 / 3 if is_portrait else 1 / 2)
        top = min(round(middle - height / 2), self.height() - margin - height)
        self.card.setGeometry(QRect((self.width() - width) // 2, top, width, height))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close, wherever the touch was."""
        event.accept()
        self.close_layer()
