"""Nothing that is not allowed reaches a kiosk's page, and the window always comes back (KE)."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QPixmap,
    QScreen,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from missdesk.ui.kiosk import guard as guard_module
from missdesk.ui.kiosk.guard import ASKS, GIVES_UP, KEYS, SHOWS_ANEW, Guard
from missdesk.ui.kiosk.staff import StaffCorner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)

NONE, ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PRESS = QEvent.Type.KeyPress


class Page(QMainWindow):
    """A window with everything that could open something; counts what reaches its button."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        column = QVBoxLayout(inside)
        self.button, self.field, self.text = QPushButton("Next"), QLineEdit(), QTextBrowser()
        self.text.setHtml('<a href="file:///etc/hostname">here</a>')
        self.button.setToolTip("a tip")
        for part in (self.button, self.field, self.text):
            column.addWidget(part)
        self.setCentralWidget(inside)
        self.clicks = 0
        self.button.clicked.connect(self._on_click)

    def _on_click(self) -> None:
        self.clicks += 1


class Count(QObject):
    """Counts events of one kind."""

    def __init__(self, watched: QObject, kind: QEvent.Type) -> None:
        super().__init__(watched)
        self._kind, self.count = kind, 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == self._kind
        return False


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Iterator[Page]:
    made = Page()
    qtbot.addWidget(made)
    guard = Guard(qapp, made)
    made.showFullScreen()
    qtbot.waitExposed(made)
    yield made
    guard.let_out()
    made.close()


def guard_of(page: Page) -> Guard:
    found = page.findChild(Guard)
    assert found is not None
    return found


def windows() -> set[QWidget]:
    return {w for w in QApplication.topLevelWidgets() if w.isVisible()}


def send(widget: QWidget, event: QEvent) -> None:
    QApplication.sendEvent(widget, event)


def test_ke1_the_window_does_not_close(page: Page) -> None:
    assert not page.close()
    QTest.keyClick(page, Qt.Key.Key_F4, ALT)
    QTest.keyClick(page, Qt.Key.Key_Q, CTRL)
    assert page.isVisible()


def test_ke3_a_storm_of_keys_opens_nothing(page: Page) -> None:
    before, chance = windows(), random.Random(3)
    named = [key for key in Qt.Key if key not in KEYS]
    modifiers = (NONE, ALT, CTRL, SHIFT, ALT | CTRL, Qt.KeyboardModifier.MetaModifier)
    targets = (page, page.button, page.field, page.text)
    for _event in range(20_000):
        key = int(chance.choice(named)) if chance.random() < 0.5 else chance.randrange(1 << 25)
        send(chance.choice(targets), QKeyEvent(PRESS, key, chance.choice(modifiers), "x"))
    assert windows() == before
    assert page.isVisible()
    assert page.field.text() == ""


def test_ke3_reading_keys_work(page: Page) -> None:
    page.button.setFocus()
    QTest.keyClick(page.button, Qt.Key.Key_Space)
    assert page.clicks == 1
    QTest.keyClick(page.button, Qt.Key.Key_Tab)
    assert page.field.hasFocus()


def test_ka10_a_key_held_down_acts_once(page: Page) -> None:
    page.button.setFocus()
    held = QKeyEvent(PRESS, Qt.Key.Key_Space, NONE, " ", True)
    for _time in range(10):
        send(page.button, held)
    assert page.clicks == 0


def test_ke5_no_menu_opens(page: Page) -> None:
    for widget in (page, page.button, page.field, page.text, page.text.viewport()):
        where = QPoint(5, 5)
        send(widget, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, where))
        QTest.mouseClick(widget, Qt.MouseButton.RightButton)
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]


def test_ke8_a_drop_changes_nothing(page: Page) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/etc/hostname")])
    data.setText("dropped")
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    for widget in (page.field, page.text.viewport(), page):
        send(widget, QDropEvent(QPointF(3, 3), copy, data, left, NONE))
    assert page.field.text() == ""
    assert "dropped" not in page.text.toPlainText()


def test_ke9_only_the_left_button_and_a_plain_wheel_act(page: Page) -> None:
    for button in (
        Qt.MouseButton.RightButton,
        Qt.MouseButton.MiddleButton,
        Qt.MouseButton.BackButton,
    ):
        QTest.mouseClick(page.button, button)
    assert page.clicks == 0
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert page.clicks == 1
    size = page.text.font().pointSizeF()
    at, turn = QPointF(5, 5), QPoint(0, 120)
    wheel = QWheelEvent(
        at, at, turn, turn, Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False
    )
    send(page.text.viewport(), wheel)
    assert page.text.font().pointSizeF() == size


def test_ke15_the_window_fills_its_screen_again(page: Page) -> None:
    guard = guard_of(page)
    for _time in range(200):
        page.setWindowState(Qt.WindowState.WindowMinimized)
        guard.look()
        page.setGeometry(10, 10, 300, 200)
        guard.look()
        page.hide()
        guard.look()
        assert page.isVisible()
        assert page.isFullScreen()
        assert page.geometry() == page.screen().geometry()


def test_ke17_a_window_on_another_desktop_comes_to_the_one_on_show(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = guard_of(page)
    monkeypatch.setattr(guard_module, "_is_x", lambda: True)
    guard.look()  # in front once
    hidden = Count(page, QEvent.Type.Hide)
    monkeypatch.setattr(QGuiApplication, "focusWindow", lambda: None)
    for _look in range(SHOWS_ANEW[0]):
        guard.look()
    assert hidden.count == 1
    assert page.isVisible()
    assert page.isFullScreen()


def test_ke17_a_window_that_never_comes_back_begins_anew(
    page: Page, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    guard = guard_of(page)
    monkeypatch.setattr(guard_module, "_is_x", lambda: True)
    guard.look()
    monkeypatch.setattr(QGuiApplication, "focusWindow", lambda: None)
    with qtbot.waitSignal(guard.gone):
        for _look in range(GIVES_UP):
            guard.look()


def test_ke17_a_window_that_never_had_the_focus_does_not_flicker(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = guard_of(page)
    guard._was_in_front = False
    monkeypatch.setattr(guard_module, "_is_x", lambda: True)
    monkeypatch.setattr(QGuiApplication, "focusWindow", lambda: None)
    hidden = Count(page, QEvent.Type.Hide)
    for _look in range(2 * GIVES_UP):
        guard.look()
    assert hidden.count == 0


def test_ke1_a_window_destroyed_from_outside_is_noticed(
    page: Page, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    guard = guard_of(page)
    monkeypatch.setattr(guard_module, "_is_x", lambda: True)
    monkeypatch.setattr(QScreen, "grabWindow", lambda *_a: QPixmap())
    with qtbot.waitSignal(guard.gone):
        for _look in range(ASKS):
            guard.look()


def test_ke9_ke12_a_second_finger_ends_what_the_first_one_held(theme: Theme, page: Page) -> None:
    corner, guard = StaffCorner(page, theme), guard_of(page)
    guard.crowded.connect(corner.give_up)
    handle, pad = page.windowHandle(), QTest.createTouchDevice()
    inside, outside = QPoint(10, 10), QPoint(400, 300)
    QTest.touchEvent(handle, pad).press(0, inside).commit()
    assert corner._timer.isActive()
    QTest.touchEvent(handle, pad).stationary(0).press(1, outside).commit()
    QTest.touchEvent(handle, pad).release(0, inside).release(1, outside).commit()
    assert not corner._timer.isActive()


def test_ke9_fingers_lifted_together_leave_no_button_pressed(page: Page) -> None:
    handle, pad = page.windowHandle(), QTest.createTouchDevice()
    button = page.button.mapTo(page, page.button.rect().center())
    outside = page.text.mapTo(page, page.text.rect().center())
    QTest.touchEvent(handle, pad).press(0, button).commit()
    QTest.touchEvent(handle, pad).stationary(0).press(1, outside).commit()
    QTest.touchEvent(handle, pad).release(0, button).release(1, outside).commit()
    assert not page.button.isDown()


def test_ke16_no_tip_opens(page: Page) -> None:
    where = QPoint(5, 5)
    for kind in (QEvent.Type.ToolTip, QEvent.Type.WhatsThis):
        send(page.button, QHelpEvent(kind, where, page.button.mapToGlobal(where)))
    assert windows() == {page}


def test_ke17_another_window_of_ours_is_hidden(page: Page, qtbot: QtBot) -> None:
    stranger = QDialog()
    qtbot.addWidget(stranger)
    stranger.show()
    with qtbot.waitSignal(guard_of(page).lost):
        guard_of(page).look()
    assert not stranger.isVisible()


def test_staff_are_let_out(page: Page) -> None:
    guard_of(page).let_out()
    assert page.close()
