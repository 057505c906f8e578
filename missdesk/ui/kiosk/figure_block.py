"""A figure with its title, the sentence above it, and how sure the studies make us below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from missdesk.figures.scene import Scene
from missdesk.ui.compare_parts.figure_view import FigureView, scale_of
from missdesk.ui.kiosk.book_recovery import ICON
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.painting import start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from missdesk.ui.compare_parts.measures import Scale
    from missdesk.ui.kiosk.book import Figure
    from missdesk.ui.theme.theme import Theme

READABLE: Final = 760
"""Widest lines of text in designed pixels; the figure itself takes the whole width."""


class FigureBlock(QWidget):
    """Made once, shows one figure after another."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self.figure: Figure | None = None
        column = Column(theme, self, gap=8)
        self._title = Words(theme, "", "section", parent=self)
        self._above = Words(theme, "", "body", parent=self)
        self.view = _Drawing(self, theme, name)
        self._below = Words(theme, "", "note", token="ink2", parent=self)  # noqa: S106
        for widget in (self._title, self._above, self.view, self._below):
            column.addWidget(widget)
        self.hide()

    def show_figure(self, figure: Figure | None) -> None:
        """Show a figure, or nothing."""
        if figure is self.figure:
            return
        self.figure = figure
        column = self.layout()
        assert column is not None
        column.setEnabled(False)  # laid out once all its parts are there
        said = (figure.title, figure.above, figure.below) if figure is not None else ("", "", "")
        for words, text in zip((self._title, self._above, self._below), said, strict=True):
            words.set_text(text)
            words.setVisible(bool(text))
        self.view.set_make(self.make)
        self.setVisible(figure is not None)
        column.setEnabled(True)

    def tops(self) -> list[int]:
        """Return where its parts begin, from its own top, in pixels."""
        figure, scale = self.figure, scale_of(self._theme)
        rows: list[float] = []
        if figure is not None and figure.tops is not None:
            rows = figure.tops(self.view.width() / scale.px_per_mm, scale)
        parts = [part.y() for part in (self.view, self._below) if part.isVisibleTo(self)]
        return [0, *parts, *(self.view.y() + round(y * scale.px_per_mm) for y in rows)]

    def make(self, width_mm: float, scale: Scale) -> Scene:
        """Return the scene for a width; an empty one where there is no figure."""
        if self.figure is None:
            return Scene(width_mm, 0.0, ())
        return self.figure.make(width_mm, scale)


class _Drawing(FigureView):
    """The figure, with the line icons that are no part of a scene."""

    def __init__(self, block: FigureBlock, theme: Theme, name: str) -> None:
        super().__init__(theme, block.make, name, parent=block)
        self._block = block

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure, then its icons."""
        super().paintEvent(event)
        figure = self._block.figure
        if figure is None or figure.icons is None:
            return
        scale = scale_of(self._theme)
        painter = start(self)
        for icon in figure.icons(self.width() / scale.px_per_mm, scale):
            made = self._theme.icon(icon.name, ICON, "ink", self.devicePixelRatioF())
            high = made.deviceIndependentSize().height()
            x, y = icon.x * scale.px_per_mm, icon.y * scale.px_per_mm
            painter.drawPixmap(round(x), round(y - high / 2), made)
        painter.end()
