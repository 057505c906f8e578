"""A plate that can't be read any more is told of; the page stays, and no slot fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from missdesk.errors import PlateError
from missdesk.ui.context import UiContext
from missdesk.ui.operation_parts.pictures import OperationPictures
from missdesk.ui.stage.choice import PlateShelf
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.tabs import operation, problem
from missdesk.ui.tabs.spec import TabSpec
from missdesk.ui.widgets.notice import NoticeBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.figures.plate import Plate
    from missdesk.figures.topic_pictures import Shown
    from missdesk.ui.stage.layers import Picture


@pytest.mark.parametrize("spec", [problem.SPEC, operation.SPEC], ids=lambda spec: spec.step)
def test_a_plate_that_is_lost_later_is_told_and_the_page_stays(
    spec: TabSpec,
    make_context: Callable[..., UiContext],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = make_context(level="L4-L5", side="left")
    page = spec.build(context)
    window = QWidget()
    qtbot.addWidget(window)
    page.setParent(window)
    read = PlateShelf.plate

    def lose(shelf: PlateShelf, plate_id: str) -> Plate:
        if plate_id == "back":
            return read(shelf, plate_id)
        raise PlateError(plate_id, "it can't be read", "Install the pictures again")

    monkeypatch.setattr(PlateShelf, "plate", lose)
    context.consultation.change(side="right")
    context.consultation.change(operation_step=2)
    bar = window.findChild(NoticeBar)
    assert isinstance(bar, NoticeBar)
    assert "it can't be read" in bar.words[0]
    drawn = [view for view in page.findChildren(PlateView) if view.objectName()]
    assert drawn
    for view in drawn:
        assert view.accessibleName() == "This picture is missing."


def test_one_lost_plate_leaves_the_other_options(
    make_context: Callable[..., UiContext], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context(level="L4-L5", side="left", operation_step=3)
    picture = OperationPictures._picture

    def lose(pictures: OperationPictures, option: str, shown: Shown) -> Picture:
        if option == "tube":
            raise PlateError("tube", "it can't be read", "Install the pictures again")
        return picture(pictures, option, shown)

    monkeypatch.setattr(OperationPictures, "_picture", lose)
    page = operation.OperationPage(context)
    qtbot.addWidget(page)
    page.resize(1186, 640)
    page.show()
    views = {view.objectName(): view for view in page.findChildren(PlateView)}
    assert views["pane.tube"].accessibleName() == "This picture is missing."
    qtbot.waitUntil(lambda: views["pane.open"].picture is not None)
