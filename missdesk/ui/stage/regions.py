"""Which part of the body lies under a point, and the picture that makes one part stand out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, qRgba

from missdesk.errors import PlateError
from missdesk.ui.stage.layers import Picture

VEIL_ALPHA = 150
"""How much the rest of the picture pales (of 255)."""
OUTLINE_PX = 2
NEAR_PX = 6
"""How far from a thin part a finger may land, in map pixels (about half a millimeter)."""


@dataclass(frozen=True, slots=True)
class RegionSource:
    """Which map to read and how.

    Attributes:
        file: Indexed picture; 0 is the background.
        is_mirrored: Read it turned round.
        fixed: Indexes of regions that do not turn (the great vessels).
    """

    file: Path
    is_mirrored: bool = False
    fixed: frozenset[int] = frozenset()


def source_of(picture: Picture) -> RegionSource | None:
    """Return the region map of a picture, None when it has none."""
    if picture.regions is None:
        return None
    return RegionSource(picture.regions, picture.is_mirrored, picture.fixed_regions)


class RegionMap:
    """Numbers of the parts, a pixel each, over the whole plate."""

    def __init__(self, source: RegionSource, plain: QImage) -> None:
        """Hold the map as it lies in the file."""
        self._source = source
        self._plain = plain
        horizontal = Qt.Orientation.Horizontal
        self._turned = plain.flipped(horizontal) if source.is_mirrored else plain

    def index_at(self, x_part: float, y_part: float) -> int:
        """Return the region at a place given as parts of width and height, 0 for none.

        Looks around the place too, so that a nerve of 3 mm can be hit with a finger.
        """
        x = int(x_part * self._plain.width())
        y = int(y_part * self._plain.height())
        here = self._index(x, y)
        return here or next((i for i in map(self._at, _ring(x, y)) if i), 0)

    def _at(self, place: tuple[int, int]) -> int:
        return self._index(*place)

    def _index(self, x: int, y: int) -> int:
        if not self._plain.rect().contains(x, y):
            return 0
        standing = self._plain.pixelIndex(x, y)
        if standing in self._source.fixed:
            return standing
        turned = self._turned.pixelIndex(x, y)
        return 0 if turned in self._source.fixed else turned

    def highlight(self, index: int, ink: QColor) -> QImage:
        """Return a veil over everything but one region, with a line round that region.

        The line is the second sign beside the color (WC1.4.1). Safe in any thread.
        """
        image = self._plain if index in self._source.fixed else self._turned
        veil = _tinted(image, index, inside=0, outside=qRgba(255, 255, 255, VEIL_ALPHA))
        rim = _tinted(image, index, inside=ink.rgba(), outside=0)
        painter = QPainter(veil)
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            painter.drawImage(dx * OUTLINE_PX, dy * OUTLINE_PX, rim)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
        painter.drawImage(0, 0, rim)
        painter.end()
        return veil


def _ring(x: int, y: int) -> tuple[tuple[int, int], ...]:
    near = NEAR_PX
    return (
        (x - near, y), (x + near, y), (x, y - near), (x, y + near),
        (x - near, y - near), (x + near, y - near), (x - near, y + near), (x + near, y + near),
    )  # fmt: skip


def _tinted(image: QImage, index: int, inside: int, outside: int) -> QImage:
    """Return the map with one color for a region and one for all others; 0 stays clear."""
    tinted = QImage(image)
    count = max(tinted.colorCount(), index + 1)
    tinted.setColorTable([0 if i == 0 else inside if i == index else outside for i in range(count)])
    return tinted.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def read_regions(source: RegionSource) -> RegionMap:
    """Read a region map; safe to call in any thread.

    Raises:
        PlateError: The file is missing, damaged or not an indexed picture.
    """
    image = QImageReader(str(source.file)).read()
    if image.isNull() or image.format() != QImage.Format.Format_Indexed8:
        raise PlateError(
            str(source.file), "The map of parts can't be read", "Install the pictures again"
        )
    return RegionMap(source, image)
