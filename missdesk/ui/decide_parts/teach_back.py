"""Five questions to answer aloud; the answer shows only when somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.model.blocks import Paragraph, Spans
from missdesk.ui.widgets.block_view import BlockView
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.card import Card
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme


class TeachBackWords(NamedTuple):
    """A question and one good answer to it."""

    id: str
    question: str
    answer: Spans


class TeachBackList(QWidget):
    """The questions under each other."""

    def __init__(
        self,
        theme: Theme,
        items: Sequence[TeachBackWords],
        library: Library,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = Column(theme, self, gap=14)
        self._cards = [TeachBackCard(theme, i, library, language, self) for i in items]
        for card in self._cards:
            column.addWidget(card)
        column.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 0)

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the ids of the questions whose answer is shown."""
        return tuple(card.id for card in self._cards if card.is_open)

    def show_answers(self, ids: Sequence[str]) -> None:
        """Show the answers of these questions and hide all others."""
        for card in self._cards:
            card.set_open(card.id in ids)


class TeachBackCard(Card):
    """One question; its answer is hidden at first."""

    def __init__(
        self, theme: Theme, item: TeachBackWords, library: Library, language: str, parent: QWidget
    ) -> None:
        super().__init__(theme, pad=(20, 20, 22, 20), gap=14, parent=parent)
        self.id = item.id
        self.setObjectName(f"decide.teachback.{item.id}")
        question = Words(theme, item.question, "name", parent=self)
        self._button = Button(
            theme,
            _("Show the answer"),
            f"decide.teachback.{item.id}.show",
            icon="eye",
            is_checkable=True,
            parent=self,
        )
        self._button.toggled.connect(self._on_toggled)
        if theme.is_folded:
            self.column.addWidget(question)
            self.column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            row = Row(theme, gap=16)
            row.addWidget(question, 1, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(self._button)
            self.column.addLayout(row)
        self._answer = Card(theme, fill="tint", pad=(18, 12, 18, 12), parent=self)
        blocks = (Paragraph(item.answer),)
        name = f"{self.objectName()}.answer"
        answer = BlockView(theme, blocks, library, language=language, name=name)
        self._answer.column.addWidget(answer)
        self._answer.hide()
        self.column.addWidget(self._answer)

    @property
    def is_open(self) -> bool:
        """Return whether the answer is shown."""
        return self._button.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Show or hide the answer."""
        self._button.setChecked(is_open)

    def _on_toggled(self, is_open: bool) -> None:
        self._answer.setVisible(is_open)
        self._button.setText(_("Hide the answer") if is_open else _("Show the answer"))
        self._button.set_icon("eye-off" if is_open else "eye")
