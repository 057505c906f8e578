"""Each rule finds its planted fault and lets the fair text pass."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from missdesk.content import checker
from missdesk.content.checker import run_checks
from missdesk.content.library import load_library
from missdesk.content.pages import as_prose, page_lines
from missdesk.content.readability import measure, sentences
from tests.content.packs import sound_pack, spoil

TODAY = date(2026, 11, 21)
WORDS = "topics/mini-topic/en.md"
OPTION = "## Some words {#option.open.what}\n\nYou can **ask** about [[disc|the disc]]."
LONG = "You walk and sit and eat and sleep" + " and rest" * 9 + "."
HARD = "Intervertebral instrumentation necessitates hospitalization. " * 12

PLANTED = [
    ("IC2", "You can", "Of 95 people you can"),
    ("IC2", "You can", "A half of people can, so you can"),
    ("RC2", "You can", "One in 20 people can"),
    ("RC3", "You can", "50% of you can"),
    ("RC3", "You can", "It is twice as likely. You can"),
    ("RC16", "You can", "About 1.9 of you can"),
    ("RD9", "You can", "The best and safer way. You can"),
    ("RC17", "You can", "Minimally invasive means that you can"),
    ("PM4", "[[disc|", "[[annulus|"),
    ("CC7", "You can", "Epidemiology is hard. You can"),
    ("RD4", "You can", LONG + " You can"),
    ("RD1", "You can", HARD + "You can"),
    ("CC8", "You can", "- a\n- a\n- a\n- a\n- a\n- a\n- a\n- a\n\nYou can"),
    ("IC1", OPTION, OPTION + " You walk. You sit. You eat. You sleep. You rest. You go home."),
    ("IC1", OPTION, OPTION + "\n\n- One point more"),
    ("IC1", "tube\n:   Words of tube", "tube\n:   Words of the tube that go on and on"),
]


def rules_found(pack: Path) -> set[str]:
    """Return the ids of the rules that were broken."""
    return {v.rule for v in run_checks(pack, TODAY)}


def test_a_fair_pack_passes_every_rule(tmp_path: Path) -> None:
    assert run_checks(sound_pack(tmp_path), TODAY) == []


@pytest.mark.parametrize(("rule", "old", "new"), PLANTED)
def test_a_planted_fault_is_found(tmp_path: Path, rule: str, old: str, new: str) -> None:
    pack = sound_pack(tmp_path)
    spoil(pack, WORDS, old, new)
    found = [v for v in run_checks(pack, TODAY) if v.rule == rule]
    assert found
    assert found[0].where.startswith(WORDS)
    assert found[0].fix


def test_a_source_nobody_can_look_up_is_found(tmp_path: Path) -> None:
    pack = sound_pack(tmp_path)
    spoil(pack, "evidence/all.toml", 'pmid = "21792119"\n', "")
    spoil(pack, "evidence/all.toml", 'authors = "Arts MP et al."\n', "")
    assert "IC2" in rules_found(pack)


def test_a_stored_grade_that_is_not_true_is_found(tmp_path: Path) -> None:
    pack = sound_pack(tmp_path)
    spoil(pack, "grades.toml", "en = ", "en = 9.5 # ")
    assert "IK21" in rules_found(pack)


def test_an_overdue_review_is_found(tmp_path: Path) -> None:
    found = run_checks(sound_pack(tmp_path), date(2028, 1, 1))
    assert {v.rule for v in found} == {"IC4"}


def test_a_pack_that_cannot_be_read_is_a_schema_fault(tmp_path: Path) -> None:
    assert {v.rule for v in run_checks(tmp_path, TODAY)} == {"schema"}


def test_every_rule_file_is_run() -> None:
    folder = Path(checker.__file__).parent / "rules"
    files = {p.stem for p in folder.glob("*.py")} - {"__init__"}
    run = {rule.__module__.rpartition(".")[2] for rule in checker.RULES} | {"structure"}
    assert files == run


def test_levels_are_no_numbers(tmp_path: Path) -> None:
    pack = sound_pack(tmp_path)
    spoil(pack, WORDS, "You can", "At L4-L5 and S1 you can")
    assert "IC2" not in rules_found(pack)


def test_pages_hold_what_patients_read(tmp_path: Path) -> None:
    library = load_library(sound_pack(tmp_path))
    pages = page_lines(next(iter(library.texts.values())), library)
    prose = as_prose(pages["compare"])
    assert "You can ask about the disc." in prose
    assert "Words of gap" not in prose, "a label is no sentence and must not lower the grade"
    assert "Words of gap" in [line.text for line in pages["compare"]]


def test_sentences_keep_decimal_points() -> None:
    assert sentences("It took 1.5 days. Then home!") == ["It took 1.5 days.", "Then home!"]


def test_a_hard_text_measures_harder() -> None:
    easy = measure("You can walk. You can sit. You can go home.")
    hard = measure("Percutaneous instrumentation necessitates intraoperative fluoroscopy.")
    assert easy.grade < 3 < hard.grade
    assert easy.ease > hard.ease


def test_a_plate_that_is_not_there_is_found(tmp_path: Path) -> None:
    found = run_checks(sound_pack(tmp_path), TODAY, plates=frozenset({"axial-x"}))
    named = {v.what for v in found if v.where.endswith("topic.toml plates")}
    plates = next(iter(load_library(tmp_path / "pack").topics.values())).plates
    assert f'there is no plate "{plates.fallback}"' in named


def test_a_pack_whose_review_is_overdue_is_found(tmp_path: Path) -> None:
    pack = sound_pack(tmp_path)
    spoil(pack, "pack.toml", "review_due = 2027-11-21", "review_due = 2026-11-20")
    found = run_checks(pack, TODAY)
    assert [v.where for v in found if v.rule == "IC4"] == ["pack.toml"]
