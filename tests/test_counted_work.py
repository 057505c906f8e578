"""The app does no more work than it did: counted, never timed, so no machine is too slow for it.

A number below may fall: then write the lower one here, so that it stays low. When it has to rise,
the change that needs it raises it and says why. `python -m tests.test_counted_work` prints what is
counted now.

Source: issue 8 (a ratchet refuses a relapse of counted work); architecture.md 5.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[1]

MOST: Final[dict[str, float]] = {
    # missdesk --version, in a new process
    "version: modules of ours": 8,
    "version: other packages": 0,
    # from the command to the first frame, which needs neither content nor what makes PDFs
    "first frame: modules of ours": 19,
    "first frame: other packages": 0,
    "first frame: data files read": 0,
    # the bundled pack, read once for the start page
    "library: readings of a file": 1,  # the bytes compared with the seal are those that are used
    "library: Markdown readings of a section": 1,
    "library: TOML readings of a file": 1,
    # the same, of which the start page reads no topic
    "cards: readings of a file": 1,
    "cards: files read as TOML": 1,
    "cards: files read as Markdown": 1,
    # one handout of the small library of the tests, and a second one with another name; a little
    # room for words and layout
    "handout: modules of ours": 110,
    "handout: operators": 3930,
    "handout: objects": 405,
    "handout: kilobytes": 315,
    "handout: data files read": 80,
    "second handout: data files read": 0,
}
QT: Final = {"PySide6", "shiboken6", "shibokensupport", "signature_bootstrap"}
"""Of the window itself."""

COUNTING: Final = """
import json, sys
opened = []
sys.addaudithook(lambda e, a: opened.append(str(a[0])) if e == "open" else None)
def ours():
    return sum(name.startswith("missdesk") for name in sys.modules)
def others():
    tops = {name.partition(".")[0] for name in sys.modules} - set(sys.stdlib_module_names)
    return sorted(t for t in tops if not t.startswith(("_", "missdesk", "sitecustomize")))
def data():
    from missdesk.paths import data_dir
    places = tuple(f"{data_dir() / name}/" for name in ("assets", "content"))
    return [path for path in opened if path.startswith(places)]
"""
VERSION: Final = """
from missdesk.__main__ import main
try:
    main(["--version"])
except SystemExit:
    pass
print(json.dumps({"modules of ours": ours(), "other packages": others()}))
"""
FIRST_FRAME: Final = """
from missdesk.app import make_app
app, theme = make_app()
from missdesk.ui.main_window import MainWindow
window = MainWindow(theme)
window.show()
app.processEvents()
found = {"modules of ours": ours(), "other packages": others(), "data files read": len(data())}
print(json.dumps(found))
sys.stdout.flush()
import os
os._exit(0)
"""
LIBRARY: Final = """
import tomllib
from collections import Counter
from markdown.blockparser import BlockParser
from missdesk.content.library import load_library
parsed, tables = [], []
parse, loads = BlockParser.parseDocument, tomllib.loads
BlockParser.parseDocument = lambda self, lines: (parsed.append(1), parse(self, lines))[1]
tomllib.loads = lambda text, **more: (tables.append(1), loads(text, **more))[1]
library = load_library(ignores_seal=False)
sections = sum(len(text.sections) for text in library.texts.values())
sections += sum(len(common) for common in library.common.values())
files = Counter(data())
print(json.dumps({
    "readings of a file": max(files.values()),
    "Markdown readings of a section": round(len(parsed) / sections, 2),
    "TOML readings of a file": round(len(tables) / sum(n.endswith(".toml") for n in files), 2),
}))
"""
CARDS: Final = """
import tomllib
from missdesk.content import library
from missdesk.content.listing import all_listed
from missdesk.content.on_demand import open_library
from collections import Counter
tables, texts = [], []
loads, sections = tomllib.loads, library.read_sections
tomllib.loads = lambda text, **more: (tables.append(1), loads(text, **more))[1]
library.read_sections = lambda *known: (texts.append(1), sections(*known))[1]
assert all_listed(open_library(), "en")
print(json.dumps({
    "readings of a file": max(Counter(data()).values()),
    "files read as TOML": len(tables),
    "files read as Markdown": len(texts),
}))
"""
HANDOUT: Final = """
import io
import pikepdf
from missdesk.handout.build import build_handout
from tests.handout.making import TODAY, visit
from tests.handout.small_library import library
content = library()
made = build_handout(content, visit(), today=TODAY)
found = {"modules of ours": ours(), "data files read": len(data())}
with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
    found["operators"] = sum(len(pikepdf.parse_content_stream(page)) for page in pdf.pages)
    found["objects"] = len(pdf.objects)
found["kilobytes"] = round(len(made.pdf) / 1000)
before = len(data())
build_handout(content, visit(name="Bob Example"), today=TODAY)
found["second"] = len(data()) - before
print(json.dumps(found))
"""


def counted_by(script: str) -> dict[str, object]:
    """Return what a new process counts."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
            "MISSDESK_SETTINGS": folder,
            "XDG_RUNTIME_DIR": folder,
        }
        done = subprocess.run(
            [sys.executable, "-c", COUNTING + script],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise AssertionError(f"counting failed:\n{done.stderr[-2000:]}")
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


@cache
def counted() -> dict[str, tuple[float, object]]:
    """Return every count by its name, and what is behind it."""
    found: dict[str, tuple[float, object]] = {}
    scripts = {"first frame": FIRST_FRAME, "library": LIBRARY, "cards": CARDS, "handout": HANDOUT}
    for of, script in {"version": VERSION, **scripts}.items():
        for what, value in counted_by(script).items():
            name = f"{of}: {what}"
            if what == "second":
                name = "second handout: data files read"
            seen = sorted(set(value) - QT) if isinstance(value, list) else value
            number = len(seen) if isinstance(seen, list) else float(str(seen))
            found[name] = (number, seen)
    return found


@pytest.mark.ui
@pytest.mark.parametrize("name", MOST)
def test_the_app_does_no_more_than_it_did(name: str) -> None:
    number, behind = counted()[name]
    assert number <= MOST[name], (
        f"{name}: {number:g}, was {MOST[name]:g} at most ({behind}). Find what came in and load or "
        f"do it later; if it has to be, write {number:g} into MOST and say why."
    )


@pytest.mark.ui
def test_nothing_is_counted_that_has_no_limit() -> None:
    assert set(counted()) == set(MOST)


if __name__ == "__main__":
    for key, (count, seen) in counted().items():
        print(f'    "{key}": {count:g},  # {seen}')
