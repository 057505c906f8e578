"""Put an event filter before a window's handle: it sees all input before any widget does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class HandleWatch(QObject):
    """Follows the handle: there is none before the window is first shown, and it may change."""

    def __init__(self, window: QWidget, watcher: QObject) -> None:
        """Let `watcher.eventFilter` see what reaches the window's handle, as long as it lives."""
        super().__init__(watcher)
        self._window, self._watcher = window, watcher
        window.installEventFilter(self)
        self._follow()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice another handle."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.WinIdChange):
            self._follow()
        return False

    def _follow(self) -> None:
        # The stubs don't know that there may be none. A filter that is there already stays one.
        handle: QObject | None = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self._watcher)
