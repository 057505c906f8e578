"""Clean what people type before it is printed: names and questions.

No markup is ever built from it: text is drawn run by run, so `<b>` prints as `<b>`.

Source: issue 3 point 9; notes/pdf.md 7; kiosk-and-security.md KP.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

MOST_CHARACTERS: Final = 200
ELLIPSIS: Final = "…"

_DROPPED: Final = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Controls, format marks (direction overrides too), surrogates, private and unassigned ones."""
_SPACES: Final = {"Zs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit for paper, and whether its end was cut off."""

    text: str
    is_cut: bool = False


def clean(text: str, most: int = MOST_CHARACTERS) -> Cleaned:
    """Return a text without anything that can't be seen.

    Spaces, tabs and line ends become one space each; controls, lone surrogates, private and
    unassigned characters and every direction mark are dropped; the rest is composed (NFC).

    Args:
        text: As typed; may be anything.
        most: Most characters kept; a longer text ends with "…".
    """
    spaced = "".join(" " if _is_space(c) else c for c in text)
    kept = "".join(c for c in spaced if unicodedata.category(c) not in _DROPPED)
    composed = unicodedata.normalize("NFC", kept)
    squeezed = " ".join(composed.split())
    if len(squeezed) <= most:
        return Cleaned(squeezed)
    return Cleaned(squeezed[: most - 1].rstrip() + ELLIPSIS, is_cut=True)


def _is_space(char: str) -> bool:
    """Return whether a character parts words."""
    return char in "\t\n\r\v\f" or unicodedata.category(char) in _SPACES
