"""Where in the back it is: levels on a picture or in rows, the side, and an odd bone count."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.model.place import covered, toggled
from missdesk.ui.place_words import choose_words
from missdesk.ui.stage.choice import PICKER_PLATE, level_spot, picker_picture
from missdesk.ui.stage.controls import StageControls
from missdesk.ui.stage.level_picker import LevelPicker
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.check_row import CheckRow
from missdesk.ui.widgets.level_pills import LevelRows
from missdesk.ui.widgets.segmented import Segmented
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.model.topic import Side
    from missdesk.ui.context import UiContext
    from missdesk.ui.stage.bench import Bench

WIDE, FOLDED_WIDE, FOLDED_HIGH = 300, 420, 560
"""Of the panel; of the picture on a folded page, which has the words beside it."""
MOST_ON_PICTURE = 10
"""Levels whose pills fit beside the picture of the back; more stand in rows without it."""


class PlacePanel(QWidget):
    """Writes what was chosen to the visit at once; `show_visit` follows it.

    Signals:
        side_wanted: A person chose a side; comes before the visit has it.
    """

    side_wanted = Signal()

    def __init__(self, context: UiContext, bench: Bench, parent: QWidget) -> None:
        """Offer the levels and sides of the topic.

        Raises:
            PlateError: The picture of the back is missing or damaged.
        """
        super().__init__(parent)
        self.setObjectName("problem.place")
        self._context, self._bench, theme = context, bench, context.theme
        place = context.topic.place
        where = Words(theme, _("Where is it?"), "section", parent=self)
        which = Words(theme, choose_words(context.topic), "note", parent=self)
        which.setVisible(place.kind != "none")
        self._picker = self._picker_for()
        # At once: Tab goes in the order in which widgets come onto the page.
        self._picker.setParent(self)
        self._picker.level_chosen.connect(self._on_level)
        sides = [("left", _("Left")), ("both", _("Both")), ("right", _("Right"))]
        self._side = Segmented(theme, "problem.side", _("Side"), sides, is_wide=True, parent=self)
        self._side.setVisible(place.has_side)
        self._side.chosen.connect(self._on_side)
        self._extra = CheckRow(
            theme, _("One spine bone more or less"), "problem.extra", role="small", parent=self
        )
        self._extra.toggled.connect(self._on_extra)
        if theme.is_folded:
            self._lay_out_folded(where, which)
        else:
            self._lay_out(where, which)

    def show_visit(self) -> None:
        """Mark what the visit holds."""
        visit = self._context.consultation.visit
        self._side.set_value(visit.side)
        self._extra.setChecked(visit.has_extra_vertebra)
        self._show_levels()

    def _picker_for(self) -> LevelPicker | LevelRows:
        """Return the picture of the back to choose on, or rows of pills where it shows too few."""
        context, place = self._context, self._context.topic.place
        back = self._bench.shelf.plate(PICKER_PLATE)
        on_it = [level for level in place.levels if level_spot(back, level) is not None]
        if on_it and len(place.levels) <= MOST_ON_PICTURE:
            controls = StageControls(self)
            view = PlateView(context.theme, self._bench.loader, controls, context.workers)
            return LevelPicker(place, back, view, context.theme)
        return LevelRows(context.theme, place, "level", self)

    def _lay_out(self, where: Words, which: Words) -> None:
        theme = self._context.theme
        self.setFixedWidth(theme.px(WIDE))
        is_picture = isinstance(self._picker, LevelPicker)
        column = Column(theme, self)
        for part in (where, which, self._picker, self._side, self._extra):
            column.addWidget(part, 1 if part is self._picker and is_picture else 0)
        if not is_picture:
            column.addStretch(1)

    def _lay_out_folded(self, where: Words, which: Words) -> None:
        theme = self._context.theme
        if isinstance(self._picker, LevelPicker):
            self._picker.setMinimumHeight(theme.px(FOLDED_HIGH))
        self._picker.setFixedWidth(theme.px(FOLDED_WIDE))
        row, words = Row(theme, self, gap=24), Column(theme)
        for part in (where, which, self._side, self._extra):
            words.addWidget(part)
        words.addStretch(1)
        row.addWidget(self._picker)
        row.addLayout(words, 1)

    def _on_level(self, level: str) -> None:
        context = self._context
        place = toggled(context.consultation.visit.level, level, context.topic.place)
        context.consultation.change(level=place)
        # Also where nothing has changed: the pill that was pressed shows what holds.
        self._show_levels()

    def _on_side(self, side: str) -> None:
        self.side_wanted.emit()
        self._context.consultation.change(side=cast("Side", side))

    def _on_extra(self, has_extra: bool) -> None:
        self._context.consultation.change(has_extra_vertebra=has_extra)

    def _show_levels(self) -> None:
        """Mark the levels on the back, or on the pills."""
        visit, known = self._context.consultation.visit, self._context.topic.place.levels
        levels = covered(visit.level, known)
        if isinstance(self._picker, LevelRows):
            self._picker.pills.show_levels(levels)
            return
        back = self._bench.shelf.plate(PICKER_PLATE)
        self._picker.show_place(levels, visit.side, picker_picture(back, visit, known))
