"""Contact sheets for people: every state of written plate folders, flattened, no labels."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

PAPER = (251, 249, 245)


def composed(folder: Path, spec: dict[str, Any], state: dict[str, Any]) -> Image.Image:
    """Return one state with its layers laid over paper, whole page."""
    size = tuple(round(v * spec["px_per_mm"]) for v in spec["size_mm"])
    page = Image.new("RGBA", (size[0], size[1]), (*PAPER, 255))
    by_id = {layer["id"]: layer for layer in spec["layer"]}
    for layer_id in state["layers"]:
        layer = by_id[layer_id]
        picture = Image.open(folder / layer["file"]).convert("RGBA")
        page.alpha_composite(picture, tuple(layer["box_px"][:2]))
    return page.convert("RGB")


def marked(page: Image.Image, spec: dict[str, Any], state: dict[str, Any]) -> Image.Image:
    """Return a page with its label targets and their keys."""
    pen = ImageDraw.Draw(page)
    at = {a["id"]: a["at"] for a in spec["anchor"]}
    for key in state["anchors"]:
        x, y = (v * spec["px_per_mm"] for v in at[key])
        pen.ellipse((x - 7, y - 7, x + 7, y + 7), fill=(213, 94, 0))
        pen.text((x + 10, y - 10), key.partition("@")[0], fill=(20, 30, 40), font_size=24)
    return page


def sheet(
    folder: Path, out: Path, *, high_px: int = 800, across: int = 7, anchors: bool = False
) -> None:
    """Save one PNG with all states of a plate folder."""
    spec = tomllib.loads((folder / "plate.toml").read_text(encoding="utf-8"))
    cells: list[tuple[str, Image.Image]] = []
    for state in spec["state"]:
        page = composed(folder, spec, state)
        page = marked(page, spec, state) if anchors else page
        wide = round(page.width * high_px / page.height)
        cells.append((state["id"], page.resize((wide, high_px), Image.Resampling.LANCZOS)))
    wide = cells[0][1].width + 8
    rows = -(-len(cells) // across)
    made = Image.new("RGB", (min(across, len(cells)) * wide, rows * (high_px + 26)), PAPER)
    pen = ImageDraw.Draw(made)
    for k, (name, picture) in enumerate(cells):
        x, y = k % across * wide, k // across * (high_px + 26)
        made.paste(picture, (x, y + 22))
        pen.text((x + 6, y + 3), name, fill=(40, 49, 56), font_size=15)
    made.save(out)
