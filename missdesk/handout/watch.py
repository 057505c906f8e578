"""Note what is read while something is made, so that it can be told when it would be the same.

Source: docs/decisions/007-handout-speed.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from operator import ge, gt, le, lt, sub
from typing import Any

from missdesk.handout.styles import Saving

Question = Callable[[int, int], object]


class Asked:
    """A saving that notes what is asked of it; the same as each saving that answers the same.

    It is no number, so that nothing can be asked without being noted.
    """

    def __init__(self, saving: Saving) -> None:
        """Begin with nothing asked."""
        self._saving = saving
        self._answers: dict[tuple[Question, int], object] = {}

    def _ask(self, question: Question, other: int) -> Any:  # noqa: ANN401  a bool or a number
        answer = question(int(self._saving), int(other))
        self._answers[question, int(other)] = answer
        return answer

    def __eq__(self, other: object) -> bool:
        """Return whether another saving answers the same."""
        if not isinstance(other, Saving):
            return NotImplemented
        return all(ask(int(other), number) == said for (ask, number), said in self._answers.items())

    # Two that are equal now may differ once asked more.
    __hash__ = None  # type: ignore[assignment]

    def __lt__(self, other: int) -> bool:
        """Return whether less is saved."""
        return bool(self._ask(lt, other))

    def __le__(self, other: int) -> bool:
        """Return whether as much or less is saved."""
        return bool(self._ask(le, other))

    def __gt__(self, other: int) -> bool:
        """Return whether more is saved."""
        return bool(self._ask(gt, other))

    def __ge__(self, other: int) -> bool:
        """Return whether as much or more is saved."""
        return bool(self._ask(ge, other))

    def __sub__(self, other: int) -> int:
        """Return how much more is saved."""
        return int(self._ask(sub, other))

    def __rsub__(self, other: int) -> int:
        """Return how much less is saved."""
        return -int(self._ask(sub, other))


@dataclass(slots=True)
class Log:
    """What was read, by name, and whether some of it can't be known.

    Attributes:
        material, visit: Values by the name of the field.
        is_lost: Something was read in a way that is not noted.
    """

    material: dict[str, object] = field(default_factory=dict)
    visit: dict[str, object] = field(default_factory=dict)
    is_lost: bool = False

    def add(self, other: Log) -> None:
        """Add what was read for a part that may be used again; there it can ask no more."""
        self.is_lost |= any(isinstance(value, Asked) for value in other.material.values())
        self.material = {**other.material, **self.material}
        self.visit = {**other.visit, **self.visit}
        self.is_lost |= other.is_lost


_CURRENT: ContextVar[Log | None] = ContextVar("log", default=None)


def current_log() -> Log | None:
    """Return where reads are noted now, None outside `watching`."""
    return _CURRENT.get()


@contextmanager
def watching(*, is_heard: bool = True) -> Iterator[Log]:
    """Note what is read inside; the outer one, if any, learns of it too where it is heard."""
    outer, log = _CURRENT.get(), Log()
    token = _CURRENT.set(log)
    try:
        yield log
    finally:
        _CURRENT.reset(token)
        if outer is not None and is_heard:
            outer.add(log)
