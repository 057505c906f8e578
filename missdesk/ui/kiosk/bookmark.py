"""Where a reader is: at the topics, or on a page of a book; and in which language. No Qt.

Nothing about who reads is in it (KP10).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from missdesk.ui.kiosk.book import make_book

if TYPE_CHECKING:
    from missdesk.figures.topic_pictures import ReadPlate
    from missdesk.model.library import Library
    from missdesk.model.topic import TopicId
    from missdesk.ui.kiosk.book import Book

MOST_BOOKS: Final = 2
"""Books kept: the one read, and the one before."""


class Bookmark:
    """Opens books, turns their pages, and keeps the last books made.

    Attributes:
        language: Of all words on the screen.
        book: The book being read; None = at the topics.
        number: Which of its pages, from 1; 0 = none.
    """

    def __init__(self, library: Library, read: ReadPlate, address: str) -> None:
        """Be at the topics, in the pack's first language.

        Args:
            library: All content.
            read: Gives a plate by its id.
            address: The clinic's web address, for the square on the last page; or empty.
        """
        self._library, self._read, self._address = library, read, address
        self._languages = library.pack.languages or ("en",)
        self._books: dict[tuple[TopicId, str], Book] = {}
        self.language = self._languages[0]
        self.book: Book | None = None
        self.number = 0

    @property
    def has_languages(self) -> bool:
        """Return whether there is a language to choose."""
        return len(self._languages) > 1

    @property
    def is_last(self) -> bool:
        """Return whether no page of the book comes after this one."""
        return self.book is not None and self.number == len(self.book.pages)

    def open(self, topic_id: TopicId) -> None:
        """Go to the first page of a topic's book.

        Raises:
            KeyError: There is no such topic.
        """
        self.book, self.number = self._book_of(topic_id), 1

    def close(self) -> None:
        """Go back to the topics."""
        self.book, self.number = None, 0

    def turn(self, pages: int) -> None:
        """Go so many pages on or back; before the first and behind the last are the topics."""
        if self.book is None:
            return
        self.number += pages
        if not 1 <= self.number <= len(self.book.pages):
            self.close()

    def next_language(self) -> None:
        """Read on in the next language, on the same page."""
        at = self._languages.index(self.language) + 1
        self.language = self._languages[at % len(self._languages)]
        if self.book is not None:
            self.book = self._book_of(self.book.topic)

    def forget(self) -> None:
        """Be as for the first reader: no book, no language chosen."""
        self.close()
        self._books.clear()
        self.language = self._languages[0]

    def _book_of(self, topic_id: TopicId) -> Book:
        key = topic_id, self.language
        found = self._books.pop(key, None) or make_book(
            self._library, topic_id, self.language, self._read, address=self._address
        )
        self._books[key] = found  # behind the others: the first is the one unread for longest
        while len(self._books) > MOST_BOOKS:
            del self._books[next(iter(self._books))]
        return found
