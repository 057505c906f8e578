"""Text of a page: hard words open a large card of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor

from missdesk.ui.theme.tokens import ROLES
from missdesk.ui.widgets.block_view import BlockView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from missdesk.model.blocks import Block
    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.widgets.popover import Popover

NEAR: Final = 18
"""Designed pixels around a word in which a finger still hits it (WC23)."""


class KioskText(BlockView):
    """Shows blocks; nothing in it can be selected, dragged or followed (KE5, KE7, KE10).

    Signals:
        word_asked: A hard word was pressed: its name and its meaning.
    """

    word_asked = Signal(str, str)

    def __init__(self, theme: Theme, library: Library, name: str, parent: QWidget) -> None:
        """Show nothing yet."""
        self._heights: dict[int, int] = {}
        super().__init__(theme, (), library, name=name, parent=parent)

    def show_text(self, blocks: Sequence[Block], language: str) -> None:
        """Show other blocks."""
        self._language = language
        self.set_blocks(blocks)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text at a width; kept, because layouts ask again and again."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def explain(self, index: int) -> Popover | None:
        """Ask the window for a large card; a small one beside the word is no kiosk's."""
        entry = self._entry(self._places[index].term)
        if entry is not None:
            self.word_asked.emit(entry.term, entry.meaning)
        return None

    def _place_at(self, point: QPoint) -> int:
        """Return the hard word at a point or so near that a finger meant it, -1 for none."""
        near = self._theme.px(NEAR)
        for offset in ((0, 0), (0, -near), (0, near), (-near, 0), (near, 0)):
            found = super()._place_at(point + QPoint(*offset))
            if found >= 0:
                return found
        return -1

    def line_tops(self) -> list[int]:
        """Return where each line of text begins, from the top."""
        self._fit(self.width())
        found, block = [], self._document.begin()
        while block.isValid():
            top = self._document.documentLayout().blockBoundingRect(block).y()
            lines = block.layout()
            found += [round(top + lines.lineAt(n).y()) for n in range(lines.lineCount())]
            block = block.next()
        return found

    def _write(self) -> None:
        """Write as any text, but with dots of lists as large as the letters."""
        self._heights.clear()
        super()._write()
        cursor, block = QTextCursor(self._document), self._document.begin()
        cursor.beginEditBlock()
        while block.isValid():
            if block.textList() is not None:
                cursor.setPosition(block.position())
                form = QTextCharFormat()
                form.setFont(self._theme.font(1.15 * ROLES[self._role].size, 600))
                cursor.setBlockCharFormat(form)
            block = block.next()
        cursor.endEditBlock()
