"""Build and wire the waiting-room kiosk; supervisor, pages and notice are three processes.

The process that is started is the supervisor: it needs no Qt. It starts the pages, and the quiet
notice when those fail again and again. With `--windowed` the pages are shown alone in a window,
neither locked nor supervised: to look at them, never in a waiting room.

Source: issue 7 (kiosk); kiosk-and-security.md KE, KR.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import time
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from missdesk import app as desk_app
from missdesk import cli, console
from missdesk.errors import InputError, MissdeskError, PackError
from missdesk.i18n import _
from missdesk.log import no_core_dumps, set_up
from missdesk.paths import settings_dir
from missdesk.ui.kiosk.supervisor import AGAIN, LEFT, PART_VARIABLE, supervise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from PySide6.QtWidgets import QApplication

    from missdesk.errors import Fault
    from missdesk.kiosk_settings import KioskSettings
    from missdesk.model.library import Library
    from missdesk.ui.kiosk.guard import Guard
    from missdesk.ui.kiosk.window import KioskWindow
    from missdesk.ui.speech import Speaker
    from missdesk.ui.theme.theme import Theme

log: Final = logging.getLogger(__name__)
FAILED: Final = 1
WAKE_MS: Final = 500
"""How often Python gets to see a signal while Qt waits."""


def run(arguments: argparse.Namespace) -> int:
    """Run `missdesk kiosk`; the exit codes stand in docs/clinic-setup.md."""
    set_up()
    no_core_dumps()
    part = os.environ.pop(PART_VARIABLE, "")
    try:
        cli.look_for_files()
        if arguments.set_pin:
            return set_pin()
        _need_display()
        if part == "notice":
            return run_notice()
        if part == "pages":
            return run_pages(arguments)
        if arguments.windowed:
            return run_window(arguments)
        return supervise(arguments.settings, _note)
    except MissdeskError as error:
        console.say_error(error)
        # A child that can't show its content is a failure to be tried again, not bad input.
        return FAILED if part == "pages" else console.BAD_INPUT


def set_pin() -> int:
    """Ask for a new PIN and keep it.

    Raises:
        InputError: It is none, or typed in two ways.
        SaveError: It can't be kept.
    """
    from missdesk.ui.kiosk.pin import set_pin as keep

    pin = cli.read_line("--set-pin", _("New PIN: "), is_secret=True)
    if sys.stdin.isatty() and cli.read_line("--set-pin", _("Again: "), is_secret=True) != pin:
        raise InputError("--set-pin", _("the two are not alike"), _("Type the same PIN twice"))
    console.say(_("Kept: {file}").format(file=keep(settings_dir(), pin)))
    return console.OK


def run_notice() -> int:
    """Show the quiet notice until the supervisor ends it."""
    from missdesk.ui.kiosk.heartbeat import own_pipe

    pipe = own_pipe()
    from PySide6.QtWidgets import QApplication  # after the platform is chosen

    from missdesk.ui.kiosk.guard import Guard
    from missdesk.ui.kiosk.heartbeat import Heartbeat
    from missdesk.ui.kiosk.notice import NoticePage

    app = QApplication(["missdesk"])
    app.setQuitOnLastWindowClosed(False)
    page = NoticePage()
    guard = Guard(app, page)
    guard.gone.connect(lambda: app.exit(FAILED))
    Heartbeat(pipe, lambda: app.exit(FAILED), page)
    _end_by_signal(app)
    page.showFullScreen()
    return app.exec()


def run_window(arguments: argparse.Namespace) -> int:
    """Show the pages in a window, to look at them."""
    qt, theme = desk_app.make_app()
    desk_app.follow_system(theme)
    desk_app.finish_look(qt, theme)
    settings, faults = _settings(arguments)
    for fault in faults:
        console.complain(f"left out: {fault}")
    made = make(theme, load(settings, needs_seal=False), settings)
    made.window.can_close = True
    made.window.resize(*desk_app.WINDOW)
    made.window.show()
    return qt.exec()


def run_pages(arguments: argparse.Namespace) -> int:
    """Show the pages, locked, until staff leave or something fails.

    Raises:
        PackError: The pack is not as it was sealed, or can't be read.
        FontError: A bundled font is missing.
    """
    from missdesk.ui.kiosk.heartbeat import own_pipe

    pipe, began = own_pipe(), time.monotonic()
    qt, theme = desk_app.make_app()
    qt.setQuitOnLastWindowClosed(False)  # a window that is hidden or destroyed ends nothing
    desk_app.follow_system(theme)
    desk_app.finish_look(qt, theme)
    settings, faults = _settings(arguments)
    library = load(settings, needs_seal=True)
    made = make(theme, library, settings)
    from missdesk.ui.kiosk.diagnostic import facts
    from missdesk.ui.kiosk.guard import Guard
    from missdesk.ui.kiosk.heartbeat import Heartbeat, take_over
    from missdesk.ui.kiosk.keeper import Keeper
    from missdesk.ui.kiosk.pin import PinCheck, has_pin
    from missdesk.ui.kiosk.staff import StaffDoor

    window = made.window
    guard = Guard(qt, window)
    guard.gone.connect(lambda: qt.exit(FAILED))
    Keeper(window, theme, settings, made.speaker)
    sys.excepthook = _Hook(qt).on_error
    _end_by_signal(qt)
    Heartbeat(pipe, lambda: take_over(arguments.settings), window)
    if has_pin(settings_dir()):
        told = [str(fault) for fault in faults]
        tell = partial(facts, library, began, told, allows_print=settings.allows_print)
        door = StaffDoor(window, theme, PinCheck(settings_dir()), tell)
        guard.crowded.connect(door.corner.give_up)
        exits = _Exits(qt, guard, window)
        door.leaves.connect(exits.leave)
        door.restarts.connect(exits.restart)
    window.showFullScreen()
    return _end(qt.exec(), window, made.speaker)


def _end(code: int, window: KioskWindow, speaker: Speaker | None) -> int:
    """End with an exit code that is surely this one.

    Nothing is open or unsaved here. Taking down Qt and Python piece by piece in a window full of
    workers has crashed, and a crash's code would start the kiosk that staff have just left.
    """
    window.hide()
    if speaker is not None:
        speaker.stop()
    logging.shutdown()
    os._exit(code)


def load(settings: KioskSettings, *, needs_seal: bool) -> Library:
    """Return the content that this kiosk shows.

    Raises:
        PackError: It can't be read, or is not as it was sealed (KV13).
    """
    from missdesk.content.believed import believed_here
    from missdesk.content.on_demand import open_library

    believed = believed_here(settings.trusted_reviewers)
    library = open_library(settings.pack, believed=believed, needs_seal=needs_seal)
    if needs_seal and not library.topics:
        raise PackError(library.faults)
    return library


@dataclass(frozen=True, slots=True)
class Made:
    """A kiosk's window and its voice."""

    window: KioskWindow
    speaker: Speaker | None


def make(theme: Theme, library: Library, settings: KioskSettings) -> Made:
    """Return the kiosk's window, not shown yet."""
    from missdesk.paths import assets_dir
    from missdesk.ui.kiosk.parts import KioskParts
    from missdesk.ui.kiosk.voice_bar import VoiceBar
    from missdesk.ui.kiosk.window import KioskWindow
    from missdesk.ui.speech import Speaker
    from missdesk.ui.workers import Workers

    folder, speaker = assets_dir(), Speaker(theme)
    parts = KioskParts(
        Workers(theme),
        folder / "cards",
        folder / "plates",
        date.today(),
        speaker,
        lambda owner: VoiceBar(theme, speaker, owner),
    )
    return Made(KioskWindow(theme, library, settings, parts), speaker)


def _settings(arguments: argparse.Namespace) -> tuple[KioskSettings, Sequence[Fault]]:
    """Return the settings; what had to be left out is logged by its number alone."""
    from missdesk.ui.kiosk.read_settings import read_kiosk

    settings, faults = read_kiosk(arguments.settings)
    if faults:
        log.warning("settings left out", extra={"count": len(faults)})
    return settings, faults


def _need_display() -> None:
    """Refuse to start where no window can open.

    Raises:
        InputError: There is no display.
    """
    if not desk_app.has_display(os.environ):
        what = _("there is none to open a window on")
        raise InputError(_("The display"), what, _("Start the kiosk on a screen"))


def _note(word: str, number: int) -> None:
    """Log what the supervisor sees: a constant word and a number."""
    log.error(word, extra={"code": number})


def _end_by_signal(qt: QApplication) -> None:
    """End at SIGTERM; `quit` would ask the windows, which say no (notes/qt.md 6)."""
    from PySide6.QtCore import QTimer

    def end(_number: int, _frame: object) -> None:
        qt.exit(0)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    wake = QTimer(qt)
    wake.setInterval(WAKE_MS)
    wake.timeout.connect(_nothing)
    wake.start()


def _nothing() -> None:
    """Let Python run, so that it sees signals."""


@dataclass(frozen=True)
class _Exits:
    """Where staff can go from a kiosk."""

    qt: QApplication
    guard: Guard
    window: KioskWindow

    def leave(self) -> None:
        """Close the kiosk for good."""
        self.guard.let_out()
        self.window.can_close = True
        self.qt.exit(LEFT)

    def restart(self) -> None:
        """Start the pages anew."""
        self.qt.exit(AGAIN)


@dataclass(frozen=True)
class _Hook:
    """An error nobody caught ends the pages: the supervisor shows fresh ones (KR1)."""

    qt: QApplication

    def on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log the kind and the place alone, and end."""
        log.error("unexpected error", exc_info=(kind, error, trace))
        self.qt.exit(FAILED)
