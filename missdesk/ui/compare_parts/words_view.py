"""In words: what each shown option is, its good and bad points, and life with it, as peers.

The same four parts for each option, in the same order and in columns of the same width
(standards.md IQ3-IQ6, IC1, RC14).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from missdesk.i18n import _
from missdesk.ui.compare_parts.harms import harms_of
from missdesk.ui.meanings import meanings
from missdesk.ui.not_offered import offer_note
from missdesk.ui.reading import Reading, Rule, SectionView, blocks_view, sources_of
from missdesk.ui.reading_card import open_sources
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.discard import discard
from missdesk.ui.widgets.option_heading import OptionHeading
from missdesk.ui.widgets.scroll_sheet import ScrollSheet
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.model.evidence import SourceId
    from missdesk.ui.compare_parts.facts import OptionFacts
    from missdesk.ui.context import UiContext

PARTS: Final = ("what", "good", "bad", "living")
GAP, GUTTER = 28, 22
READABLE = 860
"""Widest lines of text that stands across all columns."""


class WordsView(QWidget):
    """Columns with the names standing still above them; one column on a folded page."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        """Make an empty view; `show_options` fills it."""
        super().__init__(parent)
        self._context, self._theme = context, context.theme
        self._options: tuple[OptionFacts, ...] = ()
        self._sources: dict[str, tuple[SourceId, ...]] = {}
        self._column = Column(self._theme, self, gap=8)
        self._heads: QWidget | None = None
        self._text: Reading | None = None
        self._area: ScrollSheet | None = None
        if not self._theme.is_folded:
            self._area = ScrollSheet(self._theme, None, self, gutter=GUTTER)
            self._area.setObjectName("compare.words.area")

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 1)

    def show_options(self, options: Sequence[OptionFacts]) -> None:
        """Show the words of these options, in their order."""
        if tuple(options) == self._options:
            return
        self._options = tuple(options)
        old = (self._heads, self._text if self._area is None else self._area.takeWidget())
        for widget in old:
            if widget is not None:
                widget.setParent(self)
                discard(self._column, widget)
        self._text = Reading(self._theme, _("The options in words"), "compare.words")
        if self._area is None:
            self._fill_folded(self._text)
            self._column.addWidget(self._text)
            return
        self._heads = self._make_heads()
        self._fill(self._text)
        self._column.insertWidget(0, self._heads)
        if self._column.indexOf(self._area) < 0:
            self._column.addWidget(self._area, 1)
        self._area.set_content(self._text)
        self._area.verticalScrollBar().setValue(0)

    # Beside each other

    def _make_heads(self) -> QWidget:
        heads = QWidget(self)
        column = Column(self._theme, heads, gap=8, pad=(0, 4, GUTTER, 0))
        row = Row(self._theme, gap=GAP)
        for facts in self._options:
            row.addWidget(self._heading(facts, heads), 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(Rule(self._theme, heads))
        return heads

    def _fill(self, text: QWidget) -> None:
        """Put the same part of all options in one row, so that it begins at one height."""
        grid = QGridLayout(text)
        grid.setContentsMargins(0, self._theme.px(4), 0, self._theme.px(12))
        grid.setHorizontalSpacing(self._theme.px(GAP))
        grid.setVerticalSpacing(self._theme.px(6))
        count, top = len(self._options), Qt.AlignmentFlag.AlignTop
        for column in range(count):
            grid.setColumnStretch(column, 1)
        at, said = 0, set[str]()
        for part in PARTS:
            if at:
                grid.setRowMinimumHeight(at, self._theme.px(4))
                grid.addWidget(Rule(self._theme, text), at + 1, 0, 1, count)
                at += 2
            grid.addWidget(self._title(part, text), at, 0, 1, count)
            for column, facts in enumerate(self._options):
                grid.addWidget(self._part(facts, part, text), at + 1, column)
            at += 2
            for across in self._across(part, said, text):
                grid.addWidget(across, at, 0, 1, count)
                at += 1
        for column, facts in enumerate(self._options):
            button = self._source_button(facts, text)
            grid.addWidget(button, at, column, top | Qt.AlignmentFlag.AlignLeft)
        grid.setRowStretch(at + 1, 1)

    # Under each other

    def _fill_folded(self, text: QWidget) -> None:
        """Put each part under its title, option by option."""
        column, said = Column(self._theme, text, gap=16), set[str]()
        for part in PARTS:
            column.addWidget(Rule(self._theme, text))
            column.addWidget(self._title(part, text))
            for facts in self._options:
                column.addWidget(self._heading(facts, text))
                column.addWidget(self._part(facts, part, text))
            for across in self._across(part, said, text):
                column.addWidget(across)
        column.addWidget(Rule(self._theme, text))
        for facts in self._options:
            column.addWidget(self._heading(facts, text))
            column.addWidget(self._source_button(facts, text), 0, Qt.AlignmentFlag.AlignLeft)

    # Parts

    def _heading(self, facts: OptionFacts, parent: QWidget) -> OptionHeading:
        return OptionHeading(
            self._theme,
            facts.look,
            facts.name,
            facts.medical,
            mark=36,
            role="name",
            note=offer_note(self._context, str(facts.option.id)),
            parent=parent,
        )

    def _title(self, part: str, parent: QWidget) -> Words:
        """Return the title of a part; it is the same for every option."""
        first = self._options[0].option.id
        title = self._context.text.section(f"option.{first}.{part}").title
        return Words(self._theme, title, "section", name=f"compare.words.{part}", parent=parent)

    def _part(self, facts: OptionFacts, part: str, parent: QWidget) -> QWidget:
        section = self._context.text.section(f"option.{facts.option.id}.{part}")
        name = f"compare.words.{facts.option.id}.{part}"
        return blocks_view(self._context, section.blocks, name=name, parent=parent)

    def _across(self, part: str, said: set[str], parent: QWidget) -> list[QWidget]:
        """Return what stands under a part for all options alike.

        That is what its hard words mean, those of all options together and each once on the page;
        and below the bad points what can go wrong, where the content tells it.
        """
        context, made = self._context, list[QWidget]()
        language = context.consultation.visit.language
        sections = [context.text.section(f"option.{f.option.id}.{part}") for f in self._options]
        blocks = [block for section in sections for block in section.blocks]
        lines = meanings(blocks, context.library, language, said)
        if lines:
            name = f"compare.words.{part}.meanings"
            words = Words(self._theme, "\n".join(lines), "note", name=name, parent=parent)
            words.set_token("ink2")
            made.append(words)
        harms = harms_of(context) if part == "bad" else None
        if harms is not None:
            made.append(SectionView(context, harms, heading="section", parent=parent))
        for widget in made:
            widget.setMaximumWidth(self._theme.text_px(READABLE))
        return made

    def _source_button(self, facts: OptionFacts, parent: QWidget) -> Button:
        option = str(facts.option.id)
        text = self._context.text
        blocks = [b for part in PARTS for b in text.section(f"option.{option}.{part}").blocks]
        self._sources[option] = sources_of(blocks, self._context.library)
        button = Button(
            self._theme,
            _("Sources"),
            f"compare.words.{option}.sources",
            kind="quiet",
            icon="book-open",
            height=TARGET,
            parent=parent,
        )
        button.setAccessibleName(_("Sources: {option}").format(option=facts.name))
        button.clicked.connect(self._on_sources)
        return button

    def _on_sources(self) -> None:
        button = self.sender()
        assert isinstance(button, Button)
        option = button.objectName().split(".")[2]
        facts = next(f for f in self._options if str(f.option.id) == option)
        open_sources(button, self._context, self._sources[option], facts.name)
