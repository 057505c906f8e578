"""A whole visit of every topic by keyboard alone: Tab, Enter, Space, arrows and letters (WC13).

On every screen Tab reaches each control, in order, shows where it is, and comes round again
(WC18, WC19, no trap). One visit by keyboard in the real program: `tests/e2e`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from missdesk.model.consultation import NOT_SURE, STEPS
from missdesk.paths import content_dir
from missdesk.ui.handout_parts.pick_list import PickRow
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.widgets.focus_ring import FocusRing, Outlined
from missdesk.ui.widgets.layer import Layer
from tests.ui.whole_visits import NAME, at_home, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from missdesk.model.library import Library
    from missdesk.model.topic import TopicId
    from missdesk.ui.main_window import MainWindow
    from missdesk.ui.theme.theme import Theme

TOPICS = sorted(folder.name for folder in (content_dir() / "topics").iterdir())
MOST_STOPS = 90
BACK_UP = {"operation": 1}
"""How often Tab goes back up in a column: the tools beside the pictures stand higher."""
ON_A_PICTURE = ("label.", "zoom.", "pane.")
TAB, ENTER, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    at_home(tmp_path, monkeypatch)
    return tmp_path


@pytest.fixture
def keys(theme: Theme, library: Library, home: Path, qtbot: QtBot) -> Iterator[Keys]:
    with opened(theme, library) as window:
        yield Keys(window, qtbot)


class Keys:
    """The program on a desk without a mouse."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        """Open the window."""
        self.window, self._qtbot = window, qtbot
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.grab()  # the topics take presses once they are seen
        window.setUpdatesEnabled(False)  # painting would be most of the time

    @property
    def at(self) -> QWidget:
        """Return what has the focus."""
        found = QApplication.focusWidget()
        return self.window if found is None else found

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key, and let what follows from it happen."""
        QTest.keyClick(self.at, key, held)
        QApplication.processEvents()

    def to(self, name: str) -> QWidget:
        """Press Tab until a control of this name is reached."""
        for _stop in range(MOST_STOPS):
            if self.at.objectName() == name:
                return self.at
            self.press(TAB)
        raise AssertionError(f"Tab does not reach {name}")

    def use(self, name: str, key: Qt.Key = ENTER) -> None:
        """Go to a control and press a key there."""
        self.to(name)
        self.press(key)

    def round(self) -> list[QWidget]:
        """Press Tab until it comes round; each stop is in sight and shows that it has the focus."""
        stops: list[QWidget] = []
        while self.at not in stops or not stops:
            if self.at is not self.window and self.at.focusPolicy() & Qt.FocusPolicy.TabFocus:
                self._check(self.at)
                stops.append(self.at)
            self.press(TAB)
            assert len(stops) < MOST_STOPS, "Tab does not come round"
        assert self.at is stops[0] or self.at is stops[1], "Tab is caught in a part of the screen"
        return stops

    def _check(self, stop: QWidget) -> None:
        assert not in_sight(stop).isEmpty(), f"{stop.objectName()} is out of sight"
        if isinstance(stop, Outlined):
            ring = self.window.findChild(FocusRing)
            assert ring is not None
            assert ring.isVisible(), f"no ring around {stop.objectName()}"
            box = QRect(stop.mapTo(self.window, stop.rect().topLeft()), stop.size())
            assert ring.geometry().intersects(box), f"the ring is not at {stop.objectName()}"

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let the program work."""
        self._qtbot.waitUntil(ready, timeout=20_000)

    def settle(self) -> None:
        """Wait until pictures have come, and with them the labels on them."""
        for _turn in range(3):
            self.wait(self._is_still)
            QApplication.processEvents()

    def _is_still(self) -> bool:
        views = self.window.findChildren(PlateView)
        is_drawn = all(view.is_settled for view in views if view.isVisible())
        return is_drawn and not self.window.desk.is_busy


def in_sight(part: QWidget) -> QRect:
    """Return what of a control its parents do not cut off, in the window's coordinates."""
    window = part.window()
    box = QRect(part.mapTo(window, part.rect().topLeft()), part.size())
    above = part.parentWidget()
    while above is not None:
        box &= QRect(above.mapTo(window, above.rect().topLeft()), above.size())
        above = above.parentWidget()
    return box


def reachable(part: QWidget) -> set[str]:
    """Return the names of all that can be used in a part."""
    return {
        child.objectName()
        for child in part.findChildren(QWidget)
        if child.isVisible()
        and child.isEnabled()
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.focusProxy() is None
        and not is_other_of_a_group(child)
    }


def is_other_of_a_group(child: QWidget) -> bool:
    """Return whether the arrow keys lead to it: Tab enters a group at what is chosen."""
    return bool(getattr(child, "autoExclusive", bool)()) and not child.isChecked()  # type: ignore[attr-defined]


def back_up(stops: list[QWidget], window: QWidget) -> list[str]:
    """Return the stops that lie higher in a column than the one before."""
    boxes = [
        (stop.objectName(), QRect(stop.mapTo(window, stop.rect().topLeft()), stop.size()))
        for stop in stops
        if not stop.objectName().startswith(ON_A_PICTURE)
    ]
    return [
        f"{before[0]} to {name}"
        for before, (name, box) in pairwise(boxes)
        if box.bottom() <= before[1].top()
        and box.left() < before[1].right()
        and before[1].left() < box.right()
    ]


def regions(stops: list[QWidget], window: MainWindow) -> list[str]:
    """Return the parts of the window that Tab goes through, each as often as it comes there."""
    shell = window.desk.shell
    parts = {"rail": shell.rail, "bar": shell.bar}
    came = [
        next((n for n, p in parts.items() if p is not None and p.isAncestorOf(stop)), "page")
        for stop in stops
    ]
    came += [came[0]]
    return [there for here, there in pairwise(came) if here != there]


@pytest.mark.parametrize("topic", TOPICS)
def test_wc13_a_whole_visit_by_keyboard(keys: Keys, home: Path, topic: TopicId) -> None:
    window, desk = keys.window, keys.window.desk
    keys.use(f"topic.{topic}")
    for step in STEPS:
        if step != STEPS[0]:
            keys.use(f"rail.{step}")
        assert desk.step == step
        keys.settle()
        before = reachable(window)  # labels find their place when they are drawn
        stops = keys.round()
        missing = before & reachable(window) - {stop.objectName() for stop in stops}
        assert missing == set(), step
        assert len(regions(stops, window)) == 3, regions(stops, window)
        page = [stop for stop in stops if desk.shell.sheet.isAncestorOf(stop)]
        higher = back_up(page, window)
        assert len(higher) <= BACK_UP.get(step, 0), higher
        keys.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        assert keys.at in (stops[-1], stops[0]), "the way back is another"
        if step == "decide":
            decide(keys)
    save(keys, home)
    keys.use("rail.end")
    keys.to("confirm.yes")
    keys.press(ENTER)
    assert desk.step is None
    assert desk._consultation.visit.topic is None


def decide(keys: Keys) -> None:
    """Answer a pair, lean towards nothing yet, and tick a question."""
    desk = keys.window.desk
    consultation = desk._consultation
    topic = desk._context.library.topics[consultation.visit.topic]  # type: ignore[index]
    keys.use(f"decide.slider.{topic.values[0]}", Qt.Key.Key_End)
    keys.use(f"decide.leaning.{NOT_SURE}", SPACE)
    keys.use(f"decide.question.{topic.questions[0]}", SPACE)
    visit = consultation.visit
    assert visit.values[topic.values[0]] == 4
    assert visit.leaning == NOT_SURE
    assert topic.questions[0] in visit.questions


def save(keys: Keys, home: Path) -> None:
    """Type the name, and save the handout where the card says."""
    keys.to("handout.name.line")
    QTest.keyClicks(keys.at, NAME)
    assert keys.window.desk._consultation.visit.name == NAME
    keys.use("handout.save")
    keys.wait(lambda: len(keys.window.findChildren(PickRow)) > 1)
    layer = Layer.open_on(keys.window)
    assert layer is not None
    keys.to("save.go")
    stops = keys.round()
    assert all(layer.isAncestorOf(stop) for stop in stops), "Tab leaves a card that is open"
    assert reachable(layer) <= {stop.objectName() for stop in stops}
    keys.use("save.go")
    keys.wait(lambda: bool(list(home.glob("*.pdf"))))
    keys.wait(lambda: Layer.open_on(keys.window) is None)
