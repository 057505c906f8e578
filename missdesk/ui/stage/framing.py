"""Where a picture lies in its pane: the focus fills it, and layers meet whole pixels."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QTransform

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QGraphicsView

    from missdesk.ui.stage.layers import Box, Picture, Window

FAR_MM: Final = 1000.0
"""Room round the plate, so that any place can be the middle of the view."""
LEAST_SCALE: Final = 0.05
SPARE_PX, GRID_PX = 8, 32
"""Panes that differ by a pixel want the same part, and so share one picture in memory."""


def fit_scale(focus_mm: Box, view: QSize) -> float:
    """Return logical pixels a millimeter so that all of the focus is in a view of this size."""
    _, _, width_mm, height_mm = focus_mm
    return max(LEAST_SCALE, min(view.width() / width_mm, view.height() / height_mm))


def window_px(picture: Picture, view: QSize, ratio: float) -> Window:
    """Return what of a plate is in a view of this size, in device pixels, a little more than less.

    Args:
        picture: What is shown.
        view: Logical size of the view.
        ratio: Device pixels for one logical pixel.
    """
    scale = fit_scale(picture.focus_mm, view) * ratio
    x_mm, y_mm, width_mm, height_mm = picture.focus_mm
    middle = ((x_mm + width_mm / 2) * scale, (y_mm + height_mm / 2) * scale)
    half = (view.width() * ratio / 2 + SPARE_PX, view.height() * ratio / 2 + SPARE_PX)
    left, top = (floor((m - h) / GRID_PX) * GRID_PX for m, h in zip(middle, half, strict=True))
    right, bottom = (ceil((m + h) / GRID_PX) * GRID_PX for m, h in zip(middle, half, strict=True))
    return left, top, right, bottom


def frame(view: QGraphicsView, picture: Picture) -> None:
    """Put the middle of the focus into the middle of a view, on whole pixels."""
    size = view.viewport().size()
    scale = fit_scale(picture.focus_mm, size)
    width_mm, height_mm = picture.size_mm
    view.setSceneRect(-FAR_MM, -FAR_MM, width_mm + 2 * FAR_MM, height_mm + 2 * FAR_MM)
    view.setTransform(QTransform.fromScale(scale, scale))
    x_mm, y_mm, focus_w, focus_h = picture.focus_mm
    # The scroll bars only take whole pixels: exactly what keeps layers sharp.
    view.horizontalScrollBar().setValue(round((x_mm + focus_w / 2) * scale - size.width() / 2))
    view.verticalScrollBar().setValue(round((y_mm + focus_h / 2) * scale - size.height() / 2))
