"""The first page: what shall we talk about? One card a topic, and a search in everyday words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget

from missdesk.content.listing import all_listed
from missdesk.i18n import _, ngettext
from missdesk.ui.card_picture import card_file
from missdesk.ui.messages import left_out
from missdesk.ui.opening import start_note, start_title
from missdesk.ui.topic_card import TopicCard
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.discard import discard
from missdesk.ui.widgets.fields import SearchField
from missdesk.ui.widgets.popover import Popover
from missdesk.ui.widgets.scroll_sheet import ScrollSheet
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from missdesk.errors import Fault
    from missdesk.model.library import Library
    from missdesk.model.topic import Listed
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

MARGIN, GAP = 32, 16
MOST_COLUMNS = 4
MOST_CARDS = 24
"""Cards that are made at once: those of hundreds of topics would take seconds."""
FOLDED_SHAPE = 0.62
"""Height of a card of a scrolling page against its width."""
LEAST_PICTURE = 40
"""What the picture of a card has left, beyond its least height, where a sentence is shown too."""


class StartPage(QWidget):
    """Topics to press.

    Signals:
        topic_pressed: Topic id.
        resume_pressed: Go back to the visit that is open.
        end_pressed: End the visit that is open.
        earlier_pressed: Open a handout made before; carries the button.
    """

    topic_pressed = Signal(str)
    resume_pressed = Signal()
    end_pressed = Signal()
    earlier_pressed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        workers: Workers,
        library: Library,
        cards: Path,
        *,
        language: str = "en",
        open_topic: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            theme: Colors, sizes and fonts.
            workers: Reads the pictures.
            library: Topics, their words, and what was left out.
            cards: Folder of the pictures.
            language: Of the words.
            open_topic: Plain name of the topic of a visit that is still open; empty = none.
            parent: Owner.
        """
        super().__init__(parent)
        self._theme, self._workers, self._library = theme, workers, library
        self._folder, self._language = cards, language
        self._is_seen = False
        self.setObjectName("start-page")
        column = Column(theme, self, gap=16, pad=(MARGIN, 4, MARGIN, 0))
        column.addLayout(self._head(open_topic))
        self._grid_area = QWidget(self)
        self._grid = QGridLayout(self._grid_area)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._area = ScrollSheet(theme, self._grid_area, self)
        column.addWidget(self._area, 1)
        self._nothing = Words(
            theme, self._nothing_words(), "body", name="start.nothing", parent=self
        )
        self._nothing.hide()
        column.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignTop)
        self._more = Button(theme, "", "start.more", kind="quiet", icon="plus", parent=self)
        self._more.clicked.connect(self._on_more)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        if library.faults:
            column.addWidget(self._faults_button(), 0, Qt.AlignmentFlag.AlignLeft)
        self._cards: list[TopicCard] = []
        self._found: Sequence[Listed] = ()
        self._show(all_listed(library, language))

    @property
    def cards(self) -> tuple[TopicCard, ...]:
        """Return the cards on show."""
        return tuple(self._cards)

    def search_for(self, text: str) -> None:
        """Show the topics that fit some words; all for none."""
        found = find_topics(self._library, text, self._language)
        self._nothing.setVisible(not found)
        self._area.setVisible(bool(found))
        if tuple(found) != tuple(self._found):
            self._show(found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the cards for the width."""
        super().resizeEvent(event)
        self._arrange()

    def _head(self, open_topic: str) -> QBoxLayout:
        theme = self._theme
        row: QBoxLayout = Column(theme, gap=12) if theme.is_folded else Row(theme, gap=24)
        words = Column(theme, gap=4)
        words.addWidget(Words(theme, start_title(), "title", parent=self))
        note = start_note()
        if open_topic:
            note = _("The visit about {topic} is still open.").format(topic=open_topic.lower())
        words.addWidget(Words(theme, note, "body", token="ink2", parent=self))  # noqa: S106
        row.addLayout(words, 1)
        if open_topic:
            back = Button(
                theme, _("Back to the visit"), "start.resume", icon="arrow-left", parent=self
            )
            end = Button(theme, _("End visit"), "start.end", icon="rotate-ccw", parent=self)
            back.clicked.connect(self.resume_pressed)
            end.clicked.connect(self.end_pressed)
            buttons = Row(theme, gap=12)
            buttons.addWidget(back)
            buttons.addWidget(end)
            buttons.addStretch(1)
            row.addLayout(buttons)
        else:
            self._earlier = Button(
                theme,
                _("Open an earlier handout"),
                "start.earlier",
                kind="quiet",
                icon="file-text",
                parent=self,
            )
            self._earlier.clicked.connect(self._on_earlier)
            row.addWidget(
                self._earlier, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            )
        self._search = SearchField(
            theme,
            "start.search",
            _("Search the topics"),
            _("Search: disc, leg pain, screws…"),
            self,
        )
        self._search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._search.edited.connect(self.search_for)
        self._search.entered.connect(self._on_entered)
        row.addWidget(self._search, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _show(self, topics: Sequence[Listed]) -> None:
        """Make the cards of these topics."""
        for card in self._cards:
            discard(self._grid, card)
        self._found, self._cards = tuple(topics), []
        self._add_cards()

    def _add_cards(self) -> None:
        """Make the cards of the next topics, and offer those after them."""
        at = len(self._cards)
        is_alone = len(self._library.topics) == 1
        here = self._found[at : at + MOST_CARDS]
        self._grid.setEnabled(False)  # else each card has all of them measured again
        self._cards += [self._card(topic, is_wide=is_alone) for topic in here]
        self._grid.setEnabled(True)
        left = min(MOST_CARDS, len(self._found) - len(self._cards))
        words = ngettext("Show {count} more topic", "Show {count} more topics", left)
        self._more.setText(words.format(count=left))
        self._more.setVisible(left > 0)
        self._arrange()

    def _card(self, topic: Listed, *, is_wide: bool) -> TopicCard:
        card = TopicCard(
            self._theme,
            self._workers,
            topic.id,
            # At the largest sizes the sentence would push the start out of sight.
            (topic.title, topic.medical, topic.message if self._theme.text_percent < 175 else ""),
            card_file(self._library, self._folder, topic.id),
            is_wide=is_wide,
            parent=self._grid_area,
        )
        card.clicked.connect(self._on_card)
        card.show()
        return card

    def _arrange(self) -> None:
        """Put the cards in as many equal columns as fit."""
        count = len(self._cards)
        if not count:
            return
        gap = self._theme.px(GAP)
        self._grid.setSpacing(gap)
        room = max(1, self.width() - 2 * self._theme.px(MARGIN))
        fitting = max(1, (room + gap) // (self._theme.text_px(260) + gap))
        # Of a search, one or two cards keep the size they have among all.
        among = min(len(self._library.topics), max(count, MOST_CARDS))
        columns = int(max(1, min(MOST_COLUMNS, fitting, among)))
        while self._grid.count():
            self._grid.takeAt(0)
        for index, card in enumerate(self._cards):
            self._grid.addWidget(card, index // columns, index % columns)
        rows = -(-among // columns)
        for column in range(MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for row in range(max(rows, self._grid.rowCount())):
            self._grid.setRowStretch(row, 1 if row < rows else 0)
        width = (room - gap * (columns - 1)) // columns
        self._give_sentences(width, (self._area.height() - gap * (rows - 1)) // rows)
        for first in range(0, count, columns):
            beside = self._cards[first : first + columns]
            high = max(card.words_height(width) for card in beside)
            for card in beside:
                card.share_words(high)
        least = max(card.heightForWidth(width) for card in self._cards)
        if self._theme.is_folded and rows > 1:
            least = max(least, round(FOLDED_SHAPE * width))  # it scrolls: room for the pictures
        for row in range(max(rows, self._grid.rowCount())):
            self._grid.setRowMinimumHeight(row, least if row < rows else 0)
        most = self._theme.text_px(600 if among == 1 else 380)
        for card in self._cards:
            card.setMaximumHeight(most if rows == 1 else 16777215)

    def _give_sentences(self, width: int, height: int) -> None:
        """Show the message of every topic, where all pictures stay large with it; else of none."""
        if len(self._library.topics) == 1:
            return  # a card alone always says it
        least = self._theme.px(LEAST_PICTURE)
        for card in self._cards:
            card.show_sentence(False)
        has_room = not self._theme.is_folded and all(
            height - card.heightForWidth(width) - card.sentence_height(width) >= least
            for card in self._cards
        )
        for card in self._cards:
            card.show_sentence(has_room)

    def _faults_button(self) -> Button:
        faults = self._library.faults
        button = Button(
            self._theme,
            left_out(faults),
            "start.faults",
            kind="quiet",
            icon="triangle-alert",
            parent=self,
        )
        button.clicked.connect(self._on_faults)
        return button

    def _nothing_words(self) -> str:
        first = _("No topic has these words. Try others, such as the place that hurts.")
        return first + "\n" + _("MISSDesk is about the back. It does not cover the neck.")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Take presses from now on: what is pressed is seen."""
        self._is_seen = True

    def _on_card(self) -> None:
        card = self.sender()
        assert isinstance(card, TopicCard)
        if not self._is_seen:
            return  # a press from before the cards stood in place: it meant none of them
        self.topic_pressed.emit(card.topic)

    def _on_more(self) -> None:
        """Go on to the first of the new cards: the button may be gone."""
        at = len(self._cards)
        self._add_cards()
        self._cards[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_earlier(self) -> None:
        self.earlier_pressed.emit(self._earlier)

    def _on_entered(self) -> None:
        if len(self._cards) == 1 and self._search.text:
            self.topic_pressed.emit(self._cards[0].topic)

    def _on_faults(self) -> None:
        button = self.findChild(Button, "start.faults")
        if button is not None:
            Popover.open_at(
                button,
                FaultList(self._theme, self._library.faults),
                self._theme,
                title=_("Left out"),
                width=640,
            )


class FaultList(QWidget):
    """What was left out, where, and how to mend it; for staff."""

    def __init__(self, theme: Theme, faults: Sequence[Fault]) -> None:
        super().__init__()
        column = Column(theme, self, gap=10)
        for fault in faults:
            column.addWidget(Words(theme, str(fault), "note", parent=self))


def find_topics(library: Library, text: str, language: str) -> tuple[Listed, ...]:
    """Return the topics for which every typed word begins a word of a name or keyword.

    Order is the library's; no words typed gives all topics.
    """
    wanted = _split(text)
    return tuple(
        topic
        for topic in all_listed(library, language)
        if all(any(known.startswith(word) for known in _words_of(topic)) for word in wanted)
    )


def _words_of(topic: Listed) -> tuple[str, ...]:
    return _split(" ".join((topic.title, topic.medical, *topic.keywords)))


def _split(text: str) -> tuple[str, ...]:
    """Return the words of a text, without case, hyphens and commas."""
    return tuple(text.casefold().replace("-", " ").replace(",", " ").split())
