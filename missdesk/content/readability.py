"""Reading grades by the published formulas, raw (no word exempted; RD1 to RD3), offline (RD7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from missdesk.content.syllables import syllables

SENTENCE = re.compile(r"[^.!?]+[.!?]*")
HARD = 3
"""Syllables of a word that SMOG counts."""
SCRAP = 2
"""So many words are no sentence ("In Sweden:"); counted as one they would make a text look easy."""


@dataclass(frozen=True, slots=True)
class Grade:
    """How hard a text is: Flesch-Kincaid grade, Reading Ease, SMOG, words, sentences."""

    grade: float
    ease: float
    smog: float
    words: int
    sentences: int


@lru_cache(maxsize=64)
def measure(text: str) -> Grade:
    """Return the grades of an English text; all 0 for one without words.

    Source: Kincaid 1975 (grade), Flesch 1948 (ease), McLaughlin 1969 (SMOG).
    """
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    if not words:
        return Grade(0.0, 0.0, 0.0, 0, 0)
    count = max(1, sum(len(sentence.split()) > SCRAP for sentence in sentences(text)))
    sounds = [syllables(word) for word in words]
    length, sound = len(words) / count, sum(sounds) / len(words)
    hard = sum(n >= HARD for n in sounds)
    return Grade(
        grade=0.39 * length + 11.8 * sound - 15.59,
        ease=206.835 - 1.015 * length - 84.6 * sound,
        smog=3.1291 + 1.043 * (30 * hard / count) ** 0.5,
        words=len(words),
        sentences=count,
    )


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; numbers keep their points."""
    guarded = re.sub(r"(?<=\d)[.](?=\d)", "·", text)
    return [s.strip().replace("·", ".") for s in SENTENCE.findall(guarded) if s.strip(" .\n")]
