"""Sections kept of earlier handouts change no byte, and hold nothing of a patient (KP1)."""

from __future__ import annotations

import gc
import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from missdesk.content.library import load_library
from missdesk.handout import kept
from missdesk.handout.build import build_handout
from missdesk.handout.flowables import Paragraph
from missdesk.handout.typed import new_visit
from missdesk.model.consultation import Visit
from missdesk.model.library import Library
from missdesk.model.recovery import DayRange
from missdesk.settings import Clinic

TODAY = date(2026, 11, 21)
NAME = "Quillonia Zabrowski"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(ignores_seal=True)


def made(library: Library, visit: Visit, clinic: Clinic) -> bytes:
    """Return a handout's bytes, the same for the same visit."""
    return build_handout(library, visit, clinic=clinic, today=TODAY, fixed=True).pdf


def forget() -> None:
    """Let nothing be kept."""
    kept._STORE.groups.clear()


def some_visit(draw: random.Random, library: Library) -> Visit:
    """Return a visit with some of what a visit can hold."""
    topic = library.topics[draw.choice(list(library.topics)[:2])]
    given: dict[str, Any] = {
        "level": draw.choice([None, *topic.place.levels[-2:]]),
        "side": draw.choice([None, "left", "right"]) if topic.place.has_side else None,
        "has_extra_vertebra": draw.random() < 0.3,
        "name": draw.choice(["", NAME, "Bo"]),
        "birth_date": draw.choice([None, date(1960, 5, 4)]),
        "operation_date": draw.choice([None, date(2026, 12, 7), date(2027, 1, 3)]),
        "job": draw.choice(["", "roofer"]),
        "values": draw.choice([{}, {topic.values[0]: 3}]) if topic.values else {},
        "own_questions": draw.choice([(), ("May I ride?",)]),
        "questions": tuple(draw.sample(list(topic.questions), min(2, len(topic.questions)))),
        "leaning": draw.choice([None, str(topic.options[0].id)]),
        "options": tuple(str(o.id) for o in draw.sample(list(topic.options), 2)),
        "visited": draw.choice([(), ("problem", "compare", "handout")]),
        "surgeons_days": draw.choice([{}, own_days(topic.recovery[0].id, draw)]),
        "sections": draw.choice([None, None, ("problem", "studies", "recovery", "words")]),
        "text_size": draw.choice(["clear", "clear", "clear", "large"]),
    }
    return replace(new_visit(str(topic.id), library), **given)


def own_days(activity: str, draw: random.Random) -> dict[str, DayRange]:
    """Return a surgeon's own days for an activity."""
    return {activity: DayRange(draw.randint(3, 9), 14, is_surgeons=True)}


@pytest.mark.parametrize("seed", range(4))
def test_kept_sections_change_no_byte(library: Library, seed: int) -> None:
    draw = random.Random(seed)
    visits = [some_visit(draw, library) for _number in range(5)]
    clinics = [draw.choice([Clinic(), Clinic(name="The clinic")]) for _visit in visits]
    forget()
    with_all = [made(library, v, c) for v, c in zip(visits, clinics, strict=True)]
    again = made(library, visits[0], clinics[0])
    assert again == with_all[0]
    for visit, clinic, before in zip(visits, clinics, with_all, strict=True):
        forget()
        assert made(library, visit, clinic) == before


def test_what_is_kept_has_nothing_of_the_patient(library: Library) -> None:
    forget()
    topic = library.topics[next(iter(library.topics))]
    visit = replace(
        new_visit(str(topic.id), library),
        name=NAME,
        own_questions=("May I ride my unicycle?",),
        job="unicyclist",
        birth_date=date(1931, 2, 3),
        operation_date=date(2027, 3, 5),
    )
    made(library, visit, Clinic())
    del visit
    gc.collect()
    words = " ".join(o.text for o in gc.get_objects() if isinstance(o, Paragraph))
    assert "Sources" in words
    for said in (NAME, "unicycl", "1931", "March 2027"):
        assert said not in words
    for forms in kept._STORE.groups.values():
        for section in forms.values():
            for form in section:
                assert form.log.visit.get("name", "") == ""
                assert (
                    form.log.visit.keys() - kept.SHARED
                    == {k for k in form.log.visit if getattr(Visit(), k) == form.log.visit[k]}
                    - kept.SHARED
                )


def test_what_is_kept_has_a_bound(library: Library) -> None:
    draw = random.Random(9)
    for _number in range(3):
        made(library, some_visit(draw, library), Clinic())
    assert len(kept._STORE.groups) <= kept.GROUPS
    sections = [forms for group in kept._STORE.groups.values() for forms in group.values()]
    assert all(len(forms) <= kept.MOST for forms in sections)
