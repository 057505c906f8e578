"""Choose the level on a picture of the back: a button a level, a ring on the chosen side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from missdesk.ui.stage.choice import level_spot, side_spots
from missdesk.ui.widgets.chip import Pill

if TYPE_CHECKING:
    from missdesk.figures.plate import Plate
    from missdesk.model.topic import Side
    from missdesk.ui.stage.layers import Picture
    from missdesk.ui.stage.plate_view import PlateView
    from missdesk.ui.theme.theme import Theme

INSET, RING = 10, 13
TICK_MM = 17.0
"""Where the tick of a level begins, right of the midline: beside the joint, over no disc."""


class LevelPicker(QWidget):
    """The back with a pill for each level; tells what was chosen, keeps nothing itself."""

    level_chosen = Signal(str)

    def __init__(
        self, levels: tuple[str, ...], plate: Plate, view: PlateView, theme: Theme
    ) -> None:
        """Lay pills for these levels over a view of the back.

        Args:
            levels: Top to bottom.
            plate: The back.
            view: Shows the back; owned by this widget from now on.
            theme: Colors and fonts.
        """
        super().__init__()
        self._plate, self._view, self._theme = plate, view, theme
        self._level: str | None = None
        self._side: Side | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(view)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.set_framed()
        view.set_overlay(self._paint_place)
        view.labels_placed.connect(self._place_buttons)
        self._group = QButtonGroup(self)
        self._pills: dict[str, Pill] = {}
        for level in levels:
            words = level.replace("-", "–")
            pill = Pill(theme, words, f"level.{level}", parent=view.viewport())
            pill.clicked.connect(self._on_clicked)
            self._group.addButton(pill)
            self._pills[level] = pill
        theme.changed.connect(self._place_buttons)

    def show_place(self, level: str | None, side: Side | None, picture: Picture) -> None:
        """Mark a level and side, or nothing.

        Args:
            level: Chosen level, None for none.
            side: Chosen side, None for none.
            picture: The back with the nerve of that place.
        """
        self._level, self._side = level, side
        # A group must be let loose to show that nothing is chosen.
        self._group.setExclusive(False)
        for name, pill in self._pills.items():
            pill.setChecked(name == level)
        self._group.setExclusive(True)
        self._view.show_picture(picture)
        self._view.viewport().update()

    def pill(self, level: str) -> Pill:
        """Return the pill of a level."""
        return self._pills[level]

    def _on_clicked(self) -> None:
        chosen = next(level for level, pill in self._pills.items() if pill.isChecked())
        self.level_chosen.emit(chosen)

    def _place_buttons(self) -> None:
        """Put each pill beside its disc, without overlap, at the right edge."""
        width, floor = self._view.viewport().width(), 0
        for level, button in self._pills.items():
            size = button.sizeHint()
            spot = level_spot(self._plate, level)
            if spot is None:
                button.hide()
                continue
            top = round(self._view.to_view(spot).y() - size.height() / 2)
            top = max(top, floor)
            left = width - size.width() - self._theme.px(INSET)
            button.setGeometry(left, top, size.width(), size.height())
            button.show()
            floor = top + size.height() + 2

    def _paint_place(self, painter: QPainter) -> None:
        """Draw the ticks to the pills and the ring round the chosen place."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("label_line"), 1.7))
        for level, button in self._pills.items():
            spot = level_spot(self._plate, level)
            if spot is not None:
                start = self._view.to_view((spot[0] + TICK_MM, spot[1]))
                end = QPointF(button.x() + 1.0, button.geometry().center().y())
                painter.drawLine(start, end)
        if self._level is None:
            return
        for spot in side_spots(self._plate, self._level, self._side):
            self._paint_ring(painter, self._view.to_view(spot))

    def _paint_ring(self, painter: QPainter, at: QPointF) -> None:
        hot = self._theme.color("hot")
        glow = QColor(hot)
        glow.setAlpha(60)
        radius = float(self._theme.px(RING))
        painter.setBrush(glow)
        painter.setPen(QPen(QColor(Qt.GlobalColor.white), 5))
        painter.drawEllipse(at, radius, radius)
        painter.setPen(QPen(hot, 3))
        painter.drawEllipse(at, radius, radius)
