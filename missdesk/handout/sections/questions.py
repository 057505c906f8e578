"""Questions to ask, each with a box to tick and, where there is room, a line for the answer.

Source: standards.md IK11, PM23, LP11, CC8.
"""

from __future__ import annotations

from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Columns, WritingLines
from missdesk.handout.lists import TICK_BOX, ItemList, PairedList
from missdesk.handout.material import Material
from missdesk.handout.names import clean
from missdesk.handout.styles import Saving, Style
from missdesk.i18n import _

MOST_UNASKED = 3
LEAST_UNASKED = 2
"""Questions printed when none was ticked, and where room is short: page 1 asks to tick some (PM23).

A longer list is not read (CC8).
"""


def blocks(m: Material) -> list[Block]:
    """Return the ticked questions and the patient's own, or the first ones of the topic."""
    heading = Heading(_("Questions to ask"), m.sheet.section, 2)
    style = Style(m.sheet.body.size, m.sheet.body.leading)
    items = []
    for words in asked(m):
        parts: list[Block] = [Paragraph(words, style, where=_("A question"))]
        if m.saving < Saving.LINES:
            parts.append(WritingLines(1))
        items.append(m.item("box", parts, m.sheet.body))
    own = m.item("box", _own(m, style), m.sheet.body)
    if not m.sheet.is_wide:
        return [heading, ItemList([*items, own], "None")]
    return [heading, PairedList(items, "None", m.sheet.gap * 1.6, last=own, least=(1, 2))]


def _own(m: Material, style: Style) -> list[Block]:
    """Return room for a question of one's own: a line beside the words, in large print below."""
    words = Paragraph(_("My own question:"), style)
    if not m.sheet.is_wide:
        return [words, WritingLines(1)]
    wide = words.natural_width() + 1
    rest = m.sheet.text_width - TICK_BOX - style.size - wide
    return [Columns([[words], [WritingLines(1)]], style.size * 0.4, (wide, rest))]


def asked(m: Material) -> list[str]:
    """Return the words of the questions, in the topic's order, own ones last."""
    known = [q for q in m.topic.questions if q in m.visit.questions]
    own = [clean(q).text for q in m.visit.own_questions]
    words = [m.title(f"question.{q}") for q in known] + [q for q in own if q]
    if words:
        return words
    if m.saving >= Saving.UNASKED:
        return []
    most = MOST_UNASKED if m.saving < Saving.ASKED else LEAST_UNASKED
    return [m.title(f"question.{q}") for q in m.topic.questions[:most]]
