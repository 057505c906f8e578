"""What was chosen for a batch of handouts, and what of it runs; outlives the page.

Source: issue 6 (batch); docs/batch.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from missdesk.errors import InputError
from missdesk.handout.batch import cores
from missdesk.i18n import _
from missdesk.ui.clinic.batch_work import (
    BatchWork,
    Checked,
    Ended,
    Phase,
    PrintWork,
    Work,
    check_list,
    made_files,
)
from missdesk.ui.typed_path import full_path
from missdesk.ui.workers import Newest

if TYPE_CHECKING:
    from pathlib import Path

    from missdesk.errors import MissdeskError
    from missdesk.model.library import Library
    from missdesk.ui.handout_parts.print_panel import PrintOrder
    from missdesk.ui.workers import Workers

LOOK_MS: Final = 250


class BatchDesk(QObject):
    """Holds what was chosen for a batch and what runs; outlives the page.

    Signals:
        changed: Something to show is new.
    """

    changed = Signal()

    def __init__(self, library: Library, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._library, self._workers = library, workers
        self.list_path = self.folder = ""
        self.jobs = max(1, cores() - 1)  # one is left to the window
        self.phase: Phase = "idle"
        self.checked: Checked | None = None
        self.ended: Ended | None = None
        self.error: MissdeskError | None = None
        self.files: tuple[str, ...] = ()
        self.unchosen: frozenset[str] = frozenset()
        self._work: Work | None = None
        self._looking = Newest(workers)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.changed)

    @property
    def progress(self) -> tuple[str, float]:
        """Return how far the work is."""
        return self._work.progress() if self._work is not None else ("", 0.0)

    @property
    def is_stopping(self) -> bool:
        """Return whether it only finishes what is in hand."""
        return self._work is not None and self._work.is_stopping

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the files to print."""
        return tuple(name for name in self.files if name not in self.unchosen)

    def set_list(self, path: str) -> None:
        """Take another list; nothing is known of it yet."""
        self.list_path = path
        self._forget_results()

    def set_folder(self, folder: str) -> None:
        """Take another folder; handouts of an earlier batch in it can be printed."""
        self.folder = folder
        self._forget_results()
        self.look_at_folder()

    def choose(self, names: Sequence[str], *, is_on: bool) -> None:
        """Take files into what is printed, or out of it."""
        changed = frozenset(names)
        self.unchosen = self.unchosen - changed if is_on else self.unchosen | changed
        self.changed.emit()

    def check(self) -> None:
        """Look at the list, make nothing."""
        try:
            path = _full(self.list_path, _("The list"))
            folder = _full(self.folder, _("The folder")) if self.folder.strip() else None
        except InputError as error:
            self._fail(error)
            return
        self._begin("checking")
        self._workers.run(
            check_list,
            path,
            folder,
            self._library,
            on_done=self._on_checked,
            on_error=self._fail,
        )

    def make(self) -> None:
        """Make the handouts."""
        try:
            path = _full(self.list_path, _("The list"))
            folder = _full(self.folder, _("The folder"))
        except InputError as error:
            self._fail(error)
            return
        self._run("making", BatchWork(path, folder, self.jobs, self._library))

    def print(self, order: PrintOrder) -> None:
        """Print the chosen files."""
        folder = full_path(self.folder)
        if folder is not None:
            self._run("printing", PrintWork([folder / name for name in self.chosen], order))

    def stop(self) -> None:
        """Ask what runs to end."""
        if self._work is not None:
            self._work.stop()
            self.changed.emit()

    def look_at_folder(self) -> None:
        """See which handouts of a batch lie in the folder."""
        self._looking.cancel()
        folder = full_path(self.folder)
        if folder is not None:
            self._looking.run(
                made_files, folder, on_done=self._on_files, on_error=self._on_not_looked
            )

    def _run(self, phase: Phase, work: BatchWork | PrintWork) -> None:
        if self.phase != "idle":
            return
        self._begin(phase)
        self._work = work
        self._workers.run(work.run, on_done=self._on_ended, on_error=self._fail)
        self._timer.start()

    def _begin(self, phase: Phase) -> None:
        self.phase, self.error, self.ended = phase, None, None
        self.changed.emit()

    def _forget_results(self) -> None:
        self.checked = self.ended = self.error = None
        self.files, self.unchosen = (), frozenset()
        self.changed.emit()

    def _on_checked(self, checked: Checked) -> None:
        self.phase, self.checked = "idle", checked
        self.changed.emit()

    def _on_ended(self, ended: Ended) -> None:
        if ended.counts[3]:
            # What was sent is taken out, so that going on prints nothing twice.
            self.unchosen |= frozenset(ended.sent)
        self._rest()
        self.ended = ended
        self.changed.emit()
        if ended.kind == "making":
            self.look_at_folder()

    def _on_files(self, files: tuple[str, ...]) -> None:
        self.files = files
        self.changed.emit()

    def _on_not_looked(self, error: MissdeskError) -> None:
        """Say it; what runs goes on."""
        self.error = error
        self.changed.emit()

    def _fail(self, error: MissdeskError) -> None:
        self._rest()
        self.error = error
        self.changed.emit()

    def _rest(self) -> None:
        self._timer.stop()
        self.phase, self._work = "idle", None


def _full(typed: str, where: str) -> Path:
    """Return the path of what was typed.

    Raises:
        InputError: Nothing, or no full path.
    """
    if not typed.strip():
        raise InputError(where, _("it is not chosen yet"), _("Choose or type it"))
    path = full_path(typed)
    if path is None:
        raise InputError(where, _("this is not a full path"), _("Begin it with / or ~/"))
    return path
