"""What each real step gives to the patient's screen, and what it keeps (KP7)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from missdesk import app
from missdesk.model.consultation import STEPS, Consultation
from missdesk.model.topic import TopicId
from missdesk.ui.presenter import screens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from missdesk.model.library import Library
    from missdesk.ui.main_window import MainWindow
    from missdesk.ui.presenter.presenter import ForPatient
    from missdesk.ui.theme.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
NAME = "Zzyzx Qwertz"


@pytest.fixture
def window(
    theme: Theme, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setattr(screens, "best", lambda own, _remembered: own)
    consultation = Consultation()
    consultation.start(library.topics[TopicId("slipped-disc")])
    consultation.change(level="L4-L5", side="left")
    made = app.make_window(theme, library, consultation, date(2026, 11, 21))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.is_busy, timeout=20_000)


def shown(window: MainWindow) -> QImage:
    presenter = window.desk.beside.presenter
    assert presenter is not None
    presenter._show_now()
    assert presenter.patient is not None
    return presenter.patient.grab().toImage()


def parts_of(page: QWidget | None) -> list[QWidget]:
    assert page is not None
    giver = cast("ForPatient", page)
    return [p for only in (True, False) for p in giver.for_patient(only_picture=only)]


def test_kp7_no_step_shows_a_field_or_the_handout(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk.beside.presenter is not None
    window.desk.beside.presenter.set_state("on")
    for number, step in enumerate(STEPS, 1):
        window.do(f"step-{number}")
        parts = parts_of(window.desk.page())
        assert bool(parts) is (step != "handout"), step
        assert not [f for part in parts for f in part.findChildren(QLineEdit)], step
        assert not [part for part in parts if isinstance(part, QAbstractButton)], step


def test_kp7_a_name_typed_for_the_handout_never_shows(window: MainWindow, qtbot: QtBot) -> None:
    presenter = window.desk.beside.presenter
    assert presenter is not None
    presenter.set_state("on")
    window.do("step-5")
    settle(window, qtbot)
    before = shown(window)
    window.do("step-6")
    window.desk._consultation.change(name=NAME)
    settle(window, qtbot)
    assert shown(window) == before  # it rests on the step before
    window.do("step-5")
    settle(window, qtbot)
    assert shown(window) == before


def test_kp7_after_a_visit_the_next_one_starts_empty(window: MainWindow, qtbot: QtBot) -> None:
    presenter = window.desk.beside.presenter
    assert presenter is not None
    presenter.set_state("on")
    settle(window, qtbot)
    assert len(colors(shown(window))) > 50
    window.desk.wipe()
    assert presenter.patient is not None
    assert presenter.patient.is_empty
    assert len(colors(presenter.patient.grab().toImage())) == 1


def test_one_key_blanks_it_and_shows_it_again(window: MainWindow, qtbot: QtBot) -> None:
    presenter = window.desk.beside.presenter
    assert presenter is not None
    window.do("patient-blank")
    assert presenter.state == "off"
    presenter.set_state("on")
    for wanted in ("blank", "on"):
        window.do("patient-blank")
        assert presenter.state == wanted
    told = window.desk.shell.bar.findChild(QAbstractButton, "top-bar.patient-screen-on")
    assert told is not None
    assert told.isChecked()


def colors(picture: QImage) -> set[int]:
    wide, high = range(0, picture.width(), 7), range(0, picture.height(), 7)
    return {picture.pixel(x, y) for x in wide for y in high}
