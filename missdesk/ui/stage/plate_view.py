"""One pane of the stage: a picture in layers, its labels, the ink on it, and a part lit up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QSizePolicy

from missdesk.ui.stage.edges import FADE_PX, Dissolve, Fades, paint_corners
from missdesk.ui.stage.framing import fit_scale, frame, window_px
from missdesk.ui.stage.ink import InkItem
from missdesk.ui.stage.labels_item import FULL, LabelSet, paint_side_words
from missdesk.ui.stage.layers import LabelWords, LayerShot, Part, Picture, shots
from missdesk.ui.stage.lighting import Lighting
from missdesk.ui.stage.part_note import PartNote
from missdesk.ui.stage.pointer import Pointer
from missdesk.ui.stage.stack import LayerStack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from missdesk.errors import PlateError
    from missdesk.figures.labels import Label
    from missdesk.model.marks import Point
    from missdesk.ui.stage.controls import StageControls
    from missdesk.ui.stage.decode import LayerLoader, LayerRequest
    from missdesk.ui.stage.pen import Ink
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

RESIZE_MS: Final = 80
"""Layers are read again this long after the last change of size."""
SIDE_FOOT_PX: Final = 40
"""Height of the words in the lower corners, kept free of labels."""
SIDE_WIDE_PX: Final = 80
"""About how wide they are, kept free of the card that names a part."""


class PlateView(QGraphicsView):
    """Shows one picture; knows neither page nor neighbors."""

    part_chosen = Signal(object)
    """The part lit up now (`Part`), or None."""
    faults_found = Signal(object)
    """Layers that can't be read, as a tuple of `PlateError`."""
    labels_placed = Signal()
    """The labels stand at new places."""

    def __init__(
        self,
        theme: Theme,
        loader: LayerLoader,
        controls: StageControls,
        workers: Workers,
        ink: Ink | None = None,
    ) -> None:
        """Make an empty pane.

        Args:
            theme: Colors, fonts, motion.
            loader: Shared by the panes of a page.
            controls: Shared by the panes of a page.
            workers: Read the map of parts.
            ink: Where strokes go; None for a picture that is not drawn on.
        """
        self._plate_scene = QGraphicsScene()
        super().__init__(self._plate_scene)
        self._plate_scene.setParent(self)
        self._theme, self._loader, self._controls, self._ink = theme, loader, controls, ink
        self._picture: Picture | None = None
        self._shown: Picture | None = None
        self._wanted: tuple[LayerShot, ...] = ()
        self._wanted_scale = 1.0
        self._like: tuple[Label, ...] = ()
        self._allowed: frozenset[str] | None = None
        self._least_fit = FULL
        self._is_framed = False
        self._fades = Fades()
        self._overlay: Callable[[QPainter], None] | None = None
        self._stack = LayerStack(self._plate_scene)
        self._ink_item = InkItem((1, 1), theme.color("pen"), theme.color("pen_halo"))
        self._plate_scene.addItem(self._ink_item)
        self._pointer = Pointer(controls, ink, self._ink_item, self._to_plate, self._on_tap)
        self._lighting = Lighting(self._plate_scene, workers, theme)
        self._lighting.lit.connect(self._on_lit)
        self._set_up()
        self._dissolve = Dissolve(self.viewport())
        self._labels = LabelSet(self.viewport(), theme)
        self._labels.pressed.connect(self._on_label)
        self._note = PartNote(self.viewport(), theme)
        self._side_words = ("", "")
        self._reload = QTimer(self, singleShot=True, interval=RESIZE_MS)
        self._reload.timeout.connect(self._request)
        controls.hidden_changed.connect(self._on_hidden)
        controls.labels_changed.connect(self._on_labels)
        controls.tool_changed.connect(self._on_tool)
        theme.changed.connect(self._on_theme)
        self._on_tool(controls.tool)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(off)
        self.setVerticalScrollBarPolicy(off)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # What the page asks for

    def show_picture(self, picture: Picture) -> None:
        """Show a picture as soon as its layers are there; until then the old one stays."""
        self._picture = picture
        self.setAccessibleName(picture.alt)
        self._request()

    @property
    def picture(self) -> Picture | None:
        """Return the picture to be seen now, None before the first."""
        return self._shown

    def prefetch(self, pictures: Iterable[Picture]) -> None:
        """Read what will probably be shown next at this pane's size."""
        for picture in pictures:
            self._loader.prefetch(shot.request for shot in self._shots(picture))

    def refresh_ink(self) -> None:
        """Show the marks as they are in the visit now."""
        if self._ink is not None and self._shown is not None:
            self._ink_item.set_sheet(self._ink.sheet(self._shown.sheet))

    def choose_part(self, part: Part | None) -> None:
        """Light a part up, or none."""
        if self._shown is not None:
            self._lighting.light(self._shown, part)

    @property
    def part(self) -> Part | None:
        """Return the part lit up now."""
        return self._lighting.part

    def label_texts(self) -> tuple[str, ...]:
        """Return the names on show, in the order of the keyboard."""
        return self._labels.texts()

    def set_side_words(self, left: str, right: str) -> None:
        """Say in the lower corners which side is which (product.md, left and right)."""
        self._side_words = (left, right)
        self._place_labels()

    def set_framed(self) -> None:
        """End in a round box instead of fading into the sheet."""
        self._is_framed = True

    def set_overlay(self, paint: Callable[[QPainter], None]) -> None:
        """Let the owner paint over the picture, in pixels of the view."""
        self._overlay = paint

    def align_labels(self, like: tuple[Label, ...]) -> None:
        """Put labels of the same name where the pane beside has them."""
        if like != self._like:
            self._like = like
            self._place_labels()

    def wanted_labels(self) -> tuple[LabelWords, ...]:
        """Return the labels that ought to be shown, whether or not there is room for them."""
        if self._shown is None or not self._controls.has_labels:
            return ()
        allowed = self._allowed
        return tuple(w for w in self._shown.labels if allowed is None or w.id in allowed)

    def limit_labels(self, ids: frozenset[str], fit: int) -> None:
        """Show only these labels, given way this far; a new picture or size lifts both limits."""
        if (ids, fit) != (self._allowed, self._least_fit):
            self._allowed, self._least_fit = ids, fit
            self._place_labels()

    def lift_limits(self) -> None:
        """Let labels be all and as designed again, from the next placing on."""
        self._allowed, self._least_fit, self._like = None, FULL, ()

    @property
    def labels(self) -> tuple[Label, ...]:
        """Return the labels as placed, for the pane beside."""
        return self._labels.placed

    @property
    def label_fit(self) -> int:
        """Return how far the labels gave way for want of room, `labels_item.FULL` to `SMALL`."""
        return self._labels.fit

    @property
    def is_settled(self) -> bool:
        """Return whether the picture asked for last is the one to be seen."""
        return self._shown is not None and self._shown is self._picture

    def release(self) -> None:
        """Let go of everything outside this pane; it shows nothing new after this."""
        self._loader.forget_waiting(self._on_layers)
        self._reload.stop()
        self._picture = None

    def sizeHint(self) -> QSize:
        """Return a size that lets the page decide."""
        return QSize(self._theme.px(320), self._theme.px(260))

    # Place

    def to_view(self, at_mm: tuple[float, float]) -> QPointF:
        """Return where a point of the plate lies, in pixels of the view."""
        return self.viewportTransform().map(QPointF(*at_mm))

    def _to_plate(self, at_px: QPointF) -> tuple[float, float]:
        inverse, _ = self.viewportTransform().inverted()
        at = inverse.map(at_px)
        return at.x(), at.y()

    def _device_scale(self, picture: Picture) -> float:
        port = self.viewport()
        return fit_scale(picture.focus_mm, port.size()) * port.devicePixelRatioF()

    def _shots(self, picture: Picture) -> tuple[LayerShot, ...]:
        port = self.viewport()
        window = window_px(picture, port.size(), port.devicePixelRatioF())
        return shots(picture, self._device_scale(picture), window)

    # Loading

    def _request(self) -> None:
        self._loader.forget_waiting(self._on_layers)
        if self._picture is None or not self.isVisible():
            return
        self._wanted_scale = self._device_scale(self._picture)
        self._wanted = self._shots(self._picture)
        self._loader.load((shot.request for shot in self._wanted), self._on_layers)

    def _on_layers(
        self, found: dict[LayerRequest, QPixmap], faults: tuple[PlateError, ...]
    ) -> None:
        picture = self._picture
        if picture is None:
            return
        is_new = self._shown is not None and (
            (self._shown.plate, self._shown.state, self._shown.is_mirrored)
            != (picture.plate, picture.state, picture.is_mirrored)
        )
        if is_new and self._theme.has_motion:
            self._dissolve.keep()
        if is_new:
            self._lighting.put_out()
            self._pointer.cancel()
        if self._shown is not picture:
            self.lift_limits()
        self._pointer.sheet = picture.sheet
        self._shown = picture
        frame(self, picture)
        self._stack.set_hidden(self._controls.hidden, is_animated=False)
        self._stack.show_layers(self._wanted, found, self._wanted_scale)
        self._ink_item.set_size(picture.size_mm)
        self.refresh_ink()
        self._place_labels()
        if is_new and self._theme.has_motion:
            self._dissolve.begin()
        self.viewport().update()
        self.faults_found.emit(faults)

    def _place_labels(self) -> None:
        if self._shown is None:
            return
        labels = self.wanted_labels()
        foot = self._theme.px(SIDE_FOOT_PX) if any(self._side_words) else 0
        self._labels.place(
            labels, self.to_view, foot_px=foot, like=self._like, least_fit=self._least_fit
        )
        self._note.keep_clear([*self._side_boxes(), *(QRectF(*la.box) for la in self.labels)])
        self.viewport().update()
        self.labels_placed.emit()

    def _side_boxes(self) -> list[QRectF]:
        """Return the lower corners, where the words for the sides stand."""
        high, wide = self._theme.px(SIDE_FOOT_PX), self._theme.text_px(SIDE_WIDE_PX)
        room, top = self.viewport().width(), self.viewport().height() - high
        starts = zip((0, room - wide), self._side_words, strict=True)
        return [QRectF(x, top, wide, high) for x, word in starts if word]

    # Reactions

    def _on_hidden(self) -> None:
        self._dissolve.end()
        self._stack.set_hidden(self._controls.hidden, self._theme.has_motion)

    def _on_labels(self) -> None:
        self._place_labels()

    def _on_tool(self, tool: str) -> None:
        is_hand = tool == "hand" or self._ink is None
        self._labels.set_see_through(not is_hand)
        shape = Qt.CursorShape.ArrowCursor if is_hand else Qt.CursorShape.CrossCursor
        self.viewport().setCursor(shape)
        if not is_hand:
            self.choose_part(None)

    def _on_theme(self) -> None:
        self._dissolve.end()
        self._ink_item.set_colors(self._theme.color("pen"), self._theme.color("pen_halo"))
        self.viewport().update()
        # Where sizes changed, the page is built anew before this comes to pass.
        QTimer.singleShot(0, self, self._place_labels)

    def _on_label(self, region: str) -> None:
        if self._shown is None:
            return
        part = next((p for p in self._shown.parts if p.region == region), None)
        self.choose_part(None if part == self.part else part)

    def _on_lit(self, part: Part | None) -> None:
        middle = self.viewport().height() / 2
        is_low = part is not None and self.to_view(part.at_mm).y() > middle
        self._note.show_part(part, is_low=is_low)
        self.setAccessibleDescription(f"{part.name}. {part.meaning}" if part else "")
        self.part_chosen.emit(part)

    # Events of Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was asked for while nobody looked."""
        super().showEvent(event)
        self._request()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit at once with the pixels there are, sharpen shortly after."""
        super().resizeEvent(event)
        self._dissolve.end()
        if self._shown is None:
            self._request()
            return
        frame(self, self._shown)
        self.lift_limits()
        self._place_labels()
        self._reload.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scene; while one picture fades into another, only the two of them."""
        if not self._dissolve.is_on:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        self._dissolve.paint(painter)
        painter.end()

    def drawBackground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        """Fill with the paper of the theme."""
        painter.resetTransform()
        painter.fillRect(self.viewport().rect(), self._paper())

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        """Draw soft edges, the lines of the labels, and what is left of the picture before."""
        painter.resetTransform()
        view = QRectF(self.viewport().rect())
        if self._shown is not None and not self._is_framed:
            plate = QRectF(self.to_view((0, 0)), self.to_view(self._shown.size_mm))
            depth = self._theme.px(FADE_PX)
            self._fades.paint(painter, view, plate, self._paper(), depth)
        paint_side_words(painter, view, self._theme, self._side_words)
        self._labels.paint_leaders(painter)
        if self._overlay is not None:
            self._overlay(painter)
        if self._theme.is_contrast or self._is_framed:
            paint_corners(painter, view, self._theme.radius("box"), self._theme.color("surface"))

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline for the window's focus ring."""
        return QRectF(self.rect()), float(self._theme.radius("box"))

    def _paper(self) -> QColor:
        return self._theme.color("art" if self._theme.is_contrast else "surface")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: the picture stays where it is."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke, rub out or tap, with the tool in hand."""
        if event.button() == Qt.MouseButton.LeftButton and self._shown is not None:
            self._dissolve.end()
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._pointer.press(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        self._pointer.move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.release(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second press of a double click as any press."""
        self.mousePressEvent(event)

    def _on_tap(self, at_mm: Point) -> None:
        if self._shown is not None:
            self._lighting.light_at(self._shown, at_mm)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the parts by the up and down keys; Escape lets go."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps and self._shown is not None and self._shown.parts:
            self.choose_part(_next_part(self._shown.parts, self.part, steps[key]))
        elif key == Qt.Key.Key_Escape and self.part is not None:
            self.choose_part(None)
        else:
            event.ignore()


def _next_part(parts: tuple[Part, ...], here: Part | None, step: int) -> Part:
    """Return the part after or before this one, going round at the ends."""
    if here is None or here not in parts:
        return parts[0 if step > 0 else -1]
    return parts[(parts.index(here) + step) % len(parts)]
