"""Two statements with five dots between them; the words of the chosen side turn bold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.ui.widgets.painting import rounded, start
from missdesk.ui.widgets.step_slider import StepSlider
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from missdesk.ui.theme.theme import Theme

PAD_X, PAD_Y, GAP, SLIDER = 20, 3, 22, 282
MIDDLE = 2


class ValueRow(QWidget):
    """One pair of statements; no answer is set at the start (IPDAS: a default is an answer).

    Signals:
        answered: Value id, and 0 (left words) to 4 (right words), or None when taken back.
    """

    answered = Signal(str, object)

    def __init__(
        self, theme: Theme, value: str, left: str, right: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._value = theme, value
        self._is_folded = theme.is_folded
        self.setObjectName(f"decide.value.{value}")
        self._left = Words(theme, left, parent=self)
        self._right = Words(theme, right, align="right" if self._is_folded else "left", parent=self)
        self.slider = StepSlider(theme, f"decide.slider.{value}", left, right, parent=self)
        self.slider.answered.connect(self._on_answered)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.resized.connect(self._on_theme)

    def set_answer(self, answer: int | None) -> None:
        """Show an answer without telling."""
        self.slider.set_answer(answer)
        self._left.set_role("strong" if answer is not None and answer < MIDDLE else "body")
        self._right.set_role("strong" if answer is not None and answer > MIDDLE else "body")
        self.updateGeometry()
        self._place()

    def hasHeightForWidth(self) -> bool:
        """Return that statements may need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the longer statement and the dots need."""
        room = self._words_width(width)
        words = max(w.heightForWidth(room) for w in (self._left, self._right))
        dots = self.slider.sizeHint().height()
        inner = words + dots if self._is_folded else max(words, dots)
        return inner + 2 * self._theme.px(self._pad_y())

    def sizeHint(self) -> QSize:
        """Return the height at the present width."""
        width = max(self.width(), self._theme.px(600))
        return QSize(self._theme.px(600), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least width of words and dots."""
        widths = [w.minimumSizeHint().width() for w in (self._left, self._right)]
        dots = self.slider.minimumSizeHint().width()
        wide = max(sum(widths), dots) if self._is_folded else sum(widths) + dots
        height = self.slider.sizeHint().height() + 2 * self._theme.px(PAD_Y)
        return QSize(wide + self._theme.px(2 * PAD_X + 2 * GAP), height)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place words and dots."""
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sunken ground."""
        painter, theme = start(self), self._theme
        line = theme.color("line") if theme.is_contrast else None
        box = QRectF(self.rect())
        rounded(painter, box, theme.radius("box"), theme.color("sunken"), line, 1.0)
        painter.end()

    def _place(self) -> None:
        theme, room = self._theme, self._words_width(self.width())
        pad, right = theme.px(PAD_X), self.width() - theme.px(PAD_X) - room
        dots = self.slider.sizeHint().height()
        if self._is_folded:
            high = max(w.heightForWidth(room) for w in (self._left, self._right))
            top = theme.px(self._pad_y())
            self._left.setGeometry(pad, top, room, high)
            self._right.setGeometry(right, top, room, high)
            self.slider.setGeometry(pad, top + high, self.width() - 2 * pad, dots)
            return
        for words, x in ((self._left, pad), (self._right, right)):
            high = words.heightForWidth(room)
            words.setGeometry(x, (self.height() - high) // 2, room, high)
        wide = theme.px(SLIDER)
        x = (self.width() - wide) // 2
        self.slider.setGeometry(x, (self.height() - dots) // 2, wide, dots)

    def _words_width(self, width: int) -> int:
        """Return the width of each statement; both have the same."""
        theme = self._theme
        taken = 2 * PAD_X + GAP + (0 if self._is_folded else SLIDER + GAP)
        return max(theme.px(80), (width - theme.px(taken)) // 2)

    def _pad_y(self) -> int:
        return 12 if self._is_folded else PAD_Y

    def _on_answered(self, answer: int | None) -> None:
        self.answered.emit(self._value, answer)

    def _on_theme(self) -> None:
        self.updateGeometry()
        self._place()
        self.update()
