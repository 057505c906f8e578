"""IC2, PM9: links lead to public pages by an allowed way, and say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from missdesk.content.violation import Violation
from missdesk.model.blocks import Link, Section, all_spans
from missdesk.model.library import Library

ALLOWED = re.compile(
    r"https://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(?:[/:?#]\S*)?|tel:\+?[0-9() -]{3,}|mailto:\S+@\S+\.\S+"
)
EMPTY_WORDS = re.compile(r"^(?:(?:click )?here|link|more|read more|this page|https?://.*)$", re.I)
DOI = re.compile(r"10\.\d{4,9}/\S+")
PMID = re.compile(r"[1-9]\d{0,8}")


def check(library: Library) -> Iterator[Violation]:
    """Yield links nobody should follow, and addresses of studies that can't be right."""
    for text in library.texts.values():
        for section in text.sections.values():
            yield from _links(section, text.path)
    for language, sections in library.common.items():
        for section in sections.values():
            yield from _links(section, f"common/{language}.md")
    for source in library.sources.values():
        where = f"source {source.id}"
        if source.doi and not DOI.fullmatch(source.doi):
            fix = "Write it as 10.1000/182, without https"
            yield Violation("IC2", where, f'"{source.doi}" is not a DOI', fix)
        if source.pmid and not PMID.fullmatch(source.pmid):
            yield Violation("IC2", where, f'"{source.pmid}" is not a PMID', "Write its digits")
        if source.address and not ALLOWED.fullmatch(source.address):
            fix = "Write a public address with https://"
            yield Violation("IC2", where, f'"{source.address[:60]}" is no public page', fix)


def _links(section: Section, path: str) -> Iterator[Violation]:
    """Yield links of one section that lead nowhere, or do not say where."""
    for span in all_spans(section):
        if not isinstance(span, Link):
            continue
        where = f"{path}:{section.line}"
        if not ALLOWED.fullmatch(span.address):
            fix = "Use https, tel or mailto with a whole address"
            yield Violation("IC2", where, f'the link "{span.address[:60]}" leads nowhere', fix)
        if EMPTY_WORDS.match(span.text.strip()):
            what = f'the link "{span.text[:40]}" does not say where it leads'
            yield Violation("PM9", where, what, "Name the page")
