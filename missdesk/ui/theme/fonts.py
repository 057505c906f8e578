"""Load the bundled fonts into Qt, so that letters are the same on every machine and on paper."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase

from missdesk.errors import FontError
from missdesk.figures.text_fit import FALLBACK, FAMILY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


FIRST_FILES = ("MISSDeskSans-Regular.ttf", "MISSDeskSans-SemiBold.ttf")
"""All that the first words on the screen need (start-up time)."""
LATER_FILES = (
    "MISSDeskSans-Medium.ttf",
    "MISSDeskSans-Bold.ttf",
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
)
FILES = (*FIRST_FILES, *LATER_FILES)


def load_fonts(folder: Path, files: Iterable[str] = FILES) -> None:
    """Make the bundled families known to this process; needs a QGuiApplication.

    Raises:
        FontError: A file is missing or damaged; letters would come from the system then.
    """
    for name in files:
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise FontError(str(folder / name), "the font can't be read", "Install MISSDesk again")


def make_font(pixels: int, weight: int) -> QFont:
    """Return the bundled font in whole pixels, unhinted; the caller's own, to change at will."""
    return QFont(_font(pixels, weight))


@lru_cache(maxsize=128)
def _font(pixels: int, weight: int) -> QFont:
    """Return a font made once: every widget asks for several each time it is painted."""
    font = QFont([FAMILY, FALLBACK])
    font.setPixelSize(max(1, pixels))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
