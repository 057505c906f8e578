from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

SIDES = [("left", "Left"), ("both", "Both"), ("right", "Right")]


@pytest.fixture
def side(theme: Theme, qtbot: QtBot) -> Segmented:
    made = Segmented(theme, "side", "Side", SIDES)
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    return made


def test_it_may_start_with_nothing_chosen(side: Segmented) -> None:
    assert side.value is None


def test_a_press_chooses_and_tells_once(side: Segmented, qtbot: QtBot) -> None:
    heard: list[str] = []
    side.chosen.connect(heard.append)
    qtbot.mouseClick(side.segment("both"), Qt.MouseButton.LeftButton)
    assert (side.value, heard) == ("both", ["both"])


def test_setting_it_does_not_tell(side: Segmented, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(side.chosen):
        side.set_value("right")
        assert side.value == "right"
        side.set_value(None)
    assert side.value is None


def test_arrow_keys_step_and_stop_at_the_ends(side: Segmented, qtbot: QtBot) -> None:
    side.show()
    side.set_value("left")
    qtbot.keyClick(side.segment("left"), Qt.Key.Key_Right)
    assert side.value == "both"
    qtbot.keyClick(side.segment("both"), Qt.Key.Key_Right)
    qtbot.keyClick(side.segment("right"), Qt.Key.Key_Right)
    assert side.value == "right"
    side.close()


def test_an_unknown_choice_is_refused(side: Segmented) -> None:
    with pytest.raises(KeyError):
        side.set_value("front")


def test_segments_stand_under_each_other_where_the_width_ends(
    side: Segmented, theme: Theme
) -> None:
    theme.set_text_percent(200)
    one = side.sizeHint().height()
    assert side.heightForWidth(side.sizeHint().width()) == one
    assert side.heightForWidth(side.minimumSizeHint().width()) == 3 * one
    side.resize(side.minimumSizeHint().width(), 3 * one)
    side.grab()  # sends the resize
    tops = [side.segment(key).y() for key in side.keys]
    assert tops == [0, one, 2 * one]
    assert all(side.segment(key).width() <= side.width() for key in side.keys)


def test_a_wide_one_gives_all_the_same_width(theme: Theme, qtbot: QtBot) -> None:
    made = Segmented(theme, "size", "Size", SIDES, is_wide=True)
    qtbot.addWidget(made)
    made.resize(600, 48)
    made.grab()
    assert {made.segment(key).width() for key in made.keys} == {200}


def test_tab_comes_to_the_choice_that_was_set_by_program(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = Column(theme, window)
    side = Segmented(theme, "side", "Side", SIDES)
    before, after = Button(theme, "Before", "before"), Button(theme, "After", "after")
    for widget in (before, side, after):
        column.addWidget(widget)
    window.show()
    names = []
    for value in ("both", "right", None):
        side.set_value(value)
        before.setFocus()
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        now = window.focusWidget()
        assert now is not None
        names.append(now.objectName())
    assert names == ["side.both", "side.right", "side.left"]
