"""Open a card that grows with what it finds, such as files or printers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from missdesk.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.clinic.file_card import FileCard
    from missdesk.ui.handout_parts.print_panel import PrintPanel
    from missdesk.ui.theme.theme import Theme


class Growing(Popover):
    """Follows the height of its content."""

    def follow(self) -> None:
        """Place the card anew, once the layout of its content has run."""
        QTimer.singleShot(0, self, self.place)


def open_growing(
    anchor: QWidget, content: FileCard | PrintPanel, theme: Theme, title: str, width: int
) -> Growing:
    """Open a card beside a control and return it."""
    made = Growing(anchor, content, theme, title=title, width=width)
    content.grown.connect(made.follow)
    made.open_layer()
    return made
