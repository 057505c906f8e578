"""docs/security.md names every id of the design and only tests that exist."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/security.md"
SETUP = ROOT / "docs/clinic-setup.md"
COUNTS = {"KE": 18, "KR": 7, "KP": 10, "KV": 15, "KA": 13}
IDS = [f"{kind}{number}" for kind, count in COUNTS.items() for number in range(1, count + 1)]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
CELLS = 5


def rows() -> dict[str, list[str]]:
    """Return the cells of each row, by its id."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row for row in cells if re.fullmatch(r"K[A-Z]\d+", row[0])}


@lru_cache
def names_in(name: str) -> frozenset[str]:
    """Return the names of the tests in a file; empty when it is not there."""
    path = ROOT / name
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("wanted", IDS)
def test_every_id_has_what_holds_it_and_a_proof(wanted: str) -> None:
    row = rows()[wanted]
    assert len(row) == CELLS
    assert row[2]
    assert NAMED.search(row[3])
    assert row[4]


def test_no_id_is_made_up() -> None:
    assert set(rows()) == set(IDS)


def test_every_test_named_there_exists() -> None:
    named = NAMED.findall(PAGE.read_text(encoding="utf-8"))
    assert [f"{file}::{test}" for file, test in named if test not in names_in(file)] == []


def test_every_section_it_points_to_exists() -> None:
    titles = re.findall(r"^#+ (.*)$", SETUP.read_text(encoding="utf-8"), re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    wanted = re.findall(r"clinic-setup\.md#([\w-]+)", PAGE.read_text(encoding="utf-8"))
    assert wanted
    assert set(wanted) - anchors == set()


@pytest.mark.parametrize(
    "aid",
    ["larger text", "contrast", "read aloud", "headset", "keys", "lower two thirds", "held key"],
)
def test_ka12_the_setup_page_lists_the_accessibility(aid: str) -> None:
    page = SETUP.read_text(encoding="utf-8")
    section = page.split("## Accessibility of the kiosk")[1].split("\n## ")[0]
    assert aid in section
