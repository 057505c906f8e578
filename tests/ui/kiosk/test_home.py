"""The topics to touch: large targets, within reach, by key too, and nothing else on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from missdesk.ui.kiosk.window import SIZES
from missdesk.ui.widgets.words import Words
from tests.ui.kiosk.conftest import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from missdesk.model.library import Library
    from missdesk.ui.kiosk.window import KioskWindow
    from missdesk.ui.theme.theme import Theme

    MakeKiosk = Callable[..., KioskWindow]

SCREENS = ((1920, 1080), (1080, 1920), (1366, 768))
FULL_HD, PORTRAIT = SCREENS[0], SCREENS[1]


def box_in(window: QWidget, control: QWidget) -> QRect:
    return QRect(control.mapTo(window, QPoint(0, 0)), control.size())


@pytest.mark.parametrize("size", [FULL_HD, PORTRAIT])
def test_wc23_targets_are_large_and_apart(make_kiosk: MakeKiosk, size: tuple[int, int]) -> None:
    window = make_kiosk(size)
    boxes = [box_in(window, control) for control in window.focus_stops()]
    assert len(boxes) == 8 + 3
    for box in boxes:
        assert box.width() >= 96
        assert box.height() >= 96
    for at, box in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert not box.adjusted(-10, -10, 10, 10).intersects(other.adjusted(-9, -9, 9, 9))


def test_ka9_portrait_has_all_targets_in_the_lower_two_thirds(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk(PORTRAIT)
    for percent in SIZES:
        tops = [box_in(window, control).top() for control in window.focus_stops()]
        assert min(tops) >= PORTRAIT[1] / 3, percent
        window.bar.button("bigger").click()
        QApplication.processEvents()


@pytest.mark.parametrize("size", SCREENS)
def test_all_topics_are_seen_at_once_with_equal_pictures(
    make_kiosk: MakeKiosk, library: Library, size: tuple[int, int]
) -> None:
    window = make_kiosk(size)
    tiles = window.home.tiles
    assert [tile.topic for tile in tiles] == [str(topic) for topic in library.topics]
    assert len({(tile.width(), tile._art().size().toTuple()) for tile in tiles}) == 1
    for row in {tile.y() for tile in tiles}:
        assert len({tile.height() for tile in tiles if tile.y() == row}) == 1
    assert not window.home.area.has_more
    assert words_of(window.bar, "kiosk.hint").isVisible()
    columns = len({tile.x() for tile in tiles})
    assert columns == (2 if size == PORTRAIT else 4)


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("percent", SIZES)
def test_wc8_nothing_is_cut_at_any_text_size(
    make_kiosk: MakeKiosk, size: tuple[int, int], percent: int
) -> None:
    window = make_kiosk(size)
    while window._theme.text_percent != percent:
        window.bar.button("bigger").click()
    QApplication.processEvents()
    for words in window.home.findChildren(Words):
        if words.isVisible():
            assert not words.is_cut(), words.text
            longest = max(words.text.split(), key=len)
            assert any(longest in line for line in words.lines()), f"{longest} is broken"
    area = window.home.area
    content = area.widget()
    assert content is not None
    assert content.width() <= area.viewport().width()  # never two-way
    while area.has_more:
        assert window.bar.button("next").isVisible()
        before = area.verticalScrollBar().value()
        window.bar.button("next").click()
        assert area.verticalScrollBar().value() > before
    last = window.home.tiles[-1]
    assert last.geometry().bottom() <= area.verticalScrollBar().value() + area.viewport().height()


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("percent", [125, 175])
def test_ka13_sizes_that_only_the_system_asks_for_cut_nothing(
    make_kiosk: MakeKiosk, theme: Theme, size: tuple[int, int], percent: int
) -> None:
    window = make_kiosk(size)
    theme.set_text_percent(percent)
    QApplication.processEvents()
    for words in window.home.findChildren(Words):
        if words.isVisible():
            assert words.height() >= words.heightForWidth(words.width()), words.text


def test_a_touch_opens_the_topic(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    QTest.mouseClick(window.home.tiles[2], Qt.MouseButton.LeftButton)
    assert window.book is not None
    assert str(window.book.topic) == window.home.tiles[2].topic
    assert window.page_number == 1


def test_wc21_sliding_off_a_topic_opens_nothing(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    tile = window.home.tiles[0]
    QTest.mousePress(tile, Qt.MouseButton.LeftButton)
    QTest.mouseMove(tile, QPoint(-200, -200))
    QTest.mouseRelease(tile, Qt.MouseButton.LeftButton, pos=QPoint(-200, -200))
    assert window.is_home


def test_ka11_arrows_go_from_topic_to_topic_and_enter_opens(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    tiles = window.home.tiles
    tiles[0].setFocus()
    for key, at in (("Right", 1), ("Down", 5), ("Left", 4), ("Up", 0)):
        QTest.keyClick(window.focusWidget(), getattr(Qt.Key, f"Key_{key}"))
        assert window.focusWidget() is tiles[at]
    QTest.keyClick(tiles[0], Qt.Key.Key_Return)
    assert not window.is_home


def test_wc18_tab_goes_through_the_topics_then_the_bar_and_round(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    stops = window.focus_stops()
    assert stops[:8] == list(window.home.tiles)
    assert all(stop.accessibleName() for stop in stops)
    window.home.tiles[0].setFocus()
    for goal in (*stops[1:], stops[0]):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is goal
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    assert window.focusWidget() is stops[-1]


def test_a_clinic_chooses_its_topics(make_kiosk: MakeKiosk, library: Library) -> None:
    window = make_kiosk(topics=("narrow-canal", "no-such-topic", "slipped-disc"))
    assert [tile.topic for tile in window.home.tiles] == ["narrow-canal", "slipped-disc"]
    empty = make_kiosk(topics=("no-such-topic",))
    assert len(empty.home.tiles) == len(library.topics)


def test_kv13_the_page_says_that_no_clinician_has_reviewed_it(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    said = words_of(window.home, "kiosk.review")
    assert said.isVisible()
    assert said.text == "Not yet reviewed by a clinician."


def test_ka2_the_page_can_be_read_aloud(make_kiosk: MakeKiosk) -> None:
    said = make_kiosk().sentences
    assert "Learn about your spine" in said
    assert "Slipped disc" in said


def test_kr4_tiles_are_made_once(make_kiosk: MakeKiosk) -> None:
    """Going home again and again makes nothing new."""
    window = make_kiosk()
    before = window.home.tiles
    for _visit in range(3):
        window.open_topic("slipped-disc")
        window.go_home()
        window.wipe()
        window.wake()
    assert all(a is b for a, b in zip(window.home.tiles, before, strict=True))
