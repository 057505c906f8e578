"""Whether a kiosk grows while people turn pages all day: memory, handles, threads, timers.

The real window, guarded as in a waiting room, offscreen at 960 x 540, speech off. Person after
person opens topics, turns pages, asks for words, larger text and contrast, and is forgotten.
Prints one JSON object; exit 1 when a bar is missed (kiosk-and-security.md KR4).

    .venv/bin/python benchmarks/kiosk_soak.py [pages | --minutes 60]
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QEvent, QTimer  # the platform is set first
from PySide6.QtWidgets import QApplication, QWidget

from missdesk.app import finish_look, make_app
from missdesk.content.library import load_library
from missdesk.kiosk_settings import KioskSettings
from missdesk.log import set_up
from missdesk.paths import assets_dir
from missdesk.ui.kiosk.guard import Guard
from missdesk.ui.kiosk.keeper import Keeper
from missdesk.ui.kiosk.parts import KioskParts
from missdesk.ui.kiosk.window import KioskWindow
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.workers import Workers

PAGES, SIZE = 100_000, (960, 540)
"""A small window turns pages faster; what is not let go is kept at any size."""
MOST_GROWTH_MB = 1.0
"""In 100,000 page changes (issue 7)."""
WARM_PART = 0.2
"""Of the run, before the caches are full; a slope over it would say how they fill."""
LAP = 10
"""People, after whom the process is measured and the same ones come again, in the same order.

So each look finds the caches filled alike: with others each time they hold 2 MB more or less.
"""
SETTLE_EVERY = 20
"""Page changes after which the picture is waited for; people turn some pages before it is there."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the process holds at one moment; memory in MB.

    Attributes:
        pages: Page changes so far.
        pss: Its share of all its memory; also moves with what other programs share of Qt.
        own: Its share of what no file stands behind: the bar is held on this one.
        handles: Open files, sockets, pipes.
        threads: Of the process.
        timers: Living timers, running or not.
        widgets: Living widgets in the window, closed ones that are not gone yet among them.
        blocks: Pieces of memory that Python holds; shows a small leak before memory does.
    """

    pages: int
    pss: float
    own: float
    handles: int
    threads: int
    timers: int
    widgets: int
    blocks: int


class Soak:
    """A kiosk and the people who use it, always the same ones in the same order."""

    def __init__(self) -> None:
        """Open the kiosk."""
        set_up()
        self.app, self.theme = make_app()
        finish_look(self.app, self.theme)
        folder, workers = assets_dir(), Workers(self.theme)
        parts = KioskParts(workers, folder / "cards", folder / "plates", date.today())
        settings = KioskSettings()
        self.window = KioskWindow(self.theme, load_library(), settings, parts)
        Guard(self.app, self.window)
        self.keeper = Keeper(self.window, self.theme, settings, None)
        self.window.resize(*SIZE)
        self.window.showFullScreen()
        self.pages = self.people = 0
        self._chance = random.Random()  # noqa: S311  begun anew for each lap
        self.window.page_changed.connect(self._on_page)

    def _on_page(self) -> None:
        self.pages += 1

    def pump(self) -> None:
        """Do what is due, and let go of what was closed, as the loop of the real kiosk does.

        Without a loop that runs, Qt would keep every closed card until the next look.
        """
        self.app.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def settle(self) -> None:
        """Wait until pictures are there."""
        end = time.monotonic() + 10
        self.pump()
        while self.window.is_busy and time.monotonic() < end:
            time.sleep(0.002)
            self.pump()

    def one_lap(self) -> None:
        """Serve all people once."""
        self._chance.seed(7)
        for _person in range(LAP):
            self.one_person()

    def one_person(self) -> None:
        """Read two or three topics, then leave."""
        window, chance = self.window, self._chance
        self.people += 1
        window.wake()
        window.touched.emit()
        if chance.random() < 0.4:
            window.bar.button("bigger").click()
        if chance.random() < 0.3:
            window.bar.button("contrast").click()
        for tile in chance.sample(list(window.home.tiles), chance.choice((2, 3))):
            window.open_topic(tile.topic)
            self._read()
        (window.start_over if chance.random() < 0.3 else window.wipe)()
        self.pump()

    def _read(self) -> None:
        window = self.window
        while window.book is not None:
            self.pump()
            if self.pages % SETTLE_EVERY == 0:
                self.settle()
            if self._chance.random() < 0.1:
                self._ask_for_a_word()
            window.turn(1 if self._chance.random() < 0.9 else -1)

    def _ask_for_a_word(self) -> None:
        word, meaning = "Word", "What it means, in a sentence or two."
        self.window.reading.word_asked.emit(word, meaning)
        self.pump()
        layer = Layer.open_on(self.window)
        if layer is not None:
            layer.close_layer()

    def look(self) -> Look:
        """Return what the process holds now, at home and at rest."""
        self.window.start_over()
        self.settle()
        gc.collect()
        ctypes.CDLL(None).malloc_trim(0)  # what is free is no growth
        return Look(
            self.pages,
            *_memory(),
            sum(1 for _ in Path("/proc/self/fd").iterdir()),
            sum(1 for _ in Path("/proc/self/task").iterdir()),
            len(self.theme.findChildren(QTimer)) + len(self.window.findChildren(QTimer)),
            # Not QObject: each text's own parts would get a wrapper, which outlives them.
            len(self.window.findChildren(QWidget)),
            sys.getallocatedblocks(),
        )

    def run(self, pages: int | None, minutes: float) -> list[Look]:
        """Go on for so many page changes, or so long; return what was seen on the way."""
        began, looks = time.monotonic(), [self.look()]
        part = 0.0
        while part < 1.0:
            self.one_lap()
            looks.append(self.look())
            print(json.dumps(asdict(looks[-1])), file=sys.stderr, flush=True)
            gone = (time.monotonic() - began) / (minutes * 60)
            part = self.pages / pages if pages is not None else gone
        return looks


def _memory() -> tuple[float, float]:
    """Return the process's share of all its memory, and of what no file stands behind, in MB."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    found = {line.split(":")[0]: line.split()[1] for line in lines[1:]}
    return round(int(found["Pss"]) / 1000, 2), round(int(found["Pss_Anon"]) / 1000, 2)


def slope(looks: Sequence[Look]) -> float:
    """Return by how many MB memory grows in 100,000 page changes (median of all pairs' slopes).

    Unlike a line of least squares it does not follow a single high reading (Theil and Sen).
    """
    slopes = [
        (b.own - a.own) / (b.pages - a.pages)
        for at, a in enumerate(looks)
        for b in looks[at + 1 :]
        if b.pages > a.pages
    ]
    return 100_000 * statistics.median(slopes)


def report(looks: Sequence[Look], people: int, seconds: float) -> dict[str, object]:
    """Return what was found and which bars are held."""
    calm = [look for look in looks if look.pages >= WARM_PART * looks[-1].pages]
    first, last = calm[0], calm[-1]
    growth = slope(calm)
    early, late = calm[: len(calm) // 2 + 1], calm[len(calm) // 2 :]
    flat = {
        name: max(getattr(k, name) for k in late) <= max(getattr(k, name) for k in early)
        for name in ("handles", "threads", "timers", "widgets")
    }
    return {
        "page_changes": last.pages,
        "people": people,
        "seconds": round(seconds),
        "start": asdict(looks[0]),
        "growth_mb_per_100000": round(growth, 2),
        "bar_mb": MOST_GROWTH_MB,
        "warm": asdict(first),
        "end": asdict(last),
        "flat": flat,
        "held": growth < MOST_GROWTH_MB and all(flat.values()),
    }


def main() -> int:
    """Run the soak and print its numbers."""
    parser = argparse.ArgumentParser(description="Soak of the waiting-room kiosk")
    parser.add_argument("pages", nargs="?", type=int, help=f"page changes, {PAGES} by itself")
    parser.add_argument("--minutes", type=float, help="so long instead")
    given = parser.parse_args()
    pages = given.pages or (None if given.minutes else PAGES)
    began, soak = time.monotonic(), Soak()
    looks = soak.run(pages, given.minutes or 1.0)
    found = report(looks, soak.people, time.monotonic() - began)
    print(json.dumps(found, indent=1))
    sys.stdout.flush()
    os._exit(0 if found["held"] else 1)


if __name__ == "__main__":
    main()
