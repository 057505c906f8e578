"""What matters to the patient: answers in words and marks, room for those still open.

Nothing is computed from them (product.md, Decide).

Source: standards.md IK9, ND5, PM23.
"""

from __future__ import annotations

from missdesk.figures.scene import Ellipse, Fill, Line, Scene, Stroke
from missdesk.handout.figure import Figure
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import WritingLines
from missdesk.handout.lists import ItemList, PairedList
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.handout.styles import Saving, Style
from missdesk.handout.tables import Cell, Grid, Table
from missdesk.i18n import _
from missdesk.model.consultation import NOT_SURE

STEPS = 5
MIDDLE = 2


def blocks(m: Material) -> list[Block]:
    """Return the answers in words, or room for them, and where the patient leans.

    The pairs to mark by hand take half a page: they are printed when the section was chosen.
    """
    heading = Heading(_("What matters to you"), m.sheet.section, 2)
    is_short = m.saving >= Saving.LEAN and m.visit.leaning is None
    if any(pair in m.visit.values for pair in m.topic.values):
        return [heading, _answers(m), *([] if is_short else _leaning(m))]
    if is_short:
        return []
    if m.saving >= Saving.STUDIES:
        boxes = _leaning(m)[1:]
        return [Heading(_("Where you lean today"), m.sheet.section, 2), *boxes]
    if m.visit.sections is None:
        ask = m.paragraph(_("What matters most to me:"))
        ask.keeps_next, ask.after = True, 0.0
        return [heading, ask, WritingLines(1, after=m.sheet.body.after), *_leaning(m)]
    how = m.paragraph(_("Mark the circle that is closest to how you feel."))
    how.keeps_next = True
    return [heading, how, _table(m), *_leaning(m)]


def _answers(m: Material) -> ItemList:
    """Return each answered pair in words: the chosen side, or both for the middle."""
    style = m.sheet.body
    items = []
    for pair in (p for p in m.topic.values if p in m.visit.values):
        left, right = (m.field(f"value.{pair}", side) for side in ("left", "right"))
        answer = m.visit.values[pair]
        if answer == MIDDLE:
            runs = [Run(_("In the middle: “{left}” or “{right}”").format(left=left, right=right))]
        else:
            chosen, other = (left, right) if answer < MIDDLE else (right, left)
            runs = [Run(chosen, "semibold")]
            if answer not in {0, STEPS - 1}:
                runs.append(Run(_(" (a little more than “{other}”)").format(other=other)))
        items.append(m.item("bullet", [Paragraph(runs, style)], style))
    return ItemList(items, "Disc", style.after)


def _table(m: Material) -> Table:
    """Return a row a pair: left words, five circles, right words."""
    small = m.sheet.small
    strong = Style(small.size, small.leading, "semibold", "ink")
    heads = (_("On this side"), _("You"), _("On that side"))
    head = tuple(Cell((Paragraph(words, strong),), is_head=True) for words in heads)
    rows = [_row(m, pair) for pair in m.topic.values]
    return Table(head, rows, Grid((1.0, 0.62, 1.0), pad=6, rise=5), after=m.sheet.body.after)


def _row(m: Material, pair: str) -> tuple[Cell, ...]:
    """Return one pair: left words, circles to mark, right words."""
    style = Style(m.sheet.body.size, m.sheet.body.leading)
    left, right = (m.field(f"value.{pair}", side) for side in ("left", "right"))
    said = _("Five circles to mark, from “{left}” to “{right}”.").format(left=left, right=right)
    return (
        Cell((Paragraph(left, style),), is_head=True),
        Cell((Figure(_circles(said), align="center"),)),
        Cell((Paragraph(right, style),)),
    )


def _circles(said: str) -> Scene:
    """Return five empty circles on a line."""
    wide, step, radius = 38.0, 8.2, 2.5
    start, middle = (wide - step * (STEPS - 1)) / 2, 3.4
    line = Line(start, middle, start + step * (STEPS - 1), middle, Stroke("line", 0.5))
    edge, inside = Stroke("ink2", 0.45), Fill("surface")
    circles = [
        Ellipse(start + index * step, middle, radius, radius, inside, edge)
        for index in range(STEPS)
    ]
    return Scene(wide, 2 * middle, (line, *circles), said)


def _leaning(m: Material) -> list[Block]:
    """Return where the patient leans, or boxes to tick while that is open."""
    sheet = m.sheet
    heading = Heading(_("Where you lean today"), sheet.sub, 3)
    leaning = m.visit.leaning
    names = {str(o.id): m.option_name(o) for o in m.options}
    if leaning == NOT_SURE:
        return [heading, m.paragraph(_("You are not sure yet. That is fine."))]
    if leaning in names:
        runs = [Run(_("You lean towards: ")), Run(names[leaning], "semibold")]
        return [heading, Paragraph([*runs, Run(_(". You can change your mind."))], sheet.body)]
    items = [
        m.item("box", [Paragraph(name, sheet.body)], sheet.body, 0.45)
        for name in (*names.values(), _("I am not sure yet"))
    ]
    if m.sheet.is_wide:
        return [heading, PairedList(items, "None", sheet.gap)]
    return [heading, ItemList(items, "None")]
