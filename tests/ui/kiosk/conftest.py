"""What the kiosk's tests share: a window at a size, and what a person would do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from missdesk.kiosk_settings import KioskSettings
from missdesk.paths import assets_dir
from missdesk.ui.kiosk.parts import KioskParts
from missdesk.ui.kiosk.window import KioskWindow
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

TODAY = date(2026, 11, 21)


@pytest.fixture
def make_kiosk(
    theme: Theme, workers: Workers, library: Library
) -> Iterator[Callable[..., KioskWindow]]:
    """Return what makes a shown window: `make_kiosk((1080, 1920), has_attract=False)`."""
    made: list[KioskWindow] = []

    def make(
        size: tuple[int, int] = (1920, 1080),
        *,
        content: Library | None = None,
        voice: Any = None,  # noqa: ANN401  a fake voice
        **settings: Any,  # noqa: ANN401  fields of KioskSettings
    ) -> KioskWindow:
        folder = assets_dir()
        parts = KioskParts(workers, folder / "cards", folder / "plates", TODAY, voice)
        window = KioskWindow(theme, content or library, KioskSettings(**settings), parts)
        made.append(window)
        window.resize(*size)
        window.show()
        QApplication.processEvents()
        return window

    yield make
    for window in made:
        window.can_close = True
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def without_paint(window: KioskWindow) -> KioskWindow:
    """Return a window that only lays out: painting is most of the time, and places need none."""
    window.setUpdatesEnabled(False)
    return window


def words_of(part: QWidget, name: str) -> Words:
    """Return the words with this name in a part of the window."""
    found = part.findChild(Words, name)
    assert found is not None
    return found
