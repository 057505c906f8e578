"""Counts of people: whole, out of 100, both frames (RC1, RC7, RC8, RC16)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missdesk.errors import EvidenceError
from missdesk.figures.icon_array import KINDS, Frames, bust, icon_array, needs_stacking, unknown_box
from missdesk.figures.people import other_words, people, yes_words
from missdesk.figures.scene import Group, Item, Path, Rect, TextItem
from missdesk.model.evidence import Arm, Unknown

FRAMES = Frames("have another operation", "have no other operation")


def kind_of(path: Path) -> str:
    """Return how a person is drawn, read from the outline."""
    assert path.stroke is not None
    if path.stroke.dash:
        return "maybe"
    return "rest" if path.stroke.color_token == "edge" else "sure"


def kinds(items: Sequence[Item]) -> dict[str, int]:
    """Return people by kind."""
    found = {"sure": 0, "maybe": 0, "rest": 0}
    for item in items:
        inside = item.items if isinstance(item, Group) else (item,)
        for path in inside:
            if isinstance(path, Path):
                found[kind_of(path)] += 1
    return found


def texts(items: Sequence[Item]) -> list[str]:
    """Return all words of items, in painting order."""
    out = []
    for item in items:
        if isinstance(item, TextItem):
            out.append(item.text)
        elif isinstance(item, Group):
            out += texts(item.items)
    return out


@pytest.mark.parametrize(
    ("arm", "sure", "maybe"),
    [
        (Arm(value=15, unit="in 100"), 15, 0),
        (Arm(value=0, unit="in 100"), 0, 0),
        (Arm(value=100, unit="in 100"), 100, 0),
        (Arm(value=2.5, unit="in 100"), 3, 0),
        (Arm(low=2.3, high=6.6, unit="in 100"), 2, 5),
        (Arm(value=0.4, unit="in 100"), 0, 1),
        (Arm(low=0.7, high=4, unit="in 100"), 0, 4),
        (Arm(value=99.6, unit="in 100"), 99, 1),
        (Arm(low=93.4, high=99.6, unit="in 100"), 93, 7),
        (Arm(value=16, low=9, high=21, unit="in 100"), 16, 0),
    ],
)
def test_people_are_filled_as_the_numbers_say(arm: Arm, sure: int, maybe: int) -> None:
    scene = icon_array(arm, "mis", 60)
    assert kinds(scene.items) == {"sure": sure, "maybe": maybe, "rest": 100 - sure - maybe}


@given(st.floats(0, 100), st.floats(0, 100))
def test_people_are_always_a_hundred(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert (
        sum(kinds(icon_array(Arm(low=low, high=high, unit="in 100"), "open", 50).items).values())
        == 100
    )


def test_the_first_are_filled_from_the_top_left() -> None:
    items = icon_array(Arm(value=12, unit="in 100"), "open", 100).items
    places = [
        (g.dx, g.dy)
        for g in items
        if isinstance(g, Group) and isinstance(g.items[0], Path) and kind_of(g.items[0]) == "sure"
    ]
    assert places == [*((10 * i, 0) for i in range(10)), (0, 10), (10, 10)]


@pytest.mark.parametrize(
    ("arm", "fault"),
    [
        (Arm(value=101, unit="in 100"), "101 to 101 people out of 100 is not possible"),
        (Arm(value=-2, unit="in 100"), "-2 to -2 people out of 100 is not possible"),
        (Arm(value=3, unit="days"), '"days" can\'t be drawn as people out of 100'),
        (Arm(value=3, unit="in 100 screws"), "can't be drawn as people"),
        (Arm(low=60, high=30, unit="in 100"), "60 to 30 people out of 100 is not possible"),
    ],
)
def test_impossible_people_are_refused(arm: Arm, fault: str) -> None:
    with pytest.raises(EvidenceError) as caught:
        icon_array(arm, "open", 60)
    assert fault in str(caught.value)


def test_both_frames_add_up_and_are_equally_large() -> None:
    arm = Arm(value=15, unit="in 100")
    scene = icon_array(arm, "mis", 70, frames=FRAMES, with_frames=True)
    said = texts(scene.items)
    assert said == ["85", "have no other operation", "15", "have another operation"]
    sizes = {
        item.text: item.size_mm
        for group in scene.items
        if isinstance(group, Group)
        for item in group.items
        if isinstance(item, TextItem)
    }
    assert sizes["85"] == sizes["15"]
    assert sizes["have no other operation"] == sizes["have another operation"]


@pytest.mark.parametrize(
    ("arm", "yes", "no"),
    [
        (Arm(value=15, unit="in 100"), "15", "85"),
        (Arm(low=2.3, high=6.6, unit="in 100"), "2 to 7", "93 to 98"),
        (Arm(value=0.4, unit="in 100"), "fewer than 1", "more than 99"),
        (Arm(low=0.2, high=4.4, unit="in 100"), "fewer than 1 to 4", "96 to more than 99"),
        (Arm(value=0, unit="in 100"), "0", "100"),
        (Arm(value=100, unit="in 100"), "100", "0"),
        (Arm(value=99.6, unit="in 100"), "more than 99", "fewer than 1"),
        (Arm(low=93.4, high=99.6, unit="in 100"), "93 to more than 99", "fewer than 1 to 7"),
    ],
)
def test_the_other_frame_is_the_rest_of_a_hundred(arm: Arm, yes: str, no: str) -> None:
    found = people(arm)
    assert found is not None
    assert found.rest == 100 - found.shown.high
    assert yes_words(found.shown) == yes
    assert other_words(found.shown) == no


def test_the_alt_text_says_both_frames_and_the_time() -> None:
    arm = Arm(value=15, unit="in 100")
    scene = icon_array(arm, "mis", 60, frames=FRAMES, when="Within 2 years")
    assert scene.alt_text == (
        "Within 2 years: 15 out of 100 people have another operation; 85 have no other operation."
    )
    assert not texts(scene.items)


def test_three_unknowns_have_three_wordings() -> None:
    said = {tuple(texts(icon_array(u, "none", 60).items)) for u in Unknown}
    assert said == {("Not studied here",), ("We do not know",), ("Does not apply",)}


def test_an_unknown_box_gives_its_reason_and_no_people() -> None:
    scene = icon_array(Unknown.NOT_STUDIED, "none", 60, reason="No study followed them.")
    assert texts(scene.items)[0] == "Not studied here"
    assert " ".join(texts(scene.items)[1:]) == "No study followed them."
    assert not any(kinds(scene.items).values())
    box = scene.items[0]
    assert isinstance(box, Rect)
    assert box.stroke is not None
    assert box.stroke.dash
    assert scene.alt_text == "Not studied here. No study followed them."


def test_an_arm_of_words_only_is_a_box_not_zero_people() -> None:
    scene = icon_array(Arm(unit="in 100", what="similar in both groups"), "open", 60)
    assert "We do not know" not in texts(scene.items)
    assert " ".join(texts(scene.items)).endswith("similar in both groups")


def test_words_that_do_not_fit_stack_under_the_numbers_for_all_options() -> None:
    cells = (Arm(value=10, unit="in 100"), Arm(low=2.3, high=6.6, unit="in 100"))
    assert not needs_stacking(cells[:1], FRAMES, 70)
    assert needs_stacking((*cells, Unknown.NOT_STUDIED), FRAMES, 70)
    stacked = Frames(FRAMES.yes, FRAMES.no, is_stacked=True)
    heights = {icon_array(c, "open", 70, frames=stacked, with_frames=True).height_mm for c in cells}
    assert len(heights) == 1


def test_boxes_and_keys_have_the_size_asked() -> None:
    assert unknown_box(Unknown.NOT_KNOWN, 40, 20).height_mm == 20
    assert [kinds(bust("mis", 8, kind=k).items)[k] for k in KINDS] == [1, 1, 1]
