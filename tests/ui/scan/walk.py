"""Scan every screen of a topic, the Clinic page and the cards over them, as the tour walks them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QElapsedTimer, QEvent
from PySide6.QtWidgets import QAbstractButton

from missdesk.app import make_window
from missdesk.model.consultation import Consultation
from missdesk.ui.kiosk.tour import kiosk_windows
from missdesk.ui.tour import Camera, walk_clinic, walk_steps
from missdesk.ui.tour_visit import TODAY, fill_in
from missdesk.ui.widgets.button import Button, IconButton
from missdesk.ui.widgets.layer import Layer
from tests.ui.scan.finding import Finding
from tests.ui.scan.pseudo import english
from tests.ui.scan.scan import scan_through

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QApplication

    from missdesk.model.library import Library
    from missdesk.model.topic import TopicId
    from missdesk.ui.main_window import MainWindow
    from missdesk.ui.theme.theme import Theme

_BAR = ("previous-step", "next-step", "topics", "clinic")
LEAVING = ("topic.", "rail.", *(f"top-bar.{key}" for key in _BAR))
"""Names of buttons that show another screen begin so."""
KIOSK_TOUCH = 96
"""Least side of a target in the waiting room, at 1920 x 1080 (WC23: 15 mm)."""
SAME_CARDS = {f"top-bar.{key}" for key in ("text-size", "contrast", "steps", "patient-screen")}
"""Buttons whose card is the same on every step."""
LATE_MS = 500
Found = tuple[str, list[Finding]]


class Scanner(Camera):
    """Goes where the tour's camera goes, and looks for faults instead of taking pictures."""

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        content: Collection[str] = (),
        folder: Path | None = None,
    ) -> None:
        """Look at a window; with the content's texts, also for words that are not translated.

        Args:
            app: Runs the events.
            window: What is looked at.
            content: Texts that need no translation.
            folder: Where pictures of all that was looked at go, if anywhere.
        """
        super().__init__(app, window, folder or Path())
        self._content, self._pictures = content, folder
        self._name = ""
        self._met: set[tuple[str, ...]] = set()
        self.found: list[Found] = []

    def shoot(self, name: str) -> Path:
        """Scan what is shown."""
        self.settle()
        self._name = name
        found = scan_through(self.window, each=lambda place: self._keep(f"{name}-{place}"))
        clock = QElapsedTimer()
        clock.start()
        while found and not clock.hasExpired(LATE_MS):  # a busy computer may still lay a page out
            self.settle()
            found = scan_through(self.window)
        if self._content:
            # A name that has another translated message in it does not hold the shown one whole.
            found = [fault for fault in found if fault.rule != "WC22"]
            found += english(self.window, self._content)
        self.found.append((name, found))
        return Path(name)

    def _keep(self, name: str) -> None:
        if self._pictures is not None:
            self._pictures.mkdir(parents=True, exist_ok=True)
            self.window.grab().save(str(self._pictures / f"{name}.png"))

    def cards(self) -> None:
        """Open each card that a button on the screen opens, one of a kind, and scan it."""
        screen, kinds = self._name, dict[tuple[str, ...], QAbstractButton]()
        for button in self._openers():
            kinds.setdefault(_kind(button), button)
        for kind, button in kinds.items():
            if kind in self._met or not shiboken6.isValid(button) or not button.isVisible():
                continue  # another one's press has taken it away
            name = button.objectName()
            if name in SAME_CARDS:
                self._met.add(kind)
            button.click()
            self.settle()
            if Layer.open_on(self.window) is not None:
                self.shoot(f"{screen}-card-{name}")
            while (layer := Layer.open_on(self.window)) is not None:
                layer.close_layer()
            self.settle()

    def _openers(self) -> list[QAbstractButton]:
        """Return the buttons in sight that stay on this screen and switch nothing."""
        return [
            button
            for button in self.window.findChildren(QAbstractButton)
            if button.isVisible()
            and button.isEnabled()
            and not button.isCheckable()
            and not button.objectName().startswith(LEAVING)
        ]


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
    folder: Path | None = None,
) -> list[Found]:
    """Scan the start page, the cards its buttons open, and every section of the Clinic page."""
    with _opened(app, theme, library, size) as (window, _consultation):
        scanner = Scanner(app, window, content, folder)
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
    folder: Path | None = None,
    *,
    has_cards: bool = False,
) -> list[Found]:
    """Scan every step of a topic in every view, for a visit that was filled in.

    Args:
        app: Runs the events.
        theme: As it is looked at.
        library: All content.
        size: Of the window, in pixels.
        topic: What is shown.
        content: Texts that need no translation; with them, other words are looked at, too.
        folder: Where pictures go, if anywhere.
        has_cards: Scan also each card that a button opens.
    """
    with _opened(app, theme, library, size) as (window, consultation):
        scanner = Scanner(app, window, content, folder / topic if folder else None)
        fill_in(consultation, library.topics[topic])
        for _shot in walk_steps(scanner):
            if has_cards:
                scanner.cards()
        return [(f"{topic}/{name}", found) for name, found in scanner.found]


def scan_kiosk(
    app: QApplication, theme: Theme, library: Library, topic: TopicId
) -> Iterator[Found]:
    """Scan the waiting room's screens in landscape and portrait, with larger targets."""
    for name, window in kiosk_windows(app, theme, library, topic, TODAY):
        cover = window.attract if window.is_attracting else None
        yield f"kiosk/{name}", scan_through(window, KIOSK_TOUCH, cover)


def _kind(button: QAbstractButton) -> tuple[str, ...]:
    """Return what buttons have in common that open the same kind of card."""
    parts = button.objectName().split(".")
    is_plain = isinstance(button, Button | IconButton)
    return type(button).__name__, parts[0], parts[-1] if is_plain else ""


def _exhaust(walk: Iterator[Path]) -> None:
    for _shot in walk:
        pass
