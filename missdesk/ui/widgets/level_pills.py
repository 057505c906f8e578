"""Pills for the levels of a topic: one at a time, or as many as the topic is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from missdesk.model.place import level_words
from missdesk.ui.widgets.chip import Pill
from missdesk.ui.widgets.control import enter_at_chosen
from missdesk.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from missdesk.model.topic import Place
    from missdesk.ui.theme.theme import Theme


class LevelPills(QObject):
    """The pills; where they stand is up to the widget that asks for them.

    Signals:
        pressed: Level.
    """

    pressed = Signal(str)

    def __init__(self, theme: Theme, place: Place, prefix: str, parent: QWidget) -> None:
        """Make a pill a level.

        Args:
            theme: Colors, sizes and fonts.
            place: Levels, top to bottom; of a single disc one pill is chosen at a time.
            prefix: Of the pills' names: "level" gives "level.L4-L5".
            parent: Holds the pills.
        """
        super().__init__(parent)
        self._is_single = place.kind == "disc"
        self._group = QButtonGroup(self)
        self.by_level: dict[str, Pill] = {}
        for level in place.levels:
            pill = Pill(theme, level_words(level), f"{prefix}.{level}", parent=parent)
            pill.clicked.connect(self._on_clicked)
            self._group.addButton(pill)
            self.by_level[level] = pill

    def show_levels(self, levels: tuple[str, ...]) -> None:
        """Fill the pills of these levels."""
        # A group must be let loose to show that nothing is chosen.
        self._group.setExclusive(False)
        for level, pill in self.by_level.items():
            pill.setChecked(level in levels)
        self._group.setExclusive(self._is_single)
        if self._is_single:
            enter_at_chosen(self._group)

    def _on_clicked(self) -> None:
        sender = self.sender()
        self.pressed.emit(next(level for level, pill in self.by_level.items() if pill is sender))


class LevelRows(QWidget):
    """The pills in rows, for levels that the picture of the back does not reach."""

    level_chosen = Signal(str)

    def __init__(self, theme: Theme, place: Place, prefix: str, parent: QWidget) -> None:
        """Make the pills."""
        super().__init__(parent)
        self.pills = LevelPills(theme, place, prefix, self)
        self.pills.pressed.connect(self.level_chosen)
        flow = FlowLayout(theme, self, gap=8)
        for pill in self.pills.by_level.values():
            flow.addWidget(pill)
