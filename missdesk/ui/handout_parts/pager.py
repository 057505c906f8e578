"""Turn the pages of the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.widgets.boxes import Row
from missdesk.ui.widgets.button import IconButton
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.handout_parts.render import Spread
    from missdesk.ui.theme.theme import Theme


class Pager(QWidget):
    """Says which pages are in view.

    Signals:
        turned: 1 for the next pages, -1 for the previous ones.
    """

    turned = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = Row(theme, self, gap=8)
        self._back = IconButton(
            theme, _("Previous pages"), "handout.previous", "chevron-left", parent=self
        )
        self._on = IconButton(theme, _("Next pages"), "handout.next", "chevron-right", parent=self)
        self._words = Words(theme, "", "body", name="handout.pager", parent=self)
        self._back.clicked.connect(self._on_back)
        self._on.clicked.connect(self._on_next)
        for part in (self._back, self._words, self._on):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        # Not fixed: in a language of longer words it needs two lines.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.forget()

    @property
    def text(self) -> str:
        """Return what it says."""
        return self._words.text

    def show_spread(self, spread: Spread) -> None:
        """Say which pages are in view, and offer those before and after."""
        first, last = spread.first + 1, spread.first + len(spread.images)
        self._words.set_text(_words(first, last, spread.total))
        self._show_parts(True)
        self._back.setEnabled(first > 1)
        self._on.setEnabled(last < spread.total)

    def forget(self) -> None:
        """Say nothing while there are no pages."""
        self._words.set_text("")
        self._show_parts(False)

    def _show_parts(self, are_shown: bool) -> None:
        for part in (self._back, self._words, self._on):
            part.setVisible(are_shown)

    def _on_back(self) -> None:
        self.turned.emit(-1)

    def _on_next(self) -> None:
        self.turned.emit(1)


def _words(first: int, last: int, total: int) -> str:
    if first == last:
        return _("Page {page} of {total}").format(page=first, total=total)
    return _("Pages {first} and {last} of {total}").format(first=first, last=last, total=total)
