"""Draw the ring around the control that has the keyboard's focus: 3 px, after a 2 px gap.

The ring lies outside the control, so it is a widget of its own over the window. After a press of
the mouse it stays away until a key is used, except around fields to type in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QWidget

from missdesk.ui.theme.tokens import RING, RING_GAP
from missdesk.ui.widgets.handle_watch import HandleWatch
from missdesk.ui.widgets.painting import start

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

_MOVING = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,
}
_PRESSES = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


@runtime_checkable
class Outlined(Protocol):
    """A widget that says what its ring goes around."""

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline in own coordinates, and its corner radius."""


class FocusRing(QWidget):
    """The ring of one window."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._radius = 0.0
        self._is_asked, self._is_by_key, self._is_typed_in = False, False, False
        self.setObjectName("focus-ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        window.installEventFilter(self)
        HandleWatch(window, self)
        theme.changed.connect(self._ask)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the control as it moves; come with keys and go with presses."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and not self._is_by_key:
            self._is_by_key = True
            self._ask()
        elif kind in _PRESSES and self._is_by_key:
            self._is_by_key = False
            self._ask()
        elif kind in _MOVING and isinstance(watched, QWidget):
            self._ask()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = start(self)
        half = RING / 2
        painter.setPen(QPen(self._theme.color("focus"), RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        corner = self._radius + RING_GAP + half
        painter.drawRoundedRect(box, corner, corner)
        painter.end()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        self._target = None
        if now is not None and now.window() is self._window and isinstance(now, Outlined):
            self._target = now
            self._is_typed_in = isinstance(now, QLineEdit | QPlainTextEdit)
            self._watched = [now, *_parents(now, self._window)]
            for widget in self._watched:
                widget.installEventFilter(self)
        self._ask()

    def _ask(self) -> None:
        """Place the ring once all events of this moment are through."""
        if not self._is_asked:
            self._is_asked = True
            QTimer.singleShot(0, self, self._place)

    def _place(self) -> None:
        self._is_asked = False
        target = self._target
        if target is None or not shiboken6.isValid(target) or not target.isVisible():
            self.hide()
            return
        assert isinstance(target, Outlined)
        box, self._radius = target.focus_box()
        if box.isEmpty() or not (self._is_by_key or self._is_typed_in):
            self.hide()
            return
        reach = RING + RING_GAP
        inner = box.toAlignedRect()
        corner = target.mapTo(self._window, inner.topLeft())
        area = QRect(corner, inner.size()).adjusted(-reach, -reach, reach, reach)
        self.setGeometry(area)
        self._clip(target, area, reach)
        self.show()
        self.raise_()
        self.update()

    def _clip(self, target: QWidget, area: QRect, reach: int) -> None:
        """Stay inside the scrolled area that the control is in."""
        seen = QRect(area)
        for widget in _parents(target, self._window):
            area_of = widget.parentWidget()
            if isinstance(area_of, QAbstractScrollArea) and area_of.viewport() is widget:
                port = QRect(widget.mapTo(self._window, QPoint(0, 0)), widget.size())
                seen = seen.intersected(port.adjusted(-reach, -reach, reach, reach))
        if seen == area:
            self.clearMask()
        else:
            self.setMask(seen.translated(-area.topLeft()))


def _parents(widget: QWidget, window: QWidget) -> list[QWidget]:
    """Return what a widget lies in, from inside out, without the window."""
    found: list[QWidget] = []
    above = widget.parentWidget()
    while above is not None and above is not window:
        found.append(above)
        above = above.parentWidget()
    return found
