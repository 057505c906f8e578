"""Choose the level on a picture of the back: a button a level, a ring on the chosen side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from missdesk.i18n import _
from missdesk.ui.stage.choice import level_spot, side_spots
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.level_pills import LevelPills

if TYPE_CHECKING:
    from missdesk.figures.plate import Plate
    from missdesk.model.topic import Place, Side
    from missdesk.ui.stage.layers import Picture
    from missdesk.ui.stage.plate_view import PlateView
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.widgets.chip import Pill

INSET, RING = 10, 13
TICK_MM = 17.0
"""Where the tick of a level begins, right of the midline: beside the joint, over no disc."""


class LevelPicker(QWidget):
    """The back with a pill for each level; tells what was chosen, keeps nothing itself."""

    level_chosen = Signal(str)

    def __init__(self, place: Place, plate: Plate, view: PlateView, theme: Theme) -> None:
        """Lay pills for the levels of a place over a view of the back.

        Args:
            place: Levels top to bottom; those that the plate does not show stand in a row of
                their own above it, so that none is taken for a bone that is drawn.
            plate: The back.
            view: Shows the back; owned by this widget from now on.
            theme: Colors and fonts.
        """
        super().__init__()
        self._plate, self._view, self._theme = plate, view, theme
        self._has_side = place.has_side
        self._levels: tuple[str, ...] = ()
        self._side: Side | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        higher = QWidget(self)
        layout.addWidget(higher)
        layout.addWidget(view, 1)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setAccessibleName(_("Picture of the back, to choose the place on"))
        view.finish.surround.is_framed = True
        view.finish.overlay = self._paint_place
        view.labeling.placed.connect(self._place_buttons)
        self._pills = LevelPills(theme, place, "level", view.viewport())
        self._pills.pressed.connect(self.level_chosen)
        self._lay_higher(higher)
        for level, button in self._pills.by_level.items():
            # Until the picture has come they would lie over one another, and be pressed by mistake.
            button.setHidden(level_spot(plate, level) is not None)
        self._is_placed = False
        theme.resized.connect(self._on_theme)

    def show_place(self, levels: tuple[str, ...], side: Side | None, picture: Picture) -> None:
        """Mark levels and a side, or nothing.

        Args:
            levels: Chosen levels, those inside a range among them.
            side: Chosen side, None for none.
            picture: The back with the nerve of that place.
        """
        self._levels, self._side = levels, side
        self._pills.show_levels(levels)
        self._view.show_picture(picture)
        self._view.viewport().update()

    def pill(self, level: str) -> Pill:
        """Return the pill of a level."""
        return self._pills.by_level[level]

    def _on_theme(self) -> None:
        if self._is_placed:
            self._place_buttons()

    def _place_buttons(self) -> None:
        """Put each pill beside its disc or bone, without overlap, at the right edge."""
        self._is_placed = True
        width, floor = self._view.viewport().width(), 0
        for level, button in self._pills.by_level.items():
            size = button.sizeHint()
            spot = level_spot(self._plate, level)
            if spot is None:
                continue
            top = round(self._view.to_view(spot).y() - size.height() / 2)
            top = max(top, floor)
            left = width - size.width() - self._theme.px(INSET)
            button.setGeometry(left, top, size.width(), size.height())
            button.show()
            floor = top + size.height() + 2

    def _lay_higher(self, row: QWidget) -> None:
        """Put the pills of places that are not drawn into a row above the picture."""
        pills = self._pills.by_level
        higher = [pills[level] for level in pills if level_spot(self._plate, level) is None]
        row.setVisible(bool(higher))
        flow = FlowLayout(self._theme, row, gap=4)
        for pill in higher:
            flow.addWidget(pill)

    def _paint_place(self, painter: QPainter) -> None:
        """Draw the ticks to the pills and the ring round the chosen place."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("label_line"), 1.7))
        for level, button in self._pills.by_level.items():
            spot = level_spot(self._plate, level)
            if spot is not None and self._is_placed:
                start = self._view.to_view((spot[0] + TICK_MM, spot[1]))
                end = QPointF(button.x() + 1.0, button.geometry().center().y())
                painter.drawLine(start, end)
        for level in self._levels if self._is_placed else ():
            for spot in self._rings(level):
                self._paint_ring(painter, self._view.to_view(spot))

    def _rings(self, level: str) -> tuple[tuple[float, float], ...]:
        """Return where a level's rings stand: on its sides, in the middle where it has none."""
        if self._has_side:
            return side_spots(self._plate, level, self._side)
        spot = level_spot(self._plate, level)
        return () if spot is None else (spot,)

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
