"""Each setting can be set on the page, holds at once, and is kept whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from missdesk.errors import InputError
from missdesk.settings import Clinic, Formats, Phone, formats, not_offered_words, read_clinic
from missdesk.ui.clinic.file_card import FileCard, listing
from missdesk.ui.clinic.name_form import LogoView, NameForm
from missdesk.ui.clinic.preview import Preview
from missdesk.ui.clinic.text_box import TextBox
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.dates import field_date
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.toggle import Toggle
from missdesk.ui.widgets.words import Words
from tests.ui.clinic.clinic_desk import WAIT_MS, ClinicDesk

Open = Callable[..., ClinicDesk]
BY_HAND = '# ours\nname = "Hill"  # short\nfuture = 1\nphone = "01"\n'
SECTIONS = (
    "name", "people", "advice", "offers", "writing", "batch", "waiting", "privacy", "content",
    "review",
)  # fmt: skip


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


def test_a_line_can_be_taken_out_and_a_number_is_never_guessed(open_clinic: Open) -> None:
    text = '[[phones]]\nwho = "Nurse"\nnumber = "02"\n[[phones]]\nnumber = "03"\n'
    clinic = open_clinic(text, "people")
    clinic.press("clinic.phones.1.remove")
    assert clinic.save().phones == (Phone("", "03"),)
    clinic.press("clinic.phones.add")
    clinic.type("clinic.phones.2.1", "Nurse")
    clinic.press("clinic.save")
    clinic.qtbot.waitUntil(lambda: clinic.trouble("clinic.trouble") != "", timeout=WAIT_MS)
    assert "“Nurse” has no number" in clinic.trouble("clinic.trouble")
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
    clinic.press("clinic.save")
    clinic.qtbot.waitUntil(lambda: clinic.trouble("clinic.trouble") != "", timeout=WAIT_MS)
    assert "Use at most 1200" in clinic.trouble("clinic.trouble")
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
    clinic.press("clinic.save")
    clinic.qtbot.waitUntil(lambda: clinic.trouble("clinic.trouble") != "", timeout=WAIT_MS)
    assert "can’t be changed without losing" in clinic.trouble("clinic.trouble")
    assert clinic.file.read_text(encoding="utf-8") == broken
    clinic.press("clinic.anew")
    clinic.press("confirm.yes")
    clinic.qtbot.waitUntil(lambda: not clinic.office.is_saving, timeout=WAIT_MS)
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
    clinic.press("clinic.save")
    clinic.qtbot.waitUntil(lambda: clinic.trouble("clinic.trouble") != "", timeout=WAIT_MS)
    assert f"not saved: {said}" in clinic.trouble("clinic.trouble")
    assert "all you typed stays here" in clinic.trouble("clinic.trouble")
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
    clinic.press("clinic.save")
    clinic.qtbot.waitUntil(lambda: clinic.trouble("clinic.trouble") != "", timeout=WAIT_MS)
    assert not clinic.file.exists()


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("percent", [100, 200])
def test_targets_names_and_words_are_large_and_whole(
    open_clinic: Open, section: str, percent: int
) -> None:
    text = '[[phones]]\nwho = "N"\nnumber = "1"\n'
    clinic = open_clinic(text, section)
    clinic.context.theme.set_text_percent(percent)
    clinic.qtbot.waitUntil(lambda: clinic.page.form is not None, timeout=WAIT_MS)
    clinic.qtbot.waitUntil(lambda: not clinic.office.workers.is_busy, timeout=WAIT_MS)
    least = QSize(TARGET, TARGET)
    for control in clinic.page.findChildren(QAbstractButton):
        if control.isVisible():
            assert control.size().expandedTo(least) == control.size(), control.objectName()
            assert control.accessibleName(), control.objectName()
            assert control.objectName()
    for widget in clinic.page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName(), widget.objectName()
    cut = [w.text for w in clinic.page.findChildren(Words) if w.isVisible() and w.is_cut()]
    assert cut == []


def test_the_keyboard_reaches_every_control(open_clinic: Open) -> None:
    clinic = open_clinic(BY_HAND)
    clinic.type("clinic.name", "Dale")
    clinic.page.setFocus()
    seen = set()
    for _step in range(40):
        QTest.keyClick(clinic.window, Qt.Key.Key_Tab)
        seen.add(clinic.window.focusWidget().objectName())
    assert {
        "clinic.back", "clinic.undo", "clinic.discard", "clinic.save", "clinic.section.name",
        "clinic.name.line", "clinic.logo.choose", "clinic.footer.line",
    } <= seen  # fmt: skip


@pytest.mark.parametrize("section", ["waiting", "privacy", "content", "review"])
def test_the_keyboard_reaches_every_control_of_a_section(open_clinic: Open, section: str) -> None:
    clinic = open_clinic(f'trusted-reviewers = ["{"a" * 64}"]\n', section)
    clinic.rest()
    form = clinic.page.form
    assert form is not None
    wanted = {
        widget.objectName()
        for widget in form.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }
    clinic.page.setFocus()
    seen = set()
    for _step in range(60):
        QTest.keyClick(clinic.window, Qt.Key.Key_Tab)
        seen.add(clinic.window.focusWidget().objectName())
    assert wanted
    assert wanted - seen == set()


def test_a_newer_file_is_told_and_never_written_over(open_clinic: Open) -> None:
    newer = 'version = 2\nname = "Hill"\n'
    clinic = open_clinic(newer)
    assert "a newer MISSDesk wrote this file" in clinic.trouble("clinic.faults")
    clinic.type("clinic.name", "Dale")
    clinic.press("clinic.save")
    clinic.qtbot.waitUntil(lambda: clinic.trouble("clinic.trouble") != "", timeout=WAIT_MS)
    assert "a newer MISSDesk wrote it" in clinic.trouble("clinic.trouble")
    assert clinic.file.read_text(encoding="utf-8") == newer
    clinic.press("clinic.anew")
    clinic.press("confirm.yes")
    clinic.qtbot.waitUntil(lambda: not clinic.office.is_changed, timeout=WAIT_MS)
    assert (clinic.folder / "clinic-old-1.toml").read_text(encoding="utf-8") == newer
    assert read_clinic()[0].name == "Dale"


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can’t be read"):
        listing(tmp_path / "none", (".png",))
