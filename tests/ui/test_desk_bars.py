"""The bars round the pages, and the cards they open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from missdesk.model.consultation import STEPS, Consultation
from missdesk.ui.desk import Desk
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.words import Words
from tests.ui.desk_pages import LEFT, button, page, step_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme


def test_single_letters_can_be_turned_off(desk: Desk, qtbot: QtBot) -> None:
    desk.do("help")
    qtbot.mouseClick(button(desk, "help.letters"), LEFT)
    layer = Layer.open_on(desk.window)
    assert layer is not None
    layer.close_layer()
    qtbot.keyClick(desk.window, Qt.Key.Key_L)
    assert page(desk).acted == []


def test_the_rail_folds_from_125_percent(desk: Desk, qtbot: QtBot, theme: Theme) -> None:
    theme.set_text_percent(125)
    assert not button(desk, "rail.problem").isVisible()
    assert button(desk, "top-bar.steps").accessibleName() == "1 of 6: Problem"
    assert not button(desk, "top-bar.previous-step").isEnabled()
    qtbot.mouseClick(button(desk, "top-bar.next-step"), LEFT)
    assert step_of(desk) == "operation"
    qtbot.mouseClick(button(desk, "top-bar.steps"), LEFT)
    qtbot.mouseClick(button(desk, "steps.handout"), LEFT)
    assert step_of(desk) == "handout"
    assert Layer.open_on(desk.window) is None


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1366, 768), (1600, 900), (1024, 600)])
def test_bars_never_leave_the_window(
    desk: Desk, qtbot: QtBot, theme: Theme, percent: int, size: tuple[int, int]
) -> None:
    desk.window.resize(*size)
    theme.set_text_percent(percent)
    desk.go("decide")
    for control in desk.shell.bar.findChildren(QAbstractButton):
        if control.isVisible():
            assert desk.shell.bar.rect().contains(control.geometry())
            assert control.width() >= 44
            assert control.height() >= 44
    assert page(desk).width() + 28 <= desk.shell.sheet.width()


def test_level_and_side_are_picked_once_for_all(
    desk: Desk, qtbot: QtBot, consultation: Consultation
) -> None:
    chip = button(desk, "top-bar.place")
    assert chip.accessibleName() == "Place: Choose the place"
    qtbot.mouseClick(chip, LEFT)
    qtbot.mouseClick(button(desk, "place.L4-L5"), LEFT)
    qtbot.mouseClick(button(desk, "place.side.left"), LEFT)
    assert (consultation.visit.level, consultation.visit.side) == ("L4-L5", "left")
    assert chip.accessibleName() == "Place: L4–L5, left side"
    qtbot.mouseClick(button(desk, "place.none"), LEFT)
    assert (consultation.visit.level, consultation.visit.side) == (None, None)


def test_every_page_says_that_no_clinician_has_reviewed_it(desk: Desk) -> None:
    foot = desk.window.findChild(Words, "foot-line")
    assert isinstance(foot, Words)
    assert foot.text == "Not yet reviewed by a clinician."
    for step in STEPS:
        desk.go(step)
        assert foot.isVisible()
        assert not foot.is_cut()
    desk.show_start()
    assert foot.isVisible()


def test_every_control_of_the_frame_is_named(desk: Desk) -> None:
    for control in desk.window.findChildren(QAbstractButton):
        assert control.accessibleName(), control.objectName()
        assert control.objectName()


@pytest.mark.parametrize("key", ["text-size", "contrast", "help", "place"])
@pytest.mark.parametrize("percent", [100, 200])
def test_cards_of_the_bar_fit_the_window(
    desk: Desk, qtbot: QtBot, theme: Theme, key: str, percent: int
) -> None:
    theme.set_text_percent(percent)
    qtbot.mouseClick(button(desk, f"top-bar.{key}"), LEFT)
    layer = Layer.open_on(desk.window)
    assert layer is not None
    assert desk.window.rect().contains(layer.card.geometry())
    for words in layer.findChildren(Words):
        assert not words.is_cut()
    layer.close_layer()


def test_contrast_and_motion_are_changed_in_their_card(
    desk: Desk, qtbot: QtBot, theme: Theme
) -> None:
    qtbot.mouseClick(button(desk, "top-bar.contrast"), LEFT)
    qtbot.mouseClick(button(desk, "contrast.contrast"), LEFT)
    assert theme.is_contrast
    theme.set_motion(True)
    qtbot.mouseClick(button(desk, "less-motion"), LEFT)
    qtbot.mouseClick(button(desk, "less-motion"), LEFT)
    assert not theme.has_motion
