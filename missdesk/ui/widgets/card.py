"""A rounded box that groups things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from missdesk.ui.widgets.boxes import Column, Pad
from missdesk.ui.widgets.painting import rounded, start

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.theme.tokens import Corner


class Card(QWidget):
    """A ground with round corners and a column inside.

    Args:
        theme: Colors and sizes.
        fill: Token of the ground.
        corner: Which radius.
        has_line: Draws a thin line around (always there in high contrast).
        pad: Designed padding.
        gap: Designed gap of the column.
        parent: Owner.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        fill: Literal["sunken", "surface", "hover", "canvas", "art", "tint"] = "sunken",
        corner: Corner = "box",
        has_line: bool = False,
        pad: Pad = 16,
        gap: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._fill, self._corner, self._has_line = theme, fill, corner, has_line
        self.column = Column(theme, self, gap=gap, pad=pad)
        theme.changed.connect(self._repaint)

    def _repaint(self) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = start(self)
        contrast = self._theme.is_contrast
        line = self._theme.color("line") if self._has_line or contrast else None
        rounded(
            painter,
            QRectF(self.rect()),
            self._theme.radius(self._corner),
            self._theme.color(self._fill),
            line,
            1.0,
        )
        painter.end()
