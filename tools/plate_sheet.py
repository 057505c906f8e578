"""Draw every plate in every state on contact sheets, one a plate.

    .venv/bin/python tools/plate_sheet.py OUT [--eyes grey|protan|deutan|tritan] [PLATE ...]

Writes OUT/<plate>.png (OUT/<plate>-<eyes>.png). These sheets are what has to be looked at.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PIL import Image, ImageDraw, ImageFont

from missdesk.figures.plate import Plate
from missdesk.paths import assets_dir
from tools.plate_pixels import EYES, Flattener, all_plates, see_as

WIDTH_PX = 520
COLUMNS = 4
TITLE_PX = 26


def main() -> int:
    """Write the sheets and say where."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("plates", nargs="*")
    parser.add_argument("--eyes", choices=list(EYES), default="all colors")
    arguments = parser.parse_intermixed_args()  # plates may stand behind an option
    arguments.out.mkdir(parents=True, exist_ok=True)
    ending = "" if arguments.eyes == "all colors" else f"-{arguments.eyes}"
    for plate in all_plates(arguments.plates):
        path = arguments.out / f"{plate.id}{ending}.png"
        sheet(plate, arguments.eyes).save(path)
        print(f"{path}: {len(plate.states)} states", file=sys.stderr)
    return 0


def sheet(plate: Plate, eyes: str) -> Image.Image:
    """Return all states of a plate, named, at most four in a row."""
    flat = Flattener(plate, WIDTH_PX)
    columns = min(COLUMNS, len(plate.states))
    rows = -(-len(plate.states) // columns)
    cell = (WIDTH_PX + 8, flat.size[1] + TITLE_PX + 8)
    page = Image.new("RGB", (columns * cell[0], rows * cell[1]), "white")
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(assets_dir() / "fonts" / "MISSDeskSans-Regular.ttf"), 18)
    for number, state in enumerate(plate.states):
        at = (number % columns * cell[0] + 4, number // columns * cell[1])
        draw.text((at[0], at[1] + 2), f"{plate.id}: {state}", fill="black", font=font)
        picture = flat.page(state)
        page.paste(
            picture if eyes == "all colors" else see_as(picture, eyes), (at[0], at[1] + TITLE_PX)
        )
    return page


if __name__ == "__main__":
    sys.exit(main())
