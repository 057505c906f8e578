"""Runs every content rule over a pack."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from missdesk.content.index import index_faults
from missdesk.content.library import load_library
from missdesk.content.pack_files import open_pack
from missdesk.content.report_ratings import Sheet, read_ratings
from missdesk.content.rules import (
    balance,
    citations,
    completeness,
    dates,
    glossary,
    letters,
    links,
    media,
    numbers,
    readability,
    structure,
    wording,
)
from missdesk.content.seal import seal_faults
from missdesk.content.violation import Violation
from missdesk.errors import Fault, PackError
from missdesk.model.library import Library
from missdesk.paths import content_dir

SEAL_RULE = "seal"
"""Of what differs from the seal; mended by sealing anew, so it does not keep from that."""
RULES: tuple[Callable[[Library], Iterable[Violation]], ...] = (
    citations.check,
    numbers.check,
    wording.check,
    glossary.check,
    readability.check,
    completeness.check,
    links.check,
    structure.check,
)
"""Explicit, since a frozen app can't walk its packages; a test holds it against the folder."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What rules need to know from elsewhere; this layer reads no plates and no fonts.

    Attributes:
        pictures: Plates, cards and icons that are there; None = they are not looked at.
        known_letters: Code points that the bundled fonts can show; None = not looked at.
        room: Measures how much room a paragraph takes on the page; None = not looked at.
    """

    pictures: media.Pictures | None = None
    known_letters: Collection[int] | None = None
    room: balance.Room | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A pack that was looked at: what is wrong, its raters' answers, and what could be read."""

    found: tuple[Violation, ...]
    sheets: tuple[Sheet, ...] = ()
    library: Library | None = None


def examine(root: Path | None, today: date, handed: Handed) -> Checked:
    """Return everything wrong with a pack: first what can't be read, then what breaks a rule.

    Args:
        root: Folder of the pack; None = the pack that came with the app.
        today: To tell whether a review is overdue.
        handed: What rules need to know from elsewhere.

    Raises:
        MissdeskError: The reading-grade tool is not installed.
    """
    try:
        library = load_library(root, ignores_seal=True)
    except PackError as error:
        return Checked(tuple(map(_unreadable, error.faults)))
    files = open_pack(root if root is not None else content_dir())
    sheets, faults = read_ratings(files)
    found = [_unreadable(fault) for fault in (*library.faults, *faults)]
    unsealed = seal_faults(files) or index_faults(library, files)
    found += [Violation(SEAL_RULE, f.where, f.what, f.fix) for f in unsealed]
    found += [violation for rule in RULES for violation in rule(library)]
    found += balance.check(library, handed.room)
    found += media.check(library, handed.pictures)
    found += dates.check(library, today)
    found += letters.check(library, handed.known_letters)
    return Checked(tuple(found), sheets, library)


def run_checks(
    root: Path | None,
    today: date,
    *,
    pictures: media.Pictures | None = None,
    known_letters: Collection[int] | None = None,
    room: balance.Room | None = None,
) -> list[Violation]:
    """Return everything wrong with a pack; see `examine` and `Handed`."""
    return list(examine(root, today, Handed(pictures, known_letters, room)).found)


def _unreadable(fault: Fault) -> Violation:
    """Return what can't be read as a finding."""
    return Violation("schema", fault.where, fault.what, fault.fix)
