"""Show pages of the handout on a desk: side by side, with a soft shadow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.handout_parts.render import Look, Spread, spread_of
from missdesk.ui.widgets.painting import centered_words, rounded, start

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from missdesk.ui.theme.theme import Theme

MARGIN, BETWEEN, SHADOW_STEP = 24, 22, 3
SHADOW_ALPHAS: Final = (9, 14, 20)
"""Depth 2 of visual-design 1c, from outside in."""
LINE_PX, LINE_WIDE = 3, 120
PATIENCE_MS, SETTLE_MS = 250, 80
TALLEST_FOLDED = 760
TWO_PAGES: Final = 1.3
"""Width over height of the desk from which two upright pages fill it better than one."""


class PageView(QWidget):
    """One page or two; the old ones stay until new ones come.

    Signals:
        look_changed: The pages in view or the room for them (a Look) changed.
    """

    look_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spread: Spread | None = None
        self._pixmaps: list[QPixmap] = []
        self._first, self._is_updating = 0, False
        self.setObjectName("handout.preview")
        self.setAccessibleName(_("Preview of the handout"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
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
        return 2 if self.width() > TWO_PAGES * self.height() else 1

    def look(self) -> Look:
        """Return the pages in view and the room for each."""
        width, height = self._room()
        ratio = self.devicePixelRatioF()
        first = spread_of(self._first, self.count)
        return Look(first, self.count, round(width * ratio), round(height * ratio))

    def show_spread(self, spread: Spread) -> None:
        """Show pages."""
        self._spread, self._first = spread, spread.first
        self._pixmaps = [QPixmap.fromImage(image) for image in spread.images]
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
        self._spread, self._first = None, 0
        self._pixmaps.clear()
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
        self._settling.start(SETTLE_MS)

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
            for pixmap, page in zip(self._pixmaps, self._boxes(), strict=False):
                self._paint_page(painter, pixmap, page)
            if self._is_updating:
                self._paint_updating(painter, box)
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
        margin, count = self._theme.px(MARGIN), self.count
        free = self.width() - 2 * margin - (count - 1) * self._theme.px(BETWEEN)
        return max(16, free // count), max(16, self.height() - 2 * margin)

    def _tell(self) -> None:
        self.look_changed.emit(self.look())

    def _on_patience(self) -> None:
        self._is_updating = True
        self.update()
