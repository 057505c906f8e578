"""What tests of the Handout step share: its page, its controls, and a print system of paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pypdfium2
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from missdesk.printers import JobState, Printer
from missdesk.ui.context import UiContext
from missdesk.ui.handout_parts.pick_list import PickRow
from missdesk.ui.tabs.handout import HandoutPage
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.notice import NoticeBar
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.errors import PrintError
    from missdesk.ui.handout_parts.save_panel import SavePanel

Make = Callable[..., UiContext]
Open = Callable[[UiContext], HandoutPage]
NAME = "Maria Lindqvist"
WAIT_MS = 30_000
HP, WARD = Printer("HP_Laser", is_default=True), Printer("Ward", is_ready=False, reason="no paper")


class Paper:
    """Stands in for the print system: what there is, what waits, and what came out."""

    def __init__(self) -> None:
        self.found: list[Printer] = [HP, WARD]
        self.sent: list[tuple[bytes, str, int, bool, bool]] = []
        self.error: PrintError | None = None
        self.state: JobState | PrintError = JobState(is_waiting=False)
        self.cancelled: list[str] = []

    def printers(self) -> list[Printer]:
        return self.found

    def send(self, pdf: bytes, printer: str, copies: int, two_sided: bool, color: bool) -> str:
        if self.error is not None:
            raise self.error
        self.sent.append((pdf, printer, copies, two_sided, color))
        return "job-1"

    def job_state(self, _job: str, _printer: str) -> JobState:
        if isinstance(self.state, Exception):
            raise self.state
        return self.state

    def cancel(self, job: str) -> None:
        self.cancelled.append(job)
        self.state = JobState(is_waiting=False)


class Window(QWidget):
    """Holds a page; without a layout, for the offscreen platform warns about least sizes."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.resize(1186, 640)
        page.setParent(self)
        page.resize(1186, 640)


def settle(qtbot: QtBot, page: HandoutPage) -> None:
    """Wait until what is shown is what would be printed."""
    qtbot.waitUntil(lambda: page._maker.is_fresh, timeout=WAIT_MS)
    QApplication.processEvents()  # words that came with it are laid out before the next frame


def button(page: QWidget, name: str) -> QAbstractButton:
    found = page.window().findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton), name
    return found


def name_field(page: QWidget) -> TextField:
    found = page.findChild(TextField, "handout.name")
    assert isinstance(found, TextField)
    return found


def words(page: QWidget, name: str) -> Words:
    found = page.findChild(Words, name)
    assert isinstance(found, Words), name
    return found


def notice(page: QWidget) -> str:
    bar = page.window().findChild(NoticeBar)
    return "" if bar is None else " ".join(bar.words)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    said = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return said


def type_name(page: QWidget, name: str) -> None:
    """Type as a person would: "edited" is told, and undo knows it."""
    line = name_field(page).line
    line.selectAll()
    line.insert(name)


def newest_pdf(qtbot: QtBot, page: HandoutPage) -> bytes:
    found: list[bytes] = []
    page._maker.when_fresh(found.append, lambda _error: None)
    qtbot.waitUntil(lambda: bool(found), timeout=WAIT_MS)
    return found[0]


def open_save(qtbot: QtBot, page: HandoutPage) -> SavePanel:
    """Open the card for saving and return what is in it."""
    page.act("save")
    qtbot.waitUntil(lambda: len(page.window().findChildren(PickRow)) > 1)
    panel = page._saving.panel
    assert panel is not None
    return panel


def open_print(qtbot: QtBot, page: HandoutPage) -> None:
    page.act("print")
    qtbot.waitUntil(button(page, "print.go").isEnabled)
