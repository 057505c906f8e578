"""How sure the studies make us: four bars and a word; press it for the reason (RC11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPaintEvent

from missdesk.figures.certainty import certainty_bars
from missdesk.model.wording import certainty_words
from missdesk.ui.scene_painter import paint_scene
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.painting import rounded, start, words_at
from missdesk.ui.widgets.popover import Popover
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from missdesk.model.evidence import Certainty
    from missdesk.ui.theme.theme import Theme

BARS_MM, BARS, GAP, PAD = 10.0, 22, 8, 14


class CertaintyPill(Control):
    """Bars and words such as "Low certainty"; opens the reason."""

    def __init__(
        self,
        theme: Theme,
        certainty: Certainty,
        reason: str,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, certainty_words(certainty), name, parent)
        self._reason = reason
        self._scene = certainty_bars(certainty, BARS_MM)
        self.setAccessibleDescription(reason)
        self.clicked.connect(self._on_clicked)

    def sizeHint(self) -> QSize:
        """Return bars, words and padding."""
        words = QFontMetricsF(self.theme.font(17, 600)).horizontalAdvance(self.words)
        width = words + self._bars_wide() + self.theme.px(GAP + 2 * PAD)
        return self.least(width + 1, self.theme.control_px(TARGET, "small"))

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the pill's outline."""
        return QRectF(self.rect()), self.height() / 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw pill, bars and words."""
        painter, theme, box = start(self), self.theme, QRectF(self.rect())
        fill = "tint" if self.isDown() else "hover" if self.underMouse() else "surface"
        rounded(painter, box, box.height() / 2, theme.color(fill), theme.color("edge"))
        high = theme.part_px(BARS)
        top = box.center().y() - high / 2 - 1
        left = theme.px(PAD)
        paint_scene(painter, self._scene, theme.palette, high / BARS_MM, left, top)
        painter.setFont(theme.font(17, 600))
        painter.setPen(theme.color("ink"))
        words_at(painter, left + self._bars_wide() + theme.px(GAP), box, self.words)
        painter.end()

    def _bars_wide(self) -> float:
        return self._scene.width_mm * self.theme.part_px(BARS) / BARS_MM

    def _on_clicked(self) -> None:
        reason = Words(self.theme, self._reason, name="certainty-reason")
        Popover.open_at(self, reason, self.theme, title=self.words)
