"""Clipped, overlapping, too small, wider than the window: faults of place and size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractScrollArea, QGraphicsView, QLineEdit, QWidget

from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.words import Words
from tests.ui.scan.finding import CONTROLS, Finding, Seen, named

TOUCH = 44
"""Least side of a target at the desk (WC23)."""
SLACK = 2
"""So many pixels of two frames may lie on each other: rounding."""


def clipped(parts: Sequence[Seen]) -> Iterator[Finding]:
    """Yield texts that are cut, and parts that what holds them cuts off (WC8, WC11)."""
    for part in parts:
        widget = part.widget
        if part.cut_by is not None:
            yield Finding("WC8", named(widget), f"is cut off by {named(part.cut_by)}")
        if isinstance(widget, Words):
            if widget.is_cut():
                yield Finding("WC8", named(widget), "its text does not fit the width")
            need = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else 0
            if need > widget.height() + SLACK:
                yield Finding("WC8", named(widget), f"{widget.height()} px high, needs {need}")
        elif isinstance(widget, Control):
            least = widget.minimumSizeHint()
            if least.width() > widget.width() + SLACK or least.height() > widget.height() + SLACK:
                what = f"{widget.width()} x {widget.height()} px"
                what += f", needs {least.width()} x {least.height()}"
                yield Finding("WC8", named(widget), what)
        elif isinstance(widget, QLineEdit) and not widget.text():
            hint = QFontMetricsF(widget.font()).horizontalAdvance(widget.placeholderText())
            if hint > widget.width() + SLACK:
                yield Finding("WC8", named(widget), "its hint does not fit the width")


def overlapping(parts: Sequence[Seen]) -> Iterator[Finding]:
    """Yield pairs of texts or controls that lie on each other (WC8)."""
    for one, other in combinations(parts, 2):
        if one.widget.isAncestorOf(other.widget) or other.widget.isAncestorOf(one.widget):
            continue
        both = one.drawn.intersected(other.drawn)
        if both.width() > SLACK and both.height() > SLACK:
            what = f"lies on {named(other.widget)} ({both.width()} x {both.height()} px)"
            yield Finding("WC8", named(one.widget), what)


def too_small(parts: Sequence[Seen], touch: int = TOUCH) -> Iterator[Finding]:
    """Yield controls that a finger can't press (WC23)."""
    for part in parts:
        widget = part.widget
        if not isinstance(widget, CONTROLS) or not widget.isEnabled():
            continue
        if _is_only_looked_at(widget) or _is_inside_a_target(widget):
            continue
        if min(part.box.width(), part.box.height()) < touch:
            what = f"{part.box.width()} x {part.box.height()} px, less than {touch}"
            yield Finding("WC23", named(widget), what)


def _is_only_looked_at(widget: QWidget) -> bool:
    """Return whether a press goes through it, or through what it lies in."""
    above: QWidget | None = widget
    while above is not None:
        if above.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents):
            return True
        above = above.parentWidget()
    return False


def _is_inside_a_target(widget: QWidget) -> bool:
    """Return whether its frame is the target: the line of a text field."""
    above = widget.parentWidget()
    if not isinstance(widget, QLineEdit) or above is None:
        return False
    return above.focusProxy() is widget and above.height() >= TOUCH


def sideways(window: QWidget) -> Iterator[Finding]:
    """Yield what would have to be scrolled sideways (WC8)."""
    least = window.minimumSizeHint().width()
    if least > window.width() + SLACK:
        yield Finding("WC8", named(window), f"needs {least} px, has {window.width()}")
    for area in window.findChildren(QAbstractScrollArea):
        if not area.isVisible() or isinstance(area, QGraphicsView):
            continue
        if area.horizontalScrollBar().maximum() > 0:
            yield Finding("WC8", named(area), "scrolls sideways")
        content = getattr(area, "widget", lambda: None)()
        if content is not None and content.width() > area.viewport().width() + SLACK:
            yield Finding("WC8", named(area), "its content is wider than it is")
