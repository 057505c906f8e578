"""The Operation step at other text sizes, made anew, hidden and gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from missdesk.ui.operation_parts.pictures import OperationPictures, StepPictures
from missdesk.ui.stage.lens import Lens
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.tabs.operation import SPEC, OperationPage
from missdesk.ui.widgets.scroll_sheet import least_height
from tests.ui.tabs.operation_desk import OPEN_SHEET, Desk, OpenDesk
from tests.ui.tabs.picture_desk import LEFT_BUTTON, MakeContext

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme


def test_tools_and_layers_survive_a_rebuild(desk: OpenDesk) -> None:
    one = desk()
    one.press("tool.layers")
    one.press("layer.bone")
    one.press("tool.highlighter")
    state = one.page.remember()
    other = desk()
    other.page.recall(state)
    assert other.button("tool.highlighter").isChecked()
    assert not other.button("layer.bone").isChecked()
    assert other.button("layer.bone").isVisible()


@pytest.mark.parametrize("percent", [125, 175, 200])
def test_large_text_keeps_pictures_large_and_equal(
    desk: OpenDesk, theme: Theme, percent: int
) -> None:
    theme.set_text_percent(percent)
    one = desk(options=("open", "tube", "none"))
    high = one.page.heightForWidth(1186)
    one.page.setGeometry(0, 0, 1186, max(640, high))
    one.settle()
    sizes = {(one.view(o).width(), one.view(o).height()) for o in one.options()}
    heights = {high for _, high in sizes}
    assert min(heights) >= 400
    assert max(heights) - min(heights) <= 1


def test_a_narrow_folded_page_leaves_no_empty_room_above_its_pictures(
    desk: OpenDesk, theme: Theme
) -> None:
    theme.set_window(QSize(1000, 700))
    one = desk(options=("open", "tube", "none"))
    for _round in range(2):  # as the sheet does, when the page asks for another height
        one.page.setGeometry(0, 0, 930, max(500, least_height(one.page, 930)))
        QApplication.processEvents()
    for option in one.options():
        assert one.view(option).height() <= 1.25 * one.view(option).width()


def test_a_page_that_is_gone_no_longer_listens(make_context: MakeContext, qtbot: QtBot) -> None:
    context = make_context(level="L4-L5", side="left")
    page = SPEC.build(context)
    page.deleteLater()
    qtbot.waitUntil(lambda: not context.consultation._observers)
    context.consultation.change(side="right", operation_step=2)
    context.workers.close()


def _middle(desk: Desk, option: str) -> tuple[float, float]:
    """Return the point of the plate in the middle of a pane."""
    view = desk.view(option)
    return view._to_plate(QPointF(view.viewport().rect().center()))


def test_the_place_looked_at_survives_a_change_of_text_size(desk: OpenDesk, theme: Theme) -> None:
    """Zoom and place stay, though the panes have another shape (the page is made anew)."""
    one = desk(operation_step=3)
    one.page._controls.set_lens(Lens(3.0, 0.45, 0.4))
    one.qtbot.waitUntil(lambda: all(one.view(o).is_settled for o in one.options()))
    state, before = one.page.remember(), _middle(one, "open")
    shape = one.view("open").size()
    theme.set_text_percent(200)
    other = desk(operation_step=3)
    other.page.recall(state)
    other.page.setGeometry(0, 0, 1186, max(640, other.page.heightForWidth(1186)))
    other.settle()
    assert other.view("open").size() != shape
    assert other.page._controls.lens.zoom == 3.0
    assert _middle(other, "open") == pytest.approx(before, abs=1.0)
    assert _middle(other, "tube") == pytest.approx(_middle(other, "open"), abs=1.0)


def test_ink_under_way_and_before_stays_in_its_place_at_another_text_size(
    desk: OpenDesk, theme: Theme
) -> None:
    one = desk(operation_step=3)
    one.press("tool.pen")
    port = one.view("open").viewport()
    at = one.view("open")._to_plate(QPointF(200, 200))
    QTest.mousePress(port, LEFT_BUTTON, pos=QPoint(200, 200))
    QTest.mouseMove(port, QPoint(260, 230))
    state = one.page.remember()  # while the pen is still down
    (mark,) = one.context.consultation.visit.sheets[OPEN_SHEET].marks
    assert mark.points[0] == pytest.approx(at, abs=0.01)
    theme.set_text_percent(200)
    sheets = one.context.consultation.visit.sheets
    other = desk(operation_step=3, sheets=sheets)
    other.page.recall(state)
    view = other.view("open")
    spot = view.to_view(mark.points[1]).toPoint()
    pen = theme.color("pen").name()
    image = view.viewport().grab().toImage()
    around = [image.pixelColor(spot + QPoint(x, y)).name() for x in (-1, 0, 1) for y in (-1, 0, 1)]
    assert pen in around


def test_a_hidden_page_keeps_no_layers_and_reads_its_neighbors_again(
    desk: OpenDesk,
) -> None:
    """Memory of a visit (bar 200 MB): six pages share it, one of them is looked at."""
    one = desk(operation_step=3)
    one.page.shown()
    one.qtbot.waitUntil(lambda: not one.page._soon.isActive())
    one.settle()
    loader = one.page._bench.loader
    assert loader.bytes_kept > 0
    one.page.hide()
    assert loader.bytes_kept == 0
    one.page.show()
    one.page.shown()
    one.qtbot.waitUntil(lambda: not one.page._soon.isActive())
    one.settle()
    one.context.consultation.change(operation_step=4)
    assert one.states() == ["open-4", "tube-4"]  # at once: nothing has to be read


def test_a_step_reckons_its_pictures_once(desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    one = desk(operation_step=3)
    asked: list[int] = []
    reckon = OperationPictures._reckoned

    def count(pictures: OperationPictures, step: int) -> StepPictures:
        asked.append(step)
        return reckon(pictures, step)

    monkeypatch.setattr(OperationPictures, "_reckoned", count)
    for step in (4, 3, 4, 3):
        one.context.consultation.change(operation_step=step)
        one.settle()
    assert asked.count(4) <= 1
    assert asked.count(3) <= 1
    one.context.consultation.change(side="right")
    assert asked[-1] == 3
    one.settle()


def test_the_tour_waits_until_the_pictures_are_there(
    make_context: MakeContext, qtbot: QtBot
) -> None:
    """On a busy machine it saved three empty panes."""
    page = SPEC.build(make_context(level="L4-L5", side="left"))
    assert isinstance(page, OperationPage)
    qtbot.addWidget(page)
    page.resize(1186, 640)
    page.show()
    assert not page.is_settled()
    qtbot.waitUntil(page.is_settled, timeout=10_000)
    assert all(view.picture for view in page.findChildren(PlateView))
