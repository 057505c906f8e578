"""Time from the command to the first readable frame, as a ratio to a bare Qt window.

Both programs run in turn on one virtual screen whose memory is read directly, so the figure is
what a person would see, not what a program says of itself. Prints one JSON object.

    .venv/bin/python benchmarks/first_frame.py [--rounds 7]
"""

from __future__ import annotations

import argparse
import json
import mmap
import os
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BAR = 1.5
WIDTH, HEIGHT = 1366, 768
INK = (0x10, 0x28, 0x2E)
CANVAS = (0xED, 0xF2, 0xF1)
MIN_INK_PIXELS = 400
"""The start page's title alone has some 2,000 pixels in the ink color."""
LIMIT_S = 30.0


class Screen:
    """A virtual screen whose pixels can be read."""

    def __init__(self, folder: Path, number: int) -> None:
        """Start the screen and map its memory."""
        self.display = f":{number}"
        self.process = subprocess.Popen(
            [
                shutil.which("Xvfb") or "Xvfb",
                self.display,
                "-screen",
                "0",
                f"{WIDTH}x{HEIGHT}x24",
                "-fbdir",
                str(folder),
                "-nolisten",
                "tcp",
            ],
            stderr=subprocess.DEVNULL,
        )
        path = folder / "Xvfb_screen0"
        _until(path.exists)
        time.sleep(0.3)  # the header is written after the file is made
        with path.open("rb") as file:
            self.memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        size, _version, _format, _depth = struct.unpack(">4I", self.memory[:16])
        colors = struct.unpack(">25I", self.memory[:100])[19]
        self.start = size + colors * 12

    def has(self, color: tuple[int, int, int], at_least: int) -> bool:
        """Return whether so many pixels have exactly this color (rows sampled every third)."""
        wanted = bytes((color[2], color[1], color[0]))
        row = WIDTH * 4
        found = 0
        for y in range(0, HEIGHT, 3):
            begin = self.start + y * row
            found += self.memory[begin : begin + row].count(wanted)
            if found >= at_least:
                return True
        return False

    def close(self) -> None:
        """End the screen."""
        self.memory.close()
        self.process.terminate()
        self.process.wait()


def _until(ready: Callable[[], bool]) -> float:
    """Return the seconds until something is so; raises TimeoutError after LIMIT_S."""
    begin = time.perf_counter()
    while not ready():
        if time.perf_counter() - begin > LIMIT_S:
            raise TimeoutError("nothing was seen on the screen")
        time.sleep(0.002)
    return time.perf_counter() - begin


def first_frame_s(command: Sequence[str], screen: Screen, is_seen: Callable[[], bool]) -> float:
    """Return the seconds from starting a command until its content is on the screen."""
    environment = {**os.environ, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
    # Without this, changed modules would be compiled anew at each start, as no person has it.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        return _until(is_seen)
    finally:
        process.terminate()
        process.wait()
        _until(lambda: not screen.has(CANVAS, 1000))


def measure(rounds: int) -> dict[str, dict[str, object]]:
    """Return the figure in the form all benchmarks print."""
    bare = [sys.executable, "benchmarks/bare_window.py"]
    ours = [sys.executable, "-m", "missdesk", "consult", "--windowed"]
    with tempfile.TemporaryDirectory() as folder:
        screen = Screen(Path(folder), 91)
        try:
            times: dict[str, list[float]] = {"bare": [], "ours": []}
            for turn in range(rounds + 1):
                a = first_frame_s(bare, screen, lambda: screen.has(CANVAS, 1000))
                b = first_frame_s(ours, screen, lambda: screen.has(INK, MIN_INK_PIXELS))
                if turn:  # the first round warms the file cache
                    times["bare"].append(a)
                    times["ours"].append(b)
        finally:
            screen.close()
    ratio = statistics.median(times["ours"]) / statistics.median(times["bare"])
    return {
        "first_frame": {
            "value": round(ratio, 2),
            "bar": BAR,
            "ok": ratio <= BAR,
            "unit": "x bare Qt window",
            "bare_ms": round(1000 * statistics.median(times["bare"])),
            "ours_ms": round(1000 * statistics.median(times["ours"])),
        }
    }


def main() -> int:
    """Print the figure; exit 1 when the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    found = measure(parser.parse_args().rounds)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0 if found["first_frame"]["ok"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
