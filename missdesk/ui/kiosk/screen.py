"""What the waiting room's screen asks of everything on it: size of a target, reach, its way up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

TARGET: Final = 56
"""Designed height of whatever is pressed: 112 px on a 1080p screen (WC23)."""
REACH: Final = 1 / 3
"""Share of a portrait screen at the top that holds nothing to touch (KA9)."""


def is_portrait(widget: QWidget) -> bool:
    """Return whether the window of a widget is higher than wide."""
    window = widget.window()
    return window.height() > window.width()


def share_at(shares: Sequence[tuple[int, float]], percent: int) -> float:
    """Return the share for a text size: that of the largest size in the table up to it."""
    return next(share for least, share in reversed(shares) if percent >= least)
