"""Stamps, notes and arrows as shapes: inside their room, on a rim, and said in words."""

from __future__ import annotations

from typing import get_args

import pytest

from missdesk.figures.ink_items import (
    arrow_path,
    beside,
    ink_words,
    note_items,
    stamp_items,
    stamp_words,
)
from missdesk.figures.scene import Path, Rect, TextItem, box_of
from missdesk.model.marks import Mark, Sheet, StampKind


@pytest.mark.parametrize("kind", get_args(StampKind))
def test_a_stamp_stays_in_its_square_and_every_line_has_a_rim(kind: StampKind) -> None:
    items = [item for item in stamp_items(kind, (50.0, 50.0), 20.0) if isinstance(item, Path)]
    for item in items:
        left, top, right, bottom = box_of(item.commands)
        assert left >= 39.4
        assert top >= 39.4
        assert right <= 60.6
        assert bottom <= 60.6
    colors = [item.stroke.color_token for item in items if item.stroke is not None]
    assert colors.count("pen_halo") == colors.count("pen") > 0
    assert colors == sorted(colors, reverse=True)  # all rims first
    assert stamp_words(kind)


@pytest.mark.parametrize("at", [(0.0, 0.0), (99.0, 5.0), (50.0, 49.0), (99.0, 49.0)])
def test_a_note_stays_in_the_room(at: tuple[float, float]) -> None:
    items = note_items("Pain runs down here to your foot", at, 5.0, (100.0, 50.0))
    (ground,) = [item for item in items if isinstance(item, Rect)]
    assert ground.x >= 0
    assert ground.y >= 0
    assert ground.x + ground.w <= 100
    assert ground.y + ground.h <= 50
    assert any(isinstance(item, TextItem) for item in items)
    assert note_items("", at, 5.0, (100.0, 50.0)) == []


def test_the_words_of_a_stamp_stand_where_there_is_room() -> None:
    assert beside((10.0, 10.0), 8.0, "Pain here", 4.0, (100.0, 50.0))[0] > 10
    assert beside((95.0, 10.0), 8.0, "Pain here", 4.0, (100.0, 50.0))[0] < 95


def test_an_arrow_ends_at_its_tip() -> None:
    path = arrow_path(((0.0, 0.0), (30.0, 40.0)), 1.0)
    assert path[1] == ("L", 30.0, 40.0)
    assert len(path) == 6


def test_everything_drawn_is_said_once() -> None:
    marks = (
        Mark("pen", ((1.0, 1.0),)),
        Mark("pen", ((2.0, 1.0),)),
        Mark("highlighter", ((2.0, 1.0),)),
        Mark("arrow", ((1.0, 1.0), (2.0, 2.0))),
        Mark("arrow", ((1.0, 1.0), (2.0, 3.0))),
        Mark("stamp", ((1.0, 1.0),), stamp="tube"),
        Mark("stamp", ((5.0, 1.0),), stamp="tube"),
        Mark("note", ((1.0, 1.0),), text="Here"),
    )
    said = ink_words(Sheet(marks))
    assert said == (
        'lines, a place marked with a highlighter, arrows, the sign "Tube", the note "Here"'
    )
    assert ink_words(Sheet()) == ""
