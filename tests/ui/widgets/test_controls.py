"""What holds for every control: names, keys, targets, and that its words are never cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF

from tests.ui.widgets.samples import CONTROLS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

each_control = pytest.mark.parametrize("key", CONTROLS)


@each_control
def test_a_control_has_a_name_a_role_and_takes_the_focus(
    theme: Theme, qtbot: QtBot, key: str
) -> None:
    control = CONTROLS[key](theme)
    qtbot.addWidget(control)
    assert control.objectName()
    assert control.accessibleName()
    assert control.focusPolicy() == Qt.FocusPolicy.StrongFocus
    seen = QAccessible.queryAccessibleInterface(control)
    assert seen.role() in (QAccessible.Role.Button, QAccessible.Role.CheckBox)
    assert seen.text(QAccessible.Text.Name) == control.accessibleName()


@each_control
@pytest.mark.parametrize("percent", [100, 200])
def test_a_finger_can_hit_it(theme: Theme, qtbot: QtBot, key: str, percent: int) -> None:
    theme.set_text_percent(percent)
    control = CONTROLS[key](theme)
    qtbot.addWidget(control)
    size = control.sizeHint()
    assert size.width() >= 44
    assert size.height() >= 44


@each_control
@pytest.mark.parametrize("how", [Qt.Key.Key_Space, Qt.Key.Key_Return, None])
def test_it_acts_by_mouse_space_and_enter(
    theme: Theme, qtbot: QtBot, key: str, how: Qt.Key | None
) -> None:
    control = CONTROLS[key](theme)
    qtbot.addWidget(control)
    control.resize(control.sizeHint())
    control.show()
    with qtbot.waitSignal(control.clicked):
        if how is None:
            qtbot.mouseClick(control, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(control, how)
    control.close()


@each_control
def test_sliding_off_cancels(theme: Theme, qtbot: QtBot, key: str) -> None:
    control = CONTROLS[key](theme)
    qtbot.addWidget(control)
    control.resize(control.sizeHint())
    control.show()
    with qtbot.assertNotEmitted(control.clicked):
        qtbot.mousePress(control, Qt.MouseButton.LeftButton)
        qtbot.mouseMove(control, QPoint(-300, -300))
        qtbot.mouseRelease(control, Qt.MouseButton.LeftButton, pos=QPoint(-300, -300))
    control.close()


@each_control
@pytest.mark.parametrize("percent", [100, 200])
def test_words_fit_at_every_text_size(theme: Theme, qtbot: QtBot, key: str, percent: int) -> None:
    control = CONTROLS[key](theme)
    qtbot.addWidget(control)
    theme.set_text_percent(percent)
    words = control.words if key != "icon" else ""
    if key in ("toggle", "check"):
        return  # their words wrap: see test_words.py
    advance = QFontMetricsF(theme.font(17, 600)).horizontalAdvance(words)
    assert control.minimumSizeHint().width() >= advance
    assert control.minimumSizeHint().height() >= theme.line("small")


@each_control
def test_it_looks_different_in_high_contrast(theme: Theme, qtbot: QtBot, key: str) -> None:
    control = CONTROLS[key](theme)
    qtbot.addWidget(control)
    control.resize(control.sizeHint())
    light = control.grab().toImage()
    theme.set_mode("contrast")
    assert control.grab().toImage() != light


@each_control
def test_an_ampersand_is_shown_as_one(theme: Theme, qtbot: QtBot, key: str) -> None:
    control = CONTROLS[key](theme)
    qtbot.addWidget(control)
    control.setText("Ward & clinic")
    assert control.words == "Ward & clinic"
    assert "Ward & clinic" in control.accessibleName() or key in ("combo", "date")


@each_control
def test_the_ring_lies_around_what_is_seen(theme: Theme, qtbot: QtBot, key: str) -> None:
    control = CONTROLS[key](theme)
    qtbot.addWidget(control)
    control.resize(control.sizeHint())
    box, radius = control.focus_box()
    assert control.rect().toRectF().contains(box)
    assert box.width() >= 24
    assert radius >= 0
