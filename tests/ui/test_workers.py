from __future__ import annotations

import gc
import logging
import threading
import weakref
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from missdesk.errors import InputError, MissdeskError
from missdesk.ui.workers import Job, Newest

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from missdesk.ui.workers import Workers


MANY = 1200


def double(number: int) -> int:
    return 2 * number


def fail() -> None:
    raise InputError("field", "it is empty", "Fill it in")


def crash() -> None:
    raise ZeroDivisionError("Ada Example")


class Payload:
    """Something that can be watched."""


class Receiver(QWidget):
    """Keeps what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []

    def take(self, result: object) -> None:
        self.got.append(result)


def test_a_result_comes_back_on_the_gui_thread(workers: Workers, qtbot: QtBot) -> None:
    got: list[tuple[int, threading.Thread]] = []
    workers.run(double, 21, on_done=lambda n: got.append((n, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(42, threading.main_thread())]
    assert not workers.is_busy


def test_work_cancelled_as_it_begins_is_not_done_without_its_arguments() -> None:
    job = Job(double, (21,), print, None)
    job.cancel()
    assert job.work() is None


def test_the_work_itself_is_done_elsewhere(workers: Workers, qtbot: QtBot) -> None:
    got: list[object] = []
    workers.run(threading.get_ident, on_done=got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert got != [threading.get_ident()]


def test_a_cancelled_result_is_dropped(workers: Workers, qtbot: QtBot) -> None:
    got: list[object] = []
    job = workers.run(double, 1, on_done=got.append)
    job.cancel()
    qtbot.waitUntil(lambda: not workers.is_busy)
    assert got == []
    assert job.is_cancelled


def test_the_end_of_a_visit_drops_everything(workers: Workers, qtbot: QtBot) -> None:
    got: list[object] = []
    for number in range(20):
        workers.run(double, number, on_done=got.append)
    workers.cancel_all()
    qtbot.waitUntil(lambda: not workers.is_busy)
    assert got == []


def test_a_widget_that_is_gone_gets_nothing(workers: Workers, qtbot: QtBot) -> None:
    receiver = Receiver()
    gate = threading.Event()
    workers.run(gate.wait, 5, on_done=receiver.take)
    receiver.deleteLater()
    qtbot.waitSignal(receiver.destroyed).wait()
    gate.set()
    qtbot.waitUntil(lambda: not workers.is_busy)
    assert receiver.got == []


def test_nothing_handed_in_outlives_the_job(workers: Workers, qtbot: QtBot) -> None:
    # KP1: a job may carry a visit with a name in it.
    receiver = Receiver()
    qtbot.addWidget(receiver)
    payload = Payload()
    gone = weakref.ref(payload)
    job = workers.run(type, payload, on_done=receiver.take)
    del payload
    qtbot.waitUntil(lambda: not workers.is_busy)
    qtbot.waitUntil(lambda: gone() is None)
    assert receiver.got == [Payload]
    assert not job.is_cancelled


def ignore(_answer: int) -> None:
    """Take an answer and do nothing with it."""


def test_kr4_no_job_is_kept(workers: Workers, qtbot: QtBot) -> None:
    """Of jobs that were done before they were all the way handed over, one in ten was."""
    gone: list[weakref.ref[Job]] = []
    for number in range(MANY):
        gone.append(weakref.ref(workers.run(double, number, on_done=ignore)))
        if number % 3 == 0:
            qtbot.waitUntil(lambda: not workers.is_busy)
    qtbot.waitUntil(lambda: not workers.is_busy)
    gc.collect()
    assert not [job for job in gone if job() is not None]


def test_an_error_goes_to_who_asked(workers: Workers, qtbot: QtBot) -> None:
    errors: list[MissdeskError] = []
    with qtbot.assertNotEmitted(workers.failed):
        workers.run(fail, on_done=lambda _r: None, on_error=errors.append)
        qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].what == "it is empty"


def test_an_error_nobody_takes_goes_to_the_window(workers: Workers, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workers.failed) as heard:
        workers.run(fail, on_done=lambda _r: None)
    assert isinstance(heard.args[0], InputError)


def test_an_unexpected_error_is_told_without_its_words(
    workers: Workers, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), qtbot.waitSignal(workers.failed) as heard:
        workers.run(crash, on_done=lambda _r: None)
    assert "Ada" not in str(heard.args[0])
    assert [r.getMessage() for r in caplog.records] == ["work in the background failed"]


def test_of_two_jobs_only_the_newest_answers(workers: Workers, qtbot: QtBot) -> None:
    late, got = threading.Event(), list[object]()
    newest = Newest(workers)
    newest.run(late.wait, 5, on_done=got.append)
    newest.run(double, 2, on_done=got.append)
    qtbot.waitUntil(lambda: bool(got))
    late.set()
    qtbot.waitUntil(lambda: not workers.is_busy)
    newest.run(double, 3, on_done=got.append)
    newest.cancel()
    qtbot.waitUntil(lambda: not workers.is_busy)
    assert got == [4]


def test_closing_waits_for_the_threads(workers: Workers, qtbot: QtBot) -> None:
    done = threading.Event()
    workers.run(done.wait, 0.05, on_done=lambda _r: None)
    workers.close()
    assert not workers.is_busy


def test_workers_belong_to_somebody(qtbot: QtBot, workers: Workers) -> None:
    assert isinstance(workers, QObject)
