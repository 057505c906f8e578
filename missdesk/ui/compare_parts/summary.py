"""The summary: all outcomes in one table before any single chart (RC15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _, ngettext
from missdesk.ui.compare_parts.figure_view import FigureView
from missdesk.ui.compare_parts.harms import harms_of
from missdesk.ui.compare_parts.source_card import open_source
from missdesk.ui.compare_parts.summary_row import SummaryRow
from missdesk.ui.compare_parts.table_figures import header, key_words
from missdesk.ui.reading_card import open_reading
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.block_view import BlockView
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.discard import discard
from missdesk.ui.widgets.tab_stops import tab_on
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.figures.scene import Scene
    from missdesk.ui.compare_parts.facts import OptionFacts, RowFacts
    from missdesk.ui.compare_parts.measures import Scale
    from missdesk.ui.context import UiContext


class Summary(QWidget):
    """Head, a row an outcome, and what does not fit in the table.

    Signals:
        opened: Id of the row whose people are wanted.
        shows_all_changed: The rest was shown or put away.
    """

    opened = Signal(str)
    shows_all_changed = Signal(bool)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        """Make an empty table; `show_rows` fills it."""
        super().__init__(parent)
        self._context, self._theme = context, context.theme
        self._options: tuple[OptionFacts, ...] = ()
        self._rows: list[SummaryRow] = []
        self._shows_all = False
        is_card = self._theme.is_folded
        self._column = Column(self._theme, self, gap=0)
        self._head = FigureView(self._theme, self._make_head, "compare.head", parent=self)
        self._head.setVisible(not is_card)
        self._column.addWidget(self._head)
        self._column.addSpacing(self._theme.px(2))
        self._body = Column(self._theme, gap=16 if is_card else 0)
        self._column.addLayout(self._body)
        self._make_foot()
        self._notes = self._make_notes()
        self._column.addStretch(1)

    @property
    def rows(self) -> tuple[SummaryRow, ...]:
        """Return the rows, shown or not, in order."""
        return tuple(self._rows)

    @property
    def shows_all(self) -> bool:
        """Return whether the rows behind the first layer are shown."""
        return self._shows_all

    def set_shows_all(self, shows_all: bool) -> None:
        """Show the rest, or put it away."""
        self._shows_all = shows_all
        seen = [row for row in self._rows if shows_all or row.facts.row.is_first]
        for row in self._rows:
            row.setVisible(row in seen)
        self._key.set_text(key_words([row.facts for row in seen]))
        self._notes.setVisible(shows_all and self._has_notes)
        rest = sum(not row.facts.row.is_first for row in self._rows)
        more, less = _("More about the studies"), _("Show less")
        if rest:
            more = ngettext("Show {n} more", "Show {n} more", rest).format(n=rest)
            less = _("Show the first only")
        self._all.setText(less if shows_all else more)
        self._all.set_icon("minus" if shows_all else "plus")
        self._all.setVisible(rest > 0 or self._has_notes)

    def show_rows(self, options: Sequence[OptionFacts], rows: Sequence[RowFacts]) -> None:
        """Show these options and rows; widgets are kept, so that the focus is."""
        self._options = tuple(options)
        self._head.set_make(self._make_head)
        if [r.facts.row.id for r in self._rows] != [r.row.id for r in rows]:
            self._make_rows(rows)
        for widget, facts in zip(self._rows, rows, strict=True):
            widget.show_facts(facts, self._options)
        self.set_shows_all(self._shows_all)

    def _make_rows(self, rows: Sequence[RowFacts]) -> None:
        for old in self._rows:
            discard(self._body, old)
        self._rows = []
        for facts in rows:
            row = SummaryRow(
                self._theme, facts, self._options, is_card=self._theme.is_folded, parent=self
            )
            row.clicked.connect(self._on_row)
            row.source_wanted.connect(self._on_source)
            row.stepped.connect(self._on_stepped)
            self._body.addWidget(row)
            self._rows.append(row)
        foot = (self._all, self._harms, *self._notes.findChildren(BlockView))
        if self._rows:
            tab_on(self._rows[-1], *(part for part in foot if part is not None))

    def _make_foot(self) -> None:
        theme = self._theme
        self._all = Button(
            theme, "", "compare.all", kind="quiet", icon="plus", height=TARGET, parent=self
        )
        self._all.clicked.connect(self._on_all)
        self._key = Words(theme, "", "note", token="ink2", name="compare.key", parent=self)  # noqa: S106
        self._harms = self._make_harms()
        foot = Column(theme, gap=8) if theme.is_folded else Row(theme, gap=16)
        foot.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        if self._harms is not None:
            foot.addWidget(self._harms, 0, Qt.AlignmentFlag.AlignLeft)
        if not theme.is_folded:
            foot.addStretch(1)
        foot.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addSpacing(theme.px(16 if theme.is_folded else 2))
        self._column.addLayout(foot)

    def _make_harms(self) -> Button | None:
        """Return what tells each harm in plain words: what, why, whom, how serious (CC18)."""
        if harms_of(self._context) is None:
            return None
        words = _("What can go wrong")
        button = Button(
            self._theme,
            words,
            "compare.harms",
            kind="quiet",
            icon="triangle-alert",
            height=TARGET,
            parent=self,
        )
        button.clicked.connect(self._on_harms)
        return button

    def _make_notes(self) -> QWidget:
        """Return what stands under the table: findings that pool techniques (product.md)."""
        section = self._context.text.sections.get("compare.notes")
        self._has_notes = section is not None and bool(section.blocks)
        notes = QWidget(self)
        column = Column(self._theme, notes, gap=8, pad=(0, 16, 0, 0))
        if section is not None:
            column.addWidget(Words(self._theme, section.title, "section", parent=notes))
            language = self._context.consultation.visit.language
            view = BlockView(
                self._theme,
                section.blocks,
                self._context.library,
                language=language,
                name="compare.notes.text",
                parent=notes,
            )
            column.addWidget(view)
        notes.setObjectName("compare.notes")
        self._column.addWidget(notes)
        return notes

    def _make_head(self, width_mm: float, scale: Scale) -> Scene:
        return header(self._options, width_mm, scale)

    def _on_harms(self) -> None:
        harms = harms_of(self._context)
        if self._harms is not None and harms is not None:
            open_reading(
                self._harms,
                self._context,
                [harms],
                harms.title,
                "compare.harms-card",
                has_titles=False,
            )

    def _on_row(self) -> None:
        row = self.sender()
        assert isinstance(row, SummaryRow)
        self.opened.emit(row.facts.row.id)

    def _on_source(self) -> None:
        row = self.sender()
        assert isinstance(row, SummaryRow)
        open_source(row.source, self._context, row.facts, self._options)

    def _on_stepped(self, step: int) -> None:
        seen = [row for row in self._rows if row.isVisibleTo(self)]
        sender = self.sender()
        assert isinstance(sender, SummaryRow)
        at = seen.index(sender) + step
        if 0 <= at < len(seen):
            seen[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_all(self) -> None:
        self.set_shows_all(not self._shows_all)
        self.shows_all_changed.emit(self._shows_all)
