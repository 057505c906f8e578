"""Let a page that holds personal words empty itself the moment a visit ends (KP1).

The window takes the page down then, but Qt deletes it only later; until then nothing of the
patient may stand in any widget, undo history or picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from missdesk.model.observe import Observed

_ENDS = ("wipe", "topic")


def forget_with(owner: QObject, observed: Observed, forget: Callable[[], None]) -> None:
    """Call `forget` when the visit ends or another topic begins, until `owner` is destroyed."""

    def on_change(field: str) -> None:
        if field in _ENDS:
            forget()

    stop = observed.observe(on_change)

    def on_destroyed(_gone: QObject | None = None) -> None:
        stop()

    owner.destroyed.connect(on_destroyed)
