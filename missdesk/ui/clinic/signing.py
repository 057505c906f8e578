"""Sign a review with the clinic's key, keep it, take it back; runs in a worker.

Source: issue 7 (the Clinic page records who reviewed and signs); kiosk-and-security.md KV13.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from missdesk.content.believed import FOLDER
from missdesk.content.library import load_library
from missdesk.content.pack_files import open_pack
from missdesk.content.review_key import KEY_FILE, MOST_BYTES, PUBLIC_FILE, own_public_key
from missdesk.content.seal import digests
from missdesk.errors import InputError, SaveError
from missdesk.handout.save import save_pdf
from missdesk.i18n import _
from missdesk.model.library import Library
from missdesk.paths import content_dir, read_bounded, settings_dir
from missdesk.review_command import keep_review, signed_review
from missdesk.ui.clinic.pack_facts import is_same

KeyState = Literal["none", "open", "locked"]
LOCKED: Final = b"ENCRYPTED PRIVATE KEY"
READ_BY_ALL: Final = 0o644
FIELDS: Final[Mapping[str, Callable[[], str]]] = {
    "--by": lambda: _("The name"),
    "--role": lambda: _("The role"),
    "--on": lambda: _("The day"),
}
"""How the page calls what the command line calls so."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who has read the pages, and when."""

    by: str = ""
    role: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A review that was signed and kept."""

    file: Path
    key: str
    findings: int


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the settings folder holds for reviews.

    Attributes:
        key: Whether there is a key of the clinic, and whether it is locked.
        public: Its public half; "" = none.
        file: The kept review of the pack in use; None = none.
    """

    key: KeyState
    public: str
    file: Path | None


def keeping(pack: str) -> Keeping:
    """Return what there is for a pack, by its id."""
    folder = settings_dir()
    file = _file_of(pack)
    return Keeping(_key_state(folder), own_public_key(folder), file if file.exists() else None)


def sign(pack: Path | None, shown: Library, signer: Signer, passphrase: str) -> Signed:
    """Sign and keep a review of what this window shows.

    Args:
        pack: Folder or zip of the pack; None = the one that came with the app.
        shown: What this window shows: only that can have been read.
        signer: Who has read it.
        passphrase: Locks a new key, opens a locked one; "" = not locked.

    Raises:
        InputError: A name, a role or the day can't be used, the key can't be opened, or the pack
            is not what this window shows.
        PackError: The pack can't be read, or holds faults.
        SaveError: The key or the review can't be kept; an older review is then unchanged.
    """
    root = pack or content_dir()
    before = digests(open_pack(root))
    if not is_same(load_library(root), shown):
        raise _other_than_shown()
    day = signer.on.isoformat() if signer.on is not None else ""
    try:
        review = signed_review(root, signer.by, signer.role, day, passphrase)
    except InputError as error:
        called = FIELDS.get(error.where)
        if called is None:
            raise
        raise InputError(called(), error.fault.what, error.fault.fix) from error
    if dict(review.files) != before:  # somebody wrote while we looked
        raise _other_than_shown()
    folder = settings_dir()
    if own_public_key(folder) != review.key:  # lost; without it the review is not believed here
        save_pdf(folder / PUBLIC_FILE, f"{review.key}\n".encode(), mode=READ_BY_ALL)
    return Signed(keep_review(review), review.key, len(review.findings))


def take_back(pack: str) -> None:
    """Remove the kept review of a pack, by its id.

    Raises:
        SaveError: It can't be removed.
    """
    file = _file_of(pack)
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        what = _("it can’t be removed ({reason})").format(reason=error.strerror)
        raise SaveError(str(file), what, _("Check the folder and its permissions")) from error


def _other_than_shown() -> InputError:
    what = _("the files are no longer what this window shows")
    fix = _("Close MISSDesk, open it again, read what is new, then sign")
    return InputError(_("The content"), what, fix)


def _file_of(pack: str) -> Path:
    return settings_dir() / FOLDER / f"{pack}.toml"


def _key_state(folder: Path) -> KeyState:
    """Return whether there is a key; one that can't be read is told when it is used."""
    try:
        raw = read_bounded(folder / KEY_FILE, MOST_BYTES)
    except FileNotFoundError:
        return "none"
    except OSError:
        return "open"
    return "locked" if LOCKED in raw else "open"
