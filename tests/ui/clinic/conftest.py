"""A window with the Clinic page open, on a settings folder of its own."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from missdesk.model.consultation import Consultation
from missdesk.paths import assets_dir, content_dir
from missdesk.settings import FILE_NAME, Formats, use_formats
from missdesk.settings_read import read_clinic
from missdesk.ui.clinic.office import Office
from missdesk.ui.clinic_now import ClinicNow
from missdesk.ui.context import UiContext
from missdesk.ui.desk import Desk, WindowParts
from missdesk.ui.main_window import MainWindow
from missdesk.ui.tabs import TABS
from tests.ui.clinic.clinic_desk import ClinicDesk

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

Open = Callable[..., ClinicDesk]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings folder, and a home with Documents."""
    made = tmp_path / "settings"
    made.mkdir()
    monkeypatch.setenv("MISSDESK_SETTINGS", str(made))
    (tmp_path / "Documents").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    return made


@pytest.fixture
def open_clinic(
    theme: Theme, workers: Workers, library: Library, folder: Path, qtbot: QtBot
) -> Iterator[Open]:
    """Return what opens the page on a file of some text."""
    opened: list[MainWindow] = []

    def make(
        text: str | bytes | None = None, section: str = "name", shown: Library | None = None
    ) -> ClinicDesk:
        if text is not None:
            raw = text.encode() if isinstance(text, str) else text
            (folder / FILE_NAME).write_bytes(raw)
        window = MainWindow(theme)
        now = ClinicNow(read_clinic()[0], window)
        context = UiContext(shown or library, Consultation(), theme, workers, now)
        parts = WindowParts(context, lambda: TABS, assets_dir() / "cards", date(2026, 11, 21))
        Desk(window, parts)
        opened.append(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        clinic = ClinicDesk(window, context, folder, qtbot)
        clinic.open(section)
        return clinic

    yield make
    for window in opened:
        for office in window.findChildren(Office):
            office.discard()  # else the window asks before it closes
        window.close()
        window.deleteLater()
    use_formats(Formats())
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def own_pack(tmp_path: Path) -> Path:
    """A pack of the clinic's own, to be changed at will: the real one with a single topic."""
    pack = Path(shutil.copytree(content_dir(), tmp_path / "Documents" / "our-pack"))
    (pack / "manifest.sha256").unlink()  # a pack in work has no seal
    for topic in sorted((pack / "topics").iterdir()):
        if topic.name != "slipped-disc":
            shutil.rmtree(topic)
            (pack / "claims" / f"{topic.name}.toml").unlink(missing_ok=True)
    return pack


@pytest.fixture
def picture() -> bytes:
    """A sound logo, four times as wide as high."""
    image = Image.new("RGB", (640, 160), "white")
    ImageDraw.Draw(image).ellipse((10, 10, 150, 150), fill="#0E4A50")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
