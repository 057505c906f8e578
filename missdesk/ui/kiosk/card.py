"""A card over a kiosk page: a child of its window, never a window of its own (KE16)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect

from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.scroll_sheet import least_height

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.theme.theme import Theme

MARGIN: Final = 16
PORTRAIT_MIDDLE: Final = 2 / 3


class KioskCard(Layer):
    """Stands in the middle, in portrait lower: where a hand reaches it (KA9)."""

    def __init__(self, anchor: QWidget, theme: Theme, wide: int) -> None:
        """Lie over the window of `anchor`; `wide` is the designed width, growing with the text."""
        super().__init__(anchor, theme, dims=True)
        self._wide = wide

    def place(self) -> None:
        """Be as high as the words need, and all on the screen."""
        margin = self.theme.px(MARGIN)
        width = min(self.theme.text_px(self._wide), self.width() - 2 * margin)
        height = min(self.needed_height(width), self.height() - 2 * margin)
        is_portrait = self.height() > self.width()
        middle = self.height() * (PORTRAIT_MIDDLE if is_portrait else 1 / 2)
        top = min(round(middle - height / 2), self.height() - margin - height)
        self.card.setGeometry(QRect((self.width() - width) // 2, top, width, height))
        self.update()

    def needed_height(self, width: int) -> int:
        """Return the height of the whole card at a width."""
        return least_height(self.card, width)
