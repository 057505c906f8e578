"""One pane of the stage: a picture in layers, its labels, the ink on it, and a part lit up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsScene, QGraphicsView, QSizePolicy

from missdesk.figures.label_fit import FULL
from missdesk.model.marks import Sheet
from missdesk.ui.stage.edges import Dissolve, Surround
from missdesk.ui.stage.feed import Arrival, PictureFeed
from missdesk.ui.stage.framing import frame, part_of_view
from missdesk.ui.stage.gestures import Gestures
from missdesk.ui.stage.ink import InkItem, InkOver
from missdesk.ui.stage.labels_item import LabelPill, LabelSet, paint_side_words
from missdesk.ui.stage.layers import LabelWords, Part, Picture
from missdesk.ui.stage.lighting import Lighting
from missdesk.ui.stage.missing import all_missing, missing_words, paint_missing
from missdesk.ui.stage.note_box import ask_note
from missdesk.ui.stage.part_note import PartNote
from missdesk.ui.stage.pen import note_mark
from missdesk.ui.stage.pointer import Hands, Pointer
from missdesk.ui.stage.scale_bar import SIDE_WIDE_PX, paint_scale, scale_words
from missdesk.ui.stage.sight import Sight
from missdesk.ui.stage.stack import LayerStack
from missdesk.ui.stage.zoom_box import ZoomBox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from missdesk.figures.labels import Label
    from missdesk.model.marks import Point
    from missdesk.ui.stage.controls import StageControls
    from missdesk.ui.stage.decode import LayerLoader
    from missdesk.ui.stage.pen import Ink
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

SIDE_FOOT_PX: Final = 40
"""Height of the words in the lower corners, kept free of labels."""
NOTE_PX: Final = 17
"""Letters of notes on the picture."""
ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class PlateView(QGraphicsView):
    """Shows one picture; knows neither page nor neighbors."""

    part_chosen = Signal(object)
    """The part lit up now (`Part`), or None."""
    faults_found = Signal(object)
    """Layers that can't be read, as a tuple of `PlateError`."""
    labels_placed = Signal()
    """The labels stand at new places."""
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
        self._plate_scene = QGraphicsScene()
        super().__init__(self._plate_scene)
        self._plate_scene.setParent(self)
        self._theme, self._controls, self._ink = theme, controls, ink
        self._shown: Picture | None = None
        self._feed = PictureFeed(self, loader, lambda: controls.lens)
        self._feed.arrived.connect(self._on_arrived)
        self._like: tuple[Label, ...] = ()
        self._allowed: frozenset[str] | None = None
        self._least_fit = FULL
        self._surround = Surround(theme)
        self._overlay: Callable[[QPainter], None] | None = None
        self._stack = LayerStack(self._plate_scene)
        self._sight = Sight(self.viewport(), self._feed, self._stack, controls)
        self._is_moving = False
        self._missing = ""
        self._ink_item = InkItem(theme.palette, self._note_px())
        self._plate_scene.addItem(self._ink_item)
        hands = Hands(self._to_plate, self._on_tap, self._on_note, self._on_move)
        self._pointer = Pointer(controls, ink, self._ink_item, hands)
        self._gestures = Gestures(self.viewport(), controls, self._pointer, self._on_press)
        self._lighting = Lighting(self._plate_scene, workers, theme)
        self._lighting.lit.connect(self._on_lit)
        self._set_up()
        self._dissolve = Dissolve(self.viewport())
        self._labels = LabelSet(self.viewport(), theme)
        self._labels.pressed.connect(self._on_label)
        self._note = PartNote(self.viewport(), theme)
        self._over = InkOver(self.viewport(), self._ink_item, self.viewportTransform)
        self._zoom = ZoomBox(self.viewport(), theme, controls) if ink is not None else None
        self._side_words = ("", "")
        controls.hidden_changed.connect(self._on_hidden)
        controls.labels_changed.connect(self._place_labels)
        controls.tool_changed.connect(self._on_tool)
        controls.lens_changed.connect(self._on_lens)
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
        self._feed.want(picture)

    def show_missing(self) -> None:
        """Show nothing, and say in the pane that its picture is missing."""
        self._feed.stop()
        self._dissolve.end()
        self._lighting.put_out()
        self._pointer.cancel()
        self._shown = None
        self._sight.forget()
        self._labels.place((), self.to_view)
        self._ink_item.set_sheet(Sheet())
        self._over.refresh()
        self._say_missing(all_missing())
        if self._zoom is not None:
            self._zoom.hide()
        self.viewport().update()

    @property
    def picture(self) -> Picture | None:
        """Return the picture to be seen now, None before the first."""
        return self._shown

    def prefetch(self, pictures: Iterable[Picture]) -> None:
        """Read what will probably be shown next at this pane's size."""
        self._feed.prefetch(pictures)

    def refresh_ink(self) -> None:
        """Show the marks as they are in the visit now."""
        self._dissolve.forget()
        if self._ink is not None and self._shown is not None:
            self._ink_item.set_sheet(self._ink.sheet(self._shown.sheet))
            self._over.refresh()

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
        if (left, right) != self._side_words:
            self._side_words = (left, right)
            self._place_labels()

    def set_framed(self) -> None:
        """End in a round box instead of fading into the sheet."""
        self._surround.is_framed = True

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
        is_still = self._shown is not None and not self._is_moving
        return is_still and self._shown is self._feed.wanted

    def release(self) -> None:
        """Let go of everything outside this pane; it shows nothing new after this."""
        self._feed.stop()

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
        picture = arrival.picture
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
        self._pointer.show(picture)
        self._shown, self._is_moving = picture, False
        self._frame(picture)
        self._peel(is_animated=False)
        self._sight.show(arrival)
        self._say_missing(missing_words(picture, arrival.faults))
        self._ink_item.set_size(picture.size_mm)
        self.refresh_ink()
        self._place_labels()
        if is_new and self._theme.has_motion:
            self._dissolve.begin()
        self.viewport().update()
        self.faults_found.emit(arrival.faults)

    def _frame(self, picture: Picture) -> None:
        """Look at the right part of it; Qt's scrolling takes along what lies on the viewport."""
        self._dissolve.forget()
        frame(self, picture, self._controls.lens)
        if self._zoom is not None:
            self._zoom.show()
            self._zoom.refresh()
        self._note.fit()

    def _on_lens(self) -> None:
        """Move at once with the pixels there are; sharpen and name again once it stands still."""
        self._dissolve.end()
        if self._shown is None:
            return
        self._is_moving = True
        self.lift_limits()
        if isinstance(QApplication.focusWidget(), LabelPill):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # a label goes while all moves
        self._frame(self._shown)
        self._sight.refresh()
        self._labels.place((), self.to_view)
        self._over.refresh()
        self._feed.ask_later()
        self.viewport().update()

    def _say_missing(self, words: str) -> None:
        self._missing = words
        alt = self._shown.alt if self._shown is not None else ""
        self.setAccessibleName(f"{alt} {words}".strip())

    def _place_labels(self) -> None:
        if self._shown is None or self._is_moving:
            return
        before = self.labels
        labels = self.wanted_labels()
        has_foot = any(self._side_words) or self._shown.is_flat
        keep = [] if self._zoom is None else [QRectF(self._zoom.geometry())]
        self._labels.place(
            labels,
            self.to_view,
            foot_px=self._theme.px(SIDE_FOOT_PX) if has_foot else 0,
            like=self._like,
            least_fit=self._least_fit,
            keep=keep,
        )
        if self.labels != before:
            self._dissolve.forget()
        self._over.refresh()
        self._note.keep_clear([*self._side_boxes(), *(QRectF(*la.box) for la in self.labels)])
        self.viewport().update()
        self.labels_placed.emit()

    def _side_boxes(self) -> list[QRectF]:
        """Return the lower corners, where the words for the sides stand."""
        high, wide = self._theme.px(SIDE_FOOT_PX), self._theme.text_px(SIDE_WIDE_PX)
        room, top = self.viewport().width(), self.viewport().height() - high
        starts = zip((0, room - wide), self._side_words, strict=True)
        boxes = [QRectF(x, top, wide, high) for x, word in starts if word]
        return boxes if self._zoom is None else [*boxes, QRectF(self._zoom.geometry())]

    # Reactions

    def _on_hidden(self) -> None:
        self._dissolve.end()
        self._peel(is_animated=self._theme.has_motion)

    def _peel(self, *, is_animated: bool) -> None:
        controls = self._controls
        self._stack.set_hidden(controls.hidden, is_faint=controls.is_faint, is_animated=is_animated)

    def _on_tool(self, tool: str) -> None:
        is_hand = tool == "hand" or self._ink is None
        self._labels.set_see_through(not is_hand)
        shape = Qt.CursorShape.ArrowCursor if is_hand else Qt.CursorShape.CrossCursor
        self.viewport().setCursor(shape)
        if not is_hand:
            self.choose_part(None)

    def _on_theme(self) -> None:
        self._dissolve.end()
        self._ink_item.set_look(self._theme.palette, self._note_px())
        self._over.refresh()
        self.viewport().update()
        # Where sizes changed, the page is built anew before this comes to pass.
        QTimer.singleShot(0, self, self._place_labels)

    def _on_label(self, region: str) -> None:
        if self._shown is None:
            return
        part = next((p for p in self._shown.parts if p.region == region), None)
        self.choose_part(None if part == self.part else part)

    def _on_lit(self, part: Part | None) -> None:
        self._dissolve.forget()
        if part is not None:
            self._bring_into_view(part.at_mm)
        middle = self.viewport().height() / 2
        is_low = part is not None and self.to_view(part.at_mm).y() > middle
        self._note.show_part(part, is_low=is_low)
        self.setAccessibleDescription(f"{part.name}. {part.meaning}" if part else "")
        self.part_chosen.emit(part)

    def _bring_into_view(self, at_mm: Point) -> None:
        """Move enlarged pictures so that a part named by the keyboard can be seen."""
        lens = self._controls.lens
        seen = self.viewport().rect().contains(self.to_view(at_mm).toPoint())
        if lens.is_near and not seen and self._shown is not None:
            at = part_of_view(self._shown, self.viewport().size(), at_mm)
            self._controls.set_lens(lens.centered(at))

    def _on_press(self) -> None:
        self._dissolve.end()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _on_move(self, by_px: QPointF) -> None:
        self._gestures.move(by_px)

    def _on_note(self, at_mm: Point) -> None:
        """Ask for the words of a note, and put it there."""
        ink, shown = self._ink, self._shown
        if ink is None or shown is None:
            return
        spot = self.to_view(at_mm).toPoint()
        near = QRect(self.viewport().mapTo(self, spot), QSize(1, 1))
        sheet = shown.sheet

        def put(words: str) -> None:
            ink.add(sheet, note_mark(words, at_mm))

        ask_note(self, self._theme, ink.consultation, near, put)

    def _note_px(self) -> float:
        return float(self._theme.font(NOTE_PX, 600).pixelSize())

    # Events of Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was asked for while nobody looked."""
        super().showEvent(event)
        self._feed.ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit at once with the pixels there are, sharpen shortly after."""
        super().resizeEvent(event)
        self._dissolve.end()
        if self._shown is None:
            self._feed.ask()
            return
        self._frame(self._shown)
        self.lift_limits()
        self._place_labels()
        self._feed.ask_later()

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
        painter.fillRect(self.viewport().rect(), self._surround.paper)

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        """Draw soft edges, the lines of the labels, and what is left of the picture before."""
        painter.resetTransform()
        view = QRectF(self.viewport().rect())
        if self._shown is not None:
            plate = QRectF(self.to_view((0, 0)), self.to_view(self._shown.size_mm))
            self._surround.paint_fades(painter, view, plate)
            paint_side_words(painter, view, self._theme, self._side_words)
            if self._shown.is_flat and self._ink is not None:
                paint_scale(painter, self._theme, view, self.transform().m11())
        self._labels.paint_leaders(painter)
        if self._missing:
            is_all = self._shown is None
            paint_missing(painter, view, self._theme, self._missing, is_all=is_all)
        if self._overlay is not None:
            self._overlay(painter)
        self._surround.paint_box(painter, view)

    def scale_words(self) -> str:
        """Return the length that the scale bar says; empty where there is none."""
        if self._shown is None or not self._shown.is_flat:
            return ""
        return scale_words(self.transform().m11(), self._theme)

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline for the window's focus ring."""
        return QRectF(self.rect()), float(self._theme.radius("box"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom; where the page may scroll, only with Ctrl, since the wheel is the page's then."""
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._zoom is None or not (has_control or not self._theme.is_folded):
            event.ignore()
        else:
            self._gestures.wheel(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Take fingers and pens before Qt makes mouse presses of them."""
        if self._zoom is not None and self._shown is not None and self._gestures.take(event):
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke, rub out or tap, with the tool in hand."""
        if event.button() == Qt.MouseButton.LeftButton and self._shown is not None:
            self._on_press()
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
        """Go through the parts by the up and down keys; Escape lets go.

        Plus, minus and 0 zoom, Shift and an arrow move what is enlarged, and Enter does to the
        part lit up what a tap with the tool in hand does.
        """
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if self._zoom is not None and self._gestures.key(key, event.modifiers()):
            return
        if key in ENTER and self.part is not None and not self._pointer.is_hand:
            self._pointer.tap(self.part.at_mm)
        elif key in steps and self._shown is not None and self._shown.parts:
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
