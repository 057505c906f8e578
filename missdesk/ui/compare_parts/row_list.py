"""The outcomes as a list beside the people: arrow keys go up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import ngettext
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.discard import discard
from missdesk.ui.widgets.list_row import ListRow
from missdesk.ui.widgets.painting import rounded, start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from missdesk.ui.compare_parts.facts import RowFacts
    from missdesk.ui.theme.theme import Theme

HIGH, PAD = 62, 16


class RowItem(ListRow):
    """One outcome: title and time window; the chosen one has a bar at its left."""

    def __init__(self, theme: Theme, row: RowFacts, parent: QWidget | None = None) -> None:
        """Make an item for a row."""
        super().__init__(theme, f"{row.title}. {row.when}", f"list.{row.row.id}", parent)
        self.row_id = str(row.row.id)
        self.is_first = row.row.is_first
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self._title = Words(theme, row.title, "strong", parent=self)
        self._when = Words(theme, row.when, "note", token="ink2", parent=self)  # noqa: S106
        for words in (self._title, self._when):
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.setAccessibleName("")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Return that words may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of both texts."""
        room = max(1, width - 2 * self.theme.px(PAD))
        words = self._title.heightForWidth(room) + self._when.heightForWidth(room)
        return max(self.theme.px(HIGH), words + self.theme.px(12))

    def sizeHint(self) -> QSize:
        """Return a narrow size; the list is made wider by its place."""
        width = max(self.width(), self.theme.text_px(200))
        return QSize(self.theme.text_px(200), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return little: the height follows from the width."""
        return QSize(self.theme.text_px(200), self.theme.px(HIGH))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put the two texts under each other."""
        pad = self.theme.px(PAD)
        room = max(1, self.width() - 2 * pad)
        first = self._title.heightForWidth(room)
        second = self._when.heightForWidth(room)
        top = (self.height() - first - second) // 2
        self._title.setGeometry(pad, top, room, first)
        self._when.setGeometry(pad, top + first, room, second)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, and the bar of the chosen one."""
        painter, theme = start(self), self.theme
        box = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        is_on = self.isChecked()
        ground = "tint" if is_on or self.isDown() else "hover" if self.underMouse() else ""
        if ground:
            line = theme.color("primary") if is_on and theme.is_contrast else None
            rounded(painter, box, theme.radius("field"), theme.color(ground), line)
        if is_on:
            bar = QRectF(0, box.center().y() - theme.px(13), theme.px(4), theme.px(26))
            rounded(painter, bar, theme.px(2), theme.color("primary"))
        painter.end()


class RowList(QWidget):
    """Chooses the outcome to look at.

    Signals:
        chosen: Row id a person chose.
        all_wanted: The rest of the rows is wanted.
    """

    chosen = Signal(str)
    all_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("compare.list")
        self._items: list[RowItem] = []
        column = Column(theme, self, gap=0)
        self._body = Column(theme, gap=0)
        column.addLayout(self._body)
        self._more = Button(
            theme, "", "compare.list-all", kind="quiet", icon="plus", height=TARGET, parent=self
        )
        self._more.clicked.connect(self.all_wanted)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    @property
    def items(self) -> tuple[RowItem, ...]:
        """Return the items in order."""
        return tuple(self._items)

    def show_rows(self, rows: Sequence[RowFacts], chosen: str, *, shows_all: bool) -> None:
        """Show the rows; the chosen one is always among them."""
        if [item.row_id for item in self._items] != [str(row.row.id) for row in rows]:
            self._make(rows)
        hidden = 0
        for item in self._items:
            item.setChecked(item.row_id == chosen)
            is_shown = shows_all or item.is_first or item.row_id == chosen
            item.setVisible(is_shown)
            hidden += not is_shown
        self._more.setText(ngettext("Show {n} more", "Show {n} more", hidden).format(n=hidden))
        self._more.setVisible(hidden > 0)

    def _make(self, rows: Sequence[RowFacts]) -> None:
        for old in self._items:
            discard(self._body, old)
        self._items = []
        for row in rows:
            item = RowItem(self._theme, row, self)
            item.clicked.connect(self._on_clicked)
            item.stepped.connect(self._on_stepped)
            self._body.addWidget(item)
            self._items.append(item)

    def _on_clicked(self) -> None:
        item = self.sender()
        assert isinstance(item, RowItem)
        item.setChecked(True)
        self.chosen.emit(item.row_id)

    def _on_stepped(self, step: int) -> None:
        seen = [item for item in self._items if item.isVisibleTo(self)]
        sender = self.sender()
        assert isinstance(sender, RowItem)
        at = seen.index(sender) + step
        if 0 <= at < len(seen):
            seen[at].setFocus(Qt.FocusReason.OtherFocusReason)
            seen[at].click()
