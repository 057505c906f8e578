"""The table, the people and the sources of the Compare step: every number as it was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from missdesk.figures.people import other_words, people
from missdesk.figures.scene import Group, Item, Line
from missdesk.handout.sections.sources import reference
from missdesk.model.compare import cell_for
from missdesk.model.evidence import Arm, Unknown
from missdesk.model.library import Library
from missdesk.model.rounding import is_tenths, whole_arm
from missdesk.model.wording import arm_words, certainty_words, number_words, unknown_words
from missdesk.ui.compare_parts.measures import Scale
from missdesk.ui.compare_parts.people_figures import amount_top, layout_for, people_page
from missdesk.ui.compare_parts.source_words import all_sources, range_lines, reference_line
from missdesk.ui.compare_parts.table_figures import card, grid_for, header, key_words, table_row
from missdesk.ui.reading_card import ReadingCard
from missdesk.ui.widgets.combo_field import ComboField
from tests.ui.tabs.compare_desk import CHOICES, Desk, facts_of
from tests.ui.tabs.page_desk import MakeContext, at_text
from tests.ui.tabs.scene_words import outside, overlaps, placed, texts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme


@pytest.mark.parametrize("shown", CHOICES, ids="-".join)
def test_every_cell_shows_the_findings_own_number(
    make_context: MakeContext, shown: tuple[str, ...]
) -> None:
    context = make_context(options=shown)
    options, rows = facts_of(context)
    assert [str(o.option.id) for o in options] == list(shown)
    for row in rows:
        said = texts(table_row(row, options, 296.5, Scale()))
        for facts in options:
            cell = cell_for(row.row, context.library.findings[row.row.finding], facts.option)
            if isinstance(cell, Unknown):
                assert unknown_words(cell) in said
                continue
            figure = whole_arm(cell)
            assert figure is not None
            assert number_words(figure) in said or arm_words(cell).startswith(
                tuple(f"{t} " for t in said)
            )
        assert row.title in said
        assert (certainty_words(row.finding.certainty) in said) == row.is_told


def test_a_row_without_a_figure_on_the_screen_claims_no_certainty(
    make_context: MakeContext,
) -> None:
    options, rows = facts_of(make_context(options=("open", "tube", "none")))
    x_rays = next(row for row in rows if row.row.id == "x-rays")
    said = texts(table_row(x_rays, options, 296.5, Scale()))
    assert certainty_words(x_rays.finding.certainty) not in said
    assert "Studied: a camera" in said
    leg_pain = next(row for row in rows if row.row.id == "leg-pain-camera")
    assert "Compared with a camera" in texts(table_row(leg_pain, options, 296.5, Scale()))
    options, rows = facts_of(make_context(options=("open", "camera")))
    x_rays = next(row for row in rows if row.row.id == "x-rays")
    said = texts(table_row(x_rays, options, 296.5, Scale()))
    assert certainty_words(x_rays.finding.certainty) in said
    assert x_rays.meaning == x_rays.means


def test_a_row_without_any_figure_asks_the_surgeon_and_shows_no_certainty(
    make_context: MakeContext, qtbot: QtBot
) -> None:
    context = make_context("narrow-canal")
    options, rows = facts_of(context)
    scar = next(row for row in rows if row.row.id == "scar")
    assert not scar.has_any
    assert scar.means == "Ask your surgeon"
    assert certainty_words(scar.finding.certainty) not in texts(
        table_row(scar, options, 296.5, Scale())
    )
    desk = Desk(context, qtbot)
    desk.compare.open_row("scar")
    desk.settle()
    assert not desk.find(QWidget, "compare.certainty").isVisible()


def test_each_harm_is_told_beside_the_table(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)  # CC18: what, why, to whom, how serious
    desk.press("compare.harms")
    assert desk.find(ReadingCard, "compare.harms-card").isVisible()


def test_the_key_explains_each_sign_that_is_drawn_and_no_other(make_context: MakeContext) -> None:
    options, rows = facts_of(make_context(options=("open", "tube", "camera")))
    counted = next(row for row in rows if row.is_people)
    known = next(cell for cell in counted.cells if isinstance(cell, Arm))
    spread = replace(known, value=None, low=20.0, high=40.0)
    reaching = replace(counted, cells=tuple(spread for _cell in counted.cells))
    kinds = set()
    for row in (*rows, reaching):
        painted = _lines(table_row(row, options, 296.5, Scale()).items)
        said = key_words([row])
        assert ("Dashed" in said) == any(line.stroke.dash for line in painted), row.title
        kinds |= {sentence.split(":")[0] for sentence in said.split(". ") if sentence}
    assert kinds == {"Bar", "Mark on a line", "Dashed", "More small steps"}
    assert key_words([]) == ""


def _lines(items: Iterable[Item]) -> list[Line]:
    found: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            found.append(item)
        elif isinstance(item, Group):
            found += _lines(item.items)
    return found


@pytest.mark.parametrize("shown", CHOICES, ids="-".join)
def test_people_show_both_frames_that_make_a_hundred(
    make_context: MakeContext, shown: tuple[str, ...]
) -> None:
    options, rows = facts_of(make_context(options=shown))
    for row in rows:
        if not row.is_people:
            continue
        scene = people_page(row, options, 226.0, Scale())
        said = texts(scene)
        for cell in row.cells:
            if isinstance(cell, Unknown):
                assert unknown_words(cell) in said
                continue
            found = people(cell)
            assert found is not None
            assert number_words(found.shown) in said
            assert other_words(found.shown) in said
            if not found.shown.is_range and not found.shown.is_below_one:
                assert int(number_words(found.shown)) + int(other_words(found.shown)) == 100
                assert f"{found.shown.low} out of 100" in scene.alt_text


def test_options_have_equal_room() -> None:
    for count in (2, 3):
        grid = grid_for(296.5, count, Scale())
        steps = {round(b - a, 6) for a, b in zip(grid.options, grid.options[1:], strict=False)}
        assert len(steps) == 1
        assert grid.option > 0
        at = layout_for(226.0, count, Scale(), is_folded=False)
        assert at.is_beside
        assert at.figure <= at.column


def test_sources_hold_every_verified_field(library: Library) -> None:
    for source in library.sources.values():
        line = reference_line(source)
        for part in (source.authors, source.title, source.doi, source.doi and "doi "):
            assert part is None or part.rstrip(".") in line
        assert source.year is None or str(source.year) in line
        assert "?." not in line
        assert ".." not in line
        # What the paper names of a study can be found again on the screen.
        assert all(run.text.strip() in line for run in reference(source) if run.address)


def test_sources_show_nothing_unsure(make_context: MakeContext) -> None:
    _options, rows = facts_of(make_context())
    for row in rows:
        assert row.finding.sources
        assert len(set(all_sources(row.finding))) >= 1
        assert "None" not in "".join(
            reference_line(make_context().library.sources[s]) for s in all_sources(row.finding)
        )


def test_ranges_are_told_in_plain_words(make_context: MakeContext) -> None:
    options, rows = facts_of(make_context(options=("open", "none", "camera")))
    lines = [line for row in rows for line in range_lines(row, options)]
    assert any("could be as low as 49 or as high as 77 out of 100" in line for line in lines)
    assert any("half of the people had 2 to 54 points" in line for line in lines)


def test_a_score_out_of_ten_says_that_it_was_one(make_context: MakeContext) -> None:
    context = make_context(topic="pain-after-surgery", options=("none", "open", "small"))
    options, rows = facts_of(context)
    turned = [r for r in rows if any(isinstance(c, Arm) and is_tenths(c) for c in r.cells)]
    assert turned
    for row in rows:
        told = any("from zero to ten" in line for line in range_lines(row, options))
        assert told is (row in turned), row.row.id


def test_amounts_share_one_scale(make_context: MakeContext) -> None:
    _options, rows = facts_of(make_context(options=("open", "tube")))
    scar = next(row for row in rows if row.row.id == "scar")
    top = amount_top(scar.cells)
    assert top is not None
    assert all(top > (cell.high or 0) for cell in scar.cells if isinstance(cell, Arm))
    assert amount_top((Arm(value=35.0, unit="seconds"),)) == 40
    assert amount_top((Arm(value=3.0, unit="points", scale="pain 0-10"),)) is None


@pytest.mark.parametrize("width_mm", [140.0, 320.0])
@pytest.mark.parametrize("shown", [("open", "tube", "none"), ("camera", "none")], ids="-".join)
@pytest.mark.parametrize("text", [1.0, 1.25, 1.5, 2.0])
def test_words_stay_inside_and_apart(
    make_context: MakeContext, text: float, shown: tuple[str, ...], width_mm: float
) -> None:
    options, rows = facts_of(make_context(options=shown))
    scale = Scale(text=text)
    for row in rows:
        scenes = [
            card(row, options, width_mm, scale),
            people_page(row, options, width_mm, scale, is_folded=True),
        ]
        if text == 1 and width_mm > 290:
            scenes += [table_row(row, options, width_mm, scale), header(options, width_mm, scale)]
        for scene in scenes:
            assert outside(scene) == []
            assert overlaps(scene) == []


@pytest.mark.parametrize("shown", [("open", "tube", "none"), ("camera", "open", "tube")])
def test_the_heads_of_all_columns_stand_on_the_same_lines(
    make_context: MakeContext, shown: tuple[str, ...]
) -> None:
    options, _ = facts_of(make_context(options=shown))
    # The table in the smallest window: 1186 px.
    scene = header(options, 1186 / 4, Scale())
    words = [(item.text, item.weight, round(y, 1)) for item, _x, y in placed(scene.items)]
    names = [(text, y) for text, weight, y in words if weight == 600]
    assert [text for text, _y in names] == [*(facts.short for facts in options), "How sure?"]
    assert len({y for _text, y in names}) == 1
    starts = ("Open ", "Tubular", "Full-", "Care ", "What it")
    assert len({y for text, _weight, y in words if text.startswith(starts)}) == 1


def test_large_text_gives_one_card_an_outcome(
    make_context: MakeContext, qtbot: QtBot, theme: Theme
) -> None:
    at_text(theme, 200)
    desk = Desk(make_context(), qtbot)
    assert not desk.find(QWidget, "compare.head").isVisible()
    assert desk.cut() == []
    for row in desk.rows():
        assert row.rect().contains(row.source.geometry())
        assert "Through a tube" in " ".join(texts(row.scene()))
    desk.press("row.scar")
    picker = desk.find(ComboField, "compare.picker")
    assert picker.value == "scar"
    desk.compare.open_row("x-rays")
    desk.settle()
    assert desk.find(ComboField, "compare.picker").value == "x-rays"
    assert desk.cut() == []


def test_contrast_paints_on_black(make_context: MakeContext, qtbot: QtBot, theme: Theme) -> None:
    theme.set_mode("contrast")
    desk = Desk(make_context(), qtbot)
    image = desk.rows()[0].grab().toImage()
    colors = {image.pixelColor(x, 20).name() for x in range(image.width())}
    assert "#ffffff" in {c.lower() for c in colors} or "#8cc4ff" in {c.lower() for c in colors}
