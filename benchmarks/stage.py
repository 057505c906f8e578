"""How quickly the pictures answer, and what they keep in memory, in the real window.

The window is 1920 x 1080 and offscreen, so Qt paints with the processor alone, as on a PC without
a graphics card. Prints one JSON object; exit 1 when a bar is missed.

    .venv/bin/python benchmarks/stage.py [--rounds 40] [--changes 10000]
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer  # the platform is set first
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from missdesk.app import finish_look, furnish, make_app
from missdesk.content.library import load_library
from missdesk.model.consultation import STEPS, Consultation
from missdesk.ui.desk import Desk
from missdesk.ui.main_window import MainWindow
from missdesk.ui.stage.controls import StageControls
from missdesk.ui.stage.layers import CHIPS
from missdesk.ui.stage.lens import Lens
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.tour_visit import TODAY, fill_in

SIZE = QSize(1920, 1080)
FRAME_MS, STALL_MS, MOST_MB, MOST_GROWTH_MB = 16.0, 50.0, 200.0, 5.0
BEAT_MS = 2
QUIET_S, LIMIT_S = 0.25, 30.0
SIDES = ("left", "right")
WARM_UP = 500
"""State changes before the memory is read first: caches and pools fill in the beginning."""
Row = dict[str, object]


def _now() -> tuple[float, float]:
    """Return this thread's processor time and the clock, in seconds."""
    return time.thread_time(), time.perf_counter()


class Beat:
    """Notes the longest time in which the window could not have answered.

    Attributes:
        longest_ms: By the processor time of the window's thread: what our code costs.
        longest_by_clock_ms: By the clock, with whatever else the machine was doing.
    """

    def __init__(self) -> None:
        """Beat from now on."""
        self.reset()
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()

    def reset(self) -> None:
        """Forget what was, before the next thing is measured."""
        self._last, self.longest_ms, self.longest_by_clock_ms = _now(), 0.0, 0.0

    def _on_beat(self) -> None:
        now = _now()
        own, clock = (1000 * (b - a) for a, b in zip(self._last, now, strict=True))
        self.longest_ms = max(self.longest_ms, own)
        self.longest_by_clock_ms = max(self.longest_by_clock_ms, clock - BEAT_MS)
        self._last = now


class Bench:
    """The window with a visit in it."""

    def __init__(self) -> None:
        """Open the window on the first topic with operations across."""
        self.app, theme = make_app()
        finish_look(self.app, theme)
        library = load_library()
        self.visit = Consultation()
        self.window = MainWindow(theme)
        furnish(self.window, theme, library, self.visit, TODAY, has_press=True)
        self.window.resize(SIZE)
        self.window.show()
        self.beat = Beat()
        self.settle()
        fill_in(self.visit, library.topics[next(t for t in library.topics if t == "slipped-disc")])
        self.settle()

    @property
    def desk(self) -> Desk:
        """Return what the window shows."""
        return self.window.desk

    def views(self) -> list[PlateView]:
        """Return the pictures that can be drawn on."""
        page = self.desk.page()
        found = page.findChildren(PlateView) if page is not None else []
        return [view for view in found if view.objectName()]

    def controls(self) -> StageControls:
        """Return what the pictures of the page share."""
        found: StageControls = self.views()[0]._controls
        return found

    def turn(self) -> None:
        """Let the window run once; what it threw away goes, as in its own event loop."""
        self.app.processEvents()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def settle(self) -> None:
        """Let workers and timers come to rest."""
        quiet = start = time.perf_counter()
        while time.perf_counter() - quiet < QUIET_S and time.perf_counter() - start < LIMIT_S:
            self.turn()
            time.sleep(0.001)
            if self.desk.is_busy:
                quiet = time.perf_counter()

    def paint(self) -> None:
        """Handle what waits, and paint what has changed, as the next frame would."""
        self.app.sendPostedEvents()
        self.app.processEvents()


def timed(act: Callable[[], None]) -> float:
    """Return how long the window's own thread works at something, in milliseconds.

    Its processor time, not the clock's: other programs on the machine must not be measured.
    """
    start = time.thread_time()
    act()
    return 1000 * (time.thread_time() - start)


def p95(times: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def row(value: float, bar: float, unit: str, **more: object) -> Row:
    """Return a figure in the form all benchmarks print."""
    return {"value": round(value, 1), "bar": bar, "ok": value <= bar, "unit": unit, **more}


def frames(times: list[float]) -> Row:
    """Return how long changes took until their frame."""
    median = round(statistics.median(times), 1)
    return row(p95(times), FRAME_MS, "ms, 95th percentile", median=median)


def _stall(bench: Bench) -> Row:
    clock = round(bench.beat.longest_by_clock_ms, 1)
    return row(bench.beat.longest_ms, STALL_MS, "ms", by_clock=clock)


def first_show(bench: Bench) -> Row:
    """Return the longest stall while the Operation step comes up for the first time."""
    bench.beat.reset()
    bench.desk.go("operation")
    bench.settle()
    return _stall(bench)


def layer_toggle(bench: Bench, rounds: int) -> Row:
    """Return the time from a chip to the frame that shows it, on all panes."""
    controls, times = bench.controls(), []
    for number in range(2 * rounds):
        chip = CHIPS[(number // 2) % len(CHIPS)]

        def act(chip: str = chip, is_on: bool = bool(number % 2)) -> None:
            controls.set_shown(chip, is_on)
            bench.paint()

        times.append(timed(act))
        bench.settle() if number < len(CHIPS) else None
    return frames(times)


def step_change(bench: Bench, rounds: int) -> tuple[Row, Row]:
    """Return the time from a step to its first frame, and the longest stall of a walk through."""
    times: list[float] = []
    for _round in range(2):  # the layers of all steps are read once
        for step in (1, 2, 3, 4, 5):
            bench.visit.change(operation_step=step)
            bench.settle()
    bench.beat.reset()
    steps = [1, 2, 3, 4, 5, 4, 3, 2]
    for number in range(rounds):

        def act(step: int = steps[number % len(steps)]) -> None:
            bench.visit.change(operation_step=step)
            bench.paint()

        times.append(timed(act))
        bench.settle()
    return frames(times), _stall(bench)


def zoom(bench: Bench, rounds: int) -> Row:
    """Return the time of one notch of the wheel until all panes show it."""
    controls, times = bench.controls(), []
    for number in range(rounds):

        def act(part: float = (number % 10) / 10) -> None:
            controls.set_lens(Lens(1.2 + part, 0.5, 0.5))
            bench.paint()

        times.append(timed(act))
    controls.set_lens(Lens())
    bench.settle()
    return frames(times)


def pen(bench: Bench, rounds: int) -> Row:
    """Return the time from a move of the pen to the paint that shows it."""
    bench.controls().set_tool("pen")
    port = bench.views()[0].viewport()
    middle = QPointF(port.rect().center())
    _mouse(port, QEvent.Type.MouseButtonPress, middle)
    times = []
    for number in range(3 * rounds):
        at = middle + QPointF(3.0 * (number % 40) - 60, (number // 40) * 7.0)

        def act(at: QPointF = at) -> None:
            _mouse(port, QEvent.Type.MouseMove, at)
            bench.paint()

        times.append(timed(act))
    _mouse(port, QEvent.Type.MouseButtonRelease, middle)
    bench.controls().set_tool("hand")
    bench.visit.change(sheets={})
    bench.settle()
    return frames(times)


def _mouse(port: QWidget, kind: QEvent.Type, at: QPointF) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, at, port.mapToGlobal(at), left, left, none)
    QApplication.sendEvent(port, event)


def visit_memory(bench: Bench) -> Row:
    """Return the most memory during a whole visit, and back on Operation after the handout.

    All code of libraries counts as ours (65 MB). PSS shares it among all programs that have it
    open: with another Qt program running the same visit looks 25 to 50 MB smaller. `own_mb` is
    what no file stands behind; the process that makes the handout's pages is told beside it.
    """
    most, helpers = (0.0, 0.0, ""), 0.0
    for step in (*STEPS, "operation"):
        bench.desk.go(step)
        bench.settle()
        for number in (1, 2, 3, 4, 5) if step == "operation" else ():
            bench.visit.change(operation_step=number)
            bench.settle()
        most = max(most, (all_mb(), own_mb(), step))
        helpers = max(helpers, sum(all_mb(pid) for pid in _helpers()))
    whole, own, where = most
    more = {"own_mb": round(own, 1), "most_on": where, "helpers_mb": round(helpers, 1)}
    return row(whole, MOST_MB, "MB of this process", **more)


def _helpers() -> list[str]:
    """Return the processes that this one has started; any thread may have."""
    lists = Path("/proc/self/task").glob("*/children")
    return [pid for one in lists for pid in one.read_text(encoding="ascii").split()]


def growth(bench: Bench, changes: int) -> Row:
    """Return by how much memory grows over many changes of step and side."""
    bench.desk.go("operation")
    bench.settle()
    warm = 0.0
    for number, (step, side) in enumerate(_states(changes + WARM_UP)):
        bench.visit.change(operation_step=step, side=side)
        bench.turn()
        if number == WARM_UP:
            bench.settle()
            gc.collect()
            warm = own_mb()
    bench.settle()
    gc.collect()
    grown = own_mb() - warm
    return row(grown, MOST_GROWTH_MB, f"MB over {changes} changes", after_mb=round(all_mb(), 1))


def _states(count: int) -> Iterator[tuple[int, str]]:
    for number in range(count):
        yield number % 5 + 1, SIDES[(number // 5) % 2]


def pss_mb(pid: int | None = None) -> float:
    """Return the share of memory of a process, or of this one, in megabytes."""
    return _megabytes(f"/proc/{pid or 'self'}/smaps_rollup", "Pss:")


def all_mb(pid: str = "self") -> float:
    """Return the memory of a process with all of the code that it shares, in megabytes."""
    return _megabytes(f"/proc/{pid}/status", "VmRSS:")


def own_mb() -> float:
    """Return the memory that no file stands behind, in megabytes: no program shares it."""
    return _megabytes("/proc/self/status", "RssAnon:")


def _megabytes(file: str, name: str) -> float:
    lines = Path(file).read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1000


def measure(rounds: int, changes: int) -> dict[str, Row]:
    """Return all figures."""
    bench = Bench()
    started = all_mb()
    found = {"operation_first_show_stall": first_show(bench)}
    found["layer_toggle"] = layer_toggle(bench, rounds)
    found["step_change"], found["step_walk_stall"] = step_change(bench, rounds)
    found["zoom_notch"] = zoom(bench, rounds)
    found["pen_to_paint"] = pen(bench, rounds)
    found["visit_memory"] = {**visit_memory(bench), "start_page_mb": round(started, 1)}
    if changes:
        found["state_changes"] = growth(bench, changes)
    bench.window.close()  # and with it the process that makes pages
    return found


def main() -> int:
    """Print the figures; exit 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--changes", type=int, default=10_000)
    arguments = parser.parse_args()
    # Else the process that makes pages would load this program too, and all of Qt with it.
    del sys.modules["__main__"].__file__
    found = measure(arguments.rounds, arguments.changes)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0 if all(one["ok"] for one in found.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
