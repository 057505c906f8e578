"""Keep a handout in step with the visit: soon after the last change, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from missdesk.ui.handout_parts.render import Look, Made, Spread, build, make, paint

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from missdesk.errors import MissdeskError
    from missdesk.handout.build import Handout
    from missdesk.handout.press import Press
    from missdesk.model.consultation import Visit
    from missdesk.model.library import Library
    from missdesk.settings import Clinic
    from missdesk.ui.workers import Job, Workers

    Order = Callable[[], tuple[Library, Visit, Clinic, date] | None]
    Taker = Callable[[bytes], None]
    Refuser = Callable[[MissdeskError], None]

DEBOUNCE_MS: Final = 120
"""Without a press: a build in this process holds up what is typed, so it waits for a pause."""


class HandoutMaker(QObject):
    """Builds in a worker and hands over the newest pages.

    Signals:
        made: A Handout was built; it may already be outdated while somebody types.
        painted: A Spread of the newest handout.
        failed: A MissdeskError; there is no handout to print until it is mended.
        worked: Whether something newer than what is shown is being made.
    """

    made = Signal(object)
    painted = Signal(object)
    failed = Signal(object)
    worked = Signal(bool)

    def __init__(
        self, workers: Workers, order: Order, parent: QObject, press: Press | None = None
    ) -> None:
        """Make it.

        Args:
            workers: Run the build.
            order: Gives what to build from, asked on the GUI thread at each start; None while
                that is not known, and nothing is built then.
            parent: Owner.
            press: Builds in a process of its own; None = in the worker.
        """
        super().__init__(parent)
        self._workers, self._order, self._press = workers, order, press
        self._look = Look(0, 2, 0, 0)
        self._handout: Handout | None = None
        self._error: MissdeskError | None = None
        self._is_stale = True
        self._build: Job | None = None
        self._paint: Job | None = None
        self._painting: Look | None = None
        self._waiting: list[tuple[Taker, Refuser]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.ask_now)

    @property
    def is_fresh(self) -> bool:
        """Return whether what is shown is what would be printed."""
        is_made = self._handout is not None or self._error is not None
        return is_made and not self._is_stale and not self._is_building

    def ask_soon(self) -> None:
        """Build anew: with a press at once, else when nothing has changed for a moment."""
        self._is_stale = True
        self.worked.emit(True)
        # Once this event is done: a change of several fields is one build.
        self._timer.start(DEBOUNCE_MS if self._press is None else 0)

    def ask_now(self) -> None:
        """Build anew; while a build runs, right after it."""
        self._timer.stop()
        self._is_stale = True
        order = None if self._is_building else self._order()
        if order is None:
            return
        self._is_stale = False
        self._painting = self._look
        self.worked.emit(True)
        self._build = self._workers.run(
            make,
            *order,
            self._look,
            self._press,
            on_done=self._on_made,
            on_error=self._on_failed,
        )

    def look_at(self, look: Look) -> None:
        """Paint other pages, or the same ones in another size."""
        self._look = look
        if self._handout is not None and not self._is_building:
            self._paint_now()

    def when_fresh(self, take: Taker, refuse: Refuser) -> None:
        """Hand over the newest PDF, at once or when the build under way is done."""
        self._waiting.append((take, refuse))
        if not self.is_fresh and (self._timer.isActive() or not self._is_building):
            self.ask_now()
        self._answer()

    def when_built(
        self, with_record: bool, password: str | None, take: Taker, refuse: Refuser
    ) -> None:
        """Hand over the newest handout as a file that carries the visit, or is locked, or both.

        PRIVACY: the password is not kept.
        """

        def build_it(_pdf: bytes) -> None:
            order = self._order()
            if order is not None:
                self._workers.run(
                    build,
                    *order,
                    with_record,
                    password,
                    self._press,
                    on_done=take,
                    on_error=refuse,
                )

        self.when_fresh(build_it, refuse)

    def forget(self) -> None:
        """Drop everything, also what is still under way (KP1)."""
        self._timer.stop()
        for job in (self._build, self._paint):
            if job is not None:
                job.cancel()
        self._build = self._paint = self._handout = self._error = None
        self._waiting.clear()
        self._is_stale = True
        self.worked.emit(False)

    @property
    def _is_building(self) -> bool:
        return self._build is not None and not self._build.is_cancelled

    def _on_made(self, made: Made) -> None:
        self._build, self._error, self._handout = None, None, made.handout
        self.made.emit(made.handout)
        self.painted.emit(made.spread)
        if self._look != self._painting:
            self._paint_now()
        self._go_on()

    def _on_failed(self, error: MissdeskError) -> None:
        self._build, self._error, self._handout = None, error, None
        self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        """Build again when something changed meanwhile; else say that it is done."""
        if self._is_stale and not self._timer.isActive():
            self.ask_now()
        elif not self._is_stale:
            self.worked.emit(False)
            self._answer()

    def _answer(self) -> None:
        if not self.is_fresh:
            return
        waiting, self._waiting = self._waiting, []
        for take, refuse in waiting:
            if self._handout is not None:
                take(self._handout.pdf)
            elif self._error is not None:
                refuse(self._error)

    def _paint_now(self) -> None:
        assert self._handout is not None
        if self._paint is not None:
            self._paint.cancel()
        self._painting = self._look
        self._paint = self._workers.run(
            paint, self._handout.pdf, self._look, self._press, on_done=self._on_painted
        )

    def _on_painted(self, spread: Spread) -> None:
        self._paint = None
        self.painted.emit(spread)
