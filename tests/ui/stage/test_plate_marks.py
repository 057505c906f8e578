"""Pen, stamps, arrows and notes on a pane."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from missdesk.model.marks import NOTE_LENGTH, StampKind
from missdesk.ui.stage.layers import Picture
from missdesk.ui.stage.plate_view import PlateView
from tests.ui.stage.pane import LEFT_BUTTON, SHEET, Stage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers


def test_the_pen_writes_millimeters_into_the_visit(stage: Stage, picture: Picture) -> None:
    stage.show(picture)
    stage.controls.set_tool("pen")
    stage.drag((5, 5), (15, 5), (15, 25))
    (mark,) = stage.visit.visit.sheets[SHEET].marks
    assert mark.kind == "pen"
    assert mark.points[0] == pytest.approx((5, 5), abs=0.1)
    assert mark.points[-1] == pytest.approx((15, 25), abs=0.1)


def test_ink_stays_on_its_part_when_the_pane_changes_size(
    stage: Stage, picture: Picture, qtbot: QtBot
) -> None:
    pink = stage.draw_a_line(picture)
    with qtbot.waitSignal(stage.view.faults_found):
        stage.view.resize(400, 300)
    assert stage.color(33, 12) == pink


def test_the_eraser_takes_a_stroke_off(stage: Stage, picture: Picture) -> None:
    stage.show(picture)
    stage.controls.set_tool("pen")
    stage.drag((28, 12), (38, 12))
    stage.controls.set_tool("eraser")
    stage.drag((33, 8), (33, 12), (33, 16))
    assert SHEET not in stage.visit.visit.sheets


def test_without_ink_nothing_is_drawn(
    theme: Theme, workers: Workers, qtbot: QtBot, stage: Stage, picture: Picture
) -> None:
    bare = PlateView(theme, stage.loader, stage.controls, workers)
    qtbot.addWidget(bare)
    bare.resize(800, 600)
    bare.show()
    with qtbot.waitSignal(bare.faults_found):
        bare.show_picture(picture)
    stage.controls.set_tool("pen")
    QTest.mousePress(bare.viewport(), LEFT_BUTTON, pos=QPoint(300, 300))
    QTest.mouseRelease(bare.viewport(), LEFT_BUTTON, pos=QPoint(500, 300))
    assert stage.visit.visit.sheets == {}
    bare.release()


def test_taking_the_pen_puts_the_light_out(stage: Stage, picture: Picture, qtbot: QtBot) -> None:
    stage.show(picture)
    with qtbot.waitSignal(stage.view.part_chosen):
        stage.view.choose_part(picture.parts[0])
    stage.controls.set_tool("pen")
    assert stage.view.part is None


@pytest.mark.parametrize("stamp", get_args(StampKind))
def test_a_stamp_is_put_down_by_a_tap_and_taken_back(
    stage: Stage, picture: Picture, stamp: StampKind
) -> None:
    stage.show(picture)
    stage.controls.set_tool("stamp", stamp)
    stage.drag((30, 20))
    (mark,) = stage.visit.visit.sheets[SHEET].marks
    assert (mark.kind, mark.stamp) == ("stamp", stamp)
    assert mark.points[0] == pytest.approx((30, 20), abs=0.1)
    stage.ink.undo()
    assert stage.visit.visit.sheets == {}


def test_a_stamp_snaps_to_a_level_that_is_near(stage: Stage, picture: Picture) -> None:
    stage.show(replace(picture, snaps=((20.0, 10.0), (20.0, 22.0))))
    stage.controls.set_tool("stamp", "screw")
    stage.drag((22, 11))
    stage.drag((38, 16))
    near, far = stage.visit.visit.sheets[SHEET].marks
    assert near.points == ((20.0, 10.0),)
    assert far.points[0] == pytest.approx((38, 16), abs=0.1)


def test_an_arrow_is_drawn_or_tapped(stage: Stage, picture: Picture) -> None:
    stage.show(picture)
    stage.controls.set_tool("arrow")
    stage.drag((30, 5), (25, 8), (20, 10))
    stage.drag((8, 20))
    drawn, tapped = stage.visit.visit.sheets[SHEET].marks
    assert drawn.points[0] == pytest.approx((30, 5), abs=0.1)
    assert drawn.points[-1] == pytest.approx((20, 10), abs=0.1)
    assert len(drawn.points) == len(tapped.points) == 2
    assert tapped.points[1] == pytest.approx((8, 20), abs=0.1)


def test_a_note_is_asked_for_and_put_where_the_tap_was(stage: Stage, picture: Picture) -> None:
    stage.show(picture)
    stage.controls.set_tool("note")
    stage.drag((12, 20))
    field = stage.view.window().findChild(QLineEdit, "note.line")
    assert isinstance(field, QLineEdit)
    assert field.maxLength() == NOTE_LENGTH
    assert field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
    QTest.keyClicks(field, "  Here  it hurts ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    (mark,) = stage.visit.visit.sheets[SHEET].marks
    assert mark.text == "Here it hurts"
    assert mark.points[0] == pytest.approx((12, 20), abs=0.1)
    stage.controls.set_tool("eraser")
    stage.drag((12, 20))
    assert stage.visit.visit.sheets == {}


def test_an_unfinished_note_is_forgotten_when_the_visit_ends(
    stage: Stage, picture: Picture
) -> None:
    stage.show(picture)
    stage.controls.set_tool("note")
    stage.drag((12, 20))
    field = stage.view.window().findChild(QLineEdit, "note.line")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Zzyzx")
    stage.visit.wipe()
    assert field.text() == ""
    assert not field.isUndoAvailable()


def test_a_stamp_is_put_down_by_the_keyboard_too(
    stage: Stage, picture: Picture, qtbot: QtBot
) -> None:
    stage.show(picture)
    stage.controls.set_tool("stamp", "pain")
    with qtbot.waitSignal(stage.view.part_chosen):
        QTest.keyClick(stage.view, Qt.Key.Key_Down)
    assert stage.view.part is not None
    QTest.keyClick(stage.view, Qt.Key.Key_Return)
    (mark,) = stage.visit.visit.sheets[SHEET].marks
    assert mark.points[0] == pytest.approx(stage.view.part.at_mm, abs=0.1)


def test_a_pen_that_tells_its_pressure_is_believed(stage: Stage, picture: Picture) -> None:
    stage.show(picture)
    stage.controls.set_tool("pen")
    pointer = stage.view.pointer
    pointer.press(QPointF(100, 100), 0.2)
    pointer.move(QPointF(200, 100), 0.9)
    pointer.release(QPointF(200, 100))
    (mark,) = stage.visit.visit.sheets[SHEET].marks
    assert mark.pressures == (0.2, 0.9)


def test_a_stroke_under_way_is_kept_when_the_page_is_made_anew(
    stage: Stage, picture: Picture
) -> None:
    stage.show(picture)
    stage.controls.set_tool("pen")
    port = stage.view.viewport()
    QTest.mousePress(port, LEFT_BUTTON, pos=stage.point(10, 10))
    QTest.mouseMove(port, stage.point(14, 12))
    stage.view.pointer.finish()
    (mark,) = stage.visit.visit.sheets[SHEET].marks
    QTest.mouseMove(port, stage.point(20, 20))
    QTest.mouseRelease(port, LEFT_BUTTON, pos=stage.point(20, 20))
    assert stage.visit.visit.sheets[SHEET].marks == (mark,)
