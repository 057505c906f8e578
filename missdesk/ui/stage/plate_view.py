"""One pane of the stage: a picture in layers, its labels, the ink on it, and a part lit up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGraphicsScene

from missdesk.ui.stage.drawing import Drawing
from missdesk.ui.stage.edges import Dissolve
from missdesk.ui.stage.feed import Arrival, PictureFeed
from missdesk.ui.stage.finish import Finish
from missdesk.ui.stage.framing import frame, reach, set_up
from missdesk.ui.stage.gestures import Gestures
from missdesk.ui.stage.labeling import Labeling
from missdesk.ui.stage.labels_item import LabelPill
from missdesk.ui.stage.layers import Part, Picture
from missdesk.ui.stage.lighting import Lighting
from missdesk.ui.stage.missing import all_missing, missing_words
from missdesk.ui.stage.naming import Naming
from missdesk.ui.stage.pointer import Hands, Pointer
from missdesk.ui.stage.pressed_view import PressedView
from missdesk.ui.stage.scale_bar import scale_words
from missdesk.ui.stage.sight import Sight
from missdesk.ui.stage.stack import LayerStack
from missdesk.ui.stage.zoom_box import ZoomBox

if TYPE_CHECKING:
    from missdesk.ui.stage.controls import StageControls
    from missdesk.ui.stage.decode import LayerLoader
    from missdesk.ui.stage.pen import Ink
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class PlateView(PressedView):
    """Shows one picture; knows neither page nor neighbors.

    Attributes:
        labeling: Its labels, which the panes beside bring in step with theirs.
        finish: What is painted round and over the picture.
        feed: Reads its layers, and those wanted next.
        pointer: What is drawn or tapped on it.
    """

    ACCESSIBLE_ROLE = QAccessible.Role.Graphic

    part_chosen = Signal(object)
    """The part lit up now (`Part`), or None."""
    faults_found = Signal(object)
    """Layers that can't be read, as a tuple of `PlateError`."""
    _zoom: ZoomBox | None = None
    """Here already: Qt sends events while the pane is still being made."""

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
        scene = QGraphicsScene()
        super().__init__(scene)
        scene.setParent(self)
        self._theme, self._controls = theme, controls
        self._shown: Picture | None = None
        self.feed = PictureFeed(self, loader, lambda: controls.lens)
        self.feed.arrived.connect(self._on_arrived)
        self._stack = LayerStack(scene)
        self._sight = Sight(self.viewport(), self.feed, self._stack, controls)
        self._is_moving = False
        set_up(self)
        self._dissolve = Dissolve(self)
        self.labeling = Labeling(self.viewport(), theme, controls, self.to_view)
        light = Lighting(scene, workers, theme)
        self._naming = Naming(self.viewport(), light, controls, self.to_view)
        self.finish = Finish(theme, self.labeling)
        self._drawing = Drawing(self, theme, ink)
        name, write = self._naming.choose_at, self._drawing.ask_note
        hands = Hands(self._to_plate, name, write, lambda by_px: self._gestures.move(by_px))
        self.pointer = Pointer(controls, ink, self._drawing.item, hands)
        self._gestures = Gestures(self.viewport(), controls, self.pointer, self._on_press)
        self._zoom = ZoomBox(self.viewport(), theme, controls) if ink is not None else None
        self.labeling.corner = self._zoom
        self.labeling.labels.pressed.connect(self._naming.choose_region)
        self.labeling.placed.connect(self._on_placed)
        self._naming.named.connect(self._on_named)
        controls.hidden_changed.connect(self._on_hidden)
        controls.labels_changed.connect(self._place_labels)
        controls.tool_changed.connect(self._on_tool)
        controls.lens_changed.connect(self._on_lens)
        theme.changed.connect(self._on_theme)
        self._on_tool()

    # What the page asks for

    def show_picture(self, picture: Picture) -> None:
        """Show a picture as soon as its layers are there; until then the old one stays."""
        if picture is not self._shown or not self.is_settled:
            self.feed.want(picture)

    def show_missing(self) -> None:
        """Show nothing, and say in the pane that its picture is missing."""
        self.feed.stop()
        self._dissolve.end()
        self.pointer.cancel()
        self._shown = None
        self._naming.show(None, is_new=True)
        self._sight.forget()
        self.labeling.show(None)
        self.labeling.clear()
        self._drawing.show(None)
        self._say_missing(all_missing())
        if self._zoom is not None:
            self._zoom.hide()
        self.viewport().update()

    @property
    def picture(self) -> Picture | None:
        """Return the picture to be seen now, None before the first."""
        return self._shown

    def refresh_ink(self) -> None:
        """Show the marks as they are in the visit now."""
        self._dissolve.forget()
        self._drawing.refresh()

    def choose_part(self, part: Part | None) -> None:
        """Light a part up, or none."""
        self._naming.choose(part)

    @property
    def part(self) -> Part | None:
        """Return the part lit up now."""
        return self._naming.part

    def label_texts(self) -> tuple[str, ...]:
        """Return the names on show, in the order of the keyboard."""
        return self.labeling.labels.texts()

    def set_side_words(self, left: str, right: str) -> None:
        """Say in the lower corners which side is which (product.md)."""
        if self.labeling.set_side_words(left, right):
            self._place_labels()
            self.viewport().update()

    @property
    def is_settled(self) -> bool:
        """Return whether the picture asked for last is the one to be seen."""
        shown = self._shown
        return shown is not None and not self._is_moving and shown is self.feed.wanted

    def release(self) -> None:
        """Let go of everything outside this pane; it shows nothing new after this."""
        self.feed.stop()

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

    # What comes

    def _on_arrived(self, arrival: Arrival) -> None:
        picture, before = arrival.picture, self._shown
        is_new = before is not None and not picture.looks_like(before)
        is_still = before is not None and picture.stands_like(before)
        if is_new and self._theme.has_motion:
            self._dissolve.keep()
        elif is_still:
            self._dissolve.end_unless_still()
        else:
            self._dissolve.end()
        if is_new:
            self.pointer.cancel()
        self._naming.show(picture, is_new=is_new)
        self.labeling.show(picture)
        self.pointer.show(picture)
        self._shown, self._is_moving = picture, False
        self._fit_lens(is_same=before is None or before.focus_mm == picture.focus_mm)
        self._frame(picture)
        self._peel(is_animated=False)
        missing = missing_words(picture, arrival.faults)
        is_still = not self._sight.show(arrival) and is_still and missing == self.finish.missing
        self._say_missing(missing)
        self._drawing.show(picture)
        self._place_labels()
        if is_new and self._theme.has_motion:
            self._dissolve.begin()
        if not is_still:
            self._dissolve.forget()
            self.viewport().update()
        self.faults_found.emit(arrival.faults)

    def _frame(self, picture: Picture) -> None:
        """Look at the right part of it; Qt's scrolling takes along what lies on the viewport."""
        frame(self, picture, self._controls.lens)
        if self._zoom is not None:
            self._zoom.show()
            self._zoom.refresh()
        self._naming.note.fit()

    def _fit_lens(self, *, is_same: bool = True) -> None:
        """Keep to the place of the picture that was looked at, in a view of another shape."""
        picture = self._shown or self.feed.wanted
        if picture is not None and self.isVisible():
            shape = reach(picture, self.viewport().size())
            self._controls.fit_lens(self, shape, is_same_picture=is_same)

    def _on_lens(self) -> None:
        """Move at once with the pixels there are; sharpen and name again once it stands still."""
        self._dissolve.end()
        if self._shown is None:
            return
        self._is_moving = True
        self.labeling.lift_limits()
        if isinstance(QApplication.focusWidget(), LabelPill):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # a label goes while all moves
        self._frame(self._shown)
        self._sight.refresh()
        self.labeling.clear()
        self._drawing.follow()
        self.feed.ask_later()
        self.viewport().update()

    def _say_missing(self, words: str) -> None:
        self.finish.missing = words
        alt = self._shown.alt if self._shown is not None else ""
        self.setAccessibleName(f"{alt} {words}".strip())

    def _place_labels(self) -> None:
        if not self._is_moving:
            self.labeling.place()

    def _on_placed(self, has_moved: bool) -> None:
        if has_moved:
            self._dissolve.forget()
            self.viewport().update()
        self._drawing.follow()
        self._naming.note.keep_clear(self.labeling.boxes())

    # Reactions

    def _on_hidden(self) -> None:
        self._dissolve.end()
        self._peel(is_animated=self._theme.has_motion)

    def _peel(self, *, is_animated: bool) -> None:
        controls = self._controls
        self._stack.set_hidden(controls.hidden, is_faint=controls.is_faint, is_animated=is_animated)

    def _on_tool(self) -> None:
        is_hand = self.pointer.is_hand
        self.labeling.labels.set_see_through(not is_hand)
        shapes = Qt.CursorShape
        self.viewport().setCursor(shapes.ArrowCursor if is_hand else shapes.CrossCursor)
        if not is_hand:
            self.choose_part(None)

    def _on_theme(self) -> None:
        self._dissolve.end()
        self._drawing.restyle()
        self.viewport().update()
        # Where sizes changed, the page is built anew before this comes to pass.
        QTimer.singleShot(0, self, self._place_labels)

    def _on_named(self, part: Part | None) -> None:
        self._dissolve.forget()
        self.setAccessibleDescription(f"{part.name}. {part.meaning}" if part else "")
        self.part_chosen.emit(part)

    def _on_press(self) -> None:
        self._dissolve.end()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def begin_press(self) -> bool:
        """Come to rest and take the focus, where there is a picture."""
        if self._shown is not None:
            self._on_press()
        return self._shown is not None

    # Events of Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was asked for while nobody looked."""
        super().showEvent(event)
        self._fit_lens()
        self.feed.ask_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep one flat picture for the way back; the layers take ten times its memory."""
        super().hideEvent(event)
        if self._shown is not None and self._dissolve.hold():
            self._sight.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit at once with the pixels there are, sharpen shortly after."""
        super().resizeEvent(event)
        self._dissolve.end()
        self._fit_lens()
        if self._shown is None:
            self.feed.ask_soon()
            return
        self._frame(self._shown)
        self.labeling.lift_limits()
        self._place_labels()
        self.feed.ask_later()

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
        painter.fillRect(self.viewport().rect(), self.finish.surround.paper)

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        """Draw soft edges, the lines of the labels, and what is left of the picture before."""
        painter.resetTransform()
        plate = scale = None
        if (shown := self._shown) is not None:
            plate = QRectF(self.to_view((0, 0)), self.to_view(shown.size_mm))
            scale = self.transform().m11() if shown.is_flat and self._zoom is not None else None
        self.finish.paint(painter, QRectF(self.viewport().rect()), plate, scale)

    def scale_words(self) -> str:
        """Return the length that the scale bar says; empty where there is none."""
        is_flat = self._shown is not None and self._shown.is_flat
        return scale_words(self.transform().m11(), self._theme) if is_flat else ""

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline for the window's focus ring."""
        return QRectF(self.rect()), float(self._theme.radius("box"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom; where the page may scroll, only with Ctrl, since the wheel is the page's then."""
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        is_meant = has_control or not self._theme.is_folded
        self._gestures.wheel(event) if self._zoom is not None and is_meant else event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """Take fingers and pens before Qt makes mouse presses of them."""
        if self._zoom is not None and self._shown is not None and self._gestures.take(event):
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, name parts, and do by Enter to the part lit up what a tap on it does."""
        key, part = Qt.Key(event.key()), self.part
        if self._zoom is not None and self._gestures.key(key, event.modifiers()):
            return
        if key in ENTER and part is not None and not self.pointer.is_hand:
            self.pointer.tap(part.at_mm)
        elif not self._naming.key(key):
            event.ignore()
