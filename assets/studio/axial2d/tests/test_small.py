"""The studio still draws what it drew: a tiny plate against the kept one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np

from axial2d.sheet import composed
from axial2d.small import write_small

GOLDEN = Path(__file__).parent / "golden"


def _spec(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "plate.toml").read_text(encoding="utf-8"))


def _words(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a plate's words; boxes may differ by a pixel between machines."""
    layers = [{k: v for k, v in layer.items() if k != "box_px"} for layer in spec["layer"]]
    return {**spec, "layer": layers}


def test_small_plate_matches_the_kept_one(tmp_path: Path) -> None:
    """Same files and words; the composed pictures may differ a little between machines."""
    write_small(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {p.name for p in GOLDEN.iterdir()}
    new, old = _spec(tmp_path), _spec(GOLDEN)
    assert _words(new) == _words(old)
    for state in new["state"]:
        pair = (composed(tmp_path, new, state), composed(GOLDEN, old, state))
        a, b = (np.asarray(picture).astype(int) for picture in pair)
        assert np.abs(a - b).mean() < 1.0, state["id"]
