"""Read and save the clinic's file; runs in a worker. A save is whole or does not happen.

Source: issue 6 (clinic settings); kiosk-and-security.md KV.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

from missdesk.errors import Fault, InputError, MissdeskError, SaveError
from missdesk.handout.logo import read_logo
from missdesk.handout.save import save_pdf
from missdesk.handout.typed import strange_options
from missdesk.i18n import _
from missdesk.kiosk_settings import KioskSettings
from missdesk.model.library import Library
from missdesk.paths import read_bounded, settings_dir
from missdesk.settings import (
    FILE_NAME,
    JPEG_START,
    MOST_BYTES,
    MOST_LOGO_BYTES,
    PNG_START,
    Clinic,
)
from missdesk.settings_read import read_clinic
from missdesk.settings_toml import Changes, changed_text, changes_of, kiosk_changes
from missdesk.ui.clinic.draft import Draft, check
from missdesk.ui.kiosk.read_settings import FILE as KIOSK_FILE
from missdesk.ui.kiosk.read_settings import read_kiosk

READ_BY_ALL: Final = 0o644
"""A folder on a shared drive is read by every computer of the clinic."""
OLD: Final = "{stem}-old-{n}.toml"
MOST_OLD: Final = 1000
_OWN_LOGO: Final = re.compile(r"logo-[0-9a-f]{8}\.(?:png|jpg)")


@dataclass(frozen=True, slots=True)
class Found:
    """The settings as they are on the disk, and what had to be left out."""

    clinic: Clinic
    faults: tuple[Fault, ...]
    kiosk: KioskSettings = field(default_factory=KioskSettings)
    kiosk_faults: tuple[Fault, ...] = ()

    @property
    def draft(self) -> Draft:
        """Return the settings alone."""
        return Draft(self.clinic, self.kiosk)


class UnreadableFileError(InputError):
    """The file that is there can't be changed, only replaced."""


def find(library: Library) -> Found:
    """Return the settings, with every fault that the handout would meet."""
    clinic, faults = read_clinic()
    more: list[Fault] = list(strange_options(clinic, library))
    try:
        if clinic.logo:
            read_logo(clinic.logo)
    except MissdeskError as error:
        more.append(error.fault)
    return Found(clinic, (*faults, *more), *read_kiosk())


def save(
    before: Draft, after: Draft, library: Library, anew: Collection[str] = frozenset()
) -> Found:
    """Write what differs, and return what the disk says then.

    Args:
        before: What the files said when they were read.
        after: What they shall say, tidy.
        library: To check what is read back.
        anew: Names of files that are begun anew; those that are there are kept under other names.

    Raises:
        UnreadableFileError: A file can't be changed; nothing was written.
        MissdeskError: Something in it can't be printed, or can't be written; each file on the
            disk is then as it was, or has all of its changes.
    """
    check(after)
    folder = settings_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_saved(folder, error.strerror or _("no reason given")) from error
    path, start = folder / KIOSK_FILE, before.kiosk
    if is_anew := KIOSK_FILE in anew:
        start = KioskSettings()
    kiosk, text = kiosk_changes(start, after.kiosk), ""
    has_kiosk = bool(kiosk) or is_anew
    if has_kiosk:
        text = _text_with(path, kiosk, is_anew=is_anew)  # refused before anything is written
    _save_clinic(folder, before.clinic, after.clinic, is_anew=FILE_NAME in anew)
    if has_kiosk:
        _keep(path, text, is_anew=is_anew)
    return find(library)


def _save_clinic(folder: Path, before: Clinic, after: Clinic, *, is_anew: bool) -> None:
    """Write `clinic.toml` and its logo, where something in them differs."""
    if is_anew:
        before = Clinic()
    elif before == after:
        return
    path = folder / FILE_NAME
    changes: Changes = changes_of(before, after)
    old_logo = "" if is_anew else _logo_name(_there(path))
    has_other_logo = before.logo != after.logo
    text = _text_with(path, changes, is_anew=is_anew)  # refused before the logo is written
    if has_other_logo:
        changes = {**changes, "logo": _logo_file(folder, after.logo)}
        text = _text_with(path, changes, is_anew=is_anew)
    _keep(path, text, is_anew=is_anew)
    if has_other_logo and _OWN_LOGO.fullmatch(old_logo):
        with suppress(OSError):  # it lies there unused: no harm
            if old_logo != changes.get("logo"):
                (folder / old_logo).unlink()


def _text_with(path: Path, changes: Changes, *, is_anew: bool) -> str:
    """Return the text of a file with some keys changed; nothing is written.

    Raises:
        UnreadableFileError: The file can't be changed.
        InputError: It would be too large.
        SaveError: It can't be read.
    """
    text = _changed(path.name, "" if is_anew else _there(path), changes)
    if len(text.encode()) > MOST_BYTES:
        raise InputError(path.name, _("it would be larger than 64 KB"), _("Shorten your advice"))
    return text


def _keep(path: Path, text: str, *, is_anew: bool) -> None:
    """Write a file; one that is begun anew is put aside first.

    Raises:
        SaveError: It can't be written; what was there before is unchanged.
    """
    if is_anew:
        try:
            _put_aside(path)
        except OSError as error:
            raise _not_saved(path.parent, error.strerror or _("no reason given")) from error
    _write(path, text.encode(), _mode_of(path))


def read_picture(path: Path) -> bytes:
    """Return the bytes of a logo that can be printed.

    Raises:
        InputError: It can't be read, or is no picture that can be printed.
    """
    where = _("The clinic’s logo")
    try:
        raw = read_bounded(path, MOST_LOGO_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or _("no reason given")
        what = _("it can’t be read ({reason})").format(reason=reason)
        raise InputError(where, what, _("Choose another file")) from error
    if len(raw) > MOST_LOGO_BYTES:
        raise InputError(where, _("it is larger than 4 MB"), _("Save a smaller picture"))
    if not raw:
        raise InputError(where, _("it is empty"), _("Choose another file"))
    if not raw.startswith((PNG_START, JPEG_START)):
        raise InputError(where, _("it is neither PNG nor JPEG"), _("Save it as PNG"))
    read_logo(raw)
    return raw


def _there(path: Path) -> str:
    """Return the text of the file as it is now; another hand may have changed it.

    Raises:
        UnreadableFileError: It is no text, or too large.
        SaveError: It can't be read.
    """
    try:
        raw = read_bounded(path, MOST_BYTES)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise _not_saved(path.parent, error.strerror or _("no reason given")) from error
    try:
        if len(raw) <= MOST_BYTES:
            return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass  # told below, as a file that is too large
    raise _unreadable(path.name, _("it can’t be changed without losing something in it"))


def _changed(name: str, text: str, changes: Changes) -> str:
    try:
        return changed_text(text, changes, name) if changes else text
    except InputError as error:
        raise _unreadable(name, error.what) from error


def _unreadable(name: str, what: str) -> UnreadableFileError:
    return UnreadableFileError(name, what, _("Correct the file by hand, or begin a new one"))


def _put_aside(path: Path) -> None:
    """Keep the file under another name too.

    Raises:
        OSError: The file can't be read.
        SaveError: The copy can't be written.
    """
    if path.exists():
        names = (path.with_name(OLD.format(stem=path.stem, n=n)) for n in range(1, MOST_OLD))
        free = next(name for name in names if not name.exists())
        try:
            os.link(path, free)  # however large it is
        except OSError:  # a disk without links
            _write(free, path.read_bytes(), _mode_of(path))


def _logo_name(text: str) -> str:
    """Return the name that the key "logo" has in a file; "" when it has none."""
    found = re.search(r"""^\s*logo\s*=\s*["']([^"']+)["']""", text, re.MULTILINE)
    return found[1] if found else ""


def _logo_file(folder: Path, logo: bytes) -> str | None:
    """Write the logo beside the settings and return its name, None for none.

    Its name comes from its bytes: the file in use is never written over.
    """
    if not logo:
        return None
    ending = "png" if logo.startswith(PNG_START) else "jpg"
    name = f"logo-{sha256(logo).hexdigest()[:8]}.{ending}"
    _write(folder / name, logo, READ_BY_ALL)
    return name


def _mode_of(path: Path) -> int:
    """Return who may read the file that is there, or all."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return READ_BY_ALL


def _write(path: Path, raw: bytes, mode: int) -> None:
    """Write a file whole or not at all.

    Raises:
        SaveError: It can't be written; what was there before is unchanged.
    """
    try:
        save_pdf(path, raw, mode=mode)
    except SaveError as error:
        raise _not_saved(Path(error.where), error.what) from error


def _not_saved(where: Path, reason: str) -> SaveError:
    fix = _("Nothing is lost: all you typed stays here. Mend it, then save again")
    return SaveError(str(where), _("not saved: {reason}").format(reason=reason), fix)
