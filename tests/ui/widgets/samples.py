"""One of every control, as the tests of all of them need it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from missdesk.model.evidence import Certainty
from missdesk.ui.widgets.button import Button, IconButton
from missdesk.ui.widgets.certainty_pill import CertaintyPill
from missdesk.ui.widgets.check_row import CheckRow
from missdesk.ui.widgets.chip import Chip, Pill
from missdesk.ui.widgets.choice_list import ChoiceRow
from missdesk.ui.widgets.combo_field import ComboField
from missdesk.ui.widgets.date_field import DateField
from missdesk.ui.widgets.toggle import Toggle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.widgets.control import Control

TODAY = date(2026, 11, 21)
LANGUAGES = [("en", "English"), ("de", "Deutsch")]

CONTROLS: Mapping[str, Callable[[Theme], Control]] = {
    "primary": lambda t: Button(t, "Print", "print", kind="primary", icon="printer"),
    "outline": lambda t: Button(t, "Save the PDF", "save", height=56),
    "quiet": lambda t: Button(t, "Swap order", "swap", kind="quiet", icon="arrow-left-right"),
    "mark": lambda t: Button(t, "A tube", "tube", mark="mis", is_checkable=True),
    "after": lambda t: Button(t, "Next step", "next", icon="arrow-right", is_icon_after=True),
    "icon": lambda t: IconButton(t, "Help", "help", "circle-help"),
    "toggle": lambda t: Toggle(t, "What the studies found", "found"),
    "chip": lambda t: Chip(t, "Nerves and disc", "nerves"),
    "pill": lambda t: Pill(t, "L4–L5", "l4l5"),
    "check": lambda t: CheckRow(t, "Could you do it either way for me?", "either"),
    "choice": lambda t: ChoiceRow(t, "English", "english"),
    "certainty": lambda t: CertaintyPill(t, Certainty.LOW, "One small study.", "sure"),
    "combo": lambda t: ComboField(t, "language", "Language", LANGUAGES, value="en"),
    "date": lambda t: DateField(t, "date", "Operation date", today=TODAY, hint="Choose a date"),
}
