"""A patient called Zzyzx Qwertz: typed, drawn, copied, printed, saved, crashed on; then nowhere.

Once the visit is ended, once the program is killed by a fault. Every file that is made or written
meanwhile in the home, temporary and runtime folders is known by name (KP1-KP6, KP8, KP9, KR1).
"""

from __future__ import annotations

import ctypes
import os
import re
import select
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.e2e import desk as desk_module
from tests.e2e.desk import ROOT, Desk, PrintShop, until
from tests.e2e.test_wipe import files_with

NEEDED = ("Xvfb", "openbox", "xdotool", "strace", "lp", "lpadmin")
PATIENT = "Zzyzx Qwertz 1961-02-03"
WORDS = ("Zzyzx", "Qwertz", "1961-02-03", "February 1961")
NAME_FIELD, OWN_QUESTION = (320, 190), (1094, 686)
MARKS, NOTE, PLACE = (846, 703), (1116, 349), (560, 420)
STROKE = "mousemove 700 300 mousedown 1 mousemove 760 340 mousemove 820 300 mouseup 1"
SAVED = re.compile(r"home/handout-\d{8}-\d{4}\.pdf")
WRITTEN = re.compile(
    r"errors\.txt|Xvfb_screen0|home/\.cache/(openbox|fontconfig|mesa_shader_cache\w*)(/.*)?"
    r"|home/\.cache/?|home/handout-\d{8}-\d{4}\.pdf|home/\.[^/]*\.part|dconf(/.*)?"
)
"""All that any program on this desk may write; of ours it is the saved handout alone."""
CLIPBOARD = """
from PySide6.QtWidgets import QApplication
app = QApplication(["reader"])
app.processEvents()
for mode in app.clipboard().Mode:
    print(app.clipboard().text(mode))
"""
MADE = 0x2 | 0x8 | 0x80 | 0x100  # IN_MODIFY, IN_CLOSE_WRITE, IN_MOVED_TO, IN_CREATE
FOLDER = 0x40000000  # IN_ISDIR


class Watch:
    """Notes every file that is made or written under a folder, also those soon gone (inotify)."""

    def __init__(self, folder: Path) -> None:
        """Watch from now on."""
        self._library = ctypes.CDLL(None, use_errno=True)
        self._handle = self._library.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
        self._root, self._folders = folder, dict[int, Path]()
        self.names: set[str] = set()
        self.told: list[Path] = []
        self._ends = threading.Event()
        self._add(folder)
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _add(self, folder: Path) -> None:
        number = self._library.inotify_add_watch(self._handle, os.fsencode(folder), MADE)
        self._folders[number] = folder
        for path in inside(folder):
            if path.is_dir():
                self._add(path)

    def _run(self) -> None:
        while not self._ends.is_set():
            if select.select([self._handle], [], [], 0.1)[0]:
                self._read(os.read(self._handle, 1 << 16))

    def _read(self, raw: bytes) -> None:
        at = 0
        while at < len(raw):
            number, mask, _cookie, length = struct.unpack_from("iIII", raw, at)
            name = raw[at + 16 : at + 16 + length].split(b"\0")[0].decode()
            at += 16 + length
            if number in self._folders:
                self._note(self._folders[number] / name, is_folder=bool(mask & FOLDER))

    def _note(self, path: Path, *, is_folder: bool) -> None:
        if is_folder and path.is_dir():
            self._add(path)
            for made in inside(path):  # made before the watch on their folder stood
                self._note(made, is_folder=made.is_dir())
        elif path.name != "Xvfb_screen0" and holds(still_there(path)):
            self.told.append(path)
        self.names.add(path.relative_to(self._root).as_posix())

    def close(self) -> None:
        """Watch no longer."""
        self._ends.set()
        self._thread.join(5)
        os.close(self._handle)


def inside(folder: Path) -> list[Path]:
    """Return what lies in a folder; nothing when it is gone."""
    try:
        return list(folder.iterdir())
    except FileNotFoundError:
        return []


def still_there(path: Path) -> bytes:
    """Return a file's bytes; none when it is no plain file, or is gone before it can be opened."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except FileNotFoundError:
        return b""


def holds(raw: bytes) -> list[str]:
    """Return the patient's words in some bytes, as UTF-8 or UTF-16."""
    return [w for w in WORDS if w.encode() in raw or w.encode("utf-16-le") in raw]


def test_the_watch_sees_a_file_that_is_soon_gone(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    (tmp_path / "made").mkdir()
    until(lambda: "made" in watch.names, "the folder", 5)
    for turn in range(20):
        path = tmp_path / "made" / f"{turn}.txt"
        path.write_text(f"For {PATIENT}", encoding="utf-8")
        if turn:
            path.unlink()
    until(lambda: "made/19.txt" in watch.names, "the files", 5)
    watch.close()
    assert tmp_path / "made/0.txt" in watch.told


def test_a_file_that_goes_before_it_is_opened_does_not_end_the_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "is_file", lambda self: True)
    assert still_there(tmp_path / "gone") == b""
    assert inside(tmp_path / "gone") == []


@pytest.fixture
def watch(desk: Desk) -> Iterator[Watch]:
    """A watch over the desk's folder: home, temporary files, runtime folder."""
    made = Watch(desk.folder)
    yield made
    made.close()


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintShop]:
    """A print system set up as docs/clinic-setup.md says."""
    recipe = (ROOT / "packaging/kiosk/cupsd-missdesk.conf").read_text(encoding="utf-8")
    monkeypatch.setattr(desk_module, "CUPS", desk_module.CUPS + recipe)
    made = PrintShop()
    yield made
    made.close()


def copied(desk: Desk) -> str:
    """Return what another program can paste."""
    done = subprocess.run(
        [sys.executable, "-c", CLIPBOARD],
        env=desk.environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return done.stdout.strip()


def live(desk: Desk) -> None:
    """Name the patient everywhere, draw, and look at the pages."""
    until(desk.settled, "the first step")
    desk.press("d")
    desk.xdotool(*STROKE.split())
    bare = desk.picture()
    for spot in (MARKS, NOTE, PLACE):
        until(desk.settled, "the picture")
        desk.click(*spot)
    desk.type(f"Of {PATIENT}")
    desk.press("Return")
    until(lambda: desk.picture() != bare, "the note on the picture")
    desk.press("alt+5")
    until(desk.settled, "the questions")
    desk.click(*OWN_QUESTION)
    desk.type(f"Will {PATIENT} walk?")
    desk.press("Return", "alt+6")
    until(desk.settled, "the preview")
    desk.click(*NAME_FIELD)
    desk.type(PATIENT)
    desk.press("Tab")
    desk.type("1961-02-03")
    until(desk.settled, "the preview with name and date of birth")


def copy_note(desk: Desk) -> None:
    """Copy the note for the patient's file; from now on the screen counts seconds."""
    desk.press("Escape", "F2")  # what lies over the page keeps the key from it
    until(lambda: "SLIPPED DISC" in copied(desk).upper(), "the note", 10)


def own_processes(pid: int) -> list[int]:
    """Return a process and all that it started."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    started = [int(n) for n in path.read_text(encoding="ascii").split()] if path.exists() else []
    return [pid, *(found for child in started for found in own_processes(child))]


def assert_nothing_left(desk: Desk, watch: Watch) -> None:
    """Look at titles, files, and what was written meanwhile."""
    assert not holds("\n".join(desk.titles()).encode())
    for word in WORDS:
        assert files_with(desk.folder, word) == []
    assert watch.told == []
    assert [name for name in sorted(watch.names) if not WRITTEN.fullmatch(name)] == []
    assert not holds("\n".join(watch.names).encode())
    assert not list(desk.folder.rglob("core*"))
    assert not list(ROOT.glob("core*"))


@pytest.mark.needs(*NEEDED)
def test_kp1_to_kp9_an_ended_visit_is_nowhere(
    desk: Desk, shop: PrintShop, watch: Watch, tmp_path: Path
) -> None:
    desk.extra = shop.environment
    trace = tmp_path / "sockets.txt"
    desk.run_app("consult", "--topic", "slipped-disc", trace=trace)
    live(desk)
    desk.press("ctrl+s")
    until(desk.settled, "the place to save in")
    desk.press("Return")
    until(lambda: bool(list(desk.folder.glob("home/*.pdf"))), "the saved file")
    desk.press("ctrl+p")
    until(desk.settled, "the list of printers")
    desk.press("Return")
    until(lambda: bool(shop.printed()), "the printed file")
    page = shop.printed()[0]
    until(lambda: page.read_bytes().rstrip().endswith(b"%%EOF"), "the whole file")
    copy_note(desk)
    assert "AF_INET" not in trace.read_text(encoding="utf-8", errors="replace")  # KP9

    desk.press("ctrl+n", "Tab", "Return")
    until(lambda: copied(desk) == "", "an empty clipboard", 10)  # KP6
    until(desk.settled, "the start page")
    assert_nothing_left(desk, watch)
    # What was asked for is there, and names the patient on its pages only (KP5, KP8).
    saved = next(desk.folder.glob("home/*.pdf"))
    with pypdfium2.PdfDocument(saved) as pdf:
        said = pdf[0].get_textpage().get_text_bounded().replace("\u00a0", " ")
        assert "Zzyzx Qwertz" in said
        assert "born 3 February 1961" in said
    for file in (saved, page):
        assert not holds(file.name.encode())
        with pikepdf.open(file) as pdf:
            told = str(dict(pdf.docinfo.items())) + str(pdf.open_metadata())
            assert not holds(told.encode())
    assert not holds(shop.job_titles().encode())
    kept = [p.name for p in (shop.folder / "spool").rglob("*") if p.is_file()]
    assert kept == [], "the print system keeps jobs"


@pytest.mark.needs("Xvfb", "openbox", "xdotool")
def test_kp2_a_crash_leaves_no_name(desk: Desk, watch: Watch) -> None:
    process = desk.run_app("consult", "--topic", "slipped-disc")
    live(desk)
    copy_note(desk)
    own = own_processes(process.pid)
    for pid in own:
        limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
        assert re.search(r"Max core file size +0 +0", limits), pid
    os.kill(process.pid, signal.SIGSEGV)
    process.wait(10)
    gone = [Path(f"/proc/{pid}") for pid in own[1:]]
    until(lambda: not any(p.exists() for p in gone), "the end of those that make pages", 10)
    assert copied(desk) == ""
    assert_nothing_left(desk, watch)
