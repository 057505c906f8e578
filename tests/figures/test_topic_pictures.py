from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from missdesk.errors import PlateError
from missdesk.figures.plate_model import Layer, Plate, PlateState
from missdesk.figures.topic_pictures import (
    Shown,
    corner_words,
    has_problem,
    is_offered,
    is_placed,
    level_note,
    operation_picture,
    operation_state,
    picture_alt,
    picture_caption,
    picture_section,
    problem_picture,
    problem_sheet,
    state_without_level,
    view_title,
)
from missdesk.model.blocks import Section, Spans, Text
from missdesk.model.consultation import Visit
from missdesk.model.topic import Place, PlateUse, Topic, TopicText
from tests.handout.small_library import SLIPPED, library


def _plate(name: str, view: str, level: str, *states: str) -> Plate:
    made = {s: PlateState(s, ("a",), ()) for s in states}
    layer = Layer("a", "a.webp", "bone", (0, 0, 1, 1))
    return Plate(name, view, level, Path(name), (10, 10), 1, {}, {}, {"a": layer}, {}, {}, made)


PLATES = {
    "axial-l4l5": _plate("axial-l4l5", "axial", "L4-L5", "healthy", "hernia-left", "open-1", "x"),
    "axial-l3l4": _plate("axial-l3l4", "axial", "L3-L4", "healthy", "hernia-left"),
    "side": _plate("side", "side", "L1-S1", "healthy", "worn-l3l4", "worn-l4l5", "slip-l4l5"),
    "quarter": _plate("quarter", "quarter", "", "before-l4l5", "fused-l4l5", "hernia-l4l5-left"),
    "front": _plate("front", "front", "T1-pelvis", "straight", "curve"),
}
DISCS = ("L2-L3", "L3-L4", "L4-L5")
SIDE = PlateUse({}, "side", "healthy", {"": "worn-{level}"}, "side", "L4-L5")


@pytest.fixture
def slipped() -> Topic:
    """Return a topic with sides; only the left is drawn."""
    uses = PlateUse(
        {"L4-L5": "axial-l4l5", "L3-L4": "axial-l3l4"}, "axial-l4l5", "healthy",
        {"left": "hernia-left", "": "healthy"},
    )  # fmt: skip
    place = Place("discs", DISCS, has_side=True)
    return replace(library().topics[SLIPPED], place=place, plates=uses)


@pytest.fixture
def worn(slipped: Topic) -> Topic:
    """Return a topic without sides, seen from the side and in quarter view."""
    quarter = PlateUse({}, "quarter", "before-{level}", {"": "fused-{level}"}, "q", "L4-L5")
    return replace(slipped, place=Place("discs", DISCS), plates=replace(SIDE, views=(quarter,)))


def test_nothing_chosen_is_a_healthy_back(slipped: Topic, worn: Topic) -> None:
    for topic in (slipped, worn):
        visit = Visit()
        assert not is_placed(topic, visit)
        shown = problem_picture(topic, visit, topic.plates, PLATES.__getitem__, is_healthy=False)
        assert shown.state == "healthy"


def test_a_missing_right_is_the_left_turned_round(slipped: Topic) -> None:
    right = Visit(level="L4-L5", side="right")
    shown = problem_picture(slipped, right, slipped.plates, PLATES.__getitem__, is_healthy=False)
    assert (shown.state, shown.is_mirrored, shown.is_one_side) == ("hernia-left", True, False)


def test_a_missing_picture_of_both_sides_says_that_it_shows_one(slipped: Topic) -> None:
    both = Visit(level="L4-L5", side="both")
    shown = problem_picture(slipped, both, slipped.plates, PLATES.__getitem__, is_healthy=False)
    assert (shown.state, shown.is_mirrored, shown.is_one_side) == ("hernia-left", False, True)


def test_a_disc_in_the_middle_is_never_shown_as_one_on_the_left(slipped: Topic) -> None:
    angle = PlateUse({}, "quarter", "healthy", {"left": "hernia-{level}-left"}, "angle", "L4-L5")
    central = {**slipped.plates.problem, "both": "x"}
    has_both = replace(slipped, plates=replace(slipped.plates, problem=central, views=(angle,)))
    both, right = Visit(level="L4-L5", side="both"), Visit(level="L4-L5", side="right")
    assert is_offered(has_both, both, has_both.plates)
    assert not is_offered(has_both, both, angle)
    assert is_offered(has_both, right, angle)
    assert is_offered(slipped, both, angle)  # no view has it: the picture says that it is one side


def test_a_healthy_back_is_looked_at_from_the_side_of_the_problem(slipped: Topic) -> None:
    angle = PlateUse({}, "quarter", "before-l4l5", {"left": "hernia-{level}-left"}, "q", "L4-L5")
    left, right = Visit(level="L4-L5", side="left"), Visit(level="L4-L5", side="right")
    for view, visit, turns in ((angle, right, True), (angle, left, False),
                               (slipped.plates, right, False)):  # fmt: skip
        shown = problem_picture(slipped, visit, view, PLATES.__getitem__, is_healthy=True)
        assert shown.is_mirrored is turns


def test_stills_after_the_steps_are_the_last(worn: Topic) -> None:
    option = replace(worn.option("open"), steps="open", still=("quarter/fused-{level}",))
    count = worn.step_count
    assert operation_state(worn, option, count - 1) == f"open-{count - 1}"
    assert operation_state(worn, option, count) == "quarter/fused-{level}"


def test_a_stand_in_beside_a_picture_of_the_very_level_is_told_of_as_some(worn: Topic) -> None:
    visit, side = Visit(level="L3-L4"), PLATES["side"]
    shown = [Shown(side, "worn-l3l4", "L3-L4"), Shown(side, "worn-l4l5", "L4-L5")]
    assert level_note(visit, worn, shown).startswith("Some pictures show L4–L5.")


def test_a_picture_of_the_very_level_needs_no_note(slipped: Topic) -> None:
    visit = Visit(level="L3-L4", side="left")
    shown = problem_picture(slipped, visit, slipped.plates, PLATES.__getitem__, is_healthy=False)
    assert (shown.plate.id, shown.level) == ("axial-l3l4", "L3-L4")
    assert level_note(visit, slipped, [shown]) == ""


def test_another_level_is_stood_for_and_says_so(slipped: Topic, worn: Topic) -> None:
    visit = Visit(level="L2-L3", side="left")
    for topic in (slipped, worn):
        shown = problem_picture(topic, visit, topic.plates, PLATES.__getitem__, is_healthy=False)
        assert shown.level == "L4-L5"
        assert "L4–L5" in level_note(visit, topic, [shown])


def test_of_several_levels_the_first_that_is_drawn_is_shown_and_named(worn: Topic) -> None:
    visit = Visit(level="L2-L3,L3-L4,L4-L5")
    shown = problem_picture(worn, visit, worn.plates, PLATES.__getitem__, is_healthy=False)
    assert (shown.state, shown.level) == ("worn-l3l4", "L3-L4")
    assert level_note(visit, worn, [shown]) == "The picture shows L3–L4 only."


def test_pictures_of_different_levels_say_that_each_shows_one(worn: Topic) -> None:
    visit = Visit(level="L3-L4,L4-L5")
    low = replace(worn.option("open"), steps="open", still=(), plate="axial-l4l5")
    high = replace(worn.option("open"), steps="", still=("worn-{level}",))
    both = [operation_picture(worn, visit, o, 1, PLATES.__getitem__) for o in (low, high)]
    assert [shown.level for shown in both] == ["L4-L5", "L3-L4"]
    assert level_note(visit, worn, both) == "Each picture shows one level only."


def test_an_option_may_take_each_step_from_another_plate(worn: Topic) -> None:
    still = ("quarter/before-{level}", "slip-l4l5", "axial-l4l5/open-1")
    option = replace(worn.option("open"), steps="", still=still)
    read, visit = PLATES.__getitem__, Visit(level="L4-L5")
    found = [operation_picture(worn, visit, option, n, read) for n in (1, 2, 3, 4)]
    plates = [(shown.plate.id, shown.state) for shown in found]
    assert plates[:3] == [
        ("quarter", "before-l4l5"),
        ("side", "slip-l4l5"),
        ("axial-l4l5", "open-1"),
    ]
    assert plates[3] == plates[2]


def test_an_options_own_plate_has_its_steps(worn: Topic) -> None:
    option = replace(worn.option("open"), steps="open", still=(), plate="axial-l4l5")
    shown = operation_picture(worn, Visit(level="L3-L4"), option, 1, PLATES.__getitem__)
    assert (shown.plate.id, shown.level) == ("axial-l4l5", "L4-L5")
    assert level_note(Visit(level="L3-L4"), worn, [shown]) != ""


def test_steps_name_their_states_and_an_option_without_any_shows_the_problem(worn: Topic) -> None:
    option = replace(worn.option("tube"), steps="tube")
    assert operation_state(worn, option, 3) == "tube-3"
    bare = replace(option, steps="", still=())
    assert operation_state(worn, bare, 2) == "worn-{level}"


def test_only_views_with_two_like_sides_turn_round(slipped: Topic) -> None:
    visit = Visit(side="right")
    for wanted, turns in (("axial-l4l5/open-1", True), ("quarter/hernia-l4l5-left", True),
                          ("side/worn-l4l5", False)):  # fmt: skip
        option = replace(slipped.option("open"), steps="", still=(wanted,))
        shown = operation_picture(slipped, visit, option, 1, PLATES.__getitem__)
        assert shown.is_mirrored is turns


def test_a_range_has_no_level_of_its_own(slipped: Topic) -> None:
    use = PlateUse({}, "front", "straight", {"": "curve"})
    topic = replace(slipped, place=Place("range", ("T10", "T11", "L4")), plates=use)
    visit = Visit(level="T10:L4")
    shown = problem_picture(topic, visit, use, PLATES.__getitem__, is_healthy=False)
    assert (shown.state, shown.level) == ("curve", "")
    assert level_note(visit, topic, [shown]) == ""


def test_a_topic_without_a_place_is_always_placed(slipped: Topic) -> None:
    use = PlateUse({}, "side", "healthy", {})
    topic = replace(slipped, place=Place("none"), plates=use)
    assert is_placed(topic, Visit())
    assert not has_problem(topic)
    assert has_problem(slipped)


def test_each_view_has_its_own_ink(worn: Topic) -> None:
    visit = Visit(level="L4-L5")
    keys = {problem_sheet(worn, visit, view, "side") for view in worn.plates.all_views}
    assert len(keys) == 2
    assert "side/problem/L4-L5/-" in keys


def test_a_state_that_is_nowhere_is_an_error(worn: Topic) -> None:
    use = replace(SIDE, problem={"": "gone-{level}"})
    with pytest.raises(PlateError, match="gone-l4l5"):
        problem_picture(worn, Visit(level="L2-L3"), use, PLATES.__getitem__, is_healthy=False)


def test_words_are_those_of_the_state_at_any_level(worn: Topic) -> None:
    text = library().text(SLIPPED, "en")
    words = {"plate.worn": Section("plate.worn", "Worn"), "view.q": Section("view.q", "Screws")}
    text = replace(text, sections={**text.sections, **words})
    visit = Visit(level="L3-L4")
    shown = problem_picture(worn, visit, worn.plates, PLATES.__getitem__, is_healthy=False)
    assert picture_section(text, worn, shown) is words["plate.worn"]
    assert view_title(text, worn.plates, PLATES["side"]) == "From the side"
    assert view_title(text, worn.plates.views[0], PLATES["quarter"]) == "Screws"
    assert state_without_level("hernia-l4l5-left", DISCS) == "hernia-left"


def test_sides_are_named_where_the_view_has_them() -> None:
    assert corner_words(PLATES["axial-l4l5"]) == ("Left", "Right")
    assert corner_words(PLATES["front"]) == ("Right", "Left")
    assert corner_words(PLATES["side"]) == ("", "")


ALT = {"alt": (Text("On the left, the right nerve is pressed."),)}


@pytest.mark.parametrize(
    ("language", "fields", "is_mirrored", "said"),
    [
        ("en", ALT, False, "On the left, the right nerve is pressed."),
        ("en", ALT, True, "On the right, the left nerve is pressed."),
        ("de", ALT, True, "Picture of the back. You lie face down."),
        ("de", {**ALT, "alt-right": (Text("Rechts."),)}, True, "Rechts."),
        ("en", {}, True, "Slipped on the right"),
    ],
)
def test_a_turned_picture_never_says_the_wrong_side(
    slipped: Topic, language: str, fields: dict[str, Spans], is_mirrored: bool, said: str
) -> None:
    words = Section("plate.hernia-left", "Slipped on the left", (), fields)
    text = TopicText(SLIPPED, language, {words.id: words}, "en.md")
    shown = Shown(PLATES["axial-l4l5"], "hernia-left", is_mirrored=is_mirrored)
    found = picture_alt(text, slipped, shown, lambda s: "".join(getattr(i, "text", "") for i in s))
    assert found.startswith(said)


@pytest.mark.parametrize(
    ("language", "is_mirrored", "said"),
    [
        ("en", False, "It presses on the left leg's nerve."),
        ("en", True, "It presses on the right leg's nerve."),
        ("de", True, ""),
    ],
)
def test_a_turned_picture_s_caption_never_says_the_wrong_side(
    slipped: Topic, language: str, is_mirrored: bool, said: str
) -> None:
    words = Section("plate.hernia-left", "Slipped", (), {})
    text = TopicText(SLIPPED, language, {words.id: words}, "en.md")
    shown = Shown(PLATES["axial-l4l5"], "hernia-left", is_mirrored=is_mirrored)
    told = "It presses on the left leg's nerve."
    assert picture_caption(text, slipped, shown, lambda _section: told) == said
    assert picture_caption(text, slipped, replace(shown, state="x"), lambda _section: told) == ""
