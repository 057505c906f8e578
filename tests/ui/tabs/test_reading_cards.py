"""The cards with text to read: more about the problem, before and after, how to decide, help."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from missdesk.content.words import plain
from missdesk.model.blocks import spans_of
from missdesk.settings import Clinic, Phone
from missdesk.ui.help_card import ABOUT, about_reading, help_reading
from missdesk.ui.level_card import LevelCard
from missdesk.ui.problem_parts import telling
from missdesk.ui.reading_card import ReadingCard
from missdesk.ui.recovery_parts.before_after import BeforeAfterCard
from missdesk.ui.recovery_parts.moves import Moves
from missdesk.ui.tabs import decide, problem, recovery
from missdesk.ui.widgets.block_view import BlockView
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.window_cards import open_place
from tests.ui.tabs.page_desk import MakeContext, PageDesk, at_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.model.blocks import Section
    from missdesk.model.library import Library
    from missdesk.ui.context import UiContext
    from missdesk.ui.theme.theme import Theme


def told(section: Section, library: Library) -> str:
    return "".join(plain(spans_of(block), library) for block in section.blocks)


def read(widget: QWidget) -> str:
    views = [v for v in widget.findChildren(BlockView) if v.isVisible()]
    return "".join(view.plain_text.replace("\n", "") for view in views)


def desk_of(module: object, context: UiContext, qtbot: QtBot) -> PageDesk:
    spec = module.SPEC  # type: ignore[attr-defined]  # each tab has one
    return PageDesk(spec.build(context), context, qtbot)


def test_more_about_the_problem_says_what_waiting_brings(
    make_context: MakeContext, qtbot: QtBot
) -> None:
    context = make_context(level="L4-L5", side="left")
    desk = desk_of(problem, context, qtbot)
    desk.press("problem.more")
    card = desk.find(ReadingCard, "problem.more-card")
    for part in telling.MORE:
        assert told(context.text.section(part), context.library) in read(card)
    assert "63 out of 100" in read(card)
    assert desk.find(QWidget, "reading.sources").isVisible()
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert Layer.open_on(desk.window) is None


def test_a_word_explained_in_a_card_leaves_the_card_open(
    make_context: MakeContext, qtbot: QtBot
) -> None:
    desk = desk_of(problem, make_context(), qtbot)
    desk.press("problem.more")
    card = desk.find(ReadingCard, "problem.more-card")
    view = next(v for v in card.findChildren(BlockView) if v.terms)
    meaning = view.explain(0)
    assert meaning is not None
    desk.settle()
    assert meaning.isVisible()
    assert card.isVisible()
    QTest.keyClick(meaning, Qt.Key.Key_Escape)
    desk.settle()
    assert card.isVisible()
    QTest.keyClick(card, Qt.Key.Key_Escape)
    desk.settle()
    assert Layer.open_on(desk.window) is None


def test_warning_signs_come_first_then_getting_ready_and_first_days(
    make_context: MakeContext, qtbot: QtBot
) -> None:
    context = make_context()
    desk = desk_of(recovery, context, qtbot)
    desk.press("recovery.warning-signs")
    card = desk.find(BeforeAfterCard, "before-after")
    for part in ("warning.emergency", "warning.call"):
        assert told(context.text.section(part), context.library) in read(card)
    for key in ("ready", "first-days"):
        desk.press(f"before-after.part.{key}")
        assert read(card) == told(context.text.section(key), context.library)


def test_the_first_days_have_the_pictures_of_the_paper(
    make_context: MakeContext, qtbot: QtBot
) -> None:  # PM26
    desk = desk_of(recovery, make_context(), qtbot)
    desk.press("recovery.warning-signs")
    shown = desk.find(Moves, "moves")
    assert [move.plate for move in shown.moves] == ["living-bed", "living-bed", "living-walk"]
    assert not shown.isVisible()
    desk.press("before-after.part.first-days")
    assert shown.isVisible()


def test_no_number_is_made_up_and_the_clinics_own_is_shown(
    make_context: MakeContext, qtbot: QtBot
) -> None:
    context = make_context()
    desk = desk_of(recovery, context, qtbot)
    desk.press("recovery.warning-signs")
    card = desk.find(BeforeAfterCard, "before-after")
    assert "Phone: ________" in read(card)
    assert not any(number in read(card) for number in ("112", "911", "999"))
    clinic = Clinic(name="Spine Clinic", phone="01 234 567", phones=(Phone("Nurse", "02"),))
    again = BeforeAfterCard(replace(context, clinic=lambda: clinic), desk.window)
    again.show()
    assert {"Spine Clinic: 01 234 567", "Nurse: 02"} <= set(desk.said(again))
    assert "In an emergency, call your local emergency number." in desk.said(again)
    assert "Phone: ________" not in read(again)


def test_how_to_decide_is_one_press_away(make_context: MakeContext, qtbot: QtBot) -> None:
    context = make_context()
    desk = desk_of(decide, context, qtbot)
    desk.press("decide.steps")
    section = context.library.common_section("steps-to-decide", "en")
    card = desk.find(ReadingCard, "decide.steps-card")
    assert read(card) == told(section, context.library)


def test_help_tells_left_from_right_and_leaves_the_neck_out(
    make_context: MakeContext, qtbot: QtBot
) -> None:
    context = make_context()
    card = help_reading(context, "problem")
    assert card is not None
    qtbot.addWidget(card)
    card.show()
    for part in ("left-right", "neck-out-of-scope"):
        section = context.library.common_section(part, "en")
        assert told(section, context.library) in read(card)
    assert help_reading(context, None) is None
    assert help_reading(context, "handout") is None


def test_the_picker_says_that_the_neck_is_not_meant(
    make_context: MakeContext, qtbot: QtBot
) -> None:
    desk = desk_of(problem, make_context(), qtbot)
    open_place(desk.page, desk.context)
    desk.settle()
    picker = desk.window.findChild(LevelCard)
    assert isinstance(picker, LevelCard)
    assert any("not about the neck" in line for line in desk.said(picker))


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize(
    ("module", "button"),
    [(problem, "problem.more"), (recovery, "recovery.warning-signs"), (decide, "decide.steps")],
    ids=["problem", "recovery", "decide"],
)
def test_cards_stay_inside_the_window(
    make_context: MakeContext,
    qtbot: QtBot,
    theme: Theme,
    module: object,
    button: str,
    percent: int,
) -> None:
    at_text(theme, percent)
    desk = desk_of(module, make_context(), qtbot)
    desk.press(button)
    layer = Layer.open_on(desk.window)
    assert layer is not None
    assert layer.rect().contains(layer.card.geometry())
    cut = [w for w in desk.cut() if w in desk.said(layer)]
    assert cut == []


def test_help_of_every_page_tells_who_wrote_this_and_from_what(
    make_context: MakeContext, qtbot: QtBot
) -> None:
    context = make_context()
    card = about_reading(context)
    qtbot.addWidget(card)
    card.show()
    for part in ABOUT:
        section = context.library.common_section(part, "en")
        assert told(section, context.library) in read(card)
    bare = replace(context, library=replace(context.library, common={"en": {}}))
    empty = about_reading(bare)
    qtbot.addWidget(empty)
    assert read(empty) == ""
