"""Rows of which one is chosen, inside a card that has other controls too."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.list_row import ListRow
from missdesk.ui.widgets.painting import LINE, rounded, start, words_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter, QPaintEvent

    from missdesk.ui.theme.theme import Theme

DOT, INNER, GAP, PAD = 26, 12, 12, 10


class Pick(NamedTuple):
    """One row: key, words, and a second smaller line (may be empty)."""

    key: str
    words: str
    note: str = ""


class PickList(QWidget):
    """Rows under each other; arrow keys move the choice.

    Signals:
        chosen: Key a person chose.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._column = Column(theme, self, gap=2)
        self._rows: list[PickRow] = []

    @property
    def value(self) -> str | None:
        """Return the key chosen now."""
        return next((row.key for row in self._rows if row.isChecked()), None)

    def set_picks(self, picks: Sequence[Pick], value: str | None) -> None:
        """Show rows, one of them chosen."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [PickRow(self._theme, pick, self.objectName(), self) for pick in picks]
        for row in self._rows:
            row.setChecked(row.key == value)
            row.clicked.connect(self._on_clicked)
            row.stepped.connect(self._on_stepped)
            self._column.addWidget(row)
            row.show()

    def _on_clicked(self) -> None:
        row = self.sender()
        assert isinstance(row, PickRow)
        for other in self._rows:
            other.setChecked(other is row)
        self.chosen.emit(row.key)

    def _on_stepped(self, step: int) -> None:
        row = self.sender()
        assert isinstance(row, PickRow)
        at = self._rows.index(row) + step
        if 0 <= at < len(self._rows):
            self._rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._rows[at].click()


class PickRow(ListRow):
    """A round box, words, and a second line."""

    def __init__(self, theme: Theme, pick: Pick, name: str, parent: QWidget) -> None:
        super().__init__(theme, pick.words, f"{name}.{pick.key}", parent)
        self.key, self._note = pick.key, pick.note
        self.setCheckable(True)
        self.setAccessibleDescription(pick.note)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return box and words."""
        lines = [(self.words, "body"), (self._note, "note")]
        wide = max(
            QFontMetricsF(self.theme.type(role)).horizontalAdvance(text)  # type: ignore[arg-type]  # roles
            for text, role in lines
        )
        high = self.theme.line("body") + (self.theme.line("note") if self._note else 0)
        least = high + self.theme.px(14)
        return self.least(ceil(wide) + self.theme.px(DOT + GAP + 2 * PAD), least)

    def minimumSizeHint(self) -> QSize:
        """Return a narrow row; long names are shortened."""
        return QSize(self.theme.px(TARGET), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, round box and words."""
        painter, theme, box = start(self), self.theme, QRectF(self.rect())
        fill = "tint" if self.isChecked() or self.isDown() else "hover" if self.underMouse() else ""
        if fill:
            rounded(painter, box, theme.radius("field"), theme.color(fill))
        center = QPointF(theme.px(PAD) + theme.px(DOT) / 2, box.center().y())
        painter.setPen(QPen(theme.color("primary" if self.isChecked() else "edge"), LINE))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(center, theme.px(DOT) / 2 - 1, theme.px(DOT) / 2 - 1)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary"))
            painter.drawEllipse(center, theme.px(INNER) / 2, theme.px(INNER) / 2)
        self._paint_words(painter, box)
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        theme = self.theme
        left = theme.px(PAD + DOT + GAP)
        room = box.width() - left - theme.px(PAD)
        first = theme.line("body")
        whole = first + (theme.line("note") if self._note else 0)
        top = box.center().y() - whole / 2
        lines = [(self.words, "strong" if self.isChecked() else "body", "ink", top, first)]
        if self._note:
            lines.append((self._note, "note", "ink2", top + first, theme.line("note")))
        for text, role, token, y, high in lines:
            painter.setFont(theme.type(role))  # type: ignore[arg-type]  # roles
            painter.setPen(theme.color(token))
            metrics = QFontMetricsF(painter.font())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
            words_at(painter, left, QRectF(0, y, box.width(), high), shown)
