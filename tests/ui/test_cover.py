"""A visit left alone is covered, then ended; nothing of it shines through (KP1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt
from PySide6.QtGui import QDropEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QWidget

from missdesk.ui.cover import Cover, DeskIdle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

NAME = "Zzyzx Qwertz"


class Time:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


class Visit:
    """A window that shows a name until it is wiped."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.window, self.now, self.wiped = QMainWindow(), Time(), 0
        qtbot.addWidget(self.window)
        self.label = QLabel(NAME)
        self.window.setCentralWidget(self.label)
        self.window.resize(800, 600)
        self.has_visit = True
        self.idle = DeskIdle(
            self.window, theme, lambda: self.has_visit, self.wipe, (10, 20), self.now
        )
        self.idle.watch._timer.stop()
        self.window.show()

    def wipe(self) -> None:
        self.wiped += 1
        self.has_visit = False
        self.label.setText("")

    def after(self, minutes: float) -> None:
        self.now.at += minutes * 60
        self.idle.watch.look()


@pytest.fixture
def visit(theme: Theme, qtbot: QtBot) -> Iterator[Visit]:
    made = Visit(theme, qtbot)
    yield made
    made.window.close()


class Drops(QObject):
    """Counts what is dropped on a window, as the one that opens handouts does."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.count = 0
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Drop
        return False


def colors(visit: Visit) -> set[int]:
    picture = visit.window.grab().toImage()
    area = range(0, picture.height() // 4)
    return {picture.pixel(x, y) for y in area for x in range(0, picture.width(), 3)}


def test_kp1_a_visit_is_covered_after_ten_minutes(visit: Visit) -> None:
    visit.after(9.9)
    assert visit.window.findChild(Cover) is None
    visit.after(0.2)
    assert visit.idle.is_covered
    assert colors(visit) == {visit.idle._theme.color("canvas").rgb()}
    assert visit.wiped == 0


def test_kp1_other_minutes_hold_at_once(visit: Visit) -> None:
    visit.idle.set_minutes((3, 5))
    visit.after(3.1)
    assert visit.idle.is_covered
    visit.after(2)
    assert visit.wiped == 1


def test_a_key_goes_on_and_does_nothing_else(visit: Visit) -> None:
    visit.after(11)
    cover = visit.window.findChild(Cover)
    assert cover is not None
    QTest.keyClick(cover, Qt.Key.Key_A)
    assert not visit.idle.is_covered
    assert visit.label.text() == NAME
    visit.after(9)
    assert not visit.idle.is_covered


def test_kp1_a_visit_ends_after_twenty_minutes(visit: Visit) -> None:
    said: list[bool] = []
    visit.idle.covered.connect(said.append)
    visit.after(11)
    visit.after(10)
    assert visit.wiped == 1
    assert not visit.idle.is_covered
    assert said == [True, False]
    visit.after(100)
    assert visit.wiped == 1  # nobody has come, so there is nothing to end


def test_a_card_that_opens_meanwhile_stays_below(visit: Visit) -> None:
    visit.after(11)
    card = QLabel(NAME, visit.window)
    card.setGeometry(0, 0, 800, 600)
    card.show()
    assert isinstance(visit.window.childAt(20, 20), Cover)


def test_kp1_a_card_that_raises_itself_stays_below(visit: Visit) -> None:
    visit.after(11)
    card = QLabel(NAME, visit.window)
    card.setGeometry(0, 0, 800, 600)
    card.show()
    card.raise_()
    assert isinstance(visit.window.childAt(20, 20), Cover)


@pytest.mark.parametrize("keys", ["Ctrl+P", "F2", "Alt+6", "Ctrl+N", "."])
def test_kp1_a_shortcut_does_nothing_while_covered(visit: Visit, keys: str) -> None:
    fired: list[str] = []
    shortcut = QShortcut(QKeySequence(keys), visit.window)
    shortcut.activated.connect(lambda: fired.append(keys))
    key = QKeySequence(keys)[0]  # type: ignore[index]  # the stubs know no index
    handle = visit.window.windowHandle()
    assert handle is not None
    visit.window.activateWindow()
    QTest.keyClick(handle, key.key(), key.keyboardModifiers())
    assert fired == [keys]
    visit.after(11)
    QTest.keyClick(handle, key.key(), key.keyboardModifiers())
    assert fired == [keys]
    assert not visit.idle.is_covered  # a key goes on, and does nothing else


def test_kp1_a_modifier_alone_uncovers_nothing(visit: Visit) -> None:
    visit.after(11)
    for key in (Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Meta):
        QTest.keyClick(visit.window, key)
    assert visit.idle.is_covered


def test_kp1_tab_goes_on_instead_of_leading_below_the_cover(visit: Visit) -> None:
    field = QLineEdit(visit.window)
    field.show()
    visit.after(11)
    handle = visit.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    assert not visit.idle.is_covered


def test_kp1_a_drop_brings_nothing_while_covered(visit: Visit) -> None:
    visit.after(11)
    data = QMimeData()
    data.setText(NAME)
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    seen = Drops(visit.window)
    drop = QDropEvent(QPointF(3, 3), copy, data, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(visit.window, drop)
    assert not drop.isAccepted()
    assert seen.count == 0


def test_without_a_visit_nothing_is_covered(visit: Visit) -> None:
    visit.has_visit = False
    visit.after(30)
    assert not visit.idle.is_covered
    assert visit.wiped == 0


def test_a_press_is_a_sign_of_a_person(visit: Visit) -> None:
    visit.after(9)
    handle = visit.window.windowHandle()
    assert handle is not None
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=visit.window.rect().center())
    visit.after(9)
    assert not visit.idle.is_covered
