"""What you may have read: each claim with its verdict, the reply, and the sources of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.ui.compare_parts.source_words import all_sources
from missdesk.ui.compare_parts.verdict_tag import VerdictTag
from missdesk.ui.reading import Reading, blocks_view, sources_of
from missdesk.ui.reading_card import open_sources
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.card import Card
from missdesk.ui.widgets.scroll_sheet import ScrollSheet
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.model.blocks import Section
    from missdesk.model.evidence import SourceId
    from missdesk.model.topic import ClaimRef
    from missdesk.ui.context import UiContext

SAID, GUTTER, LEAD = 330, 22, 9


class ClaimsView(QWidget):
    """A card a claim, in the order of the file."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        """Show all claims of the topic; they are the same whatever options are shown."""
        super().__init__(parent)
        self._context, self._theme = context, context.theme
        text = Reading(self._theme, _("What you may have read"), "compare.read")
        cards = Column(self._theme, text, gap=10, pad=(0, 0, 0, 12))
        for claim in context.topic.claims:
            section = context.text.section(f"claim.{claim.id}")
            cards.addWidget(ClaimCard(context, section, claim, text))
        cards.addStretch(1)
        column = Column(self._theme, self, gap=0)
        if self._theme.is_folded:
            column.addWidget(text)
            return
        area = ScrollSheet(self._theme, text, self, gutter=GUTTER)
        area.setObjectName("compare.read.area")
        column.addWidget(area, 1)

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 1)


class ClaimCard(Card):
    """One claim at the left, the reply at the right; under each other on a folded page."""

    def __init__(
        self, context: UiContext, section: Section, claim: ClaimRef, parent: QWidget
    ) -> None:
        """Show a claim, its verdict and the reply."""
        super().__init__(context.theme, pad=(20, 6, 12, 16), gap=10, parent=parent)
        self._context, self._title = context, section.title
        self.setObjectName(section.id)
        theme = context.theme
        self._said = Words(theme, section.title, "name", parent=self)
        name = f"{section.id}.reply"
        self._reply = blocks_view(context, section.blocks, name=name, parent=self)
        self._sources = self._all_sources(section, claim)
        self.tag = VerdictTag(theme, claim.verdict, f"{section.id}.verdict", self)
        self._button = Button(
            theme,
            _("Source"),
            f"{section.id}.source",
            kind="quiet",
            icon="book-open",
            height=TARGET,
            parent=self,
        )
        self._button.setAccessibleName(_("Source: {claim}").format(claim=section.title))
        self._button.setVisible(bool(self._sources))
        self._button.clicked.connect(self._on_source)
        if theme.is_folded:
            self._stack()
        else:
            self._set_side_by_side()

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 1)

    def _stack(self) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        self.column.addSpacing(self._context.theme.px(LEAD))
        self.column.addWidget(self._said)
        self.column.addWidget(self.tag, 0, left)
        self.column.addWidget(self._reply)
        self.column.addWidget(self._button, 0, left)

    def _set_side_by_side(self) -> None:
        theme = self._context.theme
        # The first lines stand at the height of the button's words.
        row, said = Row(theme, gap=24), Column(theme, gap=8, pad=(0, LEAD, 0, 0))
        reply = Column(theme, gap=0, pad=(0, LEAD, 0, 0))
        reply.addWidget(self._reply)
        reply.addStretch(1)
        self._said.setFixedWidth(theme.px(SAID))
        said.addWidget(self._said)
        said.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignLeft)
        said.addStretch(1)
        row.addLayout(said)
        row.addLayout(reply, 1)
        policy = self._button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # all replies keep one width
        self._button.setSizePolicy(policy)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)

    def _all_sources(self, section: Section, claim: ClaimRef) -> tuple[SourceId, ...]:
        """Return the sources of the verdict, then those of numbers in the reply."""
        library = self._context.library
        known = [library.findings[f] for f in claim.findings if f in library.findings]
        verdict = [source for finding in known for source in all_sources(finding)]
        return tuple(dict.fromkeys((*verdict, *sources_of(section.blocks, library))))

    def _on_source(self) -> None:
        open_sources(self._button, self._context, self._sources, self._title)
