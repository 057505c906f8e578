"""Do what a press in the top bar asks for: most of its buttons open a card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from missdesk.model.consultation import Step
    from missdesk.ui.context import UiContext
    from missdesk.ui.desk import Desk
    from missdesk.ui.pages import Pages


class BarCards:
    """Opens the cards of one desk.

    Attributes:
        has_letters: Single letters act as keys; switched on the help card (WC2.1.4).
    """

    def __init__(self, desk: Desk, context: UiContext, pages: Pages) -> None:
        """Open nothing yet."""
        self._desk, self._context, self._pages = desk, context, pages
        self.has_letters = True

    def open(self, key: str) -> None:
        """Do what a button of the bar stands for."""
        from missdesk.ui import first_visit, window_cards  # start-up time: opened later, if ever

        desk, context, theme = self._desk, self._context, self._context.theme
        anchor = desk.shell.bar.control(key)
        letters = (self.has_letters, self._on_letters)
        is_free = first_visit.can_start(context)
        tour = partial(first_visit.start, desk, context) if is_free else None
        steps = (self._pages.titles, desk.last_step, self._on_listed)
        opens: dict[str, Callable[[], None]] = {
            "topics": desk.show_start,
            "clinic": desk.show_clinic,
            "previous-step": partial(desk.turn, -1),
            "next-step": partial(desk.turn, 1),
            "steps": partial(window_cards.open_steps, anchor, theme, *steps),
            "place": partial(window_cards.open_place, anchor, context),
            "patient-screen": partial(desk.beside.open_panel, anchor),
            "patient-screen-on": partial(desk.beside.open_panel, anchor),
            "text-size": partial(window_cards.open_text_size, anchor, theme),
            "contrast": partial(window_cards.open_contrast, anchor, theme),
            "help": partial(window_cards.open_help, anchor, context, desk.step, letters, tour),
        }
        opens[key]()

    def _on_listed(self, key: str) -> None:
        if key == "end-visit":
            self._desk.ask_to_end()
        else:
            self._desk.go(cast("Step", key))

    def _on_letters(self, has_letters: bool) -> None:
        self.has_letters = has_letters
