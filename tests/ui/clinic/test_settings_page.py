"""Each setting can be set on the page, and holds at once on screen and paper."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from missdesk.handout.plan import section_title
from missdesk.settings import (
    MOST_CHARACTERS,
    MOST_PEOPLE,
    Clinic,
    Formats,
    Phone,
    formats,
    not_offered_words,
)
from missdesk.settings_read import read_clinic
from missdesk.ui.clinic import preview
from missdesk.ui.clinic.preview import Preview
from missdesk.ui.clinic.text_box import TextBox
from missdesk.ui.widgets.dates import field_date
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.toggle import Toggle
from missdesk.ui.widgets.words import Words
from tests.ui.clinic.clinic_desk import BY_HAND, WAIT_MS, ClinicDesk

if TYPE_CHECKING:
    import pytest

Open = Callable[..., ClinicDesk]


def preview_text(clinic: ClinicDesk) -> str:
    """Return the text of the sample handout."""
    clinic.settle()
    handout = clinic.find(Preview, "clinic.preview")._maker._handout
    assert handout is not None
    document = pypdfium2.PdfDocument(handout.pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return " ".join(" ".join(texts).replace("\u00a0", " ").split())


def paper_of(clinic: ClinicDesk) -> str:
    """Return the paper on which the next visit begins; a call, so that mypy asks anew."""
    return clinic.context.consultation.visit.paper


def test_the_gear_opens_the_page_and_back_leaves_it(open_clinic: Open) -> None:
    clinic = open_clinic()
    desk = clinic.window.desk
    gear = desk.shell.bar.control("clinic")
    assert not gear.isVisible()
    clinic.press("clinic.back")
    assert desk.shell.start_page is not None
    assert desk.shell.start_page.objectName() == "start-page"
    assert gear.isVisible()
    QTest.keyClick(clinic.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert clinic.page.form is not None
    QTest.keyClick(clinic.page, Qt.Key.Key_Escape)
    assert gear.isVisible()


def test_in_a_visit_there_is_no_gear_but_the_key(open_clinic: Open) -> None:
    clinic = open_clinic()
    desk = clinic.window.desk
    clinic.context.consultation.start(next(iter(clinic.context.library.topics.values())))
    assert not desk.shell.bar.control("clinic").isVisible()
    clinic.window.do("clinic")
    assert clinic.page.form is not None
    desk.go("problem")
    assert desk.step == "problem"


def test_a_visit_that_is_open_takes_the_new_settings(open_clinic: Open) -> None:
    clinic = open_clinic("")
    desk, consultation = clinic.window.desk, clinic.context.consultation
    consultation.start(next(iter(clinic.context.library.topics.values())))
    consultation.change(options=("open", "camera"), level="L4-L5")
    desk.go("compare")
    clinic.window.do("clinic")
    clinic.press("clinic.section.offers")
    clinic.find(Toggle, "clinic.offers.camera").click()
    clinic.window.do("save")
    clinic.qtbot.waitUntil(lambda: not clinic.office.is_changed, timeout=WAIT_MS)
    clinic.qtbot.waitUntil(lambda: not clinic.office.is_saving, timeout=WAIT_MS)
    clinic.press("clinic.back")
    clinic.press("start.resume")
    page = desk.page()
    assert page is not None
    said = " ".join(w.text for w in page.findChildren(Words) if w.isVisible())
    assert not_offered_words() in said
    assert consultation.visit.level == "L4-L5"


def test_a_page_opened_anew_keeps_its_form_when_nothing_is_new(open_clinic: Open) -> None:
    clinic = open_clinic(BY_HAND)
    clinic.press("clinic.back")
    clinic.window.do("clinic")
    form = clinic.page.form
    clinic.qtbot.waitUntil(lambda: not clinic.office.workers.is_busy, timeout=WAIT_MS)
    assert clinic.page.form is form


def test_name_and_footer_are_saved_and_the_rest_of_the_file_stays(open_clinic: Open) -> None:
    clinic = open_clinic(BY_HAND)
    clinic.type("clinic.name", "Dale")
    clinic.type("clinic.footer", "1 Hill Road")
    assert clinic.words("clinic.state") == "Not saved yet"
    made = clinic.save()
    assert (made.name, made.footer, made.phone) == ("Dale", "1 Hill Road", "01")
    text = clinic.file.read_text(encoding="utf-8")
    assert text.startswith('# ours\nname = "Dale"  # short\nfuture = 1\nphone = "01"\n')
    assert clinic.words("clinic.state") == ""
    assert clinic.context.clinic().name == "Dale"
    assert stat.S_IMODE(clinic.file.stat().st_mode) == 0o644


def test_the_preview_follows_what_is_typed(open_clinic: Open) -> None:
    clinic = open_clinic(BY_HAND)
    clinic.type("clinic.name", "Dale Clinic")
    assert "Dale Clinic" in preview_text(clinic)
    clinic.press("clinic.section.people")
    clinic.type("clinic.phone", "0123 456")
    assert "Dale Clinic: 0123 456" in preview_text(clinic)


def test_a_sample_of_the_section_before_turns_no_page(
    open_clinic: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    sought: list[str] = []

    def seek(_pdf: bytes, words: str) -> int:
        sought.append(words)
        return 0

    clinic = open_clinic(BY_HAND)
    clinic.settle()
    monkeypatch.setattr(preview, "page_of", seek)
    clinic.type("clinic.name", "D")
    found = clinic.find(Preview, "clinic.preview")
    found._maker.ask_now()  # under way when the section changes
    clinic.press("clinic.section.people")
    clinic.settle()
    clinic.rest()
    assert sought == [section_title("warning")]


def test_phones_people_and_emergency(open_clinic: Open) -> None:
    clinic = open_clinic(BY_HAND, "people")
    clinic.type("clinic.emergency", "999")
    for who, number in (("Nurse", "02"), ("Porter", "03")):
        clinic.press("clinic.phones.add")
        n = 1 if who == "Nurse" else 2
        clinic.type(f"clinic.phones.{n}.1", who)
        clinic.type(f"clinic.phones.{n}.2", number)
    clinic.press("clinic.people.add")
    clinic.type("clinic.people.1.1", "Dr A, surgeon")
    assert clinic.save() == Clinic(
        name="Hill",
        phone="01",
        emergency="999",
        phones=(Phone("Nurse", "02"), Phone("Porter", "03")),
        clinicians=("Dr A, surgeon",),
    )


def test_lines_that_are_pasted_become_lines_and_those_left_out_are_told(open_clinic: Open) -> None:
    clinic = open_clinic(BY_HAND, "people")
    clinic.press("clinic.people.add")
    names = [f"Dr Number {n}, surgeon" for n in range(200)]
    QGuiApplication.clipboard().setText("\r\n".join(names) + "\n")
    line = clinic.find(TextField, "clinic.people.1.1").line
    line.insert("Dr Ada, surgeon; ")
    line.paste()
    told = clinic.window.desk.notice.words
    kept = clinic.save().clinicians
    assert kept == ("Dr Ada, surgeon; " + names[0], *names[1:MOST_PEOPLE])
    left = f"{200 - MOST_PEOPLE} lines were left out."
    assert told == (left, f"The list has at most {MOST_PEOPLE} lines.")
    assert not clinic.find(QAbstractButton, "clinic.people.add").isEnabled()


def test_a_line_takes_no_more_letters_than_can_be_kept(open_clinic: Open) -> None:
    clinic = open_clinic('clinicians = ["' + "a" * MOST_CHARACTERS + '"]\n', "people")
    line = clinic.find(TextField, "clinic.people.1.1").line
    line.setCursorPosition(5)
    QTest.keyClicks(line, "bc")
    assert line.text() == "a" * MOST_CHARACTERS
    assert line.cursorPosition() == 5
    assert not clinic.office.is_changed


def test_a_line_can_be_taken_out_and_a_number_is_never_guessed(open_clinic: Open) -> None:
    text = '[[phones]]\nwho = "Nurse"\nnumber = "02"\n[[phones]]\nnumber = "03"\n'
    clinic = open_clinic(text, "people")
    clinic.press("clinic.phones.1.remove")
    assert clinic.save().phones == (Phone("", "03"),)
    clinic.press("clinic.phones.add")
    clinic.type("clinic.phones.2.1", "Nurse")
    assert "“Nurse” has no number" in clinic.save_refused()
    assert read_clinic()[0].phones == (Phone("", "03"),)
    assert clinic.office.draft.phones[1].who == "Nurse"


def test_advice_of_several_lines_and_too_long_a_one(open_clinic: Open) -> None:
    clinic = open_clinic("", "advice")
    box = clinic.find(TextBox, "clinic.block.wound")
    QTest.keyClicks(box.edit, "Keep it dry.")
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    QTest.keyClicks(box.edit, "- Shower after 3 days.")
    assert clinic.save().blocks == {"wound": "Keep it dry.\n- Shower after 3 days."}
    assert "Shower after 3 days." in preview_text(clinic)
    box.edit.setPlainText("x" * 1300)
    assert clinic.words("clinic.block.wound.left") == "100 characters too many"
    assert "Use at most 1200" in clinic.save_refused()
    assert len(clinic.office.draft.blocks["wound"]) == 1300


def test_an_option_not_done_here_stays_a_peer_and_says_so(open_clinic: Open) -> None:
    clinic = open_clinic("", "offers")
    toggle = clinic.find(Toggle, "clinic.offers.camera")
    assert toggle.isChecked()
    toggle.click()
    assert clinic.save().not_offered == {"slipped-disc": ("camera",)}
    assert not_offered_words() in preview_text(clinic)
    topic = next(iter(clinic.context.library.topics.values()))
    clinic.context.consultation.start(topic)
    clinic.context.consultation.change(options=("open", "camera"))
    for step in ("operation", "compare", "decide"):
        clinic.window.desk.go(step)
        page = clinic.window.desk.page()
        assert page is not None
        said = " ".join(w.text for w in page.findChildren(Words) if w.isVisible())
        assert not_offered_words() in said, step


def test_dates_lengths_and_paper_hold_on_the_screen_too(open_clinic: Open) -> None:
    clinic = open_clinic("", "writing")
    assert field_date(date(2026, 12, 7)) == "Mon 7 December 2026"
    clinic.press("clinic.dates.month-first")
    clinic.press("clinic.units.us")
    clinic.press("clinic.paper.letter")
    assert "December 7, 2026" in preview_text(clinic)
    made = clinic.save()
    assert (made.paper, made.formats) == ("letter", Formats("month-first", "us"))
    assert formats() == Formats("month-first", "us")
    assert field_date(date(2026, 12, 7)) == "Mon December 7, 2026"
    assert paper_of(clinic) == "letter"
    clinic.press("clinic.dates.iso")
    clinic.press("clinic.paper.none")
    assert clinic.save().paper is None
    assert field_date(date(2026, 12, 7)) == "Mon 2026-12-07"
    assert paper_of(clinic) == "a4"
