"""What a screen reader is told of widgets that we paint ourselves (WC28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.check_row import CheckRow
from missdesk.ui.widgets.segmented import Segmented
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

Role = QAccessible.Role


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def press(widget: QWidget) -> None:
    action = QAccessible.queryAccessibleInterface(widget).actionInterface()
    assert action is not None
    assert "Press" in action.actionNames()
    action.doAction("Press")


@pytest.fixture
def held(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_words_are_headings_or_text(theme: Theme, held: QWidget) -> None:
    words = Words(theme, "A slipped disc", "heading", parent=held)
    assert role(words) == Role.Heading
    words.set_role("body")
    assert role(words) == Role.StaticText


def test_a_press_by_a_reader_is_a_press(theme: Theme, held: QWidget) -> None:
    heard: list[str] = []
    button = Button(theme, "Print", "p", parent=held)
    button.clicked.connect(lambda: heard.append("print"))
    press(button)
    assert role(button) == Role.Button
    row = CheckRow(theme, "Ask this", "c", parent=held)
    row.clicked.connect(lambda: heard.append("ask"))
    press(row)
    assert role(row) == Role.CheckBox
    assert QAccessible.queryAccessibleInterface(row).state().checked
    assert heard == ["print", "ask"]


def test_one_of_several_is_a_radio_button_and_tells_what_was_chosen(
    theme: Theme, held: QWidget
) -> None:
    track = Segmented(theme, "side", "Side", [("left", "Left"), ("right", "Right")], parent=held)
    chosen: list[str] = []
    track.chosen.connect(chosen.append)
    assert role(track) == Role.Grouping
    assert role(track.segment("left")) == Role.RadioButton
    press(track.segment("right"))
    assert chosen == ["right"]


def test_what_can_not_be_used_offers_nothing(theme: Theme, held: QWidget) -> None:
    button = Button(theme, "Print", "p", parent=held)
    button.setEnabled(False)
    action = QAccessible.queryAccessibleInterface(button).actionInterface()
    assert action.actionNames() == []


def test_widgets_that_a_reader_looked_at_go_when_their_page_goes(theme: Theme) -> None:
    gone: list[str] = []
    for number in range(50):
        words = Words(theme, f"Text {number}")
        assert role(words) == Role.StaticText
        words.destroyed.connect(lambda: gone.append("gone"))
        words.deleteLater()
    del words
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(gone) == 50
