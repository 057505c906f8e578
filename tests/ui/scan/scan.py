"""All looks at one window."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.scroll_sheet import ScrollSheet
from tests.ui.scan.boxes import TOUCH, clipped, overlapping, sideways, too_small
from tests.ui.scan.finding import Finding, Seen, seen
from tests.ui.scan.names import nameless
from tests.ui.scan.pixels import contrasts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

STEP = 0.6
"""Share of its height that a list moves on between two looks: nothing is met only in part."""


def scan(window: QWidget, touch: int = TOUCH, cover: QWidget | None = None) -> list[Finding]:
    """Return what is wrong with what a window shows now; with a card open, in the card.

    Args:
        window: A living window, at rest.
        touch: Least side of a target, in pixels.
        cover: What lies over all else; then only this is looked at.
    """
    shown, parts = _shown(window, cover)
    faint = (fault for _part, fault in contrasts(window, parts) if fault is not None)
    return [*_placed(window, shown, parts, touch), *faint]


def scan_through(
    window: QWidget,
    touch: int = TOUCH,
    cover: QWidget | None = None,
    each: Callable[[int], None] = lambda _place: None,
) -> list[Finding]:
    """Return what is wrong anywhere in what a window shows: all its lists are scrolled down.

    A part that is met in several places is faint when it is so in all: at the edge of a list,
    no more of a card may be seen than its picture.

    Args:
        window: A living window, at rest.
        touch: Least side of a target, in pixels.
        cover: What lies over all else.
        each: Told at each place, from 0, before the look: to take a picture.
    """
    found: dict[Finding, None] = {}
    faint: dict[QWidget, Finding | None] = {}
    for place in _places(cover or Layer.open_on(window) or window):
        each(place)
        shown, parts = _shown(window, cover)
        found |= dict.fromkeys(_placed(window, shown, parts, touch))
        for part, fault in contrasts(window, parts):
            faint[part] = fault and faint.get(part, fault)
    return [*found, *(fault for fault in faint.values() if fault is not None)]


def _places(shown: QWidget) -> Iterator[int]:
    """Scroll all lists down together, and yield the number of each place; then go back."""
    sheets = [s for s in shown.findChildren(ScrollSheet) if s.isVisible() and s.is_scrollable]
    bars = [sheet.verticalScrollBar() for sheet in sheets]
    before = [bar.value() for bar in bars]
    for place in count():
        for sheet, bar in zip(sheets, bars, strict=True):
            bar.setValue(round(place * STEP * sheet.viewport().height()))
        QApplication.processEvents()
        yield place
        if all(bar.value() >= bar.maximum() for bar in bars):
            break
    for bar, value in zip(bars, before, strict=True):
        bar.setValue(value)


def _shown(window: QWidget, cover: QWidget | None) -> tuple[QWidget, list[Seen]]:
    """Return what is looked at, and its parts."""
    shown = cover or Layer.open_on(window) or window
    parts = seen(window)
    return shown, [p for p in parts if shown is window or shown.isAncestorOf(p.widget)]


def _placed(window: QWidget, shown: QWidget, parts: list[Seen], touch: int) -> list[Finding]:
    """Return all that is wrong but what is faint."""
    return [
        *clipped(parts),
        *overlapping(parts),
        *too_small(parts, touch),
        *sideways(window),
        *nameless(shown),
    ]
