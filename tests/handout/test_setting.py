"""Lines: no word lost, none too wide; fonts chosen by character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missdesk.errors import FontError
from missdesk.handout.fonts import check, pieces
from missdesk.handout.setting import Line, Run, break_lines, words_of

LETTERS = st.text(st.sampled_from("abc WiM/-.,12éΩЖ "), max_size=200)


def broken(runs: list[Run], room: float) -> list[Line]:
    words, spaces = words_of(runs, "regular", "A test")
    return break_lines(words, spaces, room)


def text_of(lines: list[Line]) -> str:
    return "".join(bit.piece.text for line in lines for bit in line.bits)


@given(LETTERS, st.floats(1.5, 40))
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, room: float) -> None:
    lines = broken([Run(text)], room)
    assert text_of(lines).split() == text.split() or "".join(text_of(lines).split()) == "".join(
        text.split()
    )
    assert all(line.width <= room + 1e-6 for line in lines)


def test_space_at_the_end_of_a_line_is_kept_for_screen_readers() -> None:
    lines = broken([Run("one two three")], 3.0)
    assert len(lines) == 3
    assert text_of(lines) == "one two three"


def test_a_word_in_two_looks_is_not_parted() -> None:
    lines = broken([Run("Of ", None), Run("15", "semibold"), Run("% of all")], 6.0)
    assert all("".join(b.piece.text for b in line.bits).strip() != "15" for line in lines)


def test_a_word_with_a_hyphen_is_not_parted_where_it_fits() -> None:
    lines = broken([Run("Fewer X-rays")], 4.0)
    assert ["".join(b.piece.text for b in line.bits).strip() for line in lines] == [
        "Fewer",
        "X-rays",
    ]


def test_long_word_is_broken_after_a_good_sign() -> None:
    lines = broken([Run("10.1000/abcdefgh")], 6.5)
    assert "".join(b.piece.text for b in lines[0].bits) == "10.1000/"


def test_address_may_be_broken_after_its_slash() -> None:
    lines = broken([Run("see "), Run("10.1136/bmj-2021", address="https://doi.org/x")], 6.5)
    assert "".join(b.piece.text for b in lines[0].bits) == "see 10.1136/"


def test_greek_and_cyrillic_come_from_the_spare_font() -> None:
    names = [piece.face.name for piece in pieces("AdaΩЖ", "semibold", "The name")]
    assert names == ["MISSDeskSans-SemiBold", "NotoSans-Bold"]


@pytest.mark.parametrize("name", ["山田太郎", "محمد", "דוד", "देवी", "Ada 🦴", "ฉัน"])
def test_a_script_without_a_font_is_told_with_place_and_mend(name: str) -> None:
    with pytest.raises(FontError, match="Latin, Greek or Cyrillic") as caught:
        check(name, "The name")
    assert caught.value.where == "The name"
    assert "U+" in caught.value.what


def test_message_lists_at_most_five_characters() -> None:
    with pytest.raises(FontError) as caught:
        check("一二三四五六七八九十", "The name")
    assert caught.value.what.count("U+") == 5
