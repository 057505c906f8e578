"""The handout of every topic that comes with the app."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from missdesk.content.cells import shown_cell
from missdesk.content.library import load_library
from missdesk.content.words import plain
from missdesk.errors import PlateError
from missdesk.figures.topic_pictures import picture_section, problem_picture
from missdesk.handout.build import build_handout
from missdesk.handout.fit import MOST_PAGES
from missdesk.handout.pictures import plate
from missdesk.handout.plan import chooses_surgery
from missdesk.handout.sections.studies import BURDENS, rows_shown
from missdesk.model.blocks import spans_of
from missdesk.model.consultation import Visit
from missdesk.model.evidence import Unknown
from missdesk.model.library import Library
from missdesk.model.place import joined, letters_words
from missdesk.model.topic import TopicId
from tests.handout.making import TODAY, visit
from tests.handout.structure import pieces, structure_text


@cache
def _library() -> Library:
    return load_library()


def _visit(topic_id: str) -> Visit:
    topic = _library().topics[TopicId(topic_id)]
    try:
        for view in topic.plates.all_views:
            plate(view.fallback)
    except PlateError:
        pytest.skip(f"the pictures of {topic_id} are not drawn yet")
    several = topic.place.levels[-2:] if topic.place.kind != "disc" else topic.place.levels[-1:]
    return visit(
        topic=topic.id,
        level=joined(several, topic.place),
        side="left" if topic.place.has_side else None,
        options=tuple(topic.shown_first),
    )


@pytest.mark.parametrize("topic_id", [str(t) for t in _library().topics])
def test_the_default_handout_keeps_to_six_pages_and_has_every_option(topic_id: str) -> None:
    made = build_handout(_library(), _visit(topic_id), today=TODAY, fixed=True)
    assert made.pages <= MOST_PAGES
    said = structure_text(made.pdf)
    text = _library().text(TopicId(topic_id), "en")
    for option in _library().topics[TopicId(topic_id)].options:
        assert text.section(f"option.{option.id}").title in said
    if _library().topics[TopicId(topic_id)].place.kind == "none":
        assert "mark the place" not in said


def test_a_brittle_bone_says_what_cement_can_do_and_what_degrees_are() -> None:
    """CC18: no row counts the leak, so it stands in words (product.md, broken bone)."""
    said = structure_text(build_handout(_library(), _full("broken-bone"), today=TODAY).pdf)
    assert "Cement: It can leak out, press on a nerve, or reach the lungs." in said
    assert "A right angle has ninety degrees." in said


def test_an_older_persons_risk_is_told_with_whom_it_is_for() -> None:
    """CC16, safety: 2 of 100 is for older people in the first month."""
    said = structure_text(build_handout(_library(), _full("do-i-need-surgery"), today=TODAY).pdf)
    assert "Older people: life at risk" in said
    assert "Narrow canal, first month" in said


@pytest.mark.parametrize(
    ("topic_id", "told"),
    [
        ("curved-spine", "Donated blood: It makes up for a lot of lost blood"),
        ("staying-well", "What can go wrong: Disc slips again: More of the soft core"),
        ("broken-bone", "New break: Weak bone breaks easily"),
    ],
)
def test_cc18_a_harm_in_the_table_says_why_it_happens(topic_id: str, told: str) -> None:
    assert told in structure_text(build_handout(_library(), _visit(topic_id), today=TODAY).pdf)


def test_getting_well_has_lines_for_a_week_of_walks() -> None:
    """PM23, PM26."""
    said = structure_text(build_handout(_library(), _full("staying-well"), today=TODAY).pdf)
    for words in ("How far I walked", "Day 1", "Day 7", "The legs go down while the arms push up."):
        assert words in said


LEAST = 2
"""Options with people in one row, at least: one alone compares nothing."""
PAGES = {"a4": MOST_PAGES, "letter": MOST_PAGES + 1}
"""Pages of a full visit: a row on how people fare is worth one more where the paper is short."""


def _full(topic_id: str) -> Visit:
    """Return the visit of a patient who answered and asked, as a surgeon's visit ends."""
    topic = _library().topics[TopicId(topic_id)]
    return replace(
        _visit(topic_id),
        values={pair: number % 5 for number, pair in enumerate(topic.values[:3])},
        questions=topic.questions[:3],
        own_questions=("Can my husband stay at night?",),
        operation_date=date(2026, 12, 25),
    )


def _fuller(topic_id: str) -> Visit:
    """Return the visit of a patient who told all there is to tell, with one question more."""
    shown, topic = _full(topic_id), _library().topics[TopicId(topic_id)]
    leaning, asked = topic.options[1].id, topic.questions[:4]
    return replace(shown, leaning=leaning, questions=asked, job="Nurse, nights")


def _able(shown: Visit) -> int:
    """Return how many rows have counts out of 100 for two of the shown options or more."""
    library = _library()
    assert shown.topic is not None
    topic, text = library.topics[shown.topic], library.text(shown.topic, "en")
    options = [o for o in topic.options if o.id in shown.options]
    found = 0
    for row in rows_shown(topic):
        if library.findings[row.finding].display == "people":
            cells = [shown_cell(row, text.section(f"row.{row.id}"), o, library) for o in options]
            counts = [c for c in cells if not isinstance(c, Unknown) and c.has_figures]
            found += len(counts) >= LEAST and all(c.unit == "in 100" for c in counts)
    return found


@pytest.mark.parametrize("topic_id", [str(t) for t in _library().topics])
def test_the_people_stay_in_the_default_handout_of_a_full_visit(topic_id: str) -> None:
    shown = _full(topic_id)
    made = build_handout(_library(), shown, today=TODAY, fixed=True)
    assert made.pages <= MOST_PAGES
    said = [text for role, text in pieces(made.pdf) if role == "Figure"]
    people = [text for text in said if "out of 100 people" in text]
    assert len(people) >= LEAST * min(1, _able(shown))
    _says_what_never_gives_way(topic_id, made.pdf, shown)


@pytest.mark.parametrize("topic_id", [str(t) for t in _library().topics])
def test_ic1_a_way_never_keeps_its_gain_and_loses_its_harm(topic_id: str) -> None:
    """Rows on how people fare stay, on either paper, however much was answered and asked."""
    for paper in ("a4", "letter"):
        for shown in (_visit(topic_id), _full(topic_id), _fuller(topic_id)):
            made = build_handout(_library(), replace(shown, paper=paper), today=TODAY, fixed=True)
            assert made.pages <= PAGES[paper]
            assert _rows_lost(topic_id, made.pdf) <= BURDENS, (paper, shown.own_questions)
    made = build_handout(_library(), _visit(topic_id), today=TODAY, fixed=True)
    assert _rows_lost(topic_id, made.pdf) == set()


def test_ic1_an_outcome_whose_people_give_way_stays_in_the_table() -> None:
    """Fewer new breaks with cement: its harm is told, so its gain must be."""
    title = _library().text(TopicId("broken-bone"), "en").section("row.new-break").title
    for paper in ("a4", "letter"):
        shown = replace(_fuller("broken-bone"), paper=paper)
        assert title in structure_text(build_handout(_library(), shown, today=TODAY).pdf)


def _rows_lost(topic_id: str, pdf: bytes) -> set[str]:
    """Return the ids of first rows that are not on paper."""
    topic, text = _library().topics[TopicId(topic_id)], _library().text(TopicId(topic_id), "en")
    whole = structure_text(pdf)
    first = [str(row.id) for row in topic.rows if row.is_first]
    return {row for row in first if text.section(f"row.{row}").title not in whole}


def _says_what_never_gives_way(topic_id: str, pdf: bytes, shown: Visit) -> None:
    """PM11 (in short), CC18 (harms), PM4 (letters of levels), PM17 and CC4 (the caption)."""
    topic, text = _library().topics[TopicId(topic_id)], _library().text(TopicId(topic_id), "en")
    roles = pieces(pdf)
    headings = [words for role, words in roles if role == "H2"]
    whole = structure_text(pdf)
    assert "In short" in headings
    assert headings[-1] == "Sources"
    for name in topic.teach_back[1:4]:
        assert text.section(f"teachback.{name}").title in whole
    assert ("At the very worst, legs do not move, or a person dies." in whole) == (
        chooses_surgery(topic)
    )
    assert letters_words(topic.place) in whole
    picture = problem_picture(topic, shown, topic.plates, plate, is_healthy=False)
    own = picture_section(text, topic, picture)
    assert own is not None
    spans = [span for block in own.blocks for span in spans_of(block)]
    assert plain(tuple(spans), _library()) in whole
    assert ("The first days" in headings) != chooses_surgery(topic)
