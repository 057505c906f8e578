"""Turn typed blocks into what a kiosk can show and say: no blanks to write in, one sentence each.

A screen has no pen: lines that only offer a blank to fill in are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from missdesk.content.words import resolve
from missdesk.model.blocks import Block, Heading, Link, ListBlock, Paragraph, Section, Text

if TYPE_CHECKING:
    from missdesk.model.library import Library

BLANK: Final = "___"
_END: Final = re.compile(r"(?<=[.!?])\s+|(?<=[.!?][”’\")])\s+")
HEADING_LEVEL: Final = 3


def titled(section: Section | None) -> tuple[Block, ...]:
    """Return a section with its title as a heading; empty when there is none."""
    if section is None:
        return ()
    kept = without_blanks(section.blocks)
    return (heading(section.title), *kept) if kept else ()


def heading(words: str) -> Heading:
    """Return words as a heading inside a page."""
    return Heading((Text(words),), HEADING_LEVEL)


def paragraph(words: str) -> Paragraph:
    """Return plain words as a paragraph."""
    return Paragraph((Text(words),))


def without_blanks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks without the lines that offer a blank to write in."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, ListBlock):
            items = tuple(item for item in block.items if not any(map(_has_blank, item)))
            if items:
                kept.append(ListBlock(items, block.is_ordered, block.line))
        elif not _has_blank(block):
            kept.append(block)
    return tuple(kept)


def sentences_of(blocks: Iterable[Block], library: Library) -> tuple[str, ...]:
    """Return the sentences of blocks in reading order, numbers written out, as they are shown."""
    return tuple(one for line in _lines(blocks, library) for one in split(line))


def split(words: str) -> tuple[str, ...]:
    """Return the sentences of one line of text."""
    return tuple(part.strip() for part in _END.split(words) if part.strip())


def _lines(blocks: Iterable[Block], library: Library) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from _lines(item, library)
        else:
            yield "".join(_shown(span) for span in resolve(block.spans, library))


def _shown(span: object) -> str:
    """Return a span as the screen writes it (`BlockWriter`)."""
    text = str(getattr(span, "text", "")).replace("\n", " ")
    if isinstance(span, Link) and span.address != span.text:
        return f"{text} ({span.address})"
    return text


def _has_blank(block: Block) -> bool:
    if isinstance(block, ListBlock):
        return any(_has_blank(inner) for item in block.items for inner in item)
    return any(BLANK in str(getattr(span, "text", "")) for span in block.spans)
