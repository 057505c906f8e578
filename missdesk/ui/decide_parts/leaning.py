"""Buttons of equal size to say where somebody leans; a second press takes it back."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.ui.theme.tokens import MAIN_ACTION
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.option_heading import OptionMark
from missdesk.ui.widgets.painting import CHOSEN_LINE, LINE, rounded, start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from missdesk.model.topic import Look
    from missdesk.ui.theme.theme import Theme

MARK, GAP, PAD, BETWEEN = 26, 10, 14, 10


class Leaning(NamedTuple):
    """One answer: its key, words, and the mark of its option (None for "Not sure yet")."""

    key: str
    words: str
    look: Look | None


class LeaningChoice(Control):
    """One answer; its mark stands beside the words, or above them where that is too wide."""

    def __init__(self, theme: Theme, answer: Leaning, parent: QWidget) -> None:
        super().__init__(theme, answer.words, f"decide.leaning.{answer.key}", parent)
        self.key = answer.key
        self.setCheckable(True)
        self._is_beside = True
        self._mark = OptionMark(theme, answer.look, MARK, self) if answer.look else None
        self._label = Words(theme, answer.words, "strong", align="center", parent=self)
        self._label.setAccessibleName("")
        for part in (self._mark, self._label):
            if part is not None:
                part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._on_toggled)

    def width_beside(self) -> int:
        """Return the width with mark and words on one line."""
        lead = self.theme.part_px(MARK + GAP) if self._mark else 0
        return lead + self._one_line() + 2 * self.theme.px(PAD)

    def least_width(self) -> int:
        """Return the width below which a word would break."""
        return self._label.minimumSizeHint().width() + 2 * self.theme.px(PAD)

    def set_beside(self, is_beside: bool) -> None:
        """Put the mark beside the words, or above them."""
        self._is_beside = is_beside
        self._place()

    def height_at(self, width: int, *, is_beside: bool) -> int:
        """Return the height needed at a width, with the mark beside or above the words."""
        if is_beside:
            return self.theme.control_px(MAIN_ACTION)
        lead = self.theme.part_px(MARK + 2) if self._mark else 0
        words = self._label.heightForWidth(max(1, width - 2 * self.theme.px(PAD) // 2))
        return max(lead + words + self.theme.px(10), self.theme.px(MAIN_ACTION))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place mark and words."""
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box in the colors of the state."""
        painter, color = start(self), self.theme.color
        fill = "tint" if self.isChecked() or self.isDown() else "surface"
        if fill == "surface" and self.underMouse():
            fill = "hover"
        line = "primary" if self.isChecked() else "edge"
        width = CHOSEN_LINE if self.isChecked() else LINE
        radius = self.theme.radius("field")
        rounded(painter, QRectF(self.rect()), radius, color(fill), color(line), width)
        painter.end()

    def _place(self) -> None:
        px, part, mark = self.theme.px, self.theme.part_px, self._mark
        side = part(MARK)
        if self._is_beside:
            wide, lead = self._one_line(), part(MARK + GAP) if mark else 0
            left = max(px(6), (self.width() - wide - lead) // 2)
            high = self.theme.line("strong")
            if mark is not None:
                mark.setGeometry(left, (self.height() - side) // 2, side, side)
            self._label.setGeometry(left + lead, (self.height() - high) // 2, wide, high)
            return
        room = self.width() - 2 * px(PAD) // 2
        high = self._label.heightForWidth(max(1, room))
        lead = part(MARK + 2) if mark else 0
        top = (self.height() - high - lead) // 2
        if mark is not None:
            mark.setGeometry((self.width() - side) // 2, top, side, side)
        self._label.setGeometry(px(PAD) // 2, top + lead, room, high)

    def _one_line(self) -> int:
        return ceil(QFontMetricsF(self.theme.type("strong")).horizontalAdvance(self.words)) + 1

    def _on_toggled(self, is_chosen: bool) -> None:
        self._label.set_token("primary" if is_chosen else "ink")


class LeaningChoices(QWidget):
    """All answers in columns of one width and rows of one height, so that none is louder.

    Signals:
        chosen: Key of the answer a person chose, None when it was taken back.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, answers: Sequence[Leaning], label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("decide.leaning")
        self.setAccessibleName(label)
        self._choices = [LeaningChoice(theme, answer, self) for answer in answers]
        for choice in self._choices:
            choice.clicked.connect(self._on_clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.resized.connect(self._on_theme)

    def set_value(self, key: str | None) -> None:
        """Show an answer without telling."""
        for choice in self._choices:
            choice.setChecked(choice.key == key)

    def set_order(self, keys: Sequence[str]) -> None:
        """Put the answers in another order (RC14); keys that are missing stay last."""
        place = {key: index for index, key in enumerate(keys)}
        self._choices.sort(key=lambda choice: place.get(choice.key, len(place)))
        for before, after in pairwise(self._choices):
            QWidget.setTabOrder(before, after)
        self._place()

    def hasHeightForWidth(self) -> bool:
        """Return that a narrow row breaks into more."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        columns, high, _is_beside = self._grid(width)
        rows = -(-len(self._choices) // columns)
        return rows * high + (rows - 1) * self._theme.px(BETWEEN)

    def sizeHint(self) -> QSize:
        """Return the height at the present width."""
        width = max(self.width(), self._theme.px(600))
        return QSize(self._theme.px(600), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the width of one answer."""
        least = max((c.least_width() for c in self._choices), default=0)
        return QSize(least, self._theme.px(MAIN_ACTION))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the answers."""
        self._place()

    def _place(self) -> None:
        columns, high, is_beside = self._grid(self.width())
        for choice in self._choices:
            choice.set_beside(is_beside)
        gap = self._theme.px(BETWEEN)
        wide = (self.width() - (columns - 1) * gap) / columns
        for index, choice in enumerate(self._choices):
            row, column = divmod(index, columns)
            left = round(column * (wide + gap))
            right = round(column * (wide + gap) + wide)
            choice.setGeometry(left, row * (high + gap), right - left, high)

    def _grid(self, width: int) -> tuple[int, int, bool]:
        """Return how many columns fit, the height of a row, and whether marks stand beside.

        Marks stand alike in all. It changes nothing: layouts ask for widths that never come.
        """
        gap, count = self._theme.px(BETWEEN), len(self._choices)
        if not count:
            return 1, 0, True
        least = max(c.least_width() for c in self._choices)
        columns = max(1, min(count, (width + gap) // (least + gap)))
        columns = -(-count // -(-count // columns))
        wide = (width - (columns - 1) * gap) // columns
        is_beside = all(c.width_beside() <= wide for c in self._choices)
        high = max(c.height_at(wide, is_beside=is_beside) for c in self._choices)
        return columns, high, is_beside

    def _on_clicked(self) -> None:
        choice = self.sender()
        assert isinstance(choice, LeaningChoice)
        self.chosen.emit(choice.key if choice.isChecked() else None)

    def _on_theme(self) -> None:
        self.updateGeometry()
        self._place()
