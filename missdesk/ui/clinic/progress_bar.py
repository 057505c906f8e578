"""A bar that fills; the words beside it say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.ui.widgets.painting import rounded, start

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from missdesk.ui.theme.theme import Theme

HIGH, WIDE = 16, 240


class ProgressBar(QWidget):
    """Shows a share from 0 to 1; decoration for the eye, so it has no name of its own."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._share = theme, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.resized.connect(self.updateGeometry)

    def set_share(self, share: float) -> None:
        """Fill it so far."""
        self._share = min(1.0, max(0.0, share))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the designed size."""
        return QSize(self._theme.px(WIDE), self._theme.px(HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track and how far it is."""
        painter, theme, box = start(self), self._theme, QRectF(self.rect())
        radius = box.height() / 2
        rounded(painter, box, radius, theme.color("surface"), theme.color("edge"), 1.5)
        if self._share > 0:
            wide = max(box.height(), box.width() * self._share)
            rounded(painter, QRectF(0, 0, wide, box.height()), radius, theme.color("primary"))
        painter.end()
