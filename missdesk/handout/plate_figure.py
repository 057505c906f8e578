"""A picture of a plate that stands by itself: no labels, no ink, its words in the caption.

Source: standards.md PM15, PU12; issue 6 (pictures at least 300 dpi).
"""

from __future__ import annotations

from missdesk.figures.scene import Picture, Scene
from missdesk.figures.topic_pictures import Shown
from missdesk.handout.figure import Figure
from missdesk.handout.pictures import picture_bytes
from missdesk.handout.problem_picture import shaped_crop


def plate_figure(
    shown: Shown, width_mm: float, ratio: float, said: str, *, after: float = 0.0
) -> Figure:
    """Return a state of a plate, cut to a shape around its way in, with its alternative text.

    Args:
        shown: Which plate and state.
        width_mm: Width on paper.
        ratio: Width to height.
        said: Alternative text.
        after: Space below in points.
    """
    crop = shaped_crop(shown.plate, ratio, "operation", is_mirrored=shown.is_mirrored)
    high = width_mm / ratio
    picture = Picture(
        shown.plate.id, shown.state, 0, 0, width_mm, high, crop, is_mirrored=shown.is_mirrored
    )
    return Figure(Scene(width_mm, high, (picture,), said), after=after, pictures=picture_bytes)
