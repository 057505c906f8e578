"""A page with pictures to draw on: what its keys do, what it remembers, and what it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from missdesk.ui.stage.bench import Bench
from missdesk.ui.stage.controls import Setting
from missdesk.ui.stage.decode import DEFAULT_CACHE_BYTES
from missdesk.ui.stage.plate_view import PlateView

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from missdesk.ui.context import UiContext
    from missdesk.ui.stage.tool_bar import ToolBar


class StagePage(QWidget):
    """Has one bench; its pictures follow the controls of that bench."""

    _tools: ToolBar
    """Made by each page where its layout wants it."""

    def __init__(self, context: UiContext, cache_bytes: int = DEFAULT_CACHE_BYTES) -> None:
        """Set the bench up; layers kept for later take at most so many bytes."""
        super().__init__()
        self._context, self._theme = context, context.theme
        self._bench = Bench(self, context, cache_bytes)
        self._shelf, self._ink = self._bench.shelf, self._bench.ink
        self._controls = self._bench.controls

    def act(self, action: str) -> bool:
        """Do what a key or a menu asks for; return whether it was for this page."""
        controls = self._controls
        if action == "labels":
            controls.set_labels(not controls.has_labels)
        elif action == "draw":
            controls.set_tool("pen" if controls.tool == "hand" else "hand")
        elif action == "undo":
            self._ink.undo()
        elif action == "clear":
            self._tools.clear()
        else:
            return False
        return True

    def remember(self) -> tuple[object, ...]:
        """Return what a rebuild of the page must not lose; pages add to the end of it.

        A stroke under way goes into the visit. Not when a page is merely hidden: at the end of a
        visit that would draw it into the next one (KP1).
        """
        for view in self.findChildren(PlateView):
            view.pointer.finish()
        return (self._controls.setting(),)

    def recall(self, state: object) -> None:
        """Take it back."""
        assert isinstance(state, tuple)
        assert isinstance(state[0], Setting)
        self._controls.restore(state[0])

    def is_settled(self) -> bool:
        """Return whether every picture asked for is to be seen; the tour waits for it."""
        views = [view for view in self.findChildren(PlateView) if view.isVisible()]
        return all(view.is_settled or view.feed.wanted is None for view in views)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep layers again."""
        super().showEvent(event)
        self._bench.loader.wake()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep only what the pictures show: other pages need the memory now."""
        super().hideEvent(event)
        self._bench.loader.rest()
