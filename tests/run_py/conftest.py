"""run.py as a module, and a PATH with nothing but what a test puts there."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from tests.run_py.programs import ROOT, load


@pytest.fixture
def run() -> ModuleType:
    return load(ROOT / "run.py")


@pytest.fixture
def fake_bin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is the whole PATH (beside a shell's own tools)."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder
