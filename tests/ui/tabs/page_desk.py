"""A page in a window of its own, at the size the sheet gives it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from missdesk.ui.context import UiContext
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

W = TypeVar("W", bound=QWidget)
MakeContext = Callable[..., UiContext]
SHEET = QSize(1186, 640)
FOLDED = QSize(1280, 640)


def at_text(theme: Theme, percent: int) -> None:
    """Set up a window of 1366 x 768 at a text size."""
    theme.set_window(QSize(1366, 768))
    theme.set_text_percent(percent)


class PageDesk:
    """Shows one page as high as it wants to be, as the sheet does."""

    def __init__(self, page: QWidget, context: UiContext, qtbot: QtBot) -> None:
        self.context, self.page = context, page
        self.window = QWidget()
        qtbot.addWidget(self.window)
        size = FOLDED if context.theme.is_folded else SHEET
        self.window.resize(size)
        page.setParent(self.window)
        page.setGeometry(0, 0, size.width(), size.height())
        self.window.show()
        self.settle()

    def settle(self) -> None:
        """Let Qt delete what was thrown away, and lay the page out again."""
        for _again in range(2):
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            QApplication.processEvents()
        self.page.resize(self.page.width(), max(SHEET.height(), self.height()))
        QApplication.processEvents()

    def height(self) -> int:
        """Return how high the page wants to be."""
        layout = self.page.layout()
        assert layout is not None
        return layout.heightForWidth(self.page.width())

    def find(self, kind: type[W], name: str) -> W:
        """Return a widget by its objectName, popovers included."""
        found = self.window.findChild(kind, name)
        assert isinstance(found, kind), name
        return found

    def press(self, name: str) -> None:
        """Press a button with the mouse."""
        QTest.mouseClick(self.find(QAbstractButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    def said(self, inside: QWidget | None = None) -> list[str]:
        """Return all words that can be seen."""
        top = inside or self.window
        return [w.text for w in top.findChildren(Words) if w.isVisible() and w.text]

    def cut(self) -> list[str]:
        """Return the words that do not fit their place."""
        return [w.text for w in self.window.findChildren(Words) if w.isVisible() and w.is_cut()]
