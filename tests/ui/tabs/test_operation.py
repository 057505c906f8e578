"""Step 2, Operation: equal panes that step together."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.tabs.operation import SPEC
from tests.ui.tabs.operation_desk import OpenDesk


@pytest.mark.parametrize(
    "options", [("open", "tube"), ("open", "tube", "none"), ("none", "camera", "open")]
)
def test_every_option_gets_the_same_room_and_scale(
    desk: OpenDesk, options: tuple[str, ...]
) -> None:
    one = desk(options=options)
    views = [one.view(option) for option in options]
    widths = [view.width() for view in views]
    assert max(widths) - min(widths) <= 1
    assert len({(view.y(), view.height()) for view in views}) == 1
    scales = [view.transform().m11() for view in views]
    assert max(scales) / min(scales) < 1.01
    assert [view.x() for view in views] == sorted(view.x() for view in views)


def test_captions_have_equal_room_and_none_is_cut(desk: OpenDesk) -> None:
    one = desk(options=("open", "tube", "none"))
    for step in range(1, 6):
        one.context.consultation.change(operation_step=step)
        captions = [one.caption(option) for option in one.options()]
        assert len({caption.height() for caption in captions}) == 1
        for caption in captions:
            assert caption.text
            assert caption.heightForWidth(caption.width()) <= caption.height()


def test_all_options_step_together(desk: OpenDesk) -> None:
    one = desk(options=("open", "tube", "none"))
    assert one.states()[:2] == ["open-1", "tube-1"]
    one.press("operation.next")
    assert one.states()[:2] == ["open-2", "tube-2"]
    one.press("operation.steps.5")
    assert one.states() == ["open-5", "tube-5", "hernia-shrunk-left"]
    one.press("operation.back")
    assert one.context.consultation.visit.operation_step == 4


def test_the_first_and_last_step_are_ends(desk: OpenDesk) -> None:
    one = desk()
    assert not one.button("operation.back").isEnabled()
    assert not one.page.act("previous")
    one.context.consultation.change(operation_step=5)
    assert not one.button("operation.next").isEnabled()
    assert not one.page.act("next")
    assert one.page.act("previous")
    assert one.context.consultation.visit.operation_step == 4


def test_swapping_turns_the_order_round(desk: OpenDesk) -> None:
    one = desk()
    before = one.view("open").x()
    one.press("operation.swap")
    assert one.options() == ("tube", "open")
    one.qtbot.waitUntil(lambda: one.view("open").x() > one.view("tube").x() == before)


def test_two_or_three_options_can_be_chosen_never_less_or_more(
    desk: OpenDesk,
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


def test_the_page_fits_the_sheet_without_scrolling(desk: OpenDesk) -> None:
    one = desk(options=("open", "tube", "none"), side=None, level="L1-L2")
    one.press("tool.layers")
    hint = one.page.minimumSizeHint()
    assert hint.width() <= 1186
    assert hint.height() <= 640


def test_everything_pressable_has_a_name_and_room_for_a_finger(desk: OpenDesk) -> None:
    one = desk(options=("open", "tube", "camera"), operation_step=3)
    one.press("tool.layers")
    pressable = [b for b in one.page.findChildren(QAbstractButton) if b.isVisible()]
    assert len(pressable) > 25
    for button in pressable:
        assert button.accessibleName(), button.objectName()
        assert button.height() >= 44, button.objectName()
        assert button.width() >= 44, button.objectName()


def test_the_step_is_called_operation() -> None:
    assert (SPEC.step, SPEC.title()) == ("operation", "Operation")


def test_a_choice_that_is_not_shown_is_named(desk: OpenDesk) -> None:
    one = desk(options=("open", "tube", "none"))
    note = one.page.findChild(QWidget, "operation.note")
    assert isinstance(note, QWidget)
    assert note.accessibleName().startswith("1 more choice: a camera.")
    one.context.consultation.change(options=("open", "camera"))
    assert note.accessibleName().startswith("2 more choices: no operation, a tube.")
