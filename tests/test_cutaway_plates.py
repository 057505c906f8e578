"""The two cutaway plates: readable, alike in all but the way in, and told apart by words."""

from pathlib import Path

import pytest
from PIL import Image

from missdesk.figures.plate import Plate, read_plate

ROOT = Path(__file__).parents[1] / "assets" / "plates"
IDS = ("cutaway-open", "cutaway-tube")
STATES = ["full", "no-skin", "no-fat", "no-muscle", "no-bone"]
SAME_BYTES = ("nerves.webp", "bone.webp", "pressure.webp")


@pytest.fixture(params=IDS)
def plate(request: pytest.FixtureRequest) -> Plate:
    return read_plate(ROOT / str(request.param))


def test_it_peels_from_the_skin_to_the_nerves(plate: Plate) -> None:
    assert list(plate.states) == STATES
    shown = [len(plate.layers_of(s)) for s in STATES]
    assert shown == sorted(shown, reverse=True)


def test_it_is_large_light_and_unsigned(plate: Plate) -> None:
    longest = max(plate.size_mm) * plate.px_per_mm
    weight = sum(f.stat().st_size for f in plate.folder.iterdir())
    assert 2_400 <= longest + 0.5 <= 3_200
    assert weight <= 8_000_000
    assert not plate.is_reviewed
    assert plate.sources


def test_every_anchor_lies_on_its_region(plate: Plate) -> None:
    numbers = {name: index for index, name in plate.regions.items()}
    for state in STATES:
        with Image.open(plate.path(str(plate.state(state).regions))) as image:
            scale = image.width / plate.size_mm[0]
            for key, anchor in plate.targets(state).items():
                at = (int(anchor.at[0] * scale), int(anchor.at[1] * scale))
                assert image.getpixel(at) == numbers[anchor.region], (state, key)


def test_both_ways_differ_only_in_the_way_in() -> None:
    one, other = (read_plate(ROOT / i) for i in IDS)
    assert one.size_mm == other.size_mm
    assert one.px_per_mm == other.px_per_mm
    assert one.groups == other.groups
    assert one.chips(STATES) == other.chips(STATES)
    for state in STATES:
        mine, yours = set(one.targets(state)), set(other.targets(state))
        assert mine ^ yours <= {"retractor", "tube"}, state
    for name in SAME_BYTES:
        assert one.path(name).read_bytes() == other.path(name).read_bytes(), name


def test_every_part_has_a_plain_name(plate: Plate) -> None:
    words = {term for term in _term_ids() if term.startswith("part.")}
    used = {a.region for s in STATES for a in plate.targets(s).values()}
    assert {f"part.{region}" for region in used} <= words


def _term_ids() -> set[str]:
    text = (ROOT.parents[1] / "content" / "glossary" / "en.toml").read_text(encoding="utf-8")
    return {line.split('"')[1] for line in text.splitlines() if line.startswith("id = ")}
