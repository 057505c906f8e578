"""The clinic's settings as they are now, for everything in the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from missdesk.errors import Fault
from missdesk.settings import Clinic, use_formats


class ClinicNow(QObject):
    """Call it for the settings; dates and lengths follow it.

    Attributes:
        faults: What of the clinic's file could not be read, and is not among the settings.

    Signals:
        changed: Other settings hold from now on.
    """

    changed = Signal()

    def __init__(
        self, clinic: Clinic, parent: QObject | None = None, faults: tuple[Fault, ...] = ()
    ) -> None:
        """Hold what was read when the window opened."""
        super().__init__(parent)
        self._clinic, self.faults = clinic, faults
        use_formats(clinic.formats)

    def __call__(self) -> Clinic:
        """Return the settings."""
        return self._clinic

    def set(self, clinic: Clinic) -> None:
        """Hold other settings."""
        if clinic != self._clinic:
            self._clinic = clinic
            use_formats(clinic.formats)
            self.changed.emit()
