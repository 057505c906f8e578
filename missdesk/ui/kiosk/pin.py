"""The staff's PIN of a kiosk: kept as a scrypt hash, checked ever more slowly after wrong tries.

There is no default PIN, and no key combination that does without it. How many tries were wrong is
kept beside the PIN, so that a crash or a pulled plug forgives none: a start begins the wait anew.

Source: kiosk-and-security.md KE12; standards.md WC27.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import itertools
import os
import re
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from missdesk.errors import InputError, SaveError
from missdesk.i18n import _
from missdesk.paths import read_bounded

FILE: Final = "kiosk-pin"
TRIES_FILE: Final = "kiosk-pin-tries"
TRIES: Final = re.compile(r"[0-9]{1,4}\n?")
PIN: Final = re.compile(r"[0-9]{6,12}")
LINE: Final = re.compile(r"scrypt 14 8 1 ([0-9a-f]{32}) ([0-9a-f]{64})\n?")
COST, BLOCK, LANES = 2**14, 8, 1
"""16 MB and about 50 ms: slow to try, quick enough to be let out."""
FREE_TRIES: Final = 5
FIRST_WAIT, MOST_WAIT = 30.0, 3600.0
MOST_BYTES: Final = 4096


def set_pin(folder: Path, pin: str) -> Path:
    """Keep a new PIN and return its file.

    Raises:
        InputError: It is no PIN, or one that is tried first.
        SaveError: It can't be kept.
    """
    if not PIN.fullmatch(pin):
        raise InputError(_("The PIN"), _("it is no PIN"), _("Use 6 to 12 digits"))
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(pin)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        fix = _("Use digits that are not all alike or in a row")
        raise InputError(_("The PIN"), _("it is too easy to guess"), fix)
    salt = secrets.token_bytes(16)
    path, line = folder / FILE, f"scrypt 14 8 1 {salt.hex()} {_hash(pin, salt).hex()}\n"
    part = folder / f".{FILE}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(line)
        part.replace(path)
        (folder / TRIES_FILE).unlink(missing_ok=True)
    except OSError as error:
        what = _("can't be written ({reason})").format(reason=error.strerror)
        raise SaveError(str(path), what, _("Check the folder and its permissions")) from error
    return path


def has_pin(folder: Path) -> bool:
    """Return whether a PIN was set and can be read."""
    return _kept(folder) is not None


class PinCheck:
    """Lets staff try the PIN.

    Args:
        folder: Where the PIN is kept.
        now: Steady clock in seconds.
    """

    def __init__(self, folder: Path, now: Callable[[], float] = time.monotonic) -> None:
        self._folder, self._now = folder, now
        self._wrong, self._open_at = _tries(folder), 0.0
        self._begin_wait()

    @property
    def seconds_to_wait(self) -> float:
        """Return how long no PIN is looked at; 0 = one may try."""
        return max(0.0, self._open_at - self._now())

    def is_right(self, pin: str) -> bool:
        """Return whether this is the PIN; while one has to wait, no PIN is."""
        kept = _kept(self._folder)
        if self.seconds_to_wait > 0 or kept is None:
            return False
        salt, told = kept
        if hmac.compare_digest(_hash(pin, salt), told):
            self._wrong, self._open_at = 0, 0.0
            _keep_tries(self._folder, 0)
            return True
        self._wrong = min(self._wrong + 1, 9999)
        _keep_tries(self._folder, self._wrong)
        self._begin_wait()
        return False

    def _begin_wait(self) -> None:
        """Wait ever longer once the free tries are used up."""
        if self._wrong >= FREE_TRIES:
            doubled = FIRST_WAIT * 2.0 ** min(self._wrong - FREE_TRIES, 20)
            self._open_at = self._now() + min(doubled, MOST_WAIT)


def _tries(folder: Path) -> int:
    """Return how many tries were wrong before this start; a damaged count asks for one wait."""
    try:
        told = read_bounded(folder / TRIES_FILE, MOST_BYTES).decode("ascii", "replace")
    except OSError:
        return 0
    return int(told) if TRIES.fullmatch(told) else FREE_TRIES


def _keep_tries(folder: Path, wrong: int) -> None:
    """Keep the count; on a disk that takes nothing it lives as long as this process."""
    path = folder / TRIES_FILE
    with contextlib.suppress(OSError):
        if wrong:
            with path.open("w", encoding="ascii") as file:
                file.write(f"{wrong}\n")
                file.flush()
                os.fsync(file.fileno())  # the plug may be pulled right now
        else:
            path.unlink(missing_ok=True)


def _hash(pin: str, salt: bytes) -> bytes:
    """Return the scrypt hash of a PIN (RFC 7914)."""
    return hashlib.scrypt(pin.encode(), salt=salt, n=COST, r=BLOCK, p=LANES, dklen=32)


def _kept(folder: Path) -> tuple[bytes, bytes] | None:
    """Return salt and hash of the PIN that was set, None without one."""
    try:
        match = LINE.fullmatch(read_bounded(folder / FILE, MOST_BYTES).decode("ascii"))
    except (OSError, UnicodeDecodeError):
        return None
    return (bytes.fromhex(match[1]), bytes.fromhex(match[2])) if match else None
