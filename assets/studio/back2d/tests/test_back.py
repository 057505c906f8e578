"""Fast checks of landmarks, solids and the written plate (run `pytest back2d` in assets/studio)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from back2d import export, pelvis, skin, soft, vertebra
from back2d.landmarks import DISC_GAP, DISC_Y, HEIGHT_MM, LEVELS, MID, PICKED, SACRUM_HALF, WIDTH_MM
from back2d.solid import trace

PLATE = Path(__file__).parents[3] / "plates" / "back"
CARD = Path(__file__).parents[3] / "cards" / "slipped-disc.webp"
LEFTS = [f"level-{d}-left" for d in PICKED]


@pytest.fixture(scope="module")
def plate() -> dict[str, Any]:
    """Return the written plate.toml."""
    return tomllib.loads((PLATE / "plate.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def regions() -> np.ndarray:
    """Return the index map."""
    return np.asarray(Image.open(PLATE / "regions.png"))


def test_levels_are_spaced_as_in_an_adult() -> None:
    """Neighbouring discs lie 30 to 40 mm apart and L1-L2 to L5-S1 spans 130 to 155 mm."""
    heights = [DISC_Y[d] for d in PICKED]
    steps = np.diff(heights)
    assert ((steps > 30) & (steps < 40)).all()
    assert 130 < heights[-1] - heights[0] < 155


def test_bodies_and_discs_fit_on_each_other() -> None:
    """Between two bodies there is room for the disc, to half a millimetre; none overlap."""
    for upper, lower, disc in zip(LEVELS, LEVELS[1:], list(DISC_Y)[:-1], strict=False):
        gap = (lower.y - lower.height / 2) - (upper.y + upper.height / 2)
        assert gap == pytest.approx(DISC_GAP[disc], abs=1.5)
        middle = (lower.y - lower.height / 2 + upper.y + upper.height / 2) / 2
        assert middle == pytest.approx(DISC_Y[disc], abs=1.0)


def test_crest_is_at_l4_and_sacrum_is_life_size() -> None:
    """The hip crest reaches L4 to L4-L5; the sacrum is 95 to 125 mm wide."""
    top = pelvis.ilium_outline().bounds[1]
    assert LEVELS[4].y - LEVELS[4].height / 2 < top < DISC_Y["l4l5"]
    assert 95 < 2 * max(x for x, _ in SACRUM_HALF) < 125


@pytest.mark.parametrize("disc", PICKED)
def test_pressed_nerve_runs_through_its_ring_and_out_of_the_page(disc: str) -> None:
    """The nerve passes within 1 mm of the ring, goes down and outwards, and leaves below."""
    line, _ = soft.tube(soft.hot_path(disc), (3.5, 4.0))
    ring = np.array([MID - soft.RING_X[disc], DISC_Y[disc]])
    assert np.linalg.norm(line - ring, axis=1).min() < 1.0
    assert (np.diff(line[:, 1]) > 0).all()
    assert line[-1, 1] > HEIGHT_MM
    assert line[-1, 0] < ring[0] - 50


def test_spine_is_the_same_on_both_sides() -> None:
    """A traced vertebra covers the same area left and right of the midline."""
    view = trace(vertebra.vertebra(LEVELS[3]), (MID - 55, 96, MID + 55, 166), 1.5, (90, -6))
    half = view.cover.shape[1] // 2
    left, right = view.cover[:, :half].sum(), view.cover[:, half:].sum()
    assert left == pytest.approx(right, rel=0.03)


def test_tones_go_from_light_to_dark() -> None:
    """Each tone's middle colour is darker than the one before; all ramps rise."""

    def grey(code: str) -> float:
        return sum(int(code[i : i + 2], 16) for i in (1, 3, 5)) / 3

    middles = [grey(tone.ramp[2]) for tone in skin.TONES]
    assert middles == sorted(middles, reverse=True)
    assert all(list(map(grey, t.ramp)) == sorted(map(grey, t.ramp)) for t in skin.TONES)


def test_plate_is_true_to_scale(plate: dict[str, Any]) -> None:
    """Size and pixels agree; the longest side has at least 2,400 px."""
    assert plate["size_mm"] == [WIDTH_MM, HEIGHT_MM]
    assert max(plate["size_mm"]) * plate["px_per_mm"] >= 2400
    assert plate["review"] == {}
    assert plate["sources"]


def test_files_decode_and_fill_their_boxes(plate: dict[str, Any]) -> None:
    """Every layer's file has alpha and the size of its box, inside the page."""
    width, height = (round(v * plate["px_per_mm"]) for v in plate["size_mm"])
    for layer in plate["layer"]:
        x0, y0, x1, y1 = layer["box_px"]
        picture = Image.open(PLATE / layer["file"])
        picture.load()
        assert picture.size == (x1 - x0, y1 - y0)
        assert picture.mode == "RGBA"
        assert 0 <= x0 < x1 <= width
        assert 0 <= y0 < y1 <= height
        assert layer["group"] in plate["groups"]


def test_anchors_lie_in_their_regions(plate: dict[str, Any], regions: np.ndarray) -> None:
    """The index map has the anchor's region at the anchor (side entries lie on bare skin)."""
    index = {row["id"]: row["index"] for row in plate["region"]}
    scale = plate["px_per_mm"] / 2
    for anchor in plate["anchor"]:
        x, y = anchor["at"]
        if anchor["region"]:
            assert regions[int(y * scale), int(x * scale)] == index[anchor["region"]], anchor["id"]


def test_left_anchors_are_left_of_the_midline(plate: dict[str, Any]) -> None:
    """Rings sit 10 to 20 mm left of the midline at the height of their disc."""
    at = {a["id"]: a["at"] for a in plate["anchor"]}
    for key in LEFTS:
        assert 10 < MID - at[key][0] < 20
        assert at[key][1] == at[key.removesuffix("-left")][1]


def test_states_name_what_exists(plate: dict[str, Any]) -> None:
    """Each of the four states lists known layers and anchors."""
    layers = {row["id"] for row in plate["layer"]}
    anchors = {row["id"] for row in plate["anchor"]}
    assert [s["id"] for s in plate["state"]] == ["back-1", "back-2", "back-3", "back-4"]
    for state in plate["state"]:
        assert set(state["layers"]) <= layers
        assert set(state["anchors"]) <= anchors
        assert (PLATE / state["regions"]).exists()


def test_picker_crop_shows_l1_to_s1(plate: dict[str, Any]) -> None:
    """The crop is upright, inside the page, and holds every level and ring."""
    x, y, width, height = plate["focus"]["picker"]
    assert width / height == pytest.approx(300 / 560, abs=0.01)
    assert x >= 0
    assert y + height <= HEIGHT_MM
    at = {a["id"]: a["at"] for a in plate["anchor"]}
    for disc in PICKED:
        assert y + 10 < at[f"level-{disc}"][1] < y + height - 10
        assert x + 20 < at[f"level-{disc}-left"][0]


def test_folder_and_card_are_small_and_right() -> None:
    """The plate has at most 6 MB; the card is 800 x 520 px with paper at its corners."""
    assert sum(f.stat().st_size for f in PLATE.iterdir()) <= 6_000_000
    card = Image.open(CARD).convert("RGB")
    assert card.size == (800, 520)
    pixels = np.asarray(card).astype(int)
    for row, column in ((1, 1), (1, 798), (518, 1), (518, 798)):
        assert np.abs(pixels[row, column] - (0xFB, 0xF6, 0xED)).max() <= 3


def test_index_map_knows_every_region() -> None:
    """The regions of the anchors are all listed."""
    assert {row[2] for row in export.anchors().values()} <= {*export.REGIONS, ""}
