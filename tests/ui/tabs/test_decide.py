"""Step 5 lets a patient answer without a default, a score or a lost word."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from missdesk.model.consultation import NOT_SURE
from missdesk.ui.context import UiContext
from missdesk.ui.decide_parts.leaning import LeaningChoice
from missdesk.ui.decide_parts.teach_back import TeachBackCard
from missdesk.ui.tabs.decide import SPEC, DecidePage
from missdesk.ui.theme.theme import Theme
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.check_row import CheckRow
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.step_slider import StepSlider
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Make = Callable[..., UiContext]
Open = Callable[[UiContext], DecidePage]


class Window(QWidget):
    """Holds a page; without a layout, for the offscreen platform warns about least sizes."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.resize(1186, 640)
        page.setParent(self)
        page.resize(1186, 640)


@pytest.fixture
def windows() -> list[QWidget]:
    """What a test keeps open; qtbot itself holds windows only weakly."""
    return []


@pytest.fixture
def open_page(qtbot: QtBot, windows: list[QWidget]) -> Open:
    """Return what shows the page of a context."""

    def show(context: UiContext) -> DecidePage:
        page = SPEC.build(context)
        assert isinstance(page, DecidePage)
        window = Window(page)
        qtbot.addWidget(window)
        windows.append(window)
        window.show()
        QApplication.processEvents()
        return page

    return show


def _button(page: QWidget, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton), name
    return found


def _slider(page: QWidget, value: str) -> StepSlider:
    found = page.findChild(StepSlider, f"decide.slider.{value}")
    assert isinstance(found, StepSlider)
    return found


def _line(page: QWidget) -> TextField:
    found = page.findChild(TextField, "decide.own.field")
    assert isinstance(found, TextField)
    return found


def test_no_statement_is_answered_at_the_start(make_context: Make, open_page: Open) -> None:
    context = make_context()
    page = open_page(context)
    sliders = page.findChildren(StepSlider)
    assert len(sliders) == len(context.topic.values) >= 5
    assert all(slider.answer is None for slider in sliders)
    assert dict(context.consultation.visit.values) == {}


def test_an_answer_reaches_the_visit_and_can_be_taken_back(
    make_context: Make, open_page: Open
) -> None:
    context = make_context()
    page = open_page(context)
    slider = _slider(page, "scar")
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_2)
    assert context.consultation.visit.values == {"scar": 1}
    QTest.keyClick(slider, Qt.Key.Key_Delete)
    assert context.consultation.visit.values == {}


@pytest.mark.parametrize(("answer", "roles"), [(0, "sb"), (2, "bb"), (4, "bs"), (None, "bb")])
def test_only_the_words_of_the_chosen_side_are_bold(
    make_context: Make, open_page: Open, answer: int | None, roles: str
) -> None:
    values = {} if answer is None else {"scar": answer}
    page = open_page(make_context(values=values))
    row = page.findChild(QWidget, "decide.value.scar")
    assert row is not None
    left, right = row.findChildren(Words)
    assert (left._role[0], right._role[0]) == tuple(roles)


def test_every_option_is_offered_alike_and_not_sure_yet(
    make_context: Make, open_page: Open
) -> None:
    context = make_context()
    page = open_page(context)
    choices = page.findChildren(LeaningChoice)
    assert {c.key for c in choices} == {*(o.id for o in context.topic.options), NOT_SURE}
    assert len({c.height() for c in choices}) == 1
    widths = [c.width() for c in choices]
    assert max(widths) - min(widths) <= 1
    assert not any(c.isChecked() for c in choices)


def test_a_second_press_takes_the_leaning_back(make_context: Make, open_page: Open) -> None:
    context = make_context()
    page = open_page(context)
    QTest.mouseClick(_button(page, "decide.leaning.tube"), Qt.MouseButton.LeftButton)
    assert context.consultation.visit.leaning == "tube"
    QTest.mouseClick(_button(page, "decide.leaning.open"), Qt.MouseButton.LeftButton)
    assert context.consultation.visit.leaning == "open"
    assert not _button(page, "decide.leaning.tube").isChecked()
    QTest.mouseClick(_button(page, "decide.leaning.open"), Qt.MouseButton.LeftButton)
    assert context.consultation.visit.leaning is None


def test_leanings_follow_the_order_of_the_visit(make_context: Make, open_page: Open) -> None:
    context = make_context(options=("open", "tube"))
    page = open_page(context)
    context.consultation.swap_options()
    places = {c.key: c.x() for c in page.findChildren(LeaningChoice)}
    assert places["tube"] < places["open"] < places[NOT_SURE]


def test_ticked_questions_keep_the_order_of_the_topic(make_context: Make, open_page: Open) -> None:
    context = make_context()
    page = open_page(context)
    for question in ("job", "how-often"):
        _button(page, f"decide.question.{question}").click()
    assert context.consultation.visit.questions == ("how-often", "job")
    assert len(page.findChildren(CheckRow)) == len(context.topic.questions)


def test_own_questions_are_added_by_enter_and_removed(make_context: Make, open_page: Open) -> None:
    context = make_context()
    page = open_page(context)
    _button(page, "decide.own.write").click()
    field = _line(page)
    for question in ("  May I   swim?", "Who drives me home?", "May I swim?"):
        QTest.keyClicks(field.line, question)
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert context.consultation.visit.own_questions == ("May I swim?", "Who drives me home?")
    assert field.text == ""
    _button(page, "decide.own.0.remove").click()
    assert context.consultation.visit.own_questions[:1] == ("Who drives me home?",)


def test_a_question_taken_away_comes_back_to_its_place(make_context: Make, open_page: Open) -> None:
    """Nothing typed is lost by a slip; after the visit nothing comes back (KP1)."""
    context = make_context(own_questions=("May I swim?", "Who drives me home?"))
    page = open_page(context)
    assert not page.act("undo")
    _button(page, "decide.own.0.remove").click()
    assert context.consultation.visit.own_questions[:1] == ("Who drives me home?",)
    assert page.act("undo")
    assert context.consultation.visit.own_questions[:1] == ("May I swim?",)
    _button(page, "decide.own.1.remove").click()
    page._forget()
    assert not page.act("undo")


def test_a_question_just_added_can_be_seen(make_context: Make, open_page: Open) -> None:
    context = make_context()
    page = open_page(context)
    _button(page, "decide.own.write").click()
    field = _line(page)
    for number, question in enumerate(("May I swim?", "Who drives me home, and at what time?")):
        QTest.keyClicks(field.line, question)
        QTest.keyClick(field.line, Qt.Key.Key_Return)
        added = page.findChild(QWidget, f"decide.own.{number}")
        assert isinstance(added, QWidget)
        assert added.visibleRegion().boundingRect().height() == added.height()


def test_own_questions_end_at_ten_and_at_200_characters(
    make_context: Make, open_page: Open
) -> None:
    context = make_context(own_questions=tuple(f"Question {n}?" for n in range(9)))
    page = open_page(context)
    _button(page, "decide.own.write").click()
    field = _line(page)
    QTest.keyClicks(field.line, "x" * 210)
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    own = context.consultation.visit.own_questions
    assert len(own) == 10
    assert own[-1] == "x" * 200
    assert not _button(page, "decide.own.write").isEnabled()
    assert not field.isVisible()


def test_answers_to_teach_back_are_hidden_until_asked_for(
    make_context: Make, open_page: Open
) -> None:
    page = open_page(make_context())
    _button(page, "decide.view.teach-back").click()
    cards = page.findChildren(TeachBackCard)
    assert len(cards) == 5
    assert not any(card.is_open for card in cards)
    _button(page, "decide.teachback.danger.show").click()
    assert [card.id for card in cards if card.is_open] == ["danger"]
    assert _button(page, "decide.teachback.danger.show").accessibleName() == "Hide the answer"


def test_a_rebuild_keeps_view_answers_and_the_draft(make_context: Make, open_page: Open) -> None:
    context = make_context()
    old = open_page(context)
    _button(old, "decide.view.teach-back").click()
    _button(old, "decide.teachback.waiting.show").click()
    _button(old, "decide.own.write").click()
    QTest.keyClicks(_line(old).line, "When may I")
    new = open_page(context)
    new.recall(old.remember())
    assert new.remember() == ("teach-back", ("waiting",), "When may I")
    assert _line(new).isVisible()


def test_nothing_of_the_visit_remains_after_a_wipe(make_context: Make, open_page: Open) -> None:
    context = make_context(
        values={"scar": 0}, leaning="tube", questions=("job",), own_questions=("Canary own?",)
    )
    page = open_page(context)
    _button(page, "decide.own.write").click()
    QTest.keyClicks(_line(page).line, "Canary draft")
    context.consultation.wipe()
    said = [w.text for w in page.findChildren(Words)]
    said += [w.accessibleName() + w.toolTip() for w in page.findChildren(QWidget)]
    assert not [text for text in said if "Canary" in text]
    assert _line(page).text == ""
    assert not _line(page).line.isUndoAvailable()
    assert all(slider.answer is None for slider in page.findChildren(StepSlider))
    assert not any(c.isChecked() for c in page.findChildren(LeaningChoice))
    assert not any(c.isChecked() for c in page.findChildren(CheckRow))


def test_a_page_that_is_gone_hears_nothing_more(make_context: Make) -> None:
    context = make_context()
    page = SPEC.build(context)
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(page)
    context.consultation.change(leaning="tube")


@pytest.mark.parametrize("percent", [100, 125, 200])
@pytest.mark.parametrize("view", ["matters", "teach-back"])
def test_all_can_be_pressed_and_no_word_is_cut(
    qtbot: QtBot, theme: Theme, make_context: Make, open_page: Open, percent: int, view: str
) -> None:
    theme.set_text_percent(percent)
    page = open_page(make_context(values={"again": 0, "home": 4}))
    if theme.is_folded:
        page.resize(1270, page.heightForWidth(1270))
    _button(page, f"decide.view.{view}").click()
    qtbot.waitUntil(lambda: not page.grab().isNull())
    shown = [w for w in page.findChildren(Words) if w.isVisible()]
    assert shown
    assert not [w.text for w in shown if w.is_cut()]
    pressed = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    assert not [b.objectName() for b in pressed if min(b.width(), b.height()) < TARGET]
    assert all(b.accessibleName() for b in pressed)


def test_the_statements_fit_the_designed_page(make_context: Make, open_page: Open) -> None:
    context = make_context(values={"again": 0, "home": 4, "speed": 0, "risk": 4})
    page = open_page(context)
    lowest = max(c.mapTo(page, c.rect().bottomLeft()).y() for c in page.findChildren(LeaningChoice))
    assert lowest < 640
    rows = [r for r in page.findChildren(QWidget) if r.objectName().startswith("decide.value.")]
    boxes = sorted((r.mapTo(page, r.rect().topLeft()).y(), r.height()) for r in rows)
    assert all(top + high <= below for (top, high), (below, _h) in pairwise(boxes))


def test_the_page_begins_with_what_is_decided(make_context: Make, open_page: Open) -> None:
    page = open_page(make_context())
    decision = page.findChild(Words, "decide.decision")
    assert isinstance(decision, Words)
    assert decision.text.startswith("You and your surgeon are choosing between")


def test_questions_stand_in_two_groups_of_at_most_seven(
    make_context: Make, open_page: Open
) -> None:
    page = open_page(make_context())
    heads = [
        w
        for w in page.findChildren(Words)
        if w.text in {"About my choices", "About me and afterwards"}
    ]
    checks = [c for c in page.findChildren(CheckRow) if c.objectName().startswith("decide.quest")]
    tops = [w.mapTo(page, w.rect().topLeft()).y() for w in (*heads, *checks)]
    first, second, *rows = tops
    assert first < min(rows)
    above = [y for y in rows if y < second]
    assert 0 < len(above) <= 7
    assert 0 < len(rows) - len(above) <= 7
