"""A number that was changed since the review says so, on the screen and on paper (KV13)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2

from missdesk.content.reviewed import changed_words
from missdesk.handout.build import build_handout
from missdesk.handout.typed import new_visit
from missdesk.ui.compare_parts.facts import option_facts, table_rows
from missdesk.ui.compare_parts.source_card import SourceCard
from missdesk.ui.context import UiContext
from missdesk.ui.widgets.words import Words
from tests.handout.making import TODAY

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.model.evidence import FindingId
    from missdesk.model.library import Library

MakeContext = Callable[..., UiContext]


def first_finding(library: Library) -> FindingId:
    return next(iter(library.topics.values())).rows[0].finding


def said_on_paper(library: Library) -> int:
    """Return how often the studies' table says it."""
    visit = replace(new_visit(str(next(iter(library.topics))), library), sections=("studies",))
    document = pypdfium2.PdfDocument(build_handout(library, visit, today=TODAY, fixed=True).pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.replace("\u00a0", " ").split()).count(changed_words())


def test_kv13_the_paper_marks_each_changed_row(library: Library) -> None:
    changed = frozenset((first_finding(library),))
    rows = next(iter(library.topics.values())).rows
    assert said_on_paper(library) == 0
    found = said_on_paper(replace(library, changed=changed))
    assert 1 <= found <= sum(row.finding in changed for row in rows)


def test_kv13_the_source_card_marks_a_changed_number(
    make_context: MakeContext, library: Library, qtbot: QtBot
) -> None:
    context = make_context()
    changed = frozenset((first_finding(library),))
    options = [option_facts(o, context.text, library) for o in context.topic.options]
    for content, is_said in ((library, False), (replace(library, changed=changed), True)):
        here = replace(context, library=content)
        rows = table_rows(here.topic, here.text, content, options)
        row = next(one for one in rows if one.finding.id in changed)
        card = SourceCard(here, row, options)
        qtbot.addWidget(card)
        found = card.findChild(Words, "source-card.changed")
        assert (found is not None) == is_said
        if isinstance(found, Words):
            assert found.text == f"{changed_words()}."
