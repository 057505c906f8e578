"""Labels leave free what a picture is about, where there is other room."""

from __future__ import annotations

import pytest

from missdesk.figures.label_cover import covered, free_middles
from missdesk.figures.label_fit import FULL, fit_labels
from missdesk.figures.labels import Wish, place_labels
from missdesk.figures.plate_model import Box

ROOM: Box = (0.0, 0.0, 300.0, 200.0)
LEFT_HALF: Box = (0.0, 40.0, 150.0, 70.0)
"""What the label would cover at the height of its target."""


def test_the_covered_area_counts_each_box() -> None:
    box = (10.0, 10.0, 20.0, 10.0)
    assert covered(box, [(0, 0, 15, 15), (29, 19, 50, 50), (30, 10, 5, 5)]) == 25 + 1


@pytest.mark.parametrize("is_asked", [False, True])
def test_a_label_stands_off_what_is_to_stay_free(is_asked: bool) -> None:
    wishes = [Wish("a", "Muscle moved", (120, 75)), Wish("b", "Disc", (180, 130))]
    spare = (LEFT_HALF,) if is_asked else ()
    placed = place_labels(wishes, ROOM, 14, spare=spare)
    is_off = not any(covered(label.box, (LEFT_HALF,)) for label in placed)
    assert is_off is is_asked


def test_a_label_covers_no_other_target_where_it_can_stand_elsewhere() -> None:
    near_edge = Wish("b", "Sac", (260, 70))
    placed = place_labels([Wish("a", "Pinched nerve", (200, 70)), near_edge], ROOM, 14)
    for label in placed:
        x, y, w, h = label.box
        assert not (x <= 260 <= x + w and y <= 70 <= y + h), label.key


def test_boxes_move_to_the_nearest_free_height_and_keep_apart() -> None:
    sizes, edges = [(50.0, 20.0), (50.0, 20.0)], [0.0, 0.0]
    found = free_middles([75, 76], sizes, edges, (0, 200), [LEFT_HALF], 5)
    assert found == [30, 120]


def test_a_box_with_no_free_height_keeps_its_own() -> None:
    assert free_middles([75], [(50.0, 20.0)], [0.0], (0, 200), [ROOM], 5) == [75]


def test_a_label_at_the_lower_edge_is_not_written_smaller_for_a_rounding() -> None:
    wishes = (Wish("n", "Pinched nerve", (271.0, 257.0)), Wish("d", "Disc", (328.0, 328.0)))
    placed, fit = fit_labels(wishes, (8.0, 8.0, 528.0, 330.0), 18.0)
    assert (len(placed), fit) == (2, FULL)
