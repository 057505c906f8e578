"""Follow a consultation for as long as a page lives, and forget it the moment it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from missdesk.model.observe import Observed

_PAGES_END = ("wipe", "topic")
"""After these the window takes all pages down; until Qt has deleted them they must keep still."""


def follow(owner: QObject, observed: Observed, observer: Callable[[str], None]) -> None:
    """Call `observer(field)` after each change, until `owner` is destroyed or its visit ends.

    A page is told neither of "wipe" and "topic" nor of what comes after: it is taken down then,
    and a change before Qt has deleted it is about a topic that it does not know.
    """

    def on_change(field: str) -> None:
        if field in _PAGES_END:
            stop()
        else:
            observer(field)

    stop = _observe_while_alive(owner, observed, on_change)


def forget_with(owner: QObject, observed: Observed, forget: Callable[[], None]) -> None:
    """Call `forget` when the visit ends or another topic begins, until `owner` is destroyed.

    PRIVACY: for pages that hold personal words. The window takes them down then, but Qt deletes
    them only later; until then nothing of the patient may stand in any widget, undo history or
    picture (KP1).
    """

    def on_change(field: str) -> None:
        if field in _PAGES_END:
            forget()

    _observe_while_alive(owner, observed, on_change)


def _observe_while_alive(
    owner: QObject, observed: Observed, observer: Callable[[str], None]
) -> Callable[[], None]:
    """Observe, and return what stops it before the owner is destroyed."""
    stop = observed.observe(observer)

    def on_destroyed(_gone: QObject | None = None) -> None:
        stop()

    owner.destroyed.connect(on_destroyed)
    return stop
