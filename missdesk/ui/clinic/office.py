"""What the Clinic page works on; it outlives the page, so that leaving it loses nothing."""

from __future__ import annotations

from collections import deque
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from missdesk.kiosk_settings import KioskSettings
from missdesk.settings import Clinic
from missdesk.ui.clinic.batch_desk import BatchDesk
from missdesk.ui.clinic.draft import Draft, tidy_draft
from missdesk.ui.clinic.saving import Found, UnreadableFileError, find, save
from missdesk.ui.clinic.signing import Signer
from missdesk.ui.clinic_now import ClinicNow
from missdesk.ui.workers import Newest, Workers

if TYPE_CHECKING:
    from missdesk.errors import Fault, MissdeskError
    from missdesk.ui.context import UiContext

S = TypeVar("S", Clinic, KioskSettings)
MOST_STEPS: Final = 200
"""Changes that can be taken back."""
PAUSE_MS: Final = 2000
"""Typing after a pause this long is a step of its own."""
TYPED: Final = frozenset((
    "name", "phone", "emergency", "footer", "phones", "clinicians", "blocks", "trusted_reviewers",
    "clinic_address",
))  # fmt: skip
"""What is typed letter by letter."""


class Office(QObject):
    """The settings on the disk, the ones being typed, and the batch at work.

    Attributes:
        replaced: What the disk said before the last save.
        has_met_others: At the last save the disk held changes that were not typed here.

    Signals:
        read: The file was read; all forms are to be built anew.
        changed: Something was typed or chosen.
        stepped_back: Changes were taken back; forms are to be built anew.
        saved: The disk says what was typed.
        failed: A MissdeskError: nothing was saved.
        used: Other settings hold in the window from now on.
    """

    read = Signal()
    changed = Signal()
    stepped_back = Signal()
    saved = Signal()
    failed = Signal(object)
    used = Signal()

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        """Know nothing yet; `open` reads the file."""
        super().__init__(parent)
        self.context = context
        now = context.clinic
        self._now = now if isinstance(now, ClinicNow) else ClinicNow(now(), self)
        self._now.changed.connect(self.used)
        # Of its own: the end of a visit drops the work of the others.
        self.workers = Workers(self)
        self.workers.failed.connect(self.failed)
        self.batch = BatchDesk(context.library, self.workers, self)
        self.section = ""
        self.topic = ""
        self.signer = Signer()
        self._looking = Newest(self.workers)
        self._found: Found | None = None
        self._draft = self._sent = Draft()
        self._anew: frozenset[str] = frozenset()
        self._steps: deque[tuple[str, Draft]] = deque(maxlen=MOST_STEPS)
        self._since_change = QElapsedTimer()
        self._is_saving = False
        self.replaced = Draft()
        self.has_met_others = False

    # What there is

    @property
    def is_read(self) -> bool:
        """Return whether the file has been read."""
        return self._found is not None

    @property
    def draft(self) -> Clinic:
        """Return the settings as they are typed."""
        return self._draft.clinic

    @property
    def kiosk(self) -> KioskSettings:
        """Return what is set for the waiting room, as it is typed."""
        return self._draft.kiosk

    @property
    def on_disk(self) -> Draft:
        """Return what the disk said last."""
        return self._found.draft if self._found is not None else Draft()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Return what is wrong with the file on the disk."""
        return self._found.faults if self._found is not None else ()

    @property
    def kiosk_faults(self) -> tuple[Fault, ...]:
        """Return what is wrong with the waiting room's file."""
        return self._found.kiosk_faults if self._found is not None else ()

    @property
    def is_changed(self) -> bool:
        """Return whether something is not saved yet."""
        return self._found is not None and tidy_draft(self._draft) != self._found.draft

    @property
    def would_lose(self) -> bool:
        """Return whether something would be lost or cut short now."""
        return self.is_changed or self.batch.phase in {"making", "printing"}

    @property
    def is_saving(self) -> bool:
        """Return whether a save is under way."""
        return self._is_saving

    @property
    def can_undo(self) -> bool:
        """Return whether there is something to take back."""
        return bool(self._steps)

    # What people do

    def open(self) -> None:
        """Read the file, unless something typed is not saved yet."""
        if not self.is_changed and not self.is_saving:
            self._looking.run(find, self.context.library, on_done=self._on_found)

    def change(self, **new: Any) -> None:  # noqa: ANN401  fields of Clinic
        """Take what was typed; typing on in the same field without a pause is one step."""
        self._take(next(iter(new)), replace(self._draft, clinic=replace(self.draft, **new)))

    def change_kiosk(self, **new: Any) -> None:  # noqa: ANN401  fields of KioskSettings
        """Take what was typed for the waiting room."""
        self._take(next(iter(new)), replace(self._draft, kiosk=replace(self.kiosk, **new)))

    def _take(self, field: str, draft: Draft) -> None:
        before, self._draft = self._draft, draft
        if draft == before:
            return
        is_typing = field in TYPED and self._since_change.isValid()
        goes_on = is_typing and self._since_change.elapsed() < PAUSE_MS
        self._since_change.start()
        if not self._steps or self._steps[-1][0] != field or not goes_on:
            self._steps.append((field, before))
        self.changed.emit()

    def undo(self) -> None:
        """Take the last change back."""
        if self._steps:
            self._draft = self._steps.pop()[1]
            self.stepped_back.emit()

    def discard(self) -> None:
        """Go back to what the file says; can be taken back too."""
        if self._found is not None and self._draft != self._found.draft:
            self._steps.append(("", self._draft))
            self._draft = self._found.draft
            self.stepped_back.emit()

    def save(self, anew: str = "") -> None:
        """Write what differs; a file of the name `anew` is begun anew, until a save comes out."""
        if self._found is None or self._is_saving:
            return
        self._is_saving = True
        self._looking.cancel()  # what it read may be older than what is written
        self._anew |= frozenset((anew,) if anew else ())
        self._sent = tidy_draft(self._draft)
        self.workers.run(
            save,
            self._found.draft,
            self._sent,
            self.context.library,
            self._anew,
            on_done=self._on_saved,
            on_error=self._on_failed,
        )
        self.changed.emit()

    def close(self) -> None:
        """Stop all work; the window goes."""
        self.batch.stop()
        self.workers.close()

    # What happens

    def _on_found(self, found: Found) -> None:
        if self.is_changed or found == self._found:  # somebody was quicker, or nothing is new
            return
        self._found, self._draft = found, found.draft
        self._steps.clear()
        self._now.set(found.clinic)
        self.read.emit()

    def _on_saved(self, found: Found) -> None:
        self.replaced = self.on_disk
        self._is_saving, self._found, self._anew = False, found, frozenset()
        self._steps.clear()
        self.has_met_others = found.draft != self._sent
        if self.has_met_others:
            self._draft = _rebased(self._sent, self._draft, found.draft)
            self.stepped_back.emit()
        self.context.consultation.use_paper(found.clinic.paper or "a4")
        self._now.set(found.clinic)
        self.saved.emit()

    def _on_failed(self, error: MissdeskError) -> None:
        self._is_saving = False
        if not isinstance(error, UnreadableFileError):
            self._anew = frozenset()  # somebody may mend the old file before the next save
        self.failed.emit(error)


def _rebased(sent: Draft, draft: Draft, found: Draft) -> Draft:
    """Return what the disk says, with what was typed since the save began."""
    typed = tidy_draft(draft)
    return Draft(
        _newer(sent.clinic, draft.clinic, typed.clinic, found.clinic),
        _newer(sent.kiosk, draft.kiosk, typed.kiosk, found.kiosk),
    )


def _newer(sent: S, draft: S, typed: S, found: S) -> S:
    """Return one file's part of `_rebased`."""
    new = {
        one.name: getattr(draft, one.name)
        for one in fields(sent)
        if getattr(typed, one.name) != getattr(sent, one.name)
    }
    return replace(found, **new)
