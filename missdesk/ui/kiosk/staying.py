"""A window that stays where it is: staff alone can close it, and nothing of it opens or takes in.

A plain widget, not a main window or a dialog: no menu of docks, no Esc that closes it (KE2, KE5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from missdesk.ui.widgets.handle_watch import HandleWatch

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from missdesk.ui.theme.theme import Theme

SHORT, LONG = 540, 960
"""Designed size of the screen: at 1920 x 1080 and 1080 x 1920 one designed pixel is two."""
LEAST_SCALE, MOST_SCALE = 0.8, 6.0
TOUCHES: Final = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress}
)


class StayingWindow(QWidget):
    """Scales the theme to its screen, and tells when somebody is there.

    Attributes:
        can_close: Staff let it close; else it stays (KE1).

    Signals:
        touched: A person touched the screen or pressed a key.
    """

    touched = Signal()

    def __init__(self, theme: Theme) -> None:
        """Be empty; `lock` comes when all its parts are there."""
        super().__init__()
        self.can_close = False
        self._theme = theme
        self.setWindowTitle("MISSDesk")
        self.setAutoFillBackground(True)
        self._color()
        theme.changed.connect(self._color)
        HandleWatch(self, self)

    def lock(self) -> None:
        """Let no part open a menu or take a drop (KE5, KE8).

        A scroll bar has a menu of its own, a view of pictures takes drops.
        """
        for widget in (self, *self.findChildren(QWidget)):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            widget.setAcceptDrops(False)

    def arrange(self) -> None:
        """Place all parts; subclasses do."""

    def let_go(self) -> None:
        """End what goes on, before it closes; subclasses do."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Tell of touches, which the window's handle sees first; keep none."""
        if event.type() in TOUCHES:
            self.touched.emit()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay, unless staff let it go (KE1)."""
        event.setAccepted(self.can_close)
        if self.can_close:
            self.let_go()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Scale to the screen and place all."""
        raw = min(min(self.width(), self.height()) / SHORT, max(self.width(), self.height()) / LONG)
        self._theme.set_scale(max(LEAST_SCALE, min(MOST_SCALE, raw)), self.width())
        self.arrange()

    def _color(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color("canvas"))
        self.setPalette(palette)
