"""Zoom and pan are one for all panes: by wheel, fingers, keys and buttons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDeadlineTimer, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from missdesk.figures.label_choice import Glossary
from missdesk.figures.plate import Plate
from missdesk.model.consultation import Consultation
from missdesk.ui.stage.controls import StageControls
from missdesk.ui.stage.decode import LayerLoader
from missdesk.ui.stage.lens import WHOLE, Lens
from missdesk.ui.stage.pen import Ink, Tool
from missdesk.ui.stage.pictures import Shot, make_picture
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.widgets.scroll_sheet import ScrollSheet
from tests.ui.stage.conftest import BONE

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

LEFT_BUTTON = Qt.MouseButton.LeftButton
NO_KEY, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


class Panes:
    """Two panes of one page, 400 x 300 px, at 10 px a mm."""

    def __init__(self, theme: Theme, workers: Workers, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.visit = Consultation()
        self.controls, self.ink = StageControls(), Ink(self.visit)
        self.loader = LayerLoader(workers)
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.page.resize(820, 300)
        self.views = [
            PlateView(theme, self.loader, self.controls, workers, self.ink) for _ in range(2)
        ]
        for number, view in enumerate(self.views):
            view.setParent(self.page)
            view.setGeometry(410 * number, 0, 400, 300)
        self.page.show()

    def show(self, plate: Plate, words: Glossary) -> None:
        shots = (Shot("hernia-left", "operation", sheet="a"), Shot("healthy", "operation"))
        for view, shot in zip(self.views, shots, strict=True):
            with self.qtbot.waitSignal(view.faults_found):
                view.show_picture(make_picture(plate, shot, words))

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: all(view.is_settled for view in self.views))

    def wheel(self, held: Qt.KeyboardModifier = NO_KEY, *, at: QPoint | None = None) -> bool:
        port = self.views[0].viewport()
        spot = QPointF(at or port.rect().center())
        event = QWheelEvent(
            spot, QPointF(port.mapToGlobal(spot)), QPoint(), QPoint(0, 120),
            Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        return QApplication.sendEvent(port, event) and event.isAccepted()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
        QTest.keyClick(self.views[0], key, held)

    def button(self, name: str, pane: int = 0) -> QWidget:
        found = self.views[pane].findChild(QWidget, name)
        assert isinstance(found, QWidget)
        return found


@pytest.fixture
def panes(
    theme: Theme, workers: Workers, qtbot: QtBot, tiny: Plate, words: Glossary
) -> Iterator[Panes]:
    made = Panes(theme, workers, qtbot)
    made.show(tiny, words)
    yield made
    for view in made.views:
        view.release()
    made.loader.close()
    made.ink.close()


def test_the_wheel_zooms_both_panes_at_the_place_it_turns_over(panes: Panes) -> None:
    at = QPoint(100, 80)
    before = [view._to_plate(QPointF(at)) for view in panes.views]
    assert panes.wheel(at=at)
    assert panes.controls.lens.zoom == pytest.approx(1.25)
    for view, (x, y) in zip(panes.views, before, strict=True):
        assert view._to_plate(QPointF(at)) == pytest.approx((x, y), abs=0.12)
        assert view.transform().m11() == pytest.approx(12.5)


def test_where_the_page_scrolls_the_wheel_is_the_pages_unless_ctrl_is_held(
    panes: Panes, theme: Theme
) -> None:
    theme.set_window(QSize(1366, 768))
    theme.set_text_percent(200)
    assert theme.is_folded
    assert not panes.wheel()
    assert panes.controls.lens == WHOLE
    assert panes.wheel(CTRL)
    assert panes.controls.lens.is_near


def test_an_enlarged_picture_is_read_sharp_and_no_larger_than_the_view(panes: Panes) -> None:
    panes.controls.set_lens(Lens(2.0, 0.5, 0.4))
    panes.rest()
    arrival = panes.views[0]._sight.now
    assert arrival is not None
    # The tiny plate is drawn at 4 px a mm: finer layers would only be blown up.
    assert arrival.px_per_mm == 10.0
    for shot in arrival.layers:
        width, height = shot.request.size
        assert width <= 400 + 96
        assert height <= 300 + 96
    image = panes.views[0].viewport().grab().toImage()
    bone = panes.views[0].to_view((20, 12)).toPoint()
    assert image.pixelColor(bone).name() == BONE


def test_moving_shows_no_empty_edge_before_it_is_sharp(panes: Panes, tiny: Plate) -> None:
    panes.controls.set_labels(False)
    panes.controls.set_lens(Lens(3.0, 0.5, 0.5))
    panes.rest()
    panes.controls.set_lens(panes.controls.lens.moved(-5, 0))
    image = panes.views[0].viewport().grab().toImage()
    edge = image.pixelColor(40, 150).name()
    assert edge not in {"#ffffff", "#000000"}


def test_keys_zoom_move_and_go_back(panes: Panes) -> None:
    panes.views[0].setFocus()
    panes.key(Qt.Key.Key_Plus)
    panes.key(Qt.Key.Key_Plus)
    assert panes.controls.lens.zoom == 2.0
    panes.key(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert panes.controls.lens.x == pytest.approx(0.4)
    panes.key(Qt.Key.Key_Minus)
    assert panes.controls.lens.zoom == 1.5
    panes.key(Qt.Key.Key_0)
    assert panes.controls.lens == WHOLE


def test_buttons_zoom_and_only_those_of_use_are_there(panes: Panes) -> None:
    assert panes.button("zoom.in").isVisible()
    assert not panes.button("zoom.out").isVisible()
    QTest.mouseClick(panes.button("zoom.in", 1), LEFT_BUTTON)
    assert panes.controls.lens.zoom == 1.5
    for pane in (0, 1):
        assert panes.button("zoom.out", pane).isVisible()
        for name in ("zoom.in", "zoom.out", "zoom.whole"):
            button = panes.button(name, pane)
            assert button.accessibleName()
            assert min(button.width(), button.height()) >= 44
    QTest.mouseClick(panes.button("zoom.whole"), LEFT_BUTTON)
    assert panes.controls.lens == WHOLE


def test_the_hand_moves_what_is_enlarged_and_still_taps(panes: Panes, qtbot: QtBot) -> None:
    port = panes.views[0].viewport()
    panes.controls.set_lens(Lens(2.0, 0.5, 0.5))
    QTest.mousePress(port, LEFT_BUTTON, pos=QPoint(200, 150))
    QTest.mouseMove(port, QPoint(160, 150))
    QTest.mouseMove(port, QPoint(120, 150))
    QTest.mouseRelease(port, LEFT_BUTTON, pos=QPoint(120, 150))
    assert panes.controls.lens.x == pytest.approx(0.5 + 80 / 400 / 2)
    assert panes.views[0].part is None
    panes.rest()
    with qtbot.waitSignal(panes.views[0].part_chosen):
        QTest.mouseClick(port, LEFT_BUTTON, pos=panes.views[0].to_view((20, 12)).toPoint())
    assert panes.views[0].part is not None


def test_two_fingers_zoom_and_leave_no_stroke(panes: Panes) -> None:
    device = QTest.createTouchDevice()
    assert isinstance(device, QPointingDevice)
    panes.controls.set_tool("pen")
    port = panes.views[0].viewport()

    def touch() -> QTest.QTouchEventSequence:
        return QTest.touchEvent(port, device)

    touch().press(0, QPoint(150, 150), port).commit()
    touch().move(0, QPoint(150, 150), port).press(1, QPoint(250, 150), port).commit()
    touch().move(0, QPoint(100, 150), port).move(1, QPoint(300, 150), port).commit()
    touch().release(0, QPoint(100, 150), port).move(1, QPoint(300, 150), port).commit()
    touch().release(1, QPoint(300, 150), port).commit()
    assert panes.controls.lens.zoom == pytest.approx(2.0, abs=0.05)
    assert panes.visit.visit.sheets == {}


def test_a_finger_presses_what_lies_on_the_picture(panes: Panes) -> None:
    """Buttons and labels get their touches; the picture below would swallow them."""
    device, button = QTest.createTouchDevice(), panes.button("zoom.in")
    handle, page = panes.page.windowHandle(), panes.page
    at = button.mapTo(page, button.rect().center())
    QTest.touchEvent(handle, device).press(0, at).commit()
    QTest.touchEvent(handle, device).release(0, at).commit()
    assert panes.controls.lens.zoom == 1.5
    assert panes.visit.visit.sheets == {}


def test_one_finger_draws(panes: Panes) -> None:
    device = QTest.createTouchDevice()
    panes.controls.set_tool("pen")
    port = panes.views[0].viewport()
    QTest.touchEvent(port, device).press(0, QPoint(100, 100), port).commit()
    QTest.touchEvent(port, device).move(0, QPoint(160, 140), port).commit()
    QTest.touchEvent(port, device).release(0, QPoint(160, 140), port).commit()
    (mark,) = panes.visit.visit.sheets["a"].marks
    assert mark.kind == "pen"
    assert len(mark.points) >= 2


@pytest.mark.parametrize(("tool", "scrolls"), [("pen", False), ("hand", True)])
def test_a_finger_that_draws_does_not_scroll_the_page(
    panes: Panes, theme: Theme, tool: Tool, scrolls: bool
) -> None:
    panes.page.setMinimumSize(820, 1500)
    sheet = ScrollSheet(theme, panes.page)
    panes.qtbot.addWidget(sheet)
    sheet.resize(900, 300)
    sheet.show()
    panes.rest()
    panes.controls.set_tool(tool)
    device, port = QTest.createTouchDevice(), panes.views[0].viewport()
    QTest.touchEvent(port, device).press(0, QPoint(100, 280), port).commit()
    for y in range(270, 150, -15):
        pause = QDeadlineTimer(8)  # a flick is told from a jump by its speed alone
        panes.qtbot.waitUntil(pause.hasExpired)
        QTest.touchEvent(port, device).move(0, QPoint(100, y), port).commit()
    QTest.touchEvent(port, device).release(0, QPoint(100, 150), port).commit()
    assert (sheet.verticalScrollBar().value() > 0) is scrolls
    assert (panes.visit.visit.sheets == {}) is scrolls
    panes.page = sheet.takeWidget()


def test_ink_stays_on_its_part_when_enlarged(panes: Panes) -> None:
    panes.controls.set_tool("pen")
    panes.controls.set_lens(Lens(2.0, 0.5, 0.5))
    port, view = panes.views[0].viewport(), panes.views[0]
    QTest.mousePress(port, LEFT_BUTTON, pos=view.to_view((18, 14)).toPoint())
    QTest.mouseMove(port, view.to_view((24, 14)).toPoint())
    QTest.mouseRelease(port, LEFT_BUTTON, pos=view.to_view((24, 14)).toPoint())
    (mark,) = panes.visit.visit.sheets["a"].marks
    assert mark.points[0] == pytest.approx((18, 14), abs=0.1)


def test_the_scale_bar_says_a_length_that_is_true_at_every_zoom(panes: Panes) -> None:
    view = panes.views[0]
    assert view.scale_words() == "5 mm"  # 84 px at most, 10 px a mm
    panes.controls.set_lens(Lens(4.0, 0.5, 0.5))
    assert view.scale_words() == "2 mm"


def test_names_come_back_when_the_picture_stands_still(panes: Panes) -> None:
    assert panes.views[0].label_texts()
    panes.controls.set_lens(Lens(1.1, 0.5, 0.5))
    assert panes.views[0].label_texts() == ()
    panes.rest()
    assert panes.views[0].label_texts()


def test_a_part_named_by_the_keyboard_comes_into_view(panes: Panes, qtbot: QtBot) -> None:
    panes.controls.set_lens(Lens(4.0, 0.875, 0.875))
    panes.rest()
    view = panes.views[0]
    view.setFocus()
    for _ in range(3):
        with qtbot.waitSignal(view.part_chosen):
            panes.key(Qt.Key.Key_Down)
        assert view.part is not None
        spot = view.to_view(view.part.at_mm).toPoint()
        assert view.viewport().rect().contains(spot)
