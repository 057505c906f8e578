from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from missdesk.ui.actions import connect
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.step_slider import DOTS, StepSlider

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def slider(theme: Theme, qtbot: QtBot) -> StepSlider:
    made = StepSlider(theme, "value.speed", "I want help soon", "I would rather wait")
    qtbot.addWidget(made)
    made.resize(360, made.sizeHint().height())
    return made


def dot(slider: StepSlider, index: int) -> QPoint:
    edge = 23
    return QPoint(
        round(edge + index * (slider.width() - 2 * edge) / (DOTS - 1)), slider.height() // 2
    )


def test_it_starts_without_an_answer(slider: StepSlider) -> None:
    assert slider.answer is None
    assert slider.accessibleDescription() == "No answer yet"
    bare = slider.grab().toImage()
    slider.set_answer(2)
    assert slider.grab().toImage() != bare


@pytest.mark.parametrize("index", range(DOTS))
def test_a_tap_on_a_dot_is_the_answer(slider: StepSlider, qtbot: QtBot, index: int) -> None:
    with qtbot.waitSignal(slider.answered) as heard:
        qtbot.mouseClick(slider, LEFT, pos=dot(slider, index))
    assert heard.args == [index]
    assert slider.answer == index


def test_a_second_press_takes_the_answer_back(slider: StepSlider, qtbot: QtBot) -> None:
    """A finger has no Delete key."""
    slider.set_answer(3)
    with qtbot.waitSignal(slider.answered) as told:
        qtbot.mouseClick(slider, LEFT, pos=dot(slider, 3))
    assert told.args == [None]
    assert slider.answer is None


def test_a_trembling_hand_keeps_its_answer(slider: StepSlider, qtbot: QtBot) -> None:
    qtbot.mouseClick(slider, LEFT, pos=dot(slider, 1))
    qtbot.mouseDClick(slider, LEFT, pos=dot(slider, 1))
    assert slider.answer == 1
    # Away and back again: the handle was moved.
    qtbot.mousePress(slider, LEFT, pos=dot(slider, 1))
    for there in (2, 1):
        qtbot.mouseMove(slider, dot(slider, there))
    qtbot.mouseRelease(slider, LEFT, pos=dot(slider, 1))
    assert slider.answer == 1


def test_sliding_off_leaves_the_answer(slider: StepSlider, qtbot: QtBot) -> None:
    slider.set_answer(1)
    with qtbot.assertNotEmitted(slider.answered):
        qtbot.mousePress(slider, LEFT, pos=dot(slider, 4))
        qtbot.mouseMove(slider, QPoint(300, 900))
        qtbot.mouseRelease(slider, LEFT, pos=QPoint(300, 900))
    assert slider.answer == 1


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        (None, Qt.Key.Key_Left, 1),
        (None, Qt.Key.Key_Right, 3),
        (3, Qt.Key.Key_Right, 4),
        (4, Qt.Key.Key_Right, 4),
        (0, Qt.Key.Key_Left, 0),
        (2, Qt.Key.Key_Home, 0),
        (2, Qt.Key.Key_End, 4),
        (None, Qt.Key.Key_5, 4),
        (2, Qt.Key.Key_Delete, None),
    ],
)
def test_keys_answer_and_take_back(
    slider: StepSlider, qtbot: QtBot, before: int | None, key: Qt.Key, after: int | None
) -> None:
    slider.set_answer(before)
    qtbot.keyClick(slider, key)
    assert slider.answer == after


def test_it_says_how_close_to_which_words(slider: StepSlider) -> None:
    slider.set_answer(0)
    assert slider.accessibleDescription() == "Very close to: I want help soon"
    slider.set_answer(3)
    assert slider.accessibleDescription() == "Close to: I would rather wait"
    seen = QAccessible.queryAccessibleInterface(slider)
    assert seen.role() == QAccessible.Role.Slider
    assert "or: " in seen.text(QAccessible.Text.Name)


def test_an_answer_outside_the_dots_is_refused(slider: StepSlider) -> None:
    with pytest.raises(ValueError, match="5"):
        slider.set_answer(5)


def test_delete_takes_an_answer_back_also_where_the_window_has_a_shortcut_on_it(
    theme: Theme, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    slider = StepSlider(theme, "value.speed", "I want help soon", "I would rather wait")
    Column(theme, window).addWidget(slider)
    heard: list[str] = []
    connect(window, heard.append)
    window.show()
    window.activateWindow()
    slider.setFocus()
    slider.set_answer(3)
    qtbot.keyClick(slider, Qt.Key.Key_Delete)
    assert (slider.answer, heard) == (None, [])


def test_a_wheel_moves_the_page_and_gives_no_answer(slider: StepSlider) -> None:
    at, turn = QPointF(20, 20), QPoint(0, 120)
    wheel = QWheelEvent(
        at, at, QPoint(), turn, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(slider, wheel)
    assert slider.answer is None
    assert not wheel.isAccepted()


def test_a_screen_reader_can_answer(slider: StepSlider) -> None:
    heard: list[object] = []
    slider.answered.connect(heard.append)
    slider.setValue(3)  # as assistive programs set it
    assert (slider.answer, heard) == (3, [3])
    slider.set_answer(1)
    assert heard == [3]
