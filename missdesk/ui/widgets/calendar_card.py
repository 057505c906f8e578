"""A month to choose a day from, by press or by key."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button, IconButton
from missdesk.ui.widgets.dates import field_date, month_and_year, weekday_names
from missdesk.ui.widgets.keys import keeps
from missdesk.ui.widgets.painting import centered_words, start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

CELL, WEEKS = 46, 6
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
DAYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class MonthGrid(QWidget):
    """Six weeks of days, Monday first.

    Signals:
        chosen: The `date` a person chose.
        moved: The `date` the keys are at now; its month is the one shown.
    """

    ACCESSIBLE_ROLE = QAccessible.Role.SpinBox
    """The arrow keys change its one value, the day in its name."""

    chosen = Signal(object)
    moved = Signal(object)

    def __init__(self, theme: Theme, name: str, at: date, value: date | None, today: date) -> None:
        super().__init__()
        self._theme, self._at, self._value, self._today = theme, at, value, today
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hovered: date | None = None
        self._say()
        theme.resized.connect(self._on_theme)

    def _on_theme(self) -> None:
        self.updateGeometry()

    @property
    def at(self) -> date:
        """Return the day the keys are at."""
        return self._at

    def go(self, day: date) -> None:
        """Go to a day, within the years that can be shown."""
        self._at = min(max(day, FIRST), LAST)
        self._say()
        self.moved.emit(self._at)
        self.update()

    def sizeHint(self) -> QSize:
        """Return seven columns, the names of the days and six weeks."""
        return QSize(7 * self._cell(), (WEEKS + 1) * self._cell() - self._cell() // 4)

    def minimumSizeHint(self) -> QSize:
        """Return the whole grid."""
        return self.sizeHint()

    def box_of(self, day: date) -> QRectF:
        """Return the cell of a day in the month shown (or its neighbors)."""
        offset = (day - self._first()).days
        wide, cell = self.width() / 7, self._cell()
        top = cell * 0.75 + (offset // 7) * cell
        return QRectF((offset % 7) * wide, top, wide, cell)

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline of the day the keys are at."""
        box = _circle(self.box_of(self._at))
        return box, box.height() / 2

    def event(self, event: QEvent) -> bool:
        """Keep the page keys from the window, which goes through the steps by them."""
        return keeps(event, MONTHS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by day, week and month; Enter chooses."""
        key = Qt.Key(event.key())
        if key in DAYS:
            self.go(self._at + timedelta(days=DAYS[key]))
        elif key in MONTHS:
            self.go(month_on(self._at, MONTHS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._at)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the day under the pointer."""
        self._hovered = self._day_at(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wait for the release."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the pointer."""
        day = self._day_at(event)
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = day
            self.chosen.emit(day)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw names and days."""
        painter, theme = start(self), self._theme
        wide = self.width() / 7
        painter.setFont(theme.font(16, 500))
        painter.setPen(theme.color("ink2"))
        for index, name in enumerate(weekday_names()):
            centered_words(painter, QRectF(index * wide, 0, wide, self._cell() * 0.7), name)
        for offset in range(7 * WEEKS):
            day = self._first() + timedelta(days=offset)
            if day.month == self._at.month:
                self._paint_day(painter, day)
        painter.end()

    def _paint_day(self, painter: QPainter, day: date) -> None:
        theme, circle = self._theme, _circle(self.box_of(day))
        ink = "ink"
        painter.setPen(Qt.PenStyle.NoPen)
        if day == self._value:
            painter.setBrush(theme.color("primary"))
            painter.drawEllipse(circle)
            ink = "on_primary"
        elif day == self._hovered:
            painter.setBrush(theme.color("hover"))
            painter.drawEllipse(circle)
        if day == self._today and day != self._value:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("edge"), 1.5))
            painter.drawEllipse(circle)
        painter.setFont(theme.font(18, 600 if day in (self._value, self._today) else 400))
        painter.setPen(theme.color(ink))
        centered_words(painter, self.box_of(day), str(day.day))

    def _first(self) -> date:
        """Return the Monday in the grid's first cell."""
        first = self._at.replace(day=1)
        return first - timedelta(days=first.weekday())

    def _day_at(self, event: QMouseEvent) -> date | None:
        month_days = monthrange(self._at.year, self._at.month)[1]
        days = (self._at.replace(day=n) for n in range(1, month_days + 1))
        return next((d for d in days if self.box_of(d).contains(event.position())), None)

    def _cell(self) -> int:
        return max(self._theme.px(CELL), self._theme.line("body") + self._theme.px(8))

    def _say(self) -> None:
        self.setAccessibleName(field_date(self._at))


class CalendarCard(QWidget):
    """Month, its days, and the way to have no date.

    Signals:
        chosen: A `date`, or None for no date.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, value: date | None, today: date) -> None:
        super().__init__()
        self.grid = MonthGrid(theme, f"{name}.grid", value or today, value, today)
        self._title = Words(theme, "", "strong", align="center", parent=self)
        column = Column(theme, self, gap=8)
        row = Row(theme, gap=4)
        back = IconButton(theme, _("Month before"), f"{name}.back", "chevron-left", parent=self)
        on = IconButton(theme, _("Month after"), f"{name}.on", "chevron-right", parent=self)
        back.clicked.connect(self._on_back)
        on.clicked.connect(self._on_on)
        row.addWidget(back)
        row.addWidget(self._title, 1)
        row.addWidget(on)
        column.addLayout(row)
        column.addWidget(self.grid)
        if value is not None:
            none = Button(theme, _("No date yet"), f"{name}.none", kind="quiet", parent=self)
            none.clicked.connect(self._on_none)
            column.addWidget(none, 0, Qt.AlignmentFlag.AlignHCenter)
        self.grid.chosen.connect(self.chosen)
        self.grid.moved.connect(self._on_moved)
        self._on_moved(self.grid.at)

    def _on_back(self) -> None:
        self.grid.go(month_on(self.grid.at, -1))

    def _on_on(self) -> None:
        self.grid.go(month_on(self.grid.at, 1))

    def _on_none(self) -> None:
        self.chosen.emit(None)

    def _on_moved(self, day: date) -> None:
        self._title.set_text(month_and_year(day))


def month_on(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    year = min(max(year, FIRST.year), LAST.year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _circle(cell: QRectF) -> QRectF:
    side = min(cell.width(), cell.height()) - 4
    center = cell.center()
    return QRectF(center.x() - side / 2, center.y() - side / 2, side, side)
