from __future__ import annotations

from pathlib import Path

import pytest

from missdesk.errors import PlateError
from missdesk.figures.plate import Plate, read_plate
from missdesk.figures.topic_pictures import Shown, level_key, operation_picture, problem_picture
from missdesk.model.consultation import Visit
from missdesk.model.topic import Side, Topic
from missdesk.ui.stage.choice import (
    PlateShelf,
    level_spot,
    operation_shot,
    picker_picture,
    problem_shot,
    side_spots,
)
from missdesk.ui.stage.pictures import Shot
from tests.handout.small_library import SLIPPED, library

ASSETS = Path(__file__).parents[3] / "assets" / "plates"


@pytest.fixture
def topic() -> Topic:
    return library().topics[SLIPPED]


@pytest.fixture(scope="module")
def back() -> Plate:
    return read_plate(ASSETS / "back")


def _problem(topic: Topic, visit: Visit, *, is_healthy: bool = False) -> Shot:
    view = topic.plates
    shown = problem_picture(topic, visit, view, PlateShelf(ASSETS).plate, is_healthy=is_healthy)
    return problem_shot(topic, visit, view, shown)


def _operation(topic: Topic, visit: Visit, option: str, step: int = 1) -> Shot:
    chosen = topic.option(option)
    shown = operation_picture(topic, visit, chosen, step, PlateShelf(ASSETS).plate)
    return operation_shot(visit, chosen, shown)


@pytest.mark.parametrize("side", ["left", "right", "both"])
def test_each_side_has_its_own_picture(topic: Topic, side: Side) -> None:
    shot = _problem(topic, Visit(level="L4-L5", side=side))
    assert shot.state == topic.plates.problem[side]
    assert not shot.is_mirrored
    assert _problem(topic, Visit(side=side), is_healthy=True).state == topic.plates.healthy


def test_the_operation_turns_round_for_the_right_side_only(topic: Topic) -> None:
    assert _operation(topic, Visit(side="right"), "open", 3).is_mirrored
    for side in ("left", "both", None):
        assert not _operation(topic, Visit(side=side), "open", 3).is_mirrored


def test_each_option_has_its_own_sheet(topic: Topic) -> None:
    keys = {_operation(topic, Visit(), option.id).sheet for option in topic.options}
    assert len(keys) == len(topic.options)


def test_the_picker_shows_the_nerve_of_the_chosen_place(back: Plate) -> None:
    levels = ("L4-L5", "L5-S1")
    calm = picker_picture(back, Visit(), levels)
    left = picker_picture(back, Visit(level="L4-L5", side="left"), levels)
    both = picker_picture(back, Visit(level="L4-L5", side="both"), levels)
    assert [p.id for p in left.layers[len(calm.layers) :]] == ["nerve-l4l5-left"]
    assert [p.is_mirrored for p in both.layers[len(calm.layers) :]] == [False, True]
    two = picker_picture(back, Visit(level="L4-L5,L5-S1", side="left"), levels)
    ids = [p.id for p in two.layers[len(calm.layers) :]]
    assert ids == ["nerve-l4l5-left", "nerve-l5s1-left"]


def test_a_level_without_a_side_has_no_ring(back: Plate) -> None:
    assert side_spots(back, "L4-L5", None) == ()
    (left,), (right,) = side_spots(back, "L4-L5", "left"), side_spots(back, "L4-L5", "right")
    assert left[0] < 170 < right[0]
    assert len(side_spots(back, "L4-L5", "both")) == 2


def test_every_level_of_the_topic_has_a_spot_on_the_back(back: Plate) -> None:
    for level in ("L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1"):
        assert level_spot(back, level) is not None
        assert f"nerve-{level_key(level)}-left" in back.layers
    assert level_spot(back, "L1") is not None
    assert level_spot(back, "T12") is None


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


def test_a_level_of_a_long_plate_fills_the_pane_healthy_or_not(topic: Topic) -> None:
    plate = read_plate(ASSETS / "spine-side")
    visit = Visit(level="L4-L5", side="left")
    for state, level in (("healthy", ""), ("worn-l4l5", "L4-L5")):
        shot = problem_shot(topic, visit, topic.plates, Shown(plate, state, level))
        assert shot.focus == "l4l5"
    nothing = problem_shot(topic, Visit(), topic.plates, Shown(plate, "healthy"))
    assert nothing.focus == "problem"


def test_a_section_is_shown_as_it_was_drawn(topic: Topic) -> None:
    assert _problem(topic, Visit(level="L4-L5", side="left")).focus == "problem"
