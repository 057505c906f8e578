"""The patient's window: one picture, large and calm; nothing to press and nothing private.

It keeps no more than the picture it shows. What is not shown any more is forgotten in the same
moment, before anything else is painted, so nothing of one visit can flash up in the next.

Source: kiosk-and-security.md KP7; issue 7 (patient screen).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from missdesk.ui.presenter.mirror import paint_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QScreen

    from missdesk.ui.theme.theme import Theme

TITLE: Final = "MISSDesk"
MARGIN: Final = 0.03
"""Of the shorter side."""


class PatientWindow(QWidget):
    """Shows what it is given, over the whole of one screen."""

    def __init__(self, theme: Theme) -> None:
        """Make the window; it is not shown yet."""
        kind = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint
        # Keys and clickers stay with the desk: window managers give the newest window the focus.
        super().__init__(None, kind | Qt.WindowType.WindowDoesNotAcceptFocus)
        self._theme = theme
        self._picture = QPixmap()
        self._foot = ""
        self.setWindowTitle(TITLE)
        self.setObjectName("patient-window")
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        theme.changed.connect(self.update)

    @property
    def is_empty(self) -> bool:
        """Return whether it shows nothing."""
        return self._picture.isNull()

    def picture(self) -> QPixmap:
        """Return what it shows, for the preview beside it."""
        return self._picture

    def open_on(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.winId()
        handle = self.windowHandle()
        handle.setScreen(screen)
        self.setGeometry(screen.geometry())
        # Not `showFullScreen`, which asks for the keyboard.
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()

    def set_foot(self, words: str) -> None:
        """Say at the foot who has reviewed what is shown."""
        self._foot = words

    def show_parts(self, parts: Sequence[QWidget], page: QWidget) -> None:
        """Show parts of a page."""
        ratio = self.devicePixelRatio()
        picture = QPixmap(QSize(round(self.width() * ratio), round(self.height() * ratio)))
        if picture.isNull():
            return
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.color("surface"))
        margin = MARGIN * min(self.width(), self.height())
        line = self._theme.line("note") * 1.5 if self._foot else 0.0
        area = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin - line)
        painter = QPainter(picture)
        scale = paint_parts(painter, area, parts, page)
        if self._foot and scale:
            self._paint_foot(painter, margin)
        painter.end()
        self._picture = picture if scale else QPixmap()
        self.update()

    def forget(self) -> None:
        """Show nothing, at once."""
        self._picture = QPixmap()
        self._foot = ""
        if self.isVisible():
            self.repaint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, or one calm color."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("canvas" if self.is_empty else "surface"))
        if not self.is_empty:
            painter.drawPixmap(self.rect(), self._picture)
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay: only the desk decides."""
        event.ignore()

    def _paint_foot(self, painter: QPainter, margin: float) -> None:
        font = self._theme.type("note")
        font.setPixelSize(round(font.pixelSize() * 1.3))
        painter.setFont(font)
        painter.setPen(self._theme.color("ink2"))
        box = QRectF(self.rect()).adjusted(margin, 0, -margin, -margin / 2)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignBottom), self._foot)
