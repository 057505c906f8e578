from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from missdesk.errors import PlateError
from missdesk.figures.plate import Plate, read_plate
from missdesk.model.consultation import Visit
from missdesk.model.topic import Side, Topic
from missdesk.ui.stage.choice import (
    PlateShelf,
    level_key,
    level_spot,
    operation_shot,
    operation_state,
    picker_picture,
    plate_for,
    problem_shot,
    side_spots,
)
from tests.handout.small_library import SLIPPED, library

ASSETS = Path(__file__).parents[3] / "assets" / "plates"


@pytest.fixture
def topic() -> Topic:
    return library().topics[SLIPPED]


@pytest.fixture(scope="module")
def back() -> Plate:
    return read_plate(ASSETS / "back")


def test_a_level_with_its_own_plate_needs_no_note(topic: Topic) -> None:
    assert plate_for(topic, "L4-L5").is_own


def test_another_level_is_stood_for_and_says_so(topic: Topic) -> None:
    choice = plate_for(topic, "L2-L3")
    assert choice.plate == topic.plates.fallback
    assert not choice.is_own


def test_with_nothing_chosen_the_problem_is_a_healthy_back(topic: Topic) -> None:
    assert problem_shot(topic, Visit(), is_healthy=False).state == topic.plates.healthy


@pytest.mark.parametrize("side", ["left", "right", "both"])
def test_each_side_has_its_own_picture(topic: Topic, side: Side) -> None:
    shot = problem_shot(topic, Visit(level="L4-L5", side=side), is_healthy=False)
    assert shot.state == topic.plates.problem[side]
    assert not shot.is_mirrored
    assert problem_shot(topic, Visit(side=side), is_healthy=True).state == topic.plates.healthy


def test_the_operation_turns_round_for_the_right_side_only(topic: Topic) -> None:
    option = topic.option("open")
    assert operation_shot(topic, Visit(side="right"), option, 3).is_mirrored
    for side in ("left", "both", None):
        assert not operation_shot(topic, Visit(side=side), option, 3).is_mirrored


def test_each_option_has_its_own_sheet(topic: Topic) -> None:
    keys = {operation_shot(topic, Visit(), option, 1).sheet for option in topic.options}
    assert len(keys) == len(topic.options)


def test_steps_name_their_states_and_waiting_shows_its_own(topic: Topic) -> None:
    assert operation_state(topic, topic.option("tube"), 4) == "tube-4"
    none = replace(topic.option("none"), still=("a", "b", "c"))
    bare = replace(none, still=())
    assert operation_state(topic, bare, 2) == topic.plates.problem["left"]
    assert [operation_state(topic, none, step) for step in range(1, 6)] == ["a", "b", "c", "c", "c"]


def test_the_picker_shows_the_nerve_of_the_chosen_place(back: Plate) -> None:
    levels = ("L4-L5", "L5-S1")
    calm = picker_picture(back, Visit(), levels)
    left = picker_picture(back, Visit(level="L4-L5", side="left"), levels)
    both = picker_picture(back, Visit(level="L4-L5", side="both"), levels)
    assert [p.id for p in left.layers[len(calm.layers) :]] == ["nerve-l4l5-left"]
    assert [p.is_mirrored for p in both.layers[len(calm.layers) :]] == [False, True]


def test_a_level_without_a_side_has_no_ring(back: Plate) -> None:
    assert side_spots(back, "L4-L5", None) == ()
    (left,), (right,) = side_spots(back, "L4-L5", "left"), side_spots(back, "L4-L5", "right")
    assert left[0] < 170 < right[0]
    assert len(side_spots(back, "L4-L5", "both")) == 2


def test_every_level_of_the_topic_has_a_spot_on_the_back(back: Plate) -> None:
    for level in ("L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1"):
        assert level_spot(back, level) is not None
        assert f"nerve-{level_key(level)}-left" in back.layers


def test_a_plate_is_read_once(tiny_folder: Path) -> None:
    read: list[Path] = []

    def count(folder: Path) -> Plate:
        read.append(folder)
        return read_plate(folder)

    shelf = PlateShelf(tiny_folder.parent, count)
    assert shelf.plate("tiny") is shelf.plate("tiny")
    assert len(read) == 1


def test_a_missing_plate_says_where(tmp_path: Path) -> None:
    with pytest.raises(PlateError, match="gone"):
        PlateShelf(tmp_path).plate("gone")
