"""Many handouts from a list: choose, check, make, print; everything can be stopped and gone on."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from missdesk.handout.batch import cores
from missdesk.i18n import _, ngettext
from missdesk.printers import Printer, printers
from missdesk.ui.clinic.batch_words import checked_words, ended_words, list_help
from missdesk.ui.clinic.file_card import FileCard
from missdesk.ui.clinic.form import Form
from missdesk.ui.clinic.growing import open_growing
from missdesk.ui.clinic.print_list import PrintList
from missdesk.ui.clinic.progress_bar import ProgressBar
from missdesk.ui.handout_parts.print_panel import PrintOrder, PrintPanel
from missdesk.ui.handout_parts.trouble import Trouble
from missdesk.ui.widgets.boxes import Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.card import Card
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.popover import Popover
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.errors import MissdeskError
    from missdesk.ui.clinic.office import Office
    from missdesk.ui.theme.tokens import Role

LISTS = (".csv", ".txt")


class BatchForm(Form):
    """The choices at the left, what became of them at the right."""

    def __init__(self, office: Office) -> None:
        note = _(
            "A CSV file, one line a patient; every line needs a topic."
            " Files are named by the reference, never by a patient’s name."
        )
        super().__init__(office, _("Many handouts from a list"), note)
        self._batch = office.batch
        self._panel: PrintPanel | None = None
        self._popover: Popover | None = None
        self._choosers: dict[str, Button] = {}
        self._left, self._right = self.halves()
        self._make_choices()
        self._make_results()
        self.close_column()
        self._batch.changed.connect(self.refresh)
        self.refresh()

    # Parts

    def _make_choices(self) -> None:
        batch, theme = self._batch, self.theme
        self._list = self._path_field("list", _("The list (CSV)"), batch.list_path)
        self._list.edited.connect(batch.set_list)
        self._folder = self._path_field("folder", _("Folder for the handouts"), batch.folder)
        self._folder.edited.connect(batch.set_folder)
        label = _("Handouts made at the same time")
        self._jobs = self.stepper("batch.jobs", label, batch.jobs, (1, cores()), column=self._left)
        self._jobs.changed.connect(self._on_jobs)
        bar = QWidget(self)
        flow = FlowLayout(theme, bar, gap=12)
        self._check = Button(
            theme, _("Check the list"), "clinic.batch.check", icon="list-checks", parent=bar
        )
        self._make = Button(
            theme,
            _("Make the handouts"),
            "clinic.batch.make",
            kind="primary",
            icon="file-text",
            parent=bar,
        )
        self._stop = Button(theme, _("Stop"), "clinic.batch.stop", icon="x", parent=bar)
        for button in (self._check, self._make, self._stop):
            flow.addWidget(button)
        self._check.clicked.connect(batch.check)
        self._make.clicked.connect(self._on_make)
        self._stop.clicked.connect(batch.stop)
        self._left.addWidget(bar)
        self._unsaved = Words(theme, "", "note", name="clinic.batch.unsaved", parent=self)
        self._left.addWidget(self._unsaved)

    def _path_field(self, key: str, label: str, text: str) -> TextField:
        theme = self.theme
        field = TextField(theme, f"clinic.batch.{key}", label, text=text, parent=self)
        choose = Button(
            theme, _("Choose"), f"clinic.batch.{key}.choose", icon="search", height=52, parent=self
        )
        choose.setAccessibleName(_("Choose: {what}").format(what=label))
        choose.clicked.connect(partial(self._choose, key))
        self._choosers[key] = choose
        both = QWidget(self)
        row = Row(theme, both, gap=8)
        row.addWidget(field, 1)
        row.addWidget(choose)
        both.setFocusProxy(field)
        self.labelled(label, both, self._left)
        return field

    def _make_results(self) -> None:
        theme = self.theme
        self._trouble = Trouble(theme, "clinic.batch.trouble", self)
        self._right.addWidget(self._trouble)
        self._card = Card(theme, gap=8, parent=self)
        self._state = Words(theme, "", "strong", name="clinic.batch.state", parent=self._card)
        self._bar = ProgressBar(theme, self._card)
        self._more = Words(theme, "", "small", name="clinic.batch.more", parent=self._card)
        for widget in (self._state, self._bar, self._more):
            self._card.column.addWidget(widget)
        self._right.addWidget(self._card)
        self._help = Card(theme, gap=6, parent=self)
        for number, line in enumerate(list_help()):
            role: Role = "small" if number else "strong"
            self._help.column.addWidget(Words(theme, line, role, parent=self._help))
        self._right.addWidget(self._help)
        self._print = Button(
            theme, _("Print the ticked ones"), "clinic.print", icon="printer", parent=self
        )
        self._print.clicked.connect(self._on_print)
        self._right.addWidget(self._print, 0, Qt.AlignmentFlag.AlignLeft)
        self._files = PrintList(theme, self._batch, self)
        self._right.addWidget(self._files)
        self._right.addStretch(1)

    # What is shown

    def refresh(self) -> None:
        """Bring everything in step with the work."""
        batch = self._batch
        is_idle = batch.phase == "idle"
        parts = (self._check, self._make, self._list, self._folder, self._jobs)
        for part in (*parts, *self._choosers.values()):
            part.setEnabled(is_idle)
        is_running = batch.phase in {"making", "printing"}
        had_focus = self._stop.hasFocus()
        self._stop.setEnabled(not batch.is_stopping)
        for button, is_shown in (
            (self._check, not is_running),
            (self._make, not is_running),
            (self._stop, is_running),
        ):
            button.setVisible(is_shown)
        if had_focus and not is_running:
            self._make.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.set_text(batch.list_path)
        self._folder.set_text(batch.folder)
        is_unsaved = self.office.is_changed
        saved = _("What is not saved yet is not printed: save the settings first.")
        self._unsaved.set_text(saved if is_unsaved else "")
        self._unsaved.setVisible(is_unsaved)
        self._show_state()
        if batch.error is not None:
            self._trouble.tell(batch.error)
        else:
            self._trouble.hide()
        has_files = bool(batch.files) and batch.phase in {"idle", "printing"}
        self._files.setVisible(has_files)
        self._files.setEnabled(is_idle)
        self._print.setVisible(has_files)
        self._print.setEnabled(is_idle and bool(batch.chosen))
        self._files.refresh()

    def _show_state(self) -> None:
        batch = self._batch
        words, share = batch.progress
        title, more = "", ""
        if batch.phase == "checking":
            title = _("Looking at the list")
        elif batch.phase != "idle":
            title = words or _("Getting ready")
            more = _("Finishing what is in hand") if batch.is_stopping else ""
        elif batch.ended is not None:
            title, more = ended_words(batch.ended)
        elif batch.checked is not None:
            title, more = checked_words(batch.checked)
        self._state.set_text(title)
        self._more.set_text(more)
        self._more.setVisible(bool(more))
        self._bar.set_share(share)
        self._bar.setVisible(batch.phase in {"making", "printing"})
        self._card.setVisible(bool(title))
        self._help.setVisible(not title and not batch.files)

    # What people do

    def _choose(self, key: str) -> None:
        endings = LISTS if key == "list" else ()
        card = FileCard(self.theme, self.office.workers, endings)
        title = _("Choose the list") if key == "list" else _("Choose a folder")
        popover = open_growing(self._choosers[key], card, self.theme, title, 560)
        card.chosen.connect(popover.close_popover)
        card.chosen.connect(self._on_list if key == "list" else self._on_folder)

    def _on_list(self, path: Path) -> None:
        self._batch.set_list(str(path))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_folder(self, path: Path) -> None:
        self._batch.set_folder(str(path))
        self._folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_jobs(self, jobs: int) -> None:
        self._batch.jobs = jobs

    def _on_make(self) -> None:
        self._batch.make()
        if self._batch.phase == "making":
            self._stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_print(self) -> None:
        panel = PrintPanel(self.theme)
        panel.asked.connect(self._on_asked)
        count = len(self._batch.chosen)
        title = ngettext("Print {n} handout", "Print {n} handouts", count).format(n=count)
        self._popover = open_growing(self._print, panel, self.theme, title, 440)
        self._popover.closed.connect(self._on_closed)
        self._panel = panel
        self.office.workers.run(
            printers, on_done=self._on_printers, on_error=self._on_printer_trouble
        )

    def _on_closed(self) -> None:
        self._panel = self._popover = None

    def _on_printers(self, found: list[Printer]) -> None:
        if self._panel is not None:
            self._panel.show_printers(found)

    def _on_printer_trouble(self, error: MissdeskError) -> None:
        if self._panel is not None:
            self._panel.show_trouble(error)

    def _on_asked(self, order: PrintOrder) -> None:
        if self._popover is not None:
            self._popover.close_popover()
        self._batch.print(order)
