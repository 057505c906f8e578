"""A handout or a record that is dropped opens as it was saved, also a locked one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLineEdit

from missdesk.handout.build import build_handout
from missdesk.model.consultation import Visit
from missdesk.model.record import to_json
from missdesk.ui.widgets.confirm import ConfirmDialog
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.words import Words
from tests.ui.reopen.opening import (
    NAME,
    TODAY,
    drop_file,
    press,
    same,
    visit,
    wait,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.model.library import Library
    from missdesk.ui.desk import Desk


WORD = "correct horse"


def test_a_handout_dropped_on_the_start_page_opens_exactly_as_it_was_saved(
    desk: Desk, qtbot: QtBot, pdf: Path, saved: Visit
) -> None:
    drop_file(desk, pdf)
    wait(qtbot, desk, lambda: visit(desk).topic is not None)
    assert same(visit(desk), saved)
    assert desk.step == "problem"
    assert desk.notice.words[0] == "The handout is open again."


def test_a_record_opens_as_well(desk: Desk, qtbot: QtBot, saved: Visit, tmp_path: Path) -> None:
    record = tmp_path / "visit.json"
    record.write_text(to_json(saved), encoding="utf-8")
    drop_file(desk, record)
    wait(qtbot, desk, lambda: visit(desk).topic is not None)
    assert same(visit(desk), saved)


@pytest.mark.parametrize("answer", ["confirm.yes", "confirm.no"])
def test_a_visit_that_would_be_lost_is_asked_for_once(
    desk: Desk, qtbot: QtBot, pdf: Path, saved: Visit, answer: str
) -> None:
    desk.open_topic("narrow-canal")
    desk._consultation.change(name="Somebody Else")
    drop_file(desk, pdf)
    wait(qtbot, desk, lambda: isinstance(Layer.open_on(desk.window), ConfirmDialog))
    assert visit(desk).name == "Somebody Else"
    press(desk, answer)
    if answer == "confirm.yes":
        assert same(visit(desk), saved)
    else:
        assert visit(desk).name == "Somebody Else"
    assert Layer.open_on(desk.window) is None
    wait(qtbot, desk, lambda: True)


def test_a_visit_with_nothing_in_it_is_not_asked_for(
    desk: Desk, qtbot: QtBot, pdf: Path, saved: Visit
) -> None:
    desk.open_topic("narrow-canal")
    drop_file(desk, pdf)
    wait(qtbot, desk, lambda: visit(desk).name == NAME)
    assert same(visit(desk), saved)


def test_nothing_copied_in_the_visit_before_can_be_pasted(
    desk: Desk, qtbot: QtBot, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _board: True)
    desk.open_topic("narrow-canal")
    desk.do("note")
    assert QApplication.clipboard().text()
    drop_file(desk, pdf)
    wait(qtbot, desk, lambda: visit(desk).name == NAME)
    assert QApplication.clipboard().text() == ""


def _locked(library: Library, saved: Visit, folder: Path) -> Path:
    made = folder / "locked.pdf"
    built = build_handout(library, saved, today=TODAY, with_record=True, password=WORD)
    made.write_bytes(built.pdf)
    return made


def test_a_locked_handout_asks_for_its_password_until_it_is_right(
    desk: Desk, qtbot: QtBot, library: Library, saved: Visit, tmp_path: Path
) -> None:
    drop_file(desk, _locked(library, saved, tmp_path))
    line = _password_line(qtbot, desk)
    assert line.echoMode() == QLineEdit.EchoMode.Password
    line.insert("wrong one")
    press(desk, "password.yes")
    assert line.text() == ""
    qtbot.waitUntil(lambda: "not its password" in _wrong(desk), timeout=20_000)
    again = _password_line(qtbot, desk)
    again.insert(WORD)
    press(desk, "password.yes")
    wait(qtbot, desk, lambda: visit(desk).topic is not None)
    assert same(visit(desk), saved)
    assert not any(WORD in w.text() for w in desk.window.findChildren(QLineEdit))


def _password_line(qtbot: QtBot, desk: Desk) -> QLineEdit:
    def found() -> list[TextField]:
        layer = Layer.open_on(desk.window)
        return [] if layer is None else layer.findChildren(TextField, "password.field")

    qtbot.waitUntil(lambda: bool(found()), timeout=20_000)
    return found()[0].line


def _wrong(desk: Desk) -> str:
    layer = Layer.open_on(desk.window)
    words = None if layer is None else layer.findChild(Words, "password.wrong")
    return "" if words is None else words.text


def test_giving_up_on_a_password_changes_nothing(
    desk: Desk, qtbot: QtBot, library: Library, saved: Visit, tmp_path: Path
) -> None:
    drop_file(desk, _locked(library, saved, tmp_path))
    _password_line(qtbot, desk).insert("half")
    press(desk, "password.no")
    assert visit(desk) == Visit()
    assert desk.step is None
