"""Syllables: what hyphenation patterns get wrong above all."""

from __future__ import annotations

import pytest

from missdesk.content.readability import measure
from missdesk.content.syllables import syllables

COUNTS = {
    1: "the disc bone bones tube moved closed freed leg weeks nerve large tired used screws 100",
    2: "about study again over many muscle lifted people surgeon something likely places fluid",
    3: "surgery camera hospital average medicine infection painkillers together exercise",
    4: "operation recovery emergency sciatica scoliosis experience",
    5: "full-endoscopic",
    6: "physiotherapist osteoporosis",
}


@pytest.mark.parametrize(
    ("word", "count"), [(w, n) for n, words in COUNTS.items() for w in words.split()]
)
def test_a_word_has_the_syllables_one_hears(word: str, count: int) -> None:
    assert syllables(word) == count
    assert syllables(word.capitalize()) == count


def test_grades_follow_the_formulas() -> None:
    found = measure("You can walk about. You can study again.")
    assert (found.words, found.sentences) == (8, 2)
    assert found.grade == pytest.approx(0.39 * 4 + 11.8 * 11 / 8 - 15.59)
    assert found.ease == pytest.approx(206.835 - 1.015 * 4 - 84.6 * 11 / 8)
    assert measure("").words == 0


def test_a_scrap_is_no_sentence() -> None:
    assert measure("In Sweden. You can walk and sit.").sentences == 1
