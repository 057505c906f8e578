"""What the studies found: one table of all first rows, then people out of 100 in both frames.

A row is one finding; an option the finding did not study says so. Every option of the topic has
its column, in the order of the screen.

Source: standards.md RC1-RC16, PM19, PM25; product.md (Compare).
"""

from __future__ import annotations

from collections.abc import Sequence

from missdesk.figures.badge import badge
from missdesk.figures.certainty import certainty_bars
from missdesk.figures.icon_array import Frames, icon_array
from missdesk.figures.people import other_words, people, yes_words
from missdesk.figures.range_bar import bar
from missdesk.figures.scene import Scene
from missdesk.handout.figure import Baseline, Beside, Cornered, Figure
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Columns, Gap, ItemList, Stack, even
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.handout.styles import Saving, Style
from missdesk.handout.tables import Cell, Grid, Table
from missdesk.i18n import _
from missdesk.model.compare import Cell as Figures
from missdesk.model.compare import cell_for
from missdesk.model.evidence import Arm, Finding, Unknown
from missdesk.model.rounding import whole_arm
from missdesk.model.topic import Option, Row, Topic
from missdesk.model.wording import (
    arm_words,
    certainty_words,
    unit_words,
    unknown_words,
)

TWO = 2
LARGE_ARRAY_MM = 38.0
ARRAY_MM = 30.0
"""Width of 100 people: each 3 mm, so that their fill survives a photocopy (LP10)."""
MOST_UNIT = 8
MOST_BIG = 6
"""Characters of a number that still fit a column in large type."""
MORE_HARMS = 3
"""Further harms put in the table, since few of the first rows are harms (IC1, CC19)."""


def blocks(m: Material) -> list[Block]:
    """Return the table, then people for one good and one bad outcome."""
    rows = rows_shown(m.topic)
    group = m.paragraph(m.text.section("topic").fields["group"])
    group.keeps_next = True
    found: list[Block] = [Heading(_("What the studies found"), m.sheet.section, 2), group]
    if m.sheet.is_wide:
        found.append(_table(m, rows))
    else:
        for row in rows:
            found += _stacked(m, row)
    return [*found, *_people(m, rows)]


def rows_shown(topic: Topic) -> list[Row]:
    """Return the first rows and the first further harms, in the topic's order."""
    more = [row for row in topic.rows if not row.is_first and row.is_harm][:MORE_HARMS]
    return [row for row in topic.rows if row.is_first or row in more]


def finding_of(m: Material, row: Row) -> Finding:
    """Return the finding a row shows."""
    return m.library.findings[row.finding]


def _table(m: Material, rows: Sequence[Row]) -> Table:
    """Return the table: a row a finding, a column an option."""
    sheet = m.sheet
    count = len(m.options)
    label = max(1.6, 5.15 - 0.6 * count)
    first = Cell((Paragraph(_("What happened"), _strong(m)),), is_head=True)
    heads = (Cell((_option_head(m, option),), is_head=True) for option in m.options)
    head = (first, *heads)
    body = [_row(m, row) for row in rows]
    grid = Grid((label, *(1.0,) * count), pad=4.0, rise=3.2)
    return Table(head, body, grid, after=sheet.body.after)


def _strong(m: Material) -> Style:
    """Return the style of small words that count."""
    small = m.sheet.small
    return Style(small.size, small.leading, "semibold", "ink")


def _option_head(m: Material, option: Option) -> Block:
    """Return the mark above the plain name."""
    mark = Figure(badge(option.look, 5.6), after=2)
    return Stack([mark, Paragraph(m.short_name(option), _strong(m))])


def _row(m: Material, row: Row) -> tuple[Cell, ...]:
    """Return one row: its name, window, meaning and certainty, then a cell an option."""
    finding = finding_of(m, row)
    bars = certainty_bars(finding.certainty, 3.4)
    label = Cornered(
        Paragraph(m.title(f"row.{row.id}"), _strong_body(m)),
        Scene(bars.width_mm, bars.height_mm, bars.items),
    )
    cells = [_cell(m, row, finding, option) for option in m.options]
    return (Cell((label, _notes(m, row)), is_head=True), *cells)


def _notes(m: Material, row: Row) -> Paragraph:
    """Return the window, what the gap means, how sure that is and where it comes from."""
    finding = finding_of(m, row)
    parts = (m.field(f"row.{row.id}", "when"), m.field(f"row.{row.id}", "meaning"))
    said = [f"{part.rstrip('.')}." for part in parts if part]
    said.append(certainty_words(finding.certainty))
    said[-1] += f"\u00a0{m.citations.cite(finding.sources)}"
    small = m.sheet.small
    return Paragraph(" ".join(said), Style(small.size, small.leading, color="ink2"))


def _cell(m: Material, row: Row, finding: Finding, option: Option) -> Cell:
    """Return number, unit and bar, or the fixed words for no number."""
    figures = cell_for(row, finding, option)
    small = Style(m.sheet.small.size, m.sheet.small.leading, color="ink2")
    shown = None if isinstance(figures, Unknown) else whole_arm(figures)
    if isinstance(figures, Unknown) or shown is None:
        return Cell((Stack([Gap(2.5), Paragraph(_no_number(figures), small)]),))
    graphic = bar(figures, option.look, 21.0, 2.6)
    unit = unit_words(figures)
    number = arm_words(figures).removesuffix(unit).strip()
    if figures.unit == "in 100":
        unit = _("of 100")
    words: list[Block] = [_number(m, number, unit)]
    if graphic.items:
        words[0].after = 2.5
        words += [Figure(Scene(graphic.width_mm, graphic.height_mm, graphic.items))]
    return Cell(tuple(words))


def _number(m: Material, number: str, unit: str) -> Block:
    """Return the number with its unit: large beside small, or below each other when long."""
    small = Style(m.sheet.small.size, m.sheet.small.leading, color="ink2")
    if len(number) > MOST_BIG:
        return Stack([Paragraph(number, _strong_body(m)), Paragraph(unit, small)])
    first, _space, rest = unit.partition(" ") if len(unit) > MOST_UNIT else (unit, "", "")
    line = Baseline(Paragraph(number, m.sheet.number), Paragraph(first, small), 3.5)
    return Stack([line, Paragraph(rest, small)]) if rest else line


def _strong_body(m: Material) -> Style:
    """Return the style of a long number, such as "fewer than 1 to 4"."""
    return Style(m.sheet.body.size, m.sheet.body.leading, "semibold")


def _no_number(figures: Figures) -> str:
    """Return the fixed wording, or the words of a study that gives no number (RC13)."""
    if isinstance(figures, Unknown):
        return unknown_words(figures)
    return figures.what or unknown_words(Unknown.NOT_KNOWN)


def _stacked(m: Material, row: Row) -> list[Block]:
    """Return a row below its heading, an option a line, for large print."""
    finding = finding_of(m, row)
    section = f"row.{row.id}"
    style = m.sheet.body
    lines = []
    for option in m.options:
        figures = cell_for(row, finding, option)
        words = "" if isinstance(figures, Unknown) else arm_words(figures)
        runs = [Run(f"{m.option_name(option)}: "), Run(words or _no_number(figures), "semibold")]
        lines.append(m.item("bullet", [Paragraph(runs, style)], style))
    heading = Heading(m.title(section), m.sheet.sub, 3)
    return [heading, Stack([ItemList(lines, "Disc", 2.0), _notes(m, row)])]


def _people(m: Material, rows: Sequence[Row]) -> list[Block]:
    """Return one good and one bad outcome as people out of 100, where two options have them."""
    able = [row for row in rows if len(_with_people(m, row)) >= TWO]
    good = [row for row in able if not row.is_harm][:1]
    bad = [row for row in able if row.is_harm][:1]
    chosen = [*good, *bad] if good and bad else able[:TWO]
    if not chosen or m.saving >= Saving.PEOPLE:
        return []
    how = Paragraph(
        _("Each small figure is 1 of 100 people. Filled: it happens to them. Empty: it does not."),
        m.sheet.small,
    )
    how.before, how.keeps_next = m.sheet.gap * 0.6, True
    if not m.sheet.is_wide:
        return [how, *(Stack(_panel(m, row)) for row in chosen)]
    panels = [_panel(m, row) for row in chosen]
    heads = even([panel[0] for panel in panels])
    columns = [[head, *panel[1:]] for head, panel in zip(heads, panels, strict=True)]
    return [how, Columns(columns, m.sheet.gap * 2, ruled=True)]


def _with_people(m: Material, row: Row) -> list[tuple[Option, Arm]]:
    """Return the options that have people out of 100 in a row."""
    finding = finding_of(m, row)
    if finding.display != "people":
        return []
    pairs = ((option, cell_for(row, finding, option)) for option in m.options)
    return [
        (option, figures)
        for option, figures in pairs
        if not isinstance(figures, Unknown) and people(figures) is not None
    ]


def _panel(m: Material, row: Row) -> list[Block]:
    """Return one row as people: heading, an array an option, both frames, what it means."""
    section = f"row.{row.id}"
    finding = finding_of(m, row)
    shown = _with_people(m, row)[:TWO]
    heading = Heading(m.field(section, "heading") or m.title(section), m.sheet.sub, 3)
    stacks = [_array(m, row, option, arm) for option, arm in shown]
    heads = even([stack[0] for stack in stacks])
    columns = [[head, *stack[1:]] for head, stack in zip(heads, stacks, strict=True)]
    arrays = Columns(columns, m.sheet.gap)
    arrays.after = m.sheet.small.size * 0.6
    said = f"{m.field(section, 'meaning').rstrip('.')}. {m.citations.cite(finding.sources)}"
    note = Paragraph(said, m.sheet.small)
    note.after = 0.0
    return [heading, arrays, note]


def _array(m: Material, row: Row, option: Option, arm: Arm) -> list[Block]:
    """Return the option's name, 100 people and both frames in the same size (RC7)."""
    section = f"row.{row.id}"
    yes, no = m.field(section, "yes"), m.field(section, "no")
    found = people(arm)
    assert found is not None  # only such options are asked for
    side = ARRAY_MM if m.sheet.is_wide else LARGE_ARRAY_MM
    when = m.field(section, "when")
    scene = icon_array(arm, option.look, side, frames=Frames(yes, no), when=when)
    name = Paragraph(m.short_name(option), _strong(m))
    name.after = 4
    small = Style(m.sheet.small.size, m.sheet.small.leading, color="ink", after=2)
    frames = [
        Paragraph([Run(other_words(found.shown), "bold"), Run(f" {no}")], small),
        Paragraph([Run(yes_words(found.shown), "bold"), Run(f" {yes}")], small),
    ]
    mark = badge(option.look, m.sheet.small.size * 0.37)
    return [Beside(mark, name, 4), Figure(scene, after=4), *frames]
