"""The staff's PIN: no default, never kept in the clear, slower after wrong tries (KE12)."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from missdesk.errors import InputError, SaveError
from missdesk.ui.kiosk.pin import (
    FILE,
    FREE_TRIES,
    MOST_WAIT,
    TRIES_FILE,
    PinCheck,
    has_pin,
    set_pin,
)

RIGHT = "483920"


class Time:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.mark.parametrize(
    "pin",
    [
        "",
        "12345",
        "1" * 13,
        "abcdef",
        "48392O",
        "111111",
        "123456",
        "987654",
        "\uff11\uff12\uff13\uff19\uff14\uff15",
    ],
)
def test_ke12_weak_pins_are_refused(tmp_path: Path, pin: str) -> None:
    with pytest.raises(InputError):
        set_pin(tmp_path, pin)
    assert not has_pin(tmp_path)


def test_ke12_there_is_no_default_pin(tmp_path: Path) -> None:
    check = PinCheck(tmp_path)
    for pin in ("", "000000", "1234", "missdesk"):
        assert not check.is_right(pin)


def test_ke12_the_pin_lets_out_and_is_not_in_the_file(tmp_path: Path) -> None:
    path = set_pin(tmp_path / "settings", RIGHT)
    assert PinCheck(tmp_path / "settings").is_right(RIGHT)
    assert RIGHT not in path.read_text(encoding="ascii")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_ke12_wrong_tries_wait_ever_longer(tmp_path: Path) -> None:
    set_pin(tmp_path, RIGHT)
    now = Time()
    check = PinCheck(tmp_path, now)
    for _try in range(FREE_TRIES - 1):
        assert not check.is_right("000001")
        assert check.seconds_to_wait == 0
    waits = []
    for _try in range(10):
        assert not check.is_right("000001")
        waits.append(check.seconds_to_wait)
        assert not check.is_right(RIGHT)  # while one has to wait, no PIN is looked at
        now.at += check.seconds_to_wait
    assert waits == sorted(waits)
    assert waits[0] == 30
    assert waits[-1] == MOST_WAIT
    assert check.is_right(RIGHT)
    assert check.seconds_to_wait == 0


def test_ke12_a_restart_forgives_no_wrong_try(tmp_path: Path) -> None:
    set_pin(tmp_path, RIGHT)
    now = Time()
    check = PinCheck(tmp_path, now)
    for _try in range(FREE_TRIES + 1):
        check.is_right("000001")
        now.at += check.seconds_to_wait
    again = PinCheck(tmp_path, now)
    assert again.seconds_to_wait == 60  # the wait begins anew
    assert not again.is_right(RIGHT)
    now.at += 60
    assert again.is_right(RIGHT)
    assert PinCheck(tmp_path, now).seconds_to_wait == 0
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("raw", [b"", b"-3", b"many", b"\xff", b"9" * 5000])
def test_ke12_a_damaged_count_of_tries_asks_for_one_wait(tmp_path: Path, raw: bytes) -> None:
    set_pin(tmp_path, RIGHT)
    (tmp_path / TRIES_FILE).write_bytes(raw)
    now = Time()
    check = PinCheck(tmp_path, now)
    assert check.seconds_to_wait == 30
    now.at += 30
    assert check.is_right(RIGHT)


@pytest.mark.parametrize("raw", [b"", b"nonsense", b"\xff\xfe", b"scrypt 14 8 1 00 00\n"])
def test_a_damaged_pin_file_lets_nobody_out(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / FILE).write_bytes(raw)
    assert not has_pin(tmp_path)
    assert not PinCheck(tmp_path).is_right(RIGHT)


def test_a_pin_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SaveError):
        set_pin(tmp_path / "file", RIGHT)
