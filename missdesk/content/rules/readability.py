"""RD: every page reads at grade 6 or below, in short sentences."""

from __future__ import annotations

from collections.abc import Iterator

from missdesk.content.pages import Line, as_prose, page_lines, shared_lines
from missdesk.content.readability import measure, sentences
from missdesk.content.violation import Violation
from missdesk.model.library import Library
from missdesk.model.topic import TopicText

MAX_GRADE = 6.0
MIN_EASE = 75.0
MAX_SMOG = 8.0
MAX_WORDS = 22
MAX_MEAN_WORDS = 15.0
ROUNDING = 0.06


def check(library: Library) -> Iterator[Violation]:
    """Yield pages that are too hard and sentences that are too long."""
    whole: list[Line] = []
    for text in library.texts.values():
        if text.language == "en":  # RD6: other languages have formulas of their own
            yield from _topic(text, library)
            whole += [line for lines in page_lines(text, library).values() for line in lines]
    for page, lines in shared_lines(library, "en").items():
        yield from _level(f"{page}/en", as_prose(lines))
        yield from _long_sentences(lines)
        whole += lines
    yield from _level("the whole pack", as_prose(whole))


def _topic(text: TopicText, library: Library) -> Iterator[Violation]:
    """Yield what is too hard in one topic."""
    pages = page_lines(text, library)
    for page, lines in pages.items():
        if lines:
            yield from _level(f"{text.path} page {page}", as_prose(lines))
    everything = [line for lines in pages.values() for line in lines]
    if not everything:
        return
    prose = as_prose(everything)
    yield from _level(text.path, prose)
    yield from _stored(text, library)
    smog = measure(prose).smog
    if smog > MAX_SMOG:
        yield Violation("RD3", text.path, f"SMOG is {smog:.1f}", "Use fewer long words")
    yield from _long_sentences(everything)


def _long_sentences(lines: list[Line]) -> Iterator[Violation]:
    """Yield sentences with more words than anyone should have to keep in mind."""
    for line in lines:
        for sentence in sentences(line.text):
            count = len(sentence.split())
            if count > MAX_WORDS:
                what = f'a sentence has {count} words: "{sentence[:50]}…"'
                yield Violation("RD4", line.where, what, "Split it")


def grade_of(text: TopicText, library: Library) -> float:
    """Return the Flesch-Kincaid grade of a whole topic, as printed on the handout (IK21)."""
    pages = page_lines(text, library).values()
    return measure(as_prose([line for lines in pages for line in lines])).grade


def _stored(text: TopicText, library: Library) -> Iterator[Violation]:
    """Yield a grade in the pack that is missing or no longer true."""
    stored, true = library.grades.get((text.topic, text.language)), grade_of(text, library)
    if stored is None or abs(stored - true) > ROUNDING:
        yield Violation(
            "IK21",
            f"grades.toml {text.topic}",
            f"the stored grade is {stored}, measured is {true:.1f}",
            f"Write {text.language} = {true:.1f} under [{text.topic}]",
        )


def _level(where: str, prose: str) -> Iterator[Violation]:
    """Yield grade, ease and mean sentence length that miss their bars."""
    if not prose.strip():
        return
    found = measure(prose)
    mean = found.words / max(1, found.sentences)
    if found.grade > MAX_GRADE:
        yield Violation(
            "RD1", where, f"reading grade {found.grade:.1f}", "Shorten words, sentences"
        )
    if found.ease < MIN_EASE:
        yield Violation("RD2", where, f"Reading Ease {found.ease:.0f}", "Shorten words, sentences")
    if mean > MAX_MEAN_WORDS:
        yield Violation("RD4", where, f"{mean:.0f} words a sentence on average", "Split sentences")
