"""One pane of the stage, alone in a window, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from missdesk.model.consultation import Consultation
from missdesk.ui.stage.controls import StageControls
from missdesk.ui.stage.decode import LayerLoader
from missdesk.ui.stage.layers import Picture
from missdesk.ui.stage.pen import Ink
from missdesk.ui.stage.plate_view import PlateView

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

SHEET = "tiny/open"


LEFT_BUTTON = Qt.MouseButton.LeftButton


class Stage:
    """One pane of 800 x 600 px that shows the tiny plate at 20 px a mm."""

    def __init__(self, theme: Theme, workers: Workers, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.visit = Consultation()
        self.controls = StageControls()
        self.ink = Ink(self.visit)
        self.loader = LayerLoader(workers)
        self.view = PlateView(theme, self.loader, self.controls, workers, self.ink)
        # What every page does.
        self.visit.observe(lambda _field: self.view.refresh_ink())
        qtbot.addWidget(self.view)
        self.view.resize(800, 600)
        self.view.show()

    def show(self, picture: Picture) -> None:
        with self.qtbot.waitSignal(self.view.faults_found):
            self.view.show_picture(picture)

    def image(self) -> QImage:
        return self.view.viewport().grab().toImage()

    def color(self, x_mm: float, y_mm: float) -> str:
        at = self.view.to_view((x_mm, y_mm)).toPoint()
        return self.image().pixelColor(at).name()

    def point(self, x_mm: float, y_mm: float) -> QPoint:
        return self.view.to_view((x_mm, y_mm)).toPoint()

    def drag(self, *points: tuple[float, float]) -> None:
        port = self.view.viewport()
        QTest.mousePress(port, LEFT_BUTTON, pos=self.point(*points[0]))
        for point in points[1:]:
            QTest.mouseMove(port, self.point(*point))
        QTest.mouseRelease(port, LEFT_BUTTON, pos=self.point(*points[-1]))

    def draw_a_line(self, picture: Picture) -> str:
        """Show a picture without labels, draw across it, and return the ink's color."""
        self.controls.set_labels(False)
        self.show(picture)
        self.controls.set_tool("pen")
        self.drag((28, 12), (33, 12), (38, 12))
        ink: str = self.view._theme.color("pen").name()
        assert self.color(33, 12) == ink
        return ink
