"""CC8, PM4, PM9, PM19: short lists, headings that say what follows, hard words told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeGuard

from missdesk.content.pages import SILENT_FIELDS
from missdesk.content.violation import Violation
from missdesk.model.blocks import (
    Block,
    Heading,
    ListBlock,
    Section,
    Span,
    Spans,
    Term,
    Text,
    spans_of,
)
from missdesk.model.library import GlossaryEntry, Library
from missdesk.model.topic import TopicText

MAX_ITEMS = 7
FIRST_LEVEL = 3
LONGEST = {"row.": 26, "page.": 12}
"""Characters of a title that stands in a narrow place: a row of Compare, a step (PM19)."""
LONGEST_MEANING = 22
QUOTES = "claim."
NAMES = "topic"
"""Its message and decision stand on one page with `problem.what`, which explains their words."""


def check(library: Library) -> Iterator[Violation]:
    """Yield long lists, headings that tell nothing, and words told too late."""
    for text in library.texts.values():
        for section in text.sections.values():
            yield from _section(section, text.path)
        yield from _first_use(text, library)
    for language, sections in library.common.items():
        for section in sections.values():
            yield from _section(section, f"common/{language}.md")


def _section(section: Section, path: str) -> Iterator[Violation]:
    """Yield what is wrong with the build of one section."""
    where = f"{path}:{section.line}"
    if not section.title.strip():
        yield Violation("PM9", where, f"{section.id} has no words in its heading", "Write some")
    if section.title.rstrip().endswith(".") and not section.id.startswith(QUOTES):
        what = f'the heading "{section.title[:40]}" ends with a full stop'
        yield Violation("PM9", where, what, "Remove the stop")
    for start, most in LONGEST.items():
        if section.id.startswith(start) and len(section.title) > most:
            what = f'the title "{section.title}" has {len(section.title)} characters'
            yield Violation("PM19", where, what, f"Write at most {most}")
    meaning = "".join(getattr(span, "text", "") for span in section.fields.get("meaning", ()))
    if section.id.startswith("row.") and len(meaning) > LONGEST_MEANING:
        what = f'the meaning "{meaning}" has {len(meaning)} characters'
        yield Violation("PM19", where, what, f"Write at most {LONGEST_MEANING}")
    yield from _blocks(section.blocks, path)
    level = FIRST_LEVEL - 1
    for number, block in enumerate(section.blocks):
        if not isinstance(block, Heading):
            continue
        if block.level > level + 1:
            what = f"a heading of level {block.level} under one of level {level}"
            yield Violation("PM9", f"{path}:{block.line}", what, "Leave no level out")
        level = block.level
        after = section.blocks[number + 1 :][:1]
        if not after or (isinstance(after[0], Heading) and after[0].level <= block.level):
            what = "a heading with nothing under it"
            yield Violation("PM9", f"{path}:{block.line}", what, "Write words, or remove it")


def _blocks(blocks: tuple[Block, ...], path: str) -> Iterator[Violation]:
    """Yield lists that are too long, at any depth."""
    for block in blocks:
        if isinstance(block, ListBlock):
            if len(block.items) > MAX_ITEMS:
                where, fix = f"{path}:{block.line}", "Split it under two headings"
                yield Violation("CC8", where, f"a list of {len(block.items)}", fix)
            for item in block.items:
                yield from _blocks(item, path)


def _first_use(text: TopicText, library: Library) -> Iterator[Violation]:
    """Yield glossary words whose first use in a topic is not marked, so not told on the spot.

    Only words that the topic marks somewhere count: a word that is easy enough never to be
    marked ("tube", where it is an option's own name) needs no marking either.
    """
    known = library.glossary.get(text.language, {})
    places = list(_places(text))
    marked = {s.term: known[s.term].term for p in places for s in p[0] if _is_known(s, known)}
    for term in sorted(set(marked.values())):
        forms = {key for key, entry in known.items() if entry.term == term and "." not in key}
        word = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(forms)))})\b", re.IGNORECASE)
        for spans, line in places:
            if any(isinstance(span, Term) and span.term in forms for span in spans):
                break  # told on the spot, even where the plain word stands just before it
            words = "".join(span.text for span in spans if isinstance(span, Text))
            found = word.search(words)
            if found is not None:
                near = words[max(0, found.start() - 25) : found.end() + 10]
                what = f'"{term}" is used before it is explained: "…{near}…"'
                fix = f"Write [[{term}]] at its first use"
                yield Violation("PM4", f"{text.path}:{line}", what, fix)
                break


def _is_known(span: Span, known: Mapping[str, GlossaryEntry]) -> TypeGuard[Term]:
    """Return whether a span is a glossary word that is there."""
    return isinstance(span, Term) and span.term in known


def _places(text: TopicText) -> Iterator[tuple[Spans, int]]:
    """Yield each field and block of a topic in reading order with its line."""
    for section in text.sections.values():
        if section.id == NAMES:
            continue
        for name, words in section.fields.items():
            if name not in SILENT_FIELDS:
                yield words, section.line
        for block in section.blocks:
            parts = block.items if isinstance(block, ListBlock) else ((block,),)
            yield from ((tuple(s for b in part for s in spans_of(b)), block.line) for part in parts)
