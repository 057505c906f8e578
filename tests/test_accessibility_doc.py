"""docs/accessibility.md names only tests that exist."""

from __future__ import annotations

from tests.test_security_doc import NAMED, ROOT, names_in

PAGE = ROOT / "docs/accessibility.md"


def test_every_test_named_there_exists() -> None:
    named = NAMED.findall(PAGE.read_text(encoding="utf-8"))
    assert len(named) > 20
    assert [f"{file}::{name}" for file, name in named if name not in names_in(file)] == []
