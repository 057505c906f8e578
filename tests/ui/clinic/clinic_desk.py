"""What tests do on the Clinic page: press, type, save, and read the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from missdesk.settings import FILE_NAME, Clinic
from missdesk.settings_read import read_clinic
from missdesk.ui.clinic.office import Office
from missdesk.ui.clinic.page import ClinicPage
from missdesk.ui.handout_parts.trouble import Trouble
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.context import UiContext
    from missdesk.ui.main_window import MainWindow

W = TypeVar("W", bound=QWidget)
WAIT_MS = 30_000
LEFT = Qt.MouseButton.LeftButton
BY_HAND = '# ours\nname = "Hill"  # short\nfuture = 1\nphone = "01"\n'
"""A settings file that a person wrote."""


class ClinicDesk:
    """The window with the page in front."""

    def __init__(self, window: MainWindow, context: UiContext, folder: Path, qtbot: QtBot) -> None:
        self.window, self.context, self.folder, self.qtbot = window, context, folder, qtbot

    def open(self, section: str = "name") -> None:
        """Press the gear, and go to a section once the file was read."""
        QTest.mouseClick(self.window.desk.shell.bar.control("clinic"), LEFT)
        self.qtbot.waitUntil(lambda: self.page.form is not None, timeout=WAIT_MS)
        if self.office.batch.phase == "idle":
            self.qtbot.waitUntil(lambda: not self.office.workers.is_busy, timeout=WAIT_MS)
        self.press(f"clinic.section.{section}")

    @property
    def page(self) -> ClinicPage:
        """Return the page in front."""
        page = self.window.desk.shell.start_page
        assert isinstance(page, ClinicPage)
        return page

    @property
    def office(self) -> Office:
        """Return what the page works on."""
        found = self.window.desk.findChild(Office)
        assert isinstance(found, Office)
        return found

    @property
    def file(self) -> Path:
        """Return the path of the settings file."""
        return self.folder / FILE_NAME

    def find(self, kind: type[W], name: str) -> W:
        """Return a widget by its name; what is on its way out does not count."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        found = self.window.findChild(kind, name)
        assert isinstance(found, kind), name
        return found

    def press(self, name: str) -> None:
        """Press a control with the mouse."""
        button = self.find(QAbstractButton, name)
        assert button.isVisible(), name
        assert button.isEnabled(), name
        QTest.mouseClick(button, LEFT)
        QApplication.processEvents()

    def type(self, name: str, words: str) -> None:
        """Type into a field, in place of what stands in it."""
        line = self.find(TextField, name).line
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, words)

    def words(self, name: str) -> str:
        """Return what some words say; "" while they are hidden."""
        found = self.find(Words, name)
        return found.text if found.isVisible() else ""

    def trouble(self, name: str) -> str:
        """Return what a trouble says; "" while there is none."""
        found = self.find(Trouble, name)
        return " ".join(found.words) if found.isVisible() else ""

    def save(self) -> Clinic:
        """Save by the button and return what the file says then."""
        self.press("clinic.save")
        self.qtbot.waitUntil(lambda: not self.office.is_saving, timeout=WAIT_MS)
        return read_clinic()[0]

    def save_refused(self) -> str:
        """Press Save and return what is said against it."""
        self.press("clinic.save")
        self.qtbot.waitUntil(lambda: self.trouble("clinic.trouble") != "", timeout=WAIT_MS)
        return self.trouble("clinic.trouble")

    def begin_anew(self) -> None:
        """Begin a new file, as the page offers where the old one can't be changed."""
        self.press("clinic.anew")
        self.press("confirm.yes")
        self.qtbot.waitUntil(lambda: not self.office.is_saving, timeout=WAIT_MS)

    def rest(self) -> None:
        """Wait until nothing is read or written any more."""
        self.qtbot.waitUntil(lambda: not self.office.workers.is_busy, timeout=WAIT_MS)
        QApplication.processEvents()

    def settle(self) -> None:
        """Wait until the preview shows what is typed."""
        self.qtbot.waitUntil(self.page.is_settled, timeout=WAIT_MS)
