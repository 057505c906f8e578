"""Every number on the screen is a verified finding's figure, read from the evidence files anew.

The table and the people page are read back from what is drawn, row by row; prose is read section
by section. Typed digits are refused by the rules of `check` (citations), so a number in prose can
only come from the findings its section names; this test rounds them on its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest

from missdesk.content.library import load_library
from missdesk.content.words import plain
from missdesk.model.blocks import FindingRef, ListBlock, Section, SourceRef, Spans
from missdesk.model.consultation import Visit
from missdesk.model.topic import Topic, TopicId
from missdesk.ui.compare_parts.facts import RowFacts, shown_options, table_rows
from missdesk.ui.compare_parts.measures import Scale
from missdesk.ui.compare_parts.people_figures import amount_top, people_page
from missdesk.ui.compare_parts.table_figures import table_row
from tests.handout.test_numbers import TOPICS, numbers_in, rows_of, whole_numbers
from tests.ui.tabs.scene_words import texts

ARMS = ("open", "mis", "surgery", "no_surgery", "effect")
FIGURES = {row["id"]: row for row in rows_of("finding")}
PEOPLE = {row["id"]: int(row.get("n_patients", 0)) for row in rows_of("source")}
SCALE_ENDS = {0, 5, 10, 50, 100}
"""Printed under a scale or a bar: how far it goes."""


def numbers_of(finding: str) -> set[int]:
    """Return what a finding's figures may be printed as."""
    row = FIGURES[finding]
    figures = [row[key] for key in ARMS if key in row] + list(row.get("groups", []))
    return set().union(*(whole_numbers(figure) for figure in figures)) if figures else set()


def paragraphs(section: Section) -> Iterator[Spans]:
    """Yield the spans of every paragraph, list item and field."""
    blocks = list(section.blocks)
    while blocks:
        block = blocks.pop(0)
        if isinstance(block, ListBlock):
            blocks[:0] = [inner for item in block.items for inner in item]
        else:
            yield block.spans
    yield from section.fields.values()


def cited(spans: Spans) -> set[int]:
    """Return the numbers of the findings and studies that a paragraph names."""
    found: set[int] = set()
    for span in spans:
        if isinstance(span, FindingRef):
            found |= numbers_of(span.finding)
        elif isinstance(span, SourceRef):
            found |= {PEOPLE[span.source]}
    return found


@pytest.mark.parametrize("topic_id", TOPICS)
def test_prose_says_only_numbers_of_the_findings_it_names(topic_id: str) -> None:
    library = load_library()
    text = library.text(TopicId(topic_id), "en")
    said = 0
    for section in text.sections.values():
        for spans in paragraphs(section):
            words = plain(spans, library)
            numbers = numbers_in(words)
            if any(isinstance(span, FindingRef | SourceRef) for span in spans):
                said += len(numbers)
                assert numbers <= cited(spans) | SCALE_ENDS, (section.id, words)
    assert said > 5


def drawn(topic: Topic, options: Sequence[str]) -> Iterator[tuple[RowFacts, list[str]]]:
    """Yield each row with all words that its line of the table and its people page draw."""
    library = load_library()
    visit = Visit(topic=topic.id, options=tuple(options))
    text = library.text(topic.id, "en")
    shown = shown_options(topic, text, visit, library)
    for row in table_rows(topic, text, library, shown):
        table = texts(table_row(row, shown, 296.5, Scale()))
        yield row, table + texts(people_page(row, shown, 226.0, Scale()))


def ruler(row: RowFacts) -> set[int]:
    """Return the numbers under the ruler that the amounts of a row share."""
    top = amount_top(row.cells) or 0
    return {round(top)}


@pytest.mark.parametrize("topic_id", TOPICS)
def test_each_row_draws_only_the_figures_of_its_own_finding(topic_id: str) -> None:
    topic = load_library().topics[TopicId(topic_id)]
    ids = [str(option.id) for option in topic.options]
    seen = 0
    for options in combinations(ids, min(3, len(ids))):
        for row, words in drawn(topic, options):
            own = {row.title, row.when, row.heading, row.gap, row.meaning, row.who, row.yes, row.no}
            figures = [word for word in words if word not in own]
            numbers = set().union(*(numbers_in(word) for word in figures))
            prose = set().union(*(numbers_in(word) for word in own))
            seen += len(numbers)
            allowed = numbers_of(str(row.finding.id)) | SCALE_ENDS | prose | ruler(row)
            assert numbers <= allowed, (row.row.id, options, numbers - allowed)
    assert seen > 0


def test_a_wrong_figure_would_be_seen() -> None:
    assert 95 in numbers_of("discectomy.no-surgery.one-year")
    assert 83 not in numbers_of("discectomy.no-surgery.one-year") | SCALE_ENDS
