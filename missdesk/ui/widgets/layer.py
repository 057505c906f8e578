"""What lies over a window for a moment: catches the focus, closes on Esc, gives the focus back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from missdesk.ui.widgets.painting import rounded, start
from missdesk.ui.widgets.scroll_sheet import least_height
from missdesk.ui.widgets.tab_stops import step_focus, tab_stops

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

MARGIN = 16
BLUR, SINK, ALPHA = 36, 8, 46
"""Depth 3 of visual-design 1c."""
_RINGS = 12


class LayerCard(QWidget):
    """The white card on a layer."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        # A method of its own: PySide keeps a trace of each connection to a method of Qt.
        theme.changed.connect(self._on_theme)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, with a line where there are no shadows."""
        painter = start(self)
        line = self._theme.color("edge" if self._theme.is_contrast else "line")
        width = 2.0 if self._theme.is_contrast else 1.0
        box, radius = QRectF(self.rect()), self._theme.radius("card")
        rounded(painter, box, radius, self._theme.color("surface"), line, width)
        painter.end()

    def _on_theme(self) -> None:
        self.update()


class Layer(QWidget):
    """Covers its window; one at a time, or one over the card that opened it.

    Signals:
        closed: It is about to go; comes once.
    """

    closed = Signal()

    def __init__(self, anchor: QWidget, theme: Theme, *, dims: bool) -> None:
        """Lie over the window of `anchor`, which gets the focus back in the end."""
        super().__init__(anchor.window())
        self.theme, self.ground = theme, anchor.window()
        self._anchor: QWidget | None = anchor
        self._dims, self._is_closing = dims, False
        self.card = LayerCard(theme, self)
        anchor.destroyed.connect(self._on_anchor_gone)
        theme.changed.connect(self._on_theme)
        self.ground.installEventFilter(self)

    @staticmethod
    def open_on(window: QWidget) -> Layer | None:
        """Return the layer open on a window."""
        found = window.findChildren(Layer, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return next((layer for layer in found if not layer.is_closing), None)

    @property
    def is_closing(self) -> bool:
        """Return whether it is on its way out."""
        return self._is_closing

    @property
    def anchor(self) -> QWidget | None:
        """Return what it belongs to; None once that is gone."""
        return self._anchor

    def open_layer(self) -> None:
        """Come to the front and take the focus; alone, but for the card that opened it.

        A word explained inside a card leaves the card open: with the card its anchor would go.
        """
        other, anchor = Layer.open_on(self.ground), self._anchor
        if other is not None and other is not self:
            is_inside = anchor is not None and other.isAncestorOf(anchor)
            if not is_inside:
                other.close_layer()
        self.setGeometry(self.ground.rect())
        self.place()
        self.show()
        self.raise_()
        self._focus_first()

    def close_layer(self) -> None:
        """Go away and give the focus back."""
        if self._is_closing:
            return
        self._is_closing = True
        self.closed.emit()
        self.hide()
        anchor = self._anchor
        if anchor is not None and anchor.isVisible() and anchor.isEnabled():
            anchor.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def place(self) -> None:
        """Size and place the card; subclasses do."""

    def place_in_middle(self, width: int) -> None:
        """Put the card in the middle of the window, of a designed width or as wide as it must."""
        layout = self.card.layout()
        least = 0 if layout is None else layout.minimumSize().width()
        wide = min(self.width() - 2 * self.theme.px(MARGIN), max(self.theme.text_px(width), least))
        high = min(least_height(self.card, wide), self.height())
        left, top = (self.width() - wide) // 2, (self.height() - high) // 2
        self.card.setGeometry(left, top, wide, high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if event.type() == QEvent.Type.Resize and watched is self.ground:
            self.setGeometry(self.ground.rect())
            self.place()
        return False

    def event(self, event: QEvent) -> bool:
        """Place the card again when its contents ask for another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep presses from what lies below."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close when the release is beside the card."""
        event.accept()
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_layer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; other keys go no further."""
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self.close_layer()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Go round inside the layer."""
        step_focus(tab_stops(self), self.focusWidget(), is_next=is_next)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the veil and the card's shadow."""
        painter = start(self)
        if self._dims:
            veil = QColor("#10282E")
            veil.setAlpha(200 if self.theme.is_contrast else 110)
            painter.fillRect(self.rect(), veil)
        elif not self.theme.is_contrast:
            _paint_shadow(painter, QRectF(self.card.geometry()), self.theme)
        painter.end()

    def _focus_first(self) -> None:
        stops = tab_stops(self)
        (stops[0] if stops else self).setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_anchor_gone(self) -> None:
        self._anchor = None
        # Not at once: the window may be tearing its pages down right now.
        QTimer.singleShot(0, self, self.close_layer)

    def _on_theme(self) -> None:
        self.place()
        self.update()


def _paint_shadow(painter: QPainter, card: QRectF, theme: Theme) -> None:
    """Draw a soft shadow from round rectangles; an effect would repaint all in software."""
    painter.setPen(Qt.PenStyle.NoPen)
    reach, sink = theme.px(BLUR) / 2, theme.px(SINK)
    for ring in range(_RINGS):
        grow = reach * (1 - ring / _RINGS) - reach * 0.15
        color = QColor("#10282E")
        color.setAlphaF(ALPHA / 255 / _RINGS)
        painter.setBrush(color)
        box = card.adjusted(-grow, -grow + sink, grow, grow + sink)
        radius = theme.radius("card") + max(0.0, grow)
        painter.drawRoundedRect(box, radius, radius)
