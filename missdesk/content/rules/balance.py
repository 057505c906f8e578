"""IC1, RC14, RD8: options get the same room, order and pictures, and as much good as bad."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from missdesk.content.cells import shown_cell
from missdesk.content.needs import OPTION_PARTS
from missdesk.content.pages import Line, lines_of, page_lines
from missdesk.content.readability import sentences
from missdesk.content.violation import Violation
from missdesk.model.blocks import ListBlock, Section, Text
from missdesk.model.evidence import Arm
from missdesk.model.library import Library
from missdesk.model.topic import Option, Topic, TopicText

TENTH = 0.10
LEAST_RATIO, MOST_RATIO = 0.8, 1.25
Room = Callable[[str], float]
"""How much room a paragraph takes in a column, such as its lines; the caller measures it."""
PLACES = re.compile(
    r"\b(?:(?:first|second|third|last|next|previous|former|latter|left|right)(?:-hand)?"
    r" (?:option|choice|column|way)|the (?:former|latter)|(?:as|shown|told) (?:above|below))\b",
    re.IGNORECASE,
)
"""Words that are wrong as soon as two options change places (RC14)."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one option gets in a topic.

    Attributes:
        words: In what happens, good, bad and living.
        cells: Cells of Compare with a number or a fixed wording for an unknown one (IC1).
        numbers: How many of these cells hold figures; told in the report, no bar is set on it.
        figures: Cells and recovery rows drawn for it; an unknown one has the same frame.
        pictures: Pictures of its steps.
        good, bad: Sentences on good and bad points (RD8).
        room: Room of its words, 0 when nobody measured it.
    """

    words: int
    cells: int
    numbers: int
    figures: int
    pictures: int
    good: int
    bad: int
    room: float = 0.0

    @property
    def ratio(self) -> float:
        """Return sentences on good points for one on bad points."""
        return self.good / max(1, self.bad)


def shares(
    topic: Topic, text: TopicText, library: Library, room: Room | None = None
) -> dict[str, Share]:
    """Return what each option gets, in the order of the topic."""
    return {str(o.id): _share(topic, text, o, library, room) for o in topic.options}


def _share(
    topic: Topic, text: TopicText, option: Option, library: Library, room: Room | None
) -> Share:
    """Return what one option gets."""
    parts = {p: _lines(text, f"option.{option.id}.{p}", library) for p in OPTION_PARTS}
    lines = [line.text for part in parts.values() for line in part]
    cells = [shown_cell(r, text.section(f"row.{r.id}"), option, library) for r in topic.rows]
    filled = [c for c in cells if not isinstance(c, Arm) or c.has_figures or c.what]
    bars = len(topic.recovery) if option.recovers else 0
    return Share(
        words=sum(len(line.split()) for line in lines),
        cells=len(filled),
        numbers=sum(isinstance(c, Arm) and c.has_figures for c in cells),
        figures=len(filled) + bars,
        pictures=len(option.states(topic.step_count)),
        good=_sentences(parts["good"]),
        bad=_sentences(parts["bad"]),
        room=sum(map(room, lines)) if room is not None else 0.0,
    )


def _lines(text: TopicText, section_id: str, library: Library) -> list[Line]:
    """Return title and body of a part."""
    return list(lines_of(text.section(section_id), text.path, library))


def _sentences(lines: list[Line]) -> int:
    """Return how many sentences stand below the title."""
    return sum(len(sentences(line.text)) for line in lines if line.field != "title")


def check(library: Library, room: Room | None = None) -> Iterator[Violation]:
    """Yield parts where one option gets more, or other things, than another.

    Args:
        library: Everything of the pack.
        room: Measures a paragraph; None = room on the page is not looked at.
    """
    for text in library.texts.values():
        topic = library.topics[text.topic]
        yield from _shares(topic, text, shares(topic, text, library, room))
        yield from _shapes(topic, text)
        yield from _order(topic, text)
        yield from _captions(topic, text, library)
        yield from _swap(text, library)


def _shares(topic: Topic, text: TopicText, found: Mapping[str, Share]) -> Iterator[Violation]:
    """Yield unequal room, and good points that outweigh bad ones or the other way."""
    where = f"{text.path} option.*"
    for unit in ("words", "cells", "pictures"):
        yield from _within_a_tenth({o: getattr(s, unit) for o, s in found.items()}, unit, where)
    recovering = [str(o.id) for o in topic.options if o.recovers]
    figures = {o: found[o].figures for o in recovering or found}
    yield from _within_a_tenth(figures, "figures", where)
    yield from _within_a_tenth({o: round(s.room, 1) for o, s in found.items()}, "room", where)
    for option, share in found.items():
        if not LEAST_RATIO <= share.ratio <= MOST_RATIO:
            yield Violation(
                "RD8",
                f"{text.path}:{text.section(f'option.{option}.good').line}",
                f"{option} has {share.good} sentences on good and {share.bad} on bad points",
                f"Keep good to bad between {LEAST_RATIO} and {MOST_RATIO}",
            )


def _shapes(topic: Topic, text: TopicText) -> Iterator[Violation]:
    """Yield parts whose blocks or list lengths differ between options."""
    for part in OPTION_PARTS:
        shapes = {
            str(o.id): tuple(
                len(b.items) if isinstance(b, ListBlock) else 0
                for b in text.section(f"option.{o.id}.{part}").blocks
            )
            for o in topic.options
        }
        if len(set(shapes.values())) > 1:
            yield Violation(
                "IC1",
                f"{text.path} option.*.{part}",
                f"unlike build: {shapes}",
                "Give every option the same paragraphs and as many points",
            )


def _order(topic: Topic, text: TopicText) -> Iterator[Violation]:
    """Yield parts that stand in another order for one option, or begin with other bold words."""
    for option in topic.options:
        prefix = f"option.{option.id}."
        found = tuple(s.removeprefix(prefix) for s in text.sections if s.startswith(prefix))
        if found != OPTION_PARTS:
            yield Violation(
                "RC14",
                f"{text.path}:{text.section(f'option.{option.id}').line}",
                f"{option.id} has its parts in the order {', '.join(found)}",
                f"Write them as {', '.join(OPTION_PARTS)}",
            )
    for part in OPTION_PARTS:
        leads = {str(o.id): _leads(text.section(f"option.{o.id}.{part}")) for o in topic.options}
        if len(set(leads.values())) > 1:
            yield Violation(
                "RC14",
                f"{text.path} option.*.{part}",
                f"points begin with other bold words: {leads}",
                "Use the same bold words in the same order",
            )


def _leads(section: Section) -> tuple[str, ...]:
    """Return the bold words that points of a list begin with, if any do."""
    firsts = [
        inner.spans[0]
        for block in section.blocks
        if isinstance(block, ListBlock)
        for inner in (item[0] for item in block.items if item)
        if not isinstance(inner, ListBlock) and inner.spans
    ]
    return tuple(s.text for s in firsts if isinstance(s, Text) and s.is_bold)


def _captions(topic: Topic, text: TopicText, library: Library) -> Iterator[Violation]:
    """Yield steps whose captions differ in length by more than a tenth."""
    for number in range(1, topic.step_count + 1):
        section = text.section(f"step.{number}")
        lengths = {
            line.field: len(line.text)
            for line in lines_of(section, text.path, library)
            if line.field not in {"title", ""}
        }
        yield from _within_a_tenth(lengths, "characters", f"{text.path}:{section.line}")


def _swap(text: TopicText, library: Library) -> Iterator[Violation]:
    """Yield words that tell an option by its place, which changes with one click."""
    pages = page_lines(text, library)
    for line in (*pages["operation"], *pages["compare"]):
        found = PLACES.search(line.text)
        if found:
            what = f'"{found[0]}" in {line.section} is wrong when options change places'
            yield Violation("RC14", line.where, what, "Name the option")


def _within_a_tenth(counts: Mapping[str, float], unit: str, where: str) -> Iterator[Violation]:
    """Yield when the largest is more than a tenth above the smallest."""
    least, most = min(counts.values()), max(counts.values())
    if most > least * (1 + TENTH):
        yield Violation("IC1", where, f"unequal room in {unit}: {dict(counts)}", "Even them out")
