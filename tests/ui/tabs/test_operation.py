from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from missdesk.ui.context import UiContext
from missdesk.ui.operation_parts.pictures import OperationPictures, StepPictures
from missdesk.ui.stage.lens import Lens
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.tabs.operation import SPEC, OperationPage
from missdesk.ui.widgets.scroll_sheet import least_height
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

MakeContext = Callable[..., UiContext]
OPEN_SHEET = "axial-l4l5/open/L4-L5/left"
LEFT_BUTTON = Qt.MouseButton.LeftButton


class Desk:
    """The page in a window of its own, at the size the sheet gives it."""

    def __init__(self, context: UiContext, qtbot: QtBot) -> None:
        self.context, self.qtbot = context, qtbot
        page = SPEC.build(context)
        assert isinstance(page, OperationPage)
        self.page = page
        # A window without a layout: the offscreen platform warns about windows with a least size.
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1186, 640)
        page.setParent(self.window)
        page.setGeometry(0, 0, 1186, 640)
        self.window.show()
        self.settle()

    def settle(self) -> None:
        workers, page = self.context.workers, self.page

        def is_calm() -> bool:
            return not workers.is_busy and all(v.picture for v in page.findChildren(PlateView))

        self.qtbot.waitUntil(is_calm, timeout=10_000)

    def view(self, option: str) -> PlateView:
        found = self.page.findChild(PlateView, f"pane.{option}")
        assert isinstance(found, PlateView)
        return found

    def button(self, name: str) -> QAbstractButton:
        found = self.window.findChild(QAbstractButton, name)
        assert isinstance(found, QAbstractButton), name
        return found

    def press(self, name: str) -> None:
        QTest.mouseClick(self.button(name), LEFT_BUTTON)
        self.settle()

    def options(self) -> tuple[str, ...]:
        return self.context.consultation.visit.options

    def states(self) -> list[str]:
        pictures = [self.view(option).picture for option in self.options()]
        return [picture.state for picture in pictures if picture is not None]

    def caption(self, option: str) -> Words:
        found = self.page.findChild(Words, f"pane.{option}.caption")
        assert isinstance(found, Words)
        return found

    def note(self) -> str:
        found = self.page.findChild(Words, "operation.note")
        assert isinstance(found, Words)
        return found.text


@pytest.fixture
def desk(make_context: MakeContext, qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    made: list[Desk] = []

    def make(**fields: object) -> Desk:
        chosen = {"level": "L4-L5", "side": "left", "options": ("open", "tube"), **fields}
        made.append(Desk(make_context(**chosen), qtbot))
        return made[-1]

    yield make
    for one in made:
        one.context.workers.close()


@pytest.mark.parametrize(
    "options", [("open", "tube"), ("open", "tube", "none"), ("none", "camera", "open")]
)
def test_every_option_gets_the_same_room_and_scale(
    desk: Callable[..., Desk], options: tuple[str, ...]
) -> None:
    one = desk(options=options)
    views = [one.view(option) for option in options]
    widths = [view.width() for view in views]
    assert max(widths) - min(widths) <= 1
    assert len({(view.y(), view.height()) for view in views}) == 1
    scales = [view.transform().m11() for view in views]
    assert max(scales) / min(scales) < 1.01
    assert [view.x() for view in views] == sorted(view.x() for view in views)


def test_captions_have_equal_room_and_none_is_cut(desk: Callable[..., Desk]) -> None:
    one = desk(options=("open", "tube", "none"))
    for step in range(1, 6):
        one.context.consultation.change(operation_step=step)
        captions = [one.caption(option) for option in one.options()]
        assert len({caption.height() for caption in captions}) == 1
        for caption in captions:
            assert caption.text
            assert caption.heightForWidth(caption.width()) <= caption.height()


def test_all_options_step_together(desk: Callable[..., Desk]) -> None:
    one = desk(options=("open", "tube", "none"))
    assert one.states()[:2] == ["open-1", "tube-1"]
    one.press("operation.next")
    assert one.states()[:2] == ["open-2", "tube-2"]
    one.press("operation.steps.5")
    assert one.states() == ["open-5", "tube-5", "hernia-shrunk-left"]
    one.press("operation.back")
    assert one.context.consultation.visit.operation_step == 4


def test_the_first_and_last_step_are_ends(desk: Callable[..., Desk]) -> None:
    one = desk()
    assert not one.button("operation.back").isEnabled()
    assert not one.page.act("previous")
    one.context.consultation.change(operation_step=5)
    assert not one.button("operation.next").isEnabled()
    assert not one.page.act("next")
    assert one.page.act("previous")
    assert one.context.consultation.visit.operation_step == 4


def test_swapping_turns_the_order_round(desk: Callable[..., Desk]) -> None:
    one = desk()
    before = one.view("open").x()
    one.press("operation.swap")
    assert one.options() == ("tube", "open")
    one.qtbot.waitUntil(lambda: one.view("open").x() > one.view("tube").x() == before)


def test_two_or_three_options_can_be_chosen_never_less_or_more(
    desk: Callable[..., Desk],
) -> None:
    one = desk()
    one.press("operation.choose")
    assert not one.button("option.open").isEnabled()
    one.press("option.none")
    assert one.options() == ("open", "tube", "none")
    assert not one.button("option.camera").isEnabled()
    one.press("option.open")
    assert one.options() == ("tube", "none")
    assert one.page.findChild(PlateView, "pane.open") is None or not one.view("open").isVisible()


def test_both_options_name_the_same_parts(desk: Callable[..., Desk]) -> None:
    one = desk(operation_step=3)
    open_way, tube = one.view("open").label_texts(), one.view("tube").label_texts()
    assert open_way == tube
    assert "Muscle moved" in open_way


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_no_option_loses_a_name_that_another_keeps(desk: Callable[..., Desk], step: int) -> None:
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
    desk: Callable[..., Desk], options: tuple[str, ...]
) -> None:
    one = desk(options=options)
    for step in range(1, 6):
        one.context.consultation.change(operation_step=step)
        one.settle()
        assert len({size for size, _ in _sizes(one)}) == 1, step


def test_labels_grow_again_with_the_window(desk: Callable[..., Desk]) -> None:
    one = desk(options=("open", "tube", "none"), operation_step=1)
    before = [one.view(o).label_texts() for o in one.options()], _sizes(one)
    for width, height in ((760, 560), (1186, 640)):
        one.window.resize(width, height)
        one.page.setGeometry(0, 0, width, height)
        one.settle()
    assert ([one.view(o).label_texts() for o in one.options()], _sizes(one)) == before


def test_a_peeled_layer_is_gone_from_every_pane(desk: Callable[..., Desk]) -> None:
    one = desk(operation_step=3)
    before = [one.view(o).viewport().grab().toImage() for o in one.options()]
    one.press("tool.layers")
    one.press("layer.muscle")
    for option, image in zip(one.options(), before, strict=True):
        assert not one.view(option)._stack.is_shown("muscle")
        assert one.view(option).viewport().grab().toImage() != image


def test_the_page_says_what_a_section_cannot_show(desk: Callable[..., Desk]) -> None:
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
    desk: Callable[..., Desk], fields: dict[str, str | None], words: str
) -> None:
    assert words in desk(**fields).note()


def test_for_the_right_side_pictures_and_their_words_turn_round(
    desk: Callable[..., Desk],
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


def test_each_pane_has_its_own_ink_and_one_undo_for_all(desk: Callable[..., Desk]) -> None:
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


def test_the_page_fits_the_sheet_without_scrolling(desk: Callable[..., Desk]) -> None:
    one = desk(options=("open", "tube", "none"), side=None, level="L1-L2")
    one.press("tool.layers")
    hint = one.page.minimumSizeHint()
    assert hint.width() <= 1186
    assert hint.height() <= 640


def test_everything_pressable_has_a_name_and_room_for_a_finger(desk: Callable[..., Desk]) -> None:
    one = desk(options=("open", "tube", "camera"), operation_step=3)
    one.press("tool.layers")
    pressable = [b for b in one.page.findChildren(QAbstractButton) if b.isVisible()]
    assert len(pressable) > 25
    for button in pressable:
        assert button.accessibleName(), button.objectName()
        assert button.height() >= 44, button.objectName()
        assert button.width() >= 44, button.objectName()


def test_tools_and_layers_survive_a_rebuild(desk: Callable[..., Desk]) -> None:
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
    desk: Callable[..., Desk], theme: Theme, percent: int
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
    desk: Callable[..., Desk], theme: Theme
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


def test_the_step_is_called_operation() -> None:
    assert (SPEC.step, SPEC.title()) == ("operation", "Operation")


def test_a_choice_that_is_not_shown_is_named(desk: Callable[..., Desk]) -> None:
    one = desk(options=("open", "tube", "none"))
    note = one.page.findChild(QWidget, "operation.note")
    assert isinstance(note, QWidget)
    assert note.accessibleName().startswith("1 more choice: a camera.")
    one.context.consultation.change(options=("open", "camera"))
    assert note.accessibleName().startswith("2 more choices: no operation, a tube.")


def _middle(desk: Desk, option: str) -> tuple[float, float]:
    """Return the point of the plate in the middle of a pane."""
    view = desk.view(option)
    return view._to_plate(QPointF(view.viewport().rect().center()))


def test_the_place_looked_at_survives_a_change_of_text_size(
    desk: Callable[..., Desk], theme: Theme
) -> None:
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
    desk: Callable[..., Desk], theme: Theme
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
    desk: Callable[..., Desk],
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


def test_a_step_reckons_its_pictures_once(
    desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
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
