"""Cards over the window: popover, question, message, and the ring around the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.confirm import ConfirmDialog
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.focus_ring import FocusRing
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.notice import NoticeBar
from missdesk.ui.widgets.popover import Popover
from missdesk.ui.widgets.scroll_sheet import ScrollSheet
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

LEFT = Qt.MouseButton.LeftButton
LONG = "Printed pages and saved files stay. " * 12


class Desk(QWidget):
    """A window with two buttons and a field."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = Column(theme, self, pad=30)
        self.first = Button(theme, "First", "first")
        self.second = Button(theme, "Second", "second")
        self.field = TextField(theme, "field", "Field")
        for widget in (self.first, self.second, self.field):
            column.addWidget(widget)
        column.addStretch(1)
        self.ring = FocusRing(self, theme)
        self.resize(800, 600)


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot) -> Desk:
    made = Desk(theme)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isVisible)
    made.activateWindow()
    return made


def content(theme: Theme) -> QWidget:
    box = QWidget()
    column = Column(theme, box)
    column.addWidget(Button(theme, "One", "one"))
    column.addWidget(Button(theme, "Two", "two"))
    return box


def test_the_first_key_brings_the_ring_to_a_window_that_was_there_before(
    theme: Theme, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = Column(theme, window)
    button = Button(theme, "First", "first")
    column.addWidget(button)
    window.show()
    qtbot.waitUntil(window.isVisible)
    window.activateWindow()
    ring = FocusRing(window, theme)
    window.setFocus()
    assert not ring.isVisible()
    # As keys come: to the window of the screen first, which gives them to a widget.
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    assert window.focusWidget() is button
    qtbot.waitUntil(ring.isVisible)


@pytest.mark.parametrize("percent", [100, 200])
def test_a_popover_stays_inside_the_window(theme: Theme, desk: Desk, percent: int) -> None:
    theme.set_text_percent(percent)
    popover = Popover.open_at(desk.second, Words(theme, LONG), theme, title="Why")
    assert desk.rect().contains(popover.card.geometry())
    popover.close_popover()


def test_what_fits_on_neither_side_takes_the_height_of_the_window(theme: Theme, desk: Desk) -> None:
    theme.set_text_percent(200)
    popover = Popover.open_at(desk.second, Words(theme, LONG * 4), theme, title="Why")
    assert popover.card.height() == desk.height() - 2 * theme.px(12)
    popover.close_popover()


def test_esc_closes_a_popover_and_gives_the_focus_back(
    theme: Theme, desk: Desk, qtbot: QtBot
) -> None:
    popover = Popover.open_at(desk.second, content(theme), theme)
    one = desk.findChild(QAbstractButton, "one")
    assert isinstance(one, QAbstractButton)
    assert one.hasFocus()
    with qtbot.waitSignal(popover.closed):
        qtbot.keyClick(one, Qt.Key.Key_Escape)
    assert desk.second.hasFocus()


def test_tab_goes_round_inside_a_popover(theme: Theme, desk: Desk, qtbot: QtBot) -> None:
    popover = Popover.open_at(desk.second, content(theme), theme)
    names = []
    for _turn in range(4):
        now = desk.focusWidget()
        assert now is not None
        names.append(now.objectName())
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    assert names == ["one", "two", "popover.close", "one"]
    popover.close_popover()


@pytest.mark.parametrize("percent", [100, 200])
def test_a_popover_says_its_name_and_closes_by_a_press(
    theme: Theme, desk: Desk, qtbot: QtBot, percent: int
) -> None:
    theme.set_text_percent(percent)
    popover = Popover.open_at(desk.second, Words(theme, LONG * 4), theme, title="Why")
    close = popover.findChild(QAbstractButton, "popover.close")
    assert isinstance(close, QAbstractButton)
    assert (popover.card.accessibleName(), close.accessibleName()) == ("Why", "Close")
    # However long the text is, the way out is in view, and large enough for a finger.
    place = QRect(close.mapTo(popover.card, QPoint(0, 0)), close.size())
    assert popover.card.rect().contains(place)
    assert min(close.width(), close.height()) >= theme.px(44)
    qtbot.mouseClick(close, LEFT)
    assert Layer.open_on(desk) is None


def test_a_press_beside_it_closes_and_presses_nothing_else(
    theme: Theme, desk: Desk, qtbot: QtBot
) -> None:
    popover = Popover.open_at(desk.second, content(theme), theme)
    with qtbot.assertNotEmitted(desk.first.clicked):
        qtbot.mouseClick(popover, LEFT, pos=desk.first.geometry().center())
    assert Layer.open_on(desk) is None


def test_one_card_at_a_time(theme: Theme, desk: Desk) -> None:
    first = Popover.open_at(desk.first, content(theme), theme)
    second = Popover.open_at(desk.second, content(theme), theme)
    assert first.is_closing
    assert Layer.open_on(desk) is second
    second.close_popover()


def test_a_popover_closes_when_its_anchor_goes(theme: Theme, desk: Desk, qtbot: QtBot) -> None:
    Popover.open_at(desk.second, content(theme), theme)
    desk.second.deleteLater()
    qtbot.waitUntil(lambda: Layer.open_on(desk) is None)


def ask(desk: Desk, theme: Theme, answers: list[str]) -> ConfirmDialog:
    return ConfirmDialog.ask(
        desk.first,
        theme,
        title="End this visit?",
        text=LONG,
        yes="End visit",
        no="Go back",
        on_yes=lambda: answers.append("yes"),
    )


@pytest.mark.parametrize("percent", [100, 200])
def test_a_question_is_readable_whole(theme: Theme, desk: Desk, percent: int) -> None:
    theme.set_text_percent(percent)
    dialog = ask(desk, theme, [])
    assert desk.rect().contains(dialog.card.geometry())
    for words in dialog.findChildren(Words):
        assert not words.is_cut()
    dialog.close_layer()


def test_no_is_the_first_answer_and_esc_means_no(theme: Theme, desk: Desk, qtbot: QtBot) -> None:
    answers: list[str] = []
    ask(desk, theme, answers)
    now = desk.focusWidget()
    assert now is not None
    assert now.objectName() == "confirm.no"
    qtbot.keyClick(now, Qt.Key.Key_Escape)
    assert answers == []
    ask(desk, theme, answers)
    yes = desk.findChildren(QAbstractButton, "confirm.yes")[-1]
    qtbot.mouseClick(yes, LEFT)
    assert answers == ["yes"]
    assert Layer.open_on(desk) is None


def test_a_fault_stays_and_a_confirmation_goes(theme: Theme, desk: Desk, qtbot: QtBot) -> None:
    bar = NoticeBar(desk, theme)
    bar.tell("Saved.")
    assert bar.isVisible()
    bar._timer.setInterval(1)
    bar._timer.start()
    qtbot.waitUntil(lambda: not bar.isVisible())
    bar.tell("The printer is out of paper.", "Fill it.", "fault")
    assert not bar._timer.isActive()
    assert bar.accessibleName() == "The printer is out of paper. Fill it."
    close = bar.findChild(QAbstractButton, "notice.close")
    assert isinstance(close, QAbstractButton)
    qtbot.mouseClick(close, LEFT)
    assert not bar.isVisible()


def test_the_ring_comes_with_keys_and_goes_with_the_mouse(
    theme: Theme, desk: Desk, qtbot: QtBot
) -> None:
    desk.first.setFocus()
    qtbot.keyClick(desk.first, Qt.Key.Key_Tab)
    qtbot.waitUntil(desk.second.hasFocus)
    qtbot.keyClick(desk.second, Qt.Key.Key_Shift)
    qtbot.waitUntil(desk.ring.isVisible)
    assert desk.ring.geometry() == desk.second.geometry().adjusted(-5, -5, 5, 5)
    qtbot.mouseClick(desk.windowHandle(), LEFT, pos=desk.first.geometry().center())
    qtbot.waitUntil(lambda: not desk.ring.isVisible())


def test_a_field_to_type_in_always_shows_its_ring(theme: Theme, desk: Desk, qtbot: QtBot) -> None:
    desk.field.line.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(desk.ring.isVisible)
    assert desk.ring.geometry() == desk.field.geometry().adjusted(-5, -5, 5, 5)


def test_the_ring_lets_presses_through(theme: Theme, desk: Desk, qtbot: QtBot) -> None:
    desk.field.line.setFocus()
    qtbot.waitUntil(desk.ring.isVisible)
    assert desk.childAt(desk.field.geometry().topLeft() - QPoint(3, 3)) is not desk.ring


def test_a_sheet_scrolls_down_only_when_it_must(theme: Theme, qtbot: QtBot) -> None:
    inside = QWidget()
    column = Column(theme, inside)
    words = Words(theme, LONG)
    column.addWidget(words)
    sheet = ScrollSheet(theme, inside, gutter=22)
    qtbot.addWidget(sheet)
    sheet.resize(700, 600)
    sheet.show()
    assert inside.width() == 700 - 22
    assert not sheet.is_scrollable
    theme.set_text_percent(200)
    sheet.resize(300, 200)
    qtbot.waitUntil(lambda: sheet.is_scrollable)
    assert inside.width() == 300 - 22
    assert sheet.horizontalScrollBar().maximum() == 0
    assert not words.is_cut()
    sheet.close()
