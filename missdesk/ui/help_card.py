"""A few plain lines about the page in front, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.ui.actions import ACTIONS
from missdesk.ui.reading_card import ReadingCard
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.toggle import Toggle
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from missdesk.model.consultation import Step
    from missdesk.model.topic import Topic
    from missdesk.ui.context import UiContext
    from missdesk.ui.reading import Reading
    from missdesk.ui.theme.theme import Theme


def help_lines(step: Step | None, topic: Topic | None = None) -> tuple[str, ...]:
    """Return two or three sentences on a step; None = the start page.

    A topic without a place or without a day to count from is not told to choose one.
    """
    has_place = topic is None or topic.place.kind != "none"
    has_date = topic is None or topic.has_date
    place = _("Choose the place first. All pages then show that place.")
    day = _("Set the date of the operation to see real dates.")
    if step is None:
        return (
            _("Press a topic to start. Or type what hurts."),
            _("MISSDesk keeps nothing about the patient. End the visit and all is cleared."),
        )
    return {
        "problem": (
            *((place,) if has_place else ()),
            _("Press a part of the picture to see its name. Press Draw to mark the picture."),
        ),
        "operation": (
            _("Each picture shows the same step, at the same size."),
            _("Press Next step to go on. Press Swap order to change sides."),
            _("Press Options to see other ways side by side."),
        ),
        "compare": (
            _("Each row is one study result. Press a row to see it as people."),
            _("Press Source to see where a number comes from."),
            _("Press In words for the good and bad points of each option."),
        ),
        "recovery": (
            *((day,) if has_date else ()),
            _("Bars show the usual times. They are not promises. Press one for the sources."),
        ),
        "decide": (
            _("Move a handle towards the words that fit. There is no right answer."),
            _("Tick the questions to print in the handout."),
        ),
        "handout": (
            _("The pages shown are the pages printed."),
            _("The name is printed, then forgotten. Press New patient when you are done."),
        ),
    }[step]


HELP_SECTIONS: Mapping[Step, tuple[str, ...]] = {
    "problem": ("left-right", "neck-out-of-scope"),
    "compare": (
        "how-to-read.people",
        "how-to-read.range",
        "how-to-read.points",
        "how-to-read.certainty",
    ),
    "decide": ("steps-to-decide",),
}
"""Shared words of the content that belong to the help of a step."""


ABOUT = (
    "evidence-choice",
    "authors",
    "label-minimally-invasive",
    "fixed.written",
    "fixed.funding",
    "fixed.formats",
)
"""Shared words on where all of this comes from, told on every page (IK18, IK20)."""


def about_reading(context: UiContext) -> Reading:
    """Return who wrote this, when and from what; for every page and the start page."""
    library, language = context.library, context.consultation.visit.language
    found = [library.find_common(part, language) for part in ABOUT]
    sections = [section for section in found if section is not None]
    return ReadingCard(context, sections, _("About this information"), "help.about")


def help_reading(context: UiContext, step: Step | None) -> Reading | None:
    """Return what the content has to say to a step; None when that is nothing."""
    ids = HELP_SECTIONS.get(step, ()) if step is not None else ()
    if not ids:
        return None
    language = context.consultation.visit.language
    sections = [context.library.common_section(i, language) for i in ids]
    return ReadingCard(context, sections, _("Help"), "help.reading")


class HelpCard(QWidget):
    """Sentences on the step, what the content says to it, the keys, and who wrote it all."""

    def __init__(
        self,
        theme: Theme,
        step: Step | None,
        has_letters: bool,
        on_letters: Callable[[bool], None],
        reading: Reading | None = None,
        topic: Topic | None = None,
        about: Reading | None = None,
        on_tour: Callable[[], None] | None = None,
    ) -> None:
        """Make it.

        Args:
            theme: Colors, sizes and fonts.
            step: Page in front; None = the start page.
            has_letters: Single-letter keys are on.
            on_letters: Turns them on or off.
            reading: Words of the content to show; it becomes the card's.
            topic: The topic of the visit, None on the start page.
            about: Who wrote this, and from what; it becomes the card's.
            on_tour: Starts the tour of the window; None = a visit is open.
        """
        super().__init__()
        column = Column(theme, self, gap=8)
        for line in help_lines(step, topic):
            column.addWidget(Words(theme, line, parent=self))
        if on_tour is not None:
            tour = Button(theme, _("Show me around"), "help.tour", icon="footprints", parent=self)
            tour.clicked.connect(on_tour)
            column.addWidget(tour, 0, Qt.AlignmentFlag.AlignLeft)
        if reading is not None:
            column.addSpacing(theme.px(4))
            column.addWidget(reading)
        column.addSpacing(theme.px(4))
        column.addWidget(Words(theme, _("Keys"), "strong", parent=self))
        keys = [action.words() for action in ACTIONS]
        for line in (_("Step 1 to 6: Alt and the number"), *(words for words in keys if words)):
            column.addWidget(Words(theme, line, "note", token="ink2", parent=self))  # noqa: S106
        letters = Toggle(
            theme, _("Use single-letter keys"), "help.letters", is_on=has_letters, parent=self
        )
        letters.toggled.connect(on_letters)
        column.addWidget(letters)
        if on_tour is None:
            later = _("The tour of this window waits in Help on the start page.")
            column.addWidget(Words(theme, later, "note", token="ink2", parent=self))  # noqa: S106
        if about is not None:
            column.addSpacing(theme.px(8))
            column.addWidget(Words(theme, about.accessibleName(), "section", parent=self))
            column.addWidget(about)
