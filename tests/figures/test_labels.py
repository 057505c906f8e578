"""Labels never overlap and their leaders never cross, at any text size."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from missdesk.figures.geometry import crosses, meets_box, overlap, spread
from missdesk.figures.labels import Label, Wish, height_below, place_labels, segments
from missdesk.figures.plate_model import Box

ROOM: Box = (0.0, 0.0, 200.0, 116.0)
SPINE = [
    Wish("nerve", "Pinched nerve", (99, 60), "Leg pain starts here"),
    Wish("hernia", "Slipped disc", (96, 66), "Soft core, pushed out"),
    Wish("disc", "Disc", (122, 84), "Cushion between bones"),
    Wish("bone", "Spine bone", (120, 48)),
    Wish("muscle", "Back muscle", (145, 25)),
    Wish("sac", "Nerve sac", (112, 62), "Nerves to both legs"),
]


def overlaps(labels: tuple[Label, ...]) -> int:
    return sum(overlap(a.box, b.box) for a, b in combinations(labels, 2))


def crossings(labels: tuple[Label, ...]) -> int:
    return sum(
        crosses(p, q) for a, b in combinations(labels, 2) for p in segments(a) for q in segments(b)
    )


def test_the_mock_up_s_labels_stand_in_two_columns_inside_the_room() -> None:
    labels = place_labels(SPINE, ROOM, 4.5)
    assert [label.key for label in labels] == [w.key for w in SPINE]
    assert {label.side for label in labels} == {"left", "right"}
    assert height_below(labels, ROOM) <= 0
    for label in labels:
        x, y, w, h = label.box
        assert x >= 0
        assert y >= 0
        assert x + w <= 200
        assert y + h <= 116


def test_a_leader_ends_on_its_target_and_starts_at_its_box() -> None:
    for label, wish in zip(place_labels(SPINE, ROOM, 4.5), SPINE, strict=True):
        x, y, w, h = label.box
        assert label.leader[-1] == wish.at
        assert x <= label.leader[0][0] <= x + w
        assert y <= label.leader[0][1] <= y + h


def test_no_leader_runs_through_another_label() -> None:
    labels = place_labels(SPINE, ROOM, 6)
    for a in labels:
        for b in labels:
            assert a is b or not any(meets_box(p, b.box) for p in segments(a))


def test_large_text_in_a_narrow_picture_stands_in_a_row_below() -> None:
    room = (0.0, 0.0, 70.0, 50.0)
    wishes = [Wish(str(i), "Pinched nerve", (20.0 + 6 * i, 20.0 + 3 * i)) for i in range(5)]
    labels = place_labels(wishes, room, 9)
    assert {label.side for label in labels} == {"below"}
    assert height_below(labels, room) > 0
    assert not overlaps(labels)
    assert not crossings(labels)


def test_a_label_of_both_options_keeps_its_place() -> None:
    first = place_labels(SPINE, ROOM, 4.5)
    moved = [Wish(w.key, w.words, (w.at[0] + 1.5, w.at[1] - 1.0), w.more) for w in SPINE[:4]]
    second = place_labels(moved, ROOM, 4.5, like=first)
    known = {label.key: label.box for label in first}
    assert all(label.box == known[label.key] for label in second)


def test_without_a_twin_the_same_wishes_give_the_same_places() -> None:
    assert place_labels(SPINE, ROOM, 5) == place_labels(list(SPINE), ROOM, 5)


@pytest.mark.parametrize(
    ("kept", "other"),
    [((192.0, 32.0), (150.0, 30.0)), ((60.0, 58.0), (8.0, 57.0))],
    ids=["own leader behind the other label", "other leader behind the kept label"],
)
def test_a_label_moves_when_a_leader_would_run_behind_one(
    kept: tuple[float, float], other: tuple[float, float]
) -> None:
    first = place_labels([Wish("a", "Nerve", (60, 58))], ROOM, 4.5)
    assert first[0].side == "left"
    second = place_labels(
        [Wish("a", "Nerve", kept), Wish("b", "Back muscle", other)], ROOM, 4.5, like=first
    )
    assert not crossings(second)
    for a in second:
        for b in second:
            assert a is b or not any(meets_box(p, b.box) for p in segments(a))


def test_at_most_six_and_none_whose_target_is_cropped_away() -> None:
    many = [Wish(str(i), f"Part {i}", (60.0 + 10 * i, 10.0 + 12 * i)) for i in range(8)]
    assert [label.key for label in place_labels(many, ROOM, 4)] == list("012345")
    outside = Wish("far", "Far away", (300.0, 10.0))
    assert not place_labels([outside], ROOM, 4)
    assert not place_labels([], ROOM, 4)


def test_a_key_is_labeled_once() -> None:
    twice = [Wish("a", "One", (60.0, 20.0)), Wish("a", "Two", (80.0, 40.0))]
    assert [label.lines for label in place_labels(twice, ROOM, 4)] == [("One",)]


words = st.text(
    st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=1, max_size=24
)
phrase = st.lists(words, min_size=1, max_size=4).map(" ".join)
spot = st.tuples(st.integers(0, 2000), st.integers(0, 1160)).map(lambda p: (p[0] / 10, p[1] / 10))
wishes_of = st.lists(
    st.tuples(phrase, spot, st.one_of(st.just(""), phrase)),
    max_size=6,
    unique_by=lambda row: row[1],
).map(lambda rows: [Wish(str(i), w, at, more) for i, (w, at, more) in enumerate(rows)])


@given(wishes_of, st.floats(2.5, 12.0))
@settings(max_examples=150)
def test_no_overlap_and_no_crossing_for_any_words_targets_and_text_size(
    wishes: list[Wish], text_mm: float
) -> None:
    labels = place_labels(wishes, ROOM, text_mm)
    assert len(labels) == len(wishes)
    assert overlaps(labels) == 0
    assert crossings(labels) == 0
    assert all("".join(b.lines) for b in labels)


@given(wishes_of, wishes_of)
@settings(max_examples=40)
def test_no_overlap_and_no_crossing_beside_another_picture(
    first: list[Wish], second: list[Wish]
) -> None:
    labels = place_labels(second, ROOM, 4.5, like=place_labels(first, ROOM, 4.5))
    assert overlaps(labels) == 0
    assert crossings(labels) == 0


@given(
    st.lists(st.tuples(st.floats(-50, 150), st.floats(1, 12)), min_size=1, max_size=6),
)
def test_spread_keeps_order_distance_and_ends(rows: list[tuple[float, float]]) -> None:
    wished, sizes = [r[0] for r in rows], [r[1] for r in rows]
    middles = spread(wished, sizes, 1.0, 0.0, 100.0)
    assert middles[0] - sizes[0] / 2 >= -1e-6
    assert middles[-1] + sizes[-1] / 2 <= 100 + 1e-6
    for (a, size_a), (b, size_b) in pairwise(zip(middles, sizes, strict=True)):
        assert b - a >= (size_a + size_b) / 2 + 1.0 - 1e-6
