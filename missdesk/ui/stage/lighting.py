"""Light one part of a picture up: found and painted by a worker, shown over the layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene

from missdesk.ui.stage.layers import Part, Picture
from missdesk.ui.stage.regions import RegionMap, RegionSource, read_regions, source_of

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

ABOVE_LAYERS = 900


class _Lit(NamedTuple):
    """What the worker found; the image is null when there is nothing at that place."""

    regions: RegionMap
    number: int
    veil: QImage


def _light(
    source: RegionSource,
    known: RegionMap | None,
    index: int,
    at: tuple[float, float] | None,
    ink: QColor,
) -> _Lit:
    """Find a region by number or by place and paint its veil; runs in a worker."""
    regions = known or read_regions(source)
    found = index if at is None else regions.index_at(*at)
    veil = regions.highlight(found, ink) if found else QImage()
    return _Lit(regions, found, veil)


class Lighting(QObject):
    """Knows which part is lit up now.

    Attributes:
        theme: Colors and fonts of what is said about it too.
    """

    lit = Signal(object)
    """The part lit up (`Part`), or None."""

    def __init__(self, scene: QGraphicsScene, workers: Workers, theme: Theme) -> None:
        """Light parts up in this scene, which also owns this."""
        super().__init__(scene)
        self._workers, self.theme = workers, theme
        self._item = QGraphicsPixmapItem()
        self._item.setZValue(ABOVE_LAYERS)
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        scene.addItem(self._item)
        self._part: Part | None = None
        self._known: tuple[RegionSource, RegionMap] | None = None
        self._asked = 0

    @property
    def part(self) -> Part | None:
        """Return the part lit up now."""
        return self._part

    def light(self, picture: Picture, part: Part | None) -> None:
        """Light a part up, or put the light out."""
        if part is None:
            self.put_out()
        else:
            self._ask(picture, part.index, None)

    def light_at(self, picture: Picture, at_mm: tuple[float, float]) -> None:
        """Light up the part at a point of the plate; the light goes out where there is none."""
        width_mm, height_mm = picture.size_mm
        self._ask(picture, 0, (at_mm[0] / width_mm, at_mm[1] / height_mm))

    def put_out(self) -> None:
        """Light nothing up any more."""
        self._asked += 1
        self._set(None, QImage())

    def _ask(self, picture: Picture, index: int, at: tuple[float, float] | None) -> None:
        source = source_of(picture)
        if source is None:
            return
        self._asked += 1
        asked = self._asked
        known = self._known[1] if self._known is not None and self._known[0] == source else None

        def on_done(found: _Lit) -> None:
            # The pane may be gone, or somebody may have asked for another part meanwhile.
            if shiboken6.isValid(self) and asked == self._asked:
                self._known = (source, found.regions)
                self._show(picture, found)

        self._workers.run(
            _light, source, known, index, at, self.theme.color("label_ink"), on_done=on_done
        )

    def _show(self, picture: Picture, found: _Lit) -> None:
        part = next((p for p in picture.parts if p.index == found.number), None)
        self._set(part, found.veil if part is not None else QImage())
        if not found.veil.isNull():
            scale = picture.size_mm[0] / found.veil.width()
            self._item.setTransform(QTransform.fromScale(scale, scale))

    def _set(self, part: Part | None, veil: QImage) -> None:
        self._item.setPixmap(QPixmap() if veil.isNull() else QPixmap.fromImage(veil))
        if part != self._part:
            self._part = part
            self.lit.emit(part)
