"""Runs every content rule over a pack."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path

from missdesk.content.library import load_library
from missdesk.content.rules import (
    balance,
    citations,
    glossary,
    numbers,
    readability,
    structure,
    wording,
)
from missdesk.content.violation import Violation
from missdesk.errors import PackError
from missdesk.model.library import Library

RULES: tuple[Callable[[Library], Iterable[Violation]], ...] = (
    citations.check,
    numbers.check,
    balance.check,
    wording.check,
    glossary.check,
    readability.check,
)
"""Explicit, since a frozen app can't walk its packages; a test holds it against the folder."""


def run_checks(
    root: Path | None, today: date, plates: Collection[str] | None = None
) -> list[Violation]:
    """Return everything wrong with a pack: first what can't be read, then what breaks a rule.

    Args:
        root: Folder of the pack; None = the pack that came with the app.
        today: To tell whether a review is overdue.
        plates: Ids of the plates that are there; None = they are not looked at.

    Raises:
        MissdeskError: The reading-grade tool is not installed.
    """
    try:
        library = load_library(root)
    except PackError as error:
        return [Violation("schema", f.where, f.what, f.fix) for f in error.faults]
    found = [Violation("schema", f.where, f.what, f.fix) for f in library.faults]
    for rule in RULES:
        found += rule(library)
    found += structure.check(library, today, plates)
    return found
