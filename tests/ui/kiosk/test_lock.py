"""Try every way out on every page of the kiosk (KE2, KE5-KE10, KE16, KE9, KP10)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NoReturn

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QHelpEvent,
    QPointingDevice,
)
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QDialog,
    QFileDialog,
    QFontDialog,
    QInputDialog,
    QMenu,
    QMessageBox,
    QWidget,
)

from missdesk.ui.kiosk.guard import Guard
from tests.ui.kiosk.test_window import crawl

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from missdesk.ui.kiosk.window import KioskWindow

    MakeKiosk = Callable[..., KioskWindow]

pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)
NATIVE = (QFileDialog, QPrintDialog, QColorDialog, QFontDialog, QInputDialog, QMessageBox, QDialog)
NONE = Qt.KeyboardModifier.NoModifier
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
LONG_S = 0.9
ADDRESSES = ("file:///etc/hostname", "http://a.example", "mailto:a@a.example", "ms-settings:")


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Let every native dialog and the opening of any address be a failure (KE6, KE7)."""
    found: list[object] = []

    def refuse(*given: object, **_named: object) -> NoReturn:
        found.append(given)
        raise AssertionError("a native dialog")

    for kind in NATIVE:
        monkeypatch.setattr(kind, "__init__", refuse)
        monkeypatch.setattr(kind, "exec", refuse)
    for name in ("getOpenFileName", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, refuse)
    for name in ("about", "aboutQt", "warning", "question", "information", "critical"):
        monkeypatch.setattr(QMessageBox, name, refuse)
    monkeypatch.setattr(QDesktopServices, "openUrl", found.append)
    return found


def dropped() -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(address) for address in ADDRESSES])
    data.setText("dropped")
    return data


def focus_of(window: KioskWindow) -> QWidget:
    """Return what has the keyboard."""
    focus: QWidget | None = window.focusWidget()
    return focus if focus is not None else window


def try_all(widget: QWidget, data: QMimeData) -> None:
    """Do to a widget what a hostile or curious hand can do, except a plain press."""
    middle = widget.rect().center()
    where, at = widget.mapToGlobal(middle), QPointF(middle)
    for reason in QContextMenuEvent.Reason:
        QApplication.sendEvent(widget, QContextMenuEvent(reason, middle, where))
    QTest.mouseClick(widget, RIGHT, pos=middle)
    QTest.mouseClick(widget, Qt.MouseButton.MiddleButton, pos=middle)
    for kind in (QEvent.Type.ToolTip, QEvent.Type.WhatsThis):
        QApplication.sendEvent(widget, QHelpEvent(kind, middle, where))
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(widget, QDragEnterEvent(middle, copy, data, LEFT, NONE))
    QApplication.sendEvent(widget, QDropEvent(at, copy, data, LEFT, NONE))


def test_ke5_to_ke16_no_page_gives_way(make_kiosk: MakeKiosk, opened: list[object]) -> None:
    """Menus (KE5), native dialogs (KE6), links (KE7), drops (KE8), selection (KE10), tips (KE16).

    Without the guard: the pages themselves hold, and the guard is a second wall.
    """
    window = make_kiosk(clinic_address="https://clinic.example")
    clipboard, data = QApplication.clipboard(), dropped()
    clipboard.setText("before")
    for where in crawl(window):
        page = window.page_number
        for widget in (window, *window.findChildren(QWidget)):
            if widget.isVisible():
                try_all(widget, data)
        for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_V, Qt.Key.Key_P):
            QTest.keyClick(focus_of(window), key, Qt.KeyboardModifier.ControlModifier)
        assert window.page_number == page, where
        assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [window], where
        assert not [w for w in QApplication.allWidgets() if isinstance(w, QMenu)], where
        assert clipboard.text() == "before", where
    assert not opened
    clipboard.clear()


def test_ke2_escape_closes_no_page(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    for where in crawl(window, topics=3):
        page = window.page_number
        for target in (window, focus_of(window), window.bar.button("over")):
            QTest.keyClick(target, Qt.Key.Key_Escape)
        assert window.isVisible(), where
        assert window.page_number == page, where


def test_ke9_a_long_press_opens_nothing(make_kiosk: MakeKiosk, qtbot: QtBot) -> None:
    window = make_kiosk()
    seen: set[str] = set()
    for where in crawl(window, topics=1):
        if where.split()[-1] in seen or len(seen) > 4:
            continue
        seen.add(where.split()[-1])
        target = window.childAt(window.width() // 2, window.height() // 3) or window
        QTest.mousePress(target, LEFT)
        lift = time.monotonic() + LONG_S
        qtbot.waitUntil(lambda lift=lift: time.monotonic() > lift)  # type: ignore[misc]
        assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [window], where
        # Lifted outside: a press that was moved away is no press.
        QTest.mouseRelease(target, LEFT, pos=QPoint(-500, -500))


@pytest.fixture
def touch() -> QPointingDevice:
    return QTest.createTouchDevice()


def test_ke9_edges_and_ten_fingers_do_nothing(
    make_kiosk: MakeKiosk, touch: QPointingDevice, qapp: QApplication
) -> None:
    window = make_kiosk()
    guard = Guard(qapp, window)
    window.open_topic("slipped-disc")
    page, wide, high = window.page_number, window.width(), window.height()
    middle = QPoint(wide // 2, high // 2)
    edges = [QPoint(0, high // 2), QPoint(wide - 1, high // 2)]
    edges += [QPoint(wide // 2, 0), QPoint(wide // 2, high - 1)]
    for edge in edges:  # a swipe in from each edge
        QTest.touchEvent(window, touch).press(0, edge, window).commit()
        for part in range(1, 6):
            QTest.touchEvent(window, touch).move(0, edge + (middle - edge) * part / 5).commit()
        QTest.touchEvent(window, touch).release(0, middle, window).commit()
    for turn in range(20):
        storm = QTest.touchEvent(window, touch)
        places = [
            QPoint((n * 97 + turn * 31) % wide, (n * 71 + turn * 53) % high) for n in range(10)
        ]
        for finger, place in enumerate(places):
            storm.press(finger, place, window)
        storm.commit()
        lifted = QTest.touchEvent(window, touch)
        for finger, place in enumerate(places):
            lifted.release(finger, place, window)
        lifted.commit()
    assert window.page_number == page
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [window]
    guard.let_out()


def test_ka4_and_kp10_nothing_about_a_person_is_asked_or_said(make_kiosk: MakeKiosk) -> None:
    """No field takes words, so nothing private can be heard or seen in a waiting room."""
    window = make_kiosk()
    for where in crawl(window, topics=2):
        for widget in window.findChildren(QWidget):
            takes = widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
            assert not takes, (where, widget.objectName())
