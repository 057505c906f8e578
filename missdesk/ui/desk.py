"""Run visits in the window: start page, bars, and the pages of the six steps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, QTimer

from missdesk.content.listing import listed
from missdesk.content.on_demand import is_read, read_ahead
from missdesk.i18n import _
from missdesk.model.consultation import STEPS, Step
from missdesk.model.topic import TopicId
from missdesk.ui import actions, messages
from missdesk.ui.bar_cards import BarCards
from missdesk.ui.beside import Beside
from missdesk.ui.clipboard import forget_copied
from missdesk.ui.foot import foot_words
from missdesk.ui.pages import Pages
from missdesk.ui.place_words import place_words
from missdesk.ui.questions import ask_close, ask_end, ask_other_topic, has_entries
from missdesk.ui.record_note import RecordNote
from missdesk.ui.reopen import Reopening
from missdesk.ui.shell import Shell
from missdesk.ui.start_page import StartPage
from missdesk.ui.widgets.focus_ring import FocusRing
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.notice import NoticeBar
from missdesk.ui.workers import Newest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from missdesk.errors import MissdeskError
    from missdesk.model.topic import Topic
    from missdesk.ui.clinic.office import Office
    from missdesk.ui.clinic.page import ClinicPage
    from missdesk.ui.context import UiContext
    from missdesk.ui.main_window import MainWindow
    from missdesk.ui.tabs.spec import TabSpec

LETTERS: Final = ("swap", "labels", "draw", "patient-blank")
WHILE_COVERED: Final = ("larger", "smaller", "normal-size", "full-screen")
"""What keys do also while a card lies over the window."""


@dataclass(frozen=True, slots=True)
class WindowParts:
    """What the window is made from.

    Attributes:
        context: Content, visit, look and workers.
        tabs: Gives the steps in order; called when the first topic opens (start-up time).
        cards: Folder of the topics' pictures.
        today: For the review date.
    """

    context: UiContext
    tabs: Callable[[], Sequence[TabSpec]]
    cards: Path
    today: date


class Desk(QObject):
    """Takes one visit after another; fills the window it is given."""

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        """Show the start page, or the visit's topic when it has one."""
        super().__init__(window)
        self.window, self._parts, self._context = window, parts, parts.context
        self._theme, self._consultation = parts.context.theme, parts.context.consultation
        self._step: Step = STEPS[0]
        self._office: Office | None = None
        self._closes_anyway = False
        self._reading = Newest(parts.context.workers)
        language = self._consultation.visit.language
        self.shell = Shell(self._theme, foot_words(self._context.library, language, parts.today))
        self._pages = Pages(self.shell.sheet, self._context, parts.tabs)
        self._cards = BarCards(self, self._context, self._pages)
        self.beside = Beside(window, self._context, self.page, self._foot_words)
        self.beside.patient_changed.connect(self.shell.bar.set_patient)
        if self._consultation.visit.topic is None:
            self.show_start()
        else:
            self._begin()
        window.take_desk(self, self.shell)
        self.notice = NoticeBar(window, self._theme)
        self._ring = FocusRing(window, self._theme)
        self._note = RecordNote(window, self._context)
        self.reopening = Reopening(window, self._context)
        self._shortcuts = actions.connect(window, self.do)
        self.shell.bar.pressed.connect(self._cards.open)
        self._stop = self._consultation.observe(self._on_changed)
        self._theme.refolding.connect(self._on_refolding)
        self._theme.refolded.connect(self._on_refolded)
        self._context.workers.failed.connect(self._on_failed)
        window.closing.connect(self._on_closing)
        # Else Qt would pick a control in the top bar.
        self.shell.setFocus()

    # What is shown

    @property
    def step(self) -> Step | None:
        """Return the step in front; None on the start page."""
        return None if self.shell.is_start_shown else self._step

    @property
    def last_step(self) -> Step:
        """Return the step shown last, which may lie behind the start page."""
        return self._step

    def page(self) -> QWidget | None:
        """Return the page in front; None on the start page."""
        return None if self.shell.is_start_shown else self._pages.page(self._step)

    @property
    def is_busy(self) -> bool:
        """Return whether work in the background is still to come."""
        clinic = self._clinic_page()
        if clinic is not None and not cast("ClinicPage", clinic).is_settled():
            return True
        is_office_busy = self._office is not None and self._office.workers.is_busy
        return self._context.workers.is_busy or is_office_busy

    def may_close(self) -> bool:
        """Return whether nothing is lost when the window closes; else ask."""
        office = self._office
        if office is None or self._closes_anyway or not office.would_lose:
            return True
        ask_close(self.shell, self._theme, office.is_changed, self._on_close_anyway)
        return False

    def _foot_words(self) -> str:
        """Return what stands at the foot of the page in front."""
        visit = self._consultation.visit
        return foot_words(self._context.library, visit.language, self._parts.today, visit.topic)

    def _say_foot(self, topic: TopicId | None) -> None:
        """Say the review state of a topic, or that of all of them on the start page."""
        language, today = self._consultation.visit.language, self._parts.today
        self.shell.set_foot(foot_words(self._context.library, language, today, topic))

    def show_start(self) -> None:
        """Show the topics; a visit that is open stays open."""
        self._say_foot(None)
        visit, library = self._consultation.visit, self._context.library
        open_topic = ""
        if visit.topic is not None:
            open_topic = listed(library, visit.topic, visit.language).title
        page = StartPage(
            self._theme,
            self._context.workers,
            library,
            self._parts.cards,
            language=visit.language,
            open_topic=open_topic,
        )
        page.topic_pressed.connect(self.open_topic)
        page.resume_pressed.connect(self._on_resume)
        page.end_pressed.connect(self.ask_to_end)
        page.earlier_pressed.connect(self._on_earlier)
        self.shell.show_start(page)

    def show_clinic(self) -> None:
        """Show the Clinic page; a visit that is open stays open."""
        from missdesk.ui.clinic.office import Office  # start-up time: opened later, if ever
        from missdesk.ui.clinic.page import ClinicPage

        if self._office is None:
            self._office = Office(self._context, self)
            self._office.used.connect(self._on_clinic)
        self._say_foot(None)
        page = ClinicPage(self._office)
        page.left.connect(self.show_start)
        self.shell.show_start(page)
        self.shell.bar.set_clinic(False)
        page.setFocus()

    def open_topic(self, topic_id: str) -> None:
        """Start a topic, or go back to it when it is the one of this visit; see `_start`."""
        library, visit, topic = self._context.library, self._consultation.visit, TopicId(topic_id)
        if visit.topic == topic:
            self.go(self._step)
        elif is_read(library, topic, visit.language):
            self._start(library.topics[topic])
        else:
            self._reading.run(read_ahead, library, topic, visit.language, on_done=self._start)

    def _start(self, topic: Topic) -> None:
        """Start a topic that was read; ask first where something would be lost."""
        topics, visit = self._context.library.topics, self._consultation.visit
        if visit.topic is not None and has_entries(visit, topics[visit.topic]):
            on_yes = partial(self._consultation.start, topic)
            ask_other_topic(self.shell, self._theme, on_yes)
        else:
            self._consultation.start(topic)

    def go(self, step: Step) -> None:
        """Show a step of the visit's topic; without a topic nothing happens."""
        if self._consultation.visit.topic is None:
            return
        if self.shell.rail is None:
            self._make_rail()
        focused = cast("QWidget | None", self.window.focusWidget())
        had_focus = focused is not None and self.shell.sheet.isAncestorOf(focused)
        self._step = step
        self._pages.show(step)
        self.shell.show_sheet()
        self._say_foot(self._consultation.visit.topic)
        self._consultation.visit_step(step)
        self._refresh_bars()
        if had_focus:
            self.shell.sheet.setFocus()

    def turn(self, by: int) -> None:
        """Go to the step before or after, unless this is the last one that way."""
        at = STEPS.index(self._step) + by
        if 0 <= at < len(STEPS):
            self.go(STEPS[at])

    def ask_to_end(self) -> None:
        """Ask once, then wipe; with nothing begun there is nothing to ask."""
        if self._consultation.visit.topic is not None:
            ask_end(self.shell, self._theme, self.wipe)

    def wipe(self) -> None:
        """End the visit: forget everything and show the topics."""
        self._consultation.wipe()

    def do(self, action: str) -> None:
        """Do what a key or a page asks for; ids stand in `actions.ACTIONS`."""
        is_covered = Layer.open_on(self.window) is not None and action not in WHILE_COVERED
        if is_covered or (action in LETTERS and not self._cards.has_letters):
            return
        if action.startswith("step-"):
            self.go(STEPS[int(action.removeprefix("step-")) - 1])
            return
        own: dict[str, Callable[[], None]] = {
            "end-visit": self.ask_to_end,
            "note": self._note.copy,
            "topics": self.show_start,
            "clinic": self.show_clinic,
            "larger": partial(self._theme.step_text, 1),
            "smaller": partial(self._theme.step_text, -1),
            "normal-size": partial(self._theme.set_text_percent, 100),
            "contrast": self._theme.swap_mode,
            "help": partial(self._cards.open, "help"),
            "full-screen": self._on_full_screen,
        }
        clinic = self._clinic_page()
        if action in own:
            own[action]()
        elif self.beside.do(action):
            return
        elif clinic is not None:
            cast("ClinicPage", clinic).act(action)
        elif self.step is not None and not self._pages.act(self._step, action):
            self._act(action)

    # Parts of the above

    def _make_rail(self) -> None:
        rail = self.shell.set_steps(self._pages.titles())
        rail.step_pressed.connect(self._on_step)
        rail.topics_pressed.connect(self.show_start)
        rail.end_pressed.connect(self.ask_to_end)

    def _begin(self) -> None:
        """Show the first step of a topic just chosen."""
        self.beside.begin()
        self._pages.forget()
        self._make_rail()  # a topic may name its steps itself
        self.go(STEPS[0])

    def _clinic_page(self) -> QWidget | None:
        """Return the Clinic page while it is in front."""
        page = self.shell.start_page if self.shell.is_start_shown else None
        return page if page is not None and page.objectName() == "clinic" else None

    def _rebuild(self) -> None:
        """Make the page in front anew, keeping what the pages remember."""
        self._pages.remember()
        self._pages.clear()
        self._build()

    def _build(self) -> None:
        is_start = self.shell.is_start_shown
        if self._clinic_page() is not None:
            self.show_clinic()
        elif is_start:
            self.show_start()
        else:
            self.go(self._step)

    def _refresh_bars(self) -> None:
        visit = self._consultation.visit
        if self.shell.rail is not None:
            self.shell.rail.show_state(self._step, visit.visited)
        number = STEPS.index(self._step) + 1
        name = dict(self._pages.titles())[self._step]
        self.shell.bar.show_topic(
            self._context.text.section("topic").title,
            place_words(visit, self._context.topic),
            _("{n} of {count}: {name}").format(n=number, count=len(STEPS), name=name),
            is_first=number == 1,
            is_last=number == len(STEPS),
        )

    def _act(self, action: str) -> None:
        """Do what the page in front left to the window."""
        if action in ("next", "previous"):
            self.turn(1 if action == "next" else -1)
        elif action == "swap":
            self._consultation.swap_options()

    # Slots

    def _on_changed(self, field: str) -> None:
        if field == "topic":
            self._step = STEPS[0]
            self._begin()
        elif field == "wipe":
            self._after_wipe()
        elif field == "language":
            self._rebuild()
        elif field in ("level", "side") and self.step is not None:
            self._refresh_bars()

    def _after_wipe(self) -> None:
        """Nothing of the visit stays: no page, card, message, copied words, remembered view."""
        self.beside.forget()
        # A word explained inside a card lies over that card: there may be two.
        while (layer := Layer.open_on(self.window)) is not None:
            layer.close_layer()
        self._pages.forget()
        self._step = STEPS[0]
        self.notice.tell_nothing()
        forget_copied()
        self.show_start()
        self.shell.setFocus()

    def _on_refolding(self) -> None:
        self._pages.remember()
        self._pages.clear(at_once=True)

    def _on_refolded(self) -> None:
        self._build()
        layer = Layer.open_on(self.window)
        if layer is not None:
            QTimer.singleShot(0, layer, layer.place)

    def _on_failed(self, error: MissdeskError) -> None:
        messages.report(self.shell, error)

    def _on_close_anyway(self) -> None:
        self._closes_anyway = True
        self.window.close()

    def _on_clinic(self) -> None:
        """Let the pages of a visit be made anew with the clinic's other settings."""
        self._pages.remember()
        self._pages.clear()

    def _on_step(self, step: str) -> None:
        self.go(cast("Step", step))

    def _on_earlier(self, button: QWidget) -> None:
        self.reopening.choose(button)

    def _on_resume(self) -> None:
        self.go(self._step)

    def _on_full_screen(self) -> None:
        if self.window.isFullScreen():
            self.window.showMaximized()
        else:
            self.window.showFullScreen()

    def _on_closing(self) -> None:
        """Forget the visit before the window goes."""
        self._stop()
        self.beside.close()
        self._consultation.wipe()
        forget_copied()
        self._pages.forget()
        if self._office is not None:
            self._office.close()
        self._context.workers.close()
