"""Start the preview's process while the first steps are talked about, and end it with the visit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, get_args

from PySide6.QtCore import QObject, QTimer

from missdesk.errors import MissdeskError
from missdesk.handout.press import Order, Press
from missdesk.handout.raster import Look
from missdesk.model.consultation import TextSize

if TYPE_CHECKING:
    from datetime import date

    from missdesk.model.consultation import Visit
    from missdesk.settings import Clinic
    from missdesk.ui.context import UiContext
    from missdesk.ui.main_window import MainWindow

WAIT_MS: Final = 2500
"""The first step's pictures come first; then there is time before anybody comes to the handout."""
SMALL: Final = Look(0, 1, 100, 100)


class PressKeeper(QObject):
    """Follows the visits of a window.

    At each new step a handout is made that nobody sees, so that fonts and pictures are at hand when
    somebody comes to it. PRIVACY: without name and typed words; the process ends with the visit,
    and with it all that it was given (KP1).
    """

    def __init__(self, window: MainWindow, context: UiContext, press: Press, today: date) -> None:
        """Begin with the visit the window opens on."""
        super().__init__(window)
        self._context, self._press, self._today = context, press, today
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._warm)
        self._stop = context.consultation.observe(self._on_changed)
        window.closing.connect(self._on_closing)
        if context.consultation.visit.topic is not None:
            self._timer.start(WAIT_MS)

    def _on_changed(self, field: str) -> None:
        if field in ("topic", "wipe"):
            self._timer.stop()
            self._press.end()
        is_there = "handout" in self._context.consultation.visit.visited
        if field == "topic" or (field == "visited" and not is_there):
            self._timer.start(WAIT_MS)

    def _warm(self) -> None:
        visit = self._context.consultation.visit
        if visit.topic is not None:
            shown = replace(
                visit,
                name="",
                birth_date=None,
                job="",
                own_questions=(),
                sheets={},
                own_picture=None,
            )
            clinic = self._context.clinic()
            self._context.workers.run(
                warm, self._press, shown, clinic, self._today, on_done=self._on_warm
            )

    def _on_warm(self, _nothing: object) -> None:
        """Nobody waits for it."""

    def _on_closing(self) -> None:
        self._stop()
        self._timer.stop()
        self._press.end()


def warm(press: Press, visit: Visit, clinic: Clinic, today: date) -> None:
    """Let the process make handouts that nobody sees, one a size; real ones tell what is wrong."""
    for size in get_args(TextSize):
        try:
            press.make(Order(replace(visit, text_size=size), clinic, today, SMALL))
        except MissdeskError:
            return
