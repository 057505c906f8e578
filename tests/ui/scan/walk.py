"""Scan every screen of a topic, the Clinic page and the cards over them, as the tour walks them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton

from missdesk.app import make_window
from missdesk.model.consultation import Consultation
from missdesk.ui.kiosk.tour import kiosk_windows
from missdesk.ui.tour import Camera, walk_clinic, walk_steps
from missdesk.ui.tour_visit import TODAY, fill_in
from missdesk.ui.widgets.layer import Layer
from tests.ui.scan.finding import Finding
from tests.ui.scan.pseudo import english
from tests.ui.scan.scan import scan

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QApplication

    from missdesk.model.library import Library
    from missdesk.model.topic import TopicId
    from missdesk.ui.main_window import MainWindow
    from missdesk.ui.theme.theme import Theme

CARDS = ("text-size", "help", "patient-screen")
"""Cards of the bar above the page."""
KIOSK_TOUCH = 96
"""Least side of a target in the waiting room, at 1920 x 1080 (WC23: 15 mm)."""
Found = tuple[str, list[Finding]]


class Scanner(Camera):
    """Goes where the tour's camera goes, and looks for faults instead of taking pictures."""

    def __init__(
        self, app: QApplication, window: MainWindow, content: Collection[str] = ()
    ) -> None:
        """Look at a window; with the content's texts, also for words that are not translated."""
        super().__init__(app, window, Path())
        self._content = content
        self.found: list[Found] = []

    def shoot(self, name: str) -> Path:
        """Scan what is shown."""
        self.settle()
        found = scan(self.window)
        if self._content:
            # A name that has another translated message in it does not hold the shown one whole.
            found = [fault for fault in found if fault.rule != "WC22"]
            found += english(self.window, self._content)
        self.found.append((name, found))
        return Path(name)

    def cards(self) -> None:
        """Open each card of the bar and scan it."""
        for action in CARDS:
            control = self.desk.shell.bar.control(action)
            assert isinstance(control, QAbstractButton), action
            control.click()
            self.shoot(f"card-{action}")
            layer = Layer.open_on(self.window)
            if layer is not None:
                layer.close_layer()


@contextmanager
def _opened(
    app: QApplication, theme: Theme, library: Library, size: QSize
) -> Iterator[tuple[MainWindow, Consultation]]:
    consultation = Consultation()
    window = make_window(theme, library, consultation, TODAY)
    window.resize(size)
    window.show()
    try:
        yield window, consultation
    finally:
        window.close()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def scan_start(
    app: QApplication,
    theme: Theme,
    library: Library,
    size: QSize,
    content: Collection[str] = (),
) -> list[Found]:
    """Scan the start page, every section of the Clinic page, and the cards of the bar."""
    with _opened(app, theme, library, size) as (window, _consultation):
        scanner = Scanner(app, window, content)
        scanner.shoot("1-start")
        scanner.cards()
        _exhaust(walk_clinic(scanner))
        return scanner.found


def scan_topic(
    app: QApplication,
    theme: Theme,
    library: Library,
    size: QSize,
    topic: TopicId,
    content: Collection[str] = (),
) -> list[Found]:
    """Scan every step of a topic in every view, for a visit that was filled in."""
    with _opened(app, theme, library, size) as (window, consultation):
        scanner = Scanner(app, window, content)
        fill_in(consultation, library.topics[topic])
        _exhaust(walk_steps(scanner))
        return [(f"{topic}/{name}", found) for name, found in scanner.found]


def scan_kiosk(
    app: QApplication, theme: Theme, library: Library, topic: TopicId
) -> Iterator[Found]:
    """Scan the waiting room's screens in landscape and portrait, with larger targets."""
    for name, window in kiosk_windows(app, theme, library, topic, TODAY):
        cover = window.attract if window.is_attracting else None
        yield f"kiosk/{name}", scan(window, KIOSK_TOUCH, cover)


def _exhaust(walk: Iterator[Path]) -> None:
    for _shot in walk:
        pass
