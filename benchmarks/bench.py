"""Run the benchmarks one after the other, and say which bars of architecture.md 5 are met.

    python3 run.py bench               every bar, within 30 minutes
    python3 run.py bench NAME...       only these programs
    python3 run.py bench soak          the long ones: hours
    python3 run.py bench --json ...    one object {name: {"value", "bar", "ok", "unit"}}

Each program runs in a process of its own and prints its own JSON; here it is only brought into one
form. What goes on is told on standard error. Exit code 0: every bar is met; 1: one is missed, or a
program could not run.

Source: issue 8 (speed and scale).
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parent
LAST_WORDS: Final = 300
END_SECONDS: Final = 20.0
MOST_MINUTES: Final = 30.0
"""For all bars together; on a quiet machine they take half of it."""
KEYS: Final = ("value", "bar", "ok", "unit")
Row = dict[str, Any]
Rows = dict[str, Row]


def row(value: object, bar: object, ok: bool, unit: str) -> Row:
    """Return a figure in the form that all share; a bar of None = told, not judged."""
    return {"value": value, "bar": bar, "ok": ok, "unit": unit}


def as_they_are(name: str, found: Mapping[str, Any]) -> Rows:
    """Adapt a program that prints figures in the common form already."""
    rows = {}
    for key, one in found.items():
        figure = {"bar": None, **one}
        rows[key if key == name else f"{name}.{key}"] = {part: figure[part] for part in KEYS}
    return rows


def rivals(name: str, found: Mapping[str, Any]) -> Rows:
    """Adapt `handout_rivals.py`: one figure for each rival that could be had."""
    most = {"ours_to_typst": 1.0, "cold_ours_to_weasyprint": 1.0}
    return {
        f"{name}.{key}": row(found[key], most.get(key, 0.25), ok, "x the rival's time")
        for key, ok in found["bars"].items()
    }


def batch(name: str, found: Mapping[str, Any]) -> Rows:
    """Adapt `batch_rate.py`."""
    share, bar = found["share_of_cores_times_one"], found["bar"]
    unit = "of (cores x one core's rate)"
    return {
        name: row(share, bar, share >= bar, unit),
        f"{name}.growth": row(found["growth_mib"], None, True, "MiB between its processes"),
    }


def kiosk(name: str, found: Mapping[str, Any]) -> Rows:
    """Adapt `kiosk_soak.py`."""
    growth, bar = found["growth_mb_per_100000"], found["bar_mb"]
    unit = f"MB in 100,000 pages (from {found['page_changes']})"
    rows = {f"{name}.growth": row(growth, bar, growth < bar, unit)}
    for part, is_flat in found["flat"].items():
        rows[f"{name}.{part}"] = row(found["end"][part], found["warm"][part], is_flat, part)
    return rows


@dataclass(frozen=True, slots=True)
class Program:
    """A benchmark.

    Attributes:
        name: Also of its file.
        most_minutes: After which it is ended and counts as one that could not run; less when the
            others have taken longer.
        adapt: From its name and its JSON to figures.
        file: When it is not the name.
        needs: A file without which it is left out, and how to get it.
    """

    name: str
    most_minutes: float
    arguments: tuple[str, ...] = ()
    adapt: Callable[[str, Mapping[str, Any]], Rows] = as_they_are
    file: str = ""
    needs: tuple[str, str] = ("", "")

    @property
    def path(self) -> Path:
        """Return where its program lies."""
        return HERE / f"{self.file or self.name}.py"


BARS: Final = (
    Program("first_frame", 3),
    Program("rival_start", 5),
    Program("gui_stalls", 6),
    Program("stage", 6, ("--changes", "1000")),
    Program("preview", 5),
    Program("handout_rivals", 6, adapt=rivals),
    Program("batch_rate", 6, ("40",), adapt=batch),
    Program("library_scale", 7),
    Program(
        "frozen_start",
        3,
        needs=("dist/missdesk", "made by: python3 packaging/build.py"),
    ),
)
SOAKS: Final = (
    Program("batch_1000", 60, ("500",), adapt=batch, file="batch_rate"),
    Program("stage_10000", 60, file="stage"),
    Program("kiosk_soak", 600, adapt=kiosk),
)


def chosen(names: Sequence[str]) -> tuple[Program, ...]:
    """Return the programs that the words name; none = every bar.

    Raises:
        SystemExit: A word names nothing.
    """
    known = {program.name: program for program in (*BARS, *SOAKS)}
    strange = [name for name in names if name not in known and name != "soak"]
    if strange:
        raise SystemExit(f"bench: there is no {strange[0]!r}; known: {', '.join(known)}, soak")
    wanted: list[Program] = []
    for name in names:
        wanted += SOAKS if name == "soak" else (known[name],)
    return tuple(dict.fromkeys(wanted)) or BARS


def run(program: Program, minutes: float) -> Rows:
    """Run a program and return its figures; one that can't run is a figure that is not met."""
    process = subprocess.Popen(
        [sys.executable, str(program.path), *program.arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Where this program was started in the background, Ctrl-C is ignored, and its children
        # would inherit that.
        preexec_fn=_hear_ctrl_c if os.name == "posix" else None,
    )
    try:
        out, errors = process.communicate(timeout=60 * minutes)
        return program.adapt(program.name, json.loads(out))
    except subprocess.TimeoutExpired:
        end(process)
        words = f"not done in {minutes:.1f} minutes"
    except (ValueError, KeyError, TypeError):
        words = f"could not run: {errors.strip()[-LAST_WORDS:] or 'it printed no figures'}"
    return {program.name: row(None, None, False, words)}


def _hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def end(process: subprocess.Popen[str]) -> None:
    """End a program as Ctrl-C does, so that it ends what it has started."""
    process.send_signal(signal.SIGINT)
    try:
        process.communicate(timeout=END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


def table(rows: Rows) -> str:
    """Return the figures as a table that fits into a report."""
    lines = ["| Figure | Value | Bar | Met | Unit |", "|---|---|---|---|---|"]
    for name, one in rows.items():
        bar = "" if one["bar"] is None else one["bar"]
        met = "told" if one["bar"] is None and one["ok"] else ("yes" if one["ok"] else "**no**")
        value = "" if one["value"] is None else one["value"]
        unit = " ".join(str(one["unit"]).split())
        lines.append(f"| {name} | {value} | {bar} | {met} | {unit} |")
    return "\n".join(lines)


def tell(words: str) -> None:
    """Say what goes on, where it does not get into the figures."""
    print(words, file=sys.stderr, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Run what is asked for, print it, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="run.py bench",
        description="Measure MISSDesk against its bars, and against what people use instead.",
        epilog=f"names: {', '.join(p.name for p in BARS)}; "
        f"soak: {', '.join(p.name for p in SOAKS)}",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="by default every bar, no soak")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args(arguments)
    programs = chosen(given.names)
    rows: Rows = {}
    end_at = time.monotonic() + 60 * MOST_MINUTES
    for number, program in enumerate(programs, start=1):
        needed, how = program.needs
        if needed and not (ROOT / needed).exists():
            tell(f"[{number}/{len(programs)}] {program.name}: left out, no {needed}, {how}")
            continue
        began = time.monotonic()
        left = program.most_minutes
        if program not in SOAKS:
            left = min(left, max(0.0, end_at - began) / 60)
        tell(f"[{number}/{len(programs)}] {program.name}, at most {left:.1f} minutes")
        rows |= run(program, left)
        tell(f"    {time.monotonic() - began:.0f} s")
    print(json.dumps(rows, indent=1) if given.json else table(rows))
    return 0 if all(one["ok"] for one in rows.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
