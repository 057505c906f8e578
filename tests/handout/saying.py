"""Builds one section with the small library and reads its words and figures back."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pikepdf

from missdesk.handout.build import build_handout
from missdesk.model.blocks import Section
from missdesk.model.library import Library
from tests.handout.making import TODAY, visit
from tests.handout.small_library import library
from tests.handout.structure import structure_text


def text_of(*sections: str, **changes: Any) -> str:  # noqa: ANN401  the fields of a Visit
    shown = visit(sections=sections, **changes)
    return structure_text(build_handout(library(), shown, today=TODAY, fixed=True).pdf)


def alts(section: str, **changes: Any) -> list[str]:  # noqa: ANN401  the fields of a Visit
    shown = visit(sections=(section,), **changes)
    pdf = build_handout(library(), shown, today=TODAY, fixed=True).pdf
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [
            str(thing.Alt)
            for thing in file.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]


def with_common(*sections: Section) -> Library:
    return replace(library(), common={"en": {each.id: each for each in sections}})


def said_with(content: Library, *sections: str, **changes: Any) -> str:  # noqa: ANN401
    shown = visit(sections=sections, **changes)
    return structure_text(build_handout(content, shown, today=TODAY, fixed=True).pdf)
