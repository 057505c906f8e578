"""Typed blocks as text on the screen; hard words are dotted and open their explanation."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QAccessible,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLine,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.model.blocks import Block
from missdesk.ui.widgets.block_writer import BlockWriter, Place
from missdesk.ui.widgets.line_breaks import JOINER, as_written
from missdesk.ui.widgets.painting import start
from missdesk.ui.widgets.popover import Popover
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.model.library import GlossaryEntry, Library
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.theme.tokens import Role

WIDEST = 640


class GuardedDocument(QTextDocument):
    """A document that reads no file, whatever stands in it (notes/qt.md 5)."""

    def loadResource(self, kind: int, _name: QUrl | str) -> object:
        """Return an empty picture or nothing; never None, at which Qt opens the path itself."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return QImage(1, 1, QImage.Format.Format_ARGB32)
        return QByteArray()


class BlockView(QWidget):
    """Shows blocks, as high as they are at its width.

    Args:
        theme: Colors, sizes and fonts.
        blocks: Paragraphs, headings, lists.
        library: Writes out numbers and explains words.
        language: Of the glossary.
        role: Size of the running text.
        token: Color of the running text.
        name: objectName.
        parent: Owner.
    """

    ACCESSIBLE_ROLE = QAccessible.Role.Paragraph

    def __init__(
        self,
        theme: Theme,
        blocks: Sequence[Block],
        library: Library,
        *,
        language: str = "en",
        role: Role = "body",
        token: str = "ink",  # noqa: S107  a color's name
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._library, self._language = theme, library, language
        self._role, self._token, self._blocks = role, token, tuple(blocks)
        self._document: QTextDocument = GuardedDocument(self)
        self._document.setUndoRedoEnabled(False)
        self._places: list[Place] = []
        self._at, self._pressed = -1, -1
        self._marked: tuple[int, int] | None = None
        self.setObjectName(name)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.resized.connect(self._write)
        self._write()

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """Show other blocks."""
        self._blocks = tuple(blocks)
        self._write()

    def mark(self, sentence: str) -> bool:
        """Put a ground behind a sentence while it is read aloud; return whether it stands here.

        Args:
            sentence: As it is said, so without joiners and with other spaces; "" = none.
        """
        self._marked = _found(self._document.toPlainText(), sentence)
        self.update()
        return self._marked is not None

    def marked_box(self) -> QRectF:
        """Return where the marked sentence stands, for scrolling to it; empty without one."""
        if self._marked is None:
            return QRectF()
        self._fit(self.width())
        boxes = [self._line_box(at) for at in (self._marked[0], self._marked[1] - 1)]
        return boxes[0].united(boxes[1])

    @property
    def plain_text(self) -> str:
        """Return what is shown, without marks."""
        return as_written(self._document.toPlainText())

    @property
    def terms(self) -> tuple[str, ...]:
        """Return the ids of the explained words, in reading order."""
        return tuple(place.term for place in self._places)

    def hasHeightForWidth(self) -> bool:
        """Return that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text at a width."""
        self._fit(max(1, width))
        return ceil(self._document.size().height())

    def sizeHint(self) -> QSize:
        """Return a readable width, or less for a short text."""
        width = min(ceil(self._document.idealWidth()), self._theme.text_px(WIDEST))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return room for the longest word."""
        return QSize(self._theme.text_px(120), self._theme.line(self._role))

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline of the word the keys are at."""
        if not 0 <= self._at < len(self._places):
            return QRectF(), 0.0
        return QRectF(self.box_of(self._at)), float(self._theme.px(6))

    def box_of(self, index: int) -> QRect:
        """Return where an explained word stands (its first line)."""
        place = self._places[index]
        self._fit(self.width())
        block = self._document.findBlock(place.begin)
        line: QTextLine = block.layout().lineForTextPosition(place.begin - block.position())
        if not line.isValid():
            return QRect()
        left = _x(line, place.begin - block.position())
        right = _x(line, place.end - block.position())
        origin = self._document.documentLayout().blockBoundingRect(block).topLeft()
        box = QRectF(origin.x() + left, origin.y() + line.y(), right - left, line.height())
        return box.toAlignedRect()

    def explain(self, index: int) -> Popover | None:
        """Open the explanation of a word; None when the glossary has lost it."""
        entry = self._entry(self._places[index].term)
        if entry is None:
            return None
        meaning = Words(self._theme, entry.meaning, name="meaning")
        near = self.box_of(index)
        return Popover.open_at(self, meaning, self._theme, title=entry.term, near=near)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note the word pressed."""
        self._pressed = self._place_at(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Explain the word, when press and release are on it."""
        place = self._place_at(event.position().toPoint())
        if place >= 0 and place == self._pressed and event.button() == Qt.MouseButton.LeftButton:
            self._at = place
            self.explain(place)
        self._pressed = -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over explained words."""
        is_word = self._place_at(event.position().toPoint()) >= 0
        shape = Qt.CursorShape.PointingHandCursor if is_word else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at the first word, or the last one when coming back."""
        if event.reason() == Qt.FocusReason.BacktabFocusReason:
            self._at = len(self._places) - 1
        elif event.reason() == Qt.FocusReason.TabFocusReason or self._at < 0:
            self._at = 0
        super().focusInEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Go from word to word before leaving."""
        goal = self._at + (1 if is_next else -1)
        if self.hasFocus() and 0 <= goal < len(self._places):
            self._at = goal
            self.update()
            return True
        return super().focusNextPrevChild(is_next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Explain the word the keys are at."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and 0 <= self._at < len(self._places):
            self.explain(self._at)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text."""
        if self._mode != self._theme.mode:  # here, as most texts lie on pages that nobody sees
            self._compose()
        painter = start(self)
        self._fit(self.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        if self._marked is not None:
            context.selections = [self._selection(*self._marked)]
        self._document.documentLayout().draw(painter, context)
        painter.end()

    def _selection(self, begin: int, end: int) -> QAbstractTextDocumentLayout.Selection:
        """Return the ground behind the sentence that is being read."""
        chosen = QAbstractTextDocumentLayout.Selection()
        cursor = QTextCursor(self._document)
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        ground = QTextCharFormat()
        ground.setBackground(self._theme.color("reading"))
        chosen.cursor, chosen.format = cursor, ground
        return chosen

    def _line_box(self, position: int) -> QRectF:
        """Return the line that a character stands in."""
        block = self._document.findBlock(position)
        line: QTextLine = block.layout().lineForTextPosition(position - block.position())
        origin = self._document.documentLayout().blockBoundingRect(block).topLeft()
        return line.rect().translated(origin) if line.isValid() else QRectF(origin, QSizeF(1, 1))

    def _fit(self, width: int) -> None:
        """Break the lines for a width; Qt would break them all anew for the same one too."""
        if self._document.textWidth() != width:
            self._document.setTextWidth(width)

    def _write(self) -> None:
        self._marked = None
        self._compose()
        self._document.setDocumentMargin(0)
        self._document.setIndentWidth(self._theme.text_px(22))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._places else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.plain_text)
        self.updateGeometry()
        self.update()

    def _compose(self) -> None:
        """Write the blocks in the colors and sizes of now."""
        self._mode = self._theme.mode
        self._document.clear()
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()  # laid out once, not after each piece
        writer = BlockWriter(cursor, self._theme, self._role, self._token)
        writer.write(self._blocks, self._library)
        cursor.endEditBlock()
        self._places = writer.places

    def _place_at(self, point: QPoint) -> int:
        """Return the index of the explained word at a point, -1 for none."""
        self._fit(self.width())
        layout = self._document.documentLayout()
        at = layout.hitTest(point.toPointF(), Qt.HitTestAccuracy.ExactHit)
        hits = (i for i, place in enumerate(self._places) if place.begin <= at < place.end)
        return next(hits, -1)

    def _entry(self, term: str) -> GlossaryEntry | None:
        words = self._library.glossary.get(self._language) or self._library.glossary.get("en", {})
        return words.get(term) or words.get(term.lower())


def _found(text: str, sentence: str) -> tuple[int, int] | None:
    """Return where a sentence begins and ends, whatever spaces and joiners stand in the text."""
    parts = [re.escape(part) for part in as_written(sentence).split()]
    if not parts:
        return None
    spelled = r"\s+".join(f"{JOINER}?".join(_letters(part)) for part in parts)
    match = re.search(spelled, text)
    return match.span() if match else None


def _letters(escaped: str) -> list[str]:
    """Return the letters of an escaped word, each with its backslash."""
    return re.findall(r"\\?.", escaped, re.DOTALL)


def _x(line: QTextLine, position: int) -> float:
    """Return where a character begins; PySide gives (x, position)."""
    found: object = line.cursorToX(position)
    x = found[0] if isinstance(found, tuple) else found
    assert isinstance(x, float | int)
    return float(x)
