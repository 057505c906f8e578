"""How a picture ends: it fades into the sheet where it is cut, and old pictures fade into new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEasingCurve, QPoint, QPointF, QRectF, QSizeF, QVariantAnimation
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QGraphicsView, QWidget

from missdesk.ui.theme.tokens import STEP_MS

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

FADE_PX = 30
_Mode = QGraphicsView.ViewportUpdateMode


class Fades:
    """Soft strips on the sides where a view cuts its picture, painted once and kept.

    A gradient costs a third of the whole picture when it is painted anew each time (measured).
    """

    def __init__(self) -> None:
        """Know no strips yet."""
        self._key: object = None
        self._strips: list[tuple[QPointF, QPixmap]] = []

    def paint(
        self, painter: QPainter, view: QRectF, plate: QRectF, ground: QColor, depth_px: int
    ) -> None:
        """Let the picture run out softly on each side where the view cuts it.

        Args:
            painter: In pixels of the view.
            view: The whole view.
            plate: Where the whole plate lies, in the same pixels.
            ground: Color behind the picture.
            depth_px: How far the fade reaches in.
        """
        cut = (
            plate.left() < view.left(),
            plate.right() > view.right(),
            plate.top() < view.top(),
            plate.bottom() > view.bottom(),
        )
        ratio = painter.device().devicePixelRatio()
        key = (cut, view.getRect(), ground.rgba(), depth_px, ratio)
        if key != self._key:
            self._key = key
            self._strips = _strips(cut, view, ground, depth_px, ratio)
        for at, strip in self._strips:
            painter.drawPixmap(at, strip)


def _strips(
    cut: tuple[bool, bool, bool, bool], view: QRectF, ground: QColor, depth: int, ratio: float
) -> list[tuple[QPointF, QPixmap]]:
    """Return the strips for left, right, top and bottom, as far as those are cut."""
    wide, high = QSizeF(depth, view.height()), QSizeF(view.width(), depth)
    right, bottom = QPointF(view.right() - depth, 0), QPointF(0, view.bottom() - depth)
    sides = (
        (QPointF(0, 0), wide, QPointF(0, 0), QPointF(depth, 0)),
        (right, wide, QPointF(depth, 0), QPointF(0, 0)),
        (QPointF(0, 0), high, QPointF(0, 0), QPointF(0, depth)),
        (bottom, high, QPointF(0, depth), QPointF(0, 0)),
    )
    made = []
    for is_cut, (at, size, outer, inner) in zip(cut, sides, strict=True):
        if is_cut:
            made.append((at, _strip(size, outer, inner, ground, ratio)))
    return made


def _strip(size: QSizeF, outer: QPointF, inner: QPointF, ground: QColor, ratio: float) -> QPixmap:
    pixmap = QPixmap((size * ratio).toSize())
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(0, 0, 0, 0))
    clear = QColor(ground)
    clear.setAlpha(0)
    gradient = QLinearGradient(outer, inner)
    gradient.setColorAt(0, ground)
    gradient.setColorAt(1, clear)
    painter = QPainter(pixmap)
    painter.fillRect(QRectF(QPointF(0, 0), size), gradient)
    painter.end()
    return pixmap


def paint_corners(painter: QPainter, view: QRectF, radius: float, outside: QColor) -> None:
    """Round the corners of a view by painting over what lies outside them."""
    corners = QPainterPath()
    corners.addRect(view)
    inner = QPainterPath()
    inner.addRoundedRect(view, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(corners.subtracted(inner), outside)


class Surround:
    """What is behind and round the picture of one view: it fades into the sheet, or has a box."""

    def __init__(self, theme: Theme) -> None:
        """Let the picture fade into the sheet."""
        self._theme = theme
        self._fades = Fades()
        self.is_framed = False

    @property
    def paper(self) -> QColor:
        """Return the color behind the picture: pictures keep their paper in every theme."""
        return self._theme.color("art" if self._theme.is_contrast else "surface")

    def paint_fades(self, painter: QPainter, view: QRectF, plate: QRectF) -> None:
        """Let the picture run out softly where the view cuts it; in a box it is cut plainly."""
        if not self.is_framed:
            self._fades.paint(painter, view, plate, self.paper, self._theme.px(FADE_PX))

    def paint_box(self, painter: QPainter, view: QRectF) -> None:
        """Round the corners of a box, which every picture has in high contrast."""
        if self.is_framed or self._theme.is_contrast:
            outside = self._theme.color("surface")
            paint_corners(painter, view, self._theme.radius("box"), outside)


class Dissolve(QVariantAnimation):
    """Fades a picture of how a view looked into one of how it looks now.

    Two flat pictures a frame cost a tenth of painting all layers again (measured). The second one
    is taken when the first frame needs it, so that no one turn of the GUI thread pays for both.
    Meanwhile layers that come and go ask for no frame of their own: with three panes, each was
    painted twice for one step (measured).
    """

    def __init__(self, view: QGraphicsView) -> None:
        """Fade over this view, whose paint event paints it (`paint`) while `is_on`."""
        super().__init__(view)
        self._scene_view, self._view = view, view.viewport()
        self._before: QPixmap | None = None
        self._after: QPixmap | None = None
        self._kept: QPixmap | None = None
        self._held: QPixmap | None = None
        self._is_taking = False
        self.setDuration(STEP_MS)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setStartValue(1.0)
        self.setEndValue(0.0)
        self.valueChanged.connect(self._on_value)
        self.finished.connect(self._on_finished)

    @property
    def is_on(self) -> bool:
        """Return whether this paints the view: while a fade is under way, or a picture is held."""
        is_running = self.state() == QVariantAnimation.State.Running
        is_fading = self._before is not None and is_running
        return (is_fading or self._held is not None) and not self._is_taking

    def keep(self) -> None:
        """Take the first picture, or the one a fade ends with; call before the change."""
        kept = self._kept or self._held or (self._after if self.is_on else None)
        self.end()
        self._before = kept or self._picture()
        self._scene_view.setViewportUpdateMode(_Mode.NoViewportUpdate)

    def begin(self) -> None:
        """Fade into how the view looks from now on; call after the change."""
        if self._before is not None:
            self.start()

    def hold(self) -> bool:
        """Show how the view looks now until the next end: its layers may go meanwhile.

        Returns:
            Whether it does; a view that is hidden because it is being deleted shows nothing.
        """
        if not shiboken6.isValid(self._view):
            return False
        held = self._kept or self._picture()
        self.end()
        self._held = held
        return True

    def end(self) -> None:
        """Show what is there now; anything that changes the view under way calls this."""
        self.forget()
        if self._held is not None:
            self._held = None
            self._view.update()
        if self._before is not None:
            self.stop()
            self._before = self._after = None
            self._scene_view.setViewportUpdateMode(_Mode.SmartViewportUpdate)
            self._view.update()

    def end_unless_still(self) -> None:
        """End a fade; a view that stands still goes on to look as in its last picture."""
        if self._before is not None or self._held is not None:
            self.end()

    def forget(self) -> None:
        """Trust no picture of before: the view looks otherwise now."""
        self._kept = None

    def paint(self, painter: QPainter) -> None:
        """Draw both pictures, in pixels of the view."""
        if self._held is not None:
            painter.drawPixmap(0, 0, self._held)
        if self._before is None:
            return
        if self._after is not None:
            painter.drawPixmap(0, 0, self._after)
            painter.setOpacity(float(self.currentValue()))
        painter.drawPixmap(0, 0, self._before)

    def _picture(self) -> QPixmap:
        """Return how the view looks now, without the labels: those change at once."""
        ratio = self._view.devicePixelRatioF()
        pixmap = QPixmap((QSizeF(self._view.size()) * ratio).toSize())
        pixmap.setDevicePixelRatio(ratio)
        ground = QWidget.RenderFlag.DrawWindowBackground
        self._is_taking = True
        self._view.render(pixmap, QPoint(), renderFlags=ground)
        self._is_taking = False
        return pixmap

    def _on_finished(self) -> None:
        # The next step begins as this one ended: a third of its time is taking that picture.
        after = self._after
        self.end()
        self._kept = after

    def _on_value(self, value: float) -> None:
        if self._before is not None and self._after is None and value < 1:
            self._after = self._picture()
        self._view.update()
