"""Show a figure that is made anew for each width, so that words wrap and never shrink."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.ui.compare_parts.measures import Scale
from missdesk.ui.scene_painter import PictureSource, paint_scene
from missdesk.ui.widgets.painting import start

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPaintEvent

    from missdesk.figures.scene import Scene
    from missdesk.ui.theme.theme import Theme

Maker = Callable[[float, Scale], "Scene"]
"""Makes the scene for a width in mm."""


def scale_of(theme: Theme) -> Scale:
    """Return how large things are now."""
    return Scale(theme.ui_scale, theme.text_percent / 100)


class FigureMaker:
    """Makes a scene for a width in pixels and keeps the last ones."""

    def __init__(self, theme: Theme, make: Maker, pictures: PictureSource | None = None) -> None:
        """Make nothing yet; `pictures` gives the pixels of pictures in the scene."""
        self._theme, self._make, self._pictures = theme, make, pictures
        self._made: dict[tuple[int, Scale], Scene] = {}

    def scene(self, width_px: int) -> Scene:
        """Return the scene for a width in pixels."""
        scale = scale_of(self._theme)
        key = (width_px, scale)
        if key not in self._made:
            if len(self._made) > 4:
                self._made.clear()
            self._made[key] = self._make(max(1, width_px) / scale.px_per_mm, scale)
        return self._made[key]

    def set_make(self, make: Maker) -> None:
        """Make another figure from now on."""
        self._make = make
        self._made.clear()

    def height_px(self, width_px: int) -> int:
        """Return how high the figure is."""
        scene = self.scene(width_px)
        return ceil(scene.height_mm * scale_of(self._theme).px_per_mm)

    def paint(self, painter: QPainter, width_px: int, x: float = 0.0, y: float = 0.0) -> None:
        """Paint the figure with its top left corner at x, y."""
        scale = scale_of(self._theme).px_per_mm
        scene, palette = self.scene(width_px), self._theme.palette
        paint_scene(painter, scene, palette, scale, x, y, self._pictures)


class FigureView(QWidget):
    """A figure that fills the width it is given; its alt text is the accessible name.

    Args:
        theme: Colors and sizes.
        make: Makes the scene.
        name: objectName.
        least: Least width in designed pixels that grow with the text.
        pictures: Gives the pixels of pictures in the scene.
        parent: Owner.
    """

    ACCESSIBLE_ROLE = QAccessible.Role.Graphic

    def __init__(
        self,
        theme: Theme,
        make: Maker,
        name: str = "",
        *,
        least: int = 120,
        pictures: PictureSource | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._least = theme, least
        self._maker = FigureMaker(theme, make, pictures)
        self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._name_it()
        theme.resized.connect(self._on_theme)

    def set_make(self, make: Maker) -> None:
        """Show another figure."""
        self._maker.set_make(make)
        self._name_it()
        self._on_theme()

    def scene(self) -> Scene:
        """Return what is shown at the present width."""
        return self._maker.scene(self.width())

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the figure at a width."""
        return self._maker.height_px(width)

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        width = max(self.width(), self._theme.text_px(self._least))
        return QSize(self._theme.text_px(self._least), self._maker.height_px(width))

    def minimumSizeHint(self) -> QSize:
        """Return little: the height follows from the width."""
        return QSize(self._theme.text_px(self._least), 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the figure."""
        painter = start(self)
        self._maker.paint(painter, self.width())
        painter.end()

    def _name_it(self) -> None:
        self.setAccessibleName(self._maker.scene(1000).alt_text)

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()
