"""Show every plate in every state, as the window composes it: one sheet of pictures a plate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from missdesk.errors import PlateError
from missdesk.figures.label_choice import OPERATION_LABELS, PROBLEM_LABELS
from missdesk.figures.plate import read_plate
from missdesk.figures.topic_pictures import AXIAL, corner_words
from missdesk.model.consultation import Consultation
from missdesk.ui.stage.controls import StageControls
from missdesk.ui.stage.decode import LayerLoader
from missdesk.ui.stage.pen import Ink
from missdesk.ui.stage.pictures import Shot, make_picture
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from missdesk.figures.label_choice import Glossary
    from missdesk.figures.plate_model import Plate
    from missdesk.ui.theme.theme import Theme

PANE: Final = QSize(500, 440)
"""About a pane of three in a window of 1920 x 1080; smaller on the sheet."""
SMALL: Final = QSize(375, 330)
COLUMNS, GAP, NAME_HIGH = 5, 12, 26
TURN_MS, LONGEST_MS = 5, 20_000
STEP: Final = re.compile(r"-[1-9]$")
"""States of an operation end in the number of their step."""


class PlateTour:
    """Photographs plates; `close` comes last."""

    def __init__(self, app: QApplication, theme: Theme, glossary: Glossary) -> None:
        """Name parts with the words of this glossary."""
        self._app, self._theme, self._glossary = app, theme, glossary
        self._workers = Workers()
        self._loader = LayerLoader(self._workers)
        self._ink = Ink(Consultation())

    def close(self) -> None:
        """Let go of all layers."""
        self._loader.close()
        self._ink.close()
        self._workers.close()

    def sheets(self, plates: Path) -> Iterator[tuple[str, QImage]]:
        """Yield each plate's id with a sheet of its states, in the order of the folders."""
        for file in sorted(plates.glob("*/plate.toml")):
            try:
                plate = read_plate(file.parent)
            except PlateError:
                view = self._view()
                view.show_missing()
                photo = self._photo(view)
                self._take_down(view)
                yield file.parent.name, self._sheet([("", photo)])
            else:
                yield plate.id, self._sheet(self._states(plate))

    def _states(self, plate: Plate) -> list[tuple[str, QImage]]:
        view = self._view()
        view.set_side_words(*corner_words(plate))
        made = []
        for state in plate.states:
            view.show_picture(make_picture(plate, _shot(plate, state), self._glossary))
            self._settle(view)
            made.append((state, self._photo(view)))
        self._take_down(view)
        return made

    def _view(self) -> PlateView:
        """Return a view that reads its layers though no screen shows it."""
        view = PlateView(self._theme, self._loader, StageControls(), self._workers, self._ink)
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.resize(PANE)
        view.show()
        return view

    def _take_down(self, view: PlateView) -> None:
        view.release()
        view.close()
        view.deleteLater()
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _settle(self, view: PlateView) -> None:
        since = QElapsedTimer()
        since.start()
        while not view.is_settled and since.elapsed() < LONGEST_MS:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, TURN_MS)

    def _photo(self, view: PlateView) -> QImage:
        smooth, keep = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode
        return view.grab().toImage().scaled(SMALL, keep.KeepAspectRatio, smooth)

    def _sheet(self, cells: list[tuple[str, QImage]]) -> QImage:
        """Return all pictures on one page, each with the name of its state."""
        columns = min(COLUMNS, len(cells))
        rows = -(-len(cells) // columns)
        wide, high = SMALL.width() + GAP, SMALL.height() + NAME_HIGH + GAP
        page = QImage(columns * wide + GAP, rows * high + GAP, QImage.Format.Format_RGB32)
        page.fill(self._theme.color("canvas"))
        painter = QPainter(page)
        painter.setFont(self._theme.font(16))
        painter.setPen(self._theme.color("ink"))
        for index, (name, image) in enumerate(cells):
            x, y = GAP + index % columns * wide, GAP + index // columns * high
            painter.drawImage(x, y + NAME_HIGH, image)
            box = QRect(x, y, SMALL.width(), NAME_HIGH)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), name)
        painter.end()
        return page


def _shot(plate: Plate, state: str) -> Shot:
    """Return how the window shows a state: near its level, or as a step of an operation."""
    is_step = STEP.search(state) is not None and plate.view == AXIAL
    level = next((part for part in state.split("-") if part in plate.focus), "problem")
    wanted = OPERATION_LABELS if is_step else PROBLEM_LABELS
    return Shot(state, "operation" if is_step else level, wanted=wanted)
