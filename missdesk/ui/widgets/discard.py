"""Take a widget out of a page at once; Qt deletes it a little later."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout, QWidget


def discard(layout: QLayout, widget: QWidget) -> None:
    """Remove a widget from its layout and from sight before it is deleted."""
    layout.removeWidget(widget)
    widget.hide()
    widget.deleteLater()
