"""Text is measured as the bundled fonts set it, and wrapped without losing a letter."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from missdesk.figures.label_items import label_items
from missdesk.figures.labels import Wish, place_labels
from missdesk.figures.scene import Ellipse, Path, Rect, TextItem
from missdesk.figures.text_block import Words, text_block
from missdesk.figures.text_fit import (
    FALLBACK,
    FAMILY,
    cap_mm,
    metrics,
    runs,
    shorten,
    size_to_fit,
    width_mm,
    wrap,
)
from missdesk.paths import assets_dir
from tools.make_font_metrics import metrics as metrics_text

SENTENCE = "Tear in the lining around the nerves"


def test_the_stored_widths_are_those_of_the_fonts() -> None:
    stored = (assets_dir() / "fonts" / "metrics.json").read_text(encoding="utf-8")
    assert stored == metrics_text()


def test_a_text_is_the_sum_of_its_letters() -> None:
    with TTFont(assets_dir() / "fonts" / "MISSDeskSans-SemiBold.ttf") as font:
        cmap, advances = font.getBestCmap(), font["hmtx"].metrics
    em = sum(advances[cmap[ord(c)]][0] for c in SENTENCE) / 1000
    assert width_mm(SENTENCE, 5, 600) == pytest.approx(5 * em)
    assert cap_mm(10) == pytest.approx(6.68)


def test_greek_is_measured_with_the_spare_font_and_split_from_latin() -> None:
    assert runs("a δ b") == ((FAMILY, "a "), (FALLBACK, "δ"), (FAMILY, " b"))
    assert width_mm("δ", 10) == pytest.approx(10 * metrics(FALLBACK, 400).widths[ord("δ")])
    assert width_mm("\U0001f600", 10) == pytest.approx(6)


def test_lines_break_between_words_and_fit() -> None:
    lines = wrap(SENTENCE, 40, 5)
    assert " ".join(lines) == SENTENCE
    assert all(width_mm(line, 5) <= 40 for line in lines)
    assert wrap("one\ntwo", 100, 5) == ("one", "two")
    assert wrap("", 100, 5) == ("",)


def test_a_word_with_a_hyphen_stays_whole() -> None:
    room = width_mm("Fewer X-", 4) + 0.1
    assert wrap("Fewer X-rays", room, 4) == ("Fewer", "X-rays")


def test_a_number_stays_with_its_unit() -> None:
    room = width_mm("Lift more than 5", 5) + 0.1
    assert wrap("Lift more than 5 kg", room, 5) == ("Lift more than", "5\u00a0kg")


def test_too_many_lines_end_with_an_ellipsis() -> None:
    lines = wrap(SENTENCE, 30, 5, max_lines=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert width_mm(lines[1], 5) <= 30
    assert shorten("abc", 0.1, 5) == "…"
    assert shorten("abc", 100, 5) == "abc"


def test_a_size_shrinks_only_as_far_as_allowed() -> None:
    wide = width_mm(SENTENCE, 5, 600)
    assert size_to_fit(SENTENCE, wide + 1, 5, 3, 600) == 5
    assert size_to_fit(SENTENCE, wide * 0.8, 5, 3, 600) == pytest.approx(4)
    assert size_to_fit(SENTENCE, 1, 5, 3, 600) == 3


@given(st.text(st.characters(max_codepoint=0x24F), max_size=60), st.floats(2, 80))
def test_wrapping_loses_no_letter(text: str, width: float) -> None:
    lines = wrap(text, width, 4)
    kept = "".join("".join(lines).split())
    assert kept == "".join(text.split())


def test_a_block_stacks_its_parts_and_leaves_out_empty_ones() -> None:
    parts = (Words("One", 5, 600), Words("", 5), Words("two three", 4, 400, "ink2"))
    block = text_block(parts, 14, "center")
    texts = [i for i in block.items if isinstance(i, TextItem)]
    assert [t.text for t in texts] == ["One", "two", "three"]
    assert [t.y for t in texts] == sorted(t.y for t in texts)
    assert {t.x for t in texts} == {7}
    assert block.height_mm == pytest.approx(1.28 * (5 + 4 + 4))


def test_labels_are_drawn_with_their_leaders_below_all_plates() -> None:
    wishes = [Wish("a", "Pinched nerve", (50, 20), "Leg pain"), Wish("b", "Disc", (70, 40))]
    items = label_items(place_labels(wishes, (0, 0, 120, 60), 4))
    kinds = [type(i) for i in items]
    first_plate = kinds.index(Rect)
    assert set(kinds[:first_plate]) == {Path, Ellipse}
    assert set(kinds[first_plate:]) == {Rect, TextItem}
    plates = [i for i in items if isinstance(i, Rect)]
    for text in (i for i in items if isinstance(i, TextItem)):
        wide = width_mm(text.text, text.size_mm, text.weight)
        assert any(
            p.x < text.x
            and text.x + wide < p.x + p.w
            and p.y < text.y - cap_mm(text.size_mm)
            and text.y < p.y + p.h
            for p in plates
        )
