"""A control that is one of a list: the arrow keys ask for the row before or after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from missdesk.ui.widgets.control import Control

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class ListRow(Control):
    """A row of a list; whoever holds the list knows where it goes.

    Signals:
        stepped: -1 or 1: go to the row before or after.
    """

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down with the arrow keys."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)
