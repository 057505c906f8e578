"""Lock a finished handout with a password: AES-256, still open to screen readers.

PDF/UA is checked before locking; the locked file differs each time, since its keys are random.

Source: issue 6 (optional password); standards.md PU21; ISO 32000-2, 7.6 (revision 6).
"""

from __future__ import annotations

import io
import unicodedata
from typing import Final

from missdesk.errors import InputError
from missdesk.i18n import _

LEAST_CHARACTERS: Final = 8
"""A file that was carried off can be tried millions of times a second."""
MOST_BYTES: Final = 127
"""What a PDF password may have (ISO 32000-2, 7.6.4.1)."""


def check_password(typed: str) -> str:
    """Return a password in the form in which it goes into the file.

    Raises:
        InputError: It is too short, too long, or has characters that can't be typed.
    """
    password = unicodedata.normalize("NFKC", typed)
    if len(password) < LEAST_CHARACTERS:
        fix = _("Use {n} characters or more").format(n=LEAST_CHARACTERS)
        raise InputError(_("The password"), _("it is too short"), fix)
    if any(unicodedata.category(c)[0] == "C" for c in password):
        what = _("it has characters that can't be typed")
        raise InputError(_("The password"), what, _("Use letters, digits and signs"))
    if len(password.encode()) > MOST_BYTES:
        raise InputError(_("The password"), _("it is too long"), _("Use a shorter one"))
    return password


def lock(pdf: bytes, typed: str) -> bytes:
    """Return the handout, to be opened with the password only.

    Args:
        pdf: A finished handout.
        typed: The password; PRIVACY: never kept, logged or put into a message.

    Raises:
        InputError: As `check_password`.
    """
    from missdesk.handout.pdf_limits import pikepdf  # the window checks passwords without it

    password = check_password(typed)
    allowed = pikepdf.Permissions(
        accessibility=True,
        extract=True,
        modify_annotation=True,
        modify_assembly=False,
        modify_form=True,
        modify_other=False,
        print_highres=True,
        print_lowres=True,
    )
    # An empty owner password would open the file to everyone, so it is the same one.
    way = pikepdf.Encryption(
        owner=password, user=password, R=6, aes=True, metadata=True, allow=allowed
    )
    out = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(pdf)) as file:
        file.save(out, encryption=way, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
