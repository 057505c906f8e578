"""Write a plate folder: cropped WebP layers, region maps, plate.toml."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from axial2d import targets
from axial2d.compose import Anchor, Plate, anchors, region_map
from axial2d.paint import PAGE, Page, paint_layer, pixels

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH_PX = 2720
Box = tuple[int, int, int, int]
Place = tuple[str, Box]
STUDIO = "assets/studio/axial2d"
GROUPS = {
    "skin": "skin_fat",
    "fat": "skin_fat",
    "fascia": "skin_fat",
    "muscle": "muscle",
    "moved": "moved",
    "bone": "bone",
    "ligaments": "bone",
    "disc": "nerves_disc",
    "nerves": "nerves_disc",
    "pressure": "nerves_disc",
    "instruments": "tools",
    "implants": "always",
    "vessels": "always",
    "way-in": "always",
    "removed": "always",
}
"""Layer group -> the chip that shows it."""

FOCUS = {
    "problem": (-66.0, -40.0, 132.0, 76.6),
    "operation": (-102.0, -92.0, 166.0, 129.1),
    "operation-both": (-85.0, -92.0, 170.0, 132.2),
}
"""Good crops: left, top, width, height (mm, axes of shapes.py).

"operation" for the ways in to a slipped disc, "operation-both" for those of the narrow canal and
of the fusion: all options of one topic share one crop.
"""

_SOURCES = (
    "disc width and depth: Panjabi 1992, enlarged by 5 % (recalled, to be verified)",
    "area of the nerve sac at L4-L5: PMC5728944 (value seen in search text)",
    "thickness of the yellow ligament: Folia Morphologica 2023;82:72 (value seen in search text)",
    "cleft of multifidus and longissimus: Spine 2011;36:1263, PMC4601766 (seen in search text)",
    "muscle areas (multifidus, erector spinae, psoas, quadratus): recalled, to be verified",
    "facet joint angle of about 45 degrees: recalled, to be verified",
    "order of the roots in the sac: Cohen and Wall, cauda equina imaging (seen in search text)",
)
_LAST = "everything else: own landmarks and design choices, not reviewed by a clinician"
_NARROW = "area of the narrow sac, 80 mm2: PMC5728944 (value seen in search text)"
SOURCES = {
    "L3-L4": (
        "area of the nerve sac at L3-L4: our choice, from the value at L4-L5",
        "great vessels at L3-L4, aorta left and vena cava right: recalled, to be verified",
    ),
    "L4-L5": (
        "great vessels at L4-L5, fork at L4 or L4-L5: value seen in search text",
        "tube of 18 mm, entry beside the midline: value seen in search text (tubes of 14 to 26 mm)",
        "endoscope of about 8 mm, entry 8 to 12 cm to the side: recalled, to be verified",
        "fusion tube of 22 mm, entry about 3 cm beside the midline: recalled, to be verified",
        "screws leaning in by about 30 degrees at L5: recalled, to be verified",
        "rod of 5.5 mm, screw of 6 mm, cage of 30 x 10 mm: recalled, to be verified",
    ),
    "L5-S1": (
        "area of the nerve sac at L5-S1: our choice, smaller than at L4-L5",
        "iliac vessels at L5-S1, ala, ilium and iliolumbar ligament: recalled, to be verified",
    ),
}
"""What each level adds to the sources that all share."""


def sources(level: str) -> tuple[str, ...]:
    """Return where the measures of a level come from."""
    return (*_SOURCES, _NARROW, *SOURCES[level], _LAST)


HEADER = """\
# Written by assets/studio/axial2d (python -m axial2d plates). Do not edit by hand.
# Millimetres count from the page's top left corner, y down. Pixels count on the full page.
# A layer file holds only its box: place it at box_px[0], box_px[1]. Layers bottom to top.
# Anchor ids are KEY or KEY@STATE; a state lists every KEY once; labels are asked for by KEY.
# Steps are drawn for the patient's left (picture left). To mirror: flip about the page's
# vertical middle all layers without `mirrors = false`, the region map (vessels apart), the
# anchors (swap -left and -right in keys; artery and vein stay) and the focus rectangle.
"""


def write(made: Plate, folder: Path, page: Page = PAGE, width_px: int = WIDTH_PX) -> dict[str, int]:
    """Paint and save a plate; return bytes by file name."""
    folder.mkdir(parents=True, exist_ok=True)
    scale = width_px / page.width
    places = _save_layers(made, folder, page, scale)
    maps = {s.id: region_map(made, s, page, scale / 2) for s in made.states}
    files = _save_maps(maps, folder)
    spots, per_state = anchors(made, maps, page, scale / 2)
    text = _toml(made, places, spots, per_state, files, page, scale)
    (folder / "plate.toml").write_text(text, encoding="utf-8")
    wanted = {"plate.toml", *files.values(), *(name for name, _ in places.values())}
    for old in folder.iterdir():
        if old.is_file() and old.name not in wanted and old.suffix in (".webp", ".png"):
            old.unlink()
    return {name: (folder / name).stat().st_size for name in sorted(wanted)}


def file_name(layer_id: str) -> str:
    """Return the file of a layer; "~" and "@" become plain hyphens."""
    return layer_id.replace("~", "--").replace("@", "--") + ".webp"


def _save_layers(made: Plate, folder: Path, page: Page, scale: float) -> dict[str, Place]:
    """Paint all layers and save each visible box; equal pictures share a file.

    Returns:
        File name and box (px of the page) by layer id.
    """
    known: dict[tuple[bytes, Box], str] = {}
    places: dict[str, Place] = {}
    for layer in made.layers.values():
        picture = Image.fromarray(pixels(paint_layer(layer, page, scale)), "RGBA")
        strong = picture.getchannel("A").point(lambda a: 255 if a > 2 else 0)
        box = strong.getbbox() or (0, 0, 1, 1)
        part = picture.crop(box)
        key = (sha256(part.tobytes()).digest(), box)
        if key not in known:
            known[key] = file_name(layer.id)
            part.save(folder / known[key], "WEBP", quality=88, alpha_quality=90, method=4)
        places[layer.id] = (known[key], box)
    return places


def _save_maps(maps: dict[str, NDArray[np.uint8]], folder: Path) -> dict[str, str]:
    """Save region maps at half size; equal maps share a file. Return file by state."""
    colours = np.random.default_rng(4).integers(60, 230, (256, 3), dtype=np.uint8)
    colours[0] = 0
    known: dict[bytes, str] = {}
    files: dict[str, str] = {}
    for state, index_map in maps.items():
        key = index_map.tobytes()
        if key not in known:
            known[key] = f"regions--{state}.png"
            picture = Image.fromarray(index_map, "P")
            picture.putpalette(colours.tobytes())
            picture.save(folder / known[key], "PNG", optimize=True)
        files[state] = known[key]
    return files


def _toml(
    made: Plate,
    places: dict[str, Place],
    spots: list[Anchor],
    per_state: dict[str, list[str]],
    files: dict[str, str],
    page: Page,
    scale: float,
) -> str:
    """Return plate.toml (architecture.md section 4)."""
    lines = [HEADER, *_head(made, page, scale)]
    for layer in made.layers.values():
        lines += [
            "[[layer]]",
            f'id = "{layer.id}"',
            f'file = "{places[layer.id][0]}"',
            f'group = "{layer.group}"',
            f"box_px = {list(places[layer.id][1])}",
            *([] if layer.mirrors else ["mirrors = false"]),
            f"fades = {str(layer.fades).lower()}",
            "",
        ]
    for index, name in enumerate(targets.REGIONS, start=1):
        lines += ["[[region]]", f"index = {index}", f'id = "{name}"', f'name = "{name}"', ""]
    for spot in spots:
        x, y = page.to_page(spot.at)
        at = f"at = [{x:.2f}, {y:.2f}]"
        lines += ["[[anchor]]", f'id = "{spot.id}"', at, f'region = "{spot.region}"', ""]
    for state in made.states:
        lines += [
            "[[state]]",
            f'id = "{state.id}"',
            f"layers = [{_quoted(state.layers)}]",
            f"anchors = [{_quoted(per_state[state.id])}]",
            f'regions = "{files[state.id]}"',
            "",
        ]
    return "\n".join(lines)


def _head(made: Plate, page: Page, scale: float) -> list[str]:
    """Return the plate's own keys, the chip table and the focus rectangles."""
    rows = [f"{group} = {_quoted([chip])}" for group, chip in GROUPS.items()]
    focus = [
        f"{name} = [{x - page.left:.1f}, {y - page.top:.1f}, {w:.1f}, {h:.1f}]"
        for name, (x, y, w, h) in FOCUS.items()
    ]
    return [
        f'id = "{made.id}"',
        'view = "axial"',
        f'level = "{made.level}"',
        f"size_mm = [{page.width}, {page.height}]",
        f"px_per_mm = {scale:.6f}",
        f'studio = "{STUDIO}"',
        "sources = [",
        *(f"  {_quoted([words])}," for words in sources(made.level)),
        "]",
        "",
        "[groups]",
        *rows,
        "",
        "[focus]",
        *focus,
        "",
        "[review]",
        "",
    ]


def _quoted(words: Iterable[str]) -> str:
    """Return words as TOML strings with commas."""
    return ", ".join(f'"{word}"' for word in words)
