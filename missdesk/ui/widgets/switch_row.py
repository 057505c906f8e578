"""The ground of what is switched on and off in a row of words that wrap: tick and toggle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.theme.tokens import Role

GAP = 16


class SwitchRow(Control):
    """Words beside a mark that the subclass paints; the whole row is the target (`toggled`).

    Attributes:
        MARK: Designed width and height of the mark.
    """

    MARK = (TARGET, TARGET)

    def __init__(
        self,
        theme: Theme,
        text: str,
        name: str,
        *,
        is_on: bool = False,
        role: Role = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, name, parent)
        self.setCheckable(True)
        self.setChecked(is_on)
        self._words = Words(theme, text, role, parent=self)
        self._words.setAccessibleName("")
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def mark_size(self) -> QSize:
        """Return the size of the mark."""
        wide, high = self.MARK
        return QSize(self.theme.part_px(wide), self.theme.part_px(high))

    def words_left(self) -> int:
        """Return where the words begin; the mark stands behind them, or before them."""
        return 0

    def hasHeightForWidth(self) -> bool:
        """Return that words may need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of words and mark, at least the target's."""
        words = self._words.heightForWidth(max(1, width - self._beside()))
        least = max(self.theme.px(TARGET), self.mark_size().height())
        return max(words + self.theme.px(6), least)

    def sizeHint(self) -> QSize:
        """Return words, gap and mark."""
        width = self._words.sizeHint().width() + self._beside()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the longest word, gap and mark."""
        width = self._words.minimumSizeHint().width() + self._beside()
        return QSize(width, self.theme.px(TARGET))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the words in the middle of the height."""
        room = max(1, self.width() - self._beside())
        high = self._words.heightForWidth(room)
        self._words.setGeometry(self.words_left(), (self.height() - high) // 2, room, high)

    def hitButton(self, pos: QPoint) -> bool:
        """Take the whole row as target."""
        return self.rect().contains(pos)

    def _beside(self) -> int:
        """Return the room that mark and gap take beside the words."""
        return self.mark_size().width() + self.theme.px(GAP)
