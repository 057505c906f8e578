"""Reads a whole pack into an immutable Library; says what it had to leave out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from missdesk.content import evidence_toml as evidence
from missdesk.content.believed import Believed, believed_here, find_review
from missdesk.content.markdown import read_sections
from missdesk.content.needs import missing_parts, unknown_refs
from missdesk.content.pack_files import PICTURES, PackFiles, matching, open_pack, unreadable
from missdesk.content.pictures import picture_fault
from missdesk.content.seal import SEAL, SealedFiles, is_sealed
from missdesk.content.toml_reader import Faults, Table, read_text, read_toml
from missdesk.content.topic_toml import read_claims, read_topic
from missdesk.errors import Fault, PackError
from missdesk.model.blocks import Section
from missdesk.model.evidence import Finding, FindingId, Source, SourceId
from missdesk.model.library import GlossaryEntry, Library, Pack
from missdesk.model.recovery import Advice, Milestone
from missdesk.model.topic import Topic, TopicId, TopicText
from missdesk.paths import content_dir

Item = TypeVar("Item")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Evidence(NamedTuple):
    """What stands behind the numbers of all topics."""

    sources: Mapping[SourceId, Source]
    findings: Mapping[FindingId, Finding]
    milestones: Mapping[str, Milestone]
    advice: Mapping[str, Advice]


@dataclass(slots=True)
class Reading:
    """What a pack is read with: its files, what is wrong with them, and the evidence."""

    files: PackFiles
    faults: Faults = field(default_factory=Faults)
    known: Evidence = field(default_factory=lambda: Evidence({}, {}, {}, {}))

    def has_fault(self, name: str) -> bool:
        """Return whether anything is wrong with a file."""
        return any(fault.where.startswith(name) for fault in self.faults.found)

    def table(self, name: str) -> Table:
        """Return a TOML file's top table."""
        return Table(read_toml(self.files, name, self.faults), name, self.faults)


def load_library(
    root: Path | None = None,
    *,
    believed: Believed | None = None,
    needs_seal: bool = False,
    ignores_seal: bool = False,
) -> Library:
    """Return everything a pack holds, all of it read now; see `content.on_demand` for the desk.

    A topic with faults is left out and listed in `Library.faults`, so that the app can start
    with the rest; so is a finding. Unverified rows are dropped without a word. A review that
    can't be believed counts as none, and is listed.

    Args:
        root: Folder or zip of the pack; None = the pack that came with the app.
        believed: Whose reviews count and where they are kept; None = only this clinic's own.
        needs_seal: Refuse a pack without a seal, as the kiosk does (KV13).
        ignores_seal: Read it although its seal is broken, to check it and seal it anew.

    Raises:
        PackError: No topic at all could be read, pack.toml is unusable, the pack holds what none
            may hold, or it is not as it was sealed.
    """
    files = files_of(root)
    trust = believed if believed is not None else believed_here()
    sealed = None if ignores_seal else sealed_files(files, needs_seal=needs_seal)
    if sealed is None:
        return _read_all(files, trust)
    with sealed.telling_all():
        library = _read_all(sealed, trust)
        sealed.compare()
    return library


def files_of(root: Path | None) -> PackFiles:
    """Return the files of a pack; None = the one that came with the app.

    Raises:
        PackError: There is nothing such, or it holds what no pack may hold.
    """
    return open_pack(root if root is not None else content_dir())


def sealed_files(files: PackFiles, *, needs_seal: bool) -> SealedFiles | None:
    """Return the files such that each is compared with the seal; None = there is no seal.

    Raises:
        PackError: There is no seal where one is needed, or it is none.
    """
    if is_sealed(files):
        return SealedFiles(files)
    if needs_seal:
        fix = "Run: missdesk check --seal"
        raise PackError([Fault(f"{files.where}/{SEAL}", "the pack has no seal", fix)])
    return None


def _read_all(files: PackFiles, trust: Believed) -> Library:
    """Return everything a pack holds; see `load_library`."""
    reading = Reading(files)
    pack = read_pack(reading)
    reading.faults.found += files.faults
    cards = _cards(reading)
    reading.known = read_evidence(reading)
    common = {language: read_common(reading, language) for language in pack.languages}
    glossary = {language: read_glossary(reading, language) for language in pack.languages}
    topics, texts = _topics(reading, pack)
    if not topics:
        reading.faults.add("topics", "no topic could be read", "Mend the faults above")
        raise PackError(reading.faults.found)
    review, changed, refused = find_review(files, pack, reading.known.findings, trust)
    reading.faults.found += refused
    return Library(
        pack=replace(pack, review=review),
        topics=topics,
        texts=texts,
        common=common,
        **reading.known._asdict(),
        glossary=glossary,
        grades=read_grades(reading),
        faults=tuple(reading.faults.found),
        changed=changed,
        cards=cards,
    )


def _cards(reading: Reading) -> dict[str, bytes]:
    """Return the pack's own pictures for the start page; one that is none is left out."""
    found: dict[str, bytes] = {}
    for name in reading.files.names():
        picture = read_picture(reading, name) if name.endswith(PICTURES) else None
        if picture is not None and name.startswith("cards/"):
            found[Path(name).stem] = picture
    return found


def read_picture(reading: Reading, name: str) -> bytes | None:
    """Return a picture's bytes; None with a fault when it can't be read or is none."""
    try:
        raw = reading.files.read(name)
    except OSError as error:
        reading.faults.found.append(unreadable(name, error))
        return None
    fault = picture_fault(raw, name)
    if fault is not None:
        reading.faults.found.append(fault)
    return raw if fault is None else None


def read_pack(reading: Reading) -> Pack:
    """Return pack.toml; raises PackError, since nothing can be shown without it."""
    table = reading.table("pack.toml")
    table.only("id", "title", "version", "written", "review_due", "languages", "topics")
    pack = Pack(
        id=table.text("id", is_needed=True),
        title=table.text("title", is_needed=True),
        version=table.text("version", is_needed=True),
        written=table.day("written"),
        review_due=table.day("review_due"),
        languages=table.texts("languages", is_needed=True),
        topics=table.texts("topics"),
    )
    for language in pack.languages:
        if not LANGUAGE.fullmatch(language):
            table.fault("languages", f'"{language[:40]}" is no language', 'Write one such as "en"')
    if not pack.languages:
        table.fault("languages", "names none", 'Write ["en"]')
    if len(set(pack.languages)) != len(pack.languages):
        table.fault("languages", "names one twice", "Remove one")
    if reading.faults.found:
        raise PackError(reading.faults.found)
    return pack


def read_evidence(reading: Reading) -> Evidence:
    """Read sources first, then what cites them; a row with a fault is left out."""
    patterns = ("evidence/*.toml", "recovery/*.toml")
    names = [name for pattern in patterns for name in matching(reading.files, pattern)]
    tables = [reading.table(name) for name in names]
    sources: dict[SourceId, Source] = {}
    findings: dict[FindingId, Finding] = {}
    milestones: dict[str, Milestone] = {}
    advice: dict[str, Advice] = {}
    for table in tables:
        for row in table.tables("source"):
            _keep(reading, row, evidence.read_source, sources)
    for table in tables:
        for row in table.tables("finding"):
            _keep(reading, row, lambda r: evidence.read_finding(r, sources), findings)
        for row in table.tables("milestone"):
            _keep(reading, row, lambda r: evidence.read_milestone(r, sources), milestones)
        for row in table.tables("advice"):
            _keep(reading, row, lambda r: evidence.read_advice(r, sources), advice)
    return Evidence(sources, findings, milestones, advice)


def _keep(
    reading: Reading,
    row: Table,
    read: Callable[[Table], Item | None],
    into: dict[str, Item] | dict[SourceId, Item] | dict[FindingId, Item],
) -> None:
    """Read one row into a dict by id, unless reading it added a fault or it is unverified."""
    before = len(reading.faults.found)
    item = read(row)
    if item is None or len(reading.faults.found) > before:
        return
    key = item.id  # type: ignore[attr-defined]  # all four row types have an id
    if key in into:
        row.fault("id", f'the id "{key}" is used twice', "Rename one of them")
        return
    into[key] = item


def read_common(reading: Reading, language: str) -> dict[str, Section]:
    """Return the shared words of a language; a section with a wrong reference is left out."""
    name = f"common/{language.lower()}.md"
    found = _sections(reading, name)
    for section in tuple(found.values()):
        faults = list(unknown_refs(section, name, reading.known.findings, reading.known.sources))
        if faults:
            reading.faults.found += faults
            del found[section.id]
    return found


def _sections(reading: Reading, name: str) -> dict[str, Section]:
    """Return a Markdown file's sections; empty when it can't be read."""
    text = read_text(reading.files, name, reading.faults)
    return {} if text is None else read_sections(text, name, reading.faults)


def read_glossary(reading: Reading, language: str) -> dict[str, GlossaryEntry]:
    """Return hard words by id, and by each other form in lower case."""
    table = reading.table(f"glossary/{language.lower()}.toml")
    found: dict[str, GlossaryEntry] = {}
    ids: set[str] = set()
    for row in table.tables("term"):
        row.only("id", "word", "meaning", "also")
        entry = GlossaryEntry(
            row.text("word", is_needed=True), row.text("meaning", is_needed=True), row.texts("also")
        )
        key = row.text("id", is_needed=True)
        if key in ids:
            row.fault("id", f'the id "{key}" is used twice', "Rename one of them")
        ids.add(key)
        found[key] = entry
        for form in (entry.term, *entry.also):
            found.setdefault(form.lower(), entry)
    return found


def _topics(
    reading: Reading, pack: Pack
) -> tuple[dict[TopicId, Topic], dict[tuple[TopicId, str], TopicText]]:
    """Return topics without faults, in the pack's order, then by name; and their words."""
    topics: dict[TopicId, Topic] = {}
    texts: dict[tuple[TopicId, str], TopicText] = {}
    for folder in in_order(reading.files, pack):
        before = len(reading.faults.found)
        topic = read_one(reading, folder)
        if topic is None:
            continue
        words = {name: read_words(reading, topic, folder, name) for name in pack.languages}
        if len(reading.faults.found) == before:
            topics[topic.id] = topic
            texts |= {(topic.id, language): text for language, text in words.items()}
    return topics, texts


def in_order(files: PackFiles, pack: Pack) -> list[str]:
    """Return the folders of topics in the pack's order, then by name."""
    folders = [name.split("/")[1] for name in matching(files, "topics/*/topic.toml")]
    order = {name: at for at, name in enumerate(pack.topics)}
    return sorted(folders, key=lambda name: order.get(name, len(order)))


def read_one(reading: Reading, folder: str) -> Topic | None:
    """Return a topic without its words; None when its file can't be read."""
    claims_name, name = f"claims/{folder}.toml", f"topics/{folder}/topic.toml"
    has_claims = claims_name in reading.files.names()
    claims = read_claims(reading.table(claims_name)) if has_claims else ()
    table = reading.table(name)
    if not table.values:
        return None  # the file itself can't be read; what it lacks is no news
    topic = read_topic(table, claims)
    if topic.id != folder:
        what = f'the id "{topic.id}" is not the folder\'s name'
        reading.faults.add(name, what, "Make them equal")
    return topic


def read_words(reading: Reading, topic: Topic, folder: str, language: str) -> TopicText:
    """Return a topic's words in one language; what they lack becomes faults."""
    name = f"topics/{folder}/{language.lower()}.md"
    text = TopicText(topic.id, language, _sections(reading, name), name)
    if not text.sections and reading.has_fault(name):
        return text  # the file itself can't be read; what it lacks is no news
    reading.faults.found += missing_parts(
        topic, text, reading.known.findings, reading.known.milestones, reading.known.sources
    )
    return text


def read_grades(reading: Reading) -> Mapping[tuple[TopicId, str], float]:
    """Return the stored reading grades; none when they have not been measured."""
    if "grades.toml" not in reading.files.names():
        return {}
    table = reading.table("grades.toml")
    return {
        (TopicId(topic), language): grade
        for topic in table.values
        if (row := table.table(topic)) is not None
        for language in row.values
        if (grade := row.number(language)) is not None
    }
