"""A kiosk asks, waits, wipes; staff come in by corner and PIN and nobody else does (KR6, KE12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from missdesk.kiosk_settings import KioskSettings
from missdesk.ui.idle import IdleClock
from missdesk.ui.kiosk.diagnostic import DiagnosticCard
from missdesk.ui.kiosk.idle_card import IdleCard
from missdesk.ui.kiosk.keeper import Keeper
from missdesk.ui.kiosk.pin import PinCheck, set_pin
from missdesk.ui.kiosk.pin_pad import PinPad
from missdesk.ui.kiosk.staff import HOLD_MS, StaffDoor
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from missdesk.ui.kiosk.window import KioskWindow
    from missdesk.ui.theme.theme import Theme

PIN = "483920"


class Time:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


class Kiosk(QWidget):
    """What a keeper needs of the kiosk's window."""

    touched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_attracting, self.is_home, self.language = False, False, "en"
        self.wipes = 0

    def wipe(self) -> None:
        self.wipes += 1
        self.is_attracting, self.is_home = True, True

    def be_silent(self) -> None:
        pass


class Scene:
    """A kiosk, its keeper, and a clock that a test sets."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.now, self.window = Time(), Kiosk()
        qtbot.addWidget(self.window)
        self.window.resize(1280, 720)
        settings = KioskSettings(idle_seconds=60, warning_seconds=30)
        clock = IdleClock(60, 30, self.now)
        self.keeper = Keeper(self.window, theme, settings, None, clock)  # type: ignore[arg-type]
        self.keeper.watch._timer.stop()
        self.window.show()

    def after(self, seconds: float) -> None:
        self.now.at += seconds
        self.keeper.watch.look()

    def is_asking(self) -> bool:
        return isinstance(Layer.open_on(self.window), IdleCard)

    @property
    def card(self) -> IdleCard:
        found = Layer.open_on(self.window)
        assert isinstance(found, IdleCard)
        return found


@pytest.fixture
def scene(theme: Theme, qtbot: QtBot) -> Iterator[Scene]:
    made = Scene(theme, qtbot)
    yield made
    made.window.close()


def press(parent: QWidget, name: str) -> None:
    button = parent.findChild(QAbstractButton, name)
    assert button is not None
    button.click()


def test_ka13_an_untouched_screen_is_one_as_the_system_is_set(scene: Scene, theme: Theme) -> None:
    theme.set_usual(150, "contrast")
    scene.window.is_home = True
    scene.after(61)
    assert scene.window.wipes == 1  # nothing was chosen: nothing to ask
    assert not scene.is_asking()


def test_kr6_it_asks_after_a_minute_and_wipes_after_the_answer_did_not_come(scene: Scene) -> None:
    scene.after(59)
    assert not scene.is_asking()
    scene.after(2)
    assert scene.is_asking()
    scene.after(28)
    assert scene.window.wipes == 0
    scene.after(2)
    assert scene.window.wipes == 1
    assert not scene.is_asking()


def test_wc15_one_touch_goes_on_at_least_ten_times(scene: Scene) -> None:
    for _time in range(12):
        scene.after(80)
        assert scene.is_asking()
        QTest.mouseClick(scene.card, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
        assert not scene.is_asking()
    assert scene.window.wipes == 0


def test_start_again_wipes_at_once(scene: Scene) -> None:
    scene.after(61)
    assert scene.is_asking()
    press(scene.card, "kiosk.idle.leave")
    assert scene.window.wipes == 1


def test_ka8_it_warns_by_sound_as_well(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    beeps: list[float] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(scene.now.at))
    scene.after(61)
    for _second in range(29):
        scene.after(1)
    assert len(beeps) == 4
    assert beeps[0] == 61


def test_a_screen_that_nobody_changed_asks_nobody(scene: Scene) -> None:
    scene.window.is_home = True
    scene.after(61)
    assert not scene.is_asking()
    assert scene.window.wipes == 1
    scene.after(61)
    assert scene.window.wipes == 1  # the pictures go by themselves already


def test_a_card_that_something_else_closes_is_an_answer(scene: Scene) -> None:
    scene.after(61)
    assert scene.is_asking()
    scene.card.close_layer()
    scene.after(5)
    assert not scene.is_asking()
    assert scene.window.wipes == 0


@pytest.fixture
def door(scene: Scene, theme: Theme, tmp_path: Path) -> StaffDoor:
    set_pin(tmp_path, PIN)
    return StaffDoor(scene.window, theme, PinCheck(tmp_path), lambda: [("MISSDesk", "1")])


def mouse(kind: QEvent.Type, at: QPointF) -> QMouseEvent:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QMouseEvent(kind, at, at, left, left, none)


def test_ke12_the_corner_must_be_held_for_five_seconds(door: StaffDoor, scene: Scene) -> None:
    corner, handle = door.corner, scene.window.windowHandle()
    assert handle is not None
    inside, outside = QPointF(10, 10), QPointF(600, 300)
    press_, move, lift = (
        QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease,
    )  # fmt: skip
    assert corner._timer.interval() == HOLD_MS == 5000
    for events in (
        [(press_, outside)],
        [(press_, inside), (lift, inside)],
        [(press_, inside), (move, outside)],
    ):
        for kind, at in events:
            corner.eventFilter(handle, mouse(kind, at))
        assert not corner._timer.isActive()
    corner.eventFilter(handle, mouse(press_, inside))
    corner.eventFilter(handle, mouse(move, inside + QPointF(4, 4)))
    assert corner._timer.isActive()
    corner._timer.stop()


def open_pad(door: StaffDoor, scene: Scene) -> PinPad:
    door.corner.held.emit()
    pad = Layer.open_on(scene.window)
    assert isinstance(pad, PinPad)
    return pad


def test_ke12_the_right_pin_opens_the_staffs_card(door: StaffDoor, scene: Scene) -> None:
    pad = open_pad(door, scene)
    for digit in PIN:
        press(pad, f"kiosk.pin.{digit}")
    press(pad, "kiosk.pin.enter")
    card = Layer.open_on(scene.window)
    assert isinstance(card, DiagnosticCard)
    said: list[str] = []
    door.leaves.connect(lambda: said.append("leaves"))
    door.restarts.connect(lambda: said.append("restarts"))
    press(card, "kiosk.staff.restart")
    press(card, "kiosk.staff.leave")
    assert said == ["restarts", "leaves"]
    card.close_layer()


def test_ke12_wrong_pins_open_nothing_and_make_one_wait(door: StaffDoor, scene: Scene) -> None:
    pad = open_pad(door, scene)
    for _try in range(6):
        for digit in "000000":
            QTest.keyClick(pad, Qt.Key(int(Qt.Key.Key_0) + int(digit)))
        QTest.keyClick(pad, Qt.Key.Key_Return)
    assert Layer.open_on(scene.window) is pad
    assert "wait" in pad._said.text
    pad.close_layer()


def test_ke11_the_pad_has_no_text_field_and_shows_no_digit(door: StaffDoor, scene: Scene) -> None:
    pad = open_pad(door, scene)
    assert pad.findChildren(QLineEdit) == []
    press(pad, "kiosk.pin.4")
    press(pad, "kiosk.pin.8")
    press(pad, "kiosk.pin.back")
    assert pad._typed == "4"
    assert pad._dots.accessibleName() == "1 digits typed"
    pad.close_layer()


def test_wc23_what_is_pressed_is_large(door: StaffDoor, scene: Scene, theme: Theme) -> None:
    pad = open_pad(door, scene)
    QApplication.processEvents()
    for button in pad.findChildren(QAbstractButton):
        assert min(button.width(), button.height()) >= theme.px(56), button.objectName()
    pad.close_layer()


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_wc8_the_staffs_card_is_whole_at_twice_the_text(
    make_kiosk: Callable[..., KioskWindow], theme: Theme, size: tuple[int, int]
) -> None:
    """Its facts scroll, by key too; its buttons stay large and on the screen (WC23)."""
    window = make_kiosk(size, has_attract=False)
    theme.set_text_percent(200)
    facts = [(f"Fact {n}", "words that go on and on " * 3) for n in range(9)]
    card = DiagnosticCard(window, theme, facts)
    card.open_layer()
    QApplication.processEvents()
    assert card.rect().contains(card.card.geometry())
    for button in card.findChildren(QAbstractButton):
        assert min(button.width(), button.height()) >= theme.px(56), button.objectName()
        assert card.card.rect().contains(button.geometry()), button.objectName()
    for words in card.findChildren(Words):
        assert not words.is_cut(), words.text
    bar = card._area.verticalScrollBar()
    assert bar.maximum() > 0
    for _press in range(40):
        QTest.keyClick(card, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()
    card.close_layer()
