"""Step 6, Handout: the form, a true preview of the pages, print, save, new patient."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QSize
from PySide6.QtWidgets import QWidget

from missdesk.errors import MissdeskError
from missdesk.handout.build import Handout
from missdesk.handout.plan import choices, plan
from missdesk.i18n import _
from missdesk.model.library import Library
from missdesk.ui.actions import ask
from missdesk.ui.clinic_now import ClinicNow
from missdesk.ui.clipboard import CopyWatch
from missdesk.ui.handout_parts.delivery import Printing, Saving
from missdesk.ui.handout_parts.form import HandoutForm
from missdesk.ui.handout_parts.maker import HandoutMaker
from missdesk.ui.handout_parts.page_view import PageView
from missdesk.ui.handout_parts.pager import Pager
from missdesk.ui.handout_parts.render import Spread
from missdesk.ui.messages import for_staff, report
from missdesk.ui.tabs.spec import TabSpec
from missdesk.ui.theme.tokens import MAIN_ACTION
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.error_page import ErrorPage
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.observing import follow, forget_with
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from missdesk.model.consultation import Visit
    from missdesk.settings import Clinic
    from missdesk.ui.context import UiContext

FORM, PRINT = 372, 148
"""Widths: the form's 352 of the design with the room of its scroll bar; the Print button."""
FOLDED_FORM = 620
NOT_ON_PAPER = frozenset({"row", "operation_step"})
"""Fields of the visit that no page of the handout shows."""


class HandoutPage(QWidget):
    """What is shown at the right is what is printed and saved, byte for byte."""

    def __init__(self, context: UiContext) -> None:
        """Show this visit's handout; follows every later change while it is in front."""
        super().__init__()
        self._context, self._theme = context, context.theme
        now = context.clinic
        self._faults = now.faults if isinstance(now, ClinicNow) else ()
        self._error: ErrorPage | None = None
        self._watch: CopyWatch | None = None
        self._maker = HandoutMaker(context.workers, self._order, self, context.press)
        self._printing = Printing(self, self._theme, context.workers, self._maker)
        self._saving = Saving(self, self._theme, context.workers, self._maker)
        self._make_parts()
        self._lay_out()
        self._connect()

    # What the window asks

    def act(self, action: str) -> bool:
        """Do what a key or a menu asks for; return whether it was for this page."""
        if action in {"next", "previous"}:
            return self._view.turn(1 if action == "next" else -1)
        button = {"print": self._print, "save": self._save}.get(action)
        if button is None:
            return False
        button.click()
        return True

    def is_settled(self) -> bool:
        """Return whether the pages in view are the visit's; a build begins after a short pause."""
        return self._maker.is_fresh

    def for_patient(self, *, only_picture: bool) -> Sequence[QWidget]:
        """Return nothing: here stand the name and the date of birth, so the screen rests (KP7)."""
        return ()

    def remember(self) -> object:
        """Return what a rebuild of the page must not lose; the visit holds the rest."""
        return self._view.first

    def recall(self, state: object) -> None:
        """Take it back."""
        assert isinstance(state, int)
        self._view.go_to(state)

    def minimumSizeHint(self) -> QSize:
        """Return the least size; in one column the height follows from the width alone."""
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self._theme.is_folded else least

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the pages in step with what changed while another step was in front."""
        super().showEvent(event)
        watch = self.window().findChild(CopyWatch)
        if watch is not None and watch is not self._watch:
            self._watch = watch
            watch.counted.connect(self._form.show_copied)
            self._form.show_copied(watch.seconds_left)
        report(self, *(MissdeskError(f.where, f.what, f.fix) for f in self._faults))
        self._faults = ()
        if not self._maker.is_fresh:
            self._maker.ask_soon()  # once the pages have their room

    def hideEvent(self, event: QHideEvent) -> None:
        """Close what lies over the page."""
        super().hideEvent(event)
        self._printing.close()
        self._saving.close()

    # Parts

    def _make_parts(self) -> None:
        theme, library = self._theme, self._context.library
        languages = [(tag, _language_name(tag)) for tag in library.pack.languages]
        topic = self._context.topic
        self._form = HandoutForm(theme, choices(topic), partial(plan, topic=topic), languages, self)
        self._form.show_visit(self._context.consultation.visit)
        self._sections = plan(self._context.consultation.visit, topic)
        self._view = PageView(theme, self)
        self._pager = Pager(theme, self)
        self._new = self._button(_("New patient"), "new", "user-plus")
        self._save = self._button(_("Save PDF"), "save", "download")
        self._print = Button(
            theme,
            _("Print"),
            "handout.print",
            kind="primary",
            icon="printer",
            height=MAIN_ACTION,
            parent=self,
        )
        self._print.setMinimumWidth(theme.px(PRINT))

    def _button(self, words: str, name: str, icon: str) -> Button:
        return Button(
            self._theme, words, f"handout.{name}", icon=icon, height=MAIN_ACTION, parent=self
        )

    def _lay_out(self) -> None:
        theme = self._theme
        if theme.is_folded:
            page = Column(theme, self, gap=20)
            # Wider, a switch would stand too far from its words.
            self._form.setMaximumWidth(theme.text_px(FOLDED_FORM))
            page.addWidget(self._form)
            self._desk = Column(theme, gap=0)
            self._desk.addWidget(self._view)
            page.addLayout(self._desk)
            page.addWidget(self._pager)
            buttons = QWidget(self)
            flow = FlowLayout(theme, buttons, gap=12)
            for button in (self._print, self._save, self._new):
                flow.addWidget(button)
            page.addWidget(buttons)
            page.addStretch(1)
            return
        row = Row(theme, self, gap=12)
        self._form.setFixedWidth(theme.px(FORM))
        row.addWidget(self._form)
        right = Column(theme, gap=12)
        self._desk = Column(theme, gap=0)
        self._desk.addWidget(self._view)
        right.addLayout(self._desk, 1)
        foot = Row(theme, gap=10)
        foot.addWidget(self._pager)
        foot.addStretch(1)
        for button in (self._new, self._save, self._print):
            foot.addWidget(button)
        right.addLayout(foot)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        self._form.changed.connect(self._on_form)
        self._form.note_asked.connect(self._on_note)
        self._view.look_changed.connect(self._maker.look_at)
        self._pager.turned.connect(self._view.turn)
        self._maker.made.connect(self._on_made)
        self._maker.painted.connect(self._on_painted)
        self._maker.failed.connect(self._on_failed)
        self._maker.worked.connect(self._view.set_updating)
        self._new.clicked.connect(self._on_new)
        self._print.clicked.connect(self._on_print)
        self._save.clicked.connect(self._on_save)
        follow(self, self._context.consultation, self._on_changed)
        forget_with(self, self._context.consultation, self._forget)

    # What people do

    def _on_form(self, field_name: str, value: Any) -> None:  # noqa: ANN401  one of Visit's
        self._context.consultation.change(**{field_name: value})

    def _on_note(self) -> None:
        ask(self, "note")

    def _on_new(self) -> None:
        ask(self, "end-visit")

    def _on_print(self) -> None:
        self._printing.open(self._print)

    def _on_save(self) -> None:
        self._saving.open(self._save)

    # What happens

    def _order(self) -> tuple[Library, Visit, Clinic, date] | None:
        """Return what to build from, now; None while no topic is chosen."""
        visit = self._context.consultation.visit
        if visit.topic is None:
            return None
        return self._context.library, visit, self._context.clinic(), date.today()

    def _on_changed(self, field_name: str) -> None:
        visit, before = self._context.consultation.visit, self._sections
        self._form.show_visit(visit)
        self._sections = plan(visit, self._context.topic)
        if field_name in NOT_ON_PAPER or (field_name == "visited" and self._sections == before):
            return
        if self.isVisible():
            self._maker.ask_soon()
        else:
            self._maker.forget()

    def _forget(self) -> None:
        """Leave nothing of the visit behind in any widget (KP1)."""
        self._maker.forget()
        self._printing.forget()
        self._saving.forget()
        self._form.forget()
        self._view.forget()
        self._pager.forget()
        self._show_error(None)

    def _on_made(self, handout: Handout) -> None:
        self._form.show_warnings(handout.warnings)
        self._form.show_pages(handout.pages)
        self._show_error(None)

    def _on_painted(self, spread: Spread) -> None:
        self._view.show_spread(spread)
        self._pager.show_spread(spread)
        self._view.setAccessibleDescription(self._pager.text)

    def _on_failed(self, error: MissdeskError) -> None:
        self._form.show_pages(None)
        self._form.show_warnings(())
        self._pager.forget()
        self._show_error(error)

    def _show_error(self, error: MissdeskError | None) -> None:
        """Put a clear message in the place of the pages; what was typed stays."""
        if self._error is not None:
            self._desk.removeWidget(self._error)
            for words in self._error.findChildren(Words):
                words.set_text("")  # KP1: it may name letters of the patient's name
            self._error.setAccessibleName("")
            self._error.hide()
            self._error.deleteLater()
            self._error = None
        if error is not None:
            message = for_staff(error.fault)
            self._error = ErrorPage(self._theme, message.title, message.more, parent=self)
            self._desk.addWidget(self._error)
        self._view.setVisible(error is None)
        self._print.setEnabled(error is None)
        self._save.setEnabled(error is None)


def _language_name(tag: str) -> str:
    """Return a language's name in that language."""
    return QLocale(tag).nativeLanguageName() or tag


def _title() -> str:
    return _("Handout")


SPEC = TabSpec("handout", _title, HandoutPage)
