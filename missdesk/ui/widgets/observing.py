"""Follow a consultation for as long as a page lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from missdesk.model.observe import Observed

_PAGES_END = ("wipe", "topic")
"""After these the window takes all pages down; until Qt has deleted them they must keep still."""


def follow(owner: QObject, observed: Observed, observer: Callable[[str], None]) -> None:
    """Call `observer(field)` after each change, until `owner` is destroyed.

    A page is not told of "wipe" and "topic": it is taken down then.
    """

    def on_change(field: str) -> None:
        if field not in _PAGES_END:
            observer(field)

    stop = observed.observe(on_change)

    def on_destroyed(_gone: QObject | None = None) -> None:
        stop()

    owner.destroyed.connect(on_destroyed)
