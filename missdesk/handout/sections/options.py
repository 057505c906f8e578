"""All options as peers: plain and medical name, and what it is like to live with each.

Options whose words are the same share one text, so that nobody looks for a difference that the
content does not make.

Source: standards.md IQ3, IQ6, IC1, RC14, RC17.
"""

from __future__ import annotations

from missdesk.figures.badge import badge
from missdesk.handout.figure import Beside
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Columns, Stack, even
from missdesk.handout.material import Material
from missdesk.handout.styles import MM, Style
from missdesk.i18n import _
from missdesk.model.topic import Option

PER_ROW = 2


def blocks(m: Material) -> list[Block]:
    """Return the names two by two, then living with them."""
    heading = Heading(_("Your options"), m.sheet.section, 2)
    names = [_name(m, option) for option in m.options]
    found: list[Block] = [heading]
    if m.sheet.is_wide:
        pairs = [names[i : i + PER_ROW] for i in range(0, len(names), PER_ROW)]
        found += [_row(m, pair) for pair in pairs]
    else:
        found += names
    return [*found, *_living(m)]


def _row(m: Material, pair: list[Block]) -> Block:
    """Return two options beside each other; an odd last one keeps its half."""
    columns = [[block] for block in pair] + [[] for _empty in range(PER_ROW - len(pair))]
    row = Columns(columns, m.sheet.gap * 1.4)
    row.after = m.sheet.gap * 0.45
    return row


def _name(m: Material, option: Option) -> Block:
    """Return the mark with the plain name and, below it, the medical one."""
    sheet = m.sheet
    name = Paragraph(m.option_name(option), Style(sheet.sub.size, sheet.sub.leading, "semibold"))
    medical = Style(sheet.body.size, sheet.body.leading, color="ink2")
    words = Stack([name, Paragraph(m.field(f"option.{option.id}", "medical"), medical)])
    mark = badge(option.look, sheet.sub.size * 2.1 / MM)
    made = Beside(mark, words, 9)
    made.after = sheet.gap * 0.45
    return made


def _living(m: Material) -> list[Block]:
    """Return what it is like to live with each option, options of the same words together."""
    groups: dict[str, list[Option]] = {}
    for option in m.options:
        groups.setdefault(m.plain(f"option.{option.id}.living"), []).append(option)
    whom = [_whom(m, together) for together in groups.values()]
    bodies = [m.body(f"option.{together[0].id}.living") for together in groups.values()]
    heading = Heading(m.title(f"option.{m.options[0].id}.living"), m.sheet.sub, 3)
    if not m.sheet.is_wide:
        pairs = zip(whom, bodies, strict=True)
        return [heading, *(block for head, body in pairs for block in (head, *body))]
    columns = [[head, *body] for head, body in zip(even(whom), bodies, strict=True)]
    return [heading, Columns(columns, m.sheet.gap * 1.4)]


def _whom(m: Material, together: list[Option]) -> Block:
    """Return the names of the options that share their words."""
    names = " / ".join(m.short_name(option) for option in together)
    body = m.sheet.body
    return Heading(names, Style(body.size, body.leading, "semibold", after=2), 4)
