"""Notice that nobody is there any more: warn, then say so; for the kiosk and for the desk.

`IdleClock` only counts, on the machine's steady clock, so a changed time of day or a sleep of the
computer can neither keep a visit open nor end it early. `IdleWatch` asks it now and then.

Source: kiosk-and-security.md KR6, KR5 (clock jump); standards.md WC15, KA8; issue 7.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

State = Literal["awake", "warning", "over"]
TICK_MS: Final = 250
"""The last seconds are counted down on the screen, so each must be seen."""
SIGNS: Final = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
    )
)
"""Events that only a person causes; `QEvent.spontaneous` tells them from our own."""


class IdleClock:
    """Counts since the last sign of a person.

    Args:
        warn_after: Seconds until the warning; 0 = never.
        warning: Seconds that the warning stands before it is over.
        now: Steady clock in seconds.
    """

    def __init__(
        self, warn_after: float, warning: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._warn_after, self._warning, self._now = warn_after, warning, now
        self._touched = now()

    def touch(self) -> None:
        """Start anew: somebody is there."""
        self._touched = self._now()

    def set_times(self, warn_after: float, warning: float) -> None:
        """Count to other seconds from now on, since the same last sign of a person."""
        self._warn_after, self._warning = warn_after, warning

    @property
    def state(self) -> State:
        """Return how far it has come."""
        gone = self._now() - self._touched
        if self._warn_after <= 0 or gone < self._warn_after:
            return "awake"
        return "warning" if gone < self._warn_after + self._warning else "over"

    @property
    def seconds_left(self) -> int:
        """Return the seconds until it is over, rounded up; a warning counts down to 1."""
        gone = self._now() - self._touched
        return max(0, math.ceil(self._warn_after + self._warning - gone))


class IdleWatch(QObject):
    """Looks at the clock, and at the signs of a person that reach `source`.

    A sign while it is awake starts anew by itself. During the warning only `touch` does: the
    owner of the warning decides what counts as an answer.
    """

    warned = Signal(int)
    """Seconds left; again with each second while the warning stands."""
    woken = Signal()
    """Somebody answered the warning."""
    over = Signal()
    """Nobody answered; once, until somebody comes."""

    def __init__(self, clock: IdleClock, source: QObject, parent: QObject) -> None:
        """Watch the input that `source` gets: the application, or a window's handle."""
        super().__init__(parent)
        self.clock = clock
        self._said: State = "awake"
        self._second = 0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        source.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count a person's input as a sign; nothing is ever held back here."""
        if event.type() in SIGNS and event.spontaneous() and self._said == "awake":
            self.clock.touch()
        return super().eventFilter(watched, event)

    def touch(self) -> None:
        """Start anew: the warning was answered, or somebody has come."""
        self.clock.touch()
        if self._said != "awake":
            self._said = "awake"
            self.woken.emit()

    def look(self) -> None:
        """Say what has changed since the last look."""
        state, left = self.clock.state, self.clock.seconds_left
        if state == "warning" and (self._said != "warning" or left != self._second):
            self._said, self._second = state, left
            self.warned.emit(left)
        elif state == "over" and self._said != "over":
            self._said = state
            self.over.emit()
        elif state == "awake":
            self._said = state
