"""A topic on the kiosk's first page: its picture, its plain and its medical name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.ui.card_picture import CardPicture, paint_card, shaped
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.painting import rounded, start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.theme.tokens import Role
    from missdesk.ui.workers import Workers

PAD, ART_CORNER, GAP, CORNER = 7, 10, 8, 18
BESIDE_SHARE: Final = 0.38
"""Share of the width that is picture, where it stands beside the words."""
LEAST_ART: Final = 52
MOST_ART: Final = 132
CUT: Final = 1.35
"""A narrow picture shows the middle of one that is so much wider: its sides say little."""


class TopicTile(Control):
    """Pressed to open the topic's book.

    Attributes:
        topic: Topic id; the objectName is "topic.ID".
    """

    def __init__(
        self,
        theme: Theme,
        workers: Workers,
        topic: str,
        names: tuple[str, str],
        picture: Path | bytes,
        parent: QWidget,
    ) -> None:
        """Make it.

        Args:
            theme: Colors, sizes and fonts.
            workers: Reads the picture.
            topic: Topic id.
            names: Plain and medical name.
            picture: File of the picture, or its bytes.
            parent: Owner.
        """
        super().__init__(theme, names[0], f"topic.{topic}", parent)
        self.topic, self._picture = topic, CardPicture(workers, self, picture)
        self.setAccessibleDescription(names[1])
        self._is_beside, self._has_medical = False, True
        self._shared = 0
        self._name = Words(theme, names[0], "name", parent=self)
        self._medical = Words(theme, names[1], "note", token="ink2", parent=self)  # noqa: S106
        for words in (self._name, self._medical):
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.setAccessibleName("")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def arrange(self, *, is_beside: bool, has_medical: bool, role: Role = "name") -> None:
        """Put the picture beside or above the words; show the medical name or leave it out."""
        self._is_beside, self._has_medical = is_beside, has_medical
        self._name.set_role(role)
        self._medical.setVisible(has_medical)
        self._place()

    def words_height(self, width: int) -> int:
        """Return the height of the words of a tile of this width."""
        return self._words_height(self._words_width(width))

    def share_words(self, height: int) -> None:
        """Leave so much room for the words, so that the pictures of a row are equally high."""
        self._shared = height
        self._place()

    def least_height(self, width: int) -> int:
        """Return the height below which words or picture would be cut."""
        pad, words = self.theme.px(PAD), self._words_height(self._words_width(width))
        if self._is_beside:
            return max(words + 4 * pad, self.theme.px(LEAST_ART) + 2 * pad)
        return words + self.theme.px(LEAST_ART + GAP) + 3 * pad

    def sizeHint(self) -> QSize:
        """Return a tile of the grid; the page places it."""
        return QSize(self.theme.px(200), self.theme.px(170))

    def minimumSizeHint(self) -> QSize:
        """Return the least target."""
        return self.least(0, 0)

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline for the focus ring."""
        return QRectF(self.rect()), float(self.theme.px(CORNER))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the words, ask for the picture."""
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw card, paper and picture."""
        painter, theme = start(self), self.theme
        is_lit = self.isDown()
        line = theme.color("primary" if is_lit else "edge" if theme.is_contrast else "line")
        fill = theme.color("hover" if is_lit else "surface")
        width = theme.px(2) if is_lit or theme.is_contrast else 1.5
        rounded(painter, QRectF(self.rect()), theme.px(CORNER), fill, line, width)
        art = QRectF(self._art())
        paint_card(painter, self._picture.image, art, theme.px(ART_CORNER), theme.color("art"))
        painter.end()

    def _art(self) -> QRect:
        pad = self.theme.px(PAD)
        inner = self.rect().adjusted(pad, pad, -pad, -pad)
        if self._is_beside:
            inner.setWidth(self._art_width(self.width()))
        else:
            words = self._words_height(self._words_width(self.width()))
            words = max(words, self._shared)
            inner.setHeight(max(1, inner.height() - words - self.theme.px(GAP) - pad // 2))
        return inner

    def _art_width(self, width: int) -> int:
        return min(round(width * BESIDE_SHARE), self.theme.px(MOST_ART))

    def _words_width(self, width: int) -> int:
        pad = self.theme.px(PAD)
        taken = self._art_width(width) + 4 * pad if self._is_beside else 4 * pad
        return max(1, width - taken)

    def _words_height(self, width: int) -> int:
        medical = self._medical.heightForWidth(width) if self._has_medical else 0
        return self._name.heightForWidth(width) + medical

    def _place(self) -> None:
        art, pad = self._art(), self.theme.px(PAD)
        width = self._words_width(self.width())
        high = self._words_height(width)
        if self._is_beside:
            left, top = art.right() + 2 * pad, (self.height() - high) // 2
        else:
            left, top = 2 * pad, art.bottom() + self.theme.px(GAP) - pad // 2
        first = self._name.heightForWidth(width)
        self._name.setGeometry(left, top, width, first)
        self._medical.setGeometry(left, top + first, width, high - first)
        self._ask()
        self.update()

    def _ask(self) -> None:
        """Have the picture read at the size it is shown."""
        size = self._art().size() * self.devicePixelRatioF()
        if self._is_beside:
            size.setWidth(round(size.width() * CUT))
        else:
            size = shaped(size)
        self._picture.ask(size)

    def _on_theme(self) -> None:
        super()._on_theme()
        self._place()
