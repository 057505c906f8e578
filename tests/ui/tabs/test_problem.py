from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from missdesk.model.marks import Mark, Sheet
from missdesk.ui.context import UiContext
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.tabs.problem import SPEC, ProblemPage
from tests.ui.tabs.picture_desk import MakeContext, PictureDesk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

KEY = "axial-l4l5/problem/L4-L5/left"


class Desk(PictureDesk[ProblemPage]):
    """The page with its picture."""

    def __init__(self, context: UiContext, qtbot: QtBot) -> None:
        page = SPEC.build(context)
        assert isinstance(page, ProblemPage)
        super().__init__(page, context, qtbot)

    def views(self) -> Sequence[PlateView]:
        return [self.view()]

    def view(self) -> PlateView:
        found = self.page.findChild(PlateView, "problem.picture")
        assert isinstance(found, PlateView)
        return found

    def state(self) -> str:
        picture = self.view().picture
        assert picture is not None
        return picture.state

    def texts(self) -> str:
        named = self.page.findChildren(QWidget)
        return "\n".join(w.accessibleName() for w in named if w.isVisibleTo(self.page))


@pytest.fixture
def desk(make_context: MakeContext, qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    made: list[Desk] = []

    def make(**fields: object) -> Desk:
        made.append(Desk(make_context(**fields), qtbot))
        return made[-1]

    yield make
    for one in made:
        one.context.workers.close()


def test_with_nothing_chosen_the_back_is_healthy_and_the_surgeon_marks_the_place(
    desk: Callable[..., Desk],
) -> None:
    one = desk()
    assert one.state() == "healthy"
    assert "Your surgeon will mark the place" in one.texts()
    told = (
        "The disc keeps to its place. Many slipped discs get better, with or without an operation."
    )
    assert told in one.texts()
    assert not one.button("problem.back.yours").isEnabled()
    assert not any(one.button(f"problem.side.{s}").isChecked() for s in ("left", "both", "right"))


@pytest.mark.parametrize(
    ("side", "state", "words", "at_picture"),
    [
        ("left", "hernia-left", "your left leg", "the nerve to the left leg"),
        ("right", "hernia-right", "your right leg", "the nerve to the right leg"),
        ("both", "hernia-central", "both legs", "the nerves to both legs"),
    ],
)
def test_choosing_a_side_shows_and_says_that_side(
    desk: Callable[..., Desk], side: str, state: str, words: str, at_picture: str
) -> None:
    """What the picture tells comes first, then how one looks at it (PM17, CC4)."""
    one = desk()
    one.press(f"problem.side.{side}")
    assert one.context.consultation.visit.side == side
    assert one.state() == state
    assert words in one.texts()
    assert f"Your back. The disc presses on {at_picture}." in one.texts()
    assert "with or without surgery. You lie face down." in one.texts()


def test_choosing_a_level_writes_it_into_the_visit(desk: Callable[..., Desk]) -> None:
    one = desk()
    one.press("level.L5-S1")
    assert one.context.consultation.visit.level == "L5-S1"
    assert one.button("level.L5-S1").isChecked()


def test_a_level_without_its_own_picture_is_said_to_be_drawn_elsewhere(
    desk: Callable[..., Desk],
) -> None:
    assert "The picture shows L4–L5" in desk(level="L2-L3", side="left").texts()
    assert "The picture shows L4–L5" not in desk(level="L4-L5", side="left").texts()


def test_an_extra_vertebra_changes_words_and_no_picture(desk: Callable[..., Desk]) -> None:
    one = desk(level="L4-L5", side="left")
    before = one.view().picture
    one.press("problem.extra")
    assert one.context.consultation.visit.has_extra_vertebra
    assert "one bone more or one less" in one.texts()
    assert one.view().picture == before


def test_the_healthy_back_can_be_compared_with_ones_own(desk: Callable[..., Desk]) -> None:
    one = desk(level="L4-L5", side="left")
    one.press("problem.back.healthy")
    assert one.state() == "healthy"
    one.press("problem.back.yours")
    assert one.state() == "hernia-left"


def test_a_view_that_would_show_another_side_can_not_be_chosen(desk: Callable[..., Desk]) -> None:
    page = desk(level="L5-S1", side="right")
    page.press("problem.view.angle")
    assert page.state() == "hernia-l5s1-left"  # turned round
    turned = page.view().picture
    assert turned is not None
    assert turned.is_mirrored
    page.context.consultation.change(side="both")
    page.settle()
    assert not page.button("problem.view.angle").isEnabled()
    assert page.state() == "hernia-central"
    page.context.consultation.change(side="left")
    page.settle()
    assert page.button("problem.view.angle").isEnabled()


def test_a_change_from_elsewhere_is_followed(desk: Callable[..., Desk]) -> None:
    one = desk(level="L4-L5", side="left")
    one.context.consultation.change(level="L3-L4", side="right")
    one.settle()
    assert one.state() == "hernia-right"
    assert one.button("level.L3-L4").isChecked()
    assert one.button("problem.side.right").isChecked()


def test_at_most_six_labels_all_in_plain_words(desk: Callable[..., Desk]) -> None:
    one = desk(level="L4-L5", side="left")
    labels = one.view().label_texts()
    assert 4 <= len(labels) <= 6
    assert {"Pinched nerve", "Slipped disc", "Disc"} <= set(labels)
    one.press("problem.labels")
    assert one.view().label_texts() == ()


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_card_that_names_a_part_covers_no_label(desk: Callable[..., Desk], side: str) -> None:
    one = desk(level="L4-L5", side=side)
    view, picture = one.view(), one.view().picture
    assert picture is not None
    for part in picture.parts:
        view.choose_part(part)
        card = view.viewport().findChild(QWidget, "part-note")
        assert isinstance(card, QWidget)
        boxes = [QRectF(*label.box).toAlignedRect() for label in view.labeling.now]
        assert not [box for box in boxes if box.intersects(card.geometry())], part.name


def test_the_pen_draws_on_the_picture_and_undo_takes_it_back(desk: Callable[..., Desk]) -> None:
    one = desk(level="L4-L5", side="left")
    one.press("problem.draw")
    port = one.view().viewport()
    left = Qt.MouseButton.LeftButton
    middle = port.rect().center()
    QTest.mousePress(port, left, pos=middle)
    QTest.mouseMove(port, port.rect().center() * 1.2)
    QTest.mouseRelease(port, left, pos=port.rect().center() * 1.2)
    assert set(one.context.consultation.visit.sheets) == {KEY}
    one.press("tool.undo")
    assert not one.context.consultation.visit.sheets
    one.press("tool.redo")
    one.press("tool.clear")
    assert not one.context.consultation.visit.sheets


def test_ink_of_a_reopened_visit_is_there(desk: Callable[..., Desk], theme: Theme) -> None:
    mark = Mark("pen", ((90.0, 40.0), (120.0, 40.0)), 3.0)
    one = desk(level="L4-L5", side="left", sheets={KEY: Sheet((mark,))})
    at = one.view().to_view((105.0, 40.0)).toPoint()
    assert one.view().viewport().grab().toImage().pixelColor(at) == theme.color("pen")


@pytest.mark.parametrize(("level", "side"), [("L4-L5", "right"), ("L2-L3", "left"), (None, None)])
def test_ink_is_never_seen_at_another_place(
    desk: Callable[..., Desk], theme: Theme, level: str | None, side: str | None
) -> None:
    mark = Mark("pen", ((90.0, 40.0), (120.0, 40.0)), 3.0)
    one = desk(level="L4-L5", side="left", sheets={KEY: Sheet((mark,))})
    one.context.consultation.change(level=level, side=side)
    one.settle()
    at = one.view().to_view((105.0, 40.0)).toPoint()
    assert one.view().viewport().grab().toImage().pixelColor(at) != theme.color("pen")
    one.context.consultation.change(level="L4-L5", side="left")
    one.settle()
    at = one.view().to_view((105.0, 40.0)).toPoint()
    assert one.view().viewport().grab().toImage().pixelColor(at) == theme.color("pen")


def test_the_keys_of_the_window_work_here(desk: Callable[..., Desk]) -> None:
    one = desk(level="L4-L5", side="left")
    assert one.page.act("labels")
    assert one.view().label_texts() == ()
    assert one.page.act("draw")
    assert one.button("problem.draw").isChecked()
    assert not one.page.act("next")
    assert not one.page.act("swap")


def test_everything_pressable_has_a_name_and_room_for_a_finger(desk: Callable[..., Desk]) -> None:
    one = desk(level="L4-L5", side="left")
    one.press("problem.draw")
    pressable = [b for b in one.page.findChildren(QAbstractButton) if b.isVisible()]
    assert len(pressable) > 20
    for button in pressable:
        assert button.accessibleName(), button.objectName()
        assert button.height() >= 44, button.objectName()
        assert button.width() >= 44, button.objectName()


def test_tab_goes_through_the_page_as_it_is_read(desk: Callable[..., Desk]) -> None:
    one = desk(level="L4-L5", side="left")
    wanted = ["level.L4-L5", "problem.side", "problem.extra", "problem.picture"]
    wanted += ["problem.back", "problem.draw"]
    one.window.activateWindow()
    one.button(wanted[0]).setFocus()
    met = [wanted[0]]
    for _ in range(40):
        focused = one.window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        now = one.window.focusWidget()
        assert now is not None
        met.append(now.objectName())
    # A choice of several takes one stop, at any of its parts.
    first = [next(i for i, m in enumerate(met) if m.startswith(name)) for name in wanted]
    assert first == sorted(first)


def test_the_page_fits_the_sheet_without_scrolling(desk: Callable[..., Desk]) -> None:
    one = desk(level="L2-L3", side="left", has_extra_vertebra=True)
    hint = one.page.minimumSizeHint()
    assert hint.width() <= 1186
    assert hint.height() <= 640


def test_what_was_seen_survives_a_rebuild(desk: Callable[..., Desk]) -> None:
    one = desk(level="L4-L5", side="left")
    one.press("problem.back.healthy")
    one.press("problem.labels")
    state = one.page.remember()
    other = desk(level="L4-L5", side="left")
    other.page.recall(state)
    other.settle()
    assert other.state() == "healthy"
    assert other.view().label_texts() == ()


@pytest.mark.parametrize("percent", [125, 200])
def test_large_text_keeps_picture_and_controls(
    desk: Callable[..., Desk], theme: Theme, percent: int
) -> None:
    theme.set_text_percent(percent)
    one = desk(level="L4-L5", side="left")
    assert one.view().width() >= 400
    assert one.view().height() >= 400
    assert one.button("level.L1-L2").isVisible()


def test_a_page_that_is_gone_no_longer_listens(make_context: MakeContext, qtbot: QtBot) -> None:
    context = make_context(level="L4-L5", side="left")
    page = SPEC.build(context)
    assert context.consultation._observers
    page.deleteLater()
    qtbot.waitUntil(lambda: not context.consultation._observers)
    context.consultation.change(side="right")
    context.workers.close()


def test_the_step_is_called_problem() -> None:
    assert (SPEC.step, SPEC.title()) == ("problem", "Problem")


def test_the_message_of_the_topic_is_read_first(desk: Callable[..., Desk]) -> None:
    one = desk(level="L4-L5", side="left")
    box = one.page.findChild(QWidget, "problem.message")
    assert isinstance(box, QWidget)
    words = one.texts()
    assert "Many people with a slipped disc get better" in words
    assert box.mapTo(one.page, box.rect().bottomLeft()).y() < 160
    assert one.view().height() >= 410  # the caption above it has two or three lines (PM17)


def test_the_first_hard_word_is_explained_without_a_press(desk: Callable[..., Desk]) -> None:
    one = desk(level="L4-L5", side="left")
    meaning = one.page.findChild(QWidget, "problem.meaning")
    assert isinstance(meaning, QWidget)
    assert meaning.isVisible()
    assert meaning.accessibleName().startswith("Disc: A cushion between two bones")


def test_warning_signs_are_here_only_where_there_is_no_place(desk: Callable[..., Desk]) -> None:
    name = "problem.warning-signs"
    assert desk().page.findChild(QAbstractButton, name) is None
    one = desk(topic="do-i-need-surgery")
    assert one.button(name).isVisible()
    one.press(name)
    assert one.window.findChild(QWidget, "before-after") is not None


def test_at_the_largest_text_all_of_the_picture_is_in_the_window(
    desk: Callable[..., Desk], theme: Theme
) -> None:
    theme.set_window(QSize(1366, 768))
    theme.set_text_percent(200)
    one = desk(level="L4-L5", side="left")
    view = one.view()
    assert view.mapTo(one.page, view.rect().bottomLeft()).y() < 600
