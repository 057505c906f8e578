"""The words of the Problem step: what is wrong, what it means, and where to read more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.content.words import plain
from missdesk.i18n import _
from missdesk.model.blocks import Paragraph
from missdesk.ui.meanings import meanings
from missdesk.ui.reading_card import open_reading
from missdesk.ui.recovery_parts.before_after import open_before_after
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.block_view import BlockView
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.card import Card
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.context import UiContext
    from missdesk.ui.theme.tokens import Role

MORE = ("problem.what", "problem.wait", "problem.causes")


class Telling:
    """Holds the parts, which the page lays out.

    Attributes:
        heading, message: Title, and what the topic has to say first.
        told, meaning: What is wrong at this place, and its first hard word explained.
        more: Opens more to read.
        signs: Opens the warning signs; None where the Recovery step has them.
    """

    def __init__(self, context: UiContext, page: QWidget) -> None:
        """Make the parts for a page."""
        self._context, theme = context, context.theme
        self.heading = Words(theme, context.text.section("problem").title, "heading", parent=page)
        self.heading.setMinimumHeight(theme.line("heading"))
        words = _("More about this")
        self.more = Button(
            theme, words, "problem.more", kind="quiet", icon="book-open", height=TARGET, parent=page
        )
        self.more.clicked.connect(self._on_more)
        self.message = _message_box(context, page)
        self.signs = _signs_button(context, page)
        language = context.consultation.visit.language
        self.told = BlockView(
            theme, (), context.library, language=language, name="problem.told", parent=page
        )
        self.told.setMinimumHeight(theme.line("body"))
        self.meaning = Words(theme, "", "note", token="ink2", name="problem.meaning", parent=page)  # noqa: S106
        self.meaning.setMinimumHeight(theme.line("note"))

    def tell(self, *, has_place: bool) -> None:
        """Say what is wrong on the side of this visit, or in general until there is a place."""
        context = self._context
        visit, library = context.consultation.visit, context.library
        chosen = visit.side if context.topic.place.has_side else "chosen"
        spans = context.text.section("problem").fields[(has_place and chosen) or "none"]
        told = (Paragraph(spans),)
        self.told.set_blocks(told)
        first = meanings(told, library, visit.language, set())[:1]
        self.meaning.set_text("".join(first))
        self.meaning.setVisible(bool(first))

    def _on_more(self) -> None:
        sections = self._context.text.sections
        found = [sections[i] for i in MORE if i in sections]
        open_reading(self.more, self._context, found, _("More about this"), "problem.more-card")


def _message_box(context: UiContext, page: QWidget) -> Card:
    """Return what the topic has to say first (IQ2): a person remembers what was read first."""
    theme = context.theme
    message = context.text.section("topic").fields.get("message", ())
    box = Card(theme, fill="tint", corner="field", pad=(14, 4, 14, 4), parent=page)
    box.setObjectName("problem.message")
    role: Role = "body" if theme.is_folded else "small"
    words = Words(theme, plain(message, context.library), role, parent=box)
    words.setMinimumHeight(theme.line(role))
    box.column.addWidget(words)
    box.setVisible(bool(message))
    return box


def _signs_button(context: UiContext, page: QWidget) -> Button | None:
    """Return the way to the warning signs where the topic is no one operation at one place.

    Such a topic has no operation to recover from, so nobody would look on Recovery for them.
    """
    if context.topic.place.kind != "none":
        return None
    words, name = _("Warning signs"), "problem.warning-signs"
    made = Button(context.theme, words, name, icon="triangle-alert", height=TARGET, parent=page)
    made.clicked.connect(lambda: open_before_after(made, context))
    return made
