"""PM4, CC7: special words are in the glossary; long words only if they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from missdesk.content.pages import page_lines
from missdesk.content.syllables import syllables
from missdesk.content.violation import Violation
from missdesk.model.blocks import Term, all_spans
from missdesk.model.library import Library
from missdesk.model.topic import TopicText

LONG = 4
"""Syllables from which a word must be explained."""
EVERYDAY = frozenset(
    {
        "anybody",
        "anyone",
        "emergency",
        "everybody",
        "everyday",
        "everyone",
        "everything",
        "operation",
        "recovery",
        "temperature",
        "usually",
    }
)
"""Long words that a child of eleven knows."""
ENDING = re.compile(r"(?:s|ly)$")
"""Makes no word harder: "exercises", "equally"."""
WORD = re.compile(r"[A-Za-z]+")


def check(library: Library) -> Iterator[Violation]:
    """Yield unknown glossary references and long words nobody explains."""
    for text in library.texts.values():
        known = library.glossary.get(text.language, {})
        for section in text.sections.values():
            for span in all_spans(section):
                if isinstance(span, Term) and span.term not in known:
                    where = f"{text.path}:{section.line}"
                    fix = f"Add it to glossary/{text.language}.toml"
                    yield Violation("PM4", where, f'no glossary word "{span.term}"', fix)
        if text.language == "en":
            yield from _long_words(text, library, frozenset(known))


def _long_words(text: TopicText, library: Library, known: frozenset[str]) -> Iterator[Violation]:
    """Yield each long word once, where it stands first."""
    explained = {word for term in known for word in WORD.findall(term.lower())} | EVERYDAY
    seen: set[str] = set()
    for lines in page_lines(text, library).values():
        for line in lines:
            for word in WORD.findall(line.text):
                low = word.lower()
                if low in seen or {low, ENDING.sub("", low)} & explained:
                    continue
                seen.add(low)
                if syllables(ENDING.sub("", low)) >= LONG:
                    yield Violation(
                        "CC7", line.where, f'"{word}" is a hard word', "Explain it in the glossary"
                    )
