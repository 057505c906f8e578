"""The quiet page that stands when the kiosk has failed again and again.

It needs no content, no picture and no font of ours, so nothing that broke the kiosk breaks it.

Source: kiosk-and-security.md KR3.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _

GROUND, INK = "#EDF2F1", "#10282E"
PART: Final = 18
"""Letters are this part of the screen's shorter side."""


class NoticePage(QWidget):
    """Covers the screen with one sentence."""

    def __init__(self) -> None:
        """Make the page; `showFullScreen` shows it."""
        super().__init__(None, Qt.WindowType.FramelessWindowHint)
        self.setObjectName("kiosk.notice")
        self.setWindowTitle("MISSDesk")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.words = _("This screen is resting. Please ask at the desk.")
        self.setAccessibleName(self.words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sentence in the middle."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(GROUND))
        font = QFont(painter.font())
        font.setPixelSize(max(16, min(self.width(), self.height()) // PART))
        painter.setFont(font)
        painter.setPen(QColor(INK))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        side = self.width() // 10
        painter.drawText(self.rect().adjusted(side, 0, -side, 0), int(flags), self.words)
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay: the supervisor ends it."""
        event.ignore()
