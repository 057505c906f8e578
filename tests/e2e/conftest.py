"""Desks and print shops for the journeys; a picture of the screen is kept when one fails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desk import Desk, PrintShop


@pytest.fixture
def desk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A screen of 1366 x 768 with a window manager and an empty home."""
    made = Desk(tmp_path / "desk")
    made.folder.mkdir()
    made.folder.chmod(0o700)
    made.open()
    failed = request.session.testsfailed
    try:
        yield made
    finally:
        kept = os.environ.get("MISSDESK_SHOTS")
        if kept and request.session.testsfailed >= failed:
            Path(kept).mkdir(parents=True, exist_ok=True)
            made.picture(Path(kept) / f"{request.node.name}.png")
        made.close()


@pytest.fixture
def print_shop() -> Iterator[PrintShop]:
    """A print system with one printer."""
    made = PrintShop()
    try:
        yield made
    finally:
        made.close()
