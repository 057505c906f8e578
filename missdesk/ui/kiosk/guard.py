"""Keeps a kiosk on its pages: one filter before all input, one eye on what windows there are.

What is not allowed by name is taken away before a widget sees it. What the window's shell does
(show the desktop, switch users) the app can only undo; `docs/clinic-setup.md` says how the system
forbids it.

Source: kiosk-and-security.md KE1-KE5, KE8, KE9, KE15-KE17; standards.md KA7, KA10, KA11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen, QWindow
    from PySide6.QtWidgets import QWidget

LOOK_MS: Final = 200
"""How often the window's state is looked at (notes/qt.md 6: cures minimizing and other windows)."""
SHOWS_ANEW: Final = (5, 12, 24)
"""Looks without the focus after which raising alone was no help: another desktop is on show."""
GIVES_UP: Final = 35
ASKS: Final = 10
"""Every so many looks the window is raised, and the screen asked whether it is still there."""
_KEY = Qt.Key
KEYS: Final = frozenset(
    (
        _KEY.Key_Left, _KEY.Key_Right, _KEY.Key_Up, _KEY.Key_Down, _KEY.Key_Tab, _KEY.Key_Backtab,
        _KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_Space, _KEY.Key_PageUp, _KEY.Key_PageDown,
        _KEY.Key_Home, _KEY.Key_End, _KEY.Key_Backspace,
        *(_KEY(int(_KEY.Key_0) + digit) for digit in range(10)),
    )
)  # fmt: skip
"""What reads and turns pages, and types a PIN; every other key is eaten."""
WITH_SHIFT: Final = frozenset((_KEY.Key_Tab, _KEY.Key_Backtab))
_TYPE = QEvent.Type
KEY_EVENTS: Final = frozenset((_TYPE.KeyPress, _TYPE.KeyRelease, _TYPE.ShortcutOverride))
MOUSE_EVENTS: Final = frozenset(
    (_TYPE.MouseButtonPress, _TYPE.MouseButtonRelease, _TYPE.MouseButtonDblClick)
)
TOUCH_EVENTS: Final = frozenset((_TYPE.TouchBegin, _TYPE.TouchUpdate, _TYPE.TouchEnd))
NEVER: Final = frozenset(
    (
        _TYPE.ContextMenu, _TYPE.DragEnter, _TYPE.DragMove, _TYPE.DragLeave, _TYPE.Drop,
        _TYPE.NativeGesture, _TYPE.Gesture, _TYPE.GestureOverride, _TYPE.ToolTip,
        _TYPE.WhatsThis, _TYPE.QueryWhatsThis, _TYPE.StatusTip, _TYPE.Shortcut,
        _TYPE.InputMethod, _TYPE.FileOpen,
    )
)  # fmt: skip


class Guard(QObject):
    """Filters what reaches a kiosk's window and puts the window back in front.

    Made before the window is shown and kept for the life of the process.
    """

    lost = Signal(str)
    """Something took the window away: "state", "screen", "focus" or "stranger"; put right again."""
    crowded = Signal()
    """More than one finger is on the glass: whatever one of them was holding is let go."""
    gone = Signal()
    """It can't be put right: the screen has no such window any more, or never shows it."""

    def __init__(self, app: QApplication, window: QWidget) -> None:
        """Guard the only window of an application."""
        super().__init__(window)
        self._app, self._window = app, window
        self._is_open = False
        self._looks = self._without = 0
        self._was_in_front = False
        # On the application: tooltips and gestures are sent to widgets, past the window's handle.
        app.installEventFilter(self)
        app.screenAdded.connect(self._on_screens)
        app.screenRemoved.connect(self._on_screens)
        app.applicationStateChanged.connect(self._on_state)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def let_out(self) -> None:
        """Stop guarding: staff have typed their PIN."""
        self._is_open = True
        self._timer.stop()
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Eat what is not allowed."""
        if self._is_open:
            return super().eventFilter(watched, event)
        kind = event.type()
        if kind in NEVER or (kind == _TYPE.Close and watched is self._window):
            event.ignore()
            return True
        if kind in KEY_EVENTS and isinstance(event, QKeyEvent):
            return not _is_allowed_key(event)
        if kind in MOUSE_EVENTS and isinstance(event, QMouseEvent):
            return event.button() != Qt.MouseButton.LeftButton
        if kind in TOUCH_EVENTS and isinstance(event, QTouchEvent):
            return self._is_crowd(event)
        if kind == _TYPE.Wheel and isinstance(event, QWheelEvent):
            return event.modifiers() != Qt.KeyboardModifier.NoModifier
        return super().eventFilter(watched, event)

    def _is_crowd(self, event: QTouchEvent) -> bool:
        """Return whether more fingers touch than may; all may leave, else a button stays down."""
        if len(event.points()) < 2:
            return False
        self.crowded.emit()
        return event.type() != _TYPE.TouchEnd

    def look(self) -> None:
        """Put right what another program, the shell or a pulled cable has done."""
        window = self._window
        for stranger in QApplication.topLevelWidgets():
            if stranger is not window and stranger.isVisible():
                self.lost.emit("stranger")
                stranger.hide()
        wrong = window.windowState() & Qt.WindowState.WindowMinimized or not window.isVisible()
        if wrong or not window.isFullScreen():
            self.lost.emit("state")
            self._put_back()
        elif window.geometry() != self._screen().geometry():
            self.lost.emit("screen")
            self._put_back()
        elif QGuiApplication.focusWindow() is not window.windowHandle():
            self.lost.emit("focus")
            window.raise_()
            window.activateWindow()
            self._climb()
        else:
            self._was_in_front, self._without = True, 0
        self._looks += 1
        if self._looks % ASKS == 0:
            window.raise_()  # what stands on top need not have the focus (KE17)
            if not self._is_there():
                self.gone.emit()

    def _climb(self) -> None:
        """Come to the desktop that is on show, by leaving the screen for a moment; or give up.

        Only where a window can always ask for the focus, and this one has had it.
        """
        if not self._was_in_front or not _is_x():
            return
        self._without += 1
        if self._without in SHOWS_ANEW:
            self._window.hide()
            self._put_back()
        elif self._without >= GIVES_UP:
            self.gone.emit()

    def _is_there(self) -> bool:
        """Return whether the screen still has the window: another program can destroy it."""
        if not _is_x() or self._without:
            return True  # Only a window in front surely has a pixel to read.
        return not self._screen().grabWindow(self._window.winId(), 0, 0, 1, 1).isNull()

    def _put_back(self) -> None:
        """Show the window over the whole of its screen again."""
        window, screen = self._window, self._screen()
        handle: QWindow | None = window.windowHandle()
        if handle is not None and handle.screen() is not screen:
            handle.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.setWindowState(Qt.WindowState.WindowFullScreen)
        window.show()
        window.raise_()
        window.activateWindow()

    def _screen(self) -> QScreen:
        """Return the screen to fill: its own while that is there, else the first."""
        own = self._window.screen()
        return own if own in QGuiApplication.screens() else QGuiApplication.primaryScreen()

    def _on_screens(self, _screen: QScreen) -> None:
        """Wait until Qt has moved what it moves by itself, then look."""
        QTimer.singleShot(0, self, self.look)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive or self._is_open:
            return
        self._window.raise_()
        self._window.activateWindow()


def _is_x() -> bool:
    """Return whether the screen is one of X."""
    return QGuiApplication.platformName() == "xcb"


def _is_allowed_key(event: QKeyEvent) -> bool:
    """Return whether a key may do something: by name, without modifiers, and never by repeating."""
    if event.isAutoRepeat() or event.key() not in KEYS:
        return False
    given = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if given == Qt.KeyboardModifier.NoModifier:
        return True
    return given == Qt.KeyboardModifier.ShiftModifier and event.key() in WITH_SHIFT
