"""What a scan finds, and the parts of a window that it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QGraphicsView,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from missdesk.ui.widgets.block_view import BlockView
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.words import Words

TEXTS = (Words, BlockView)
CONTROLS = (QAbstractButton, QLineEdit, QAbstractSlider)


class Finding(NamedTuple):
    """One fault: the rule (a standard's id), the part, and what is wrong with it."""

    rule: str
    part: str
    what: str

    def __str__(self) -> str:
        """Return it on a line."""
        return f"{self.rule} {self.part}: {self.what}"


class Seen(NamedTuple):
    """A part in the window's coordinates.

    Attributes:
        box: All of it, as large as a finger may hit.
        shown: What of it can be seen.
        drawn: What of that has paint on it: a pill may be lower than its target.
        cut_by: What holds it and cuts some of it off; None for what only waits to be scrolled to.
    """

    widget: QWidget
    box: QRect
    shown: QRect
    drawn: QRect
    cut_by: QWidget | None


def seen(window: QWidget) -> Iterator[Seen]:
    """Yield every text and control of which something can be seen."""
    for widget in window.findChildren(QWidget):
        is_part = isinstance(widget, (*TEXTS, *CONTROLS)) and not isinstance(widget, QScrollBar)
        if not is_part or not widget.isVisible() or widget.width() < 1 or widget.height() < 1:
            continue
        found = _seen(widget, window)
        if not found.shown.isEmpty():
            yield found


def _seen(widget: QWidget, window: QWidget) -> Seen:
    box = QRect(widget.mapTo(window, QPoint()), widget.size())
    shown, cut_by = QRect(box), None
    above = widget.parentWidget()
    while above is not None:
        frame = QRect(above.mapTo(window, QPoint()), above.size())
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and above is area.viewport():
            if isinstance(area, QGraphicsView):
                shown = shown.intersected(frame)
            elif box.left() < frame.left() - 1 or box.right() > frame.right() + 1:
                cut_by = cut_by or above  # it scrolls down only
            shown = shown.intersected(frame)
        elif not frame.adjusted(-1, -1, 1, 1).contains(shown):
            cut_by = cut_by or above
            shown = shown.intersected(frame)
        if above is window:
            break
        above = above.parentWidget()
    return Seen(widget, box, shown, _drawn(widget, box).intersected(shown), cut_by)


def _drawn(widget: QWidget, box: QRect) -> QRect:
    if not isinstance(widget, Control):
        return box
    outline, _radius = widget.focus_box()
    return outline.toAlignedRect().translated(box.topLeft())


def named(widget: QWidget) -> str:
    """Return the name of a part, for a person who looks for it."""
    words = widget.accessibleName() or getattr(widget, "text", "")
    words = words() if callable(words) else words
    holder: QWidget | None = widget
    while holder is not None and not holder.objectName():
        holder = holder.parentWidget()
    name = holder.objectName() if holder is not None else ""
    return f"{type(widget).__name__} {name} “{str(words)[:40]}”"
