"""The sheet in five sentences or so: what a patient should be able to say when it is put down.

They are the answers to the questions of "Tell us in your own words", so that both say the same.

Source: standards.md PM11 (a summary), RD10 (teach-back).
"""

from __future__ import annotations

from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import ItemList, Stack
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.handout.styles import Saving
from missdesk.i18n import _


def blocks(m: Material) -> list[Block]:
    """Return each question with its answer; nothing where no answer was written.

    An answer stays on one page where there is room: half of the warning signs could mislead.
    """
    if not m.has_summary:
        return []
    items = []
    for name in m.topic.teach_back:
        section = m.text.section(f"teachback.{name}")
        answer = section.fields.get("answer", ())
        if not answer:
            continue
        said = m.paragraph(answer)
        runs = [Run(f"{section.title} ", "semibold"), *said.runs]
        words = Paragraph(runs, m.sheet.body)
        items.append(
            m.item("bullet", [words if m.saving >= Saving.LIVING else Stack([words])], m.sheet.body)
        )
    if not items:
        return []
    heading = Heading(_("In short"), m.sheet.section, 2)
    return [heading, ItemList(items, "Disc", m.sheet.body.after)]
