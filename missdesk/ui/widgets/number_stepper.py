"""A whole number with a button for less and one for more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.widgets.boxes import Row
from missdesk.ui.widgets.button import IconButton
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from missdesk.ui.theme.theme import Theme

STEPS = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Minus: -1,
}
WIDE = 44


class NumberStepper(QWidget):
    """Goes up and down by a step; the arrow keys do the same. May start without a number.

    Signals:
        changed: The number a person chose.
    """

    changed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        *,
        value: int | None,
        most: int,
        least: int = 0,
        step: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            theme: Colors, sizes and fonts.
            name: objectName; the buttons are "name.less" and "name.more".
            label: What the number is, for screen readers.
            value: From `least` to `most`; None = nothing chosen yet.
            most: Largest number.
            least: Smallest number.
            step: By how much a press changes it.
            parent: Owner.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._label, self._value, self._most = label, value, most
        self._least, self._by = least, step
        row = Row(theme, self, gap=0)
        less, more = _("{what}: less"), _("{what}: more")
        self._less = IconButton(
            theme, less.format(what=label), f"{name}.less", "minus", parent=self
        )
        self._number = Words(theme, "", "strong", align="center", is_one_line=True, parent=self)
        self._number.setFixedWidth(theme.text_px(WIDE))
        self._more = IconButton(theme, more.format(what=label), f"{name}.more", "plus", parent=self)
        self._less.clicked.connect(self._on_less)
        self._more.clicked.connect(self._on_more)
        for widget in (self._less, self._number, self._more):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_value(value, most)

    @property
    def value(self) -> int | None:
        """Return the number, None while nothing is chosen."""
        return self._value

    def set_value(
        self, value: int | None, most: int | None = None, least: int | None = None
    ) -> None:
        """Change the number without telling; keeps it between the least and the most."""
        self._most = self._most if most is None else most
        self._least = self._least if least is None else least
        self._value = None if value is None else max(self._least, min(self._most, value))
        shown = "–" if self._value is None else str(self._value)
        self._number.set_text(shown)
        self._less.setEnabled(self._value is not None and self._value > self._least)
        self._more.setEnabled(self._value is None or self._value < self._most)
        said = _("not set") if self._value is None else shown
        self.setAccessibleName(_("{what}: {number}").format(what=self._label, number=said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up or down."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._step(step * self._by)

    def _on_less(self) -> None:
        self._step(-self._by)

    def _on_more(self) -> None:
        self._step(self._by)

    def _step(self, step: int) -> None:
        before = self._value
        self.set_value((before or 0) + step)
        if self._value is not None and self._value != before:
            self.changed.emit(self._value)
