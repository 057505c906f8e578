"""Make the bundled fonts from the two packages they come from.

Atkinson Hyperlegible Next has only a slashed zero, and "100" with slashes reads badly to
patients. This program gives the zero an open counter with the same stems, names the family
"MISSDesk Sans" and keeps the licence. Noto Sans is cut down to the scripts that need no shaping
(Latin, Greek, Cyrillic): a name in another script must be refused, not printed wrongly.

Usage: npm pack @expo-google-fonts/atkinson-hyperlegible-next (and @expo-google-fonts/noto-sans),
unpack each, then ``python tools/make_fonts.py ATKINSON_FOLDER NOTO_FOLDER [OUT_FOLDER]``, where
the folders are those that hold ``LICENSE_FONT``. The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from fontTools.misc.roundTools import otRound
from fontTools.pens.ttGlyphPen import TTGlyphPointPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "MISSDesk Sans"
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
# Name records that carry the family or the file's name; copyright, designers, licence and
# addresses (0, 7-14) stay as their makers wrote them.
RENAMED_IDS = (1, 3, 4, 6, 16, 25)
# Latin, IPA, modifiers, combining marks, Greek, Cyrillic, phonetic and Latin additions, polytonic
# Greek, punctuation, super- and subscripts, currency, letter-like signs, fractions, arrows, maths.
NOTO_RANGES = (
    (0x0020, 0x052F),
    (0x1C80, 0x1C8F),
    (0x1D00, 0x1FFF),
    (0x2000, 0x22FF),
    (0x25CC, 0x25CC),
    (0x2C60, 0x2C7F),
    (0xA640, 0xA69F),
    (0xA720, 0xA7FF),
    (0xFB00, 0xFB06),
    (0xFFFD, 0xFFFD),
)

Point = tuple[int, int, bool]


def open_counter(lower_left: list[Point]) -> list[Point]:
    """Return the inner contour of an open zero, in font units.

    Args:
        lower_left: The contour of the counter below the slash; its left and bottom quarter is
            whole, and the zero is symmetric, so that quarter gives the other three.

    Returns:
        A closed contour, counter-clockwise, with the same side and bottom stems.
    """
    on_curve = [index for index, point in enumerate(lower_left) if point[2]]
    start = min(on_curve, key=lambda index: lower_left[index][0])
    stop = min(on_curve, key=lambda index: (lower_left[index][1], lower_left[index][0]))
    turned = lower_left[start:] + lower_left[:start]
    quarter = turned[: (stop - start) % len(turned) + 1]
    centre_x, centre_y = quarter[-1][0], quarter[0][1]
    right = [(2 * centre_x - x, y, on) for x, y, on in reversed(quarter[:-1])]
    lower = quarter + right
    upper = [(x, 2 * centre_y - y, on) for x, y, on in reversed(lower[1:-1])]
    return lower + upper


def open_zero(font: TTFont) -> None:
    """Replace the slashed zero by an open one; ``zero.tf`` is a composite of it and follows.

    Raises:
        ValueError: the zero is not the three contours this program knows.
    """
    glyphs = font["glyf"]
    coordinates, ends, flags = glyphs["zero"].getCoordinates(glyphs)
    starts = [0, *(end + 1 for end in ends[:-1])]
    contours = [
        [(*coordinates[i], bool(flags[i] & 1)) for i in range(first, last + 1)]
        for first, last in zip(starts, ends, strict=True)
    ]
    if len(contours) != 3:
        raise ValueError(f"zero has {len(contours)} contours, not 3: look at it before patching")
    pen = TTGlyphPointPen(None)
    for contour in (contours[0], open_counter(contours[1])):
        pen.beginPath()
        for x, y, on in contour:
            pen.addPoint((otRound(x), otRound(y)), "qcurve" if on else None)
        pen.endPath()
    advance, left = font["hmtx"]["zero"]
    glyphs["zero"] = pen.glyph()
    font["hmtx"]["zero"] = (advance, left)


def rename(font: TTFont) -> None:
    """Name the family MISSDesk Sans and allow embedding without limits (fsType 0)."""
    for record in font["name"].names:
        if record.nameID in RENAMED_IDS:
            text = record.toUnicode().replace("Atkinson Hyperlegible Next", FAMILY)
            joined = FAMILY.replace(" ", "")
            record.string = text.replace("AtkinsonHyperlegibleNext", joined)
    font["OS/2"].fsType = 0


def make_missdesk_sans(source: Path, out: Path) -> None:
    """Write the four weights and their licence."""
    for name, weight in WEIGHTS.items():
        path = source / f"{weight}{name}" / f"AtkinsonHyperlegibleNext_{weight}{name}.ttf"
        font = TTFont(path, recalcTimestamp=False)
        open_zero(font)
        rename(font)
        font.save(out / f"MISSDeskSans-{name}.ttf")
    shutil.copyfile(source / "LICENSE_FONT", out / "OFL-MISSDeskSans.txt")


def make_noto_sans(source: Path, out: Path) -> None:
    """Write Noto Sans Regular and Bold, without the scripts that need shaping."""
    wanted = [code for first, last in NOTO_RANGES for code in range(first, last + 1)]
    for name in ("Regular", "Bold"):
        path = source / f"{WEIGHTS[name]}{name}" / f"NotoSans_{WEIGHTS[name]}{name}.ttf"
        font = TTFont(path, recalcTimestamp=False)
        options = Options(hinting=False, name_IDs=["*"], name_languages=["*"], notdef_outline=True)
        options.layout_features = ["ccmp", "locl", "mark", "mkmk", "kern"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        font["OS/2"].fsType = 0
        font.save(out / f"NotoSans-{name}.ttf")
    shutil.copyfile(source / "LICENSE_FONT", out / "OFL-NotoSans.txt")


def main() -> None:
    """Read the command line and write all fonts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("atkinson", type=Path, help="unpacked atkinson-hyperlegible-next package")
    parser.add_argument("noto", type=Path, help="unpacked noto-sans package")
    parser.add_argument("out", type=Path, nargs="?", default=Path("assets/fonts"))
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    make_missdesk_sans(arguments.atkinson, arguments.out)
    make_noto_sans(arguments.noto, arguments.out)


if __name__ == "__main__":
    main()
