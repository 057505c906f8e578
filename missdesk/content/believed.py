"""Finds a pack's review and decides whether it counts: whose key, and does the signature hold?

Source: issue 7 (packs and files); kiosk-and-security.md KV13.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from missdesk.content.pack_files import MOST_FILE_BYTES, PackFiles, unreadable
from missdesk.content.review import Reviewed, compared, holds, read_review
from missdesk.content.review_key import own_public_key
from missdesk.content.seal import REVIEW, digests
from missdesk.errors import Fault
from missdesk.model.evidence import Finding, FindingId
from missdesk.model.library import Pack, Review
from missdesk.paths import read_bounded, settings_dir

FOLDER: Final = "reviews"
"""In the settings folder: one file a pack, `<id>.toml`; the pack itself may be read-only."""
NOT_BELIEVED: Final = "the review is not believed: {why}"


@dataclass(frozen=True, slots=True)
class Believed:
    """Whose reviews count, and where they are kept beside the packs' own.

    Attributes:
        keys: Public keys in hex.
        folder: Folder with a review a pack; None = only the review inside the pack is looked at.
    """

    keys: frozenset[str] = frozenset()
    folder: Path | None = None


def believed_here(trusted: Collection[str] = ()) -> Believed:
    """Return that this clinic's own key is believed, and those it trusts."""
    folder = settings_dir()
    own = own_public_key(folder)
    return Believed(frozenset((*trusted, *((own,) if own else ()))), folder / FOLDER)


def find_review(
    files: PackFiles, pack: Pack, findings: Mapping[FindingId, Finding], believed: Believed
) -> tuple[Review | None, frozenset[FindingId], tuple[Fault, ...]]:
    """Return the newest review that is believed, what was changed since, and what was refused."""
    best, faults = believed_review(files, pack, believed)
    if best is None:
        return None, frozenset(), faults
    return *compared(best, digests(files), findings), faults


def believed_review(
    files: PackFiles, pack: Pack, believed: Believed
) -> tuple[Reviewed | None, tuple[Fault, ...]]:
    """Return the newest review that is believed, with all its digests, and what was refused."""
    faults: list[Fault] = []
    best: Reviewed | None = None
    for name, text in _texts(files, pack, believed.folder, faults):
        review, wrong = read_review(text, name)
        faults += wrong
        if review is None:
            continue
        if review.pack != pack.id:
            faults.append(_refused(name, f'it is about the pack "{review.pack[:40]}"'))
        elif not holds(review, believed.keys):
            faults.append(_refused(name, "its key is not trusted here, or it was changed"))
        elif best is None or review.on > best.on:
            best = review
    return best, tuple(faults)


def _texts(
    files: PackFiles, pack: Pack, folder: Path | None, faults: list[Fault]
) -> Iterator[tuple[str, str]]:
    """Yield each review there is: that in the settings folder, and that in the pack."""
    kept = f"{pack.id}.toml"
    if folder is not None and (folder / kept).exists():
        kept_one = partial(read_bounded, folder / kept, MOST_FILE_BYTES)
        yield from _text(f"{FOLDER}/{kept}", kept_one, faults)
    if REVIEW in files.names():
        yield from _text(REVIEW, partial(files.read, REVIEW), faults)


def _text(name: str, read: Callable[[], bytes], faults: list[Fault]) -> Iterator[tuple[str, str]]:
    """Yield the text of one review, or note why it can't be read."""
    try:
        yield name, read().decode("utf-8-sig")
    except OSError as error:
        faults.append(unreadable(name, error))
    except UnicodeDecodeError:
        faults.append(Fault(name, "not UTF-8 text", "Ask the reviewer for the file again"))


def _refused(name: str, why: str) -> Fault:
    fix = "Name the reviewer's key under trusted-reviewers, or have the pack reviewed"
    return Fault(name, NOT_BELIEVED.format(why=why), fix)
