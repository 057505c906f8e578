"""The Operation step alone in a window, for tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.tabs.operation import SPEC, OperationPage
from missdesk.ui.widgets.words import Words
from tests.ui.tabs.picture_desk import PictureDesk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from missdesk.ui.context import UiContext

OPEN_SHEET = "axial-l4l5/open/L4-L5/left"


class Desk(PictureDesk[OperationPage]):
    """The page with its panes."""

    def __init__(self, context: UiContext, qtbot: QtBot) -> None:
        page = SPEC.build(context)
        assert isinstance(page, OperationPage)
        super().__init__(page, context, qtbot)

    def views(self) -> Sequence[PlateView]:
        """Return the pictures to wait for."""
        return self.page.findChildren(PlateView)

    def view(self, option: str) -> PlateView:
        found = self.page.findChild(PlateView, f"pane.{option}")
        assert isinstance(found, PlateView)
        return found

    def options(self) -> tuple[str, ...]:
        return self.context.consultation.visit.options

    def states(self) -> list[str]:
        pictures = [self.view(option).picture for option in self.options()]
        return [picture.state for picture in pictures if picture is not None]

    def caption(self, option: str) -> Words:
        found = self.page.findChild(Words, f"pane.{option}.caption")
        assert isinstance(found, Words)
        return found

    def note(self) -> str:
        found = self.page.findChild(Words, "operation.note")
        assert isinstance(found, Words)
        return found.text


OpenDesk = Callable[..., Desk]
