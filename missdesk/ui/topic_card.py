"""A topic on the start page: its picture on paper, its plain and its medical name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.card_picture import CardPicture, paint_card
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.painting import pixmap_at, rounded, start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.theme.tokens import Role
    from missdesk.ui.workers import Workers

PAD, ART_CORNER, START_GAP, LEAST_ART = 10, 14, 24, 110
WIDE_ART, WIDE_ART_FOLDED = 0.56, 0.44
"""Share of a wide card that is picture."""
BONES_HIGH = 7.5
"""Height of the paper in units of the drawn bones."""


class TopicCard(Control):
    """Pressed to start the topic.

    Args:
        theme: Colors, sizes and fonts.
        workers: Reads the picture.
        topic: Topic id; the objectName is "topic.ID".
        names: Plain name, medical name, and one sentence (on a card of the grid only where
            `show_sentence` gives it room).
        picture: File of the picture, or its bytes.
        is_wide: Picture at the left instead of above.
        parent: Owner.
    """

    def __init__(
        self,
        theme: Theme,
        workers: Workers,
        topic: str,
        names: tuple[str, str, str],
        picture: Path | bytes,
        *,
        is_wide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        plain, medical, sentence = names
        super().__init__(theme, plain, f"topic.{topic}", parent)
        self.topic, self._is_wide, self._least_words = topic, is_wide, 0
        self._picture = CardPicture(workers, self, picture)
        self.setAccessibleDescription(medical)
        big: Role = "heading" if is_wide else "name"
        self._lines = [
            Words(theme, plain, big, parent=self),
            Words(theme, medical, "body" if is_wide else "small", token="ink2", parent=self),  # noqa: S106
        ]
        self._sentence: Words | None = None
        if sentence:
            role: Role = "body" if is_wide else "note"
            self._sentence = Words(theme, sentence, role, token="ink2", parent=self)  # noqa: S106
            self._lines.append(self._sentence)
        if is_wide:
            self._lines.append(Words(theme, _("Start"), "strong", token="primary", parent=self))  # noqa: S106
        for line in self._lines:
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            line.setAccessibleName("")
        self.show_sentence(is_wide)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_sentence(self, is_shown: bool) -> None:
        """Show the sentence under the names, or leave its room to the picture."""
        if self._sentence is None:
            return
        without = [line for line in self._lines if line is not self._sentence]
        self._sentence.setVisible(is_shown)
        self._lines = [*without[:2], self._sentence, *without[2:]] if is_shown else without

    def sentence_height(self, width: int) -> int:
        """Return what the sentence would add to the words of a card of this width."""
        inner = max(1, width - self.theme.px(4 * PAD))
        return self._sentence.heightForWidth(inner) if self._sentence is not None else 0

    @property
    def is_picture_missing(self) -> bool:
        """Return whether the picture could not be read."""
        return self._picture.is_missing

    @property
    def has_picture(self) -> bool:
        """Return whether the picture is there."""
        return not self._picture.image.isNull()

    def sizeHint(self) -> QSize:
        """Return a card of the grid."""
        return QSize(self.theme.px(313), self.theme.px(278))

    def minimumSizeHint(self) -> QSize:
        """Return room for the words and a picture that can be made out."""
        words = max(line.minimumSizeHint().width() for line in self._lines)
        wide = words + self.theme.px(LEAST_ART + 64 if self._is_wide else 4 * PAD)
        return QSize(wide, self.theme.px(LEAST_ART))

    def hasHeightForWidth(self) -> bool:
        """Return that words may need more lines."""
        return True

    def words_height(self, width: int) -> int:
        """Return the height that the words need below the picture of a card of this width."""
        return self._words_height(width - self.theme.px(4 * PAD))

    def share_words(self, height: int) -> None:
        """Leave so much room for the words, so that the pictures of a row are equally high."""
        self._least_words = height
        self._place_words()
        self._ask()

    def heightForWidth(self, width: int) -> int:
        """Return the least height: all words, and a picture that can be made out."""
        px = self.theme.px
        if not self._is_wide:
            words = self._words_height(width - px(4 * PAD))
            return px(LEAST_ART) + max(words, self.theme.text_px(60)) + px(22 + 2 * PAD)
        room = round((width - px(2 * PAD)) * (1 - self._share())) - px(64)
        gaps = px(8) * (len(self._lines) - 1) + px(START_GAP)
        return max(px(2 * LEAST_ART), self._words_height(room) + gaps + px(4 * PAD))

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the card's outline."""
        return QRectF(self.rect()), float(self.theme.radius("card"))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the words and ask for the picture at its new size."""
        self._place_words()
        self._ask()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw card, paper and picture."""
        painter, theme = start(self), self.theme
        fill = "hover" if self.isDown() else "surface"
        is_lit = self.underMouse() or self.isDown()
        line = theme.color("primary" if is_lit else "edge" if theme.is_contrast else "line")
        box, radius = QRectF(self.rect()), theme.radius("card")
        rounded(painter, box, radius, theme.color(fill), line, 1.75 if is_lit else 1.0)
        art = QRectF(self._art())
        paint_card(painter, self._picture.image, art, theme.px(ART_CORNER), theme.color("art"))
        if self._is_wide:
            self._paint_arrow(painter)
        if self.is_picture_missing:
            self._paint_bones(painter, art)
        painter.end()

    def _paint_bones(self, painter: QPainter, art: QRectF) -> None:
        """Draw three bones of the back and the discs between them, where no picture is."""
        theme, step = self.theme, min(art.height() / BONES_HIGH, art.width() / BONES_HIGH)
        middle, top = art.center().x(), art.center().y() - (BONES_HIGH - 2) / 2 * step
        for number in range(3):
            y = top + number * 2 * step
            bone = QRectF(middle - 2 * step, y, 3 * step, 1.4 * step)
            spine = QRectF(bone.right() + 0.35 * step, y + 0.5 * step, 1.7 * step, 0.45 * step)
            for box in (bone, spine):
                line = theme.color("label_edge")
                rounded(painter, box, 0.22 * step, theme.color("label"), line, 1.5)
            if number:
                disc = QRectF(middle - 1.9 * step, y - 0.5 * step, 2.8 * step, 0.4 * step)
                rounded(painter, disc, 0.2 * step, theme.color("label_edge"))

    def _paint_arrow(self, painter: QPainter) -> None:
        """Draw the arrow behind "Start"."""
        last = self._lines[-1]
        arrow = self.theme.icon("arrow-right", 22, "primary", self.devicePixelRatioF())
        left = last.x() + last.sizeHint().width() + self.theme.px(10)
        pixmap_at(painter, arrow, left, QRectF(last.geometry()))

    def _art(self) -> QRect:
        pad = self.theme.px(PAD)
        inner = self.rect().adjusted(pad, pad, -pad, -pad)
        if self._is_wide:
            inner.setWidth(round(inner.width() * self._share()))
        else:
            inner.setHeight(max(self.theme.px(40), inner.height() - self._words_room()))
        return inner

    def _share(self) -> float:
        return WIDE_ART_FOLDED if self.theme.is_folded else WIDE_ART

    def _words_room(self) -> int:
        inner = self.width() - self.theme.px(4 * PAD)
        least = max(self.theme.text_px(60), self._least_words)
        return max(least, self._words_height(inner)) + self.theme.px(22)

    def _words_height(self, width: int) -> int:
        return sum(line.heightForWidth(max(1, width)) for line in self._lines)

    def _place_words(self) -> None:
        art = self._art()
        if self._is_wide:
            left = art.right() + self.theme.px(32)
            width = max(1, self.width() - left - self.theme.px(32))
            gap = self.theme.px(8)
            high = self._words_height(width) + gap * (len(self._lines) - 1)
            high += self.theme.px(START_GAP)
            top = (self.height() - high) // 2
        else:
            left, gap = art.left() + self.theme.px(PAD), 0
            width = max(1, self.width() - 2 * left)
            top = art.bottom() + self.theme.px(12)
        for line in self._lines:
            high = line.heightForWidth(width)
            if self._is_wide and line is self._lines[-1]:
                top += self.theme.px(START_GAP)
            line.setGeometry(left, top, width, high)
            top += high + gap

    def _ask(self) -> None:
        """Have the picture read at the size it is shown."""
        self._picture.ask(self._art().size() * self.devicePixelRatioF())

    def _on_theme(self) -> None:
        super()._on_theme()
        self._place_words()
