"""Make the preview's handouts in a process of its own, so that the window never waits for one.

Python lets only one thread work at a time: a build in a thread of the window would hold up what is
typed. The process keeps what a visit's handouts share, and ends with the visit, so nothing of a
patient stays in it. A visit reaches it through a pipe, never among its arguments (KP3).

Source: issue 6 (preview: 250 ms, typing is never blocked); kiosk-and-security.md KP1, KP2.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from missdesk.errors import Fault, MissdeskError
from missdesk.handout.raster import Look, Painted
from missdesk.i18n import _
from missdesk.log import no_core_dumps
from missdesk.memory import give_back_early
from missdesk.model.consultation import Visit
from missdesk.settings import Clinic

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from missdesk.handout.build import Handout
    from missdesk.model.library import Library

END_SECONDS: Final = 2.0
TRIES: Final = 2
IDLE_SECONDS: Final = 0.3
FORGET_AFTER: Final = 400
"""Handouts until what they share is measured anew, so that it can't grow without end."""

Answer = TypeVar("Answer")


class Order(NamedTuple):
    """One handout to make. PRIVACY: the visit is a patient's.

    Attributes:
        look: Pages to paint of it; None paints none.
        with_record, password: As `build_handout`.
    """

    visit: Visit
    clinic: Clinic
    today: date
    look: Look | None = None
    with_record: bool = False
    password: str | None = None


class Paint(NamedTuple):
    """Pages of a finished handout to paint."""

    pdf: bytes
    look: Look


class Printed(NamedTuple):
    """A finished handout, and its pages that were asked for."""

    handout: Handout
    painted: Painted | None


class LostError(MissdeskError):
    """The process is gone.

    Attributes:
        is_ended: It was ended with its visit; else it can't be started, or dies again and again.
    """

    def __init__(self, *, is_ended: bool) -> None:
        """Say so; hardly ever seen, for the window then makes the handout itself."""
        self.is_ended = is_ended
        fix = _("Try again")
        super().__init__(_("The preview"), _("the program that makes it has ended"), fix)


@dataclass(slots=True)
class _Hand:
    """The process and its pipe."""

    process: SpawnProcess
    pipe: Connection


class Press:
    """Hands orders to the process, one at a time; its methods wait, so call them in a worker."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._lock, self._state, self._ended = Lock(), Lock(), 0
        self._hand: _Hand | None = None

    @property
    def pid(self) -> int | None:
        """Return the number of the process, None while there is none."""
        hand = self._hand
        return hand.process.pid if hand is not None else None

    def make(self, order: Order) -> Printed:
        """Return a handout with its pages.

        Raises:
            LostError: The process is gone.
            MissdeskError: As `build_handout`.
        """
        return self._ask(order, Printed)

    def paint(self, pdf: bytes, look: Look) -> Painted:
        """Return pages of a finished handout.

        Raises:
            LostError: The process is gone.
        """
        return self._ask(Paint(pdf, look), Painted)

    def end(self) -> None:
        """End the process at once, and what it makes; the next order starts a new one."""
        with self._state:
            self._ended += 1
            hand, self._hand = self._hand, None
        if hand is not None:
            _end(hand)

    def _started(self, ended: int) -> _Hand | None:
        """Return the process, None when the visit has ended meanwhile."""
        hand = self._hand or _start()
        with self._state:
            if self._ended == ended:
                self._hand = hand
                return hand
        _end(hand)
        return None

    def _ask(self, order: Order | Paint, kind: type[Answer]) -> Answer:
        ended = self._ended
        with self._lock:
            for _try in range(TRIES):
                try:
                    hand = self._started(ended)
                    if hand is None:
                        break
                    hand.pipe.send(order)
                    said: object = hand.pipe.recv()
                except (EOFError, OSError):
                    self._lose(ended)
                    continue
                if isinstance(said, Fault):
                    raise MissdeskError(said.where, said.what, said.fix)
                assert isinstance(said, kind)
                return said
        raise LostError(is_ended=self._ended != ended)

    def _lose(self, ended: int) -> None:
        """Forget a process that died by itself, so that the next try starts another."""
        with self._state:
            if self._ended == ended:
                self._hand = None


def _end(hand: _Hand) -> None:
    hand.process.kill()
    hand.process.join(END_SECONDS)


def _start() -> _Hand:
    context = multiprocessing.get_context("spawn")  # the same on every system, also under Qt
    pipe, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs,), name="missdesk-preview", daemon=True)
    process.start()
    theirs.close()
    return _Hand(process, pipe)


def work(pipe: Connection) -> None:
    """Make handouts until the pipe closes; runs in a process of its own."""
    from missdesk.content.chosen import load_chosen  # in the new process only
    from missdesk.content.on_demand import read_rest
    from missdesk.handout.fit import noting_ways
    from missdesk.handout.setting import kept_words

    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    no_core_dumps()
    give_back_early()  # 60 MB less: a picture is unpacked whole before it is made small
    library = load_chosen()
    read_rest(library)  # all but the topics, before somebody waits for a page
    gc.freeze()
    # A build makes many small things and few circles: looking for those takes a fifth of its
    # time, and waits until nobody types.
    gc.disable()
    with suppress(EOFError, OSError):  # the window has gone
        while True:
            with kept_words(), noting_ways():
                for _count in range(FORGET_AFTER):
                    if not pipe.poll(IDLE_SECONDS):
                        gc.collect()
                        gc.freeze()  # what is shared stays, so the next look is short
                    pipe.send(_guarded(pipe.recv(), library))


def _guarded(order: Order | Paint, library: Library) -> object:
    """Return an answer, or the fault that keeps it from being made."""
    try:
        return answer(order, library)
    except MissdeskError as error:
        return error.fault
    except Exception as error:  # noqa: BLE001  a fault of ours; its words may be a name
        what = _("a fault in MISSDesk ({kind})").format(kind=type(error).__name__)
        return Fault(_("The handout"), what, _("Change what was typed last, or report it"))


def answer(order: Order | Paint, library: Library) -> Printed | Painted:
    """Do what an order says, in this process.

    Raises:
        MissdeskError: As `build_handout`.
    """
    from missdesk.handout.build import build_handout  # start-up time: ReportLab
    from missdesk.handout.raster import paint_pages

    if isinstance(order, Paint):
        return paint_pages(order.pdf, order.look)
    made = build_handout(
        library,
        order.visit,
        clinic=order.clinic,
        today=order.today,
        with_record=order.with_record,
        password=order.password,
    )
    painted = None if order.look is None else paint_pages(made.pdf, order.look)
    return Printed(made, painted)
