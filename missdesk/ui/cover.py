"""Cover a visit that everybody has walked away from, and end it when nobody comes back.

Source: kiosk-and-security.md KP1, KP7; product.md (left alone for 10 minutes the desk covers
itself, after 20 it wipes; the clinic sets both).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from missdesk.i18n import _
from missdesk.settings import IDLE_MINUTES
from missdesk.ui.idle import IdleClock, IdleWatch
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.handle_watch import HandleWatch
from missdesk.ui.widgets.painting import start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from missdesk.ui.theme.theme import Theme

MINUTE: Final = 60
_TYPE = QEvent.Type
KEYS: Final = frozenset((_TYPE.KeyPress, _TYPE.KeyRelease, _TYPE.ShortcutOverride))
HELD_BACK: Final = frozenset(
    (
        _TYPE.Shortcut, _TYPE.DragEnter, _TYPE.DragMove, _TYPE.Drop, _TYPE.ContextMenu,
        _TYPE.InputMethod, _TYPE.FileOpen,
    )
)  # fmt: skip
"""What would reach the visit below: shortcuts go past the focus, drops past the cover."""
MODIFIERS: Final = frozenset(
    (
        Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock,
    )
)  # fmt: skip
"""Alone they go nowhere: with Alt and Tab a person may only be passing by."""


class Cover(QWidget):
    """Lies over everything in the window and shows nothing of the visit.

    Signals:
        pressed: Somebody is there again; what they pressed does nothing else.
    """

    pressed = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Lie over a window, in front of all its cards."""
        super().__init__(window)
        self._theme = theme
        self.setObjectName("cover")
        self.setAccessibleName(_("This visit is covered. Press any key to go on."))
        column = Column(theme, self, gap=16, pad=28)
        column.addStretch(2)
        for words, role in (
            (_("This visit is covered."), "heading"),
            (_("Touch the screen or press any key to go on."), "body"),
        ):
            column.addWidget(Words(theme, words, role, align="center"))  # type: ignore[arg-type]
        self.back = Button(theme, _("Go on"), "cover.back", kind="primary", height=56)
        self.back.clicked.connect(self.pressed)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        # On the application: the focus may lie below, and shortcuts ask nobody.
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.back.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep all keys and drops, stay as large as the window, and in front of what it opens."""
        kind, window = event.type(), self.parentWidget()
        if kind in KEYS and isinstance(event, QKeyEvent):
            return self._take_key(event)
        if kind in HELD_BACK:
            event.ignore()
            return True
        if window is None or watched is self or not isinstance(watched, QWidget):
            return False
        if (watched is window and kind in (_TYPE.Resize, _TYPE.ChildAdded)) or (
            kind in (_TYPE.Show, _TYPE.ZOrderChange) and watched.parent() is window
        ):
            self.setGeometry(window.rect())
            self.raise_()
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        """Go on at any key, which then does nothing else."""
        event.accept()  # a shortcut that is accepted here comes as a plain key
        if event.type() == _TYPE.KeyPress and event.key() not in MODIFIERS:
            self.pressed.emit()
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the window with one color."""
        painter = start(self)
        painter.fillRect(QRectF(self.rect()), self._theme.color("canvas"))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep presses from what lies below."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Any press goes on."""
        event.accept()
        self.pressed.emit()


class DeskIdle(QObject):
    """Covers a window's visit after some minutes alone, and ends it after some more.

    Args:
        window: The window; watched once it is on the screen.
        theme: Colors, sizes and fonts.
        has_visit: Returns whether there is anything to cover.
        wipe: Ends the visit.
        minutes: Until the cover, and until the end; both from the last sign of a person.
        now: Steady clock in seconds.

    Signals:
        covered: The visit was covered (True) or is shown again (False): the patient's screen too.
    """

    covered = Signal(bool)

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        has_visit: Callable[[], bool],
        wipe: Callable[[], None],
        minutes: tuple[float, float] = IDLE_MINUTES,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._has_visit, self._wipe = has_visit, wipe
        self._cover: Cover | None = None
        self._clock = IdleClock(*_times(minutes), now)
        self.watch = IdleWatch(self._clock, window, self)
        self.watch.warned.connect(self._on_warned)
        self.watch.woken.connect(self._uncover)
        self.watch.over.connect(self._on_over)
        HandleWatch(window, self.watch)

    def set_minutes(self, minutes: tuple[float, float]) -> None:
        """Cover and end after other minutes from now on."""
        self._clock.set_times(*_times(minutes))

    @property
    def is_covered(self) -> bool:
        """Return whether the cover lies over the window."""
        return self._cover is not None

    def _on_warned(self, _left: int) -> None:
        if self._cover is not None:
            return
        if not self._has_visit():
            self.watch.touch()
            return
        self._cover = Cover(self._theme, self._window)
        self._cover.pressed.connect(self.watch.touch)
        self.covered.emit(True)

    def _on_over(self) -> None:
        """End the visit first and only then take the cover away: nothing may shine through."""
        if self._has_visit():
            self._wipe()
        self.watch.touch()

    def _uncover(self) -> None:
        cover, self._cover = self._cover, None
        if cover is None:
            return
        QApplication.instance().removeEventFilter(cover)  # type: ignore[union-attr]
        cover.hide()
        cover.deleteLater()
        self.covered.emit(False)


def _times(minutes: tuple[float, float]) -> tuple[float, float]:
    """Return the seconds until the cover, and from there until the end."""
    until_cover, until_wipe = (m * MINUTE for m in minutes)
    return until_cover, max(0.0, until_wipe - until_cover)
