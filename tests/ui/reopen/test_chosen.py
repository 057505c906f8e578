"""An earlier handout is chosen from a list that names nobody, or typed."""

from __future__ import annotations

import threading
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from missdesk.model.consultation import Visit
from missdesk.ui import reopen_cards
from missdesk.ui.handout_parts.places import Place
from missdesk.ui.reopen_cards import MOST_LISTED, OpenPanel, earlier_handouts
from missdesk.ui.widgets.layer import Layer
from tests.ui.reopen.opening import (
    press,
    same,
    visit,
    wait,
)

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from missdesk.ui.desk import Desk


def test_the_list_names_nobody_and_the_newest_come_first(tmp_path: Path) -> None:
    names = [f"handout-2026{month:02}01-0905.pdf" for month in range(1, 10)]
    others = ["Maria Lindqvist.pdf", "handout-20261399-0905.pdf", "handout-20260101-0905.pdf.exe"]
    for name in (*names, *others):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "handout-20261201-0905.pdf").mkdir()
    found = earlier_handouts((Place("Documents", tmp_path), Place("Gone", tmp_path / "gone")))
    assert len(found) == MOST_LISTED
    assert [one.path.name for one in found] == names[: -MOST_LISTED - 1 : -1]
    assert found[0].made == datetime(2026, 9, 1, 9, 5)


def test_an_earlier_handout_is_chosen_from_the_start_page(
    desk: Desk, qtbot: QtBot, pdf: Path, saved: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reopen_cards, "places", lambda: (Place("Documents", pdf.parent),))
    press(desk, "start.earlier")
    wait(qtbot, desk, lambda: bool(desk.window.findChildren(QAbstractButton, "reopen.go")))
    rows = desk.window.findChildren(QAbstractButton, "reopen.file.file-0")
    assert rows[0].accessibleName().replace("\xa0", " ") == "21 November 2026, 09:05"
    press(desk, "reopen.go")
    wait(qtbot, desk, lambda: visit(desk).topic is not None)
    assert same(visit(desk), saved)
    assert Layer.open_on(desk.window) is None


def _is_told(panel: OpenPanel, words: str) -> bool:
    return words in " ".join(panel._trouble.words)


def test_a_wrong_file_is_told_in_the_card_and_what_was_typed_stays(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reopen_cards, "places", lambda: ())
    press(desk, "start.earlier")
    wait(qtbot, desk, lambda: desk.reopening._panel is not None)
    panel = desk.reopening._panel
    assert panel is not None
    for typed, words in (
        ("handout.pdf", "not a full path"),
        ("~nobody-here/handout.pdf", "not a full path"),
        (str(tmp_path / "gone.pdf"), "can't be read"),
    ):
        panel._path.line.setText(typed)
        press(desk, "reopen.go")
        qtbot.waitUntil(partial(_is_told, panel, words))
        assert panel._path.text == typed
        assert panel._open.isEnabled()


def test_places_that_are_read_late_open_no_card_on_another_page(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = threading.Event()

    def read() -> tuple[Place, ...]:
        late.wait(20)
        return ()

    monkeypatch.setattr(reopen_cards, "places", read)
    press(desk, "start.earlier")
    desk.show_clinic()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    late.set()
    wait(qtbot, desk, lambda: True)
    assert Layer.open_on(desk.window) is None
