"""Left, right and the chosen level are true on every picture (IQ, product.md: left and right)."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from missdesk.content.library import load_library
from missdesk.figures.plate import read_plate
from missdesk.figures.plate_model import Plate
from missdesk.figures.topic_pictures import (
    corner_words,
    level_note,
    operation_picture,
    problem_picture,
)
from missdesk.model.consultation import Visit
from missdesk.model.topic import Side, Topic, TopicId
from missdesk.paths import assets_dir

FOLDERS = sorted(path.parent for path in (assets_dir() / "plates").glob("*/plate.toml"))
BESIDE = 3.0
"""Farther apart than this, in mm, a left and a right part have a side of the picture."""
OWN_SIDES = frozenset({"living", "side", "picker"})
"""Views without left and right: scenes, and a back seen from its side."""


@cache
def plate(name: str) -> Plate:
    return read_plate(assets_dir() / "plates" / name)


@pytest.mark.parametrize("name", [folder.name for folder in FOLDERS])
def test_the_words_in_the_corners_are_on_the_true_side(name: str) -> None:
    """Each pair of parts, left and right, lies as the words of the corners say, in every state."""
    made = plate(name)
    words = corner_words(made)
    assert (words == ("", "")) == (made.view in OWN_SIDES)
    for state in made.states if words[0] else ():
        targets = made.targets(state)
        for key in targets:
            twin = f"{key.removesuffix('-left')}-right"
            if not key.endswith("-left") or twin not in targets:
                continue
            apart = targets[twin].at[0] - targets[key].at[0]
            if abs(apart) > BESIDE:
                assert (apart > 0) == (words == ("Left", "Right")), (state, key)


@pytest.mark.parametrize("view", ["quarter", "cutaway"])
def test_views_at_an_angle_say_which_side_is_which(view: str) -> None:
    for folder in FOLDERS:
        if plate(folder.name).view == view:
            assert corner_words(plate(folder.name)) == ("Left", "Right"), folder.name


TOPICS = load_library().topics
SEVERAL = [topic for topic in TOPICS.values() if topic.place.kind in {"discs", "bodies"}]


@pytest.mark.parametrize("topic", SEVERAL, ids=lambda topic: str(topic.id))
def test_of_two_levels_problem_and_operation_show_the_same_one_and_say_so(topic: Topic) -> None:
    """Where a chosen level is drawn for both steps, neither shows another."""
    levels = topic.place.levels
    for pair in pairwise(levels):
        side: Side | None = "left" if topic.place.has_side else None
        visit = Visit(topic=TopicId(topic.id), level=",".join(pair), side=side)
        operations = [
            operation_picture(topic, visit, option, step, plate)
            for option in topic.options
            for step in range(1, topic.step_count + 1)
        ]
        drawn = {shown.level for shown in operations} & set(pair)
        for view in topic.plates.all_views:
            shown = problem_picture(topic, visit, view, plate, is_healthy=False)
            if len(drawn) == 1 and shown.level in pair:
                assert {shown.level} == drawn, (pair, view.id)
                assert f"{shown.level.replace('-', '–')} only" in level_note(visit, topic, [shown])


def test_two_levels_one_of_which_is_operated_on_paper_and_screen() -> None:
    """The problem was shown at the upper of two, the operation at the lower."""
    topic = TOPICS[TopicId("narrow-canal")]
    visit = Visit(topic=topic.id, level="L3-L4,L4-L5")
    first = problem_picture(topic, visit, topic.plates, plate, is_healthy=False)
    opened = operation_picture(topic, visit, topic.options[0], 1, plate)
    assert first.level == opened.level == "L4-L5"
    for shown in (first, opened):
        assert level_note(visit, topic, [shown]) == "The picture shows L4–L5 only."
