"""The real kiosk on a real screen: it can't be left, it comes back, it says nothing outside."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from missdesk.content.pack_files import open_pack
from missdesk.content.seal import SEAL, make_seal
from missdesk.paths import content_dir
from tests.e2e.desk import Desk, until

NEEDED = ("Xvfb", "openbox", "xdotool")
SETTINGS = 'idle-seconds = 20\nwarning-seconds = 20\nattract = false\npack = "pack"\n'
TOPIC = (250, 230)
"""A place on the first card of the list of topics, at 1366 x 768."""
GROUND = (1340, 700)
"""A place where nothing ever stands but the ground."""
STRANGER = """
from PySide6.QtWidgets import QApplication, QWidget
from PySide6.QtCore import Qt, QTimer
app = QApplication(["x"])
window = QWidget(None, Qt.WindowType.WindowStaysOnTopHint)
window.setWindowTitle("stranger")
window.resize(400, 300)
window.show()
window.raise_()
window.activateWindow()
QTimer.singleShot(20000, app.quit)
app.exec()
"""


@pytest.fixture
def kiosk(desk: Desk) -> Desk:
    """A desk whose settings folder has a sealed pack and a PIN."""
    folder = desk.folder / "settings"
    shutil.copytree(content_dir(), folder / "pack")
    (folder / "pack" / SEAL).write_text(make_seal(open_pack(folder / "pack")), encoding="ascii")
    (folder / "kiosk.toml").write_text(SETTINGS, encoding="utf-8")
    desk.extra = {"MISSDESK_SETTINGS": str(folder)}
    command = [sys.executable, "-m", "missdesk", "kiosk", "--set-pin"]
    environment = desk.environment()
    subprocess.run(command, env=environment, input=b"483920\n", check=True, capture_output=True)
    return desk


def children(parent: int) -> list[int]:
    """Return the processes that another one started."""
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    return [int(pid) for pid in found.split()]


def page_of(process: subprocess.Popen[bytes]) -> int:
    """Return the process that shows the pages."""
    until(lambda: bool(children(process.pid)), "the pages' process")
    return children(process.pid)[0]


def is_whole(desk: Desk) -> bool:
    """Return whether the kiosk's window covers the screen."""
    for window in desk.windows("MISSDesk"):
        told = desk.xdotool("getwindowgeometry", "--shell", window)
        if f"WIDTH={desk.width}" in told and f"HEIGHT={desk.height}" in told:
            return True
    return False


def seconds_until(is_so: Callable[[], bool], what: str) -> float:
    began = time.monotonic()
    until(is_so, what)
    return time.monotonic() - began


@pytest.mark.needs(*NEEDED)
def test_ke1_ke3_keys_do_not_leave_the_kiosk(kiosk: Desk) -> None:
    process = kiosk.run_app("kiosk")
    child = page_of(process)
    until(kiosk.settled, "the topics")
    before = set(kiosk.windows(""))
    kiosk.press("alt+F4", "ctrl+q", "Escape", "F11", "ctrl+w", "super", "Menu", "ctrl+alt+t", "F1")
    kiosk.xdotool("click", "3")
    kiosk.xdotool("mousemove", "700", "400", "mousedown", "1")
    time.sleep(1.2)  # a long press
    kiosk.xdotool("mouseup", "1")
    assert process.poll() is None
    assert page_of(process) == child
    assert is_whole(kiosk)
    assert set(kiosk.windows("")) <= before


@pytest.mark.needs(*NEEDED)
def test_kr1_a_killed_kiosk_is_home_again_in_ten_seconds(kiosk: Desk) -> None:
    process = kiosk.run_app("kiosk")
    until(kiosk.settled, "the topics")
    home = kiosk.picture()
    kiosk.click(*TOPIC)
    until(lambda: kiosk.picture() != home, "a page")
    for number in (signal.SIGKILL, signal.SIGSEGV):
        child = page_of(process)
        os.kill(child, number)
        until(lambda gone=child: gone not in children(process.pid), "its end")  # type: ignore[misc]
        assert seconds_until(lambda: is_whole(kiosk), "the kiosk again") < 10
    assert not list(kiosk.folder.rglob("core*"))


@pytest.mark.needs(*NEEDED)
def test_kr2_a_kiosk_that_stands_still_is_started_anew(kiosk: Desk) -> None:
    process = kiosk.run_app("kiosk")
    until(kiosk.settled, "the topics")
    child = page_of(process)
    os.kill(child, signal.SIGSTOP)
    until(lambda: child not in children(process.pid), "the end of the one that hangs", 25)
    assert seconds_until(lambda: is_whole(kiosk), "the kiosk again") < 10


@pytest.mark.needs(*NEEDED)
def test_ke17_another_window_on_top_is_covered_again(kiosk: Desk) -> None:
    kiosk.run_app("kiosk")
    until(kiosk.settled, "the topics")
    home = kiosk.picture()
    other = kiosk._start([sys.executable, "-c", textwrap.dedent(STRANGER)], kiosk.environment())
    until(lambda: bool(kiosk.windows("stranger")), "the other window")
    until(lambda: kiosk.picture() == home, "the kiosk in front again", 6)
    other.terminate()


@pytest.mark.needs(*NEEDED)
def test_ke17_another_desktop_or_none_at_all_is_left_again(kiosk: Desk) -> None:
    kiosk.run_app("kiosk")
    until(kiosk.settled, "the topics")
    home = kiosk.picture()
    for keys in ("super+d", "super+F2"):  # show the desktop; go to the second one
        kiosk.press(keys)
        until(lambda: kiosk.picture() == home, f"the kiosk in front again after {keys}", 8)


@pytest.mark.needs(*NEEDED)
def test_ke1_a_window_destroyed_by_another_program_comes_back(kiosk: Desk) -> None:
    process = kiosk.run_app("kiosk")
    until(kiosk.settled, "the topics")
    child = page_of(process)
    kiosk.xdotool("windowclose", kiosk.windows("MISSDesk")[0])
    until(lambda: child not in children(process.pid), "the end of the one without a window", 12)
    assert seconds_until(lambda: is_whole(kiosk), "the kiosk again") < 10


@pytest.mark.needs(*NEEDED)
def test_kr3_a_pack_that_was_changed_brings_the_quiet_notice(kiosk: Desk) -> None:
    path = kiosk.folder / "settings/pack/evidence/discectomy.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    process = kiosk._start([sys.executable, "-m", "missdesk", "kiosk"], kiosk.environment())
    until(lambda: is_whole(kiosk), "the notice", 40)
    until(kiosk.settled, "the notice to stand")
    assert process.poll() is None
    grounds = kiosk.picture().getcolors(maxcolors=4096)
    assert grounds is not None  # one color and the letters: no picture, no page
    said = (kiosk.folder / "errors.txt").read_text(encoding="utf-8", errors="replace")
    assert "notice" in said


@pytest.mark.needs(*NEEDED)
def test_ke12_staff_leave_by_corner_and_pin(kiosk: Desk) -> None:
    process = kiosk.run_app("kiosk")
    until(kiosk.settled, "the topics")
    ground = kiosk.picture().getpixel(GROUND)
    kiosk.xdotool("mousemove", "8", "8", "mousedown", "1")
    until(lambda: kiosk.picture().getpixel(GROUND) != ground, "the pad over a veil", 12)
    kiosk.xdotool("mouseup", "1")
    pad = kiosk.picture()
    kiosk.press(*"000000", "Return")
    until(lambda: kiosk.picture() != pad, "that it is wrong")
    kiosk.press(*"483920", "Return")
    until(kiosk.settled, "the staff's card")
    kiosk.press("Tab", "Tab", "Return")  # Back, Start anew, Leave
    until(lambda: process.poll() is not None, "the end")
    assert process.returncode == 0


@pytest.mark.needs(*NEEDED, "strace")
def test_ke18_no_network_socket_is_opened(kiosk: Desk, tmp_path: Path) -> None:
    trace = tmp_path / "sockets.txt"
    kiosk.run_app("kiosk", trace=trace)
    until(kiosk.settled, "the topics")
    kiosk.click(*TOPIC)
    for _page in range(3):
        kiosk.press("Page_Down")
    assert "AF_INET" not in trace.read_text(encoding="utf-8", errors="replace")


@pytest.mark.needs(*NEEDED)
def test_kr5_a_read_only_home_is_no_reason_to_stop(kiosk: Desk) -> None:
    process = kiosk.run_app("kiosk")
    until(kiosk.settled, "the topics")
    before = {p for p in kiosk.folder.rglob("*") if p.is_file()}
    kiosk.click(*TOPIC)
    kiosk.press("Page_Down", "Page_Down")
    made = {p for p in kiosk.folder.rglob("*") if p.is_file()} - before
    assert {p.name for p in made} <= {"errors.txt"}  # it writes nothing at all
    assert process.poll() is None


@pytest.mark.needs(*NEEDED)
def test_the_system_can_end_it(kiosk: Desk) -> None:
    process = kiosk.run_app("kiosk")
    child = page_of(process)
    process.terminate()
    process.wait(10)
    until(lambda: not Path(f"/proc/{child}").exists(), "the end of the pages")
