"""Show pages of the handout on a desk: side by side, with a soft shadow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.handout_parts.render import Look, Spread, spread_of
from missdesk.ui.widgets.button import IconButton
from missdesk.ui.widgets.painting import centered_words, rounded, start

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from missdesk.ui.theme.theme import Theme

MARGIN, BETWEEN, SHADOW_STEP = 24, 22, 3
SHADOW_ALPHAS: Final = (9, 14, 20)
"""Depth 2 of visual-design 1c, from outside in."""
LINE_PX, LINE_WIDE = 3, 120
PATIENCE_MS, SETTLE_MS = 250, 80
TALLEST_FOLDED = 760
ZOOMS: Final = (1, 2, 3)
"""How large pages are against the size at which whole ones fit."""
PAN_PX: Final = 80
INSET: Final = 10
TWO_PAGES: Final = 1.3
"""Width over height of the desk from which two upright pages fill it better than one."""


class PageView(QWidget):
    """One page or two, or part of a large one; the old ones stay until new ones come.

    Larger: the buttons, + and -, a double press on the place; moved by dragging, wheel and arrows.

    Signals:
        look_changed: The pages in view or the room for them (a Look) changed.
    """

    ACCESSIBLE_ROLE = QAccessible.Role.Graphic

    look_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spread: Spread | None = None
        self._pixmaps: list[QPixmap] = []
        self._first, self._is_updating = 0, False
        self._zoom, self._pan = ZOOMS[0], QPointF()
        self._grip: QPointF | None = None
        self.setObjectName("handout.preview")
        self.setAccessibleName(_("Preview of the handout"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._smaller = IconButton(
            theme, _("Smaller pages"), "handout.smaller", "zoom-out", parent=self
        )
        self._larger = IconButton(
            theme, _("Larger pages"), "handout.larger", "zoom-in", parent=self
        )
        self._smaller.clicked.connect(self._on_smaller)
        self._larger.clicked.connect(self._on_larger)
        self._show_buttons()
        self._settling, self._patience = QTimer(self), QTimer(self)
        for timer in (self._settling, self._patience):
            timer.setSingleShot(True)
        self._settling.timeout.connect(self._tell)
        self._patience.timeout.connect(self._on_patience)
        theme.changed.connect(self.update)

    @property
    def spread(self) -> Spread | None:
        """Return what is shown."""
        return self._spread

    @property
    def count(self) -> int:
        """Return how many pages are side by side."""
        return self._fitting if self._zoom == 1 else 1

    @property
    def _fitting(self) -> int:
        """Return how many whole pages fit side by side."""
        return 2 if self.width() > TWO_PAGES * self.height() else 1

    @property
    def zoom(self) -> int:
        """Return how large pages are, 1 = whole ones."""
        return self._zoom

    def set_zoom(self, zoom: int, at: QPointF | None = None) -> None:
        """Show pages larger or smaller, about a place in the view (by default the top left)."""
        zoom = max(ZOOMS[0], min(ZOOMS[-1], zoom))
        if zoom == self._zoom or self._spread is None:
            return
        page, share = self._place_at(at)
        self._zoom, self._first = zoom, min(page, self._spread.total - 1)
        if zoom == 1:
            self._pan = QPointF()
        else:
            wide, high = (side * zoom for side in self._page_size())
            middle = QPointF(share.x() * wide, share.y() * high)
            self._move_to(QPointF(self.width() / 2, self.height() / 2) - middle)
        self._show_buttons()
        self.update()
        self._tell()

    def look(self) -> Look:
        """Return the pages in view and the room for each."""
        width, height = self._room()
        ratio = self.devicePixelRatioF() * self._zoom
        first = spread_of(self._first, self.count)
        return Look(first, self.count, round(width * ratio), round(height * ratio))

    def show_spread(self, spread: Spread) -> None:
        """Show pages."""
        self._spread, self._first = spread, spread.first
        self._pixmaps = [QPixmap.fromImage(image) for image in spread.images]
        self._show_buttons()
        self.update()

    @property
    def first(self) -> int:
        """Return the first page in view, from 0."""
        return self._first

    def go_to(self, first: int) -> None:
        """Show other pages, once there are any."""
        self._first = first

    def turn(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) pages; return whether there are any."""
        if self._spread is None:
            return False
        goal = spread_of(self._first, self.count) + step * self.count
        if not 0 <= goal < self._spread.total:
            return False
        self._first = goal
        self._move_to(QPointF(self._pan.x(), self._theme.px(MARGIN)))
        self._tell()
        return True

    def set_updating(self, is_updating: bool) -> None:
        """Say, when it takes a while, that newer pages are on their way."""
        if not is_updating:
            self._patience.stop()
            self._is_updating = False
            self.update()
        elif not self._is_updating and not self._patience.isActive():
            self._patience.start(PATIENCE_MS)

    def forget(self) -> None:
        """Drop the pictures (KP1)."""
        self._zoom, self._pan = ZOOMS[0], QPointF()
        self._spread, self._first = None, 0
        self._pixmaps.clear()
        self._show_buttons()
        self.set_updating(False)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the designed size; in one column, high enough to read the page."""
        if not self._theme.is_folded:
            return QSize(self._theme.px(780), self._theme.px(560))
        return QSize(self._theme.px(560), self._theme.px(TALLEST_FOLDED))

    def minimumSizeHint(self) -> QSize:
        """Return the least room for a page."""
        high = TALLEST_FOLDED if self._theme.is_folded else 320
        return QSize(self._theme.px(300), self._theme.px(high))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Ask for pages of the new size once the size has settled."""
        self._show_buttons()
        self._move_to(self._pan)
        self._settling.start(SETTLE_MS)

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline of the desk."""
        return QRectF(self.rect()), float(self._theme.radius("box"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enlarge by +, make smaller by -, and move a large page by the arrows."""
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: -9}
        ways = {
            Qt.Key.Key_Left: (1, 0),
            Qt.Key.Key_Right: (-1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        key = Qt.Key(event.key())
        if key in steps and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom + steps[key])
        elif key in ways and self._zoom > 1:
            self._move_to(self._pan + QPointF(*ways[key]) * self._theme.px(PAN_PX))
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Enlarge the place that was pressed, or show whole pages again."""
        self.set_zoom(ZOOMS[1] if self._zoom == 1 else ZOOMS[0], event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a large page."""
        if self._zoom > 1 and event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position() - self._pan
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it."""
        if self._grip is not None:
            self._move_to(event.position() - self._grip)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None
        self.unsetCursor()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move a large page; whole ones leave the wheel to what is around."""
        if self._zoom == 1:
            event.ignore()
            return
        turned = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        self._move_to(self._pan + QPointF(turned))
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the desk, the pages and the word that newer ones are coming."""
        painter, theme, box = start(self), self._theme, QRectF(self.rect())
        line = theme.color("line") if theme.is_contrast else None
        rounded(painter, box, theme.radius("box"), theme.color("hover"), line, 1.0)
        if self._spread is None:
            if self._is_updating:
                painter.setFont(theme.type("body"))
                painter.setPen(theme.color("ink2"))
                centered_words(painter, box, _("Making the pages"))
        else:
            painter.save()
            around = QPainterPath()
            around.addRoundedRect(box, *2 * (theme.radius("box"),))
            painter.setClipPath(around)
            for pixmap, page in zip(self._pixmaps, self._boxes(), strict=False):
                self._paint_page(painter, pixmap, page)
            painter.restore()
            if self._is_updating:
                self._paint_updating(painter, box)
            self._paint_ground(painter)
        painter.end()

    def _paint_page(self, painter: QPainter, pixmap: QPixmap, page: QRectF) -> None:
        theme, step = self._theme, self._theme.px(SHADOW_STEP)
        painter.setPen(Qt.PenStyle.NoPen)
        for ring, alpha in zip((3, 2, 1), SHADOW_ALPHAS, strict=True):
            grow = ring * step
            painter.setBrush(QColor(16, 40, 46, alpha))
            shadow = page.adjusted(-grow, -grow + step, grow, grow + step)
            painter.drawRoundedRect(shadow, grow, grow)
        # A page of the old size is stretched for a moment; else this is pixel for pixel.
        painter.drawPixmap(page, pixmap, QRectF(pixmap.rect()))
        if theme.is_contrast:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("line"), 1.0))
            painter.drawRect(page)

    def _paint_ground(self, painter: QPainter) -> None:
        """Lift the buttons off the words of a large page."""
        shown = [b.geometry() for b in (self._smaller, self._larger) if not b.isHidden()]
        box = QRectF(shown[0].united(shown[-1]))
        theme = self._theme
        rounded(painter, box, theme.radius("field"), theme.color("surface"), theme.color("line"))

    def _paint_updating(self, painter: QPainter, box: QRectF) -> None:
        """Draw a thin line and a word into the upper margin; nothing moves (reduced motion)."""
        theme = self._theme
        wide, high = theme.px(LINE_WIDE), theme.px(LINE_PX)
        bar = QRectF(box.center().x() - wide / 2, box.top(), wide, high)
        rounded(painter, bar, high / 2, theme.color("primary"))
        painter.setFont(theme.type("note"))
        painter.setPen(theme.color("ink2"))
        room = QRectF(box.left(), bar.bottom(), box.width(), theme.px(MARGIN - LINE_PX))
        centered_words(painter, room, _("Updating"))

    def _boxes(self) -> list[QRectF]:
        """Return where pages stand: in the middle, each as large as its room allows."""
        if self._zoom > 1:
            wide, high = self._page_size()
            return [QRectF(self._pan, QSizeF(wide * self._zoom, high * self._zoom))]
        width, height = self._room()
        gap, count, ratio = self._theme.px(BETWEEN), self.count, self.devicePixelRatioF()
        made = []
        for index, pixmap in enumerate(self._pixmaps[:count]):
            scale = min(width / pixmap.width(), height / pixmap.height())
            exact = 1 / ratio
            # A page fills its room to within a pixel or two: then it is drawn unscaled.
            scale = exact if abs(scale / exact - 1) < 0.01 else scale
            wide, high = pixmap.width() * scale, pixmap.height() * scale
            whole = count * wide + (count - 1) * gap
            left = (self.width() - whole) / 2 + index * (wide + gap)
            top = (self.height() - high) / 2
            made.append(QRectF(round(left), round(top), wide, high))
        return made

    def _room(self) -> tuple[int, int]:
        """Return the room for one page in logical pixels."""
        margin, count = self._theme.px(MARGIN), self._fitting
        free = self.width() - 2 * margin - (count - 1) * self._theme.px(BETWEEN)
        return max(16, free // count), max(16, self.height() - 2 * margin)

    def _page_size(self) -> tuple[float, float]:
        """Return the size of a whole page that fits, in logical pixels."""
        width, height = self._room()
        shape = self._pixmaps[0].size() if self._pixmaps else QSize(210, 297)
        scale = min(width / shape.width(), height / shape.height())
        return shape.width() * scale, shape.height() * scale

    def _place_at(self, at: QPointF | None) -> tuple[int, QPointF]:
        """Return the page at a place, and where in the page it is (0 to 1)."""
        boxes = self._boxes()
        for number, box in enumerate(boxes):
            if at is not None and box.contains(at):
                inside = at - box.topLeft()
                share = QPointF(inside.x() / box.width(), inside.y() / box.height())
                return self._first + number, share
        if self._zoom == 1 or not boxes:
            return self._first, QPointF(0.5, 0)
        middle = QPointF(self.width() / 2, self.height() / 2) - boxes[0].topLeft()
        return self._first, QPointF(middle.x() / boxes[0].width(), middle.y() / boxes[0].height())

    def _move_to(self, pan: QPointF) -> None:
        """Move a large page, never farther than its edges."""
        if self._zoom == 1:
            return
        sides = (side * self._zoom for side in self._page_size())
        margin = self._theme.px(MARGIN)
        places = []
        for want, side, room in zip(pan.toTuple(), sides, self.size().toTuple(), strict=True):
            free = room - side - 2 * margin
            places.append(margin + free / 2 if free > 0 else min(margin, max(want, margin + free)))
        self._pan = QPointF(*places)
        self.update()

    def _show_buttons(self) -> None:
        """Put the buttons into the upper right corner, over the pages' empty margin."""
        inset, right = self._theme.px(INSET), self.width() - self._theme.px(INSET)
        for button in (self._larger, self._smaller):
            button.resize(button.sizeHint())
            right -= button.width()
            button.move(right, inset)
        self._larger.setVisible(self._spread is not None)
        self._larger.setEnabled(self._zoom < ZOOMS[-1])
        self._smaller.setVisible(self._zoom > 1)

    def _on_larger(self) -> None:
        self.set_zoom(self._zoom + 1)

    def _on_smaller(self) -> None:
        self.set_zoom(self._zoom - 1)

    def _tell(self) -> None:
        self.look_changed.emit(self.look())

    def _on_patience(self) -> None:
        self._is_updating = True
        self.update()
