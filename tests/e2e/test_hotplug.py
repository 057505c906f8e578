"""A screen pulled and plugged 200 times under the real kiosk and the real patient screen (KE15)."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.e2e.desk import Desk, until
from tests.e2e.test_kiosk import children, is_whole, kiosk, page_of

__all__ = ["kiosk"]

TIMES = 200
PAUSE_S = 0.02
WIDE, HIGH, LEFT = 2732, 768, 1366
"""Two screens of 1366 x 768 side by side."""
BAR = 64
PATIENT_BUTTON, ON = (1164, 32), (1096, 180)


class Monitor(ctypes.Structure):
    """An `XRRMonitorInfo` of libXrandr."""

    _fields_ = (
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("noutput", ctypes.c_int),
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "mwidth", "mheight")),
        ("outputs", ctypes.POINTER(ctypes.c_ulong)),
    )


class Screens:
    """Pulls and plugs a second screen of an X server, by RandR's monitors."""

    def __init__(self, display: str) -> None:
        """Ask an X server.

        Raises:
            OSError: The library is not there.
        """
        self._x, self._randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
        self._x.XOpenDisplay.restype = self._x.XDefaultRootWindow.restype = ctypes.c_void_p
        self._x.XInternAtom.restype = ctypes.c_ulong
        for call in (self._randr.XRRSetMonitor, self._randr.XRRDeleteMonitor):
            call.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p)
        self._randr.XRRDeleteMonitor.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong)
        self._randr.XRRGetScreenResources.restype = ctypes.POINTER(ctypes.c_ulong * 16)
        self._randr.XRRGetScreenResources.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        resources = self._randr.XRRGetScreenResources(self._display, self._root).contents
        # timestamp, config timestamp, ncrtc, crtcs, noutput, outputs
        self._output = ctypes.cast(resources[5], ctypes.POINTER(ctypes.c_ulong))[0]

    def _atom(self, name: str) -> int:
        return int(self._x.XInternAtom(self._display, name.encode(), 0))

    def _set(self, name: str, left: int, *, has_output: bool, primary: bool) -> None:
        outputs = (ctypes.c_ulong * 1)(self._output)
        monitor = Monitor(
            self._atom(name), primary, 0, int(has_output), left, 0, LEFT, HIGH, 280, 160, outputs
        )
        self._randr.XRRSetMonitor(self._display, self._root, ctypes.byref(monitor))
        self._x.XSync(self._display, 0)

    def begin(self) -> None:
        """Make two screens of one."""
        self._set("one", 0, has_output=True, primary=True)
        self.plug()

    def plug(self) -> None:
        """Plug the second screen."""
        self._set("two", LEFT, has_output=False, primary=False)

    def pull(self) -> None:
        """Pull the second screen."""
        self._randr.XRRDeleteMonitor(self._display, self._root, self._atom("two"))
        self._x.XSync(self._display, 0)

    def close(self) -> None:
        """Ask no more."""
        self._x.XCloseDisplay(self._display)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with room for two screens."""
    made = Desk(tmp_path / "desk", width=WIDE, height=HIGH)
    made.folder.mkdir(mode=0o700)
    made.open()
    yield made
    made.close()


@pytest.fixture
def screens(desk: Desk) -> Iterator[Screens]:
    made = Screens(desk.display)
    made.begin()
    yield made
    made.close()


def pull_and_plug(screens: Screens) -> None:
    """Do it 200 times, ever at another moment; at the end both screens are there."""
    for turn in range(TIMES):
        screens.pull()
        time.sleep(PAUSE_S * (turn % 4))
        screens.plug()
        time.sleep(PAUSE_S)


def shapes(desk: Desk) -> list[str]:
    """Return place and size of every visible window of ours."""
    return [
        " ".join(desk.xdotool("getwindowgeometry", "--shell", window).split()[1:5])
        for window in desk.windows("MISSDesk")
    ]


@pytest.mark.needs("Xvfb", "openbox", "xdotool")
def test_ke15_the_kiosk_survives_200_pulled_cables(kiosk: Desk, screens: Screens) -> None:
    process = kiosk.run_app("kiosk")
    until(kiosk.settled, "the topics")
    child = page_of(process)
    kiosk.width = LEFT
    assert is_whole(kiosk)
    pull_and_plug(screens)
    screens.pull()
    until(lambda: is_whole(kiosk), "the kiosk over its screen")
    screens.plug()
    until(lambda: is_whole(kiosk), "the kiosk over its screen")
    assert process.poll() is None
    assert children(process.pid) == [child]


@pytest.mark.needs("Xvfb", "openbox", "xdotool")
def test_ke15_the_patients_screen_survives_200_pulled_cables(desk: Desk, screens: Screens) -> None:
    process = desk.run_app("consult", "--topic", "slipped-disc")
    until(desk.settled, "the desk")
    desk.click(*PATIENT_BUTTON)
    until(desk.settled, "the card")
    desk.click(*ON)
    until(lambda: is_lit(desk), "the patient's picture")
    own = desk.windows("MISSDesk")[0]
    assert desk.xdotool("getwindowfocus").strip() == own  # keys and clickers stay with the desk
    desk.press("Escape")
    until(desk.settled, "the first step on both screens")
    both = desk.picture()
    pull_and_plug(screens)
    screens.pull()
    until(lambda: len(shapes(desk)) == 1, "the desk alone")
    # Never over the desk: the patient's window is away while there is one screen only.
    until(lambda: same_left(desk.picture(), both), "the desk as it was")
    screens.plug()
    until(lambda: is_lit(desk), "the patient's picture again")
    until(lambda: same_left(desk.picture(), both), "the desk as it was")
    shown = desk.picture().crop((LEFT, 0, WIDE, HIGH))
    desk.press("Next")  # as a clicker: both go on
    until(lambda: desk.picture().crop((LEFT, 0, WIDE, HIGH)) != shown, "the next on both")
    assert process.poll() is None
    assert len(shapes(desk)) == 2


def is_lit(desk: Desk) -> bool:
    """Return whether something is shown on the second screen."""
    colors = desk.picture().crop((LEFT, 0, WIDE, HIGH)).getcolors(1 << 20)
    return colors is None or len(colors) > 100


def same_left(one: Image.Image, two: Image.Image) -> bool:
    """Return whether the page on the first screen looks the same; its bar tells of the other."""
    box = (0, BAR, LEFT, HIGH)
    return ImageChops.difference(one.crop(box), two.crop(box)).getbbox() is None
