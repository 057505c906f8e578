"""The sheet in five sentences or so: what a patient should be able to say when it is put down.

They are the answers to the questions of "Tell us in your own words", so that both say the same.

Source: standards.md PM11 (a summary), RD10 (teach-back).
"""

from __future__ import annotations

from typing import Final

from missdesk.content.sentences import first_sentences
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Stack
from missdesk.handout.lists import ItemList
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.handout.styles import Saving
from missdesk.i18n import _

KEPT: Final = slice(1, 4)
"""What is never left out: the choices, what may come of them, and the danger signs (PM11)."""
DANGER: Final = slice(3, 4)
"""The line on danger signs."""
KEPT_SENTENCES: Final = 2
FULL: Final = slice(0, 2)
"""Lines that are never cut."""


def blocks(m: Material) -> list[Block]:
    """Return each question with its answer; nothing where no answer was written.

    What is wrong (page 1 says it) and what matters give way where room is short, then what follows
    two sentences of what may come of a choice, and of the danger signs, which have a section.
    """
    if not m.has_summary:
        return []
    names = m.topic.teach_back
    items = []
    for name in names if m.saving < Saving.SHORT else names[KEPT]:
        section = m.text.section(f"teachback.{name}")
        answer = section.fields.get("answer", ())
        if not answer:
            continue
        is_cut = m.saving >= Saving.BRIEF and name not in names[FULL]
        is_danger = name in names[DANGER] and "warning" in m.planned
        said = m.paragraph(first_sentences(answer, KEPT_SENTENCES) if is_cut else answer)
        runs = [Run(f"{section.title} ", "semibold"), *said.runs]
        if is_cut and is_danger:
            runs.append(Run(_(" All of them: see “Warning signs”.")))
        items.append(m.item("bullet", [Stack([Paragraph(runs, m.sheet.body)])], m.sheet.body))
    if not items:
        return []
    heading = Heading(_("In short"), m.sheet.section, 2)
    return [heading, ItemList(items, "Disc", m.sheet.body.after)]
