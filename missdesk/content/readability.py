"""Reading grades, measured with a pinned tool that works offline (RD7)."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass

from missdesk.errors import MissdeskError

SENTENCE = re.compile(r"[^.!?]+[.!?]*")


@dataclass(frozen=True, slots=True)
class Grade:
    """How hard a text is: Flesch-Kincaid grade, Reading Ease, SMOG, words, sentences."""

    grade: float
    ease: float
    smog: float
    words: int
    sentences: int


def measure(text: str) -> Grade:
    """Return the grades of an English text, raw (no word exempted; RD1 to RD3).

    Raises:
        MissdeskError: The measuring tool is not installed.
    """
    try:
        with warnings.catch_warnings():
            # textstat 0.7.4 imports pkg_resources, which warns that it will go.
            warnings.simplefilter("ignore")
            import textstat
    except ImportError as error:
        raise MissdeskError(
            "readability", "the measuring tool is not installed", 'Install "missdesk[check]"'
        ) from error
    textstat.set_lang("en_US")
    return Grade(
        grade=textstat.flesch_kincaid_grade(text),
        ease=textstat.flesch_reading_ease(text),
        smog=textstat.smog_index(text),
        words=textstat.lexicon_count(text),
        sentences=textstat.sentence_count(text),
    )


def syllables(word: str) -> int:
    """Return the syllables of one English word; see `measure` for what it needs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import textstat
    return int(textstat.syllable_count(word))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; numbers keep their points."""
    guarded = re.sub(r"(?<=\d)[.](?=\d)", "·", text)
    return [s.strip().replace("·", ".") for s in SENTENCE.findall(guarded) if s.strip(" .\n")]
