"""Find packing in a PDF that has no bound, before anything unpacks it.

qpdf bounds every filter it knows but LZW (`pdf_limits`): a few megabytes of it unpack to more than
the memory holds, and a hostile file needs one such cross-reference or object stream only. No
handout has any, so a file with LZW, or one that hides how its streams are packed, is refused.

Source: kiosk-and-security.md KV; ISO 32000-1, 7.2.2, 7.3.5 and 7.4.4.
"""

from __future__ import annotations

import re
from typing import Final


def _name(letters: str) -> bytes:
    """Return a pattern for a PDF name, whose letters may be written as "#" and two digits."""
    written = (rf"(?:{c}|#{ord(c):02X}|#{ord(c):02x})" for c in letters)
    return f"/{''.join(written)}".encode()


_END: Final = rb"(?=[\0\t\n\f\r ()<>\[\]{}/%]|\Z)"
_SPACE: Final = rb"(?:[\0\t\n\f\r ]|%[^\r\n]*(?=[\r\n]))*+"
_ANY_NAME: Final = rb"/[^\0\t\n\f\r ()<>\[\]{}/%]*+"
_LZW: Final = re.compile(_name("LZW") + b"(?:" + _name("Decode")[1:] + b")?" + _END)
_FILTER: Final = re.compile(_name("Filter") + _END + _SPACE)
_SHOWN: Final = re.compile(
    _ANY_NAME + rb"|\[" + _SPACE + b"(?:" + _ANY_NAME + _SPACE + rb")*+\]|null"
)


def may_unpack_without_end(pdf: bytes) -> bool:
    """Return whether a stream is, or could be, packed with LZW.

    Streams stand in the file itself, never inside another stream, so their dictionaries can be
    read without unpacking anything; a filter named elsewhere (a reference) counts as hidden.
    """
    if _LZW.search(pdf):
        return True
    return any(not _SHOWN.match(pdf, found.end()) for found in _FILTER.finditer(pdf))
