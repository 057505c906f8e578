"""Let nothing that was copied during a visit be pasted after it, or much later than a minute.

Source: kiosk-and-security.md KP6.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_S: Final = 60
"""How long what was copied here can be pasted."""
_WINDOWS: Final = 'application/x-qt-windows-mime;value="{name}"'
HINTS: Final[tuple[tuple[str, bytes], ...]] = (
    ("x-kde-passwordManagerHint", b"secret"),
    (_WINDOWS.format(name="ExcludeClipboardContentFromMonitorProcessing"), b"\1\0\0\0"),
    (_WINDOWS.format(name="CanIncludeInClipboardHistory"), b"\0\0\0\0"),
    (_WINDOWS.format(name="CanUploadToCloudClipboard"), b"\0\0\0\0"),
    # macOS: what nspasteboard.org asks of programs that copy secrets.
    ("org.nspasteboard.ConcealedType", b"1"),
)
"""Formats that ask clipboard histories to leave what was copied out, with their data."""


def secret_data(text: str) -> QMimeData:
    """Return a text for the clipboard that asks every history to leave it out."""
    data = QMimeData()
    data.setText(text)
    for kind, value in HINTS:
        data.setData(kind, value)
    return data


def forget_copied() -> None:
    """Empty the clipboard, and the marked words of X11, where this program filled them (KP6).

    What another program copied is not ours to clear.
    """
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


class CopyWatch(QObject):
    """Empties the clipboard a minute after this program filled it, by a button or by Ctrl+C.

    Signals:
        counted: Seconds until it is emptied, each second; 0 when it was, or holds something else.
    """

    counted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Watch from now on."""
        super().__init__(parent)
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._on_second)
        QGuiApplication.clipboard().dataChanged.connect(self._on_changed)

    @property
    def seconds_left(self) -> int:
        """Return how long what was copied here is still there; 0 when nothing is."""
        return self._left

    def copy(self, text: str) -> None:
        """Put a text on the clipboard, for no history and for a minute only."""
        QGuiApplication.clipboard().setMimeData(secret_data(text))
        self._begin()  # not every platform tells a program of its own change

    def _begin(self) -> None:
        self._left = KEPT_S
        self._timer.start()
        self.counted.emit(self._left)

    def _stop(self) -> None:
        self._timer.stop()
        if self._left:
            self._left = 0
            self.counted.emit(0)

    def _on_changed(self) -> None:
        clipboard = QGuiApplication.clipboard()
        data = clipboard.mimeData() if clipboard.ownsClipboard() else None
        if data is not None and data.formats():
            self._begin()
        else:
            self._stop()

    def _on_second(self) -> None:
        self._left -= 1
        if self._left > 0:
            self.counted.emit(self._left)
            return
        self._timer.stop()
        forget_copied()
        self.counted.emit(0)
