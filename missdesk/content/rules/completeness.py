"""IQ, IK, IC6: every step of every topic has what a decision aid needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from missdesk.content.needs import needed_sections
from missdesk.content.violation import Violation
from missdesk.model.blocks import FindingRef, Section, all_spans
from missdesk.model.evidence import Finding
from missdesk.model.library import Library
from missdesk.model.topic import Topic, TopicText

VALUES, QUESTIONS, TEACH_BACK, FIRST_ROWS = (5, 7), (8, 12), (5, 5), (1, 7)
COMMON = {
    "fixed.written": "IC3",
    "fixed.funding": "IC6",
    "fixed.not-reviewed": "IK15",
    "fixed.disclaimer": "IQ1",
    "fixed.formats": "LP12",
    "authors": "IK20",
    "evidence-choice": "IK18",
    "steps-to-decide": "IK10",
    "who-to-call": "CC14",
    "how-to-read.people": "PM25",
    "how-to-read.range": "PM25",
    "how-to-read.points": "PM25",
    "how-to-read.certainty": "PM25",
}
"""Shared parts that some page shows, with the standard that asks for them."""
WITH_BODY = ("problem.what", "problem.wait", "warning.emergency", "warning.call", "ready", "next")
DECISION = re.compile(r"\byou and your surgeon\b", re.IGNORECASE)
UNDONE = re.compile(r"\b(?:todo|tbd|fixme|xxx+|lorem ipsum)\b|\?\?\?|…\s*$", re.IGNORECASE)
XRAYS, CUT = re.compile(r"\bx-ray", re.I), re.compile(r"\b(?:scar|cut)s?\b", re.I)
LEAST_OPTIONS = 2
OPTIONAL = ("problem.causes", "compare.notes", "page.", "plate.", "view.")
"""Beginnings of the ids that a topic may have beside those it needs."""


def check(library: Library) -> Iterator[Violation]:
    """Yield what a topic or the pack lacks."""
    for language, sections in library.common.items():
        for name, rule in COMMON.items():
            if language == "en" and (name not in sections or not _has_body(sections[name])):
                fix = f"Write it under a heading ## … {{#{name}}}"
                yield Violation(rule, f"common/{language}.md", f"no part {name}", fix)
    for topic in library.topics.values():
        yield from _topic(topic)
    for text in library.texts.values():
        yield from _words(library.topics[text.topic], text, library)


def _topic(topic: Topic) -> Iterator[Violation]:
    """Yield wrong counts of what topic.toml lists."""
    where = f"topics/{topic.id}/topic.toml"
    first = [row for row in topic.rows if row.is_first]
    counted: Sequence[tuple[str, str, int, tuple[int, int]]] = (
        ("IK9", "values", len(topic.values), VALUES),
        ("IK11", "questions", len(topic.questions), QUESTIONS),
        ("RD10", "teach_back", len(topic.teach_back), TEACH_BACK),
        ("RC15", "rows with first = true", len(first), FIRST_ROWS),
    )
    for rule, name, count, (least, most) in counted:
        if not least <= count <= most:
            bar = str(least) if least == most else f"{least} to {most}"
            yield Violation(rule, f"{where} {name}", f"{count} of them", f"Write {bar}")
    is_surgical = any(option.techniques for option in topic.options)
    if is_surgical and not any(option.look == "none" for option in topic.options):
        fix = 'Add an [[option]] with look = "none"'
        yield Violation("IQ3", where, "no option stands for no operation", fix)
    if len(topic.options) < LEAST_OPTIONS:
        yield Violation("IQ3", where, "fewer than two options", "Add the others")
    if not topic.recovery:
        yield Violation("IQ6", where, "no recovery rows", "Add [[recovery]]")
    if not topic.claims:
        fix = f"Add claims/{topic.id}.toml"
        yield Violation("IC2", where, "no answer to what people have read", fix)


def _words(topic: Topic, text: TopicText, library: Library) -> Iterator[Violation]:
    """Yield parts without words, and what the topic never speaks of."""
    options = [
        f"option.{o.id}.{p}" for o in topic.options for p in ("what", "good", "bad", "living")
    ]
    claims = [f"claim.{c.id}" for c in topic.claims]
    for name in (*WITH_BODY, *options, *claims):
        section = text.sections.get(name)
        if section is not None and not _has_body(section):
            where = f"{text.path}:{section.line}"
            yield Violation("IQ1", where, f"{name} is empty", "Write its words")
    for section in text.sections.values():
        for words in (section.title, *_texts(section)):
            if UNDONE.search(words):
                where = f"{text.path}:{section.line}"
                yield Violation("IQ1", where, f"{section.id} is not finished", "Finish it")
    decision = "".join(getattr(s, "text", "") for s in text.section("topic").fields["decision"])
    if text.language == "en" and not DECISION.search(decision):
        where = f"{text.path}:{text.section('topic').line}"
        fix = 'Begin with "You and your surgeon are choosing between"'
        yield Violation("IQ2", where, "the decision is not stated", fix)
    yield from _unread(topic, text)
    yield from _claims(topic, text, library)
    yield from _mind_changers(topic, text)


def _unread(topic: Topic, text: TopicText) -> Iterator[Violation]:
    """Yield parts that no page ever shows, mostly for a slip in their id."""
    known = set(needed_sections(topic))
    for section in text.sections.values():
        if section.id not in known and not section.id.startswith(OPTIONAL):
            near = get_close_matches(section.id, known - set(text.sections), 1)
            fix = f'Did you mean "{near[0]}"' if near else "Name it in topic.toml, or remove it"
            where = f"{text.path}:{section.line}"
            yield Violation("IQ1", where, f"no page shows {section.id}", fix)


def _claims(topic: Topic, text: TopicText, library: Library) -> Iterator[Violation]:
    """Yield claims that are answered without one of their numbers, and have some."""
    for claim in topic.claims:
        section = text.section(f"claim.{claim.id}")
        told = {s.finding for s in all_spans(section) if isinstance(s, FindingRef)}
        with_figures = {f for f in claim.findings if _has_figures(library.findings[f])}
        if claim.verdict != "not-shown" and with_figures and not told & with_figures:
            where = f"{text.path}:{section.line}"
            what = f"{section.id} tells none of the numbers of its findings"
            yield Violation("IC2", where, what, "Write {finding:ID arm:KEY} in the answer")


def _has_figures(finding: Finding) -> bool:
    """Return whether there is a number to tell."""
    return any(arm.has_figures for arm in (*finding.arms.values(), *finding.groups))


def _mind_changers(topic: Topic, text: TopicText) -> Iterator[Violation]:
    """Yield operations whose X-rays and scar, which change people's minds, are not told."""
    if sum(bool(option.techniques) for option in topic.options) < LEAST_OPTIONS:
        return
    told = " ".join(words for s in text.sections.values() for words in (s.title, *_texts(s)))
    for name, pattern in (("X-rays", XRAYS), ("the cut or scar", CUT)):
        if not pattern.search(told):
            fix = "Say what is known, or that it is not known"
            yield Violation("RC24", text.path, f"{name} is never told", fix)


def _texts(section: Section) -> list[str]:
    """Return the typed words of a section."""
    return [getattr(span, "text", "") for span in all_spans(section)]


def _has_body(section: Section) -> bool:
    """Return whether anything stands under the heading."""
    return any(words.strip() for words in _texts(section)) or bool(section.fields)
