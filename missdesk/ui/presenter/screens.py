"""Which screen the patient sees: remembered by what the screen is, not by its number.

Source: issue 7 (remembered by screen); notes/qt.md 6 (second screen).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QGuiApplication

from missdesk.errors import SaveError
from missdesk.handout.save import save_pdf
from missdesk.i18n import _
from missdesk.paths import read_bounded, settings_dir

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QScreen

FILE: Final = "patient-screen.json"
MOST_BYTES: Final = 4096


def identity(screen: QScreen) -> str:
    """Return what tells one screen from another, whatever socket it is in."""
    parts = (screen.manufacturer(), screen.model(), screen.serialNumber())
    return " ".join(part for part in parts if part) or screen.name()


def words_of(screen: QScreen) -> str:
    """Return how people call a screen: its model and its size."""
    size = screen.geometry().size() * screen.devicePixelRatio()
    name = screen.model() or screen.name()
    return _("{name}, {width} × {height}").format(
        name=name, width=size.width(), height=size.height()
    )


def others(own: QScreen | None) -> list[QScreen]:
    """Return the screens that the surgeon's window is not on."""
    return [screen for screen in QGuiApplication.screens() if screen is not own]


def best(own: QScreen | None, remembered: str) -> QScreen | None:
    """Return the screen for the patient: the remembered one, else the first other; or none."""
    found = others(own)
    return next((s for s in found if identity(s) == remembered), found[0] if found else None)


def read_choice(folder: Path | None = None) -> str:
    """Return the identity of the screen chosen last; "" when none was, or the file is damaged."""
    path = (folder if folder is not None else settings_dir()) / FILE
    try:
        found = json.loads(read_bounded(path, MOST_BYTES)[:MOST_BYTES])
    except (OSError, ValueError, RecursionError):
        return ""
    chosen = found.get("screen") if isinstance(found, dict) else None
    return chosen if isinstance(chosen, str) else ""


def keep_choice(screen: QScreen, folder: Path | None = None) -> None:
    """Remember a screen for the next time; where that can't be written it is just not kept."""
    where = folder if folder is not None else settings_dir()
    try:
        where.mkdir(parents=True, exist_ok=True)
        save_pdf(where / FILE, json.dumps({"screen": identity(screen)}).encode())
    except (OSError, SaveError):
        return
