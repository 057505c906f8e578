"""The note for the patient's file: what was shown, no name, no markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from missdesk.content.library import load_library
from missdesk.errors import InputError
from missdesk.handout.note import record_note
from missdesk.model.consultation import NOT_SURE, Consultation, Visit
from missdesk.model.library import Library, Review
from missdesk.model.recovery import DayRange
from missdesk.model.topic import TopicId
from tests.handout.making import TODAY, visit
from tests.handout.small_library import library


@pytest.fixture(scope="module")
def real() -> Library:
    return load_library()


def full() -> Visit:
    return visit(
        birth_date=date(1960, 5, 1),
        values={"speed": 0, "again": 1, "night": 2, "scar": 4},
        leaning="tube",
        questions=("home",),
        own_questions=("Who feeds\n my dog?", "\u202e"),
        surgeons_days={"driving": DayRange(14, 28, is_surgeons=True)},
    )


def test_it_says_what_was_shown_and_not_to_whom() -> None:
    note = record_note(library(), full(), today=TODAY)
    for words in (
        "Date: 21 November 2026\n",
        "Topic: Slipped disc (Lumbar disc herniation)\n",
        "Place: L4–L5, left side\n",
        "Operation planned for: 7 December 2026\n",
        "1. Through one longer cut (Open microdiscectomy)\n2. Through a tube",
        "Also in the handout: With a camera (Full-endoscopic discectomy)\n",
        "• About again (In 2 years). Through one longer cut: 10 of 100; Through a tube: 15 of 100;",
        "Low certainty. Source: Arts MP and others, 2011 [again]\n",
        "• Driving: After 2 to 4 weeks\n",
        "• Left speed\n• Left again (a little more than “Right again”)\n",
        "• In the middle: “Left night” or “Right night”\n• Right scar\n",
        "Leaning today: Through a tube\n",
        "• What about home?\n• Who feeds my dog?\n",
        "Content: Core 1, written November 2026.\nNot yet reviewed by a clinician.\n",
    ):
        assert words in note
    for words in ("Ada", "1960", "\u00a0", "\u202e", "**", "<", "{", "\n\n\n"):
        assert words not in note
    assert note.endswith("\n")


def test_the_order_is_that_of_the_visit_and_unsure_is_said() -> None:
    shown = replace(full(), options=("none", "camera"), leaning=NOT_SURE, level=None, side=None)
    note = record_note(library(), shown, today=TODAY)
    assert "1. No operation now" in note
    assert "2. With a camera" in note
    assert "Leaning today: not sure yet" in note
    assert "Place:" not in note


def test_the_review_is_named() -> None:
    review = Review("Dr B. Example", "spine surgeon", date(2026, 11, 1))
    note = record_note(library(review), full(), today=TODAY)
    assert "Reviewed by Dr B. Example, spine surgeon, November 2026." in note


def test_a_fresh_visit_of_every_topic_has_a_note(real: Library) -> None:
    for topic in real.topics.values():
        consultation = Consultation()
        consultation.start(topic)
        note = record_note(real, consultation.visit, today=TODAY)
        assert topic.id not in note.split("\n")[0]
        assert note.count("Topic: ") == 1
        assert all(line == line.strip() for line in note.split("\n"))


def test_without_a_topic_there_is_no_note() -> None:
    for shown in (Visit(), Visit(topic=TopicId("x"))):
        with pytest.raises(InputError, match="there is no topic"):
            record_note(library(), shown)


def test_no_line_is_a_formula_where_it_is_pasted_into_a_table() -> None:
    """KV14: what a patient typed is never run by a table program."""
    typed = ("=cmd|'/c calc'!A0", "+1", "-1+1", "@SUM(1)")
    note = record_note(library(), replace(full(), own_questions=typed), today=TODAY)
    assert all(question in note for question in typed)
    assert not [line for line in note.split("\n") if line.startswith(("=", "+", "-", "@", "\t"))]
