"""Make one handout a row of a list, on all cores, in flat memory.

Each core has a process of its own that makes one handout at a time and writes it to the folder;
this process only hands out rows and hears what became of them. A patient's data reaches a process
through a pipe, never among its arguments. A process that dies costs its own row.

Source: issue 6 (batch); architecture.md 5 (batch of 1,000); kiosk-and-security.md KP3.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from missdesk.errors import Fault, InputError, MissdeskError, SaveError
from missdesk.handout.batch_csv import BatchRow
from missdesk.handout.batch_report import Result, failed
from missdesk.handout.typed import new_visit, with_words
from missdesk.i18n import _
from missdesk.model.consultation import Visit
from missdesk.model.library import Library
from missdesk.settings import Clinic

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

MOST_JOBS: Final = 256
LOOK_SECONDS: Final = 0.25
"""How often a stop is looked for while all processes work."""
MOST_SECONDS: Final = 120.0
"""Longest time for one handout; then its process is ended. A handout takes about 0.2 seconds."""
START_SECONDS: Final = 120.0
"""More time for the first one of a process, which loads everything."""
END_SECONDS: Final = 15.0
MOST_DEATHS: Final = 5
"""Processes that die one after the other without making a handout; then something is wrong."""
YES: Final = {"yes": True, "y": True, "true": True, "1": True, "x": True,
              "no": False, "n": False, "false": False, "0": False, "": False}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Job:
    """What all rows share.

    Attributes:
        folder: Where the PDFs go; it exists.
        today: Print date of the rows that name none.
    """

    folder: Path
    clinic: Clinic
    today: date


class Order(NamedTuple):
    """One handout to make. PRIVACY: the visit is a patient's."""

    row: BatchRow
    visit: Visit
    has_record: bool


def cores() -> int:
    """Return how many cores this process may use."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def visit_of(row: BatchRow, library: Library, paper: str | None) -> tuple[Visit, bool]:
    """Return the visit that a row describes, and whether its PDF carries it.

    Raises:
        InputError: A value does not fit; `batch_report.told` takes what was typed out of it.
    """
    words = {key.replace("-", "_"): value for key, value in row.words.items()}
    has_record = YES.get(words.get("embed_record", "").casefold())
    if has_record is None:
        raise InputError("embed-record", _("it is neither yes nor no"), _("Write yes or no"))
    typed = {**words, "print_date": words.get("date"), "paper": words.get("paper") or paper}
    for key in ("side", "text_size", "paper", "topic", "options", "sections"):
        typed[key] = (typed.get(key) or "").casefold() or None
    return with_words(new_visit(typed["topic"], library), typed, library), has_record


def make_all(
    orders: Iterable[Order],
    job: Job,
    jobs: int,
    should_stop: Callable[[], bool] = lambda: False,
) -> Iterator[Result]:
    """Yield what became of each order, in the order in which they are done.

    Args:
        orders: Taken one at a time, so that a long list stays small in memory.
        job: What all share.
        jobs: Number of processes.
        should_stop: Asked a few times a second; then the handouts in work are finished, and no
            other is begun.

    Raises:
        SaveError: The folder can't be written to any more; the other rows would fail as well.
        InputError: Process after process dies.
    """
    pool = _Pool(iter(orders), job, jobs)
    try:
        yield from pool.results(should_stop)
    finally:
        pool.end()


class _Worker:
    """One process, its pipe, and what it is making."""

    def __init__(self, job: Job) -> None:
        """Start the process."""
        context = multiprocessing.get_context("spawn")  # the same on every system, also under Qt
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(
            target=work, args=(theirs, job), name="missdesk-batch", daemon=True
        )
        with _deaf_to_ctrl_c():
            self.process.start()
        theirs.close()
        self.order: Order | None = None
        self.until = 0.0
        self.made = 0

    def give(self, order: Order) -> None:
        """Let it make a handout."""
        self.order = order
        self.until = time.monotonic() + MOST_SECONDS + (0 if self.made else START_SECONDS)
        with suppress(OSError):  # it died; the closed pipe tells
            self.pipe.send(order)

    def end(self, seconds: float) -> None:
        """Let it finish what it makes, and go; at last end it."""
        self.pipe.close()
        self.process.join(seconds)
        if self.process.is_alive():
            self.process.terminate()
            self.process.join(END_SECONDS)
        self.process.close()


class _Pool:
    """Hands orders to processes and hears what became of them."""

    def __init__(self, orders: Iterator[Order], job: Job, jobs: int) -> None:
        """Begin without any process: a list may have nothing to make."""
        self._orders, self._job, self._jobs = orders, job, jobs
        self._workers: list[_Worker] = []
        self._deaths = 0
        self._fatal: SaveError | None = None

    def results(self, should_stop: Callable[[], bool]) -> Iterator[Result]:
        """Yield results until nothing is left; see `make_all`."""
        is_stopping = False
        while True:
            is_stopping = is_stopping or self._fatal is not None or should_stop()
            if not is_stopping:
                self._hand_out()
            busy = [worker for worker in self._workers if worker.order is not None]
            if not busy:
                break
            yield from self._heard(busy)
        if self._fatal is not None:
            raise self._fatal

    def _hand_out(self) -> None:
        """Give an order to every process that has none, and start processes up to the number."""
        idle = deque(worker for worker in self._workers if worker.order is None)
        while idle or len(self._workers) < self._jobs:
            order = next(self._orders, None)
            if order is None:
                return
            if not idle:
                self._workers.append(_Worker(self._job))
                idle.append(self._workers[-1])
            idle.popleft().give(order)

    def _heard(self, busy: Sequence[_Worker]) -> Iterator[Result]:
        """Yield the results that came within a moment; end what hangs."""
        by_pipe = {worker.pipe: worker for worker in busy}
        for pipe in wait(list(by_pipe), LOOK_SECONDS):
            assert isinstance(pipe, Connection)
            yield self._take(by_pipe[pipe])
        for worker in busy:
            if worker.order is not None and time.monotonic() > worker.until:
                yield self._lost(worker, _("it took longer than two minutes"))

    def _take(self, worker: _Worker) -> Result:
        """Return what a process says of its order."""
        try:
            answer: Result | Fault = worker.pipe.recv()
        except (EOFError, OSError):
            return self._lost(worker, _("the process that made it has died"))
        order, worker.order = worker.order, None
        assert order is not None  # only busy processes are asked
        worker.made += 1
        self._deaths = 0
        if isinstance(answer, Result):
            return answer
        self._fatal = SaveError(answer.where, answer.what, answer.fix)
        return failed(order.row, self._fatal, was_tried=True)

    def _lost(self, worker: _Worker, why: str) -> Result:
        """Return the result of an order whose process is gone, and let the process go.

        Raises:
            InputError: Too many died one after the other.
        """
        order = worker.order
        assert order is not None
        self._workers.remove(worker)
        worker.end(0.0)
        self._deaths += 1
        error = InputError("", why, _("Make this row by itself"))
        if self._deaths >= MOST_DEATHS:
            what = _("{n} processes have died one after the other").format(n=self._deaths)
            raise InputError("batch", what, _("Use fewer --jobs, or look at free memory and disk"))
        return failed(order.row, error, was_tried=True)

    def end(self) -> None:
        """Let all processes go."""
        for worker in self._workers:
            worker.end(END_SECONDS)
        self._workers.clear()


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: they finish their handout, and no half is left.

    What is blocked here stays blocked in a new process; here it arrives a moment later.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows; `work` does it there
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def work(pipe: Connection, job: Job) -> None:
    """Make handouts until the pipe closes; runs in a process of its own."""
    from missdesk.content.chosen import load_chosen  # in the new process only
    from missdesk.content.on_demand import read_rest

    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    library = load_chosen()
    read_rest(library)
    gc.freeze()  # the content stays to the end, so it need not be looked through again and again
    with suppress(EOFError, OSError):  # the other side has gone, or wants no more
        while True:
            order: Order = pipe.recv()
            pipe.send(_done(order, job, library))


def _done(order: Order, job: Job, library: Library) -> Result | Fault:
    """Make and save one handout; return the fault of a folder that can't be written to."""
    try:
        return _made(order, job, library)
    except SaveError as error:
        is_only_this = (job.folder / order.row.file).exists()
        return failed(order.row, error, was_tried=True) if is_only_this else error.fault
    except MissdeskError as error:
        return failed(order.row, error, was_tried=True)
    except Exception as error:  # noqa: BLE001  a fault of ours costs one row; its words may be a name
        frame = error.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        line = frame.tb_lineno if frame is not None else 0
        what = _("a fault in MISSDesk ({kind}, {line})").format(
            kind=type(error).__name__, line=line
        )
        own = InputError("", what, _("Make this row by itself and report it"))
        return failed(order.row, own, was_tried=True)


def _made(order: Order, job: Job, library: Library) -> Result:
    """Make and save one handout.

    Raises:
        MissdeskError: As `build_handout` and `save_pdf`.
    """
    from missdesk.handout.build import build_handout  # in the new process only
    from missdesk.handout.save import save_pdf

    row, visit = order.row, order.visit
    made = build_handout(
        library,
        visit,
        clinic=job.clinic,
        today=visit.print_date or job.today,
        fixed=visit.print_date is not None,
        with_record=order.has_record,
    )
    save_pdf(job.folder / row.file, made.pdf, replaces=False)
    said = " ".join(made.warnings)
    what = _("line {line}: {said}").format(line=row.line, said=said) if said else ""
    return Result(row.line, row.file, "made", made.pages, what, row.check, was_tried=True)
