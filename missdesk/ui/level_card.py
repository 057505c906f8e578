"""The card that opens from the place chip: level and side, chosen once for the whole visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QButtonGroup, QWidget

from missdesk.i18n import _
from missdesk.ui.place_words import level_words
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.chip import Pill
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.observing import follow
from missdesk.ui.widgets.segmented import Segmented
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.model.consultation import Consultation
    from missdesk.model.topic import Side, Topic
    from missdesk.ui.theme.theme import Theme


class LevelCard(QWidget):
    """Pills for the levels, a track for the side; writes to the consultation at once."""

    def __init__(
        self, theme: Theme, consultation: Consultation, topic: Topic, note: str = ""
    ) -> None:
        """Offer the levels of a topic; `note` says what they are not about."""
        super().__init__()
        self._consultation, self._topic = consultation, topic
        column = Column(theme, self, gap=12)
        self._group = QButtonGroup(self)
        self._pills: dict[str, Pill] = {}
        self._side: Segmented | None = None
        if topic.place.levels:
            column.addWidget(Words(theme, _("Level"), "strong", parent=self))
            column.addWidget(self._levels(theme))
        if topic.place.has_side:
            column.addWidget(Words(theme, _("Side"), "strong", parent=self))
            sides = [("left", _("Left")), ("both", _("Both")), ("right", _("Right"))]
            self._side = Segmented(theme, "place.side", _("Side"), sides, is_wide=True, parent=self)
            self._side.chosen.connect(self._on_side)
            column.addWidget(self._side)
        none = Button(theme, _("Not chosen yet"), "place.none", kind="quiet", parent=self)
        none.clicked.connect(self._on_none)
        column.addWidget(none)
        if note:
            column.addWidget(Words(theme, note, "note", token="ink2", parent=self))  # noqa: S106
        follow(self, consultation, self._on_changed)
        self._show()

    def _levels(self, theme: Theme) -> QWidget:
        area = QWidget(self)
        flow = FlowLayout(theme, area, gap=8)
        for level in self._topic.place.levels:
            pill = Pill(theme, level_words(level), f"place.{level}", parent=area)
            pill.clicked.connect(self._on_level)
            self._group.addButton(pill)
            self._pills[level] = pill
            flow.addWidget(pill)
        return area

    def _show(self) -> None:
        visit = self._consultation.visit
        self._group.setExclusive(False)
        for level, pill in self._pills.items():
            pill.setChecked(level == visit.level)
        self._group.setExclusive(True)
        if self._side is not None:
            self._side.set_value(visit.side)

    def _on_level(self) -> None:
        sender = self.sender()
        level = next(level for level, pill in self._pills.items() if pill is sender)
        self._consultation.change(level=level)

    def _on_side(self, side: str) -> None:
        self._consultation.change(side=cast("Side", side))

    def _on_none(self) -> None:
        self._consultation.change(level=None, side=None)

    def _on_changed(self, field: str) -> None:
        if field in ("level", "side"):
            self._show()
