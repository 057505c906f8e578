"""One option on the Operation step: its name, its picture, one caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from missdesk.ui.not_offered import offer_note
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.option_heading import OptionHeading
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGridLayout, QWidget

    from missdesk.model.topic import Look
    from missdesk.ui.context import UiContext
    from missdesk.ui.stage.controls import StageControls
    from missdesk.ui.stage.decode import LayerLoader
    from missdesk.ui.stage.pen import Ink

LEAST_VIEW_H, LEAST_VIEW_W = 200, 240
FOLDED_VIEW_H = 420
TALLEST = 1.2
"""Height of a narrow picture on a folded page, in widths: more would stay empty."""


class Pane:
    """Heading, picture and caption, laid into a grid so that all options get equal room (RC14).

    Attributes:
        view: The picture.
        caption: What happens at this step.
    """

    def __init__(
        self,
        context: UiContext,
        option: str,
        names: tuple[Look, str, str],
        shared: tuple[LayerLoader, StageControls, Ink],
        parent: QWidget,
    ) -> None:
        """Make the three parts.

        Args:
            context: Theme and workers.
            option: Option id.
            names: Its sign, plain name and medical name.
            shared: What the panes of a page share.
            parent: The page.
        """
        theme = context.theme
        loader, controls, ink = shared
        look, plain, medical = names
        note = offer_note(context, option)
        self.heading = OptionHeading(theme, look, plain, medical, note=note, parent=parent)
        self.view = PlateView(theme, loader, controls, context.workers, ink)
        self.view.setParent(parent)
        self.view.setObjectName(f"pane.{option}")
        high = FOLDED_VIEW_H if theme.is_folded else LEAST_VIEW_H
        self.view.setMinimumSize(theme.px(LEAST_VIEW_W), theme.px(high))
        self.caption = Words(theme, name=f"pane.{option}.caption", parent=parent)
        # What a text needs depends on its width, which no layout asks for the least size.
        self.caption.setMinimumHeight(theme.line("body"))
        self._theme = theme

    def fit_height(self, width: int) -> None:
        """Give the picture of a folded page the height that a width of so many pixels fills."""
        self.view.setMinimumHeight(min(self._theme.px(FOLDED_VIEW_H), round(TALLEST * width)))

    def lay_upright(self, grid: QGridLayout, column: int) -> None:
        """Take a column: name, picture, caption."""
        grid.addWidget(self.heading, 0, column, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.view, 1, column)
        grid.addWidget(self.caption, 2, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(column, 1)
        self._show()

    def lay_beside(self, grid: QGridLayout, row: int) -> None:
        """Take a row: picture, and the words beside it."""
        grid.addWidget(self.view, row, 0)
        words = Column(self._theme)
        words.addWidget(self.heading)
        words.addWidget(self.caption)
        words.addStretch(1)
        grid.addLayout(words, row, 1)
        grid.setColumnStretch(0, 11)
        grid.setColumnStretch(1, 9)
        self._show()

    def take_out(self, grid: QGridLayout) -> None:
        """Leave the grid, to be laid anew."""
        for part in (self.heading, self.view, self.caption):
            grid.removeWidget(part)

    def release(self) -> None:
        """Go for good."""
        self.view.release()
        for part in (self.heading, self.view, self.caption):
            part.hide()
            part.deleteLater()

    def _show(self) -> None:
        for part in (self.heading, self.view, self.caption):
            part.show()
