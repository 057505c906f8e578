"""The window itself: it stays, holds nothing about a reader, opens nothing, and does not grow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QHelpEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from missdesk.ui.kiosk.text import KioskText
from missdesk.ui.widgets.layer import Layer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from missdesk.ui.kiosk.window import KioskWindow
    from missdesk.ui.theme.theme import Theme

    MakeKiosk = Callable[..., KioskWindow]

FORBIDDEN = (
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QTextBrowser,
    QDialog,
    QMenu,
    QMainWindow,
    QLabel,
)


def crawl(window: KioskWindow, topics: int = 8) -> Iterator[str]:
    """Go to every page of every topic, an explained word, and the waiting pictures."""
    yield "home"
    for tile in window.home.tiles[:topics]:
        window.open_topic(tile.topic)
        assert window.book is not None
        for page in window.book.pages:
            yield f"{tile.topic} {page.id}"
            window.turn(1)
    window.open_topic("slipped-disc")
    window.reading.body.texts[0].explain(0)
    yield "word"
    window.wipe()
    yield "attract"


def test_kp10_and_ke5_no_forbidden_widget_on_any_page(make_kiosk: MakeKiosk) -> None:
    """No field, dialog, menu, link or selectable text anywhere (KP10, KE2, KE5, KE10, KE16)."""
    window = make_kiosk()
    for where in crawl(window):
        for widget in (window, *window.findChildren(QWidget)):
            assert not isinstance(widget, FORBIDDEN), (where, widget)
            assert not widget.toolTip(), (where, widget.objectName())
            assert not widget.whatsThis()
            assert not widget.acceptDrops(), (where, widget)  # KE8
        shown = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
        assert shown == [window], where


def test_ke5_no_menu_opens_anywhere(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    for _where in crawl(window):
        for widget in window.findChildren(QWidget):
            if widget.isVisible():
                middle = widget.rect().center()
                reason = QContextMenuEvent.Reason.Mouse
                event = QContextMenuEvent(reason, middle, widget.mapToGlobal(middle))
                QApplication.sendEvent(widget, event)
        assert not [w for w in QApplication.allWidgets() if isinstance(w, QMenu)]


def test_ke16_hovering_shows_no_tooltip(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    window.open_topic("slipped-disc")
    for widget in window.findChildren(QWidget):
        middle = widget.rect().center()
        event = QHelpEvent(QHelpEvent.Type.ToolTip, middle, widget.mapToGlobal(middle))
        QApplication.sendEvent(widget, event)
    shown = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    assert shown == [window]


def test_ke1_close_and_ke2_escape_do_nothing(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    for where in crawl(window, topics=2):
        window.close()
        for target in (window, window.bar.button("over")):
            QTest.keyClick(target, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
            QTest.keyClick(target, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        assert window.isVisible(), where
    window.can_close = True
    window.close()
    assert not window.isVisible()


def test_ke7_nothing_opens_an_address(
    make_kiosk: MakeKiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    window = make_kiosk(clinic_address="https://clinic.example")
    for _where in crawl(window, topics=1):
        for text in window.findChildren(KioskText):
            for y in range(10, max(11, text.height()), 90):
                at = QPoint(text.width() // 3, y)
                QTest.mouseClick(text, Qt.MouseButton.LeftButton, pos=at)
                layer = Layer.open_on(window)
                if layer is not None:
                    layer.close_layer()
    assert not opened


def test_ke10_no_text_can_be_selected(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    clipboard = QApplication.clipboard()
    clipboard.setText("before")
    window.open_topic("slipped-disc")
    text = window.reading.body.texts[0]
    QTest.mousePress(text, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    QTest.mouseMove(text, QPoint(300, 200))
    QTest.mouseRelease(text, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    for key in (Qt.Key.Key_A, Qt.Key.Key_C):
        QTest.keyClick(text, key, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "before"
    clipboard.clear()


def test_kr6_a_wipe_leaves_nothing_of_the_reader(make_kiosk: MakeKiosk, theme: Theme) -> None:
    window = make_kiosk()
    window.open_topic("slipped-disc")
    window.turn(3)
    window.bar.button("bigger").click()
    window.bar.button("contrast").click()
    window.reading.body.texts[0].explain(0)
    window.wipe()
    assert theme.text_percent == 100
    assert theme.mode == "light"
    assert window.is_home
    assert window.is_attracting
    assert window.reading.page is None
    assert Layer.open_on(window) is None
    assert window.book is None


def test_ka13_start_over_is_as_the_system_is_set(make_kiosk: MakeKiosk, theme: Theme) -> None:
    """Larger text comes in three steps, from whatever size the system asks for."""
    theme.set_usual(125, "contrast")
    window = make_kiosk()
    sizes = []
    for _step in range(4):
        window.bar.button("bigger").click()
        sizes.append(theme.text_percent)
    assert sizes == [150, 200, 100, 150]
    window.bar.button("contrast").click()
    window.bar.button("over").click()
    assert (theme.text_percent, theme.mode) == (125, "contrast")
    window.bar.button("bigger").click()
    window.wipe()
    assert (theme.text_percent, theme.mode) == (125, "contrast")


def test_ke3_a_key_without_a_name_does_nothing(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    for code in (0, 0x12345, 0x7FFFFFFF):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window, event)
    assert window.is_home


def test_start_over_is_always_there_and_shows_the_topics(
    make_kiosk: MakeKiosk, theme: Theme
) -> None:
    window = make_kiosk()
    for where in crawl(window, topics=2):
        if where not in {"attract", "word"}:
            assert window.bar.button("over").isVisible(), where
    window.wake()
    window.open_topic("slipped-disc")
    window.bar.button("bigger").click()
    window.bar.button("over").click()
    assert window.is_home
    assert not window.is_attracting
    assert theme.text_percent == 100


def test_all_topics_keeps_the_text_size(make_kiosk: MakeKiosk, theme: Theme) -> None:
    window = make_kiosk()
    window.bar.button("bigger").click()
    window.open_topic("slipped-disc")
    window.bar.button("home").click()
    assert window.is_home
    assert theme.text_percent == 150


def test_one_language_needs_no_button_and_no_voice_none(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    for key in ("read", "language"):
        with pytest.raises(KeyError):
            window.bar.button(key)


def test_touched_tells_of_keys_and_presses(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    told: list[None] = []
    window.touched.connect(lambda: told.append(None))
    handle = window.windowHandle()
    assert handle is not None
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    kind = QKeyEvent.Type.KeyPress
    QApplication.sendEvent(handle, QKeyEvent(kind, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier))
    assert len(told) >= 2


@pytest.mark.parametrize("size", [(800, 600), (3840, 2160), (1024, 1366)])
def test_wc5_other_screens_work_too(make_kiosk: MakeKiosk, size: tuple[int, int]) -> None:
    window = make_kiosk(size)
    window.open_topic("narrow-canal")
    for part in (window.reading, window.bar):
        assert window.rect().contains(part.geometry())
    assert window.reading.area.height() > window._theme.line("body") * 2
    assert QPointF(window.bar.button("next").geometry().center()).x() < window.width()


def test_a_screen_turned_round_is_laid_out_anew(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk((1920, 1080))
    window.open_topic("slipped-disc")
    window.resize(1080, 1920)
    QApplication.processEvents()
    assert window.bar.is_tall
    assert window.reading.area.y() > window.reading.art.geometry().bottom() - 2
    window.resize(1920, 1080)
    QApplication.processEvents()
    assert window.reading.area.x() > window.reading.art.geometry().right()
    window.turn(7)  # the last but one: warning signs, beside each other only in landscape
    text, beside = window.reading.body.texts
    assert beside.x() > text.geometry().right()
    window.resize(1080, 1920)
    QApplication.processEvents()
    assert beside.y() > text.geometry().bottom()
