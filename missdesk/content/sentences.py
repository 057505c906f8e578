"""Cut text after its first sentences, with its hard words and numbers kept as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from missdesk.model.blocks import Link, Span, Spans, Term, Text

_END: Final = re.compile(r"[.!?](?=\s|$)")
"""A stop with a space after it: one inside a number or an address ends no sentence."""


def first_sentences(spans: Iterable[Span], count: int) -> Spans:
    """Return the spans up to the end of the sentence with this number, all if there are fewer.

    A number from a finding holds no stop, so a sentence ends in typed words only.
    """
    kept: list[Span] = []
    for span in spans:
        if not isinstance(span, Text | Term | Link):
            kept.append(span)
            continue
        ends = [match.end() for match in _END.finditer(span.text)]
        if len(ends) < count:
            count -= len(ends)
            kept.append(span)
            continue
        return (*kept, replace(span, text=span.text[: ends[count - 1]]))
    return tuple(kept)
