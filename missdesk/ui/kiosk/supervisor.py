"""Keeps the kiosk alive: starts it, listens to its heart, and starts it anew when it stops.

The supervisor is the process that the system starts. It needs neither Qt nor content, so what
breaks the kiosk can't break it. The kiosk beats through its standard output; a missed beat means
that the window hangs. After five failures in ten minutes a quiet notice stands for a while.

Source: kiosk-and-security.md KR1, KR2, KR3, KE13; issue 7 (survival).
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess  # one of the named places (architecture.md 2)
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, Literal

from missdesk.ui.kiosk.alone import take_screen

Part = Literal["pages", "notice"]
Ending = Literal["left", "again", "bad-input", "failed", "hung"]

PART_VARIABLE: Final = "MISSDESK_KIOSK_PART"
"""Tells a child that it is one, and which; the supervisor takes it from its own environment."""
LEFT: Final = 71
"""A child's exit code when staff let themselves out with the PIN."""
AGAIN: Final = 70
"""A child's exit code when staff want it to start anew; no failure."""
BAD_INPUT: Final = 2
BEAT: Final = b"."
BEAT_SECONDS: Final = 2.0
HUNG_SECONDS: Final = 15.0
START_SECONDS: Final = 30.0
"""A first beat may take longer on a slow disk."""
MOST_FAILURES: Final = 5
WITHIN_SECONDS: Final = 600.0
NOTICE_SECONDS: Final = 120.0
WAITS: Final = (0.0, 0.5, 1.0, 2.0, 4.0)
"""Seconds before each new start in a row of failures; home again stays below 10 seconds."""
QUIET_SECONDS: Final = 120.0
"""A kiosk that lived so long has no row of failures behind it."""
KEPT: Final = frozenset(
    (
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP",
        "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME",
        "DBUS_SESSION_BUS_ADDRESS", "SYSTEMROOT", "WINDIR", "APPDATA", "LOCALAPPDATA",
        "USERPROFILE", "COMSPEC", "PATHEXT", "MISSDESK_SETTINGS", "PULSE_SERVER", "NOTIFY_SOCKET",
    )
)  # fmt: skip
"""Everything else could lead Qt or Python astray, such as QT_PLUGIN_PATH or PYTHONPATH (KE13)."""
PLATFORMS: Final = frozenset(("offscreen", "xcb", "wayland", "windows", "cocoa"))


@dataclass(slots=True)
class Clock:
    """Time and sleep, replaced in tests."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def child_environment(given: Mapping[str, str], part: Part) -> dict[str, str]:
    """Return what a child may know of the environment."""
    kept = {k: v for k, v in given.items() if k.upper() in KEPT or k.startswith("LC_")}
    if given.get("QT_QPA_PLATFORM") in PLATFORMS:
        kept["QT_QPA_PLATFORM"] = given["QT_QPA_PLATFORM"]
    return {**kept, PART_VARIABLE: part, "QT_ENABLE_HIGHDPI_SCALING": "1"}


def child_command(settings: Path | None) -> list[str]:
    """Return how a child is started: the same program, isolated from folder and user site."""
    own = (
        [sys.executable]
        if getattr(sys, "frozen", False)
        else [sys.executable, "-I", "-m", "missdesk"]
    )
    return [*own, "kiosk", *(("--settings", str(settings)) if settings is not None else ())]


@dataclass(slots=True)
class Failures:
    """Remembers when the kiosk failed.

    Attributes:
        times: On the steady clock, in seconds.
        in_a_row: Failures without a quiet time between them.
    """

    times: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_FAILURES))
    in_a_row: int = 0

    def note(self, now: float, lived: float) -> None:
        """Note a failure of a child that lived so many seconds."""
        self.in_a_row = 1 if lived >= QUIET_SECONDS else self.in_a_row + 1
        self.times.append(now)

    def wait(self) -> float:
        """Return the seconds before the next start."""
        return WAITS[min(max(self.in_a_row - 1, 0), len(WAITS) - 1)]

    def are_too_many(self, now: float) -> bool:
        """Return whether it is time for the notice."""
        return len(self.times) == MOST_FAILURES and now - self.times[0] <= WITHIN_SECONDS

    def forgive_one(self) -> None:
        """After a notice one more failure is enough for the next notice."""
        self.times.popleft()


class Supervisor:
    """Runs children until staff leave or somebody ends the supervisor.

    Args:
        command: How a child is started.
        environment: Of a child, by its part.
        log: Gets one constant word a happening and its number; never anything of a person.
        clock: Replaced in tests.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Callable[[Part], Mapping[str, str]],
        log: Callable[[str, int], None],
        clock: Clock | None = None,
    ) -> None:
        self._command, self._environment, self._log = list(command), environment, log
        self._clock = clock or Clock()
        self._failures = Failures()
        self._child: subprocess.Popen[bytes] | None = None
        self._is_ending = threading.Event()

    def run(self) -> int:
        """Keep the kiosk alive; return the exit code when staff leave or it is told to end."""
        part: Part = "pages"
        while not self._is_ending.is_set():
            began = self._clock.now()
            ending, code = self._one(part)
            if ending in ("left", "bad-input"):
                return 0 if ending == "left" else BAD_INPUT
            if self._is_ending.is_set():
                break
            part = self._next(part, ending, code, self._clock.now() - began)
        return 0

    def end(self) -> None:
        """Let the child go and end; safe in a signal handler."""
        self._is_ending.set()
        if self._child is not None:
            with contextlib.suppress(OSError):
                self._child.terminate()

    def _next(self, part: Part, ending: Ending, code: int, lived: float) -> Part:
        """Return what is started next, after the wait that is due."""
        now = self._clock.now()
        if ending == "again":
            return "pages"
        if part == "notice":
            self._clock.sleep(0.0 if lived >= NOTICE_SECONDS else WAITS[-1])
            return "pages"
        self._log(ending, code)
        self._failures.note(now, lived)
        if self._failures.are_too_many(now):
            self._failures.forgive_one()
            self._log("notice", len(self._failures.times))
            return "notice"
        self._clock.sleep(self._failures.wait())
        return "pages"

    def _one(self, part: Part) -> tuple[Ending, int]:
        """Run one child to its end; return how it ended and its exit code."""
        try:
            child = subprocess.Popen(
                self._command,
                env=dict(self._environment(part)),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                close_fds=True,
            )
        except OSError:
            return "failed", -1
        self._child = child
        if self._is_ending.is_set():  # told while it was starting
            child.terminate()
        is_hung = self._listen(child, part)
        if is_hung:
            child.kill()
        code = child.wait()
        if child.stdout is not None:
            child.stdout.close()
        if code in (LEFT, AGAIN):
            return "left" if code == LEFT else "again", code
        if code == BAD_INPUT and part == "pages":
            return "bad-input", code
        return ("hung" if is_hung else "failed"), code

    def _listen(self, child: subprocess.Popen[bytes], part: Part) -> bool:
        """Wait until the child ends; return whether it has to be killed instead."""
        assert child.stdout is not None
        beats: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=_carry, args=(child.stdout, beats), daemon=True).start()
        began, patience = self._clock.now(), START_SECONDS
        while True:
            try:
                beat = beats.get(timeout=patience)
            except queue.Empty:
                return child.poll() is None
            if not beat:
                return _outlives_its_heart(child)
            patience = HUNG_SECONDS
            if part == "notice" and self._clock.now() - began > NOTICE_SECONDS:
                child.terminate()


def _carry(stream: IO[bytes], beats: queue.SimpleQueue[bytes]) -> None:
    """Carry beats from a pipe to a queue, which can be waited for with a limit on every system."""
    with contextlib.suppress(OSError, ValueError):
        while beat := stream.read(1):
            beats.put(beat)
    beats.put(b"")


def _outlives_its_heart(child: subprocess.Popen[bytes]) -> bool:
    """Return whether a child that closed its pipe is still there after a moment."""
    try:
        child.wait(BEAT_SECONDS)
    except subprocess.TimeoutExpired:
        return True
    return False


def supervise(settings: Path | None, log: Callable[[str, int], None]) -> int:
    """Keep the kiosk of this computer alive; return the exit code of `missdesk kiosk`.

    0: staff left, or the system asked to end; 2: the settings can't be used.

    Raises:
        InputError: There is a kiosk on this screen already.
    """
    given = dict(os.environ)
    held = take_screen(given)
    supervisor = Supervisor(
        child_command(settings), lambda part: child_environment(given, part), log
    )

    def end(_number: int, _frame: object) -> None:
        supervisor.end()

    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), end)
    try:
        return supervisor.run()
    finally:
        if held is not None:
            held.close()
