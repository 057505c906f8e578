"""The waiting room is set on the Clinic page: the PIN, the times, what it offers (KE12, WC15)."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from missdesk.kiosk_settings import KioskSettings
from missdesk.ui.clinic import waiting_form
from missdesk.ui.clinic.secret import SecretFields
from missdesk.ui.kiosk.pin import FILE as PIN_FILE
from missdesk.ui.kiosk.pin import PinCheck, has_pin, set_pin
from missdesk.ui.kiosk.read_settings import FILE, read_kiosk
from missdesk.ui.widgets.check_row import CheckRow
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.number_stepper import NumberStepper
from missdesk.ui.widgets.toggle import Toggle
from tests.ui.clinic.clinic_desk import WAIT_MS, ClinicDesk

Open = Callable[..., ClinicDesk]
PIN, OTHER = "481516", "234200"
PASSWORD = QLineEdit.EchoMode.Password


def type_pin(clinic: ClinicDesk, first: str, second: str) -> None:
    clinic.type("clinic.pin.1", first)
    clinic.type("clinic.pin.2", second)


def keep_pin(clinic: ClinicDesk, first: str, second: str) -> str:
    """Type a PIN twice, keep it, and return what is said against it."""
    type_pin(clinic, first, second)
    clinic.press("clinic.pin.keep")
    clinic.rest()
    return clinic.trouble("clinic.pin.trouble")


def typed(clinic: ClinicDesk) -> list[str]:
    return [clinic.find(TextField, f"clinic.pin.{n}").text for n in (1, 2)]


def test_ke12_a_pin_is_set_and_changed_and_never_shown(open_clinic: Open) -> None:
    clinic = open_clinic(None, "waiting")
    clinic.rest()
    assert "No PIN is set" in clinic.words("clinic.pin.state")
    for number in (1, 2):
        line = clinic.find(TextField, f"clinic.pin.{number}").line
        assert line.echoMode() == PASSWORD
        assert line.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
    for pin in (PIN, OTHER):
        assert keep_pin(clinic, pin, pin) == ""
        assert typed(clinic) == ["", ""]
        assert "A PIN is set" in clinic.words("clinic.pin.state")
        assert PinCheck(clinic.folder).is_right(pin)
    assert not PinCheck(clinic.folder).is_right(PIN)
    assert PIN not in (clinic.folder / PIN_FILE).read_text("ascii")
    assert stat.S_IMODE((clinic.folder / PIN_FILE).stat().st_mode) == 0o600
    assert not clinic.office.is_changed
    assert not clinic.file.exists()


def test_ke12_a_typed_pin_can_t_be_copied_or_got_back(open_clinic: Open) -> None:
    clinic = open_clinic(None, "waiting")
    clinic.rest()
    type_pin(clinic, PIN, PIN)
    line = clinic.find(TextField, "clinic.pin.1").line
    QGuiApplication.clipboard().setText("before")
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"
    clinic.press("clinic.section.privacy")
    clinic.press("clinic.section.waiting")
    clinic.rest()
    assert typed(clinic) == ["", ""]
    type_pin(clinic, PIN, PIN)
    clinic.find(SecretFields, "clinic.pin").forget()
    line = clinic.find(TextField, "clinic.pin.1").line
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""


def test_ke12_one_pin_is_kept_at_a_time_and_an_older_look_says_nothing(
    open_clinic: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = threading.Event()

    def look(_folder: Path) -> bool:
        late.wait(WAIT_MS / 1000)
        return False

    def keep(folder: Path, pin: str) -> Path:
        late.wait(0.2)
        return set_pin(folder, pin)

    monkeypatch.setattr(waiting_form, "has_pin", look)
    monkeypatch.setattr(waiting_form, "set_pin", keep)
    clinic = open_clinic(None)
    clinic.press("clinic.section.waiting")
    type_pin(clinic, PIN, PIN)
    clinic.press("clinic.pin.keep")
    type_pin(clinic, OTHER, OTHER)
    button = clinic.find(QAbstractButton, "clinic.pin.keep")
    assert not button.isEnabled()
    clinic.qtbot.waitUntil(button.isEnabled, timeout=WAIT_MS)
    late.set()
    clinic.rest()
    assert "A PIN is set" in clinic.words("clinic.pin.state")
    assert PinCheck(clinic.folder).is_right(PIN)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (PIN, OTHER, "the two are not alike"),
        ("12345", "12345", "it is no PIN"),
        ("123456", "123456", "too easy to guess"),
        ("111111", "111111", "too easy to guess"),
        ("48151x", "48151x", "it is no PIN"),
    ],
)
def test_ke12_what_is_no_pin_is_told(open_clinic: Open, first: str, second: str, said: str) -> None:
    clinic = open_clinic(None, "waiting")
    clinic.rest()
    assert said in keep_pin(clinic, first, second)
    assert typed(clinic) == ["", ""]
    assert not has_pin(clinic.folder)


def test_ke12_a_disk_that_is_full_keeps_the_old_pin(
    open_clinic: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic = open_clinic(None, "waiting")
    clinic.rest()
    assert keep_pin(clinic, PIN, PIN) == ""

    def full(*_a: object, **_k: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("missdesk.ui.kiosk.pin.os.open", full)
        assert "No space left" in keep_pin(clinic, OTHER, OTHER)
    assert PinCheck(clinic.folder).is_right(PIN)


def test_each_setting_of_the_waiting_room_is_written(open_clinic: Open) -> None:
    clinic = open_clinic(None, "waiting")
    clinic.press("clinic.kiosk.idle_seconds.more")
    clinic.press("clinic.kiosk.warning_seconds.less")
    clinic.type("clinic.kiosk.address", " https://hill.example ")
    clinic.press("clinic.kiosk.has_attract")
    clinic.press("clinic.kiosk.allows_print")
    clinic.find(CheckRow, "clinic.kiosk.topic-slipped-disc").click()
    clinic.save()
    made, faults = read_kiosk()
    assert faults == ()
    topics = tuple(str(t) for t in clinic.context.library.topics if t != "slipped-disc")
    assert made == KioskSettings(topics, 70, 25, False, "https://hill.example", True)
    assert not clinic.file.exists()
    clinic.find(CheckRow, "clinic.kiosk.topic-slipped-disc").click()
    clinic.press("clinic.undo")
    assert not clinic.office.is_changed


def test_all_topics_again_is_no_list(open_clinic: Open) -> None:
    clinic = open_clinic(None, "waiting")
    row = clinic.find(CheckRow, "clinic.kiosk.topic-slipped-disc")
    row.click()
    assert clinic.office.is_changed
    row.click()
    order = clinic.office.kiosk.topics
    assert set(order) == {str(t) for t in clinic.context.library.topics}
    clinic.press("clinic.discard")
    clinic.press("confirm.yes")
    assert clinic.office.kiosk.topics == ()


def test_one_topic_always_stays(open_clinic: Open) -> None:
    (clinic := open_clinic(None, "waiting")).rest()
    rows = [clinic.find(CheckRow, f"clinic.kiosk.topic-{t}") for t in clinic.context.library.topics]
    for row in rows:
        row.click()
    assert rows[-1].isChecked()
    assert len(clinic.office.kiosk.topics) == 1
    assert "One topic at least" in clinic.trouble("clinic.kiosk.none")


def test_wc15_times_stay_inside_what_people_need(open_clinic: Open) -> None:
    clinic = open_clinic(None, "waiting")
    for key, least, most in (("idle_seconds", 20, 600), ("warning_seconds", 20, 120)):
        stepper = clinic.find(NumberStepper, f"clinic.kiosk.{key}")
        for _press in range(70):
            QTest.keyClick(stepper, Qt.Key.Key_Down)
        assert stepper.value == least
        for _press in range(70):
            QTest.keyClick(stepper, Qt.Key.Key_Up)
        assert stepper.value == most


@pytest.mark.parametrize("address", ["http://hill.example", "hill.example", "javascript:alert(1)"])
def test_an_address_that_a_phone_can_t_open_is_not_saved(open_clinic: Open, address: str) -> None:
    clinic = open_clinic(None, "waiting")
    clinic.type("clinic.kiosk.address", address)
    assert "a phone can’t open it" in clinic.save_refused()
    assert not (clinic.folder / FILE).exists()
    assert clinic.office.kiosk.clinic_address == address


def test_what_a_hand_wrote_into_the_file_stays_and_faults_are_told(
    open_clinic: Open, folder: Path
) -> None:
    (folder / FILE).write_text('# ours\nidle-seconds = 5\nvoice = "en"\n', encoding="utf-8")
    clinic = open_clinic(None, "waiting")
    told = clinic.trouble("clinic.kiosk.faults")
    assert "5 is not possible" in told
    clinic.press("clinic.kiosk.allows_print")
    clinic.save()
    text = (folder / FILE).read_text(encoding="utf-8")
    assert text == '# ours\nidle-seconds = 5\nvoice = "en"\nallow-print = true\n'


def test_a_broken_file_is_kept_aside_when_a_new_one_is_begun(
    open_clinic: Open, folder: Path
) -> None:
    (folder / FILE).write_text("idle-seconds = \n", encoding="utf-8")
    clinic = open_clinic('name = "Hill"\n', "waiting")
    clinic.press("clinic.kiosk.allows_print")
    assert clinic.save_refused()
    assert (folder / FILE).read_text(encoding="utf-8") == "idle-seconds = \n"
    clinic.begin_anew()
    assert (folder / "kiosk-old-1.toml").read_text(encoding="utf-8") == "idle-seconds = \n"
    assert read_kiosk()[0].allows_print
    assert clinic.file.read_text(encoding="utf-8") == 'name = "Hill"\n'


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_takes_nothing_is_told_and_loses_nothing(
    open_clinic: Open, folder: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    (folder / FILE).write_text("allow-print = false\n", encoding="utf-8")
    clinic = open_clinic(None, "waiting")

    def fail(*_a: object, **_k: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr("missdesk.handout.save.tempfile.mkstemp", fail)
        clinic.press("clinic.kiosk.allows_print")
        clinic.press("clinic.save")
        clinic.qtbot.waitUntil(lambda: clinic.trouble("clinic.trouble") != "", timeout=WAIT_MS)
    assert "not saved" in clinic.trouble("clinic.trouble")
    assert (folder / FILE).read_text(encoding="utf-8") == "allow-print = false\n"
    assert clinic.office.kiosk.allows_print
    assert clinic.office.is_changed


def test_it_can_show_what_the_desk_shows(open_clinic: Open, own_pack: Path) -> None:
    text = f'trusted-reviewers = ["{"a" * 64}"]\npack = "{own_pack}"\n'
    clinic = open_clinic(text, "waiting")
    same = clinic.find(Toggle, "clinic.kiosk.same")
    assert not same.isChecked()
    same.click()
    clinic.save()
    made, faults = read_kiosk()
    assert faults == ()
    assert (made.pack, made.trusted_reviewers) == (own_pack, ("a" * 64,))
    clinic.find(Toggle, "clinic.kiosk.same").click()
    clinic.save()
    assert read_kiosk()[0] == KioskSettings()
