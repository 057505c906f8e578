"""Where labels point on the committed plates, and how the writer chooses it; no Blender."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage

PLATES = Path(__file__).parents[3] / "plates"
LEAST_PX = 2.0
"""Pixels of the saved map between a label's target and whatever is not its part."""


def _mine() -> list[Path]:
    """Return the folders of all plates that this studio made."""
    found = sorted(PLATES.glob("*/plate.toml"))
    return [p.parent for p in found if 'studio = "assets/studio/spine3d"' in p.read_text("utf-8")]


def _slivers(folder: Path) -> Iterator[str]:
    """Yield every target of every state that is not well inside its part in that state's map."""
    spec: dict[str, Any] = tomllib.loads((folder / "plate.toml").read_text("utf-8"))
    number = {r["id"]: r["index"] for r in spec["region"]}
    anchors = {a["id"]: a for a in spec["anchor"]}
    for state in spec["state"]:
        index = np.array(Image.open(folder / state["regions"]))
        scale = index.shape[1] / spec["size_mm"][0]
        depth: dict[str, Any] = {}
        for key in state["anchors"]:
            (x, y), region = anchors[key]["at"], anchors[key]["region"]
            if region not in depth:
                mask = np.pad(index == number[region], 1)
                depth[region] = ndimage.distance_transform_edt(mask)[1:-1, 1:-1]
            if depth[region][int(y * scale), int(x * scale)] < LEAST_PX:
                yield f"{folder.name}:{state['id']} {key} is not on {region}"


@pytest.mark.parametrize("folder", _mine(), ids=lambda folder: folder.name)
def test_every_label_points_well_inside_its_part(folder: Path) -> None:
    """A line to a sliver, or beside its part, names the wrong thing (PU 4)."""
    assert not list(_slivers(folder))
