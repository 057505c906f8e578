"""What the left mouse button does on a picture: it holds the tool in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsView

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from missdesk.ui.stage.pointer import Pointer


class PressedView(QGraphicsView):
    """Hands presses to its pointer.

    Attributes:
        pointer: What is drawn or tapped on it.
    """

    pointer: Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke, rub out or tap, with the tool in hand."""
        if event.button() == Qt.MouseButton.LeftButton and self.begin_press():
            self.pointer.press(event.position())

    def begin_press(self) -> bool:
        """Return whether there is a picture to press on."""
        return True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        self.pointer.move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pointer.release(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second press of a double click as any press."""
        self.mousePressEvent(event)
