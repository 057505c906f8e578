"""A card of the tour: a veil with rings around the parts that it speaks about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainterPath, QPen
from PySide6.QtWidgets import QScrollArea, QWidget

from missdesk.i18n import _
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.painting import start
from missdesk.ui.widgets.scroll_sheet import least_height
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from missdesk.ui.theme.theme import Theme

WIDTH, PAD, GAP, MARGIN = 440, 24, 16, 16
REACH, CORNER, RING = 6, 14, 4
LOOK_MS: Final = 200
"""Pages come into shape over a few moments; the rings follow."""
VEIL, VEIL_CONTRAST = 120, 170


class TourCard(Layer):
    """Title, sentences, and the way on; a press inside a ring goes on too.

    Signals:
        turned: 1 = go on, -1 = go back.
    """

    turned = Signal(int)

    def __init__(
        self,
        anchor: QWidget,
        theme: Theme,
        words: tuple[str, str],
        place: tuple[int, int],
        parts: Sequence[Sequence[str]],
    ) -> None:
        """Make it.

        Args:
            anchor: Gets the focus in the end.
            theme: Colors and sizes.
            words: Title and sentences.
            place: Which card of how many, from 1.
            parts: Names of the widgets to ring; those of one inner list share a ring.
        """
        super().__init__(anchor, theme, dims=True)
        self.setObjectName("first-visit")
        self._parts = parts
        self.rings: tuple[QRect, ...] = ()
        title, text = words
        self.card.setAccessibleName(title)
        self.card.setAccessibleDescription(text)
        self._column = column = Column(theme, self.card, gap=8, pad=PAD)
        column.addWidget(Words(theme, title, "section", parent=self.card))
        column.addWidget(Words(theme, text, "body", parent=self.card))
        column.addSpacing(theme.px(8))
        column.addLayout(self._foot(*place))
        self._on.setAccessibleDescription(f"{title}. {text}")
        look = QTimer(self)
        look.timeout.connect(self._look)
        look.start(LOOK_MS)

    def _foot(self, at: int, count: int) -> Row:
        """Return the row of which card this is, and the buttons; those that lead on at the end."""
        theme, is_last = self.theme, at == count
        row = Row(theme, gap=8)
        told = _("{n} of {count}").format(n=at, count=count)
        words = Words(theme, told, "note", token="ink2", parent=self.card)  # noqa: S106
        row.addWidget(words, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        if not is_last:
            skip = Button(theme, _("Skip"), "first-visit.skip", kind="quiet", parent=self.card)
            skip.clicked.connect(self.close_layer)
            row.addWidget(skip)
        if at > 1:
            back = Button(theme, _("Back"), "first-visit.back", parent=self.card)
            back.clicked.connect(self._on_back)
            row.addWidget(back)
        label = _("Done") if is_last else _("Next")
        self._on = Button(theme, label, "first-visit.next", kind="primary", parent=self.card)
        self._on.clicked.connect(self._on_next)
        row.addWidget(self._on)
        return row

    def place(self) -> None:
        """Stand beside the first ring, clear of all of them where there is room."""
        self.rings = self._find_rings()
        margin, gap = self.theme.px(MARGIN), self.theme.px(GAP)
        least = self._column.minimumSize().width()
        width = min(max(self.theme.text_px(WIDTH), least), self.width() - 2 * margin)
        height = min(least_height(self.card, width), self.height() - 2 * margin)
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        spots = [_inside(spot, room) for spot in _spots(self.rings, width, height, gap, room)]
        self.card.setGeometry(min(spots, key=lambda spot: _hidden(spot, self.rings)))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go on where a ring is pressed; a press elsewhere does not end the tour by mistake."""
        event.accept()
        if any(ring.contains(event.position().toPoint()) for ring in self.rings):
            self.turned.emit(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter also when no button has the focus; Esc skips the tour."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.turned.emit(1)
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the veil, with a ringed window in it for each part."""
        painter, contrast = start(self), self.theme.is_contrast
        veil, corner = QColor("#10282E"), self.theme.px(CORNER)
        veil.setAlpha(VEIL_CONTRAST if contrast else VEIL)
        path = QPainterPath()
        path.addRect(QRectF(self.rect()))
        for ring in self.rings:
            hole = QPainterPath()
            hole.addRoundedRect(QRectF(ring), corner, corner)
            path = path.subtracted(hole)
        painter.fillPath(path, veil)
        for ring in self.rings:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for width, token in ((RING + 4, "surface"), (RING, "primary")):
                painter.setPen(QPen(self.theme.color(token), width))
                painter.drawRoundedRect(QRectF(ring), corner, corner)
        painter.end()

    def _focus_first(self) -> None:
        self._on.setFocus(Qt.FocusReason.PopupFocusReason)

    def _found(self, names: Sequence[str]) -> list[QWidget]:
        # A page that was made anew leaves one of the same name behind for a moment.
        found = (self.ground.findChildren(QWidget, name) for name in names)
        return [part for parts in found for part in parts if part.isVisible()]

    def _scroll(self) -> None:
        """Bring the first part into view; a page may be longer than the window."""
        for part in self._found(self._parts[0]):
            above = part.parentWidget()
            while above is not None:
                if isinstance(above, QScrollArea):
                    above.ensureWidgetVisible(part)
                above = above.parentWidget()

    def _find_rings(self) -> tuple[QRect, ...]:
        """Return what is in view of the parts, a box for each group that is."""
        reach, rings = self.theme.px(REACH), []
        for names in self._parts:
            box = QRect()
            for part in self._found(names):
                box = box.united(_in_view(part, self.ground))
            if not box.isEmpty():
                grown = box.adjusted(-reach, -reach, reach, reach)
                rings.append(grown.intersected(self.rect()))
        return tuple(rings)

    def _look(self) -> None:
        self._scroll()
        if self._find_rings() != self.rings:
            self.place()

    def _on_next(self) -> None:
        self.turned.emit(1)

    def _on_back(self) -> None:
        self.turned.emit(-1)


def _in_view(part: QWidget, ground: QWidget) -> QRect:
    """Return what is seen of a part that may lie in a scrolled area, in the window."""
    box, above = QRect(part.mapTo(ground, QPoint(0, 0)), part.size()), part.parentWidget()
    while above is not None and above is not ground:
        box = box.intersected(QRect(above.mapTo(ground, QPoint(0, 0)), above.size()))
        above = above.parentWidget()
    return box


def _spots(rings: Sequence[QRect], width: int, height: int, gap: int, room: QRect) -> list[QRect]:
    """Return where the card could stand: beside each ring in turn, else in the middle."""
    middle = QRect(0, 0, width, height)
    middle.moveCenter(room.center())
    found = []
    for ring in rings:
        corners = (
            QPoint(ring.left(), ring.bottom() + gap),
            QPoint(ring.right() + gap, ring.top()),
            QPoint(ring.left(), ring.top() - gap - height),
            QPoint(ring.left() - gap - width, ring.top()),
        )
        found += [QRect(corner, middle.size()) for corner in corners]
    return [*found, middle]


def _inside(spot: QRect, room: QRect) -> QRect:
    """Return the spot moved into the window."""
    left = min(max(room.left(), spot.left()), room.right() + 1 - spot.width())
    top = min(max(room.top(), spot.top()), room.bottom() + 1 - spot.height())
    return QRect(QPoint(left, top), spot.size())


def _hidden(spot: QRect, rings: Sequence[QRect]) -> int:
    """Return how much of the rings the card would hide."""
    covers = (spot.intersected(ring) for ring in rings)
    return sum(box.width() * box.height() for box in covers if not box.isEmpty())
