"""The preview: whole pages side by side, or one of them large, moved by hand, wheel and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from missdesk.ui.handout_parts.page_view import ZOOMS, PageView
from tests.ui.tabs.handout_desk import WAIT_MS, Make, Open, button, settle, type_name, words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.tabs.handout import HandoutPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(make_context: Make, open_page: Open) -> HandoutPage:
    """The step with its pages shown."""
    return open_page(make_context(level="L4-L5", side="left"))


def _wait(qtbot: QtBot, view: PageView, width: int) -> None:
    qtbot.waitUntil(lambda: _width(view) > width, timeout=WAIT_MS)


def _width(view: PageView) -> int:
    return view.spread.images[0].width() if view.spread is not None else 0


def test_larger_pages_are_painted_anew_and_one_at_a_time(qtbot: QtBot, page: HandoutPage) -> None:
    view = page._view
    whole = _width(view)
    assert not button(page, "handout.smaller").isVisible()
    button(page, "handout.larger").click()
    _wait(qtbot, view, round(1.9 * whole))
    assert view.spread is not None
    assert len(view.spread.images) == 1
    assert words(page, "handout.pager").text.startswith("Page 1 of")
    assert page.act("next")
    qtbot.waitUntil(lambda: "Page 2 of" in words(page, "handout.pager").text, timeout=WAIT_MS)
    button(page, "handout.larger").click()
    _wait(qtbot, view, round(2.8 * whole))
    assert view.zoom == ZOOMS[-1]
    assert not button(page, "handout.larger").isEnabled()
    for _press in ZOOMS[1:]:
        button(page, "handout.smaller").click()
    qtbot.waitUntil(lambda: _width(view) == whole, timeout=WAIT_MS)
    assert words(page, "handout.pager").text.startswith("Pages 1 and 2 of")


def test_a_double_press_enlarges_that_place_of_that_page(qtbot: QtBot, page: HandoutPage) -> None:
    view = page._view
    right = view._boxes()[1]
    place = QPoint(round(right.center().x()), round(right.center().y()))
    QTest.mouseDClick(view, LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert view.zoom == ZOOMS[1]
    qtbot.waitUntil(lambda: "Page 2 of" in words(page, "handout.pager").text, timeout=WAIT_MS)
    box = view._boxes()[0]
    assert abs((view.height() / 2 - box.top()) / box.height() - 0.5) < 0.1
    QTest.mouseDClick(view, LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert view.zoom == 1


def test_a_large_page_is_moved_by_hand_wheel_and_keys_up_to_its_edges(
    qtbot: QtBot, page: HandoutPage
) -> None:
    view = page._view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Plus)
    _wait(qtbot, view, 600)
    top = view._pan.y()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view._pan.y() < top
    before = view._pan.y()
    at = QPointF(view.rect().center())
    wheel = QWheelEvent(
        at,
        QPointF(view.mapToGlobal(at)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, wheel)
    assert view._pan.y() < before
    QTest.mousePress(view, LEFT, pos=QPoint(300, 300))
    QTest.mouseMove(view, QPoint(300, 3000))
    QTest.mouseRelease(view, LEFT, pos=QPoint(300, 3000))
    assert 0 < view._pan.y() <= 40  # the desk's margin, not farther
    for _press in range(60):
        QTest.keyClick(view, Qt.Key.Key_Down)
    box = view._boxes()[0]
    assert view.height() - 60 < box.bottom() < view.height()
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == 1


def test_typing_keeps_the_enlarged_place(qtbot: QtBot, page: HandoutPage) -> None:
    view = page._view
    view.set_zoom(2)
    _wait(qtbot, view, 600)
    before = view._pan
    type_name(page, "Maria")
    settle(qtbot, page)
    assert (view.zoom, view._pan) == (2, before)
    assert words(page, "handout.pager").text.startswith("Page 1 of")


def test_whole_pages_leave_wheel_and_arrows_to_the_window(page: HandoutPage) -> None:
    view = page._view
    before = view._pan
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert (view.zoom, view._pan) == (1, before)


def test_nothing_is_enlarged_after_the_visit(qtbot: QtBot, page: HandoutPage) -> None:
    view = page._view
    view.set_zoom(3)
    _wait(qtbot, view, 900)
    page._context.consultation.wipe()
    assert view.zoom == 1
    assert not view._pixmaps
    assert not button(page, "handout.larger").isVisible()
