"""Tells the supervisor that the window still answers: one byte now and then from its own thread.

Source: kiosk-and-security.md KR2.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer

from missdesk.ui.kiosk.supervisor import BEAT, BEAT_SECONDS, PART_VARIABLE, child_command

log: Final = logging.getLogger(__name__)


class Heartbeat(QObject):
    """Beats while the window's thread works.

    Args:
        handle: File descriptor of the pipe to the supervisor.
        on_lost: Called once when the supervisor has gone.
        parent: Owner.
    """

    def __init__(self, handle: int, on_lost: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._handle, self._on_lost = handle, on_lost
        self._timer = QTimer(self)
        self._timer.setInterval(int(BEAT_SECONDS * 1000))
        self._timer.timeout.connect(self.beat)
        self._timer.start()
        # The first one at once: until it comes the supervisor has more patience than later.
        QTimer.singleShot(0, self, self.beat)

    def beat(self) -> None:
        """Send one beat."""
        try:
            os.write(self._handle, BEAT)
        except OSError:
            self._timer.stop()
            log.error("the supervisor has gone")
            self._on_lost()


def own_pipe() -> int:
    """Return the pipe to the supervisor, and let nothing else be written into it.

    Whatever prints to standard output from now on goes to standard error.
    """
    sys.stdout.flush()
    pipe = os.dup(1)
    os.dup2(2, 1)
    return pipe


def take_over(settings: Path | None) -> None:
    """Become the supervisor that has gone: this process starts anew as it was started first.

    Only where a process can become another (not on Windows); there the kiosk ends, and the
    system's shell starts the next one.

    Args:
        settings: The file this kiosk was started with.
    """
    if os.name != "posix":
        raise SystemExit(1)
    environment = {k: v for k, v in os.environ.items() if k != PART_VARIABLE}
    command = child_command(settings)
    os.dup2(2, 1)  # the pipe has no reader any more
    os.execve(command[0], command, environment)  # noqa: S606  our own program, no shell
