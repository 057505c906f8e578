"""A pack whose topics are read when they are opened: nothing unsealed is shown, nothing crashes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from missdesk.content import on_demand
from missdesk.content.believed import Believed
from missdesk.content.checker import Handed, examine
from missdesk.content.index import index_faults, index_name, sealing
from missdesk.content.later import Each, Later, Once
from missdesk.content.library import load_library
from missdesk.content.listing import all_listed, listed
from missdesk.content.on_demand import is_read, open_library, read_ahead, read_rest
from missdesk.content.pack_files import open_pack
from missdesk.content.review import Reviewed, as_toml, finding_digests, sign
from missdesk.content.review_key import clinic_key
from missdesk.content.seal import REVIEW, SEAL, digests, make_seal
from missdesk.errors import PackError
from missdesk.model.evidence import FindingId
from missdesk.model.library import Library
from missdesk.model.topic import TopicId
from tests.content.packs import seal, sound_pack, spoil

ONE, TWO = TopicId("mini-topic"), TopicId("other")
INDEX = index_name("en")
TODAY = date(2026, 11, 21)
PARTS = ("topics", "texts", "common", "findings", "sources", "milestones", "advice", "glossary",
         "grades", "cards", "faults")  # fmt: skip


def seal_as_it_is(pack: Path) -> None:
    """Put a seal over whatever there is, as a stranger could."""
    (pack / SEAL).write_text(make_seal(open_pack(pack)), encoding="ascii")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A sealed pack of two topics in two languages."""
    made = sound_pack(tmp_path)
    spoil(made, "pack.toml", '["en"]', '["en", "de"]\ntopics = ["other"]')
    for folder, kind in (("topics/mini-topic", "md"), ("common", "md"), ("glossary", "toml")):
        shutil.copy(made / folder / f"en.{kind}", made / folder / f"de.{kind}")
    spoil(made, "topics/mini-topic/de.md", "## Some words {#topic}", "## Ein Thema {#topic}")
    shutil.copytree(made / "topics/mini-topic", made / "topics/other")
    spoil(made, "topics/other/topic.toml", 'id = "mini-topic"', 'id = "other"')
    shutil.copy(made / "claims/mini-topic.toml", made / "claims/other.toml")
    seal(made)
    return made


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every pack count as a large one."""
    monkeypatch.setattr(on_demand, "MOST_AT_ONCE", 0)


def read_names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets the name of each file of a pack that is read from now on."""
    from missdesk.content.pack_files import FolderFiles

    names: list[str] = []
    read = FolderFiles.read

    def noting(files: FolderFiles, name: str) -> bytes:
        names.append(name)
        return read(files, name)

    monkeypatch.setattr(FolderFiles, "read", noting)
    return names


def is_whole(library: Library) -> bool:
    """Return whether all topics were read at once."""
    return not isinstance(library.topics, Each)


# What it gives


def test_it_says_the_same_as_the_whole_pack(pack: Path) -> None:
    whole, found = load_library(pack), open_library(pack)
    assert is_whole(whole)
    assert not is_whole(found)
    for part in PARTS:
        assert getattr(found, part) == getattr(whole, part), part
    assert found.pack == whole.pack
    assert list(found.topics) == [TWO, ONE]
    for language in ("en", "de", "fr"):
        assert all_listed(found, language) == all_listed(whole, language)
    assert listed(found, ONE, "de").title == "Ein Thema"


def test_the_pack_that_is_shipped_has_an_index() -> None:
    library = open_library()
    assert not is_whole(library)
    assert len(library.topics) == 8


@pytest.mark.usefixtures("large")
def test_the_cards_need_no_topic(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = read_names(monkeypatch)
    library = open_library(pack)
    assert [card.title for card in all_listed(library, "en")] == ["Some words"] * 2
    assert sorted(names) == ["common/en.md", INDEX, SEAL, "pack.toml"]


@pytest.mark.usefixtures("large")
def test_each_file_is_read_once(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = read_names(monkeypatch)
    library = open_library(pack)
    read_rest(library)
    for topic in library.topics:
        read_ahead(library, topic, "en")
        read_ahead(library, topic, "en")
    topics = [name for name in names if name.startswith(("topics/", "claims/"))]
    assert names.count("evidence/all.toml") == 1
    assert max(map(topics.count, topics)) == 2  # in the background, and when it is opened
    names.clear()
    load_library(pack)
    assert sorted(set(names)) == sorted(names)


def test_a_topic_is_in_memory_once_it_was_read(pack: Path) -> None:
    library = open_library(pack)
    assert not is_read(library, ONE, "en")
    assert read_ahead(library, ONE, "en") is library.topics[ONE]
    assert is_read(library, ONE, "en")
    assert not is_read(library, ONE, "de")
    assert is_read(load_library(pack), ONE, "de")


def test_a_text_that_a_language_lacks_is_english(pack: Path) -> None:
    library = open_library(pack)
    assert read_ahead(library, ONE, "fr").id == ONE
    assert is_read(library, ONE, "fr")
    with pytest.raises(KeyError):
        read_ahead(library, TopicId("nothing"), "en")


def test_a_review_and_what_was_changed_since_are_told(pack: Path, tmp_path: Path) -> None:
    library = load_library(pack)
    review = Reviewed(
        by="Dr Ada Example", role="spine surgeon", on=TODAY, pack="mini", version="1",
        files=digests(open_pack(pack)), findings=finding_digests(library.findings),
    )  # fmt: skip
    signed = sign(review, clinic_key(tmp_path / "keys"))
    (pack / REVIEW).write_text(as_toml(signed), encoding="utf-8")
    believed = Believed(frozenset({signed.key}))
    before = open_library(pack, believed=believed)
    assert before.pack.review is not None
    assert not before.pack.review.is_changed
    assert FindingId("disc.again") not in before.changed
    spoil(pack, "evidence/all.toml", "value = 15", "value = 16")
    seal(pack)
    after = open_library(pack, believed=believed)
    assert after.pack.review is not None
    assert after.pack.review.is_changed
    assert FindingId("disc.again") in after.changed
    assert open_library(pack, believed=Believed()).pack.review is None


# Packs that are read at once


def test_without_a_seal_all_is_read_at_once(pack: Path) -> None:
    (pack / SEAL).unlink()
    assert is_whole(open_library(pack))
    with pytest.raises(PackError, match="has no seal"):
        open_library(pack, needs_seal=True)


def test_without_an_index_all_is_read_at_once(pack: Path) -> None:
    shutil.rmtree(pack / "index")
    seal_as_it_is(pack)
    assert is_whole(open_library(pack, needs_seal=True))


def test_an_index_of_other_files_is_not_used(pack: Path) -> None:
    spoil(pack, "topics/mini-topic/en.md", "## Some words {#topic}", "## New words {#topic}")
    seal_as_it_is(pack)
    library = open_library(pack)
    assert is_whole(library)
    assert listed(library, ONE, "en").title == "New words"


@pytest.mark.parametrize("folder", ["mini-topic", "other"])
def test_an_index_with_a_topic_that_is_not_there_is_not_used(pack: Path, folder: str) -> None:
    shutil.rmtree(pack / "topics" / folder)
    seal_as_it_is(pack)
    library = open_library(pack)
    assert is_whole(library)
    assert TopicId(folder) not in library.topics


def test_an_index_that_lacks_a_topic_is_not_used(pack: Path) -> None:
    shutil.copytree(pack / "topics/other", pack / "topics/third")
    spoil(pack, "topics/third/topic.toml", 'id = "other"', 'id = "third"')
    spoil(pack, "topics/third/en.md", "{#claim.fewer}", "{#claim.gone}")
    seal_as_it_is(pack)
    assert len(open_library(pack).topics) == 3


def test_of_a_language_without_an_index_the_topics_are_read(pack: Path) -> None:
    (pack / index_name("de")).unlink()
    seal_as_it_is(pack)
    library = open_library(pack)
    assert not is_whole(library)
    assert listed(library, ONE, "de").title == "Ein Thema"


def test_a_card_that_says_a_number_gets_no_index(pack: Path) -> None:
    spoil(pack, "topics/other/en.md", "Words of message", "{finding:disc.again arm:mis} of them")
    told = digests(open_pack(pack))
    assert list(sealing(load_library(pack, ignores_seal=True), told)) == [SEAL]


# What is refused, KV13


@pytest.mark.parametrize(
    "name",
    ["pack.toml", "common/en.md", "evidence/all.toml", "glossary/de.toml", INDEX,
     "topics/other/topic.toml", "topics/other/de.md", "claims/other.toml"],
)  # fmt: skip
def test_kv13_a_changed_file_is_never_shown(pack: Path, name: str) -> None:
    (pack / name).write_bytes((pack / name).read_bytes() + b"\n")
    for needs_seal in (False, True):
        with pytest.raises(PackError, match="was changed after it was sealed") as caught:
            open_library(pack, needs_seal=needs_seal)
        assert [fault.where for fault in caught.value.faults] == [name]


def test_kv13_all_changed_files_are_named(pack: Path) -> None:
    for name in ("pack.toml", "common/en.md", "topics/other/de.md"):
        (pack / name).write_bytes((pack / name).read_bytes() + b"\n")
    for read in (load_library, open_library):
        with pytest.raises(PackError) as caught:
            read(pack)
        where = [fault.where for fault in caught.value.faults]
        assert where == ["common/en.md", "pack.toml", "topics/other/de.md"]


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(
    "name", ["topics/other/en.md", "topics/other/topic.toml", "claims/other.toml"]
)
def test_kv13_a_topic_of_a_large_pack_is_compared_when_it_is_opened(pack: Path, name: str) -> None:
    (pack / name).write_bytes((pack / name).read_bytes() + b"\n")
    library = open_library(pack)
    assert read_ahead(library, ONE, "en").id == ONE
    with pytest.raises(PackError, match="was changed after it was sealed"):
        read_ahead(library, TWO, "en")


@pytest.mark.usefixtures("large")
def test_kv13_evidence_of_a_large_pack_is_compared_before_a_number_is_shown(pack: Path) -> None:
    library = open_library(pack)
    spoil(pack, "evidence/all.toml", "value = 15", "value = 14")
    with pytest.raises(PackError, match="was changed after it was sealed"):
        read_ahead(library, ONE, "en")


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("how", ["changed", "added", "missing"])
def test_kv13_a_large_pack_is_compared_in_the_background(pack: Path, how: str) -> None:
    library = open_library(pack)
    assert read_ahead(library, ONE, "en").id == ONE
    path = pack / ("claims/new.toml" if how == "added" else "topics/other/de.md")
    if how == "missing":
        path.unlink()
    else:
        path.write_text("changed", encoding="utf-8")
    if how == "added":
        library = open_library(pack)
    with pytest.raises(PackError):
        read_rest(library)
    with pytest.raises(PackError):  # from now on no topic of it opens
        read_ahead(library, TWO, "en")


@pytest.mark.usefixtures("large")
def test_kv13_a_kiosk_compares_every_file_of_a_large_pack(pack: Path) -> None:
    assert not is_whole(open_library(pack, needs_seal=True))
    (pack / "topics/other/de.md").write_text("changed", encoding="utf-8")
    with pytest.raises(PackError, match="was changed after it was sealed"):
        open_library(pack, needs_seal=True)


def test_kv13_what_is_changed_while_it_is_open_is_not_shown(pack: Path) -> None:
    library = open_library(pack, needs_seal=True)
    (pack / "topics/other/en.md").write_text("changed", encoding="utf-8")
    with pytest.raises(PackError, match="was changed after it was sealed"):
        read_ahead(library, TWO, "en")


def rows_of(pack: Path) -> list[dict[str, Any]]:
    """Return what the index says."""
    found: list[dict[str, Any]] = json.loads((pack / INDEX).read_text(encoding="utf-8"))
    return found


def put(pack: Path, raw: bytes | object) -> None:
    """Put something in the place of the index, under a seal that holds."""
    if not isinstance(raw, bytes):
        raw = json.dumps(raw).encode()
    (pack / INDEX).write_bytes(raw)
    seal_as_it_is(pack)


def with_value(key: str, value: object) -> Callable[[Path], object]:
    """Return what gives one value to the first topic of an index."""
    return lambda pack: [{**rows_of(pack)[0], key: value}, *rows_of(pack)[1:]]


@pytest.mark.parametrize(
    "make",
    [
        lambda _: b"", lambda _: b"\xff\xfe", lambda _: b"\x00", lambda _: b"{", lambda _: b"NaN",
        lambda _: b"[" * 100_000, lambda _: b"9" * 10_000, lambda _: [0] * 1_000_000,
        lambda _: {}, lambda _: [3], lambda _: [[]], lambda _: [{}], lambda _: ["mini-topic"],
        lambda pack: [{**row, "more": ""} for row in rows_of(pack)],
        with_value("id", 3), with_value("title", None), with_value("message", ["a"]),
        with_value("medical", "m" * 2_001), with_value("keywords", "leg"),
        with_value("keywords", [1]), with_value("keywords", {"leg": "pain"}),
        with_value("review_due", "soon"), with_value("review_due", 20271121),
        with_value("card", "../../etc/passwd"), with_value("card", ""), with_value("card", "a.b"),
        with_value("made_from", "ab"), with_value("made_from", {}),
    ],
)  # fmt: skip
def test_a_hostile_index_is_refused_with_words(pack: Path, make: Callable[[Path], Any]) -> None:
    put(pack, make(pack))
    with pytest.raises(PackError) as caught:
        open_library(pack)
    fault = caught.value.fault
    assert fault.where == INDEX
    assert fault.what == "is no index of topics"
    assert fault.fix


@pytest.mark.usefixtures("large")
def test_an_index_without_end_is_read_no_further(pack: Path) -> None:
    (pack / INDEX).write_bytes(b"#" * 4_000_001)
    with pytest.raises(PackError, match="larger than 4 MB"):
        open_library(pack)


@pytest.mark.parametrize(
    "make",
    [
        lambda _: [], lambda pack: rows_of(pack)[:1], lambda pack: rows_of(pack) * 2,
        with_value("id", "unknown"), with_value("id", "../other"), with_value("made_from", []),
        with_value("made_from", [None, None]), with_value("made_from", [["a"], {}]),
        with_value("made_from", ["0" * 64, "0" * 64]),
    ],
)  # fmt: skip
def test_an_index_that_is_not_of_these_topics_is_never_used(
    pack: Path, make: Callable[[Path], Any]
) -> None:
    put(pack, make(pack))
    library = open_library(pack)
    assert is_whole(library)
    assert library.topics == load_library(pack).topics


@pytest.mark.parametrize(
    ("key", "value"),
    [("title", "Better"), ("message", "Have it done."), ("review_due", "2099-01-01")],
)
def test_a_topic_that_says_other_than_its_card_does_not_open(
    pack: Path, key: str, value: str
) -> None:
    put(pack, with_value(key, value)(pack))
    library = open_library(pack)
    with pytest.raises(PackError, match="says other than the index"):
        read_ahead(library, TWO, "en")
    assert read_ahead(library, ONE, "en").id == ONE


def test_a_topic_with_faults_under_a_seal_does_not_open(pack: Path) -> None:
    spoil(pack, "topics/other/en.md", "{#problem.what}", "{#problem.gone}")
    told = digests(open_pack(pack))
    rows = rows_of(pack)
    rows[0]["made_from"][1] = told["topics/other/en.md"]
    put(pack, rows)
    library = open_library(pack)
    assert not is_whole(library)
    with pytest.raises(PackError, match=r"no part problem\.what"):
        read_ahead(library, TWO, "en")


# check --seal


def test_check_tells_an_index_that_is_not_what_the_topics_say(pack: Path) -> None:
    library = load_library(pack)
    assert index_faults(library, open_pack(pack)) == []
    put(pack, with_value("title", "Better")(pack))
    assert [f.where for f in index_faults(library, open_pack(pack))] == [INDEX]
    found = examine(pack, TODAY, Handed()).found
    assert [v.rule for v in found if v.where == INDEX] == ["seal"]
    seal(pack)
    assert index_faults(library, open_pack(pack)) == []


def test_sealing_again_changes_nothing(pack: Path) -> None:
    before = {path: path.read_bytes() for path in pack.rglob("*") if path.is_file()}
    seal(pack)
    assert before == {path: path.read_bytes() for path in pack.rglob("*") if path.is_file()}


# What reads later


def test_each_keeps_the_last_few() -> None:
    asked: list[int] = []

    def read(key: int) -> str:
        asked.append(key)
        return str(key)

    found = Each(range(5), read, 2)
    assert (len(found), list(found), 3 in found, 9 in found) == (5, [0, 1, 2, 3, 4], True, False)
    assert asked == []
    assert [found[0], found[1], found[0], found[2], found[0], found[1]] == list("010201")
    assert asked == [0, 1, 2, 1]
    assert (found.has_read(0), found.has_read(2)) == (True, False)
    assert found.get(9) is None


def test_what_is_read_once_is_read_once_by_many_threads() -> None:
    asked: list[int] = []

    def make() -> str:
        asked.append(1)
        return "made"

    once = Once(make)
    threads = [Thread(target=once) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (once(), asked) == ("made", [1])


def test_what_could_not_be_read_is_tried_again() -> None:
    answers = iter([{}, {"a": 1}])
    found = Later(lambda: {"a": next(answers)["a"]})
    with pytest.raises(KeyError):
        found["a"]
    assert dict(found) == {"a": 1}
