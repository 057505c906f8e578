"""Printing from the waiting room: where it is allowed, nobody named, no dialog (KE6, KP5)."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, NoReturn

import pikepdf
import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPageSetupDialog, QPrintDialog, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QDialog

from missdesk import printers
from missdesk.errors import PrintError
from missdesk.handout.build import Handout
from missdesk.printers import TITLE, Printer
from missdesk.settings import Clinic
from missdesk.ui.kiosk import printing
from missdesk.ui.kiosk.word_card import WordCard
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.layer import Layer
from tests.ui.kiosk.conftest import words_of
from tests.ui.kiosk.test_window import crawl

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.kiosk.window import KioskWindow

    MakeKiosk = Callable[..., KioskWindow]

OUT = "It comes out of the printer: ask at the desk where."
WAIT_MS = 60_000


class FakePrinters:
    """Stands for `missdesk.printers`: keeps what is sent, or fails."""

    TITLE = TITLE

    def __init__(self) -> None:
        self.sent: list[tuple[bytes, str]] = []
        self.trouble: PrintError | None = None
        self.goes_on = threading.Event()
        self.goes_on.set()

    def send(self, pdf: bytes, printer: object = None, *, title: str = "") -> str:
        assert printer is None  # the usual one
        assert self.goes_on.wait(WAIT_MS / 1000)
        if self.trouble is not None:
            raise self.trouble
        self.sent.append((pdf, title))
        return "job-1"


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakePrinters:
    made = FakePrinters()
    monkeypatch.setattr(printing, "printers", made)
    return made


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Send a few bytes instead of a whole handout."""
    made = Handout(b"%PDF", 1)
    monkeypatch.setattr("missdesk.handout.build.build_handout", lambda *_given, **_named: made)


def at_last_page(window: KioskWindow, topic: str = "staying-well") -> Button:
    window.open_topic(topic)
    assert window.book is not None
    window.turn(len(window.book.pages) - 1)
    QApplication.processEvents()
    return button_of(window)


def button_of(window: KioskWindow) -> Button:
    found = window.findChild(Button, "kiosk.print")
    assert found is not None
    return found


def card_words(window: KioskWindow) -> str:
    card = Layer.open_on(window)
    assert isinstance(card, WordCard)
    return words_of(card, "kiosk.meaning").text


def wait_for(qtbot: QtBot, window: KioskWindow) -> None:
    printer = window.printer
    assert printer is not None
    qtbot.waitUntil(lambda: not printer.is_printing, timeout=WAIT_MS)


def test_ke6_by_itself_no_page_can_print(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    assert window.printer is None
    for where in crawl(window, topics=1):
        assert window.findChild(Button, "kiosk.print") is None, where


def test_wc23_where_allowed_only_the_last_page_offers_it(make_kiosk: MakeKiosk) -> None:
    for size in ((1920, 1080), (1080, 1920)):
        window = make_kiosk(size, allows_print=True)
        window.open_topic("slipped-disc")
        assert window.book is not None
        for page in window.book.pages:
            assert button_of(window).isVisible() == (page.id == "ask"), page.id
            if page.id != "ask":
                window.turn(1)
        QApplication.processEvents()
        button = button_of(window)
        top = button.mapTo(window, button.rect().topLeft())
        assert button.height() >= 96
        assert button in window.focus_stops()
        assert top.y() + button.height() <= window.bar.y()  # seen without a step down
        assert size[0] > size[1] or top.y() >= size[1] / 3  # KA9


@pytest.mark.parametrize("paper", [None, "letter"])
def test_kp5_the_job_and_the_file_name_nobody(
    make_kiosk: MakeKiosk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, paper: str | None
) -> None:
    """The whole way but the print system: one title, the clinic's paper, no name, no place."""
    ran: list[tuple[Sequence[str], bytes]] = []

    def run(command: Sequence[str], fed: bytes, _seconds: float) -> object:
        ran.append((command, fed))
        return subprocess.CompletedProcess(command, 0, b"request id is A-1 (1 file)", b"")

    monkeypatch.setattr(printers, "printers", lambda: [Printer("A", is_default=True)])
    monkeypatch.setattr(printers, "_run", run)
    clinic = Clinic(name="Example Clinic", paper=paper)  # type: ignore[arg-type]
    monkeypatch.setattr(printing, "read_clinic", lambda: (clinic, ()))
    window = make_kiosk(allows_print=True)
    at_last_page(window).click()
    assert card_words(window) == "Printing …"
    wait_for(qtbot, window)
    assert card_words(window) == OUT
    ((command, pdf),) = ran
    assert command[:7] == ["lp", "-d", "A", "-n", "1", "-t", TITLE]
    with pikepdf.open(BytesIO(pdf)) as made:
        assert str(made.docinfo["/Title"]) == TITLE
        wide = float(made.pages[0].mediabox[2])
    assert wide == pytest.approx(612 if paper == "letter" else 595.3, abs=1)
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert "Example Clinic" in text
    assert "Getting well" in text


def test_ke6_printing_opens_no_dialog(
    make_kiosk: MakeKiosk,
    fake: FakePrinters,
    _quick: None,  # noqa: PT019
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[object] = []

    def refuse(*given: object, **_named: object) -> NoReturn:
        opened.append(given)
        raise AssertionError("a native dialog")

    for kind in (QPrintDialog, QPrintPreviewDialog, QPageSetupDialog, QDialog):
        monkeypatch.setattr(kind, "__init__", refuse)
        monkeypatch.setattr(kind, "exec", refuse)
    window = make_kiosk(allows_print=True)
    at_last_page(window).click()
    wait_for(qtbot, window)
    assert fake.sent == [(b"%PDF", TITLE)]
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [window]
    assert not opened


def test_one_print_a_minute_and_no_press_waits(
    make_kiosk: MakeKiosk,
    fake: FakePrinters,
    _quick: None,  # noqa: PT019
    qtbot: QtBot,
) -> None:
    window = make_kiosk(allows_print=True)
    button, now = at_last_page(window), [0.0]
    assert window.printer is not None
    window.printer._now = lambda: now[0]
    for _press in range(5):
        button.click()
        assert card_words(window) == "Printing …"
    wait_for(qtbot, window)
    now[0] = 59.0
    button.click()
    assert "Wait a minute" in card_words(window)
    assert len(fake.sent) == 1
    now[0] = 61.0
    button.click()
    wait_for(qtbot, window)
    assert len(fake.sent) == 2


def test_a_kiosk_with_no_printer_says_so_when_pressed(
    make_kiosk: MakeKiosk,
    _quick: None,  # noqa: PT019
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printers, "printers", list[Printer])
    window = make_kiosk(allows_print=True)
    at_last_page(window).click()
    wait_for(qtbot, window)
    wanted = "Printing: this computer has no printer. Please tell the people at the desk."
    assert card_words(window) == wanted


def test_a_fault_of_the_printer_is_said_and_may_be_tried_again(
    make_kiosk: MakeKiosk,
    fake: FakePrinters,
    _quick: None,  # noqa: PT019
    qtbot: QtBot,
) -> None:
    fake.trouble = PrintError("Printer A", "it is stopped (out of paper)", "Save the PDF")
    window = make_kiosk(allows_print=True)
    button = at_last_page(window)
    button.click()
    wait_for(qtbot, window)
    assert card_words(window).startswith("Printer A: it is stopped (out of paper).")
    assert "PDF" not in card_words(window)
    fake.trouble = None
    button.click()
    wait_for(qtbot, window)
    assert card_words(window) == OUT


def test_kp10_the_next_person_is_not_told_what_the_last_one_printed(
    make_kiosk: MakeKiosk,
    fake: FakePrinters,
    _quick: None,  # noqa: PT019
    qtbot: QtBot,
) -> None:
    window = make_kiosk(allows_print=True, has_attract=False)
    fake.goes_on.clear()  # a slow printer
    at_last_page(window).click()
    window.wipe()
    at_last_page(window, "slipped-disc").click()
    assert "busy with other pages" in card_words(window)
    window.wipe()
    fake.goes_on.set()
    wait_for(qtbot, window)
    assert Layer.open_on(window) is None
    assert len(fake.sent) == 1
