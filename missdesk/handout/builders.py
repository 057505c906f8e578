"""Find the module that makes a section, by an explicit table.

Walking a package finds nothing once the app is frozen; a test holds the table against the folder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from missdesk.handout import kept
from missdesk.handout.flow import Block
from missdesk.handout.material import Material
from missdesk.handout.sections import (
    claims,
    cover,
    first_days,
    good_and_bad,
    in_short,
    options,
    problem,
    questions,
    ready,
    recovery,
    scar,
    sources,
    studies,
    teach_back,
    values,
    warning,
    what_happens,
    words,
)

BUILDERS: Final[Mapping[str, Callable[[Material], list[Block]]]] = {
    "cover": cover.blocks,
    "problem": problem.blocks,
    "options": options.blocks,
    "studies": studies.blocks,
    "what-happens": what_happens.blocks,
    "good-and-bad": good_and_bad.blocks,
    "scar": scar.blocks,
    "recovery": recovery.blocks,
    "values": values.blocks,
    "questions": questions.blocks,
    "ready": ready.blocks,
    "first-days": first_days.blocks,
    "claims": claims.blocks,
    "warning": warning.blocks,
    "in-short": in_short.blocks,
    "teach-back": teach_back.blocks,
    "words": words.blocks,
    "sources": sources.blocks,
}


def blocks(section: str, material: Material) -> list[Block]:
    """Return the blocks of a section; empty when it has nothing to say.

    Raises:
        KeyError: There is no such section.
    """
    return kept.section(section, material, BUILDERS[section])
