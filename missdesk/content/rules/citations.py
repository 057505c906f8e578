"""IC2, IC5, RC4, RC5, RC11, RC20: each number has a finding, with source, time and reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from missdesk.content.violation import Violation
from missdesk.content.words import arm_of, plain
from missdesk.model.blocks import (
    FindingRef,
    Link,
    Section,
    SourceRef,
    Span,
    Term,
    Text,
    all_spans,
    spans_of,
)
from missdesk.model.evidence import Finding, FindingId, Source, SourceId
from missdesk.model.library import Library
from missdesk.model.topic import Topic, TopicText

LEVEL = re.compile(r"\b[CTLS]\d{1,2}\b(?:[-\u2013][CTLS]?\d{1,2}\b)?")
DIGIT = re.compile(r"\d+(?:[.,]\d+)*")
SPELLED = re.compile(
    r"\b(?:half|third|quarter|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty)"
    r"\s+(?:out of|in)\s+\w+)\s+of\s+(?:people|patients)\b",
    re.IGNORECASE,
)
COUNTS = {
    "half a": 0.5, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
MONTHS = {"year": 12.0, "month": 1.0, "week": 0.25, "day": 1 / 30}
WINDOW = re.compile(
    rf"\b({'|'.join(COUNTS)}) (?:to ({'|'.join(COUNTS)}) )?(year|month|week|day)s?\b"
)
ABOUT = re.compile(r"\babout\b|\bor (?:so|more)\b")
BY_LOT = re.compile(r"(?<!not )\bby lot\b")
WATCHED = frozenset({"cohort", "registry", "survey", "patient-information", "narrative-review"})
"""Kinds of source that put nobody in groups by lot (RC20)."""
NEAR, ABOUT_NEAR = 0.1, 0.25
"""How far a window told in words may lie from that of the finding, as a share of it."""
FIXED = "fixed."
"""Fixed sentences may hold the year they were written in."""


def check(library: Library) -> Iterator[Violation]:
    """Yield findings without what they must carry, and numbers typed into prose."""
    for finding_id in sorted(shown_findings(library)):
        yield from _finding(library.findings[finding_id], library)
    for text in library.texts.values():
        yield from _groups(library.topics[text.topic], text, library)
        for section in text.sections.values():
            yield from _digits(section, text.path)
            yield from _counts(section, text.path, library)
    for language, sections in library.common.items():
        for section in sections.values():
            if not section.id.startswith(FIXED):
                yield from _digits(section, f"common/{language}.md")
    yield from _days(library)


def shown_findings(library: Library) -> set[FindingId]:
    """Return every finding that a row, a claim, a scar or a sentence shows."""
    topics = library.topics.values()
    shown = {row.finding for topic in topics for row in topic.rows}
    shown |= {f for topic in topics for claim in topic.claims for f in claim.findings}
    shown |= {o.cut.finding for t in topics for o in t.options if o.cut and o.cut.finding}
    sections = [s for text in library.texts.values() for s in text.sections.values()]
    sections += [s for common in library.common.values() for s in common.values()]
    spans = [span for section in sections for span in all_spans(section)]
    return shown | {FindingId(s.finding) for s in spans if isinstance(s, FindingRef)}


def _finding(finding: Finding, library: Library) -> Iterator[Violation]:
    """Yield what one finding lacks."""
    where = finding.where
    if not finding.follow_up.strip():
        yield Violation("RC4", where, "no time window", "Add follow_up")
    if not finding.certainty_from.strip():
        yield Violation("RC11", where, "no reason for the certainty", "Add certainty_from")
    if not any(_can_be_found(library.sources[s]) for s in finding.sources):
        yield _lost(where, finding.sources)


def _lost(where: str, sources: tuple[SourceId, ...]) -> Violation:
    """Return that none of some sources can be looked up."""
    what = f"no source can be looked up ({', '.join(sources)})"
    return Violation("IC2", where, what, "Give one of them a doi, pmid or address")


def _can_be_found(source: Source) -> bool:
    """Return whether a reader can find the source again, without a search by its title."""
    return bool(source.doi or source.pmid or source.address)


def _groups(topic: Topic, text: TopicText, library: Library) -> Iterator[Violation]:
    """Yield rows that do not say about whom, when, why sure or where from."""
    for row in topic.rows:
        section = text.section(f"row.{row.id}")
        for field, rule in (("who", "RC5"), ("when", "RC4"), ("why", "RC11"), ("from", "RC20")):
            if not section.fields.get(field):
                where = f"{text.path}:{section.line}"
                yield Violation(rule, where, f'"{field}" of {section.id} is empty', "Write it")
        finding = library.findings[row.finding]
        yield from _window(finding, section, text.path, library)
        kinds = {library.sources[source].kind for source in finding.sources}
        if BY_LOT.search(plain(section.fields["from"], library)) and kinds <= WATCHED:
            what = f'{section.id} says "by lot", its sources are: {", ".join(sorted(kinds))}'
            yield Violation("RC20", f"{text.path}:{section.line}", what, "Say how it was studied")


def _window(finding: Finding, section: Section, path: str, library: Library) -> Iterator[Violation]:
    """Yield a time told in words that is not the one of the finding."""
    told = plain(section.fields["when"], library).lower()
    found, months = WINDOW.search(told), finding.follow_up_months
    if found is None or not months:
        return
    last = COUNTS[found[2] or found[1]] * MONTHS[found[3]]
    first = finding.follow_up_from_months or months
    near = ABOUT_NEAR if ABOUT.search(told) else NEAR
    if not first * (1 - near) <= last <= months * (1 + near):
        what = f'{section.id} says "{told}", its finding {finding.follow_up}'
        yield Violation("RC4", f"{path}:{section.line}", what, "Say the time of the finding")


def _counts(section: Section, path: str, library: Library) -> Iterator[Violation]:
    """Yield a sentence that asks for a count of people that its study does not state."""
    for span in all_spans(section):
        counted: int | None = 0
        name = ""
        if isinstance(span, SourceRef):
            counted, name = library.sources[SourceId(span.source)].n_patients, span.source
        elif isinstance(span, FindingRef) and span.form == "n":
            counted = arm_of(library.findings[FindingId(span.finding)], span.arm).n
            name = span.finding
        if counted is None:
            what = f'{section.id} would read "not stated": {name} has no count of people'
            yield Violation("RC5", f"{path}:{section.line}", what, "Leave the count out")


def _days(library: Library) -> Iterator[Violation]:
    """Yield days of recovery whose source nobody can look up."""
    topics = library.topics.values()
    shown = {m for t in topics for row in t.recovery for m in row.milestones.values()}
    for milestone in (library.milestones[name] for name in sorted(shown)):
        if not any(_can_be_found(library.sources[s]) for s in milestone.sources):
            yield _lost(f"recovery/{milestone.procedure}.toml {milestone.id}", milestone.sources)


def _digits(section: Section, path: str) -> Iterator[Violation]:
    """Yield digits and spelled shares in prose; level names are no numbers."""
    # "Lift more than 5 kg" says what is asked, not what was found.
    is_activity = section.id.startswith("activity.")
    places: list[tuple[Span, int]] = [(Text("" if is_activity else section.title), section.line)]
    places += [(s, b.line) for b in section.blocks for s in spans_of(b)]
    places += [(s, section.line) for words in section.fields.values() for s in words]
    for span, line in places:
        for found in _numbers(span):
            yield Violation(
                "IC2",
                f"{path}:{line}",
                f'the number "{found}" is typed into {section.id}',
                "Write {finding:ID arm:KEY} so that it comes with its source",
            )


def _numbers(span: Span) -> list[str]:
    """Return the numbers typed into plain words; a link's address is none of them."""
    if not isinstance(span, Text | Term | Link):
        return []
    words = LEVEL.sub("", span.text)
    return DIGIT.findall(words) + [m.group(0) for m in SPELLED.finditer(words)]
