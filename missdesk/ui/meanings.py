"""What hard words mean, said beside the text without a click; each word once on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.i18n import _
from missdesk.model.blocks import Term, spans_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from missdesk.model.blocks import Block
    from missdesk.model.library import Library


def meanings(blocks: Iterable[Block], library: Library, language: str, said: set[str]) -> list[str]:
    """Return "Disc: A cushion between two bones ..." for each hard word not yet explained.

    Args:
        blocks: What stands on the page, in reading order.
        library: Its glossary explains the words; what it lost is left out.
        language: Of the glossary.
        said: Words explained before on this page; the new ones are added to it.
    """
    words = library.glossary.get(language) or library.glossary.get("en", {})
    lines = []
    for block in blocks:
        for span in spans_of(block):
            if not isinstance(span, Term):
                continue
            entry = words.get(span.term) or words.get(span.term.lower())
            if entry is None or entry.term in said:
                continue
            said.add(entry.term)
            name = entry.term[:1].upper() + entry.term[1:]
            lines.append(_("{word}: {meaning}").format(word=name, meaning=entry.meaning))
    return lines
