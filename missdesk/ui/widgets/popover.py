"""A small card beside the control that opened it; its title and Close stay while it scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import IconButton
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.scroll_sheet import ScrollSheet, least_height
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

GAP, MARGIN, PAD = 8, 12, 20
HEAD_TOP, HEAD_RIGHT = 10, 10


class Popover(Layer):
    """Shows a widget under (or above) its anchor; closes by Close, Esc and a press beside it."""

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
            title: Words above the content, and the card's name for screen readers.
            width: Designed width, growing with the text; less when the window is narrower.
            near: Part of the anchor to stand beside, in the anchor's coordinates.
        """
        super().__init__(anchor, theme, dims=False)
        self.setObjectName("popover")
        self._near, self._width = near, width
        self._inside = QWidget()
        column = Column(theme, self._inside, gap=0, pad=(PAD, 4, PAD, PAD))
        column.addWidget(content)
        content.show()
        # Before the head: the keyboard comes to the content first, to Close last.
        sheet = ScrollSheet(theme, self._inside, self.card)
        self._head = self._make_head(theme, title)
        outer = Column(theme, self.card, gap=0)
        outer.addWidget(self._head)
        outer.addWidget(sheet, 1)
        self.card.setAccessibleName(title)

    def _make_head(self, theme: Theme, title: str) -> QWidget:
        head = QWidget(self.card)
        row = Row(theme, head, gap=8, pad=(PAD, HEAD_TOP, HEAD_RIGHT, 0))
        words = Words(theme, title, "section", parent=head)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        close = IconButton(theme, _("Close"), "popover.close", "x", parent=head)
        close.clicked.connect(self.close_layer)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return head

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
        """Stand under the anchor, above it where there is more room, always inside the window."""
        anchor, margin = self.anchor, self.theme.px(MARGIN)
        if anchor is None:
            return
        near = self._near if self._near is not None else anchor.rect()
        top_left = anchor.mapTo(self.ground, near.topLeft())
        target = QRect(top_left, near.size())
        width = min(self.theme.text_px(self._width), self.width() - 2 * margin)
        wanted = least_height(self._head, width) + least_height(self._inside, width)
        gap = self.theme.px(GAP)
        below = self.height() - margin - target.bottom() - gap
        above = target.top() - gap - margin
        goes_below = wanted <= below or below >= above
        # What fits on neither side lies over its anchor: better than reading through a slit.
        height = min(wanted, self.height() - 2 * margin)
        if height < wanted:
            width = min(width + self.theme.px(16), self.width() - 2 * margin)
        left = min(max(margin, target.left()), self.width() - margin - width)
        top = target.bottom() + gap if goes_below else target.top() - gap - height
        top = min(max(margin, top), self.height() - margin - height)
        self.card.setGeometry(left, top, width, height)
        self.update()
