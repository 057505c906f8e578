"""IC2, IC5, RC4, RC5: each number has a finding, each finding its source, time and reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from missdesk.content.violation import Violation
from missdesk.model.blocks import Section, Span, Text, spans_of
from missdesk.model.evidence import Finding, Source
from missdesk.model.library import Library

LEVEL = re.compile(r"\b[CTLS]\d{1,2}\b(?:[-\u2013][CTLS]?\d{1,2}\b)?")
DIGIT = re.compile(r"\d[\d.,]*")
SPELLED = re.compile(
    r"\b(?:half|third|quarter|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty)"
    r"\s+(?:out of|in)\s+\w+)\s+of\s+(?:people|patients)\b",
    re.IGNORECASE,
)


def check(library: Library) -> Iterator[Violation]:
    """Yield findings without what they must carry, and numbers typed into prose."""
    shown = {row.finding for topic in library.topics.values() for row in topic.rows}
    shown |= {f for t in library.topics.values() for c in t.claims for f in c.findings}
    for finding_id in sorted(shown):
        finding = library.findings[finding_id]
        yield from _finding(finding, library)
    for text in library.texts.values():
        for section in text.sections.values():
            yield from _digits(section, text.path)


def _finding(finding: Finding, library: Library) -> Iterator[Violation]:
    """Yield what one finding lacks."""
    where = finding.where
    if not finding.follow_up.strip():
        yield Violation("RC4", where, "no time window", "Add follow_up")
    if not finding.certainty_from.strip():
        yield Violation("RC11", where, "no reason for the certainty", "Add certainty_from")
    if not any(_can_be_found(library.sources[s]) for s in finding.sources):
        yield Violation("IC2", where, "no source can be looked up", "Add a DOI, PMID or title")


def _can_be_found(source: Source) -> bool:
    """Return whether a reader could find the source again."""
    return bool(source.doi or source.pmid or (source.title and (source.authors or source.journal)))


def _digits(section: Section, path: str) -> Iterator[Violation]:
    """Yield digits and spelled shares in prose; level names are no numbers."""
    places = [(s, b.line) for b in section.blocks for s in spans_of(b)]
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
    """Return the numbers typed into plain words."""
    if not isinstance(span, Text):
        return []
    words = LEVEL.sub("", span.text)
    return DIGIT.findall(words) + [m.group(0) for m in SPELLED.finditer(words)]
