"""RC1 to RC3, RC7, RC11 to RC13, RC16: how numbers, and missing ones, are worded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from missdesk.content.cells import shown_cell
from missdesk.content.pages import page_lines, shared_lines
from missdesk.content.violation import Violation
from missdesk.content.words import plain
from missdesk.model.blocks import FindingRef, Section, all_spans
from missdesk.model.compare import has_gap_only
from missdesk.model.evidence import Arm, Certainty, Favours, Finding, FindingId, Unknown
from missdesk.model.library import Library
from missdesk.model.topic import Row, Topic, TopicText
from missdesk.model.wording import unknown_words

PATTERNS = (
    ("RC2", re.compile(r"\b(?:1|one) in \d+", re.IGNORECASE), 'Say "out of 100"'),
    ("RC3", re.compile(r"\d\s*%|\bper ?cent\b", re.IGNORECASE), 'Say "out of 100"'),
    (
        "RC3",
        re.compile(
            r"\b(?:twice|double|half|\d+ times) (?:as|the) (?:risk|likely|often|many)\b", re.I
        ),
        "Give both numbers instead",
    ),
    ("RC16", re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])"), "Let the app round it"),
    (
        "RC13",
        re.compile(
            r"\b(?:no data|n/a|not applicable|unknown|not reported|not available|not known)\b", re.I
        ),
        'Say "We do not know", "Not studied here" or "Does not apply"',
    ),
)
RELATIVE = {"RR": "ratio", "OR": "ratio", "HR": "ratio", "PC": "percent change"}
PER_PEOPLE = "in 100"
INTERVAL = re.compile(r"\bCI\b|interval|\bIQR\b", re.IGNORECASE)
"""A value in the middle of these was found so; in the middle of a mere spread nobody found it."""
SURE = {
    Certainty.HIGH: "",
    Certainty.MODERATE: "probably",
    Certainty.LOW: "may",
    Certainty.VERY_LOW: "unsure",
}
"""The word of RC12 that belongs to each step; high needs none."""
HEDGE = re.compile(r"\b(?:probably|may|unsure)\b", re.IGNORECASE)
CLAIM = re.compile(
    r"\b(?:differ\w*|gap|same|more|fewer|less|shorter|longer|lower|higher|better|worse|helps?|gains?)\b",
    re.IGNORECASE,
)
"""A meaning with one of these says what the studies found; others only point elsewhere."""
NO_GAP = re.compile(r"\b(?:no difference|little gap|the same)\b", re.IGNORECASE)
CHANCE = "could be chance"
SAID_SURE = {"high": "does", "moderate": "probably", "low": "may", "very-low": "very unsure"}


def check(library: Library) -> Iterator[Violation]:
    """Yield wordings of numbers that mislead."""
    for text in library.texts.values():
        yield from _wordings(text, library)
        for section in text.sections.values():
            yield from _relative(section, text.path, library)
        topic = library.topics[text.topic]
        for row in topic.rows:
            yield from _row(topic, row, text, library)
    for finding in library.findings.values():
        yield from _midpoints(finding)
    yield from _fixed(library)


def _wordings(text: TopicText, library: Library) -> Iterator[Violation]:
    """Yield words that no number may be told in."""
    pages = {**page_lines(text, library), **shared_lines(library, text.language)}
    for line in (line for lines in pages.values() for line in lines):
        for rule, pattern, fix in PATTERNS:
            found = pattern.search(line.text)
            if found:
                yield Violation(rule, line.where, f'"{found[0]}" in {line.section}', fix)


def _relative(section: Section, path: str, library: Library) -> Iterator[Violation]:
    """Yield ratios in sentences; people need both numbers, or the difference."""
    for span in all_spans(section):
        if not isinstance(span, FindingRef) or span.arm != "effect":
            continue
        effect = library.findings[FindingId(span.finding)].effect
        if effect is not None and effect.kind in RELATIVE:
            what = f"the effect of {span.finding} is a {RELATIVE[effect.kind]} ({effect.kind})"
            yield Violation("RC3", f"{path}:{section.line}", what, "Give both numbers instead")


def _row(topic: Topic, row: Row, text: TopicText, library: Library) -> Iterator[Violation]:
    """Yield what is wrong with the numbers of one row."""
    section, finding = text.section(f"row.{row.id}"), library.findings[row.finding]
    where = f"{text.path}:{section.line}"
    cells = [shown_cell(row, section, option, library) for option in topic.options]
    units = {c.unit for c in cells if isinstance(c, Arm) and c.unit.startswith("in ")}
    if len(units) > 1:
        fix = "Show one of them, and tell the other under the table"
        yield Violation("RC1", where, f"{row.id} counts out of {sorted(units)}", fix)
    is_told = finding.display != "words"  # else its cells are words, and no ratio is printed
    if is_told and has_gap_only(finding) and finding.effect and finding.effect.kind in RELATIVE:
        what = f"{row.id} has only a {RELATIVE[finding.effect.kind]}, no numbers"
        yield Violation("RC3", where, what, "Tell it in words under the table")
    yes, no, meaning = (plain(section.fields[k], library) for k in ("yes", "no", "meaning"))
    if units == {PER_PEOPLE} and (not yes.strip() or not no.strip() or yes == no):
        fix = "Say what happened to them, and what happened to the others"
        yield Violation("RC7", where, f'{row.id} has "{yes}" and "{no}"', fix)
    yield from _meaning(meaning, finding, f"{where} {row.id}")


def _meaning(meaning: str, finding: Finding, where: str) -> Iterator[Violation]:
    """Yield certainty words that are not those of the finding's step (RC12)."""
    low, need = meaning.lower(), SURE[finding.certainty]
    hedge = HEDGE.search(low)
    said = hedge[0] if hedge else ""
    if (hedge or CLAIM.search(low)) and said != need:
        what = f'"{meaning}" for {finding.certainty.value} certainty'
        fix = f'Use the word "{need}"' if need else "Say it without probably or may"
        yield Violation("RC12", where, what, fix)
    is_one_way = finding.favours in {Favours.MIS, Favours.OPEN}
    if NO_GAP.search(low) and is_one_way and finding.clinically_important != "no":
        what = f'"{meaning}", but the finding favors {finding.favours.value}'
        yield Violation("RC13", where, what, "Say which way it points, or that we do not know")
    if CHANCE in low and is_one_way:
        what = f'"{meaning}", but the finding favors {finding.favours.value}'
        yield Violation("RC13", where, what, "Say which way it points, or mend the finding")


def _midpoints(finding: Finding) -> Iterator[Violation]:
    """Yield values that are only the middle of a spread."""
    for arm in (*finding.arms.values(), *finding.groups):
        if arm.value is None or arm.low is None or arm.high is None or arm.low == arm.high:
            continue
        if arm.value == (arm.low + arm.high) / 2 and not INTERVAL.search(arm.bounds):
            what = f"{arm.value:g} is the middle of {arm.low:g} to {arm.high:g}"
            yield Violation("RC11", finding.where, what, "Remove value, so that the range is shown")


def _fixed(library: Library) -> Iterator[Violation]:
    """Yield fixed wordings of certainty and of unknown numbers that are missing or other ones."""
    for language, sections in library.common.items():
        path = f"common/{language}.md"
        for unknown in Unknown:
            section, name = sections.get(f"unknown.{unknown.value}"), f"unknown.{unknown.value}"
            fixed = unknown_words(unknown)
            if section is None:
                yield Violation("RC13", path, f"no part {name}", f"Add a heading ## … {{#{name}}}")
            elif language == "en" and section.title != fixed:
                where = f"{path}:{section.line}"
                what = f'{name} is called "{section.title}", the pages say "{fixed}"'
                yield Violation("RC13", where, what, "Write the same words")
        for name, word in SAID_SURE.items() if language == "en" else ():
            section = sections.get(f"certainty.{name}")
            said = "" if section is None else plain(all_spans(section), library)
            if word not in said:
                what = f'certainty.{name} does not say "{word}"'
                yield Violation("RC12", path, what, f'Write a sentence with "{word}"')
