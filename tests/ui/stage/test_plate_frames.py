"""What a pane paints again and what it keeps: fades, steps, pages that nobody sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from missdesk.figures.label_choice import Glossary
from missdesk.figures.plate import Plate
from missdesk.ui.stage.decode import LayerRequest, OnReady
from missdesk.ui.stage.layers import Picture
from missdesk.ui.stage.pictures import Shot, make_picture
from tests.ui.stage.conftest import BONE, FAT
from tests.ui.stage.pane import Stage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme


def test_the_old_picture_fades_into_the_new_one(
    stage: Stage, theme: Theme, picture: Picture, tiny: Plate, words: Glossary, qtbot: QtBot
) -> None:
    stage.controls.set_labels(False)
    stage.show(picture)
    theme.set_motion(True)
    stage.show(make_picture(tiny, Shot("healthy", "operation"), words))
    assert stage.color(7, 12) not in {FAT, ""}
    qtbot.waitUntil(lambda: stage.color(7, 12) == FAT, timeout=2000)


def test_a_pane_that_was_let_go_asks_for_nothing(stage: Stage, picture: Picture) -> None:
    stage.view.release()
    stage.view.resize(500, 400)
    assert stage.view.picture is None


def test_a_page_that_nobody_sees_holds_no_layers_and_comes_back_at_once(
    stage: Stage, picture: Picture, qtbot: QtBot
) -> None:
    """Its panes kept 30 MB each page; one flat picture is enough for the way back."""
    stage.controls.set_labels(False)
    stage.show(picture)
    seen = stage.image()
    stage.view.hide()
    stage.loader.rest()
    assert stage.view._sight.now is None
    assert not stage.view._stack._items
    with qtbot.waitSignal(stage.view.faults_found):
        stage.view.show()
        assert not stage.view._stack._items
        assert stage.image() == seen  # before a layer is read
    assert stage.view._stack._items
    assert not stage.view._dissolve.is_on
    assert stage.image() == seen


def test_a_hidden_pane_lets_go_of_its_flat_picture_with_the_visit(
    stage: Stage, picture: Picture
) -> None:
    """PRIVACY (KP1): it may show a picture that the patient brought along."""
    stage.show(picture)
    stage.view.hide()
    stage.view.show_missing()
    assert stage.view._dissolve._held is None
    assert stage.view.picture is None


def test_layers_fade_when_their_chip_is_switched_and_stand_still_on_request(
    stage: Stage, theme: Theme, picture: Picture, qtbot: QtBot
) -> None:
    """Peeling is seen as a change over time; reduced motion shows the end at once (WC2.3.3)."""
    stage.controls.set_labels(False)
    stage.show(picture)
    theme.set_motion(True)
    stage.controls.set_shown("bone", is_shown=False)
    seen: set[str] = set()

    def has_ended() -> bool:
        seen.add(stage.color(20, 10))
        return stage.color(20, 10) == FAT

    qtbot.waitUntil(has_ended, timeout=2000)
    assert len(seen) >= 3  # bone, something between, fat
    theme.set_motion(False)
    stage.controls.set_shown("bone", is_shown=True)
    assert stage.color(20, 10) == BONE


def test_the_pills_of_a_step_serve_the_next_one(
    stage: Stage, picture: Picture, tiny: Plate, words: Glossary
) -> None:
    """Made anew, they took a third of a step's first frame, and another frame to be deleted."""
    stage.show(picture)
    before = {pill.label.id: pill for pill in stage.view.labeling.labels._pills}
    stage.show(make_picture(tiny, Shot("healthy", "operation"), words))
    assert stage.view.label_texts() == ("Spine bone",)
    assert before["hernia"].isHidden()
    stage.show(picture)
    after = {pill.label.id: pill for pill in stage.view.labeling.labels._pills}
    assert after == before
    assert all(pill.isVisible() for pill in after.values())


def test_a_picture_that_stays_is_not_shown_anew(stage: Stage, picture: Picture) -> None:
    """An option without steps has the same picture at each: nothing is to do for it."""
    stage.show(picture)
    told: list[object] = []
    stage.view.faults_found.connect(told.append)
    stage.view.show_picture(picture)
    assert told == []
    stage.view.resize(700, 500)
    stage.qtbot.waitUntil(lambda: bool(told))


def test_a_fade_is_painted_by_itself_alone(
    stage: Stage, theme: Theme, picture: Picture, tiny: Plate, words: Glossary, qtbot: QtBot
) -> None:
    """Layers that change under it asked for a second frame of every pane (measured)."""
    stage.show(picture)
    theme.set_motion(True)
    stage.show(make_picture(tiny, Shot("healthy", "operation"), words))
    modes = type(stage.view).ViewportUpdateMode
    assert stage.view.viewportUpdateMode() == modes.NoViewportUpdate
    mode = stage.view.viewportUpdateMode
    qtbot.waitUntil(lambda: mode() == modes.SmartViewportUpdate, timeout=2000)


def test_layers_are_read_once_the_page_is_laid_out_and_not_before(
    stage: Stage, picture: Picture, qtbot: QtBot
) -> None:
    """Each size on the way to the last one was read too: half of all layers of a first show."""
    stage.view.hide()
    stage.view.show_picture(picture)
    asked: list[tuple[int, int]] = []
    load = stage.loader.load

    def note(requests: Iterable[LayerRequest], on_ready: OnReady) -> None:
        asked.append(stage.view.viewport().size().toTuple())
        load(requests, on_ready)

    stage.loader.load = note  # type: ignore[method-assign]
    stage.view.show()
    stage.view.resize(640, 400)
    stage.view.resize(600, 450)
    with qtbot.waitSignal(stage.view.faults_found):
        pass
    assert asked == [(600, 450)]


class Frames(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_a_step_is_one_frame_though_labels_come_and_go(
    stage: Stage, theme: Theme, picture: Picture, tiny: Plate, words: Glossary
) -> None:
    """A pill that came asked for its own, after the scene had painted: four frames a step."""
    other = make_picture(tiny, Shot("healthy", "operation"), words)
    for each in (other, picture, other):
        stage.show(each)
    theme.set_motion(True)
    frames = Frames(stage.view.viewport())
    stage.view.show_picture(picture)  # its layers are here, so it comes at once
    frames.count = 0  # the picture before the fade
    QApplication.sendPostedEvents()
    assert frames.count == 1
    assert stage.view.label_texts() == ("Slipped disc", "Spine bone")


def test_the_same_picture_again_asks_for_no_frame(stage: Stage, picture: Picture) -> None:
    """An option without steps is described anew for each; nothing of it looks otherwise."""
    for _each in range(2):  # at the second, the buttons come to lie over the labels
        stage.show(replace(picture))
    QApplication.processEvents()
    frames = Frames(stage.view.viewport())
    stage.show(replace(picture))
    QApplication.sendPostedEvents()
    assert frames.count == 0


def test_ink_of_another_sheet_is_seen_though_the_picture_is_the_same(
    stage: Stage, picture: Picture
) -> None:
    pink = stage.draw_a_line(picture)
    stage.show(replace(picture, sheet="tiny/other"))
    assert stage.color(33, 12) != pink


def test_layers_that_stay_are_the_same_items(
    stage: Stage, picture: Picture, tiny: Plate, words: Glossary
) -> None:
    """Half the time of a step went into new ones for layers that did not change."""
    stage.show(picture)
    before = [item for _layer, item in stage.view._stack._items]
    stage.show(make_picture(tiny, Shot("healthy", "operation"), words))
    after = [item for _layer, item in stage.view._stack._items]
    assert after == [item for item in before if item in after]
    assert len(after) == len(before) - 1
