"""The patient's screen shows what is meant for the patient, and nothing else, ever (KP7)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from missdesk.ui.presenter import screens
from missdesk.ui.presenter.panel import PatientPanel
from missdesk.ui.presenter.presenter import Presenter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
NAME, PICTURE, OTHER = QColor("#AA0011"), QColor("#0055AA"), QColor("#00AA55")


class Patch(QWidget):
    """One color, by which a test finds it again."""

    def __init__(self, color: QColor, parent: QWidget) -> None:
        super().__init__(parent)
        self.color = color
        self.setMinimumSize(200, 100)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.color)
        painter.end()


class Page(QWidget):
    """A page with a picture, words, and a field that is nobody's business."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.picture, self.words = Patch(PICTURE, self), Patch(OTHER, self)
        self.name, self.field = Patch(NAME, self), QLineEdit(self)
        for part in (self.name, self.picture, self.words, self.field):
            column.addWidget(part)
        self.is_private = False

    def for_patient(self, *, only_picture: bool) -> Sequence[QWidget]:
        if self.is_private:
            return ()
        return (self.picture,) if only_picture else (self.picture, self.words)


class Desk:
    """A desk with a page in front and a second screen."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.page: Page | None = Page()
        self.window = self.page
        qtbot.addWidget(self.window)
        self.window.resize(600, 500)
        self.window.show()
        self.presenter = Presenter(self.window, theme, lambda: self.page, lambda: "Not reviewed.")

    def colors(self) -> set[str]:
        patient = self.presenter.patient
        if patient is None:
            return set()
        shown = patient.grab().toImage()
        points = ((x, y) for x in range(0, shown.width(), 5) for y in range(0, shown.height(), 5))
        return {shown.pixelColor(x, y).name() for x, y in points}

    def sees(self, color: QColor) -> bool:
        return color.name() in self.colors()


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    # The one screen of the test plays both parts: what is tested here is what is shown on it.
    monkeypatch.setattr(screens, "best", lambda own, _remembered: own)
    made = Desk(theme, qtbot)
    yield made
    made.presenter.close()
    made.window.close()


def test_kp7_only_chosen_parts_reach_the_patient(desk: Desk) -> None:
    desk.presenter.set_state("on")
    assert desk.sees(PICTURE)
    assert desk.sees(OTHER)
    assert not desk.sees(NAME)
    desk.presenter.set_only_picture(True)
    desk.presenter._show_now()
    assert not desk.sees(OTHER)


def test_kp7_it_stays_off_until_it_is_asked_for(desk: Desk) -> None:
    assert desk.presenter.state == "off"
    assert desk.presenter.patient is None


def test_kp7_nothing_of_the_last_visit_flashes_up(desk: Desk) -> None:
    desk.presenter.set_state("on")
    patient = desk.presenter.patient
    assert patient is not None
    painted: list[bool] = []
    original = patient.paintEvent

    def watch(event: QPaintEvent) -> None:
        painted.append(patient.is_empty)
        original(event)

    patient.paintEvent = watch  # type: ignore[method-assign, assignment]
    desk.page = None
    desk.presenter.forget()
    assert all(painted)
    assert desk.colors() == {desk.presenter._theme.color("canvas").name()}


def test_kp7_turned_on_again_it_starts_empty(desk: Desk) -> None:
    desk.presenter.set_state("on")
    assert desk.sees(PICTURE)
    desk.presenter.set_state("off")
    desk.page = None
    desk.presenter.set_state("on")
    assert not desk.sees(PICTURE)


def test_a_blank_screen_shows_one_color_and_comes_back(desk: Desk) -> None:
    desk.presenter.toggle_blank()
    assert desk.presenter.state == "off"
    desk.presenter.set_state("on")
    desk.presenter.toggle_blank()
    assert len(desk.colors()) == 1
    desk.presenter.toggle_blank()
    assert desk.sees(PICTURE)


def test_a_pause_keeps_what_was_shown(desk: Desk) -> None:
    desk.presenter.set_state("on")
    desk.presenter.set_state("paused")
    assert desk.page is not None
    desk.page.picture.color = NAME
    desk.page.picture.update()
    desk.presenter.refresh()
    desk.presenter._show_now()
    assert desk.sees(PICTURE)
    desk.presenter.set_state("on")
    assert desk.sees(NAME)


def test_a_page_with_nothing_for_the_patient_is_a_pause(desk: Desk) -> None:
    desk.presenter.set_state("on")
    assert desk.page is not None
    desk.page.is_private = True
    desk.presenter._show_now()
    assert desk.sees(PICTURE)
    assert not desk.sees(NAME)


def test_what_is_drawn_follows_at_once(desk: Desk, qtbot: QtBot) -> None:
    desk.presenter.set_state("on")
    assert desk.page is not None
    desk.page.picture.color = QColor("#123456")
    desk.page.picture.update()
    qtbot.waitUntil(lambda: desk.sees(QColor("#123456")), timeout=1000)


def test_kp7_a_covered_desk_covers_the_patients_screen(desk: Desk) -> None:
    desk.presenter.set_state("on")
    desk.presenter.set_covered(True)
    desk.presenter._show_now()
    assert len(desk.colors()) == 1
    desk.presenter.set_covered(False)
    desk.presenter._show_now()
    assert desk.sees(PICTURE)


def test_ke15_a_screen_that_is_pulled_is_told_and_comes_back(desk: Desk) -> None:
    desk.presenter.set_state("on")
    screen = desk.presenter.screen
    assert screen is not None
    desk.presenter._on_screen_gone(screen)
    lost = [desk.presenter.is_lost]
    assert desk.presenter.patient is not None
    assert desk.presenter.patient.is_empty
    assert not desk.presenter.patient.isVisible()
    desk.presenter._on_screens(screen)
    lost.append(desk.presenter.is_lost)
    assert lost == [True, False]
    desk.presenter._show_now()
    assert desk.sees(PICTURE)


def test_kp7_another_screen_plugged_in_is_not_taken_for_the_patients(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.presenter.set_state("on")
    screen, patient = desk.window.screen(), desk.presenter.patient
    assert patient is not None
    desk.presenter._on_screen_gone(screen)
    shown = []
    for name in ("another one", screens.identity(screen)):
        monkeypatch.setattr(screens, "identity", lambda _screen, name=name: name)
        desk.presenter._on_screens(screen)
        shown.append(patient.isVisible())
    assert shown == [False, True]


def test_without_a_second_screen_it_says_so(theme: Theme, qtbot: QtBot) -> None:
    desk = Desk(theme, qtbot)
    desk.presenter.set_state("on")
    assert desk.presenter.state == "off"
    panel = PatientPanel(theme, desk.presenter)
    qtbot.addWidget(panel)
    assert "no second screen" in panel._told.text
    assert not panel._states.segment("on").isEnabled()
    desk.window.close()


def test_the_panel_does_what_it_says(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    panel = PatientPanel(theme, desk.presenter)
    qtbot.addWidget(panel)
    for state in ("on", "paused", "blank", "on", "off"):
        panel._states.segment(state).click()
        assert desk.presenter.state == state


def test_a_damaged_memory_of_screens_is_no_fault(tmp_path: Path) -> None:
    for raw in (b"", b"[]", b'{"screen": 3}', b"\xff", b"[" * 9000):
        (tmp_path / screens.FILE).write_bytes(raw)
        assert screens.read_choice(tmp_path) == ""
    screens.keep_choice(QGuiApplication.primaryScreen(), tmp_path)
    assert screens.read_choice(tmp_path) == screens.identity(QGuiApplication.primaryScreen())
    (tmp_path / "file").write_bytes(b"")
    screens.keep_choice(QGuiApplication.primaryScreen(), tmp_path / "file")  # says nothing


TWO_SCREENS = """
import json, sys
from PySide6.QtWidgets import QApplication, QWidget
from PySide6.QtCore import QTimer
app = QApplication(["x"])
from missdesk.paths import assets_dir
from missdesk.ui.theme.theme import Theme
from missdesk.ui.presenter.presenter import Presenter
page = QWidget()
page.resize(400, 300)
page.show()
presenter = Presenter(page, Theme(app), lambda: None, lambda: "")
presenter.set_state("on")
patient = presenter.patient
print(json.dumps({
    "state": presenter.state, "desk": page.screen().name(), "patient": presenter.screen.name(),
    "box": [patient.x(), patient.y(), patient.width(), patient.height()],
}))
"""


def test_it_opens_on_the_other_screen(tmp_path: Path) -> None:
    plan: dict[str, Any] = {
        "screens": [
            {"name": "desk", "x": 0, "y": 0, "width": 1366, "height": 768},
            {"name": "patient", "x": 1366, "y": 0, "width": 1920, "height": 1080},
        ]
    }
    (tmp_path / "two.json").write_text(json.dumps(plan), encoding="utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path}/two.json"}
    done = subprocess.run(
        [sys.executable, "-c", TWO_SCREENS], env=environment, capture_output=True, check=True
    )
    told = json.loads(done.stdout)
    assert (told["state"], told["desk"], told["patient"]) == ("on", "desk", "patient")
    assert told["box"] == [1366, 0, 1920, 1080]
