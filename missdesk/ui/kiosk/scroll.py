"""An area that scrolls down only, a screenful at a press; it fades out where there is more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter
from PySide6.QtWidgets import QWidget

from missdesk.ui.theme.tokens import STEP_MS
from missdesk.ui.widgets.scroll_sheet import ScrollSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from missdesk.ui.theme.theme import Theme

OVERLAP: Final = 1.6
"""Lines seen again after a step, so that nobody loses the place (our choice, looked at)."""
GUTTER: Final = 20
"""Designed width kept free for the bar, and for a gap between it and the words."""
FADE: Final = 30
LEAST_STEP: Final = 0.2
"""Share of a screenful below which a step would not be worth a press."""


@dataclass(frozen=True, slots=True)
class Places:
    """What a step down respects, in pixels of the content.

    Attributes:
        tops: Where lines begin: one of them comes to the upper edge, so that none is cut.
        whole: Top and bottom of drawings, which should not be cut in two.
    """

    tops: tuple[int, ...] = ()
    whole: tuple[tuple[int, int], ...] = ()


class KioskScroll(ScrollSheet):
    """Moves by large buttons, a finger or keys; the thin bar only shows how far one is.

    Signals:
        moved: There is more or less above or below than before.
    """

    moved = Signal()

    def __init__(
        self,
        theme: Theme,
        content: QWidget,
        parent: QWidget,
        *,
        ground: str = "surface",
        places: Callable[[], Places] | None = None,
    ) -> None:
        """Hold a widget.

        Args:
            theme: Colors and sizes.
            content: What may be taller than the room.
            parent: Owner.
            ground: Token of what lies behind, into which the lower edge fades.
            places: Where a step may begin, and what should not be cut.
        """
        super().__init__(theme, None, parent, gutter=GUTTER)
        # WC23: too thin a target for a finger, so it is none.
        self._bar.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._fade, self._places = _Fade(theme, ground, self), places
        self._glide = QVariantAnimation(self)
        self._glide.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._glide.valueChanged.connect(self._on_glide)
        inner = self.verticalScrollBar()
        inner.rangeChanged.connect(self._on_moved)
        inner.valueChanged.connect(self._on_moved)
        self.set_content(content)

    @property
    def has_more(self) -> bool:
        """Return whether something lies below."""
        return self._goal() < self.verticalScrollBar().maximum()

    @property
    def has_before(self) -> bool:
        """Return whether something lies above."""
        return self._goal() > 0

    def read_on(self) -> None:
        """Go down by nearly a screenful."""
        at, room = self._goal(), self.viewport().height()
        goal = at + self._step()
        places = self._places() if self._places is not None else Places()
        cut = [
            top
            for top, bottom in places.whole
            if at + room * LEAST_STEP < top < at + room < bottom and bottom - top <= room
        ]
        tops = [top for top in places.tops if at < top <= goal]
        self._go(min(cut) if cut else max(tops, default=goal))

    def read_back(self) -> None:
        """Go up by nearly a screenful."""
        self._go(self._goal() - self._step())

    def to_top(self) -> None:
        """Show the beginning at once."""
        self._glide.stop()
        self.verticalScrollBar().setValue(0)

    def show_span(self, top: int, bottom: int) -> None:
        """Bring a part of the content into view, from y `top` to `bottom`."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        at, edge = self._goal(), self._theme.px(FADE)
        if top < at or bottom > at + room - edge:
            self._go(max(0, min(bar.maximum(), top - edge)))

    def show_part(self, part: QWidget) -> None:
        """Bring a widget of the content into view, or its beginning where it is high."""
        content = self.widget()
        if content is not None and content.isAncestorOf(part):
            top = part.mapTo(content, part.rect().topLeft()).y()
            self.show_span(top, top + min(part.height(), self.viewport().height() // 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave all keys to the window, which knows what they mean on this page."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the fade at the lower edge."""
        super().resizeEvent(event)
        high = self._theme.px(FADE)
        self._fade.setGeometry(0, self.height() - high, self.viewport().width(), high)
        self._fade.raise_()
        self._on_moved()

    def _step(self) -> int:
        return max(1, round(self.viewport().height() - OVERLAP * self._theme.line("body")))

    def _goal(self) -> int:
        """Return where it is going, or is."""
        bar = self.verticalScrollBar()
        is_gliding = self._glide.state() == QVariantAnimation.State.Running
        return min(int(self._glide.endValue()), bar.maximum()) if is_gliding else bar.value()

    def _go(self, goal: int) -> None:
        bar = self.verticalScrollBar()
        goal = max(0, min(bar.maximum(), goal))
        self._glide.stop()
        if not self._theme.ms(STEP_MS) or not self.isVisible():
            bar.setValue(goal)
            return
        self._glide.setDuration(self._theme.ms(STEP_MS))
        self._glide.setStartValue(bar.value())
        self._glide.setEndValue(goal)
        self._glide.start()
        self._on_moved()

    def _on_glide(self, value: object) -> None:
        assert isinstance(value, int)
        self.verticalScrollBar().setValue(value)

    def _on_moved(self) -> None:
        bar = self.verticalScrollBar()
        self._fade.setVisible(bar.value() < bar.maximum())
        self.moved.emit()


class _Fade(QWidget):
    """Lets the last line run out softly where it goes on below."""

    def __init__(self, theme: Theme, ground: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._ground = theme, ground
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        theme.changed.connect(self._on_theme)

    def _on_theme(self) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the gradient."""
        solid = self._theme.color(self._ground)
        clear = QColor(solid)
        clear.setAlpha(0)
        gradient = QLinearGradient(0, 0, 0, self.height())
        gradient.setColorAt(0, clear)
        gradient.setColorAt(1, solid)
        painter = QPainter(self)
        painter.fillRect(self.rect(), gradient)
        painter.end()
