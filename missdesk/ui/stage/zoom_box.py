"""Nearer, farther, all of it: buttons in a corner of every picture, so that none has fewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.ui.stage.lens import MOST, WHOLE
from missdesk.ui.stage.pill import GROUND_ALPHA, paint_kept
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import IconButton
from missdesk.ui.widgets.painting import rounded, start

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPaintEvent

    from missdesk.ui.stage.controls import StageControls
    from missdesk.ui.theme.theme import Theme

INSET = 4


class ZoomBox(QWidget):
    """Lies in the upper right corner of its picture; changes the lens of all panes."""

    def __init__(self, picture: QWidget, theme: Theme, controls: StageControls) -> None:
        """Lie on this picture."""
        super().__init__(picture)
        self._picture, self._theme, self._controls = picture, theme, controls
        self.setObjectName("zoom")
        column = Column(theme, self, gap=0)
        self._nearer = IconButton(theme, _("Zoom in"), "zoom.in", "zoom-in", parent=self)
        self._farther = IconButton(theme, _("Zoom out"), "zoom.out", "zoom-out", parent=self)
        self._whole = IconButton(theme, _("Show all"), "zoom.whole", "scan", parent=self)
        for button in (self._nearer, self._farther, self._whole):
            column.addWidget(button)
        self._nearer.clicked.connect(self.nearer)
        self._farther.clicked.connect(self.farther)
        self._whole.clicked.connect(self.whole)
        controls.lens_changed.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    def nearer(self) -> None:
        """Look one step nearer."""
        self._controls.set_lens(self._controls.lens.nearer())

    def farther(self) -> None:
        """Look from one step farther away."""
        self._controls.set_lens(self._controls.lens.farther())

    def whole(self) -> None:
        """Look at all of it."""
        self._controls.set_lens(WHOLE)

    def refresh(self) -> None:
        """Offer what can be done now, in the corner."""
        lens = self._controls.lens
        had_focus = self._farther.hasFocus() or self._whole.hasFocus()
        self._nearer.setEnabled(lens.zoom < MOST)
        for button in (self._farther, self._whole):
            button.setVisible(lens.is_near)
        if had_focus and not lens.is_near:
            self._nearer.setFocus(Qt.FocusReason.OtherFocusReason)
        side = self._nearer.sizeHint()
        self.resize(side.width(), (3 if lens.is_near else 1) * side.height())
        self.move(
            self._picture.width() - self.width() - self._theme.px(INSET), self._theme.px(INSET)
        )
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, on which the icons can be told from any tissue."""
        theme, box = self._theme, QRectF(self.rect())
        ground, edge, radius = theme.color("surface"), theme.color("edge"), theme.radius("field")
        ground.setAlpha(255 if theme.is_contrast else GROUND_ALPHA)
        painter = start(self)

        def draw(fresh: QPainter) -> None:
            rounded(fresh, box, radius, ground, edge)

        key = ("box", ground.rgba(), edge.rgb(), radius)
        paint_kept(painter, box.topLeft(), box.size(), key, draw)
        painter.end()
