"""The plate folder: states, anchors on what they name, one rule for all options."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

PLATE = Path(__file__).parents[3] / "plates" / "axial-l4l5"
STEPS = [f"{option}-{n}" for option in ("open", "tube", "camera") for n in range(1, 6)]
SECTIONS = ["healthy", "hernia-left", "hernia-right", "hernia-central", "hernia-shrunk-left"]
CHIPS = {"skin_fat", "muscle", "moved", "bone", "nerves_disc", "tools", "always"}


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    """Return the committed plate.toml."""
    return tomllib.loads((PLATE / "plate.toml").read_text(encoding="utf-8"))


def _state(spec: dict[str, Any], name: str) -> dict[str, Any]:
    return next(s for s in spec["state"] if s["id"] == name)


def test_all_states_are_there(spec: dict[str, Any]) -> None:
    """Every state that the topic needs exists, once."""
    assert [s["id"] for s in spec["state"]] == SECTIONS + STEPS


def test_every_file_is_there_and_small(spec: dict[str, Any]) -> None:
    """All named files exist, nothing else lies about, and the folder stays below 14 MB."""
    named = {layer["file"] for layer in spec["layer"]} | {s["regions"] for s in spec["state"]}
    found = {p.name for p in PLATE.iterdir()} - {"plate.toml"}
    assert named == found
    assert sum(p.stat().st_size for p in PLATE.iterdir()) < 14e6


def test_layers_fit_their_boxes(spec: dict[str, Any]) -> None:
    """A file holds exactly its box, inside the page; groups have a chip."""
    size = [round(v * spec["px_per_mm"]) for v in spec["size_mm"]]
    assert set(spec["groups"].values()) <= CHIPS
    for layer in spec["layer"]:
        x0, y0, x1, y1 = layer["box_px"]
        with Image.open(PLATE / layer["file"]) as picture:
            assert picture.size == (x1 - x0, y1 - y0)
        assert 0 <= x0 < x1 <= size[0]
        assert 0 <= y0 < y1 <= size[1]
        assert layer["group"] in spec["groups"]
    assert [k["id"] for k in spec["layer"] if k.get("mirrors") is False] == ["vessels"]


def test_each_anchor_lies_on_what_it_names(spec: dict[str, Any]) -> None:
    """In every state, the region map at an anchor shows the anchor's region."""
    index = {r["id"]: r["index"] for r in spec["region"]}
    spots = {a["id"]: a for a in spec["anchor"]}
    for state in spec["state"]:
        chart = np.asarray(Image.open(PLATE / state["regions"]))
        k = chart.shape[1] / spec["size_mm"][0]
        for name in state["anchors"]:
            x, y = spots[name]["at"]
            where = chart[int(y * k), int(x * k)]
            assert where == index[spots[name]["region"]], (state["id"], name)


def test_a_state_lists_a_key_once(spec: dict[str, Any]) -> None:
    """Labels are asked for by key, so a state may not hold one twice."""
    for state in spec["state"]:
        keys = [name.split("@")[0] for name in state["anchors"]]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("hernia-left", {"nerve-pinched", "hernia", "disc", "sac", "spinous", "lamina-right"}),
        ("hernia-right", {"nerve-pinched", "hernia", "sac", "nerve-traversing-left"}),
        ("hernia-central", {"nerve-pinched", "hernia", "disc"}),
        ("hernia-shrunk-left", {"hernia", "nerve-traversing-left", "disc", "sac"}),
        ("open-3", {"retractor", "muscle-moved", "cut", "nerve-pinched"}),
        ("tube-3", {"tube", "muscle-moved", "cut", "nerve-pinched"}),
        ("camera-3", {"endoscope", "muscle-moved", "cut", "nerve-pinched"}),
        *[
            (f"{o}-4", {"muscle-moved", "bone-window", "nerve-freed", "fragment", "forceps"})
            for o in ("open", "tube", "camera")
        ],
        *[
            (f"{o}-5", {"stitches", "muscle-moved", "nerve-freed"})
            for o in ("open", "tube", "camera")
        ],
    ],
)
def test_labels_that_the_words_need(spec: dict[str, Any], name: str, keys: set[str]) -> None:
    """The handful of labels that captions speak of can be placed."""
    have = {a.split("@")[0] for a in _state(spec, name)["anchors"]}
    assert keys <= have


def test_options_use_the_same_sick_and_well_layers(spec: dict[str, Any]) -> None:
    """Same herniation before, same section after, for all options."""
    deep = ("disc", "hernia", "sac", "nerves", "pressure", "tear", "epidural_fat", "vessels")
    for n in range(1, 6):
        rows = []
        for option in ("open", "tube", "camera"):
            ids = _state(spec, f"{option}-{n}")["layers"]
            rows.append([i for i in ids if i.split("~")[0].split("@")[0] in deep])
        assert rows[0] == rows[1] == rows[2]


def test_focus_shows_the_same_crop_for_all(spec: dict[str, Any]) -> None:
    """The crops lie on the page."""
    w, h = spec["size_mm"]
    for x, y, fw, fh in spec["focus"].values():
        assert x >= 0
        assert y >= 0
        assert x + fw <= w
        assert y + fh <= h
