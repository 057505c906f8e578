"""The white sheet that holds the page of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from missdesk.ui.theme.tokens import SHEET_PAD_BOTTOM, SHEET_PAD_TOP, SHEET_PAD_X
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.painting import rounded, start
from missdesk.ui.widgets.scroll_sheet import ScrollSheet

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from missdesk.ui.theme.theme import Theme

GUTTER = 22


class Sheet(QWidget):
    """Holds pages under their names; each scrolls down only when it must."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._areas: dict[str, ScrollSheet] = {}
        self._pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget(self)
        pad = (SHEET_PAD_X, SHEET_PAD_TOP, SHEET_PAD_X - GUTTER, SHEET_PAD_BOTTOM)
        column = Column(theme, self, gap=0, pad=pad)
        column.addWidget(self._stack)
        theme.changed.connect(self.update)

    def page(self, name: str) -> QWidget | None:
        """Return a page; None when it has not been built."""
        return self._pages.get(name)

    def add(self, name: str, page: QWidget) -> None:
        """Take a page."""
        if name not in self._areas:
            # Kept from visit to visit: each new one would teach Qt one more flick gesture.
            area = ScrollSheet(self._theme, None, self._stack, gutter=GUTTER)
            area.setObjectName(f"area.{name}")
            self._areas[name] = area
            self._stack.addWidget(area)
        self._pages[name] = page
        self._areas[name].set_content(page)
        self._areas[name].verticalScrollBar().setValue(0)

    def show_page(self, name: str) -> None:
        """Bring a page to the front.

        Raises:
            KeyError: It has not been added.
        """
        self._stack.setCurrentWidget(self._areas[name])

    def names(self) -> tuple[str, ...]:
        """Return the pages there are."""
        return tuple(self._pages)

    def clear(self, *, at_once: bool = False) -> None:
        """Take all pages down; Qt deletes them when it comes to it, or at once."""
        for name, page in self._pages.items():
            self._areas[name].takeWidget()
            page.hide()
            # Until Qt deletes it, nothing of it may wake up: the visit it shows is over.
            for timer in page.findChildren(QTimer):
                timer.stop()
            page.setParent(self)  # without one it would be a window of its own
            page.deleteLater()
            if at_once:
                QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)
        self._pages.clear()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet."""
        painter = start(self)
        line = self._theme.color("line") if self._theme.is_contrast else None
        box, radius = QRectF(self.rect()), self._theme.radius("sheet")
        rounded(painter, box, radius, self._theme.color("surface"), line, 1.0)
        painter.end()
