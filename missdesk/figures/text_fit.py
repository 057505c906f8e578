"""Measure and wrap text without Qt or ReportLab, from the advance widths of the bundled fonts.

Widths come from assets/fonts/metrics.json (tools/make_font_metrics.py). Kerning is left out, as
both painters draw figures without it: a label has one width on screen, on paper and here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypedDict

from missdesk.paths import assets_dir

if TYPE_CHECKING:
    # Only the name of a type: see palette.py.
    from missdesk.figures.scene import Weight

FAMILY: Final = "MISSDesk Sans"
FALLBACK: Final = "Noto Sans"
_UNKNOWN_EM: Final = 0.6
"""Width of a character that no bundled font has; the handout refuses such text (FontError)."""
NO_BREAK: Final = "\u00a0"
_UNIT: Final = re.compile(r"(\d) (kg|g|cm|mm|km|mg|ml|%)(?!\w)")
"""A number and its unit stay on one line."""
_KEPT: Final = rf"\1{NO_BREAK}\2"


@dataclass(frozen=True, slots=True)
class FontMetrics:
    """One font file. Lengths in em; `widths` by code point."""

    ascent: float
    descent: float
    cap: float
    widths: Mapping[int, float]


class _Raw(TypedDict):
    """One font in metrics.json, in 1/1000 em; a run is [first code point, width, width, …]."""

    ascent: int
    descent: int
    cap: int
    runs: list[list[int]]


def width_mm(text: str, size_mm: float, weight: Weight = 400) -> float:
    """Return how wide one line of text is."""
    main, spare = metrics(FAMILY, weight).widths, metrics(FALLBACK, weight).widths
    em = 0.0
    for char in text:
        code = ord(char)
        own = main.get(code)
        em += spare.get(code, _UNKNOWN_EM) if own is None else own
    return em * size_mm


def letters() -> frozenset[int]:
    """Return the code points that a bundled font has in every weight."""
    weights: tuple[Weight, ...] = (400, 500, 600, 700)
    known = [{*metrics(FAMILY, w).widths, *metrics(FALLBACK, w).widths} for w in weights]
    return frozenset(set.intersection(*known))


def cap_mm(size_mm: float) -> float:
    """Return the height of a capital letter."""
    return metrics(FAMILY, 400).cap * size_mm


def runs(text: str, weight: Weight = 400) -> tuple[tuple[str, str], ...]:
    """Return the text cut into (family, part) by which bundled family has the characters."""
    main = metrics(FAMILY, weight).widths
    spare = metrics(FALLBACK, weight).widths
    parts = groupby(text, lambda c: FALLBACK if ord(c) not in main and ord(c) in spare else FAMILY)
    return tuple((family, "".join(chars)) for family, chars in parts)


def wrap(
    text: str, width: float, size_mm: float, weight: Weight = 400, max_lines: int = 0
) -> tuple[str, ...]:
    r"""Break text into lines no wider than `width` mm, never inside a word that fits a line.

    Args:
        text: Plain text; "\n" starts a new line, a no-break space never breaks.
        width: Room in mm.
        size_mm: Font size.
        weight: Font weight.
        max_lines: Shorten to this many lines, the last one ending with "…"; 0 = all lines.

    Returns:
        At least one line; a word wider than the room is cut between characters.
    """
    lines = [
        line
        for part in _UNIT.sub(_KEPT, text).split("\n")
        for line in _wrap_paragraph(part, width, size_mm, weight)
    ]
    if max_lines and len(lines) > max_lines:
        kept = lines[:max_lines]
        kept[-1] = shorten(f"{kept[-1]} {lines[max_lines]}", width, size_mm, weight)
        return tuple(kept)
    return tuple(lines)


def shorten(text: str, width: float, size_mm: float, weight: Weight = 400) -> str:
    """Return the text, cut and ended with "…" when it is wider than `width` mm."""
    if width_mm(text, size_mm, weight) <= width:
        return text
    for end in range(len(text) - 1, 0, -1):
        cut = text[:end].rstrip() + "…"
        if width_mm(cut, size_mm, weight) <= width:
            return cut
    return "…"


def size_to_fit(text: str, width: float, size_mm: float, least_mm: float, weight: Weight) -> float:
    """Return the largest size up to `size_mm` that fits on one line, but not below `least_mm`."""
    wide = width_mm(text, size_mm, weight)
    return size_mm if wide <= width else max(least_mm, size_mm * width / wide)


def _wrap_paragraph(text: str, width: float, size_mm: float, weight: Weight) -> list[str]:
    """Break one paragraph; greedy, as readers expect."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if not word:
            continue
        trial = f"{line} {word}" if line else word
        if width_mm(trial, size_mm, weight) <= width:
            line = trial
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, width, size_mm, weight)
        lines += full
    return [*lines, line]


def _cut(word: str, width: float, size_mm: float, weight: Weight) -> list[str]:
    """Cut a word that is wider than a line; each part has at least one character."""
    parts = [""]
    for char in word:
        if parts[-1] and width_mm(parts[-1] + char, size_mm, weight) > width:
            parts.append("")
        parts[-1] += char
    return parts


@cache
def metrics(family: str, weight: Weight) -> FontMetrics:
    """Return the metrics of the nearest weight that is bundled for a family.

    Raises:
        KeyError: The family is not bundled.
    """
    weights = _file()[family]
    nearest = min(weights, key=lambda w: (abs(int(w) - weight), -int(w)))
    raw = weights[nearest]
    widths = {
        first + offset: width / 1000
        for first, *run in raw["runs"]
        for offset, width in enumerate(run)
    }
    return FontMetrics(raw["ascent"] / 1000, raw["descent"] / 1000, raw["cap"] / 1000, widths)


@cache
def _file() -> dict[str, dict[str, _Raw]]:
    """Read the file once; it is part of the program, so a fault in it is not caught."""
    import json  # start-up time: the window asks this module for the fonts' names

    made: dict[str, dict[str, _Raw]] = json.loads(
        (assets_dir() / "fonts" / "metrics.json").read_text(encoding="utf-8")
    )
    return made
