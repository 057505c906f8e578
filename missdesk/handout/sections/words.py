"""Each hard word of the printed sections with its meaning, by the alphabet.

Source: standards.md PM4, CC7 (a hard word is explained where it is used, never only on a screen).
"""

from __future__ import annotations

from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import ItemList, PairedList
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.i18n import _
from missdesk.model.library import GlossaryEntry


def blocks(m: Material) -> list[Block]:
    """Return the list, in two columns in clear print; nothing without a hard word."""
    small = m.sheet.small
    items = [
        m.item("bullet", [Paragraph(_explained(entry), small)], small, 0.1) for entry in entries(m)
    ]
    if not items:
        return []
    heading = Heading(_("Words explained"), m.sheet.section, 2)
    if m.sheet.is_wide:
        return [heading, PairedList(items, "Disc", m.sheet.gap * 1.4)]
    return [heading, ItemList(items, "Disc")]


def entries(m: Material) -> list[GlossaryEntry]:
    """Return what the glossary says of the words met so far, each once."""
    known = {**m.library.glossary.get("en", {}), **m.library.glossary.get(m.visit.language, {})}
    found = dict.fromkeys(known[term] for term in m.terms if term in known)
    return sorted(found, key=lambda entry: entry.term.casefold())


def _explained(entry: GlossaryEntry) -> list[Run]:
    """Return a word and its meaning."""
    return [Run(f"{entry.term}: ", "semibold", "ink"), Run(entry.meaning)]
