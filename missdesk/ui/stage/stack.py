"""The layers of one picture in a scene: an item each, drawn pixel for pixel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene

from missdesk.ui.stage.decode import LayerRequest
from missdesk.ui.stage.layers import LayerShot
from missdesk.ui.theme.tokens import CHIP_MS

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap


FAINT: Final = 0.22
"""What is left to see of a layer that is peeled off but not gone (our choice, looked at)."""


class LayerStack(QObject):
    """Shows layers and fades those whose chip is switched."""

    def __init__(self, scene: QGraphicsScene) -> None:
        """Put the layers into this scene, which also owns the stack."""
        super().__init__(scene)
        self._scene = scene
        self._items: list[tuple[str, QGraphicsPixmapItem]] = []
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
            self._scene.addItem(item)
            self._items.append((shot.place.chip, item))
        self._settle()

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

    @property
    def _least(self) -> float:
        """Return how much is left to see of a layer peeled off."""
        return FAINT if self._is_faint else 0.0

    def _on_fade(self, part: float) -> None:
        for chip, item in self._items:
            if chip in self._fading:
                gone = part if chip in self._hidden else 1 - part
                item.setOpacity(1 - gone * (1 - self._least))
        if part >= 1:
            self._settle()

    def _settle(self) -> None:
        """Leave no layer half faded: hidden ones cost nothing to draw."""
        self._fading = frozenset()
        for chip, item in self._items:
            is_hidden = chip in self._hidden
            item.setOpacity(self._least if is_hidden and self._is_faint else 1)
            item.setVisible(self._is_faint or not is_hidden)
