"""The waiting pictures: silent, pausable, still where motion is reduced; a touch only wakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from missdesk.ui.kiosk.attract import FADE_MS, STAY_MS
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.words import Words
from tests.ui.kiosk.conftest import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from missdesk.model.library import Library
    from missdesk.ui.kiosk.window import KioskWindow
    from missdesk.ui.theme.theme import Theme

    MakeKiosk = Callable[..., KioskWindow]


def is_waiting(window: KioskWindow) -> bool:
    return window.is_attracting


def is_moving(window: KioskWindow) -> bool:
    return window.attract.is_moving


def pause_of(window: KioskWindow) -> Button:
    found = window.attract.findChild(Button, "kiosk.pause")
    assert found is not None
    return found


def test_ke_first_touch_only_wakes(make_kiosk: MakeKiosk) -> None:
    """KR7: what lies below must not be pressed by the touch that wakes."""
    window = make_kiosk()
    window.wipe()
    assert is_waiting(window)
    assert window.attract.geometry() == window.rect()
    at = window.home.tiles[0].mapTo(window, window.home.tiles[0].rect().center())
    assert window.childAt(at) is window.attract
    touched: list[None] = []
    window.touched.connect(lambda: touched.append(None))
    QTest.mouseClick(window.attract, Qt.MouseButton.LeftButton, pos=at)
    assert not is_waiting(window)
    assert window.is_home
    assert touched


def test_ka11_any_key_wakes_too(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    window.wipe()
    QTest.keyClick(window.attract, Qt.Key.Key_Space)
    assert not is_waiting(window)
    assert window.is_home


def test_wc16_what_moves_can_be_paused(make_kiosk: MakeKiosk, theme: Theme) -> None:
    window = make_kiosk()
    theme.set_motion(True)
    window.wipe()
    pause = pause_of(window)
    assert is_moving(window)
    assert pause.isVisible()
    assert pause.height() >= 96
    QTest.mouseClick(pause, Qt.MouseButton.LeftButton)
    assert not is_moving(window)
    assert is_waiting(window)  # pausing does not wake
    assert pause.words == "Go on"
    QTest.mouseClick(pause, Qt.MouseButton.LeftButton)
    assert is_moving(window)
    window.wake()
    assert not is_moving(window)


def test_wc16_tab_comes_to_pause(make_kiosk: MakeKiosk, theme: Theme) -> None:
    window = make_kiosk()
    theme.set_motion(True)
    window.wipe()
    QTest.keyClick(window.attract, Qt.Key.Key_Tab)
    assert window.focusWidget() is pause_of(window)
    assert is_waiting(window)


def test_wc17_reduced_motion_shows_a_still_picture(make_kiosk: MakeKiosk, theme: Theme) -> None:
    window = make_kiosk()
    theme.set_motion(False)
    window.wipe()
    assert is_waiting(window)
    assert not window.attract.is_moving
    assert not pause_of(window).isVisible()


def test_ka10_it_changes_slowly() -> None:
    """No flashing: one slow change in many seconds (WC17: at most three a second)."""
    assert FADE_MS >= 1_000
    assert STAY_MS >= 5 * FADE_MS


def test_wc2_each_topic_comes_with_its_sentence(make_kiosk: MakeKiosk, library: Library) -> None:
    window = make_kiosk()
    window.wipe()
    attract, seen = window.attract, []
    for _topic in library.topics:
        seen.append(attract.topic)
        said = words_of(attract, "kiosk.said")
        assert said.text
        assert not said.is_cut()
        review = words_of(attract, "kiosk.review")
        assert review.text == "Not yet reviewed by a clinician."
        attract._stay.timeout.emit()
        QApplication.processEvents()
    assert seen == list(library.topics)
    assert attract.topic == seen[0]


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1366, 768)])
def test_its_parts_do_not_overlap(make_kiosk: MakeKiosk, size: tuple[int, int]) -> None:
    window = make_kiosk(size)
    window.wipe()
    parts = [words for words in window.attract.findChildren(Words) if words.text]
    boxes = [window.attract._art(), *(part.geometry() for part in parts)]
    for at, box in enumerate(boxes):
        assert window.attract.rect().contains(box)
        assert not any(box.intersects(other) for other in boxes[at + 1 :])
    assert window.attract.rect().contains(pause_of(window).geometry().center() + QPoint(0, 0))


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1366, 768)])
@pytest.mark.parametrize("percent", [150, 200])
def test_ka13_its_parts_do_not_overlap_in_larger_text(
    make_kiosk: MakeKiosk, theme: Theme, size: tuple[int, int], percent: int
) -> None:
    """The largest sizes leave the sentence out; name, review and Pause are there for each topic."""
    theme.set_usual(percent, "light")
    theme.set_motion(True)
    window = make_kiosk(size)
    window.wipe()
    attract = window.attract
    for _topic in window.home.tiles:
        parts = [words for words in attract.findChildren(Words) if words.isVisible()]
        assert words_of(attract, "kiosk.review") in parts
        assert len(parts) >= 3
        assert not any(words.is_cut() for words in parts)
        shown = (*parts, pause_of(window))
        boxes = [attract._art(), *(part.geometry() for part in shown)]
        for at, box in enumerate(boxes):
            assert attract.rect().contains(box)
            assert not any(box.intersects(other) for other in boxes[at + 1 :])
        attract._stay.timeout.emit()
        QApplication.processEvents()


def test_a_clinic_may_do_without(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk(has_attract=False)
    window.open_topic("slipped-disc")
    window.wipe()
    assert not is_waiting(window)
    assert window.is_home
