"""Step 6 shows, prints and saves the same bytes, and forgets the name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from missdesk.errors import Fault, PrintError, SaveError
from missdesk.printers import Printer
from missdesk.settings import Clinic
from missdesk.ui.context import UiContext
from missdesk.ui.handout_parts import delivery, places
from missdesk.ui.handout_parts.pick_list import PickRow
from missdesk.ui.handout_parts.render import spread_of
from missdesk.ui.tabs import handout
from missdesk.ui.tabs.handout import SPEC, HandoutPage
from missdesk.ui.theme.theme import Theme
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.error_page import ErrorPage
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.notice import NoticeBar
from missdesk.ui.widgets.toggle import Toggle
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Make = Callable[..., UiContext]
Open = Callable[[UiContext], HandoutPage]
NAME = "Maria Lindqvist"
WAIT_MS = 20_000
HP, WARD = Printer("HP_Laser", is_default=True), Printer("Ward", is_ready=False, reason="no paper")


class Paper:
    """Stands in for the print system: what there is, and what came out."""

    def __init__(self) -> None:
        self.found: list[Printer] = [HP, WARD]
        self.sent: list[tuple[bytes, str, int, bool, bool]] = []
        self.error: PrintError | None = None

    def printers(self) -> list[Printer]:
        return self.found

    def send(self, pdf: bytes, printer: str, copies: int, two_sided: bool, color: bool) -> str:
        if self.error is not None:
            raise self.error
        self.sent.append((pdf, printer, copies, two_sided, color))
        return "job-1"


@pytest.fixture(autouse=True)
def paper(monkeypatch: pytest.MonkeyPatch) -> Paper:
    """No clinic's file and no printer of the machine is used."""
    made = Paper()
    monkeypatch.setattr(handout, "read_clinic", lambda: (Clinic(phone="555 0100"), ()))
    monkeypatch.setattr(delivery, "printers", made.printers)
    monkeypatch.setattr(delivery, "send", made.send)
    return made


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Home with Documents and no stick."""
    (tmp_path / "Documents").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    return tmp_path


class Window(QWidget):
    """Holds a page; without a layout, for the offscreen platform warns about least sizes."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.resize(1186, 640)
        page.setParent(self)
        page.resize(1186, 640)


@pytest.fixture
def windows() -> list[QWidget]:
    """What a test keeps open; qtbot itself holds windows only weakly."""
    return []


@pytest.fixture
def open_page(qtbot: QtBot, windows: list[QWidget]) -> Open:
    """Return what shows the page of a context."""

    def show(context: UiContext) -> HandoutPage:
        page = SPEC.build(context)
        assert isinstance(page, HandoutPage)
        window = Window(page)
        qtbot.addWidget(window)
        windows.append(window)
        window.show()
        _settle(qtbot, page)
        return page

    return show


def _settle(qtbot: QtBot, page: HandoutPage) -> None:
    """Wait until what is shown is what would be printed."""
    qtbot.waitUntil(lambda: page._maker.is_fresh, timeout=WAIT_MS)


def _button(page: QWidget, name: str) -> QAbstractButton:
    found = page.window().findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton), name
    return found


def _name_field(page: QWidget) -> TextField:
    found = page.findChild(TextField, "handout.name")
    assert isinstance(found, TextField)
    return found


def _words(page: QWidget, name: str) -> Words:
    found = page.findChild(Words, name)
    assert isinstance(found, Words), name
    return found


def _notice(page: QWidget) -> str:
    bar = page.window().findChild(NoticeBar)
    return "" if bar is None else " ".join(bar.words)


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return words


def _type(page: QWidget, name: str) -> None:
    line = _name_field(page).line
    line.selectAll()
    line.insert(name)  # as a person would: "edited" is told, and undo knows it


def test_the_preview_shows_the_bytes_that_are_printed(
    qtbot: QtBot, make_context: Make, open_page: Open, paper: Paper
) -> None:
    page = open_page(make_context(name=NAME, level="L4-L5", side="left"))
    page.act("print")
    qtbot.waitUntil(_button(page, "print.go").isEnabled)
    _button(page, "print.go").click()
    qtbot.waitUntil(lambda: bool(paper.sent), timeout=WAIT_MS)
    pdf = paper.sent[0][0]
    spread = page._view.spread
    assert spread is not None
    document = pypdfium2.PdfDocument(pdf)
    assert spread.total == len(document)
    first = document[0]
    scale = spread.images[0].width() / first.get_width()
    picture = first.render(scale=scale, prefer_bgrx=True)
    assert bytes(picture.buffer) == bytes(spread.images[0].constBits())
    document.close()
    assert NAME in _text(pdf)
    assert "555 0100" in _text(pdf)


def test_two_pages_are_side_by_side_and_the_pager_says_which(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    page = open_page(make_context(level="L4-L5", side="left"))
    spread = page._view.spread
    assert spread is not None
    assert len(spread.images) == 2
    total = spread.total
    assert _words(page, "handout.pager").text == f"Pages 1 and 2 of {total}"
    assert _words(page, "handout.pages").text == f"{total} pages"
    assert page.act("next")
    qtbot.waitUntil(lambda: "Pages 3 and 4" in _words(page, "handout.pager").text)
    assert page.act("previous")
    qtbot.waitUntil(lambda: "Pages 1 and 2" in _words(page, "handout.pager").text)
    assert not page.act("previous")


@pytest.mark.parametrize(("page", "count", "first"), [(0, 2, 0), (1, 2, 0), (3, 2, 2), (3, 1, 3)])
def test_a_page_stands_in_its_spread(page: int, count: int, first: int) -> None:
    assert spread_of(page, count) == first


def test_typing_reaches_the_paper_and_old_pages_stay_meanwhile(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    page = open_page(make_context())
    _type(page, NAME)
    assert page._context.consultation.visit.name == NAME
    assert not page._maker.is_fresh
    assert page._view.spread is not None
    _settle(qtbot, page)
    assert NAME in _text(_pdf(qtbot, page))


def _pdf(qtbot: QtBot, page: HandoutPage) -> bytes:
    found: list[bytes] = []
    page._maker.when_fresh(found.append, lambda _error: None)
    qtbot.waitUntil(lambda: bool(found), timeout=WAIT_MS)
    return found[0]


def test_a_name_no_font_can_print_is_said_kept_and_mended(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    page = open_page(make_context())
    _type(page, "王小明")
    _settle(qtbot, page)
    error = page.findChild(ErrorPage)
    assert error is not None
    said = " ".join(w.text for w in error.findChildren(Words))
    assert "王" in said
    assert "The name" in said
    assert _name_field(page).text == "王小明"
    assert not page._view.isVisible()
    assert not _button(page, "handout.print").isEnabled()
    assert not _button(page, "handout.save").isEnabled()
    _type(page, NAME)
    _settle(qtbot, page)
    assert page._view.isVisible()
    assert _button(page, "handout.print").isEnabled()


def test_a_name_that_is_cut_is_warned_about_under_the_field(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    page = open_page(make_context(name="Anna " * 60))
    warning = _words(page, "handout.warning")
    assert warning.isVisible()
    assert "200" in warning.text
    _type(page, NAME)
    _settle(qtbot, page)
    assert not warning.isVisible()


def test_sections_go_in_and_out_and_fixed_ones_are_no_switches(
    make_context: Make, open_page: Open
) -> None:
    context = make_context()
    page = open_page(context)
    switches = {t.objectName() for t in page.findChildren(Toggle)}
    assert "handout.section.scar" in switches
    assert not {"handout.section.cover", "handout.section.sources"} & switches
    assert "Sources" in _words(page, "handout.fixed").text
    pages = page._view.spread
    assert pages is not None
    _button(page, "handout.section.recovery").click()
    sections = context.consultation.visit.sections
    assert sections is not None
    assert "recovery" not in sections
    assert {"cover", "sources"} <= set(sections)
    _button(page, "handout.section.recovery").click()
    assert context.consultation.visit.sections is None


def test_size_and_paper_reach_the_visit(qtbot: QtBot, make_context: Make, open_page: Open) -> None:
    context = make_context()
    page = open_page(context)
    _button(page, "handout.size.larger").click()
    _button(page, "handout.paper.letter").click()
    assert context.consultation.visit.text_size == "larger"
    assert context.consultation.visit.paper == "letter"
    _settle(qtbot, page)
    document = pypdfium2.PdfDocument(_pdf(qtbot, page))
    assert round(document[0].get_width()) == 612
    document.close()


def test_one_language_is_not_asked_for(make_context: Make, open_page: Open) -> None:
    page = open_page(make_context())
    assert page.findChild(QWidget, "handout.language") is None


def test_print_waits_for_what_was_just_typed(
    qtbot: QtBot, make_context: Make, open_page: Open, paper: Paper
) -> None:
    page = open_page(make_context())
    page.act("print")
    qtbot.waitUntil(_button(page, "print.go").isEnabled)
    for name in ("print.more", "print.two-sided", "print.ink.grey"):
        _button(page, name).click()
    page._context.consultation.change(name=NAME)
    _button(page, "print.go").click()
    qtbot.waitUntil(lambda: bool(paper.sent), timeout=WAIT_MS)
    pdf, printer, copies, two_sided, color = paper.sent[0]
    assert NAME in _text(pdf)
    assert (printer, copies, two_sided, color) == ("HP_Laser", 2, False, False)
    qtbot.waitUntil(lambda: "Sent to HP_Laser." in _notice(page))
    assert page._printing.panel is None


def test_a_printer_that_fails_is_named_and_nothing_is_lost(
    qtbot: QtBot, make_context: Make, open_page: Open, paper: Paper
) -> None:
    page = open_page(make_context(name=NAME))
    page.act("print")
    qtbot.waitUntil(_button(page, "print.go").isEnabled)
    _button(page, "print.more").click()
    paper.error = PrintError("Printer HP_Laser", "it is stopped", "Switch it on")
    _button(page, "print.go").click()
    panel = page._printing.panel
    assert panel is not None
    qtbot.waitUntil(panel._trouble.isVisible, timeout=WAIT_MS)
    assert panel._trouble.words == ("Printer HP_Laser: it is stopped.", "Switch it on.")
    assert _words(panel, "print.copies").text == "2"
    assert _button(page, "print.go").isEnabled()
    assert _name_field(page).text == NAME


def test_print_asked_for_twice_still_finds_the_printers(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    page = open_page(make_context())
    page.act("print")
    page.act("print")
    panel = page._printing.panel
    assert panel is not None
    qtbot.waitUntil(panel._print.isEnabled)


def test_no_printer_is_said_and_saving_is_named(
    qtbot: QtBot, make_context: Make, open_page: Open, paper: Paper
) -> None:
    paper.found = []
    page = open_page(make_context())
    page.act("print")
    panel = page._printing.panel
    assert panel is not None
    qtbot.waitUntil(panel._trouble.isVisible)
    assert "save the PDF" in panel._trouble.words[1]
    assert not _button(page, "print.go").isEnabled()


def _open_save(qtbot: QtBot, page: HandoutPage) -> None:
    page.act("save")
    qtbot.waitUntil(lambda: len(page.window().findChildren(PickRow)) > 1)


def test_saving_writes_the_pdf_under_a_name_without_the_patient(
    qtbot: QtBot, make_context: Make, open_page: Open, home: Path
) -> None:
    page = open_page(make_context(name=NAME))
    _open_save(qtbot, page)
    _button(page, "save.go").click()
    qtbot.waitUntil(lambda: "Saved in" in _notice(page), timeout=WAIT_MS)
    (saved,) = (home / "Documents").iterdir()
    assert saved.name.startswith("handout-2")
    assert "Maria" not in saved.name
    assert NAME in _text(saved.read_bytes())
    assert str(home / "Documents") in _notice(page)


def test_a_file_that_is_there_is_replaced_only_when_asked_twice(
    qtbot: QtBot, make_context: Make, open_page: Open, home: Path
) -> None:
    page = open_page(make_context())
    _open_save(qtbot, page)
    panel = page._saving.panel
    assert panel is not None
    old = home / "Documents" / panel._name.text
    old.write_bytes(b"old")
    _button(page, "save.go").click()
    qtbot.waitUntil(_button(page, "save.replace").isVisible, timeout=WAIT_MS)
    assert old.read_bytes() == b"old"
    _button(page, "save.replace").click()
    qtbot.waitUntil(lambda: "Saved in" in _notice(page), timeout=WAIT_MS)
    assert old.read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_not_there_is_said_and_the_typing_kept(
    qtbot: QtBot, make_context: Make, open_page: Open, home: Path
) -> None:
    page = open_page(make_context())
    _open_save(qtbot, page)
    panel = page._saving.panel
    assert panel is not None
    _button(page, "save.place.elsewhere").click()
    missing = str(home / "gone")
    QTest.keyClicks(panel._folder.line, missing)
    _button(page, "save.go").click()
    qtbot.waitUntil(panel._trouble.isVisible, timeout=WAIT_MS)
    assert "no such folder" in panel._trouble.words[0]
    assert panel._folder.text == missing
    assert _button(page, "save.go").isEnabled()


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


def test_a_fault_in_the_clinics_file_is_reported(
    make_context: Make, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Fault("clinic.toml phone", "the value is not a text", "Put it in quotes")
    monkeypatch.setattr(handout, "read_clinic", lambda: (Clinic(), (fault,)))
    page = open_page(make_context())
    assert "phone: the value is not a text" in _notice(page)


def test_nothing_of_the_name_remains_after_a_wipe(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    context = make_context()
    page = open_page(context)
    _type(page, "Canary 王")
    _settle(qtbot, page)
    _type(page, "Canary")
    page.act("save")
    context.consultation.wipe()
    field = _name_field(page)
    assert field.text == ""
    assert not field.line.isUndoAvailable()
    assert not field.line.isRedoAvailable()
    said = [w.text for w in page.findChildren(Words)]
    said += [w.accessibleName() + w.toolTip() for w in page.findChildren(QWidget)]
    assert not [text for text in said if "Canary" in text or "王" in text]
    assert page._view.spread is None
    assert not page._view._pixmaps
    assert page._saving.panel is None
    assert not page._maker.is_fresh


def test_a_name_deleted_by_hand_cannot_be_brought_back_after_a_wipe(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    context = make_context()
    page = open_page(context)
    _type(page, "Canary")
    line = _name_field(page).line
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    assert line.isUndoAvailable()
    context.consultation.wipe()
    assert not line.isUndoAvailable()


def test_changes_on_another_step_are_built_only_when_this_one_is_shown(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    context = make_context()
    page = open_page(context)
    page.hide()
    context.consultation.change(name=NAME)
    assert not page._maker.is_fresh
    page.show()
    _settle(qtbot, page)
    assert NAME in _text(_pdf(qtbot, page))


def test_what_is_on_no_page_builds_nothing(make_context: Make, open_page: Open) -> None:
    context = make_context()
    page = open_page(context)
    context.consultation.visit_step("handout")
    assert page._maker.is_fresh


def test_a_page_that_is_gone_hears_nothing_more(qtbot: QtBot, make_context: Make) -> None:
    context = make_context()
    page = SPEC.build(context)
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(page)
    context.consultation.change(name=NAME)
    qtbot.waitUntil(lambda: not context.workers.is_busy)


@pytest.mark.parametrize("percent", [100, 125, 200])
def test_all_can_be_pressed_and_no_word_is_cut(
    qtbot: QtBot, theme: Theme, make_context: Make, open_page: Open, percent: int
) -> None:
    theme.set_text_percent(percent)
    page = open_page(make_context(name=NAME))
    if theme.is_folded:
        page.resize(1270, page.heightForWidth(1270))
        _settle(qtbot, page)
    assert not page.grab().isNull()
    shown = [w for w in page.findChildren(Words) if w.isVisible()]
    assert not [w.text for w in shown if w.is_cut()]
    pressed = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    assert not [b.objectName() for b in pressed if min(b.width(), b.height()) < TARGET]
    assert all(b.accessibleName() for b in pressed)
