"""What is typed is kept whole or not at all, whatever the file on the disk is by then."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from missdesk.model.library import Library
from missdesk.settings import Clinic
from missdesk.settings_read import read_clinic
from missdesk.ui.clinic import office
from missdesk.ui.clinic.saving import Found, find
from missdesk.ui.kiosk.read_settings import FILE as KIOSK_FILE
from missdesk.ui.kiosk.read_settings import read_kiosk
from missdesk.ui.widgets.layer import Layer
from tests.ui.clinic.clinic_desk import BY_HAND, WAIT_MS, ClinicDesk

Open = Callable[..., ClinicDesk]


def test_undo_and_discard(open_clinic: Open) -> None:
    clinic = open_clinic(BY_HAND)
    clinic.type("clinic.name", "Dale")
    clinic.type("clinic.footer", "Foot")
    clinic.press("clinic.undo")
    assert (clinic.office.draft.name, clinic.office.draft.footer) == ("Dale", "")
    clinic.window.do("undo")
    assert clinic.office.draft.name == "Hill"
    assert not clinic.office.is_changed
    clinic.type("clinic.name", "Vale")
    clinic.press("clinic.discard")
    clinic.press("confirm.yes")
    assert clinic.office.draft.name == "Hill"


def test_leaving_asks_and_loses_nothing(open_clinic: Open) -> None:
    clinic = open_clinic(BY_HAND)
    clinic.type("clinic.name", "Dale")
    clinic.press("clinic.back")
    assert Layer.open_on(clinic.window) is not None
    clinic.press("confirm.yes")
    clinic.open()
    assert clinic.office.draft.name == "Dale"
    clinic.context.theme.set_text_percent(150)
    assert clinic.page.form is not None
    assert clinic.office.draft.name == "Dale"
    assert clinic.save().name == "Dale"


def test_closing_over_unsaved_settings_asks(open_clinic: Open) -> None:
    clinic = open_clinic(BY_HAND)
    clinic.type("clinic.name", "Dale")
    assert not clinic.window.close()
    clinic.press("confirm.no")
    assert clinic.window.isVisible()
    assert not clinic.window.close()
    clinic.press("confirm.yes")
    assert not clinic.window.isVisible()
    assert clinic.file.read_text(encoding="utf-8") == BY_HAND


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('name = "A"\nphone = 3\n', "clinic.toml:2 phone: the value is not a text"),
        ('[blocks]\nwound = "a"\nwund = "b"\n', 'clinic.toml:3 blocks: "wund" is not a setting'),
        ('[[phones]]\nnumber = "1"\n\n[[phones]]\nwho = "N"\n', "clinic.toml:4 phones[2] number"),
        ('[not-offered]\nslipped-disc = ["camra"]\n', 'Did you mean "camera"'),
        ('name = "A\n', "clinic.toml:1: the file is not TOML"),
        ('logo = "none.png"\n', "clinic.toml:1 logo: none.png"),
        (b'name = "A"\n# \xff\n', "clinic.toml:2: the file is not UTF-8"),
    ],
)
def test_faults_of_a_file_written_by_hand_are_shown_with_their_line(
    open_clinic: Open, text: str | bytes, said: str
) -> None:
    clinic = open_clinic(text)
    assert said in clinic.trouble("clinic.faults")


def test_a_file_that_is_not_toml_is_kept_beside_a_new_one(open_clinic: Open) -> None:
    broken = 'name = "A\n# Ben: ask Ada\n'
    clinic = open_clinic(broken)
    clinic.type("clinic.name", "Dale")
    assert "can’t be changed without losing" in clinic.save_refused()
    assert clinic.file.read_text(encoding="utf-8") == broken
    clinic.begin_anew()
    assert read_clinic() == (Clinic(name="Dale"), ())
    assert (clinic.folder / "clinic-old-1.toml").read_text(encoding="utf-8") == broken
    assert clinic.trouble("clinic.faults") == clinic.trouble("clinic.trouble") == ""


@pytest.mark.parametrize(
    ("number", "said"), [(28, "the disk is full"), (30, "this folder can't be written to")]
)
def test_a_full_disk_or_a_read_only_folder_is_told_and_nothing_is_lost(
    open_clinic: Open, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    clinic = open_clinic(BY_HAND)
    clinic.type("clinic.name", "Dale")

    def full(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    told = clinic.save_refused()
    assert f"not saved: {said}" in told
    assert "all you typed stays here" in told
    assert clinic.file.read_text(encoding="utf-8") == BY_HAND
    assert [p.name for p in clinic.folder.iterdir()] == ["clinic.toml"]
    assert clinic.office.draft.name == "Dale"
    monkeypatch.undo()


def test_a_change_by_another_hand_is_kept(open_clinic: Open) -> None:
    clinic = open_clinic(BY_HAND)
    clinic.file.write_text(BY_HAND.replace('"01"', '"02"'), encoding="utf-8")
    clinic.type("clinic.name", "Dale")
    made = clinic.save()
    assert (made.name, made.phone) == ("Dale", "02")
    assert clinic.office.draft.phone == "02"
    assert "changed by another hand" in clinic.window.desk.notice.words[1]


def test_a_file_that_was_deleted_meanwhile_is_told(open_clinic: Open) -> None:
    clinic = open_clinic(BY_HAND)
    clinic.file.unlink()
    clinic.type("clinic.footer", "1 Hill Road")
    assert clinic.save() == Clinic(footer="1 Hill Road")
    assert clinic.office.draft == Clinic(footer="1 Hill Road")
    assert "changed by another hand" in clinic.window.desk.notice.words[1]
    clinic.type("clinic.name", "Dale")
    clinic.save()
    assert "holds from now on" in clinic.window.desk.notice.words[1]


def test_what_was_read_before_a_save_does_not_come_back_after_it(
    open_clinic: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic = open_clinic(BY_HAND)
    read, late = find(clinic.context.library), threading.Event()

    def look(_library: Library) -> Found:
        late.wait(WAIT_MS / 1000)
        return read

    with monkeypatch.context() as patch:
        patch.setattr(office, "find", look)
        clinic.office.open()
    clinic.type("clinic.name", "Dale")
    assert clinic.save().name == "Dale"
    late.set()
    clinic.rest()
    assert clinic.office.draft.name == "Dale"
    assert not clinic.office.is_changed


def test_two_files_that_can_t_be_changed_are_both_begun_anew(
    open_clinic: Open, folder: Path
) -> None:
    broken = b"# \xff\n"
    (folder / KIOSK_FILE).write_bytes(broken)
    clinic = open_clinic(broken)
    clinic.type("clinic.name", "Dale")
    clinic.office.change_kiosk(allows_print=True)
    for _file in range(2):
        assert clinic.save_refused()
        clinic.begin_anew()
    assert read_clinic() == (Clinic(name="Dale"), ())
    assert read_kiosk()[0].allows_print
    for old in ("clinic-old-1.toml", "kiosk-old-1.toml"):
        assert (clinic.folder / old).read_bytes() == broken


def test_a_file_of_the_waiting_room_that_is_no_text_does_not_hold_up_the_clinics(
    open_clinic: Open, folder: Path
) -> None:
    (folder / KIOSK_FILE).write_bytes(b"\xff\xfe")
    clinic = open_clinic(BY_HAND)
    clinic.type("clinic.name", "Dale")
    assert clinic.save().name == "Dale"
    assert (folder / KIOSK_FILE).read_bytes() == b"\xff\xfe"


def test_what_is_typed_while_saving_stays(open_clinic: Open) -> None:
    clinic = open_clinic(BY_HAND)
    clinic.file.write_text(BY_HAND.replace('"01"', '"02"'), encoding="utf-8")
    clinic.type("clinic.name", "Dale")
    clinic.office.save()
    clinic.office.change(footer="typed meanwhile")
    clinic.qtbot.waitUntil(lambda: not clinic.office.is_saving, timeout=WAIT_MS)
    draft = clinic.office.draft
    assert (draft.name, draft.phone, draft.footer) == ("Dale", "02", "typed meanwhile")
    assert clinic.office.is_changed
    assert clinic.save().footer == "typed meanwhile"


def test_letters_that_cannot_be_printed_are_told_before_saving(open_clinic: Open) -> None:
    clinic = open_clinic()
    clinic.office.change(name="張偉")  # QTest types Latin letters only
    assert "no font" in clinic.trouble("clinic.preview.trouble")
    assert clinic.save_refused()
    assert not clinic.file.exists()


def test_a_newer_file_is_told_and_never_written_over(open_clinic: Open) -> None:
    newer = 'version = 2\nname = "Hill"\n'
    clinic = open_clinic(newer)
    assert "a newer MISSDesk wrote this file" in clinic.trouble("clinic.faults")
    clinic.type("clinic.name", "Dale")
    assert "a newer MISSDesk wrote it" in clinic.save_refused()
    assert clinic.file.read_text(encoding="utf-8") == newer
    clinic.begin_anew()
    assert (clinic.folder / "clinic-old-1.toml").read_text(encoding="utf-8") == newer
    assert read_clinic()[0].name == "Dale"
