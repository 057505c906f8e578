"""The kiosk's window: topics, pages, the bar at their foot, and what lies over them.

It holds nothing about who reads: a topic, a page, a text size, a palette (KP10).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.model.topic import TopicId
from missdesk.ui.foot import foot_words
from missdesk.ui.kiosk.aloud import Aloud
from missdesk.ui.kiosk.attract import AttractPage
from missdesk.ui.kiosk.bar import KioskBar
from missdesk.ui.kiosk.bookmark import Bookmark
from missdesk.ui.kiosk.home import HomePage
from missdesk.ui.kiosk.printing import KioskPrinter
from missdesk.ui.kiosk.reading import ReadingPage
from missdesk.ui.kiosk.scroll import GUTTER
from missdesk.ui.kiosk.staying import StayingWindow
from missdesk.ui.kiosk.ways import Ways
from missdesk.ui.kiosk.word_card import tell
from missdesk.ui.stage.choice import PlateShelf
from missdesk.ui.widgets.focus_ring import FocusRing
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.tab_stops import step_focus, tab_stops

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from missdesk.kiosk_settings import KioskSettings
    from missdesk.model.library import Library
    from missdesk.ui.kiosk.book import Book
    from missdesk.ui.kiosk.parts import KioskParts
    from missdesk.ui.theme.theme import Theme

MARGIN, MARGIN_TOP, MARGIN_FOOT, GAP = 32, 16, 18, 12
SIZES: Final = (100, 150, 200)


class KioskWindow(StayingWindow):
    """Home, reading pages and attract loop.

    Attributes:
        printer: Prints what is read; None = the clinic does not allow it.

    Signals:
        page_changed: Another page is on show, or home.
    """

    page_changed = Signal()

    def __init__(
        self, theme: Theme, library: Library, settings: KioskSettings, parts: KioskParts
    ) -> None:
        """Show the topics.

        Args:
            theme: Colors, sizes and fonts; the window sets its scale.
            library: All content.
            settings: What the clinic chose.
            parts: Workers, folders, day and voice.
        """
        super().__init__(theme)
        self._library, self._settings, self._parts = library, settings, parts
        self._topics = _chosen(library, settings)
        shelf = PlateShelf(parts.plates)
        self._mark = Bookmark(library, shelf.plate, settings.clinic_address)
        self.setObjectName("kiosk")
        self._make_pages(shelf)
        self._connect()
        self.lock()
        self.go_home()

    def _make_pages(self, shelf: PlateShelf) -> None:
        theme, parts, library = self._theme, self._parts, self._library
        voice, allows_print = parts.voice, self._settings.allows_print
        self.home = HomePage(theme, library, parts, shelf, self)
        self.reading = ReadingPage(theme, library, parts, self, allows_print=allows_print)
        self.bar = KioskBar(
            theme,
            self,
            has_speech=voice is not None,
            has_languages=self._mark.has_languages,
        )
        self._ways = Ways(self._mark, self.home, self.reading, self.bar)
        self.attract = AttractPage(theme, library, parts, self)
        self._aloud: Aloud | None = None
        if voice is not None:
            button = self.bar.button("read")
            self._aloud = Aloud(voice, button, self.reading, parts.make_voice_bar)
        self.printer: KioskPrinter | None = None
        if allows_print:
            self.printer = KioskPrinter(parts.workers, library, parts.today, self)
        self._ring = FocusRing(self, theme)

    def _connect(self) -> None:
        self.home.chosen.connect(self.open_topic)
        self.reading.word_asked.connect(self._on_word)
        self.reading.print_asked.connect(self._on_print)
        self.bar.pressed.connect(self._on_pressed)
        self._ways.turned.connect(self.turn)
        self.attract.woken.connect(self._on_woken)
        # Comes after `changed`, by which all words measure themselves anew.
        self._theme.refolded.connect(self._on_theme)
        if self._aloud is not None:
            self._aloud.failed.connect(self._on_mute)
        if self.printer is not None:
            self.printer.said.connect(self._on_printer)

    # What others ask

    @property
    def is_home(self) -> bool:
        """Return whether the topics are on show."""
        return self.book is None

    @property
    def is_attracting(self) -> bool:
        """Return whether the topics go by themselves, since nobody is there."""
        return self.attract.isVisibleTo(self)

    @property
    def book(self) -> Book | None:
        """Return the book being read."""
        return self._mark.book

    @property
    def page_number(self) -> int:
        """Return which page is on show, from 1; 0 = none."""
        return self._mark.number

    @property
    def language(self) -> str:
        """Return the language of the words."""
        return self._mark.language

    @property
    def is_busy(self) -> bool:
        """Return whether a picture is still being read."""
        return self._parts.workers.is_busy or not self.reading.art.is_settled

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return all that is said on the screen, one sentence each (KA2)."""
        return self._ways.page.sentences

    def go_home(self) -> None:
        """Show the topics; text size, palette and language stay."""
        self._mark.close()
        self._show_page()

    def open_topic(self, topic_id: str) -> None:
        """Open a topic's book at its first page.

        Raises:
            KeyError: There is no such topic.
        """
        self._mark.open(TopicId(topic_id))
        self._show_page()
        self.bar.button("next").setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self, pages: int) -> None:
        """Go so many pages on or back; before the first and behind the last are the topics."""
        if not self.is_home:
            self._mark.turn(pages)
            self._show_page()

    def start_over(self) -> None:
        """Begin anew for the person who stands there (always in the same place)."""
        self._leave()
        self.wake()
        self._mark.forget()
        if self.printer is not None:
            self.printer.forget()
        if self._aloud is not None:
            self._aloud.reset()
        self._theme.use_usual()
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()
        self._show_page()

    def wipe(self) -> None:
        """Forget what the last person read and chose, and wait for the next one (KR6, KA6)."""
        self.start_over()
        if self._settings.has_attract:
            self.attract.begin(self._topics, self.language, self._review(None))

    def wake(self) -> None:
        """Take the waiting pictures away."""
        self.attract.end()

    def be_silent(self) -> None:
        """Stop reading aloud."""
        if self._aloud is not None:
            self._aloud.stop()

    # Events of Qt

    def let_go(self) -> None:
        """End what goes on, and wait for the workers."""
        self._leave()
        self.wake()
        self._parts.workers.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read on by PgDn and arrows; nothing closes, nothing opens (KE2, KE3, KA11)."""
        event.accept()
        self._ways.press(event.key())

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Go round the controls of this page: words, then the bar (WC13, WC18)."""
        stop = step_focus(self.focus_stops(), self.focusWidget(), is_next=is_next)
        if stop is not None:
            self._ways.page.area.show_part(stop)
        return True

    def focus_stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order: of the page, then of the bar."""
        if self.is_attracting:
            return [self.attract, *tab_stops(self.attract)]
        return [*tab_stops(self._ways.page), *tab_stops(self.bar)]

    # What the reader does

    def _on_pressed(self, key: str) -> None:
        {
            "read": self._on_read,
            "bigger": self._on_bigger,
            "contrast": self._theme.swap_mode,
            "language": self._on_language,
            "over": self.start_over,
            "home": self.go_home,
            "back": self._ways.go_back,
            "next": self._ways.go_on,
        }[key]()

    def _on_read(self) -> None:
        """Read aloud from the beginning; a second press stops it."""
        if self._aloud is not None:
            self._aloud.swap(self.sentences, self.language, is_page=not self.is_home)

    def _on_bigger(self) -> None:
        """Go to the next larger text; behind the largest comes the smallest."""
        now = self._theme.text_percent
        self._theme.set_text_percent(next((size for size in SIZES if size > now), SIZES[0]))

    def _on_language(self) -> None:
        """Go to the next language; the page stays."""
        self._mark.next_language()
        self._show_page()

    def _on_word(self, word: str, meaning: str) -> None:
        held: QWidget | None = self.focusWidget()
        tell(
            held if held is not None else self.bar.button("next"),
            self._theme,
            word[:1].upper() + word[1:],
            meaning,
        )

    def _on_print(self) -> None:
        if self.printer is not None and self.book is not None:
            self.printer.ask(self.book.topic, self.language)

    def _on_printer(self, words: str) -> None:
        anchor = self.reading.findChild(QWidget, "kiosk.print") or self.bar.button("next")
        tell(anchor, self._theme, _("Print"), words)

    def _on_mute(self, why: str) -> None:
        """Say why nothing can be heard."""
        tell(self.bar.button("read"), self._theme, _("Read aloud"), why)

    def _on_woken(self) -> None:
        self.wake()
        self.touched.emit()

    # What is shown

    def _show_page(self) -> None:
        """Show what the bookmark is at, from its beginning."""
        self._leave()
        book = self.book
        self.home.setVisible(book is None)
        self.reading.setVisible(book is not None)
        self.arrange()
        if book is None:
            self.reading.clear()
            self.home.show_topics(self._topics, self.language, self._review(None))
            self.home.area.to_top()
        else:
            self.reading.show_page(book, self.page_number, self._review(book.topic))
        self._ways.show()
        self.page_changed.emit()

    def _leave(self) -> None:
        """Close what lies over the page, and be silent."""
        layer = Layer.open_on(self)
        while layer is not None:
            layer.close_layer()
            layer = Layer.open_on(self)
        if self._aloud is not None and self._aloud.is_on:
            self._aloud.stop()

    def _review(self, topic: TopicId | None) -> str:
        return foot_words(self._library, self.language, self._parts.today, topic)

    def _on_theme(self) -> None:
        """Arrange all for another size of text or screen."""
        self.home.follow_theme()
        self.reading.follow_theme()
        self.arrange()
        self._ways.show()

    def arrange(self) -> None:
        """Place page, bar and waiting pictures."""
        if self.width() < 2 or self.height() < 2:
            return
        px = self._theme.px
        margin, high = px(MARGIN), self.bar.sizeHint().height()
        wide = self.width() - 2 * margin
        bar_top = self.height() - px(MARGIN_FOOT) - high
        self.bar.setGeometry(margin, bar_top, wide, high)
        top = px(MARGIN_TOP)
        high = bar_top - px(GAP) - top
        self.reading.setGeometry(margin, top, wide, high)
        self.home.setGeometry(margin, top, wide + px(GUTTER), high)
        self.attract.setGeometry(self.rect())
        if self.is_attracting:
            self.attract.raise_()


def _chosen(library: Library, settings: KioskSettings) -> tuple[TopicId, ...]:
    """Return the topics of this kiosk; unknown ids are left out, none left means all."""
    wanted = tuple(TopicId(t) for t in settings.topics if TopicId(t) in library.topics)
    return wanted or tuple(library.topics)
