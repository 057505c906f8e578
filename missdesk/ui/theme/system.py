"""Read at the start what the system is set to: its text size and its contrast (KA13).

Qt tells the contrast. The text size shows in the system's own font, which is larger than usual
where somebody has made it so. Where the system enlarges all it shows, Qt has done so already.
What Qt 6.11 can't tell is whether things may move (6.12 is the first to): the desk has "Less
motion" beside the contrast.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication

from missdesk.ui.theme.tokens import TEXT_SCALES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from missdesk.ui.theme.theme import Mode

USUAL_POINTS: Final[Mapping[str, float]] = {"win32": 9.0, "darwin": 13.0}
"""Size of the system's own font as it comes."""
DESKTOP_POINTS: Final = 11.0
"""The same on Linux: the largest that a desktop comes with (GNOME's; KDE has 10)."""


def system_look() -> tuple[int, Mode]:
    """Return text size in percent, one of `TEXT_SCALES`, and palette that the system asks for."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    hints = QGuiApplication.styleHints()  # kept while it is asked: the bindings drop its parts
    is_high = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    return text_percent(font.pointSizeF()), "contrast" if is_high else "light"


def text_percent(points: float, platform: str = sys.platform) -> int:
    """Return the text size nearest to that of the system's own font, never below 100.

    Args:
        points: Size of that font; below 0 where it is not told.
        platform: Which system.
    """
    percent = 100 * points / USUAL_POINTS.get(platform, DESKTOP_POINTS)
    return min(TEXT_SCALES, key=lambda scale: abs(scale - percent))
