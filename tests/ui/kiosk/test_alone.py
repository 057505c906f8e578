"""Two kiosks on one screen would take the front from each other without end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from missdesk.errors import InputError
from missdesk.ui.kiosk.alone import take_screen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there the shell starts only one")


def test_kr1_a_second_kiosk_on_the_same_screen_is_refused(tmp_path: Path) -> None:
    there = {"XDG_RUNTIME_DIR": str(tmp_path), "DISPLAY": ":7"}
    held = take_screen(there)
    assert held is not None
    with pytest.raises(InputError, match="already"):
        take_screen(there)
    other = take_screen({**there, "DISPLAY": "../:8"})
    assert other is not None
    other.close()
    held.close()  # as when its process ends
    again = take_screen(there)
    assert again is not None
    again.close()
    assert {path.suffix for path in tmp_path.iterdir()} == {".lock"}


def test_kr5_without_a_folder_of_the_session_it_starts_all_the_same(tmp_path: Path) -> None:
    assert take_screen({"DISPLAY": ":7"}) is None
    assert take_screen({"XDG_RUNTIME_DIR": str(tmp_path / "gone"), "DISPLAY": ":7"}) is None
