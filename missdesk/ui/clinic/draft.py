"""What is typed on the Clinic page: made tidy, and refused where it can't be printed or kept.

Source: issue 6 (clinic settings); kiosk-and-security.md KV.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from missdesk.errors import InputError
from missdesk.handout.clinic_blocks import check_fonts
from missdesk.handout.logo import read_logo
from missdesk.i18n import _
from missdesk.kiosk_settings import KioskSettings
from missdesk.settings import MOST_BLOCK_CHARACTERS, Clinic, Phone, clean, clean_lines
from missdesk.ui.kiosk.read_settings import is_address

MOST_PATH: Final = 400
_KEY: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Draft:
    """All that is set on the page: `clinic.toml`, and `kiosk.toml` for the waiting room."""

    clinic: Clinic = field(default_factory=Clinic)
    kiosk: KioskSettings = field(default_factory=KioskSettings)


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


def check(draft: Draft) -> None:
    """Refuse what the handout could not print, or the waiting room not show.

    Raises:
        MissdeskError: Names the first thing that is wrong.
    """
    clinic = draft.clinic
    check_texts(clinic)
    for key in clinic.trusted_reviewers:
        if not _KEY.fullmatch(key):
            what = _("“{start}” is no key").format(start=key[:12])
            fix = _("Paste all 64 digits, or remove the line")
            raise InputError(_("Whose reviews are believed"), what, fix)
    name = str(clinic.pack or "")
    if len(name) > MOST_PATH or name != clean(name):
        what = _("a folder on the way to it has a name that can’t be kept")
        raise InputError(_("The pack"), what, _("Move it to a folder with a short, plain name"))
    if clinic.logo:
        read_logo(clinic.logo)
    address = draft.kiosk.clinic_address
    if address and not is_address(address):
        fix = _("Begin it with https:// and leave no spaces")
        raise InputError(_("The clinic’s web address"), _("a phone can’t open it"), fix)


def check_texts(clinic: Clinic) -> None:
    """Refuse words that could not be printed; quick, so that it may follow what is typed.

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
    check_fonts(clinic)
