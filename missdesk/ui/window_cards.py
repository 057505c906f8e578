"""Open the cards of the top bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.i18n import _
from missdesk.ui.help_card import HelpCard, about_reading, help_reading
from missdesk.ui.level_card import LevelCard
from missdesk.ui.stage.words import body
from missdesk.ui.view_cards import ContrastCard, TextSizeCard
from missdesk.ui.widgets.choice_list import ChoiceList
from missdesk.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from missdesk.model.consultation import Step
    from missdesk.ui.context import UiContext
    from missdesk.ui.theme.theme import Theme


def open_text_size(anchor: QWidget, theme: Theme) -> None:
    """Open the card of five text sizes."""
    Popover.open_at(anchor, TextSizeCard(theme), theme, title=_("Text size"), width=620)


def open_contrast(anchor: QWidget, theme: Theme) -> None:
    """Open the card of contrast and motion."""
    Popover.open_at(anchor, ContrastCard(theme), theme, title=_("Contrast"), width=400)


def open_help(
    anchor: QWidget,
    context: UiContext,
    step: Step | None,
    letters: tuple[bool, Callable[[bool], None]],
    on_tour: Callable[[], None] | None = None,
) -> None:
    """Open the help of a step.

    Args:
        anchor: The button of the bar.
        context: Content, visit and look.
        step: Page in front; None = the start page.
        letters: Single-letter keys are on, and what turns them.
        on_tour: Starts the tour of the window; None = a visit is open.
    """
    topic = context.topic if step is not None else None
    reading, about = help_reading(context, step), about_reading(context)
    card = HelpCard(context.theme, step, *letters, reading, topic, about, on_tour)
    Popover.open_at(anchor, card, context.theme, title=_("Help"), width=520)


def open_place(anchor: QWidget, context: UiContext) -> None:
    """Open the picker of level and side."""
    language = context.consultation.visit.language
    neck = context.library.common_section("neck-out-of-scope", language)
    note = body(neck, context.library)
    card = LevelCard(context.theme, context.consultation, context.topic, note)
    Popover.open_at(anchor, card, context.theme, title=_("Where is it?"), width=400)


def open_steps(
    anchor: QWidget,
    theme: Theme,
    steps: Callable[[], Sequence[tuple[str, str]]],
    current: str,
    on_chosen: Callable[[str], None],
) -> None:
    """Open the list of steps, for the folded rail; its last row ends the visit."""
    rows = [
        (key, _("{n}. {name}").format(n=number, name=name))
        for number, (key, name) in enumerate(steps(), 1)
    ]
    card = ChoiceList(theme, "steps", [*rows, ("end-visit", _("End visit"))], current)
    popover = Popover.open_at(anchor, card, theme, title=_("Steps"), width=300)
    card.chosen.connect(popover.close_popover)
    card.chosen.connect(on_chosen)
