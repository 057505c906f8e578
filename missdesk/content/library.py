"""Reads a whole pack into an immutable Library; says what it had to leave out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from missdesk.content import evidence_toml as evidence
from missdesk.content.believed import Believed, believed_here, find_review
from missdesk.content.markdown import read_sections
from missdesk.content.needs import missing_parts, unknown_refs
from missdesk.content.pack_files import PICTURES, PackFiles, content_fault, matching, open_pack
from missdesk.content.seal import SEAL, broken_seal, is_sealed
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


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    files: PackFiles
    faults: Faults = field(default_factory=Faults)
    sources: dict[SourceId, Source] = field(default_factory=dict)
    findings: dict[FindingId, Finding] = field(default_factory=dict)
    milestones: dict[str, Milestone] = field(default_factory=dict)
    advice: dict[str, Advice] = field(default_factory=dict)

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
    """Return everything a pack holds.

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
    files = open_pack(root if root is not None else content_dir())
    if not ignores_seal:
        _look_at_seal(files, needs_seal=needs_seal)
    reading = _Reading(files)
    pack = _pack(reading)
    reading.faults.found += files.faults
    cards = _cards(reading)
    _evidence(reading)
    common = {language: _common(reading, language) for language in pack.languages}
    glossary = {language: _glossary(reading, language) for language in pack.languages}
    topics, texts = _topics(reading, pack)
    if not topics:
        reading.faults.add("topics", "no topic could be read", "Mend the faults above")
        raise PackError(reading.faults.found)
    trust = believed if believed is not None else believed_here()
    review, changed, refused = find_review(files, pack, reading.findings, trust)
    reading.faults.found += refused
    return Library(
        pack=replace(pack, review=review),
        topics=topics,
        texts=texts,
        common=common,
        findings=reading.findings,
        sources=reading.sources,
        milestones=reading.milestones,
        advice=reading.advice,
        glossary=glossary,
        grades=_grades(reading),
        faults=tuple(reading.faults.found),
        changed=changed,
        cards=cards,
    )


def _cards(reading: _Reading) -> dict[str, bytes]:
    """Return the pack's own pictures for the start page; one that is none is left out."""
    found: dict[str, bytes] = {}
    for name in reading.files.names():
        if not name.endswith(PICTURES):
            continue
        fault = content_fault(reading.files, name)
        if fault is not None:
            reading.faults.found.append(fault)
        elif name.startswith("cards/"):
            found[Path(name).stem] = reading.files.read(name)
    return found


def _look_at_seal(files: PackFiles, *, needs_seal: bool) -> None:
    """Refuse a pack that is not as it was sealed; without a seal, where one is needed."""
    if is_sealed(files):
        faults = broken_seal(files)
    elif needs_seal:
        faults = [Fault(f"{files.where}/{SEAL}", "the pack has no seal", "Seal it: check --seal")]
    else:
        faults = []
    if faults:
        raise PackError(faults)


def _pack(reading: _Reading) -> Pack:
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


def _evidence(reading: _Reading) -> None:
    """Read sources first, then what cites them; a row with a fault is left out."""
    patterns = ("evidence/*.toml", "recovery/*.toml")
    names = [name for pattern in patterns for name in matching(reading.files, pattern)]
    tables = [reading.table(name) for name in names]
    for table in tables:
        for row in table.tables("source"):
            _keep(reading, row, evidence.read_source, reading.sources)
    for table in tables:
        for row in table.tables("finding"):
            _keep(
                reading, row, lambda r: evidence.read_finding(r, reading.sources), reading.findings
            )
        for row in table.tables("milestone"):
            _keep(
                reading,
                row,
                lambda r: evidence.read_milestone(r, reading.sources),
                reading.milestones,
            )
        for row in table.tables("advice"):
            _keep(reading, row, lambda r: evidence.read_advice(r, reading.sources), reading.advice)


def _keep(
    reading: _Reading,
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


def _common(reading: _Reading, language: str) -> dict[str, Section]:
    """Return the shared words of a language; a section with a wrong reference is left out."""
    name = f"common/{language.lower()}.md"
    found = _sections(reading, name)
    for section in tuple(found.values()):
        faults = list(unknown_refs(section, name, reading.findings, reading.sources))
        if faults:
            reading.faults.found += faults
            del found[section.id]
    return found


def _sections(reading: _Reading, name: str) -> dict[str, Section]:
    """Return a Markdown file's sections; empty when it can't be read."""
    text = read_text(reading.files, name, reading.faults)
    return {} if text is None else read_sections(text, name, reading.faults)


def _glossary(reading: _Reading, language: str) -> dict[str, GlossaryEntry]:
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
    reading: _Reading, pack: Pack
) -> tuple[dict[TopicId, Topic], dict[tuple[TopicId, str], TopicText]]:
    """Return topics without faults, in the pack's order, then by name; and their words."""
    topics: dict[TopicId, Topic] = {}
    texts: dict[tuple[TopicId, str], TopicText] = {}
    languages, order = pack.languages, {name: at for at, name in enumerate(pack.topics)}
    names = set(reading.files.names())
    folders = [name.split("/")[1] for name in matching(reading.files, "topics/*/topic.toml")]
    for folder in sorted(folders, key=lambda name: order.get(name, len(order))):
        before = len(reading.faults.found)
        claims_name = f"claims/{folder}.toml"
        claims = read_claims(reading.table(claims_name)) if claims_name in names else ()
        name = f"topics/{folder}/topic.toml"
        table = reading.table(name)
        if not table.values:
            continue  # the file itself can't be read; what it lacks is no news
        topic = read_topic(table, claims)
        if topic.id != folder:
            reading.faults.add(
                name,
                f'the id "{topic.id}" is not the folder\'s name',
                "Make them equal",
            )
        words = {language: _topic_text(reading, topic, folder, language) for language in languages}
        for text in words.values():
            if not text.sections and reading.has_fault(text.path):
                continue  # the file itself can't be read; what it lacks is no news
            for fault in missing_parts(
                topic, text, reading.findings, reading.milestones, reading.sources
            ):
                reading.faults.found.append(fault)
        if len(reading.faults.found) == before:
            topics[topic.id] = topic
            texts |= {(topic.id, language): text for language, text in words.items()}
    return topics, texts


def _topic_text(reading: _Reading, topic: Topic, folder: str, language: str) -> TopicText:
    """Return a topic's words in one language."""
    name = f"topics/{folder}/{language.lower()}.md"
    return TopicText(topic.id, language, _sections(reading, name), name)


def _grades(reading: _Reading) -> Mapping[tuple[TopicId, str], float]:
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
