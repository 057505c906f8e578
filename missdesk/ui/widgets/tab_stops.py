"""What Tab stops at in a part of a window, and the way round from one stop to the next."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


def tab_stops(part: QWidget) -> list[QWidget]:
    """Return the controls in a part that Tab stops at, in the order in which they were made."""
    return [
        child
        for child in part.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.isVisibleTo(part)
        and child.isEnabled()
        and not _is_only_seen(child, part)
    ]


def step_focus(stops: Sequence[QWidget], now: QWidget | None, *, is_next: bool) -> QWidget | None:
    """Go to the stop behind or before the one that has the focus, round and round.

    Returns:
        The stop that has the focus then; None where there is none.
    """
    if not stops:
        return None
    at = stops.index(now) if now in stops else -1 if is_next else 0
    reasons = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
    stop = stops[(at + (1 if is_next else -1)) % len(stops)]
    stop.setFocus(reasons[0] if is_next else reasons[1])
    return stop


def tab_on(part: QWidget, *stops: QWidget) -> None:
    """Let Tab go from a part's last stop through others, made before what is in the part now."""
    inside = tab_stops(part)
    for before, after in pairwise((*inside[-1:], *stops)):
        QWidget.setTabOrder(before, after)


def _is_only_seen(child: QWidget, part: QWidget) -> bool:
    """Return whether it lies in something that is only looked at."""
    above: QWidget | None = child
    while above is not None and above is not part:
        if above.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents):
            return True
        above = above.parentWidget()
    return False
