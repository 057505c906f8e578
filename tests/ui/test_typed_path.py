"""A typed path is a full one or none, whatever was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from missdesk.ui.typed_path import full_path


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        (" /a/b.csv ", Path("/a/b.csv")),
        ('"/a folder/b.csv"', Path("/a folder/b.csv")),
        ("~/a", Path.home() / "a"),
        ("", None),
        ("a.csv", None),
        ("~nobody-here/a", None),
        ("/a\0b", None),
    ],
)
def test_only_a_full_path_is_taken(typed: str, path: Path | None) -> None:
    assert full_path(typed) == path
