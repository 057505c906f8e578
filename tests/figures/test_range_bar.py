"""Cells of the summary table: bars for people only, markers for scores, words for the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from missdesk.errors import EvidenceError
from missdesk.figures.badge import badge
from missdesk.figures.certainty import certainty_bars
from missdesk.figures.range_bar import bar, cell_figure, scale_ends
from missdesk.figures.scene import Group, Item, Line, Rect, Scene, TextItem
from missdesk.model.evidence import Arm, Certainty, Unknown
from missdesk.model.topic import Look

LOOKS: tuple[Look, ...] = ("open", "mis", "camera", "other", "none")
PAIN = Arm(value=16, unit="points", scale="pain 0-100", better="lower")


def flat(scene: Scene) -> list[Item]:
    """Return all items, groups opened (places are the groups' own)."""

    def walk(items: tuple[Item, ...]) -> list[Item]:
        out: list[Item] = []
        for item in items:
            out += walk(item.items) if isinstance(item, Group) else [item]
        return out

    return walk(scene.items)


def filled(scene: Scene, token: str) -> list[Rect]:
    return [
        i for i in flat(scene) if isinstance(i, Rect) and i.fill and i.fill.color_token == token
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_one_person_is_one_hundredth_of_the_bar(look: Look) -> None:
    assert [r.w for r in filled(bar(Arm(value=15, unit="in 100"), look, 37.5, 3), look)] == [
        pytest.approx(5.625)
    ]


def test_a_range_is_filled_to_its_low_and_tinted_to_its_high_end() -> None:
    scene = bar(Arm(low=2.3, high=6.6, unit="in 100"), "open", 100, 3)
    assert [r.w for r in filled(scene, "open")] == [pytest.approx(2)]
    assert [r.w for r in filled(scene, "open_t")] == [pytest.approx(7)]


def test_no_one_at_all_is_an_empty_bar() -> None:
    scene = bar(Arm(value=0, unit="in 100"), "mis", 100, 3)
    assert not filled(scene, "mis")
    assert scene.items


@pytest.mark.parametrize("look", LOOKS)
def test_a_score_gets_its_options_mark_on_a_scale_never_a_bar(look: Look) -> None:
    scene = bar(PAIN, look, 40, 4)
    marks = [i for i in scene.items if isinstance(i, Group)]
    assert [g.dx for g in marks] == [pytest.approx(2 + 0.16 * 36 - 2)]
    assert marks[0].items == badge(look, 4).items


def test_a_range_of_scores_has_ends_and_no_mark_between() -> None:
    scene = bar(Arm(low=20, high=40, unit="points", scale="ODI 0-100"), "open", 44, 4)
    ends = [i for i in scene.items if isinstance(i, Line) and i.stroke.color_token == "open"]
    upright = sorted(line.x1 for line in ends if line.x1 == line.x2)
    assert upright == [pytest.approx(10), pytest.approx(18)]
    assert not [i for i in scene.items if isinstance(i, Group)]


@pytest.mark.parametrize(
    ("scale", "ends"),
    [
        ("pain 0-100", (0, 100)),
        ("Roland sciatica 0-23", (0, 23)),
        ("SF-36 physical function 0-100", (0, 100)),
        ("", None),
        ("Oswestry", None),
        ("pain 10-0", None),
    ],
)
def test_a_scale_s_ends_are_read_from_its_name(
    scale: str, ends: tuple[float, float] | None
) -> None:
    assert scale_ends(Arm(unit="points", scale=scale)) == ends


def test_amounts_are_words_unless_the_row_names_an_end() -> None:
    days = Arm(value=3.3, unit="days")
    assert not bar(days, "open", 40, 4).items
    assert not bar(Unknown.NOT_STUDIED, "open", 40, 4, top=7).items
    assert bar(days, "open", 40, 4, top=7).items
    words = [i.text for i in flat(cell_figure(days, "open", 40)) if isinstance(i, TextItem)]
    assert words == ["about", "3", "days"]


def test_a_value_outside_its_scale_is_refused() -> None:
    with pytest.raises(EvidenceError, match="120 points out of 100 is outside its scale of 0 to"):
        bar(Arm(value=120, unit="points", scale="pain 0-100"), "open", 40, 4)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (Arm(value=15, unit="in 100"), ["15", "of 100"]),
        (Arm(value=0.4, unit="in 100"), ["fewer than", "1", "of 100"]),
        (PAIN, ["16", "points of 100"]),
        (Arm(value=0.7, unit="days"), ["less than", "1", "day"]),
        (Arm(value=12, unit="points", scale="Oswestry"), ["12", "points"]),
        (Unknown.DOES_NOT_APPLY, ["Does not apply"]),
        (Arm(what="about the same"), ["about the same"]),
        (Arm(), ["We do not know"]),
    ],
)
def test_cells_say_number_and_unit(cell: Arm | Unknown, words: list[str]) -> None:
    scene = cell_figure(cell, "mis", 40)
    assert [i.text for i in flat(scene) if isinstance(i, TextItem)] == words


def test_all_options_cells_are_equally_high() -> None:
    cells = [Arm(value=n, unit="in 100") for n in (5, 50, 100)]
    heights = {cell_figure(c, k, 40).height_mm for c, k in zip(cells, LOOKS, strict=False)}
    assert len(heights) == 1


def test_a_long_unit_goes_below_the_number() -> None:
    arm = Arm(value=12, unit="mR to the chest per operation")
    scene = cell_figure(arm, "open", 30)
    baselines = {i.text: i.y for i in scene.items if isinstance(i, TextItem)}
    assert list(baselines) == ["12"]
    assert scene.height_mm > cell_figure(arm, "open", 30, room_mm=120).height_mm


def test_the_alt_text_names_figure_unit_and_direction() -> None:
    assert bar(PAIN, "mis", 40, 4).alt_text == "16 points out of 100 (lower is better)."
    scene = cell_figure(Arm(value=15, unit="in 100"), "mis", 40, when="Within 2 years")
    assert scene.alt_text == "Within 2 years: 15 out of 100."
    assert cell_figure(Unknown.NOT_STUDIED, "mis", 40).alt_text == "Not studied here."
    assert cell_figure(Arm(what="Similar."), "mis", 40).alt_text == "Similar."


def test_a_change_has_its_direction_in_words_and_no_place_on_the_scale() -> None:
    change = Arm(
        value=-20, low=-30, high=-7, unit="points", scale="ODI 0-100", better="lower", what="change"
    )
    scene = cell_figure(change, "mis", 60)
    assert scene.alt_text == "20 points better (of 100)."
    assert not bar(change, "mis", 40, 4).items
    worse = replace(change, value=3, low=None, high=None)
    assert "3 points worse" in cell_figure(worse, "mis", 60).alt_text


def test_a_range_with_one_end_is_no_mark_on_a_scale() -> None:
    most = Arm(low=3, unit="days")
    assert "at least 3 days" in bar(most, "mis", 40, 4, top=10).alt_text.lower()
    assert not bar(most, "mis", 40, 4, top=10).items
    assert bar(Arm(low=90, unit="in 100"), "mis", 40, 4).items


@pytest.mark.parametrize(("step", "full"), list(zip(Certainty, (4, 3, 2, 1), strict=True)))
def test_how_sure_fills_as_many_bars_as_steps(step: Certainty, full: int) -> None:
    scene = certainty_bars(step, 6)
    bars = [i for i in scene.items if isinstance(i, Rect)]
    assert sum(b.fill is not None for b in bars) == full
    assert [b.h for b in bars] == sorted(b.h for b in bars)
    assert f"{full} of 4 bars" in scene.alt_text
