"""Keys that a control wants for itself, although the window has a shortcut on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from collections.abc import Container


def keeps(event: QEvent, keys: Container[int]) -> bool:
    """Take a key, pressed alone, before the window's shortcuts do; return whether it was taken.

    A control calls this first in its `event`; the key then comes to its `keyPressEvent`.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.modifiers() != Qt.KeyboardModifier.NoModifier or event.key() not in keys:
        return False
    event.accept()
    return True
