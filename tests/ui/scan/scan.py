"""All looks at one window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.ui.widgets.layer import Layer
from tests.ui.scan.boxes import TOUCH, clipped, overlapping, sideways, too_small
from tests.ui.scan.finding import Finding, seen
from tests.ui.scan.names import nameless
from tests.ui.scan.pixels import faint

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def scan(window: QWidget, touch: int = TOUCH, cover: QWidget | None = None) -> list[Finding]:
    """Return what is wrong with what a window shows now; with a card open, in the card.

    Args:
        window: A living window, at rest.
        touch: Least side of a target, in pixels.
        cover: What lies over all else; then only this is looked at.
    """
    shown = cover or Layer.open_on(window) or window
    parts = [part for part in seen(window) if shown is window or shown.isAncestorOf(part.widget)]
    return [
        *clipped(parts),
        *overlapping(parts),
        *too_small(parts, touch),
        *sideways(window),
        *faint(window, parts),
        *nameless(shown),
    ]
