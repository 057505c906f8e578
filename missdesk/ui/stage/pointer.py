"""Mouse, finger and pen on a pane: strokes, rubbing out, things put down, taps, and moving.

`gestures` hands all three on, so one way in serves them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from missdesk.figures.ink_items import STAMP_UNITS
from missdesk.ui.stage.pen import ERASER_RADIUS_MM, STROKES, TAPS, Ink, Stroke, stamp_mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPointF

    from missdesk.model.marks import Point
    from missdesk.ui.stage.controls import StageControls
    from missdesk.ui.stage.ink import InkItem
    from missdesk.ui.stage.layers import Picture

TAP_PX: Final = 12
"""A finger may slide this far and still mean the place it came down on."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What a pointer can ask of its pane.

    Attributes:
        to_plate: From pixels of the view to plate millimeters.
        on_tap: Name the part at a place.
        on_note: Ask for the words of a note at a place.
        on_move: Move the pictures by pixels; only while they are enlarged.
    """

    to_plate: Callable[[QPointF], Point]
    on_tap: Callable[[Point], None]
    on_note: Callable[[Point], None]
    on_move: Callable[[QPointF], None]


class Pointer:
    """What happens between press and release on one pane."""

    def __init__(
        self, controls: StageControls, ink: Ink | None, item: InkItem, hands: Hands
    ) -> None:
        """Draw into `ink`, or only tap when it is None.

        Args:
            controls: Which tool is in hand.
            ink: Where finished strokes go.
            item: Shows the stroke under way.
            hands: What the pane does.
        """
        self._controls, self._ink, self._item, self._hands = controls, ink, item, hands
        self._stroke: Stroke | None = None
        self._press: QPointF | None = None
        self._last: QPointF | None = None
        self._has_slid = False
        self._sheet, self._unit_mm = "", 1.0
        self._snaps: tuple[Point, ...] = ()

    def show(self, picture: Picture) -> None:
        """Draw on this picture from now on."""
        self._sheet, self._unit_mm, self._snaps = picture.sheet, picture.unit_mm, picture.snaps

    @property
    def is_hand(self) -> bool:
        """Return whether presses name parts and move the pictures."""
        return self._ink is None or self._controls.tool == "hand"

    def press(self, at_px: QPointF, pressure: float | None = None) -> None:
        """Begin a stroke, rub out, or note where a tap began."""
        self._press = self._last = at_px
        self._has_slid = False
        tool = self._controls.tool
        if self._ink is None or tool == "hand" or tool in TAPS:
            return
        at = self._hands.to_plate(at_px)
        if tool == "eraser":
            self._erase(at)
        else:
            self._stroke = Stroke(tool, at, self._unit_mm, pressure)
            self._item.set_stroke(self._stroke)

    def move(self, at_px: QPointF, pressure: float | None = None) -> None:
        """Go on with the stroke, with rubbing out, or with moving the pictures."""
        if self._press is None or self._last is None:
            return
        self._has_slid = self._has_slid or (at_px - self._press).manhattanLength() > TAP_PX
        if self.is_hand:
            if self._has_slid:
                self._hands.on_move(at_px - self._last)
                self._last = at_px
            return
        at = self._hands.to_plate(at_px)
        if self._stroke is not None:
            self._extend(self._stroke, at, pressure)
        elif self._controls.tool == "eraser":
            self._erase(at)

    def release(self, _at_px: QPointF) -> None:
        """End the stroke, or take a tap; slid off means nothing."""
        press, had_stroke = self._press, self._stroke is not None
        self.finish()
        if not had_stroke and press is not None and not self._has_slid:
            self.tap(self._hands.to_plate(press))

    def tap(self, at: Point) -> None:
        """Do at a place what a tap with the tool in hand does."""
        tool = self._controls.tool
        if self.is_hand:
            self._hands.on_tap(at)
        elif tool == "note":
            self._hands.on_note(at)
        elif tool == "stamp" and self._ink is not None and self._controls.can_stamp:
            side = STAMP_UNITS * self._unit_mm
            stamp = stamp_mark(self._controls.stamp, at, side, self._snaps)
            self._ink.add(self._sheet, stamp)
        elif tool == "arrow":
            self._commit(Stroke(tool, at, self._unit_mm))

    def finish(self) -> None:
        """Keep a stroke under way as far as it is drawn: its view is made anew."""
        self._press, stroke, self._stroke = None, self._stroke, None
        if stroke is not None:
            self._commit(stroke)

    def cancel(self) -> None:
        """Drop a stroke under way: the picture has changed under the hand."""
        self._press = self._stroke = None
        self._item.set_stroke(None)

    def _extend(self, stroke: Stroke, at: Point, pressure: float | None) -> None:
        if stroke.is_full:
            self._commit(stroke)
            stroke = self._stroke = Stroke(self._controls.tool, at, self._unit_mm, pressure)
        if stroke.extend(at, pressure):
            self._item.set_stroke(stroke)

    def _erase(self, at: Point) -> None:
        if self._ink is not None:
            self._ink.erase(self._sheet, at, ERASER_RADIUS_MM * self._unit_mm)

    def _commit(self, stroke: Stroke) -> None:
        if self._ink is not None and stroke.kind in STROKES:
            self._ink.add(self._sheet, stroke.mark())
        self._item.set_stroke(None)
