"""Start-up of the packaged app as a ratio to the same app from source, on one virtual screen.

    .venv/bin/python benchmarks/frozen_start.py [--folder dist/missdesk] [--rounds 9]

Both run in turn; what counts is the first readable frame, read from the screen's memory. Make the
folder with `python3 packaging/build.py` first. Prints one JSON object; exit 1: the bar is missed.

Source: issue 8 (start no slower than from source).
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.first_frame import INK, MIN_INK_PIXELS, Screen, first_frame_s  # noqa: E402

BAR = 1.0
DISPLAY = 93


def measure(folder: Path, rounds: int) -> dict[str, dict[str, object]]:
    """Return the figure in the form all benchmarks print."""
    ways = {
        "frozen": [str((folder / "missdesk").resolve()), "consult", "--windowed"],
        "source": [sys.executable, "-P", "-m", "missdesk", "consult", "--windowed"],
    }
    times: dict[str, list[float]] = {way: [] for way in ways}
    with tempfile.TemporaryDirectory() as name:
        screen = Screen(Path(name), DISPLAY)
        try:
            for turn in range(rounds + 1):
                for way, command in ways.items():
                    took = first_frame_s(command, screen, lambda: screen.has(INK, MIN_INK_PIXELS))
                    if turn:  # the first round warms the file cache
                        times[way].append(took)
        finally:
            screen.close()
    middle = {way: statistics.median(found) for way, found in times.items()}
    ratio = middle["frozen"] / middle["source"]
    more = {f"{way}_ms": round(1000 * seconds) for way, seconds in middle.items()}
    row = {"value": round(ratio, 2), "bar": BAR, "ok": ratio <= BAR, "unit": "x from source"}
    return {"frozen_start": {**row, **more}}


def main() -> int:
    """Print the figure; exit 1 when the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "dist" / "missdesk")
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    found = measure(arguments.folder, arguments.rounds)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0 if found["frozen_start"]["ok"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
