"""Rows to choose one from, in a popover."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.painting import pixmap_at, rounded, start, words_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.ui.theme.theme import Theme

ICON, GAP, PAD, SHORTEST = 22, 12, 12, 120


class ChoiceRow(Control):
    """One row: an icon or a tick, and words."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        name: str,
        *,
        icon: str = "",
        is_chosen: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, name, parent)
        self._icon, self._is_chosen = icon, is_chosen
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return icon, words and padding."""
        words = QFontMetricsF(self.theme.type("strong")).horizontalAdvance(self.words)
        width = ceil(words) + self._lead() + self.theme.px(PAD)
        return self.least(width + 1, self.theme.control_px(TARGET + 4))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow row; long names are shortened in their middle."""
        return QSize(self._lead() + self.theme.text_px(SHORTEST), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon and words."""
        painter, theme, box = start(self), self.theme, QRectF(self.rect())
        fill = "tint" if self._is_chosen or self.isDown() else "hover" if self._is_lit() else ""
        if fill and self.isEnabled():
            line = theme.color("primary") if self._is_chosen and theme.is_contrast else None
            rounded(painter, box, theme.radius("field"), theme.color(fill), line)
        ink = "primary" if self._is_chosen else "ink" if self.isEnabled() else "disabled"
        icon = self._icon or ("check" if self._is_chosen else "")
        if icon:
            pixmap = theme.icon(icon, ICON, ink, self.devicePixelRatioF())
            pixmap_at(painter, pixmap, theme.px(PAD), box)
        painter.setFont(theme.type("strong" if self._is_chosen else "body"))
        painter.setPen(theme.color(ink))
        # The end of a file's name tells what it is.
        room, middle = self.width() - self._lead() - theme.px(PAD), Qt.TextElideMode.ElideMiddle
        words = QFontMetricsF(painter.font()).elidedText(self.words, middle, room + 1)
        words_at(painter, self._lead(), box, words)
        painter.end()

    def _lead(self) -> int:
        return self.theme.px(PAD + GAP) + self.theme.part_px(ICON)

    def _is_lit(self) -> bool:
        return self.underMouse() or self.hasFocus()


class ChoiceList(QWidget):
    """Rows under each other; arrow keys move, Enter chooses.

    Signals:
        chosen: Key of the row a person chose.
    """

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[tuple[str, str]],
        value: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        column = Column(theme, self, gap=4)
        self._rows: dict[str, ChoiceRow] = {}
        for key, words in choices:
            row = ChoiceRow(theme, words, f"{name}.{key}", is_chosen=key == value, parent=self)
            row.clicked.connect(self._on_clicked)
            column.addWidget(row)
            self._rows[key] = row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move up and down."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        rows = list(self._rows.values())
        now = next((i for i, row in enumerate(rows) if row.hasFocus()), None)
        if step is None or now is None:
            super().keyPressEvent(event)
        else:
            rows[(now + step) % len(rows)].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self) -> None:
        sender = self.sender()
        key = next(k for k, row in self._rows.items() if row is sender)
        self.chosen.emit(key)
