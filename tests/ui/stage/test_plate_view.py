from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from missdesk.figures.label_choice import Glossary
from missdesk.figures.plate import Plate
from missdesk.model.consultation import Consultation
from missdesk.model.marks import NOTE_LENGTH, StampKind
from missdesk.ui.stage.controls import StageControls
from missdesk.ui.stage.decode import LayerLoader, LayerRequest, OnReady
from missdesk.ui.stage.layers import Picture
from missdesk.ui.stage.pen import Ink
from missdesk.ui.stage.pictures import Shot, make_picture
from missdesk.ui.stage.plate_view import PlateView
from tests.ui.stage.conftest import BONE, FAT, LUMP, VESSEL

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

SHEET = "tiny/open"
LEFT_BUTTON = Qt.MouseButton.LeftButton


class Stage:
    """One pane of 800 x 600 px that shows the tiny plate at 20 px a mm."""

    def __init__(self, theme: Theme, workers: Workers, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.visit = Consultation()
        self.controls = StageControls()
        self.ink = Ink(self.visit)
        self.loader = LayerLoader(workers)
        self.view = PlateView(theme, self.loader, self.controls, workers, self.ink)
        # What every page does.
        self.visit.observe(lambda _field: self.view.refresh_ink())
        qtbot.addWidget(self.view)
        self.view.resize(800, 600)
        self.view.show()

    def show(self, picture: Picture) -> None:
        with self.qtbot.waitSignal(self.view.faults_found):
            self.view.show_picture(picture)

    def image(self) -> QImage:
        return self.view.viewport().grab().toImage()

    def color(self, x_mm: float, y_mm: float) -> str:
        at = self.view.to_view((x_mm, y_mm)).toPoint()
        return self.image().pixelColor(at).name()

    def point(self, x_mm: float, y_mm: float) -> QPoint:
        return self.view.to_view((x_mm, y_mm)).toPoint()

    def drag(self, *points: tuple[float, float]) -> None:
        port = self.view.viewport()
        QTest.mousePress(port, LEFT_BUTTON, pos=self.point(*points[0]))
        for point in points[1:]:
            QTest.mouseMove(port, self.point(*point))
        QTest.mouseRelease(port, LEFT_BUTTON, pos=self.point(*points[-1]))


@pytest.fixture
def stage(theme: Theme, workers: Workers, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(theme, workers, qtbot)
    yield made
    made.view.release()
    made.loader.close()
    made.ink.close()


@pytest.fixture
def picture(tiny: Plate, words: Glossary) -> Picture:
    shot = Shot("hernia-left", "operation", sheet=SHEET, alt="A slipped disc on the left.")
    return make_picture(tiny, shot, words)


def test_every_layer_stands_at_its_place(stage: Stage, picture: Picture) -> None:
    stage.controls.set_labels(False)
    stage.show(picture)
    assert stage.color(7, 12) == LUMP
    assert stage.color(20, 10) == BONE
    assert stage.color(4, 24) == VESSEL
    assert stage.color(30, 25) == FAT


def test_for_the_right_side_the_lump_moves_and_the_vessel_stays(
    stage: Stage, tiny: Plate, words: Glossary
) -> None:
    stage.controls.set_labels(False)
    stage.show(make_picture(tiny, Shot("hernia-left", "operation", is_mirrored=True), words))
    assert stage.color(33, 12) == LUMP
    assert stage.color(7, 12) == FAT
    assert stage.color(4, 24) == VESSEL


def test_a_peeled_layer_is_gone_and_comes_back(stage: Stage, picture: Picture) -> None:
    stage.controls.set_labels(False)
    stage.show(picture)
    stage.controls.set_shown("bone", is_shown=False)
    assert stage.color(20, 10) == FAT
    stage.controls.set_shown("bone", is_shown=True)
    assert stage.color(20, 10) == BONE


def test_what_is_peeled_stays_peeled_at_the_next_step(
    stage: Stage, picture: Picture, tiny: Plate, words: Glossary
) -> None:
    stage.controls.set_labels(False)
    stage.show(picture)
    stage.controls.set_shown("nerves_disc", is_shown=False)
    stage.show(make_picture(tiny, Shot("open-2", "operation"), words))
    assert stage.color(7, 12) == FAT


def test_labels_are_live_text_with_the_patients_words(stage: Stage, picture: Picture) -> None:
    stage.show(picture)
    assert stage.view.label_texts() == ("Slipped disc", "Spine bone")
    stage.controls.set_labels(False)
    assert stage.view.label_texts() == ()


def test_a_picture_says_what_it_shows(stage: Stage, picture: Picture) -> None:
    stage.show(picture)
    assert stage.view.accessibleName() == "A slipped disc on the left."


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
    stage.controls.set_labels(False)
    stage.show(picture)
    stage.controls.set_tool("pen")
    stage.drag((28, 12), (33, 12), (38, 12))
    pink = stage.view._theme.color("pen").name()
    assert stage.color(33, 12) == pink
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


def test_a_tap_names_the_part_and_pales_the_rest(
    stage: Stage, picture: Picture, qtbot: QtBot
) -> None:
    stage.controls.set_labels(False)
    stage.show(picture)
    with qtbot.waitSignal(stage.view.part_chosen):
        stage.drag((20, 10))
    assert stage.view.part is not None
    assert stage.view.part.name == "Spine bone"
    assert stage.color(20, 10) == BONE
    assert stage.color(33, 10) != FAT
    assert stage.view.accessibleDescription().startswith("Spine bone")


def test_sliding_off_means_nothing(stage: Stage, picture: Picture) -> None:
    stage.show(picture)
    stage.drag((20, 10), (26, 10))
    assert stage.view.part is None


def test_every_part_is_reached_by_the_keyboard(
    stage: Stage, picture: Picture, qtbot: QtBot
) -> None:
    stage.show(picture)
    names = []
    for _ in picture.parts:
        with qtbot.waitSignal(stage.view.part_chosen):
            QTest.keyClick(stage.view, Qt.Key.Key_Down)
        assert stage.view.part is not None
        names.append(stage.view.part.name)
    assert sorted(names) == ["Blood vessel", "Slipped disc", "Spine bone"]
    with qtbot.waitSignal(stage.view.part_chosen):
        QTest.keyClick(stage.view, Qt.Key.Key_Escape)
    assert stage.view.part is None


def test_a_label_lights_its_part_up_and_puts_it_out(
    stage: Stage, picture: Picture, qtbot: QtBot
) -> None:
    stage.show(picture)
    pill = next(p for p in stage.view.labeling.labels._pills if p.label.text == "Spine bone")
    with qtbot.waitSignal(stage.view.part_chosen):
        pill.click()
    assert stage.view.part is not None
    with qtbot.waitSignal(stage.view.part_chosen):
        pill.click()
    assert stage.view.part is None


def test_taking_the_pen_puts_the_light_out(stage: Stage, picture: Picture, qtbot: QtBot) -> None:
    stage.show(picture)
    with qtbot.waitSignal(stage.view.part_chosen):
        stage.view.choose_part(picture.parts[0])
    stage.controls.set_tool("pen")
    assert stage.view.part is None


def test_a_missing_layer_leaves_the_rest_and_is_named(
    stage: Stage, picture: Picture, qtbot: QtBot
) -> None:
    stage.controls.set_labels(False)
    layers = tuple(
        replace(la, file=Path("gone.webp")) if la.id == "lump" else la for la in picture.layers
    )
    with qtbot.waitSignal(stage.view.faults_found) as found:
        stage.view.show_picture(replace(picture, layers=layers))
    (fault,) = found.args[0]
    assert fault.where == "gone.webp"
    assert stage.color(20, 10) == BONE
    assert "Missing in this picture: Nerves and disc." in stage.view.accessibleName()


def test_a_pane_without_its_picture_says_so(stage: Stage, picture: Picture) -> None:
    stage.show(picture)
    stage.view.show_missing()
    assert stage.view.accessibleName() == "This picture is missing."
    assert stage.view.picture is None
    assert stage.view.label_texts() == ()
    colors = {stage.image().pixelColor(x, 300).name() for x in range(300, 500)}
    assert "#10282e" in colors
    stage.show(picture)
    assert stage.view.accessibleName() == picture.alt


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


def test_layers_peeled_off_may_stay_faint(stage: Stage, picture: Picture) -> None:
    stage.controls.set_labels(False)
    stage.show(picture)
    stage.controls.set_shown("bone", is_shown=False)
    stage.controls.set_faint(True)
    assert stage.color(20, 10) not in {FAT, BONE}
    stage.controls.set_faint(False)
    assert stage.color(20, 10) == FAT


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


def test_in_high_contrast_the_paper_stays_light(
    stage: Stage, theme: Theme, picture: Picture
) -> None:
    theme.set_mode("contrast")
    stage.show(replace(picture, layers=picture.layers[1:]))
    middle = stage.image().pixelColor(stage.view.to_view((33, 25)).toPoint()).name()
    corner = stage.image().pixelColor(0, 0).name()
    assert middle == theme.color("art").name()
    assert corner == theme.color("surface").name()


@pytest.mark.parametrize("size", [(800, 600), (333, 777), (1201, 402)])
def test_the_whole_focus_is_always_in_view(
    stage: Stage, tiny: Plate, words: Glossary, size: tuple[int, int]
) -> None:
    stage.view.resize(*size)
    picture = make_picture(tiny, Shot("healthy", "problem"), words)
    stage.show(picture)
    x, y, width, height = picture.focus_mm
    port = stage.view.viewport().rect().adjusted(-1, -1, 1, 1)
    for corner in ((x, y), (x + width, y + height)):
        assert port.contains(stage.view.to_view(corner).toPoint())


def test_labels_keep_clear_of_the_words_for_left_and_right(stage: Stage, picture: Picture) -> None:
    stage.view.set_side_words("Left", "Right")
    stage.show(picture)
    floor = stage.view.viewport().height() - 40
    assert stage.view.labeling.now
    for label in stage.view.labeling.now:
        assert label.box[1] + label.box[3] <= floor


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
