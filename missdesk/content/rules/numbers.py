"""RC2, RC3, RC16: how numbers are worded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from missdesk.content.pages import page_lines
from missdesk.content.violation import Violation
from missdesk.model.library import Library

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
)


def check(library: Library) -> Iterator[Violation]:
    """Yield wordings of numbers that mislead."""
    for text in library.texts.values():
        for lines in page_lines(text, library).values():
            for line in lines:
                for rule, pattern, fix in PATTERNS:
                    found = pattern.search(line.text)
                    if found:
                        yield Violation(
                            rule, line.where, f'"{found.group(0)}" in {line.section}', fix
                        )
