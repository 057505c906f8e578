"""Each rule finds its planted fault and lets the fair text pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from missdesk.content import checker
from missdesk.content.checker import run_checks
from missdesk.content.library import load_library
from missdesk.content.pages import as_prose, page_lines
from missdesk.content.readability import measure, sentences
from missdesk.content.rules import dates
from missdesk.content.rules.media import Pictures
from missdesk.content.violation import Violation
from missdesk.content.voice import is_passive
from missdesk.figures.text_fit import letters
from missdesk.model.library import Review
from tests.content.fair_pack import (
    COMMON,
    EVIDENCE,
    PICTURES,
    PLATE,
    TOPIC,
    UNKNOWN,
    WORDS,
    fair_pack,
)
from tests.content.packs import copy_of, spoil

TODAY = date(2026, 11, 21)
GLOSSARY = "glossary/en.toml"
OPTION = "## Some words {#option.open.what}\n\nYou can **ask** about [[disc|the disc]]."
WHAT = OPTION.replace("option.open.what", "problem.what")
WAIT = OPTION.replace("option.open.what", "problem.wait")
GOOD = OPTION.replace(".what", ".good")
LIVING = OPTION.replace(".what", ".living")
CLAIM = "## Some words {#claim.fewer}\n\nYou can **ask** about [[disc|the disc]]."
ALT = "alt\n:   A disc that you can see."
LONG = "You walk and sit and eat and sleep" + " and rest" * 9 + "."
HARD = "Intervertebral instrumentation necessitates hospitalization. " * 12
PASSIVE = "The cut is made. The disc is found. It is freed. " * 9

PLANTED_WORDS = [
    # citations
    ("IC2", "You can", "Of 95 people you can"),
    ("IC2", "You can", "A half of people can, so you can"),
    ("RC5", "Words of who", "{source:arts as:n} and {finding:disc.again arm:effect as:n} people"),
    ("RC20", "Words of from", "People put in groups by lot"),
    ("RC4", "Within two years", "Within five years"),
    # numbers
    ("RC2", "You can", "One in 20 people can"),
    ("RC3", "You can", "50% of you can"),
    ("RC3", "You can", "It is twice as likely. You can"),
    ("RC3", "You can", "The gap was {finding:disc.again arm:effect}. You can"),
    ("RC7", "have no other operation", "have another operation"),
    ("RC12", "May be no difference", "Probably no difference"),
    ("RC12", "May be no difference", "Makes no difference"),
    ("RC12", "May be no difference", "We are very unsure"),
    ("RC13", "You can", "There is no data. You can"),
    ("RC16", "You can", "About 1.9 of you can"),
    # balance
    ("IC1", OPTION, OPTION + " You walk. You sit. You eat. You sleep. You rest. You go home."),
    ("IC1", OPTION, OPTION + "\n\n- One point more"),
    ("IC1", "tube\n:   Words of tube", "tube\n:   Words of the tube that go on and on"),
    ("RD8", GOOD, GOOD + " You walk."),
    ("RC14", LIVING, "## Some words {#option.open.living}\n\n- **Body:** You ask about the disc."),
    ("RC14", OPTION, OPTION + " It is unlike the first option."),
    # wording
    ("RD9", "You can", "The best and safer way. You can"),
    ("RC17", "You can", "Minimally invasive means that you can"),
    ("RC10", "You can", "A leak is rare. You can"),
    ("PM5", "You can", PASSIVE + "You can"),
    ("PM21", "You can", "The patient should rest. You can"),
    ("PM4", "[[disc|", "[[annulus|"),
    ("CC7", "You can", "Epidemiology is hard. You can"),
    # readability
    ("RD1", "You can", HARD + "You can"),
    ("RD2", "You can", HARD + "You can"),
    ("RD3", "You can", HARD * 3 + "You can"),
    ("RD4", "You can", LONG + " You can"),
    # media
    ("WC1", "{#plate.healthy}", "{#plate.else}"),
    ("WC1", ALT, ""),
    ("WC1", ALT, "alt\n:   Picture of a disc."),
    ("WC1", ALT, ALT + " You can see it." * 20),
    ("PM17", "The disc is here.", ""),
    # completeness
    ("IQ1", WAIT, "## Some words {#problem.wait}"),
    ("IQ1", "You can", "TODO: you can"),
    ("IQ1", "{#question.a}", "{#question.a}\n\n## More {#question.z}"),
    ("IQ2", "You and your surgeon are choosing", "People choose"),
    ("RC24", " with X-rays", ""),
    # links
    ("IC2", "You can", "Look at [the list](https://x). You can"),
    ("PM9", "You can", "Look [here](https://example.org/list). You can"),
    # structure
    ("CC8", "You can", "- a\n- a\n- a\n- a\n- a\n- a\n- a\n- a\n\nYou can"),
    (
        "PM19",
        "## Some words {#row.again}",
        "## Some words of a row that is far too long {#row.again}",
    ),
    ("PM19", "May be no difference", "May be no difference at all here"),
    ("PM9", "## Some words {#problem.what}", "## Some words. {#problem.what}"),
    ("PM9", OPTION, OPTION + "\n\n#### Deep\n\nYou can."),
    ("PM9", OPTION, OPTION + "\n\n### A heading over nothing"),
    ("PM4", WHAT, "## Some words {#problem.what}\n\nYou can ask about the disc."),
]
RECOVERY = """[[recovery]]
id = "walking"
icon = "footprints"
milestones = { both = "disc.both.walking" }
"""
RATIO = 'effect = { kind = "RR", value = 0.5 }\nverified = true\n[finding.open]'
PLANTED_FILES = [
    ("IC2", EVIDENCE, 'pmid = "21792119"\n', ""),
    ("IC2", EVIDENCE, 'pmid = "21792119"\n', 'doi = "doi:10.1000/1"\n'),
    ("IC2", EVIDENCE, 'pmid = "21792119"\n', 'pmid = "PMC21792119"\n'),
    ("IC2", COMMON, "{#authors}\n\nWe", "{#authors}\n\nAll 5 of us"),
    ("RC11", EVIDENCE, "value = 15", 'value = 15\nlow = 10\nhigh = 20\nrange = "of the studies"'),
    ("RC13", EVIDENCE, 'favours = "neither"', 'favours = "mis"'),
    ("RC13", COMMON, UNKNOWN["not-studied"], UNKNOWN["not-known"]),
    ("RC13", COMMON, "{#unknown.not-known}", "{#unknown.else}"),
    ("RC13", COMMON, UNKNOWN["not-known"], "Unclear"),
    ("RC12", COMMON, "We say that it may.", "We say so."),
    ("RD9", COMMON, "We tell you this.", "Our way is superior."),
    ("RC17", COMMON, "{#label-minimally-invasive}", "{#label}"),
    ("IC3", TOPIC, "written = 2026-11-21", "written = 2027-01-01"),
    ("IC3", COMMON, "in November 2026", "in May 2026"),
    ("IC4", COMMON, "in November 2027", "one day"),
    ("IC4", TOPIC, "review_due = 2027-11-21", "review_due = 2026-11-20"),
    ("IC4", "pack.toml", "review_due = 2027-11-21", "review_due = 2026-11-20"),
    ("IC6", COMMON, "{#fixed.funding}", "{#fixed.else}"),
    ("IK9", TOPIC, 'values = ["speed", "scar", ', "values = ["),
    ("IK11", TOPIC, '"g", "h"]', '"g"]'),
    ("RD10", TOPIC, '"when", "who"]', '"when"]'),
    ("RC15", TOPIC, "first = true", "first = false"),
    ("IQ3", TOPIC, 'look = "none"', 'look = "camera"'),
    ("IQ6", TOPIC, RECOVERY, ""),
    ("IC1", TOPIC, 'still = ["healthy", "healthy"]', 'still = ["healthy"]'),
    ("schema", TOPIC, 'fallback = "axial-l4l5"', 'fallback = "axial-l4"'),
    ("schema", TOPIC, 'healthy = "healthy"', 'healthy = "wealthy"'),
    ("schema", TOPIC, 'card = "mini"', 'card = "mimi"'),
    ("schema", TOPIC, 'icon = "footprints"', 'icon = "footprint"'),
    ("CC7", GLOSSARY, 'id = "part.disc"', 'id = "part.dish"'),
    ("IK21", "grades.toml", "en = ", "en = 9.5 # "),
    ("IC2", "claims/mini-topic.toml", "not-shown", "supported"),
]


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fair_pack(tmp_path_factory.mktemp("fair"))


@pytest.fixture
def pack(fair: Path, tmp_path: Path) -> Path:
    return copy_of(fair, tmp_path)


def found_in(pack: Path, today: date = TODAY, pictures: Pictures = PICTURES) -> list[Violation]:
    """Return everything wrong with a pack."""
    return run_checks(pack, today, pictures=pictures)


def rules_found(pack: Path) -> set[str]:
    """Return the ids of the rules that were broken."""
    return {v.rule for v in found_in(pack)}


def test_a_fair_pack_passes_every_rule(pack: Path) -> None:
    everything = run_checks(
        pack, TODAY, pictures=PICTURES, known_letters=letters(), room=lambda words: len(words)
    )
    assert everything == []


@pytest.mark.parametrize(("rule", "old", "new"), PLANTED_WORDS)
def test_a_fault_planted_in_the_words_is_found(pack: Path, rule: str, old: str, new: str) -> None:
    if rule == "RC20":
        spoil(pack, EVIDENCE, 'kind = "rct"', 'kind = "cohort"')
    if "arm:effect" in new:
        spoil(pack, EVIDENCE, "verified = true\n[finding.open]", RATIO)
    spoil(pack, WORDS, old, new)
    found = [v for v in found_in(pack) if v.rule == rule]
    assert found
    assert found[0].where.startswith((WORDS, "the whole"))
    assert found[0].fix


@pytest.mark.parametrize(("rule", "name", "old", "new"), PLANTED_FILES)
def test_a_fault_planted_elsewhere_is_found(
    pack: Path, rule: str, name: str, old: str, new: str
) -> None:
    spoil(pack, name, old, new)
    assert rule in rules_found(pack)


def test_parts_in_another_order_are_found(pack: Path) -> None:
    for old, new in ((".good}", ".x}"), (".bad}", ".good}"), (".x}", ".bad}")):
        spoil(pack, WORDS, f"{{#option.open{old}", f"{{#option.open{new}")
    assert rules_found(pack) == {"RC14"}


def test_room_on_the_page_is_measured_when_a_ruler_is_handed_over(pack: Path) -> None:
    spoil(pack, WORDS, OPTION, OPTION.replace("You can", "Youu caann"))
    assert rules_found(pack) == set()
    found = run_checks(pack, TODAY, room=lambda words: 1 + 2 * words.count("aann"))
    assert [v.what.split(":")[0] for v in found] == ["unequal room in room"]


def test_a_bare_cell_is_found(pack: Path) -> None:
    spoil(pack, EVIDENCE, 'display = "people"', 'display = "words"')
    spoil(pack, EVIDENCE, 'value = 15\nunit = "in 100"', "")
    assert any("in cells" in v.what for v in found_in(pack))


@pytest.mark.parametrize(
    "meaning", ["May be less: tube", "Could be chance", "Only surgery was seen", "Ask your surgeon"]
)
def test_a_meaning_with_the_words_of_its_certainty_passes(pack: Path, meaning: str) -> None:
    spoil(pack, WORDS, "May be no difference", meaning)
    assert rules_found(pack) == set()


@pytest.mark.parametrize(
    "words",
    [
        "A leak is rare. It came in {finding:disc.again arm:open}. You can",
        "Look at [a list of studies](https://example.org/list). You can",
        "Call [our nurse](tel:+44-20-1234). You can",
        "At L4-L5 and S1 you can",
        "The discs, or [[discs|cushions]], are soft. You can",
        "It was {finding:disc.again arm:mis as:number} and {finding:disc.again arm:open}. You can",
    ],
)
def test_fair_words_pass(pack: Path, words: str) -> None:
    spoil(pack, WORDS, WHAT, WHAT.replace("You can", words))
    assert rules_found(pack) - {"IK21"} == set()


def test_a_time_told_roughly_passes(pack: Path) -> None:
    spoil(pack, EVIDENCE, "follow_up_months = 24", "follow_up_months = 28")
    assert rules_found(pack) == {"RC4"}
    spoil(pack, WORDS, "Within two years", "After about two years")
    assert rules_found(pack) == set()


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("The cut is then closed.", True),
        ("They were not put in groups.", True),
        ("The skin gets stitched.", True),
        ("You are tired and worried.", False),
        ("The surgeon closed the cut.", False),
        ("The nerve is free.", False),
    ],
)
def test_the_passive_voice_is_told_from_states(sentence: str, passive: bool) -> None:
    assert is_passive(sentence) is passive


def test_a_source_nobody_can_look_up_is_found_for_days_too(pack: Path) -> None:
    spoil(pack, EVIDENCE, 'pmid = "21792119"\n', "")
    where = {v.where for v in found_in(pack) if v.rule == "IC2"}
    assert "recovery/discectomy.toml disc.both.walking" in where
    assert len(where) == 2
    spoil(pack, EVIDENCE, 'title = "Two', 'address = "https://example.org/a"\ntitle = "Two')
    assert rules_found(pack) == set()


def test_an_overdue_review_is_found(pack: Path) -> None:
    found = found_in(pack, date(2028, 1, 1))
    assert {(v.rule, v.where) for v in found} == {("IC4", "pack.toml"), ("IC4", TOPIC)}


def test_a_review_signed_before_it_was_written_is_found(pack: Path) -> None:
    library = load_library(pack)
    early = Review("Dr A", "surgeon", date(2026, 1, 1))
    signed = replace(library, pack=replace(library.pack, review=early))
    assert [v.where for v in dates.check(signed, TODAY)] == ["pack.toml review"]


def test_a_pack_that_cannot_be_read_is_a_schema_fault(tmp_path: Path) -> None:
    assert {v.rule for v in run_checks(tmp_path, TODAY)} == {"schema"}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (WORDS, "You can", "You \u5b57 can"),
        (WORDS, "Some words", "Some \u5b57 words"),
        (WORDS, "Words of gap", "Words of \u5b57"),
        (COMMON, "We tell", "We \u5b57 tell"),
        (GLOSSARY, "A cushion", "A \u5b57"),
        (EVIDENCE, "Two-year", "Two-\u5b57"),
    ],
)
def test_a_letter_no_font_has_is_found(pack: Path, name: str, old: str, new: str) -> None:
    spoil(pack, name, old, new)
    found = [v for v in run_checks(pack, TODAY, known_letters=letters()) if v.rule == "PU26"]
    assert ["U+5B57" in v.what for v in found] == [True]


def test_a_claim_may_be_quoted_but_not_answered_with_words_that_sell(pack: Path) -> None:
    spoil(pack, WORDS, CLAIM, CLAIM.replace("Some words", "It is safer"))
    assert rules_found(pack) == set()
    spoil(pack, WORDS, "{#claim.fewer}\n\nYou can", "{#claim.fewer}\n\nIt is safer. You can")
    assert "RD9" in rules_found(pack)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Some words {#option.open.what}", "## Of 95 people {#option.open.what}"),
        ("[[disc|the disc]]", "[[disc|95 discs]]"),
    ],
)
def test_a_number_in_a_heading_or_a_hard_word_is_found(pack: Path, old: str, new: str) -> None:
    spoil(pack, WORDS, old, new)
    assert "IC2" in rules_found(pack)


def test_every_rule_file_is_run() -> None:
    folder = Path(checker.__file__).parent / "rules"
    files = {p.stem for p in folder.glob("*.py")} - {"__init__"}
    run = {rule.__module__.rpartition(".")[2] for rule in checker.RULES}
    handed_values = {"balance", "dates", "letters", "media"}
    assert files == run | handed_values


def test_pictures_are_not_looked_for_when_none_are_handed_over(pack: Path) -> None:
    nothing = replace(PICTURES, plates={}, parts={}, cards=None, icons=None)
    assert {v.what for v in found_in(pack, pictures=nothing)} == {f'there is no plate "{PLATE}"'}
    assert run_checks(pack, TODAY) == []


def test_pages_hold_what_patients_read(pack: Path) -> None:
    lead = "\n## Problem {#page.problem}\n\nlead\n:   Read this first.\n"
    path = pack / WORDS
    path.write_text(path.read_text(encoding="utf-8") + lead, encoding="utf-8")
    library = load_library(pack)
    pages = page_lines(next(iter(library.texts.values())), library)
    prose = as_prose(pages["compare"])
    assert "You can ask about the disc." in prose
    assert "Words of gap" not in prose, "a label is no sentence and must not lower the grade"
    assert "Words of gap" in [line.text for line in pages["compare"]]
    assert {"Read this first.", "A disc that you can see."} <= {ln.text for ln in pages["problem"]}


def test_sentences_keep_decimal_points() -> None:
    assert sentences("It took 1.5 days. Then home!") == ["It took 1.5 days.", "Then home!"]


def test_a_hard_text_measures_harder() -> None:
    easy = measure("You can walk. You can sit. You can go home.")
    hard = measure("Percutaneous instrumentation necessitates intraoperative fluoroscopy.")
    assert easy.grade < 3 < hard.grade
    assert easy.ease > hard.ease
