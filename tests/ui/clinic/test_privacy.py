"""When a visit left alone is covered and ended is set on the Clinic page (KP1)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from missdesk.ui.beside import Beside
from missdesk.ui.widgets.number_stepper import NumberStepper
from tests.ui.clinic.clinic_desk import ClinicDesk

Open = Callable[..., ClinicDesk]


def test_kp1_both_minutes_are_set_and_hold_at_once(open_clinic: Open) -> None:
    clinic = open_clinic("", "privacy")
    clinic.context.consultation.start(next(iter(clinic.context.library.topics.values())))
    idle = clinic.window.desk.findChildren(Beside) or clinic.window.findChildren(Beside)
    clinic.window.do("clinic")
    clinic.press("clinic.section.privacy")
    clinic.press("clinic.cover.less")
    for _press in range(3):
        clinic.press("clinic.wipe.less")
    assert clinic.save().idle_minutes == (9, 17)
    text = clinic.file.read_text(encoding="utf-8")
    assert text == "cover-minutes = 9\nwipe-minutes = 17\n"
    watch = idle[0].idle
    assert watch is not None
    assert watch._clock._warn_after == 9 * 60
    assert watch._clock._warning == 8 * 60


def test_kp1_the_end_is_always_after_the_cover(open_clinic: Open) -> None:
    clinic = open_clinic("cover-minutes = 10\nwipe-minutes = 11\n", "privacy")
    clinic.press("clinic.cover.more")
    assert clinic.office.draft.idle_minutes == (11, 12)
    wipe = clinic.find(NumberStepper, "clinic.wipe")
    assert wipe.value == 12
    QTest.keyClick(wipe, Qt.Key.Key_Down)
    assert wipe.value == 12
    cover = clinic.find(NumberStepper, "clinic.cover")
    for _press in range(300):
        QTest.keyClick(cover, Qt.Key.Key_Up)
    assert clinic.save().idle_minutes == (239, 240)


def test_the_steppers_say_what_they_are(open_clinic: Open) -> None:
    clinic = open_clinic("", "privacy")
    cover = clinic.find(NumberStepper, "clinic.cover")
    assert cover.accessibleName() == "Minutes until the screen is covered: 10"
    clinic.press("clinic.cover.more")
    clinic.press("clinic.undo")
    again = clinic.find(NumberStepper, "clinic.cover")
    assert again.accessibleName() == "Minutes until the screen is covered: 10"
