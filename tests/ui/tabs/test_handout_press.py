"""With the preview's process: typing never waits, and the process goes with the visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal

from missdesk.errors import PlateError
from missdesk.handout.press import Order, Press, Printed
from missdesk.settings import Clinic
from missdesk.ui.handout_parts import press_keeper, render
from missdesk.ui.handout_parts.press_keeper import PressKeeper
from missdesk.ui.widgets.error_page import ErrorPage
from tests.ui.tabs.handout_desk import (
    NAME,
    WAIT_MS,
    Make,
    Open,
    newest_pdf,
    settle,
    text_of,
    type_name,
    words,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TODAY = date(2026, 11, 21)


@pytest.fixture
def press() -> Iterator[Press]:
    made = Press()
    yield made
    made.end()


class Window(QObject):
    """What a keeper knows of the window."""

    closing = Signal()


def test_what_is_typed_comes_back_from_the_process(
    qtbot: QtBot, make_context: Make, open_page: Open, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError("built in the window's own process")

    monkeypatch.setattr(render, "answer", refuse)
    monkeypatch.setattr(render, "paint_pages", refuse)
    page = open_page(replace(make_context(), press=press))
    for end in range(1, len(NAME) + 1):
        type_name(page, NAME[:end])
    settle(qtbot, page)
    assert NAME in text_of(newest_pdf(qtbot, page))
    assert page.act("next")
    qtbot.waitUntil(lambda: "Pages 3 and 4" in words(page, "handout.pager").text, timeout=WAIT_MS)


def test_a_fault_is_told_and_mended_as_without_it(
    qtbot: QtBot, make_context: Make, open_page: Open, press: Press
) -> None:
    page = open_page(replace(make_context(), press=press))
    type_name(page, "王")
    settle(qtbot, page)
    assert page.findChild(ErrorPage) is not None
    type_name(page, NAME)
    settle(qtbot, page)
    assert page._view.isVisible()


def test_a_press_that_cannot_work_costs_nothing(
    qtbot: QtBot, make_context: Make, open_page: Open, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no process can be started, the worker makes the pages itself."""

    def fail() -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("missdesk.handout.press._start", fail)
    page = open_page(replace(make_context(name=NAME), press=press))
    assert NAME in text_of(newest_pdf(qtbot, page))


def test_the_process_starts_at_a_topic_and_ends_with_the_visit(
    qtbot: QtBot, make_context: Make, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_keeper, "WAIT_MS", 1)
    context = make_context(name=NAME, own_questions=("Canary?",))
    seen: list[Order] = []
    make = press.make

    def see(order: Order) -> Printed:
        seen.append(order)
        return make(order)

    monkeypatch.setattr(press, "make", see)
    window = Window()
    keeper = PressKeeper(window, context, press, TODAY)  # type: ignore[arg-type]  # stands in
    qtbot.waitUntil(lambda: press.pid is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not context.workers.is_busy, timeout=WAIT_MS)
    assert NAME not in repr(seen)  # made ahead without anything of the patient
    assert "Canary" not in repr(seen)
    pid = press.pid
    context.consultation.wipe()
    assert press.pid is None
    assert not Path(f"/proc/{pid}/cmdline").exists()
    keeper._warm()  # as its timer would
    assert press.pid is None  # on the start page there is none


def test_another_topic_gets_another_process_and_closing_ends_it(
    qtbot: QtBot, make_context: Make, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_keeper, "WAIT_MS", 1)
    context = make_context()
    window = Window()
    PressKeeper(window, context, press, TODAY)  # type: ignore[arg-type]  # stands in
    qtbot.waitUntil(lambda: press.pid is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not context.workers.is_busy, timeout=WAIT_MS)
    first = press.pid
    context.consultation.start(next(iter(context.library.topics.values())))
    qtbot.waitUntil(lambda: press.pid not in (None, first), timeout=WAIT_MS)
    window.closing.emit()
    assert press.pid is None


def test_what_is_wrong_ahead_of_time_is_not_told(
    make_context: Make, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_order: object) -> None:
        raise PlateError("a", "b", "c")

    monkeypatch.setattr(press, "make", fail)
    press_keeper.warm(press, make_context().consultation.visit, Clinic(), TODAY)
