"""The command `batch`: make a handout for each row of a list, and stop in good order."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from missdesk.console import FOUND, OK, STOPPED, complain, say, say_error, write
from missdesk.errors import InputError, MissdeskError, SaveError
from missdesk.i18n import _

if TYPE_CHECKING:
    from types import FrameType

    from missdesk.handout.batch_run import BatchRun


def run_batch(arguments: argparse.Namespace) -> int:
    """Make a handout for each row of a list; what is there already is never made anew."""
    # Imported here: --version and check need none of it.
    from missdesk.content.chosen import load_chosen
    from missdesk.handout.batch import MOST_JOBS, cores
    from missdesk.handout.batch_csv import read_list
    from missdesk.handout.batch_run import BatchRun
    from missdesk.handout.typed import strange_options
    from missdesk.settings_read import read_clinic

    jobs = cores() if arguments.jobs is None else arguments.jobs
    if not 1 <= jobs <= MOST_JOBS:
        fix = _("Give a number from 1 to {most}").format(most=MOST_JOBS)
        raise InputError("--jobs", _("{n} processes are not possible").format(n=jobs), fix)
    listed = read_list(arguments.list)
    library = load_chosen()
    clinic, faults = read_clinic()
    for fault in (*library.faults, *faults, *strange_options(clinic, library)):
        complain(f"left out: {fault}")
    batch = BatchRun(listed, library, clinic, arguments.output, date.today())
    for note in batch.notes:
        complain(note)
    return _run_rows(batch, jobs, arguments.output)


def _run_rows(batch: BatchRun, jobs: int, folder: Path) -> int:
    """Make the rows, tell of faults as they come, and write the report whatever happens."""
    from missdesk.handout.batch_progress import Progress  # start-up time

    def tell(words: str) -> None:
        write(sys.stderr, words)

    is_terminal = sys.stderr is not None and sys.stderr.isatty()
    progress = Progress(tell, batch.waiting, is_terminal=is_terminal)
    report = None
    with _stopped_by_signals() as stop:
        try:
            for result in batch.results(jobs, stop.is_set):
                if result.what:
                    progress.clear()
                    complain(result.what)
                if result.was_tried:
                    progress.step()
        except MissdeskError as error:  # a full disk: what is made stays, a new run goes on
            progress.clear()
            say_error(error)
        finally:
            progress.clear()
            try:
                report = batch.report()
            except SaveError as error:
                say_error(error)
    made, there, wrong = (batch.count(o) for o in ("made", "skipped", "failed"))
    words = _("{folder}: {made} made, {there} there already, {wrong} failed, {left} not begun")
    say(words.format(folder=folder, made=made, there=there, wrong=wrong, left=batch.waiting))
    if report is not None:
        say(_("What became of each row: {report}").format(report=report))
    if batch.waiting:
        complain(_("Stopped. Run the same command again to go on."))
        return STOPPED if stop.is_set() else FOUND
    return FOUND if wrong else OK


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """Yield what is set by Ctrl-C or an end signal; a second Ctrl-C ends at once."""
    stop = threading.Event()
    before = {}

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    if threading.current_thread() is threading.main_thread():
        before = {s: signal.signal(s, on_signal) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
