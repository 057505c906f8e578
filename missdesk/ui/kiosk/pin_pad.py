"""The pad on which staff type their PIN: own keys, no text field, nothing kept of what was typed.

Source: kiosk-and-security.md KE11, KE12; standards.md WC23, WC27.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.kiosk.card import KioskCard
from missdesk.ui.kiosk.screen import TARGET
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.painting import start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from missdesk.ui.kiosk.pin import PinCheck
    from missdesk.ui.theme.theme import Theme

MOST_DIGITS: Final = 12
AWAY_MS: Final = 20_000
"""A pad that nobody uses goes away."""
WIDE, PAD, DOT = 380, 24, 14


class Dots(QWidget):
    """How many digits were typed; never which."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._count = theme, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        """Show so many."""
        self._count = count
        self.setAccessibleName(_("{n} digits typed").format(n=count))
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(self._theme.px(MOST_DIGITS * 22), self._theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them in the middle."""
        painter, side = start(self), self._theme.px(DOT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("ink"))
        step = side + self._theme.px(8)
        left = (self.width() - self._count * step) / 2
        for at in range(self._count):
            painter.drawEllipse(QRectF(left + at * step, (self.height() - side) / 2, side, side))
        painter.end()


class PinPad(KioskCard):
    """Lies over a kiosk page.

    Signals:
        opened: The PIN was right.
    """

    opened = Signal()

    def __init__(self, window: QWidget, theme: Theme, check: PinCheck) -> None:
        """Ask over a window; `open_layer` shows it."""
        super().__init__(window, theme, WIDE)
        self._check, self._typed, self._has_to_wait = check, "", False
        self.setObjectName("kiosk.pin")
        column = Column(theme, self.card, gap=10, pad=PAD)
        title = _("For staff")
        column.addWidget(Words(theme, title, "heading", align="center", parent=self.card))
        self._said = Words(theme, "", "body", token="ink2", align="center", parent=self.card)  # noqa: S106
        column.addWidget(self._said)
        self._dots = Dots(theme, self.card)
        column.addWidget(self._dots)
        column.addLayout(self._keys(theme))
        self.card.setAccessibleName(title)
        self._away = QTimer(self, singleShot=True, interval=AWAY_MS)
        self._away.timeout.connect(self.close_layer)
        self._away.start()
        self._wait = QTimer(self, interval=1000)
        self._wait.timeout.connect(self._tell)
        self._wait.start()
        self._tell()

    def type_digit(self, digit: str) -> None:
        """Take one digit."""
        self._away.start()
        if len(self._typed) < MOST_DIGITS and self._check.seconds_to_wait <= 0:
            self._show(self._typed + digit)

    def take_back(self) -> None:
        """Take the last digit back."""
        self._away.start()
        self._show(self._typed[:-1])

    def enter(self) -> None:
        """Try what was typed, and forget it."""
        self._away.start()
        typed = self._typed
        self._show("")
        if not typed:
            return
        if self._check.is_right(typed):
            self.close_layer()
            self.opened.emit()
        else:
            self._tell(was_wrong=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits, Backspace and Enter from a keyboard."""
        event.accept()
        key, text = event.key(), event.text()
        if len(text) == 1 and text in "0123456789":
            self.type_digit(text)
        elif key == Qt.Key.Key_Backspace:
            self.take_back()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A touch beside the card closes it."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_layer()
        event.accept()

    def open_layer(self) -> None:
        """Come to the front; Enter on a keyboard then means OK, whatever digits were typed."""
        super().open_layer()
        self._enter.setFocus(Qt.FocusReason.PopupFocusReason)

    def _keys(self, theme: Theme) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(theme.px(10))
        places = {str(n): divmod(n - 1, 3) for n in range(1, 10)} | {"0": (3, 1)}
        for digit, (row, column) in places.items():
            key = Button(theme, digit, f"kiosk.pin.{digit}", height=TARGET, parent=self.card)
            key.clicked.connect(self._on_key)
            grid.addWidget(key, row, column)
        back = Button(
            theme, "", "kiosk.pin.back", icon="arrow-left", height=TARGET, parent=self.card
        )
        back.setAccessibleName(_("Take one back"))
        back.clicked.connect(self.take_back)
        enter = Button(
            theme, _("OK"), "kiosk.pin.enter", kind="primary", height=TARGET, parent=self.card
        )
        enter.clicked.connect(self.enter)
        for key in self.card.findChildren(Button):
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            key.setMinimumWidth(theme.px(TARGET))
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self._enter = enter
        grid.addWidget(back, 3, 0)
        grid.addWidget(enter, 3, 2)
        return grid

    def _on_key(self) -> None:
        self.type_digit(self.sender().objectName().rpartition(".")[2])

    def _show(self, typed: str) -> None:
        self._typed = typed
        self._dots.set_count(len(typed))

    def _tell(self, *, was_wrong: bool = False) -> None:
        """Say what to do now."""
        left, had_to_wait = round(self._check.seconds_to_wait), self._has_to_wait
        self._has_to_wait = left > 0
        if self._has_to_wait:
            self._said.set_text(_("Please wait {n} seconds.").format(n=left))
        elif was_wrong:
            self._said.set_text(_("That PIN is wrong."))
        elif had_to_wait or not self._said.text:
            self._said.set_text(_("Type the PIN."))
