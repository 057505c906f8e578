"""The first words on the screen, where the start page has them, while the rest is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.theme.tokens import Role

MARGIN, BAR, BRAND, BRAND_GAP, HEAD_TOP, LINE_GAP = 32, 64, 40, 12, 4, 4


def start_title() -> str:
    """Return the title of the start page."""
    return _("What shall we talk about?")


def start_note() -> str:
    """Return the sentence under the title, when no visit is open."""
    return _("Choose a topic. Nothing from the last visit is kept.")


class Opening(QWidget):
    """Name, title and one sentence.

    Signals:
        painted: They are on the screen; comes once.
    """

    painted = Signal()

    def __init__(self, theme: Theme, *, has_title: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._has_title, self._is_painted = theme, has_title, False
        self.setObjectName("opening")
        self.setAccessibleName(start_title() if has_title else "MISSDesk")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("canvas"))
        px, left = self._theme.px, float(self._theme.px(MARGIN))
        name = left + self._theme.part_px(BRAND) + px(BRAND_GAP)
        bar = QRectF(0, 0, self.width(), px(BAR))
        self._line(painter, "MISSDesk", "topic", QPointF(name, bar.center().y()))
        if self._has_title:
            y = px(BAR + HEAD_TOP) + self._theme.line("title") / 2
            self._line(painter, start_title(), "title", QPointF(left, y))
            y += self._theme.line("title") / 2 + px(LINE_GAP) + self._theme.line("body") / 2
            self._line(painter, start_note(), "body", QPointF(left, y), "ink2")
        painter.end()
        if not self._is_painted:
            self._is_painted = True
            # After this paint has reached the screen.
            QTimer.singleShot(0, self.painted.emit)

    def _line(
        self, painter: QPainter, text: str, role: Role, at: QPointF, token: str = "ink"
    ) -> None:
        """Draw one line, its letters in the middle of its height."""
        painter.setFont(self._theme.type(role))
        painter.setPen(self._theme.color(token))
        metrics = QFontMetricsF(painter.font())
        painter.drawText(at + QPointF(0, (metrics.ascent() - metrics.descent()) / 2), text)
