"""The timeline: equal zones, equal lanes for equal advice, real dates, arrows past week 12."""

from __future__ import annotations

from datetime import date

import pytest

from missdesk.figures.day_words import days_text, range_text
from missdesk.figures.lanes import Lane, day_x, is_same, lanes_figure, zones_behind
from missdesk.figures.scene import Group, Item, Line, Path, Rect, Scene, TextItem
from missdesk.figures.timeline import (
    TimelineRow,
    TimelineSize,
    row_sentence,
    timeline,
    timeline_row,
    zone_heads,
)
from missdesk.model.recovery import DayRange
from missdesk.model.topic import Look

DAY = date(2026, 12, 7)
NAMES: dict[Look, str] = {"open": "Through one longer cut", "mis": "Through a tube"}
DRIVE = TimelineRow("Drive", (Lane("open", DayRange(7, 28)), Lane("mis", DayRange(7, 28))))
HOME = TimelineRow(
    "Go home",
    (Lane("open", DayRange(0, 3)), Lane("mis", DayRange(0, 1))),
    "Averages in one study",
)


def words(items: tuple[Item, ...]) -> list[str]:
    out = []
    for item in items:
        if isinstance(item, TextItem):
            out.append(item.text.replace("\u00a0", " "))
        elif isinstance(item, Group):
            out += words(item.items)
    return out


def bars(scene: Scene) -> list[Rect]:
    return [i for i in scene.items if isinstance(i, Rect)]


@pytest.mark.parametrize(
    ("day", "share"),
    [(0, 0), (3.5, 1 / 6), (7, 1 / 3), (24.5, 0.5), (42, 2 / 3), (84, 1), (400, 1)],
)
def test_three_zones_are_equally_wide(day: float, share: float) -> None:
    assert day_x(day, 90) == pytest.approx(90 * share)


def test_same_advice_is_two_equal_lanes_and_says_so() -> None:
    first, second = bars(lanes_figure(DRIVE.lanes, 90, 13, 3))
    assert (first.x, first.w, first.h) == (second.x, second.w, second.h)
    assert first.y < second.y
    assert is_same(DRIVE.lanes)
    said = words(timeline_row(DRIVE, 180, names=NAMES).items)
    assert said == ["Drive", "After 1 to 4 weeks", "Same advice for both"]


def test_three_options_with_one_advice_say_all() -> None:
    three = TimelineRow("Walk", (*DRIVE.lanes, Lane("camera", DayRange(7, 28))))
    assert "Same advice for all" in words(timeline_row(three, 180, names=NAMES).items)
    one = TimelineRow("Walk", DRIVE.lanes[:1])
    assert words(timeline_row(one, 180, names=NAMES).items) == ["Walk", "After 1 to 4 weeks"]


def test_different_ranges_show_both_dates_and_where_they_are_from() -> None:
    row = timeline_row(HOME, 200, names=NAMES, operation=DAY)
    assert words(row.items) == [
        "Go home",
        "7 to 10 December",
        "7 to 8 December",
        "Averages in one study",
    ]
    assert row.alt_text.replace("\u00a0", " ") == (
        "Go home: Through one longer cut 7 to 10 December; Through a tube 7 to 8 December. "
        "Averages in one study."
    )


def test_a_range_past_week_twelve_ends_with_an_arrow() -> None:
    lanes = (Lane("open", DayRange(42, 265)), Lane("mis", DayRange(42, 84)))
    arrow, bar = lanes_figure(lanes, 90, 13, 3).items
    assert isinstance(arrow, Path)
    assert isinstance(bar, Rect)
    xs = [c[-2] for c in arrow.commands if c[0] != "Z"]
    assert max(float(x) for x in xs) == pytest.approx(90, abs=0.3)


def test_a_range_wholly_past_week_twelve_is_an_arrow_at_the_end() -> None:
    (arrow,) = lanes_figure((Lane("none", DayRange(120, 180)),), 90, 13, 3).items
    assert isinstance(arrow, Path)
    xs = [float(c[-2]) for c in arrow.commands if c[0] != "Z"]
    assert min(xs) > 80


def test_one_day_is_seen() -> None:
    (bar,) = bars(lanes_figure((Lane("open", DayRange(84, 84)),), 90, 13, 3))
    assert bar.w > 2
    assert bar.x + bar.w < 90


def test_an_unknown_range_is_words_with_room_for_the_surgeon_s_date() -> None:
    row = timeline_row(TimelineRow("Fly", ()), 180, names=NAMES)
    assert words(row.items) == ["Fly", "We do not know. Ask your surgeon."]
    lines = [i for g in row.items if isinstance(g, Group) for i in g.items if isinstance(i, Line)]
    assert len(lines) == 1
    assert row.alt_text == "Fly: We do not know. Ask your surgeon."


def test_one_unknown_option_is_dots_never_a_bar() -> None:
    lanes = (Lane("open", DayRange(10, 42)), Lane("mis", None))
    bar, dots = lanes_figure(lanes, 90, 13, 3).items
    assert isinstance(bar, Rect)
    assert isinstance(dots, Line)
    said = row_sentence(TimelineRow("Work", lanes), NAMES, None)
    assert said.replace("\u00a0", " ") == (
        "Work: Through one longer cut After 10 days to 6 weeks; Through a tube We do not know."
    )


def test_the_surgeon_s_own_dates_are_marked() -> None:
    days = DayRange(5, 9, is_surgeons=True)
    row = TimelineRow("Drive", (Lane("open", days), Lane("mis", days)))
    assert words(timeline_row(row, 180, names=NAMES).items)[-1] == "Set by your surgeon"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (DayRange(0, 0), "Same day"),
        (DayRange(0, 1), "Same day or next day"),
        (DayRange(0, 3), "Same day to 3 days later"),
        (DayRange(1, 1), "After 1 day"),
        (DayRange(3, 14), "After 3 to 14 days"),
        (DayRange(14, 42), "After 2 to 6 weeks"),
        (DayRange(7, 7), "After 1 week"),
        (DayRange(10, 42), "After 10 days to 6 weeks"),
        (DayRange(30, 42), "After about 4 weeks to 6 weeks"),
        (DayRange(42, 265), "After 6 weeks to about 9 months"),
        (DayRange(84, 84), "After 12 weeks"),
    ],
)
def test_days_are_said_in_days_weeks_or_months(days: DayRange, said: str) -> None:
    assert days_text(days).replace("\u00a0", " ") == said
    assert range_text(days) == days_text(days)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (DayRange(0, 0), "7 December"),
        (DayRange(3, 14), "10 to 21 December"),
        (DayRange(7, 42), "14 December to 18 January"),
    ],
)
def test_dates_come_from_the_operation_s(days: DayRange, said: str) -> None:
    assert range_text(days, DAY).replace("\u00a0", " ") == said


def test_heads_show_the_zones_dates_only_with_a_date() -> None:
    size = TimelineSize()
    assert words(zone_heads(150, None, size).items) == [
        "First week",
        "Weeks 2 to 6",
        "Weeks 7 to 12",
    ]
    assert "14 December to 18 January" in words(zone_heads(180, DAY, size).items)
    assert len(zones_behind(90, 50)) == 2


def test_the_whole_table_is_as_tall_as_its_rows_and_says_all() -> None:
    scene = timeline((DRIVE, HOME), 200, names=NAMES)
    heights = [timeline_row(r, 200, names=NAMES).height_mm for r in (DRIVE, HOME)]
    assert scene.height_mm > sum(heights)
    assert scene.alt_text.startswith("Drive: After")
    assert "Go home:" in scene.alt_text
    assert "Same advice for both." in scene.alt_text


def test_half_a_month_goes_up_as_every_half_does() -> None:
    assert days_text(DayRange(135, 135)) == "After about 5\u00a0months"
