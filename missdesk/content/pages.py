"""The words of each page as patients read them, numbers written out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from missdesk.content.words import plain
from missdesk.model.blocks import Block, ListBlock, Section
from missdesk.model.library import Library
from missdesk.model.topic import TopicText

PAGES: Mapping[str, tuple[str, ...]] = {
    "problem": ("topic", "problem", "page.problem", "plate", "view"),
    "operation": ("page.operation", "option", "step"),
    "compare": ("page.compare", "row", "compare", "claim"),
    "recovery": ("page.recovery", "activity"),
    "decide": ("page.decide", "value", "question", "teachback"),
    "handout": ("ready", "first-days", "next", "warning"),
}
"""How the ids of the sections begin that make a page."""
SILENT_FIELDS = ("medical", "short")
"""Names, not sentences: they are not counted as reading text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, list item or field of a page, as plain words."""

    text: str
    where: str
    section: str
    field: str = ""


def lines_of(section: Section, path: str, library: Library) -> Iterator[Line]:
    """Yield the title and every paragraph, list item and field of a section."""
    yield Line(section.title, f"{path}:{section.line}", section.id, "title")
    for block in section.blocks:
        yield from _block_lines(block, section, path, library)
    for name, spans in section.fields.items():
        if name not in SILENT_FIELDS:
            yield Line(plain(spans, library), f"{path}:{section.line}", section.id, name)


def _block_lines(block: Block, section: Section, path: str, library: Library) -> Iterator[Line]:
    """Yield the lines of one block."""
    if isinstance(block, ListBlock):
        for item in block.items:
            for inner in item:
                yield from _block_lines(inner, section, path, library)
    else:
        yield Line(plain(block.spans, library), f"{path}:{block.line}", section.id)


def page_lines(text: TopicText, library: Library) -> dict[str, list[Line]]:
    """Return the lines of every page of a topic, in file order."""
    pages: dict[str, list[Line]] = {page: [] for page in PAGES}
    for section in text.sections.values():
        for page, starts in PAGES.items():
            if f"{section.id}.".startswith(tuple(f"{start}." for start in starts)):
                pages[page] += lines_of(section, text.path, library)
    return pages


def shared_lines(library: Library, language: str) -> dict[str, list[Line]]:
    """Return the lines that all topics share: fixed words, and meanings of hard words."""
    path = f"common/{language}.md"
    sections = library.common.get(language, {}).values()
    entries = dict.fromkeys(library.glossary.get(language, {}).values())  # one for all its forms
    return {
        "common": [line for section in sections for line in lines_of(section, path, library)],
        "glossary": [
            Line(entry.meaning, f"glossary/{language}.toml", entry.term, "meaning")
            for entry in entries
        ],
    }


def as_prose(lines: list[Line]) -> str:
    """Return the sentences of a page, for measuring how hard they read.

    Labels and other scraps without a final stop are left out: counted as sentences they would
    make every text look easier than it is.
    """
    return "\n".join(
        line.text.strip() for line in lines if line.text.rstrip().endswith((".", "?", "!", ":"))
    )
