"""The release page: item by item, with and without raters."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from missdesk import cli
from missdesk.content.checker import Handed, examine
from missdesk.content.pack_files import open_pack
from missdesk.content.report import Answer, Report, make_report
from missdesk.content.report_items import BY_ID, CDC, CERTIFICATION, LISTS, QUALIFYING, QUALITY
from missdesk.content.report_ratings import answer, read_ratings
from missdesk.content.report_text import report_text
from tests.content.fair_pack import PICTURES, WORDS, fair_pack
from tests.content.packs import copy_of, spoil

TODAY = date(2026, 11, 21)
SHEET = """
rater = "{rater}"
who = "neither a patient nor a clinician"
on = 2026-11-21
looked_at = "all screens and handouts"
"""
ITEM = '\n[item.{id}]\nmet = "{met}"\nreason = "Seen on page 1."\n'


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fair_pack(tmp_path_factory.mktemp("fair"))


@pytest.fixture
def pack(fair: Path, tmp_path: Path) -> Path:
    return copy_of(fair, tmp_path)


def rate(pack: Path, name: str, **answers: str) -> None:
    """Write a rater's file: all items yes but those given."""
    rated = [item.id for item in BY_ID.values() if item.how != "people"]
    items = {**dict.fromkeys(rated, "yes"), **answers}
    text = SHEET.format(rater=name) + "".join(ITEM.format(id=i, met=m) for i, m in items.items())
    (pack / "ratings").mkdir(exist_ok=True)
    (pack / "ratings" / f"{name}.toml").write_text(text, encoding="utf-8")


def report_of(pack: Path) -> Report:
    """Return the release page of a pack."""
    checked = examine(pack, TODAY, Handed(pictures=PICTURES))
    assert checked.library is not None
    return make_report(checked.library, checked.found, checked.sheets, TODAY, len)


def answers_of(report: Report) -> dict[str, Answer]:
    """Return the answers by item."""
    return {a.id: a for score in report.scores for a in score.answers}


def test_the_lists_have_the_items_of_the_standards() -> None:
    assert [len(items) for items in (QUALIFYING, CERTIFICATION, QUALITY, CDC)] == [6, 6, 23, 20]
    assert [item for item in BY_ID if item.startswith("PM")] == [f"PM{n}" for n in range(1, 27)]
    people = [i.id for i in QUALITY if i.how == "people"]
    assert people == [f"IK{n}" for n in (*range(12, 18), 22, 23)]
    assert all(item.question.endswith("?") for item in BY_ID.values())


def test_a_pack_nobody_rated_says_so(pack: Path) -> None:
    report = report_of(pack)
    found = answers_of(report)
    assert found["IQ1"].answer == found["PM1"].answer == found["CC1"].answer == "not yet rated"
    assert found["IC2"].answer == found["IK9"].answer == "yes"
    assert found["IK14"].answer == "open"
    scores = {s.name: (s.met, s.counted) for s in report.scores}
    assert scores["IPDAS, to be a decision aid"] == (0, 6)
    assert scores["IPDAS, to be free of bias"] == (5, 6)
    assert scores["IPDAS, quality"] == (12, 23)
    assert "No rating files yet" in report_text(report)


def test_two_raters_who_agree_make_it_met(pack: Path) -> None:
    rate(pack, "a", PM24="na", PM13="na")
    rate(pack, "b", PM24="na", PM13="na", CC3="no")
    report = report_of(pack)
    scores = {s.name: (s.met, s.counted, s.percent) for s in report.scores}
    assert scores["IPDAS, to be a decision aid"] == (6, 6, 100)
    assert scores["IPDAS, to be free of bias"] == (6, 6, 100)
    assert scores["IPDAS, quality"] == (15, 23, 65)
    assert scores["PEMAT, easy to understand"] == (18, 18, 100)
    assert scores["PEMAT, easy to act on"] == (6, 6, 100)
    assert scores["CDC clear communication"] == (19, 20, 95)
    assert answers_of(report)["CC3"].answer == "raters differ"
    assert "a: yes, Seen on page 1." in answers_of(report)["CC3"].reasons
    rate(pack, "settled", CC3="no")
    assert answers_of(report_of(pack))["CC3"].answer == "no"


def test_one_rater_alone_is_not_enough(pack: Path) -> None:
    rate(pack, "a")
    assert answers_of(report_of(pack))["PM1"].answer == "rated once: yes"
    assert answers_of(report_of(pack))["IQ1"].answer == "rated once: yes"


def test_what_the_check_found_speaks_against_the_raters(pack: Path) -> None:
    rate(pack, "a")
    rate(pack, "b")
    spoil(pack, WORDS, "You and your surgeon are choosing", "People choose")
    spoil(pack, WORDS, "You can", "- a\n- a\n- a\n- a\n- a\n- a\n- a\n- a\n\nYou can")
    found = answers_of(report_of(pack))
    assert found["CC8"].answer == found["IQ2"].answer == "no"
    assert found["CC9"].answer == "yes"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("[item.IQ1]", "[item.IQ11]", "no item that a rater answers"),
        ("[item.IQ1]", "[item.IK14]", "no item that a rater answers"),
        ('met = "yes"', 'met = "perhaps"', '"perhaps" is not known'),
        ('reason = "Seen on page 1."', "", "is missing"),
        ('rater = "a"', "", "is missing"),
    ],
)
def test_a_rating_file_with_a_fault_is_told(pack: Path, old: str, new: str, what: str) -> None:
    rate(pack, "a")
    spoil(pack, "ratings/a.toml", old, new)
    found = examine(pack, TODAY, Handed()).found
    assert [(v.rule, v.what) for v in found] == [("schema", what)]
    assert found[0].where.startswith("ratings/a.toml")


def test_no_ratings_are_no_fault(tmp_path: Path) -> None:
    assert read_ratings(open_pack(tmp_path)) == ((), ())
    assert answer("IQ1", ()) == "not yet rated"


def test_grades_and_balance_are_told_for_each_page_and_option(pack: Path) -> None:
    report = report_of(pack)
    pages = [(g.topic, g.page) for g in report.grades]
    assert pages[-1] == ("whole pack", "all")
    assert {("mini-topic", "compare"), ("mini-topic", "all"), ("shared", "glossary")} <= set(pages)
    assert [b.option for b in report.balance] == ["none", "open", "tube"]
    assert {b.ratio for b in report.balance} == {1.0}
    assert all(b.room > 0 for b in report.balance)
    text = report_text(report)
    assert all(item.id in text for items in LISTS.values() for item in items)


def test_the_command_prints_text_and_json(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["check", str(pack), "--report"]
    assert cli.run(cli.parser().parse_args(arguments)) == 1, "its plate is no plate of the app"
    assert "IPDAS, TO BE A DECISION AID" in capsys.readouterr().out
    cli.run(cli.parser().parse_args([*arguments, "--json"]))
    made = json.loads(capsys.readouterr().out)
    assert set(made) == {"findings", "report"}
    assert made["report"]["on"] == date.today().isoformat()
