"""Run slow work off the GUI thread and bring the result back to it.

Work must not touch widgets. What it returns is handed to `on_done` on the GUI thread, unless it
was cancelled or its receiver is gone. This is one of the three places that catch every
exception (house-style.md 6).
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

import shiboken6
from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from missdesk.errors import MissdeskError

if TYPE_CHECKING:
    from collections.abc import Callable

log: Final = logging.getLogger(__name__)
CLOSE_MS: Final = 5000


class Job:
    """Work that was asked for; cancel it when nobody wants the result any more."""

    def __init__(
        self,
        work: Callable[..., Any],
        arguments: tuple[object, ...],
        on_done: Callable[[Any], None],
        on_error: Callable[[MissdeskError], None] | None,
    ) -> None:
        self._work, self._arguments = work, arguments
        self._on_done: Callable[[Any], None] | None = on_done
        self._on_error = on_error
        self._is_cancelled = False

    @property
    def is_cancelled(self) -> bool:
        """Return whether the result will be dropped; long work may ask now and then."""
        return self._is_cancelled

    def cancel(self) -> None:
        """Drop the result, and the work itself when it has not begun."""
        self._is_cancelled = True
        self._let_go()

    def work(self) -> object:
        """Do the work; called in the worker thread."""
        # Taken first: a cancel that comes between the two lines empties them.
        arguments = self._arguments
        return None if self._is_cancelled else self._work(*arguments)

    def deliver(self, result: object) -> None:
        """Hand the result over; called on the GUI thread, once."""
        on_done = self._on_done
        self._let_go()
        if not self._is_cancelled and on_done is not None and _is_alive(on_done):
            on_done(result)

    def fail(self, error: MissdeskError) -> bool:
        """Hand the error over and return whether somebody took it; called once."""
        on_error = self._on_error
        self._let_go()
        if self._is_cancelled:
            return True
        if on_error is None or not _is_alive(on_error):
            return False
        on_error(error)
        return True

    def _let_go(self) -> None:
        """Forget what was handed in.

        PRIVACY: the arguments may hold a visit, and the callables a page; they go now, not when
        somebody happens to drop the job.
        """
        self._arguments = ()
        self._on_done = self._on_error = None


class Workers(QObject):
    """Runs jobs in Qt's thread pool.

    Signals:
        failed: A `MissdeskError` that no receiver of the job took.
    """

    failed = Signal(object)
    _arrived = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Use the process's own pool."""
        super().__init__(parent)
        self._pool = QThreadPool.globalInstance()
        self._jobs: set[Job] = set()
        # Queued also when a job is so quick that it ends in this very thread.
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[..., Any],
        *arguments: object,
        on_done: Callable[[Any], None],
        on_error: Callable[[MissdeskError], None] | None = None,
    ) -> Job:
        """Start work and return its job.

        Args:
            work: Called with `arguments` in another thread; touches no widget.
            arguments: Frozen things (a Visit, paths, numbers).
            on_done: Called with the result on the GUI thread. A bound method of a widget that is
                gone by then is not called.
            on_error: Called with a `MissdeskError`; without it `failed` tells the window.
        """
        job = Job(work, arguments, on_done, on_error)
        self._jobs.add(job)
        # A callable, no QRunnable: one that has run before `start` returns is kept for ever.
        self._pool.start(_Task(job, self).run)
        return job

    def cancel_all(self) -> None:
        """Drop every result still to come (End visit, another topic)."""
        for job in tuple(self._jobs):
            job.cancel()

    def close(self) -> None:
        """Cancel all and wait for the threads; call it before the application ends."""
        self.cancel_all()
        self._pool.waitForDone(CLOSE_MS)
        self._jobs.clear()

    @property
    def is_busy(self) -> bool:
        """Return whether some job has not been delivered yet."""
        return bool(self._jobs)

    def arrive(self, job: Job, result: object, error: MissdeskError | None) -> None:
        """Take a result from a worker thread."""
        if shiboken6.isValid(self):
            self._arrived.emit(job, result, error)

    def _on_arrived(self, job: Job, result: object, error: MissdeskError | None) -> None:
        if job not in self._jobs:
            return
        self._jobs.remove(job)
        if error is None:
            job.deliver(result)
        elif not job.fail(error):
            self.failed.emit(error)


class Newest:
    """Runs work of which only the last answer counts, such as a look at a folder still typed.

    The answer of an older job could come last, and would then be shown for the newer question.
    """

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._job: Job | None = None

    def run(
        self,
        work: Callable[..., Any],
        *arguments: object,
        on_done: Callable[[Any], None],
        on_error: Callable[[MissdeskError], None] | None = None,
    ) -> None:
        """Start work as `Workers.run` does; the job before it is dropped."""
        self.cancel()
        self._job = self._workers.run(work, *arguments, on_done=on_done, on_error=on_error)

    def cancel(self) -> None:
        """Drop the job; no answer comes."""
        if self._job is not None:
            self._job.cancel()


class _Task:
    """Carries a job to a thread of the pool."""

    def __init__(self, job: Job, workers: Workers) -> None:
        self._job, self._workers = job, workers

    def run(self) -> None:
        """Work, and turn what goes wrong into a message."""
        try:
            result, error = self._job.work(), None
        except MissdeskError as known:
            result, error = None, known
        except Exception:  # the worker boundary
            log.exception("work in the background failed")
            result, error = None, _unexpected()
        self._workers.arrive(self._job, result, error)


def _unexpected() -> MissdeskError:
    return MissdeskError(
        "MISSDesk",
        "Something went wrong inside the program",
        "Try again; if it comes back, start MISSDesk anew and tell its makers",
    )


def _is_alive(receiver: Callable[..., object]) -> bool:
    """Return whether the object behind a bound method still exists in Qt."""
    owner = getattr(receiver, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
