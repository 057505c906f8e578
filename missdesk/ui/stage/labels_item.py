"""Names of parts on a picture: live text on white pills, a line to the part, a dot on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from missdesk.figures.label_fit import FULL, TEXT_PX, fit_labels
from missdesk.figures.labels import Label, Wish
from missdesk.figures.scene import Weight
from missdesk.ui.stage.layers import LabelWords
from missdesk.ui.stage.pill import MORE, RADIUS_PX, Rows, paint_pill
from missdesk.ui.theme.theme import Theme
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.painting import start

TEXT_WEIGHT: Final[Weight] = 600
MORE_WEIGHT: Final[Weight] = 400
MARGIN_PX = 8
DOT_PX, LEADER_PX = 4.5, 1.7
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
        self._said: object = None
        self.show_words(words, placed)

    def show_words(self, words: LabelWords, placed: Label) -> None:
        """Say what the part is called now, where it was placed; the same again costs no frame."""
        # The picture takes its labels along when it scrolls, so they may have left their place.
        if (words, placed, self.geometry()) == self._said:
            return
        self.label = words
        if words.text != self.words:
            self.setText(words.text)
        self.setAccessibleDescription(words.note)
        self._rows = _rows(placed)
        x, y, width, height = placed.box
        tall = max(height + 6, float(self.theme.px(TARGET)))
        area = QRectF(x - 3, y + height / 2 - tall / 2, width + 6, tall).toAlignedRect()
        self.setGeometry(area)
        self._pill = QRectF(x - area.x(), y - area.y(), width, height)
        self._said = words, placed, area
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
        pills = [self._pill(words[p.key], p, old) for p in self._placed]
        # Never ask a pill for the next in the focus chain: PySide then takes that widget, which can
        # be the viewport, for its child, and gives it up with the pill (found by the soak).
        if pills != self._pills:
            for before, after in pairwise(pills):
                QWidget.setTabOrder(before, after)
        self._pills = pills
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
        else:
            pill = LabelPill(words, placed, self._theme, self._picture)
            pill.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, self._is_see_through)
            pill.clicked.connect(self._on_pressed)
        pill.show()
        # A widget that comes asks for its frame by an event of its own, after the scene's, which
        # paints at once: three panes were painted four times for one step (measured).
        QCoreApplication.sendPostedEvents(pill, QEvent.Type.UpdateLater.value)
        return pill

    def _on_pressed(self) -> None:
        pill = self.sender()
        assert isinstance(pill, LabelPill)
        self.pressed.emit(pill.label.region)
