"""What of a picture is shown while the lens moves: sharp layers, or all of it less sharp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.ui.stage.lens import WHOLE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.stage.controls import StageControls
    from missdesk.ui.stage.feed import Arrival, PictureFeed
    from missdesk.ui.stage.stack import LayerStack


class Sight:
    """Chooses the layers of one pane: an enlarged picture that is moved has no empty edge."""

    def __init__(
        self, port: QWidget, feed: PictureFeed, stack: LayerStack, controls: StageControls
    ) -> None:
        """Choose for this viewport, which looks through the lens of its page."""
        self._port, self._feed, self._stack, self._controls = port, feed, stack, controls
        self._whole: Arrival | None = None
        self._latest: Arrival | None = None
        self.now: Arrival | None = None

    def show(self, arrival: Arrival) -> bool:
        """Show layers that have come, and have all at hand; return whether others are seen now."""
        if arrival.covers(self._port.size(), WHOLE):
            self._whole = arrival
        elif self._whole is None or self._whole.picture is not arrival.picture:
            self._whole = None
            self._feed.fetch_whole(arrival.picture, self._on_whole)
        self._latest, self.now = arrival, None
        return self.refresh()

    def refresh(self) -> bool:
        """Show the sharp layers, or less sharp ones where those do not reach to the edges.

        Returns:
            Whether other layers are seen now.
        """
        latest = self._latest
        if latest is None:
            return False
        is_short = not latest.covers(self._port.size(), self._controls.lens)
        best = self._whole if is_short and self._whole is not None else latest
        if best is self.now:
            return False
        self.now = best
        return self._stack.show_layers(best.layers, best.pixmaps, best.px_per_mm)

    def forget(self) -> None:
        """Show nothing and hold nothing."""
        self._whole = self._latest = self.now = None
        self._stack.show_layers((), {}, 1.0)

    def _on_whole(self, arrival: Arrival) -> None:
        self._whole = arrival
