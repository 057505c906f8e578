"""Five questions to answer in one's own words, with room to write.

Source: standards.md RD10 (teach-back), LP11.
"""

from __future__ import annotations

from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import WritingLines
from missdesk.handout.lists import ItemList
from missdesk.handout.material import Material
from missdesk.handout.styles import Style
from missdesk.i18n import _


def blocks(m: Material) -> list[Block]:
    """Return the questions, numbered, with two lines each."""
    style = Style(m.sheet.body.size, m.sheet.body.leading)
    items = [
        m.item(
            f"{number}.",
            [Paragraph(m.title(f"teachback.{question}"), style), WritingLines(2)],
            m.sheet.body,
        )
        for number, question in enumerate(m.topic.teach_back, start=1)
    ]
    return [
        Heading(_("Tell us in your own words"), m.sheet.section, 2),
        m.paragraph(_("This is no test of you. It shows us what we must explain better.")),
        ItemList(items, "Decimal"),
    ]
