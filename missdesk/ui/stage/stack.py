"""The layers of one picture in a scene: an item each, drawn pixel for pixel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene

from missdesk.ui.stage.decode import LayerRequest
from missdesk.ui.stage.layers import LayerShot
from missdesk.ui.theme.tokens import CHIP_MS

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap


FAINT: Final = 0.22
"""What is left to see of a layer that is peeled off but not gone (our choice, looked at)."""


class _Layer(NamedTuple):
    """What is on show as one item: the same again is the same item again."""

    chip: str
    pixels: int
    x_px: int
    y_px: int
    px_per_mm: float


class LayerStack(QObject):
    """Shows layers and fades those whose chip is switched."""

    def __init__(self, scene: QGraphicsScene) -> None:
        """Put the layers into this scene, which also owns the stack."""
        super().__init__(scene)
        self._scene = scene
        self._items: list[tuple[_Layer, QGraphicsPixmapItem]] = []
        self._hidden: frozenset[str] = frozenset()
        self._is_faint = False
        self._fading: frozenset[str] = frozenset()
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(CHIP_MS)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.valueChanged.connect(self._on_fade)

    def show_layers(
        self,
        shown: tuple[LayerShot, ...],
        pixmaps: Mapping[LayerRequest, QPixmap],
        px_per_mm: float,
    ) -> bool:
        """Show these layers and no others; return whether that changed anything.

        Those without a pixmap are left out.

        Args:
            shown: Back to front, measured for this scale.
            pixmaps: What could be read.
            px_per_mm: Device pixels a millimeter.
        """
        found = [(s, p) for s in shown if (p := pixmaps.get(s.request)) is not None]
        wanted = [_Layer(s.place.chip, p.cacheKey(), s.x_px, s.y_px, px_per_mm) for s, p in found]
        if wanted == [layer for layer, _item in self._items]:
            return False
        self._fade.stop()
        old, self._items = self._items, []
        for z, (layer, (_shot, pixmap)) in enumerate(zip(wanted, found, strict=True)):
            # From one step to the next most layers stay: half the time went into new items.
            at = next((i for i, (known, _item) in enumerate(old) if known == layer), None)
            item = self._add(layer, pixmap) if at is None else old.pop(at)[1]
            item.setZValue(z)
            self._items.append((layer, item))
        for _layer, item in old:
            self._scene.removeItem(item)
        self._settle()
        return True

    def _add(self, layer: _Layer, pixmap: QPixmap) -> QGraphicsPixmapItem:
        item = QGraphicsPixmapItem(pixmap)
        item.setShapeMode(QGraphicsPixmapItem.ShapeMode.BoundingRectShape)
        item.setScale(1 / layer.px_per_mm)
        item.setPos(layer.x_px / layer.px_per_mm, layer.y_px / layer.px_per_mm)
        self._scene.addItem(item)
        return item

    def set_hidden(
        self, hidden: frozenset[str], *, is_faint: bool = False, is_animated: bool = False
    ) -> None:
        """Peel the layers of these chips off and show all others.

        Args:
            hidden: Chips.
            is_faint: Layers peeled off can still be seen through.
            is_animated: They fade.
        """
        self._fade.stop()
        self._settle()
        self._fading = hidden ^ self._hidden
        if is_faint != self._is_faint:
            is_animated = False
        self._hidden, self._is_faint = hidden, is_faint
        for layer, item in self._items:
            if layer.chip in self._fading:
                item.setVisible(True)
        if is_animated and self._fading:
            self._fade.start()
        else:
            self._settle()

    def is_shown(self, chip: str) -> bool:
        """Return whether a chip's layers are to be seen; for tests and the tour."""
        return all(item.isVisible() for layer, item in self._items if layer.chip == chip)

    @property
    def _least(self) -> float:
        """Return how much is left to see of a layer peeled off."""
        return FAINT if self._is_faint else 0.0

    def _on_fade(self, part: float) -> None:
        for layer, item in self._items:
            if layer.chip in self._fading:
                gone = part if layer.chip in self._hidden else 1 - part
                item.setOpacity(1 - gone * (1 - self._least))
        if part >= 1:
            self._settle()

    def _settle(self) -> None:
        """Leave no layer half faded: hidden ones cost nothing to draw."""
        self._fading = frozenset()
        for layer, item in self._items:
            is_hidden = layer.chip in self._hidden
            item.setOpacity(self._least if is_hidden and self._is_faint else 1)
            item.setVisible(self._is_faint or not is_hidden)
