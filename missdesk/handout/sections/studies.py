"""What the studies found: how to read it, one table, then people out of 100 in both frames.

A row is one finding; an option the finding did not study says so. Every option of the topic has
its column, in the order of the screen. A row without any figure is a sentence below the table.

Source: standards.md IC1, RC1-RC16, PM19, PM25, CC16; product.md (Compare).
"""

from __future__ import annotations

from collections.abc import Sequence

from missdesk.content.cells import shown_cell
from missdesk.content.reviewed import changed_words
from missdesk.figures.badge import badge
from missdesk.figures.certainty import certainty_bars
from missdesk.figures.icon_array import Frames, icon_array, unknown_box
from missdesk.figures.people import other_words, people, yes_words
from missdesk.figures.range_bar import bar, cell_words
from missdesk.figures.scene import Scene
from missdesk.handout.figure import Baseline, Beside, Cornered, Figure
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Columns, Gap, Stack, even
from missdesk.handout.harms import harms
from missdesk.handout.how_to_read import people_words, table_words
from missdesk.handout.lists import ItemList
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.handout.styles import MM, Saving, Style
from missdesk.handout.tables import Cell, Grid, Table
from missdesk.i18n import _
from missdesk.model.compare import Cell as Figures
from missdesk.model.evidence import Arm, Finding, Unknown
from missdesk.model.topic import Option, Row, Topic
from missdesk.model.wording import arm_words, certainty_words

BURDENS = frozenset({"stay", "x-rays", "scar", "class-fusion"})
"""Rows on what an operation asks of people, not on how they fare afterwards; and the one on what
people do after another operation than most."""
TWO = 2
LARGE_ARRAY_MM = 38.0
ARRAY_MM = 30.0
"""Width of 100 people: each 3 mm, so that their fill survives a photocopy (LP10)."""
MOST_UNIT = 8
MOST_BIG = 6
"""Characters of a number that still fit a column in large type."""
BESIDE_PEOPLE = 7.0
"""Points between the people and their frames."""
LEAST_FRAME = 4.8
"""Width of a frame's words beside the people, in font sizes, at least."""
MANY = 5
"""Options with so little room for each that the air between them gives way."""
MORE_HARMS = 3
"""Further harms put in the table, since few of the first rows are harms (IC1, CC19)."""


def blocks(m: Material) -> list[Block]:
    """Return the table, then people for one good and one bad outcome."""
    every = rows_shown(m.topic)
    able, options = _drawn(m, every)
    drawn = able[: (m.saving < Saving.ONE) + (m.saving < Saving.PEOPLE)]
    left = min(MORE_HARMS, max(0, m.saving - Saving.LIVING))
    kept = rows_shown(m.topic, more=MORE_HARMS - left)
    if m.saving >= Saving.ROWS:
        kept = _without_burdens(m, kept, able)
    chosen = [row for row in every if row in kept or row in able]
    told = [row for row in chosen if has_figures(m, row)]
    single = [row for row in told if is_single(m, row)] if m.sheet.is_wide else []
    rows = [row for row in told if row not in single]
    group = m.paragraph(m.text.section("topic").fields["group"])
    found: list[Block] = [Heading(_("What the studies found"), m.sheet.section, 2), group]
    found += table_words(m, [_figures(m, row, o) for row in told for o in m.options],
                         {finding_of(m, row).certainty for row in told})  # fmt: skip
    if m.sheet.is_wide:
        found.append(_table(m, rows))
    else:
        for row in rows:
            found += _stacked(m, row)
    found += [_sentence(m, row) for row in single]
    found += _without_figures(m, [row for row in chosen if row not in told])
    is_all = len(chosen) == len(every)
    return [*found, *harms(m, chosen, is_all=is_all), *_people(m, drawn, options)]


def rows_shown(topic: Topic, more: int = MORE_HARMS) -> list[Row]:
    """Return the first rows and so many further harms, in the topic's order."""
    harms = [row for row in topic.rows if not row.is_first and row.is_harm][:more]
    return [row for row in topic.rows if row.is_first or row in harms]


def _without_burdens(m: Material, rows: list[Row], drawn: Sequence[Row]) -> list[Row]:
    """Return rows without those on burdens, which point either way: all go, or none."""
    burdens = [row for row in rows if str(row.id) in BURDENS and row not in drawn]
    others = [row for row in rows if row not in burdens]
    told = {o.id for o in m.options for row in rows if _is_told(m, row, o)}
    still = {o.id for o in m.options for row in others if _is_told(m, row, o)}
    return others if told == still else rows


def _is_told(m: Material, row: Row, option: Option) -> bool:
    """Return whether an option has words or figures in a row."""
    return not isinstance(_figures(m, row, option), Unknown)


def has_figures(m: Material, row: Row) -> bool:
    """Return whether a row says anything for any option but that it is not known."""
    return any(_is_told(m, row, option) for option in m.options)


def is_single(m: Material, row: Row) -> bool:
    """Return whether, of many options, a row has words or figures for one only.

    Such a row would be a line of "Not studied here" (PM19), so it is a sentence below the table.
    """
    return len(m.options) >= MANY and sum(_is_told(m, row, o) for o in m.options) == 1


def _sentence(m: Material, row: Row) -> Block:
    """Return a row in which one option was studied: what, for whom, the figure, how sure."""
    option = next(o for o in m.options if _is_told(m, row, o))
    figures = _figures(m, row, option)
    words = "" if isinstance(figures, Unknown) else arm_words(figures)
    said = words or " ".join(cell_words(figures))
    runs = [
        Run(_("{row} ({option}): ").format(row=m.title(f"row.{row.id}"),
                                           option=m.short_name(option)), "semibold", "ink"),
        Run(f"{said.rstrip('.')}. ", color="ink"),
        *_notes(m, row).runs,
    ]  # fmt: skip
    return Paragraph(runs, m.sheet.small)


def _without_figures(m: Material, rows: Sequence[Row]) -> list[Block]:
    """Return one sentence for the rows without a figure: an empty row is no table (PM19)."""
    if not rows:
        return []
    *first, last = [m.title(f"row.{row.id}") for row in rows]
    names = _("{some} and {last}").format(some=", ".join(first), last=last) if first else last
    return [m.paragraph(_("{rows}: we found no numbers. Ask your surgeon.").format(rows=names))]


def finding_of(m: Material, row: Row) -> Finding:
    """Return the finding a row shows."""
    return m.library.findings[row.finding]


def _table(m: Material, rows: Sequence[Row]) -> Table:
    """Return the table: a row a finding, a column an option."""
    sheet = m.sheet
    count = len(m.options)
    # With many options a narrow first column leaves each cell the room for two words.
    label = 1.96 if count >= MANY else 5.15 - 0.6 * count
    first = Cell((Paragraph(_("What happened"), _strong(m)),), is_head=True)
    heads = (Cell((_option_head(m, option),), is_head=True) for option in m.options)
    head = (first, *heads)
    body = [_row(m, row) for row in rows]
    rise = 3.2 if m.saving < Saving.LIVING else 2.0
    grid = Grid((label, *(1.0,) * count), pad=4.0 if count < MANY else 3.0, rise=rise)
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
    cells = [_cell(m, row, option) for option in m.options]
    if len(cells) < MANY - 1:
        return (Cell((label, _notes(m, row)), is_head=True), *cells)
    return (Cell((label,), is_head=True, below=(_notes(m, row),)), *cells)


def _notes(m: Material, row: Row) -> Paragraph:
    """Return the window, what the gap means, how sure that is and where it comes from.

    A finding that was changed since the review says so (KV13).
    """
    finding = finding_of(m, row)
    parts = (m.field(f"row.{row.id}", "when"), m.field(f"row.{row.id}", "meaning"))
    said = [f"{part.rstrip('.')}." for part in parts if part]
    said.append(certainty_words(finding.certainty))
    said[-1] += f"\u00a0{m.citations.cite(finding.sources)}"
    if finding.id in m.library.changed:
        said[-1] += f". {changed_words()}."
    small = m.sheet.small
    return Paragraph(" ".join(said), Style(small.size, small.leading, color="ink2"))


def _figures(m: Material, row: Row, option: Option) -> Figures:
    """Return what an option shows in a row."""
    return shown_cell(row, m.text.section(f"row.{row.id}"), option, m.library)


def _cell(m: Material, row: Row, option: Option) -> Cell:
    """Return number, unit and bar, or the fixed words for no number."""
    figures = _figures(m, row, option)
    small = Style(m.sheet.small.size, m.sheet.small.leading, color="ink2")
    said = cell_words(figures)
    if len(said) == 1:
        return Cell((Stack([Gap(2.5), Paragraph(said[0], small)]),))
    graphic = bar(figures, option.look, 21.0, 2.6)
    words: list[Block] = [_number(m, *said)]
    if graphic.items:
        words[0].after = 2.5
        words += [Figure(Scene(graphic.width_mm, graphic.height_mm, graphic.items))]
    return Cell(tuple(words))


def _number(m: Material, number: str, unit: str) -> Block:
    """Return the number with its unit: large beside small, or below each other when long."""
    small = Style(m.sheet.small.size, m.sheet.small.leading, color="ink2")
    if len(number) > MOST_BIG:
        below = [Paragraph(unit, small)] if unit else []
        return Stack([Paragraph(number, _strong_body(m)), *below])
    first, _space, rest = unit.partition(" ") if len(unit) > MOST_UNIT else (unit, "", "")
    line = Baseline(Paragraph(number, m.sheet.number), Paragraph(first, small), 3.5)
    return Stack([line, Paragraph(rest, small)]) if rest else line


def _strong_body(m: Material) -> Style:
    """Return the style of a long number, such as "fewer than 1 to 4"."""
    return Style(m.sheet.body.size, m.sheet.body.leading, "semibold")


def _stacked(m: Material, row: Row) -> list[Block]:
    """Return a row below its heading, an option a line, for large print."""
    section = f"row.{row.id}"
    style = m.sheet.body
    lines = []
    for option in m.options:
        figures = _figures(m, row, option)
        words = "" if isinstance(figures, Unknown) else arm_words(figures)
        said = words or cell_words(figures)[0]
        runs = [Run(f"{m.option_name(option)}: "), Run(said, "semibold")]
        lines.append(m.item("bullet", [Paragraph(runs, style)], style))
    heading = Heading(m.title(section), m.sheet.sub, 3)
    return [heading, Stack([ItemList(lines, "Disc", 2.0), _notes(m, row)])]


def _drawn(m: Material, rows: Sequence[Row]) -> tuple[list[Row], list[Option]]:
    """Return the outcomes to draw as people, one good and one bad where there are, for whom.

    They are drawn for the options that were shown in the visit, and where no two of those have
    people in one row, for those of the other options too that have.
    """
    options = shown_options(m)
    able = _able(m, rows, options) or _able(m, rows, m.options)
    good = [row for row in able if not row.is_harm][:1]
    bad = [row for row in able if row.is_harm][:1]
    chosen = [*good, *bad] if good and bad else able[:TWO]
    if chosen and not _able(m, rows, options):
        known = [o for row in chosen for o, _arm in _with_people(m, row, m.options)]
        options = [o for o in m.options if o in options or o in known]
    return chosen, options


def _people(m: Material, rows: Sequence[Row], options: Sequence[Option]) -> list[Block]:
    """Return outcomes as people out of 100, after how to read them."""
    if not rows:
        return []
    how = people_words(m)
    how.before, how.keeps_next = m.sheet.gap * 0.6, True
    if not m.sheet.is_wide:  # a panel can be higher than the room left, so its rows may part
        return [how, *(block for row in rows for block in _panel(m, row, options))]
    return [how, *(Stack(_panel(m, row, options)) for row in rows)]


def shown_options(m: Material) -> list[Option]:
    """Return the options that the visit shows side by side; all where it shows less than two."""
    shown = [option for option in m.options if option.id in m.visit.options]
    return shown if len(shown) >= TWO else list(m.options)


def _able(m: Material, rows: Sequence[Row], options: Sequence[Option]) -> list[Row]:
    """Return the rows with people for two options at least, those with the most first."""
    counts = {row.id: len(_with_people(m, row, options)) for row in rows}
    able = [row for row in rows if counts[row.id] >= TWO]
    return sorted(able, key=lambda row: -counts[row.id])


def _with_people(m: Material, row: Row, options: Sequence[Option]) -> list[tuple[Option, Arm]]:
    """Return the options that have people out of 100 in a row."""
    if finding_of(m, row).display != "people":
        return []
    pairs = ((option, _figures(m, row, option)) for option in options)
    known = [(option, f) for option, f in pairs if not isinstance(f, Unknown) and f.has_figures]
    return known if all(f.unit == "in 100" for _option, f in known) else []


def _panel(m: Material, row: Row, options: Sequence[Option]) -> list[Block]:
    """Return one row as people: heading, a panel for each option, what it means (IC1)."""
    section = f"row.{row.id}"
    finding = finding_of(m, row)
    heading = Heading(m.field(section, "heading") or m.title(section), m.sheet.sub, 3)
    per_row = len(options) if m.sheet.is_wide else TWO
    each = (m.sheet.text_width - m.sheet.gap * (per_row - 1)) / per_row
    stacks = [_array(m, row, option, each) for option in options]
    arrays = [_side_by_side(m, stacks[i : i + per_row], per_row)
              for i in range(0, len(stacks), per_row)]  # fmt: skip
    said = f"{m.field(section, 'meaning').rstrip('.')}. {m.citations.cite(finding.sources)}"
    note = Paragraph(said, m.sheet.small)
    note.after = m.sheet.small.after
    return [heading, *arrays, note]


def _side_by_side(m: Material, stacks: Sequence[list[Block]], count: int) -> Block:
    """Return options beside each other, their people on one line; room is kept for `count`."""
    heads = even([stack[0] for stack in stacks])
    columns = [[head, *stack[1:]] for head, stack in zip(heads, stacks, strict=True)]
    columns += [[] for _empty in range(count - len(columns))]
    beside = Columns(columns, m.sheet.gap)
    beside.after = m.sheet.small.size * 0.3
    return beside


def _array(m: Material, row: Row, option: Option, width: float) -> list[Block]:
    """Return the option's name, then 100 people and both frames in the same size (RC7).

    An option without a figure has the dashed box of the screen, as large as the people (IC1).
    The frames stand beside the people where the column has the room, else below.
    """
    section = f"row.{row.id}"
    side = ARRAY_MM if m.sheet.is_wide else LARGE_ARRAY_MM
    when = m.field(section, "when")
    name = Paragraph(m.short_name(option), _strong(m))
    name.after = 4
    head = Beside(badge(option.look, m.sheet.small.size * 0.37), name, 4)
    figures = _figures(m, row, option)
    found = None if isinstance(figures, Unknown) else people(figures)
    if isinstance(figures, Unknown) or found is None:
        said = figures if isinstance(figures, Unknown) else Unknown.NOT_KNOWN
        box = unknown_box(said, side, side, when=when, text_mm=m.sheet.small.size / MM)
        return [head, Figure(box, after=4)]
    yes, no = m.field(section, "yes"), m.field(section, "no")
    scene = icon_array(figures, option.look, side, frames=Frames(yes, no), when=when)
    small = Style(m.sheet.small.size, m.sheet.small.leading, color="ink", after=2)
    frames = [
        Paragraph([Run(other_words(found.shown), "bold"), Run(f" {no}")], small),
        Paragraph([Run(yes_words(found.shown), "bold"), Run(f" {yes}")], small),
    ]
    rest = width - side * MM - BESIDE_PEOPLE
    if rest < LEAST_FRAME * m.sheet.small.size:
        return [head, Figure(scene, after=4), *frames]
    for frame in frames:
        frame.after = m.sheet.small.size * 0.5
    return [head, Columns([[Figure(scene)], frames], BESIDE_PEOPLE, (side * MM, rest))]
