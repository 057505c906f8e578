"""The file itself: the standard library only, an old Python that can read it, and its pins."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.run_py.programs import ROOT, Started, load, program


def test_it_needs_the_standard_library_only() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            assert name.partition(".")[0] in {*sys.stdlib_module_names, "__future__"}


def test_an_old_python_can_read_it_and_say_what_is_wrong() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_an_old_python_is_refused_in_words(
    run: ModuleType, fake_bin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "OLDEST", (3, 99))
    with pytest.raises(run.Stop, match=r"needs Python 3\.11 or newer; this is 3\.\d+"):
        run.check_python()


def test_an_old_python_hands_over_to_a_newer_one(
    run: ModuleType, fake_bin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "OLDEST", (3, 19))
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    newer = program(fake_bin, "python3.19", "exit 0")
    started = Started()
    monkeypatch.setattr(run, "hand_over", started)
    with pytest.raises(SystemExit, match="7"):
        run.check_python()
    assert started.commands[0][0] == str(newer)


def test_the_pins_cover_what_the_app_asks_for(run: ModuleType) -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    app, _, tests = pins.partition(run.TESTS_MARK)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    def names(requirements: list[str]) -> set[str]:
        found = [re.split(r"[<>=\[; ]", line)[0] for line in requirements]
        return {name.lower().replace("_", "-") for name in found}

    def pinned(text: str) -> set[str]:
        return set(re.findall(r"^([a-z0-9-]+)==", text, flags=re.MULTILINE))

    assert names(project["project"]["dependencies"]) <= pinned(app)
    assert names(project["project"]["optional-dependencies"]["check"]) <= pinned(app)
    assert names(project["dependency-groups"]["dev"]) <= pinned(app) | pinned(tests)
    assert not pinned(app) & pinned(tests)


def test_every_pin_has_hashes_and_no_line_names_an_index() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    for block in re.split(r"^(?=[a-z])", pins, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in block, block.splitlines()[0]
    assert "://" not in pins
    assert "--index" not in pins
    assert "--find-links" not in pins


def test_both_programs_mean_the_same_line(run: ModuleType) -> None:
    assert load(ROOT / "tools" / "renew_constraints.py").TESTS_MARK == run.TESTS_MARK
