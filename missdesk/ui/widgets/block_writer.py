"""Write typed blocks into a text document by cursor, as plain characters; nothing is markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextListFormat,
)

from missdesk.content.words import resolve
from missdesk.model.blocks import Block, Heading, Link, ListBlock, Span, Term
from missdesk.ui.theme.tokens import ROLES, Role
from missdesk.ui.widgets.line_breaks import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme

GAP, ITEM_GAP = 10, 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where an explained word stands: first character and the one behind the last."""

    term: str
    begin: int
    end: int


class BlockWriter:
    """Writes once; `places` then holds the explained words."""

    def __init__(self, cursor: QTextCursor, theme: Theme, role: Role, token: str) -> None:
        self._cursor, self._theme, self._role, self._token = cursor, theme, role, token
        self._is_fresh = True
        self.places: list[Place] = []

    def write(self, blocks: Sequence[Block], library: Library) -> None:
        """Write blocks in reading order."""
        for block in blocks:
            self._block(block, library, None)

    def _block(self, block: Block, library: Library, in_list: QTextListFormat | None) -> None:
        if isinstance(block, ListBlock):
            kind = QTextListFormat.Style.ListDisc
            if block.is_ordered:
                kind = QTextListFormat.Style.ListDecimal
            style = QTextListFormat()
            style.setStyle(kind)
            style.setIndent(1 if in_list is None else in_list.indent() + 1)
            self._list(block, library, style)
        else:
            role: Role = "name" if isinstance(block, Heading) else self._role
            self._start(role, GAP, None)
            self._spans(block.spans, library, role)

    def _list(self, block: ListBlock, library: Library, style: QTextListFormat) -> None:
        made = None
        for item in block.items:
            for index, inner in enumerate(item):
                if isinstance(inner, ListBlock):
                    self._block(inner, library, style)
                    continue
                self._start(self._role, ITEM_GAP, style if index else None)
                if index == 0 and made is None:
                    made = self._cursor.createList(style)
                elif index == 0 and made is not None:
                    made.add(self._cursor.block())
                self._spans(inner.spans, library, self._role)

    def _start(self, role: Role, gap: int, indented: QTextListFormat | None) -> None:
        """Begin a paragraph; a second one of an item stands under the words of the first."""
        form = QTextBlockFormat()
        form.setLineHeight(
            self._theme.line(role), QTextBlockFormat.LineHeightTypes.FixedHeight.value
        )
        form.setTopMargin(0 if self._is_fresh else self._theme.text_px(gap))
        if indented is not None:
            form.setIndent(indented.indent())
        if self._is_fresh:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form, QTextCharFormat())
        self._is_fresh = False

    def _spans(self, spans: Iterable[Span], library: Library, role: Role) -> None:
        for span in resolve(tuple(spans), library):
            is_bold = not isinstance(span, Link) and span.is_bold
            form = self._form(role, is_bold=is_bold)
            text = span.text
            if isinstance(span, Link) and span.address != span.text:
                # KE7: links are read, never opened.
                text = f"{span.text} ({span.address})"
            begin = self._cursor.position()
            if isinstance(span, Term):
                form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                form.setUnderlineColor(self._theme.color("primary"))
            # A line break inside a run is a space: paragraphs are blocks of their own.
            self._cursor.insertText(joined(text.replace("\n", " ")), form)
            if isinstance(span, Term):
                self.places.append(Place(span.term, begin, self._cursor.position()))

    def _form(self, role: Role, *, is_bold: bool) -> QTextCharFormat:
        style = ROLES[role]
        form = QTextCharFormat()
        form.setFont(self._theme.font(style.size, 600 if is_bold else style.weight))
        form.setForeground(self._theme.color("ink" if is_bold else self._token))
        return form
