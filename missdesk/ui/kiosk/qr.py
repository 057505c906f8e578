"""A square for phones that holds a text or an address; painted here, no network involved."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

import segno
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.widgets.painting import rounded, start

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from missdesk.ui.theme.theme import Theme

QUIET: Final = 4
"""Empty modules around a code, as its standard (ISO 18004) asks for."""
MOST_BYTES: Final = 800
"""More would make modules smaller than a phone can tell apart at arm's length (our choice)."""
LEAST_SIDE: Final = 120


@lru_cache(maxsize=32)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the dark modules of a code, row by row.

    Raises:
        ValueError: The text is longer than a phone can read well.
    """
    if len(text.encode()) > MOST_BYTES:
        raise ValueError(len(text))
    code = segno.make(text, error="l", micro=False, boost_error=True)
    return tuple(tuple(bool(cell) for cell in row) for row in code.matrix)


def fitting(text: str) -> str:
    """Return as many whole lines of a text as a code can hold."""
    kept: list[str] = []
    size = 0
    for line in text.split("\n"):
        size += len(line.encode()) + 1
        if size > MOST_BYTES:
            break
        kept.append(line)
    return "\n".join(kept)


class QrView(QWidget):
    """Paints a code on white in every palette: phones read dark on light."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        """Show no code yet."""
        super().__init__(parent)
        self._theme, self._text = theme, ""
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._on_theme)

    def _on_theme(self) -> None:
        self.update()

    @property
    def text(self) -> str:
        """Return what the code holds."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show the code of a text, as much of it as fits."""
        self._text = fitting(text)
        self.setAccessibleName(_("A square for your phone's camera"))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square."""
        side = self._theme.px(2 * LEAST_SIDE)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that a phone can read."""
        side = self._theme.px(LEAST_SIDE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dark modules in whole pixels."""
        if not self._text:
            return
        painter, rows = start(self), modules(self._text)
        count = len(rows) + 2 * QUIET
        ratio = self.devicePixelRatioF()
        pixels = max(1, int(min(self.width(), self.height()) * ratio / count)) / ratio
        side = count * pixels
        left, top = round((self.width() - side) / 2), round((self.height() - side) / 2)
        ground = QRectF(left, top, side, side)
        rounded(painter, ground, self._theme.px(8), QColor(Qt.GlobalColor.white))
        for y, row in enumerate(rows, QUIET):
            x = QUIET
            for is_dark, cells in groupby(row):
                wide = len(tuple(cells))
                if is_dark:
                    box = QRectF(left + x * pixels, top + y * pixels, wide * pixels, pixels)
                    painter.fillRect(box, Qt.GlobalColor.black)
                x += wide
        painter.end()
