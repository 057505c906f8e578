"""The staff's way out: hold the corner for five seconds, type the PIN, then restart or leave.

Source: kiosk-and-security.md KE12; issue 7 (staff way out, a diagnostic page for staff).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QTouchEvent

from missdesk.ui.kiosk.diagnostic import DiagnosticCard
from missdesk.ui.kiosk.pin_pad import PinPad
from missdesk.ui.widgets.handle_watch import HandleWatch
from missdesk.ui.widgets.layer import Layer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from missdesk.ui.kiosk.pin import PinCheck
    from missdesk.ui.theme.theme import Theme

HOLD_MS: Final = 5000
CORNER: Final = 64
"""Designed side of the corner at the upper left: 128 px on a 1080p screen; nothing stands there."""
_PRESS = frozenset((QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin))
_MOVE = frozenset((QEvent.Type.MouseMove, QEvent.Type.TouchUpdate))
_LIFT = frozenset((QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel))


class StaffCorner(QObject):
    """Notices a finger that stays in the corner.

    Signals:
        held: It stayed for five seconds.
    """

    held = Signal()

    def __init__(self, window: QWidget, theme: Theme) -> None:
        """Watch a window's input once it is on the screen."""
        super().__init__(window)
        self._theme = theme
        self._timer = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._timer.timeout.connect(self.held)
        HandleWatch(window, self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Begin, go on, or give up; nothing is held back."""
        kind = event.type()
        if kind in _PRESS and self._is_inside(event):
            self._timer.start()
        elif kind in _LIFT or (kind in _MOVE and not self._is_inside(event)):
            self._timer.stop()
        return False

    def give_up(self) -> None:
        """Count a finger as lifted: another one has come, and its end may never be told."""
        self._timer.stop()

    def _is_inside(self, event: QEvent) -> bool:
        side = self._theme.px(CORNER)
        return all(QRectF(0, 0, side, side).contains(point) for point in _points(event))


def _points(event: QEvent) -> Sequence[QPointF]:
    """Return where an event is, in the window."""
    if isinstance(event, QMouseEvent):
        return (event.position(),)
    if isinstance(event, QTouchEvent):
        return [point.position() for point in event.points()]
    return ()


class StaffDoor(QObject):
    """Opens the pad, then the staff's card.

    Args:
        window: The kiosk's window.
        theme: Colors, sizes and fonts.
        check: Knows the PIN; without one the corner does nothing.
        facts: Makes the lines of the staff's card; nothing of a person is among them.

    Signals:
        restarts: Staff want the kiosk to start anew.
        leaves: Staff want out.
    """

    restarts = Signal()
    leaves = Signal()

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        check: PinCheck,
        facts: Callable[[], Sequence[tuple[str, str]]],
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._check, self._facts = window, theme, check, facts
        self.corner = StaffCorner(window, theme)
        self.corner.held.connect(self.ask)

    def ask(self) -> None:
        """Ask for the PIN, unless somebody is typing it already."""
        if isinstance(Layer.open_on(self._window), PinPad | DiagnosticCard):
            return
        pad = PinPad(self._window, self._theme, self._check)
        pad.opened.connect(self._on_opened)
        pad.open_layer()

    def _on_opened(self) -> None:
        card = DiagnosticCard(self._window, self._theme, self._facts())
        card.restarts.connect(self.restarts)
        card.leaves.connect(self.leaves)
        card.open_layer()
