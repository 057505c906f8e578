"""The items a release is rated by, in our own words: IPDAS, PEMAT and the CDC index.

Ids are those of the standards we work by. Items for tests and screening are left out: no topic
is about a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

How = Literal["program", "both", "raters", "people"]
"""Who can tell: the program; the program and raters; raters; only patients or clinicians."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question about the material; the answer is yes, no, or does not apply."""

    id: str
    question: str
    how: How = "raters"


def _items(start: str, questions: Mapping[int, str], how: Mapping[int, How]) -> tuple[Item, ...]:
    """Return numbered items; raters tell where nothing else is said."""
    return tuple(Item(f"{start}{n}", words, how.get(n, "raters")) for n, words in questions.items())


QUALIFYING = _items(
    "IQ",
    {
        1: "Does it say what the health problem is?",
        2: "Does it state the decision in so many words?",
        3: "Does it list every choice, with no operation and waiting among them?",
        4: "Does it give the good points of each choice?",
        5: "Does it give the bad points of each choice?",
        6: "Does it tell what living with each choice is like: body, mind, daily life, work?",
    },
    dict.fromkeys(range(2, 6), "both"),
)
CERTIFICATION = _items(
    "IC",
    {
        1: "Do good and bad points of each choice get equal detail?",
        2: "Is there a source for every number and claim?",
        3: "Does it say when it was written?",
        4: "Does it say when it will be looked at again, and tell when that day has passed?",
        5: "Does it show how sure each number is?",
        6: "Does it say who paid for it?",
    },
    {1: "both", **dict.fromkeys(range(2, 7), "program")},
)
QUALITY = _items(
    "IK",
    {
        1: "Does it tell what usually happens if nothing is done?",
        2: "Can good and bad points be compared across the choices?",
        3: "Does it give the chance of each outcome for each choice?",
        4: "Does it say which people the chances are about?",
        5: "Does it say how many out of how many?",
        6: "Is the time the same for all choices of a row?",
        7: "Is it out of the same number for all choices?",
        8: "Are chances shown in words, as a number and in a picture?",
        9: "Does it ask what matters most to the patient?",
        10: "Does it give steps to decide?",
        11: "Is there a list of questions to take along?",
        12: "Did it begin with a study of what patients need?",
        13: "Did it begin with a study of what clinicians need?",
        14: "Did patients who did not make it review it?",
        15: "Did professionals who did not make it review it?",
        16: "Did patients who face this choice try it?",
        17: "Did clinicians who counsel them try it?",
        18: "Does it say how the studies were chosen?",
        19: "Does it say how good the evidence is?",
        20: "Does it name who wrote it, and their training?",
        21: "Does it state its own reading level?",
        22: "Was it shown that choices then fit what informed patients prefer?",
        23: "Was it shown that people then know more?",
    },
    {
        **dict.fromkeys((1, 18, 20), "both"),  # that words are written is not that they are shown
        **dict.fromkeys((*range(2, 12), 19, 21), "program"),
        **dict.fromkeys((*range(12, 18), 22, 23), "people"),
    },
)
UNDERSTANDABLE = _items(
    "PM",
    {
        1: "Is the purpose plain at once?",
        2: "Is there nothing that distracts from it?",
        3: "Does it use everyday words?",
        4: "Are medical words only used to teach them, and told at first use?",
        5: "Does it use the active voice?",
        6: "Are numbers clear, whole and few?",
        7: "Does it ask for no arithmetic?",
        8: "Is it cut into short sections?",
        9: "Do headings say what follows?",
        10: "Does it come in a sensible order?",
        11: "Does it give a summary?",
        12: "Do boxes, bullets, bold or size point at what matters?",
        13: "On a screen with sound or motion: is the text easy to read?",
        14: "On a screen with sound: is the speech clear and not too fast?",
        15: "Is there a picture wherever one explains better?",
        16: "Do pictures support the text, and not decorate?",
        17: "Do pictures have clear titles or captions?",
        18: "Are pictures clean and uncluttered?",
        19: "Are tables simple, with short, clear heads?",
    },
    {},
)
ACTIONABLE = _items(
    "PM",
    {
        20: "Does it name at least one thing the reader can do?",
        21: 'Does it say "you" when it says what to do?',
        22: "Does it break each action into small steps?",
        23: "Does it give a tool to act with, such as a list of questions?",
        24: "If a sum is needed, is there a worked example?",
        25: "Does it explain how to read each chart or table?",
        26: "Are there pictures where they make acting easier?",
    },
    {},
)
CDC = _items(
    "CC",
    {
        1: "Is there one main message?",
        2: "Is it in the first paragraph, seen without scrolling?",
        3: "Is it marked by type, color, shape or heading?",
        4: "Does a picture with a caption carry or support it?",
        5: "Is there a call to act for this reader?",
        6: "Are message and call in the active voice?",
        7: "Are all words the reader's own, and special ones explained at first use?",
        8: "Are lists used, none longer than seven?",
        9: "Is there one idea in each piece, with a heading that fits?",
        10: "Is the most important summed up first?",
        11: "Does it say what experts know and what they do not know?",
        12: "Does it recommend something to do: prepare, ask, recover?",
        13: "Does it say why that matters to the reader, not by numbers alone?",
        14: "Does it say how, when, how often, and when to call whom?",
        15: "Are the numbers whole, and needed?",
        16: "Is the meaning of each number explained?",
        17: "Is the reader spared all arithmetic?",
        18: "Is each risk explained: what, why, to whom, how serious?",
        19: "Does it speak of both risks and benefits?",
        20: "Is each chance in numbers also put in words or a picture?",
    },
    {},
)
LISTS: Mapping[str, tuple[Item, ...]] = {
    "IPDAS, to be a decision aid": QUALIFYING,
    "IPDAS, to be free of bias": CERTIFICATION,
    "IPDAS, quality": QUALITY,
    "PEMAT, easy to understand": UNDERSTANDABLE,
    "PEMAT, easy to act on": ACTIONABLE,
    "CDC clear communication": CDC,
}
BY_ID: Mapping[str, Item] = {item.id: item for items in LISTS.values() for item in items}
