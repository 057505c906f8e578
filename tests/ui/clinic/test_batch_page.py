"""A batch from the page: checked first, made, stopped and gone on with, printed without names."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from missdesk.errors import InputError, PrintError
from missdesk.handout import batch_report
from missdesk.printers import TITLE, Printer
from missdesk.ui.clinic import batch_desk, batch_form, batch_work
from missdesk.ui.clinic.batch_work import BatchWork, PrintWork, check_list, made_files
from missdesk.ui.clinic.file_card import FileCard
from missdesk.ui.handout_parts.print_panel import PrintOrder
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.check_row import CheckRow
from missdesk.ui.widgets.words import Words
from tests.ui.clinic.clinic_desk import WAIT_MS, ClinicDesk

Open = Callable[..., ClinicDesk]
NAME = "Quillfeather"
HEAD = "reference;topic;level;side;name;date\r\n"
BATCH_MS = 120_000


def row(reference: str, level: str = "L4-L5") -> str:
    return f"{reference};slipped-disc;{level};left;{NAME};2026-11-21\r\n"


FIVE = HEAD + row("H1") + row("H2") + row("H3", level="L9") + row("H4") + row("H5")


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list of five rows in Documents, one of them with a fault."""
    (tmp_path / "Documents").mkdir(exist_ok=True)
    path = tmp_path / "Documents" / "list.csv"
    path.write_bytes(FIVE.encode("utf-8-sig"))
    return path


class Paper:
    """Stands in for the print system."""

    def __init__(self) -> None:
        self.sent: list[tuple[bytes, str, int]] = []
        self.fails_at = 0

    def printers(self) -> list[Printer]:
        return [Printer("Office", is_default=True)]

    def send(self, pdf: bytes, printer: str, copies: int, two_sided: bool, color: bool) -> str:
        if self.fails_at and len(self.sent) + 1 == self.fails_at:
            raise PrintError("Printer Office", "it is stopped (no paper)", "Look at its paper")
        self.sent.append((pdf, printer, copies))
        return "job"


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Paper:
    made = Paper()
    monkeypatch.setattr(batch_form, "printers", made.printers)
    monkeypatch.setattr(batch_work, "send", made.send)
    return made


def wait(clinic: ClinicDesk) -> None:
    batch = clinic.office.batch
    clinic.qtbot.waitUntil(lambda: batch.phase == "idle", timeout=BATCH_MS)
    clinic.qtbot.waitUntil(lambda: not clinic.office.workers.is_busy, timeout=WAIT_MS)


def said(clinic: ClinicDesk) -> str:
    return " ".join(w.text for w in clinic.page.findChildren(Words) if w.isVisible())


def print_ticked(clinic: ClinicDesk) -> None:
    # The folder is looked through in the background; only then is there something to print.
    offered = clinic.find(Button, "clinic.print")
    clinic.qtbot.waitUntil(lambda: offered.isVisible() and offered.isEnabled(), timeout=WAIT_MS)
    clinic.press("clinic.print")
    button = clinic.find(Button, "print.go")
    clinic.qtbot.waitUntil(button.isEnabled, timeout=WAIT_MS)
    clinic.press("print.go")
    wait(clinic)


def test_five_rows_from_list_to_paper(open_clinic: Open, listed: Path, paper: Paper) -> None:
    folder = listed.parent / "out"
    clinic = open_clinic('phone = "0123"\n', "batch")
    clinic.press("clinic.batch.list.choose")
    card = clinic.find(FileCard, "files")
    clinic.qtbot.waitUntil(lambda: bool(card._rows), timeout=WAIT_MS)
    clinic.press("files.file-0")
    clinic.type("clinic.batch.folder", str(folder))
    clinic.press("clinic.batch.check")
    wait(clinic)
    state = clinic.words("clinic.batch.state")
    assert state == "Rows: 5. With a fault: 1. The other 4 can be made."
    assert "line 4, level: " in clinic.words("clinic.batch.more")
    assert not folder.exists()
    clinic.press("clinic.batch.make")
    assert clinic.office.batch.phase == "making"
    assert clinic.find(Button, "clinic.batch.stop").isVisible()
    wait(clinic)
    state = clinic.words("clinic.batch.state")
    assert state == "4 made, 0 there already, 1 failed, 0 not begun."
    assert str(folder / batch_report.REPORT) in clinic.words("clinic.batch.more")
    names = ["H1.pdf", "H2.pdf", "H4.pdf", "H5.pdf"]
    assert sorted(p.name for p in folder.glob("*.pdf")) == names
    assert NAME not in said(clinic)
    assert clinic.words("clinic.print.count") == "4 of 4 ticked"
    clinic.press("clinic.print.file-1")
    assert clinic.words("clinic.print.count") == "3 of 4 ticked"
    print_ticked(clinic)
    assert clinic.words("clinic.batch.state") == "3 handouts sent."
    assert [pdf for pdf, _printer, _copies in paper.sent] == [
        (folder / name).read_bytes() for name in names if name != "H2.pdf"
    ]
    clinic.press("clinic.batch.make")
    wait(clinic)
    assert clinic.words("clinic.batch.state").startswith("0 made, 4 there already, 1 failed")


def test_a_printer_that_stops_is_told_and_nothing_is_printed_twice(
    open_clinic: Open, listed: Path, paper: Paper
) -> None:
    folder = listed.parent / "out"
    folder.mkdir()
    lines = ["line;file;result;pages;what;check"]
    for name in ("A.pdf", "B.pdf", "C.pdf"):
        (folder / name).write_bytes(b"%PDF-" + name.encode())
        lines.append(f"2;{name};made;1;;abc")
    (folder / batch_report.REPORT).write_text("\n".join(lines), encoding="utf-8")
    clinic = open_clinic("", "batch")
    clinic.type("clinic.batch.folder", str(folder))
    wait(clinic)
    paper.fails_at = 2
    print_ticked(clinic)
    assert clinic.words("clinic.batch.state") == "1 handout sent."
    assert "no paper" in clinic.words("clinic.batch.more")
    assert "2 not sent. They are still ticked" in clinic.words("clinic.batch.more")
    assert clinic.office.batch.chosen == ("B.pdf", "C.pdf")
    paper.fails_at = 0
    print_ticked(clinic)
    assert [pdf[5:] for pdf, *_rest in paper.sent] == [b"A.pdf", b"B.pdf", b"C.pdf"]


def test_a_folder_whose_look_ends_late_does_not_hide_the_handouts_of_the_next(
    open_clinic: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = threading.Event()

    def look(folder: Path) -> tuple[str, ...]:
        if folder.name == "new":
            return ("A.pdf",)
        late.wait(WAIT_MS / 1000)
        return ()

    monkeypatch.setattr(batch_desk, "made_files", look)
    clinic = open_clinic("", "batch")
    batch = clinic.office.batch
    batch.set_folder(str(tmp_path / "old"))
    batch.set_folder(str(tmp_path / "new"))
    clinic.qtbot.waitUntil(lambda: batch.files == ("A.pdf",), timeout=WAIT_MS)
    late.set()
    clinic.rest()
    assert batch.files == ("A.pdf",)


def test_a_look_at_the_folder_that_fails_ends_no_batch(
    open_clinic: Open, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = threading.Event()

    def look(_folder: Path) -> tuple[str, ...]:
        late.wait(WAIT_MS / 1000)
        raise InputError("The folder", "it is gone", "Choose another")

    listed.write_text(HEAD + "".join(row(f"R{n}") for n in range(30)), encoding="utf-8")
    monkeypatch.setattr(batch_desk, "made_files", look)
    clinic = open_clinic("", "batch")
    clinic.type("clinic.batch.list", str(listed))
    clinic.type("clinic.batch.folder", str(listed.parent / "out"))
    clinic.press("clinic.batch.make")
    late.set()
    clinic.qtbot.waitUntil(lambda: clinic.trouble("clinic.batch.trouble") != "", timeout=WAIT_MS)
    assert clinic.office.batch.phase == "making"
    clinic.press("clinic.batch.stop")
    wait(clinic)


def test_files_that_come_to_the_folder_while_it_prints_are_not_taken_for_printed(
    open_clinic: Open, tmp_path: Path, paper: Paper
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("B.pdf", "C.pdf"):
        (folder / name).write_bytes(b"%PDF-" + name.encode())
    clinic = open_clinic("", "batch")
    batch = clinic.office.batch
    batch.set_folder(str(folder))
    wait(clinic)
    batch._on_files(("B.pdf", "C.pdf"))
    paper.fails_at = 2
    batch.print(PrintOrder("Office", 1, True, True))
    batch._on_files(("A.pdf", "B.pdf", "C.pdf"))
    wait(clinic)
    assert batch.chosen == ("A.pdf", "C.pdf")


@pytest.mark.parametrize("typed", ["~", "~nobody-here/x", "x", "/\0"])
def test_a_folder_that_is_none_yet_is_no_fault(open_clinic: Open, typed: str) -> None:
    clinic = open_clinic("", "batch")
    clinic.office.batch.set_folder(typed)
    wait(clinic)
    assert clinic.trouble("clinic.batch.trouble") == ""
    assert clinic.office.batch.files == ()


def test_a_batch_is_stopped_and_gone_on_with(open_clinic: Open, listed: Path) -> None:
    folder = listed.parent / "out"
    listed.write_text(HEAD + "".join(row(f"R{n}") for n in range(30)), encoding="utf-8")
    clinic = open_clinic("", "batch")
    clinic.type("clinic.batch.list", str(listed))
    clinic.type("clinic.batch.folder", str(folder))
    clinic.press("clinic.batch.make")
    clinic.qtbot.waitUntil(lambda: bool(list(folder.glob("*.pdf"))), timeout=BATCH_MS)
    # A page built anew, a visit that ends: the batch goes on.
    clinic.context.theme.set_text_percent(125)
    clinic.context.consultation.wipe()
    assert clinic.office.batch.phase == "making"
    clinic.open("batch")
    clinic.press("clinic.batch.stop")
    wait(clinic)
    made = len(list(folder.glob("*.pdf")))
    assert 0 < made < 30
    assert f"{made} made" in clinic.words("clinic.batch.state")
    assert f"{30 - made} not begun" in clinic.words("clinic.batch.state")
    assert "again to go on" in clinic.words("clinic.batch.more")


@pytest.mark.parametrize(
    ("path", "out", "fault"),
    [
        ("", "/tmp", "The list: it is not chosen yet"),
        ("list.csv", "/tmp", "The list: this is not a full path"),
        ("/none/list.csv", "", "The folder: it is not chosen yet"),
    ],
)
def test_what_is_missing_is_told(open_clinic: Open, path: str, out: str, fault: str) -> None:
    clinic = open_clinic("", "batch")
    clinic.type("clinic.batch.list", path)
    clinic.type("clinic.batch.folder", out)
    wait(clinic)
    clinic.press("clinic.batch.make")
    assert fault in clinic.trouble("clinic.batch.trouble")
    assert clinic.office.batch.phase == "idle"


def test_a_list_that_is_none_is_told_and_can_be_chosen_anew(
    open_clinic: Open, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("nme;topic\nx;slipped-disc\n", encoding="utf-8")
    clinic = open_clinic("", "batch")
    clinic.type("clinic.batch.list", str(bad))
    clinic.press("clinic.batch.check")
    wait(clinic)
    assert "the name of column 1 is not known" in clinic.trouble("clinic.batch.trouble")
    clinic.type("clinic.batch.list", str(tmp_path))
    assert clinic.trouble("clinic.batch.trouble") == ""


def test_what_is_not_saved_is_told_where_batches_are_made(open_clinic: Open) -> None:
    clinic = open_clinic("")
    clinic.type("clinic.name", "Dale")
    clinic.press("clinic.section.batch")
    assert "save the settings first" in clinic.words("clinic.batch.unsaved")


def test_a_long_list_of_files_comes_in_pages(open_clinic: Open) -> None:
    clinic = open_clinic("", "batch")
    clinic.office.batch._on_files(tuple(f"F{n}.pdf" for n in range(23)))
    QApplication.processEvents()
    assert "1 to 10 of 23" in said(clinic)
    for _page in range(2):
        clinic.press("clinic.print.on")
    rows = [r.words for r in clinic.page.findChildren(CheckRow) if r.isVisible()]
    assert rows == ["F20.pdf", "F21.pdf", "F22.pdf"]
    clinic.press("clinic.print.none")
    assert not clinic.find(Button, "clinic.print").isEnabled()
    clinic.press("clinic.print.all")
    assert clinic.words("clinic.print.count") == "23 of 23 ticked"


def test_a_report_that_names_other_folders_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-")
    folder = tmp_path / "out"
    folder.mkdir()
    text = "line;file;result;pages;what;check\n1;../secret.pdf;made;1;;a\n2;none.pdf;made;1;;b\n"
    (folder / batch_report.REPORT).write_text(text, encoding="utf-8")
    assert made_files(folder) == ()


@pytest.mark.parametrize(("raw", "fault"), [(None, "can’t be read"), (b"<html>", "it is no PDF")])
def test_a_file_that_is_gone_or_changed_ends_the_printing(
    tmp_path: Path, paper: Paper, raw: bytes | None, fault: str
) -> None:
    path = tmp_path / "A.pdf"
    if raw is not None:
        path.write_bytes(raw)
    ended = PrintWork([path], PrintOrder("Office", 1, True, True)).run()
    assert fault in str(ended.error)
    assert ended.counts == (0, 0, 0, 1)
    assert paper.sent == []


def test_no_job_and_no_word_names_a_patient(
    library: object, listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MISSDESK_SETTINGS", str(tmp_path))
    listed.write_text(FIVE.replace("L9", NAME), encoding="utf-8")
    checked = check_list(listed, None, library)  # type: ignore[arg-type]  # the fixture's Library
    assert len(checked.faults) == 1
    assert NAME not in str(checked)
    assert NAME not in TITLE
    work = BatchWork(listed, tmp_path / "out", 1, library)  # type: ignore[arg-type]  # as above
    work.stop()
    ended = work.run()
    assert ended.counts == (0, 0, 1, 4)
    assert NAME not in str(ended)
