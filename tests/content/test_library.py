"""The reader: a sound pack whole, a spoiled one with every fault named."""

from __future__ import annotations

from pathlib import Path

import pytest

from missdesk.content.library import load_library
from missdesk.content.words import plain
from missdesk.errors import PackError
from missdesk.model.blocks import FindingRef, SourceRef, Text
from missdesk.model.evidence import FindingId, SourceId
from missdesk.model.topic import TopicId
from tests.content.packs import EVIDENCE, sound_pack, spoil

TOPIC = TopicId("mini-topic")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return sound_pack(tmp_path)


def test_a_sound_pack_has_no_faults_and_all_parts(pack: Path) -> None:
    library = load_library(pack)
    assert library.faults == ()
    assert list(library.topics) == [TOPIC]
    assert library.text(TOPIC, "en").section("option.open").title == "Some words"
    assert library.glossary["en"]["discs"].meaning == "A cushion."
    assert library.common_section("fixed.written", "de").id == "fixed.written"


def test_unverified_rows_never_reach_the_library(pack: Path) -> None:
    assert FindingId("disc.rumor") not in load_library(pack).findings


def test_fields_that_are_unsure_are_not_kept(pack: Path) -> None:
    source = load_library(pack).sources[SourceId("arts")]
    assert source.journal is None
    assert source.pmid == "21792119"


def test_references_become_words(pack: Path) -> None:
    library = load_library(pack)
    spans = (
        FindingRef("disc.again", "mis"),
        Text(" and "),
        FindingRef("disc.again", "open", "number"),
        Text(" of "),
        SourceRef("arts"),
        Text(" and "),
        FindingRef("disc.again", "mis", "n"),
    )
    assert plain(spans, library) == "15 out of 100 and 10 of 1,328 and 167"


SPOILED = [
    ("evidence/all.toml", "value = 10", "value = 110", "110 is outside 0 to 100"),
    ("evidence/all.toml", "value = 10", "low = 9.0\nhigh = 4.1", "4.1 is below low 9"),
    ("evidence/all.toml", "value = 10", "low = 9.0", "the other end of the range is missing"),
    ("evidence/all.toml", "value = 10", "value = 10\nlow = 20\nhigh = 30", "10 is outside 20 to"),
    ("evidence/all.toml", "value = 10", "value = nan", "is not a usable number"),
    ("evidence/all.toml", "value = 10", 'value = "ten"', "is not a number"),
    ("evidence/all.toml", "value = 10", "value = true", "is not a number"),
    ("evidence/all.toml", 'sources = ["arts"]', "sources = []", "names no source"),
    ("evidence/all.toml", 'sources = ["arts"]', 'sources = ["art"]', 'no verified source "art"'),
    ("evidence/all.toml", '"low"', '"lwo"', 'Did you mean "low"'),
    ("evidence/all.toml", '= "tubular"', '= "tubes"', '"tubes" is not a known technique'),
    ("evidence/all.toml", 'kind = "rct"', 'kind = "rct', "not valid TOML"),
    ("recovery/all.toml", "to_days = 1", "to_days = -1", "-1 is before day 0"),
    ("topics/mini-topic/topic.toml", 'finding = "disc.again"', 'finding = "x"', 'finding "x"'),
    ("topics/mini-topic/topic.toml", '"disc.both.walking"', '"x"', 'no verified milestone "x"'),
    ("topics/mini-topic/topic.toml", 'shown_first = ["open"', 'shown_first = ["opne"', "opne"),
    ("topics/mini-topic/topic.toml", 'look = "mis"', 'look = "red"', '"red" is not known'),
    ("topics/mini-topic/topic.toml", 'card = "mini"', 'crad = "mini"', "Did you mean"),
    ("topics/mini-topic/topic.toml", 'id = "tube"', 'id = "open"', 'id "open" is used twice'),
    ("topics/mini-topic/topic.toml", 'id = "mini-topic"', 'id = "other"', "not the folder's name"),
    ("topics/mini-topic/en.md", "{#problem.what}", "{#problem.waht}", "no part problem.what"),
    ("topics/mini-topic/en.md", "{#problem.what}", "", "has no id"),
    ("topics/mini-topic/en.md", "{#problem.what}", "{#problem}", 'id "problem" is used twice'),
    ("topics/mini-topic/en.md", "gap\n:   Words", "gpa\n:   Words", 'row.again lacks "gap"'),
    ("topics/mini-topic/en.md", "You can", "You <b>can</b>", "HTML is not allowed"),
    ("topics/mini-topic/en.md", "You can", "[x](javascript:1) can", "is not allowed"),
    ("topics/mini-topic/en.md", "You can", "{finding:nope arm:mis} can", 'finding "nope"'),
    ("topics/mini-topic/en.md", "You can", "{finding:disc.again arm:up}", 'has no arm "up"'),
    ("topics/mini-topic/en.md", "You can", "{find:disc}", "is not a number's reference"),
]


@pytest.mark.parametrize(("name", "old", "new", "words"), SPOILED)
def test_a_fault_names_file_and_mend(pack: Path, name: str, old: str, new: str, words: str) -> None:
    spoil(pack, name, old, new)
    with pytest.raises(PackError) as caught:
        _strict(pack)
    message = str(caught.value)
    assert words in message
    first = next(f for f in caught.value.faults if words in str(f))
    assert first.where.split(":")[0].split(" ")[0].endswith((".toml", ".md"))
    assert first.fix


def _strict(pack: Path) -> None:
    """Raise every fault, whether or not a topic is left to show."""
    library = load_library(pack)
    if library.faults:
        raise PackError(library.faults)


def test_all_faults_are_told_at_once(pack: Path) -> None:
    spoil(pack, "evidence/all.toml", "value = 10", "value = 110")
    spoil(pack, "recovery/all.toml", "to_days = 1", "to_days = -1")
    with pytest.raises(PackError) as caught:
        load_library(pack)
    text = str(caught.value)
    assert "110 is outside" in text
    assert "-1 is before" in text
    assert "no topic could be read" in text


def test_a_spoiled_topic_leaves_the_others(pack: Path) -> None:
    other = pack / "topics" / "second"
    other.mkdir()
    (other / "topic.toml").write_text("id = 3\n", encoding="utf-8")
    library = load_library(pack)
    assert list(library.topics) == [TOPIC]
    assert any("topics/second" in f.where for f in library.faults)


def test_a_topic_file_that_is_no_toml_is_one_fault(pack: Path) -> None:
    other = pack / "topics" / "second"
    other.mkdir()
    (other / "topic.toml").write_text('id = "second"\n[[option', encoding="utf-8")
    faults = load_library(pack).faults
    assert [f.where for f in faults] == ["topics/second/topic.toml:2"]


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"[" * 5_000, b"a = 1\n" * 900_000, b"\x00"])
def test_hostile_bytes_are_a_fault_not_a_crash(pack: Path, raw: bytes) -> None:
    (pack / "evidence" / "bad.toml").write_bytes(raw)
    library = load_library(pack)
    assert [f for f in library.faults if f.where.startswith("evidence/bad.toml")]


def test_a_missing_pack_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"pack\.toml"):
        load_library(tmp_path)


def test_evidence_in_the_test_pack_is_not_empty() -> None:
    assert "verified = false" in EVIDENCE
