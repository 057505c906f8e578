"""One activity of the timeline; press it for the advice and where the dates come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, QSize
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.figures.timeline import row_sentence
from missdesk.i18n import _
from missdesk.ui.compare_parts.figure_view import FigureMaker, scale_of
from missdesk.ui.compare_parts.measures import Scale
from missdesk.ui.recovery_parts.chart_figures import About, chart_row, icon_middle
from missdesk.ui.recovery_parts.facts import Activity
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.list_row import ListRow
from missdesk.ui.widgets.painting import pixmap_at, start

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from missdesk.figures.scene import Scene
    from missdesk.ui.theme.theme import Theme


class ActivityRow(ListRow):
    """Icon, name, lanes, dates."""

    def __init__(
        self, theme: Theme, activity: Activity, about: About, parent: QWidget | None = None
    ) -> None:
        """Show one activity."""
        said = row_sentence(activity.line, about.names, about.operation)
        super().__init__(theme, said, f"activity.{activity.row.id}", parent)
        self.facts, self._about, self._is_folded = activity, about, theme.is_folded
        self._maker = FigureMaker(theme, self._make)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleDescription(_("Press Enter for advice and sources."))

    def show_facts(self, activity: Activity, about: About) -> None:
        """Show other dates."""
        self.facts, self._about = activity, about
        self._maker.set_make(self._make)
        self.setText(row_sentence(activity.line, about.names, about.operation))

    def scene(self) -> Scene:
        """Return what is painted."""
        return self._maker.scene(self.width())

    def hasHeightForWidth(self) -> bool:
        """Return that words may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the row at a width."""
        return self._maker.height_px(width)

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        least = self.theme.text_px(300)
        return QSize(least, self.heightForWidth(max(self.width(), least)))

    def minimumSizeHint(self) -> QSize:
        """Return little: the height follows from the width."""
        return QSize(self.theme.text_px(300), self.theme.px(TARGET))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, lanes, icon, the line above and the sign that it opens."""
        painter, theme, box = start(self), self.theme, QRectF(self.rect())
        ground = "tint" if self.isDown() else "hover" if self.underMouse() else ""
        if ground:
            painter.fillRect(box, theme.color(ground))
        self._maker.paint(painter, self.width())
        scale = scale_of(theme)
        middle = icon_middle(self.scene(), scale, is_folded=self._is_folded) * scale.px_per_mm
        ratio = self.devicePixelRatioF()
        at = QRectF(0, middle - 1, 1, 2)
        pixmap_at(painter, theme.icon(self.facts.row.icon or "circle", 24, "ink", ratio), 4, at)
        sign = theme.icon("chevron-right", 20, "ink2", ratio)
        pixmap_at(painter, sign, self.width() - theme.part_px(22), at)
        painter.setPen(QPen(theme.color("line"), 1.0))
        painter.drawLine(QLineF(0, 0.5, box.right(), 0.5))
        painter.end()

    def _make(self, width_mm: float, scale: Scale) -> Scene:
        return chart_row(self.facts, self._about, width_mm, scale, is_folded=self._is_folded)
