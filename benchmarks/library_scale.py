"""Start-up with a library of 500 topics in 8 languages, as a ratio to one of 8 topics.

    .venv/bin/python benchmarks/library_scale.py [--rounds 1] [--topics 500]

Both packs are made here from the bundled one: the same eight topics again and again under other
names, their words under the names of other languages, sealed as a maker would. The app is told by
`clinic.toml` to use the one or the other, in turn. Read from the virtual screen's memory: the first
frame with the title, and the first one with the cards of the topics. Prints one JSON object; exit
1: a bar is missed.

Source: architecture.md 5 (500 topics x 8 languages / 8 topics: at most 1.1).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.first_frame import CANVAS, INK, MIN_INK_PIXELS, Screen  # noqa: E402
from benchmarks.stage import pss_mb  # noqa: E402
from missdesk.content.index import FOLDER as INDEX  # noqa: E402
from missdesk.content.index import index_name, index_text  # noqa: E402
from missdesk.content.library import load_library  # noqa: E402
from missdesk.content.listing import listed  # noqa: E402
from missdesk.content.pack_files import open_pack  # noqa: E402
from missdesk.content.seal import SEAL, digests, make_seal  # noqa: E402
from missdesk.model.topic import TopicId  # noqa: E402
from missdesk.paths import content_dir  # noqa: E402

BAR: Final = 1.1
DISPLAY: Final = 96
LIMIT_S: Final = 90.0
LANGUAGES: Final = ("en", "de", "fr", "es", "it", "pt", "nl", "pl")
CARD: Final = (0xFF, 0xFF, 0xFF)
CARD_PIXELS: Final = 20_000
"""Of every third row: the search field alone has about 3,000 in white, eight cards 60,000."""
PACK: Final = """\
id = "{name}"
title = "Made for a benchmark"
version = "1"
written = 2026-11-21
review_due = 2027-11-21
languages = [{languages}]
topics = [{topics}]
"""


def make_pack(folder: Path, count: int, languages: Iterable[str]) -> Path:
    """Make a sealed pack of so many topics; return its folder. A test sees that it is sound."""
    source, known = content_dir(), tuple(languages)
    for name in ("evidence", "recovery"):
        shutil.copytree(source / name, folder / name)
    for name, kind in (("common", "md"), ("glossary", "toml")):
        (folder / name).mkdir()
        for language in known:
            shutil.copy(source / name / f"en.{kind}", folder / name / f"{language}.{kind}")
    first = sorted(path.name for path in (source / "topics").iterdir())
    topics = [_id(first, number) for number in range(count)]
    for number, topic in enumerate(topics):
        _make_topic(folder, first[number % len(first)], topic, known)
    names = [", ".join(f'"{one}"' for one in many) for many in (known, topics)]
    about = PACK.format(name=folder.name, languages=names[0], topics=names[1])
    (folder / "pack.toml").write_text(about, encoding="utf-8")
    _seal(folder, [first[number % len(first)] for number in range(count)], topics, known)
    return folder


def _seal(
    folder: Path, originals: Sequence[str], topics: Sequence[str], languages: Iterable[str]
) -> None:
    """Write index and seal as `check --seal` does, without reading the same words again."""
    library, told = load_library(ignores_seal=True), digests(open_pack(folder))
    (folder / INDEX).mkdir()
    for language in languages:
        cards = (
            replace(listed(library, TopicId(original), "en"), id=TopicId(topic))
            for original, topic in zip(originals, topics, strict=True)
        )
        text = index_text(cards, language, told)
        (folder / index_name(language)).write_text(text, encoding="utf-8")
    (folder / SEAL).write_text(make_seal(open_pack(folder)), encoding="utf-8")


def _id(first: list[str], number: int) -> str:
    """Return the id of a topic: its own the first time, with a number later on."""
    again, at = divmod(number, len(first))
    return f"{first[at]}-{again}" if again else first[at]


def _make_topic(folder: Path, original: str, topic: str, languages: Iterable[str]) -> None:
    source, target = content_dir(), folder / "topics" / topic
    target.mkdir(parents=True)
    text = (source / "topics" / original / "topic.toml").read_text(encoding="utf-8")
    text = text.replace(f'id = "{original}"', f'id = "{topic}"', 1)
    (target / "topic.toml").write_text(text, encoding="utf-8")
    for language in languages:
        shutil.copy(source / "topics" / original / "en.md", target / f"{language}.md")
    claims = source / "claims" / f"{original}.toml"
    if claims.is_file():
        (folder / "claims").mkdir(exist_ok=True)
        shutil.copy(claims, folder / "claims" / f"{topic}.toml")


def start(settings: Path, screen: Screen) -> tuple[float, float, float]:
    """Start the app; return seconds to the title and to the cards, and its memory in MB."""
    environment = {**os.environ, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
    environment["MISSDESK_SETTINGS"] = str(settings)
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "missdesk", "consult", "--windowed"],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        words = _seen(screen, INK, MIN_INK_PIXELS) - began
        cards = _seen(screen, CARD, CARD_PIXELS) - began
        return words, cards, pss_mb(process.pid)
    finally:
        process.terminate()
        process.wait()
        while screen.has(CANVAS, 1000):
            time.sleep(0.01)


def _seen(screen: Screen, color: tuple[int, int, int], at_least: int) -> float:
    """Return the moment at which so many pixels have a color, or at which nobody waits on."""
    end = time.perf_counter() + LIMIT_S
    while not screen.has(color, at_least) and time.perf_counter() < end:
        time.sleep(0.005)
    return time.perf_counter()


def measure(topics: int, rounds: int) -> dict[str, dict[str, object]]:
    """Return all figures in the form that benchmarks share."""
    found: dict[str, list[tuple[float, float, float]]] = {"small": [], "large": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = {"small": (8, ("en",)), "large": (topics, LANGUAGES)}
        for size, (count, languages) in made.items():
            (folder / size).mkdir()
            make_pack(folder / size, count, languages)
            settings = folder / f"settings-{size}"
            settings.mkdir()
            (settings / "clinic.toml").write_text(f'pack = "{folder / size}"\n', encoding="utf-8")
        screen = Screen(folder, DISPLAY)
        try:
            for turn in range(rounds + 1):
                for size, seen in found.items():
                    one = start(folder / f"settings-{size}", screen)
                    if turn:  # the first round warms the file cache
                        seen.append(one)
        finally:
            screen.close()
    small, large = (
        [statistics.median(column) for column in zip(*seen, strict=True)] for seen in found.values()
    )
    rows: dict[str, dict[str, object]] = {}
    for number, figure in enumerate(("first_frame", "cards_shown")):
        ratio = large[number] / small[number]
        unit = f"x with 8 topics ({topics} topics, {len(LANGUAGES)} languages)"
        if large[number] >= LIMIT_S:
            unit = f"or more {unit}: not shown within {LIMIT_S:.0f} s"
        rows[figure] = {"value": round(ratio, 2), "bar": BAR, "ok": ratio <= BAR, "unit": unit}
        rows[figure] |= {"small_s": round(small[number], 2), "large_s": round(large[number], 2)}
    unit = f"MB (PSS) of the window; {small[2]:.0f} with 8 topics"
    rows["memory"] = {"value": round(large[2]), "ok": True, "unit": unit}
    return rows


def main() -> int:
    """Print the figures; exit 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--topics", type=int, default=500)
    given = parser.parse_args()
    found = measure(given.topics, given.rounds)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0 if all(one["ok"] for one in found.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
