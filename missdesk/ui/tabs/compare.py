"""Step 3, Compare: the table, one outcome as people, the options in words, what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from missdesk.content.words import plain
from missdesk.i18n import _
from missdesk.ui.compare_parts.claims_view import ClaimsView
from missdesk.ui.compare_parts.facts import (
    OptionFacts,
    RowFacts,
    shown_options,
    table_rows,
)
from missdesk.ui.compare_parts.people_view import PeopleView
from missdesk.ui.compare_parts.summary import Summary
from missdesk.ui.compare_parts.words_view import WordsView
from missdesk.ui.not_offered import offer_line
from missdesk.ui.option_buttons import OptionButtons, more_choices
from missdesk.ui.tabs.spec import TabSpec
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.observing import follow
from missdesk.ui.widgets.segmented import Segmented
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.ui.context import UiContext

Mode = Literal["summary", "people", "words", "read"]
REDRAWN_BY = frozenset({"options", "row"})


class ComparePage(QWidget):
    """The table, the people or the words of this visit's options, or what people have read."""

    def __init__(self, context: UiContext) -> None:
        """Show the summary; follows every later change of options, order and row."""
        super().__init__()
        self._context, self._theme = context, context.theme
        self._mode: Mode = "summary"
        self._options: list[OptionFacts] = []
        self._rows: list[RowFacts] = []
        column = self._column = Column(self._theme, self, gap=4)
        self._make_head(column)
        self._lead = Words(self._theme, "", "small", name="compare.lead", parent=self)
        self._more = Words(self._theme, "", "note", name="compare.more-choices", parent=self)
        lead = Column(self._theme, gap=4) if self._theme.is_folded else Row(self._theme, gap=24)
        lead.addWidget(self._lead, 1)
        lead.addWidget(self._more)
        column.addLayout(lead)
        self._group = Words(
            self._theme,
            "",
            "small",
            token="ink2",  # noqa: S106
            name="compare.group",
            parent=self,
        )
        column.addWidget(self._group)
        self._summary = Summary(context, self)
        self._summary.opened.connect(self.open_row)
        self._summary.shows_all_changed.connect(self._on_shows_all)
        self._people = PeopleView(context, self)
        self._people.chosen.connect(self.open_row)
        self._people.all_wanted.connect(self._on_all_wanted)
        column.addWidget(self._summary, 1)
        column.addWidget(self._people, 1)
        self._words: WordsView | None = None
        self._claims: ClaimsView | None = None
        self._refresh()
        follow(self, context.consultation, self._on_changed)

    # What the window asks

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 1)

    def remember(self) -> object:
        """Return what a rebuild of the page must not lose."""
        return self._mode, self._summary.shows_all

    def recall(self, state: object) -> None:
        """Take it back."""
        assert isinstance(state, tuple)
        self._mode, shows_all = state
        self._summary.set_shows_all(shows_all)
        self._refresh()

    @property
    def mode(self) -> Mode:
        """Return which of the four is shown."""
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Show a view; the people are those of the row opened last."""
        if mode == "people" and self._context.consultation.visit.row is None and self._rows:
            self._mode = mode
            self._context.consultation.change(row=str(self._rows[0].row.id))
            return
        self._mode = mode
        self._refresh()

    def open_row(self, row_id: str) -> None:
        """Show the people of a row."""
        self._mode = "people"
        if self._context.consultation.visit.row == row_id:
            self._refresh()
        else:
            self._context.consultation.change(row=row_id)

    def for_patient(self, *, only_picture: bool) -> Sequence[QWidget]:
        """Return the view in front without what is pressed (KP7)."""
        if self._mode == "people":
            figure, sentence = self._people.figure, self._people.sentence
            return (figure,) if only_picture else (self._group, sentence, figure)
        fronts = {"words": self._words, "read": self._claims}
        front = fronts.get(self._mode) or self._summary
        return (front,) if only_picture else (self._heading, front)

    # Parts

    def _make_head(self, column: Column) -> None:
        theme = self._theme
        self._heading = Words(theme, "", "heading", name="compare.heading", parent=self)
        buttons = OptionButtons(self, self._context, "compare")
        self._choose, self._swap = buttons.choose, buttons.swap
        self._views = Segmented(
            theme,
            "compare.view",
            _("What is shown"),
            _views(),
            value=self._mode,
            parent=self,
        )
        self._views.chosen.connect(self._on_view)
        controls = (self._choose, self._swap, self._views)
        if theme.is_folded:
            column.addWidget(self._heading)
            flow = FlowLayout(theme, gap=8)
            for control in controls:
                flow.addWidget(control)
            column.addLayout(flow)
            return
        row = Row(theme, gap=4)
        row.addWidget(self._heading, 1, Qt.AlignmentFlag.AlignVCenter)
        for control in controls:
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)

    def _refresh(self) -> None:
        context, visit = self._context, self._context.consultation.visit
        topic, text, library = context.topic, context.text, context.library
        self._options = shown_options(topic, text, visit, library)
        self._rows = table_rows(topic, text, library, self._options)
        if self._mode == "people" and not self._rows:
            self._mode = "summary"
        self._views.set_value(self._mode)
        {
            "summary": self._show_summary,
            "people": self._show_people,
            "words": self._show_words,
            "read": self._show_claims,
        }[self._mode]()
        self._choose.setVisible(self._mode != "read")
        self._swap.setVisible(self._mode != "read")
        # In words it stands below each name.
        offer = "" if self._mode == "words" else offer_line(context, visit.options)
        lines = (more_choices(context), offer)
        more = "\n".join(line for line in lines if line) if self._mode != "read" else ""
        self._more.set_text(more)
        self._more.setVisible(bool(more))
        self._summary.setVisible(self._mode == "summary")
        self._people.setVisible(self._mode == "people")
        if self._words is not None:
            self._words.setVisible(self._mode == "words")
        if self._claims is not None:
            self._claims.setVisible(self._mode == "read")

    def _say(self, heading: str, sentence: str, *, is_title: bool = False) -> None:
        """Say what is shown; the sentence below may be the title of one outcome.

        Else it stands below what is being decided (IQ2), so that no number is without its question.
        """
        decision = self._context.text.section("topic").fields.get("decision", ())
        self._heading.set_text(heading)
        self._lead.set_text(sentence if is_title else plain(decision, self._context.library))
        self._lead.set_role("section" if is_title else "small")
        self._group.set_text("" if is_title else sentence)
        self._group.setVisible(not is_title)

    def _show_summary(self) -> None:
        context = self._context
        group = context.text.section("topic").fields.get("group", ())
        self._summary.show_rows(self._options, self._rows)
        self._say(_("What the studies found"), plain(group, context.library))

    def _show_people(self) -> None:
        wanted = self._context.consultation.visit.row
        opened = next((r for r in self._rows if r.row.id == wanted), self._rows[0])
        shows_all = self._summary.shows_all
        self._people.show_row(self._options, self._rows, opened, shows_all=shows_all)
        self._say(_("What the studies found"), opened.heading, is_title=True)

    def _show_words(self) -> None:
        if self._words is None:
            self._words = WordsView(self._context, self)
            self._column.addWidget(self._words, 1)
        self._words.show_options(self._options)
        same = _("The same points for each option, in the same order.")
        self._say(_("Each option in words"), same)

    def _show_claims(self) -> None:
        if self._claims is None:
            self._claims = ClaimsView(self._context, self)
            self._column.addWidget(self._claims, 1)
        found = _("People read and hear these things. Here is what studies found.")
        self._say(_("What you may have read"), found)

    # What happened

    def _on_changed(self, field: str) -> None:
        if field in REDRAWN_BY:
            self._refresh()

    def _on_view(self, mode: str) -> None:
        self.set_mode(cast("Mode", mode))

    def _on_shows_all(self, _shows_all: bool) -> None:
        self._refresh()

    def _on_all_wanted(self) -> None:
        self._summary.set_shows_all(True)
        self._refresh()


def _title() -> str:
    return _("Compare")


def _views() -> list[tuple[Mode, str]]:
    """Return the views in order, in words short enough for one row."""
    return [
        ("summary", _("Summary")),
        ("people", _("100 people")),
        ("words", _("In words")),
        ("read", _("You may have read")),
    ]


SPEC = TabSpec("compare", _title, ComparePage)
