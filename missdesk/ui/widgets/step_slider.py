"""Five dots between two statements; starts unset, because a default would be an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.widgets.keys import keeps
from missdesk.ui.widgets.painting import LINE, start

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

DOTS, DOT, HANDLE, PITCH, TRACK = 5, 18, 38, 64, 4
TAKE_BACK = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class StepSlider(QAbstractSlider):
    """Where somebody stands between two statements.

    Signals:
        answered: 0 (left words) to 4 (right words) when a person chose, None when taken back.
    """

    answered = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        left_words: str,
        right_words: str,
        *,
        answer: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._answer = theme, answer
        self._pressed_at: int | None = None
        self._takes_back = False
        self._left_words, self._right_words = left_words, right_words
        self.setObjectName(name)
        self.setAccessibleName(_("{left}, or: {right}").format(left=left_words, right=right_words))
        self.setRange(0, DOTS - 1)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # How a screen reader moves the handle.
        self.valueChanged.connect(self._choose)
        theme.resized.connect(self._on_theme)
        self._say()

    @property
    def answer(self) -> int | None:
        """Return the dot chosen, None while unset."""
        return self._answer

    def set_answer(self, answer: int | None) -> None:
        """Change the answer without telling.

        Raises:
            ValueError: It is not one of the dots.
        """
        if answer is not None and not 0 <= answer < DOTS:
            raise ValueError(answer)
        self._answer = answer
        if answer is not None:
            self.setValue(answer)
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        """Return five dots at their pitch, with room for the handle."""
        return QSize(
            self._theme.px((DOTS - 1) * PITCH + HANDLE + 8), self._theme.part_px(HANDLE + 10)
        )

    def minimumSizeHint(self) -> QSize:
        """Return five targets side by side."""
        return QSize(
            self._theme.px((DOTS - 1) * 44) + self._theme.part_px(HANDLE), self.sizeHint().height()
        )

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the handle's outline, or the whole track while unset."""
        side = self._theme.part_px(HANDLE)
        if self._answer is None:
            box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            return box, box.height() / 2
        center = self._center(self._answer)
        return QRectF(center.x() - side / 2, center.y() - side / 2, side, side), side / 2

    def event(self, event: QEvent) -> bool:
        """Keep Delete from the window, which clears drawings by it."""
        return keeps(event, TAKE_BACK) or super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: an answer is never given by scrolling past."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show where the handle would go; a second press on the answer takes it back."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = self._nearest(event.position())
            self._takes_back = self._pressed_at == self._answer
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Keep the answer that a trembling hand presses twice."""
        self.mousePressEvent(event)
        self._takes_back = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move along, or away to cancel."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pressed_at = self._nearest(event.position())
            self._takes_back &= self._pressed_at == self._answer
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the dot nearest to where the finger left."""
        chosen, self._pressed_at = self._pressed_at, None
        if event.button() == Qt.MouseButton.LeftButton and chosen is not None:
            self._choose(None if self._takes_back else chosen)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by arrow, jump by Home, End or digit, take back by Delete."""
        key = Qt.Key(event.key())
        middle = DOTS // 2
        now = middle if self._answer is None else self._answer
        jumps: dict[Qt.Key, int | None] = {
            Qt.Key.Key_Left: max(0, now - 1),
            Qt.Key.Key_Right: min(DOTS - 1, now + 1),
            Qt.Key.Key_Down: max(0, now - 1),
            Qt.Key.Key_Up: min(DOTS - 1, now + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: DOTS - 1,
        } | dict.fromkeys(TAKE_BACK)
        jumps |= {Qt.Key(Qt.Key.Key_1 + n): n for n in range(DOTS)}
        if key in jumps:
            self._choose(jumps[key])
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track, dots and, once chosen, the handle."""
        painter, theme = start(self), self._theme
        first, last = self._center(0), self._center(DOTS - 1)
        track = theme.color("edge")
        track.setAlpha(255 if theme.is_contrast else 110)
        painter.setPen(QPen(track, theme.part_px(TRACK)))
        painter.drawLine(first, last)
        painter.setPen(QPen(theme.color("edge"), LINE))
        painter.setBrush(theme.color("surface"))
        for index in range(DOTS):
            painter.drawEllipse(self._center(index), theme.part_px(DOT) / 2, theme.part_px(DOT) / 2)
        shown = self._answer if self._pressed_at is None else self._pressed_at
        if shown is not None:
            pressed = self._pressed_at is not None
            self._paint_handle(painter, shown, theme.color(f"primary{'_hover' * pressed}"))
        painter.end()

    def _paint_handle(self, painter: QPainter, index: int, fill: QColor) -> None:
        theme, center = self._theme, self._center(index)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(center, theme.part_px(HANDLE) / 2, theme.part_px(HANDLE) / 2)
        pen = QPen(theme.color("on_primary"), theme.part_px(2))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for offset in (-5, 0, 5):
            x, half = center.x() + theme.part_px(offset), theme.part_px(6)
            painter.drawLine(QPointF(x, center.y() - half), QPointF(x, center.y() + half))

    def _center(self, index: int) -> QPointF:
        edge = self._theme.part_px(HANDLE) / 2 + self._theme.px(4)
        pitch = (self.width() - 2 * edge) / (DOTS - 1)
        return QPointF(edge + index * pitch, self.height() / 2)

    def _nearest(self, at: QPointF) -> int | None:
        """Return the dot nearest to a point, None when it slid off above or below."""
        if not -self.height() <= at.y() <= 2 * self.height():
            return None
        return min(range(DOTS), key=lambda index: abs(self._center(index).x() - at.x()))

    def _choose(self, answer: int | None) -> None:
        if answer != self._answer:
            self.set_answer(answer)
            self.answered.emit(answer)

    def _say(self) -> None:
        words = (
            _("No answer yet"),
            _("Very close to: {words}").format(words=self._left_words),
            _("Close to: {words}").format(words=self._left_words),
            _("In the middle"),
            _("Close to: {words}").format(words=self._right_words),
            _("Very close to: {words}").format(words=self._right_words),
        )
        self.setAccessibleDescription(words[0 if self._answer is None else self._answer + 1])

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()
