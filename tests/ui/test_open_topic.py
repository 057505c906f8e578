"""A topic of a sealed pack is read when it is opened: in a worker, and only as it was sealed."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from missdesk import app
from missdesk.content import on_demand
from missdesk.content.library import load_library
from missdesk.content.on_demand import open_library
from missdesk.content.pack_files import FolderFiles
from missdesk.model.topic import TopicId
from missdesk.paths import assets_dir
from missdesk.ui.start_page import MOST_CARDS, StartPage
from missdesk.ui.widgets.button import Button
from tests.content.packs import seal, sound_pack
from tests.ui.desk_pages import LEFT, button, step_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from missdesk.model.consultation import Consultation
    from missdesk.model.library import Library
    from missdesk.ui.desk import Desk
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

TOPIC = TopicId("mini-topic")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    made = sound_pack(tmp_path)
    seal(made)
    return made


@pytest.fixture
def library(pack: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The small pack as if it were a large one."""
    monkeypatch.setattr(on_demand, "MOST_AT_ONCE", 0)
    return open_library(pack)


def change(pack: Path) -> None:
    path = pack / "topics/mini-topic/en.md"
    path.write_bytes(path.read_bytes() + b"\n")


def test_a_topic_is_read_in_a_worker(
    open_desk: Callable[..., Desk],
    qtbot: QtBot,
    consultation: Consultation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk, read, threads = open_desk(), FolderFiles.read, set()

    def noting(files: FolderFiles, name: str) -> bytes:
        threads.add(threading.current_thread())
        return read(files, name)

    monkeypatch.setattr(FolderFiles, "read", noting)
    qtbot.mouseClick(button(desk, "topic.mini-topic"), LEFT)
    assert step_of(desk) == ""
    qtbot.waitUntil(lambda: step_of(desk) == "problem")
    assert consultation.visit.topic == TOPIC
    assert threads
    assert threading.main_thread() not in threads
    desk.wipe()
    desk.open_topic(TOPIC)  # it is in memory
    assert consultation.visit.topic == TOPIC


def test_kv13_a_topic_that_was_changed_does_not_open(
    open_desk: Callable[..., Desk], qtbot: QtBot, consultation: Consultation, pack: Path
) -> None:
    desk = open_desk()
    change(pack)
    qtbot.mouseClick(button(desk, "topic.mini-topic"), LEFT)
    qtbot.waitUntil(desk.notice.isVisible)
    assert "mini-topic/en.md: was changed after it was sealed" in desk.notice.words[0]
    assert consultation.visit.topic is None
    assert step_of(desk) == ""


def test_kv13_a_pack_that_was_changed_is_told_soon_after_the_start(
    open_desk: Callable[..., Desk], qtbot: QtBot, library: Library, pack: Path
) -> None:
    desk = open_desk()
    change(pack)
    app._read_rest_soon(desk.window, library)
    qtbot.waitUntil(desk.notice.isVisible)
    assert "was changed after it was sealed" in desk.notice.words[0]
    desk.notice.tell_nothing()
    qtbot.mouseClick(button(desk, "topic.mini-topic"), LEFT)
    qtbot.waitUntil(desk.notice.isVisible)


def test_of_hundreds_of_topics_the_first_cards_are_made(
    theme: Theme, workers: Workers, qtbot: QtBot, pack: Path
) -> None:
    whole = load_library(pack)
    ids = [TopicId(f"topic-{number}") for number in range(MOST_CARDS * 2 + 1)]
    library = replace(
        whole,
        topics={one: replace(whole.topics[TOPIC], id=one) for one in ids},
        texts={(one, "en"): whole.text(TOPIC, "en") for one in ids},
    )
    page = StartPage(theme, workers, library, assets_dir() / "cards")
    qtbot.addWidget(page)
    page.resize(1366, 678)
    page.show()
    more = page.findChild(Button, "start.more")
    assert more is not None
    for count, words in ((1, "Show 24 more topics"), (2, "Show 1 more topic")):
        assert [card.topic for card in page.cards] == ids[: MOST_CARDS * count]
        assert all(card.isVisible() for card in page.cards)
        assert more.text() == words
        qtbot.mouseClick(more, LEFT)
        assert page.cards[MOST_CARDS * count].hasFocus() or not page.isActiveWindow()
    assert [card.topic for card in page.cards] == ids
    assert not more.isVisible()
    page.search_for("nothing of this")
    page.search_for("")
    assert len(page.cards) == MOST_CARDS
    page.search_for("nothing of this")
    assert not more.isVisible()
