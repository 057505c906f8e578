"""A short tour of the window: five cards that point at its real parts, on an example visit.

It comes by itself at the first start, from the start page only, and from Help when it is asked for.
The example visit is ended with it, so that it leaves nothing behind.

Source: product.md (without training; no visit is disturbed); standards.md WC (keys, names, 200 %).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from missdesk.i18n import _
from missdesk.ui.first_time import is_first_time
from missdesk.ui.tour_card import TourCard
from missdesk.ui.widgets.layer import Layer

if TYPE_CHECKING:
    from collections.abc import Callable

    from missdesk.model.consultation import Step
    from missdesk.model.topic import TopicId
    from missdesk.ui.context import UiContext
    from missdesk.ui.desk import Desk

REST_MS: Final = 900
"""From the start page to the first card: its pictures come first."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One card.

    Attributes:
        step: The step that is shown; None = the start page.
        parts: Names of what it points at; those of one inner list share a ring.
        title: Makes its title.
        text: Makes its sentences.
    """

    step: Step | None
    parts: tuple[tuple[str, ...], ...]
    title: Callable[[], str]
    text: Callable[[], str]


_RAIL: Final = ("problem", "operation", "compare", "recovery", "decide", "handout")
STOPS: Final = (
    Stop(
        None,
        (("topic.{topic}",), ("start.search",)),
        lambda: _("Welcome. Pick a topic"),
        lambda: _("Press a card to start a visit. Or type what hurts, such as leg pain."),
    ),
    Stop(
        "problem",
        ((*(f"rail.{step}" for step in _RAIL), "top-bar.steps"),),
        lambda: _("Six steps"),
        lambda: _("This is an example. Each visit has six steps. Press one, or press Page Down."),
    ),
    Stop(
        "problem",
        (("problem.place",), ("top-bar.place",)),
        lambda: _("Choose the place once"),
        lambda: _("Press the level and the side. All pages and the handout then show that place."),
    ),
    Stop(
        "compare",
        (("compare.view", "compare.swap"),),
        lambda: _("See each result as 100 people"),
        lambda: _(
            "Press 100 people. You see for how many a result came, and for how many not."
            " Press S to swap the order of the options."
        ),
    ),
    Stop(
        "handout",
        (("handout.print",), ("rail.end", "top-bar.steps"), ("top-bar.help",)),
        lambda: _("Print, then end the visit"),
        lambda: _(
            "Type the name and print. End visit clears all about this patient."
            " For help, and for this tour, press F1."
        ),
    ),
)


class FirstVisit(QObject):
    """Shows the cards one after the other."""

    def __init__(self, desk: Desk, context: UiContext) -> None:
        """Show nothing yet."""
        super().__init__(desk)
        self._desk, self._context = desk, context
        self._card: TourCard | None = None
        self._at = 0

    def start(self) -> None:
        """Show the first card."""
        self._show(0)

    def _show(self, at: int) -> None:
        """Show a card over the page that it speaks about."""
        old, self._card = self._card, None  # its end is not the end of the tour
        if old is not None:
            old.close_layer()
        self._at, stop = at, STOPS[at]
        topic = self._example()
        if stop.step is None:
            self._end_example()
        else:
            self._desk.open_topic(topic)
            self._desk.go(stop.step)
        parts = tuple(tuple(name.format(topic=topic) for name in ring) for ring in stop.parts)
        card = TourCard(
            self._desk.shell,
            self._context.theme,
            (stop.title(), stop.text()),
            (at + 1, len(STOPS)),
            parts,
        )
        card.turned.connect(self._on_turned)
        card.closed.connect(self._on_closed)
        self._card = card
        card.open_layer()

    def _example(self) -> TopicId:
        """Return the first topic that is about a place and a side, else the first of all."""
        topics = self._context.library.topics
        fit = (topic.id for topic in topics.values() if topic.place.has_side)
        return next(fit, next(iter(topics)))

    def _end_example(self) -> None:
        if not can_start(self._context):
            self._desk.wipe()

    def _on_turned(self, by: int) -> None:
        """Go on or back; after the last card the tour is over."""
        card, at = self._card, self._at + by
        if 0 <= at < len(STOPS):
            self._show(at)
        elif card is not None:
            card.close_layer()

    def _on_closed(self) -> None:
        """End it: the example visit goes with the card, however that was closed."""
        if self._card is not None and self._card.is_closing:
            self._card = None
            self._end_example()
            self.deleteLater()


def offer(desk: Desk, context: UiContext) -> None:
    """Start the tour a little later, if it still may be started then."""
    QTimer.singleShot(REST_MS, desk, partial(start_if_first, desk, context))


def start(desk: Desk, context: UiContext) -> None:
    """Start the tour; with a visit open, nothing happens."""
    if can_start(context):
        FirstVisit(desk, context).start()


def start_if_first(desk: Desk, context: UiContext) -> None:
    """Start the tour now, if this is the first time and nobody has begun anything."""
    page = desk.shell.start_page
    is_at_start = page is not None and page.objectName() == "start-page"
    is_free = is_at_start and Layer.open_on(desk.window) is None
    if is_free and can_start(context) and is_first_time():
        start(desk, context)


def can_start(context: UiContext) -> bool:
    """Return whether no visit is open, and there is a topic to show."""
    return context.consultation.visit.topic is None and bool(context.library.topics)
