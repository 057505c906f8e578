"""Print a topic's general handout from the waiting room, where the clinic allows it.

No name, no place, no dialog, no choice: the clinic's paper, the usual printer, one copy. Built and
sent in a worker, so that the pages go on (KE6, KP5, KR4).

Source: issue 7 (no print unless the clinic allows it); kiosk-and-security.md KE6, KP3, KP5, KP10.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from missdesk import printers
from missdesk.i18n import _
from missdesk.model.consultation import Visit
from missdesk.model.topic import TopicId
from missdesk.settings_read import read_clinic

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from missdesk.errors import MissdeskError
    from missdesk.model.library import Library
    from missdesk.ui.workers import Workers

PAUSE_S: Final = 60.0
"""Between two prints: a child that presses on empties no paper tray."""


class KioskPrinter(QObject):
    """Prints one topic at a time, at most once a minute; no press waits in a queue.

    Signals:
        said: What happens, for the person who pressed.
    """

    said = Signal(str)

    def __init__(
        self,
        workers: Workers,
        library: Library,
        today: date,
        parent: QObject,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Print nothing yet.

        Args:
            workers: Build and send off the GUI thread.
            library: What this kiosk shows; the handout is made from it alone.
            today: Printed as the date of the handout.
            parent: Owner.
            now: The steady clock, in seconds.
        """
        super().__init__(parent)
        self._workers, self._library, self._today, self._now = workers, library, today, now
        self._is_printing = False
        self._watched: TopicId | None = None
        self._free_at: float | None = None

    @property
    def is_printing(self) -> bool:
        """Return whether a handout is being made or sent."""
        return self._is_printing

    def ask(self, topic: TopicId, language: str) -> None:
        """Print a topic's handout, or say why not now."""
        if self._is_printing:
            is_this = topic == self._watched
            busy = _("The printer is busy with other pages. Wait a minute, then press again.")
            self.said.emit(_("Printing …") if is_this else busy)
            return
        if self._free_at is not None and self._now() < self._free_at:
            self.said.emit(_("Pages were printed a moment ago. Wait a minute, then press again."))
            return
        self._is_printing, self._watched = True, topic
        self.said.emit(_("Printing …"))
        self._workers.run(
            print_general,
            self._library,
            topic,
            language,
            self._today,
            on_done=self._on_sent,
            on_error=self._on_fault,
        )

    def forget(self) -> None:
        """Tell nobody what comes of it: who pressed has gone on (KP10)."""
        self._watched = None

    def _on_sent(self, _job: object) -> None:
        self._free_at = self._now() + PAUSE_S
        self._end(_("It comes out of the printer: ask at the desk where."))

    def _on_fault(self, error: MissdeskError) -> None:
        words = _("{where}: {what}. Please tell the people at the desk.")
        self._end(words.format(where=error.where, what=error.what))

    def _end(self, words: str) -> None:
        self._is_printing = False
        if self._watched is not None:
            self.said.emit(words)


def print_general(library: Library, topic: TopicId, language: str, today: date) -> str:
    """Make a topic's general handout, send it to the usual printer, return the job's number.

    Nothing in it is about the reader: no name, no place, no date of birth. It has all options as
    peers, in the topic's order.

    Raises:
        PrintError: There is no printer, or it is out.
        MissdeskError: The handout can't be made.
    """
    from missdesk.handout.build import build_handout  # start-up time: ReportLab

    clinic = read_clinic()[0]
    options = tuple(str(option.id) for option in library.topics[topic].options)
    visit = Visit(
        topic=topic,
        options=options,
        language=language,
        text_size="clear",
        paper=clinic.paper or "a4",
    )
    made = build_handout(library, visit, clinic=clinic, today=today)
    return printers.send(made.pdf, title=printers.TITLE)
