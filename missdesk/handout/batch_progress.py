"""Say how far a batch is, and how long it still takes.

Source: issue 6 (batch: progress with time left).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from missdesk.i18n import _, ngettext

BAR: Final = 24
TERMINAL_SECONDS: Final = 0.2
LOG_SECONDS: Final = 15.0
"""How often a line is written: on a terminal, where it replaces itself, and into a file."""
FIRST_SURE: Final = 3
"""Handouts made before a time is named."""
_CLEAR: Final = "\r\x1b[K"
HALF_MINUTE: Final = 30
HOUR: Final = 3600


class Progress:
    """One line about a batch, written anew while it runs."""

    def __init__(
        self,
        write: Callable[[str], None],
        total: int,
        *,
        is_terminal: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin the clock.

        Args:
            write: Writes text as it is.
            total: Number of handouts to make.
            is_terminal: Whether the line can replace itself.
            clock: Seconds; for tests.
        """
        self._write, self._total, self._clock = write, total, clock
        self._is_terminal = is_terminal
        self._every = TERMINAL_SECONDS if is_terminal else LOG_SECONDS
        self._start = self._last = clock()
        self._done = 0

    def step(self) -> None:
        """Count a handout that is done."""
        self._done += 1
        now = self._clock()
        if now - self._last >= self._every:
            self._last = now
            self._show()

    def _show(self) -> None:
        """Write the line."""
        words = self.words()
        self._write(f"{_CLEAR}{words}" if self._is_terminal else f"{words}\n")

    def words(self) -> str:
        """Return "[#####-----] 312 of 1000, about 3 minutes left"."""
        filled = BAR * self._done // max(1, self._total)
        return f"[{'#' * filled}{'-' * (BAR - filled)}] {self.said()}"

    def said(self) -> str:
        """Return "312 of 1000, about 3 minutes left"."""
        said = _("{done} of {total}").format(done=self._done, total=self._total)
        if self._done < FIRST_SURE or self._done >= self._total:
            return said
        each = (self._clock() - self._start) / self._done
        return f"{said}, {_left(each * (self._total - self._done))}"

    def clear(self) -> None:
        """Take the line away, before another one is written."""
        if self._is_terminal:
            self._write(_CLEAR)


def _left(seconds: float) -> str:
    """Return the time left in words."""
    if seconds < HALF_MINUTE:
        return _("less than half a minute left")
    if seconds < HOUR:
        minutes = max(1, round(seconds / 60))
        return ngettext("about {n} minute left", "about {n} minutes left", minutes).format(
            n=minutes
        )
    return _("about {hours} hours left").format(hours=f"{seconds / HOUR:.1f}")
