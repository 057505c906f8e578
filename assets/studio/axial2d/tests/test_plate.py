"""The plate folder: states, anchors on what they name, one rule for all options."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

PLATES = Path(__file__).parents[3] / "plates"
PLATE = PLATES / "axial-l4l5"
ALL = ["axial-l3l4", "axial-l4l5", "axial-l5s1"]
NARROW = ("laminectomy", "tubeboth", "endoboth")
FUSION = ("tlif-open", "tlif-mis")
WIDE = (*NARROW, *FUSION)
STEPS = [f"{option}-{n}" for option in ("open", "tube", "camera") for n in range(1, 6)]
WIDE_STEPS = [f"{option}-{n}" for option in WIDE for n in range(1, 6)]
SECTIONS = ["healthy", "hernia-left", "hernia-right", "hernia-central", "hernia-shrunk-left"]
LATER = [
    "scar-again-left",
    "stenosis",
    "stenosis-recess",
    "after-open",
    "stenosis-recess-left",
]
CHIPS = {"skin_fat", "muscle", "moved", "bone", "nerves_disc", "tools", "always"}


def _read(folder: Path) -> dict[str, Any]:
    """Return a committed plate.toml."""
    return tomllib.loads((folder / "plate.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    """Return the plate with the operation steps."""
    return _read(PLATE)


@pytest.fixture(scope="module", params=ALL)
def folder(request: pytest.FixtureRequest) -> Path:
    """Return the folder of each plate in turn."""
    return PLATES / str(request.param)


def _state(spec: dict[str, Any], name: str) -> dict[str, Any]:
    return next(s for s in spec["state"] if s["id"] == name)


def test_all_states_are_there() -> None:
    """Every state that the topics need exists, once; states never change their order."""
    for name in ALL:
        steps = STEPS if name == "axial-l4l5" else []
        wide = WIDE_STEPS if name == "axial-l4l5" else []
        ids = [s["id"] for s in _read(PLATES / name)["state"]]
        assert ids == SECTIONS + steps + LATER + wide, name


def test_every_file_is_there(folder: Path) -> None:
    """All named files exist and nothing else lies about."""
    spec = _read(folder)
    named = {layer["file"] for layer in spec["layer"]} | {s["regions"] for s in spec["state"]}
    assert named == {p.name for p in folder.iterdir()} - {"plate.toml"}


def test_all_axial_plates_stay_below_30_mb() -> None:
    """The three folders together."""
    assert sum(p.stat().st_size for name in ALL for p in (PLATES / name).iterdir()) < 30e6


def test_layers_fit_their_boxes(folder: Path) -> None:
    """A file holds exactly its box, inside the page; groups have a chip."""
    spec = _read(folder)
    size = [round(v * spec["px_per_mm"]) for v in spec["size_mm"]]
    assert set(spec["groups"].values()) <= CHIPS
    for layer in spec["layer"]:
        x0, y0, x1, y1 = layer["box_px"]
        with Image.open(folder / layer["file"]) as picture:
            assert picture.size == (x1 - x0, y1 - y0)
        assert 0 <= x0 < x1 <= size[0]
        assert 0 <= y0 < y1 <= size[1]
        assert layer["group"] in spec["groups"]
    assert [k["id"] for k in spec["layer"] if k.get("mirrors") is False] == ["vessels"]


def test_each_anchor_lies_on_what_it_names(folder: Path) -> None:
    """In every state, the region map at an anchor shows the anchor's region."""
    spec = _read(folder)
    index = {r["id"]: r["index"] for r in spec["region"]}
    spots = {a["id"]: a for a in spec["anchor"]}
    for state in spec["state"]:
        chart = np.asarray(Image.open(folder / state["regions"]))
        k = chart.shape[1] / spec["size_mm"][0]
        for name in state["anchors"]:
            x, y = spots[name]["at"]
            where = chart[int(y * k), int(x * k)]
            assert where == index[spots[name]["region"]], (state["id"], name)


def test_a_state_lists_a_key_once(folder: Path) -> None:
    """Labels are asked for by key, so a state may not hold one twice."""
    for state in _read(folder)["state"]:
        keys = [name.split("@")[0] for name in state["anchors"]]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("hernia-left", {"nerve-pinched", "hernia", "disc", "sac", "spinous", "lamina-right"}),
        ("hernia-right", {"nerve-pinched", "hernia", "sac", "nerve-traversing-left"}),
        ("hernia-central", {"nerve-pinched", "hernia", "disc"}),
        ("hernia-shrunk-left", {"hernia", "nerve-traversing-left", "disc", "sac"}),
        *[(f"{o}-1", {"scalpel", "cut"}) for o in ("open", "tube", "camera", *WIDE)],
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
        ("laminectomy-3", {"retractor", "muscle-moved", "cut", "nerve-pinched"}),
        ("tubeboth-3", {"tube", "muscle-moved", "cut", "nerve-pinched"}),
        ("endoboth-3", {"endoscope", "working-tube", "muscle-moved", "cut", "nerve-pinched"}),
        ("tlif-open-3", {"retractor", "muscle-moved", "cut", "nerve-pinched"}),
        ("tlif-mis-3", {"tube", "screw-tube", "muscle-moved", "cut", "nerve-pinched"}),
        *[(f"{o}-4", {"muscle-moved", "bone-window", "nerve-freed"}) for o in NARROW],
        *[(f"{o}-4", {"punch"}) for o in NARROW],
        *[
            (f"{o}-4", {"muscle-moved", "bone-window", "nerve-freed", "cage", "inserter"})
            for o in FUSION
        ],
        *[(f"{o}-5", {"stitches", "healing", "nerve-freed", "muscle-moved"}) for o in WIDE],
        *[
            (f"{o}-5", {"cage", "rod-left", "rod-right", "screw-left", "screw-right"})
            for o in FUSION
        ],
    ],
)
def test_labels_that_the_words_need(spec: dict[str, Any], name: str, keys: set[str]) -> None:
    """The handful of labels that captions speak of can be placed."""
    have = {a.split("@")[0] for a in _state(spec, name)["anchors"]}
    assert keys <= have


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("healthy", {"sac", "disc", "spinous", "vein", "artery", "facet-joint-left"}),
        ("hernia-left", {"hernia", "nerve-pinched", "disc"}),
        ("scar-again-left", {"hernia", "scar", "nerve-pinched"}),
        ("stenosis", {"nerve-pinched", "flavum-left", "facet-joint-left", "disc"}),
        ("stenosis-recess", {"nerve-pinched", "sac", "flavum-right"}),
        ("stenosis-recess-left", {"nerve-pinched", "sac", "nerve-traversing-right"}),
        ("after-open", {"healing", "sac", "nerve-traversing-left"}),
    ],
)
def test_labels_that_every_level_needs(folder: Path, name: str, keys: set[str]) -> None:
    """The labels that captions of a condition speak of can be placed at every level."""
    assert keys <= {a.split("@")[0] for a in _state(_read(folder), name)["anchors"]}


def test_pelvis_is_named_at_the_lowest_level_only() -> None:
    """L5-S1 shows sacrum, ilium and their ligament on both sides."""
    keys = {f"{k}-{side}" for k in ("sacrum", "ilium", "iliolumbar") for side in ("left", "right")}
    for name in ALL:
        have = {a.split("@")[0] for a in _state(_read(PLATES / name), "healthy")["anchors"]}
        assert keys <= have if name == "axial-l5s1" else not keys & have


def test_wide_options_start_and_end_alike(spec: dict[str, Any]) -> None:
    """Same narrow canal before and same sac after; a fusion leaves the same implants."""
    deep = ("disc", "sac", "nerves", "pressure", "epidural_fat", "vessels", "cage", "implants")
    for group in (NARROW, FUSION):
        for n in range(1, 6):
            rows = []
            for option in group:
                ids = _state(spec, f"{option}-{n}")["layers"]
                rows.append([i for i in ids if i.split("~")[0].split("@")[0] in deep])
            assert all(row == rows[0] for row in rows)
    assert all("sac@freed" in _state(spec, f"{option}-5")["layers"] for option in WIDE)
    for option in FUSION:
        assert {"cage@tlif", "implants@tlif"} <= set(_state(spec, f"{option}-5")["layers"])


def test_options_use_the_same_sick_and_well_layers(spec: dict[str, Any]) -> None:
    """Same herniation before, same section after, for all options."""
    deep = ("disc", "hernia", "sac", "nerves", "pressure", "tear", "epidural_fat", "vessels")
    for n in range(1, 6):
        rows = []
        for option in ("open", "tube", "camera"):
            ids = _state(spec, f"{option}-{n}")["layers"]
            rows.append([i for i in ids if i.split("~")[0].split("@")[0] in deep])
        assert rows[0] == rows[1] == rows[2]


def test_focus_shows_the_same_crop_for_all(folder: Path) -> None:
    """The crops lie on the page."""
    spec = _read(folder)
    w, h = spec["size_mm"]
    for x, y, fw, fh in spec["focus"].values():
        assert x >= 0
        assert y >= 0
        assert x + fw <= w
        assert y + fh <= h
