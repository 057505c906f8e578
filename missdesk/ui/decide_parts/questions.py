"""Questions to ask: ticked ones and one's own go into the handout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.messages import say
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button, IconButton
from missdesk.ui.widgets.card import Card
from missdesk.ui.widgets.check_row import BOX, CheckRow
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.painting import pixmap_at, start
from missdesk.ui.widgets.scroll_sheet import ScrollSheet
from missdesk.ui.widgets.switch_row import GAP
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from missdesk.ui.theme.theme import Theme

MOST_OWN: Final = 10
MOST_CHARACTERS: Final = 200
ICON: Final = 24
GUTTER: Final = 20


class QuestionsPanel(Card):
    """The list with its boxes, and a field for one's own questions.

    Signals:
        ticked: Ids of the ticked questions, in the topic's order.
        own_changed: One's own questions, in the order they were written.
    """

    ticked = Signal(object)
    own_changed = Signal(object)

    def __init__(
        self, theme: Theme, questions: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        """Make it; `questions` holds the words by id, in the topic's order."""
        super().__init__(theme, pad=(22, 20, 8, 16), gap=4, parent=parent)
        self._theme = theme
        self._own: tuple[str, ...] = ()
        self._removed: tuple[int, str] | None = None
        self._own_rows: list[_OwnQuestion] = []
        self.setAccessibleName(_("Questions to ask"))
        self.column.addWidget(Words(theme, _("Questions to ask"), "section", parent=self))
        note = Words(theme, _("Ticked ones go in your handout."), "note", parent=self)
        note.set_token("ink2")
        self.column.addWidget(note)
        self._list = QWidget()
        self._rows = Column(theme, self._list, gap=2, pad=(0, 2, 0, 2))
        self._checks: dict[str, CheckRow] = {}
        for title, keys in _groups(tuple(questions)):
            self._rows.addWidget(Words(theme, title, "strong", parent=self._list))
            self._checks |= {key: self._check(key, questions[key]) for key in keys}
        self._rows.addStretch(1)
        if theme.is_folded:
            self.column.addWidget(self._list)
        else:
            self._sheet = ScrollSheet(theme, self._list, self, gutter=GUTTER)
            self.column.addWidget(self._sheet, 1)
        self._make_writing()

    def set_ticked(self, ids: Sequence[str]) -> None:
        """Show which questions are ticked, without telling."""
        for key, check in self._checks.items():
            check.blockSignals(True)
            check.setChecked(key in ids)
            check.blockSignals(False)

    def set_own(self, own: Sequence[str]) -> None:
        """Show one's own questions, without telling."""
        if tuple(own) == self._own:
            return
        self._own = tuple(own)
        for row in self._own_rows:
            self._rows.removeWidget(row)
            row.forget()
        self._own_rows = [_OwnQuestion(self._theme, n, q) for n, q in enumerate(own)]
        for row in self._own_rows:
            row.removed.connect(self._on_removed)
            self._rows.insertWidget(self._rows.count() - 1, row)
            row.show()  # at once, so that it can be scrolled to
        is_full = len(own) >= MOST_OWN
        self._write.setEnabled(not is_full)
        self._write.setText(_("You have 10 of your own") if is_full else _("Write your own"))
        if is_full:
            self.close_field()

    @property
    def draft(self) -> str | None:
        """Return what is being written, None while the field is closed."""
        return self._field.text if self._writing.isVisibleTo(self) else None

    def open_field(self, text: str = "") -> None:
        """Open the field to write in."""
        self._field.set_text(text)
        self._writing.show()
        self._write.hide()

    def close_field(self) -> None:
        """Close the field; nothing of what stood in it remains (KP1)."""
        # setText also empties the undo history, even when the line is empty already.
        self._field.line.setText("")
        self._writing.hide()
        self._write.show()

    def bring_back(self) -> bool:
        """Put the question taken away last in its place again; return whether there was one."""
        if self._removed is None or len(self._own) >= MOST_OWN:
            return False
        (index, question), self._removed = self._removed, None
        self.own_changed.emit((*self._own[:index], question, *self._own[index:]))
        return True

    def forget(self) -> None:
        """Keep nothing that was written or taken away (KP1)."""
        self._removed = None
        self.close_field()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the field with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.draft is not None:
            self.close_field()
            self._write.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _check(self, key: str, words: str) -> CheckRow:
        check = CheckRow(self._theme, words, f"decide.question.{key}", parent=self._list)
        check.toggled.connect(self._on_ticked)
        self._rows.addWidget(check)
        return check

    def _make_writing(self) -> None:
        theme, name = self._theme, "decide.own"
        self._write = Button(theme, _("Write your own"), f"{name}.write", icon="plus", parent=self)
        self._write.clicked.connect(self._on_write)
        self._writing = QWidget(self)
        lines = Column(theme, self._writing, gap=8, pad=(0, 0, 14, 0))
        self._field = TextField(
            theme,
            f"{name}.field",
            _("Your own question"),
            hint=_("Your question"),
            max_length=MOST_CHARACTERS,
            is_personal=True,
            parent=self._writing,
        )
        self._field.entered.connect(self._on_add)
        lines.addWidget(self._field)
        buttons = Row(theme, gap=8)
        add = Button(theme, _("Add"), f"{name}.add", kind="primary", parent=self._writing)
        add.clicked.connect(self._on_add)
        done = Button(theme, _("Done"), f"{name}.done", parent=self._writing)
        done.clicked.connect(self._on_done)
        buttons.addWidget(add)
        buttons.addWidget(done)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        self._writing.hide()
        self.column.addSpacing(theme.px(8))
        self.column.addWidget(self._writing)
        self.column.addWidget(self._write, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_ticked(self) -> None:
        self.ticked.emit(tuple(key for key, check in self._checks.items() if check.isChecked()))

    def _on_write(self) -> None:
        self.open_field()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_done(self) -> None:
        """Keep what was written, and close the field."""
        self._on_add()
        if self.draft is not None:
            self.close_field()
            self._write.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        question = " ".join(self._field.text.split())
        if question and question not in self._own and len(self._own) < MOST_OWN:
            self.own_changed.emit((*self._own, question))
        self._field.line.setText("")
        if self._own_rows and not self._theme.is_folded:
            # The list has its new height, and the row its place, only after both layouts ran.
            self._sheet.fit()
            self._rows.activate()
            self._sheet.ensureWidgetVisible(self._own_rows[-1])

    def _on_removed(self, index: int) -> None:
        self._removed = index, self._own[index]
        self.own_changed.emit((*self._own[:index], *self._own[index + 1 :]))
        say(self, _("Question removed. Ctrl and Z brings it back."))
        self._write.setFocus(Qt.FocusReason.OtherFocusReason)


def _groups(keys: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the questions in two parts with their heads: nobody takes in ten in a row (CC8)."""
    half = -(-len(keys) // 2)
    parts = (_("About my choices"), keys[:half]), (_("About me and afterwards"), keys[half:])
    return tuple(part for part in parts if part[1])


class _OwnQuestion(QWidget):
    """A question somebody wrote, with a button that takes it away."""

    removed = Signal(int)

    def __init__(self, theme: Theme, index: int, question: str) -> None:
        super().__init__()
        self._theme, self._index = theme, index
        self.setObjectName(f"decide.own.{index}")
        self._words = Words(theme, question, parent=self)
        words = _("Remove this question: {question}").format(question=question)
        self._remove = IconButton(theme, words, f"decide.own.{index}.remove", "x", parent=self)
        self._remove.setToolTip(_("Remove this question"))
        self._remove.clicked.connect(self._on_remove)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def forget(self) -> None:
        """Leave nothing of the question behind while Qt takes the row away (KP1)."""
        self.hide()
        self._words.set_text("")
        self._remove.setText("")
        self.deleteLater()

    def hasHeightForWidth(self) -> bool:
        """Return that a question may need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words, at least the target's."""
        words = self._words.heightForWidth(self._room(width))
        return max(words + self._theme.px(6), self._theme.px(TARGET))

    def sizeHint(self) -> QSize:
        """Return the height at the present width."""
        return QSize(self._theme.px(200), self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow row."""
        return QSize(self._theme.px(160), self._theme.px(TARGET))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the words under those of the ticked questions."""
        room, side = self._room(self.width()), self._theme.px(TARGET)
        high = self._words.heightForWidth(room)
        left = self._theme.px(BOX + GAP)
        self._words.setGeometry(left, (self.height() - high) // 2, room, high)
        self._remove.setGeometry(self.width() - side, (self.height() - side) // 2, side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a pencil where the others have their box."""
        painter = start(self)
        icon = self._theme.icon("pencil", ICON, "ink2", self.devicePixelRatioF())
        pixmap_at(painter, icon, self._theme.px((BOX - ICON) / 2), QRectF(self.rect()))
        painter.end()

    def _room(self, width: int) -> int:
        return max(1, width - self._theme.px(BOX + GAP + TARGET + 4))

    def _on_remove(self) -> None:
        self.removed.emit(self._index)
