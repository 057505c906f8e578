"""Pictures of the kiosk for the tour: home, every page of a topic, and what lies over them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop
from PySide6.QtGui import QImage

from missdesk.kiosk_settings import KioskSettings
from missdesk.paths import assets_dir
from missdesk.ui.kiosk.idle_card import IdleCard
from missdesk.ui.kiosk.parts import KioskParts
from missdesk.ui.kiosk.window import KioskWindow
from missdesk.ui.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from PySide6.QtWidgets import QApplication

    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme

SCREENS: Final = (("", (1920, 1080)), ("-portrait", (1080, 1920)))
PORTRAIT_PAGES: Final = frozenset({"problem", "studies", "recovery"})
WARNING_S, LEFT_S = 30, 22
QUIET_MS, LONGEST_MS, STEP_MS = 120, 60_000, 10


def kiosk_shots(
    app: QApplication, theme: Theme, library: Library, topic: str, today: date
) -> Iterator[tuple[str, QImage]]:
    """Yield a name and a picture of each screen; see `kiosk_windows`."""
    for name, window in kiosk_windows(app, theme, library, topic, today):
        yield name, window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def kiosk_windows(
    app: QApplication, theme: Theme, library: Library, topic: str, today: date
) -> Iterator[tuple[str, KioskWindow]]:
    """Yield the name of each screen, and the window that shows it at rest.

    Args:
        app: Runs the events.
        theme: As the tour set it.
        library: All content.
        topic: Whose pages are shown.
        today: For the review date.
    """
    for suffix, size in SCREENS:
        with _window(app, theme, library, today) as window:
            window.resize(*size)
            window.show()
            yield f"home{suffix}", _at_rest(app, window)
            window.open_topic(topic)
            assert window.book is not None
            for number, page in enumerate(window.book.pages, 1):
                if not suffix or page.id in PORTRAIT_PAGES:
                    yield f"page-{number}-{page.id}{suffix}", _at_rest(app, window)
                if number == 1:
                    card = IdleCard(window, theme, WARNING_S)
                    card.ring.set_left(LEFT_S)
                    card.open_layer()
                    yield f"idle{suffix}", _at_rest(app, window)
                    card.close_layer()
                window.turn(1)
            window.attract.begin(tuple(library.topics), "en", "")
            yield f"waiting{suffix}", _at_rest(app, window)


@contextmanager
def _window(
    app: QApplication, theme: Theme, library: Library, today: date
) -> Iterator[KioskWindow]:
    """Give a window, and take it down with its workers."""
    folder = assets_dir()
    parts = KioskParts(Workers(theme), folder / "cards", folder / "plates", today)
    window = KioskWindow(theme, library, KioskSettings(), parts)
    try:
        yield window
    finally:
        window.can_close = True
        window.close()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _at_rest(app: QApplication, window: KioskWindow) -> KioskWindow:
    """Return the window once all its pictures are there."""
    whole, quiet = QElapsedTimer(), QElapsedTimer()
    whole.start()
    quiet.start()
    while quiet.elapsed() < QUIET_MS and whole.elapsed() < LONGEST_MS:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, STEP_MS)
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if window.is_busy:
            quiet.restart()
    return window
