"""What tests do to open a handout again: drop it, press, wait, look at the visit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from missdesk.model.record import to_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from missdesk.model.consultation import Visit
    from missdesk.ui.desk import Desk

NAME = "Zzyzx Qwertz"
TODAY = date(2026, 11, 21)
COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


def drop(target: QWidget, *urls: QUrl, text: str = "") -> bool:
    """Drop something as a file manager would; return whether it was taken."""
    data = QMimeData()
    if urls:
        data.setUrls(list(urls))
    if text:
        data.setText(text)
    middle = target.rect().center()
    enter = QDragEnterEvent(middle, COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(target, enter)
    event = QDropEvent(QPointF(middle), COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(target, event)
    return enter.isAccepted() and event.isAccepted()


def drop_file(desk: Desk, *paths: Path) -> None:
    assert drop(desk.window, *(QUrl.fromLocalFile(str(path)) for path in paths))


def visit(desk: Desk) -> Visit:
    return desk._consultation.visit


def wait(qtbot: QtBot, desk: Desk, ready: Callable[[], bool]) -> None:
    qtbot.waitUntil(ready, timeout=20_000)
    qtbot.waitUntil(lambda: not desk.is_busy, timeout=20_000)


def press(desk: Desk, name: str) -> None:
    found = desk.window.findChildren(QAbstractButton, name)
    assert found, name
    found[-1].click()


def same(found: Visit, saved: Visit) -> bool:
    """Return whether a visit is the saved one; the step now in front has been seen, too."""
    return to_json(found).replace('"problem",\n', "") == to_json(saved).replace('"problem",\n', "")
