"""The first words on the screen, where the start page has them, while the rest is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from missdesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.theme.tokens import Role

MARGIN, BAR, BRAND, BRAND_GAP, HEAD_TOP, LINE_GAP = 32, 64, 40, 12, 4, 4


def start_title() -> str:
    """Return the title of the start page."""
    return _("What shall we talk about?")


def start_note() -> str:
    """Return the sentence under the title, when no visit is open."""
    return _("Choose a topic. Nothing from the last visit is kept.")


class Opening(QWidget):
    """Name, title and one sentence.

    Labels show them, not a painter: setting a pen or asking for `Qt` makes all of Qt's enums
    known to Python, 16 ms before the first frame. The words are ours, so no markup is in them.

    Signals:
        painted: They are on the screen; comes once.
    """

    painted = Signal()

    def __init__(self, theme: Theme, *, has_title: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._is_painted = theme, False
        self.setObjectName("opening")
        self.setAccessibleName(start_title() if has_title else "MISSDesk")
        self._name = QLabel("MISSDesk", self)
        self._title = QLabel(start_title() if has_title else "", self)
        self._note = QLabel(start_note() if has_title else "", self)
        palette = self._note.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.color("ink2"))
        self._note.setPalette(palette)
        theme.resized.connect(self._place)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the words where the start page has them."""
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tell that the words, which are painted next, are there."""
        if not self._is_painted:
            self._is_painted = True
            # After this paint has reached the screen.
            QTimer.singleShot(0, self.painted.emit)

    def _place(self) -> None:
        px, left = self._theme.px, self._theme.px(MARGIN)
        name = left + self._theme.part_px(BRAND) + px(BRAND_GAP)
        high, top = self._theme.line("title"), px(BAR + HEAD_TOP)
        self._line(self._name, "topic", name, 0, px(BAR))
        self._line(self._title, "title", left, top, high)
        self._line(self._note, "body", left, top + high + px(LINE_GAP), self._theme.line("body"))

    def _line(self, label: QLabel, role: Role, left: int, top: int, height: int) -> None:
        label.setFont(self._theme.type(role))
        label.setGeometry(left, top, max(1, self.width() - left), height)
