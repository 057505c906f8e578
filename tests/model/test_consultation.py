"""One visit: changes are told, the wipe leaves nothing."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date

import pytest

from missdesk.errors import RecordError
from missdesk.model.consultation import Consultation, Visit
from missdesk.model.marks import Mark, OwnPicture, Sheet, own_sheet, runs
from missdesk.model.record import from_json, to_json
from missdesk.model.recovery import DayRange
from missdesk.model.topic import TopicId

FULL = Visit(
    topic=TopicId("slipped-disc"),
    level="L4-L5",
    side="left",
    has_extra_vertebra=True,
    options=("open", "tube", "none"),
    row="reoperation-tube",
    operation_step=3,
    operation_date=date(2026, 12, 7),
    job="baker",
    surgeons_days={"driving": DayRange(10, 20, is_surgeons=True)},
    values={"speed": 0, "scar": 4},
    leaning="not-sure",
    questions=("how-often",),
    own_questions=("May I swim? <b>& \u202e",),
    own_picture=OwnPicture(b"jpeg", (640, 480), "left", is_on_paper=True),
    sheets={"axial-l4l5/problem": Sheet((Mark("pen", ((1.0, 2.0), (3.0, 4.0))),))},
    visited=("problem", "compare"),
    name="Zzyzx Qwertz",
    birth_date=date(1961, 2, 3),
    language="en",
    text_size="large",
    paper="letter",
    sections=("cover", "sources"),
    print_date=date(2026, 11, 21),
)


def test_a_change_is_told_once_and_only_if_it_is_one() -> None:
    visit = Consultation()
    heard: list[str] = []
    stop = visit.observe(heard.append)
    visit.change(level="L4-L5", side=None)
    visit.change(level="L4-L5")
    stop()
    visit.change(level="L5-S1")
    assert heard == ["level"]


def test_an_observer_may_leave_while_being_told() -> None:
    visit = Consultation()
    heard: list[str] = []

    def leave(name: str) -> None:
        heard.append(name)
        stop()

    stop = visit.observe(leave)
    visit.change(level="L4-L5")
    visit.change(level="L5-S1")
    assert heard == ["level"]


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError):
        Consultation().change(nmae="x")


def test_wipe_empties_every_field() -> None:
    visit = Consultation(FULL)
    visit.wipe()
    empty = Visit()
    for field in fields(Visit):
        assert getattr(FULL, field.name) != getattr(empty, field.name) or field.name == "language"
        assert getattr(visit.visit, field.name) == getattr(empty, field.name)


def test_each_visit_begins_with_the_clinics_paper() -> None:
    visit = Consultation(FULL, paper="letter")
    assert visit.visit.paper == FULL.paper
    visit.change(paper="a4")
    visit.wipe()
    assert visit.visit == Visit(paper="letter")


def test_swap_turns_the_order_round() -> None:
    visit = Consultation(FULL)
    visit.swap_options()
    assert visit.visit.options == ("none", "tube", "open")


def test_steps_are_noted_in_their_own_order() -> None:
    visit = Consultation()
    visit.visit_step("decide")
    visit.visit_step("problem")
    visit.visit_step("decide")
    assert visit.visit.visited == ("problem", "decide")


def test_a_record_restores_the_visit_exactly() -> None:
    assert from_json(to_json(FULL)) == replace(FULL, own_picture=None)
    assert from_json(to_json(Visit())) == Visit()


MARKS = (
    Mark("pen", ((1.0, 2.0), (3.0, 4.0), (5.0, 4.0)), 1.2, pressures=(0.2, 0.4, 1.0)),
    Mark("highlighter", ((1.0, 2.0),), 5.0),
    Mark("arrow", ((1.0, 2.0), (3.0, 4.0)), 1.4),
    Mark("note", ((1.0, 2.0),), 5.0, text="Here it hurts"),
    Mark("stamp", ((1.0, 2.0),), 11.0, stamp="screw"),
)


def test_a_record_restores_every_kind_of_mark_but_none_on_a_picture_of_ones_own() -> None:
    sheets = {"axial-l4l5/problem/-/-": Sheet(MARKS), own_sheet(None, None): Sheet(MARKS)}
    text = to_json(Visit(sheets=sheets, own_picture=OwnPicture(b"Zzyzx", (9, 9))))
    assert from_json(text).sheets == {"axial-l4l5/problem/-/-": Sheet(MARKS)}
    assert "own" not in text.replace("own_questions", "")


@pytest.mark.parametrize(
    "mark",
    [
        {"kind": "stamp", "points": [[1, 1]]},
        {"kind": "stamp", "points": [[1, 1]], "stamp": "skull"},
        {"kind": "stamp", "points": [[1, 1], [2, 2]], "stamp": "pain"},
        {"kind": "pen", "points": [[1, 1]], "stamp": "pain"},
        {"kind": "pen", "points": [[1, 1]], "text": "hidden words"},
        {"kind": "pen", "points": [[1, 1]], "pressures": [0.5, 0.5]},
        {"kind": "pen", "points": [[1, 1]], "pressures": [7]},
        {"kind": "pen", "points": [[1, 1]], "pressures": ["hard"]},
        {"kind": "pen", "points": [[1, 1]], "width_mm": 1e9},
        {"kind": "pen", "points": [[1, 1]], "width_mm": True},
        {"kind": "pen", "points": [[1e300, 1]]},
        {"kind": "pen", "points": []},
        {"kind": "arrow", "points": [[1, 1]]},
        {"kind": "arrow", "points": [[1, 1], [2, 2], [3, 3]]},
        {"kind": "note", "points": [[1, 1]], "text": " "},
        {"kind": "note", "points": [[1, 1]], "text": "x" * 61},
        {"kind": "note", "points": [[1, 1]], "text": ["x"]},
    ],
)
def test_a_mark_that_no_hand_could_make_is_refused(mark: dict[str, object]) -> None:
    fields_ = {"sheets": {"a/b/c/d": [mark]}}
    text = json.dumps({"format": "missdesk-visit", "version": 1, "visit": fields_})
    with pytest.raises(RecordError):
        from_json(text)


def test_an_even_hand_is_one_piece_and_a_harder_one_is_wider() -> None:
    even = Mark("pen", ((0.0, 0.0), (1.0, 0.0), (2.0, 0.0)), 1.2, pressures=(0.5, 0.5, 0.5))
    assert runs(even) == ((even.points, 1.2),)
    harder = replace(even, pressures=(0.1, 0.1, 1.0))
    (_first, thin), (second, wide) = runs(harder)
    assert thin < wide
    assert second == ((1.0, 0.0), (2.0, 0.0))


BAD_RECORDS = [
    ("", "damaged"),
    ("[" * 100_000, "damaged"),
    ('{"format": "missdesk-visit", "version": NaN}', "damaged"),
    ("[]", "not a saved consultation"),
    ('{"format": "other"}', "not a saved consultation"),
    ('{"format": "missdesk-visit", "version": true, "visit": {}}', "damaged"),
    ('{"format": "missdesk-visit", "version": 99, "visit": {}}', "newer MISSDesk"),
    ('{"format": "missdesk-visit", "version": 1}', "is missing"),
    ('{"format": "missdesk-visit", "version": 1, "visit": {"side": "up"}}', "not allowed"),
    ('{"format": "missdesk-visit", "version": 1, "visit": {"script": "x"}}', "no version"),
    ('{"format": "missdesk-visit", "version": 1, "visit": {"birth_date": "31.2."}}', "not a date"),
    ('{"format": "missdesk-visit", "version": 1, "visit": {"values": {"a": 9}}}', "outside 0 to 4"),
    (
        '{"format": "missdesk-visit", "version": 1, "visit": {"surgeons_days": {"a": [9, 1]}}}',
        "days that are not allowed",
    ),
    (
        '{"format": "missdesk-visit", "version": 1, "visit": {"sheets": {"a": [{"kind": "x"}]}}}',
        "not allowed",
    ),
    (
        '{"format": "missdesk-visit", "version": 1, "visit": {"sheets": {"a": [{}]}}}',
        "damaged mark",
    ),
    (
        '{"format": "missdesk-visit", "version": 1, "visit": {"name": "' + "x" * 3_000 + '"}}',
        "not allowed",
    ),
    ("x" * 2_000_001, "larger than 2 MB"),
]


@pytest.mark.parametrize(("text", "words"), BAD_RECORDS)
def test_a_damaged_record_says_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(RecordError, match=words) as caught:
        from_json(text, "handout.pdf")
    assert caught.value.where.startswith("handout.pdf")
    assert caught.value.fix
