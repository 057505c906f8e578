"""People out of 100: one outcome, large, for every shown option, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from missdesk.errors import PlateError
from missdesk.figures.scene import Scene
from missdesk.i18n import _
from missdesk.ui.compare_parts.figure_view import FigureView
from missdesk.ui.compare_parts.people_figures import people_page
from missdesk.ui.compare_parts.row_list import RowList
from missdesk.ui.compare_parts.scar_view import ScarFigure, is_scar_row
from missdesk.ui.compare_parts.source_card import open_source
from missdesk.ui.messages import report
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.block_view import BlockView
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.card import Card
from missdesk.ui.widgets.certainty_pill import CertaintyPill
from missdesk.ui.widgets.combo_field import ComboField
from missdesk.ui.widgets.discard import discard
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.ui.compare_parts.facts import OptionFacts, RowFacts
    from missdesk.ui.compare_parts.measures import Scale
    from missdesk.ui.context import UiContext

LIST_WIDE, GAP = 250, 28


class PeopleView(QWidget):
    """The list of outcomes at the left (above, on a folded page), the chosen one beside it.

    Signals:
        chosen: Id of the row a person chose.
        all_wanted: The rows behind the first layer are wanted in the list.
    """

    chosen = Signal(str)
    all_wanted = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        """Make an empty view; `show_row` fills it."""
        super().__init__(parent)
        self._context, self._theme = context, context.theme
        self._options: tuple[OptionFacts, ...] = ()
        self._row: RowFacts | None = None
        self._is_folded = self._theme.is_folded
        self._list: RowList | None = None
        self._outer = (
            Column(self._theme, self) if self._is_folded else Row(self._theme, self, gap=GAP)
        )
        if not self._is_folded:
            self._make_list()
        self._right = Column(self._theme, gap=4)
        self._outer.addLayout(self._right, 1)
        self._gap = Words(self._theme, "", "body", token="ink2", parent=self)  # noqa: S106
        self._scar = ScarFigure(self._context, self._on_picture, self)
        self._figure = FigureView(
            self._theme,
            self._make,
            "compare.people",
            least=300,
            pictures=self._scar.picture,
            parent=self,
        )
        self._has_no_back = False
        self._source: QWidget | None = None
        self._picker: ComboField | None = None
        self._choices: list[tuple[str, str]] = []
        self._right.addWidget(self._gap)
        self._right.addWidget(self._figure)
        self._right.addStretch(1)

    @property
    def sentence(self) -> QWidget:
        """Return the gap between the options in words."""
        return self._gap

    @property
    def figure(self) -> FigureView:
        """Return the figure of all options."""
        return self._figure

    def show_row(
        self,
        options: Sequence[OptionFacts],
        rows: Sequence[RowFacts],
        row: RowFacts,
        *,
        shows_all: bool,
    ) -> None:
        """Show one row of the table for these options."""
        self._options, self._row = tuple(options), row
        if self._list is not None:
            self._list.show_rows(rows, str(row.row.id), shows_all=shows_all)
        else:
            self._show_picker(rows, row)
        missing = "" if row.means == row.meaning else f"{row.means}."
        self._gap.set_text(f"{row.gap} {missing}".strip())
        self._figure.set_make(self._make)
        self._show_source(row)

    def _make(self, width_mm: float, scale: Scale) -> Scene:
        if self._row is None:
            return Scene(width_mm, 0.0, ())
        if is_scar_row(self._row, self._options) and not self._has_no_back:
            try:
                return self._scar.scene(self._row, self._options, width_mm, scale)
            except PlateError as fault:
                self._has_no_back = True  # told once; the numbers are shown in boxes instead
                report(self, fault)
        return people_page(self._row, self._options, width_mm, scale, is_folded=self._is_folded)

    def _on_picture(self) -> None:
        self._figure.update()

    def _make_list(self) -> None:
        self._list = RowList(self._theme, self)
        self._list.setFixedWidth(self._theme.text_px(LIST_WIDE))
        self._list.chosen.connect(self.chosen)
        self._list.all_wanted.connect(self.all_wanted)
        self._outer.addWidget(self._list)

    def _show_picker(self, rows: Sequence[RowFacts], row: RowFacts) -> None:
        """Choose from a drop-down where there is no room for a list."""
        choices = [(str(r.row.id), r.title) for r in rows]
        if self._picker is not None and choices == self._choices:
            self._picker.set_value(str(row.row.id))
            return
        if self._picker is not None:
            discard(self._right, self._picker)
        self._choices = choices
        self._picker = ComboField(
            self._theme,
            "compare.picker",
            _("Outcome"),
            choices,
            value=str(row.row.id),
            parent=self,
        )
        self._picker.chosen.connect(self.chosen)
        self._right.insertWidget(0, self._picker)

    def _show_source(self, row: RowFacts) -> None:
        if self._source is not None:
            discard(self._right, self._source)
        theme = self._theme
        box = Card(theme, pad=(16, 6, 16, 8), gap=4, parent=self)
        box.setObjectName("compare.source-box")
        self._open = Button(
            theme,
            _("Open source"),
            "compare.open-source",
            kind="quiet",
            icon="external-link",
            height=TARGET,
            parent=box,
        )
        self._open.clicked.connect(self._on_open)
        pill = CertaintyPill(theme, row.finding.certainty, row.why, "compare.certainty", parent=box)
        pill.setVisible(row.is_told)
        title = Words(theme, _("Where this comes from"), "strong", parent=box)
        if self._is_folded:
            flow = FlowLayout(theme, gap=12)
            flow.addWidget(self._open)
            flow.addWidget(pill)
            box.column.addWidget(title)
            box.column.addLayout(flow)
        else:
            head = Row(theme, gap=12)
            head.addWidget(title, 1, Qt.AlignmentFlag.AlignVCenter)
            head.addWidget(self._open)
            head.addWidget(pill)
            box.column.addLayout(head)
        said = _("{who} {kind}. {why}").format(who=row.who, kind=row.kind.rstrip("."), why=row.why)
        box.column.addWidget(Words(theme, said, "small", token="ink2", parent=box))  # noqa: S106
        if row.more:
            language = self._context.consultation.visit.language
            box.column.addWidget(
                BlockView(
                    theme,
                    row.more,
                    self._context.library,
                    language=language,
                    role="small",
                    name="compare.more",
                    parent=box,
                )
            )
        self._source = box
        self._right.insertWidget(self._right.count() - 1, box)

    def _on_open(self) -> None:
        if self._row is not None:
            open_source(self._open, self._context, self._row, self._options)
