"""The steps of something in a row of numbered circles; press one to go there."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.theme.fonts import make_font
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.painting import LINE, centered_words, start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.ui.theme.theme import Theme

CIRCLE, CURRENT, GAP, TRACK = 34, 46, 4, 5
LABEL_SIZE = 17


class Scrubber(QWidget):
    """Steps from 1, with their names; where names do not fit, only the current one is written.

    Signals:
        step_chosen: Number of the step a person went to.
    """

    step_chosen = Signal(int)

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        steps: Sequence[str],
        *,
        at: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._at = theme, at
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._stops = [
            _Stop(theme, words, f"{name}.{number}", number, self)
            for number, words in enumerate(steps, 1)
        ]
        for stop in self._stops:
            stop.clicked.connect(self._on_clicked)
            stop.stepped.connect(self._on_stepped)
        theme.resized.connect(self._on_theme)
        self.set_at(at)

    @property
    def at(self) -> int:
        """Return the current step, from 1."""
        return self._at

    def set_at(self, step: int) -> None:
        """Go to a step without telling; steps outside the row are taken to its ends."""
        self._at = max(1, min(len(self._stops), step))
        for stop in self._stops:
            stop.show_at(self._at, len(self._stops))
        self.update()

    def sizeHint(self) -> QSize:
        """Return circles and one line of names."""
        width = len(self._stops) * self._theme.text_px(140)
        return QSize(width, self._theme.part_px(CURRENT + GAP) + self._theme.line("small"))

    def minimumSizeHint(self) -> QSize:
        """Return the circles side by side."""
        return QSize(len(self._stops) * self._theme.px(52), self.sizeHint().height())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Give each step its part of the width."""
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line behind the circles and, where names do not fit, the current name."""
        painter, theme = start(self), self._theme
        y = theme.part_px(CURRENT) / 2
        rest = theme.color("edge")
        rest.setAlpha(255 if theme.is_contrast else 110)
        wide = theme.part_px(TRACK)
        for before, after in pairwise(self._stops):
            color = theme.color("primary") if after.number <= self._at else rest
            painter.setPen(QPen(color, wide))
            painter.drawLine(QLineF(_middle(before), y, _middle(after), y))
        if not self.has_all_names():
            painter.setFont(theme.font(LABEL_SIZE, 600))
            painter.setPen(theme.color("primary"))
            top = theme.part_px(CURRENT + GAP)
            box = QRectF(0, top, self.width(), self.height() - top)
            centered_words(painter, box, self._stops[self._at - 1].words)
        painter.end()

    def has_all_names(self) -> bool:
        """Return whether every name fits under its circle."""
        metrics = QFontMetricsF(self._theme.font(LABEL_SIZE, 600))
        widest = max(metrics.horizontalAdvance(stop.words) for stop in self._stops)
        return widest + self._theme.px(8) <= self.width() / len(self._stops)

    def _place(self) -> None:
        part = self.width() / len(self._stops)
        shows_names = self.has_all_names()
        high = self.height() if shows_names else self._theme.part_px(CURRENT)
        for index, stop in enumerate(self._stops):
            left = round(index * part)
            stop.has_name = shows_names
            stop.setGeometry(left, 0, round((index + 1) * part) - left, high)

    def _on_clicked(self) -> None:
        stop = self.sender()
        assert isinstance(stop, _Stop)
        self._go(stop.number)

    def _on_stepped(self, step: int) -> None:
        goal = self._at + step
        if 1 <= goal <= len(self._stops):
            self._stops[goal - 1].setFocus(Qt.FocusReason.TabFocusReason)
            self._go(goal)

    def _go(self, step: int) -> None:
        if step != self._at:
            self.set_at(step)
            self.step_chosen.emit(step)

    def _on_theme(self) -> None:
        self.updateGeometry()
        self._place()
        self.update()


class _Stop(Control):
    """One step: circle, number and, where there is room, its name."""

    stepped = Signal(int)

    def __init__(self, theme: Theme, text: str, name: str, number: int, parent: QWidget) -> None:
        super().__init__(theme, text, name, parent)
        self.number, self._at, self.has_name = number, 1, True

    def show_at(self, at: int, count: int) -> None:
        """Know which step is the current one."""
        self._at = at
        words = _("Step {n} of {count}: {name}")
        self.setAccessibleName(words.format(n=self.number, count=count, name=self.words))
        self.setAccessibleDescription(_("shown now") if at == self.number else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return circle and, where it has one, name."""
        high = self.theme.part_px(CURRENT)
        if self.has_name:
            high = self.theme.part_px(CURRENT + GAP) + self.theme.line("small")
        return self.least(ceil(self.theme.part_px(CURRENT)), high)

    def minimumSizeHint(self) -> QSize:
        """Return the least width of a target; the circle gets smaller."""
        return QSize(self.theme.px(TARGET), self.sizeHint().height())

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the circle's outline."""
        side = float(self._side())
        center = self._center()
        return QRectF(center.x() - side / 2, center.y() - side / 2, side, side), side / 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow keys."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw circle, number and name."""
        painter, theme = start(self), self.theme
        circle, _radius = self.focus_box()
        is_done, is_now = self.number <= self._at, self.number == self._at
        fill = theme.color("primary" if is_done else "surface")
        if not is_done and (self.isDown() or self.underMouse()):
            fill = theme.color("tint" if self.isDown() else "hover")
        painter.setPen(QPen(theme.color("primary" if is_done else "edge"), LINE))
        painter.setBrush(QColor(fill))
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
        # The number keeps to its circle, whatever the text size.
        painter.setFont(make_font(round(circle.height() * 0.45), 600))
        painter.setPen(theme.color("on_primary" if is_done else "ink"))
        centered_words(painter, circle, str(self.number))
        if self.has_name:
            painter.setFont(theme.font(LABEL_SIZE, 600 if is_now else 400))
            painter.setPen(theme.color("primary" if is_now else "ink2"))
            top = theme.part_px(CURRENT + GAP)
            centered_words(painter, QRectF(0, top, self.width(), self.height() - top), self.words)
        painter.end()

    def _side(self) -> int:
        side = self.theme.part_px(CURRENT if self.number == self._at else CIRCLE)
        return min(side, self.width())  # many steps of large text stand close together

    def _center(self) -> QPointF:
        return QPointF(self.width() / 2, self.theme.part_px(CURRENT) / 2)


def _middle(stop: QWidget) -> float:
    return stop.x() + stop.width() / 2
