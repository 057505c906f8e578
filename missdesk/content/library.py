"""Reads a whole pack into an immutable Library; says what it had to leave out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from missdesk.content import evidence_toml as evidence
from missdesk.content.markdown import read_sections
from missdesk.content.needs import missing_parts, unknown_refs
from missdesk.content.toml_reader import Faults, Table, read_text, read_toml
from missdesk.content.topic_toml import read_claims, read_topic
from missdesk.errors import PackError
from missdesk.model.blocks import Section
from missdesk.model.evidence import Finding, FindingId, Source, SourceId
from missdesk.model.library import GlossaryEntry, Library, Pack, Review
from missdesk.model.recovery import Advice, Milestone
from missdesk.model.topic import Topic, TopicId, TopicText
from missdesk.paths import content_dir

Item = TypeVar("Item")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    root: Path
    faults: Faults = field(default_factory=Faults)
    sources: dict[SourceId, Source] = field(default_factory=dict)
    findings: dict[FindingId, Finding] = field(default_factory=dict)
    milestones: dict[str, Milestone] = field(default_factory=dict)
    advice: dict[str, Advice] = field(default_factory=dict)

    def name(self, path: Path) -> str:
        """Return a file's name for messages, relative to the pack."""
        return path.relative_to(self.root).as_posix()

    def has_fault(self, name: str) -> bool:
        """Return whether anything is wrong with a file."""
        return any(fault.where.startswith(name) for fault in self.faults.found)

    def table(self, path: Path) -> Table:
        """Return a TOML file's top table."""
        name = self.name(path)
        return Table(read_toml(path, name, self.faults), name, self.faults)


def load_library(root: Path | None = None) -> Library:
    """Return everything a pack holds.

    A topic with faults is left out and listed in `Library.faults`, so that the app can start
    with the rest; so is a finding. Unverified rows are dropped without a word.

    Args:
        root: Folder of the pack; None = the pack that came with the app.

    Raises:
        PackError: No topic at all could be read, or pack.toml is unusable.
    """
    reading = _Reading(root if root is not None else content_dir())
    pack = _pack(reading)
    _evidence(reading)
    common = {language: _common(reading, language) for language in pack.languages}
    glossary = {language: _glossary(reading, language) for language in pack.languages}
    topics, texts = _topics(reading, pack)
    if not topics:
        reading.faults.add("topics", "no topic could be read", "Mend the faults above")
        raise PackError(reading.faults.found)
    return Library(
        pack=pack,
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
    )


def _pack(reading: _Reading) -> Pack:
    """Return pack.toml; raises PackError, since nothing can be shown without it."""
    table = reading.table(reading.root / "pack.toml")
    keys = ("id", "title", "version", "written", "review_due", "languages", "topics", "review")
    table.only(*keys)
    review = table.table("review")
    signed = None
    if review is not None and review.values:
        signed = Review(
            review.text("by", is_needed=True),
            review.text("role", is_needed=True),
            review.day("on"),
        )
    pack = Pack(
        id=table.text("id", is_needed=True),
        title=table.text("title", is_needed=True),
        version=table.text("version", is_needed=True),
        written=table.day("written"),
        review_due=table.day("review_due"),
        languages=table.texts("languages", is_needed=True),
        review=signed,
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
    folder = reading.root / "evidence"
    paths = sorted(folder.glob("*.toml")) + sorted((reading.root / "recovery").glob("*.toml"))
    tables = [reading.table(path) for path in paths]
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
    path = reading.root / "common" / f"{language}.md"
    found = _sections(reading, path)
    for section in tuple(found.values()):
        faults = list(unknown_refs(section, reading.name(path), reading.findings, reading.sources))
        if faults:
            reading.faults.found += faults
            del found[section.id]
    return found


def _sections(reading: _Reading, path: Path) -> dict[str, Section]:
    """Return a Markdown file's sections; empty when it can't be read."""
    name = reading.name(path)
    text = read_text(path, name, reading.faults)
    return {} if text is None else read_sections(text, name, reading.faults)


def _glossary(reading: _Reading, language: str) -> dict[str, GlossaryEntry]:
    """Return hard words by id, and by each other form in lower case."""
    table = reading.table(reading.root / "glossary" / f"{language}.toml")
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
    paths = sorted((reading.root / "topics").glob("*/topic.toml"))
    for path in sorted(paths, key=lambda p: order.get(p.parent.name, len(order))):
        before = len(reading.faults.found)
        claims_path = reading.root / "claims" / f"{path.parent.name}.toml"
        claims = read_claims(reading.table(claims_path)) if claims_path.exists() else ()
        table = reading.table(path)
        if not table.values:
            continue  # the file itself can't be read; what it lacks is no news
        topic = read_topic(table, claims)
        if topic.id != path.parent.name:
            reading.faults.add(
                reading.name(path),
                f'the id "{topic.id}" is not the folder\'s name',
                "Make them equal",
            )
        words = {
            language: _topic_text(reading, topic, path.parent / f"{language}.md", language)
            for language in languages
        }
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


def _topic_text(reading: _Reading, topic: Topic, path: Path, language: str) -> TopicText:
    """Return a topic's words in one language."""
    return TopicText(topic.id, language, _sections(reading, path), reading.name(path))


def _grades(reading: _Reading) -> Mapping[tuple[TopicId, str], float]:
    """Return the stored reading grades; none when they have not been measured."""
    path = reading.root / "grades.toml"
    if not path.exists():
        return {}
    table = reading.table(path)
    return {
        (TopicId(topic), language): grade
        for topic in table.values
        if (row := table.table(topic)) is not None
        for language in row.values
        if (grade := row.number(language)) is not None
    }
