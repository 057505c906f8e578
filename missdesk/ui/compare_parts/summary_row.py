"""One row of the summary table: press it for the people, press Source for "how do you know?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, QSize, Signal
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.compare_parts.facts import OptionFacts, RowFacts
from missdesk.ui.compare_parts.figure_view import FigureMaker
from missdesk.ui.compare_parts.measures import Scale
from missdesk.ui.compare_parts.table_figures import card, row_sentence, table_row
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.list_row import ListRow
from missdesk.ui.widgets.painting import pixmap_at, rounded, start

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from missdesk.figures.scene import Scene
    from missdesk.ui.theme.theme import Theme

CHEVRON, CARD_PAD = 26, 20


class SummaryRow(ListRow):
    """A row of the table, or a card where the page is narrow.

    Signals:
        source_wanted: The Source button was pressed.
    """

    source_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        row: RowFacts,
        options: tuple[OptionFacts, ...],
        *,
        is_card: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Make the row.

        Args:
            theme: Colors, sizes and fonts.
            row: What it shows.
            options: In the order of the visit.
            is_card: One outcome a card instead of one line.
            parent: Owner.
        """
        super().__init__(theme, row_sentence(row, options), f"row.{row.row.id}", parent)
        self.facts, self._options, self._is_card = row, options, is_card
        self._maker = FigureMaker(theme, self._make)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleDescription(_("Press Enter to see it as people out of 100."))
        self.source = Button(
            theme,
            _("Source"),
            f"source.{row.row.id}",
            kind="quiet",
            icon="book-open",
            height=TARGET,
            parent=self,
        )
        self.source.setAccessibleName(
            _("Source of: {title}. How do you know?").format(title=row.title)
        )
        self.source.clicked.connect(self.source_wanted)

    def show_facts(self, row: RowFacts, options: tuple[OptionFacts, ...]) -> None:
        """Show other cells, such as after the order was swapped."""
        self.facts, self._options = row, options
        self._maker.set_make(self._make)
        self.setText(row_sentence(row, options))

    def scene(self) -> Scene:
        """Return what is painted."""
        return self._maker.scene(self._inner())

    def hasHeightForWidth(self) -> bool:
        """Return that words may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the row at a width."""
        pad = self.theme.px(CARD_PAD) if self._is_card else 0
        return self._maker.height_px(max(1, width - 2 * pad)) + 2 * pad

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        width = max(self.width(), self.theme.text_px(300))
        return QSize(self.theme.text_px(300), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return little: the height follows from the width."""
        return QSize(self.theme.text_px(300), self.theme.px(TARGET))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the Source button at the right end: of the line, or of the card's last line."""
        super().resizeEvent(event)
        size = self.source.sizeHint()
        pad = self.theme.px(CARD_PAD) if self._is_card else 0
        end = self.theme.part_px(CHEVRON) + self.theme.px(6)
        x = self.width() - pad - end - size.width()
        if self._is_card:
            y = self.height() - size.height() - self.theme.px(CARD_PAD - 6)
        else:
            y = (self.height() - size.height()) // 2
        self.source.setGeometry(x, y, size.width(), size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, figures, the sign that it opens, and the line below."""
        painter, theme = start(self), self.theme
        box = QRectF(self.rect())
        ground = "tint" if self.isDown() else "hover" if self.underMouse() else ""
        fill = theme.color(ground) if ground else None
        if self._is_card:
            rounded(painter, box, theme.radius("box"), fill, theme.color("edge"), 1.0)
        elif fill is not None:
            rounded(painter, box.adjusted(0, 2, 0, -3), theme.radius("field"), fill)
        pad = theme.px(CARD_PAD) if self._is_card else 0
        self._maker.paint(painter, self._inner(), pad, pad)
        icon = theme.icon("chevron-right", 22, "ink", self.devicePixelRatioF())
        at = QRectF(self.source.geometry()) if self._is_card else box
        pixmap_at(painter, icon, self.width() - pad - theme.part_px(CHEVRON), at)
        if not self._is_card:
            painter.setPen(QPen(theme.color("line"), 1.0))
            painter.drawLine(QLineF(0, box.bottom() - 0.5, box.right(), box.bottom() - 0.5))
        painter.end()

    def _inner(self) -> int:
        pad = self.theme.px(CARD_PAD) if self._is_card else 0
        return max(1, self.width() - 2 * pad)

    def _make(self, width_mm: float, scale: Scale) -> Scene:
        make = card if self._is_card else table_row
        return make(self.facts, self._options, width_mm, scale)
