"""Give the bundled fonts to the PDF writer, and pick one for every character.

MISSDesk Sans sets everything it knows; Noto Sans steps in character by character (Greek, Cyrillic,
the rest of Latin). A character in neither is refused in words, never drawn as an empty box.

Source: architecture.md 3 (fonts); notes/pdf.md 1 and 4 (the repair of ReportLab's ToUnicode map).
"""

from __future__ import annotations

import struct
import threading
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, Final, Literal, cast

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.pdfdoc import PDFName

from missdesk.errors import FontError
from missdesk.i18n import _
from missdesk.paths import assets_dir

Weight = Literal["regular", "medium", "semibold", "bold"]

FILES: Final = {
    "regular": ("MISSDeskSans-Regular", "NotoSans-Regular"),
    "medium": ("MISSDeskSans-Medium", "NotoSans-Regular"),
    "semibold": ("MISSDeskSans-SemiBold", "NotoSans-Bold"),
    "bold": ("MISSDeskSans-Bold", "NotoSans-Bold"),
}
"""File stem, also the font's name in ReportLab: our own font, then the fallback."""

NEEDS_SHAPING: Final = (
    (0x0590, 0x08FF),  # Hebrew, Arabic, Syriac: right to left
    (0x0900, 0x109F),  # scripts of India and its neighbors: letters change places
    (0x1780, 0x17FF),
    (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFF),
)
"""Code points that would come out wrong without a shaping engine, whatever a font holds."""

COMMON: Final = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0’‘“”–—…•·°×‹›≥≤½éèêëäöüßñçáíóúà"
"""Characters that each file has, with the same numbers, so that what is written may be kept."""

_registering: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class Face:
    """One font: its name in ReportLab and the width of each character it can draw.

    Attributes:
        widths: Advance by code point in 1/1000 of the size.
    """

    name: str
    widths: dict[int, float]

    def width(self, text: str) -> float:
        """Return the width of a text at size 1; every character must be in this face."""
        widths = self.widths
        return sum([widths[ord(c)] for c in text]) / 1000


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters in a row that one face draws; `width` is in units of the font size."""

    text: str
    face: Face
    width: float


def register() -> None:
    """Make sure all bundled fonts are known to ReportLab; safe to call from any thread."""
    for weight in FILES:
        faces(weight)


@lru_cache(maxsize=8)
def faces(weight: Weight) -> tuple[Face, ...]:
    """Return the faces of a weight in the order in which they are asked.

    Raises:
        FontError: A font file is missing or damaged.
    """
    return tuple(_face(stem) for stem in FILES[weight])


@lru_cache(maxsize=16)
def _face(stem: str) -> Face:
    """Load and register one font file."""
    path = assets_dir() / "fonts" / f"{stem}.ttf"
    with _registering:
        try:
            # Checksums too: a font cut short would leave letters out of the page without a word.
            font = ttfonts.TTFont(stem, str(path), validate=1, asciiReadable=0)
        except (ttfonts.TTFError, OSError, ValueError, LookupError, struct.error) as error:
            raise FontError(
                str(path), "the font can't be read", "Install MISSDesk again"
            ) from error
        pdfmetrics.registerFont(font)
        _keep_subset(font.face)
    widths = font.face.charWidths
    return Face(stem, {code: widths[code] for code in font.face.charToGlyph if code in widths})


Numbered = dict[str, tuple[str, dict[int, int]]]
"""By face: its name inside the file, and the number of each common character."""


def begin(document: Any) -> Numbered:  # noqa: ANN401  ReportLab's document, which has no types
    """Number the common characters of our own faces, the same in each file."""
    made: Numbered = {}
    for stem, _fallback in FILES.values():
        font = pdfmetrics.getFont(stem)
        known = "".join(c for c in COMMON if ord(c) in font.face.charToGlyph)
        found = b"".join(part for _subset, part in font.splitString(known, document))
        name = font.getSubsetInternalName(0, document)
        made[stem] = name, dict(zip(map(ord, known), found, strict=True))
    return made


def _keep_subset(face: Any) -> None:  # noqa: ANN401  ReportLab's face, which has no types
    """Let a face keep its file with the common characters alone: most handouts need no more.

    PRIVACY: others may come from a name, so such a file is made anew each time.
    """
    add, make = face.addSubsetObjects, face.makeSubset
    kept: dict[tuple[int, ...], tuple[bytes, bytes]] = {}
    common = {0, *map(ord, COMMON)}

    def subset(codes: list[int]) -> bytes:
        key = tuple(codes)
        if not common.issuperset(key):
            return cast("bytes", make(codes))
        if key not in kept:
            kept.clear()
            made = cast("bytes", make(codes))
            kept[key] = made, zlib.compress(made)
        return kept[key][0]

    def packed(document: Any, name: str, codes: list[int]) -> object:  # noqa: ANN401  as above
        made = add(document, name, codes)
        if (found := kept.get(tuple(codes))) is not None:
            stream = document.idToObject[f"fontFile:{face.filename}({name})"]
            stream.content, stream.dictionary["Filter"] = found[1], PDFName("FlateDecode")
        return made

    face.makeSubset, face.addSubsetObjects = subset, packed


def pieces(text: str, weight: Weight, where: str) -> tuple[Piece, ...]:
    """Split a text into runs of one face each.

    Args:
        text: Cleaned text without line breaks.
        weight: Weight of the letters.
        where: What to call the place in an error, such as "The name".

    Raises:
        FontError: A character is in no bundled font.
    """
    chain = faces(weight)
    # Nearly all text is in our own font; never keep what was measured, it may be a name.
    if chain[0].widths.keys() >= set(map(ord, text)):
        return (Piece(text, chain[0], chain[0].width(text)),) if text else ()
    chosen = [_face_of(c, chain) for c in text]
    missing = [c for c, face in zip(text, chosen, strict=True) if face is None]
    if missing:
        raise _no_glyph(missing, where)
    found: list[Piece] = []
    for face, group in groupby(zip(text, chosen, strict=True), key=lambda pair: pair[1]):
        run = "".join(c for c, _face in group)
        if face is not None:
            found.append(Piece(run, face, face.width(run)))
    return tuple(found)


def check(text: str, where: str) -> None:
    """Refuse a text with characters that no bundled font can show.

    Raises:
        FontError: As `pieces`.
    """
    pieces(text, "regular", where)
    pieces(text, "semibold", where)


def _face_of(char: str, chain: Sequence[Face]) -> Face | None:
    """Return the first face that can draw a character, None when none can."""
    code = ord(char)
    if any(low <= code <= high for low, high in NEEDS_SHAPING):
        return None
    return next((face for face in chain if code in face.widths), None)


def _no_glyph(missing: Sequence[str], where: str) -> FontError:
    """Say which characters can't be shown; at most five, by letter and code."""
    listed = ", ".join(f"“{c}” (U+{ord(c):04X})" for c in list(dict.fromkeys(missing))[:5])
    # Only a letter's name begins with its script ("ARABIC LETTER AIN", but "GRINNING FACE").
    is_letter = unicodedata.category(missing[0]).startswith("L")
    script = unicodedata.name(missing[0], "").split(" ")[0].capitalize() if is_letter else ""
    return FontError(
        where,
        _("no font of MISSDesk has the characters {listed}").format(listed=listed)
        + (f" ({script})" if script else ""),
        _("Write it in Latin, Greek or Cyrillic letters"),
    )


def _to_unicode(fontname: str, subset: Sequence[int]) -> str:
    """Return a ToUnicode map that leaves out unused codes and writes UTF-16.

    WORKAROUND: ReportLab 5.1 maps unused codes to U+0000, which PDF/UA refuses, and writes five
    digits for characters beyond the basic plane (notes/pdf.md 1).
    """
    lines = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>"
        for code, char in enumerate(subset)
        if char
    ]
    head = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def\n"
        f"/CMapName /{fontname} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <{max(len(subset) - 1, 0):02X}>\nendcodespacerange\n"
    )
    blocks = "".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n"
        for part in (lines[i : i + 100] for i in range(0, len(lines), 100))
    )
    return f"{head}{blocks}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


ttfonts.makeToUnicodeCMap = _to_unicode
