"""Measure a handout against Typst, WeasyPrint, Chromium and LibreOffice on the same content.

    python benchmarks/handout_rivals.py [ROUNDS]

The rivals are installed into a folder of their own (Python's by pip, Chromium and LibreOffice by
apt when they are missing and this is root); one that can't be had is left out and told. All set
the same words, tables and pictures, with another name each time. Ours and Typst and WeasyPrint run
warm in one process each; Chromium and LibreOffice are started for each handout, as a program
would. Those in a process are compared by its processor time, all threads counted, as a busy
machine spoils the clock, which is told too; the others by the clock. Cold is one new process to
its PDF. Prints one JSON object; exit code 0: all bars are met.

Source: issue 6 (speed); architecture.md 5.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import rival_documents as rivals  # noqa: E402  after the path
from missdesk.content.library import load_library  # noqa: E402
from missdesk.handout.build import build_handout  # noqa: E402
from missdesk.handout.typed import new_visit, with_words  # noqa: E402
from missdesk.settings import Clinic  # noqa: E402

ROUNDS = 7
TODAY = date(2026, 11, 21)
NAME = "Ada Example"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "missdesk-bench"
WORDS = {"level": "L4-L5", "side": "left", "name": NAME, "operation_date": "2026-12-07"}
WARM = """
import sys, time, pathlib
folder, rounds = pathlib.Path(sys.argv[1]), int(sys.argv[2])
source = (folder / sys.argv[3]).read_text(encoding="utf-8")
{setup}
times = []
for number in range(rounds + 1):
    words = source.replace("Ada Example", f"Ada Example {{number}}")
    began = time.perf_counter(), time.process_time()
    {make}
    times.append((time.perf_counter() - began[0], time.process_time() - began[1]))
for part in zip(*times[1:]):
    print(sorted(part)[len(part) // 2])
"""
TYPST_SETUP = "import typst"
TYPST_MAKE = (
    'page = folder / "now.typ"; page.write_text(words, encoding="utf-8");'
    ' typst.compile(str(page), output=str(folder / "typst.pdf"), pdf_standards=["ua-1"])'
)
WEASY_SETUP = "import weasyprint"
WEASY_MAKE = (
    "weasyprint.HTML(string=words).write_pdf("
    'str(folder / "weasyprint.pdf"), pdf_variant="pdf/ua-1")'
)
OURS_COLD = """
import sys
from missdesk.__main__ import main
sys.exit(main(["handout", "--topic", "slipped-disc", "--level", "L4-L5", "--side", "left",
    "--operation-date", "2026-12-07", "--date", "2026-11-21", "-o", sys.argv[1]]))
"""


def main(arguments: list[str]) -> int:
    """Measure, print and return the exit code."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    python = rivals_python()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (ours, used), pdf, pages = our_times(rounds)
        figures = write_documents(folder, pdf)
        found: dict[str, Any] = {"pages": pages, **figures, "ours_warm_ms": ms(used)}
        found["ours_warm_by_clock_ms"] = ms(ours)
        for rival, measure in warm_rivals(folder, python, rounds).items():
            seconds = measure()
            if seconds is not None:
                by_clock, of_processor = seconds
                found[f"{rival}_by_clock_ms"] = ms(by_clock)
                found[f"ours_to_{rival}"] = round(ours / by_clock, 2)
                if of_processor is not None:
                    found[f"{rival}_ms"] = ms(of_processor)
                    found[f"ours_to_{rival}_by_clock"] = found[f"ours_to_{rival}"]
                    found[f"ours_to_{rival}"] = round(used / of_processor, 2)
        cold = cold_times(folder, python, rounds)
        found |= {f"{key}_cold_ms": ms(value) for key, value in cold.items()}
        if "weasyprint" in cold:
            found["cold_ours_to_weasyprint"] = round(cold["ours"] / cold["weasyprint"], 2)
    found["bars"] = bars(found)
    print(json.dumps(found, indent=1))
    return 0 if all(found["bars"].values()) else 1


def bars(found: dict[str, Any]) -> dict[str, bool]:
    """Return which bars are met, of those that could be measured."""
    limits = {
        "ours_to_typst": 1.0,
        "ours_to_weasyprint": 0.25,
        "ours_to_chromium": 0.25,
        "ours_to_libreoffice": 0.25,
        "cold_ours_to_weasyprint": 1.0,
    }
    return {key: found[key] <= most for key, most in limits.items() if key in found}


Seconds = tuple[float, float | None]
"""By the clock, and of the processor where that can be known."""


def our_times(rounds: int) -> tuple[tuple[float, float], bytes, int]:
    """Return our median seconds, warm, with another name each time; the PDF and its pages."""
    library = load_library(ignores_seal=True)
    visit = with_words(new_visit("slipped-disc", library), WORDS, library)
    times: list[float] = []
    used: list[float] = []
    for number in range(rounds + 2):
        began, before = time.perf_counter(), time.process_time()
        made = build_handout(
            library, replace(visit, name=f"{NAME} {number}"), clinic=Clinic(), today=TODAY
        )
        times.append(time.perf_counter() - began)
        used.append(time.process_time() - before)
    return (statistics.median(times[2:]), statistics.median(used[2:])), made.pdf, made.pages


def write_documents(folder: Path, pdf: bytes) -> dict[str, int]:
    """Write the same content for the rivals; return how much there is of each kind."""
    pieces = rivals.pieces_of(pdf)
    kinds = [piece.role for piece in pieces]
    pictures = [rivals.picture(number) for number in range(max(1, kinds.count("PICTURE")))]
    for number, picture in enumerate(pictures):
        (folder / f"picture-{number}.jpg").write_bytes(picture)
    for number in range(2):
        (folder / f"array-{number}.svg").write_text(rivals.array_svg(30 + 40 * number))
    (folder / "page.html").write_text(rivals.html_of(pieces, pictures), encoding="utf-8")
    (folder / "page.typ").write_text(rivals.typst_of(pieces, len(pictures)), encoding="utf-8")
    return {
        "pictures": kinds.count("PICTURE"),
        "arrays": kinds.count("ARRAY"),
        "tables": kinds.count("TABLE"),
    }


def warm_rivals(folder: Path, python: Path, rounds: int) -> dict[str, Callable[[], Seconds | None]]:
    """Return what measures each rival; None of seconds = it can't be had here."""

    def inside(setup: str, make: str, source: str) -> Seconds | None:
        script = WARM.format(setup=setup, make=make)
        command = [str(python), "-c", script, str(folder), str(rounds), source]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stderr[-600:], file=sys.stderr)
            return None
        by_clock, of_processor = map(float, done.stdout.split()[-2:])
        return by_clock, of_processor

    def outside(command: list[str] | None) -> Seconds | None:
        if command is None:
            return None
        times = [timed(command, folder, number) for number in range(rounds + 1)]
        return statistics.median(times[1:]), None

    return {
        "typst": lambda: inside(TYPST_SETUP, TYPST_MAKE, "page.typ"),
        "weasyprint": lambda: inside(WEASY_SETUP, WEASY_MAKE, "page.html"),
        "chromium": lambda: outside(chromium(folder)),
        "libreoffice": lambda: outside(libreoffice(folder)),
    }


def timed(command: list[str], folder: Path, number: int) -> float:
    """Return the seconds of one run on a page with another name."""
    page = (folder / "page.html").read_text(encoding="utf-8")
    now = folder / "now.html"
    now.write_text(page.replace(NAME, f"{NAME} {number}"), encoding="utf-8")
    began = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, cwd=folder)
    return time.perf_counter() - began


def cold_times(folder: Path, python: Path, rounds: int) -> dict[str, float]:
    """Return the seconds of a new process to its PDF, for us and for WeasyPrint."""
    weasy = "import weasyprint; weasyprint.HTML('page.html').write_pdf('c.pdf')"
    runs = {
        "ours": [sys.executable, "-c", OURS_COLD, str(folder / "ours.pdf")],
        "weasyprint": [str(python), "-c", weasy],
    }
    found: dict[str, float] = {}
    for key, command in runs.items():
        times = []
        for _round in range(rounds):
            began = time.perf_counter()
            done = subprocess.run(command, capture_output=True, cwd=folder, check=False)
            times.append(time.perf_counter() - began)
        if done.returncode == 0:
            found[key] = statistics.median(times)
    return found


def rivals_python() -> Path:
    """Return the Python of an environment with Typst and WeasyPrint, made on first use."""
    home = CACHE / "rivals"
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "typst", "weasyprint"]
        subprocess.run(install, check=True)
    return python


def program(name: str, package: str) -> str | None:
    """Return a program's path; Debian's package is installed when this is root."""
    found = shutil.which(name)
    if found is None and shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "--no-install-recommends", package]
        subprocess.run(install, capture_output=True, check=False, env=environment)
        found = shutil.which(name)
    if found is None:
        print(f"left out: {name}; install it with: apt-get install {package}", file=sys.stderr)
    return found


def chromium(folder: Path) -> list[str] | None:
    """Return how Chromium prints the page without a window."""
    found = program("chromium", "chromium")
    flags = (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic",
        "--no-pdf-header-footer",
    )  # fmt: skip
    out = f"--print-to-pdf={folder / 'chromium.pdf'}"
    profile = f"--user-data-dir={folder / 'profile'}"
    return [found, *flags, profile, out, str(folder / "now.html")] if found else None


def libreoffice(folder: Path) -> list[str] | None:
    """Return how LibreOffice converts the page."""
    found = program("soffice", "libreoffice-writer-nogui")
    profile = f"-env:UserInstallation=file://{folder / 'office'}"
    kind = ["--convert-to", "pdf:writer_web_pdf_Export", "now.html"]
    return [found, profile, "--headless", *kind] if found else None


def ms(seconds: float) -> int:
    """Return whole milliseconds."""
    return round(seconds * 1000)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
