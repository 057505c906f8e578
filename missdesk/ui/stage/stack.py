"""The layers of one picture in a scene: an item each, drawn pixel for pixel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene

from missdesk.ui.stage.decode import LayerRequest
from missdesk.ui.stage.layers import LayerShot

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

CHIP_MS = 120
"""A layer goes or comes in this time (visual-design 1c)."""


class LayerStack(QObject):
    """Shows layers and fades those whose chip is switched."""

    def __init__(self, scene: QGraphicsScene) -> None:
        """Put the layers into this scene, which also owns the stack."""
        super().__init__(scene)
        self._scene = scene
        self._items: list[tuple[str, QGraphicsPixmapItem]] = []
        self._hidden: frozenset[str] = frozenset()
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
    ) -> None:
        """Replace all layers; those without a pixmap are left out.

        Args:
            shown: Back to front, measured for this scale.
            pixmaps: What could be read.
            px_per_mm: Device pixels a millimeter.
        """
        self._fade.stop()
        for _, item in self._items:
            self._scene.removeItem(item)
        self._items = []
        for z, shot in enumerate(shown):
            pixmap = pixmaps.get(shot.request)
            if pixmap is None:
                continue
            item = QGraphicsPixmapItem(pixmap)
            item.setShapeMode(QGraphicsPixmapItem.ShapeMode.BoundingRectShape)
            item.setScale(1 / px_per_mm)
            item.setPos(shot.x_px / px_per_mm, shot.y_px / px_per_mm)
            item.setZValue(z)
            item.setVisible(shot.place.chip not in self._hidden)
            self._scene.addItem(item)
            self._items.append((shot.place.chip, item))

    def set_hidden(self, hidden: frozenset[str], is_animated: bool) -> None:
        """Hide the layers of these chips and show all others."""
        self._fade.stop()
        self._settle()
        self._fading = hidden ^ self._hidden
        self._hidden = hidden
        for chip, item in self._items:
            if chip in self._fading:
                item.setVisible(True)
        if is_animated and self._fading:
            self._fade.start()
        else:
            self._settle()

    def is_shown(self, chip: str) -> bool:
        """Return whether a chip's layers are to be seen; for tests and the tour."""
        return all(item.isVisible() for other, item in self._items if other == chip)

    def _on_fade(self, part: float) -> None:
        for chip, item in self._items:
            if chip in self._fading:
                item.setOpacity(1 - part if chip in self._hidden else part)
        if part >= 1:
            self._settle()

    def _settle(self) -> None:
        """Leave no layer half faded: hidden ones cost nothing to draw."""
        self._fading = frozenset()
        for chip, item in self._items:
            item.setOpacity(1)
            item.setVisible(chip not in self._hidden)
