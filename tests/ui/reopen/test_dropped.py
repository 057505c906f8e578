"""A drop is the window's, wherever it lands; it moves no file and leaves no trace (KE8, KP4)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication, QGraphicsView, QLineEdit

from missdesk.model.consultation import Visit
from tests.ui.reopen.opening import (
    COPY,
    LEFT,
    NAME,
    NO_KEY,
    drop_file,
    same,
    visit,
    wait,
)

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from missdesk.ui.desk import Desk


def test_a_file_dropped_on_a_field_or_a_picture_is_the_windows(
    desk: Desk, qtbot: QtBot, pdf: Path
) -> None:
    """KE8: no path is typed into a field, and nothing else takes the file."""
    wait(qtbot, desk, lambda: True)
    desk.open_topic("slipped-disc")
    for step in ("problem", "decide", "handout"):
        desk.go(step)
        wait(qtbot, desk, lambda: True)
    lines = desk.window.findChildren(QLineEdit)
    assert lines
    assert not [line.objectName() for line in lines if line.acceptDrops()]
    line = lines[-1]
    before = line.text()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pdf))])
    at = QPoint(line.rect().center())
    QApplication.sendEvent(line, QDragEnterEvent(at, COPY, data, LEFT, NO_KEY))
    assert line.text() == before


def test_no_folder_and_no_file_is_remembered(
    desk: Desk, qtbot: QtBot, pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """KP4: opening leaves no trace in the user's settings."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    drop_file(desk, pdf)
    wait(qtbot, desk, lambda: visit(desk).topic is not None)
    assert not list(home.rglob("*"))


def test_a_drag_is_shown_as_a_copy_so_that_the_file_stays(desk: Desk, pdf: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pdf))])
    both = COPY | Qt.DropAction.MoveAction
    event = QDragEnterEvent(QPoint(5, 5), both, data, LEFT, NO_KEY)
    QApplication.sendEvent(desk.window, event)
    assert event.dropAction() == COPY
    assert event.type() == QEvent.Type.DragEnter


def test_a_file_dropped_on_a_picture_comes_to_the_window(
    desk: Desk, qtbot: QtBot, pdf: Path, saved: Visit
) -> None:
    desk.open_topic("slipped-disc")
    desk.go("operation")
    wait(qtbot, desk, lambda: bool(desk.window.findChildren(QGraphicsView)))
    port = desk.window.findChildren(QGraphicsView)[-1].viewport()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pdf))])
    event = QDragEnterEvent(port.rect().center(), COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(port, event)  # goes up to whoever takes it, as a real drag does
    assert event.isAccepted()
    drop_file(desk, pdf)
    wait(qtbot, desk, lambda: visit(desk).name == NAME)
    assert same(visit(desk), saved)
