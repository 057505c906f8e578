"""The reader: a sound pack whole, a spoiled one with every fault named."""

from __future__ import annotations

import os
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


def test_the_address_of_a_source_is_kept(pack: Path) -> None:
    spoil(pack, "evidence/all.toml", 'pmid = "21792119"', 'address = "https://a.org/5"')
    assert load_library(pack).sources[SourceId("arts")].address == "https://a.org/5"


@pytest.mark.parametrize("address", ["http://a.org/5", "javascript:x", "a.org"])
def test_an_address_that_is_no_public_page_is_refused(pack: Path, address: str) -> None:
    spoil(pack, "evidence/all.toml", 'pmid = "21792119"', f'address = "{address}"')
    with pytest.raises(PackError, match="is no public page"):
        load_library(pack)


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


NESTED = "".join("    " * depth + "- x\n" for depth in range(300))
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
    ("topics/mini-topic/en.md", "You can", "{source:nope as:n} can", 'no verified source "nope"'),
    ("topics/mini-topic/en.md", "You can", "You \u202ecan", "a hidden character (U+202E)"),
    ("topics/mini-topic/en.md", "You can", "You \x07can", "a hidden character (U+0007)"),
    ("topics/mini-topic/en.md", "You can", "You **can", '"**" is left over'),
    ("topics/mini-topic/en.md", "You can", "You [[can", '"[[" is left over'),
    ("topics/mini-topic/en.md", "You can", "\n\n| a | b |\n\nYou can", "tables and quotes are not"),
    ("topics/mini-topic/en.md", "You can", "\n\n" + NESTED + "\n\nYou can", "nested too deep"),
    ("topics/mini-topic/topic.toml", "step_count = 2", "step_count = -1", "-1 is not possible"),
    ("topics/mini-topic/topic.toml", "step_count = 2", "step_count = 100000000", "is not possible"),
    ("topics/mini-topic/topic.toml", 'card = "mini"', 'card = "../../x"', "is not a name"),
    ("topics/mini-topic/topic.toml", "2026-11-21", "2026-11-21T00:00:00", "has a time of day"),
    (
        "recovery/all.toml",
        "from_days = 0\nto_days = 1",
        "from_days = 5\nto_days = 0",
        "0 is before day 5",
    ),
    (
        "topics/mini-topic/topic.toml",
        "shown_first",
        "show_first",
        'unknown key. Did you mean "shown_first".',
    ),
    ("evidence/all.toml", 'unit = "in 100"', 'unit = "in 100 screws"', "not every figure is out"),
    (
        "topics/mini-topic/topic.toml",
        'steps = "open"\n',
        'steps = "open"\ncut = { finding = "disc.again", group = "opne" }\n',
        'has no group "opne"',
    ),
    (
        "glossary/en.toml",
        'also = ["discs"]\n',
        '[[term]]\nid = "disc"\nword = "Disk"\nmeaning = "A ring."\n',
        'glossary/en.toml term[1].id: the id "disc" is used twice',
    ),
    ("evidence/all.toml", "n = 161", 'n = 161\nbetter = "lowr"', 'Did you mean "lower"'),
    ("pack.toml", '["en"]', '["../../x"]', "is no language"),
    ("pack.toml", '["en"]', "[]", "names none"),
    ("pack.toml", '["en"]', '["en", "en"]', "names one twice"),
    ("evidence/all.toml", "value = 10", f"value = {'9' * 5000}", "far too many digits"),
    ("evidence/all.toml", "n = 161", "n = -3", "-3 is not possible"),
    ("evidence/all.toml", "follow_up_months = 24", "follow_up_months = -24", "months can't be"),
    ("evidence/all.toml", 'unit = "in 100"', 'unit = "days"', "not every figure is out of 100"),
    (
        "evidence/all.toml",
        'value = 10\nunit = "in 100"',
        'value = 30\nunit = "points"\nscale = "pain 0-10"',
        "30 is outside pain 0-10",
    ),
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


def test_words_that_are_not_there_are_one_fault(pack: Path) -> None:
    (pack / "topics" / "mini-topic" / "en.md").unlink()
    with pytest.raises(PackError) as caught:
        load_library(pack)
    assert [f.where for f in caught.value.faults] == ["topics/mini-topic/en.md", "topics"]


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


def test_devices_and_pipes_are_never_read(pack: Path) -> None:
    os.mkfifo(pack / "evidence" / "endless.toml")
    faults = [str(f) for f in load_library(pack).faults]
    assert any("endless.toml" in f and "not an ordinary file" in f for f in faults)


def test_a_file_larger_than_its_bound_is_read_no_further(pack: Path) -> None:
    (pack / "evidence" / "big.toml").write_bytes(b"#" * 4_000_001)
    faults = [str(f) for f in load_library(pack).faults]
    assert any("larger than 4 MB" in f for f in faults)


def test_shared_words_with_a_wrong_reference_are_left_out_and_named(pack: Path) -> None:
    path = pack / "common" / "en.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n## X {#x.y}\n\n{source:nope as:n}\n")
    library = load_library(pack)
    assert "x.y" not in library.common["en"]
    assert any('no verified source "nope"' in str(f) for f in library.faults)


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ("kind = 'RD'\nlow = -2\nhigh = 5\nunit = 'in 100'", "has no one size"),
        ("kind = 'RD'\nunit = 'in 100'", "has no figure to write"),
    ],
)
def test_an_effect_without_one_size_is_not_written_into_a_sentence(
    pack: Path, figures: str, words: str
) -> None:
    effect = f"[finding.effect]\n{figures}\n[finding.open]"
    spoil(pack, "evidence/all.toml", "[finding.open]", effect)
    assert load_library(pack).faults == ()
    spoil(pack, "topics/mini-topic/en.md", "You can", "{finding:disc.again arm:effect} You can")
    with pytest.raises(PackError, match=words):
        load_library(pack)


def test_a_text_that_stops_the_reader_spoils_no_other(pack: Path) -> None:
    path = pack / "topics" / "mini-topic" / "en.md"
    sound = path.read_text(encoding="utf-8")
    before = load_library(pack)
    path.write_text(sound.replace("You can", f"\n\n{NESTED}\n\nYou can", 1), encoding="utf-8")
    with pytest.raises(PackError, match="nested too deep"):
        load_library(pack)
    path.write_text(sound, encoding="utf-8")
    assert load_library(pack).texts == before.texts


def test_line_ends_of_any_system_are_read(pack: Path) -> None:
    path = pack / "topics" / "mini-topic" / "en.md"
    text = path.read_bytes()
    for end in (b"\r\n", b"\r"):
        path.write_bytes(text.replace(b"\n", end))
        assert load_library(pack).faults == ()


def test_about_is_said_once_before_an_average() -> None:
    library = load_library()
    found = library.findings[FindingId("discectomy.return-to-work.any")]
    label = "average time off work, Korea (weeks)"
    ref = FindingRef(str(found.id), f"group:{label}")
    assert plain((Text("After about "), ref), library) == "After about 5 weeks"
    assert plain((Text("It was "), ref), library) == "It was about 5 weeks"
