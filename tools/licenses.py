"""Say under which licenses everything is that goes out with MISSDesk, in THIRD-PARTY.md.

    python tools/licenses.py                   writes THIRD-PARTY.md anew
    python tools/licenses.py --check           ends with 1 when it is out of date
    python tools/licenses.py --texts FOLDER    copies the full texts of all packages there

The versions and licenses are those of the installed packages that pyproject.toml asks for, and of
what these need. Run it after tools/renew_constraints.py.

Source: issue 8 (license report); LGPL-3.0 section 4 (what a work that uses Qt must come with).
"""

from __future__ import annotations

import argparse
import importlib.metadata
import re
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
REPORT: Final = ROOT / "THIRD-PARTY.md"
OWN_TEXTS: Final = ROOT / "packaging" / "licenses"
WORDS: Final = OWN_TEXTS / "third-party.md"
"""The report without the table of packages."""
WITHOUT_TEXTS: Final = ("pyside6-essentials", "shiboken6")
"""Their wheels hold no license text; ours are put beside them."""
LICENSE_FILE: Final = re.compile(r"\.dist-info/(licenses/.*|(LICENSE|COPYING|NOTICE)[^/]*)$")
QT: Final = "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"
NOT_NAMED: Final = {  # packages that name their license in prose, or in the older way
    "charset-normalizer": "MIT",
    "lxml": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause OR Apache-2.0; PDFium: BSD-3-Clause, and its parts' own",
    "pyside6-essentials": QT,
    "reportlab": "BSD-3-Clause",
    "rl-accel": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "shiboken6": QT,
}
WHAT_FOR: Final = {
    "cffi": "lets cryptography call its native part",
    "charset-normalizer": "asked for by reportlab",
    "cryptography": "signs and checks reviews",
    "lxml": "PDF metadata, for pikepdf",
    "markdown": "reads the texts of a pack",
    "packaging": "asked for by pikepdf",
    "pikepdf": "finishes the PDF: tags, metadata, lock",
    "pillow": "puts the layers of a picture together for paper",
    "pycparser": "asked for by cffi; not in the packaged app",
    "pypdfium2": "draws the pages of the preview",
    "pyside6-essentials": "Qt for Python: the window",
    "reportlab": "lays out the handout",
    "rl-accel": "makes reportlab faster",
    "segno": "the square that phones read",
    "shiboken6": "joins Python and Qt",
    "tomlkit": "changes the clinic's settings, keeps the rest of the file",
}


def plain(name: str) -> str:
    """Return a package's name as indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def shipped() -> dict[str, importlib.metadata.Distribution]:
    """Return the installed packages that the app needs, by name.

    Raises:
        importlib.metadata.PackageNotFoundError: One is not installed.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting, found = list(project["dependencies"]), {}
    while waiting:
        wanted, _, marker = waiting.pop().partition(";")
        match = re.match(r"[A-Za-z0-9._-]+", wanted)
        assert match is not None
        name = plain(match[0])
        if name in found or "extra ==" in marker or not applies(marker):
            continue
        found[name] = importlib.metadata.distribution(name)
        waiting += found[name].requires or []
    return dict(sorted(found.items()))


def applies(marker: str) -> bool:
    """Tell whether a condition of a package holds on the systems that MISSDesk runs on."""
    if not marker.strip():
        return True
    from packaging.markers import Marker  # hardly any package has one

    return Marker(marker).evaluate()


def license_of(name: str, package: importlib.metadata.Distribution) -> str:
    """Return the license in the words of SPDX.

    Raises:
        SystemExit: The package does not say, and neither does this file.
    """
    named = package.metadata.json.get("license_expression") or NOT_NAMED.get(name)
    if not named:
        raise SystemExit(f"{name} names no license: read it and add it to NOT_NAMED here")
    return str(named)


def report() -> str:
    """Return THIRD-PARTY.md.

    Raises:
        SystemExit: A package is not described here.
    """
    lines = []
    for name, package in shipped().items():
        if name not in WHAT_FOR:
            raise SystemExit(f"{name} is new: say in WHAT_FOR here what it is for")
        lines.append(
            f"| {name} | {package.version} | {license_of(name, package)} | {WHAT_FOR[name]} |"
        )
    return WORDS.read_text(encoding="utf-8").replace("{packages}", "\n".join(lines))


def copy_texts(folder: Path) -> int:
    """Copy the license texts of every package into a folder of its name; return how many.

    Raises:
        SystemExit: A package has none.
    """
    count = 0
    for name, package in shipped().items():
        texts = [
            Path(str(package.locate_file(file)))
            for file in package.files or []
            if LICENSE_FILE.search(file.as_posix())
        ]
        if name in WITHOUT_TEXTS:
            texts += sorted(OWN_TEXTS.glob("*.txt"))
        if not texts:
            raise SystemExit(f"{name} brings no license text")
        for text in texts:
            _, _, below = text.as_posix().rpartition(".dist-info/")
            target = folder / name / (below if ".dist-info/" in text.as_posix() else text.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(text, target)
            count += 1
    return count


def main() -> int:
    """Write, check or copy; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only tell whether it is up to date")
    parser.add_argument("--texts", metavar="FOLDER", type=Path, help="copy the full texts there")
    given = parser.parse_args()
    if given.texts is not None:
        print(f"{given.texts}: {copy_texts(given.texts)} license texts")
        return 0
    text = report()
    if given.check:
        if REPORT.is_file() and REPORT.read_text(encoding="utf-8") == text:
            return 0
        print("THIRD-PARTY.md is out of date. Run: python tools/licenses.py", file=sys.stderr)
        return 1
    REPORT.write_text(text, encoding="utf-8")
    print(f"{REPORT.name}: {len(shipped())} packages")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
