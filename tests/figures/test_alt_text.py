"""Every figure can be read aloud (WC1)."""

from __future__ import annotations

import pytest

from missdesk.figures.alt_text import (
    arm_sentence,
    certainty_sentence,
    join,
    people_sentence,
    unknown_sentence,
)
from missdesk.model.compare import Cell
from missdesk.model.evidence import Arm, Certainty, Unknown


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (Arm(value=15, unit="in 100"), "15 out of 100 people have it; 85 do not."),
        (Arm(low=2.3, high=6.6, unit="in 100"),
         "2 to 7 out of 100 people have it; 93 to 98 do not."),
        (Arm(unit="in 100", what="Alike."), "Alike."),
        (Arm(unit="in 100"), "We do not know."),
        (Unknown.NOT_STUDIED, "Not studied here."),
    ],
)  # fmt: skip
def test_people_are_said_in_both_frames(cell: Cell, said: str) -> None:
    assert people_sentence(cell, yes="have it") == said
    assert people_sentence(cell, yes="have it", when="Within 2 years") == f"Within 2 years: {said}"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (Arm(low=90, unit="in 100"), "t least 90 out of 100 people have it; at most 10 do not."),
        (Arm(high=5, unit="in 100"), "t most 5 out of 100 people have it; at least 95 do not."),
    ],
)
def test_one_end_of_a_range_is_said_in_both_frames(cell: Cell, said: str) -> None:
    assert people_sentence(cell, yes="have it") == f"A{said}"
    when = "Within 2 years"
    assert people_sentence(cell, yes="have it", when=when) == f"Within 2 years: a{said}"


def test_fewer_than_one_begins_a_sentence() -> None:
    tiny = Arm(value=0.4, unit="in 100")
    said = "ewer than 1 out of 100 people have it; more than 99 do not."
    assert people_sentence(tiny, yes="have it") == f"F{said}"
    assert people_sentence(tiny, yes="have it", when="At once") == f"At once: f{said}"


def test_without_words_people_are_affected_or_not() -> None:
    said = people_sentence(Arm(value=5, unit="in 100"))
    assert said == "5 out of 100 people are affected; 95 are not."


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (Arm(value=3, unit="days"), "3 days."),
        (Arm(value=7, unit="points", scale="pain 0-100", better="lower"),
         "7 points out of 100 (lower is better)."),
        (Arm(value=7, unit="points", scale="ODI 0-100", better="higher"),
         "7 points out of 100 (higher is better)."),
        (Arm(value=7, unit="points", better="lower"), "7 points."),
        (Unknown.DOES_NOT_APPLY, "Does not apply."),
        (Arm(), "We do not know."),
    ],
)  # fmt: skip
def test_other_figures_are_said_with_unit_and_direction(cell: Cell, said: str) -> None:
    assert arm_sentence(cell) == said


def test_the_rest_is_said_plainly() -> None:
    assert certainty_sentence(Certainty.VERY_LOW) == "Very low certainty: 1 of 4 bars."
    assert unknown_sentence(Unknown.NOT_KNOWN, reason="Ask.", when="Later") == (
        "Later: We do not know. Ask."
    )
    assert join(("One.", "", " Two. ")) == "One. Two."
