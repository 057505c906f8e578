"""Write the plates' folders: cropped WebP layers, index maps, plate.toml."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from back2d.export import save_layer, save_regions
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from living2d.paint import Page, region_map
from living2d.picture import GROUPS, HEIGHT_MM, REGIONS, SHARED, WIDTH_MM, Picture
from living2d.plates import PLATES
from living2d.sources import SOURCES

PX_PER_MM = 15.0
INSIDE_MM = 1.1
Spot = tuple[float, float]
Index = NDArray[np.uint8]


def write(plate: str, folder: Path, px_per_mm: float = PX_PER_MM) -> dict[str, int]:
    """Draw one plate into its folder; return bytes by file name."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = PLATES[plate](px_per_mm)
    sizes: dict[str, int] = {}
    boxes: dict[str, tuple[str, tuple[int, int, int, int]]] = {}
    maps: dict[str, Index] = {}
    for picture in pictures:
        maps[picture.state] = region_map([page for _, _, page in picture.layers], list(REGIONS))
        for name, group, page in picture.layers:
            layer = layer_id(name, picture, pictures)
            if layer not in boxes:
                boxes[layer] = (group, save_layer(page.straight(), folder / f"{layer}.webp", group))
        file = folder / f"regions-{picture.state}.png"
        sizes[file.name] = save_regions(maps[picture.state].astype(np.float32), file)
    for layer in boxes:
        sizes[f"{layer}.webp"] = (folder / f"{layer}.webp").stat().st_size
    text = _toml(plate, pictures, boxes, maps, px_per_mm)
    (folder / "plate.toml").write_text(text, encoding="utf-8")
    return sizes


def layer_id(name: str, picture: Picture, pictures: Sequence[Picture]) -> str:
    """Return a layer's id: its name alone where all states share it."""
    return name if len(pictures) == 1 or name in SHARED else f"{name}--{picture.state}"


def snapped(index: Index, region: str, at: Spot, px_per_mm: float) -> Spot:
    """Return the point nearest to `at` (page mm) that lies well inside its region."""
    inside = np.asarray(distance_transform_edt(index == REGIONS.index(region) + 1)) / px_per_mm
    deep = inside >= min(INSIDE_MM, float(inside.max()) * 0.8)
    if not deep.any() or inside.max() <= 0:
        raise ValueError(f"nothing of the region {region!r} is seen")
    rows, columns = np.nonzero(deep)
    away = np.hypot(columns - at[0] * px_per_mm, rows - at[1] * px_per_mm)
    k = int(np.argmin(away))
    return (columns[k] + 0.5) / px_per_mm, (rows[k] + 0.5) / px_per_mm


def _toml(
    plate: str,
    pictures: Sequence[Picture],
    boxes: dict[str, tuple[str, tuple[int, int, int, int]]],
    maps: dict[str, Index],
    px_per_mm: float,
) -> str:
    """Return plate.toml: mm from the top left corner, y down."""
    rows = [f'id = "{plate}"', 'view = "living"', f"size_mm = [{WIDTH_MM}, {HEIGHT_MM}]"]
    rows += [f"px_per_mm = {px_per_mm}", 'studio = "assets/studio/living2d"', "sources = ["]
    rows += [*(f'  "{line}",' for line in SOURCES[plate]), "]", "", "[review]", "", "[groups]"]
    used = {group for group, _ in boxes.values()}
    rows += [*(f'{key} = "{chip}"' for key, chip in GROUPS.items() if key in used), ""]
    for layer, (group, box) in boxes.items():
        rows += ["[[layer]]", f'id = "{layer}"', f'file = "{layer}.webp"', f'group = "{group}"']
        rows += [f"box_px = {list(box)}", "mirrors = false", ""]
    for picture in pictures:
        rows += _anchor_rows(picture, pictures, maps[picture.state], px_per_mm)
    seen = sorted({int(v) for index in maps.values() for v in np.unique(index) if v})
    for value in seen:
        rows += ["[[region]]", f"index = {value}", f'id = "{REGIONS[value - 1]}"', ""]
    for picture in pictures:
        rows += _state_rows(plate, picture, pictures)
    return "\n".join(rows)


def _anchor_id(key: str, picture: Picture, pictures: Sequence[Picture]) -> str:
    return key if len(pictures) == 1 else f"{key}@{picture.state}"


def _anchor_rows(
    picture: Picture, pictures: Sequence[Picture], index: Index, px_per_mm: float
) -> list[str]:
    """Return the anchors of one state."""
    rows: list[str] = []
    for key, (at, region) in picture.anchors.items():
        x, y = snapped(index, region, picture.frame.mm(at), px_per_mm)
        rows += ["[[anchor]]", f'id = "{_anchor_id(key, picture, pictures)}"']
        rows += [f"at = [{x:.2f}, {y:.2f}]", f'region = "{region}"', ""]
    return rows


def _state_rows(plate: str, picture: Picture, pictures: Sequence[Picture]) -> list[str]:
    """Return one state."""
    layers = ", ".join(f'"{layer_id(n, picture, pictures)}"' for n, _, _ in picture.layers)
    anchors = ", ".join(f'"{_anchor_id(k, picture, pictures)}"' for k in picture.anchors)
    return [
        "[[state]]",
        f'id = "{picture.state}"',
        f"layers = [{layers}]",
        f"anchors = [{anchors}]",
        f'regions = "regions-{picture.state}.png"',
        f'caption = "plate.{plate}.{picture.state}"',
        "",
    ]


__all__ = ["PX_PER_MM", "Page", "layer_id", "snapped", "write"]
