"""The window with pages of our own: moving about, keys and text size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt

from missdesk.model.consultation import STEPS, Consultation
from missdesk.ui.desk import Desk
from missdesk.ui.widgets.error_page import ErrorPage
from missdesk.ui.widgets.words import Words
from tests.ui.desk_pages import DISC, LEFT, Page, button, page, step_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme


def test_a_card_opens_the_first_step(
    open_desk: Callable[..., Desk], qtbot: QtBot, consultation: Consultation
) -> None:
    desk = open_desk()
    assert step_of(desk) == ""
    qtbot.mouseClick(button(desk, "topic.slipped-disc"), LEFT)
    assert step_of(desk) == "problem"
    assert consultation.visit.topic == DISC
    assert consultation.visit.visited == ("problem",)


def test_pages_are_built_when_first_shown(desk: Desk) -> None:
    assert desk.shell.sheet.names() == ("problem",)
    desk.go("compare")
    assert desk.shell.sheet.names() == ("problem", "compare")


def test_the_page_has_the_room_of_the_design(desk: Desk) -> None:
    assert page(desk).size() == QSize(1186, 640)


@pytest.mark.parametrize("number", range(1, 7))
def test_alt_and_a_number_open_a_step(desk: Desk, qtbot: QtBot, number: int) -> None:
    desk.go("recovery")
    qtbot.keyClick(desk.window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
    assert step_of(desk) == STEPS[number - 1]


def test_a_clicker_goes_through_the_page_first(desk: Desk, qtbot: QtBot) -> None:
    page(desk).takes = {"next"}
    qtbot.keyClick(desk.window, Qt.Key.Key_PageDown)
    assert (step_of(desk), page(desk).acted) == ("problem", ["next"])
    page(desk).takes = set()
    qtbot.keyClick(desk.window, Qt.Key.Key_PageDown)
    assert step_of(desk) == "operation"
    qtbot.keyClick(desk.window, Qt.Key.Key_PageUp)
    qtbot.keyClick(desk.window, Qt.Key.Key_PageUp)
    assert step_of(desk) == "problem"


def test_the_rail_opens_steps_and_ticks_those_seen(desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(desk, "rail.decide"), LEFT)
    assert step_of(desk) == "decide"
    assert button(desk, "rail.problem").accessibleDescription() == "seen"
    assert button(desk, "rail.decide").accessibleDescription() == "open now"
    assert button(desk, "rail.decide").accessibleName() == "Step 5: Decide"


def test_swap_is_done_by_the_window_when_the_page_does_not(
    desk: Desk, qtbot: QtBot, consultation: Consultation
) -> None:
    before = consultation.visit.options
    qtbot.keyClick(desk.window, Qt.Key.Key_S)
    assert consultation.visit.options == tuple(reversed(before))


def test_letters_typed_into_a_field_are_letters(
    desk: Desk, qtbot: QtBot, consultation: Consultation
) -> None:
    before = consultation.visit.options
    field = page(desk).field.line
    field.setFocus()
    for key in (Qt.Key.Key_S, Qt.Key.Key_L, Qt.Key.Key_D):
        qtbot.keyClick(desk.window.windowHandle(), key)
    assert field.text() == "sld"
    assert consultation.visit.options == before


def test_text_size_by_key_keeps_the_step_and_what_a_page_remembers(
    desk: Desk, qtbot: QtBot, theme: Theme
) -> None:
    desk.go("compare")
    page(desk).view = "people"
    old = page(desk)
    qtbot.keyClick(desk.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert theme.text_percent == 125
    assert step_of(desk) == "compare"
    assert page(desk) is not old
    assert page(desk).view == "people"
    qtbot.keyClick(desk.window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert theme.text_percent == 100


def test_a_change_of_text_size_keeps_the_keyboard_where_it_was(
    desk: Desk, qtbot: QtBot, theme: Theme
) -> None:
    desk.open_topic(DISC)
    qtbot.keyClick(desk.window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    page = desk.page()
    assert isinstance(page, Page)
    page.field.line.setFocus()
    theme.set_text_percent(150)
    new_page, focused = desk.page(), desk.window.focusWidget()
    assert isinstance(new_page, Page)
    assert new_page is not page
    assert focused is new_page.field.line


def test_a_page_that_cannot_be_made_says_so(
    open_desk: Callable[..., Desk], library: Library, consultation: Consultation
) -> None:
    desk = open_desk("problem")
    consultation.start(library.topics[DISC])
    found = desk.page()
    assert isinstance(found, ErrorPage)
    texts = [words.text for words in found.findChildren(Words)]
    assert "This page is not available." in texts
    assert any("Install it again" in text for text in texts)
    desk.go("operation")
    assert isinstance(desk.page(), Page)
