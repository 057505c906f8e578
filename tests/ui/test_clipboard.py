"""What was copied is gone after a minute and after the visit, and no history keeps it (KP6)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from missdesk.handout.note import record_note
from missdesk.model.consultation import Consultation
from missdesk.model.topic import TopicId
from missdesk.paths import assets_dir
from missdesk.ui import clipboard
from missdesk.ui.actions import ACTIONS
from missdesk.ui.clipboard import HINTS, KEPT_S, CopyWatch, secret_data
from missdesk.ui.context import UiContext
from missdesk.ui.desk import Desk, WindowParts
from missdesk.ui.main_window import MainWindow
from missdesk.ui.record_note import KEY
from missdesk.ui.tabs import TABS
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

NAME = "Zzyzx Qwertz"


@pytest.fixture(autouse=True)
def board(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[QClipboard]:
    """The clipboard, ours; the offscreen platform never says so."""
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _board: True)
    made = QApplication.clipboard()
    made.clear()
    yield made
    made.clear()


def _let_a_minute_pass(watch: CopyWatch, seconds: int = KEPT_S) -> None:
    for _second in range(seconds):
        watch._on_second()


@pytest.fixture
def desk(theme: Theme, workers: Workers, library: Library, qtbot: QtBot) -> Iterator[Desk]:
    """The window in a visit with a name."""
    window = MainWindow(theme)
    qtbot.addWidget(window)
    consultation = Consultation()
    consultation.start(library.topics[TopicId("slipped-disc")])
    consultation.change(name=NAME, level="L4-L5", side="left", own_questions=("=1+1",))
    context = UiContext(library, consultation, theme, workers)
    parts = WindowParts(context, lambda: TABS, assets_dir() / "cards", date(2026, 11, 21))
    made = Desk(window, parts)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: not made.is_busy)
    yield made
    window.close()


def test_histories_are_asked_to_leave_it_out() -> None:
    data = secret_data("words")
    assert data.text() == "words"
    assert {kind for kind, _value in HINTS} <= set(data.formats())
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert any("ExcludeClipboardContentFromMonitorProcessing" in kind for kind in data.formats())


def test_what_was_copied_is_gone_after_a_minute_and_it_counts(board: QClipboard) -> None:
    watch = CopyWatch()
    seen: list[int] = []
    watch.counted.connect(seen.append)
    watch.copy("words")
    _let_a_minute_pass(watch, KEPT_S - 1)
    assert board.text() == "words"
    _let_a_minute_pass(watch, 1)
    assert board.text() == ""
    assert list(dict.fromkeys(seen)) == list(range(KEPT_S, -1, -1))
    assert watch.seconds_left == 0


def test_words_copied_from_a_field_go_too(board: QClipboard) -> None:
    watch = CopyWatch()
    board.setText(NAME)  # as Ctrl+C in a field does
    assert watch.seconds_left == KEPT_S
    _let_a_minute_pass(watch)
    assert board.text() == ""


def test_what_another_program_copied_meanwhile_is_left_alone(
    board: QClipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = CopyWatch()
    watch.copy("ours")
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _board: False)
    board.setText("theirs")
    assert watch.seconds_left == 0
    assert not watch._timer.isActive()
    clipboard.forget_copied()
    assert board.text() == "theirs"


def test_a_second_copy_begins_a_new_minute(board: QClipboard) -> None:
    watch = CopyWatch()
    watch.copy("first")
    _let_a_minute_pass(watch, KEPT_S - 1)
    watch.copy("second")
    _let_a_minute_pass(watch, 2)
    assert board.text() == "second"


def test_one_key_copies_the_note_on_any_step_and_says_so(
    desk: Desk, board: QClipboard, library: Library
) -> None:
    assert any(a.id == "note" and KEY in a.keys and KEY in a.words() for a in ACTIONS)
    QTest.keyClick(desk.window, Qt.Key.Key_F2)
    visit = desk._consultation.visit
    assert board.text() == record_note(library, visit)
    assert NAME not in board.text()
    data = board.mimeData()
    assert data is not None
    assert data.hasFormat("x-kde-passwordManagerHint")
    assert desk.notice.words[0] == "The note is copied."
    assert "60 seconds" in desk.notice.words[1]


def test_the_button_shows_the_key_and_counts_the_seconds(
    desk: Desk, board: QClipboard, qtbot: QtBot
) -> None:
    desk.go("handout")
    page = desk.page()
    assert page is not None
    button, after = page.findChild(Button, "handout.note"), page.findChild(Words, "handout.after")
    assert button is not None
    assert after is not None
    assert KEY in button.accessibleName()
    assert "forgotten" in after.text
    button.click()
    assert board.text().startswith("Spine surgery consultation")
    assert "60 seconds" in after.text
    desk._note.watch._on_second()
    assert "59 seconds" in after.text
    _let_a_minute_pass(desk._note.watch)
    assert board.text() == ""
    assert "forgotten" in after.text
    qtbot.waitUntil(lambda: not desk.is_busy, timeout=30_000)


@pytest.mark.parametrize("way", ["wipe", "close"])
def test_the_note_goes_with_the_visit_and_with_the_window(
    desk: Desk, board: QClipboard, way: str
) -> None:
    desk.do("note")
    assert board.text()
    desk.wipe() if way == "wipe" else desk.window.close()
    assert board.text() == ""
    assert desk._note.watch.seconds_left == 0


def test_without_a_visit_the_key_copies_nothing(desk: Desk, board: QClipboard) -> None:
    desk.wipe()
    board.setMimeData(QMimeData())
    QTest.keyClick(desk.window, Qt.Key.Key_F2)
    assert board.text() == ""
