"""How soon a change shows on the handout's pages, and whether typing ever waits for it.

The window is 1366 x 768 and offscreen; letters come at the pace of a quick typist. Times are those
of a quiet machine: the processor time that the window's thread and the process that makes the pages
take, while there is work, so that other programs are not measured; `by_clock` is what the clock
showed. Prints one JSON object; exit 1 when a bar is missed.

    .venv/bin/python benchmarks/preview.py [--letters 60] [--topic slipped-disc]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QSize  # the platform is set first
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from benchmarks.stage import Beat, Row, p95, pss_mb, row
from missdesk.app import finish_look, furnish, make_app
from missdesk.content.library import load_library
from missdesk.model.consultation import STEPS, Consultation, Visit
from missdesk.ui.main_window import MainWindow
from missdesk.ui.tabs.handout import HandoutPage
from missdesk.ui.tour_visit import fill_in
from missdesk.ui.widgets.fields import TextField

SIZE = QSize(1366, 768)
SHOWN_MS, STALL_MS, KEY_MS = 250.0, 50.0, 50.0
LIMIT_S, QUIET_S = 60.0, 0.7
WARM_S = 3.0
"""Somebody talks before coming to the handout; `press_keeper` waits 2.5 seconds."""
PACE_S = (0.12, 0.28)
"""From 3.5 to 8 letters a second: 40 to 100 words a minute."""
LETTERS = "abcdefghijklmnopqrstuvwxyz "


class Bench:
    """The window with a visit in it, on its last step."""

    def __init__(self, topic: str) -> None:
        """Open the window, talk about everything, and come to the handout."""
        self._quiet = self._work = self._clock = 0.0
        self._is_busy = False
        self.app, theme = make_app()
        finish_look(self.app, theme)
        library = load_library()
        self.visit = Consultation()
        self.window = MainWindow(theme)
        furnish(self.window, theme, library, self.visit, date.today(), has_press=True)
        self.window.resize(SIZE)
        self.window.show()
        fill_in(self.visit, next(t for key, t in library.topics.items() if key == topic))
        self.visit.change(visited=STEPS[:-1])
        self.settle(WARM_S)
        start = self.now()
        self.window.desk.go("handout")
        page = self.window.desk.page()
        assert isinstance(page, HandoutPage)
        self.page, self.maker = page, page._maker
        self.until(lambda: self.maker.is_fresh)
        self.first = since(self, start)
        self._built: Visit | None = None
        self.shown: Visit | None = None
        self._order = self.maker._order
        setattr(self.maker, "_order", self._on_order)  # noqa: B010  a spy
        self.maker.painted.connect(self._on_painted)
        self.settle()

    def _on_order(self) -> object:
        self._built = self.visit.visit
        return self._order()

    def _on_painted(self, _spread: object) -> None:
        self.page._view.repaint()  # the frame that shows it
        self.shown = self._built

    def now(self) -> tuple[float, float]:
        """Return the time of a quiet machine, and the clock's, in milliseconds."""
        self._tick()
        return self._quiet, self._clock

    def _tick(self) -> None:
        """Let the quiet machine's time go on: by the work done, and by the clock while at rest."""
        press = self.window.desk._context.press
        work, clock = 1000 * time.thread_time(), 1000 * time.perf_counter()
        pid = press.pid if press is not None else None
        if pid is not None:
            spent = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]
            work += int(spent) / 1e6
        by_work, by_clock = max(0.0, work - self._work), clock - self._clock
        self._quiet += min(by_work, by_clock) if self._is_busy else by_clock
        self._work, self._clock = work, clock
        self._is_busy = self.window.desk.is_busy

    def until(self, ready: Callable[[], bool]) -> None:
        """Let the window run until something is so."""
        end = time.perf_counter() + LIMIT_S
        while not ready():
            if time.perf_counter() > end:
                raise TimeoutError("the pages did not come")
            self.turn()

    def turn(self) -> None:
        """Let the window run once."""
        self.app.processEvents()
        time.sleep(0.001)
        self._tick()

    def settle(self, quiet_s: float = QUIET_S) -> None:
        """Let workers and timers come to rest."""
        quiet = time.perf_counter()
        while time.perf_counter() - quiet < quiet_s:
            self.turn()
            if self.window.desk.is_busy:
                quiet = time.perf_counter()

    def press(self, name: str) -> None:
        """Press a control of the page."""
        found = self.page.findChild(QAbstractButton, name)
        assert isinstance(found, QAbstractButton), name
        found.click()


def since(bench: Bench, start: tuple[float, float]) -> tuple[float, float]:
    """Return the time since a moment, of a quiet machine and the clock's, in milliseconds."""
    quiet, clock = bench.now()
    return quiet - start[0], clock - start[1]


def told(times: list[tuple[float, float]]) -> Row:
    """Return a figure in the form all benchmarks print."""
    quiet, clock = ([pair[n] for pair in times] for n in (0, 1))
    median, by_clock = round(statistics.median(quiet), 1), round(p95(clock), 1)
    return row(p95(quiet), SHOWN_MS, "ms, 95th percentile", median=median, by_clock=by_clock)


def typing(bench: Bench, letters: int) -> dict[str, Row]:
    """Return how soon letters are on paper, how long a key takes, and the longest stall."""
    field = bench.page.findChild(TextField, "handout.name")
    assert isinstance(field, TextField)
    field.line.selectAll()
    dice = random.Random(6)  # noqa: S311  the same pace each time
    waits: dict[str, tuple[float, float]] = {}
    times: list[tuple[float, float]] = []
    keys = []
    beat = Beat()

    def look() -> None:
        shown = bench.shown.name if bench.shown is not None else ""
        found = [name for name in waits if shown.startswith(name)]
        times.extend(since(bench, waits.pop(name)) for name in found)

    bench.maker.painted.connect(look)
    for number in range(letters):
        letter = LETTERS[number % len(LETTERS)]
        begun, start = bench.now(), time.perf_counter()
        QTest.keyClicks(field.line, letter)
        QApplication.sendPostedEvents()
        field.line.repaint()
        keys.append(1000 * (time.perf_counter() - start))
        waits[field.line.text()] = begun
        pause = begun[0] + 1000 * dice.uniform(*PACE_S)
        bench.until(lambda pause=pause: bench.now()[0] > pause)  # type: ignore[misc]
    bench.until(lambda: not waits)
    clock = round(beat.longest_by_clock_ms, 1)
    return {
        "letter_to_page": told(times),
        "key_to_letter": row(p95(keys), KEY_MS, "ms, 95th percentile", most=round(max(keys), 1)),
        "stall_while_typing": row(beat.longest_ms, STALL_MS, "ms", by_clock=clock),
    }


def changes(bench: Bench, names: list[str], rounds: int) -> Row:
    """Return how soon a switch or a size, pressed at rest, is on paper."""
    times = []
    for number in range(rounds * len(names)):
        bench.settle()
        start = bench.now()
        bench.press(names[number % len(names)])
        wanted = bench.visit.visit
        bench.until(lambda wanted=wanted: bench.shown == wanted)  # type: ignore[misc]
        times.append(since(bench, start))
    return told(times)


def turning(bench: Bench, rounds: int) -> Row:
    """Return how soon other pages are shown."""
    times = []
    for number in range(2 * rounds):
        bench.settle()
        before = bench.page._view.spread
        start = bench.now()
        bench.page._view.turn(1 if number % 2 == 0 else -1)
        bench.until(lambda before=before: bench.page._view.spread is not before)  # type: ignore[misc]
        times.append(since(bench, start))
    return told(times)


def measure(topic: str, letters: int) -> dict[str, Row]:
    """Return all figures."""
    bench = Bench(topic)
    found = typing(bench, letters)
    bench.settle()
    sections = ["handout.section.recovery", "handout.section.questions"]
    found["section_to_page"] = changes(bench, [*sections, *sections], 3)
    found["size_to_page"] = changes(bench, ["handout.size.large", "handout.size.clear"], 4)
    found["turn_to_page"] = turning(bench, 5)
    press = bench.window.desk._context.press
    assert press is not None
    found["first_pages"] = row(bench.first[0], float("inf"), "ms after the step is opened")
    memory = pss_mb(press.pid)
    found["memory"] = row(memory, float("inf"), "MB of the preview's process (PSS)")
    found["memory"]["window"] = round(pss_mb(), 1)
    bench.window.close()
    return found


def main() -> int:
    """Print the figures; exit 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=60)
    parser.add_argument("--topic", default="slipped-disc")
    arguments = parser.parse_args()
    found = measure(arguments.topic, arguments.letters)
    for one in found.values():
        if one["bar"] == float("inf"):
            del one["bar"]  # told, not judged
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0 if all(one["ok"] for one in found.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
