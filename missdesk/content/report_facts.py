"""What the program itself can tell about the items of a release, and where it is met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from missdesk.content.cells import shown_cell
from missdesk.content.violation import Violation
from missdesk.model.blocks import Section, all_spans
from missdesk.model.evidence import Arm
from missdesk.model.library import Library
from missdesk.model.topic import Topic, TopicText


@dataclass(frozen=True, slots=True)
class Fact:
    """Whether an item is met as far as a program can tell, and where."""

    is_met: bool
    where: str


Holds = Callable[[Topic, TopicText], bool]
RULES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "IC1": (("IC1", "RD8", "RC14"), "Compare, Operation and handout: words, cells, pictures"),
    "IC2": (("IC2",), "Sources on the handout and behind each row"),
    "IC3": (("IC3",), "last page of the handout"),
    "IC4": (("IC4",), "last page of the handout, foot of every page"),
    "IC5": (("RC11", "RC12"), "Compare: bars, words and a reason in each row"),
    "IK4": (("RC5",), "Compare: who was studied, in each row"),
    "IK5": (("RC1", "RC2", "RC3"), "Compare: out of 100"),
    "IK6": (("RC4",), "Compare: one finding, so one time, in each row"),
    "IK7": (("RC1",), "Compare: one denominator in each row"),
    "IK8": (("RC7",), "Compare and handout: number, words, people drawn"),
    "IK21": (("IK21",), "last page of the handout"),
}
"""Items that hold when none of these rules found anything."""
SHARED = {
    "IC6": ("fixed.funding", "last page of the handout"),
    "IK10": ("steps-to-decide", "Decide"),
    "IK18": ("evidence-choice", "Help of every page, and behind each Source of Compare"),
    "IK20": ("authors", "Help of every page"),
}
"""Items that hold when a shared part is there."""


def facts(library: Library, found: Iterable[Violation]) -> dict[str, Fact]:
    """Return what can be told about items, by id; any other item needs people.

    Args:
        library: Everything of the pack.
        found: What `missdesk check` found in it; a rule named like an item speaks against it.
    """
    broken = {violation.rule for violation in found}
    told = {item: Fact(broken.isdisjoint(rules), w) for item, (rules, w) in RULES.items()}
    shared = library.common.get("en", {})
    told |= {item: Fact(part in shared, w) for item, (part, w) in SHARED.items()}
    told |= {item: _in_topics(library, holds, w) for item, (holds, w) in TOPICS.items()}
    told["IK3"] = _chances(library)
    told["IK19"] = Fact(bool(library.findings), "Compare: four steps of certainty")
    return told | {rule: Fact(False, "missdesk check found faults") for rule in broken}


def _in_topics(library: Library, holds: Holds, where: str) -> Fact:
    """Return in how many topics something holds."""
    texts = [t for t in library.texts.values() if t.language == "en"]
    failing = [str(t.topic) for t in texts if not holds(library.topics[t.topic], t)]
    words = f"{where}; {len(texts) - len(failing)} of {len(texts)} topics"
    return Fact(not failing, words + (f", not {', '.join(failing)}" if failing else ""))


def _chances(library: Library) -> Fact:
    """Return how many cells of Compare hold figures; the others say why they hold none."""
    cells = [
        shown_cell(row, text.section(f"row.{row.id}"), option, library)
        for text in library.texts.values()
        for topic in (library.topics[text.topic],)
        for row in topic.rows
        for option in topic.options
    ]
    numbers = sum(isinstance(cell, Arm) and cell.has_figures for cell in cells)
    where = f"Compare: {numbers} of {len(cells)} cells hold a number, the others say why not"
    return Fact(numbers > 0, where)


def _has(*parts: str) -> Holds:
    """Return a test: all parts have words; {option} stands for each option."""

    def holds(topic: Topic, text: TopicText) -> bool:
        ids = [p.replace("{option}", str(o.id)) for p in parts for o in topic.options]
        return all(_written(text.sections.get(i)) for i in ids)

    return holds


def _written(section: Section | None) -> bool:
    """Return whether a part is there and has words."""
    return section is not None and bool(all_spans(section))


TOPICS: Mapping[str, tuple[Holds, str]] = {
    "IQ1": (_has("problem.what"), "Problem"),
    "IQ2": (
        lambda _topic, text: bool(text.section("topic").fields.get("decision")),
        "Compare, Decide, and page 1 of the handout",
    ),
    "IQ3": (
        lambda topic, _text: (
            len(topic.options) > 1
            and (any(o.look == "none" for o in topic.options) or not _is_surgical(topic))
        ),
        "Operation and Compare",
    ),
    "IQ4": (_has("option.{option}.good"), "Compare, in words"),
    "IQ5": (_has("option.{option}.bad"), "Compare, in words"),
    "IQ6": (_has("option.{option}.living"), "Compare, in words"),
    "IK1": (_has("problem.wait"), "Problem"),
    "IK2": (lambda topic, _text: bool(topic.rows), "Compare"),
    "IK9": (lambda topic, _text: bool(topic.values), "Decide"),
    "IK11": (lambda topic, _text: bool(topic.questions), "Decide and handout"),
}
"""Items that hold when they hold in every topic."""


def _is_surgical(topic: Topic) -> bool:
    """Return whether any choice is an operation."""
    return any(option.techniques for option in topic.options)
