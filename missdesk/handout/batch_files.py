"""Name the files of a batch: by reference or line, never by a patient's name.

Source: issue 6 (batch); PU27, KP5.
"""

from __future__ import annotations

import unicodedata
from typing import Final

MOST_STEM: Final = 80
_KEPT: Final = frozenset("-_.")
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", "clock$", "conin$", "conout$"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"}
)
"""Names that Windows keeps for its devices, with or without an ending."""


def file_name(reference: str, line: int) -> str:
    """Return the name of a row's PDF: its reference, cleaned, or its line in the list.

    Letters, digits, "-", "_" and "." stay; whatever could lead elsewhere or hide becomes "-".
    """
    composed = unicodedata.normalize("NFC", reference).removesuffix(".pdf")
    kept = "".join(c if c.isalnum() or c in _KEPT else "-" for c in composed)
    stem = "-".join(part for part in kept.split("-") if part).strip(".-_ ")[:MOST_STEM].strip(".-_")
    if not stem:
        return f"row-{line:05d}.pdf"
    if stem.split(".")[0].casefold() in _DEVICES:
        stem = f"file-{stem}"
    return f"{stem}.pdf"
