"""A page with pictures in a window of its own, for tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from missdesk.ui.context import UiContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from missdesk.ui.stage.plate_view import PlateView

P = TypeVar("P", bound=QWidget)
MakeContext = Callable[..., UiContext]
LEFT_BUTTON = Qt.MouseButton.LeftButton


class PictureDesk(Generic[P]):
    """Shows the page at the size the sheet gives it, and waits for its pictures."""

    def __init__(self, page: P, context: UiContext, qtbot: QtBot) -> None:
        self.page, self.context, self.qtbot = page, context, qtbot
        # A window without a layout: the offscreen platform warns about windows with a least size.
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1186, 640)
        page.setParent(self.window)
        page.setGeometry(0, 0, 1186, 640)
        self.window.show()
        self.settle()

    def views(self) -> Sequence[PlateView]:
        """Return the pictures to wait for."""
        raise NotImplementedError

    def settle(self) -> None:
        """Wait until every picture is there."""
        workers = self.context.workers

        def is_calm() -> bool:
            return not workers.is_busy and all(view.picture for view in self.views())

        self.qtbot.waitUntil(is_calm, timeout=10_000)

    def button(self, name: str) -> QAbstractButton:
        """Return a button by its objectName, popovers included."""
        found = self.window.findChild(QAbstractButton, name)
        assert isinstance(found, QAbstractButton), name
        return found

    def press(self, name: str) -> None:
        """Press a button with the mouse."""
        QTest.mouseClick(self.button(name), LEFT_BUTTON)
        self.settle()
