"""An error in any slot of the kiosk ends the pages with code 1, and tells no words (KR1)."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtTest import QTest

from missdesk import kiosk_app
from missdesk.kiosk_app import FAILED, _Hook
from missdesk.kiosk_settings import KioskSettings
from missdesk.log import set_up
from missdesk.ui.kiosk.guard import Guard
from missdesk.ui.kiosk.heartbeat import Heartbeat
from missdesk.ui.kiosk.home import HomePage
from missdesk.ui.kiosk.keeper import Keeper
from missdesk.ui.kiosk.ways import Ways
from missdesk.ui.kiosk.window import KioskWindow
from missdesk.ui.theme.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    MakeKiosk = Callable[..., KioskWindow]

pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)
SECRET = "Zzyzx"
Part = TypeVar("Part", bound=QObject)
LEFT = Qt.MouseButton.LeftButton


class App:
    """Stands for the application: notes how it was ended."""

    def __init__(self) -> None:
        self.codes: list[int] = []

    def exit(self, code: int) -> None:
        self.codes.append(code)


def press(made: KioskWindow, key: str) -> None:
    made.open_topic("slipped-disc")
    made.bar.button(key).click()


def key(made: KioskWindow, which: Qt.Key) -> None:
    made.open_topic("slipped-disc")
    made.setFocus()
    QTest.keyClick(made, which)


def handle_click(made: KioskWindow) -> None:
    handle = made.windowHandle()
    assert handle is not None
    QTest.mouseClick(handle, LEFT, pos=QPoint(5, 5))


def part(made: KioskWindow, kind: type[Part]) -> Part:
    """Return the only one of its kind in the window."""
    found = made.findChild(kind)
    assert isinstance(found, kind)
    return found


SLOTS: dict[str, tuple[type, str, Callable[[KioskWindow], object]]] = {
    "topic": (KioskWindow, "open_topic", lambda w: w.home.tiles[0].click()),
    "next": (Ways, "go_on", lambda w: press(w, "next")),
    "back": (Ways, "go_back", lambda w: press(w, "back")),
    "bigger": (KioskWindow, "_on_bigger", lambda w: press(w, "bigger")),
    "contrast": (Theme, "swap_mode", lambda w: press(w, "contrast")),
    "over": (KioskWindow, "start_over", lambda w: press(w, "over")),
    "home": (KioskWindow, "go_home", lambda w: press(w, "home")),
    "pressed": (KioskWindow, "_on_pressed", lambda w: press(w, "next")),
    "page": (KioskWindow, "_show_page", lambda w: w.home.tiles[0].click()),
    "ways": (Ways, "show", lambda w: w.home.moved.emit()),
    "word": (KioskWindow, "_on_word", lambda w: w.reading.word_asked.emit("a", "b")),
    "woken": (KioskWindow, "_on_woken", lambda w: w.attract.woken.emit()),
    "theme": (KioskWindow, "_on_theme", lambda w: w._theme.set_text_percent(150)),
    "arrow": (Ways, "press", lambda w: key(w, Qt.Key.Key_PageDown)),
    "resize": (KioskWindow, "arrange", lambda w: w.resize(QSize(1000, 700))),
    "touch": (Keeper, "_on_touched", handle_click),
    "layout": (HomePage, "follow_theme", lambda w: w._theme.set_text_percent(150)),
    "look": (Guard, "look", lambda w: part(w, Guard)._timer.timeout.emit()),
    "warned": (Keeper, "_on_warned", lambda w: part(w, Keeper).watch.warned.emit(20)),
    "over by itself": (Keeper, "_on_over", lambda w: part(w, Keeper).watch.over.emit()),
    "beat": (Heartbeat, "beat", lambda w: part(w, Heartbeat)._timer.timeout.emit()),
}  # fmt: skip
"""What breaks, and how it is reached. No method that Qt calls itself is replaced: the bindings keep
the first one they saw of each class; those they call are."""


@pytest.fixture
def pipe() -> Iterator[int]:
    """Stands for the pipe to the supervisor."""
    read, write = os.pipe()
    yield write
    os.close(read)
    os.close(write)


@pytest.mark.parametrize("name", SLOTS)
def test_kr1_an_error_in_any_slot_ends_the_pages(
    name: str,
    make_kiosk: MakeKiosk,
    theme: Theme,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    pipe: int,
) -> None:
    kind, method, act = SLOTS[name]
    armed: list[bool] = []
    whole: Any = getattr(kind, method)

    def broken(*given: Any, **named: Any) -> object:  # noqa: ANN401
        if armed:
            raise RuntimeError(SECRET)
        return whole(*given, **named)

    monkeypatch.setattr(kind, method, broken)
    made = make_kiosk(has_attract=False)
    guard = Guard(qapp, made)
    Keeper(made, theme, KioskSettings(), None)
    Heartbeat(pipe, armed.clear, made)
    ended, told = App(), list[str]()

    def note(word: str, **_trace: object) -> None:
        told.append(word)  # a trace that is kept would keep the window

    monkeypatch.setattr(kiosk_app.log, "error", note)
    monkeypatch.setattr(sys, "excepthook", _Hook(ended).on_error)  # type: ignore[arg-type]
    armed.append(True)
    # From the event loop, as a person's press comes: an error is not raised but told to the hook.
    QTimer.singleShot(0, made, lambda: act(made))
    qtbot.waitUntil(lambda: bool(ended.codes))
    armed.clear()
    guard.let_out()
    monkeypatch.undo()
    qtbot.waitUntil(lambda: not made.is_busy, timeout=30_000)
    assert set(ended.codes) == {FAILED}
    assert set(told) == {"unexpected error"}


@pytest.mark.expects_log
def test_kr1_of_an_error_only_kind_and_place_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    set_up()
    ended = App()
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        _Hook(ended).on_error(ValueError, error, error.__traceback__)  # type: ignore[arg-type]
    told = capsys.readouterr().err
    assert "ValueError at test_broken_slots.py" in told
    assert SECRET not in told
    assert "Traceback" not in told
    assert ended.codes == [FAILED]
