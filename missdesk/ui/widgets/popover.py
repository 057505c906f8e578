"""A small card beside the control that opened it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.scroll_sheet import ScrollSheet, least_height
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

GAP, MARGIN, PAD = 8, 12, 20


class Popover(Layer):
    """Shows a widget under (or above) its anchor; closes on Esc and by a press beside it."""

    def __init__(
        self,
        anchor: QWidget,
        content: QWidget,
        theme: Theme,
        *,
        title: str = "",
        width: int = 420,
        near: QRect | None = None,
    ) -> None:
        """Make it; `open_at` also opens it.

        Args:
            anchor: Control it belongs to.
            content: What it shows; it becomes the popover's.
            theme: Colors and sizes.
            title: Words above the content.
            width: Designed width, growing with the text; less when the window is narrower.
            near: Part of the anchor to stand beside, in the anchor's coordinates.
        """
        super().__init__(anchor, theme, dims=False)
        self.setObjectName("popover")
        self._near, self._width = near, width
        inside = QWidget()
        column = Column(theme, inside, gap=10, pad=PAD)
        if title:
            column.addWidget(Words(theme, title, "section", parent=inside))
        column.addWidget(content)
        content.show()
        self._inside = inside
        outer = Column(theme, self.card, gap=0)
        self._sheet = ScrollSheet(theme, inside, self.card)
        outer.addWidget(self._sheet)
        self.card.setAccessibleName(title)

    @staticmethod
    def open_at(
        anchor: QWidget,
        content: QWidget,
        theme: Theme,
        *,
        title: str = "",
        width: int = 420,
        near: QRect | None = None,
    ) -> Popover:
        """Open a popover and return it."""
        made = Popover(anchor, content, theme, title=title, width=width, near=near)
        made.open_layer()
        return made

    def close_popover(self) -> None:
        """Close it."""
        self.close_layer()

    def place(self) -> None:
        """Stand under the anchor, above it where there is more room, inside the window."""
        anchor, margin = self.anchor, self.theme.px(MARGIN)
        if anchor is None:
            return
        near = self._near if self._near is not None else anchor.rect()
        top_left = anchor.mapTo(self.ground, near.topLeft())
        target = QRect(top_left, near.size())
        width = min(self.theme.text_px(self._width), self.width() - 2 * margin)
        wanted = least_height(self._inside, width)
        gap = self.theme.px(GAP)
        below = self.height() - margin - target.bottom() - gap
        above = target.top() - gap - margin
        goes_below = wanted <= below or below >= above
        # An anchor scrolled out of the window would promise more room than there is.
        most = self.height() - 2 * margin
        height = min(wanted, max(below, above, self.theme.px(120)), most)
        if height < wanted:
            width = min(width + self.theme.px(16), self.width() - 2 * margin)
        left = min(max(margin, target.left()), self.width() - margin - width)
        top = target.bottom() + gap if goes_below else target.top() - gap - height
        top = min(max(margin, top), self.height() - margin - height)
        self.card.setGeometry(left, top, width, height)
        self.update()
