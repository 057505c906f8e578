"""The kiosk comes back: after a crash, a hang, a kill; and rests after too many (KR1, KR2, KR3)."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from missdesk.ui.kiosk import supervisor as own
from missdesk.ui.kiosk.supervisor import Clock, Failures, Supervisor, child_environment

if TYPE_CHECKING:
    import pytest

BEATS = (
    "import sys, time\nwhile True: sys.stdout.write('.'); sys.stdout.flush(); time.sleep(0.05)\n"
)
COUNT = "import sys, os\nfrom pathlib import Path\np = Path(sys.argv[1])\n"
COUNT += "n = len(p.read_text()) if p.exists() else 0\np.write_text('x' * (n + 1))\n"


class FakeClock(Clock):
    """Counts what was slept instead of sleeping."""

    def __init__(self, seconds_a_run: float = 1.0) -> None:
        super().__init__(self._now, self._sleep)
        self.at, self._step = 0.0, seconds_a_run
        self.slept: list[float] = []

    def _now(self) -> float:
        self.at += self._step / 2
        return self.at

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


def made(
    script: str, file: Path, clock: Clock | None = None
) -> tuple[Supervisor, list[str], list[str]]:
    said: list[str] = []
    parts: list[str] = []

    def environment(part: own.Part) -> dict[str, str]:
        parts.append(part)
        return {**os.environ, own.PART_VARIABLE: part}

    command = [sys.executable, "-c", script, str(file)]
    keeper = Supervisor(command, environment, lambda word, _code: said.append(word), clock)
    return keeper, said, parts


def test_staff_leave_by_their_exit_code(tmp_path: Path) -> None:
    keeper, said, _parts = made(f"raise SystemExit({own.LEFT})", tmp_path / "n")
    assert keeper.run() == 0
    assert said == []


def test_settings_that_cannot_be_used_end_it(tmp_path: Path) -> None:
    keeper, _said, _parts = made("raise SystemExit(2)", tmp_path / "n")
    assert keeper.run() == 2


def test_kr1_a_crash_and_a_kill_start_it_anew(tmp_path: Path) -> None:
    script = COUNT + (
        "if n == 0: raise RuntimeError\n"
        "if n == 1: os.kill(os.getpid(), 11)\n"
        "if n == 2: os.kill(os.getpid(), 9)\n"
        f"raise SystemExit({own.LEFT})"
    )
    clock = FakeClock()
    keeper, said, _parts = made(script, tmp_path / "n", clock)
    assert keeper.run() == 0
    assert said == ["failed", "failed", "failed"]
    assert sum(clock.slept) < 10


def test_kr2_a_hang_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "HUNG_SECONDS", 0.3)
    beat = "sys.stdout.write('.'); sys.stdout.flush(); import time; time.sleep(60)"
    script = COUNT + f"if n == 0: {beat}\nraise SystemExit({own.LEFT})"
    keeper, said, _parts = made(script, tmp_path / "n", FakeClock())
    began = time.monotonic()
    assert keeper.run() == 0
    assert said == ["hung"]
    assert time.monotonic() - began < 10


def test_kr2_a_child_that_never_beats_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "START_SECONDS", 0.5)
    script = COUNT + f"if n == 0: import time; time.sleep(60)\nraise SystemExit({own.LEFT})"
    keeper, said, _parts = made(script, tmp_path / "n", FakeClock())
    assert keeper.run() == 0
    assert said == ["hung"]


def test_kr3_five_failures_in_ten_minutes_bring_the_notice(tmp_path: Path) -> None:
    script = COUNT + (
        f"part = os.environ['MISSDESK_KIOSK_PART']\nraise SystemExit({own.LEFT} if n == 7 else 1)"
    )
    keeper, said, parts = made(script, tmp_path / "n", FakeClock())
    assert keeper.run() == 0
    assert parts[:6] == ["pages"] * 5 + ["notice"]
    assert parts[6] == "pages"  # tried again after the notice
    assert said[5] == "notice"


def test_kr3_failures_far_apart_bring_no_notice(tmp_path: Path) -> None:
    script = COUNT + f"raise SystemExit({own.LEFT} if n == 8 else 1)"
    keeper, said, _parts = made(script, tmp_path / "n", FakeClock(seconds_a_run=400))
    assert keeper.run() == 0
    assert "notice" not in said


def test_waits_grow_and_stay_short() -> None:
    failures = Failures()
    waits = []
    for at in range(6):
        failures.note(at * 1000.0, lived=1)
        waits.append(failures.wait())
    assert waits == sorted(waits)
    assert max(waits) < 10
    failures.note(9000.0, lived=own.QUIET_SECONDS + 1)
    assert failures.wait() == own.WAITS[0]


def test_the_end_reaches_a_living_child(tmp_path: Path) -> None:
    keeper, _said, _parts = made(BEATS, tmp_path / "n")
    ended: list[int] = []
    thread = threading.Thread(target=lambda: ended.append(keeper.run()))
    thread.start()
    until(lambda: keeper._child is not None)
    keeper.end()
    thread.join(10)
    assert ended == [0]


def until(is_so: Callable[[], bool]) -> None:
    for _try in range(500):
        if is_so():
            return
        time.sleep(0.01)
    raise AssertionError("it never came")


def test_ke13_a_hostile_environment_does_not_reach_the_kiosk() -> None:
    hostile = {
        "PATH": "/bin", "DISPLAY": ":1", "LC_ALL": "de_DE.UTF-8", "PYTHONPATH": "/evil",
        "QT_PLUGIN_PATH": "/evil", "QT_QPA_PLATFORM": "vnc", "QT_STYLE_OVERRIDE": "evil",
        "QT_QPA_PLATFORM_PLUGIN_PATH": "/evil", "LD_PRELOAD": "/evil.so", "QT_DEBUG_PLUGINS": "1",
        "PYTHONSTARTUP": "/evil", "QT_QPA_PLATFORMTHEME": "gtk3",
    }  # fmt: skip
    kept = child_environment(hostile, "pages")
    assert set(kept) == {
        "PATH", "DISPLAY", "LC_ALL", own.PART_VARIABLE, "QT_ENABLE_HIGHDPI_SCALING",
    }  # fmt: skip
    assert child_environment({"QT_QPA_PLATFORM": "offscreen"}, "notice")["QT_QPA_PLATFORM"]


def test_ke13_the_kiosk_is_started_isolated() -> None:
    assert own.child_command(None)[1:] == ["-I", "-m", "missdesk", "kiosk"]
    assert own.child_command(Path("k.toml"))[-2:] == ["--settings", "k.toml"]
