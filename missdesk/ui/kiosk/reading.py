"""A page of a book: picture and words side by side, in portrait the picture above (mock-up 12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtWidgets import QWidget

from missdesk.ui.card_picture import card_file
from missdesk.ui.kiosk.art_panel import ArtPanel
from missdesk.ui.kiosk.body import Body
from missdesk.ui.kiosk.progress import Progress
from missdesk.ui.kiosk.screen import REACH, is_portrait, share_at
from missdesk.ui.kiosk.scroll import KioskScroll
from missdesk.ui.widgets.painting import rounded, start
from missdesk.ui.widgets.scroll_sheet import least_height
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from missdesk.model.library import Library
    from missdesk.ui.kiosk.book import Book, Page
    from missdesk.ui.kiosk.parts import KioskParts
    from missdesk.ui.theme.theme import Theme

PAD, PAD_TOP, GAP, HEAD_GAP, CORNER = 18, 14, 24, 8, 18
BAR_INSET: Final = 7
"""Designed width by which the scroll bar stands in the sheet's padding, so that words have more."""
SHARES: Final = ((100, 0.48), (150, 0.36), (200, 0.29))
"""Share of the width that is picture, by text size in percent."""
HIGH_SHARES: Final = ((100, 0.56), (150, 0.3), (200, 0.24))
"""The same of the height in portrait; never less than what is out of reach (KA9)."""


class ReadingPage(QWidget):
    """Shows any page of any book in the same widgets.

    Signals:
        moved: The words were scrolled, or there are others.
        word_asked: A hard word was pressed: its name and its meaning.
        print_asked: The book on show is wanted on paper.
    """

    moved = Signal()
    word_asked = Signal(str, str)
    print_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        library: Library,
        parts: KioskParts,
        parent: QWidget,
        *,
        allows_print: bool = False,
    ) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme, self._library, self._cards = theme, library, parts.cards
        self._page: Page | None = None
        self._book: Book | None = None
        self.setObjectName("kiosk.reading")
        self._topic = Words(theme, "", "strong", token="ink2", name="kiosk.topic", parent=self)  # noqa: S106
        self._review = Words(theme, "", "note", token="ink2", name="kiosk.review", parent=self)  # noqa: S106
        self._progress = Progress(theme, self)
        self.art = ArtPanel(theme, parts.workers, self)
        self.body = Body(theme, library, allows_print=allows_print)
        self._area = KioskScroll(theme, self.body, self, places=self.body.places)
        self._voice: QWidget | None = None
        self._sheet = QRect()
        self._area.moved.connect(self.moved)
        self.body.word_asked.connect(self.word_asked)
        self.body.print_asked.connect(self.print_asked)

    @property
    def area(self) -> KioskScroll:
        """Return what moves the words."""
        return self._area

    @property
    def page(self) -> Page | None:
        """Return the page on show."""
        return self._page

    @property
    def place_words(self) -> str:
        """Return where one is: "Page 1 of 7"."""
        return self._progress.text

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return all that is said on the page, and who has reviewed it."""
        said = self._page.sentences if self._page is not None else ()
        return (*said, self._review.text) if self._review.text else said

    def show_page(self, book: Book, number: int, review: str) -> None:
        """Show a page of a book, counted from 1, from its beginning.

        Args:
            book: The book.
            number: Which page.
            review: Who has reviewed what is told.
        """
        page = book.pages[number - 1]
        if book is not self._book:
            self.art.prepare(page.code for page in book.pages if page.code)
        self._book, self._page = book, page
        self._topic.set_text(book.title)
        self._review.set_text(review)
        self._progress.show_page(number, len(book.pages))
        self.setAccessibleName(f"{book.title}. {page.title}. {self._progress.text}")
        self._show()
        self._area.to_top()

    def clear(self) -> None:
        """Forget which page was read."""
        self._page = self._book = None
        self.body.mark(None)

    def mark(self, index: int | None) -> None:
        """Mark the sentence being read, and bring it into view."""
        box = self.body.mark(index)
        if not box.isEmpty():
            self._area.show_span(box.top(), box.bottom())

    def set_voice_bar(self, bar: QWidget | None) -> None:
        """Show the controls of the voice below the words, or none."""
        self._voice = bar
        if bar is not None:
            bar.setParent(self)
            bar.show()
        self._arrange()

    def follow_theme(self) -> None:
        """Arrange all for other sizes of text."""
        self._show()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Arrange all for the size."""
        self._show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet."""
        painter, theme = start(self), self._theme
        line = theme.color("edge" if theme.is_contrast else "line")
        width = theme.px(1) if theme.is_contrast else 1.0
        sheet = QRectF(self._sheet)
        rounded(painter, sheet, theme.px(CORNER), theme.color("surface"), line, width)
        painter.end()

    # What is shown

    def _show(self) -> None:
        """Show page and picture for the size of screen and text."""
        if self._page is not None and self._book is not None:
            self._show_art(self._page, self._book)
            self._show_words(self._page, self._book)
        self._arrange()

    def _has_art(self) -> bool:
        page = self._page
        return page is not None and (
            page.picture is not None or bool(page.code) or is_portrait(self)
        )

    def _show_art(self, page: Page, book: Book) -> None:
        if page.picture is not None:
            words = self._library.glossary
            glossary = words.get(book.language) or words.get("en", {})
            ways = [other.caption for other in book.pages if other.look is not None]
            peers = ways if page.look is not None else ()
            self.art.show_art(page.picture, glossary, book.language, peers)
        elif page.code:
            self.art.show_code(page.code, is_address=page.is_address)
        elif is_portrait(self):
            self.art.show_cover(card_file(self._library, self._cards, book.topic))

    def _show_words(self, page: Page, book: Book) -> None:
        is_large = self._theme.text_percent > SHARES[0][0]
        has_columns = not (is_large or is_portrait(self) or self._has_art())
        caption = self.art.words if is_large and self._has_art() else ""
        self.body.show_page(
            page,
            book.language,
            has_columns=has_columns,
            caption=caption,
            can_print=page is book.pages[-1],
        )

    # Places

    def _arrange(self) -> None:
        if self.width() < 2 or self.height() < 2:
            return
        px = self._theme.px
        top = self._place_head() + px(HEAD_GAP)
        self._sheet = QRect(0, top, self.width(), self.height() - top)
        inner = self._sheet.adjusted(px(PAD), px(PAD_TOP), -px(PAD), -px(PAD_TOP) // 2)
        has_art = self._has_art()
        if has_art:
            self.art.show()
        words = self._place_art(inner) if has_art else inner
        if self._voice is not None:
            high = max(self._voice.sizeHint().height(), least_height(self._voice, words.width()))
            self._voice.setGeometry(words.left(), words.bottom() + 1 - high, words.width(), high)
            words = words.adjusted(0, 0, 0, -high - px(HEAD_GAP))
        self._area.setGeometry(words.adjusted(0, 0, px(BAR_INSET), 0))
        if not has_art:
            self.art.hide()  # last: it takes a picture of itself, for which Qt lays all out
        self.art.lay_out()
        self._area.fit()
        self.update()

    def _place_art(self, inner: QRect) -> QRect:
        """Place the picture; return the room left for the words."""
        gap, theme = self._theme.px(GAP), self._theme
        if not is_portrait(self):
            wide = round(inner.width() * share_at(SHARES, theme.text_percent))
            self.art.setGeometry(inner.left(), inner.top(), wide, inner.height() - theme.px(7))
            return inner.adjusted(wide + gap, 0, 0, 0)
        above = self.mapTo(self.window(), inner.topLeft()).y()
        least = round(self.window().height() * REACH) - above
        has_own = self._page is not None and (self._page.picture or self._page.code)
        share = share_at(HIGH_SHARES, theme.text_percent) if has_own else 0.0
        high = max(least, round(inner.height() * share))
        self.art.setGeometry(inner.left(), inner.top(), inner.width(), high)
        return inner.adjusted(0, high + gap // 2, 0, 0)

    def _place_head(self) -> int:
        """Place topic, progress and review, in as many lines as they need; return their end."""
        theme, gap, wide = self._theme, self._theme.px(GAP), self.width()
        named = self._topic.sizeHint().width()
        self._progress.fit(wide - named - gap)
        end = self._progress.sizeHint()
        high = max(theme.line("strong"), end.height())
        is_beside = named + gap + end.width() <= wide
        first = high if is_beside else self._topic.heightForWidth(wide)
        self._topic.setGeometry(0, 0, named if is_beside else wide, first)
        top = 0 if is_beside else first
        middle = top + (high - end.height()) // 2
        self._progress.setGeometry(wide - end.width(), middle, end.width(), end.height())
        left = named + gap if is_beside else 0
        review, low = self._review.sizeHint().width(), self._review.heightForWidth(wide)
        if left + review + gap + end.width() <= wide:
            self._review.setGeometry(left, top + (high - low) // 2, review, low)
            return top + high
        self._review.setGeometry(0, top + high, wide, low)
        return top + high + low
