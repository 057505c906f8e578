"""Saving: a name without the patient, places, and faults that lose nothing."""

from __future__ import annotations

import errno
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from missdesk.errors import RecordError, SaveError
from missdesk.handout.restore import LockedError, restore_visit
from missdesk.ui.handout_parts import places
from missdesk.ui.handout_parts.save_panel import SaveOrder, SavePanel
from tests.ui.tabs.handout_desk import NAME, WAIT_MS, Make, Open, button, notice, open_save, text_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.tabs.handout import HandoutPage
    from missdesk.ui.theme.theme import Theme


def test_saving_writes_the_pdf_under_a_name_without_the_patient(
    qtbot: QtBot, make_context: Make, open_page: Open, home: Path
) -> None:
    page = open_page(make_context(name=NAME))
    open_save(qtbot, page)
    button(page, "save.go").click()
    qtbot.waitUntil(lambda: "Saved in" in notice(page), timeout=WAIT_MS)
    (saved,) = (home / "Documents").iterdir()
    assert saved.name.startswith("handout-2")
    assert "Maria" not in saved.name
    assert NAME in text_of(saved.read_bytes())
    assert str(home / "Documents") in notice(page)


def test_a_file_that_is_there_is_replaced_only_when_asked_twice(
    qtbot: QtBot, make_context: Make, open_page: Open, home: Path
) -> None:
    page = open_page(make_context())
    panel = open_save(qtbot, page)
    old = home / "Documents" / panel._name.text
    old.write_bytes(b"old")
    button(page, "save.go").click()
    qtbot.waitUntil(button(page, "save.replace").isVisible, timeout=WAIT_MS)
    assert old.read_bytes() == b"old"
    button(page, "save.replace").click()
    qtbot.waitUntil(lambda: "Saved in" in notice(page), timeout=WAIT_MS)
    assert old.read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_not_there_is_said_and_the_typing_kept(
    qtbot: QtBot, make_context: Make, open_page: Open, home: Path
) -> None:
    page = open_page(make_context())
    panel = open_save(qtbot, page)
    button(page, "save.place.elsewhere").click()
    missing = str(home / "gone")
    QTest.keyClicks(panel._folder.line, missing)
    button(page, "save.go").click()
    qtbot.waitUntil(panel._trouble.isVisible, timeout=WAIT_MS)
    assert "no such folder" in panel._trouble.words[0]
    assert panel._folder.text == missing
    assert button(page, "save.go").isEnabled()


@pytest.mark.parametrize(
    ("folder", "name", "what"),
    [
        ("/tmp", "", "no file name"),
        ("/tmp", " .. ", "no file name"),
        ("/tmp", "a/b.pdf", "can't have"),
        ("/tmp", "a\x00b", "can't have"),
        ("/tmp", "é" * 100, "too long"),
        ("", "a.pdf", "no folder"),
        ("handouts", "a.pdf", "full path"),
        ("~nobody-here", "a.pdf", "full path"),
    ],
)
def test_a_name_or_folder_that_cannot_be_used_is_refused(folder: str, name: str, what: str) -> None:
    with pytest.raises(SaveError, match=what):
        places.target(folder, name)


def test_pdf_is_added_to_a_name_that_lacks_it() -> None:
    assert places.target("/tmp", "mine").name == "mine.pdf"
    assert places.target("/tmp", "Mine.PDF").name == "Mine.PDF"


def test_the_suggested_name_is_a_date_and_a_time() -> None:
    assert places.suggested_name(datetime(2026, 11, 21, 9, 5)) == "handout-20261121-0905.pdf"


def test_places_are_those_that_exist(home: Path) -> None:
    folders = [place.folder for place in places.places(())]
    assert folders == [home / "Documents", home]


def test_mounted_sticks_come_first(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, empty = tmp_path / "media/anna/CLINIC", tmp_path / "media/anna/left-over"
    stick.mkdir(parents=True)
    empty.mkdir()
    monkeypatch.setattr("os.path.ismount", lambda path: Path(path) == stick)
    found = places.places((tmp_path / "media",))
    assert found[0] == places.Place("CLINIC (stick)", stick)
    assert [place.folder for place in found[1:]] == [home / "Documents", home]


def _save(qtbot: QtBot, page: HandoutPage, home: Path) -> Path:
    button(page, "save.go").click()
    qtbot.waitUntil(lambda: "Saved in" in notice(page), timeout=WAIT_MS)
    (saved,) = (home / "Documents").iterdir()
    return saved


def test_by_default_the_file_carries_no_visit_and_no_password(
    qtbot: QtBot, make_context: Make, open_page: Open, home: Path
) -> None:
    context = make_context(name=NAME)
    page = open_page(context)
    open_save(qtbot, page)
    saved = _save(qtbot, page, home)
    with pytest.raises(RecordError, match="carries no consultation"):
        restore_visit(saved, context.library)


def test_on_request_the_visit_rides_inside_and_comes_back_exactly(
    qtbot: QtBot, make_context: Make, open_page: Open, home: Path
) -> None:
    context = make_context(name=NAME, level="L4-L5", side="left", own_questions=("Why?",))
    page = open_page(context)
    open_save(qtbot, page)
    button(page, "save.record").click()
    saved = _save(qtbot, page, home)
    assert restore_visit(saved, context.library) == context.consultation.visit
    assert NAME in text_of(saved.read_bytes())


def test_a_password_locks_the_file_and_stays_nowhere(
    qtbot: QtBot, make_context: Make, open_page: Open, home: Path
) -> None:
    context = make_context(name=NAME)
    page = open_page(context)
    panel = open_save(qtbot, page)
    line = panel._password.line
    assert line.echoMode() == QLineEdit.EchoMode.Password
    button(page, "save.show").click()
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    button(page, "save.record").click()
    line.insert("correct horse")
    saved = _save(qtbot, page, home)
    with pikepdf.open(saved, password="correct horse") as file:
        assert file.encryption.bits == 256
        assert str(file.encryption.stream_method).endswith("aesv3")
    with pytest.raises(LockedError):
        restore_visit(saved, context.library)
    visit = context.consultation.visit
    assert restore_visit(saved, context.library, "correct horse") == visit
    assert page._saving._order is None
    assert "correct" not in notice(page)


def test_a_password_that_is_too_short_is_told_before_anything_is_written(
    qtbot: QtBot, make_context: Make, open_page: Open, home: Path
) -> None:
    page = open_page(make_context())
    panel = open_save(qtbot, page)
    panel._password.line.insert("short")
    button(page, "save.go").click()
    assert panel._trouble.words == ("The password: it is too short.", "Use 8 characters or more.")
    assert not list((home / "Documents").iterdir())
    assert panel._password.text == "short"


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "full"), (errno.EROFS, "read"), (errno.EACCES, "")]
)
def test_a_full_or_read_only_disk_is_told_and_nothing_is_lost(
    qtbot: QtBot,
    make_context: Make,
    open_page: Open,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    words: str,
) -> None:
    page = open_page(make_context(name=NAME))
    panel = open_save(qtbot, page)

    def refuse(*_arguments: object, **_more: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.fsync", refuse)
    button(page, "save.go").click()
    qtbot.waitUntil(panel._trouble.isVisible, timeout=WAIT_MS)
    assert words in " ".join(panel._trouble.words).lower()
    assert not list((home / "Documents").iterdir())  # written whole or not at all
    assert panel._name.text.startswith("handout-")
    assert button(page, "save.go").isEnabled()
    monkeypatch.undo()


def test_the_password_is_forgotten_with_the_visit(
    qtbot: QtBot, make_context: Make, open_page: Open, home: Path
) -> None:
    context = make_context()
    page = open_page(context)
    panel = open_save(qtbot, page)
    line = panel._password.line
    line.insert("correct horse")
    context.consultation.wipe()
    assert line.text() == ""
    assert not line.isUndoAvailable()


def test_no_folder_is_remembered(
    qtbot: QtBot, make_context: Make, open_page: Open, home: Path
) -> None:
    """KP4: no history of files or folders in the user's settings."""
    page = open_page(make_context(name=NAME))
    open_save(qtbot, page)
    saved = _save(qtbot, page, home)
    assert [p for p in home.rglob("*") if p.is_file()] == [saved]


def save_panel(theme: Theme, qtbot: QtBot) -> tuple[SavePanel, list[SaveOrder]]:
    """Return the panel that asks where to save, and what it will have asked for."""
    panel = SavePanel(theme, "h.pdf")
    qtbot.addWidget(panel)
    orders: list[SaveOrder] = []
    panel.asked.connect(orders.append)
    return panel, orders


def test_save_pressed_before_the_places_are_known_waits_for_them(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    """On a slow computer the first press must neither fail nor be lost."""
    panel, orders = save_panel(theme, qtbot)
    button(panel, "save.go").click()
    assert orders == []
    assert not button(panel, "save.go").isEnabled()
    panel.show_places((places.Place("Home", tmp_path),))
    assert [order.path for order in orders] == [tmp_path / "h.pdf"]


def test_places_that_come_late_do_not_take_the_folder_that_was_typed(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    panel, orders = save_panel(theme, qtbot)
    panel._folder.set_text(str(tmp_path / "mine"))
    panel.show_places((places.Place("Home", tmp_path),))
    button(panel, "save.go").click()
    assert [order.path for order in orders] == [tmp_path / "mine" / "h.pdf"]


def test_the_page_is_settled_once_its_pages_are_the_visits(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    """The tour photographed the handout before it was made, on a busy computer."""
    context = make_context()
    page = open_page(context)
    qtbot.waitUntil(page.is_settled, timeout=WAIT_MS)
    context.consultation.change(name=NAME)
    assert not page.is_settled()
    qtbot.waitUntil(page.is_settled, timeout=WAIT_MS)
