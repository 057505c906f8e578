"""A tiny plate of two states, quick enough to compare with a kept copy in every test run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from axial2d.compose import Plate, compose
from axial2d.export import write

STATES = ("hernia-left", "tube-3")
WIDTH_PX = 300


def small() -> Plate:
    """Return the plate with two states only."""
    made = compose(("tube",), conditions=("healthy", "hernia-left"))
    states = tuple(s for s in made.states if s.id in STATES)
    used = {i for s in states for i in s.layers}
    layers = {k: v for k, v in made.layers.items() if k in used}
    return replace(made, layers=layers, states=states)


def write_small(out: Path) -> dict[str, int]:
    """Write the tiny plate to a folder; return bytes by file name."""
    return write(small(), out, width_px=WIDTH_PX)
