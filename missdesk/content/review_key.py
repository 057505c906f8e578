"""The clinic's key: made once, it signs reviews; its public half says who may be believed.

The private half stays in the settings folder, readable by its owner alone (0600), locked with a
passphrase when one is wished. Ed25519 by `cryptography`.

Source: issue 7 (packs and files); kiosk-and-security.md KV13.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from missdesk.errors import InputError, SaveError
from missdesk.i18n import _
from missdesk.paths import read_bounded
from missdesk.settings import PUBLIC_KEY

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_FILE: Final = "review-key.pem"
PUBLIC_FILE: Final = "review-key.pub"
MOST_BYTES: Final = 4096


def clinic_key(folder: Path, passphrase: str = "") -> Ed25519PrivateKey:
    """Return the clinic's key, made and kept on first use.

    Args:
        folder: The settings folder; made when it is not there.
        passphrase: Locks a new key, opens a locked one; "" = not locked.

    Raises:
        InputError: The key is locked and the passphrase wrong or missing, or it is damaged.
        SaveError: A new key can't be kept.
    """
    path = folder / KEY_FILE
    return _read(path, passphrase) if path.exists() else _make(path, passphrase)


def public_hex(key: Ed25519PrivateKey) -> str:
    """Return the public half as 64 hex digits, the form of `trusted-reviewers`."""
    return key.public_key().public_bytes_raw().hex()


def own_public_key(folder: Path) -> str:
    """Return the public half kept beside the key, "" when there is none; opens no lock."""
    try:
        text = read_bounded(folder / PUBLIC_FILE, MOST_BYTES).decode("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return text if PUBLIC_KEY.fullmatch(text) else ""


def _read(path: Path, passphrase: str) -> Ed25519PrivateKey:
    """Return the key of a file."""
    from cryptography.exceptions import UnsupportedAlgorithm  # start-up time
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        raw = read_bounded(path, MOST_BYTES)
        key = load_pem_private_key(raw, passphrase.encode() or None)
    except TypeError as error:  # locked and no passphrase, or the other way round
        what = _("it has no lock") if passphrase else _("it is locked with a passphrase")
        fix = _("Give none") if passphrase else _("Give the passphrase")
        raise InputError(str(path), what, fix) from error
    except OSError as error:
        what = _("it can't be read ({reason})").format(reason=error.strerror)
        raise InputError(str(path), what, _("Check the file and its permissions")) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        what = _("the passphrase is wrong, or the file is damaged")
        fix = _("Try again; else keep the file aside and sign with a new key")
        raise InputError(str(path), what, fix) from error
    if not isinstance(key, Ed25519PrivateKey):
        fix = _("Keep the file aside and sign with a new key")
        raise InputError(str(path), _("it is another kind of key"), fix)
    return key


def _make(path: Path, passphrase: str) -> Ed25519PrivateKey:
    """Make a key and keep it; the private half never lies there with wider rights."""
    from cryptography.hazmat.primitives import serialization as form  # start-up time
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    lock: form.KeySerializationEncryption = form.NoEncryption()
    if passphrase:
        lock = form.BestAvailableEncryption(passphrase.encode())
    pem = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, lock)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
        (path.parent / PUBLIC_FILE).write_text(f"{public_hex(key)}\n", encoding="ascii")
    except OSError as error:
        what = _("can't be written ({reason})").format(reason=error.strerror)
        raise SaveError(str(path), what, _("Check the folder and its permissions")) from error
    return key
