"""All options as peers: both names, a picture, what happens, and what it is like to live with each.

What happens is told in two sentences and shown in a small picture at one step, the same for all,
unless all of it has a section of its own.

Options whose words are the same share one text, so that nobody looks for a difference that the
content does not make.

Source: standards.md IQ3, IQ6, IC1, PM15, RC14, RC17.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from missdesk.content.sentences import first_sentences
from missdesk.figures.badge import badge
from missdesk.figures.topic_pictures import Shown
from missdesk.handout.clinic_blocks import offer_note
from missdesk.handout.figure import Baseline, Beside
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Columns, ReadLeftLast, Stack, even
from missdesk.handout.lists import Item, ItemList
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.handout.styles import MM, Saving, Style
from missdesk.handout.tables import Cell, Grid, Table
from missdesk.handout.way_pictures import way_figure, way_note, way_pictures
from missdesk.i18n import _
from missdesk.model import blocks as model
from missdesk.model.topic import Option

PER_ROW = 2
FIRST_SENTENCES = 2
"""So much of what happens tells which way is meant (PM10)."""
PICTURE_MM = 33.0
LARGE_MM = 45.0
"""Width of each option's picture, beside the words and in large print above them."""
MARK, SMALL_MARK = 2.1, 1.25
"""Size of an option's mark beside its words, and beside its name alone, in sizes of the name."""
MOST_PER_ROW = 3
"""More columns of words beside each other would be too narrow to read."""


def blocks(m: Material) -> list[Block]:
    """Return each option with what happens, then living with them."""
    heading = Heading(_("Your options"), m.sheet.section, 2)
    return [heading, *_options(m), *_living(m)]


def _options(m: Material) -> list[Block]:
    """Return each option with its picture, and what to know of the pictures."""
    is_shown = "what-happens" not in m.planned and m.saving < Saving.WAYS
    ways = way_pictures(m) if is_shown else []
    if not ways:
        return [_marked(m, option) for option in m.options]
    made = [_pictured(m, o, way.shown) for o, way in zip(m.options, ways, strict=True)]
    note = way_note(m, ways)
    return [*made, *([Paragraph(note, m.sheet.small)] if note else [])]


def _names(m: Material, option: Option) -> Block:
    """Return an option's plain name, and its medical one."""
    sheet = m.sheet
    name = Paragraph(m.option_name(option), Style(sheet.sub.size, sheet.sub.leading, "semibold"))
    medical = Style(sheet.body.size, sheet.body.leading, color="ink2")
    under = Paragraph(m.field(f"option.{option.id}", "medical"), medical)
    return Baseline(name, under, sheet.body.size * 0.6) if sheet.is_wide else Stack([name, under])


def _in_short(m: Material, option: Option) -> list[Block]:
    """Return whether the clinic offers an option and, in short, what happens."""
    if "what-happens" in m.planned:
        return offer_note(m, option)
    plain = Style(m.sheet.body.size, m.sheet.body.leading)
    words = m.beginning(f"option.{option.id}.what", FIRST_SENTENCES, plain)
    return [*offer_note(m, option), words]


def _marked(m: Material, option: Option) -> Block:
    """Return the mark beside both names and, in short, what happens."""
    words = Stack([_names(m, option), *_in_short(m, option)])
    made = Beside(badge(option.look, m.sheet.sub.size * MARK / MM), words, 9)
    made.after = m.sheet.body.size * 0.5
    return made


def _pictured(m: Material, option: Option, shown: Shown | None) -> Block:
    """Return an option beside its picture; in large print what happens stands below both."""
    sheet = m.sheet
    head = Beside(badge(option.look, sheet.sub.size * SMALL_MARK / MM), _names(m, option), 6)
    words = _in_short(m, option)
    wide = PICTURE_MM if sheet.is_wide else LARGE_MM
    shares = (wide * MM, sheet.text_width - wide * MM - sheet.gap)
    beside = [head, *words] if sheet.is_wide else [head]
    made: Block = ReadLeftLast(([way_figure(m, shown, wide)], beside), sheet.gap, shares)
    if not sheet.is_wide:
        made.after = sheet.small.size * 0.3
        made = Stack([made, *words])
    made.after = sheet.body.size * 0.4
    return made


def _living(m: Material) -> list[Block]:
    """Return what it is like to live with each option, options of the same words together."""
    groups: dict[str, list[Option]] = {}
    for option in m.options:
        groups.setdefault(_told(m, option), []).append(option)
    whom = [_whom(m, together) for together in groups.values()]
    bodies = [m.body(f"option.{together[0].id}.living") for together in groups.values()]
    heading = Heading(m.title(f"option.{m.options[0].id}.living"), m.sheet.sub, 3)
    if m.sheet.is_wide and m.saving >= Saving.LIVING and (items := _run_in(m, groups.values())):
        return [heading, ItemList(items, "Disc", m.sheet.body.after)]
    if not m.sheet.is_wide:
        pairs = zip(whom, bodies, strict=True)
        return [heading, *(block for head, body in pairs for block in (head, *body))]
    per_row = len(whom) if len(whom) <= MOST_PER_ROW else PER_ROW
    together = list(groups.values())
    rows = [range(i, min(i + per_row, len(whom))) for i in range(0, len(whom), per_row)]
    tables = [_table(m, [together[i] for i in row], per_row) for row in rows]
    if all(tables):
        return [heading, *(table for table in tables if table)]
    found: list[Block] = [heading]
    for row in rows:
        heads = even([whom[i] for i in row])
        columns = [[head, *bodies[i]] for head, i in zip(heads, row, strict=True)]
        columns += [[] for _empty in range(per_row - len(columns))]
        found.append(Columns(columns, m.sheet.gap * 1.4))
    return found


def _run_in(m: Material, groups: Iterable[list[Option]]) -> list[Item]:
    """Return a paragraph for each group of options with the same words; none if one is no list.

    It takes half of the room of a table with narrow columns.
    """
    style = Style(m.sheet.body.size, m.sheet.body.leading)
    items = []
    for together in groups:
        found = m.text.section(f"option.{together[0].id}.living").blocks
        if len(found) != 1 or not isinstance(found[0], model.ListBlock):
            return []
        *first, last = found[0].items
        points = [b for item in first for b in _point(m, item, style)] + m.blocks(last, style)
        if not all(isinstance(point, Paragraph) for point in points):
            return []
        names = " / ".join(m.short_name(option) for option in together)
        runs = [Run(f"{names}. ", "semibold", "primary")]
        for point in points:
            runs += [*point.runs, Run(" ")] if isinstance(point, Paragraph) else []
        items.append(m.item("bullet", [Stack([Paragraph(runs[:-1], style)])], style))
    return items


def _told(m: Material, option: Option) -> str:
    """Return what is printed of living with an option, to find those of the same words."""
    blocks = m.text.section(f"option.{option.id}.living").blocks
    if m.saving < Saving.FIRST or len(blocks) != 1 or not isinstance(blocks[0], model.ListBlock):
        return m.plain(f"option.{option.id}.living")
    style = m.sheet.body
    *first, last = blocks[0].items
    points = [b for item in first for b in _point(m, item, style)] + m.blocks(last, style)
    return "\n".join(p.text if isinstance(p, Paragraph) else repr(p) for p in points)


def _table(m: Material, together: list[list[Option]], per_row: int) -> Table | None:
    """Return options beside each other, a row for each thing told; None if they tell unlike ones.

    A table goes on over a page's end with its heads, which columns of lists can't.
    """
    lists = []
    for options in together:
        words = m.text.section(f"option.{options[0].id}.living").blocks
        if len(words) != 1 or not isinstance(words[0], model.ListBlock):
            return None
        lists.append(words[0].items)
    if len({len(items) for items in lists}) != 1:
        return None
    style = Style(m.sheet.body.size, m.sheet.body.leading)
    names = [" / ".join(m.short_name(o) for o in options) for options in together]
    strong = Style(style.size, style.leading, "semibold")
    empty = [Cell(()) for _each in range(per_row - len(together))]
    head = (*(Cell((Paragraph(name, strong),), is_head=True) for name in names), *empty)
    *first, last = zip(*lists, strict=True)
    rows = [(*(Cell(tuple(_point(m, item, style))) for item in row), *empty) for row in first]
    rows.append((*(Cell(tuple(m.blocks(item, style))) for item in last), *empty))
    grid = Grid((1.0,) * per_row, pad=m.sheet.gap * 0.8, rise=style.size * 0.14)
    return Table(head, rows, grid, after=m.sheet.body.after)


def _point(m: Material, item: Sequence[model.Block], style: Style) -> list[Block]:
    """Return one point of living with an option; its first sentence where room is short.

    The last point, daily life and work, is always told whole (IQ6).
    """
    if m.saving < Saving.FIRST or not isinstance(item[0], model.Paragraph):
        return m.blocks(item, style)
    return [m.paragraph(first_sentences(item[0].spans, 1), style)]


def _whom(m: Material, together: list[Option]) -> Block:
    """Return the names of the options that share their words."""
    names = " / ".join(m.short_name(option) for option in together)
    body = m.sheet.body
    return Heading(names, Style(body.size, body.leading, "semibold", after=2), 4)
