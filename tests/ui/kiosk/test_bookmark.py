"""Where a reader is: pages turned, books kept, and nothing left of it when it is forgotten."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from missdesk.model.topic import TopicId
from missdesk.paths import assets_dir
from missdesk.ui.kiosk.bookmark import Bookmark
from missdesk.ui.stage.choice import PlateShelf

if TYPE_CHECKING:
    from missdesk.model.library import Library

DISC, CANAL, BONES = TopicId("slipped-disc"), TopicId("narrow-canal"), TopicId("joining-bones")


def bookmark(library: Library) -> Bookmark:
    return Bookmark(library, PlateShelf(assets_dir() / "plates").plate, "")


def is_home(mark: Bookmark) -> bool:
    return (mark.book, mark.number, mark.is_last) == (None, 0, False)


def test_pages_turn_and_both_ends_lead_to_the_topics(library: Library) -> None:
    mark = bookmark(library)
    mark.turn(1)
    assert is_home(mark)
    mark.open(DISC)
    assert mark.book is not None
    count = len(mark.book.pages)
    mark.turn(count - 1)
    assert (mark.number, mark.is_last) == (count, True)
    mark.turn(1)
    assert is_home(mark)
    mark.open(DISC)
    assert not is_home(mark)
    mark.turn(-1)
    assert is_home(mark)
    with pytest.raises(KeyError):
        mark.open(TopicId("no-such-topic"))


def test_kr4_the_book_before_is_kept_and_no_more(library: Library) -> None:
    mark, seen = bookmark(library), []
    for topic in (DISC, CANAL, DISC, BONES, DISC, CANAL):
        mark.open(topic)
        seen.append(mark.book)
    assert seen[2] is seen[0]
    assert seen[4] is seen[0]  # read again just before: not the one that had to go
    assert seen[5] is not seen[1]


def test_kp10_a_forgotten_bookmark_is_as_new(library: Library) -> None:
    both = replace(library, pack=replace(library.pack, languages=("en", "de")))
    mark = bookmark(both)
    assert mark.has_languages
    mark.open(DISC)
    mark.turn(2)
    mark.next_language()
    assert (mark.language, mark.number) == ("de", 3)
    read = mark.book
    mark.forget()
    assert is_home(mark)
    assert mark.language == "en"
    mark.open(DISC)
    assert mark.book is not read
