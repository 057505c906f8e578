"""What the panes of the Operation step name, hide, say and carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtTest import QTest

from tests.ui.tabs.operation_desk import OPEN_SHEET, Desk, OpenDesk
from tests.ui.tabs.picture_desk import LEFT_BUTTON, MakeContext

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_both_options_name_the_same_parts(desk: OpenDesk) -> None:
    one = desk(operation_step=3)
    open_way, tube = one.view("open").label_texts(), one.view("tube").label_texts()
    assert open_way == tube
    assert "Muscle moved" in open_way


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_no_option_loses_a_name_that_another_keeps(desk: OpenDesk, step: int) -> None:
    one = desk(options=("open", "tube", "camera"), operation_step=step)
    names = {one.view(option).label_texts() for option in one.options()}
    assert len(names) == 1
    one.window.resize(760, 640)
    one.page.setGeometry(0, 0, 760, 640)
    one.settle()
    assert len({frozenset(one.view(option).label_texts()) for option in one.options()}) == 1


@pytest.mark.parametrize("options", [("free", "open", "mis"), ("none", "open", "mis")])
def test_labels_leave_every_option_s_muscle_free_and_stand_at_one_place(
    make_context: MakeContext, qtbot: QtBot, options: tuple[str, ...]
) -> None:
    """The second tube would look like half of what it is behind a label (RC14)."""
    context = make_context("joining-bones", level="L4-L5", options=options, operation_step=3)
    one = Desk(context, qtbot)
    boxes: dict[str, set[tuple[float, ...]]] = {}
    for option in options:
        view = one.view(option)
        assert view.picture is not None
        moved = [la.box_mm for la in view.picture.layers if la.chip == "moved"]
        for label in view.labeling.now:
            boxes.setdefault(label.key, set()).add(label.box)
            for x, y, w, h in moved:
                area = QRectF(view.to_view((x, y)), view.to_view((x + w, y + h)))
                assert not area.intersects(QRectF(*label.box)), (option, label.key)
    assert "muscle-moved" in boxes
    assert all(len(places) == 1 for places in boxes.values())
    context.workers.close()


def _sizes(one: Desk) -> set[tuple[float, bool]]:
    """Return every size of type in the labels of all panes, and whether lines were added."""
    return {
        (label.text_mm, bool(label.more))
        for o in one.options()
        for label in one.view(o).labeling.now
    }


@pytest.mark.parametrize("options", [("open", "tube", "none"), ("none", "camera", "open")])
def test_labels_of_all_options_are_written_in_one_size(
    desk: OpenDesk, options: tuple[str, ...]
) -> None:
    one = desk(options=options)
    for step in range(1, 6):
        one.context.consultation.change(operation_step=step)
        one.settle()
        assert len({size for size, _ in _sizes(one)}) == 1, step


def test_labels_grow_again_with_the_window(desk: OpenDesk) -> None:
    one = desk(options=("open", "tube", "none"), operation_step=1)
    before = [one.view(o).label_texts() for o in one.options()], _sizes(one)
    for width, height in ((760, 560), (1186, 640)):
        one.window.resize(width, height)
        one.page.setGeometry(0, 0, width, height)
        one.settle()
    assert ([one.view(o).label_texts() for o in one.options()], _sizes(one)) == before


def test_a_peeled_layer_is_gone_from_every_pane(desk: OpenDesk) -> None:
    one = desk(operation_step=3)
    before = [one.view(o).viewport().grab().toImage() for o in one.options()]
    one.press("tool.layers")
    one.press("layer.muscle")
    for option, image in zip(one.options(), before, strict=True):
        assert not one.view(option)._stack.is_shown("muscle")
        assert one.view(option).viewport().grab().toImage() != image


def test_the_page_says_what_a_section_cannot_show(desk: OpenDesk) -> None:
    note = desk().note()
    assert "how long the cut in the skin is" in note
    assert "loosened from the bone" in note
    assert "sketch" in note


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"side": None}, "Your surgeon will mark the place."),
        ({"side": None}, "The pictures show the left side."),
        ({"side": "both"}, "The pictures show the left side."),
        ({"level": "L1-L2"}, "The picture shows L4–L5"),
    ],
)
def test_what_is_not_drawn_for_this_patient_is_said(
    desk: OpenDesk, fields: dict[str, str | None], words: str
) -> None:
    assert words in desk(**fields).note()


def test_for_the_right_side_pictures_and_their_words_turn_round(
    desk: OpenDesk,
) -> None:
    one = desk(operation_step=2)
    left = one.view("open").accessibleName()
    one.context.consultation.change(side="right")
    one.settle()
    picture = one.view("open").picture
    assert picture is not None
    assert picture.is_mirrored
    assert "left" in left
    assert one.view("open").accessibleName() == left.replace("left", "right")


def test_each_pane_has_its_own_ink_and_one_undo_for_all(desk: OpenDesk) -> None:
    one = desk(operation_step=3)
    one.press("tool.pen")
    for option in one.options():
        port = one.view(option).viewport()
        QTest.mousePress(port, LEFT_BUTTON, pos=QPoint(200, 200))
        QTest.mouseMove(port, QPoint(300, 260))
        QTest.mouseRelease(port, LEFT_BUTTON, pos=QPoint(300, 260))
    keys = {OPEN_SHEET, OPEN_SHEET.replace("open", "tube")}
    assert set(one.context.consultation.visit.sheets) == keys
    assert one.page.act("undo")
    assert set(one.context.consultation.visit.sheets) == {OPEN_SHEET}
    one.context.consultation.change(operation_step=4)
    one.settle()
    assert set(one.context.consultation.visit.sheets) == {OPEN_SHEET}
    assert one.page.act("clear")
    assert not one.context.consultation.visit.sheets
