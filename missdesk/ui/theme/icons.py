"""Draw the line icons in a token's color, once for each size and color."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

from missdesk.errors import PlateError

if TYPE_CHECKING:
    from pathlib import Path

MOST_KEPT = 256


class Icons:
    """Gives pixmaps of the bundled icons; keeps the last ones used."""

    def __init__(self, folder: Path) -> None:
        """Read icons from this folder (Lucide, 24 px box, stroke 1.9, currentColor)."""
        self._folder = folder
        self._shapes: dict[str, str] = {}
        self._made: OrderedDict[tuple[str, int, str, float], QPixmap] = OrderedDict()

    def pixmap(self, name: str, pixels: int, color: QColor, ratio: float = 1.0) -> QPixmap:
        """Return an icon.

        Args:
            name: File name without ending.
            pixels: Side in logical pixels.
            color: Takes the place of currentColor.
            ratio: Device pixels for one logical pixel.

        Raises:
            PlateError: There is no such icon.
        """
        key = (name, pixels, color.name(QColor.NameFormat.HexArgb), ratio)
        found = self._made.get(key)
        if found is None:
            found = self._draw(name, pixels, color, ratio)
            self._made[key] = found
            while len(self._made) > MOST_KEPT:
                self._made.popitem(last=False)
        else:
            self._made.move_to_end(key)
        return found

    def _draw(self, name: str, pixels: int, color: QColor, ratio: float) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer  # start-up time: the first icon pays

        source = self._shape(name).replace("currentColor", color.name())
        renderer = QSvgRenderer(QByteArray(source.encode()))
        side = max(1, round(pixels * ratio))
        pixmap = QPixmap(QSize(side, side))
        # Not Qt.GlobalColor: the name Qt alone costs 16 ms before the first frame.
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _shape(self, name: str) -> str:
        if name not in self._shapes:
            path = self._folder / f"{name}.svg"
            try:
                self._shapes[name] = path.read_text(encoding="utf-8")
            except OSError as error:
                raise PlateError(
                    str(path), "the icon can't be read", "Install MISSDesk again"
                ) from error
        return self._shapes[name]
