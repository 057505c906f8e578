"""Words inside a line: bold, glossary words, numbers from findings, links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast, get_args

from missdesk.model.blocks import FindingRef, Form, Link, SourceRef, Span, Spans, Term, Text

if TYPE_CHECKING:
    from missdesk.content.toml_reader import Faults

TOKEN = re.compile(
    r"\*\*(?P<bold>.+?)\*\*"
    r"|\[\[(?P<term>[^\[\]|]+)(?:\|(?P<shown>[^\]]+))?\]\]"
    r"|\[(?P<label>[^\]]+)\]\((?P<address>[^)\s]+)\)"
    r"|\{(?P<ref>[^{}]*)\}",
    re.DOTALL,
)
LEFT_OVER = re.compile(r"\*\*|\[\[|\]\]|[{}`]")
SCHEMES = ("https://", "tel:", "mailto:")
REF_PART = re.compile(r"\s+(?=(?:finding|source|arm|as):)")


class Inline:
    """Turns raw words into spans; faults name the line."""

    def __init__(self, faults: Faults) -> None:
        """Take where faults go."""
        self._faults = faults

    def plain(self, words: str, where: str) -> str:
        """Return a heading's words: one line, no bold; other marks would be printed as typed."""
        found = " ".join(words.replace("**", "").split())
        self._refuse_left_over(found, where)
        return found

    def refuse_block(self, where: str) -> None:
        """Say that a kind of text has no place here; it would be lost."""
        self._faults.add(where, "this kind of text is not used", "Use paragraphs or lists")

    def spans(self, words: str, where: str, *, is_bold: bool = False) -> Spans:
        """Return the spans of a paragraph; line ends become spaces."""
        words = " ".join(words.split())
        found: list[Span] = []
        at = 0
        for match in TOKEN.finditer(words):
            self._text(words[at : match.start()], found, where, is_bold)
            found += self._token(match, where, is_bold)
            at = match.end()
        self._text(words[at:], found, where, is_bold)
        return tuple(found)

    def _text(self, words: str, found: list[Span], where: str, is_bold: bool) -> None:
        """Add plain words, if any; a mark left in them was not closed, and would be printed."""
        if words:
            found.append(Text(words, is_bold))
        self._refuse_left_over(words, where)

    def _refuse_left_over(self, words: str, where: str) -> None:
        """Name a mark that was not understood."""
        left = LEFT_OVER.search(words)
        if left:
            self._faults.add(where, f'"{left[0]}" is left over', "Close the mark or remove it")

    def _token(self, match: re.Match[str], where: str, is_bold: bool) -> Spans:
        """Return the spans of one mark."""
        if match["bold"] is not None:
            return self.spans(match["bold"], where, is_bold=True)
        if match["term"] is not None:
            term = match["term"].strip()
            return (Term((match["shown"] or term).strip(), term.lower(), is_bold),)
        if match["label"] is not None:
            return self._link(match["label"], match["address"], where)
        return self._ref(match["ref"], where, is_bold)

    def _link(self, label: str, address: str, where: str) -> Spans:
        """Return a link with an allowed scheme, else its words and a fault."""
        if not address.startswith(SCHEMES):
            self._faults.add(where, f"the link {address[:40]} is not allowed", "Use https or tel")
            return (Text(label),)
        return (Link(label, address),)

    def _ref(self, ref: str, where: str, is_bold: bool) -> Spans:
        """Return a number's reference, else a fault and nothing."""
        pairs = (part.partition(":") for part in REF_PART.split(ref.strip()))
        parts = {key: value.strip() for key, _colon, value in pairs}
        form = parts.get("as", "words")
        if "source" in parts and form in {"n", "words"}:
            return (SourceRef(parts["source"], is_bold),)
        if "finding" not in parts or form not in get_args(Form):
            self._faults.add(
                where,
                f"{{{ref[:40]}}} is not a number's reference",
                "Write {finding:ID arm:KEY}",
            )
            return ()
        return (FindingRef(parts["finding"], parts.get("arm", ""), cast("Form", form), is_bold),)
