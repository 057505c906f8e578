"""Whether the window ever stands still: a watchdog on every step, theme and text size.

    .venv/bin/python benchmarks/gui_stalls.py [--rounds 12] [--topic slipped-disc]

The window is 1920 x 1080 and offscreen. Every step is shown for the first time and again, and the
colors and the text size are changed on it; told is the longest time in which the window could not
have answered. Steps and colors are changed in turn as well, for the time to their first frame.
Times are the processor time of the window's own thread, as other programs must not be measured;
`by_clock` is what the clock showed. `at` is where the watchdog, a thread of its own, saw the
window busy most often during the longest stall. Prints one JSON object; exit 1: a bar is missed.

Source: architecture.md 5 (no stall of the window above 50 ms; tab and theme p95 at most 16 ms).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.stage import FRAME_MS, STALL_MS, Bench, Row, p95, row, timed
from missdesk.model.consultation import STEPS, Step
from missdesk.ui.theme.theme import Theme
from missdesk.ui.tour_visit import fill_in

LOOK_S: Final = 0.004
LARGE_TEXT: Final = 150
OURS: Final = f"{os.sep}missdesk{os.sep}"


class Watchdog(threading.Thread):
    """Looks from outside at what the window's thread does.

    Args:
        watched: Number of the window's thread.
    """

    def __init__(self, watched: int) -> None:
        super().__init__(name="watchdog", daemon=True)
        self._watched = watched
        self._seen: Counter[str] = Counter()

    def run(self) -> None:
        """Look until the program ends."""
        while True:
            time.sleep(LOOK_S)
            frame = sys._current_frames().get(self._watched)
            if frame is not None:
                self._seen[place(frame)] += 1

    def reset(self) -> None:
        """Forget what was seen."""
        self._seen.clear()

    def busiest(self) -> str:
        """Return where the window's thread was seen most often, in our own code."""
        named = Counter({where: n for where, n in self._seen.items() if where})
        return named.most_common(1)[0][0] if named else ""


def place(frame: FrameType) -> str:
    """Return the innermost place of our own code, such as ``stage/stack.py:layers``; "" = none."""
    for entry in reversed(traceback.extract_stack(frame)):
        if OURS in entry.filename and entry.filename.endswith(".py"):
            return f"{entry.filename.rpartition(OURS)[2]}:{entry.name}"
    return ""


class Stalls:
    """The window, its watchdog, and what was found."""

    def __init__(self, topic: str) -> None:
        """Open the window on a visit of that topic."""
        self.bench = Bench()
        fill_in(self.bench.visit, self.bench.desk._context.library.topics[topic])  # type: ignore[index]
        self.bench.settle()
        self.theme: Theme = self.bench.desk._context.theme
        self.rows: dict[str, Row] = {}
        self._dog = Watchdog(threading.get_ident())
        self._dog.start()

    def stall(self, name: str, act: Callable[[], None]) -> None:
        """Do something, let the window come to rest, and note its longest stall."""
        self._dog.reset()
        self.bench.beat.reset()
        act()
        self.bench.settle()
        longest = self.bench.beat.longest_ms
        clock = round(self.bench.beat.longest_by_clock_ms, 1)
        more: dict[str, object] = {"by_clock": clock}
        if longest > STALL_MS:
            more["at"] = self._dog.busiest()
        self.rows[name] = row(longest, STALL_MS, "ms, longest stall", **more)

    def go(self, step: Step) -> None:
        """Show a step."""
        self.bench.desk.go(step)

    def walk(self) -> None:
        """Show every step for the first time, and then again with other colors and texts."""
        for step in STEPS:
            self.stall(f"first.{step}", lambda step=step: self.go(step))  # type: ignore[misc]
        for step in STEPS:
            self.stall(f"again.{step}", lambda step=step: self.go(step))  # type: ignore[misc]
            self.stall(f"colors.{step}", lambda: self.theme.set_mode("contrast"))
            self.theme.set_mode("light")
            self.bench.settle()
            self.stall(f"text_size.{step}", lambda: self.theme.set_text_percent(LARGE_TEXT))
            self.theme.set_text_percent(100)
            self.bench.settle()

    def frames(self, rounds: int) -> None:
        """Note the time of a change of step and of colors until their first frame."""
        times: list[float] = []
        for step in STEPS * rounds:

            def change(step: Step = step) -> None:
                self.go(step)
                self.bench.paint()

            times.append(timed(change))
            self.bench.settle()
        self._note("tab_change", times)
        times = []
        for number in range(rounds):

            def repaint(is_light: bool = bool(number % 2)) -> None:
                self.theme.set_mode("light" if is_light else "contrast")
                self.bench.paint()

            times.append(timed(repaint))
            self.bench.settle()
        self._note("theme_change", times)

    def _note(self, name: str, times: list[float]) -> None:
        median = round(statistics.median(times), 1)
        self.rows[name] = row(p95(times), FRAME_MS, "ms, 95th percentile", median=median)


def main() -> int:
    """Print the figures; exit 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--topic", default="slipped-disc")
    given = parser.parse_args()
    stalls = Stalls(given.topic)
    stalls.walk()
    stalls.frames(given.rounds)
    sys.stdout.write(json.dumps(stalls.rows, indent=1) + "\n")
    sys.stdout.flush()
    is_well = all(one["ok"] for one in stalls.rows.values())
    stalls.bench.window.close()
    return 0 if is_well else 1


if __name__ == "__main__":
    raise SystemExit(main())
