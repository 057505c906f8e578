"""The logo is chosen from a folder, checked, and kept without leaving a trace."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from missdesk.errors import InputError
from missdesk.ui.clinic import file_card, name_form
from missdesk.ui.clinic.file_card import FileCard, Listing, listing
from missdesk.ui.clinic.name_form import LogoView, NameForm
from tests.ui.clinic.clinic_desk import WAIT_MS, ClinicDesk

Open = Callable[..., ClinicDesk]


def test_the_logo_is_chosen_without_leaving_a_trace(
    open_clinic: Open, picture: bytes, tmp_path: Path
) -> None:
    (tmp_path / "Documents" / "ours.png").write_bytes(picture)
    (tmp_path / "Documents" / "notes.txt").write_text("x", encoding="utf-8")
    clinic = open_clinic('name = "Hill"\n')
    before = set(tmp_path.rglob("*"))
    clinic.press("clinic.logo.choose")
    card = clinic.find(FileCard, "files")
    clinic.qtbot.waitUntil(lambda: bool(card._rows), timeout=WAIT_MS)
    assert [row.words for row in card._rows] == ["ours.png"]
    clinic.press("files.file-0")
    clinic.qtbot.waitUntil(lambda: clinic.office.draft.logo == picture, timeout=WAIT_MS)
    assert clinic.find(LogoView, "clinic.logo").shown_ratio == pytest.approx(4.0)
    made = clinic.save()
    assert made.logo == picture
    new = {p.name for p in tmp_path.rglob("*")} - {p.name for p in before}
    logo = next(name for name in new if name.startswith("logo-"))
    assert new == {logo}
    clinic.press("clinic.logo.remove")
    assert clinic.save().logo == b""
    assert not (clinic.folder / logo).exists()
    assert (tmp_path / "Documents" / "ours.png").exists()


def test_a_logo_of_the_clinics_own_name_is_left_where_it_is(
    open_clinic: Open, picture: bytes, folder: Path
) -> None:
    (folder / "logo.png").write_bytes(picture)
    clinic = open_clinic('logo = "logo.png"\n')
    clinic.press("clinic.logo.remove")
    assert clinic.save().logo == b""
    assert (folder / "logo.png").read_bytes() == picture


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "it is empty"),
        (b"GIF89a", "it is neither PNG nor JPEG"),
        (b"\x89PNG\r\n\x1a\nbroken", "it is damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * (4 * 1024 * 1024), "it is larger than 4 MB"),
    ],
)
def test_a_bad_picture_is_told_and_the_old_one_stays(
    open_clinic: Open, tmp_path: Path, raw: bytes, said: str
) -> None:
    clinic = open_clinic("")
    path = tmp_path / "bad.png"
    path.write_bytes(raw)
    form = clinic.page.form
    assert isinstance(form, NameForm)
    form.open_file(path)
    clinic.qtbot.waitUntil(lambda: clinic.trouble("clinic.logo.trouble") != "", timeout=WAIT_MS)
    assert said in clinic.trouble("clinic.logo.trouble")
    assert clinic.office.draft.logo == b""
    assert not clinic.office.is_changed


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can’t be read"):
        listing(tmp_path / "none", (".png",))


def test_a_picture_of_too_many_pixels_is_told_before_it_is_unpacked(
    open_clinic: Open, tmp_path: Path
) -> None:
    path = tmp_path / "large.png"
    Image.new("1", (8000, 5000), 1).save(path)
    clinic = open_clinic("")
    form = clinic.page.form
    assert isinstance(form, NameForm)
    form.open_file(path)
    clinic.qtbot.waitUntil(lambda: clinic.trouble("clinic.logo.trouble") != "", timeout=WAIT_MS)
    assert "too many pixels" in clinic.trouble("clinic.logo.trouble")


def test_of_two_pictures_the_one_chosen_last_is_taken(
    open_clinic: Open, picture: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = threading.Event()

    def read(path: Path) -> bytes:
        if path.name == "first.png":
            late.wait(WAIT_MS / 1000)
            return b"first"
        return picture

    monkeypatch.setattr(name_form, "read_picture", read)
    clinic = open_clinic("")
    form = clinic.page.form
    assert isinstance(form, NameForm)
    form.open_file(tmp_path / "first.png")
    form.open_file(tmp_path / "second.png")
    clinic.qtbot.waitUntil(lambda: clinic.office.draft.logo == picture, timeout=WAIT_MS)
    late.set()
    clinic.rest()
    assert clinic.office.draft.logo == picture


def test_a_folder_whose_look_ends_late_is_not_shown_over_the_next(
    open_clinic: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = threading.Event()

    def look(path: Path, _endings: object) -> Listing:
        if path.name == "slow":
            late.wait(WAIT_MS / 1000)
        return Listing(path, (), ())

    clinic = open_clinic("")
    clinic.press("clinic.logo.choose")
    card = clinic.find(FileCard, "files")
    clinic.qtbot.waitUntil(lambda: card._here is not None, timeout=WAIT_MS)
    monkeypatch.setattr(file_card, "found_at", look)
    card.go(tmp_path / "slow")
    card.go(tmp_path / "quick")
    clinic.qtbot.waitUntil(lambda: card._here == tmp_path / "quick", timeout=WAIT_MS)
    late.set()
    clinic.rest()
    assert card._here == tmp_path / "quick"


def test_a_file_is_chosen_by_its_typed_path(
    open_clinic: Open, picture: bytes, tmp_path: Path
) -> None:
    (tmp_path / "Documents" / "ours.png").write_bytes(picture)
    clinic = open_clinic("")
    clinic.press("clinic.logo.choose")
    card = clinic.find(FileCard, "files")
    clinic.qtbot.waitUntil(lambda: bool(card._rows), timeout=WAIT_MS)
    for typed in ("ours.png", "~nobody/x"):
        clinic.type("files.path", typed)
        QTest.keyClick(card._path.line, Qt.Key.Key_Return)
        assert "this is not a full path" in clinic.trouble("files.trouble")
    clinic.type("files.path", "~/Documents/ours.png")
    QTest.keyClick(card._path.line, Qt.Key.Key_Return)
    clinic.qtbot.waitUntil(lambda: clinic.office.draft.logo == picture, timeout=WAIT_MS)
