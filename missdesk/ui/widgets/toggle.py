"""An on and off switch at the end of a row of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QVariantAnimation

from missdesk.ui.theme.tokens import CHIP_MS, Role
from missdesk.ui.widgets.painting import mix, pixmap_at, rounded, start
from missdesk.ui.widgets.switch_row import SwitchRow

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.theme.theme import Theme

WIDE, HIGH, KNOB = 60, 36, 28


class Toggle(SwitchRow):
    """Words before a switch (`toggled`)."""

    MARK = (WIDE, HIGH)

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
        super().__init__(theme, text, name, is_on=is_on, role=role, parent=parent)
        self._at = 1.0 if is_on else 0.0
        self._move = QVariantAnimation(self)
        self._move.valueChanged.connect(self._on_moved)
        self.toggled.connect(self._on_toggled)

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline of the switch."""
        box = self._track()
        return box, box.height() / 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track, knob and tick."""
        painter = start(self)
        color, track = self.theme.color, self._track()
        off, on = color("surface"), color("primary" if self.isEnabled() else "disabled")
        edge = color("edge" if self._at < 0.5 else "primary")
        rounded(painter, track, track.height() / 2, mix(off, on, self._at), edge)
        knob, margin = self.theme.part_px(KNOB), self.theme.part_px((HIGH - KNOB) / 2)
        far = track.width() - knob - 2 * margin
        x = track.x() + margin + far * self._at
        circle = QRectF(x, track.center().y() - knob / 2, knob, knob)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mix(color("edge"), color("on_primary"), self._at))
        painter.drawEllipse(circle)
        if self._at > 0.5:
            tick = self.theme.icon("check", 18, "primary", self.devicePixelRatioF())
            wide = tick.deviceIndependentSize().width()
            pixmap_at(painter, tick, circle.center().x() - wide / 2, circle)
        painter.end()

    def _on_toggled(self, is_on: bool) -> None:
        self._move.stop()
        goal = 1.0 if is_on else 0.0
        if not self.isVisible() or not self.theme.has_motion:
            self._on_moved(goal)
            return
        self._move.setDuration(CHIP_MS)
        self._move.setStartValue(self._at)
        self._move.setEndValue(goal)
        self._move.start()

    def _on_moved(self, at: float) -> None:
        self._at = float(at)
        self.update()

    def _track(self) -> QRectF:
        size = self.mark_size()
        left, top = self.width() - size.width(), (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())
