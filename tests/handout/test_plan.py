"""Which sections are on when nobody chose: what was talked about (issue 6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from missdesk.content.library import load_library
from missdesk.handout.plan import ALWAYS, TALKED_ABOUT, plan
from missdesk.model.consultation import STEPS, Consultation, Visit
from missdesk.model.library import Library
from missdesk.model.recovery import DayRange
from missdesk.model.topic import Topic, TopicId


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture
def topic(library: Library) -> Topic:
    return library.topics[TopicId("slipped-disc")]


@pytest.fixture
def visit(topic: Topic) -> Visit:
    made = Consultation()
    made.start(topic)
    return made.visit


def test_without_a_window_nobody_knows_so_all_of_the_default_are_on(
    visit: Visit, topic: Topic
) -> None:
    assert set(TALKED_ABOUT) <= set(plan(visit, topic))


def test_only_what_was_talked_about_is_on(visit: Visit, topic: Topic) -> None:
    first = plan(replace(visit, visited=("problem",)), topic)
    assert not set(TALKED_ABOUT) & set(first)
    assert {*ALWAYS, "problem", "options", "warning"} <= set(first)
    for section, step in TALKED_ABOUT.items():
        assert section in plan(replace(visit, visited=("problem", step)), topic)
    every = plan(replace(visit, visited=STEPS), topic)
    assert every == plan(visit, topic)


def test_what_was_answered_is_on_wherever_it_was_answered(visit: Visit, topic: Topic) -> None:
    seen = replace(visit, visited=("problem",))
    own = {topic.recovery[0].id: DayRange(1, 2, is_surgeons=True)}
    for section, changed in (
        ("values", replace(seen, values={topic.values[0]: 0})),
        ("values", replace(seen, leaning="open")),
        ("questions", replace(seen, questions=topic.questions[:1])),
        ("questions", replace(seen, own_questions=("Why?",))),
        ("recovery", replace(seen, surgeons_days=own)),
        ("recovery", replace(seen, operation_date=date(2026, 12, 7))),
    ):
        assert section in plan(changed, topic)


def test_a_choice_is_never_changed_by_what_was_seen(visit: Visit, topic: Topic) -> None:
    chosen = replace(visit, sections=("studies",), visited=("problem",))
    assert plan(chosen, topic) == ("cover", "studies", "sources")
