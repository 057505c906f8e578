"""The window with pages of our own: moving about, keys, text size, and the end of a visit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from missdesk.errors import PlateError
from missdesk.model.consultation import STEPS, Consultation, Step
from missdesk.model.topic import TopicId
from missdesk.paths import assets_dir
from missdesk.ui.actions import ask
from missdesk.ui.context import UiContext
from missdesk.ui.desk import Desk, WindowParts
from missdesk.ui.main_window import MainWindow
from missdesk.ui.tabs.spec import TabSpec
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.error_page import ErrorPage
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.popover import Popover
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

LEFT = Qt.MouseButton.LeftButton
DISC = TopicId("slipped-disc")
NAME = "Ada Example"


class Page(QWidget):
    """A page that notes what is asked of it."""

    def __init__(self, context: UiContext, step: Step) -> None:
        super().__init__()
        self.acted: list[str] = []
        self.takes: set[str] = set()
        self.view = "first"
        column = Column(context.theme, self)
        self.field = TextField(context.theme, f"{step}.field", "Field")
        column.addWidget(self.field)
        column.addStretch(1)

    def act(self, action: str) -> bool:
        self.acted.append(action)
        return action in self.takes

    def remember(self) -> object:
        return self.view

    def recall(self, state: object) -> None:
        self.view = str(state)


def spec(step: Step, *, is_broken: bool = False) -> TabSpec:
    def build(context: UiContext) -> QWidget:
        if is_broken:
            raise PlateError("assets/plates/x", "the picture is missing", "Install it again")
        return Page(context, step)

    return TabSpec(step, step.capitalize, build)


@pytest.fixture
def consultation() -> Consultation:
    return Consultation()


@pytest.fixture
def open_desk(
    theme: Theme, workers: Workers, library: Library, consultation: Consultation, qtbot: QtBot
) -> Iterator[Callable[..., Desk]]:
    opened: list[MainWindow] = []

    def make(broken: str = "") -> Desk:
        specs = tuple(spec(step, is_broken=step == broken) for step in STEPS)
        window = MainWindow(theme)
        context = UiContext(library, consultation, theme, workers)
        cards = assets_dir() / "cards"
        desk = Desk(window, WindowParts(context, lambda: specs, cards, date(2026, 11, 21)))
        opened.append(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return desk

    yield make
    for window in opened:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def desk(open_desk: Callable[..., Desk], library: Library, consultation: Consultation) -> Desk:
    made = open_desk()
    consultation.start(library.topics[DISC])
    return made


def step_of(desk: Desk) -> str:
    """Return the step in front, "" on the start page; a call, so that mypy asks anew."""
    return desk.step or ""


def page(desk: Desk) -> Page:
    found = desk.page()
    assert isinstance(found, Page)
    return found


def button(desk: Desk, name: str) -> QAbstractButton:
    found = desk.window.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton), name
    return found


def test_a_card_opens_the_first_step(
    open_desk: Callable[..., Desk], qtbot: QtBot, consultation: Consultation
) -> None:
    desk = open_desk()
    assert step_of(desk) == ""
    qtbot.mouseClick(button(desk, "topic.slipped-disc"), LEFT)
    assert step_of(desk) == "problem"
    assert consultation.visit.topic == DISC
    assert consultation.visit.visited == ("problem",)


def test_pages_are_built_when_first_shown(desk: Desk) -> None:
    assert desk.shell.sheet.names() == ("problem",)
    desk.go("compare")
    assert desk.shell.sheet.names() == ("problem", "compare")


def test_the_page_has_the_room_of_the_design(desk: Desk) -> None:
    assert page(desk).size() == QSize(1186, 640)


@pytest.mark.parametrize("number", range(1, 7))
def test_alt_and_a_number_open_a_step(desk: Desk, qtbot: QtBot, number: int) -> None:
    desk.go("recovery")
    qtbot.keyClick(desk.window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
    assert step_of(desk) == STEPS[number - 1]


def test_a_clicker_goes_through_the_page_first(desk: Desk, qtbot: QtBot) -> None:
    page(desk).takes = {"next"}
    qtbot.keyClick(desk.window, Qt.Key.Key_PageDown)
    assert (step_of(desk), page(desk).acted) == ("problem", ["next"])
    page(desk).takes = set()
    qtbot.keyClick(desk.window, Qt.Key.Key_PageDown)
    assert step_of(desk) == "operation"
    qtbot.keyClick(desk.window, Qt.Key.Key_PageUp)
    qtbot.keyClick(desk.window, Qt.Key.Key_PageUp)
    assert step_of(desk) == "problem"


def test_the_rail_opens_steps_and_ticks_those_seen(desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(desk, "rail.decide"), LEFT)
    assert step_of(desk) == "decide"
    assert button(desk, "rail.problem").accessibleDescription() == "seen"
    assert button(desk, "rail.decide").accessibleDescription() == "open now"
    assert button(desk, "rail.decide").accessibleName() == "Step 5: Decide"


def test_swap_is_done_by_the_window_when_the_page_does_not(
    desk: Desk, qtbot: QtBot, consultation: Consultation
) -> None:
    before = consultation.visit.options
    qtbot.keyClick(desk.window, Qt.Key.Key_S)
    assert consultation.visit.options == tuple(reversed(before))


def test_letters_typed_into_a_field_are_letters(
    desk: Desk, qtbot: QtBot, consultation: Consultation
) -> None:
    before = consultation.visit.options
    field = page(desk).field.line
    field.setFocus()
    for key in (Qt.Key.Key_S, Qt.Key.Key_L, Qt.Key.Key_D):
        qtbot.keyClick(desk.window.windowHandle(), key)
    assert field.text() == "sld"
    assert consultation.visit.options == before


def test_single_letters_can_be_turned_off(desk: Desk, qtbot: QtBot) -> None:
    desk.do("help")
    qtbot.mouseClick(button(desk, "help.letters"), LEFT)
    layer = Layer.open_on(desk.window)
    assert layer is not None
    layer.close_layer()
    qtbot.keyClick(desk.window, Qt.Key.Key_L)
    assert page(desk).acted == []


def test_text_size_by_key_keeps_the_step_and_what_a_page_remembers(
    desk: Desk, qtbot: QtBot, theme: Theme
) -> None:
    desk.go("compare")
    page(desk).view = "people"
    old = page(desk)
    qtbot.keyClick(desk.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert theme.text_percent == 125
    assert step_of(desk) == "compare"
    assert page(desk) is not old
    assert page(desk).view == "people"
    qtbot.keyClick(desk.window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert theme.text_percent == 100


def test_a_change_of_text_size_keeps_the_keyboard_where_it_was(
    desk: Desk, qtbot: QtBot, theme: Theme
) -> None:
    desk.open_topic(DISC)
    qtbot.keyClick(desk.window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    page = desk.page()
    assert isinstance(page, Page)
    page.field.line.setFocus()
    theme.set_text_percent(150)
    new_page, focused = desk.page(), desk.window.focusWidget()
    assert isinstance(new_page, Page)
    assert new_page is not page
    assert focused is new_page.field.line


def test_the_rail_folds_from_125_percent(desk: Desk, qtbot: QtBot, theme: Theme) -> None:
    theme.set_text_percent(125)
    assert not button(desk, "rail.problem").isVisible()
    assert button(desk, "top-bar.steps").accessibleName() == "1 of 6: Problem"
    assert not button(desk, "top-bar.previous-step").isEnabled()
    qtbot.mouseClick(button(desk, "top-bar.next-step"), LEFT)
    assert step_of(desk) == "operation"
    qtbot.mouseClick(button(desk, "top-bar.steps"), LEFT)
    qtbot.mouseClick(button(desk, "steps.handout"), LEFT)
    assert step_of(desk) == "handout"
    assert Layer.open_on(desk.window) is None


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1366, 768), (1600, 900), (1024, 600)])
def test_bars_never_leave_the_window(
    desk: Desk, qtbot: QtBot, theme: Theme, percent: int, size: tuple[int, int]
) -> None:
    desk.window.resize(*size)
    theme.set_text_percent(percent)
    desk.go("decide")
    for control in desk.shell.bar.findChildren(QAbstractButton):
        if control.isVisible():
            assert desk.shell.bar.rect().contains(control.geometry())
            assert control.width() >= 44
            assert control.height() >= 44
    assert page(desk).width() + 28 <= desk.shell.sheet.width()


def test_level_and_side_are_picked_once_for_all(
    desk: Desk, qtbot: QtBot, consultation: Consultation
) -> None:
    chip = button(desk, "top-bar.place")
    assert chip.accessibleName() == "Place: Choose the place"
    qtbot.mouseClick(chip, LEFT)
    qtbot.mouseClick(button(desk, "place.L4-L5"), LEFT)
    qtbot.mouseClick(button(desk, "place.side.left"), LEFT)
    assert (consultation.visit.level, consultation.visit.side) == ("L4-L5", "left")
    assert chip.accessibleName() == "Place: L4–L5, left side"
    qtbot.mouseClick(button(desk, "place.none"), LEFT)
    assert (consultation.visit.level, consultation.visit.side) == (None, None)


def test_a_page_that_cannot_be_made_says_so(
    open_desk: Callable[..., Desk], library: Library, consultation: Consultation
) -> None:
    desk = open_desk("problem")
    consultation.start(library.topics[DISC])
    found = desk.page()
    assert isinstance(found, ErrorPage)
    texts = [words.text for words in found.findChildren(Words)]
    assert "This page is not available." in texts
    assert any("Install it again" in text for text in texts)
    desk.go("operation")
    assert isinstance(desk.page(), Page)


def test_topics_keep_the_visit(desk: Desk, qtbot: QtBot, consultation: Consultation) -> None:
    consultation.change(name=NAME)
    desk.go("decide")
    qtbot.mouseClick(button(desk, "rail.topics"), LEFT)
    assert step_of(desk) == ""
    assert consultation.visit.name == NAME
    qtbot.mouseClick(button(desk, "start.resume"), LEFT)
    assert step_of(desk) == "decide"


def test_the_end_of_a_visit_is_asked_once_and_wipes(
    desk: Desk, qtbot: QtBot, consultation: Consultation
) -> None:
    consultation.change(name=NAME, level="L4-L5")
    qtbot.keyClick(desk.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert consultation.visit.name == NAME
    qtbot.mouseClick(button(desk, "confirm.yes"), LEFT)
    assert consultation.visit == Consultation().visit
    assert step_of(desk) == ""
    assert desk.shell.sheet.names() == ()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert desk.window.findChildren(Page) == []


def test_no_widget_holds_the_name_after_a_wipe(
    desk: Desk, qtbot: QtBot, consultation: Consultation
) -> None:
    page(desk).field.set_text(NAME)
    consultation.change(name=NAME)
    desk.notice.tell(f"Printed for {NAME}.")
    desk.wipe()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for widget in desk.window.findChildren(QWidget):
        held = (widget.accessibleName(), widget.toolTip(), getattr(widget, "text", ""))
        texts = [text() if callable(text) else text for text in held]
        assert not any(NAME in str(text) for text in texts)
    assert NAME not in desk.window.windowTitle()


@pytest.mark.parametrize(("is_ours", "left"), [(True, ""), (False, NAME)])
def test_what_was_copied_here_is_gone_after_a_wipe(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, is_ours: bool, left: str
) -> None:
    # KP6: the name could be pasted anywhere when the next patient sits there.
    desk.open_topic(DISC)
    clipboard = QApplication.clipboard()
    clipboard.setText(NAME)
    # Only a real screen knows whose words these are.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: is_ours)
    desk.wipe()
    assert clipboard.text() == left
    clipboard.clear()


def test_no_card_stays_open_after_a_wipe(desk: Desk, theme: Theme) -> None:
    desk.open_topic(DISC)
    page = desk.page()
    assert page is not None
    under = Button(theme, "A hard word", "word")
    Popover.open_at(page, under, theme, title="Card")
    Popover.open_at(under, Words(theme, "What it means"), theme, title="Word")
    desk.wipe()
    assert Layer.open_on(desk.window) is None


def test_nothing_of_a_page_wakes_up_after_a_wipe(desk: Desk, qtbot: QtBot) -> None:
    woken: list[str] = []
    timer = QTimer(page(desk), interval=1)
    timer.timeout.connect(lambda: woken.append("woken"))
    timer.start()
    old = page(desk)
    desk.wipe()
    QApplication.processEvents()
    woken.clear()
    with qtbot.waitSignal(old.destroyed):
        pass
    assert woken == []


def test_going_back_from_the_question_keeps_everything(
    desk: Desk, qtbot: QtBot, consultation: Consultation
) -> None:
    consultation.change(name=NAME)
    assert ask(page(desk), "end-visit")
    qtbot.mouseClick(button(desk, "confirm.no"), LEFT)
    assert consultation.visit.name == NAME
    assert step_of(desk) == "problem"


def test_keys_do_nothing_behind_a_question(desk: Desk, qtbot: QtBot) -> None:
    desk.do("end-visit")
    desk.do("next")
    assert step_of(desk) == "problem"


def test_the_title_of_the_window_names_nobody(desk: Desk, consultation: Consultation) -> None:
    consultation.change(name=NAME)
    assert desk.window.windowTitle() == "MISSDesk"


def test_every_page_says_that_no_clinician_has_reviewed_it(desk: Desk) -> None:
    foot = desk.window.findChild(Words, "foot-line")
    assert isinstance(foot, Words)
    assert foot.text == "Not yet reviewed by a clinician."
    for step in STEPS:
        desk.go(step)
        assert foot.isVisible()
        assert not foot.is_cut()
    desk.show_start()
    assert foot.isVisible()


def test_every_control_of_the_frame_is_named(desk: Desk) -> None:
    for control in desk.window.findChildren(QAbstractButton):
        assert control.accessibleName(), control.objectName()
        assert control.objectName()


@pytest.mark.parametrize("key", ["text-size", "contrast", "help", "place"])
@pytest.mark.parametrize("percent", [100, 200])
def test_cards_of_the_bar_fit_the_window(
    desk: Desk, qtbot: QtBot, theme: Theme, key: str, percent: int
) -> None:
    theme.set_text_percent(percent)
    qtbot.mouseClick(button(desk, f"top-bar.{key}"), LEFT)
    layer = Layer.open_on(desk.window)
    assert layer is not None
    assert desk.window.rect().contains(layer.card.geometry())
    for words in layer.findChildren(Words):
        assert not words.is_cut()
    layer.close_layer()


def test_contrast_and_motion_are_changed_in_their_card(
    desk: Desk, qtbot: QtBot, theme: Theme
) -> None:
    qtbot.mouseClick(button(desk, "top-bar.contrast"), LEFT)
    qtbot.mouseClick(button(desk, "contrast.contrast"), LEFT)
    assert theme.is_contrast
    theme.set_motion(True)
    qtbot.mouseClick(button(desk, "less-motion"), LEFT)
    qtbot.mouseClick(button(desk, "less-motion"), LEFT)
    assert not theme.has_motion


def test_closing_the_window_forgets_the_visit(desk: Desk, consultation: Consultation) -> None:
    consultation.change(name=NAME)
    desk.window.close()
    assert consultation.visit.name == ""
