"""Segments and boxes: what meets and what does not."""

from __future__ import annotations

import pytest

from missdesk.figures.geometry import Box, Segment, crosses, meets_box, overlap

LINE: Segment = ((0, 0), (10, 0))


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (((5, -5), (5, 5)), True),
        (((5, 5), (5, 0)), True),
        (((5, 0), (5, 5)), True),
        (((0, 0), (0, 5)), True),
        (((-1, 5), (-1, -5)), False),
        (((0, 1), (10, 1)), False),
        (((12, 0), (20, 0)), False),
        (((8, 0), (20, 0)), True),
        (((0, 9), (10, 0)), False),
        (((20, 0), (10, 0)), True),
    ],
    ids=[
        "cross", "end on line", "start on line", "shared start", "beside", "parallel",
        "in line, apart", "in line, over", "one target", "one target, in line",
    ],
)  # fmt: skip
def test_two_leaders_may_meet_in_a_shared_target_only(other: Segment, meets: bool) -> None:
    assert crosses(LINE, other) is meets


@pytest.mark.parametrize(
    ("box", "meets"),
    [((4, -1, 2, 2), True), ((4, 1, 2, 2), False), ((10, -1, 2, 2), True), ((11, -1, 2, 2), False)],
)
def test_a_segment_meets_a_box_at_its_edge_too(box: Box, meets: bool) -> None:
    assert meets_box(LINE, box) is meets
    assert meets_box(((0, 0.001), (10, 0)), box) is meets


def test_boxes_that_touch_do_not_overlap() -> None:
    assert not overlap((0, 0, 5, 5), (5, 0, 5, 5))
    assert overlap((0, 0, 5, 5), (4, 4, 5, 5))
