"""The marks on one view: ink on its picture, stamps and notes over all else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QSize

from missdesk.model.marks import Sheet
from missdesk.ui.stage.ink import InkItem, InkOver
from missdesk.ui.stage.note_box import ask_note
from missdesk.ui.stage.pen import note_mark

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGraphicsView

    from missdesk.model.marks import Point
    from missdesk.ui.stage.layers import Picture
    from missdesk.ui.stage.pen import Ink
    from missdesk.ui.theme.theme import Theme

NOTE_PX: Final = 17
"""Letters of notes on the picture."""


class Drawing:
    """Shows the sheet of the picture on show, and asks for the words of notes.

    Attributes:
        item: The ink, in the scene of the view.
    """

    def __init__(self, view: QGraphicsView, theme: Theme, ink: Ink | None) -> None:
        """Show nothing yet; without ink nothing ever."""
        self._view, self._theme, self._ink = view, theme, ink
        self._shown: Picture | None = None
        self.item = InkItem(theme.palette, self._note_px())
        view.scene().addItem(self.item)
        self._over = InkOver(view.viewport(), self.item, view.viewportTransform)

    def show(self, picture: Picture | None) -> None:
        """Show the marks on this picture."""
        self._shown = picture
        if picture is not None:
            self.item.set_size(picture.size_mm)
        self.refresh()

    def refresh(self) -> None:
        """Show the marks as they are in the visit now."""
        if self._shown is None:
            self.item.set_sheet(Sheet())
        elif self._ink is not None:
            self.item.set_sheet(self._ink.sheet(self._shown.sheet))
        self.follow()

    def follow(self) -> None:
        """Bring what lies over all else to where the picture is now."""
        self._over.refresh()

    def restyle(self) -> None:
        """Take the colors and letters of another theme."""
        self.item.set_look(self._theme.palette, self._note_px())
        self.follow()

    def ask_note(self, at_mm: Point) -> None:
        """Ask for the words of a note, and put it there."""
        ink, shown, port = self._ink, self._shown, self._view.viewport()
        if ink is None or shown is None:
            return
        spot = self._view.viewportTransform().map(QPointF(*at_mm)).toPoint()
        near = QRect(port.mapTo(self._view, spot), QSize(1, 1))
        sheet = shown.sheet

        def put(words: str) -> None:
            ink.add(sheet, note_mark(words, at_mm))

        ask_note(self._view, self._theme, ink.consultation, near, put)

    def _note_px(self) -> float:
        return float(self._theme.font(NOTE_PX, 600).pixelSize())
