"""Choose which two or three of the topic's options stand side by side; each names its technique."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.model.blocks import Text
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.check_row import CheckRow
from missdesk.ui.widgets.option_heading import OptionMark
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.model.topic import Topic, TopicText
    from missdesk.ui.theme.theme import Theme

FEWEST: Final = 2
MOST: Final = 3


class OptionChoice(QWidget):
    """A tick an option, in the neutral order of the topic.

    Signals:
        chosen: Ids in the order to show: those shown before keep theirs, a new one comes last.
    """

    chosen = Signal(tuple)

    def __init__(
        self,
        theme: Theme,
        topic: Topic,
        words: TopicText,
        shown: tuple[str, ...],
        parent: QWidget | None = None,
    ) -> None:
        """Offer all options of a topic.

        Args:
            theme: Colors, sizes and fonts.
            topic: All its options are offered, in its own neutral order.
            words: The topic's words: plain and medical name of each option.
            shown: Ids on screen now, in their order.
            parent: Owner.
        """
        super().__init__(parent)
        self.setObjectName("option-choice")
        self._shown = shown
        self._rows: dict[str, CheckRow] = {}
        column = Column(theme, self, gap=8)
        column.addWidget(Words(theme, _("Two or three at a time."), token="ink2", parent=self))  # noqa: S106
        for option in topic.options:
            line = Row(theme, gap=12)
            key = str(option.id)
            text = _option_words(words, key)
            row = CheckRow(theme, text, f"option.{key}", is_on=key in shown, parent=self)
            row.toggled.connect(self._on_toggled)
            line.addWidget(OptionMark(theme, option.look, 32, self))
            line.addWidget(row, 1)
            column.addLayout(line)
            self._rows[key] = row
        self._enable()

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 1)

    def _on_toggled(self, _is_on: bool) -> None:
        ticked = [key for key, row in self._rows.items() if row.isChecked()]
        kept = tuple(key for key in self._shown if key in ticked)
        self._shown = (*kept, *(key for key in ticked if key not in kept))
        self._enable()
        self.chosen.emit(self._shown)

    def _enable(self) -> None:
        """Let nobody choose fewer than two or more than three."""
        count = len([row for row in self._rows.values() if row.isChecked()])
        for row in self._rows.values():
            may = count > FEWEST if row.isChecked() else count < MOST
            row.setEnabled(may)


def _option_words(words: TopicText, option: str) -> str:
    """Return "Through a tube: Tubular microdiscectomy", so that the technique is named."""
    section = words.section(f"option.{option}")
    medical = "".join(s.text for s in section.fields["medical"] if isinstance(s, Text))
    return _("{plain}: {medical}").format(plain=section.title, medical=medical)
