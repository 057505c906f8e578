from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from missdesk.figures.day_words import range_text
from missdesk.model.recovery import DayRange
from missdesk.ui.compare_parts.measures import Scale
from missdesk.ui.compare_parts.source_words import reference_line
from missdesk.ui.context import UiContext
from missdesk.ui.recovery_parts.activity_row import ActivityRow
from missdesk.ui.recovery_parts.chart_figures import About, chart_head, chart_row
from missdesk.ui.recovery_parts.facts import Activity, activities, option_names
from missdesk.ui.recovery_parts.own_days import OwnDays
from missdesk.ui.tabs.recovery import SPEC, RecoveryPage
from missdesk.ui.widgets.date_field import DateField
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.number_stepper import NumberStepper
from tests.ui.tabs.page_desk import MakeContext, PageDesk, at_text
from tests.ui.tabs.scene_words import outside, overlaps, texts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

DAY = date(2026, 12, 7)
ASK = "We do not know. Ask your surgeon."


class Desk(PageDesk):
    def __init__(self, context: UiContext, qtbot: QtBot) -> None:
        page = SPEC.build(context)
        assert isinstance(page, RecoveryPage)
        self.recovery = page
        super().__init__(page, context, qtbot)

    def row(self, activity: str) -> ActivityRow:
        return self.find(ActivityRow, f"activity.{activity}")

    def own(self) -> dict[str, DayRange]:
        return dict(self.context.consultation.visit.surgeons_days)


def found_of(context: UiContext) -> tuple[list[Activity], About]:
    visit = context.consultation.visit
    shown = [context.topic.option(o) for o in visit.options]
    names = option_names(shown, context.text)
    found = activities(context.topic.recovery, context.text, context.library, visit, shown)
    return found, About(names, visit.operation_date)


def test_dates_are_those_of_the_milestones(make_context: MakeContext) -> None:
    context = make_context(operation_date=DAY)
    found, about = found_of(context)
    for activity in found:
        if "both" not in activity.row.milestones:
            continue
        milestone = context.library.milestones[activity.row.milestones["both"]]
        days = DayRange(milestone.from_days, milestone.to_days)
        said = " ".join(texts(chart_row(activity, about, 296.5, Scale(), is_folded=False)))
        assert range_text(days, DAY) in said
        assert "Same advice for both" in said


def test_without_a_date_days_and_weeks_are_shown(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    assert "After 1 to 4\xa0weeks" in desk.row("driving").accessibleName()
    assert "December" not in desk.row("driving").accessibleName()


def test_a_date_reaches_every_row_and_the_visit(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    desk.find(DateField, "recovery.date").changed.emit(DAY)
    assert desk.context.consultation.visit.operation_date == DAY
    assert "14\xa0December to 4\xa0January" in desk.row("driving").accessibleName()
    assert "7 to 14\xa0December" in " ".join(
        texts(chart_head(296.5, DAY, Scale(), is_folded=False))
    )


def test_an_option_without_its_own_row_gets_no_dates(make_context: MakeContext) -> None:
    found, about = found_of(make_context(options=("open", "tube", "camera"), operation_date=DAY))
    home = next(a for a in found if a.row.id == "hospital-stay")
    by_look = {lane.look: lane.days for lane in home.line.lanes}
    assert by_look["mis"] is None
    assert by_look["open"] == DayRange(0, 3)
    assert by_look["camera"] == DayRange(0, 1)
    scene = chart_row(home, about, 296.5, Scale(), is_folded=False)
    assert ASK in texts(scene)
    assert "Through a tube We do not know" in scene.alt_text


def test_nothing_verified_at_all_says_ask(make_context: MakeContext) -> None:
    found, about = found_of(make_context(options=("tube", "none")))
    home = next(a for a in found if a.row.id == "hospital-stay")
    scene = chart_row(home, about, 296.5, Scale(), is_folded=False)
    assert " ".join(texts(scene)).count(ASK) == 1
    assert home.sources == ()


def test_no_operation_has_no_lanes_and_says_so(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(options=("none", "open")), qtbot)
    assert [lane.look for lane in desk.row("driving").facts.line.lanes] == ["open"]
    assert any(words.endswith("no bars") for words in desk.said())


def test_lanes_follow_the_order_of_the_visit(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(options=("open", "tube")), qtbot)
    assert [lane.look for lane in desk.row("walking").facts.line.lanes] == ["open", "mis"]
    desk.context.consultation.swap_options()
    assert [lane.look for lane in desk.row("walking").facts.line.lanes] == ["mis", "open"]


def test_the_surgeons_days_are_set_marked_and_taken_back(
    make_context: MakeContext, qtbot: QtBot
) -> None:
    desk = Desk(make_context(), qtbot)
    desk.press("recovery.change")
    desk.press("own.driving.from.more")
    assert desk.own() == {"driving": DayRange(14, 28, is_surgeons=True)}
    desk.press("recovery.change")
    assert "Set by your surgeon" in desk.row("driving").accessibleName()
    assert "After 2 to 4\xa0weeks" in desk.row("driving").accessibleName()
    desk.press("recovery.change")
    desk.press("own.driving.usual")
    assert desk.own() == {}


def test_from_pushes_to_along(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    desk.press("recovery.change")
    desk.press("own.walking.from.more")
    desk.press("own.walking.from.more")
    assert desk.own()["walking"] == DayRange(2, 2, is_surgeons=True)
    desk.press("own.walking.to.less")
    assert desk.own()["walking"] == DayRange(1, 1, is_surgeons=True)


def test_counting_in_weeks_sets_nothing_by_itself(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    desk.press("recovery.change")
    desk.press("own.shower.unit.weeks")
    assert desk.own() == {}
    assert desk.find(NumberStepper, "own.shower.to").value == 2
    desk.press("own.shower.to.more")
    assert desk.own()["shower"] == DayRange(0, 21, is_surgeons=True)


def test_an_unknown_range_starts_without_numbers(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    desk.press("recovery.change")
    stepper = desk.find(NumberStepper, "own.hospital-stay.to")
    assert stepper.value is None
    QTest.keyClick(stepper, Qt.Key.Key_Up)
    desk.settle()
    assert desk.own()["hospital-stay"] == DayRange(0, 1, is_surgeons=True)


def test_the_work_is_kept_for_the_visit(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    desk.press("recovery.change")
    QTest.keyClicks(desk.find(TextField, "recovery.job").line, "Baker")
    assert desk.context.consultation.visit.job == "Baker"


def test_an_activity_opens_its_advice_and_sources(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    desk.press("activity.driving")
    said = desk.said(desk.find(QWidget, "advice-card"))
    for source in desk.row("driving").facts.sources:
        assert reference_line(desk.context.library.sources[source]) in said
    assert "Advice in leaflets, not measured" in said


def test_all_sources_are_listed(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    desk.press("recovery.sources")
    said = desk.said(desk.find(QWidget, "recovery.all-sources"))
    for row in desk.page.findChildren(ActivityRow):
        for source in row.facts.sources:
            assert reference_line(desk.context.library.sources[source]) in said


def test_keys_go_down_the_activities(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    first = desk.row("walking")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert desk.window.focusWidget() is desk.row("hospital-stay")


@pytest.mark.parametrize(
    "shown",
    [("open", "tube", "none"), ("open", "tube", "camera"), ("none", "camera")],
    ids="-".join,
)
@pytest.mark.parametrize("day", [None, DAY], ids=["no-date", "date"])
def test_no_scrolling_at_the_smallest_window(
    make_context: MakeContext, qtbot: QtBot, shown: tuple[str, ...], day: date | None
) -> None:
    desk = Desk(make_context(options=shown, operation_date=day), qtbot)
    assert desk.height() <= 640
    assert desk.cut() == []
    desk.press("recovery.change")
    assert desk.height() <= 640
    assert desk.cut() == []


@pytest.mark.parametrize("text", [1.25, 1.5, 2.0])
@pytest.mark.parametrize("day", [None, date(2026, 9, 28)], ids=["no-date", "date"])
def test_words_stay_inside_and_apart(
    make_context: MakeContext, text: float, day: date | None
) -> None:
    found, about = found_of(make_context(options=("open", "tube", "camera"), operation_date=day))
    scale = Scale(text=text)
    for activity in found:
        scene = chart_row(activity, about, 320.0, scale, is_folded=True)
        assert outside(scene) == []
        assert overlaps(scene) == []
    head = chart_head(320.0, day, scale, is_folded=True)
    assert outside(head) == []
    assert overlaps(head) == []


def test_large_text_stacks_everything(
    make_context: MakeContext, qtbot: QtBot, theme: Theme
) -> None:
    at_text(theme, 200)
    desk = Desk(make_context(operation_date=DAY), qtbot)
    assert desk.cut() == []
    desk.press("recovery.change")
    assert desk.cut() == []
    for line in desk.page.findChildren(OwnDays):
        assert line.width() <= desk.page.width()


def test_a_rebuilt_page_still_edits(make_context: MakeContext, qtbot: QtBot) -> None:
    context = make_context()
    desk = Desk(context, qtbot)
    desk.press("recovery.change")
    again = Desk(context, qtbot)
    again.recovery.recall(desk.recovery.remember())
    again.settle()
    assert again.find(QWidget, "recovery.own").isVisible()


def test_a_wipe_while_shown_stays_quiet(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(operation_date=DAY), qtbot)
    desk.context.consultation.wipe()
    assert desk.context.consultation.visit.operation_date is None


def test_a_date_at_the_end_of_the_calendar_shows_days(
    make_context: MakeContext, qtbot: QtBot
) -> None:
    desk = Desk(make_context(operation_date=date(9999, 12, 1)), qtbot)
    assert "After 1 to 4\xa0weeks" in desk.row("driving").accessibleName()
    desk.press("recovery.change")
    assert desk.cut() == []
