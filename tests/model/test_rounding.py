"""Whole numbers for patients, and their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missdesk.errors import EvidenceError
from missdesk.model.evidence import Arm, Certainty, Unknown
from missdesk.model.rounding import Whole, per_100, whole_arm
from missdesk.model.wording import arm_words, certainty_words, unknown_words

WORDS = [
    (Arm(value=15, unit="in 100"), "15 out of 100"),
    (Arm(value=3.5, unit="in 100"), "4 out of 100"),
    (Arm(value=0.4, unit="in 100"), "fewer than 1 out of 100"),
    (Arm(low=2.3, high=6.6, unit="in 100"), "2 to 7 out of 100"),
    (Arm(low=0.3, high=3.9, unit="in 100"), "fewer than 1 to 4 out of 100"),
    (Arm(value=0, unit="in 100"), "0 out of 100"),
    (Arm(value=99.6, unit="in 100"), "more than 99 out of 100"),
    (Arm(value=99.4, unit="in 100"), "more than 99 out of 100"),
    (Arm(value=99, unit="in 100"), "99 out of 100"),
    (Arm(value=100, unit="in 100"), "100 out of 100"),
    (Arm(low=93.2, high=99.7, unit="in 100"), "93 to more than 99 out of 100"),
    (Arm(low=99.6, high=99.8, unit="in 100"), "more than 99 out of 100"),
    (Arm(low=0.2, high=99.9, unit="in 100"), "fewer than 1 to more than 99 out of 100"),
    (Arm(value=99.6, unit="in 100 screws"), "more than 99 out of 100 screws"),
    (Arm(value=6, unit="in 100 levels"), "6 out of 100 levels"),
    (Arm(low=0, high=0.4, unit="in 100"), "fewer than 1 out of 100"),
    (Arm(low=0, high=0, unit="in 100"), "0 out of 100"),
    (Arm(low=0.3, high=1.4, unit="in 100"), "at most 1 out of 100"),
    (Arm(low=0, high=1.4, unit="in 100"), "0 to 1 out of 100"),
    (Arm(low=90.6, unit="in 100"), "at least 90 out of 100"),
    (Arm(high=9.4, unit="in 100"), "at most 10 out of 100"),
    (Arm(value=0.21, unit="mR"), "less than 1 mR"),
    (Arm(value=0.04, unit="points", scale="pain 0-10"), "less than 1 point out of 100"),
    (Arm(value=0.1, unit="points", scale="pain 0-10"), "1 point out of 100"),
    (Arm(value=2.8, unit="points", scale="pain 0-10"), "28 points out of 100"),
    (Arm(value=99.6, unit="points", scale="pain 0-100"), "100 points out of 100"),
    (Arm(value=99.6, unit="in 100"), "more than 99 out of 100"),
    (Arm(value=100, unit="in 100"), "100 out of 100"),
    (Arm(low=93, high=99.5, unit="in 100"), "93 to more than 99 out of 100"),
    (Arm(value=2.2, unit="in 1000"), "2 out of 1000"),
    (Arm(value=16.0, unit="points", scale="pain 0-100"), "16 points out of 100"),
    (Arm(value=1.9, unit="points", scale="pain 0-10"), "19 points out of 100"),
    (Arm(value=0.7, unit="days"), "less than 1 day"),
    (Arm(value=1.4, unit="days"), "about 1 day"),
    (Arm(value=4.85, unit="days"), "about 5 days"),
    (Arm(value=100.8, unit="hours"), "about 4 days"),
    (Arm(value=55.1, unit="hours"), "about 2 days"),
    (Arm(value=48, unit="hours"), "2 days"),
    (Arm(value=47.9, unit="hours"), "about 48 hours"),
    (Arm(low=60, high=100, unit="hours"), "3 to 4 days"),
    (Arm(value=0.5, unit="hours"), "less than 1 hour"),
    (Arm(value=5.1, unit="weeks"), "about 5 weeks"),
    (Arm(value=1.0, unit="days"), "1 day"),
    (Arm(value=34.9, unit="seconds"), "35 seconds"),
    (Arm(low=3, high=5.1, unit="cm"), "3 to 5 cm"),
    (Arm(label="only words"), ""),
]


@pytest.mark.parametrize(("arm", "words"), WORDS)
def test_figures_in_words(arm: Arm, words: str) -> None:
    assert arm_words(arm) == words


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_range_is_never_shown_as_a_midpoint(a: float, b: float) -> None:
    low, high = sorted((a, b))
    shown = whole_arm(Arm(low=low, high=high, unit="in 100"))
    assert shown is not None
    assert shown.low <= shown.high
    # Above 99 and below 1 the words say "more than" and "fewer than", never 100 or 0.
    assert shown.is_below_one or shown.is_at_most or abs(shown.low - low) <= 0.5 or low > 99
    assert shown.is_below_one or shown.is_above_99 or abs(shown.high - high) <= 0.5
    assert not 0 < high < 1 or shown.is_below_one
    assert shown.is_above_99 == (99 < high < 100)


@given(st.floats(0, 400), st.sampled_from(["days", "hours", "weeks"]))
def test_an_average_of_time_is_one_number_and_never_a_range(value: float, unit: str) -> None:
    arm = Arm(value=value, unit=unit)
    shown = whole_arm(arm)
    assert shown is not None
    assert shown.is_below_one or shown.low == shown.high
    assert shown.is_below_one or " to " not in arm_words(arm)


@given(st.floats(0, 100))
def test_rounding_stays_within_half(value: float) -> None:
    shown = whole_arm(Arm(value=value, unit="in 100"))
    assert shown is not None
    assert shown.is_below_one == (0 < value < 1)
    assert shown.is_above_99 == (99 < value < 100)
    assert shown.is_below_one or shown.is_above_99 or abs(shown.low - value) <= 0.5


def test_below_one_is_told_from_none() -> None:
    assert whole_arm(Arm(value=0.4, unit="in 100")) == Whole(0, 1, is_below_one=True)
    assert whole_arm(Arm(value=0.0, unit="in 100")) == Whole(0, 0)


def test_nearly_all_is_told_from_all() -> None:
    assert whole_arm(Arm(value=99.6, unit="in 100")) == Whole(99, 100, is_above_99=True)
    assert whole_arm(Arm(value=100.0, unit="in 100")) == Whole(100, 100)


@pytest.mark.parametrize(("events", "patients"), [(1, 0), (3, 2), (-1, 5)])
def test_impossible_counts_are_refused(events: int, patients: int) -> None:
    with pytest.raises(EvidenceError, match="Correct the two counts"):
        per_100(events, patients)


def test_possible_counts_give_a_rate() -> None:
    assert per_100(5, 70) == pytest.approx(7.142857)


def test_three_unknowns_have_three_wordings() -> None:
    assert len({unknown_words(u) for u in Unknown}) == 3


def test_each_certainty_has_its_own_words_and_bars() -> None:
    assert {c.bars for c in Certainty} == {1, 2, 3, 4}
    assert len({certainty_words(c) for c in Certainty}) == 4
