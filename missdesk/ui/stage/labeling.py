"""The labels of one view: which of them, how far they give way, and what must stay free."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPointF, QRectF, Signal

from missdesk.figures.label_fit import FULL
from missdesk.ui.stage.labels_item import LabelSet
from missdesk.ui.stage.pill import paint_side_words
from missdesk.ui.stage.scale_bar import SIDE_WIDE_PX

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from missdesk.figures.labels import Label
    from missdesk.model.marks import Point
    from missdesk.ui.stage.controls import StageControls
    from missdesk.ui.stage.layers import Box, LabelWords, Picture
    from missdesk.ui.theme.theme import Theme

SIDE_FOOT_PX: Final = 40
"""Height of the words in the lower corners, kept free of labels."""


class Labeling(QObject):
    """Places the labels of a view between its corner words and its buttons.

    Attributes:
        labels: The pills.
        corner: Buttons that no label may cover; None where there are none.
        side_words: What the lower corners say; empty where there is nothing to say.

    Signals:
        placed: The labels were placed; whether any moved, came or went.
    """

    placed = Signal(bool)

    def __init__(
        self,
        port: QWidget,
        theme: Theme,
        controls: StageControls,
        to_view: Callable[[Point], QPointF],
    ) -> None:
        """Label nothing yet.

        Args:
            port: The viewport, which carries the pills.
            theme: Colors and fonts.
            controls: Tells whether there are to be labels.
            to_view: From plate millimeters to pixels of the viewport.
        """
        super().__init__(port)
        self._port, self._theme, self._controls, self._to_view = port, theme, controls, to_view
        self.labels = LabelSet(port, theme)
        self.corner: QWidget | None = None
        self._shown: Picture | None = None
        self.side_words = ("", "")
        self._like: tuple[Label, ...] = ()
        self._allowed: frozenset[str] | None = None
        self._least_fit = FULL

    def show(self, picture: Picture | None) -> None:
        """Label this picture from the next placing on; a new one lifts all limits."""
        if self._shown is not picture:
            self._shown = picture
            self.lift_limits()

    # What the panes beside it ask

    @property
    def now(self) -> tuple[Label, ...]:
        """Return the labels as placed."""
        return self.labels.placed

    @property
    def fit(self) -> int:
        """Return how far the labels gave way for want of room, `label_fit.FULL` to `SMALL`."""
        return self.labels.fit

    def wanted(self) -> tuple[LabelWords, ...]:
        """Return the labels that ought to be shown, whether or not there is room for them."""
        if self._shown is None or not self._controls.has_labels:
            return ()
        allowed = self._allowed
        return tuple(w for w in self._shown.labels if allowed is None or w.id in allowed)

    def room_beside(self) -> float:
        """Return how near to a side of the view the outermost part to name lies, in pixels."""
        labels = () if self._shown is None else self._shown.labels
        xs = [self._to_view(label.at_mm).x() for label in labels]
        return min((min(x, self._port.width() - x) for x in xs), default=float("inf"))

    def align(self, like: tuple[Label, ...]) -> None:
        """Put labels of the same name where the pane beside has them."""
        if like != self._like:
            self._like = like
            self.place()

    def limit(self, ids: frozenset[str], fit: int) -> None:
        """Show only these labels, given way this far; a new picture or size lifts both limits."""
        if (ids, fit) != (self._allowed, self._least_fit):
            self._allowed, self._least_fit = ids, fit
            self.place()

    def lift_limits(self) -> None:
        """Let labels be all and as designed again, from the next placing on."""
        self._allowed, self._least_fit, self._like = None, FULL, ()

    def set_side_words(self, left: str, right: str) -> bool:
        """Say in the lower corners which side is which; return whether that is new."""
        is_new = (left, right) != self.side_words
        self.side_words = (left, right)
        return is_new

    # Places

    def place(self) -> None:
        """Stand where there is room now."""
        if self._shown is None:
            return
        before = self.now
        has_foot = any(self.side_words) or self._shown.is_flat
        self.labels.place(
            self.wanted(),
            self._to_view,
            foot_px=self._theme.px(SIDE_FOOT_PX) if has_foot else 0,
            like=self._like,
            least_fit=self._least_fit,
            keep=self._corners(),
            spare=[self._in_view(box) for box in self._shown.spare],
        )
        self.placed.emit(self.now != before)

    def clear(self) -> None:
        """Take all labels off, until the next placing."""
        self.labels.place((), self._to_view)

    def boxes(self) -> list[QRectF]:
        """Return what words stand on: labels, and the corners with their sides and buttons."""
        high, wide = self._theme.px(SIDE_FOOT_PX), self._theme.text_px(SIDE_WIDE_PX)
        room, top = self._port.width(), self._port.height() - high
        starts = zip((0, room - wide), self.side_words, strict=True)
        sides = [QRectF(x, top, wide, high) for x, word in starts if word]
        return [*sides, *self._corners(), *(QRectF(*label.box) for label in self.now)]

    def paint_sides(self, painter: QPainter, view: QRectF) -> None:
        """Write the words of the corners."""
        paint_side_words(painter, view, self._theme, self.side_words)

    def _in_view(self, box: Box) -> QRectF:
        """Return a box of the plate in pixels of the viewport."""
        x, y, width, height = box
        return QRectF(self._to_view((x, y)), self._to_view((x + width, y + height)))

    def _corners(self) -> list[QRectF]:
        return [] if self.corner is None else [QRectF(self.corner.geometry())]
