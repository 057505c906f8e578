"""Read and save the clinic's file; runs in a worker. A save is whole or does not happen.

Source: issue 6 (clinic settings); kiosk-and-security.md KV.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from missdesk.errors import Fault, InputError, MissdeskError, SaveError
from missdesk.handout.clinic_blocks import check_fonts
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
    MOST_BLOCK_CHARACTERS,
    MOST_BYTES,
    MOST_LOGO_BYTES,
    PNG_START,
    Clinic,
    Phone,
    clean,
    clean_lines,
    read_clinic,
)
from missdesk.settings_toml import Changes, changed_text, changes_of, kiosk_changes
from missdesk.ui.kiosk.read_settings import FILE as KIOSK_FILE
from missdesk.ui.kiosk.read_settings import is_address, read_kiosk

READ_BY_ALL: Final = 0o644
"""A folder on a shared drive is read by every computer of the clinic."""
OLD: Final = "{stem}-old-{n}.toml"
MOST_OLD: Final = 1000
MOST_PATH: Final = 400
_OWN_LOGO: Final = re.compile(r"logo-[0-9a-f]{8}\.(?:png|jpg)")
_KEY: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Draft:
    """All that is set on the page: `clinic.toml`, and `kiosk.toml` for the waiting room."""

    clinic: Clinic = field(default_factory=Clinic)
    kiosk: KioskSettings = field(default_factory=KioskSettings)


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


def tidy_draft(draft: Draft) -> Draft:
    """Return all that was typed as it is kept."""
    address = draft.kiosk.clinic_address.strip()
    return Draft(tidy(draft.clinic), replace(draft.kiosk, clinic_address=address))


def tidy(clinic: Clinic) -> Clinic:
    """Return what was typed as it is kept: one space between words, nothing empty."""
    people = (clean(one) for one in clinic.clinicians)
    phones = (Phone(clean(p.who), clean(p.number)) for p in clinic.phones)
    blocks = {key: clean_lines(text) for key, text in clinic.blocks.items()}
    keys = ("".join(one.split()).lower() for one in clinic.trusted_reviewers)
    return replace(
        clinic,
        name=clean(clinic.name),
        phone=clean(clinic.phone),
        emergency=clean(clinic.emergency),
        footer=clean(clinic.footer),
        clinicians=tuple(one for one in people if one),
        phones=tuple(p for p in phones if p.who or p.number),
        blocks={key: text for key, text in blocks.items() if text},
        not_offered={topic: ids for topic, ids in clinic.not_offered.items() if ids},
        trusted_reviewers=tuple(dict.fromkeys(one for one in keys if one)),
    )


def check(clinic: Clinic) -> None:
    """Refuse what the handout could not print.

    Raises:
        MissdeskError: Names the first thing that is wrong.
    """
    for phone in clinic.phones:
        if not phone.number:
            where = _("More numbers")
            what = _("“{who}” has no number").format(who=phone.who)
            raise InputError(where, what, _("Type the number or remove the line"))
    for text in clinic.blocks.values():
        if len(text) > MOST_BLOCK_CHARACTERS:
            what = _("a text has {n} characters").format(n=len(text))
            fix = _("Use at most {n}").format(n=MOST_BLOCK_CHARACTERS)
            raise InputError(_("Your own advice"), what, fix)
    for key in clinic.trusted_reviewers:
        if not _KEY.fullmatch(key):
            what = _("“{start}” is no key").format(start=key[:12])
            fix = _("Paste all 64 digits, or remove the line")
            raise InputError(_("Whose reviews are believed"), what, fix)
    name = str(clinic.pack or "")
    if len(name) > MOST_PATH or name != clean(name):
        what = _("a folder on the way to it has a name that can’t be kept")
        raise InputError(_("The pack"), what, _("Move it to a folder with a short, plain name"))
    check_fonts(clinic)
    if clinic.logo:
        read_logo(clinic.logo)


def check_kiosk(kiosk: KioskSettings) -> None:
    """Refuse what the waiting room could not show.

    Raises:
        InputError: Names what is wrong.
    """
    if kiosk.clinic_address and not is_address(kiosk.clinic_address):
        fix = _("Begin it with https:// and leave no spaces")
        raise InputError(_("The clinic’s web address"), _("a phone can’t open it"), fix)


def save(before: Draft, after: Draft, library: Library, anew: str = "") -> Found:
    """Write what differs, and return what the disk says then.

    Args:
        before: What the files said when they were read.
        after: What they shall say, tidy.
        library: To check what is read back.
        anew: Name of a file that is begun anew; the one that is there is kept under another name.

    Raises:
        UnreadableFileError: A file can't be changed; nothing was written.
        MissdeskError: Something in it can't be printed, or can't be written; the file on the
            disk is then as it was.
    """
    check(after.clinic)
    check_kiosk(after.kiosk)
    folder = settings_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_saved(folder, error.strerror or _("no reason given")) from error
    start = KioskSettings() if anew == KIOSK_FILE else before.kiosk
    kiosk = kiosk_changes(start, after.kiosk)
    text = _text_with(folder / KIOSK_FILE, kiosk, anew)  # refused before anything is written
    clinic = Clinic() if anew == FILE_NAME else before.clinic
    if clinic != after.clinic or anew == FILE_NAME:
        _save_clinic(folder, clinic, after.clinic, anew)
    if kiosk or anew == KIOSK_FILE:
        _keep(folder / KIOSK_FILE, text, anew)
    return find(library)


def _save_clinic(folder: Path, before: Clinic, after: Clinic, anew: str) -> None:
    """Write `clinic.toml` and its logo."""
    path = folder / FILE_NAME
    changes: Changes = changes_of(before, after)
    old_logo = "" if anew == FILE_NAME else _logo_name(_there(path))
    has_other_logo = before.logo != after.logo
    text = _text_with(path, changes, anew)  # refused before the logo is written
    if has_other_logo:
        changes = {**changes, "logo": _logo_file(folder, after.logo)}
        text = _text_with(path, changes, anew)
    _keep(path, text, anew)
    if has_other_logo and _OWN_LOGO.fullmatch(old_logo):
        with suppress(OSError):  # it lies there unused: no harm
            if old_logo != changes.get("logo"):
                (folder / old_logo).unlink()


def _text_with(path: Path, changes: Changes, anew: str) -> str:
    """Return the text of a file with some keys changed; nothing is written.

    Raises:
        UnreadableFileError: The file can't be changed.
        InputError: It would be too large.
        SaveError: It can't be read.
    """
    text = _changed(path.name, "" if anew == path.name else _there(path), changes)
    if len(text.encode()) > MOST_BYTES:
        raise InputError(path.name, _("it would be larger than 64 KB"), _("Shorten your advice"))
    return text


def _keep(path: Path, text: str, anew: str) -> None:
    """Write a file; one that is begun anew is put aside first.

    Raises:
        SaveError: It can't be written; what was there before is unchanged.
    """
    if anew == path.name:
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
