"""The window itself: shows its first words at once, and then takes the desk.

This module and what it imports are all that stands between the command and the first frame, so
it is kept small; the rest is loaded after the first paint (start-up time).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from missdesk.ui.opening import Opening

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from missdesk.ui.desk import Desk
    from missdesk.ui.theme.theme import Theme

TITLE: Final = "MISSDesk"
LEAST: Final = (800, 560)


class MainWindow(QMainWindow):
    """Scales everything to its size; what happens in it is the desk's.

    Signals:
        opened: Its first words have been painted; comes once.
        closing: It is about to go; comes once.
    """

    opened = Signal()
    closing = Signal()

    def __init__(self, theme: Theme, *, has_title: bool = True) -> None:
        """Show the first words.

        Args:
            theme: Colors, sizes and fonts.
            has_title: The start page will follow; False = a topic will.
        """
        super().__init__()
        self._theme = theme
        self._desk: Desk | None = None
        # PRIVACY: the title is seen in task lists; it names no patient and no topic.
        self.setWindowTitle(TITLE)
        self.setObjectName("main-window")
        self.setMinimumSize(QSize(*LEAST))
        opening = Opening(theme, has_title=has_title, parent=self)
        opening.painted.connect(self.opened)
        self.setCentralWidget(opening)

    @property
    def desk(self) -> Desk:
        """Return what runs the visits.

        Raises:
            RuntimeError: The window has none yet.
        """
        if self._desk is None:
            raise RuntimeError("the window has no desk yet")
        return self._desk

    def take_desk(self, desk: Desk, shell: QWidget) -> None:
        """Show the desk's parts instead of the first words."""
        self._desk = desk
        self.setCentralWidget(shell)

    def do(self, action: str) -> None:
        """Do what a page asks for; nothing before there is a desk."""
        if self._desk is not None:
            self._desk.do(action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale everything to the window."""
        super().resizeEvent(event)
        self._theme.set_window(event.size())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the desk forget the visit; it may ask first."""
        if self._desk is not None and not self._desk.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
