from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from missdesk.content.words import plain
from missdesk.model.blocks import spans_of
from missdesk.ui.compare_parts.source_words import reference_lines
from missdesk.ui.compare_parts.words_view import PARTS
from missdesk.ui.context import UiContext
from missdesk.ui.reading import Reading, sources_of
from missdesk.ui.tabs.compare import SPEC, ComparePage
from missdesk.ui.widgets.block_view import BlockView
from missdesk.ui.widgets.option_heading import OptionHeading
from missdesk.ui.widgets.scroll_sheet import least_height
from tests.ui.tabs.page_desk import MakeContext, PageDesk, at_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

CHOICES = (*permutations(("none", "open", "tube", "camera"), 3), ("camera", "open"))


class Desk(PageDesk):
    def __init__(self, context: UiContext, qtbot: QtBot) -> None:
        page = SPEC.build(context)
        assert isinstance(page, ComparePage)
        self.compare = page
        super().__init__(page, context, qtbot)
        self.press("compare.view.words")

    def height(self) -> int:
        """Return the least height, as the sheet does: what scrolls inside needs little."""
        return least_height(self.page, self.page.width())

    def part(self, option: str, part: str) -> BlockView:
        return self.find(BlockView, f"compare.words.{option}.{part}")

    def names(self) -> list[str]:
        found = [h for h in self.page.findChildren(OptionHeading) if h.isVisible()]
        return [h.accessibleName() for h in sorted(found, key=left_of)]


def left_of(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), widget.rect().topLeft()).x()


def top_of(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), widget.rect().topLeft()).y()


def words_of(context: UiContext, section: str) -> str:
    blocks = context.text.section(section).blocks
    return "".join(plain(spans_of(block), context.library) for block in blocks)


@pytest.mark.parametrize("shown", CHOICES, ids="-".join)
def test_each_option_has_all_four_parts_in_equal_columns(
    make_context: MakeContext, qtbot: QtBot, shown: tuple[str, ...]
) -> None:
    desk = Desk(make_context(options=shown), qtbot)
    for part in PARTS:
        views = [desk.part(option, part) for option in shown]
        for option, view in zip(shown, views, strict=True):
            told = words_of(desk.context, f"option.{option}.{part}")
            assert view.plain_text.replace("\n", "") == told
        assert len({top_of(view) for view in views}) == 1
        widths = [view.width() for view in views]
        assert max(widths) - min(widths) <= 1
        assert [left_of(view) for view in views] == sorted(left_of(view) for view in views)
    assert desk.cut() == []


def test_names_stand_above_their_columns_and_stay(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(options=("open", "tube", "none")), qtbot)
    heads = sorted(desk.page.findChildren(OptionHeading), key=left_of)
    views = [desk.part(option, "what") for option in ("open", "tube", "none")]
    for head, view in zip(heads, views, strict=True):
        assert abs(left_of(head) - left_of(view)) <= 1
    area = desk.find(QScrollArea, "compare.words.area")
    assert area.horizontalScrollBar().maximum() == 0
    before = [top_of(head) for head in heads]
    area.verticalScrollBar().setValue(300)
    assert [top_of(head) for head in heads] == before


def test_swap_and_choose_turn_the_columns(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(options=("open", "tube")), qtbot)
    assert [n.split(".")[0] for n in desk.names()] == ["Through one longer cut", "Through a tube"]
    desk.press("compare.swap")
    assert [n.split(".")[0] for n in desk.names()] == ["Through a tube", "Through one longer cut"]
    desk.press("compare.choose")
    desk.press("option.camera")
    assert len(desk.names()) == 3
    assert desk.part("camera", "good").isVisible()
    assert left_of(desk.part("tube", "what")) < left_of(desk.part("camera", "what"))


def test_every_number_has_its_source_one_press_away(
    make_context: MakeContext, qtbot: QtBot
) -> None:
    desk = Desk(make_context(options=("open", "camera")), qtbot)
    for option in ("open", "camera"):
        sections = [desk.context.text.section(f"option.{option}.{part}") for part in PARTS]
        blocks = [block for section in sections for block in section.blocks]
        wanted = reference_lines(desk.context.library, sources_of(blocks, desk.context.library))
        assert wanted
        desk.press(f"compare.words.{option}.sources")
        assert set(wanted) <= set(desk.said(desk.find(QWidget, "sources-card")))
        QTest.keyClick(desk.find(QWidget, "popover"), Qt.Key.Key_Escape)
        desk.settle()


def test_arrow_keys_read_on(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    bar = desk.find(QScrollArea, "compare.words.area").verticalScrollBar()
    text = desk.find(Reading, "compare.words")
    QTest.keyClick(text, Qt.Key.Key_Down)
    first = bar.value()
    assert first > 0
    QTest.keyClick(text, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(text, Qt.Key.Key_Up)
    assert bar.value() < bar.maximum()
    QTest.keyClick(text, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_a_hard_word_explains_itself(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(options=("open", "tube")), qtbot)
    view = desk.part("open", "what")
    assert "microscope" in view.terms
    view.explain(view.terms.index("microscope"))
    desk.settle()
    assert desk.find(QWidget, "meaning").isVisible()


@pytest.mark.parametrize("percent", [125, 200])
def test_large_text_puts_options_under_each_other(
    make_context: MakeContext, qtbot: QtBot, theme: Theme, percent: int
) -> None:
    at_text(theme, percent)
    desk = Desk(make_context(options=("open", "tube", "none")), qtbot)
    for part in PARTS:
        views = [desk.part(option, part) for option in ("open", "tube", "none")]
        assert len({left_of(view) for view in views}) == 1
        assert [top_of(view) for view in views] == sorted(top_of(view) for view in views)
    assert desk.cut() == []
    assert desk.page.minimumSizeHint().width() <= desk.page.width()


def test_the_words_fit_the_sheet_and_come_back(make_context: MakeContext, qtbot: QtBot) -> None:
    context = make_context()
    desk = Desk(context, qtbot)
    assert desk.height() <= 640
    again = Desk(context, qtbot)
    again.compare.set_mode("summary")
    again.compare.recall(desk.compare.remember())
    again.settle()
    assert again.compare.mode == "words"
    assert again.find(QWidget, "compare.words").isVisible()


def test_hard_words_are_explained_once_under_the_part_they_come_in(
    make_context: MakeContext, qtbot: QtBot
) -> None:
    desk = Desk(make_context(), qtbot)
    lines = [
        line
        for part in PARTS
        for words in desk.page.findChildren(QWidget, f"compare.words.{part}.meanings")
        for line in words.accessibleName().split("\n")
    ]
    assert any(line.startswith("Microscope: ") for line in lines)
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("percent", [100, 200])
def test_what_can_go_wrong_stands_once_for_all_options_below_the_bad_points(
    make_context: MakeContext, qtbot: QtBot, theme: Theme, percent: int
) -> None:
    at_text(theme, percent)
    context = make_context()
    harms = replace(
        context.library.common_section("authors", "en"), id="harms", title="What can go wrong"
    )
    common = {"en": {**context.library.common["en"], "harms": harms}}
    context = replace(context, library=replace(context.library, common=common))
    desk = Desk(context, qtbot)
    found = desk.page.findChildren(QWidget, "section.harms")
    assert len(found) == 1
    assert top_of(found[0]) > top_of(desk.part("none", "bad"))
    assert top_of(found[0]) < top_of(desk.part("none", "living"))
    without = {k: v for k, v in common["en"].items() if k != "harms"}
    bare = replace(context, library=replace(context.library, common={"en": without}))
    assert not Desk(bare, qtbot).page.findChildren(QWidget, "section.harms")


def test_harms_of_operations_are_not_told_where_none_is_chosen(
    make_context: MakeContext, qtbot: QtBot
) -> None:
    desk = Desk(make_context("staying-well"), qtbot)
    assert not desk.page.findChildren(QWidget, "section.harms")
