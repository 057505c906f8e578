"""The scan of living windows: each planted fault is found, and a fair window passes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QWidget

from missdesk.model.topic import TopicId
from missdesk.ui.theme.theme import Theme
from missdesk.ui.widgets.button import Button, IconButton
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.scroll_sheet import ScrollSheet
from missdesk.ui.widgets.words import Words
from tests.ui.scan.pixels import ratio_of
from tests.ui.scan.scan import scan, scan_through
from tests.ui.scan.walk import scan_kiosk, scan_start, scan_topic

if TYPE_CHECKING:
    from missdesk.model.library import Library

Plant = Callable[[QWidget, Theme], object]
GROUND = "background: white"


class Faint(Button):
    """A button that is drawn in a very light grey."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it so that hardly anyone sees it."""
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), Qt.GlobalColor.white)
        painter.setPen(Qt.GlobalColor.lightGray)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Card(Button):
    """A button with a blank head, and its words in the lower part."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it without an edge."""
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), Qt.GlobalColor.white)
        painter.setPen(Qt.GlobalColor.black)
        painter.drawText(10, self.height() - 20, self.words)
        painter.end()


@pytest.fixture
def window(theme: Theme) -> Iterator[QWidget]:
    made = QWidget()
    made.setObjectName("window")
    made.setAutoFillBackground(True)
    made.resize(400, 300)
    yield made
    made.close()
    made.deleteLater()


def place(widget: QWidget, window: QWidget, x: int, y: int, width: int, height: int) -> None:
    widget.setParent(window)
    widget.setGeometry(x, y, width, height)


def cut_words(window: QWidget, theme: Theme) -> None:
    words = Words(theme, "Many people get better without an operation", is_one_line=True)
    place(words, window, 10, 10, 80, 30)


def low_words(window: QWidget, theme: Theme) -> None:
    place(Words(theme, "Many people get better " * 4), window, 10, 10, 150, 26)


def words_outside(window: QWidget, theme: Theme) -> None:
    card = QWidget(window)
    card.setGeometry(10, 10, 100, 60)
    place(Words(theme, "Recovery"), card, 60, 10, 90, 26)


def narrow_button(window: QWidget, theme: Theme) -> None:
    place(Button(theme, "What can go wrong", "b"), window, 10, 10, 60, 48)


def long_hint(window: QWidget, theme: Theme) -> None:
    hint = "Type what hurts, such as your back or your leg"
    place(TextField(theme, "f", "Search", hint=hint), window, 10, 10, 150, 52)


def on_each_other(window: QWidget, theme: Theme) -> None:
    place(Button(theme, "Print", "one"), window, 10, 10, 120, 48)
    place(Button(theme, "Save", "two"), window, 60, 30, 120, 48)


def small_target(window: QWidget, theme: Theme) -> None:
    button = QPushButton("Go", window)
    button.setGeometry(10, 10, 60, 30)


def small_icon(window: QWidget, theme: Theme) -> None:
    place(IconButton(theme, "Help", "h", "circle-help"), window, 10, 10, 36, 44)


def sideways_scroll(window: QWidget, theme: Theme) -> None:
    area = QScrollArea(window)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setGeometry(10, 10, 200, 200)
    wide = QWidget()
    wide.resize(500, 100)
    area.setWidget(wide)


def wide_content(window: QWidget, theme: Theme) -> None:
    content = QWidget()
    content.setMinimumSize(QSize(600, 100))
    sheet = ScrollSheet(theme, content, window)
    sheet.setGeometry(0, 0, 300, 200)


def faint_words(window: QWidget, theme: Theme) -> None:
    place(Words(theme, "Not yet reviewed", token="line"), window, 10, 10, 200, 30)


def faint_control(window: QWidget, theme: Theme) -> None:
    window.setStyleSheet(GROUND)
    place(Faint(theme, "Next", "n"), window, 40, 40, 120, 48)


def nameless_icon(window: QWidget, theme: Theme) -> None:
    button = IconButton(theme, "Help", "h", "circle-help")
    button.setAccessibleName(" ")
    button.setToolTip("")
    place(button, window, 10, 10, 48, 48)


def roleless(window: QWidget, theme: Theme) -> None:
    box = QWidget(window)
    box.setAccessibleName("Picture")
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setGeometry(10, 10, 60, 60)


def other_name(window: QWidget, theme: Theme) -> None:
    button = Button(theme, "Print", "p")
    button.setAccessibleName("Send to the machine")
    place(button, window, 10, 10, 120, 48)


@pytest.mark.parametrize(
    ("plant", "rule", "what"),
    [
        (cut_words, "WC8", "does not fit"),
        (low_words, "WC8", "px high"),
        (words_outside, "WC8", "is cut off by"),
        (narrow_button, "WC8", "needs"),
        (long_hint, "WC8", "hint"),
        (on_each_other, "WC8", "lies on"),
        (small_target, "WC23", "less than 44"),
        (small_icon, "WC23", "less than 44"),
        (sideways_scroll, "WC8", "sideways"),
        (wide_content, "WC8", "wider than it is"),
        (faint_words, "WC7", "contrast"),
        (faint_control, "WC10", "contrast"),
        (nameless_icon, "WC28", "no name"),
        (roleless, "WC28", "no role"),
        (other_name, "WC22", "is called"),
    ],
)
def test_a_planted_fault_is_found(
    window: QWidget, theme: Theme, plant: Plant, rule: str, what: str
) -> None:
    plant(window, theme)
    window.show()
    QApplication.processEvents()
    found = scan(window)
    assert any(f.rule == rule and what in f.what for f in found), found


def test_a_fair_window_passes(window: QWidget, theme: Theme) -> None:
    place(Words(theme, "Many people get better"), window, 10, 10, 300, 30)
    place(Button(theme, "Print", "p", kind="primary"), window, 10, 60, 140, 48)
    place(TextField(theme, "f", "Name", hint="Name"), window, 10, 130, 200, 52)
    tall = QWidget()
    tall.setFixedHeight(900)
    sheet = ScrollSheet(theme, tall, window)
    sheet.setGeometry(220, 50, 160, 200)
    window.show()
    QApplication.processEvents()
    assert scan(window) == []
    assert window.findChild(QLineEdit) is not None


def low_in_a_list(window: QWidget, theme: Theme) -> Words:
    tall = QWidget()
    tall.setFixedHeight(900)
    faint = Words(theme, "Not yet reviewed", token="line")
    place(faint, tall, 10, 850, 200, 30)
    sheet = ScrollSheet(theme, tall, window)
    sheet.setGeometry(10, 10, 300, 250)
    return faint


def test_a_fault_below_the_edge_of_a_list_is_found(window: QWidget, theme: Theme) -> None:
    low_in_a_list(window, theme)
    window.show()
    QApplication.processEvents()
    assert scan(window) == []
    assert [fault.rule for fault in scan_through(window)] == ["WC7"]


def test_what_is_seen_only_in_part_at_the_edge_is_not_blamed(window: QWidget, theme: Theme) -> None:
    """At the first place no more than the blank head of the card is seen."""
    tall = QWidget()
    tall.setFixedHeight(900)
    place(Card(theme, "A broken bone", "card"), tall, 10, 180, 200, 150)
    sheet = ScrollSheet(theme, tall, window)
    sheet.setGeometry(10, 10, 300, 250)
    window.setStyleSheet(GROUND)
    window.show()
    QApplication.processEvents()
    assert [fault.rule for fault in scan(window)] == ["WC10"]
    assert scan_through(window) == []


def test_contrast_is_that_of_the_standard() -> None:
    assert ratio_of(0x000000, 0xFFFFFF) == pytest.approx(21)
    assert ratio_of(0x767676, 0xFFFFFF) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("size", "mode", "percent"),
    [((1366, 768), "light", 100), ((1366, 768), "contrast", 200)],
)
def test_the_screens_of_a_topic_have_no_fault(
    qapp_with_fonts: QApplication,
    theme: Theme,
    library: Library,
    size: tuple[int, int],
    mode: str,
    percent: int,
) -> None:
    """All topics in all sizes: tools/scan_screens.py."""
    theme.set_mode("contrast" if mode == "contrast" else "light")
    theme.set_text_percent(percent)
    app, window = qapp_with_fonts, QSize(*size)
    found = scan_start(app, theme, library, window)
    found += scan_topic(app, theme, library, window, TopicId("slipped-disc"))
    assert len(found) > 20
    assert [f"{name}: {fault}" for name, faults in found for fault in faults] == []


def test_the_waiting_rooms_screens_have_no_fault(
    qapp_with_fonts: QApplication, theme: Theme, library: Library
) -> None:
    found = list(scan_kiosk(qapp_with_fonts, theme, library, TopicId("slipped-disc")))
    assert len(found) > 12
    assert [f"{name}: {fault}" for name, faults in found for fault in faults] == []
