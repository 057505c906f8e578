from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton

from missdesk.errors import Fault
from missdesk.model.topic import TopicId
from missdesk.paths import assets_dir
from missdesk.ui.opening import start_note
from missdesk.ui.start_page import StartPage, find_topics
from missdesk.ui.widgets.fields import SearchField
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

DISC = TopicId("slipped-disc")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def eight(library: Library) -> Library:
    """Eight topics with the same words but one."""
    ids = [TopicId(f"topic-{n}") for n in range(8)]
    text, topic = library.text(DISC, "en"), library.topics[DISC]
    topics = {i: replace(topic, id=i) for i in ids}
    topics[ids[7]] = replace(topics[ids[7]], keywords={"en": ("neck ache", "stiff")})
    return replace(library, topics=topics, texts={(i, "en"): text for i in ids})


def shown(
    theme: Theme, workers: Workers, qtbot: QtBot, library: Library, cards: Path | None = None
) -> StartPage:
    page = StartPage(theme, workers, library, cards or assets_dir() / "cards")
    qtbot.addWidget(page)
    page.resize(1366, 678)
    page.show()
    qtbot.waitUntil(page.isVisible)
    qtbot.waitUntil(lambda: not workers.is_busy)
    return page


def test_a_press_on_a_card_starts_its_topic(
    theme: Theme, workers: Workers, qtbot: QtBot, library: Library
) -> None:
    page = shown(theme, workers, qtbot, library)
    assert page.cards[0].has_picture
    with qtbot.waitSignal(page.topic_pressed) as heard:
        qtbot.mouseClick(page.cards[0], LEFT)
    assert heard.args == ["slipped-disc"]
    page.close()


def test_eight_cards_stand_in_four_equal_columns(
    theme: Theme, workers: Workers, qtbot: QtBot, eight: Library
) -> None:
    page = shown(theme, workers, qtbot, eight)
    sizes = [card.size() for card in page.cards]
    assert max(s.width() for s in sizes) - min(s.width() for s in sizes) <= 1
    assert max(s.height() for s in sizes) - min(s.height() for s in sizes) <= 1
    assert len({card.x() for card in page.cards}) == 4
    assert len({card.y() for card in page.cards}) == 2
    page.close()


def test_at_200_percent_no_name_is_cut(
    theme: Theme, workers: Workers, qtbot: QtBot, eight: Library
) -> None:
    theme.set_text_percent(200)
    page = shown(theme, workers, qtbot, eight)
    for card in page.cards:
        for words in card.findChildren(Words):
            assert not words.is_cut()
            assert card.rect().contains(words.geometry())
    page.close()


@pytest.mark.parametrize("text", ["leg pain", "SCIATICA", "disc", "leg pai", " micro-disc "])
def test_everyday_words_find_the_topic(library: Library, text: str) -> None:
    assert next(t.id for t in find_topics(library, text, "en")) == DISC


def test_no_words_find_all_and_strange_ones_none(eight: Library) -> None:
    assert len(find_topics(eight, "  ", "en")) == 8
    assert find_topics(eight, "xyzzy", "en") == ()


def test_typing_narrows_the_cards_and_enter_starts_the_only_one(
    theme: Theme, workers: Workers, qtbot: QtBot, eight: Library
) -> None:
    page = shown(theme, workers, qtbot, eight)
    search = page.findChild(SearchField, "start.search")
    assert isinstance(search, SearchField)
    qtbot.keyClicks(search.line, "neck")
    assert [card.topic for card in page.cards] == ["topic-7"]
    with qtbot.waitSignal(page.topic_pressed) as heard:
        qtbot.keyClick(search.line, Qt.Key.Key_Return)
    assert heard.args == ["topic-7"]
    qtbot.keyClicks(search.line, "xyz")
    nothing = page.findChild(Words, "start.nothing")
    assert isinstance(nothing, Words)
    assert nothing.isVisible()
    assert "neck" in nothing.text
    page.close()


def test_a_missing_picture_says_so_and_the_topic_still_opens(
    theme: Theme, workers: Workers, qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    page = shown(theme, workers, qtbot, library, tmp_path)
    qtbot.waitUntil(lambda: page.cards[0].is_picture_missing)
    with qtbot.waitSignal(page.topic_pressed):
        qtbot.keyClick(page.cards[0], Qt.Key.Key_Return)
    page.close()


def test_staff_can_read_what_was_left_out(
    theme: Theme, workers: Workers, qtbot: QtBot, library: Library
) -> None:
    faulty = replace(library, faults=(Fault("topics/x.toml row.a", "it has no source", "Add one"),))
    page = shown(theme, workers, qtbot, faulty)
    button = page.findChild(QAbstractButton, "start.faults")
    assert isinstance(button, QAbstractButton)
    assert button.accessibleName() == "1 part of the content was left out"
    qtbot.mouseClick(button, LEFT)
    texts = [words.text for words in page.findChildren(Words)]
    assert "topics/x.toml row.a: it has no source. Add one." in texts
    layer = Layer.open_on(page)
    assert layer is not None
    layer.close_layer()
    page.close()


def test_a_sound_pack_shows_no_such_line(
    theme: Theme, workers: Workers, qtbot: QtBot, library: Library
) -> None:
    page = shown(theme, workers, qtbot, replace(library, faults=()))
    assert page.findChild(QAbstractButton, "start.faults") is None
    page.close()


def test_a_narrow_window_has_fewer_columns(
    theme: Theme, workers: Workers, qtbot: QtBot, eight: Library
) -> None:
    page = shown(theme, workers, qtbot, eight)
    page.resize(QSize(800, 560))
    qtbot.waitUntil(lambda: len({card.x() for card in page.cards}) == 2)
    page.close()


def test_cards_say_their_message_where_their_pictures_stay_large(
    theme: Theme, workers: Workers, qtbot: QtBot, eight: Library
) -> None:
    page = shown(theme, workers, qtbot, eight)

    def said() -> list[str]:
        words = [w for card in page.cards for w in card.findChildren(Words) if w.isVisible()]
        return [w.text for w in words if w.text.startswith("Many people with a slipped disc")]

    assert said() == []
    page.resize(1366, 900)
    qtbot.waitUntil(lambda: len(said()) == 8)
    assert not [
        c for c in page.cards for w in c.findChildren(Words) if w.isVisible() and w.is_cut()
    ]
    page.resize(1366, 678)
    qtbot.waitUntil(lambda: said() == [])
    page.close()


def test_with_nothing_found_the_head_stays_together(
    theme: Theme, workers: Workers, qtbot: QtBot, eight: Library
) -> None:
    page = shown(theme, workers, qtbot, eight)
    note = next(w for w in page.findChildren(Words) if w.text == start_note())
    before = note.y()
    page.search_for("xyzzy")
    nothing = page.findChild(Words, "start.nothing")
    assert isinstance(nothing, Words)
    qtbot.waitUntil(nothing.isVisible)
    layout = page.layout()
    assert layout is not None
    layout.activate()
    assert note.y() == before
    page.close()


def test_a_press_that_came_before_the_cards_stood_in_place_starts_nothing(
    theme: Theme, workers: Workers, qtbot: QtBot, library: Library
) -> None:
    """Whoever presses while the program starts must not get a topic that was not under the hand."""
    page = StartPage(theme, workers, library, assets_dir() / "cards")
    qtbot.addWidget(page)
    with qtbot.assertNotEmitted(page.topic_pressed):
        page.cards[-1].click()
    workers.cancel_all()
