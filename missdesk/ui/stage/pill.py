"""White grounds with words that lie on pictures, painted once and kept.

Soft corners are the dearest thing to paint on a picture: those of labels were a quarter of the
first frame of a step, those of the words in the corners a quarter of each whole picture (measured).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from missdesk.figures.scene import Weight
from missdesk.ui.theme.fonts import make_font
from missdesk.ui.theme.theme import Theme

LINE, PAD_X, PAD_Y, MORE = 1.28, 0.6, 0.32, 0.88
"""In font sizes, as `figures.labels` measures; the second line is 16 px."""
RADIUS_PX, SIDE_PX, SIDE_HIGH_PX = 9, 17, 30
GROUND_ALPHA: Final = 225
SHADOW: Final = ((0, 20), (1, 14), (2, 9))
"""Depth 2 of visual-design 1c: how far each round rectangle sinks, and its alpha."""
RIM: Final = QPointF(3, 3)
"""Room round a pill for its edge and shadow."""
HOT, PILL_EDGE = "#DCEAE8", "#74858A"
"""Light theme's tint and edge: pictures keep their paper in every theme, so labels do too."""
MOST_KEPT: Final = 64

Rows = tuple[tuple[str, float, Weight], ...]
"""Lines of a label from the top: words, size in pixels, weight."""
_kept: OrderedDict[Hashable, QPixmap] = OrderedDict()


def paint_kept(
    painter: QPainter, at: QPointF, size: QSizeF, key: Hashable, draw: Callable[[QPainter], None]
) -> None:
    """Draw what was drawn for this key before; the first time, let it be drawn.

    Args:
        painter: Draws the picture of it, in logical pixels.
        at: Upper left corner.
        size: Room that it takes.
        key: All that its looks depend on, but for its size and the device's pixels.
        draw: Draws it, from a corner at 0, 0.
    """
    ratio = painter.device().devicePixelRatio()
    whole = (key, size.width(), size.height(), ratio)
    pixmap = _kept.get(whole)
    if pixmap is None:
        pixmap = QPixmap(ceil(size.width() * ratio), ceil(size.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        fresh = QPainter(pixmap)
        fresh.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(fresh)
        fresh.end()
        _kept[whole] = pixmap
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(whole)
    painter.drawPixmap(at, pixmap)


def paint_pill(
    painter: QPainter, pill: QRectF, theme: Theme, *, is_hot: bool = False, rows: Rows = ()
) -> None:
    """Draw the white ground of a label with its soft shadow, and the words of small ones."""
    fill = QColor(HOT) if is_hot else theme.color("label")
    ink, radius = theme.color("label_ink"), theme.px(RADIUS_PX)
    own = QRectF(RIM, pill.size())

    def draw(fresh: QPainter) -> None:
        fresh.setPen(Qt.PenStyle.NoPen)
        for sink, alpha in SHADOW:
            fresh.setBrush(QColor(16, 40, 46, alpha))
            fresh.drawRoundedRect(own.translated(0, sink), radius, radius)
        fresh.setBrush(fill)
        fresh.setPen(QPen(QColor(PILL_EDGE), 1))
        fresh.drawRoundedRect(own, radius, radius)
        fresh.setPen(ink)
        _write(fresh, own, rows)

    size = pill.size() + QSizeF(2 * RIM.x(), 2 * RIM.y())
    paint_kept(painter, pill.topLeft() - RIM, size, (fill.rgb(), ink.rgb(), radius, rows), draw)


def _write(painter: QPainter, pill: QRectF, rows: Rows) -> None:
    """Write the lines of a label into its pill."""
    if not rows:
        return
    size = rows[0][1]
    x, top = pill.x() + PAD_X * size, pill.y() + PAD_Y * size
    for line, px, weight in rows:
        painter.setFont(make_font(round(px), weight))
        painter.drawText(QPointF(x, top + 0.98 * px), line)
        top += LINE * px


def corner_height(theme: Theme, font: QFont) -> float:
    """Return the height of what stands along the lower edge of a picture."""
    return max(float(theme.px(SIDE_HIGH_PX)), ceil(QFontMetricsF(font).height()) + 4.0)


def paint_side_words(painter: QPainter, view: QRectF, theme: Theme, words: tuple[str, str]) -> None:
    """Write the patient's left and right into the lower corners, on white."""
    font = theme.font(SIDE_PX)
    high, inset = corner_height(theme, font), theme.px(10)
    for word, is_left in zip(words, (True, False), strict=True):
        if not word:
            continue
        width = ceil(QFontMetricsF(font).horizontalAdvance(word)) + theme.px(20)
        x = view.left() + inset if is_left else view.right() - inset - width
        _paint_word(painter, QRectF(x, view.bottom() - high - 4, width, high), theme, word)


def _paint_word(painter: QPainter, box: QRectF, theme: Theme, word: str) -> None:
    ink, font, own = theme.color("label_ink"), theme.font(SIDE_PX), QRectF(QPointF(), box.size())
    ground = ground_of(theme)

    def draw(fresh: QPainter) -> None:
        paint_ground(fresh, own, ground)
        fresh.setFont(font)
        fresh.setPen(ink)
        fresh.drawText(own, int(Qt.AlignmentFlag.AlignCenter), word)

    key = (word, font.pixelSize(), ground.rgba(), ink.rgb())
    paint_kept(painter, box.topLeft(), box.size(), key, draw)


def ground_of(theme: Theme) -> QColor:
    """Return the white that words along the lower edge stand on; the picture shines through."""
    ground = theme.color("label")
    ground.setAlpha(GROUND_ALPHA)
    return ground


def paint_ground(painter: QPainter, box: QRectF, ground: QColor) -> None:
    """Fill a box with wholly round ends."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
