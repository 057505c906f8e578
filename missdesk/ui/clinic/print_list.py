"""Which handouts of a batch are printed: all, or those that are ticked; ten at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button, IconButton
from missdesk.ui.widgets.check_row import CheckRow
from missdesk.ui.widgets.discard import discard
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.clinic.batch_desk import BatchDesk
    from missdesk.ui.theme.theme import Theme

A_PAGE: Final = 10


class PrintList(QWidget):
    """Shows names of files, which are references or line numbers, never patients."""

    def __init__(self, theme: Theme, batch: BatchDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._batch, self._first = theme, batch, 0
        self._shown: tuple[str, ...] = ()
        self._rows: list[CheckRow] = []
        column = Column(theme, self, gap=8)
        self._title = Words(theme, "", "strong", name="clinic.print.count", parent=self)
        column.addWidget(self._title)
        bar = QWidget(self)
        flow = FlowLayout(theme, bar, gap=8)
        self._all = Button(theme, _("Tick all"), "clinic.print.all", height=44, parent=bar)
        self._none = Button(theme, _("Tick none"), "clinic.print.none", height=44, parent=bar)
        for button in (self._all, self._none):
            flow.addWidget(button)
        column.addWidget(bar)
        self._list = Column(theme, gap=0)
        column.addLayout(self._list)
        self._pager = QWidget(self)
        pager = Row(theme, self._pager, gap=8)
        self._back = IconButton(
            theme, _("Files before"), "clinic.print.back", "chevron-left", parent=self._pager
        )
        self._on = IconButton(
            theme, _("More files"), "clinic.print.on", "chevron-right", parent=self._pager
        )
        self._range = Words(theme, "", "body", is_one_line=True, parent=self._pager)
        for part in (self._back, self._range, self._on):
            pager.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        pager.addStretch(1)
        column.addWidget(self._pager)
        self._all.clicked.connect(self._on_all)
        self._none.clicked.connect(self._on_none)
        self._back.clicked.connect(self._on_back)
        self._on.clicked.connect(self._on_more)
        self.refresh()

    def refresh(self) -> None:
        """Bring rows and words in step with the batch."""
        files, chosen = self._batch.files, self._batch.chosen
        self._first = min(self._first, max(0, (len(files) - 1) // A_PAGE * A_PAGE))
        page = files[self._first : self._first + A_PAGE]
        if page != self._shown:
            self._make_rows(page)
        for row, name in zip(self._rows, page, strict=True):
            row.blockSignals(True)
            row.setChecked(name not in self._batch.unchosen)
            row.blockSignals(False)
            row.update()
        words = _("{n} of {total} ticked").format(n=len(chosen), total=len(files))
        self._title.set_text(words)
        self._all.setEnabled(len(chosen) < len(files))
        self._none.setEnabled(bool(chosen))
        self._pager.setVisible(len(files) > A_PAGE)
        self._back.setEnabled(self._first > 0)
        self._on.setEnabled(self._first + A_PAGE < len(files))
        last = self._first + len(page)
        span = _("{first} to {last} of {total}")
        self._range.set_text(span.format(first=self._first + 1, last=last, total=len(files)))

    def _make_rows(self, names: tuple[str, ...]) -> None:
        for row in self._rows:
            discard(self._list, row)
        self._rows, self._shown = [], names
        for number, name in enumerate(names):
            row = CheckRow(self._theme, name, f"clinic.print.file-{number}", parent=self)
            row.toggled.connect(self._on_toggled)
            self._list.addWidget(row)
            self._rows.append(row)
            row.show()

    def _on_toggled(self, is_on: bool) -> None:
        row = self.sender()
        at = next(i for i, one in enumerate(self._rows) if one is row)
        self._batch.choose((self._shown[at],), is_on=is_on)

    def _on_all(self) -> None:
        self._batch.choose(self._batch.files, is_on=True)

    def _on_none(self) -> None:
        self._batch.choose(self._batch.files, is_on=False)

    def _on_back(self) -> None:
        self._first = max(0, self._first - A_PAGE)
        self.refresh()

    def _on_more(self) -> None:
        self._first += A_PAGE
        self.refresh()
