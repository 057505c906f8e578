"""The card that opens from the place chip: level and side, chosen once for the whole visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.model.place import covered, toggled
from missdesk.ui.place_words import choose_words
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.level_pills import LevelRows
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
        self._side: Segmented | None = None
        column.addWidget(Words(theme, choose_words(topic), parent=self))
        self._levels = LevelRows(theme, topic.place, "place", self)
        self._levels.level_chosen.connect(self._on_level)
        column.addWidget(self._levels)
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

    def _show(self) -> None:
        visit = self._consultation.visit
        self._levels.pills.show_levels(covered(visit.level, self._topic.place.levels))
        if self._side is not None:
            self._side.set_value(visit.side)

    def _on_level(self, level: str) -> None:
        place = toggled(self._consultation.visit.level, level, self._topic.place)
        self._consultation.change(level=place)

    def _on_side(self, side: str) -> None:
        self._consultation.change(side=cast("Side", side))

    def _on_none(self) -> None:
        self._consultation.change(level=None, side=None)

    def _on_changed(self, field: str) -> None:
        if field in ("level", "side"):
            self._show()
