"""The Clinic page: what the clinic lead sets and makes without a terminal.

Source: product.md (Clinic); issue 6 (clinic settings, batch).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from missdesk.errors import MissdeskError
from missdesk.i18n import _, ngettext
from missdesk.settings import FILE_NAME
from missdesk.ui.clinic.form import first_of
from missdesk.ui.clinic.nav import Nav
from missdesk.ui.clinic.preview import SECTIONS, Preview
from missdesk.ui.clinic.saving import UnreadableFileError
from missdesk.ui.clinic.sections import BATCH, sections
from missdesk.ui.handout_parts.trouble import Trouble
from missdesk.ui.messages import say
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.card import Card
from missdesk.ui.widgets.confirm import ConfirmDialog
from missdesk.ui.widgets.discard import discard
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.scroll_sheet import ScrollSheet
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from missdesk.ui.clinic.form import Form
    from missdesk.ui.clinic.office import Office

MARGIN, NAV, PREVIEW, GUTTER = 32, 216, 430, 20
MOST_FAULTS: Final = 4


class ClinicPage(QWidget):
    """Sections at the left, the form in the middle, the page as it prints at the right.

    Signals:
        left: A person wants to go back.
    """

    left = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        """Show the section that was open last; the office reads the file."""
        super().__init__(parent)
        self._office, self._theme = office, office.context.theme
        self.setObjectName("clinic")
        self._form: Form | None = None
        self._unreadable = ""
        office.section = office.section or "name"
        self._make_parts()
        self._lay_out()
        office.read.connect(self._build)
        office.stepped_back.connect(self._build)
        office.changed.connect(self._on_changed)
        office.saved.connect(self._on_saved)
        office.failed.connect(self._on_failed)
        if office.is_read:
            self._build()
        office.open()

    # What the window asks

    def act(self, action: str) -> bool:
        """Do what a key asks for; return whether it was for this page."""
        if action in {"next", "previous"}:
            return self._preview.turn(1 if action == "next" else -1)
        button = {"save": self._save, "undo": self._undo}.get(action)
        if button is None:
            return action in {"print", "clear", "swap", "labels", "draw"}
        if button.isEnabled():
            button.click()
        return True

    def is_settled(self) -> bool:
        """Return whether the preview shows what is typed."""
        if self._office.section in SECTIONS:
            return self._preview.is_settled
        return self._office.section == BATCH or not self._office.workers.is_busy

    @property
    def form(self) -> Form | None:
        """Return the form in front; None until the file was read."""
        return self._form

    def show_section(self, key: str) -> None:
        """Show another section."""
        self._office.section = key
        self._nav.set_value(key)
        self._build()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        else:
            super().keyPressEvent(event)

    # Parts

    def _make_parts(self) -> None:
        theme = self._theme
        self._back = Button(theme, _("Back"), "clinic.back", icon="arrow-left", parent=self)
        self._state = Words(theme, "", "body", token="ink2", name="clinic.state", parent=self)  # noqa: S106
        self._undo = Button(theme, _("Undo"), "clinic.undo", icon="undo-2", parent=self)
        self._discard = Button(
            theme, _("Discard"), "clinic.discard", icon="rotate-ccw", parent=self
        )
        self._save = Button(
            theme, _("Save"), "clinic.save", kind="primary", icon="check", parent=self
        )
        rows = [(one.key, one.words, one.icon) for one in sections()]
        self._nav = Nav(theme, rows, self._office.section, self)
        self._faults = Trouble(theme, "clinic.faults", self)
        self._trouble = Trouble(theme, "clinic.trouble", self)
        self._anew = Button(theme, _("Begin a new file"), "clinic.anew", parent=self)
        self._anew.hide()
        self._preview = Preview(self._office, self)
        self._back.clicked.connect(self._on_back)
        self._undo.clicked.connect(self._office.undo)
        self._discard.clicked.connect(self._on_discard)
        self._save.clicked.connect(self._on_save)
        self._anew.clicked.connect(self._on_anew)
        self._nav.chosen.connect(self.show_section)

    def _lay_out(self) -> None:
        theme = self._theme
        if theme.is_folded:
            inside = _Inside()
            column = Column(theme, inside, gap=16, pad=(4, 4, 4, 16))
            self._fill_folded(column)
            outer = Column(theme, self, gap=0, pad=(MARGIN, 4, MARGIN - GUTTER, 0))
            outer.addWidget(ScrollSheet(theme, inside, self, gutter=GUTTER), 1)
            return
        column = Column(theme, self, gap=12, pad=(MARGIN, 4, MARGIN, 0))
        head = Row(theme, gap=16)
        head.addWidget(self._back)
        title = Words(theme, _("Clinic"), "title", is_one_line=True, parent=self)
        head.addWidget(title, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._state, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self._undo, self._discard, self._save):
            head.addWidget(button)
        column.addLayout(head)
        body = Row(theme, gap=16)
        self._nav.setFixedWidth(max(theme.px(NAV), self._nav.sizeHint().width()))
        body.addWidget(self._nav, 0, Qt.AlignmentFlag.AlignTop)
        sheet = Card(theme, fill="surface", corner="sheet", pad=(24, 18, 8, 18), parent=self)
        inside = _Inside()
        self._content = Column(theme, inside, gap=12)
        self._add_troubles(self._content)
        sheet.column.addWidget(ScrollSheet(theme, inside, sheet, gutter=GUTTER), 1)
        body.addWidget(sheet, 1)
        self._preview.setFixedWidth(theme.px(PREVIEW))
        body.addWidget(self._preview)
        column.addLayout(body, 1)

    def _fill_folded(self, column: Column) -> None:
        """Put everything under each other; the page scrolls down."""
        theme = self._theme
        head = QWidget()
        flow = FlowLayout(theme, head, gap=12)
        for button in (self._back, self._undo, self._discard, self._save):
            flow.addWidget(button)
        column.addWidget(head)
        column.addWidget(Words(theme, _("Clinic"), "title"))
        column.addWidget(self._state)
        column.addWidget(self._nav)
        sheet = Card(theme, fill="surface", corner="sheet", pad=20)
        self._content = Column(theme, gap=12)
        sheet.column.addLayout(self._content)
        self._add_troubles(self._content)
        column.addWidget(sheet)
        column.addWidget(self._preview)
        column.addStretch(1)

    def _add_troubles(self, column: Column) -> None:
        column.addWidget(self._faults)
        column.addWidget(self._trouble)
        column.addWidget(self._anew, 0, Qt.AlignmentFlag.AlignLeft)

    # What is shown

    def _build(self) -> None:
        """Make the form of the section anew."""
        if not self._office.is_read:
            return
        if self._form is not None:
            discard(self._content, self._form)
        made = next(one.form for one in sections() if one.key == self._office.section)
        self._form = made(self._office)
        self._content.addWidget(self._form)
        self._form.show()
        has_preview = self._office.section in SECTIONS
        self._preview.setVisible(has_preview)
        self._show_state()
        if has_preview:
            self._preview.show_section()

    def _show_state(self) -> None:
        office = self._office
        is_changed = office.is_changed
        words = _("Saving") if office.is_saving else _("Not saved yet") if is_changed else ""
        self._state.set_text(words)
        self._state.setVisible(bool(words) or not self._theme.is_folded)
        self._save.setEnabled(is_changed and not office.is_saving)
        self._discard.setEnabled(is_changed and not office.is_saving)
        self._undo.setEnabled(office.can_undo and not office.is_saving)
        self._show_faults()

    def _show_faults(self) -> None:
        faults = self._office.faults
        if not faults:
            self._faults.hide()
            return
        words = ngettext(
            "{n} thing in {file} was left out.", "{n} things in {file} were left out.", len(faults)
        )
        title = words.format(n=len(faults), file=FILE_NAME)
        more = "\n".join(first_of([str(fault) for fault in faults], MOST_FAULTS))
        if self._faults.words != (title, more) or self._faults.isHidden():
            self._faults.say(title, more)  # told once, not at every letter that is typed

    # What people do

    def _on_back(self) -> None:
        if not self._office.is_changed:
            self.left.emit()
            return
        ConfirmDialog.ask(
            self._back,
            self._theme,
            title=_("Leave without saving?"),
            text=_("What you typed is kept until MISSDesk is closed, but it is not used yet."),
            yes=_("Leave"),
            no=_("Stay here"),
            on_yes=self.left.emit,
        )

    def _on_discard(self) -> None:
        ConfirmDialog.ask(
            self._discard,
            self._theme,
            title=_("Discard the changes?"),
            text=_("The page shows again what was saved last."),
            yes=_("Discard"),
            no=_("Go back"),
            on_yes=self._office.discard,
        )

    def _on_save(self) -> None:
        self._forget_trouble()
        self._office.save()

    def _on_anew(self) -> None:
        ConfirmDialog.ask(
            self._anew,
            self._theme,
            title=_("Begin a new file?"),
            text=_("The old one is kept beside it, as {name} or the next number.").format(
                name=f"{Path(self._unreadable).stem}-old-1.toml"
            ),
            yes=_("Begin a new file"),
            no=_("Go back"),
            on_yes=self._save_anew,
        )

    def _save_anew(self) -> None:
        self._forget_trouble()
        self._office.save(self._unreadable)

    # What happens

    def _on_changed(self) -> None:
        self._show_state()
        if self._office.section in SECTIONS:
            self._preview.follow()

    def _forget_trouble(self) -> None:
        self._trouble.hide()
        self._anew.hide()

    def _on_saved(self) -> None:
        self._forget_trouble()
        self._show_state()
        say(self, _("Saved."), saved_words(self._office))

    def _on_failed(self, error: MissdeskError) -> None:
        """Say it on the page; everything typed stays."""
        self._trouble.tell(error)
        self._unreadable = error.where if isinstance(error, UnreadableFileError) else ""
        self._anew.setVisible(bool(self._unreadable))
        self._show_state()


class _Inside(QWidget):
    """What scrolls; its height follows from its width alone."""

    def minimumSizeHint(self) -> QSize:
        """Return the least width."""
        return QSize(super().minimumSizeHint().width(), 0)


def saved_words(office: Office) -> str:
    """Return what to know of the last save, and from when on it holds."""
    if office.has_met_others:
        return _("The file was changed by another hand too: look through all sections.")
    before, after = office.replaced, office.on_disk
    for key in ("pack", "trusted_reviewers"):
        if getattr(before.clinic, key) != getattr(after.clinic, key):
            return _("Close MISSDesk and open it again: then the content follows.")
    if before.clinic == after.clinic and before.kiosk != after.kiosk:
        return _("The waiting room takes it from its next start.")
    return _("It holds from now on, on the screen and on paper.")
