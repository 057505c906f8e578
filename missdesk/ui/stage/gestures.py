"""Wheel, fingers, pen and trackpad on a pane: what draws goes to the pointer, two fingers zoom.

Touches are taken here and not left to Qt, which would hand a second finger on as nothing at all.
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import (
    QEventPoint,
    QNativeGestureEvent,
    QPointerEvent,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QScroller

from missdesk.ui.stage.lens import NOTCH, WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from missdesk.ui.stage.controls import StageControls
    from missdesk.ui.stage.pointer import Pointer

WHEEL_NOTCH: Final = 120.0
STEP: Final = 0.2
"""How far an arrow key moves enlarged pictures, in parts of the view."""
ARROWS: Final = {
    Qt.Key.Key_Left: (-STEP, 0.0),
    Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP),
    Qt.Key.Key_Down: (0.0, STEP),
}
_TOUCHES: Final = (
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
)
_STARTS: Final = (QEvent.Type.TouchBegin, QEvent.Type.TabletPress)
_PENS: Final = (QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease)


class Gestures:
    """Reads the events of one pane's viewport."""

    def __init__(
        self,
        port: QWidget,
        controls: StageControls,
        pointer: Pointer,
        on_press: Callable[[], None],
    ) -> None:
        """Hand on to the pointer and the lens.

        Args:
            port: The viewport.
            controls: Holds the lens that all panes share.
            pointer: Draws and taps.
            on_press: Called when something comes down on the pane.
        """
        self._port, self._controls, self._pointer = port, controls, pointer
        self._on_press = on_press
        self._pinch: tuple[QPointF, float] | None = None
        self._is_spoiled = self._is_passed_on = False
        port.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    def take(self, event: QEvent) -> bool:
        """Do what an event asks for; return whether it was one of these."""
        if isinstance(event, QTouchEvent) and event.type() in _TOUCHES:
            if self._passes_on(event, [point.position() for point in event.points()]):
                return True
            self._touch(event)
        elif isinstance(event, QTabletEvent) and event.type() in _PENS:
            if self._passes_on(event, [event.position()]):
                return True
            self._pen(event)
        elif isinstance(event, QNativeGestureEvent):
            if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
                return False
            self._zoom(1 + event.value(), event.position())
        else:
            return False
        event.accept()
        return True

    def _passes_on(self, event: QPointerEvent, at: list[QPointF]) -> bool:
        """Return whether what comes down here means a button or label that lies on the picture.

        From what nobody takes, Qt makes a press of the mouse, and gives it to that control.
        """
        if event.type() in _STARTS:
            self._is_passed_on = self._port.childAt(at[0].toPoint()) is not None
        event.setAccepted(not self._is_passed_on)
        return self._is_passed_on

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom by the wheel, at the place it turns over."""
        turns = event.angleDelta().y() / WHEEL_NOTCH
        if turns:
            self._zoom(NOTCH**turns, event.position())
        event.accept()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Zoom by plus, minus and 0, move by Shift and an arrow; return whether it was one."""
        controls, is_shifted = self._controls, bool(held & Qt.KeyboardModifier.ShiftModifier)
        if held & Qt.KeyboardModifier.ControlModifier:
            return False  # the window's: text size
        if key in ARROWS and is_shifted and controls.lens.is_near:
            controls.set_lens(controls.lens.moved(*ARROWS[key]))
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            controls.set_lens(controls.lens.nearer())
        elif key == Qt.Key.Key_Minus:
            controls.set_lens(controls.lens.farther())
        elif key == Qt.Key.Key_0:
            controls.set_lens(WHOLE)
        else:
            return False
        return True

    def move(self, by_px: QPointF) -> None:
        """Move the pictures with the hand, as far as they are enlarged."""
        lens, port = self._controls.lens, self._port
        if lens.is_near:
            moved = lens.moved(-by_px.x() / port.width(), -by_px.y() / port.height())
            self._controls.set_lens(moved)

    def _zoom(self, factor: float, at: QPointF) -> None:
        port, lens = self._port, self._controls.lens
        part = (at.x() / max(1, port.width()), at.y() / max(1, port.height()))
        self._controls.set_lens(lens.zoomed(lens.zoom * factor, part))

    def _touch(self, event: QTouchEvent) -> None:
        """Draw or tap with one finger; zoom and move with two. A third is ignored."""
        if not self._pointer.is_hand or self._controls.lens.is_near:
            self._hold_page()
        if event.type() == QEvent.Type.TouchCancel:
            self._pointer.cancel()
            self._pinch, self._is_spoiled = None, False
            return
        up = QEventPoint.State.Released
        down = [point for point in event.points() if point.state() != up]
        if len(down) >= 2:
            self._on_pinch(down[0].position(), down[1].position())
        elif not self._is_spoiled:
            self._on_finger(event)
        if not down:
            self._pinch, self._is_spoiled = None, False

    def _hold_page(self) -> None:
        """Keep the page from being scrolled by the finger that draws or moves the picture."""
        over = self._port.parentWidget()
        while over is not None:
            if isinstance(over, QAbstractScrollArea) and QScroller.hasScroller(over.viewport()):
                QScroller.scroller(over.viewport()).stop()
            over = over.parentWidget()

    def _on_finger(self, event: QTouchEvent) -> None:
        point = event.points()[0]
        at = point.position()
        if event.type() == QEvent.Type.TouchBegin:
            self._on_press()
            self._pointer.press(at)
        elif point.state() == QEventPoint.State.Released:
            self._pointer.release(at)
        else:
            self._pointer.move(at)

    def _on_pinch(self, one: QPointF, two: QPointF) -> None:
        middle, apart = (one + two) / 2, hypot(one.x() - two.x(), one.y() - two.y())
        if not self._is_spoiled:
            # The first finger may have begun a stroke before the second came down.
            self._pointer.cancel()
            self._is_spoiled = True
        if self._pinch is not None and self._pinch[1] > 0:
            before, was_apart = self._pinch
            self._zoom(apart / was_apart, middle)
            self.move(middle - before)
        self._pinch = (middle, apart)

    def _pen(self, event: QTabletEvent) -> None:
        at, kind = event.position(), event.type()
        if kind == QEvent.Type.TabletPress:
            self._on_press()
            self._pointer.press(at, event.pressure())
        elif kind == QEvent.Type.TabletMove:
            self._pointer.move(at, event.pressure())
        else:
            self._pointer.release(at)
