"""A card with sections of the content to read, and the sources of their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.model.blocks import Heading
from missdesk.ui.compare_parts.source_words import reference_lines
from missdesk.ui.meanings import meanings
from missdesk.ui.reading import Reading, SectionView, sources_of
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.popover import Popover
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.model.blocks import Section
    from missdesk.model.evidence import SourceId
    from missdesk.ui.context import UiContext
    from missdesk.ui.theme.tokens import Role

WIDTH = 680


class ReadingCard(Reading):
    """Sections under each other; under them where their numbers come from.

    Args:
        context: Content, theme and language.
        sections: What is read, in order; empty ones are left out.
        label: Accessible name, and the title of the popover.
        name: objectName.
        has_titles: Shows the titles; off where a single one stands above the card.
        parent: Owner.
    """

    def __init__(
        self,
        context: UiContext,
        sections: Sequence[Section],
        label: str,
        name: str,
        *,
        has_titles: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context.theme, label, name, parent)
        self._context = context
        self.column = Column(context.theme, self, gap=16)
        has_parts = any(isinstance(b, Heading) for s in sections for b in s.blocks)
        self.title_role: Role = "section" if has_parts else "name"
        language, said = context.consultation.visit.language, set[str]()
        for section in sections:
            if section.blocks:
                view = SectionView(
                    context,
                    section,
                    heading=self.title_role,
                    has_title=has_titles,
                    parent=self,
                )
                self.column.addWidget(view)
                lines = meanings(section.blocks, context.library, language, said)
                if lines:
                    words = Words(context.theme, "\n".join(lines), "note", parent=self)
                    words.set_token("ink2")
                    self.column.addWidget(words)
        blocks = [block for section in sections for block in section.blocks]
        self.add_sources(sources_of(blocks, context.library))

    def add_sources(self, sources: Sequence[SourceId]) -> None:
        """Put the sources in full under the text; nothing where no number is told."""
        lines = reference_lines(self._context.library, tuple(sources))
        if not lines:
            return
        part = QWidget(self)
        part.setObjectName("reading.sources")
        column = Column(self.theme, part, gap=2)
        title = _("Where the numbers come from")
        column.addWidget(Words(self.theme, title, "strong", parent=part))
        for line in lines:
            column.addWidget(Words(self.theme, line, "note", token="ink2", parent=part))  # noqa: S106
        self.column.addWidget(part)


def open_reading(
    anchor: QWidget,
    context: UiContext,
    sections: Sequence[Section],
    title: str,
    name: str,
    *,
    has_titles: bool = True,
) -> Popover:
    """Open sections to read beside a control and return the card."""
    card = ReadingCard(context, sections, title, name, has_titles=has_titles)
    return Popover.open_at(anchor, card, context.theme, title=title, width=WIDTH)


def open_sources(
    anchor: QWidget, context: UiContext, sources: Sequence[SourceId], subject: str
) -> Popover:
    """Open sources in full beside a control; `subject` says whose they are."""
    card = SourcesCard(context, sources, subject)
    return Popover.open_at(anchor, card, context.theme, title=_("Sources"), width=WIDTH)


class SourcesCard(Reading):
    """What the sources belong to, and each of them in full."""

    def __init__(
        self,
        context: UiContext,
        sources: Sequence[SourceId],
        subject: str,
        parent: QWidget | None = None,
    ) -> None:
        """Show the sources; says so where a text has none."""
        super().__init__(context.theme, _("Sources"), "sources-card", parent)
        theme = context.theme
        column = Column(theme, self, gap=6)
        column.addWidget(Words(theme, subject, "strong", parent=self))
        lines = reference_lines(context.library, tuple(sources))
        for line in lines or [_("No number is told here.")]:
            column.addWidget(Words(theme, line, "note", token="ink2", parent=self))  # noqa: S106
