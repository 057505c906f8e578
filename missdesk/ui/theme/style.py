"""Set up Qt's own font and palette once, and keep them in step with the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QPalette

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from missdesk.ui.theme.theme import Theme

_GROUPS = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "on_primary",
    QPalette.ColorRole.Mid: "edge",
    QPalette.ColorRole.Link: "primary",
}


class AppStyle(QObject):
    """Owns what only the application can hold: default font, palette."""

    def __init__(self, app: QApplication, theme: Theme) -> None:
        """Follow the theme."""
        super().__init__(theme)
        self._app, self._theme = app, theme
        self._follow()
        self._follow_size()
        theme.changed.connect(self._follow)
        theme.resized.connect(self._follow_size)

    def _follow(self) -> None:
        palette = QPalette()
        for role, token in _GROUPS.items():
            palette.setColor(role, self._theme.color(token))
        self._app.setPalette(palette)

    def _follow_size(self) -> None:
        self._app.setFont(self._theme.type("body"))
