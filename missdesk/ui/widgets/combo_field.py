"""A field with a few fixed choices, opened as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from missdesk.ui.widgets.choice_list import ChoiceList
from missdesk.ui.widgets.opening_field import OpeningField
from missdesk.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.theme.theme import Theme


class ComboField(OpeningField):
    """Shows the chosen words.

    Signals:
        chosen: Key a person chose.
    """

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        choices: Sequence[tuple[str, str]],
        *,
        value: str | None = None,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name, label, hint=hint, parent=parent)
        self._choices = tuple(choices)
        self._value: str | None = None
        self._popover: Popover | None = None
        self.set_value(value)
        self.clicked.connect(self._on_clicked)

    @property
    def value(self) -> str | None:
        """Return the key chosen now, None = none."""
        return self._value

    def set_value(self, key: str | None) -> None:
        """Choose without telling.

        Raises:
            KeyError: There is no such choice.
        """
        words = "" if key is None else dict(self._choices)[key]
        self._value = key
        self.show_value(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the value with the arrow keys, too."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        keys = [key for key, _words in self._choices]
        if step is None or not keys:
            super().keyPressEvent(event)
            return
        at = keys.index(self._value) + step if self._value in keys else 0
        if 0 <= at < len(keys):
            self._choose(keys[at])

    def _on_clicked(self) -> None:
        choices = ChoiceList(self.theme, f"{self.objectName()}.list", self._choices, self._value)
        choices.chosen.connect(self._on_chosen)
        wide = round(self.width() / max(1.0, self.theme.text_px(100) / 100))
        self._popover = Popover.open_at(
            self, choices, self.theme, title=self.label, width=max(240, wide)
        )

    def _on_chosen(self, key: str) -> None:
        if self._popover is not None:
            self._popover.close_popover()
            self._popover = None
        self._choose(key)

    def _choose(self, key: str) -> None:
        if key != self._value:
            self.set_value(key)
            self.chosen.emit(key)
