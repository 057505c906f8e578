"""`missdesk consult --from FILE`: the window opens on the visit that the file holds."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from missdesk import app, cli
from missdesk.handout.build import build_handout
from missdesk.model.consultation import Consultation, Visit
from missdesk.model.record import to_json
from missdesk.model.topic import TopicId
from missdesk.ui.main_window import MainWindow
from missdesk.ui.reopen_cards import PasswordCard
from missdesk.ui.widgets.layer import Layer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from missdesk.model.library import Library

WORD = "correct horse"


@pytest.fixture(autouse=True)
def _tidy(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the hook and the windows back."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def visit(library: Library) -> Visit:
    consultation = Consultation()
    consultation.start(library.topics[TopicId("slipped-disc")])
    consultation.change(name="Zzyzx Qwertz", level="L4-L5", side="left", text_size="large")
    return consultation.visit


def _options(*words: str) -> Namespace:
    return cli.parser().parse_args(["consult", "--windowed", *words])


def _run(arguments: Namespace, look: Callable[[MainWindow], object | None]) -> tuple[int, object]:
    """Run the app until `look` sees something; return the exit code and what was seen."""
    seen: list[object] = []

    def again() -> None:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        shown = look(found[0]) if found and found[0]._desk is not None else None
        if shown is None:
            QTimer.singleShot(20, again)
            return
        seen.append(shown)
        QTimer.singleShot(0, found[0].close)

    QTimer.singleShot(0, again)
    code = app.run(arguments)
    return code, seen[0] if seen else None


def test_a_record_opens_as_it_was_saved(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "visit.json"
    file.write_text(to_json(visit), encoding="utf-8")
    code, seen = _run(
        _options("--from", str(file), "--step", "decide"),
        lambda window: (window.desk.step, window.desk._consultation.visit),
    )
    assert code == 0
    assert isinstance(seen, tuple)
    step, found = seen
    assert step == "decide"
    assert (found.name, found.level, found.side) == (visit.name, "L4-L5", "left")
    assert (found.text_size, found.options) == ("large", visit.options)


def test_a_locked_handout_opens_the_window_and_asks(
    visit: Visit, library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "locked.pdf"
    made = build_handout(library, visit, today=date(2026, 11, 21), with_record=True, password=WORD)
    file.write_bytes(made.pdf)

    def look(window: MainWindow) -> object | None:
        layer = Layer.open_on(window)
        if isinstance(layer, PasswordCard):
            assert window.desk._consultation.visit.topic is None
            layer._field.line.insert(WORD)
            layer._on_open()
        return window.desk._consultation.visit.name or None

    assert _run(_options("--from", str(file)), look) == (0, visit.name)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"MZ", "neither a handout"), (b'{"format": "x"}', "not a saved"), (None, "can't be read")],
)
def test_a_wrong_file_is_told_before_any_window_opens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, words: str
) -> None:
    file = tmp_path / "file"
    if content is not None:
        file.write_bytes(content)
    assert app.run(_options("--from", str(file))) == 2
    assert words in capsys.readouterr().err
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]


def test_another_topic_than_the_files_is_refused(
    visit: Visit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "visit.json"
    file.write_text(to_json(visit), encoding="utf-8")
    assert app.run(_options("--from", str(file), "--topic", "narrow-canal")) == 2
    assert 'the file is about "slipped-disc"' in capsys.readouterr().err
