"""The key under the weeks: each option's mark and name; no operation has no bars, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.ui.widgets.boxes import Row
from missdesk.ui.widgets.discard import discard
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.option_heading import OptionMark
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.model.topic import Option
    from missdesk.ui.theme.theme import Theme

MARK = 28


class Legend(QWidget):
    """Marks and names in the order of the visit."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty key."""
        super().__init__(parent)
        self._theme = theme
        self._shown: list[tuple[Option, str]] = []
        self._items: list[QWidget] = []
        self._flow = FlowLayout(theme, self, gap=20)

    def show_options(self, options: Sequence[tuple[Option, str]]) -> None:
        """Show these options with their names."""
        if list(options) == self._shown:
            return
        self._shown = list(options)
        for old in self._items:
            discard(self._flow, old)
        self._items = [self._item(option, name) for option, name in options]

    def _item(self, option: Option, name: str) -> QWidget:
        item = QWidget(self)
        row = Row(self._theme, item, gap=8)
        mark = OptionMark(self._theme, option.look, MARK, item)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        words = name if option.recovers else _("{option}: no bars").format(option=name)
        row.addWidget(Words(self._theme, words, "small", is_one_line=True, parent=item))
        self._flow.addWidget(item)
        item.show()
        return item
