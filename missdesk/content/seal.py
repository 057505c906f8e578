"""Seals a pack: a list with the SHA-256 of every file, so that a changed one can't pass unseen.

The list is `manifest.sha256`, in the form that `sha256sum --check` reads. A seal says that files
are as their maker left them; who has reviewed them is told by a review (`content.review`).

Source: kiosk-and-security.md KV13; issue 7 (a pack whose hashes fail is refused).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from missdesk.content.pack_files import PackFiles, unreadable
from missdesk.errors import Fault, PackError

SEAL: Final = "manifest.sha256"
REVIEW: Final = "review.toml"
UNSEALED: Final = (SEAL, REVIEW)
"""A review is signed itself, and comes after the seal."""
RATINGS: Final = "ratings/"
"""What raters said of the pack; nothing of it is shown to patients."""
LINE: Final = re.compile(r"([0-9a-f]{64}) [ *](\S+)")
CHANGED: Final = "was changed after it was sealed"
MEND: Final = (
    "Get the pack again from its maker; if you changed it yourself, run: missdesk check --seal"
)


def digests(files: PackFiles) -> dict[str, str]:
    """Return the SHA-256 of every sealed file in hex, by its name.

    Those of `SealedFiles` are as its seal tells: what differs is never given out.

    Raises:
        PackError: A file can't be read.
    """
    if isinstance(files, SealedFiles):
        return dict(files.told)
    found: dict[str, str] = {}
    for name in files.names():
        if not _is_covered(name):
            continue
        try:
            found[name] = hashlib.sha256(files.read(name)).hexdigest()
        except OSError as error:
            raise PackError([unreadable(name, error)]) from error
    return found


class SealedFiles:
    """The files of a sealed pack: what is given out is compared with the seal in that moment.

    The very bytes that were compared are used, so nothing can change between the two (KV13).

    Attributes:
        told: SHA-256 of each file in hex, as the seal tells.
    """

    def __init__(self, files: PackFiles) -> None:
        """Read the seal.

        Raises:
            PackError: It can't be read, or a line is none.
        """
        self._files, self.told = files, _told(files)
        self._unread = set(self.told)
        self.faults = files.faults

    @property
    def where(self) -> str:
        """Return how messages call the pack."""
        return self._files.where

    def names(self) -> Sequence[str]:
        """Return the names of all files, sorted."""
        return self._files.names()

    def read(self, name: str) -> bytes:
        """Return a file's bytes; see `PackFiles.read`.

        Raises:
            PackError: It is not as it was sealed.
        """
        raw = self._files.read(name)
        if _is_covered(name) and hashlib.sha256(raw).hexdigest() != self.told.get(name):
            raise PackError([Fault(name, CHANGED, MEND)])
        self._unread.discard(name)
        return raw

    def compare(self) -> None:
        """Compare what has not been read yet.

        Raises:
            PackError: Something is not as it was sealed; `telling_all` names it all.
        """
        covered = {name for name in self.names() if _is_covered(name)}
        if covered != self.told.keys():
            raise PackError(broken_seal(self._files))
        for name in sorted(self._unread):
            try:
                self.read(name)
            except OSError as error:
                raise PackError([unreadable(name, error)]) from error

    @contextmanager
    def telling_all(self) -> Iterator[None]:
        """Let the first thing that breaks the seal be told with all others that do.

        Raises:
            PackError: What was raised inside, or everything that breaks the seal.
        """
        try:
            yield
        except PackError:
            faults = seal_faults(self._files)
            if faults:
                raise PackError(faults) from None
            raise


def _is_covered(name: str) -> bool:
    """Return whether the seal is over a file."""
    return name not in UNSEALED and not name.startswith(RATINGS)


def make_seal(files: PackFiles) -> str:
    """Return the text of the seal.

    Raises:
        PackError: A file can't be read.
    """
    return seal_text(digests(files))


def seal_text(found: Mapping[str, str]) -> str:
    """Return the text of the seal over files with these digests."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(found.items()))


def is_sealed(files: PackFiles) -> bool:
    """Return whether the pack has a seal at all."""
    return SEAL in files.names()


def seal_faults(files: PackFiles) -> list[Fault]:
    """Return what differs from the seal or can't be read; a pack without a seal has no such."""
    try:
        return broken_seal(files) if is_sealed(files) else []
    except PackError as error:
        return list(error.faults)


def broken_seal(files: PackFiles) -> list[Fault]:
    """Return what differs from the seal, by file; empty when all is as it was sealed.

    Raises:
        PackError: A file can't be read, or the seal is none.
    """
    told, found = _told(files), digests(files)
    differing = (name for name in told if told[name] != found.get(name))
    what = dict.fromkeys(differing, CHANGED)
    what |= dict.fromkeys(told.keys() - found.keys(), "is sealed, but not there")
    what |= dict.fromkeys(found.keys() - told.keys(), "is there, but not sealed")
    return [Fault(name, said, MEND) for name, said in sorted(what.items())]


def _told(files: PackFiles) -> Mapping[str, str]:
    """Return the digests that the seal tells, by name.

    Raises:
        PackError: It can't be read, or a line is none.
    """
    try:
        lines = files.read(SEAL).decode("ascii").splitlines()
    except OSError as error:
        raise PackError([unreadable(SEAL, error)]) from error
    except UnicodeDecodeError as error:
        raise PackError([Fault(SEAL, "is not plain text", MEND)]) from error
    told: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        match = LINE.fullmatch(line)
        if match is None or match[2] in told:
            raise PackError([Fault(f"{SEAL}:{number}", "is no line of a seal", MEND)])
        told[match[2]] = match[1]
    return told
