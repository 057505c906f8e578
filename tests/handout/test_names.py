"""Names and questions are cleaned, never interpreted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missdesk.handout.names import MOST_CHARACTERS, Cleaned, clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada \t Example\n", "Ada Example"),
        ("<b>Ada</b> & {finding:x}", "<b>Ada</b> & {finding:x}"),
        ("A\x00d\x07a\x1b[31m", "Ada[31m"),
        ("\ud800Ada\udfff", "Ada"),
        ("\u202eAda\u2066 \u200fX\u061c", "Ada X"),
        ("Zoe\u0308", "Zoë"),
        ("A\u200bd\u00ada\ufeff", "Ada"),
        ("\ue000Ada\U000e0041", "Ada"),
        ("Ada\u00a0Example\u2028X", "Ada Example X"),
        ("", ""),
        ("\x00\u202e", ""),
    ],
)
def test_what_cannot_be_seen_is_dropped(typed: str, kept: str) -> None:
    assert clean(typed) == Cleaned(kept)


def test_long_text_ends_with_an_ellipsis_and_says_so() -> None:
    found = clean("x" * 201)
    assert found.is_cut
    assert len(found.text) == MOST_CHARACTERS
    assert found.text.endswith("x…")
    assert clean("x" * 200) == Cleaned("x" * 200)


@given(st.text(st.characters(codec=None), max_size=400))
def test_any_text_becomes_safe_and_stays_so(typed: str) -> None:
    found = clean(typed)
    assert len(found.text) <= MOST_CHARACTERS
    assert not any(unicodedata.category(c)[0] == "C" for c in found.text)
    assert clean(found.text).text == found.text
