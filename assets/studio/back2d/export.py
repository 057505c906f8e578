"""Write the plate folder: WebP layers cropped to their boxes, index map, plate.toml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from back2d import bones, skin, soft
from back2d.landmarks import DISC_Y, HEIGHT_MM, LEVELS, MID, PICKED, PSIS, PX_PER_MM, WIDTH_MM

Array = NDArray[np.floating]

#: Every tap region in the order of its index (1...).
REGIONS: tuple[str, ...] = (
    *(f"vertebra-{v.name.lower()}" for v in LEVELS),
    "sacrum",
    "pelvis",
    *(f"disc-{d}" for d in DISC_Y),
)
GROUPS = {"skin": "skin", "bones": "bones", "discs": "discs", "nerves": "nerves"}
PICKER = (119.0, 44.0, 114.6, 214.0)
SCARS = (50.0, 104.0, 240.0, 180.0)
SOURCES: tuple[str, ...] = (
    "Outlines: own landmarks, drawn by program; nothing traced. Not reviewed by a clinician.",
    "L5 body, front 30.3 and back 26.3 mm: ijssurgery table 11003",
    "Other body sizes: Panjabi 1992; recalled, to be verified",
    "Disc heights rise from L1-L2 to L4-L5 (order only): RoeFo 1997;167:11; Nissan 1986",
    "Disc heights in mm: our choice",
    "Pedicle, joint and process widths: recalled, to be verified",
    "Back spine of the hip bone at S2, 45 mm from the midline: recalled, to be verified",
    "Hip crest at L4: recalled, to be verified",
    "Entry of a tube 15 to 20 mm from the midline: orthovellum; drawn at 18 mm",
    "Entry of an endoscope from the side, 80 to 120 mm: recalled, to be verified; drawn at 80 mm, "
    "not at L4-L5 and L5-S1, where the hip bone lies",
)


def layers(px_per_mm: float = PX_PER_MM) -> Iterator[tuple[str, str, bool, Array]]:
    """Yield id, group, whether it mirrors, and straight float RGBA of every layer."""
    lit = skin.light_up(px_per_mm)
    for number, tone in enumerate(skin.TONES, start=1):
        yield f"skin-{number}", "skin", False, skin.paint(lit, tone)
    del lit
    skeleton = bones.draw(px_per_mm)
    yield "bones", "bones", False, straight(skeleton.rgba)
    yield "discs", "discs", False, straight(soft.discs(skeleton.front, px_per_mm))
    yield "nerves-calm", "nerves", False, straight(soft.calm_nerves(skeleton.front, px_per_mm))
    yield "regions", "", False, region_map(skeleton.covers, px_per_mm)
    for disc in PICKED:
        yield f"nerve-{disc}-left", "nerves", True, straight(soft.hot_nerve(disc, px_per_mm))


def straight(page: Array) -> Array:
    """Return straight alpha from premultiplied colour."""
    alpha = page[..., 3:]
    return np.concatenate(
        [np.clip(page[..., :3] / np.maximum(alpha, 1e-4), 0, 1), np.clip(alpha, 0, 1)], -1
    )


def region_map(covers: dict[str, Array], px_per_mm: float) -> Array:
    """Return the index map as a plane of numbers (0 = nothing)."""
    height, width = round(HEIGHT_MM * px_per_mm), round(WIDTH_MM * px_per_mm)
    out = np.zeros((height, width), np.float32)
    for region, cover in covers.items():
        if region in REGIONS:
            out[cover > 0.5] = REGIONS.index(region) + 1
    plane = Image.fromarray(out.astype(np.uint8), "L")
    pen = ImageDraw.Draw(plane)
    for disc in DISC_Y:
        ring = [(x * px_per_mm, y * px_per_mm) for x, y in soft.disc_region(disc).exterior.coords]
        pen.polygon(ring, fill=REGIONS.index(f"disc-{disc}") + 1)
    return np.asarray(plane, dtype=np.float32)


def anchors() -> dict[str, tuple[float, float, str]]:
    """Return every anchor: x and y in page mm and its region."""
    out: dict[str, tuple[float, float, str]] = {}
    for disc in PICKED:
        out[f"level-{disc}"] = (MID, DISC_Y[disc], f"disc-{disc}")
        out[f"level-{disc}-left"] = (MID - soft.RING_X[disc], DISC_Y[disc], f"disc-{disc}")
    for level in LEVELS[1:]:
        out[f"vertebra-{level.name.lower()}"] = (
            MID,
            level.y - 1.0,
            f"vertebra-{level.name.lower()}",
        )
    out["sacrum"] = (MID, 262.0, "sacrum")
    out["pelvis-left"] = (MID - 96.0, 181.0, "pelvis")
    out["pelvis-right"] = (MID + 96.0, 181.0, "pelvis")
    out["dimple-left"] = (MID - PSIS[0], PSIS[1], "pelvis")
    return out


def write(folder: Path, px_per_mm: float = PX_PER_MM) -> dict[str, int]:
    """Draw and save the plate; return bytes by file name."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes: dict[str, int] = {}
    rows: list[str] = []
    for name, group, mirrors, page in layers(px_per_mm):
        if name == "regions":
            sizes["regions.png"] = save_regions(page, folder / "regions.png")
            continue
        box = save_layer(page, folder / f"{name}.webp", group)
        sizes[f"{name}.webp"] = (folder / f"{name}.webp").stat().st_size
        rows += ["[[layer]]", f'id = "{name}"', f'file = "{name}.webp"', f'group = "{group}"']
        rows += [f"box_px = {list(box)}", f"mirrors = {str(mirrors).lower()}", ""]
    (folder / "plate.toml").write_text(_toml(rows, px_per_mm), encoding="utf-8")
    return sizes


def save_layer(page: Array, file: Path, group: str) -> tuple[int, int, int, int]:
    """Save a layer cropped to what is visible; return its box on the page in pixels."""
    # Noise of half a step before rounding keeps long gradients from banding.
    noise = np.random.default_rng(2).uniform(-0.5, 0.5, page.shape[:2])[..., None]
    eight = np.clip(page * 255 + 0.5 + noise * [1, 1, 1, 0], 0, 255).astype(np.uint8)
    picture = Image.fromarray(eight, "RGBA")
    box = picture.getchannel("A").point(lambda a: 255 if a > 1 else 0).getbbox() or (0, 0, 1, 1)
    quality = 92
    picture.crop(box).save(file, "WEBP", quality=quality, alpha_quality=95, method=6)
    return box


def save_regions(plane: Array, file: Path) -> int:
    """Save the index map at half size with hard edges; return its bytes."""
    small = Image.fromarray(plane.astype(np.uint8)[::2, ::2], "P")
    colours = np.random.default_rng(4).integers(60, 230, (256, 3), dtype=np.uint8)
    colours[0] = 0
    small.putpalette(colours.tobytes())
    small.save(file, "PNG", optimize=True)
    return file.stat().st_size


def _toml(layer_rows: list[str], px_per_mm: float) -> str:
    """Return plate.toml: mm from the top left corner, y down."""
    rows = [
        'id = "back"',
        'view = "back"',
        f"size_mm = [{WIDTH_MM}, {HEIGHT_MM}]",
        f"px_per_mm = {float(px_per_mm)}",
        'studio = "assets/studio/back2d"',
        'regions = "regions.png"',
        "sources = [",
        *(f'  "{line}",' for line in SOURCES),
        "]",
        "",
        "[review]",
        "",
        "[groups]",
        *(f'{key} = "{value}"' for key, value in GROUPS.items()),
        "",
        "[focus]",
        f"picker = {list(PICKER)}",
        f"scars = {list(SCARS)}",
        "",
        *layer_rows,
    ]
    for key, (x, y, region) in anchors().items():
        rows += [
            "[[anchor]]",
            f'id = "{key}"',
            f"at = [{x:.2f}, {y:.2f}]",
            f'region = "{region}"',
            "",
        ]
    for index, region in enumerate(REGIONS, start=1):
        rows += ["[[region]]", f"index = {index}", f'id = "{region}"', ""]
    names = ", ".join(f'"{key}"' for key in anchors())
    for tone in range(1, len(skin.TONES) + 1):
        rows += ["[[state]]", f'id = "back-{tone}"', f'layers = ["skin-{tone}", "bones", "discs"]']
        rows += [f"anchors = [{names}]", 'regions = "regions.png"', 'caption = "plate.back"', ""]
    return "\n".join(rows)
