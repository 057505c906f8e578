"""The large picture at the top of a portrait screen: a healthy back, to look at only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from missdesk.errors import PlateError
from missdesk.ui.stage.controls import StageControls
from missdesk.ui.stage.decode import LayerLoader
from missdesk.ui.stage.pictures import Shot, make_picture
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.widgets.painting import rounded, start

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from missdesk.ui.stage.choice import PlateShelf
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

PLATE, STATE, FOCUS = "spine-quarter", "healthy", "l2l3"
CACHE_BYTES: Final = 16_000_000
CORNER, PAD = 18, 8


class Hero(QWidget):
    """Decoration: nothing to press, no name for screen readers."""

    def __init__(self, theme: Theme, workers: Workers, shelf: PlateShelf, parent: QWidget) -> None:
        """Show the back; nothing where its plate is lost."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("kiosk.hero")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        controls = StageControls(self)
        controls.set_labels(False)
        self._loader = LayerLoader(workers, CACHE_BYTES)
        self._view = PlateView(theme, self._loader, controls, workers)
        self._view.setParent(self)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.destroyed.connect(self._loader.close)
        try:
            plate = shelf.plate(PLATE)
            self._view.show_picture(make_picture(plate, Shot(STATE, FOCUS), {}))
        except PlateError:
            self._view.hide()  # the title has the room to itself

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fill the card."""
        pad = self._theme.px(PAD)
        self._view.setGeometry(self.rect().adjusted(pad, pad, -pad, -pad))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        painter, theme = start(self), self._theme
        line = theme.color("edge" if theme.is_contrast else "line")
        box = self.rect().toRectF()
        rounded(painter, box, theme.px(CORNER), theme.color("surface"), line, 1.5)
        painter.end()
