"""Observers without Qt: a list of callables, told in order."""

from __future__ import annotations

from collections.abc import Callable

Observer = Callable[[str], None]


class Observed:
    """Something whose changes others want to hear of."""

    def __init__(self) -> None:
        """Start with nobody listening."""
        self._observers: list[Observer] = []

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Call `observer(field_name)` after each change; return a function that stops it."""
        self._observers.append(observer)

        def stop() -> None:
            if observer in self._observers:
                self._observers.remove(observer)

        return stop

    def tell(self, field_name: str) -> None:
        """Tell every observer, in the order they came; those who leave meanwhile are skipped."""
        for observer in tuple(self._observers):
            if observer in self._observers:
                observer(field_name)
