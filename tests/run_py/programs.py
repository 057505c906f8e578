"""What the tests of run.py share: the program as a module, and stand-ins for other programs."""

from __future__ import annotations

import importlib.util
import os
import stat
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="apt and execv are not on Windows")


def load(path: Path) -> ModuleType:
    """Load a program as a module of its own, so that a test may turn its constants."""
    spec = importlib.util.spec_from_file_location(f"{path.stem}_under_test", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def program(folder: Path, name: str, script: str) -> Path:
    """Write a shell script that can be started."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


class Started:
    """Takes the place of `hand_over` at the edge of this process; keeps the commands."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []

    def __call__(self, command: list[str], env: object) -> int:
        self.commands.append(command)
        return 7


def as_root(monkeypatch: pytest.MonkeyPatch, user_id: int = 0) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user_id)
