"""What stands on the kiosk's command line, in its environment and on its disk changes nothing."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from missdesk.errors import SaveError
from missdesk.ui.idle import IdleClock
from missdesk.ui.kiosk.pin import PinCheck, has_pin, set_pin
from missdesk.ui.kiosk.read_settings import read_kiosk
from missdesk.ui.kiosk.supervisor import PART_VARIABLE, child_command, child_environment

ROOT = Path(__file__).resolve().parents[3]
LIMIT_S = 60


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "missdesk", *arguments],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
    )


@pytest.mark.parametrize(
    "hostile",
    [
        ("-stylesheet", "evil.qss"),
        ("-platformpluginpath", "evil"),
        ("-style", "evil"),
        ("-qmljsdebugger=port:1",),
        ("--", "-stylesheet", "evil.qss"),
        ("-c", "print(1)"),
    ],
)
def test_ke13_switches_of_qt_are_refused(hostile: tuple[str, ...]) -> None:
    done = run("kiosk", *hostile)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_ke13_a_child_starts_without_what_was_planted(tmp_path: Path) -> None:
    """Started as the supervisor starts it, in a folder and with variables that lead astray."""
    for name in ("missdesk", "sitecustomize", "PySide6", "logging"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('planted')\n", encoding="utf-8")
    (tmp_path / "qt.conf").write_text("[Paths]\nPrefix=planted\n", encoding="utf-8")
    hostile = {
        "PYTHONPATH": str(tmp_path), "PYTHONSTARTUP": str(tmp_path / "logging.py"),
        "PYTHONHOME": str(tmp_path), "QT_PLUGIN_PATH": str(tmp_path), "QT_QPA_PLATFORM": "minimal",
        "QT_STYLE_OVERRIDE": "planted", "QT_QPA_GENERIC_PLUGINS": "evdevkeyboard",
    }  # fmt: skip
    command = child_command(None)
    told = subprocess.run(
        [*command[:-1], "info"],  # the same start, with a command that ends by itself
        env=child_environment({**os.environ, **hostile}, "pages"),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
    )
    assert told.returncode == 0, told.stderr
    assert "planted" not in told.stdout + told.stderr


def test_ke13_nobody_makes_himself_a_child(tmp_path: Path) -> None:
    """The mark of a child in the supervisor's own environment goes to no child by accident."""
    kept = child_environment({PART_VARIABLE: "notice", "PATH": "/bin"}, "pages")
    assert kept[PART_VARIABLE] == "pages"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_kr5_a_full_or_read_only_disk_keeps_the_pin_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    set_pin(tmp_path, "483920")

    def refuse(*_given: object) -> int:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refuse)
        with pytest.raises(SaveError):
            set_pin(tmp_path, "917264")
    assert has_pin(tmp_path)
    assert PinCheck(tmp_path).is_right("483920")
    settings, faults = read_kiosk(tmp_path / "kiosk.toml")
    assert settings.idle_seconds == 60
    assert len(faults) == 1  # the file that was asked for is not there


def test_kr5_a_clock_set_back_or_forth_moves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = IdleClock(60, 30)
    for jump in (-1e9, 0.0, 1e9):
        monkeypatch.setattr(time, "time", lambda jump=jump: jump)
        assert clock.state == "awake"
