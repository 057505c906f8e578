"""The frame of the window: rail, bar, sheet and foot line, and where the start page goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from missdesk.ui.rail import Rail
from missdesk.ui.sheet import Sheet
from missdesk.ui.theme.tokens import SHEET_PAD_X
from missdesk.ui.top_bar import TopBar
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.ui.theme.theme import Theme

SIDE, FOOT, START_SIDE, BAR_LEFT = 12, 26, 32, 8


class Shell(QWidget):
    """Holds the parts; knows nothing of the visit."""

    def __init__(self, theme: Theme, foot: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bar = TopBar(theme, self)
        self.sheet = Sheet(theme, self)
        self.rail: Rail | None = None
        self._start: QWidget | None = None
        self._foot = Words(theme, foot, "note", token="ink2", name="foot-line", parent=self)  # noqa: S106
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.sheet)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._bar_row = QHBoxLayout()
        self._bar_row.addWidget(self.bar)
        self._body = QHBoxLayout()
        self._body.addWidget(self._stack)
        self._foot_row = QHBoxLayout()
        self._foot_row.addWidget(self._foot, 1, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(self._bar_row)
        column.addLayout(self._body, 1)
        column.addLayout(self._foot_row)
        self._row.addLayout(column, 1)
        theme.resized.connect(self._arrange)
        self._arrange()

    def set_foot(self, words: str) -> None:
        """Say who reviewed what is shown, and whether that is due again."""
        self._foot.set_text(words)

    @property
    def start_page(self) -> QWidget | None:
        """Return the start page; None while a topic is shown."""
        return self._start

    @property
    def is_start_shown(self) -> bool:
        """Return whether the start page is in front."""
        return self._start is not None and self._stack.currentWidget() is self._start

    def set_steps(self, steps: Sequence[tuple[str, str]]) -> Rail:
        """Make the rail anew and return it."""
        if self.rail is not None:
            self.rail.hide()
            self.rail.deleteLater()
        self.rail = Rail(self._theme, steps, self)
        self._row.insertWidget(0, self.rail)
        self._arrange()
        return self.rail

    def show_start(self, page: QWidget) -> None:
        """Put a start page in front; the one before is deleted."""
        self._drop_start()
        self._start = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.bar.show_start()
        self._arrange()

    def show_sheet(self) -> None:
        """Put the sheet in front."""
        self._stack.setCurrentWidget(self.sheet)
        self._drop_start()
        self._arrange()

    def _drop_start(self) -> None:
        if self._start is not None:
            self._stack.removeWidget(self._start)
            self._start.hide()
            self._start.deleteLater()
            self._start = None

    def _arrange(self) -> None:
        px, folded = self._theme.px, self._theme.is_folded
        has_rail = not folded and not self.is_start_shown
        if self.rail is not None:
            self.rail.setVisible(has_rail)
        self.bar.set_folded(folded)
        side = px(SIDE)
        if self.is_start_shown:
            self._bar_row.setContentsMargins(px(START_SIDE), 0, px(START_SIDE) - side, 0)
            self._body.setContentsMargins(0, 0, 0, 0)
            foot_left = px(START_SIDE)
        else:
            self._bar_row.setContentsMargins(px(BAR_LEFT) if has_rail else side, 0, side, 0)
            self._body.setContentsMargins(0 if has_rail else side, 0, side, 0)
            foot_left = px(SHEET_PAD_X) + (0 if has_rail else side)
        self._foot_row.setContentsMargins(foot_left, 0, side, 0)
        self._foot.setFixedHeight(max(px(FOOT), self._theme.line("note") + px(4)))
