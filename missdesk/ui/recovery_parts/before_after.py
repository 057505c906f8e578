"""Before and after an operation: warning signs and whom to call, getting ready, the first days.

Source: product.md (no phone number of our own; a line to write on where the clinic gave none).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from missdesk.content.page_words import page_words
from missdesk.i18n import _
from missdesk.settings import Clinic, Phone
from missdesk.ui.reading import SectionView
from missdesk.ui.reading_card import ReadingCard
from missdesk.ui.recovery_parts.moves import Moves, moves_of
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.discard import discard
from missdesk.ui.widgets.popover import Popover
from missdesk.ui.widgets.segmented import Segmented
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.context import UiContext

WIDTH = 720
BLANK = "_" * 18
"""Where the clinic gave no number, there is a line to write it on, as on paper."""
PARTS = {
    "warning": ("warning.emergency", "warning.call"),
    "ready": ("ready",),
    "first-days": ("first-days",),
}


class BeforeAfterCard(QWidget):
    """Three texts behind one track; the warning signs come first."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        """Show the warning signs; the clinic's numbers come as soon as they are read."""
        super().__init__(parent)
        self.setObjectName("before-after")
        self._context, theme = context, context.theme
        column = Column(theme, self, gap=16)
        words = [
            ("warning", _("Warning signs")),
            ("ready", _("Getting ready")),
            ("first-days", _("First days")),
        ]
        track = Segmented(
            theme,
            "before-after.part",
            _("What is shown"),
            words,
            value="warning",
            is_wide=True,
            parent=self,
        )
        track.chosen.connect(self.show_part)
        column.addWidget(track)
        sections = context.text.sections
        self._cards: dict[str, ReadingCard] = {}
        for key, label in words:
            found = [sections[i] for i in PARTS[key] if i in sections]
            card = ReadingCard(
                context,
                found,
                label,
                f"before-after.{key}",
                has_titles=len(found) > 1,
                parent=self,
            )
            column.addWidget(card)
            self._cards[key] = card
            moves = moves_of([b for section in found for b in section.blocks], context)
            if key == "first-days" and moves:
                card.column.insertWidget(0, Moves(context, moves, card))
        column.addStretch(1)
        self._numbers: QWidget | None = None
        self._show_numbers(context.clinic())
        self.show_part("warning")

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 1)

    def show_part(self, part: str) -> None:
        """Show one of the three texts."""
        for key, card in self._cards.items():
            card.setVisible(key == part)

    def _show_numbers(self, clinic: Clinic) -> None:
        """Say whom to call: the clinic's own numbers, or lines to write them on."""
        card = self._cards["warning"]
        column = card.column
        if self._numbers is not None:
            discard(column, self._numbers)
        context = self._context
        language = context.consultation.visit.language
        section = context.library.common_section("who-to-call", language)
        if not clinic.numbers and not clinic.emergency:
            self._numbers = SectionView(context, section, heading=card.title_role, parent=card)
        else:
            self._numbers = _Numbers(context, section.title, clinic, card)
        column.insertWidget(1, self._numbers)


class _Numbers(QWidget):
    """The clinic's numbers, what to call in an emergency, and the team; the same as on paper."""

    def __init__(self, context: UiContext, title: str, clinic: Clinic, parent: ReadingCard) -> None:
        super().__init__(parent)
        theme = context.theme
        column = Column(theme, self, gap=4)
        column.addWidget(Words(theme, title, parent.title_role, parent=self))
        for phone in clinic.numbers or (Phone(clinic.name, BLANK),):
            who = phone.who or _("Phone")
            said = _("{who}: {phone}").format(who=who, phone=phone.number)
            column.addWidget(Words(theme, said, "strong", name="clinic-phone", parent=self))
        number = clinic.emergency or _("your local emergency number")
        call = _("In an emergency, call {number}.").format(number=number)
        column.addWidget(Words(theme, call, name="clinic-emergency", parent=self))
        if clinic.clinicians:
            team = _("Your team: {names}.").format(names="; ".join(clinic.clinicians))
            column.addWidget(Words(theme, team, name="clinic-team", parent=self))


def open_before_after(anchor: QWidget, context: UiContext) -> Popover:
    """Open the card beside a control and return it."""
    card = BeforeAfterCard(context)
    own = page_words(context.text, context.library, "recovery", "signs")
    title = own or _("Before and after an operation")
    return Popover.open_at(anchor, card, context.theme, title=title, width=WIDTH)
