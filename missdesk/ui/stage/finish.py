"""What is painted round and over the picture of one view: its edges, its words, its box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.ui.stage.edges import Surround
from missdesk.ui.stage.missing import paint_missing
from missdesk.ui.stage.scale_bar import paint_scale

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from missdesk.ui.stage.labeling import Labeling
    from missdesk.ui.theme.theme import Theme


class Finish:
    """Paints in pixels of the view.

    Attributes:
        surround: What is behind and round the picture.
        missing: Words for what can't be shown; empty when all is there.
        overlay: What the owner of the view paints over it, if anything.
    """

    def __init__(self, theme: Theme, labeling: Labeling) -> None:
        """Paint the labels' lines and corner words too."""
        self._theme, self._labeling = theme, labeling
        self.surround = Surround(theme)
        self.missing = ""
        self.overlay: Callable[[QPainter], None] | None = None

    def paint(
        self, painter: QPainter, view: QRectF, plate: QRectF | None, px_per_mm: float | None
    ) -> None:
        """Paint all that lies over the layers.

        Args:
            painter: In pixels of the view.
            view: The whole view.
            plate: Where the whole plate lies, None when there is no picture.
            px_per_mm: For the scale bar, None where one would not be true.
        """
        if plate is not None:
            self.surround.paint_fades(painter, view, plate)
            self._labeling.paint_sides(painter, view)
            if px_per_mm is not None:
                paint_scale(painter, self._theme, view, px_per_mm)
        self._labeling.labels.paint_leaders(painter)
        if self.missing:
            paint_missing(painter, view, self._theme, self.missing, is_all=plate is None)
        if self.overlay is not None:
            self.overlay(painter)
        self.surround.paint_box(painter, view)
