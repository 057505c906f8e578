"""Nobody there: a warning that counts down, any number of answers, then the end (KR6, WC15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from missdesk.ui.idle import IdleClock, IdleWatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Time:
    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def now() -> Time:
    return Time()


@pytest.fixture
def watch(qtbot: QtBot, now: Time) -> Iterator[IdleWatch]:
    owner = QObject()
    made = IdleWatch(IdleClock(60, 30, now), owner, owner)
    made._timer.stop()
    yield made
    del owner


def test_kr6_a_warning_counts_down_and_ends(watch: IdleWatch, now: Time) -> None:
    said: list[object] = []
    watch.warned.connect(said.append)
    watch.over.connect(lambda: said.append("over"))
    for _tick in range(100 * 4):
        now.at += 0.25
        watch.look()
    assert said == [*range(30, 0, -1), "over"]


def test_wc15_an_answer_extends_any_number_of_times(watch: IdleWatch, now: Time) -> None:
    ended: list[None] = []
    woken: list[None] = []
    watch.over.connect(lambda: ended.append(None))
    watch.woken.connect(lambda: woken.append(None))
    for _time in range(25):
        now.at += 85
        watch.look()
        watch.touch()
    assert not ended
    assert len(woken) == 25


def test_kr5_no_time_of_day_is_used(now: Time) -> None:
    clock = IdleClock(60, 30, now)
    now.at += 10_000_000  # the computer slept for months
    assert clock.state == "over"
    assert clock.seconds_left == 0


def test_a_clock_without_a_limit_never_warns(now: Time) -> None:
    clock = IdleClock(0, 30, now)
    now.at += 1e6
    assert clock.state == "awake"


def test_own_events_are_no_sign_of_a_person(watch: IdleWatch, now: Time) -> None:
    now.at += 59
    owner = watch.parent()
    assert owner is not None
    QApplication.sendEvent(owner, QEvent(QEvent.Type.MouseMove))
    now.at += 2
    watch.look()
    assert watch.clock.state == "warning"
