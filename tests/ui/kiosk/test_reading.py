"""Pages of a book: all of each can be read, at every size, by touch, by key and by ear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from missdesk.model.library import Review
from missdesk.ui.kiosk.bar import BarButton
from missdesk.ui.kiosk.idle_card import IdleCard
from missdesk.ui.kiosk.qr import MOST_BYTES, fitting, modules
from missdesk.ui.kiosk.text import KioskText
from missdesk.ui.kiosk.voice_bar import VoiceBar, VoiceButton
from missdesk.ui.kiosk.window import SIZES
from missdesk.ui.kiosk.word_card import WordCard
from missdesk.ui.speech import Speaker
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.words import Words
from tests.ui.kiosk.conftest import without_paint, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from missdesk.model.library import Library
    from missdesk.ui.kiosk.window import KioskWindow
    from missdesk.ui.theme.theme import Theme

    MakeKiosk = Callable[..., KioskWindow]

SCREENS = ((1920, 1080), (1080, 1920), (1366, 768))
FULL_HD, PORTRAIT = SCREENS[0], SCREENS[1]
ROOMS = [(size, percent) for size in (FULL_HD, PORTRAIT) for percent in SIZES]
ROOMS.append((SCREENS[2], SIZES[-1]))
"""A small screen has the shape of the large one: its tightest case, the largest text, is enough."""


class FakeVoice(QObject):
    """Says nothing, but tells as the real one does."""

    sentence_began = Signal(int)
    finished = Signal()
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, ...]] = []
        self.stops = self.resets = 0

    def speak(self, sentences: Sequence[str], _language: str) -> None:
        self.said.append(tuple(sentences))

    def stop(self) -> None:
        self.stops += 1

    def reset(self) -> None:
        self.resets += 1


def is_scrolled(window: KioskWindow) -> bool:
    return window.reading.area.has_before


def use_size(window: KioskWindow, percent: int) -> None:
    while window._theme.text_percent != percent:
        window.bar.button("bigger").click()
    QApplication.processEvents()


@pytest.mark.parametrize(("size", "percent"), ROOMS)
def test_wc8_every_page_can_be_read_whole_by_one_button(
    make_kiosk: MakeKiosk, size: tuple[int, int], percent: int
) -> None:
    """Read on goes down and never sideways; behind the end of a page comes the next one."""
    window = without_paint(make_kiosk(size))
    use_size(window, percent)
    window.open_topic("narrow-canal")
    assert window.book is not None
    seen, guard = [1], 0
    while not window.is_home:
        area = window.reading.area
        assert window.reading.body.width() <= area.viewport().width()
        for words in window.reading.findChildren(Words):
            assert not (words.isVisible() and words.is_cut()), words.text
        bar = area.verticalScrollBar()
        before, had_more = bar.value(), area.has_more
        window.bar.button("next").click()
        QApplication.processEvents()
        if had_more:
            room = area.viewport().height()
            assert before < bar.value() <= before + room  # nothing is passed over
        elif not window.is_home:
            seen.append(window.page_number)
        guard += 1
        assert guard < 400
    assert seen == list(range(1, len(all_pages(window)) + 1))


def test_kr6_a_voice_that_fails_answers_no_question(make_kiosk: MakeKiosk, theme: Theme) -> None:
    """Its card must not take the place of "Are you still there?": that counts as an answer."""
    voice = FakeVoice()
    window = make_kiosk(voice=voice)
    window.open_topic("slipped-disc")
    voice.failed.emit("No sound.")
    assert isinstance(Layer.open_on(window), WordCard)
    card = IdleCard(window, theme, 30)
    card.open_layer()
    assert Layer.open_on(window) is card
    voice.failed.emit("No sound.")
    assert Layer.open_on(window) is card


def all_pages(window: KioskWindow) -> tuple[object, ...]:
    window.open_topic("narrow-canal")
    assert window.book is not None
    return window.book.pages


@pytest.mark.parametrize(("size", "percent"), ROOMS)
def test_wc25_the_bar_stays_where_it_is(
    make_kiosk: MakeKiosk, size: tuple[int, int], percent: int
) -> None:
    window = without_paint(make_kiosk(size))
    use_size(window, percent)
    keys = ("bigger", "contrast", "over")
    places = {key: window.bar.button(key).geometry() for key in keys}
    window.open_topic("slipped-disc")
    ways = {key: window.bar.button(key).geometry() for key in ("home", "back", "next")}
    for _page in range(4):
        window.turn(1)
        assert {key: window.bar.button(key).geometry() for key in keys} == places
        assert {key: window.bar.button(key).geometry() for key in ways} == ways
    for button in window.bar.findChildren(BarButton):
        wide = QFontMetricsF(window.bar.label_font()).horizontalAdvance(button.words)
        assert wide <= button.width(), button.words
        assert button.width() >= window._theme.px(48)
        assert button.height() >= window._theme.px(48)
        assert window.bar.rect().contains(button.geometry())


def test_ka9_portrait_has_nothing_to_touch_above_the_reach(make_kiosk: MakeKiosk) -> None:
    window = without_paint(make_kiosk(PORTRAIT))
    for percent in SIZES:
        use_size(window, percent)
        window.open_topic("slipped-disc")
        for _page in range(9):
            top = window.reading.area.mapTo(window, QPoint(0, 0)).y()
            assert top >= PORTRAIT[1] / 3 - 1, (percent, window.page_number)
            window.turn(1)


def test_ic1_pictures_of_all_ways_are_equally_large(make_kiosk: MakeKiosk) -> None:
    """The longest caption of the ways decides, so no option has a larger picture than another."""
    for size in (FULL_HD, PORTRAIT):
        window = without_paint(make_kiosk(size))
        for topic in ("joining-bones", "broken-bone"):
            window.open_topic(topic)
            assert window.book is not None
            sizes = set()
            for page in window.book.pages:
                if page.look is not None:
                    sizes.add(window.reading.art.plate.size().toTuple())
                window.turn(1)
            assert len(sizes) == 1, (size, topic)


@pytest.mark.parametrize("size", [FULL_HD, PORTRAIT])
def test_wc8_the_controls_of_the_voice_are_whole_at_any_text_size(
    make_kiosk: MakeKiosk, theme: Theme, size: tuple[int, int]
) -> None:
    window = without_paint(make_kiosk(size))
    window.open_topic("slipped-disc")
    bar = VoiceBar(theme, Speaker(theme), window.reading)
    window.reading.set_voice_bar(bar)
    for percent in SIZES:
        use_size(window, percent)
        assert window.reading.rect().contains(bar.geometry()), percent
        for words in bar.findChildren(Words):
            assert not words.isVisible() or not words.is_cut(), (percent, words.text)
        for button in bar.findChildren(VoiceButton):
            assert min(button.width(), button.height()) >= theme.px(56), button.objectName()
            assert bar.rect().contains(button.geometry()), (percent, button.objectName())


def test_ka5_text_is_large_by_default_and_doubles(make_kiosk: MakeKiosk) -> None:
    """5.5 mm capitals at 45 cm: on a 24-inch screen of 1920 x 1080 a pixel is 0.277 mm."""
    window = make_kiosk()
    capital = QFontMetricsF(window._theme.type("body")).capHeight() * 0.277
    note = QFontMetricsF(window._theme.type("note")).capHeight() * 0.277
    assert capital >= 5.5
    assert note >= 4.8
    use_size(window, 200)
    assert QFontMetricsF(window._theme.type("body")).capHeight() * 0.277 >= 2 * capital - 0.2


def test_the_page_says_where_one_is_and_who_reviewed_it(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    window.open_topic("slipped-disc")
    assert window.reading.place_words == "Page 1 of 9"
    for _page in range(9):
        said = words_of(window.reading, "kiosk.review")
        assert said.isVisible()
        assert said.text == "Not yet reviewed by a clinician."
        window.turn(1)
    assert window.is_home


def test_kv13_a_review_is_named_instead(make_kiosk: MakeKiosk, library: Library) -> None:
    review = Review("A. Surgeon", "spine surgeon", date(2026, 11, 1))
    window = make_kiosk(content=replace(library, pack=replace(library.pack, review=review)))
    window.open_topic("slipped-disc")
    assert "Reviewed by A. Surgeon" in words_of(window.reading, "kiosk.review").text


def test_back_before_the_first_page_goes_to_the_topics(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    window.open_topic("slipped-disc")
    window.bar.button("back").click()
    assert window.is_home
    window.turn(1)
    assert window.is_home


def test_up_comes_before_back_on_a_page_that_was_scrolled(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    window.open_topic("slipped-disc")
    assert window.bar.button("next").words == "Read on"
    window.bar.button("next").click()
    assert window.page_number == 1
    assert window.bar.button("back").words == "Up"
    window.bar.button("back").click()
    assert not window.reading.area.has_before
    assert window.bar.button("back").words == "Back"


def test_ka11_keys_read_on_and_turn(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    window.open_topic("slipped-disc")
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert is_scrolled(window)
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert not is_scrolled(window)
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert window.page_number == 2
    QTest.keyClick(window, Qt.Key.Key_Left)
    QTest.keyClick(window, Qt.Key.Key_Left)  # not out of the book by a key that goes back
    assert window.page_number == 1
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page_number == 1


def test_wc18_tab_goes_through_hard_words_then_next_first(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    window.open_topic("slipped-disc")
    stops = window.focus_stops()
    assert isinstance(stops[0], KioskText)
    assert [s.objectName() for s in stops if isinstance(s, BarButton)] == [
        "kiosk.next",
        "kiosk.back",
        "kiosk.home",
        "kiosk.bigger",
        "kiosk.contrast",
        "kiosk.over",
    ]
    assert not any(window.reading.art.isAncestorOf(stop) for stop in stops)


def test_a_hard_word_is_explained_in_a_large_card_that_any_touch_closes(
    make_kiosk: MakeKiosk,
) -> None:
    window = make_kiosk()
    window.open_topic("slipped-disc")
    text = window.reading.body.texts[0]
    spot = text.box_of(0).center() + QPoint(0, window._theme.px(12))  # a finger beside the word
    QTest.mouseClick(text, Qt.MouseButton.LeftButton, pos=spot)
    card = Layer.open_on(window)
    assert isinstance(card, WordCard)
    assert not card.isWindow()
    close = card.findChild(Button, "kiosk.word.close")
    assert close is not None
    assert close.height() >= 96
    assert QRect(QPoint(0, 0), window.size()).contains(card.card.geometry())
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.card.geometry().center())
    assert Layer.open_on(window) is None


def test_a_hard_word_is_explained_by_key(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    window.open_topic("slipped-disc")
    text = window.reading.body.texts[0]
    text.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert isinstance(Layer.open_on(window), WordCard)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert Layer.open_on(window) is None
    assert window.focusWidget() is text


def test_ka2_the_sentence_read_is_marked_and_seen(make_kiosk: MakeKiosk) -> None:
    voice = FakeVoice()
    window = make_kiosk(voice=voice)
    window.open_topic("slipped-disc")
    window.bar.button("read").click()
    assert voice.said == [window.sentences]
    text, _beside = window.reading.body.texts
    area = window.reading.area
    for index, sentence in enumerate(window.sentences):
        voice.sentence_began.emit(index)
        if sentence in text.plain_text:
            box = text.marked_box()
            assert not box.isEmpty(), sentence
            top = text.y() + box.top() - area.verticalScrollBar().value()
            assert 0 <= top < area.viewport().height()
    voice.finished.emit()
    assert text.marked_box().isEmpty()


def test_ka2_reading_stops_with_the_page_and_by_its_button(make_kiosk: MakeKiosk) -> None:
    voice = FakeVoice()
    window = make_kiosk(voice=voice)
    window.open_topic("slipped-disc")
    window.bar.button("read").click()
    window.bar.button("read").click()
    assert voice.stops == 1
    window.bar.button("read").click()
    window.turn(1)
    assert voice.stops == 2
    assert window.reading.body.texts[0].marked_box().isEmpty()


def test_ka2_a_voice_that_fails_says_why(make_kiosk: MakeKiosk) -> None:
    voice = FakeVoice()
    window = make_kiosk(voice=voice)
    window.bar.button("read").click()
    voice.failed.emit("This computer has no voice.")
    card = Layer.open_on(window)
    assert isinstance(card, WordCard)
    assert "This computer has no voice." in [w.text for w in card.findChildren(Words)]


def test_ka6_contrast_and_text_size_are_on_the_screen(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    window.open_topic("slipped-disc")
    window.bar.button("contrast").click()
    assert window._theme.is_contrast
    sizes = []
    for _press in range(3):
        window.bar.button("bigger").click()
        sizes.append(window._theme.text_percent)
    assert sizes == [150, 200, 100]
    assert window.page_number == 1  # the page stays


def test_the_square_for_phones_is_a_qr_code_of_the_questions(make_kiosk: MakeKiosk) -> None:
    window = make_kiosk()
    window.open_topic("slipped-disc")
    window.turn(8)
    code = window.reading.art.code
    assert code.isVisible()
    assert code.text.startswith("Questions to ask your surgeon")
    assert "Nothing is sent" in window.reading.art.words
    rows = modules(code.text)
    assert len(rows) == len(rows[0]) >= 21
    assert all(rows[0][:7])  # the upper edge of the finder, dark all along
    assert len(rows) + 8 <= code.width() // 4  # at least four pixels a module


def test_the_square_holds_the_clinics_address(make_kiosk: MakeKiosk) -> None:
    address = "https://clinic.example/spine"
    window = make_kiosk(clinic_address=address)
    window.open_topic("slipped-disc")
    window.turn(8)
    assert window.reading.art.code.text == address
    assert address in window.reading.art.words


def test_a_square_holds_whole_lines_only() -> None:
    text = "\n".join(f"- question {n} of many" for n in range(200))
    kept = fitting(text)
    assert len(kept.encode()) <= MOST_BYTES
    assert text.startswith(kept)
    assert kept.endswith("many")
    with pytest.raises(ValueError, match=r"[0-9]"):
        modules(text)
