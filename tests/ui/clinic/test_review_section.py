"""A clinician signs that they have read what this window shows, and can take it back (KV13)."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtWidgets import QAbstractButton

from missdesk.content.chosen import load_chosen
from missdesk.content.library import load_library
from missdesk.content.review import Reviewed
from missdesk.content.review_key import KEY_FILE, PUBLIC_FILE, clinic_key
from missdesk.content.seal import SEAL
from missdesk.review_command import signed_review
from missdesk.ui.clinic.review_form import ReviewForm
from missdesk.ui.widgets.check_row import CheckRow
from missdesk.ui.widgets.date_field import DateField
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.layer import Layer
from tests.content.packs import spoil
from tests.ui.clinic.clinic_desk import ClinicDesk

Open = Callable[..., ClinicDesk]
TODAY: Final = date.today()
SECRET: Final = "correct horse"


@pytest.fixture
def clinic(open_clinic: Open, own_pack: Path) -> ClinicDesk:
    made: ClinicDesk = open_clinic(f'pack = "{own_pack}"\n', "review", load_library(own_pack))
    made.rest()
    return made


def can_sign(clinic: ClinicDesk) -> bool:
    return clinic.find(QAbstractButton, "clinic.review.sign").isEnabled()


def fill(clinic: ClinicDesk, name: str = "Dr Ada Example") -> None:
    clinic.type("clinic.review.by", name)
    clinic.type("clinic.review.role", "spine surgeon")
    clinic.find(CheckRow, "clinic.review.read").click()


def sign(clinic: ClinicDesk) -> str:
    """Press Sign and return what is said against it."""
    clinic.press("clinic.review.sign")
    clinic.rest()
    clinic.rest()
    return clinic.trouble("clinic.review.trouble")


def test_kv13_a_review_is_signed_kept_and_taken_back(clinic: ClinicDesk) -> None:
    assert "Not yet reviewed" in clinic.words("clinic.review.facts")
    assert clinic.words("clinic.review.how") == ""
    fill(clinic)
    assert sign(clinic) == ""
    review = load_chosen().pack.review
    assert review is not None
    assert (review.by, review.role, review.on) == ("Dr Ada Example", "spine surgeon", TODAY)
    file = clinic.folder / "reviews" / f"{clinic.context.library.pack.id}.toml"
    assert str(file) in clinic.words("clinic.review.how")
    assert "Dr Ada Example" in clinic.words("clinic.review.facts")
    assert len(clinic.words("clinic.key.words").replace(" ", "")) == 64
    assert not clinic.find(CheckRow, "clinic.review.read").isChecked()
    assert not can_sign(clinic)
    clinic.press("clinic.review.back")
    assert Layer.open_on(clinic.window) is not None
    clinic.press("confirm.no")
    assert file.exists()
    clinic.press("clinic.review.back")
    clinic.press("confirm.yes")
    clinic.rest()
    clinic.rest()
    assert not file.exists()
    assert load_chosen().pack.review is None
    assert clinic.words("clinic.review.how") == ""


def test_kv13_nothing_is_signed_without_name_role_day_and_tick(clinic: ClinicDesk) -> None:
    fill(clinic)
    assert can_sign(clinic)
    for name in ("clinic.review.by", "clinic.review.role"):
        before = clinic.find(TextField, name).text
        clinic.type(name, " ")
        assert not can_sign(clinic)
        clinic.type(name, before)
        assert can_sign(clinic)
    clinic.find(DateField, "clinic.review.on").changed.emit(None)
    assert not can_sign(clinic)
    clinic.find(DateField, "clinic.review.on").changed.emit(TODAY)
    clinic.find(CheckRow, "clinic.review.read").click()
    assert not can_sign(clinic)
    assert not (clinic.folder / KEY_FILE).exists()


@pytest.mark.parametrize("days", [1, -20_000])
def test_kv13_a_day_that_can_t_be_is_told(clinic: ClinicDesk, days: int) -> None:
    fill(clinic)
    clinic.find(DateField, "clinic.review.on").changed.emit(TODAY + timedelta(days))
    told = sign(clinic)
    assert told.startswith("The day: ")
    assert "before the text was written, or still to come" in told
    assert load_chosen().pack.review is None


def test_kv13_what_this_window_does_not_show_is_not_signed(
    clinic: ClinicDesk, own_pack: Path
) -> None:
    path = next((own_pack / "topics").glob("*/en.md"))
    path.write_text(path.read_text("utf-8").replace("you", "they", 1), encoding="utf-8")
    fill(clinic)
    assert "no longer what this window shows" in sign(clinic)
    assert load_chosen().pack.review is None
    assert not (clinic.folder / KEY_FILE).exists()


def test_kv13_a_change_while_it_is_signed_is_seen(
    clinic: ClinicDesk, own_pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = next((own_pack / "topics").glob("*/en.md"))

    def late(*arguments: Any) -> Reviewed:  # noqa: ANN401  those of signed_review
        path.write_text(path.read_text("utf-8").replace("you", "they", 1), encoding="utf-8")
        return signed_review(*arguments)

    monkeypatch.setattr("missdesk.ui.clinic.signing.signed_review", late)
    fill(clinic)
    assert "no longer what this window shows" in sign(clinic)
    assert load_chosen().pack.review is None


def test_kv13_a_refused_pack_has_nothing_to_sign(open_clinic: Open, own_pack: Path) -> None:
    (own_pack / SEAL).write_text("no seal", encoding="ascii")
    clinic = open_clinic(f'pack = "{own_pack}"\n', "review")
    clinic.rest()
    assert clinic.words("clinic.review.pack") == "This pack is refused."
    assert "is no line of a seal" in clinic.trouble("clinic.review.trouble")
    fill(clinic)
    assert not can_sign(clinic)


def test_kv13_a_pack_with_a_fault_is_not_signed(clinic: ClinicDesk, own_pack: Path) -> None:
    spoil(own_pack, "pack.toml", "version", "versoin")
    fill(clinic)
    assert "pack.toml" in sign(clinic)
    assert load_chosen().pack.review is None


def lock(clinic: ClinicDesk, first: str, second: str) -> None:
    box = clinic.find(CheckRow, "clinic.review.lock")
    if not box.isChecked():
        box.click()
    clinic.type("clinic.review.secret.1", first)
    clinic.type("clinic.review.secret.2", second)


def test_kv13_a_new_key_is_locked_with_a_passphrase_typed_twice(clinic: ClinicDesk) -> None:
    fill(clinic)
    lock(clinic, SECRET, "correct house")
    assert "the two are not alike" in sign(clinic)
    assert not (clinic.folder / KEY_FILE).exists()
    assert clinic.find(TextField, "clinic.review.secret.1").text == ""
    lock(clinic, SECRET, SECRET)
    assert sign(clinic) == ""
    assert b"ENCRYPTED" in (clinic.folder / KEY_FILE).read_bytes()
    clinic_key(clinic.folder, SECRET)  # opens with it


def test_kv13_a_locked_key_asks_for_its_passphrase(clinic: ClinicDesk) -> None:
    clinic_key(clinic.folder, SECRET)
    clinic.press("clinic.section.privacy")
    clinic.press("clinic.section.review")
    clinic.rest()
    fill(clinic)
    assert not can_sign(clinic)
    clinic.type("clinic.review.secret.1", "wrong")
    assert "the passphrase is wrong" in sign(clinic)
    assert clinic.find(TextField, "clinic.review.secret.1").text == ""
    assert load_chosen().pack.review is None
    clinic.type("clinic.review.secret.1", SECRET)
    assert sign(clinic) == ""
    assert load_chosen().pack.review is not None


def test_kv13_a_damaged_key_is_told(clinic: ClinicDesk) -> None:
    (clinic.folder / KEY_FILE).write_bytes(b"no key at all")
    clinic.press("clinic.section.privacy")
    clinic.press("clinic.section.review")
    clinic.rest()
    fill(clinic)
    assert "or the file is damaged" in sign(clinic)


def test_kv13_a_lost_public_half_is_written_again(clinic: ClinicDesk) -> None:
    clinic_key(clinic.folder)
    (clinic.folder / PUBLIC_FILE).unlink()
    fill(clinic)
    assert sign(clinic) == ""
    assert load_chosen().pack.review is not None


@pytest.mark.parametrize(
    ("code", "said"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "this folder can't be written to")],
)
def test_kv13_a_disk_that_takes_nothing_keeps_the_older_review(
    clinic: ClinicDesk, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    fill(clinic)
    assert sign(clinic) == ""

    def fail(*_a: object, **_k: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr("missdesk.handout.save.tempfile.mkstemp", fail)
        fill(clinic, "Dr Ben Other")
        assert said in sign(clinic)
    review = load_chosen().pack.review
    assert review is not None
    assert review.by == "Dr Ada Example"


def test_kv13_a_folder_of_reviews_that_can_t_be_made_is_told(clinic: ClinicDesk) -> None:
    (clinic.folder / "reviews").write_text("in the way", encoding="utf-8")
    fill(clinic)
    assert "can't be written" in sign(clinic)


def test_name_and_role_stay_while_the_tick_does_not(clinic: ClinicDesk) -> None:
    fill(clinic)
    clinic.press("clinic.section.privacy")
    clinic.press("clinic.section.review")
    assert isinstance(clinic.page.form, ReviewForm)
    assert clinic.find(TextField, "clinic.review.by").text == "Dr Ada Example"
    assert not clinic.find(CheckRow, "clinic.review.read").isChecked()
