"""The window manager's file for a kiosk takes all of the window manager's own keys away (KE4)."""

from __future__ import annotations

import pytest

from tests.e2e.desk import ROOT, Desk, until
from tests.e2e.test_kiosk import is_whole, kiosk

__all__ = ["kiosk"]
KEYS = ("super+d", "alt+Tab", "alt+Escape", "alt+space", "super+e", "ctrl+alt+d", "super+F1")
RECIPE = ROOT / "packaging/kiosk/openbox-rc.xml"


@pytest.mark.needs("Xvfb", "openbox", "xdotool")
def test_ke4_the_window_manager_has_no_key(kiosk: Desk) -> None:
    """Also "show the desktop", which an app alone can't take back (notes/qt.md 6)."""
    command = ["openbox", "--replace", "--config-file", str(RECIPE)]
    kiosk._start(command, kiosk.environment())
    process = kiosk.run_app("kiosk")
    until(kiosk.settled, "the topics")
    home, before = kiosk.picture(), set(kiosk.windows(""))
    for keys in KEYS:
        kiosk.press(keys)
        assert kiosk.picture() == home, keys
    kiosk.xdotool("mousemove", "1340", "700", "click", "3", "click", "2")  # bare ground
    assert set(kiosk.windows("")) <= before
    assert is_whole(kiosk)
    assert process.poll() is None
