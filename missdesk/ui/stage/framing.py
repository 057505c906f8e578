"""Where a picture lies in its pane: the focus fills it, and layers meet whole pixels."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QFrame, QGraphicsView, QSizePolicy

from missdesk.ui.stage.lens import WHOLE, Lens

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

    from missdesk.ui.stage.layers import Box, Picture, Window
    from missdesk.ui.stage.lens import Reach

FAR_MM: Final = 1000.0
"""Room round the plate, so that any place can be the middle of the view."""
LEAST_SCALE: Final = 0.05
SPARE_PX, GRID_PX = 8, 32
"""Panes that differ by a pixel want the same part, and so share one picture in memory."""


def set_up(view: QGraphicsView) -> None:
    """Let a view show just its picture: no frame, no bars, nothing moved but by `frame`."""
    view.setFrameShape(QFrame.Shape.NoFrame)
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    view.setHorizontalScrollBarPolicy(off)
    view.setVerticalScrollBarPolicy(off)
    view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
    view.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
    view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
    view.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    # Else there are two to a screen reader; Qt takes the view along, so its own comes after.
    view.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def fit_scale(focus_mm: Box, view: QSize) -> float:
    """Return logical pixels a millimeter so that all of the focus is in a view of this size."""
    _, _, width_mm, height_mm = focus_mm
    return max(LEAST_SCALE, min(view.width() / width_mm, view.height() / height_mm))


def middle_mm(picture: Picture, view: QSize, lens: Lens = WHOLE) -> tuple[float, float]:
    """Return the point of the plate in the middle of a view of this size."""
    x_mm, y_mm, width_mm, height_mm = picture.focus_mm
    scale = fit_scale(picture.focus_mm, view)
    whole = (view.width() / scale, view.height() / scale)
    middle = (x_mm + width_mm / 2, y_mm + height_mm / 2)
    return middle[0] + (lens.x - 0.5) * whole[0], middle[1] + (lens.y - 0.5) * whole[1]


def reach(picture: Picture, view: QSize) -> Reach:
    """Return how much wider and higher a view is than the focus of a picture."""
    scale = fit_scale(picture.focus_mm, view)
    _, _, width_mm, height_mm = picture.focus_mm
    return view.width() / scale / width_mm, view.height() / scale / height_mm


def part_of_view(picture: Picture, view: QSize, at_mm: tuple[float, float]) -> tuple[float, float]:
    """Return where a point of the plate lies in what a view shows when nothing is enlarged."""
    scale, middle = fit_scale(picture.focus_mm, view), middle_mm(picture, view)
    x = 0.5 + (at_mm[0] - middle[0]) * scale / view.width()
    return x, 0.5 + (at_mm[1] - middle[1]) * scale / view.height()


def read_scale(picture: Picture, view: QSize, ratio: float, lens: Lens = WHOLE) -> float:
    """Return at how many device pixels a millimeter layers are read.

    Enlarged pictures are read no finer than they are drawn: more pixels would only fill memory.
    """
    whole = fit_scale(picture.focus_mm, view) * ratio
    return max(whole, min(whole * lens.zoom, picture.px_per_mm))


def window_px(picture: Picture, view: QSize, ratio: float, lens: Lens = WHOLE) -> Window:
    """Return what of a plate is in a view of this size, in read pixels, a little more than less.

    Args:
        picture: What is shown.
        view: Logical size of the view.
        ratio: Device pixels for one logical pixel.
        lens: How near it is looked at.
    """
    scale = read_scale(picture, view, ratio, lens)
    shrink = scale / (fit_scale(picture.focus_mm, view) * lens.zoom)
    middle = tuple(at * scale for at in middle_mm(picture, view, lens))
    half = (view.width() * shrink / 2 + SPARE_PX, view.height() * shrink / 2 + SPARE_PX)
    left, top = (floor((m - h) / GRID_PX) * GRID_PX for m, h in zip(middle, half, strict=True))
    right, bottom = (ceil((m + h) / GRID_PX) * GRID_PX for m, h in zip(middle, half, strict=True))
    return left, top, right, bottom


def is_covered(window: Window, read: float, picture: Picture, view: QSize, lens: Lens) -> bool:
    """Return whether a window, read at so many pixels a mm, holds all that a view shows now."""
    x_mm, y_mm = middle_mm(picture, view, lens)
    scale = fit_scale(picture.focus_mm, view) * lens.zoom
    half = (view.width() / scale / 2, view.height() / scale / 2)
    left, top, right, bottom = (edge / read for edge in window)
    return (
        left <= x_mm - half[0]
        and top <= y_mm - half[1]
        and right >= x_mm + half[0]
        and bottom >= y_mm + half[1]
    )


def frame(view: QGraphicsView, picture: Picture, lens: Lens = WHOLE) -> None:
    """Put the middle of what is looked at into the middle of a view, on whole pixels."""
    size = view.viewport().size()
    scale = fit_scale(picture.focus_mm, size) * lens.zoom
    width_mm, height_mm = picture.size_mm
    view.setSceneRect(-FAR_MM, -FAR_MM, width_mm + 2 * FAR_MM, height_mm + 2 * FAR_MM)
    view.setTransform(QTransform.fromScale(scale, scale))
    x_mm, y_mm = middle_mm(picture, size, lens)
    # The scroll bars only take whole pixels: exactly what keeps layers sharp.
    view.horizontalScrollBar().setValue(round(x_mm * scale - size.width() / 2))
    view.verticalScrollBar().setValue(round(y_mm * scale - size.height() / 2))
