"""Keep short parts of a word on one line: "X-rays", "L4–L5" and "6–8" never end at their dash."""

from __future__ import annotations

import re
from typing import Final

JOINER: Final = "\u2060"
"""Of no width; no line may begin beside it (Unicode UAX 14, LB11)."""
SHORT: Final = re.compile(r"(?<!\w)(\w{1,3}[-–])(?=\w)")


def joined(text: str) -> str:
    """Return a text for laying out, with a joiner behind the dash of each short part."""
    has_dash = "-" in text or "–" in text  # most have none, and texts are measured often
    return SHORT.sub(rf"\1{JOINER}", text) if has_dash else text


def as_written(text: str) -> str:
    """Return a text without joiners."""
    return text.replace(JOINER, "")
