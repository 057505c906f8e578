"""A box to tick with words that wrap; the whole row is the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from missdesk.ui.widgets.painting import pixmap_at, rounded, start
from missdesk.ui.widgets.switch_row import SwitchRow

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

BOX, CORNER = 32, 8


class CheckRow(SwitchRow):
    """Words behind a box (`toggled`)."""

    MARK = (BOX, BOX)

    def words_left(self) -> int:
        """Return the place behind the box."""
        return self._beside()

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

    def _box(self) -> QRectF:
        side = self.theme.part_px(BOX)
        return QRectF(0, (self.height() - side) / 2, side, side)
