"""The page of the handout that a section changes, as it will print; follows what is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from missdesk.errors import MissdeskError
from missdesk.handout.plan import section_title
from missdesk.handout.raster import page_of
from missdesk.handout.typed import MOST_OPTIONS, new_visit
from missdesk.i18n import _
from missdesk.model.consultation import Visit
from missdesk.model.topic import TopicId
from missdesk.settings import Clinic
from missdesk.ui.clinic.draft import check_texts, tidy
from missdesk.ui.handout_parts.maker import HandoutMaker
from missdesk.ui.handout_parts.page_view import PageView
from missdesk.ui.handout_parts.pager import Pager
from missdesk.ui.handout_parts.trouble import Trouble
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.words import Words
from missdesk.ui.workers import Newest

if TYPE_CHECKING:
    from missdesk.handout.build import Handout
    from missdesk.model.library import Library
    from missdesk.ui.clinic.office import Office
    from missdesk.ui.handout_parts.render import Spread

SECTIONS: Final = {
    "name": ("cover", "problem"),
    "people": ("warning",),
    "advice": ("ready", "first-days"),
    "offers": ("options",),
    "writing": ("recovery", "scar"),
}
"""What the sample handout holds, so that the change is on its first page."""
OPERATION: Final = date(2026, 12, 7)


class Preview(QWidget):
    """A sample without a patient, made from what is typed."""

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self._office, theme = office, office.context.theme
        self.setObjectName("clinic.preview")
        column = Column(theme, self, gap=10)
        column.addWidget(Words(theme, _("As it will print"), "strong", parent=self))
        self._trouble = Trouble(theme, "clinic.preview.trouble", self)
        column.addWidget(self._trouble)
        self.view = PageView(theme, self)
        column.addWidget(self.view, 1)
        self._pager = Pager(theme, self)
        column.addWidget(self._pager)
        self._maker = HandoutMaker(office.workers, self._order, self)
        self.view.look_changed.connect(self._maker.look_at)
        self._pager.turned.connect(self.view.turn)
        self._found = -1
        self._seeking = Newest(office.workers)
        self._maker.made.connect(self._on_made)
        self._maker.painted.connect(self._on_painted)
        self._maker.failed.connect(self._on_failed)
        self._maker.worked.connect(self.view.set_updating)

    @property
    def is_settled(self) -> bool:
        """Return whether the pages are those of what is typed now."""
        return self._maker.is_fresh

    def minimumSizeHint(self) -> QSize:
        """Return the least width; in one column the page is as high as it is readable."""
        return QSize(self._office.context.theme.px(300), super().minimumSizeHint().height())

    def turn(self, step: int) -> bool:
        """Turn the pages."""
        return self.view.turn(step)

    def show_section(self) -> None:
        """Show the page of another sample that the section changes."""
        self.view.go_to(0)
        self._seeking.cancel()
        self._found = -1
        self._maker.look_at(self.view.look())
        self.follow()

    def follow(self) -> None:
        """Make the pages anew after a change; what can't be printed is told, and they stay."""
        try:
            check_texts(self._clinic())
        except MissdeskError as error:
            self._trouble.tell(error)
        else:
            self._trouble.hide()
            self._maker.ask_soon()

    def _order(self) -> tuple[Library, Visit, Clinic, date] | None:
        section, library = self._office.section, self._office.context.library
        if section not in SECTIONS or not self._office.is_read:
            return None
        clinic = self._clinic()
        topic = self._office.topic if section == "offers" else str(next(iter(library.topics)))
        known = library.topics[TopicId(topic)]
        visit = new_visit(topic, library)
        options = visit.options
        if section == "offers":  # those that are not done here are among the three shown
            off = clinic.not_offered.get(topic, ())
            ids = [str(option.id) for option in known.options]
            chosen = {*sorted(ids, key=lambda o: (o not in off, o not in options))[:MOST_OPTIONS]}
            options = tuple(o for o in ids if o in chosen)
        visit = replace(
            visit,
            paper=clinic.paper or "a4",
            sections=SECTIONS[section],
            options=options,
            operation_date=OPERATION if section == "writing" and known.has_date else None,
        )
        return library, visit, clinic, date.today()

    def _clinic(self) -> Clinic:
        """Return what is typed; a line whose number is still to come is left out."""
        clinic = tidy(self._office.draft)
        return replace(clinic, phones=tuple(p for p in clinic.phones if p.number))

    def _on_made(self, made: Handout) -> None:
        """Look for the page that the section changes."""
        section = self._office.section
        if section in SECTIONS and self._maker.is_fresh:  # else it may be of the section before
            words = section_title(SECTIONS[section][0])
            self._seeking.run(page_of, made.pdf, words, on_done=self._on_found)

    def _on_found(self, page: int) -> None:
        """Turn to it, unless it is where it was: a person may have turned on from there."""
        if page != self._found:
            self._found = page
            self.view.go_to(page)
            self._maker.look_at(self.view.look())

    def _on_painted(self, spread: Spread) -> None:
        self.view.show_spread(spread)
        self._pager.show_spread(spread)
        self.view.setAccessibleDescription(self._pager.text)

    def _on_failed(self, error: MissdeskError) -> None:
        self._trouble.tell(error)
