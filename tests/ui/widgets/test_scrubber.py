from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from missdesk.ui.widgets.scrubber import Scrubber

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

STEPS = ("Cut the skin", "Reach the bone", "Hold it open", "Free the nerve", "Close")


@pytest.fixture
def scrubber(theme: Theme, qtbot: QtBot) -> Scrubber:
    made = Scrubber(theme, "scrub", "Steps of the operation", STEPS)
    qtbot.addWidget(made)
    made.resize(900, made.sizeHint().height())
    return made


def stop(scrubber: Scrubber, number: int) -> QAbstractButton:
    found = scrubber.findChild(QAbstractButton, f"scrub.{number}")
    assert isinstance(found, QAbstractButton)
    return found


def test_a_press_goes_to_the_step(scrubber: Scrubber, qtbot: QtBot) -> None:
    with qtbot.waitSignal(scrubber.step_chosen) as heard:
        qtbot.mouseClick(stop(scrubber, 3), Qt.MouseButton.LeftButton)
    assert heard.args == [3]
    assert scrubber.at == 3


def test_arrow_keys_step(scrubber: Scrubber, qtbot: QtBot) -> None:
    scrubber.show()
    scrubber.set_at(4)
    qtbot.keyClick(stop(scrubber, 4), Qt.Key.Key_Right)
    qtbot.keyClick(stop(scrubber, 5), Qt.Key.Key_Right)
    assert scrubber.at == 5
    qtbot.keyClick(stop(scrubber, 5), Qt.Key.Key_Left)
    assert scrubber.at == 4
    scrubber.close()


def test_setting_it_does_not_tell_and_stays_in_the_row(scrubber: Scrubber, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(scrubber.step_chosen):
        scrubber.set_at(99)
    assert scrubber.at == 5


def test_each_step_says_its_number_and_name(scrubber: Scrubber) -> None:
    scrubber.set_at(2)
    assert stop(scrubber, 2).accessibleName() == "Step 2 of 5: Reach the bone"
    assert stop(scrubber, 2).accessibleDescription() == "shown now"
    assert stop(scrubber, 1).accessibleDescription() == ""


def test_where_names_do_not_fit_only_the_current_one_is_written(
    scrubber: Scrubber, theme: Theme
) -> None:
    assert scrubber.has_all_names()
    theme.set_text_percent(200)
    assert not scrubber.has_all_names()
    scrubber.resize(900, scrubber.sizeHint().height())
    assert all(stop(scrubber, n).height() < scrubber.height() for n in range(1, 6))
    assert all(stop(scrubber, n).width() >= 44 for n in range(1, 6))
