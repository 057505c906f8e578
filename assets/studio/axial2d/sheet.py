"""Contact sheets for people: every state of a written plate folder, no labels."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from axial2d.wide_ways import NAMES

PAPER = (255, 255, 255)


def composed(folder: Path, spec: dict[str, Any], state: dict[str, Any]) -> Image.Image:
    """Return one state with its layers laid over white, whole page."""
    size = tuple(round(v * spec["px_per_mm"]) for v in spec["size_mm"])
    page = Image.new("RGBA", (size[0], size[1]), (*PAPER, 255))
    by_id = {layer["id"]: layer for layer in spec["layer"]}
    for layer_id in state["layers"]:
        layer = by_id[layer_id]
        picture = Image.open(folder / layer["file"]).convert("RGBA")
        page.alpha_composite(picture, tuple(layer["box_px"][:2]))
    return page.convert("RGB")


def cropped(page: Image.Image, spec: dict[str, Any], focus: str, width_px: int) -> Image.Image:
    """Return the focus rectangle of a page at a width."""
    x, y, w, h = (v * spec["px_per_mm"] for v in spec["focus"][focus])
    size = (width_px, round(width_px * h / w))
    return page.resize(size, Image.Resampling.LANCZOS, box=(x, y, x + w, y + h))


def _focus(state_id: str) -> str:
    """Return which crop shows a state best."""
    option, _, number = state_id.rpartition("-")
    if not number.isdigit():
        return "problem"
    return "operation-both" if option in NAMES else "operation"


def sheet(folder: Path, out: Path, *, width_px: int = 550, grey: bool = False) -> None:
    """Save one PNG with all states of a plate folder, five in a row."""
    spec = tomllib.loads((folder / "plate.toml").read_text(encoding="utf-8"))
    cells: list[tuple[str, Image.Image]] = []
    for state in spec["state"]:
        focus = _focus(state["id"])
        page = composed(folder, spec, state)
        cells.append((state["id"], cropped(page, spec, focus, width_px)))
    rows = [cells[i : i + 5] for i in range(0, len(cells), 5)]
    tall = [max(p.height for _, p in row) + 30 for row in rows]
    made = Image.new("RGB", (5 * (width_px + 12), sum(tall)), PAPER)
    pen = ImageDraw.Draw(made)
    y = 0
    for row, high in zip(rows, tall, strict=True):
        for k, (name, picture) in enumerate(row):
            made.paste(picture, (k * (width_px + 12), y + 24))
            pen.text((k * (width_px + 12) + 6, y + 4), name, fill=(40, 49, 56), font_size=16)
        y += high
    (made.convert("L") if grey else made).save(out)
