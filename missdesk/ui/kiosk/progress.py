"""Where one is in a book: a bar a page, and "Page 1 of 7"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.widgets.boxes import Row
from missdesk.ui.widgets.painting import rounded, start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from missdesk.ui.theme.theme import Theme

DASH, HIGH, GAP = 18, 6, 4


class Progress(QWidget):
    """Told to screen readers by its words."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Be at no page yet."""
        super().__init__(parent)
        row = Row(theme, self, gap=14)
        self._dashes = _Dashes(theme, self)
        self._words = Words(theme, "", "note", is_one_line=True, name="kiosk.page", parent=self)
        row.addWidget(self._dashes)
        row.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """Return the words."""
        return self._words.text

    def fit(self, room: int) -> None:
        """Leave the bars out where there is room for the words only."""
        self._dashes.setVisible(self._words.sizeHint().width() + self._dashes.wide() <= room)

    def show_page(self, number: int, count: int) -> None:
        """Be at a page, counted from 1."""
        self._words.set_text(_("Page {number} of {count}").format(number=number, count=count))
        self._dashes.show_page(number, count)


class _Dashes(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._number, self._count = theme, 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme)

    def _on_theme(self) -> None:
        self.updateGeometry()

    def show_page(self, number: int, count: int) -> None:
        """Fill the bars up to this page."""
        self._number, self._count = number, count
        self.updateGeometry()
        self.update()

    def wide(self) -> int:
        """Return the width of all bars and the gap behind them."""
        return self.sizeHint().width() + self._theme.px(14)

    def sizeHint(self) -> QSize:
        """Return all bars side by side."""
        px = self._theme.px
        return QSize(self._count * px(DASH + GAP), px(HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars; those read are filled, the others outlined (WC4: not by color alone)."""
        painter, px, color = start(self), self._theme.px, self._theme.color
        for at in range(self._count):
            box = QRectF(at * px(DASH + GAP), 0, px(DASH), self.height())
            if at < self._number:
                rounded(painter, box, px(HIGH) / 2, color("primary"))
            else:
                rounded(painter, box, px(HIGH) / 2, None, color("edge"), 1.5)
        painter.end()
