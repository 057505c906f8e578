"""What tests of the window need: fonts, a theme, real content, and pages that are taken down."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from missdesk.content.library import load_library
from missdesk.model.consultation import STEPS, Consultation
from missdesk.model.topic import TopicId
from missdesk.paths import assets_dir
from missdesk.ui.context import UiContext
from missdesk.ui.desk import Desk, WindowParts
from missdesk.ui.main_window import MainWindow
from missdesk.ui.stage import decode
from missdesk.ui.theme.fonts import load_fonts
from missdesk.ui.theme.style import AppStyle
from missdesk.ui.theme.theme import Theme
from missdesk.ui.widgets.roles import install_roles
from missdesk.ui.workers import Workers
from tests.ui.desk_pages import DISC, spec
from tests.ui.kept_layers import KeptLayers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from missdesk.model.library import Library


@pytest.fixture(scope="session")
def qapp_with_fonts(qapp: QApplication) -> QApplication:
    """The application, with the bundled fonts and our roles."""
    install_roles()
    load_fonts(assets_dir() / "fonts")
    return qapp


@pytest.fixture(scope="session", autouse=True)
def layers_read_once() -> Iterator[None]:
    """Read each layer of the real plates once at each size (see `kept_layers`)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decode, "read_layer", KeptLayers())
        yield


@pytest.fixture
def theme(qapp_with_fonts: QApplication) -> Iterator[Theme]:
    """Light, 100 %, without motion; the application's own palette and font follow it."""
    made = Theme()
    made.set_motion(False)
    AppStyle(qapp_with_fonts, made)
    yield made
    made.resized.disconnect()
    made.changed.disconnect()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def workers(qtbot: QtBot) -> Iterator[Workers]:
    """Workers that are idle again when the test ends."""
    made = Workers()
    yield made
    made.close()


@pytest.fixture(scope="session")
def library() -> Library:
    """The real content."""
    return load_library()


@pytest.fixture
def make_context(theme: Theme, workers: Workers, library: Library) -> Callable[..., UiContext]:
    """Return what makes a page's context: `make_context(level="L4-L5", side="left")`."""

    def make(topic: str = "slipped-disc", **fields: Any) -> UiContext:  # noqa: ANN401
        consultation = Consultation()
        consultation.start(library.topics[TopicId(topic)])
        consultation.change(**fields)
        return UiContext(library, consultation, theme, workers)

    return make


@pytest.fixture
def consultation() -> Consultation:
    """Return a visit that has not begun."""
    return Consultation()


@pytest.fixture
def open_desk(
    theme: Theme, workers: Workers, library: Library, consultation: Consultation, qtbot: QtBot
) -> Iterator[Callable[..., Desk]]:
    """Return what opens the window with pages of our own; it is closed after the test."""
    opened: list[MainWindow] = []

    def make(broken: str = "") -> Desk:
        specs = tuple(spec(step, is_broken=step == broken) for step in STEPS)
        window = MainWindow(theme)
        context = UiContext(library, consultation, theme, workers)
        cards = assets_dir() / "cards"
        desk = Desk(window, WindowParts(context, lambda: specs, cards, date(2026, 11, 21)))
        opened.append(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return desk

    yield make
    for window in opened:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def desk(open_desk: Callable[..., Desk], library: Library, consultation: Consultation) -> Desk:
    """Return the window with a topic begun."""
    made = open_desk()
    consultation.start(library.topics[DISC])
    return made
