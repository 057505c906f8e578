"""What all fields to type in share: a frame, and inside it one of Qt's own, without its looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from missdesk.ui.widgets.painting import rounded, start

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from missdesk.ui.theme.theme import Theme

COLORS = {
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "on_primary",
}


class FieldFrame(QWidget):
    """Ground and frame; the field inside has the focus and the accessible name."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def take_inside(self, inside: QLineEdit | QPlainTextEdit, label: str, hint: str) -> None:
        """Show Qt's own field in the theme's font and colors, and name it."""
        self._inside = inside
        inside.setAccessibleName(label)
        inside.setPlaceholderText(hint)
        self.setFocusProxy(inside)
        self._theme.changed.connect(self._on_theme)
        self._follow()

    def corner(self) -> float:
        """Return the radius of the frame's corners."""
        return float(self._theme.radius("field"))

    def box_around(self, inside: QWidget) -> tuple[QRectF, float]:
        """Return the outline of the whole frame for the focus ring of the field inside."""
        return QRectF(inside.mapFrom(self, QPoint(0, 0)), self.size()), self.corner()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and frame."""
        painter, color = start(self), self._theme.color
        fill = color("surface" if self.isEnabled() else "canvas")
        rounded(painter, QRectF(self.rect()), self.corner(), fill, color("edge"))
        painter.end()

    def _on_theme(self) -> None:
        self._follow()
        self.updateGeometry()
        self.update()

    def _follow(self) -> None:
        self._inside.setFont(self._theme.type("body"))
        palette = self._inside.palette()
        for role, token in COLORS.items():
            palette.setColor(QPalette.ColorGroup.All, role, self._theme.color(token))
        nothing = Qt.GlobalColor.transparent
        palette.setColor(QPalette.ColorGroup.All, QPalette.ColorRole.Base, nothing)
        self._inside.setPalette(palette)
