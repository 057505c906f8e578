"""Step 3, Compare: rows, keys, choices and views."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from missdesk.ui.compare_parts.row_list import RowItem
from missdesk.ui.widgets.check_row import CheckRow
from tests.ui.tabs.compare_desk import Desk
from tests.ui.tabs.page_desk import MakeContext
from tests.ui.tabs.scene_words import texts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_what_is_decided_stands_above_the_numbers(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    said = desk.said()
    assert any(words.startswith("You and your surgeon are choosing between") for words in said)
    assert "1 more choice: a camera" in said
    desk.context.consultation.change(options=("open", "camera"))
    desk.settle()
    assert "2 more choices: no operation, a tube" in desk.said()
    desk.press("compare.view.read")
    assert not [words for words in desk.said() if "more choice" in words]


def test_swap_turns_columns_and_cells(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(options=("open", "tube")), qtbot)
    row = next(r for r in desk.rows() if r.facts.row.id == "again-tube")
    before = row.facts.cells
    said = texts(row.scene())
    assert said.index("10") < said.index("15")
    row.setFocus()
    desk.press("compare.swap")
    assert desk.context.consultation.visit.options == ("tube", "open")
    assert row.facts.cells == tuple(reversed(before))
    said = texts(row.scene())
    assert said.index("15") < said.index("10")
    assert row.words.index("tube") < row.words.index("longer")


def test_a_row_opens_its_people_and_is_remembered(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    desk.press("row.again-tube")
    assert (desk.compare.mode, desk.row) == ("people", "again-tube")
    assert desk.context.text.section("row.again-tube").fields["heading"]
    assert any("Another operation" in words for words in desk.said())
    desk.press("compare.view.summary")
    assert (desk.compare.mode, desk.row) == ("summary", "again-tube")
    desk.press("compare.view.people")
    assert (desk.compare.mode, desk.row) == ("people", "again-tube")
    assert "out of 100" in desk.find(QWidget, "compare.people").accessibleName()


def test_people_begin_with_the_first_row(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    desk.press("compare.view.people")
    assert desk.row == desk.context.topic.rows[0].id


def test_keys_go_down_the_table_and_enter_opens(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    first, second = desk.rows()[:2]
    desk.window.activateWindow()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert desk.window.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert desk.window.focusWidget() is first
    QTest.keyClick(second, Qt.Key.Key_Return)
    desk.settle()
    assert desk.row == second.facts.row.id


def test_keys_go_down_the_list_of_outcomes(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    desk.press("row.again-tube")
    item = desk.find(RowItem, "list.again-tube")
    assert item.isChecked()
    QTest.keyClick(item, Qt.Key.Key_Down)
    desk.settle()
    assert desk.row == "again-camera"
    assert not item.isChecked()


def test_seven_rows_first_then_all_with_the_notes(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    assert len(desk.rows()) == 7
    assert not desk.find(QWidget, "compare.notes").isVisible()
    desk.press("compare.all")
    assert len(desk.rows()) == len(desk.context.topic.rows)
    assert desk.find(QWidget, "compare.notes").isVisible()
    assert any("Pain and daily life" in w.accessibleName() for w in desk.page.findChildren(QWidget))
    desk.press("compare.all")
    assert len(desk.rows()) == 7


def test_source_answers_how_we_know_in_one_press(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    desk.press("source.leg-pain-camera")
    card_shown = desk.find(QWidget, "source-card")
    said = "\n".join(desk.said(card_shown))
    row = next(r.facts for r in desk.rows() if r.facts.row.id == "leg-pain-camera")
    for source_id in row.finding.sources:
        source = desk.context.library.sources[source_id]
        for part in (source.authors, source.title, source.journal, source.doi):
            assert part is None or part.rstrip(".") in said
    assert row.who in said
    assert row.why in said
    assert row.kind in said
    assert "How the studies were chosen" in said


def test_options_are_chosen_two_or_three_at_a_time(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(options=("open", "tube", "none")), qtbot)
    desk.press("compare.choose")
    camera = desk.find(CheckRow, "option.camera")
    assert not camera.isEnabled()
    assert "Full-endoscopic discectomy" in camera.words
    desk.press("option.tube")
    assert desk.shown() == ("open", "none")
    assert not desk.find(CheckRow, "option.open").isEnabled()
    desk.press("option.camera")
    assert desk.shown() == ("open", "none", "camera")
    assert "camera" in desk.find(QWidget, "compare.head").accessibleName()


def test_rows_read_as_sentences(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    said = next(r for r in desk.rows() if r.facts.row.id == "again-tube").accessibleName()
    assert "Through one longer cut: 10 out of 100." in said
    assert "Through a tube: 15 out of 100." in said
    assert "Does not apply." in said
    assert "Low certainty. Could be chance." in said


@pytest.mark.parametrize(
    "shown",
    [("open", "tube", "none"), ("none", "open", "camera"), ("camera", "open")],
    ids="-".join,
)
def test_no_scrolling_at_the_smallest_window(
    make_context: MakeContext, qtbot: QtBot, shown: tuple[str, ...]
) -> None:
    desk = Desk(make_context(options=shown), qtbot)
    assert desk.height() <= 640
    assert desk.cut() == []
    for row in desk.context.topic.rows:
        desk.compare.open_row(str(row.id))
        desk.settle()
        if row.is_first:
            assert desk.height() <= 640, row.id
        assert desk.cut() == []


def test_a_rebuilt_page_shows_the_same(make_context: MakeContext, qtbot: QtBot) -> None:
    context = make_context()
    desk = Desk(context, qtbot)
    desk.press("compare.all")
    desk.press("row.muscle")
    again = Desk(context, qtbot)
    again.compare.recall(desk.compare.remember())
    again.settle()
    assert (again.compare.mode, again.row) == ("people", "muscle")
    again.press("compare.view.summary")
    assert len(again.rows()) == len(context.topic.rows)


def test_a_wiped_visit_and_a_dead_page_stay_quiet(make_context: MakeContext, qtbot: QtBot) -> None:
    context = make_context()
    desk = Desk(context, qtbot)
    desk.compare.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    context.consultation.swap_options()
    context.consultation.wipe()


def test_a_wipe_while_shown_stays_quiet(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    desk.context.consultation.wipe()
    assert desk.context.consultation.visit.options == ()
