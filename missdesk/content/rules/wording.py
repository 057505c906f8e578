"""RC10, RC17, RD9: no word that sells, frightens or judges; labels stay labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from missdesk.content.pages import page_lines
from missdesk.content.violation import Violation
from missdesk.model.library import Library

SALES = (
    "advanced|amazing|best|better option|breakthrough|cutting[- ]edge|excellent|gentle"
    "|gold standard|ideal|innovative|leading|miracle|modern|outdated|painless|perfect"
    "|pioneering|preferred|revolutionary|safer|simple operation|state[- ]of[- ]the[- ]art|superior"
    "|traditional"
    "|ultra|world[- ]class|keyhole|old[- ]fashioned|invasive surgery|big operation|risk[- ]free"
)
SALES_WORD = re.compile(rf"\b(?:{SALES})\b", re.IGNORECASE)
LABEL = re.compile(r"\bminimally invasive\b", re.IGNORECASE)
QUOTED = ("claim.",)
"""Sections whose titles quote what people have read."""


def check(library: Library) -> Iterator[Violation]:
    """Yield sales words and unexplained labels."""
    for text in library.texts.values():
        for lines in page_lines(text, library).values():
            for line in lines:
                if line.section.startswith(QUOTED):
                    continue
                found = SALES_WORD.search(line.text)
                if found:
                    yield Violation(
                        "RD9",
                        line.where,
                        f'"{found.group(0)}" judges or sells',
                        "Say plainly what happens",
                    )
                if LABEL.search(line.text):
                    yield Violation(
                        "RC17",
                        line.where,
                        '"minimally invasive" is a label',
                        "Name the way in: through a tube, with a camera",
                    )
