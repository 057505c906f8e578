"""A list of short lines that a person types, pastes and takes out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _, ngettext
from missdesk.settings import MOST_CHARACTERS
from missdesk.ui.messages import say
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button, IconButton
from missdesk.ui.widgets.discard import discard
from missdesk.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.ui.theme.theme import Theme


class Part(NamedTuple):
    """One field of a line: its accessible name with {n}, its hint, its share of the width."""

    label: str
    hint: str
    share: int


class LineWords(NamedTuple):
    """What the list is, and what its buttons say; `remove` has {n}."""

    label: str
    add: str
    remove: str


class LineList(QWidget):
    """Lines of one field or two, each with a button to take it out.

    Signals:
        edited: All lines, as tuples of texts; empty ones too.
    """

    edited = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        parts: Sequence[Part],
        words: LineWords,
        most: int,
        parent: QWidget | None = None,
    ) -> None:
        """Make it empty; the second field of the third line is called "name.3.2"."""
        super().__init__(parent)
        self._theme, self._parts, self._words, self._most = theme, tuple(parts), words, most
        self.setObjectName(name)
        self.setAccessibleName(words.label)
        self._lines: list[_Line] = []
        outer = Column(theme, self, gap=10)
        self._column = Column(theme, gap=10)
        outer.addLayout(self._column)
        self._add = Button(theme, words.add, f"{name}.add", icon="plus", parent=self)
        self._add.clicked.connect(self._on_add)
        outer.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """Return what stands in the fields."""
        return tuple(tuple(field.text for field in line.fields) for line in self._lines)

    def set_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Show these lines."""
        for line in self._lines:
            discard(self._column, line)
        self._lines = []
        for texts in lines:
            self._append(texts)
        self._renamed()

    def _append(self, texts: Sequence[str]) -> None:
        line = _Line(self._theme, self._parts, texts, self)
        line.remove.clicked.connect(self._on_remove)
        for column, field in enumerate(line.fields):
            field.edited.connect(self._on_edited)
            field.pasted.connect(partial(self._on_pasted, column))
        self._lines.append(line)
        self._column.addWidget(line)
        line.show()

    def _renamed(self) -> None:
        """Number the lines; a screen reader says which one it is in."""
        for number, line in enumerate(self._lines, start=1):
            line.rename(self.objectName(), number, self._parts, self._words.remove)
        self._add.setEnabled(len(self._lines) < self._most)

    def _on_add(self) -> None:
        self._append([""] * len(self._parts))
        self._renamed()
        self._lines[-1].fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()

    def _on_remove(self) -> None:
        sender: QObject = self.sender()
        at = next(i for i, line in enumerate(self._lines) if line.remove is sender)
        discard(self._column, self._lines.pop(at))
        self._renamed()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()

    def _on_pasted(self, column: int, more: tuple[str, ...]) -> None:
        """Put the further lines that were pasted below the last one, as many as there may be."""
        room = self._most - len(self._lines)
        for text in more[:room]:
            texts = [""] * len(self._parts)
            texts[column] = text
            self._append(texts)
        self._renamed()
        self._on_edited()
        if len(more) > room:
            left = ngettext("{n} line was left out.", "{n} lines were left out.", len(more) - room)
            most = _("The list has at most {n} lines.").format(n=self._most)
            say(self, left.format(n=len(more) - room), most)

    def _on_edited(self) -> None:
        self.edited.emit(self.lines)


class _Part(TextField):
    """A field that tells when more than one line was pasted into it.

    Signals:
        pasted: The further lines; the first one stands in the field.
    """

    pasted = Signal(object)

    def __init__(self, theme: Theme, text: str, hint: str, parent: QWidget) -> None:
        # Not `max_length`: what is cut off there can't be told.
        super().__init__(theme, "", "", text=text, hint=hint, parent=parent)
        self.line.textEdited.disconnect(self.edited)
        self.line.textEdited.connect(self._on_typed)

    def _on_typed(self, typed: str) -> None:
        if typed.splitlines() not in ([], [typed]):
            lines = [line.strip()[:MOST_CHARACTERS] for line in typed.splitlines() if line.strip()]
            self.line.setText("".join(lines[:1]))
            self.pasted.emit(tuple(lines[1:]))
            return
        over = len(typed) - MOST_CHARACTERS
        if over > 0:  # what came last does not fit
            at = max(0, self.line.cursorPosition() - over)
            self.line.setText(typed[:at] + typed[at + over :])
            self.line.setCursorPosition(at)
        self.edited.emit(self.text)


class _Line(QWidget):
    """The fields of one line, and the button that takes it out."""

    def __init__(
        self, theme: Theme, parts: Sequence[Part], texts: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        row = Row(theme, self, gap=8)
        self.fields: list[_Part] = []
        for part, text in zip(parts, texts, strict=True):
            field = _Part(theme, text, part.hint, self)
            row.addWidget(field, part.share)
            self.fields.append(field)
        self.remove = IconButton(theme, "", "", "trash-2", parent=self)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignVCenter)

    def rename(self, name: str, number: int, parts: Sequence[Part], remove: str) -> None:
        """Say which line this is."""
        for place, (part, field) in enumerate(zip(parts, self.fields, strict=True), start=1):
            field.setObjectName(f"{name}.{number}.{place}")
            field.line.setObjectName(f"{name}.{number}.{place}.line")
            field.line.setAccessibleName(part.label.format(n=number))
        self.remove.setObjectName(f"{name}.{number}.remove")
        self.remove.setText(remove.format(n=number))
