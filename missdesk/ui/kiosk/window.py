"""The kiosk's window: topics, pages, the bar at their foot, and what lies over them.

A plain widget, not a main window or a dialog: no menu of docks, no Esc that closes it (KE2, KE5).
It holds nothing about who reads: a topic, a page, a text size, a palette (KP10).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.model.topic import TopicId
from missdesk.ui.foot import foot_words
from missdesk.ui.kiosk.attract import AttractPage
from missdesk.ui.kiosk.bar import KioskBar
from missdesk.ui.kiosk.book import make_book
from missdesk.ui.kiosk.hero import Hero
from missdesk.ui.kiosk.home import HomePage
from missdesk.ui.kiosk.printing import KioskPrinter
from missdesk.ui.kiosk.reading import ReadingPage
from missdesk.ui.kiosk.scroll import GUTTER
from missdesk.ui.kiosk.word_card import WordCard
from missdesk.ui.stage.choice import PlateShelf
from missdesk.ui.widgets.focus_ring import FocusRing
from missdesk.ui.widgets.layer import Layer

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent

    from missdesk.kiosk_settings import KioskSettings
    from missdesk.model.library import Library
    from missdesk.ui.kiosk.book import Book
    from missdesk.ui.kiosk.parts import KioskParts, Voice
    from missdesk.ui.theme.theme import Theme

SHORT, LONG = 540, 960
"""Designed size of the screen: at 1920 x 1080 and 1080 x 1920 one designed pixel is two."""
LEAST_SCALE, MOST_SCALE = 0.8, 6.0
MARGIN, MARGIN_TOP, GAP = 32, 16, 12
SIZES: Final = (100, 150, 200)
MOST_BOOKS: Final = 2
"""Books kept: the one read, and the one before."""
TOUCHES: Final = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress}
)


class KioskWindow(QWidget):
    """Home, reading pages and attract loop.

    Attributes:
        can_close: Staff let it close; else it stays (KE1).
        printer: Prints what is read; None = the clinic does not allow it.

    Signals:
        touched: A person touched the screen or pressed a key.
        page_changed: Another page is on show, or home.
    """

    touched = Signal()
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
        super().__init__()
        self.can_close = False
        self._theme, self._library, self._settings, self._parts = theme, library, settings, parts
        self._languages = library.pack.languages or ("en",)
        self._language = self._languages[0]
        self._topics = _chosen(library, settings)
        self._shelf = PlateShelf(parts.plates)
        self._books: dict[tuple[str, str], Book] = {}
        self._book: Book | None = None
        self._number = 0
        self._is_reading_aloud = False
        self._voice_bar: QWidget | None = None
        self.setObjectName("kiosk")
        self.setWindowTitle("MISSDesk")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAutoFillBackground(True)
        self._make_pages()
        self._connect()
        self.go_home()

    def _make_pages(self) -> None:
        theme, parts, library = self._theme, self._parts, self._library
        self.home = HomePage(theme, parts.workers, library, parts.cards, self)
        self.home.set_hero(Hero(theme, parts.workers, self._shelf, self.home))
        self.printer: KioskPrinter | None = None
        if self._settings.allows_print:
            self.printer = KioskPrinter(parts.workers, library, parts.today, self)
            self.printer.said.connect(self._on_printer)
        allows = self._settings.allows_print
        self.reading = ReadingPage(theme, library, parts, self, allows_print=allows)
        has_languages = len(self._languages) > 1
        self.bar = KioskBar(
            theme, self, has_speech=parts.voice is not None, has_languages=has_languages
        )
        self.attract = AttractPage(theme, parts.workers, library, parts.cards, self)
        self._ring = FocusRing(self, theme)
        for widget in self.findChildren(QWidget):
            # KE5, KE8: a scroll bar has a menu of its own, a view of pictures takes drops.
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            widget.setAcceptDrops(False)
        self._color()

    def _connect(self) -> None:
        self.home.chosen.connect(self.open_topic)
        self.home.moved.connect(self._show_ways)
        self.reading.moved.connect(self._show_ways)
        self.reading.word_asked.connect(self._on_word)
        self.reading.print_asked.connect(self._on_print)
        self.bar.pressed.connect(self._on_pressed)
        self.attract.woken.connect(self._on_woken)
        self._theme.changed.connect(self._on_theme)
        voice = self._parts.voice
        if voice is not None:
            voice.sentence_began.connect(self._on_sentence)
            voice.finished.connect(self._on_silent)
            voice.failed.connect(self._on_mute)

    # What others ask

    @property
    def is_home(self) -> bool:
        """Return whether the topics are on show."""
        return self._book is None

    @property
    def is_attracting(self) -> bool:
        """Return whether the topics go by themselves, since nobody is there."""
        return self.attract.isVisibleTo(self)

    @property
    def book(self) -> Book | None:
        """Return the book being read."""
        return self._book

    @property
    def page_number(self) -> int:
        """Return which page is on show, from 1; 0 = none."""
        return self._number if self._book is not None else 0

    @property
    def is_busy(self) -> bool:
        """Return whether a picture is still being read."""
        return self._parts.workers.is_busy or not self.reading.art.is_settled

    @property
    def voice(self) -> Voice | None:
        """Return what reads pages aloud."""
        return self._parts.voice

    @property
    def language(self) -> str:
        """Return the language of the words."""
        return self._language

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return all that is said on the screen, one sentence each (KA2)."""
        return self.home.sentences if self._book is None else self.reading.sentences

    def go_home(self) -> None:
        """Show the topics; text size, palette and language stay."""
        self._leave()
        self._book, self._number = None, 0
        self.reading.clear()
        self.reading.hide()
        self.home.show_topics(self._topics, self._language, self._review(None))
        self.home.show()
        self.home.area.to_top()
        self._arrange()
        self._show_ways()
        self.page_changed.emit()

    def open_topic(self, topic_id: str) -> None:
        """Open a topic's book at its first page.

        Raises:
            KeyError: There is no such topic.
        """
        self._book = self._book_of(TopicId(topic_id))
        self._number = 1
        self.home.hide()
        self.reading.show()
        self._arrange()
        self._show_page()
        self.bar.button("next").setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self, pages: int) -> None:
        """Go so many pages on or back; before the first and behind the last are the topics."""
        if self._book is None:
            return
        number = self._number + pages
        if not 1 <= number <= len(self._book.pages):
            self.go_home()
            return
        self._number = number
        self._show_page()

    def start_over(self) -> None:
        """Begin anew for the person who stands there (always in the same place)."""
        self._reset()
        self.go_home()

    def wipe(self) -> None:
        """Forget what the last person read and chose, and wait for the next one (KR6, KA6)."""
        self._reset()
        self.go_home()
        if self._settings.has_attract:
            self.attract.begin(self._topics, self._language, self._review(None))

    def wake(self) -> None:
        """Take the waiting pictures away."""
        self.attract.end()

    def read_aloud(self) -> None:
        """Read the page aloud from its beginning; a second press stops it."""
        voice = self._parts.voice
        if voice is None:
            return
        if self._is_reading_aloud:
            self.be_silent()
            return
        self._is_reading_aloud = True
        self.bar.button("read").setChecked(True)
        if self._book is not None:
            self.reading.set_voice_bar(self._bar_of_voice())
        voice.speak(self.sentences, self._language)

    def be_silent(self) -> None:
        """Stop reading aloud."""
        if self._parts.voice is not None:
            self._parts.voice.stop()
        self._on_silent()

    # Events of Qt

    def showEvent(self, event: QShowEvent) -> None:
        """See all input before it becomes events of widgets, to know that somebody is there."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Tell of touches; keep none."""
        if event.type() in TOUCHES:
            self.touched.emit()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay, unless staff let it go (KE1)."""
        if self.can_close:
            self._leave()
            self.wake()
            self._parts.workers.close()
            event.accept()
        else:
            event.ignore()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Scale to the screen and arrange all."""
        raw = min(min(self.width(), self.height()) / SHORT, max(self.width(), self.height()) / LONG)
        self._theme.set_scale(max(LEAST_SCALE, min(MOST_SCALE, raw)), self.width())
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read on by PgDn, arrows and Space; nothing closes, nothing opens (KE2, KE3, KA11)."""
        event.accept()
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_Right}:
            self._on_arrow(key, is_on=True)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_Up, Qt.Key.Key_Left}:
            self._on_arrow(key, is_on=False)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Go round the controls of this page: words, then the bar (WC13, WC18)."""
        stops = self.focus_stops()
        if stops:
            now = self.focusWidget()
            at = stops.index(now) if now in stops else -1 if is_next else 0
            reason = Qt.FocusReason.TabFocusReason
            if not is_next:
                reason = Qt.FocusReason.BacktabFocusReason
            stop = stops[(at + (1 if is_next else -1)) % len(stops)]
            stop.setFocus(reason)
            self._bring_into_view(stop)
        return True

    def focus_stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order: of the page, then of the bar."""
        if self.is_attracting:
            return [self.attract, *_stops(self.attract)]
        page: QWidget = self.home if self._book is None else self.reading
        return [*_stops(page), *_stops(self.bar)]

    # Inside

    def _book_of(self, topic_id: TopicId) -> Book:
        key = (str(topic_id), self._language)
        if key not in self._books:
            while len(self._books) >= MOST_BOOKS:
                del self._books[next(iter(self._books))]
            self._books[key] = make_book(
                self._library,
                topic_id,
                self._language,
                self._shelf.plate,
                address=self._settings.clinic_address,
            )
        return self._books[key]

    def _show_page(self) -> None:
        book = self._book
        assert book is not None
        self._leave()
        review, address = self._review(book.topic), self._settings.clinic_address
        self.reading.show_page(book, self._number, review, address)
        self._show_ways()
        self.page_changed.emit()

    def _leave(self) -> None:
        """Close what lies over the page, and be silent."""
        layer = Layer.open_on(self)
        while layer is not None:
            layer.close_layer()
            layer = Layer.open_on(self)
        if self._is_reading_aloud:
            self.be_silent()

    def _reset(self) -> None:
        self._leave()
        self.wake()
        self._books.clear()
        if self.printer is not None:
            self.printer.forget()
        if self._parts.voice is not None:
            self._parts.voice.reset()
        self._language = self._languages[0]
        self._theme.set_text_percent(SIZES[0])
        self._theme.set_mode("light")
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()

    def _review(self, topic: TopicId | None) -> str:
        return foot_words(self._library, self._language, self._parts.today, topic)

    def _show_ways(self) -> None:
        """Give Next and Back the words of what they do now."""
        if self._book is None:
            area = self.home.area
            self.bar.set_ways(is_book=False, has_back=area.has_before, has_next=area.has_more)
            self.bar.say("back", _("Up"), "arrow-up")
            self.bar.say("next", _("More"), "arrow-down")
            return
        area, is_last = self.reading.area, self._number == len(self._book.pages)
        self.bar.set_ways(is_book=True, has_back=True, has_next=True)
        if area.has_before:
            self.bar.say("back", _("Up"), "arrow-up")
        else:
            self.bar.say("back", _("Back"), "arrow-left")
        if area.has_more:
            self.bar.say("next", _("Read on"), "arrow-down")
        elif is_last:
            self.bar.say("next", _("All done"), "check")
        else:
            self.bar.say("next", _("Next page"), "arrow-right")

    def _on_pressed(self, key: str) -> None:
        {
            "read": self.read_aloud,
            "bigger": self._on_bigger,
            "contrast": self._theme.swap_mode,
            "language": self._on_language,
            "over": self.start_over,
            "home": self.go_home,
            "back": self._on_back,
            "next": self._on_next,
        }[key]()

    def _on_next(self) -> None:
        area = self.home.area if self._book is None else self.reading.area
        if area.has_more:
            area.read_on()
        else:
            self.turn(1)

    def _on_back(self) -> None:
        area = self.home.area if self._book is None else self.reading.area
        if area.has_before:
            area.read_back()
        else:
            self.turn(-1)

    def _on_arrow(self, key: Qt.Key, *, is_on: bool) -> None:
        if self._book is None and self.home.step_focus(key):
            return
        if self._book is not None and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            if not (self._number == 1 and not is_on):
                self.turn(1 if is_on else -1)
            return
        area = self.home.area if self._book is None else self.reading.area
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            area.read_on() if is_on else area.read_back()
        else:
            self._on_next() if is_on else self._on_back()

    def _on_bigger(self) -> None:
        at = SIZES.index(self._theme.text_percent) if self._theme.text_percent in SIZES else -1
        self._theme.set_text_percent(SIZES[(at + 1) % len(SIZES)])

    def _on_language(self) -> None:
        """Go to the next language; the page stays."""
        at = self._languages.index(self._language)
        self._language = self._languages[(at + 1) % len(self._languages)]
        if self._book is None:
            self.go_home()
        else:
            self._book = self._book_of(self._book.topic)
            self._show_page()

    def _on_word(self, word: str, meaning: str) -> None:
        anchor: QWidget = self.bar.button("next")
        held = self.focusWidget()
        if held is not None:
            anchor = held
        WordCard(anchor, self._theme, word, meaning).open_layer()

    def _on_print(self) -> None:
        if self.printer is not None and self._book is not None:
            self.printer.ask(self._book.topic, self._language)

    def _on_printer(self, words: str) -> None:
        """Say it in a card; what is said next takes the place of what was said before."""
        layer = Layer.open_on(self)
        if layer is not None:
            if not isinstance(layer, WordCard):
                return  # "Are you still there?" and the staff's page come first
            layer.close_layer()
        anchor = self.reading.findChild(QWidget, "kiosk.print") or self.bar.button("next")
        WordCard(anchor, self._theme, _("Print"), words).open_layer()

    def _on_woken(self) -> None:
        self.wake()
        self.touched.emit()

    def _on_sentence(self, index: int) -> None:
        if self._book is not None and self._is_reading_aloud:
            self.reading.mark(index)

    def _on_mute(self, why: str) -> None:
        """Say why nothing can be heard."""
        self._on_silent()
        WordCard(self.bar.button("read"), self._theme, _("Read aloud"), why).open_layer()

    def _on_silent(self) -> None:
        self._is_reading_aloud = False
        if self._parts.voice is not None:
            self.bar.button("read").setChecked(False)
        self.reading.mark(None)
        self.reading.set_voice_bar(None)
        if self._voice_bar is not None:
            self._voice_bar.hide()

    def _bar_of_voice(self) -> QWidget | None:
        if self._voice_bar is None and self._parts.make_voice_bar is not None:
            self._voice_bar = self._parts.make_voice_bar(self.reading)
        return self._voice_bar

    def _bring_into_view(self, stop: QWidget) -> None:
        area = self.home.area if self._book is None else self.reading.area
        content = area.widget()
        if content is not None and content.isAncestorOf(stop):
            top = stop.mapTo(content, stop.rect().topLeft()).y()
            area.show_span(top, top + min(stop.height(), area.viewport().height() // 2))

    # Look

    def _color(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(self._theme.color("canvas")))
        self.setPalette(palette)

    def _on_theme(self) -> None:
        self._color()
        self.home.follow_theme()
        self.reading.follow_theme()
        self._arrange()
        self._show_ways()

    def _arrange(self) -> None:
        if self.width() < 2 or self.height() < 2:
            return
        px = self._theme.px
        margin, high = px(MARGIN), self.bar.sizeHint().height()
        wide = self.width() - 2 * margin
        bar_top = self.height() - px(GAP + 6) - high
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


def _stops(part: QWidget) -> list[QWidget]:
    """Return the controls in a part that Tab stops at."""
    return [
        child
        for child in part.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.isVisibleTo(part)
        and child.isEnabled()
        and not _is_picture(child, part)
    ]


def _is_picture(child: QWidget, part: QWidget) -> bool:
    """Return whether it lies in something that is only looked at."""
    above: QWidget | None = child
    while above is not None and above is not part:
        if above.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents):
            return True
        above = above.parentWidget()
    return False
