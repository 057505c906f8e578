"""The rail at the left: topics, the six numbered steps, and the end of the visit."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QAccessible, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.ui.theme.fonts import make_font
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.painting import LINE, centered_words, pixmap_at, rounded, start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.ui.theme.theme import Theme

WIDTH, BUTTON_HIGH, STEP_HIGH, LEAST_STEP_HIGH = 112, 64, 88, 70
CIRCLE, PLATE_INSET = 36, 8


class Rail(QWidget):
    """Where in the visit we are; a press goes there.

    Signals:
        step_pressed: Id of the step.
        topics_pressed, end_pressed: The two buttons.
    """

    ACCESSIBLE_ROLE = QAccessible.Role.Grouping

    step_pressed = Signal(str)
    topics_pressed = Signal()
    end_pressed = Signal()

    def __init__(
        self, theme: Theme, steps: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """Make it.

        Args:
            theme: Colors, sizes and fonts.
            steps: Id and words, in order.
            parent: Owner.
        """
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("rail")
        self.setAccessibleName(_("Steps of the visit"))
        self._topics = _RailButton(theme, _("Topics"), "rail.topics", "layout-grid", self)
        self._topics.clicked.connect(self.topics_pressed)
        self._steps = [
            _RailStep(theme, words, f"rail.{key}", key, number, self)
            for number, (key, words) in enumerate(steps, 1)
        ]
        for step in self._steps:
            step.clicked.connect(self._on_clicked)
        self._end = _RailButton(theme, _("End visit"), "rail.end", "rotate-ccw", self)
        self._end.clicked.connect(self.end_pressed)
        theme.resized.connect(self._on_theme)
        self._on_theme()

    def show_state(self, current: str, visited: Sequence[str]) -> None:
        """Mark the current step and those seen."""
        for step in self._steps:
            step.show_state(is_current=step.key == current, is_visited=step.key in visited)
        self.update()

    def sizeHint(self) -> QSize:
        """Return its width; the height is the window's."""
        high = 2 * BUTTON_HIGH + len(self._steps) * LEAST_STEP_HIGH
        return QSize(self._theme.px(WIDTH), self._theme.px(high))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place everything from the top, the end of the visit at the foot."""
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line between the circles."""
        painter = start(self)
        color = self._theme.color("edge")
        color.setAlpha(255 if self._theme.is_contrast else 120)
        painter.setPen(QPen(color, 2))
        for before, after in pairwise(self._steps):
            x = self.width() / 2
            top, bottom = before.foot() + 2, after.head() - 2
            if bottom - top >= 4:
                painter.drawLine(QLineF(x, top, x, bottom))
        painter.end()

    def _place(self) -> None:
        theme, width = self._theme, self.width()
        button = theme.px(BUTTON_HIGH)
        room = self.height() - 2 * button - theme.px(12)
        high = min(theme.px(STEP_HIGH), room // max(1, len(self._steps)))
        self._topics.setGeometry(0, 0, width, button)
        for index, step in enumerate(self._steps):
            step.setGeometry(0, button + index * high, width, high)
        self._end.setGeometry(0, self.height() - button - theme.px(12), width, button)

    def _on_clicked(self) -> None:
        step = self.sender()
        assert isinstance(step, _RailStep)
        self.step_pressed.emit(step.key)

    def _on_theme(self) -> None:
        self.setFixedWidth(self._theme.px(WIDTH))
        self._place()
        self.update()


class _RailButton(Control):
    """An icon over a word."""

    def __init__(self, theme: Theme, text: str, name: str, icon: str, parent: QWidget) -> None:
        super().__init__(theme, text, name, parent)
        self._icon = icon

    def sizeHint(self) -> QSize:
        """Return the rail's width."""
        return self.least(self.theme.px(WIDTH), self.theme.px(BUTTON_HIGH))

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the ground's outline."""
        inset = self.theme.px(PLATE_INSET)
        return QRectF(self.rect()).adjusted(inset, 4, -inset, -4), float(self.theme.px(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon and word."""
        painter, theme = start(self), self.theme
        box, radius = self.focus_box()
        if self.isDown() or self.underMouse():
            fill = "tint" if self.isDown() else "surface"
            line = theme.color("line") if theme.is_contrast else None
            rounded(painter, box, radius, theme.color(fill), line)
        icon = theme.icon(self._icon, 22, "ink", self.devicePixelRatioF())
        high = icon.deviceIndependentSize().height()
        icon_box = QRectF(0, box.top() + theme.px(4), self.width(), high)
        wide = icon.deviceIndependentSize().width()
        pixmap_at(painter, icon, self.width() / 2 - wide / 2, icon_box)
        painter.setFont(theme.font(16, 500))
        painter.setPen(theme.color("ink"))
        words = QRectF(
            box.left(), icon_box.bottom() + 2, box.width(), box.bottom() - icon_box.bottom()
        )
        centered_words(painter, words, self.words)
        painter.end()


class _RailStep(Control):
    """A numbered circle over the name of the step."""

    def __init__(
        self, theme: Theme, text: str, name: str, key: str, number: int, parent: QWidget
    ) -> None:
        super().__init__(theme, text, name, parent)
        self.key, self._number = key, number
        self._is_current, self._is_visited = False, False
        self.show_state(is_current=False, is_visited=False)

    def show_state(self, *, is_current: bool, is_visited: bool) -> None:
        """Mark it as current or seen."""
        self._is_current, self._is_visited = is_current, is_visited
        words = _("Step {n}: {name}").format(n=self._number, name=self.words)
        self.setAccessibleName(words)
        state = _("open now") if is_current else _("seen") if is_visited else ""
        self.setAccessibleDescription(state)
        self.update()

    def head(self) -> float:
        """Return the upper end of its circle, or of its plate, in the rail's coordinates."""
        return self.y() + (self.focus_box()[0].top() if self._is_current else self._circle().top())

    def foot(self) -> float:
        """Return the lower end of its word, or of its plate, in the rail's coordinates."""
        box = self.focus_box()[0]
        return self.y() + (
            box.bottom() if self._is_current else self._circle().bottom() + self._word()
        )

    def sizeHint(self) -> QSize:
        """Return the rail's width."""
        return self.least(self.theme.px(WIDTH), self.theme.px(STEP_HIGH))

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the plate's outline."""
        inset, room = self.theme.px(PLATE_INSET), min(8.0, self.height() * 0.06)
        box = QRectF(self.rect()).adjusted(inset, room / 2, -inset, -room / 2)
        return box, float(self.theme.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw plate, circle, number or tick, and the name."""
        painter, theme = start(self), self.theme
        plate, radius = self.focus_box()
        if self._is_current:
            line = theme.color("primary") if theme.is_contrast else None
            rounded(painter, plate, radius, theme.color("surface"), line, 2.0)
        elif self.isDown() or self.underMouse():
            rounded(painter, plate, radius, theme.color("tint" if self.isDown() else "hover"))
        circle = self._circle()
        fill = "primary" if self._is_current else "surface"
        painter.setBrush(theme.color(fill))
        painter.setPen(QPen(theme.color("primary" if self._is_current else "edge"), LINE))
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
        if self._is_visited and not self._is_current:
            tick = theme.icon("check", 20, "primary", self.devicePixelRatioF())
            wide = tick.deviceIndependentSize().width()
            pixmap_at(painter, tick, circle.center().x() - wide / 2, circle)
        else:
            painter.setFont(make_font(round(circle.height() * 0.5), 600))
            painter.setPen(theme.color("on_primary" if self._is_current else "ink"))
            centered_words(painter, circle, str(self._number))
        painter.setFont(theme.font(16, 600 if self._is_current else 500))
        painter.setPen(theme.color("primary" if self._is_current else "ink2"))
        top = circle.bottom() + theme.px(3)
        centered_words(painter, QRectF(0, top, self.width(), self._word()), self.words)
        painter.end()

    def _word(self) -> float:
        return float(self.theme.line("note"))

    def _circle(self) -> QRectF:
        side = self.theme.px(CIRCLE)
        box = self.focus_box()[0]
        free = box.height() - side - self.theme.px(3) - self._word()
        center = QPointF(self.width() / 2, box.top() + max(2.0, free / 2) + side / 2)
        return QRectF(center.x() - side / 2, center.y() - side / 2, side, side)
