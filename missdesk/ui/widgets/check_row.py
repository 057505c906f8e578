"""A box to tick with words that wrap; the whole row is the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.ui.theme.tokens import TARGET, Role
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.painting import pixmap_at, rounded, start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from missdesk.ui.theme.theme import Theme

BOX, GAP, CORNER = 32, 16, 8


class CheckRow(Control):
    """Words beside a box (`toggled`)."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        name: str,
        *,
        is_on: bool = False,
        role: Role = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, name, parent)
        self.setCheckable(True)
        self.setChecked(is_on)
        self._words = Words(theme, text, role, parent=self)
        self._words.setAccessibleName("")
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Return that words may need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words, at least the target's."""
        words = self._words.heightForWidth(max(1, width - self._lead()))
        return max(words + self.theme.px(6), self.theme.px(TARGET))

    def sizeHint(self) -> QSize:
        """Return box and words."""
        width = self._lead() + self._words.sizeHint().width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return box and longest word."""
        width = self._lead() + self._words.minimumSizeHint().width()
        return QSize(width, self.theme.px(TARGET))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the words beside the box."""
        room = max(1, self.width() - self._lead())
        high = self._words.heightForWidth(room)
        self._words.setGeometry(self._lead(), (self.height() - high) // 2, room, high)

    def hitButton(self, pos: QPoint) -> bool:
        """Take the whole row as target."""
        return self.rect().contains(pos)

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline of the box."""
        return self._box(), float(self.theme.px(CORNER))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box and its tick."""
        painter, theme, box = start(self), self.theme, self._box()
        radius = theme.px(CORNER)
        if self.isChecked():
            rounded(painter, box, radius, theme.color("primary"))
            tick = theme.icon("check", 24, "on_primary", self.devicePixelRatioF())
            wide = tick.deviceIndependentSize().width()
            pixmap_at(painter, tick, box.center().x() - wide / 2, box)
        else:
            fill = "tint" if self.isDown() else "hover" if self.underMouse() else "surface"
            rounded(painter, box, radius, theme.color(fill), theme.color("edge"))
        painter.end()

    def _lead(self) -> int:
        return self.theme.part_px(BOX) + self.theme.px(GAP)

    def _box(self) -> QRectF:
        side = self.theme.part_px(BOX)
        return QRectF(0, (self.height() - side) / 2, side, side)
