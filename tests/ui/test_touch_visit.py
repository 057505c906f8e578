"""A whole visit with fingers alone: taps, a flick and a pinch, from the topic to the saved file.

Touches go the way the system's own do: to the window, at a place of it; so what lies over a control
gets them, and no hover, right or double click is used. Letters come from the system's own keyboard
on the screen. No touch screen was at hand (docs/accessibility.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from PySide6.QtCore import QElapsedTimer, QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QApplication, QWidget

from missdesk.model.consultation import NOT_SURE
from missdesk.model.marks import StampKind
from missdesk.ui.handout_parts.pick_list import PickRow
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.scroll_sheet import ScrollSheet
from tests.ui.whole_visits import NAME, at_home, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from missdesk.model.consultation import Visit
    from missdesk.model.library import Library
    from missdesk.ui.main_window import MainWindow
    from missdesk.ui.theme.theme import Theme

TOPIC = "slipped-disc"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    at_home(tmp_path, monkeypatch)
    return tmp_path


@pytest.fixture
def fingers(theme: Theme, library: Library, home: Path, qtbot: QtBot) -> Iterator[Fingers]:
    with opened(theme, library) as window:
        yield Fingers(window, qtbot)


class Fingers:
    """Two fingers on the screen, and nothing else."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        """Open the window."""
        self.window, self._qtbot = window, qtbot
        self._pad = QTest.createTouchDevice()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    @property
    def visit(self) -> Visit:
        """Return what the program knows of the visit."""
        return self.window.desk._consultation.visit

    def part(self, name: str) -> QWidget:
        """Return the control of this name that is in sight or can be scrolled to."""
        found = [w for w in self.window.findChildren(QWidget, name) if w.isVisible()]
        assert found, f"{name} is not there"
        return found[-1]

    def tap(self, name: str, share: float = 0.5) -> None:
        """Tap a control, at a share of its width; flick there first where it is out of sight."""
        part = self.part(name)
        self.flick_to(part)
        spot = part.mapTo(self.window, QPoint(round(part.width() * share), part.height() // 2))
        self.tap_at(spot)

    def tap_at(self, spot: QPoint) -> None:
        """Tap a place of the window."""
        handle = self.window.windowHandle()
        QTest.touchEvent(handle, self._pad).press(0, spot).commit()
        QTest.touchEvent(handle, self._pad).release(0, spot).commit()
        QApplication.processEvents()

    def drag(self, start: QPoint, by: QPoint, steps: int = 8) -> None:
        """Move a finger over the screen, slowly at the end: a list then stays where it is."""
        handle = self.window.windowHandle()
        QTest.touchEvent(handle, self._pad).press(0, start).commit()
        for step in (*range(1, steps + 1), steps, steps):
            self.take(12)
            QTest.touchEvent(handle, self._pad).move(0, start + by * step / steps).commit()
        QTest.touchEvent(handle, self._pad).release(0, start + by).commit()
        self.take(60)

    def take(self, ms: int) -> None:
        """Take some time, as a finger does: how fast it moves tells a flick from a drag."""
        clock = QElapsedTimer()
        clock.start()
        while not clock.hasExpired(ms):
            QApplication.processEvents()

    def flick_to(self, part: QWidget) -> None:
        """Flick the list that a control is in until the control is in sight."""
        for _flick in range(30):
            sheet = sheet_of(part)
            if sheet is None:
                return
            port = sheet.viewport()
            corner = port.mapTo(self.window, QPoint())
            seen = QRect(corner, port.size())
            box = QRect(part.mapTo(self.window, QPoint()), part.size())
            if seen.contains(box.center()):
                return
            way = 1 if box.center().y() < seen.center().y() else -1
            middle = QPoint(corner.x() + 12, seen.center().y())
            self.drag(middle, QPoint(0, way * seen.height() // 3))
        raise AssertionError(f"{part.objectName()} can't be reached by a finger")

    def pinch(self, view: PlateView) -> None:
        """Put two fingers on a picture, and spread them."""
        handle, middle = self.window.windowHandle(), view.rect().center()
        at = view.mapTo(self.window, middle)
        one, two = at - QPoint(30, 0), at + QPoint(30, 0)
        QTest.touchEvent(handle, self._pad).press(0, one).press(1, two).commit()
        for step in range(1, 7):
            out = QPoint(12 * step, 0)
            QTest.touchEvent(handle, self._pad).move(0, one - out).move(1, two + out).commit()
        out = QPoint(72, 0)
        QTest.touchEvent(handle, self._pad).release(0, one - out).release(1, two + out).commit()
        QApplication.processEvents()

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let the program work."""
        self._qtbot.waitUntil(ready, timeout=20_000)

    def settle(self) -> None:
        """Wait for the pictures."""
        self.wait(lambda: not self.window.desk.is_busy)
        QApplication.processEvents()


def sheet_of(part: QWidget) -> ScrollSheet | None:
    """Return the nearest list around a control that can be scrolled."""
    above = part.parentWidget()
    while above is not None and not (isinstance(above, ScrollSheet) and above.is_scrollable):
        above = above.parentWidget()
    return above


# Qt says so of a flick in a list that a tap has closed.
@pytest.mark.qt_log_ignore("could not find the target for gesture", extend=True)
def test_a_whole_visit_with_fingers(fingers: Fingers, home: Path) -> None:
    desk = fingers.window.desk
    fingers.tap(f"topic.{TOPIC}")
    assert desk.step == "problem"
    fingers.settle()
    look_at_the_place(fingers)
    fingers.tap("rail.operation")
    fingers.settle()
    fingers.tap("operation.steps.3")
    fingers.tap("operation.next")
    assert fingers.visit.operation_step == 4
    fingers.tap("rail.compare")
    row = desk._context.library.topics[fingers.visit.topic].rows[0].id  # type: ignore[index]
    fingers.tap(f"source.{row}")
    assert Layer.open_on(fingers.window) is not None
    fingers.tap("popover.close")
    assert Layer.open_on(fingers.window) is None
    fingers.tap("rail.recovery")
    fingers.tap("recovery.date")
    fingers.tap("recovery.date.on")
    fingers.tap("recovery.date.grid")
    assert fingers.visit.operation_date is not None
    fingers.tap("rail.decide")
    decide(fingers)
    fingers.tap("rail.handout")
    save(fingers, home)
    fingers.tap("rail.end")
    fingers.tap("confirm.yes")
    assert fingers.visit.topic is None


def look_at_the_place(fingers: Fingers) -> None:
    """Choose level and side, pinch the picture and make it whole again, put a stamp on it."""
    fingers.tap("level.L4-L5")
    fingers.tap("problem.side.left")
    assert (fingers.visit.level, fingers.visit.side) == ("L4-L5", "left")
    fingers.settle()
    view = fingers.part("problem.picture")
    assert isinstance(view, PlateView)
    lens = view._controls.lens
    fingers.pinch(view)
    assert view._controls.lens.zoom > 1.5 * lens.zoom
    fingers.tap("zoom.whole")
    assert not view._controls.lens.is_near
    fingers.tap("problem.draw")
    fingers.tap("tool.marks")
    fingers.tap(f"mark.{get_args(StampKind)[0]}")
    fingers.tap_at(view.mapTo(fingers.window, view.rect().center()))
    assert fingers.visit.sheets
    fingers.tap("problem.draw")


def decide(fingers: Fingers) -> None:
    """Answer a pair and take it back, answer again, lean, tick a question out of sight."""
    topic = fingers.window.desk._context.library.topics[fingers.visit.topic]  # type: ignore[index]
    value, question = topic.values[0], topic.questions[-1]
    name = f"decide.slider.{value}"
    assert isinstance(fingers.part(name), QAbstractSlider)
    fingers.tap(name, 0.93)
    assert fingers.visit.values[value] == 4
    fingers.take(QApplication.doubleClickInterval() + 50)
    fingers.tap(name, 0.93)
    assert value not in fingers.visit.values, "an answer can't be taken back by a finger"
    fingers.tap(name, 0.5)
    fingers.tap(f"decide.leaning.{NOT_SURE}")
    fingers.tap(f"decide.question.{question}")
    assert fingers.visit.values[value] == 2
    assert fingers.visit.leaning == NOT_SURE
    assert question in fingers.visit.questions


def save(fingers: Fingers, home: Path) -> None:
    """Type the name by the keyboard on the screen, and save the handout."""
    fingers.tap("handout.name.line")
    QTest.keyClicks(fingers.window.focusWidget(), NAME)
    assert fingers.visit.name == NAME
    fingers.tap("handout.save")
    fingers.wait(lambda: len(fingers.window.findChildren(PickRow)) > 1)
    fingers.tap("save.go")
    fingers.wait(lambda: bool(list(home.glob("*.pdf"))))
    fingers.wait(lambda: Layer.open_on(fingers.window) is None)
