"""Seals a pack: a list with the SHA-256 of every file, so that a changed one can't pass unseen.

The list is `manifest.sha256`, in the form that `sha256sum --check` reads. A seal says that files
are as their maker left them; who has reviewed them is told by a review (`content.review`).

Source: kiosk-and-security.md KV13; issue 7 (a pack whose hashes fail is refused).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
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
MEND: Final = "Get the pack again from its maker; after a change of your own: check --seal"


def digests(files: PackFiles) -> dict[str, str]:
    """Return the SHA-256 of every sealed file in hex, by its name.

    Raises:
        PackError: A file can't be read.
    """
    found: dict[str, str] = {}
    for name in files.names():
        if name in UNSEALED or name.startswith(RATINGS):
            continue
        try:
            found[name] = hashlib.sha256(files.read(name)).hexdigest()
        except OSError as error:
            raise PackError([unreadable(name, error)]) from error
    return found


def make_seal(files: PackFiles) -> str:
    """Return the text of the seal.

    Raises:
        PackError: A file can't be read.
    """
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests(files).items()))


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
    what = dict.fromkeys(differing, "was changed after it was sealed")
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
