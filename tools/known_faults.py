"""Look the pinned packages up in a list of known faults that lies on this computer (KV15).

    python tools/known_faults.py ADVISORIES [--all]

ADVISORIES is a folder or a zip of advisories in the OSV format for Python packages, as the Open
Source Vulnerabilities project and the Python Packaging Authority's advisory database publish them.
Somebody fetches it where there is a network; here nothing is. Looked at is what the app needs; with
--all also what tests and checks need. Exit code 0: nothing known; 1: faults are known; 2: there are
no advisories at that place.

What it can't know: faults published after that list was fetched; those of Qt, PDFium and other
native parts inside the packages, which such lists do not name; faults of the operating system.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from packaging.version import InvalidVersion, Version

ROOT: Final = Path(__file__).resolve().parents[1]
TESTS_MARK: Final = "# The tests and checks need these as well:"  # as tools/renew_constraints.py
PIN: Final = re.compile(r"^([a-z0-9-]+)==([^\s;]+)", re.MULTILINE)


def pinned(text: str, *, everything: bool) -> dict[str, Version]:
    """Return the pinned version of each package by its name.

    Args:
        text: Of constraints.txt.
        everything: Also what only the tests need.
    """
    wanted = text if everything else text.partition(TESTS_MARK)[0]
    return {name: Version(version) for name, version in PIN.findall(wanted)}


def advisories(place: Path) -> Iterator[dict[str, Any]]:
    """Yield every advisory of a folder or a zip."""
    if place.is_dir():
        for path in sorted(place.rglob("*.json")):
            yield json.loads(path.read_text(encoding="utf-8"))
    else:
        with zipfile.ZipFile(place) as packed:
            for name in sorted(packed.namelist()):
                if name.endswith(".json"):
                    yield json.loads(packed.read(name))


def is_hit(affected: dict[str, Any], version: Version) -> bool:
    """Tell whether a version is one of those that an advisory names."""
    if any(_same(one, version) for one in affected.get("versions", ())):
        return True
    spans = [one for one in affected.get("ranges", ()) if one.get("type") == "ECOSYSTEM"]
    return any(_is_within(span.get("events", ()), version) for span in spans)


def _same(text: str, version: Version) -> bool:
    try:
        return Version(text) == version
    except InvalidVersion:
        return False


def _is_within(events: list[dict[str, str]], version: Version) -> bool:
    """Tell whether a version lies between where a fault came and where it went."""
    is_in = False
    for event in events:
        if "introduced" in event:
            is_in = is_in or event["introduced"] == "0" or version >= Version(event["introduced"])
        elif "fixed" in event:
            is_in = is_in and version < Version(event["fixed"])
        elif "last_affected" in event:
            is_in = is_in and version <= Version(event["last_affected"])
    return is_in


def find(place: Path, pins: dict[str, Version]) -> tuple[int, list[str]]:
    """Return how many advisories there are, and a line for each that names a pinned version."""
    count, lines = 0, []
    for told in advisories(place):
        count += 1
        if told.get("withdrawn"):
            continue
        for affected in told.get("affected", ()):
            package = affected.get("package", {})
            name = re.sub(r"[-_.]+", "-", str(package.get("name", ""))).lower()
            if package.get("ecosystem") != "PyPI" or name not in pins:
                continue
            if is_hit(affected, pins[name]):
                also = ", ".join(told.get("aliases", ()))
                words = str(told.get("summary") or told.get("details", "")).split("\n")[0]
                lines.append(f"{name} {pins[name]}: {told.get('id')} ({also}) {words[:120]}")
    return count, sorted(set(lines))


def main() -> int:
    """Look and tell; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("advisories", type=Path, help="folder or zip of OSV advisories")
    parser.add_argument("--all", action="store_true", help="also what only the tests need")
    given = parser.parse_args()
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pins = pinned(text, everything=given.all)
    try:
        count, lines = find(given.advisories, pins)
    except (OSError, zipfile.BadZipFile) as error:
        print(f"{given.advisories}: can't be read ({error})", file=sys.stderr)
        return 2
    if not count:
        print(f"{given.advisories}: holds no advisory", file=sys.stderr)
        return 2
    for line in lines:
        print(line)
    print(f"{len(pins)} packages, {count} advisories, {len(lines)} known faults")
    return 1 if lines else 0


if __name__ == "__main__":
    raise SystemExit(main())
