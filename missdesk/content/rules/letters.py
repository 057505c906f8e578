"""PU26: every letter of the content is in a bundled font, so that none is printed as a box."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from missdesk.content.violation import Violation
from missdesk.model.blocks import Section, all_spans
from missdesk.model.library import Library


def check(library: Library, letters: Collection[int] | None) -> Iterator[Violation]:
    """Yield each place with letters that no bundled font has.

    Args:
        library: Everything of the pack.
        letters: Code points that can be shown; None = not to be looked at.
    """
    if letters is None:
        return
    for where, words in _places(library):
        odd = [c for c in dict.fromkeys(words) if not c.isspace() and ord(c) not in letters]
        if odd:
            named = ", ".join(f"“{c}” (U+{ord(c):04X})" for c in odd[:5])
            yield Violation(
                "PU26", where, f"no font of MISSDesk has {named}", "Write it with other letters"
            )


def _places(library: Library) -> Iterator[tuple[str, str]]:
    """Yield whatever of a pack can be shown, with where it stands."""
    review = library.pack.review
    if review is not None:
        yield "pack.toml review", f"{review.by}{review.role}"
    for text in library.texts.values():
        for section in text.sections.values():
            yield f"{text.path}:{section.line}", _words(section)
    for language, common in library.common.items():
        for section in common.values():
            yield f"common/{language}.md:{section.line}", _words(section)
    for language, entries in library.glossary.items():
        for entry in dict.fromkeys(entries.values()):  # each form of a word has the same entry
            yield f"glossary/{language}.toml {entry.term}", f"{entry.term}{entry.meaning}"
    for source in library.sources.values():
        printed = (source.authors, source.title, source.journal, source.doi, source.pmid)
        yield f"source {source.id}", "".join(words or "" for words in printed)
    for finding in library.findings.values():
        yield finding.where, "".join(a.what for a in (*finding.arms.values(), *finding.groups))


def _words(section: Section) -> str:
    """Return the typed words of a section; numbers of findings are written by the app."""
    return section.title + "".join(getattr(span, "text", "") for span in all_spans(section))
