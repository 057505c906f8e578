"""First readable frame and memory against a Chromium kiosk and LibreOffice Impress.

    .venv/bin/python benchmarks/rival_start.py [--rounds 5]

All show the same page: the start page's words, colors and pictures, as a page of HTML and as a
slide. They run in turn on one virtual screen with a window manager, each with a profile that it has
used before; what counts is the first frame with the title, read from the screen's memory. Memory is
the share of all its processes (PSS), a while after. A rival that is not there is installed by apt
when this is root, else left out and told. Prints one JSON object; exit 1: a bar is missed.

Source: architecture.md 5 (first frame below 0.5 of Impress and Chromium kiosk); issue 8.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.first_frame import (  # noqa: E402  after the path
    CANVAS,
    HEIGHT,
    INK,
    MIN_INK_PIXELS,
    WIDTH,
    Screen,
)
from benchmarks.handout_rivals import program  # noqa: E402
from benchmarks.rival_pages import cards, html, slide  # noqa: E402

BAR: Final = 0.5
DISPLAY: Final = 94
LIMIT_S: Final = 60.0
REST_S: Final = 4.0
"""After the first frame, until memory is read: pictures have come by then."""
OFFICE_PARTS: Final = ("libsdlo.so", "libvclplug_gtk3lo.so")
"""Of Impress, and of its window: without GTK a slide show is never seen."""
OFFICE_PACKAGES: Final = ("libreoffice-impress", "libreoffice-gtk3", "libreoffice-writer")
Command = Callable[[Path], list[str] | None]


def ours(_folder: Path) -> list[str]:
    """Return how MISSDesk is started, over the whole screen."""
    return [sys.executable, "-P", "-m", "missdesk", "consult"]


def chromium(folder: Path) -> list[str] | None:
    """Return how a Chromium kiosk is started."""
    found = program("chromium", "chromium")
    flags = (
        "--kiosk", "--no-sandbox", "--no-first-run", "--disable-gpu", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--password-store=basic",
    )  # fmt: skip
    size = f"--window-size={WIDTH},{HEIGHT}"
    profile = f"--user-data-dir={folder / 'chromium'}"
    return [found, *flags, size, profile, f"file://{folder / 'page.html'}"] if found else None


def impress(folder: Path) -> list[str] | None:
    """Return how a slide show of Impress is started."""
    found = office()
    profile = f"-env:UserInstallation=file://{folder / 'office'}"
    flags = ["--norestore", "--nologo", "--nofirststartwizard", "--show"]
    return [found, profile, *flags, str(folder / "page.fodp")] if found else None


def office() -> str | None:
    """Return LibreOffice's path when it can show slides; installed by apt when this is root."""
    for is_last in (False, True):
        found = shutil.which("soffice")
        parts = Path(os.path.realpath(found)).parent if found else Path()
        if found and all((parts / part).exists() for part in OFFICE_PARTS):
            return found
        if is_last or not shutil.which("apt-get") or os.geteuid() != 0:
            break
        install = ["apt-get", "install", "-y", "--no-install-recommends", *OFFICE_PACKAGES]
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(install, capture_output=True, check=False, env=environment)
    line = f"apt-get install {' '.join(OFFICE_PACKAGES)}"
    print(f"left out: Impress; install it with: {line}", file=sys.stderr)
    return None


WAYS: Final[Mapping[str, Command]] = {"ours": ours, "chromium": chromium, "impress": impress}


class Running:
    """A program with all the processes it starts.

    Attributes:
        seconds: From the command to the first frame with the title.
    """

    def __init__(self, command: list[str], screen: Screen, folder: Path) -> None:
        """Start it and wait for its first frame.

        Raises:
            TimeoutError: There was none.
        """
        kept = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
        environment = {**kept, "DISPLAY": screen.display, "XDG_RUNTIME_DIR": str(folder)}
        began = time.perf_counter()
        self._screen = screen
        self._process = subprocess.Popen(
            command,
            env=environment,
            cwd=ROOT,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            until(lambda: screen.has(INK, MIN_INK_PIXELS))
        except TimeoutError:
            self.end()
            raise
        self.seconds = time.perf_counter() - began

    def pss_mb(self) -> float:
        """Return the share of memory of all its processes, in megabytes."""
        total = 0
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if os.getsid(int(folder.name)) != self._process.pid:
                    continue
                lines = (folder / "smaps_rollup").read_text(encoding="ascii").splitlines()
            except OSError:
                continue  # it has ended meanwhile
            total += int(next(line for line in lines if line.startswith("Pss:")).split()[1])
        return total / 1000

    def end(self) -> None:
        """End it, and wait until its window has gone."""
        for kind in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self._process.pid, kind)
                self._process.wait(5)
                time.sleep(0.5)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self._process.wait()
        until(lambda: not self._screen.has(INK, 50) and not self._screen.has(CANVAS, 1000))


def until(ready: Callable[[], bool]) -> None:
    """Wait until something is so.

    Raises:
        TimeoutError: It was not so after a minute.
    """
    end = time.perf_counter() + LIMIT_S
    while not ready():
        if time.perf_counter() > end:
            raise TimeoutError("nothing was seen on the screen")
        time.sleep(0.002)


def measure(rounds: int) -> dict[str, dict[str, object]]:
    """Return all figures in the form that benchmarks share."""
    times: dict[str, list[float]] = {way: [] for way in WAYS}
    memory: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = cards()
        (folder / "page.html").write_text(html(made), encoding="utf-8")
        (folder / "page.fodp").write_text(slide(made), encoding="utf-8")
        commands = {way: command for way, make in WAYS.items() if (command := make(folder))}
        screen = Screen(folder, DISPLAY)
        desktop = subprocess.Popen(
            [program("openbox", "openbox") or "openbox"],
            env={**os.environ, "DISPLAY": screen.display},
            stdout=subprocess.DEVNULL,  # ours is for the figures alone
            stderr=subprocess.DEVNULL,
        )
        try:
            for turn in range(rounds + 1):
                for way, command in commands.items():
                    running = Running(command, screen, folder)
                    if turn:  # the first round warms the file cache and makes the profiles
                        times[way].append(running.seconds)
                    if turn == rounds:
                        time.sleep(REST_S)
                        memory[way] = running.pss_mb()
                    running.end()
        finally:
            desktop.terminate()
            desktop.wait()
            screen.close()
    return figures(times, memory)


def figures(
    times: Mapping[str, list[float]], memory: Mapping[str, float]
) -> dict[str, dict[str, object]]:
    """Return the figures of those that could be had."""
    found: dict[str, dict[str, object]] = {}
    middle = {way: statistics.median(taken) for way, taken in times.items() if taken}
    for way in (way for way in middle if way != "ours"):
        ratio = middle["ours"] / middle[way]
        more = {"ours_ms": round(1000 * middle["ours"]), "rival_ms": round(1000 * middle[way])}
        unit = f"x the first frame of {way}"
        found[way] = {"value": round(ratio, 2), "bar": BAR, "ok": ratio <= BAR, "unit": unit}
        found[way] |= more
    for way, mb in memory.items():
        found[f"memory_{way}"] = {"value": round(mb), "ok": True, "unit": "MB (PSS), all processes"}
    return found


def main() -> int:
    """Print the figures; exit 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    found = measure(parser.parse_args().rounds)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0 if all(one["ok"] for one in found.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
