"""The tour of the window: once by itself, again from Help, never over a visit (WC; product.md)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton

from missdesk.content.readability import measure
from missdesk.model.consultation import Consultation
from missdesk.paths import assets_dir
from missdesk.ui import first_visit
from missdesk.ui.context import UiContext
from missdesk.ui.desk import Desk, WindowParts
from missdesk.ui.first_time import FILE_NAME, WORDS, is_first_time
from missdesk.ui.main_window import MainWindow
from missdesk.ui.tabs import TABS
from missdesk.ui.tour_card import TourCard
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.scroll_sheet import least_height
from missdesk.ui.widgets.words import Words
from tests.ui.desk_pages import DISC, LEFT, NAME, button, step_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the settings in a folder of the test's own; do not wait for the first card."""
    monkeypatch.setenv("MISSDESK_SETTINGS", str(tmp_path / "settings"))
    monkeypatch.setattr(first_visit, "REST_MS", 0)
    return tmp_path / "settings"


@pytest.fixture
def context(
    theme: Theme, workers: Workers, library: Library, consultation: Consultation
) -> UiContext:
    """Return what the pages of the window work with."""
    return UiContext(library, consultation, theme, workers)


@pytest.fixture
def start(open_desk: Callable[..., Desk]) -> Desk:
    """Return the window on its start page."""
    return open_desk()


def tour_card(desk: Desk) -> TourCard:
    """Return the card that is open."""
    found = Layer.open_on(desk.window)
    assert isinstance(found, TourCard)
    return found


def title(desk: Desk) -> str:
    return tour_card(desk).card.accessibleName()


def has_rings(card: TourCard) -> bool:
    return bool(card.rings)


def focused(desk: Desk) -> str:
    found = cast("QWidget | None", desk.window.focusWidget())
    return found.objectName() if found is not None else ""


def test_it_comes_once_and_never_again(
    start: Desk, context: UiContext, folder: Path, qtbot: QtBot
) -> None:
    first_visit.offer(start, context)
    qtbot.waitUntil(lambda: Layer.open_on(start.window) is not None)
    qtbot.mouseClick(button(start, "first-visit.skip"), LEFT)
    assert Layer.open_on(start.window) is None
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]
    first_visit.start_if_first(start, context)
    assert Layer.open_on(start.window) is None


def test_a_whole_tour_is_remembered_too_and_leaves_no_visit(
    start: Desk, context: UiContext, consultation: Consultation, qtbot: QtBot
) -> None:
    first_visit.start(start, context)
    for stop in first_visit.STOPS:
        assert title(start) == stop.title()
        assert step_of(start) == (stop.step or "")
        qtbot.mouseClick(button(start, "first-visit.next"), LEFT)
    assert Layer.open_on(start.window) is None
    assert consultation.visit.topic is None
    assert step_of(start) == ""


def test_a_visit_in_progress_is_never_disturbed(
    desk: Desk, context: UiContext, consultation: Consultation, folder: Path
) -> None:
    consultation.change(name=NAME)
    first_visit.start_if_first(desk, context)
    first_visit.start(desk, context)
    assert Layer.open_on(desk.window) is None
    desk.show_start()  # the visit stays open behind the start page
    first_visit.start_if_first(desk, context)
    assert Layer.open_on(desk.window) is None
    assert consultation.visit.name == NAME
    assert not folder.exists()  # it still comes at the next start


def test_it_waits_while_a_card_or_the_clinic_page_is_open(
    start: Desk, context: UiContext, folder: Path, qtbot: QtBot
) -> None:
    start.do("help")
    first_visit.start_if_first(start, context)
    assert not isinstance(Layer.open_on(start.window), TourCard)
    qtbot.keyClick(start.window.focusWidget(), Qt.Key.Key_Escape)
    start.show_clinic()
    first_visit.start_if_first(start, context)
    assert Layer.open_on(start.window) is None
    assert not folder.exists()


def test_help_shows_it_again(start: Desk, folder: Path, qtbot: QtBot) -> None:
    assert is_first_time()
    start.do("help")
    qtbot.mouseClick(button(start, "help.tour"), LEFT)
    assert title(start) == first_visit.STOPS[0].title()


def test_help_in_a_visit_says_where_it_waits(desk: Desk) -> None:
    desk.do("help")
    assert desk.window.findChild(QAbstractButton, "help.tour") is None
    said = [words.text for words in desk.window.findChildren(Words)]
    assert any("tour" in words for words in said)


def test_the_keyboard_alone_goes_through_it(
    start: Desk, context: UiContext, consultation: Consultation, qtbot: QtBot
) -> None:
    first_visit.start(start, context)
    assert focused(start) == "first-visit.next"
    qtbot.keyClick(start.window.focusWidget(), Qt.Key.Key_Return)
    assert (title(start), focused(start)) == (first_visit.STOPS[1].title(), "first-visit.next")
    qtbot.keyClick(start.window.focusWidget(), Qt.Key.Key_Backtab)
    assert focused(start) == "first-visit.back"
    qtbot.keyClick(start.window.focusWidget(), Qt.Key.Key_Space)
    assert title(start) == first_visit.STOPS[0].title()
    assert consultation.visit.topic is None
    qtbot.keyClick(start.window.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(start.window.focusWidget(), Qt.Key.Key_Escape)
    assert Layer.open_on(start.window) is None
    assert consultation.visit.topic is None


def test_keys_of_the_window_do_nothing_meanwhile(
    start: Desk, context: UiContext, consultation: Consultation
) -> None:
    first_visit.start(start, context)
    for action in ("step-6", "clinic", "end-visit", "help"):
        start.do(action)
    assert title(start) == first_visit.STOPS[0].title()
    assert consultation.visit.topic is None


def test_a_press_in_a_ring_goes_on_and_one_beside_it_does_nothing(
    start: Desk, context: UiContext, qtbot: QtBot
) -> None:
    first_visit.start(start, context)
    card = tour_card(start)
    qtbot.mouseClick(card, LEFT, pos=card.rect().bottomRight())
    assert tour_card(start) is card
    topic = button(start, f"topic.{DISC}")
    qtbot.mouseClick(card, LEFT, pos=topic.mapTo(start.window, topic.rect().center()))
    assert title(start) == first_visit.STOPS[1].title()


def test_the_end_of_the_visit_ends_it(
    start: Desk, context: UiContext, consultation: Consultation
) -> None:
    """KP1: a desk left alone wipes; nothing may stay over the start page."""
    first_visit.start(start, context)
    tour_card(start).turned.emit(1)
    consultation.wipe()
    assert Layer.open_on(start.window) is None
    assert step_of(start) == ""


def test_a_screen_reader_hears_each_card(start: Desk, context: UiContext) -> None:
    """WC4.1.2: the card has a name; the button that gets the focus says what the card says."""
    first_visit.start(start, context)
    for stop in first_visit.STOPS:
        card = tour_card(start)
        assert card.card.accessibleDescription() == stop.text()
        on = card.findChild(QAbstractButton, "first-visit.next")
        assert isinstance(on, QAbstractButton)
        assert stop.text() in on.accessibleDescription()
        card.turned.emit(1)


def test_the_file_says_nothing_about_anybody(folder: Path) -> None:
    """KP1: a plain flag; the same bytes on every computer."""
    assert is_first_time()
    assert (folder / FILE_NAME).read_text(encoding="utf-8") == WORDS
    assert not is_first_time()


def test_where_nothing_can_be_remembered_it_does_not_come(tmp_path: Path) -> None:
    """A read-only or broken settings folder must not bring it at every start."""
    in_the_way = tmp_path / "settings"
    in_the_way.write_text("a file", encoding="utf-8")
    assert not is_first_time(in_the_way)


def test_the_words_are_easy() -> None:
    words = [line for stop in first_visit.STOPS for line in (stop.title() + ".", stop.text())]
    assert measure(" ".join(words)).grade <= 6
    assert len(first_visit.STOPS) <= 5


@pytest.fixture
def real_desk(context: UiContext, qtbot: QtBot) -> Iterator[Desk]:
    """Return the window with its own pages."""
    window = MainWindow(context.theme)
    desk = Desk(window, WindowParts(context, lambda: TABS, assets_dir() / "cards", date.today()))
    window.resize(1366, 768)
    window.show()
    qtbot.waitUntil(window.isVisible)
    yield desk
    context.workers.cancel_all()
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("percent", [100, 200])
def test_every_card_fits_and_points_at_parts_that_are_there(
    real_desk: Desk, context: UiContext, percent: int, qtbot: QtBot
) -> None:
    """WC1.4.4: at 1366 x 768 nothing is cut at any text size; the real pages have the parts."""
    context.theme.set_text_percent(percent)
    first_visit.start(real_desk, context)
    for stop in first_visit.STOPS:
        layer = tour_card(real_desk)
        qtbot.waitUntil(partial(has_rings, layer))
        area = layer.card.geometry()
        assert layer.rect().contains(area)
        assert least_height(layer.card, area.width()) <= area.height()
        assert not any(words.is_cut() for words in layer.card.findChildren(Words))
        if percent == 100:  # larger text folds the rail in
            assert len(layer.rings) == len(stop.parts), stop.title()
            assert not any(ring.intersects(area) for ring in layer.rings), stop.title()
        layer.turned.emit(1)


def test_it_takes_itself_down(start: Desk, context: UiContext, qtbot: QtBot) -> None:
    first_visit.start(start, context)
    tours = [one for one in start.findChildren(QObject) if isinstance(one, first_visit.FirstVisit)]
    with qtbot.waitSignal(tours[0].destroyed):
        tour_card(start).close_layer()
