"""Each hard word of the printed sections with its meaning, by the alphabet.

Source: standards.md PM4, CC7 (a hard word is explained where it is used, never only on a screen).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.how_to_read import score_words
from missdesk.handout.lists import ItemList, PairedList
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.i18n import _
from missdesk.model.library import GlossaryEntry

MOST: Final = 7
"""Words in one list; more stand in groups (CC8)."""
BODY: Final = frozenset(
    ("disc", "slipped disc", "sciatica", "nerve root", "nerve sac", "dura", "ligament", "vertebra",
     "cauda equina", "infection", "narrow canal", "slipped vertebra", "scoliosis", "spine",
     "scar tissue", "fracture", "stable break", "weak bone", "level")
)  # fmt: skip
"""Ids of what is in the back, and what can be wrong there."""
STUDIES: Final = frozenset(
    ("x-ray", "scan", "certainty", "trial", "by lot", "register", "could be chance", "range",
     "sham")
)  # fmt: skip
"""Ids of what scans and studies are about; all other words are treatments and tools."""
TOOLS: Final = frozenset(
    ("microscope", "tube", "camera", "cage", "stimulator", "brace", "bone cement",
     "physiotherapist")
)  # fmt: skip
"""Ids of tools, what stays in or on the body, and helpers, apart where a list is too long."""


def blocks(m: Material) -> list[Block]:
    """Return the words, in two columns in clear print, then a score where one was printed.

    More than seven stand in groups (CC8). Nothing without a hard word and a score.
    """
    found = entries(m)
    groups = _groups(found) if len(found) > MOST else {"": list(found.values())}
    made: list[Block] = []
    for title, words in groups.items():
        made += [*([Heading(title, m.sheet.sub, 3)] if title else []), *_list(m, words)]
    made += score_words(m)
    return [Heading(_("Words explained"), m.sheet.section, 2), *made] if made else []


def _list(m: Material, found: Sequence[GlossaryEntry]) -> list[Block]:
    """Return words by the alphabet."""
    small = m.sheet.small
    items = [
        m.item("bullet", [Paragraph(_explained(entry), small)], small, 0.1)
        for entry in sorted(found, key=lambda entry: entry.term.casefold())
    ]
    if not items:
        return []
    wide = m.sheet.is_wide
    return [PairedList(items, "Disc", m.sheet.gap * 1.4) if wide else ItemList(items, "Disc")]


def _groups(found: dict[str, GlossaryEntry]) -> dict[str, list[GlossaryEntry]]:
    """Return words under the headings they belong to, none of which is empty."""
    groups: dict[str, list[GlossaryEntry]] = {
        _("In your back"): [],
        _("Treatments and tools"): [],
        _("Studies and scans"): [],
    }
    body, tools, studies = groups.values()
    for term, entry in found.items():
        (body if term in BODY else studies if term in STUDIES else tools).append(entry)
    if len(tools) > MOST:
        rest = [entry for term, entry in found.items() if entry in tools and term in TOOLS]
        treatments = [entry for entry in tools if entry not in rest]
        parts = {_("Treatments"): treatments, _("Tools and helpers"): rest}
        groups = {_("In your back"): body, **parts, _("Studies and scans"): studies}
    return {title: words for title, words in groups.items() if words}


def entries(m: Material) -> dict[str, GlossaryEntry]:
    """Return what the glossary says of the words met so far, by id, each once."""
    known = {**m.library.glossary.get("en", {}), **m.library.glossary.get(m.visit.language, {})}
    found: dict[str, GlossaryEntry] = {}
    for term in m.terms:
        if term in known and known[term] not in found.values():
            found[term] = known[term]
    return found


def _explained(entry: GlossaryEntry) -> list[Run]:
    """Return a word and its meaning."""
    return [Run(f"{entry.term}: ", "semibold", "ink"), Run(entry.meaning)]
