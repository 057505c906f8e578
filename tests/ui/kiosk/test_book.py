"""Books of all topics: peers have the same room, numbers are findings', and all can be said."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from missdesk.content.library import load_library
from missdesk.content.page_words import page_words
from missdesk.figures.topic_pictures import AXIAL
from missdesk.model.blocks import FindingRef, Heading, ListBlock, SourceRef, Text, spans_of
from missdesk.model.topic import TopicId
from missdesk.paths import assets_dir
from missdesk.ui.compare_parts.facts import option_facts, table_rows
from missdesk.ui.compare_parts.measures import Scale
from missdesk.ui.kiosk.book import PARTS, make_book
from missdesk.ui.kiosk.book_studies import people_grid, told_rows
from missdesk.ui.kiosk.book_words import sentences_of, split, without_blanks
from missdesk.ui.stage.choice import PlateShelf
from missdesk.ui.stage.words import body

if TYPE_CHECKING:
    from missdesk.model.library import Library
    from missdesk.ui.kiosk.book import Book, Page

TOPICS = tuple(load_library().topics)
NUMBER = re.compile(r"\d+")


def book_of(library: Library, topic: str) -> Book:
    shelf = PlateShelf(assets_dir() / "plates")
    return make_book(library, TopicId(topic), "en", shelf.plate)


def ways(book: Book) -> list[Page]:
    return [page for page in book.pages if page.id.startswith("way.")]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_book_has_all_its_pages_in_one_order(library: Library, topic: str) -> None:
    book = book_of(library, topic)
    options = [f"way.{o.id}" for o in library.topics[TopicId(topic)].options]
    wanted = ["problem", *options, "studies", "recovery", "signs", "ask"]
    assert [page.id for page in book.pages] == wanted
    assert 6 <= len(book.pages) <= 10
    assert all(page.title and page.blocks for page in book.pages)


@pytest.mark.parametrize("topic", TOPICS)
def test_cc8_no_list_of_questions_is_over_seven(library: Library, topic: str) -> None:
    page = next(page for page in book_of(library, topic).pages if page.id == "ask")
    lists = [len(block.items) for block in page.blocks if isinstance(block, ListBlock)]
    assert max(lists) <= 7
    assert sum(lists) == len(library.topics[TopicId(topic)].questions)


@pytest.mark.parametrize("topic", TOPICS)
def test_ic1_no_way_has_more_room_than_another(library: Library, topic: str) -> None:
    """Each option has a page of its own with the same parts in the same order (IQ3-IQ6, RC14)."""
    pages = ways(book_of(library, topic))
    text = library.text(TopicId(topic), "en")
    for page in pages:
        option = page.id.removeprefix("way.")
        headings = [
            "".join(getattr(s, "text", "") for s in block.spans)
            for block in page.blocks
            if isinstance(block, Heading)
        ]
        assert headings == [text.section(f"option.{option}.{part}").title for part in PARTS]
        assert page.look is not None
    assert len({(p.picture is None, bool(p.code), len(p.figures)) for p in pages}) == 1


@pytest.mark.parametrize("topic", TOPICS)
def test_ic1_pictures_of_the_ways_are_of_one_step_and_one_scale(
    library: Library, topic: str
) -> None:
    arts = [page.picture for page in ways(book_of(library, topic))]
    crops: dict[str, set[object]] = {}
    for art in arts:
        assert art is not None
        crops.setdefault(art.shown.plate.id, set()).add(art.shot.crop)
        assert art.alt  # WC1
        assert art.caption
    assert all(len(found) == 1 for found in crops.values())


@pytest.mark.parametrize("topic", TOPICS)
def test_ic1_every_way_says_what_the_pictures_leave_out(library: Library, topic: str) -> None:
    """As the Operation step of the window does, and of all ways the same."""
    pages = ways(book_of(library, topic))
    text = library.text(TopicId(topic), "en")
    limits = body(library.common_section("section-limits", "en"), library)
    has_cut = any(page.picture and page.picture.shown.plate.view == AXIAL for page in pages)
    note = page_words(text, library, "operation", "note")
    for page in pages:
        assert note in page.caption
        assert (limits in page.caption) == has_cut
        assert set(split(note)) <= set(page.sentences)  # KA2


def test_what_is_not_drawn_of_a_way_is_said(library: Library) -> None:
    """A bone without the needle must not look as if nothing went in."""
    pages = ways(book_of(library, "broken-bone"))
    assert all("The needle and the balloon are not drawn" in page.caption for page in pages)


@pytest.mark.parametrize("topic", TOPICS)
def test_rc7_studies_show_every_option_alike_with_good_and_harm(
    library: Library, topic: str
) -> None:
    known, text = library.topics[TopicId(topic)], library.text(TopicId(topic), "en")
    options = [option_facts(option, text, library) for option in known.options]
    rows = table_rows(known, text, library, options)
    told = told_rows(rows)
    assert 1 <= len(told) <= 3
    first = [row for row in rows if row.row.is_first]
    assert {row.row.is_harm for row in told} == {row.row.is_harm for row in first if row.has_any}
    page = next(page for page in book_of(library, topic).pages if page.id == "studies")
    assert len(page.figures) == len(told)
    for width in (100.0, 220.0):
        for figure, row in zip(page.figures, told, strict=True):
            said = figure.make(width, Scale()).alt_text
            assert all(facts.name in said for facts in options)
            assert figure.title == row.heading


def test_ic1_lines_of_a_narrow_screen_give_every_option_the_same_figure(library: Library) -> None:
    known, text = library.topics[TopicId("broken-bone")], library.text(TopicId("broken-bone"), "en")
    options = [option_facts(option, text, library) for option in known.options]
    row = told_rows(table_rows(known, text, library, options))[0]
    one = people_grid(row, options, 110.0, Scale())
    wide = people_grid(row, options, 400.0, Scale())
    assert one.height_mm > wide.height_mm
    assert one.width_mm == 110.0


@pytest.mark.parametrize("topic", TOPICS)
def test_every_number_comes_from_the_content(library: Library, topic: str) -> None:
    """Numbers of a book are written out from findings, or stand as words in the pack itself."""
    text = library.text(TopicId(topic), "en")
    book = book_of(library, topic)
    for page in book.pages:
        for block in (*page.blocks, *page.beside):
            for span in spans_of(block):
                if isinstance(span, FindingRef):
                    assert span.finding in library.findings
                elif isinstance(span, SourceRef):
                    assert span.source in library.sources
    # Nothing is typed into the book's own code: take the findings away and the numbers go too.
    own = {page.id: page for page in book.pages}
    for option in library.topics[TopicId(topic)].options:
        for part in PARTS:
            section = text.section(f"option.{option.id}.{part}")
            assert set(section.blocks) <= set(own[f"way.{option.id}"].blocks)


@pytest.mark.parametrize("topic", TOPICS)
def test_ka2_every_page_can_be_read_aloud_whole(library: Library, topic: str) -> None:
    for page in book_of(library, topic).pages:
        said = page.sentences
        assert said[0] == split(page.title)[0]
        for sentence in (*sentences_of(page.blocks, library), *sentences_of(page.beside, library)):
            assert sentence in said
        for figure in page.figures:
            alt = figure.make(400.0, Scale()).alt_text
            assert set(split(alt)) <= set(said)
        if page.picture is not None:
            assert set(split(page.caption)) <= set(said)
        assert all(sentence.strip() == sentence and sentence for sentence in said)


@pytest.mark.parametrize("topic", TOPICS)
def test_no_blank_to_write_in_and_nothing_about_the_reader(library: Library, topic: str) -> None:
    """KP10: a screen in a waiting room asks for nothing."""
    for page in book_of(library, topic).pages:
        assert "___" not in " ".join(page.sentences)


def test_without_blanks_keeps_the_rest_of_a_list(library: Library) -> None:
    section = library.common_section("who-to-call", "en")
    kept = " ".join(sentences_of(without_blanks(section.blocks), library))
    assert "Phone" not in kept
    assert "emergency" in kept


def test_sentences_keep_numbers_and_quotes_whole() -> None:
    assert split("It is 1.5 of 2. “No harm.” Next one? Yes!") == (
        "It is 1.5 of 2.",
        "“No harm.”",
        "Next one?",
        "Yes!",
    )
    assert split("") == ()


def test_the_square_holds_the_address_where_the_clinic_has_one(library: Library) -> None:
    shelf = PlateShelf(assets_dir() / "plates")
    address = "https://clinic.example/back"
    with_it = make_book(library, TopicId("slipped-disc"), "en", shelf.plate, address=address)
    assert with_it.pages[-1].code == address
    without = make_book(library, TopicId("slipped-disc"), "en", shelf.plate)
    assert "How often do you do this operation" in without.pages[-1].code


def test_a_lost_plate_leaves_the_words(library: Library) -> None:
    from missdesk.errors import PlateError

    def read(plate_id: str) -> object:
        raise PlateError(plate_id, "it is lost", "Install it again")

    book = make_book(library, TopicId("slipped-disc"), "en", read)  # type: ignore[arg-type]
    assert all(page.picture is None for page in book.pages)
    assert all(page.blocks for page in book.pages)


def test_a_topic_without_recovery_rows_has_no_chart(library: Library) -> None:
    topic = library.topics[TopicId("slipped-disc")]
    bare = {**library.topics, topic.id: replace(topic, recovery=())}
    book = book_of(replace(library, topics=bare), "slipped-disc")
    page = next(page for page in book.pages if page.id == "recovery")
    assert page.figures == ()


def test_kv13_a_figure_changed_since_the_review_says_so(library: Library) -> None:
    page = next(p for p in book_of(library, "slipped-disc").pages if p.id == "studies")
    assert "Changed since" not in " ".join(figure.below for figure in page.figures)
    marked = replace(library, changed=frozenset(library.findings))
    page = next(p for p in book_of(marked, "slipped-disc").pages if p.id == "studies")
    assert all("Changed since a clinician reviewed it." in f.below for f in page.figures)
    assert "Changed since a clinician reviewed it." in page.sentences


def test_plain_words_are_text(library: Library) -> None:
    """No markup: what a page adds of its own are plain runs."""
    page = book_of(library, "slipped-disc").pages[-1]
    assert all(isinstance(s, Text) for block in page.blocks for s in spans_of(block))
