"""Mouse, finger and pen on a pane: strokes, rubbing out, and taps that name a part.

Qt hands touches and pens on as presses of the left button as long as nobody takes them, so one
way in serves all three.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from missdesk.model.marks import Point
from missdesk.ui.stage.pen import Ink, Stroke

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from missdesk.ui.stage.controls import StageControls
    from missdesk.ui.stage.ink import InkItem

TAP_PX: Final = 12
"""A finger may slide this far and still mean the place it came down on."""


class Pointer:
    """What happens between press and release on one pane."""

    def __init__(
        self,
        controls: StageControls,
        ink: Ink | None,
        item: InkItem,
        to_plate: Callable[[QPointF], Point],
        on_tap: Callable[[Point], None],
    ) -> None:
        """Draw into `ink`, or only tap when it is None.

        Args:
            controls: Which tool is in hand.
            ink: Where finished strokes go.
            item: Shows the stroke under way.
            to_plate: From pixels of the view to plate millimeters.
            on_tap: Called with the place of a tap.
        """
        self._controls, self._ink, self._item = controls, ink, item
        self._to_plate, self._on_tap = to_plate, on_tap
        self._stroke: Stroke | None = None
        self._press: QPointF | None = None
        self.sheet = ""

    @property
    def is_drawing(self) -> bool:
        """Return whether a stroke is under way."""
        return self._stroke is not None

    def press(self, at_px: QPointF) -> None:
        """Begin a stroke, rub out, or note where a tap began."""
        self._press = at_px
        tool = self._controls.tool
        if self._ink is None or tool == "hand":
            return
        at = self._to_plate(at_px)
        if tool == "eraser":
            self._ink.erase(self.sheet, at)
        else:
            self._stroke = Stroke(tool, at)
            self._item.set_stroke(self._stroke)

    def move(self, at_px: QPointF) -> None:
        """Go on with the stroke or with rubbing out."""
        if self._press is None or self._ink is None:
            return
        at = self._to_plate(at_px)
        if self._stroke is not None:
            if self._stroke.is_full:
                self._commit(self._stroke)
                self._stroke = Stroke(self._controls.tool, at)
            if self._stroke.extend(at):
                self._item.set_stroke(self._stroke)
        elif self._controls.tool == "eraser":
            self._ink.erase(self.sheet, at)

    def release(self, at_px: QPointF) -> None:
        """End the stroke, or take a tap; slid off means nothing."""
        press, self._press = self._press, None
        stroke, self._stroke = self._stroke, None
        if stroke is not None:
            self._commit(stroke)
            return
        is_hand = self._ink is None or self._controls.tool == "hand"
        if press is not None and is_hand and (at_px - press).manhattanLength() <= TAP_PX:
            self._on_tap(self._to_plate(press))

    def cancel(self) -> None:
        """Drop a stroke under way: the picture has changed under the hand."""
        self._press = self._stroke = None
        self._item.set_stroke(None)

    def _commit(self, stroke: Stroke) -> None:
        assert self._ink is not None
        self._ink.add(self.sheet, stroke.mark())
        self._item.set_stroke(None)
