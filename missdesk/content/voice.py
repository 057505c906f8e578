"""Tells whether an English sentence is in the passive voice (PM5).

A form of "be" or "get", perhaps some small words, then a participle. Words that look like a
participle but describe a state ("you are tired") are no passive.
"""

from __future__ import annotations

import re

IRREGULAR = (
    "beaten|bent|bled|broken|brought|built|caught|chosen|cut|done|drawn|driven|felt|found|frozen"
    "|given|heard|held|hidden|hurt|kept|known|laid|led|left|lost|made|meant|measured|paid|put|read"
    "|said|seen|sent|set|shown|shut|split|spread|stuck|taken|taught|thought|told|torn|used|worn"
    "|written"
)
STATES = frozenset(
    [
        "advanced",
        "agreed",
        "bed",
        "bleed",
        "bored",
        "concerned",
        "confused",
        "curved",
        "experienced",
        "indeed",
        "infected",
        "interested",
        "limited",
        "mixed",
        "need",
        "numbed",
        "pleased",
        "red",
        "related",
        "relaxed",
        "scared",
        "skilled",
        "speed",
        "striped",
        "supposed",
        "swollen",
        "tired",
        "used",
        "worried",
    ]
)
"""Words that tell how someone or something is, and words that only end like a participle."""
SMALL = (
    r"(?:\s+(?:not|never|often|then|also|only|mostly|first|just|always|still|all|both|now|\w+ly))*"
)
PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|be|been|being|get|gets|got|isn't|aren't|wasn't|weren't)"
    rf"{SMALL}\s+(?P<word>\w+ed|{IRREGULAR})\b",
    re.IGNORECASE,
)


def is_passive(sentence: str) -> bool:
    """Return whether any part of a sentence is in the passive voice."""
    return any(m["word"].lower() not in STATES for m in PASSIVE.finditer(sentence))
