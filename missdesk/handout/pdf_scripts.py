"""Find what a PDF could make a reader do: run a script, start a program, send a form.

No handout has any of it, so a file that does was changed by somebody else, and is refused whole.

Source: kiosk-and-security.md KV; ISO 32000-1, 12.6 (actions) and 12.7.8 (XFA).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pikepdf

MOST_OBJECTS: Final = 200_000
"""A handout has about a thousand."""
_ACTS: Final = re.compile(
    rb"/(?:JavaScript|JS|AA|Launch|XFA|SubmitForm|ImportData|RichMedia|GoToE|Rendition)"
    rb"(?=[\s<>\[\]()/]|\Z)"
)


def has_scripts(file: pikepdf.Pdf) -> bool:
    """Return whether any object names a script or an act of its own, or there are too many to look.

    An object is written out by qpdf, which spells hidden letters of names; nothing is run.
    """
    if len(file.objects) > MOST_OBJECTS:
        return True
    return any(_ACTS.search(_written(found)) for found in file.objects)


def _written(found: pikepdf.Object) -> bytes:
    """Return an object as it would stand in a file, of a stream its dictionary only.

    Whatever the types say, nothing (a damaged file has lost an object) and numbers come as
    Python's own.
    """
    if not hasattr(found, "unparse"):
        return b""
    shown = found.stream_dict if found._type_name == "stream" else found
    return bytes(shown.unparse(resolved=True))
