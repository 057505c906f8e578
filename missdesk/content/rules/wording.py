"""PM5, PM21, RC10, RC17, RD9: no word that sells, frightens or judges; active voice; "you"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from missdesk.content.pages import Line, page_lines, shared_lines
from missdesk.content.readability import sentences
from missdesk.content.violation import Violation
from missdesk.content.voice import is_passive
from missdesk.model.library import Library

SALES = (
    "advanced|amazing|best|better option|breakthrough|cutting[- ]edge|excellent|gentle"
    "|gold standard|ideal|innovative|leading|miracle|modern|outdated|painless|perfect"
    "|pioneering|preferred|revolutionary|safer|simple operation|state[- ]of[- ]the[- ]art|superior"
    "|traditional|high[- ]tech|proven|effective|successful|aggressive|dangerous operation|inferior"
    "|ultra|world[- ]class|keyhole|old[- ]fashioned|invasive surgery|big operation|risk[- ]free"
)
SALES_WORD = re.compile(rf"\b(?:{SALES})\b", re.IGNORECASE)
LABEL = re.compile(r"\bminimally invasive\b", re.IGNORECASE)
LABEL_SECTION = "label-minimally-invasive"
HOW_OFTEN = re.compile(
    r"\b(?:rare|rarely|uncommon|very common|frequent|frequently|infrequent\w*|unlikely)\b", re.I
)
NUMBER = re.compile(r"\d|\bno (?:figures?|numbers?)\b")
DISTANT = re.compile(
    r"\b(?:the patients? (?:should|must|can|may|needs?)|patients should|one should"
    r"|(?:should|must) be (?:taken|kept|avoided|done)|it is (?:advised|recommended))\b",
    re.IGNORECASE,
)
CLAIM = "claim."
"""Sections whose titles quote what people have read; the answer may quote it too."""
QUOTED = re.compile("“[^”]*”")
LEAST_ACTIVE = 0.80


def check(library: Library) -> Iterator[Violation]:
    """Yield sales words, unexplained labels, words for how often, and far too passive pages."""
    for text in library.texts.values():
        pages = page_lines(text, library)
        for line in (line for lines in pages.values() for line in lines):
            yield from _line(line)
        if text.language == "en":
            yield from _voice(pages, text.path)
    for language in library.common:
        for page, lines in shared_lines(library, language).items():
            for line in lines:
                if line.section != LABEL_SECTION and page == "common":
                    yield from _line(line)
        if LABEL_SECTION not in library.common[language]:
            what = f"no part {LABEL_SECTION}"
            fix = "Explain there that the words are a label, not one operation"
            yield Violation("RC17", f"common/{language}.md", what, fix)


def active_share(lines: Iterable[Line]) -> float:
    """Return the share of sentences in the active voice, 1 for a page without sentences."""
    found = [
        sentence
        for line in lines
        if line.text.rstrip().endswith((".", "?", "!"))
        for sentence in sentences(line.text)
    ]
    return 1 - sum(map(is_passive, found)) / len(found) if found else 1.0


def _voice(pages: dict[str, list[Line]], path: str) -> Iterator[Violation]:
    """Yield pages, and the whole, with too few active sentences."""
    everything = [line for lines in pages.values() for line in lines]
    places = {f"{path} page {page}": lines for page, lines in pages.items()}
    for where, lines in {**places, path: everything}.items():
        share = active_share(lines)
        if share < LEAST_ACTIVE:
            what = f"{share:.0%} of the sentences are active"
            yield Violation("PM5", where, what, "Say who does it, in at least 80 of 100")


def _line(line: Line) -> Iterator[Violation]:
    """Yield what is wrong with the words of one line."""
    words = _own_words(line)
    sales, often = SALES_WORD.search(words), HOW_OFTEN.search(words)
    distant = DISTANT.search(words)
    if sales:
        what = f'"{sales[0]}" judges or sells'
        yield Violation("RD9", line.where, what, "Say plainly what happens")
    if LABEL.search(words):
        fix = "Name the way in: through a tube, with a camera"
        yield Violation("RC17", line.where, '"minimally invasive" is a label', fix)
    if often and not NUMBER.search(words):
        what = f'"{often[0]}" without a number beside it'
        yield Violation("RC10", line.where, what, "Give the number, or leave the word out")
    if distant:
        what = f'"{distant[0]}" does not speak to the reader'
        yield Violation("PM21", line.where, what, 'Say "you", or what to do')


def _own_words(line: Line) -> str:
    """Return a line without what it only quotes."""
    if not line.section.startswith(CLAIM):
        return line.text
    return "" if line.field == "title" else QUOTED.sub("", line.text)
