"""What the Print button opens: printer, copies, sides, color."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.printers import MOST_COPIES, Printer
from missdesk.ui.handout_parts.pick_list import Pick, PickList
from missdesk.ui.handout_parts.trouble import Trouble
from missdesk.ui.theme.tokens import MAIN_ACTION
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button, IconButton
from missdesk.ui.widgets.segmented import Segmented
from missdesk.ui.widgets.toggle import Toggle
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.errors import MissdeskError
    from missdesk.ui.theme.theme import Theme


class PrintOrder(NamedTuple):
    """How to print; the same words as `printers.send`."""

    printer: str
    copies: int
    two_sided: bool
    color: bool


class PrintPanel(QWidget):
    """Shows the printers once they are known.

    Signals:
        asked: A PrintOrder; the panel waits until it is closed or told of trouble.
        stopped: What was asked for shall not be printed after all.
        grown: It needs another height.
    """

    asked = Signal(object)
    stopped = Signal()
    grown = Signal()

    def __init__(self, theme: Theme, order: PrintOrder | None = None) -> None:
        """Make it; `order` is what was asked for before in this visit."""
        super().__init__()
        self._theme = theme
        self._wanted = order.printer if order else ""
        self._copies = order.copies if order else 1
        self.setObjectName("print")
        column = Column(theme, self, gap=12)
        self._looking = Words(theme, _("Looking for printers"), token="ink2", parent=self)  # noqa: S106
        self._list = PickList(theme, "print.printer", _("Printer"), self)
        column.addWidget(self._looking)
        column.addWidget(self._list)
        self._list.hide()
        column.addLayout(self._copies_row())
        self._sides = Toggle(
            theme,
            _("On both sides of the paper"),
            "print.two-sided",
            is_on=order.two_sided if order else True,
            parent=self,
        )
        column.addWidget(self._sides)
        inks = [("color", _("Color")), ("grey", _("Grey"))]
        ink = "color" if order is None or order.color else "grey"
        self._ink = Segmented(
            theme, "print.ink", _("Color or grey"), inks, value=ink, is_wide=True, parent=self
        )
        column.addWidget(self._ink)
        self._state = Words(theme, "", "body", name="print.state", parent=self)
        self._state.hide()
        column.addWidget(self._state)
        self._trouble = Trouble(theme, "print.trouble", self)
        column.addWidget(self._trouble)
        row = Row(theme, gap=12)
        row.addStretch(1)
        self._stop = Button(
            theme, _("Cancel printing"), "print.stop", height=MAIN_ACTION, parent=self
        )
        self._stop.clicked.connect(self.stopped)
        self._stop.hide()
        row.addWidget(self._stop)
        self._print = Button(
            theme,
            _("Print"),
            "print.go",
            kind="primary",
            icon="printer",
            height=MAIN_ACTION,
            parent=self,
        )
        self._print.setEnabled(False)
        self._print.clicked.connect(self._on_print)
        row.addWidget(self._print)
        column.addLayout(row)

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 0)

    def show_printers(self, found: Sequence[Printer]) -> None:
        """Offer printers, the default one first."""
        self._looking.hide()
        self.grown.emit()
        names = [p.name for p in found]
        if not found:
            self._trouble.say(
                _("This computer has no printer."),
                _("Add one in the system settings, or save the PDF."),
            )
            return
        ready = next((p.name for p in found if p.is_ready), names[0])
        value = self._wanted if self._wanted in names else ready
        picks = [Pick(p.name, _printer_words(p.name), _note(p)) for p in found]
        self._list.set_picks(picks, value)
        self._trouble.hide()
        self._list.show()
        self._print.setEnabled(True)
        self._print.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_waiting(self, trouble: str) -> None:
        """Say that the printer has the handout, or what keeps it from printing."""
        self._say(_("The printer is working."))
        if trouble:
            self._trouble.say(
                _("The printer says: {trouble}").format(trouble=trouble),
                _("Mend it, and the handout is printed; or cancel and choose another printer."),
            )
        else:
            self._trouble.hide()
        self.grown.emit()

    def _say(self, words: str) -> None:
        """Show how far printing is, with the way out; empty words = nothing is being printed."""
        is_new = bool(words) and not self._state.text
        self._state.set_text(words)
        self._state.setVisible(bool(words))
        self._stop.setVisible(bool(words))
        self._stop.setEnabled(True)
        self._print.setVisible(not words)
        if is_new:
            self._stop.setFocus(Qt.FocusReason.OtherFocusReason)  # in large text it lies below

    def show_trouble(self, error: MissdeskError) -> None:
        """Say why it did not work; everything chosen stays."""
        self._looking.hide()
        self._say("")
        self._trouble.tell(error)
        self.grown.emit()
        self._print.setEnabled(self._list.value is not None)

    def _copies_row(self) -> Row:
        theme = self._theme
        row = Row(theme, gap=8)
        row.addWidget(Words(theme, _("Copies"), parent=self), 1, Qt.AlignmentFlag.AlignVCenter)
        self._fewer = IconButton(theme, _("Fewer copies"), "print.fewer", "minus", parent=self)
        self._more = IconButton(theme, _("More copies"), "print.more", "plus", parent=self)
        self._number = Words(
            theme, "", "strong", align="center", is_one_line=True, name="print.copies", parent=self
        )
        self._number.setFixedWidth(theme.text_px(40))
        self._fewer.clicked.connect(self._on_fewer)
        self._more.clicked.connect(self._on_more)
        for part in (self._fewer, self._number, self._more):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._show_copies()
        return row

    def _on_fewer(self) -> None:
        self._copies = max(1, self._copies - 1)
        self._show_copies()

    def _on_more(self) -> None:
        self._copies = min(MOST_COPIES, self._copies + 1)
        self._show_copies()

    def _show_copies(self) -> None:
        self._number.set_text(str(self._copies))
        self._number.setAccessibleName(_("Copies: {n}").format(n=self._copies))
        self._fewer.setEnabled(self._copies > 1)
        self._more.setEnabled(self._copies < MOST_COPIES)

    def _on_print(self) -> None:
        printer = self._list.value
        if printer is None:
            return
        self._trouble.hide()
        self._say(_("The handout goes to the printer."))
        self.grown.emit()
        is_color = self._ink.value == "color"
        self.asked.emit(PrintOrder(printer, self._copies, self._sides.isChecked(), is_color))


def _printer_words(name: str) -> str:
    """Return a printer's name as people say it; CUPS writes spaces as "_"."""
    return name.replace("_", " ")


def _note(printer: Printer) -> str:
    if not printer.is_ready:
        reason = printer.reason or _("no reason given")
        return _("Stopped: {reason}").format(reason=reason)
    return _("The usual one") if printer.is_default else ""
