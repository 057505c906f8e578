"""Typed text: what the Markdown reader makes and both renderers draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Form = Literal["words", "number", "n", "effect", "source"]
"""How a number is written into a sentence: see `FindingRef`."""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain characters; never markup."""

    text: str
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A word that the glossary explains; `text` is how the sentence writes it."""

    text: str
    term: str
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class FindingRef:
    """A number from a finding, written into a sentence (`{finding:ID arm:KEY as:FORM}`).

    Attributes:
        finding: Finding id.
        arm: "open", "mis", "surgery", "no_surgery", "effect", or a label of `groups`
            written as `group:LABEL`; empty for the finding as a whole.
        form: "words" = with unit ("15 out of 100"), "number" = bare, "n" = people studied,
            "effect" = the size of the difference with unit.
    """

    finding: str
    arm: str
    form: Form = "words"
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class SourceRef:
    """The number of people in a study, written into a sentence (`{source:ID as:n}`)."""

    source: str
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link with an allowed scheme (https, tel, mailto); text is plain."""

    text: str
    address: str


Span = Text | Term | FindingRef | SourceRef | Link
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    spans: Spans
    line: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; level 3 or deeper."""

    spans: Spans
    level: int
    line: int = 0


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each item holds blocks, the first one a paragraph."""

    items: tuple[tuple[Block, ...], ...]
    is_ordered: bool = False
    line: int = 0


Block = Paragraph | Heading | ListBlock


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading with an id (`## Title {#id}`).

    Attributes:
        id: Dotted id, unique in the file, such as "option.open.good".
        title: Words of the heading.
        blocks: Body in reading order; may be empty.
        fields: Definition-list entries by key (`key` line, then `:   words`).
        line: Line of the heading, from 1.
    """

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    fields: Mapping[str, Spans] = field(default_factory=dict)
    line: int = 0


def all_spans(section: Section) -> list[Span]:
    """Return the spans of a section's blocks, then those of its fields."""
    spans = [span for block in section.blocks for span in spans_of(block)]
    return [*spans, *(span for words in section.fields.values() for span in words)]


def spans_of(block: Block) -> Iterator[Span]:
    """Yield every span of a block in reading order, list items included."""
    if isinstance(block, ListBlock):
        for item in block.items:
            for inner in item:
                yield from spans_of(inner)
    else:
        yield from block.spans
