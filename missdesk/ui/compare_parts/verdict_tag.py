"""What studies say about a claim, in words and with a mark of its own shape; never by color."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.model.wording import verdict_words
from missdesk.ui.widgets.painting import rounded, start, words_at

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from missdesk.model.topic import Verdict
    from missdesk.ui.theme.theme import Theme

MARK, GAP, PAD, HIGH = 20, 8, 12, 34
TURN = 16
"""Parts of a degree that Qt counts angles in."""


class VerdictTag(QWidget):
    """A tag that can't be pressed: mark and words."""

    def __init__(
        self, theme: Theme, verdict: Verdict, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._verdict = theme, verdict
        self.setObjectName(name)
        self.setAccessibleName(verdict_words(verdict))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.resized.connect(self._on_theme)

    @property
    def words(self) -> str:
        """Return the words on it."""
        return verdict_words(self._verdict)

    def sizeHint(self) -> QSize:
        """Return mark, words and padding."""
        words = QFontMetricsF(self._theme.font(17, 600)).horizontalAdvance(self.words)
        wide = words + self._theme.part_px(MARK) + self._theme.px(GAP + 2 * PAD)
        return QSize(round(wide) + 1, self._theme.text_px(HIGH))

    def minimumSizeHint(self) -> QSize:
        """Return the whole size: the words are not cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the mark and the words."""
        painter, theme, box = start(self), self._theme, QRectF(self.rect())
        line = theme.color("primary") if theme.is_contrast else None
        rounded(painter, box, box.height() / 2, theme.color("tint"), line)
        side, left = theme.part_px(MARK), theme.px(PAD)
        mark = QRectF(left, box.center().y() - side / 2, side, side)
        self._paint_mark(painter, mark)
        painter.setFont(theme.font(17, 600))
        painter.setPen(theme.color("primary"))
        words_at(painter, left + side + theme.px(GAP), box, self.words)
        painter.end()

    def _paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        """Draw a full disc with a tick, a half disc, an empty ring, or a ring with a cross."""
        ink, side = self._theme.color("primary"), mark.width()
        pen = QPen(ink, side / 10)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        ring = mark.adjusted(side / 20, side / 20, -side / 20, -side / 20)
        painter.setPen(pen)
        painter.setBrush(ink if self._verdict == "supported" else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        if self._verdict == "supported":
            pen.setColor(self._theme.color("on_primary"))
            painter.setPen(pen)
            painter.drawPolyline(_points(mark, ((0.28, 0.52), (0.44, 0.68), (0.73, 0.35))))
        elif self._verdict == "partly":
            painter.setBrush(ink)
            painter.drawPie(ring, 90 * TURN, 180 * TURN)
        elif self._verdict == "other-way":
            painter.drawPolyline(_points(mark, ((0.34, 0.34), (0.66, 0.66))))
            painter.drawPolyline(_points(mark, ((0.66, 0.34), (0.34, 0.66))))

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()


def _points(box: QRectF, shares: tuple[tuple[float, float], ...]) -> QPolygonF:
    """Return points given in shares of a box."""
    return QPolygonF(
        [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in shares]
    )
