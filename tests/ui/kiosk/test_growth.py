"""KR4: pages and cards leave nothing behind, and a page is laid out once.

`benchmarks/kiosk_soak.py` shows the same over hours.
"""

from __future__ import annotations

import gc
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from missdesk.ui import widgets
from missdesk.ui.compare_parts.figure_view import FigureMaker

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from missdesk.figures.scene import Scene
    from missdesk.ui.kiosk.window import KioskWindow

    MakeKiosk = Callable[..., KioskWindow]

QT_SLOT = re.compile(r"changed\.connect\(self\.(update|updateGeometry)\)")
WAIT_MS = 60_000
MOST_WIDTHS = 4
"""Widths that Qt asks a new figure for: least, usual, its own, and the one it is named at."""


def let_go() -> None:
    """Do what is due, and delete what was closed."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_kr4_pages_are_reused_and_nothing_grows(make_kiosk: MakeKiosk, qtbot: QtBot) -> None:
    """A short run of the soak: as many objects after 160 page changes as after 40."""
    window = make_kiosk((960, 540))
    topics = [tile.topic for tile in window.home.tiles][:2]

    def read(times: int) -> int:
        for round_no in range(times):
            window.open_topic(topics[round_no % len(topics)])
            while window.book is not None:
                qtbot.waitUntil(
                    lambda: not window.is_busy, timeout=WAIT_MS
                )  # labels come with their picture
                window.turn(1)
            let_go()
        gc.collect()
        return len(window.findChildren(QObject))

    first = read(4)
    assert read(8) == first


@pytest.mark.parametrize("folder", ["kiosk", "widgets"])
def test_kr4_no_part_listens_by_a_method_of_qt(folder: str) -> None:
    """PySide keeps the name of such a method for each connection, for ever: 55 bytes a card."""
    files = sorted(Path(widgets.__file__).parents[1].joinpath(folder).glob("*.py"))
    assert files
    found = [file.name for file in files if QT_SLOT.search(file.read_text(encoding="utf-8"))]
    assert not found


def test_a_page_is_laid_out_once(make_kiosk: MakeKiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part that came or went had all figures made anew, for widths they never had."""
    window = make_kiosk()
    window.open_topic("slipped-disc")
    assert window.book is not None
    number, page = next(at for at in enumerate(window.book.pages) if len(at[1].figures) == 3)
    window.turn(number - 1)
    let_go()
    made: set[tuple[FigureMaker, int]] = set()
    scene = FigureMaker.scene

    def count(maker: FigureMaker, width_px: int) -> Scene:
        made.add((maker, width_px))
        return scene(maker, width_px)

    monkeypatch.setattr(FigureMaker, "scene", count)
    window.turn(1)
    let_go()
    assert window.reading.page is page
    assert len(made) <= MOST_WIDTHS * len(page.figures)
