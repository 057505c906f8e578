"""The sections of the Clinic page: a list at the left, or rows of buttons on a narrow page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from missdesk.ui.theme.tokens import CONTROL
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.control import enter_at_chosen
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.list_row import ListRow
from missdesk.ui.widgets.painting import pixmap_at, rounded, start, words_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from missdesk.ui.theme.theme import Theme

ICON, GAP, PAD = 22, 12, 14


class Nav(QWidget):
    """One section is open; arrow keys go from row to row.

    Signals:
        chosen: Key of the section a person opened.
    """

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        sections: Sequence[tuple[str, str, str]],
        value: str,
        parent: QWidget | None = None,
    ) -> None:
        """Make a row for each key, words and icon."""
        super().__init__(parent)
        self.setObjectName("clinic.sections")
        layout = FlowLayout(theme, self, gap=8) if theme.is_folded else Column(theme, self, gap=6)
        self._group = QButtonGroup(self)
        self._rows: list[_NavRow] = []
        for key, words, icon in sections:
            row = _NavRow(theme, words, key, icon, self)
            row.clicked.connect(self._on_clicked)
            row.stepped.connect(self._on_stepped)
            self._group.addButton(row)
            layout.addWidget(row)
            self._rows.append(row)
        self.set_value(value)

    def set_value(self, key: str) -> None:
        """Mark the open section without telling."""
        for row in self._rows:
            row.setChecked(row.key == key)
        enter_at_chosen(self._group)

    def _on_clicked(self) -> None:
        row = self.sender()
        assert isinstance(row, _NavRow)
        self.chosen.emit(row.key)

    def _on_stepped(self, step: int) -> None:
        row = self.sender()
        assert isinstance(row, _NavRow)
        at = self._rows.index(row) + step
        if 0 <= at < len(self._rows):
            self._rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._rows[at].click()


class _NavRow(ListRow):
    """Icon and words; the open one stands on white."""

    def __init__(self, theme: Theme, words: str, key: str, icon: str, parent: QWidget) -> None:
        super().__init__(theme, words, f"clinic.section.{key}", parent)
        self.key, self._icon = key, icon
        self.setCheckable(True)
        wide = QSizePolicy.Policy.Fixed if theme.is_folded else QSizePolicy.Policy.Expanding
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return icon, words and padding."""
        words = QFontMetricsF(self.theme.type("strong")).horizontalAdvance(self.words)
        width = words + self.theme.px(2 * PAD + GAP) + self.theme.part_px(ICON) + 2
        return self.least(width, self.theme.control_px(CONTROL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon and words."""
        painter, theme, box = start(self), self.theme, QRectF(self.rect())
        is_on = self.isChecked()
        radius = theme.radius("field")
        if is_on:
            line = theme.color("primary")
            rounded(painter, box, radius, theme.color("surface"), line, 1.75)
        elif self.isDown() or self.underMouse():
            rounded(painter, box, radius, theme.color("tint" if self.isDown() else "hover"))
        ink = "primary" if is_on else "ink"
        icon = theme.icon(self._icon, ICON, ink, self.devicePixelRatioF())
        pixmap_at(painter, icon, theme.px(PAD), box)
        painter.setFont(theme.type("strong" if is_on else "body"))
        painter.setPen(theme.color(ink))
        words_at(painter, theme.px(PAD + GAP) + theme.part_px(ICON), box, self.words)
        painter.end()
