"""Scan every screen for what keeps people from reading or pressing it; print what is found.

Each screen at each size of screen, palette and text size: clipped, overlapping or faint words,
targets too small for a finger, sideways scrolling, controls without name or role. Exit 1 when
something is found.

    .venv/bin/python tools/scan_screens.py [--sizes 1366x768,…] [--texts 100,…] [--topics ID,…]
        [--cards] [--shots FOLDER]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SIZES = {
    "1366x768": ("1366x768", 1),
    "1920x1080": ("1920x1080", 1),
    "1080x1920": ("1080x1920", 1),
    "3840x2160": ("1920x1080", 2),
}
"""Screens: size in pixels that programs see, and how many real pixels each is wide."""
MODES, TEXTS = ("light", "contrast"), ("100", "150", "200")

if TYPE_CHECKING:
    from tests.ui.scan.walk import Found


def main() -> int:
    """Scan, one process for each screen, palette and text size."""
    parser = argparse.ArgumentParser(description="Scan every screen")
    parser.add_argument("--sizes", default=",".join(SIZES))
    parser.add_argument("--modes", default=",".join(MODES))
    parser.add_argument("--texts", default=",".join(TEXTS))
    parser.add_argument("--topics", default="", help="all by itself")
    parser.add_argument("--cards", action="store_true", help="also each card that a button opens")
    parser.add_argument("--shots", default="", help="folder for pictures of what is looked at")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        return scan_one(
            given.sizes, given.modes, given.texts, given.topics, given.shots, has_cards=given.cards
        )
    ways = list(product(given.sizes.split(","), given.modes.split(","), given.texts.split(",")))
    faulty = 0
    for size, mode, text in ways:
        seen, ratio = SIZES[size]
        command = [sys.executable, __file__, "--one", "--sizes", seen, "--modes", mode]
        command += ["--texts", text, "--topics", given.topics]
        command += ["--cards"] * given.cards
        command += ["--shots", f"{given.shots}/{size}-{mode}-{text}"] if given.shots else []
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(ratio)}
        print(f"== {size} {mode} {text} %", flush=True)
        faulty += subprocess.run(command, env=environment, check=False).returncode != 0
    print(f"{faulty} of {len(ways)} ways have faults")
    return int(faulty > 0)


def scan_one(size: str, mode: str, text: str, topics: str, shots: str, *, has_cards: bool) -> int:
    """Scan all screens in one way; print each fault with its screen."""
    count = faults = 0
    for name, found in _all_screens(size, mode, text, topics, shots, has_cards=has_cards):
        count += 1
        faults += len(found)
        for fault in found:
            print(f"{name}: {fault}", flush=True)
    print(f"{count} screens, {faults} faults", flush=True)
    sys.stdout.flush()
    os._exit(int(faults > 0))


def _all_screens(
    size: str, mode: str, text: str, topics: str, shots: str, *, has_cards: bool
) -> Iterator[Found]:
    from missdesk.app import finish_look, make_app
    from missdesk.content.library import load_library
    from missdesk.model.topic import TopicId
    from missdesk.ui.tour import read_size
    from tests.ui.scan.walk import scan_kiosk, scan_start, scan_topic

    app, theme = make_app()
    finish_look(app, theme)
    library, window = load_library(), read_size(size)
    theme.set_motion(False)
    theme.set_mode("contrast" if mode == "contrast" else "light")
    theme.set_text_percent(int(text))
    wanted = [TopicId(t) for t in topics.split(",") if t] or list(library.topics)
    folder = Path(shots) if shots else None
    yield from scan_start(app, theme, library, window, folder=folder)
    for topic in wanted:
        yield from scan_topic(
            app, theme, library, window, topic, folder=folder, has_cards=has_cards
        )
        yield from scan_kiosk(app, theme, library, topic) if size == "1920x1080" else ()


if __name__ == "__main__":
    sys.exit(main())
