"""Known weaknesses of the parts that MISSDesk is built of find no way in (KV1-KV9, KV14)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab import rl_config
from reportlab.lib.colors import toColor

from missdesk.content.library import load_library
from missdesk.errors import PackError
from missdesk.handout.build import build_handout
from tests.content.packs import sound_pack
from tests.handout.making import TODAY, visit
from tests.handout.small_library import library

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "missdesk").rglob("*.py"))
MAGENTA = (255, 0, 255)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="1e9"><rect/></svg>'


@pytest.mark.parametrize(
    "color", ["red if 1+1==2 else blue", "[[getattr(pow,'__class__')]]", "__import__('os')"]
)
def test_kv1_a_color_is_never_run(color: str) -> None:
    assert rl_config.toColorCanUse == "rl_extended_literal_eval"
    with pytest.raises(ValueError, match="Invalid color value"):
        toColor(color)


def test_kv2_a_name_pulls_in_no_picture(tmp_path: Path) -> None:
    canary = tmp_path / "canary.png"
    Image.new("RGB", (80, 80), MAGENTA).save(canary)
    hostile = f'<img src="{canary}" width="80" height="80"/>'
    made = build_handout(library(), visit(name=hostile, own_questions=(hostile,)), today=TODAY)
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        for page in pdf:
            assert MAGENTA not in colors_of(page)
        assert "<img" in pdf[0].get_textpage().get_text_bounded()


def colors_of(page: pypdfium2.PdfPage) -> set[object]:
    """Return all colors on a page."""
    found = page.render(scale=1).to_pil().convert("RGB").getcolors(1 << 24)
    assert found is not None
    return {color for _count, color in found}


MODULES = {"pickle", "cPickle", "marshal", "shelve", "yaml", "dill", "xmlrpc"}
CALLS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "fontfinder"}


def unsafe(source: str, name: str) -> list[str]:
    """Return where code could be made of data, or a shell be asked."""
    found = []
    for node in ast.walk(ast.parse(source)):
        said: set[str] = set()
        if isinstance(node, ast.Import):
            said = {alias.name.split(".")[0] for alias in node.names} & MODULES
        elif isinstance(node, ast.ImportFrom):
            said = {(node.module or "").split(".")[0]} & MODULES
        elif isinstance(node, ast.Call):
            said = {ast.unparse(node.func)} & CALLS
            said |= {"shell" for word in node.keywords if word.arg == "shell"}
        found += [f"{name}:{getattr(node, 'lineno', 0)}: {word}" for word in said]
    return found


def test_kv3_and_kv14_no_code_is_made_of_data() -> None:
    found = [
        line
        for path in SOURCES
        for line in unsafe(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    ]
    assert found == []


def test_a_planted_weakness_is_found() -> None:
    assert unsafe("import pickle", "x") == ["x:1: pickle"]
    assert unsafe("subprocess.run('ls', shell=True)", "x") == ["x:1: shell"]
    assert unsafe("eval(name)", "x") == ["x:1: eval"]


@pytest.mark.parametrize("name", ["cards/slipped-disc.svg", "cards/evil.svg", "evil.svg"])
def test_kv5_to_kv7_a_pack_holds_no_svg(tmp_path: Path, name: str) -> None:
    folder = sound_pack(tmp_path / "pack")
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(SVG, encoding="utf-8")
    try:
        faults = [str(fault) for fault in load_library(folder).faults]
    except PackError as error:
        faults = [str(fault) for fault in error.faults]
    assert any("svg" in fault for fault in faults), faults


@pytest.mark.parametrize("path", sorted((ROOT / "assets").rglob("*.svg")), ids=lambda p: p.name)
def test_kv5_own_icons_name_no_file(path: Path) -> None:
    raw = path.read_text(encoding="utf-8")
    hostile = r"<!DOCTYPE|<!ENTITY|<image|<script|<foreignObject|@import|\bon\w+=|href=\"(?!#)"
    assert not re.search(hostile, raw, re.IGNORECASE)


OPENING = "missdesk/ui/opening.py"
"""The first frame: its three labels hold the program's own words, before any content is read."""


def test_kv8_no_label_guesses_at_markup() -> None:
    """Qt's label, message box, text browser and tooltip take words for HTML by themselves."""
    guessing = re.compile(r"\bQ(Label|MessageBox|TextBrowser|ToolTip)\b")
    found = [
        f"{path.relative_to(ROOT).as_posix()}: {match[0]}"
        for path in SOURCES
        for match in guessing.finditer(path.read_text(encoding="utf-8"))
    ]
    assert [line for line in found if line != f"{OPENING}: QLabel"] == []
