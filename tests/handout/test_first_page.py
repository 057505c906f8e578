"""What the cover and the problem say and show."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from missdesk.handout.ink import Ink, _items
from missdesk.model.marks import Mark, OwnPicture, Sheet, own_sheet
from tests.handout.saying import alts, text_of


def test_cover_has_a_line_to_write_on_without_a_name() -> None:
    assert "For ________" in text_of("cover", name="")
    assert "born 4 May 1960" in text_of("cover", birth_date=date(1960, 5, 4))


@pytest.mark.parametrize(
    ("side", "words", "state"),
    [
        ("left", "left leg", "L4–L5, left side"),
        ("right", "right leg", "L4–L5, right side"),
        ("both", "in the middle", "L4–L5, both sides"),
    ],
)
def test_problem_says_and_shows_the_side(side: str, words: str, state: str) -> None:
    text = text_of("problem", side=side)
    assert words in text or "presses here" in text
    assert state in text
    assert any(state in alt for alt in alts("problem", side=side))


@pytest.mark.parametrize(("level", "side"), [(None, None), ("L4-L5", None), (None, "left")])
def test_nothing_chosen_is_a_neutral_picture(level: str | None, side: str | None) -> None:
    text = text_of("problem", level=level, side=side)
    assert "Your surgeon will mark the place." in text
    assert not any("Place:" in alt for alt in alts("problem", level=level, side=side))


def test_another_level_is_told() -> None:
    assert "The picture shows L4–L5." in text_of("problem", level="L5-S1")


def test_a_bone_more_or_less_is_told_under_the_picture_as_on_the_screen() -> None:
    assert "one bone more or one less" in text_of("problem", has_extra_vertebra=True)
    assert "one bone more" not in text_of("problem")


def test_ink_of_the_surgeon_is_told() -> None:
    sheet = Sheet((Mark("pen", ((100.0, 80.0), (110.0, 90.0), (120.0, 85.0))),))
    sheets = {"axial-l4l5/problem/L4-L5/left": sheet}
    assert "Drawn by your surgeon." in text_of("problem", sheets=sheets)
    assert any("drawing by your surgeon" in alt for alt in alts("problem", sheets=sheets))
    elsewhere = text_of("problem", sheets=sheets, side="right")
    assert "Drawn by your surgeon." not in elsewhere


@pytest.mark.parametrize(
    ("mark", "count"),
    [
        (Mark("pen", ()), 0),
        (Mark("pen", ((1.0, 1.0),)), 1),
        (Mark("highlighter", ((1.0, 1.0), (2.0, 2.0))), 1),
        (Mark("arrow", ((1.0, 1.0), (9.0, 9.0))), 2),
        (Mark("note", ((1.0, 1.0),), text="<here>\u202e"), 2),
        (Mark("note", ((1.0, 1.0),), text="\u202e"), 0),
        (Mark("stamp", ((9.0, 9.0),), 9.0, stamp="spur"), 2),
        (Mark("stamp", ((9.0, 9.0),), 9.0, stamp="pain"), 4),
        (Mark("pen", ((1.0, 1.0), (9.0, 9.0)), pressures=(0.1, 0.9)), 2),
    ],
)
def test_every_mark_becomes_shapes(mark: Mark, count: int) -> None:
    drawn = _items(mark, Ink(Sheet((mark,)), (0, 0, 50, 50), 1.0))
    assert len(drawn) == count


def test_all_that_was_drawn_is_said() -> None:
    marks = (
        Mark("pen", ((100.0, 80.0), (110.0, 90.0)), pressures=(0.1, 0.9)),
        Mark("arrow", ((100.0, 80.0), (110.0, 90.0))),
        Mark("note", ((100.0, 80.0),), text="Here it hurts"),
        Mark("stamp", ((100.0, 80.0),), 11.0, stamp="screw"),
    )
    sheets = {"axial-l4l5/problem/L4-L5/left": Sheet(marks)}
    said = " ".join(alts("problem", sheets=sheets))
    for words in ("lines", "an arrow", 'the sign "Screw"', 'the note "Here it hurts"'):
        assert words in said


def test_a_picture_of_ones_own_is_on_paper_only_when_ticked() -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 400)).save(out, "JPEG")
    own = OwnPicture(out.getvalue(), (300, 400), "right")
    stamp = Mark("stamp", ((50.0, 50.0),), 11.0, stamp="pain")
    sheets = {own_sheet("L4-L5", "left"): Sheet((stamp,))}
    assert "Your own picture" not in text_of("problem", own_picture=own, sheets=sheets)
    ticked = replace(own, is_on_paper=True)
    assert "Your own picture. Drawn by your surgeon." in text_of(
        "problem", own_picture=ticked, sheets=sheets
    )
    said = " ".join(alts("problem", own_picture=ticked, sheets=sheets))
    assert "Your left is at the right of the picture." in said
    assert 'the sign "Pain here"' in said


# ---- options and studies
