"""A dashed box with words, where a number would stand (RC13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.painting import start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

WIDTH = 2.0


class UnknownBox(QWidget):
    """Says in the fixed wording that there is no number, and why."""

    def __init__(
        self, theme: Theme, title: str, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        column = Column(theme, self, gap=8, pad=16)
        column.addStretch(2)
        column.addWidget(Words(theme, title, "name", align="center", parent=self))
        if text:
            column.addWidget(
                Words(theme, text, "small", token="ink2", align="center", parent=self)  # noqa: S106
            )
        column.addStretch(3)
        self.setAccessibleName(f"{title}. {text}" if text else title)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dashed outline."""
        painter, theme = start(self), self._theme
        pen = QPen(theme.color("edge"), WIDTH)
        pen.setDashPattern([4.0, 3.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(theme.color("sunken"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, theme.radius("box"), theme.radius("box"))
        painter.end()
