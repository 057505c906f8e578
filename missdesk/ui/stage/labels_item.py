"""Names of parts on a picture: live text on white pills, a line to the part, a dot on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from missdesk.figures.label_fit import FULL, TEXT_PX, fit_labels
from missdesk.figures.labels import Label, Wish
from missdesk.figures.scene import Weight
from missdesk.ui.stage.layers import LabelWords
from missdesk.ui.theme.fonts import make_font
from missdesk.ui.theme.theme import Theme
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.painting import start

TEXT_WEIGHT: Final[Weight] = 600
MORE_WEIGHT: Final[Weight] = 400
LINE, PAD_X, PAD_Y, MORE = 1.28, 0.6, 0.32, 0.88
"""In font sizes, as `figures.labels` measures; the second line is 16 px."""
RADIUS_PX, MARGIN_PX, SIDE_PX = 9, 8, 17
SHADOW: Final = ((0, 20), (1, 14), (2, 9))
"""Depth 2 of visual-design 1c: how far each round rectangle sinks, and its alpha."""
DOT_PX, LEADER_PX = 4.5, 1.7
RIM: Final = QPointF(3, 3)
"""Room round a pill for its edge and shadow."""
HOT, PILL_EDGE = "#DCEAE8", "#74858A"
"""Light theme's tint and edge: pictures keep their paper in every theme, so labels do too."""


Rows = tuple[tuple[str, float, Weight], ...]
"""Lines of a label from the top: words, size in pixels, weight."""
MOST_SPARE: Final = 12
"""Pills kept for labels that are not on show: those of all steps of a topic."""


class LabelPill(Control):
    """One name; press it to light the part up."""

    def __init__(self, words: LabelWords, placed: Label, theme: Theme, parent: QWidget) -> None:
        """Stand where the label was placed.

        Args:
            words: What it says and names.
            placed: Lines and box, in pixels of the parent.
            theme: Colors and fonts.
            parent: The picture it lies on.
        """
        super().__init__(theme, words.text, f"label.{words.id}", parent)
        self.show_words(words, placed)

    def show_words(self, words: LabelWords, placed: Label) -> None:
        """Say what the part is called now, where it was placed."""
        self.label = words
        if words.text != self.words:
            self.setText(words.text)
        self.setAccessibleDescription(words.note)
        self.move_to(placed)

    def move_to(self, placed: Label) -> None:
        """Stand at another place, broken into other lines."""
        self._rows = _rows(placed)
        x, y, width, height = placed.box
        tall = max(height + 6, float(self.theme.px(TARGET)))
        area = QRectF(x - 3, y + height / 2 - tall / 2, width + 6, tall).toAlignedRect()
        self.setGeometry(area)
        self._pill = QRectF(x - area.x(), y - area.y(), width, height)
        self.update()

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the pill, which is lower than what a finger may hit."""
        return self._pill, float(self.theme.px(RADIUS_PX))

    def sizeHint(self) -> QSize:
        """Return the size it was placed with."""
        return self.size()

    def paint_on(self, painter: QPainter) -> None:
        """Draw itself once more elsewhere, at rest and as sharp as that device allows."""
        paint_pill(painter, self._pill, self.theme, rows=self._rows)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw shadow, pill and words."""
        painter = start(self)
        is_hot = self.isDown() or self.underMouse()
        paint_pill(painter, self._pill, self.theme, is_hot=is_hot, rows=self._rows)
        painter.end()


def _rows(placed: Label) -> Rows:
    """Return the lines of a label, with the size and the weight of each."""
    size = placed.text_mm
    rows: list[tuple[str, float, Weight]] = [(line, size, TEXT_WEIGHT) for line in placed.lines]
    return (*rows, *((line, MORE * size, MORE_WEIGHT) for line in placed.more))


class LabelSet(QObject):
    """The labels of one pane."""

    pressed = Signal(str)
    """Region of the label pressed."""

    def __init__(self, picture: QWidget, theme: Theme) -> None:
        """Show nothing yet.

        Args:
            picture: Carries the pills; its coordinates are those of the places.
            theme: Colors and fonts.
        """
        super().__init__(picture)
        self._picture, self._theme = picture, theme
        self._pills: list[LabelPill] = []
        self._spare: dict[str, LabelPill] = {}
        self._placed: tuple[Label, ...] = ()
        self._asked: object = None
        self._fit = FULL
        self._is_see_through = False

    def place(
        self,
        labels: tuple[LabelWords, ...],
        to_view: Callable[[tuple[float, float]], QPointF],
        *,
        foot_px: int = 0,
        like: Iterable[Label] = (),
        least_fit: int = FULL,
        keep: Iterable[QRectF] = (),
        spare: Iterable[QRectF] = (),
    ) -> None:
        """Show these labels, most important first.

        Args:
            labels: What to name.
            to_view: From plate millimeters to pixels of the picture.
            foot_px: Height at the lower edge to keep free.
            like: Labels of the pane beside, to stand at the same place.
            least_fit: How far all panes had to give way: `FULL`, `BARE` or `SMALL`.
            keep: What no label may cover, in pixels of the picture.
            spare: What labels leave free where they can, in pixels of the picture.
        """
        theme, view = self._theme, self._picture.rect()
        margin = theme.px(MARGIN_PX)
        room = (
            float(margin),
            float(margin),
            view.width() - 2.0 * margin,
            view.height() - 2.0 * margin - foot_px,
        )
        points = [to_view(label.at_mm) for label in labels]
        size = float(theme.font(TEXT_PX, TEXT_WEIGHT).pixelSize())
        at = tuple((p.x(), p.y()) for p in points)
        clear, free = (
            tuple((b.x(), b.y(), b.width(), b.height()) for b in boxes) for boxes in (keep, spare)
        )
        asked = (labels, at, room, size, tuple(like), least_fit, clear, free)
        if asked == self._asked:
            return
        self._asked = asked
        wishes = tuple(
            Wish(w.id, w.text, (p.x(), p.y()), w.note) for w, p in zip(labels, points, strict=True)
        )
        self._placed, self._fit = fit_labels(
            wishes, room, size, tuple(like), least_fit, clear, free
        )
        self._rebuild(labels)

    @property
    def placed(self) -> tuple[Label, ...]:
        """Return the places, for the pane beside and for tests."""
        return self._placed

    @property
    def fit(self) -> int:
        """Return how far the labels had to give way: `FULL`, `BARE` or `SMALL`."""
        return self._fit

    def texts(self) -> tuple[str, ...]:
        """Return the names on show, most important first."""
        return tuple(pill.words for pill in self._pills)

    def set_see_through(self, is_see_through: bool) -> None:
        """Let the pen draw over the labels, or take presses again."""
        self._is_see_through = is_see_through
        attribute = Qt.WidgetAttribute.WA_TransparentForMouseEvents
        for pill in (*self._pills, *self._spare.values()):
            pill.setAttribute(attribute, is_see_through)

    def paint_leaders(self, painter: QPainter) -> None:
        """Draw all lines, then all dots, so that no line runs over a dot."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        line, halo = theme.color("label_line"), QColor(theme.color("label"))
        halo.setAlpha(150)
        paths = [QPolygonF([QPointF(*p) for p in label.leader]) for label in self._placed]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, extra in ((halo, 2.0), (line, 0.0)):
            painter.setPen(QPen(color, LEADER_PX + extra))
            for path in paths:
                painter.drawPolyline(path)
        painter.setPen(QPen(theme.color("label"), 2))
        painter.setBrush(line)
        for label in self._placed:
            painter.drawEllipse(QPointF(*label.leader[-1]), DOT_PX, DOT_PX)

    def _rebuild(self, labels: tuple[LabelWords, ...]) -> None:
        """Show a pill for each place; those that stay keep the focus, the others wait hidden.

        A pill made anew for each step, and thrown away after it, took a third of the step's
        first frame, and another frame to paint what was under it (measured).
        """
        words = {label.id: label for label in labels}
        old = {pill.label.id: pill for pill in self._pills}
        self._pills = [self._pill(words[p.key], p, old) for p in self._placed]
        for before, after in pairwise(self._pills):
            if before.nextInFocusChain() is not after:
                QWidget.setTabOrder(before, after)
        for name, pill in old.items():
            pill.hide()
            self._spare[name] = pill
        while len(self._spare) > MOST_SPARE:
            self._spare.pop(next(iter(self._spare))).deleteLater()

    def _pill(self, words: LabelWords, placed: Label, old: dict[str, LabelPill]) -> LabelPill:
        """Return the pill that is or was there for this part, else a new one."""
        pill = old.pop(words.id, None) or self._spare.pop(words.id, None)
        if pill is not None:
            pill.show_words(words, placed)
            pill.show()
            return pill
        pill = LabelPill(words, placed, self._theme, self._picture)
        pill.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, self._is_see_through)
        pill.clicked.connect(self._on_pressed)
        pill.show()
        return pill

    def _on_pressed(self) -> None:
        pill = self.sender()
        assert isinstance(pill, LabelPill)
        self.pressed.emit(pill.label.region)


def paint_pill(
    painter: QPainter, pill: QRectF, theme: Theme, *, is_hot: bool = False, rows: Rows = ()
) -> None:
    """Draw the white ground of a label with its soft shadow, and the words of small ones."""
    ratio = painter.device().devicePixelRatio()
    look = (pill.width(), pill.height(), theme.px(RADIUS_PX), ratio, is_hot)
    colors = (theme.color("label").name(), theme.color("label_ink").name())
    painter.drawPixmap(pill.topLeft() - RIM, _painted(*look, colors, rows))


@lru_cache(maxsize=64)
def _painted(
    width: float,
    height: float,
    radius: int,
    ratio: float,
    is_hot: bool,
    colors: tuple[str, str],
    rows: Rows,
) -> QPixmap:
    """Return a pill, painted once: its soft corners cost a quarter of a step (measured)."""
    size = QSizeF(width + 2 * RIM.x(), height + 2 * RIM.y()) * ratio
    pixmap = QPixmap(size.toSize() + QSize(1, 1))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pill = QRectF(RIM, QSizeF(width, height))
    painter.setPen(Qt.PenStyle.NoPen)
    for sink, alpha in SHADOW:
        painter.setBrush(QColor(16, 40, 46, alpha))
        painter.drawRoundedRect(pill.translated(0, sink), radius, radius)
    painter.setBrush(QColor(HOT if is_hot else colors[0]))
    painter.setPen(QPen(QColor(PILL_EDGE), 1))
    painter.drawRoundedRect(pill, radius, radius)
    painter.setPen(QColor(colors[1]))
    _write(painter, pill, rows)
    painter.end()
    return pixmap


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


def paint_side_words(painter: QPainter, view: QRectF, theme: Theme, words: tuple[str, str]) -> None:
    """Write the patient's left and right into the lower corners, on white."""
    font = theme.font(SIDE_PX, MORE_WEIGHT)
    painter.setFont(font)
    height, inset = float(theme.px(30)), theme.px(10)
    for word, is_left in zip(words, (True, False), strict=True):
        if not word:
            continue
        width = QFontMetricsF(font).horizontalAdvance(word) + theme.px(20)
        height = max(height, QFontMetricsF(font).height() + 4)
        x = view.left() + inset if is_left else view.right() - inset - width
        pill = QRectF(x, view.bottom() - height - 4, width, height)
        ground = QColor(theme.color("label"))
        ground.setAlpha(225)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(theme.color("label_ink"))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), word)
