"""Check a list, make its handouts, print them: work in the background that can be stopped.

PRIVACY: nothing told here names a patient; files are called by reference or line.

Source: issue 6 (batch); docs/batch.md.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from missdesk.errors import InputError, MissdeskError, SaveError
from missdesk.handout.batch import visit_of
from missdesk.handout.batch_csv import read_list
from missdesk.handout.batch_progress import Progress
from missdesk.handout.batch_report import read_checks, told
from missdesk.handout.batch_run import BatchRun
from missdesk.i18n import _
from missdesk.paths import read_bounded
from missdesk.printers import send
from missdesk.settings_read import read_clinic

if TYPE_CHECKING:
    from missdesk.model.library import Library
    from missdesk.ui.handout_parts.print_panel import PrintOrder

MOST_TOLD: Final = 200
MOST_PDF: Final = 200_000_000
Phase = Literal["idle", "checking", "making", "printing"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at the list found, before anything is made."""

    total: int
    good: int
    faults: tuple[str, ...]
    notes: tuple[str, ...]
    there: int = 0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a batch or a print run came out.

    Attributes:
        counts: Made, there already, failed, not begun; for printing: sent, 0, 0, not sent.
        sent: Names of the files that a printer took.
        faults: Sentences with line and column.
        error: What ended it early; None when nothing did.
    """

    kind: Phase
    counts: tuple[int, int, int, int]
    sent: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    report: Path | None = None
    was_stopped: bool = False
    error: MissdeskError | None = None


class Work:
    """Runs in a worker thread; asked how far it is from the GUI thread."""

    def __init__(self) -> None:
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._words, self._share = "", 0.0

    def stop(self) -> None:
        """Ask it to end; what is in hand is finished."""
        self._stop.set()

    @property
    def is_stopping(self) -> bool:
        """Return whether it was asked to end."""
        return self._stop.is_set()

    def progress(self) -> tuple[str, float]:
        """Return how far it is in words, and as a share from 0 to 1."""
        with self._lock:
            return self._words, self._share

    def _note(self, words: str, share: float) -> None:
        with self._lock:
            self._words, self._share = words, share


class BatchWork(Work):
    """One batch, from list to report."""

    def __init__(self, path: Path, folder: Path, jobs: int, library: Library) -> None:
        super().__init__()
        self._path, self._folder, self._jobs, self._library = path, folder, jobs, library

    def run(self) -> Ended:
        """Make the handouts; a row with a fault costs only itself.

        Raises:
            MissdeskError: The list or the folder can't be used at all.
        """
        clinic = read_clinic()[0]
        batch = BatchRun(read_list(self._path), self._library, clinic, self._folder, date.today())
        waiting = batch.waiting
        progress = Progress(_say_nothing, waiting, is_terminal=False)
        faults = list(batch.notes)
        error: MissdeskError | None = None
        report: Path | None = None
        done = 0
        self._note(progress.said(), 0.0)
        try:
            for result in batch.results(self._jobs, self._stop.is_set):
                if result.what and len(faults) < MOST_TOLD:
                    faults.append(result.what)
                if result.was_tried:
                    progress.step()
                    done += 1
                    self._note(progress.said(), done / max(1, waiting))
        except MissdeskError as known:  # a full disk: what is made stays, a new run goes on
            error = known
        try:
            report = batch.report()
        except SaveError as known:
            error = error or known
        made, there, wrong = (batch.count(o) for o in ("made", "skipped", "failed"))
        counts = (made, there, wrong, batch.waiting)
        was_stopped = self._stop.is_set() and batch.waiting > 0
        return Ended(
            "making",
            counts,
            faults=tuple(faults),
            report=report,
            was_stopped=was_stopped,
            error=error,
        )


class PrintWork(Work):
    """Hands files to a printer, one after the other; job titles name nobody (KP5)."""

    def __init__(self, files: Sequence[Path], order: PrintOrder) -> None:
        super().__init__()
        self._files, self._order = tuple(files), order

    def run(self) -> Ended:
        """Print until all are sent, one fails, or it is stopped."""
        order, total = self._order, len(self._files)
        sent: list[str] = []
        error: MissdeskError | None = None
        for path in self._files:
            if self._stop.is_set():
                break
            words = _("{done} of {total} sent").format(done=len(sent), total=total)
            self._note(words, len(sent) / max(1, total))
            try:
                pdf = _pdf(path)
                send(pdf, order.printer, order.copies, order.two_sided, order.color)
            except MissdeskError as known:
                error = known
                break
            sent.append(path.name)
        counts = (len(sent), 0, 0, total - len(sent))
        was_stopped = self._stop.is_set()
        return Ended("printing", counts, tuple(sent), was_stopped=was_stopped, error=error)


def check_list(path: Path, folder: Path | None, library: Library) -> Checked:
    """Return what is wrong in a list, by line and column; makes nothing.

    Raises:
        InputError: No row of the list can be trusted.
    """
    listed = read_list(path)
    paper = read_clinic()[0].paper
    faults = {fault.line: str(fault.fault) for fault in listed.faults}
    there = 0
    for row in listed.rows:
        try:
            visit_of(row, library, paper)
        except MissdeskError as error:
            faults[row.line] = str(told(row, error))
        else:
            there += folder is not None and (folder / row.file).exists()
    good = listed.total - len(faults)
    ordered = tuple(faults[line] for line in sorted(faults))
    return Checked(listed.total, good, ordered, listed.notes, there)


def made_files(folder: Path) -> tuple[str, ...]:
    """Return the handouts of a batch that lie in a folder, in the order of its list."""
    names = read_checks(folder)
    return tuple(n for n in names if Path(n).name == n and (folder / n).is_file())


def _pdf(path: Path) -> bytes:
    """Return the bytes of a handout.

    Raises:
        InputError: It is gone, or is no PDF.
    """
    try:
        raw = read_bounded(path, MOST_PDF)
    except OSError as error:
        what = _("it can’t be read ({reason})").format(reason=error.strerror or "")
        raise InputError(path.name, what, _("Make it again")) from error
    if not raw.startswith(b"%PDF-") or len(raw) > MOST_PDF:
        raise InputError(path.name, _("it is no PDF"), _("Delete it and make it again"))
    return raw


def _say_nothing(_words: str) -> None:
    """Take the words of the command line; the page asks for its own."""
