"""Try a packaged MISSDesk: every command, the window, its preview, and the kiosk coming back.

    python3 packaging/smoke.py [FOLDER]                        the folder that build.py made
    sudo python3 packaging/smoke.py --root /srv/bare /opt/missdesk   inside a bare system there

Needs nothing but Python 3.11 or newer here, and no Python at all where the app runs. Without a
display the window is drawn offscreen; with DISPLAY set it is opened there as well. The app gets an
empty environment, a home of its own and no way to Python's or Qt's settings. Exit code 0: all well.

Source: issue 8 (installable).
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_SECONDS = 180.0
"""For one step on a slow computer."""
STAYS_SECONDS = 6.0
"""Pages that live so long have been shown; a fault at their start ends them before."""
PATIENT = ["--topic", "slipped-disc", "--level", "L4-L5", "--side", "left"]
LIST = "topic,level,side,name\n" + "".join(
    f"slipped-disc,L4-L5,{side},Example {side}\n" for side in ("left", "right", "both")
)
TOUR_LEAST = 8
"""Pictures of one topic: the start page and six steps, and the sheet with all of them."""


class Failed(Exception):  # noqa: N818 - a finding about the app, not an error of this program
    """Says what the app did not do."""


class Place:
    """The folder under test, in this system or in one that lies in a folder.

    Args:
        folder: Where the app lies, as seen from inside.
        root: Folder of the other system; None = this one.
    """

    def __init__(self, folder: Path, root: Path | None) -> None:
        self.program, self.root = folder / "missdesk", root
        temp = root / "tmp" if root is not None else None
        self.work = Path(tempfile.mkdtemp(prefix="missdesk-smoke-", dir=temp))
        (self.work / "home").mkdir()

    def inside(self, name: str) -> str:
        """Return a path of the work folder as the app sees it."""
        path = self.work / name
        return str(Path("/") / path.relative_to(self.root) if self.root is not None else path)

    def command(self, *arguments: str, **variables: str) -> list[str]:
        """Return a command that starts the app with an empty environment."""
        home = self.inside("home")
        known = {"HOME": home, "XDG_RUNTIME_DIR": home, "LANG": "C.UTF-8", **variables}
        prefix = ["chroot", str(self.root)] if self.root is not None else []
        if os.name == "posix":
            prefix += ["env", "-i", *(f"{name}={value}" for name, value in known.items())]
        return [*prefix, str(self.program), *arguments]

    def run(self, *arguments: str, stdin: str = "", **variables: str) -> str:
        """Run the app to its end and return what it printed.

        Raises:
            Failed: It did not end with 0 in time.
        """
        try:
            done = subprocess.run(
                self.command(*arguments, **variables),
                input=stdin,
                capture_output=True,
                text=True,
                timeout=MOST_SECONDS,
                cwd=self.work,
            )
        except subprocess.TimeoutExpired as error:
            raise Failed(f"{arguments[0]} did not end in {MOST_SECONDS:.0f} s") from error
        if done.returncode:
            raise Failed(f"{arguments[0]} ended with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    @contextmanager
    def running(self, *arguments: str, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
        """Run the app until the end of the block, and whatever it started as well."""
        with (self.work / "said.txt").open("wb") as said:
            process = subprocess.Popen(
                self.command(*arguments, **variables),
                cwd=self.work,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
            try:
                yield process
            finally:
                process.terminate()
                process.wait(timeout=MOST_SECONDS)
        until("all its processes ended", lambda: not self.processes())

    def processes(self) -> dict[int, str]:
        """Return the running processes of this app by number; Linux only."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
                env = (folder / "environ").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if f"HOME={self.inside('home')}\0" in env and words[0].endswith("missdesk"):
                found[int(folder.name)] = " ".join(words)
        return found


def until(what: str, is_so: Callable[[], object], seconds: float = MOST_SECONDS) -> None:
    """Wait until something is so.

    Raises:
        Failed: It was not so in time.
    """
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise Failed(f"not so after {seconds:.0f} s: {what}")
        time.sleep(0.1)


def check_words(place: Place) -> str:
    """Try the commands that only print."""
    version = place.run("--version").strip()
    if not version.startswith("MISSDesk "):
        raise Failed(f"--version says {version!r}")
    info = place.run("info")
    if f"content {place.program.parent}" not in info or "  topic " not in info:
        raise Failed(f"info does not find the content beside the program:\n{info}")
    place.run("check")
    return version


def check_handout(place: Place) -> str:
    """Make a handout twice, the name through a pipe."""
    for name in ("one.pdf", "two.pdf"):
        words = [*PATIENT, "--date", "2026-11-21", "--name-from-stdin", "-o", place.inside(name)]
        place.run("handout", *words, stdin="Ada Example\n")
    one, two = ((place.work / name).read_bytes() for name in ("one.pdf", "two.pdf"))
    if not one.startswith(b"%PDF-") or one != two:
        raise Failed("the same handout made twice is not the same PDF")
    return f"{len(one) // 1000} kB, the same twice"


def check_batch(place: Place) -> str:
    """Make handouts in processes of their own."""
    (place.work / "list.csv").write_text(LIST, encoding="utf-8")
    place.run("batch", place.inside("list.csv"), "-o", place.inside("many"), "--jobs", "2")
    made = len(list((place.work / "many").glob("*.pdf")))
    if made != LIST.count("\n") - 1:
        raise Failed(f"the batch made {made} handouts")
    return f"{made} handouts by two processes"


def check_tour(place: Place) -> str:
    """Draw every screen of one topic."""
    place.run("tour", "--topic", "slipped-disc", "-o", place.inside("tour"))
    pictures = sorted((place.work / "tour").glob("*.png"))
    for picture in pictures:
        data = picture.read_bytes()
        width, height = struct.unpack(">2I", data[16:24])
        if min(width, height) < 200 or len(data) < 10_000:
            raise Failed(f"{picture.name} is {width} x {height} and {len(data)} bytes")
    if len(pictures) < TOUR_LEAST:
        raise Failed(f"the tour drew {len(pictures)} pictures")
    return f"{len(pictures)} pictures"


def check_window(place: Place, platform: str, display: str) -> str:
    """Open the window on a visit: the preview's own process must come, and all must end."""
    shown = {"QT_QPA_PLATFORM": platform, "DISPLAY": display}
    with place.running("consult", "--windowed", *PATIENT, **shown) as window:
        until(
            "the preview has a process of its own",
            lambda: any("--multiprocessing-fork" in c for c in place.processes().values()),
        )
        if window.poll() is not None:
            raise Failed(f"the window ended with {window.returncode}: {said(place)}")
    return f"{platform}: window and preview came and went"


def check_kiosk(place: Place) -> str:
    """Kill the kiosk's pages: they must come back."""
    with place.running("kiosk", QT_QPA_PLATFORM="offscreen") as keeper:
        os.kill(pages(place), signal.SIGKILL)
        pages(place)
        if keeper.poll() is not None:
            raise Failed(f"the kiosk ended with {keeper.returncode}: {said(place)}")
    return "came back after a kill, ended when told"


def pages(place: Place) -> int:
    """Return the number of the process that shows the kiosk's pages, once it has come to stay."""
    since: dict[int, float] = {}

    def settled() -> list[int]:
        shown = sorted(place.processes())[1:]  # the first is the one that watches
        for number in shown:
            since.setdefault(number, time.monotonic())
        return [n for n in shown if time.monotonic() - since[n] > STAYS_SECONDS]

    until("the kiosk shows its pages", settled)
    return settled()[0]


def said(place: Place) -> str:
    """Return the last words of a program that ran."""
    return (place.work / "said.txt").read_text(encoding="utf-8", errors="replace")[-400:].strip()


def times(folder: Path) -> dict[Path, float]:
    """Return when each file of the app was changed."""
    return {path: path.stat().st_mtime for path in folder.rglob("*") if path.is_file()}


def smoke(place: Place) -> bool:
    """Run every check; tell whether all is well."""
    outside = place.program.parent
    if place.root is not None:
        outside = place.root / outside.relative_to("/")
    before = times(outside)
    checks: dict[str, Callable[[], str]] = {
        "words": lambda: check_words(place),
        "handout": lambda: check_handout(place),
        "batch": lambda: check_batch(place),
        "tour": lambda: check_tour(place),
    }
    if sys.platform == "linux":  # the others have no /proc to look into
        checks["window"] = lambda: check_window(place, "offscreen", "")
        if os.environ.get("DISPLAY"):
            checks["window shown"] = lambda: check_window(place, "xcb", os.environ["DISPLAY"])
        checks["kiosk"] = lambda: check_kiosk(place)
    is_well = True
    for name, check in checks.items():
        began = time.monotonic()
        try:
            words = check()
        except Failed as failed:
            is_well, words = False, f"FAILED: {failed}"
        print(f"{name:13} {time.monotonic() - began:5.1f} s  {words}", flush=True)
    if times(outside) != before:
        is_well = False
        print("FAILED: the app changed its own folder")
    return is_well


def main() -> int:
    """Try the folder; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "dist" / "missdesk")
    parser.add_argument("--root", type=Path, help="folder of another system; needs root")
    parser.add_argument("--keep", action="store_true", help="keep the pictures and say where")
    arguments = parser.parse_args()
    place = Place(arguments.folder.absolute(), arguments.root)
    try:
        return 0 if smoke(place) else 1
    finally:
        if arguments.keep:
            print(place.work)
        else:
            shutil.rmtree(place.work)


if __name__ == "__main__":
    raise SystemExit(main())
