"""Renew constraints.txt: every package the app and its tests need, pinned with all its hashes.

And packaging/constraints.txt: what packs the app into one folder (packaging/build.py).

Run it after a change of the dependencies in pyproject.toml, or to take newer versions::

    python tools/renew_constraints.py            # keeps the pins that still fit
    python tools/renew_constraints.py --upgrade  # takes the newest that fit

It needs the network. ``uv`` is used for the resolving, because it does so for all systems and
Python versions at once and names the hash of every published file; when it is not on the PATH it
is put into a folder of its own that is removed afterwards. No address of a package index is
written, so that the file works with whatever index pip is set up for.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "constraints.txt"
PACKER = ROOT / "packaging" / "constraints.txt"
# run.py splits the file here: `python3 run.py` installs the first part only.
TESTS_MARK = "# The tests and checks need these as well:"
HEADER = """\
# Exact versions and hashes of everything MISSDesk needs, for Linux, macOS and Windows.
# Made by tools/renew_constraints.py from pyproject.toml: do not edit.
# The app needs these:
"""
PACKER_HEADER = """\
# What packs the app, beside the app's own packages (../constraints.txt): exact versions and hashes.
# Made by tools/renew_constraints.py from pyproject.toml: do not edit.
"""


def find_uv(folder: Path) -> Path:
    """Return the path of uv, put into the folder by pip when it is not on the PATH."""
    found = shutil.which("uv")
    if found:
        return Path(found)
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", "uv"], check=True)
    return programs / "uv"


def resolve(uv: Path, old: str, group: str = "", *, upgrade: bool = False) -> dict[str, str]:
    """Return the pinned block of each package by its name.

    Args:
        uv: Path of the program.
        old: Pins to keep where they still fit, in the form of this file.
        group: Dependency group whose packages are wanted too.
        upgrade: Whether the newest versions are taken.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "pins.txt"
        out.write_text(old, encoding="utf-8")
        command: list[str | Path] = [uv, "pip", "compile", "pyproject.toml", "--universal"]
        command += ["--generate-hashes", "--python-version", "3.11", "--extra", "check", "--quiet"]
        command += ["--no-annotate", "--no-header", "--no-emit-index-url", "--output-file", out]
        command += ["--group", group] if group else []
        command += ["--upgrade"] if upgrade else []
        subprocess.run(command, cwd=ROOT, check=True)
        return split_blocks(out.read_text(encoding="utf-8"))


def split_blocks(text: str) -> dict[str, str]:
    """Return the blocks of a requirements file, each with its hashes, by package name."""
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    return {re.split(r"[=\s]", block, maxsplit=1)[0]: block.rstrip() + "\n" for block in blocks}


def kept_pins(path: Path) -> str:
    """Return the pins of a file without its remarks; "" when there is none."""
    if not path.is_file():
        return ""
    kept = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in kept if not line.startswith("#"))


def main() -> int:
    """Write constraints.txt; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    arguments = parser.parse_args()
    old = kept_pins(TARGET)
    with tempfile.TemporaryDirectory() as folder:
        uv = find_uv(Path(folder))
        everything = resolve(uv, old, "dev", upgrade=arguments.upgrade)
        # The app's own pins come out of the same solution, so that both parts agree.
        app = resolve(uv, "".join(everything.values()))
        packer = resolve(uv, "".join(everything.values()) + kept_pins(PACKER), "pack")
    tests_only = [block for name, block in everything.items() if name not in app]
    text = HEADER + "".join(everything[name] for name in app)
    text += TESTS_MARK + "\n" + "".join(tests_only)
    packing = PACKER_HEADER + "".join(b for name, b in packer.items() if name not in app)
    if "://" in text + packing:
        print("an address got into the pins: constraints.txt was left alone", file=sys.stderr)
        return 1
    TARGET.write_text(text, encoding="utf-8")
    PACKER.write_text(packing, encoding="utf-8")
    print(f"{TARGET.name}: {len(app)} packages for the app, {len(tests_only)} more for the tests")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
