"""Run a batch from list to report: what is there already is skipped, what is wrong is told.

Used by the command line and by the Clinic page alike.

Source: issue 6 (batch: resumable, never overwrite, a report).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from missdesk.errors import InputError, MissdeskError, SaveError
from missdesk.handout.batch import Job, Order, make_all, visit_of
from missdesk.handout.batch_csv import BatchList, BatchRow
from missdesk.handout.batch_report import (
    Result,
    failed,
    failed_reading,
    read_checks,
    write_report,
)
from missdesk.handout.clinic_blocks import check_fonts
from missdesk.handout.logo import read_logo
from missdesk.i18n import _
from missdesk.model.library import Library
from missdesk.settings import Clinic

STALE_SECONDS: Final = 3600.0
"""A half file this old was left by a machine that lost its power, not by a batch at work."""


class BatchRun:
    """One batch: made ready when it is built, run by `results`, told by `report`.

    Attributes:
        notes: Sentences for whoever started it.
    """

    def __init__(
        self, listed: BatchList, library: Library, clinic: Clinic, folder: Path, today: date
    ) -> None:
        """Make the folder and look at every row.

        Args:
            listed: The list.
            library: All content.
            clinic: The clinic's settings.
            folder: Where the PDFs go; made when it is not there.
            today: Print date of the rows that name none.

        Raises:
            SaveError: The folder can't be made or written to.
            FontError: The clinic's own words can't be printed.
        """
        self.notes = list(listed.notes)
        check_fonts(clinic)
        self._job = Job(folder, self._with_sound_logo(clinic), today)
        self._delimiter = listed.delimiter
        _make_folder(folder)
        _sweep(folder)
        self._results = {f.line: failed_reading(f) for f in listed.faults}
        self._rows = {row.line: row for row in listed.rows}
        self._orders: list[Order] = []
        checks = read_checks(folder)
        for row in listed.rows:
            self._look_at(row, library, checks)
        self.report()  # also the proof that the folder can be written to

    def _with_sound_logo(self, clinic: Clinic) -> Clinic:
        """Return the clinic, without its logo when that can't be printed; told once."""
        try:
            if clinic.logo:
                read_logo(clinic.logo)
        except InputError as error:
            self.notes.append(str(error))
            return replace(clinic, logo=b"")
        return clinic

    def _look_at(self, row: BatchRow, library: Library, checks: Mapping[str, str]) -> None:
        """Put a row among those to make, or note why it is not."""
        if (self._job.folder / row.file).exists():
            self._results[row.line] = _there(row, checks.get(row.file, ""))
            return
        try:
            visit, has_record = visit_of(row, library, self._job.clinic.paper)
        except MissdeskError as error:
            self._results[row.line] = failed(row, error)
            return
        self._orders.append(Order(row, visit, has_record))

    @property
    def total(self) -> int:
        """Return the number of rows."""
        return len(self._results.keys() | self._rows.keys())

    @property
    def waiting(self) -> int:
        """Return the number of rows still to be made."""
        return sum(line not in self._results for line in self._rows)

    def count(self, outcome: str) -> int:
        """Return how many rows came out so."""
        return sum(r.outcome == outcome for r in self._results.values())

    def results(
        self, jobs: int, should_stop: Callable[[], bool] = lambda: False
    ) -> Iterator[Result]:
        """Yield what is known already, in the order of the list, then each row as it is done.

        Args:
            jobs: Number of processes.
            should_stop: Asked a few times a second.

        Raises:
            SaveError: The folder can't be written to any more.
            InputError: Process after process dies.
        """
        yield from sorted(self._results.values(), key=lambda result: result.line)
        orders = (self._orders[i] for i in range(len(self._orders)))
        for result in make_all(orders, self._job, min(jobs, self.waiting or 1), should_stop):
            self._results[result.line] = result
            yield result

    def report(self) -> Path:
        """Write what became of every row, and return the report's path.

        Raises:
            SaveError: It can't be written.
        """
        waiting = (
            Result(row.line, row.file, "waiting", check=row.check)
            for line, row in self._rows.items()
            if line not in self._results
        )
        every = (*self._results.values(), *waiting)
        return write_report(self._job.folder, every, self._delimiter)


def _there(row: BatchRow, check: str) -> Result:
    """Return the result of a row whose file is there: done, unless its words have changed since.

    A sheet for the wrong side or the wrong person must not pass for this row's.
    """
    if check in {"", row.check}:
        return Result(row.line, row.file, "skipped", check=check)
    where = _("line {line}").format(line=row.line)
    what = _("{file} was made from other words than the list has now").format(file=row.file)
    fix = _("Delete that file, then run this again")
    return Result(row.line, row.file, "failed", what=f"{where}: {what}. {fix}.", check=check)


def _make_folder(folder: Path) -> None:
    """Make the folder, for its owner alone; an existing one stays as it is.

    Raises:
        SaveError: It can't be made, or a file has its name.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        what = _("this folder can't be made ({reason})").format(reason=error.strerror or "")
        raise SaveError(str(folder), what, _("Choose another folder")) from error


def _sweep(folder: Path) -> None:
    """Take away half files of a batch that was cut off long ago."""
    for path in folder.glob(".missdesk-*.part"):
        try:
            if time.time() - path.stat().st_mtime > STALE_SECONDS:
                path.unlink()
        except OSError:  # another one took it, or it is not ours to take
            continue
