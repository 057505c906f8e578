"""Pages of topics of other shapes: several levels, none, a range, more views, own step names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from missdesk.model.consultation import Consultation, Step
from missdesk.model.topic import Place, PlateUse, TopicId
from missdesk.ui.context import UiContext
from missdesk.ui.level_card import LevelCard
from missdesk.ui.pages import Pages
from missdesk.ui.place_words import place_words
from missdesk.ui.sheet import Sheet
from missdesk.ui.stage.level_picker import LevelPicker
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.tabs import TABS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

SIZE = (1186, 640)
BODIES = ("T10", "T11", "T12", "L1", "L2", "L3", "L4", "L5")
SPINE = (*(f"T{n}" for n in range(1, 13)), "L1", "L2", "L3", "L4", "L5")
Open = Callable[..., tuple[QWidget, UiContext]]


@pytest.fixture
def opened(theme: Theme, workers: Workers, library: Library, qtbot: QtBot) -> Iterator[Open]:
    """Return what opens a step of a topic: `opened("narrow-canal", "problem")`."""
    windows: list[QWidget] = []

    def open_page(
        topic_id: str, step: Step, *, place: Place | None = None, plates: PlateUse | None = None
    ) -> tuple[QWidget, UiContext]:
        topic = library.topics[TopicId(topic_id)]
        topic = replace(topic, place=place or topic.place, plates=plates or topic.plates)
        changed = replace(library, topics={**library.topics, topic.id: topic})
        consultation = Consultation()
        consultation.start(topic)
        context = UiContext(changed, consultation, theme, workers)
        page = next(spec for spec in TABS if spec.step == step).build(context)
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(*SIZE)
        page.setParent(window)
        page.setGeometry(0, 0, *SIZE)
        window.show()
        windows.append(window)
        views = page.findChildren(PlateView)
        qtbot.waitUntil(lambda: not workers.is_busy and all(view.picture for view in views))
        return page, context

    yield open_page
    for window in windows:
        window.hide()


def _press(page: QWidget, name: str) -> None:
    found = page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton), name
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def _texts(page: QWidget) -> str:
    named = page.findChildren(QWidget)
    return "\n".join(w.accessibleName() for w in named if w.isVisibleTo(page))


def _level(context: UiContext) -> str | None:
    return context.consultation.visit.level


def _state(page: QWidget) -> str:
    view = page.findChild(PlateView, "problem.picture")
    assert isinstance(view, PlateView)
    assert view.picture is not None
    return view.picture.state


def test_several_levels_come_and_go_and_the_picture_says_which_it_shows(
    opened: Open, qtbot: QtBot
) -> None:
    page, context = opened("narrow-canal", "problem")
    assert _state(page) == "healthy"
    _press(page, "level.L4-L5")
    assert _level(context) == "L4-L5"
    qtbot.waitUntil(lambda: _state(page) == "stenosis")
    _press(page, "level.L3-L4")
    visit = context.consultation.visit
    assert visit.level == "L3-L4,L4-L5"
    assert place_words(visit, context.topic) == "L3–L4 and L4–L5"
    assert "The picture shows L4–L5 only." in _texts(page)
    _press(page, "level.L3-L4")
    _press(page, "level.L4-L5")
    assert _level(context) is None
    qtbot.waitUntil(lambda: _state(page) == "healthy")
    side = page.findChild(QWidget, "problem.side.left")
    assert side is None or not side.isVisibleTo(page)


def test_a_topic_without_a_place_asks_for_none(opened: Open) -> None:
    page, context = opened("do-i-need-surgery", "problem")
    assert place_words(context.consultation.visit, context.topic) == ""
    assert "Where is it?" not in _texts(page)
    assert "Your surgeon will mark the place" not in _texts(page)
    assert _state(page) == "hernia-left"
    operation, _context = opened("do-i-need-surgery", "operation")
    assert "Your surgeon will mark the place" not in _texts(operation)


@pytest.mark.parametrize("levels", [BODIES, SPINE])
def test_bones_above_the_picture_can_be_chosen_too(opened: Open, levels: tuple[str, ...]) -> None:
    page, context = opened("narrow-canal", "problem", place=Place("bodies", levels))
    for level in ("T12", "L1"):
        _press(page, f"level.{level}")
    assert _level(context) == "T12,L1"
    pills = [page.findChild(QAbstractButton, f"level.{level}") for level in levels]
    shown = [pill for pill in pills if isinstance(pill, QAbstractButton)]
    boxes = [QRect(pill.mapTo(page, QPoint()), pill.size()) for pill in shown]
    assert len(boxes) == len(levels)
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])
    picker = page.findChildren(LevelPicker)
    for view in (one.findChildren(PlateView)[0] for one in picker):
        drawn = [view.isAncestorOf(pill) for pill in shown]
        back = drawn.index(True)
        assert all(level.startswith("L") for level in levels[back:])
        assert not any(drawn[:back])  # none lies on a bone that it does not name


def test_a_range_is_its_two_ends(opened: Open, theme: Theme) -> None:
    page, context = opened("narrow-canal", "problem", place=Place("range", SPINE))
    _press(page, "level.L4")
    _press(page, "level.T10")
    assert _level(context) == "T10:L4"
    inside = page.findChild(QAbstractButton, "level.T12")
    assert isinstance(inside, QAbstractButton)
    assert inside.isChecked()
    card = LevelCard(theme, context.consultation, context.topic)
    _press(card, "place.T5")
    assert _level(context) == "T5"
    _press(card, "place.none")
    assert _level(context) is None
    card.deleteLater()


def test_a_second_view_has_a_switch_and_its_own_ink(opened: Open) -> None:
    other = PlateUse({}, "axial-l5s1", "healthy", {"": "stenosis"}, "low")
    uses = PlateUse({}, "axial-l4l5", "healthy", {"": "stenosis"}, views=(other,))
    page, context = opened("narrow-canal", "problem", plates=uses)
    context.consultation.change(level="L4-L5")
    _press(page, "problem.view.low")
    assert "The picture shows L5–S1" in _texts(page)
    _press(page, "problem.view.main")
    assert "The picture shows" not in _texts(page)


def test_without_a_day_to_count_from_no_date_is_asked_for(opened: Open) -> None:
    page, context = opened("do-i-need-surgery", "recovery")
    assert not context.topic.has_date
    assert "Operation date" not in _texts(page)


def test_a_topic_may_name_its_steps(opened: Open, theme: Theme) -> None:
    _page, context = opened("do-i-need-surgery", "problem")
    sheet = Sheet(theme)
    pages = Pages(sheet, context, lambda: TABS)
    assert dict(pages.titles())["operation"] == "Ways"
    assert dict(pages.titles())["decide"] == "Decide"
    sheet.deleteLater()


def test_where_five_options_lean_no_word_is_cut(opened: Open) -> None:
    page, context = opened("pain-after-surgery", "decide")
    assert len(context.topic.options) == 5
    shown = [
        child
        for child in page.findChildren(QAbstractButton)
        if child.objectName().startswith("decide.leaning.")
    ]
    assert len(shown) == 6
    for button in shown:
        for words in button.findChildren(QWidget):
            assert button.rect().contains(words.geometry()), button.objectName()
