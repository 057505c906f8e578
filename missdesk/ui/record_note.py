"""Copy the note for the patient's file: one key, on every step of a visit.

Source: issue 6 (record note); kiosk-and-security.md KP6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from missdesk.errors import MissdeskError
from missdesk.i18n import _
from missdesk.ui.clipboard import KEPT_S, CopyWatch
from missdesk.ui.messages import report, say

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.context import UiContext

KEY: Final = "F2"
"""As in `actions.ACTIONS`; shown on the button."""


class RecordNote(QObject):
    """Sums up the visit as it is now, and says that it did."""

    def __init__(self, window: QWidget, context: UiContext) -> None:
        """Belong to a window."""
        super().__init__(window)
        self._window, self._context = window, context
        self.watch = CopyWatch(self)

    def copy(self) -> None:
        """Copy the note of this visit; without a topic nothing happens."""
        visit = self._context.consultation.visit
        if visit.topic is None:
            return
        from missdesk.handout.note import record_note  # start-up time

        try:
            self.watch.copy(record_note(self._context.library, visit))
        except MissdeskError as error:
            report(self._window, error)
            return
        kept = _("The clipboard is cleared after {n} seconds.").format(n=KEPT_S)
        paste = _("Paste it into the patient’s file.")
        say(self._window, _("The note is copied."), f"{paste} {kept}")
