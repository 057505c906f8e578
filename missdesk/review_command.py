"""The command `review`: a clinician has reviewed a pack; signed with the clinic's key."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from missdesk.console import OK, say
from missdesk.errors import InputError, SaveError
from missdesk.i18n import _
from missdesk.paths import settings_dir

if TYPE_CHECKING:
    from pathlib import Path

    from missdesk.content.review import Reviewed

MOST_CHARACTERS = 80
"""Of a name or a role: what fits the foot of a page."""


def run_review(arguments: argparse.Namespace, passphrase: str) -> int:
    """Sign and keep a review; print where it is and which key must be trusted elsewhere."""
    review = signed_review(arguments.pack, arguments.by, arguments.role, arguments.on, passphrase)
    path = keep_review(review)
    say(_("Kept: {file}").format(file=path))
    say(
        _("Files {files}, findings {findings}").format(
            files=len(review.files), findings=len(review.findings)
        )
    )
    say(_("For another computer, copy that file into the pack as review.toml"))
    say(_("and add this key to its trusted-reviewers: {key}").format(key=review.key))
    return OK


def signed_review(pack: Path | None, by: str, role: str, on: str, passphrase: str = "") -> Reviewed:
    """Return a signed review of everything in a pack as it is now.

    Args:
        pack: Its folder or zip; None = the one in use.
        by: Name of the reviewer, as it will be shown.
        role: Their role, such as "spine surgeon".
        on: Day of the review, YYYY-MM-DD; not before the text was written, not after today.
        passphrase: Of the clinic's key; "" = it is not locked.

    Raises:
        InputError: A name, a role or the day can't be used, or the key can't be opened.
        PackError: The pack can't be read, or holds faults: nobody can have read what is left out.
        SaveError: A new key can't be kept.
    """
    from missdesk.content.believed import FOLDER  # start-up time
    from missdesk.content.library import load_library
    from missdesk.content.pack_files import open_pack
    from missdesk.content.review import Reviewed, finding_digests, sign
    from missdesk.content.review_key import clinic_key
    from missdesk.content.seal import REVIEW, digests
    from missdesk.errors import PackError
    from missdesk.paths import content_dir
    from missdesk.settings_read import read_clinic

    root = pack or read_clinic()[0].pack or content_dir()
    library = load_library(root)
    # What is wrong with an older review does not matter: it is about to be signed anew.
    faults = [f for f in library.faults if not f.where.startswith((REVIEW, f"{FOLDER}/"))]
    if faults:
        raise PackError(faults)
    review = Reviewed(
        by=_words("--by", by),
        role=_words("--role", role),
        on=_day(on, library.pack.written),
        pack=library.pack.id,
        version=library.pack.version,
        files=digests(open_pack(root)),
        findings=finding_digests(library.findings),
    )
    return sign(review, clinic_key(settings_dir(), passphrase))


def keep_review(review: Reviewed) -> Path:
    """Keep a review in the settings folder and return its file.

    Raises:
        SaveError: It can't be written; an older one is then unchanged.
    """
    from missdesk.content.believed import FOLDER  # start-up time
    from missdesk.content.review import as_toml
    from missdesk.handout.save import save_pdf

    path = settings_dir() / FOLDER / f"{review.pack}.toml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = _("can't be written ({reason})").format(reason=error.strerror)
        fix = _("Check the folder and its permissions")
        raise SaveError(str(path.parent), what, fix) from error
    save_pdf(path, as_toml(review).encode())
    return path


def _words(option: str, text: str) -> str:
    """Return a name or a role in one line.

    Raises:
        InputError: It is empty, too long, or holds what can't be seen.
    """
    clean = " ".join(text.split())
    if not clean or len(clean) > MOST_CHARACTERS or not clean.isprintable():
        fix = _("Write 1 to {n} letters").format(n=MOST_CHARACTERS)
        raise InputError(option, _("this can't be shown as it is"), fix)
    return clean


def _day(text: str, written: date) -> date:
    """Return the day of the review.

    Raises:
        InputError: It is none, before the text was written, or still to come.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        fix = _("Write it as 2026-11-21")
        raise InputError("--on", _('"{day}" is no date').format(day=text[:40]), fix) from error
    if not written <= day <= date.today():
        what = _("{day} is before the text was written, or still to come").format(day=day)
        raise InputError("--on", what, _("Give the day of the review"))
    return day
