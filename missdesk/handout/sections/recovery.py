"""When people can usually do things again, with dates once there is a day.

The same range for all ways is one line; the surgeon's own change is marked; where nothing was
verified the paper says so and leaves a line to write on.

Source: product.md (Recovery; nothing chosen yet); standards.md RC13, CC14.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from missdesk.content.page_words import page_words
from missdesk.figures.day_words import range_text
from missdesk.handout.dates import long_date, short_range
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.lists import ItemList
from missdesk.handout.material import Material
from missdesk.handout.names import clean
from missdesk.handout.setting import Run
from missdesk.handout.styles import Saving, Style
from missdesk.handout.tables import Cell, Grid, Table
from missdesk.i18n import _
from missdesk.model.evidence import SourceId
from missdesk.model.recovery import DayRange
from missdesk.model.topic import Option, RecoveryRow

BOTH = "both"
BLANK = Run("\u00a0" + "_" * 10)
"""Room to write, on the line of the words before it."""
TWO = 2
SHARES = ((0.66, 1.0, 1.0), (0.58, 1.0, 1.0), (0.58, 1.1, 0.9), (0.58, 1.2, 0.8), (0.58, 0.9, 1.1))
"""Widths of the columns; those are taken with which the dates need the fewest lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one activity says: for whom ("" = for all), when, and from which sources."""

    whom: str
    days: DayRange | None
    sources: tuple[SourceId, ...] = ()


def blocks(m: Material) -> list[Block]:
    """Return the heading, the day of the operation and the table."""
    own = page_words(m.text, m.library, "recovery", "heading")
    heading = Heading(own or _("Your recovery, week by week"), m.sheet.section, 2)
    style = m.sheet.body
    intro = m.paragraph(_intro(m))
    intro.keeps_next = True
    found: list[Block] = [heading, intro, *_work(m, style)]
    if m.sheet.is_wide:
        return [*found, _table(m), *_unknown(m, style)]
    items = [
        m.item("bullet", [_words(m, line, m.title(f"activity.{row.id}"))], style)
        for row in _rows(m)
        for line in lines_of(m, row)
    ]
    return [*found, ItemList(items, "Disc"), *_unknown(m, style)]


def _with_days(m: Material) -> list[Option]:
    """Return the operations that have days in any row; all of them where none has any."""
    operations = [o for o in m.options if o.recovers]
    rows = m.topic.recovery
    known = [o for o in operations if any({BOTH, o.id} & set(row.milestones) for row in rows)]
    return known or operations


def _rows(m: Material) -> list[RecoveryRow]:
    """Return the activities in the table; where room is short, those without any days are not."""
    known = [row for row in m.topic.recovery if any(line.days for line in lines_of(m, row))]
    return known if known and m.saving >= Saving.STUDIES else list(m.topic.recovery)


def _is_known(m: Material) -> bool:
    """Return whether any activity has days for anyone."""
    return any(line.days for row in m.topic.recovery for line in lines_of(m, row))


def _unknown(m: Material, style: Style) -> list[Block]:
    """Return a line for the activities and operations without days, with room to write."""
    known, rows = _with_days(m), _rows(m)
    names = [m.short_name(o) for o in m.options if o.recovers and o not in known]
    left = [m.title(f"activity.{row.id}") for row in m.topic.recovery if row not in rows]
    what = "; ".join(part for part in (", ".join(left), " / ".join(names)) if part)
    if not what:
        return []
    words = _("{what}: we do not know the days. Ask your surgeon:").format(what=what)
    plain = Style(style.size, style.leading, after=style.after)
    return [Paragraph([Run(words), BLANK], plain)]


def _work(m: Material, style: Style) -> list[Block]:
    """Return what work the person does, for whoever reads the dates there; PRIVACY: personal."""
    job = clean(m.visit.job).text
    if not job:
        return []
    words = _("Your work: {job}").format(job=job)
    line = Paragraph(words, Style(style.size, style.leading), where=_("Your work"))
    line.keeps_next = True
    return [line]


def lines_of(m: Material, row: RecoveryRow) -> list[Line]:
    """Return the lines of an activity: one for all, or one for those with the same days."""
    return [line for line, _options in _parts(m, row)]


def _parts(m: Material, row: RecoveryRow) -> list[tuple[Line, list[Option]]]:
    """Return the lines of an activity, each with the operations that it is for."""
    operations = _with_days(m)
    own = m.visit.surgeons_days.get(row.id)
    if own is not None:
        days = DayRange(own.from_days, own.to_days, is_surgeons=True)
        return [(Line("", days), operations)]
    if BOTH in row.milestones:
        return [(_line(m, "", row.milestones[BOTH]), operations)]
    alike: dict[DayRange | None, list[Option]] = {}
    for option in operations:
        days_of = _line(m, "", row.milestones.get(option.id)).days
        alike.setdefault(days_of, []).append(option)
    is_all = len(operations) == sum(o.recovers for o in m.options)
    if len(alike) == 1 and is_all:
        return [(_shared(m, row, "", operations), operations)]
    return [
        (_shared(m, row, " / ".join(m.short_name(o) for o in options), options), options)
        for options in alike.values()
    ]


def _shared(m: Material, row: RecoveryRow, whom: str, options: list[Option]) -> Line:
    """Return the line of options with the same days, and all sources of it."""
    lines = [_line(m, whom, row.milestones.get(option.id)) for option in options]
    sources = tuple(dict.fromkeys(source for line in lines for source in line.sources))
    return replace(lines[0], sources=sources)


def _line(m: Material, whom: str, milestone_id: str | None) -> Line:
    """Return one line; a milestone that is not in the library counts as not known."""
    found = m.library.milestones.get(milestone_id or "")
    days = DayRange(found.from_days, found.to_days) if found else None
    return Line(whom, days, tuple(found.sources) if found else ())


def _intro(m: Material) -> str:
    """Return the day of the operation, and what the ranges are."""
    lead = page_words(m.text, m.library, "recovery", "lead") or _(
        "Your surgeon’s word comes first."
    )
    if not m.topic.has_date:
        return lead
    if m.visit.operation_date is None:
        day = _("Counted from the day of your operation.")
    else:
        day = _("Your operation: {date}.").format(date=long_date(m.visit.operation_date))
    return f"{day} {lead}"


def _table(m: Material) -> Table:
    """Return activity and dates as a table."""
    groups = _groups(m)
    if groups:
        return _side_by_side(m, groups)
    small = m.sheet.small
    strong = Style(small.size, small.leading, "semibold", "ink")
    heads = (_("What"), _("When (a usual range, not a promise)"))
    if not _is_known(m):
        heads = (_("What"), _("We do not know. Ask your surgeon, and write it here."))
    head = tuple(Cell((Paragraph(words, strong),), is_head=True) for words in heads)
    rows = [_row(m, row) for row in _rows(m)]
    # Where the ways differ, the dates need the room more than the activities.
    differ = any(len(lines_of(m, row)) > 1 for row in m.topic.recovery)
    grid = Grid((0.34 if differ else 0.42, 1.0), pad=5, rise=_rise(m))
    return Table(head, rows, grid, after=m.sheet.body.after)


def _rise(m: Material) -> float:
    """Return the space above and below the words of a row, in points."""
    return 3.0 if m.saving < Saving.LIVING else 2.0


def _row(m: Material, row: RecoveryRow) -> tuple[Cell, ...]:
    """Return one activity: its name, then its dates, or a line to write on where none is known."""
    if not _is_known(m):
        return _name(m, row), Cell((Paragraph("_" * 24, m.sheet.body),))
    lines = tuple(_words(m, line) for line in lines_of(m, row))
    return _name(m, row), Cell(lines)


def _name(m: Material, row: RecoveryRow) -> Cell:
    """Return the head of a row: the activity."""
    style = Style(m.sheet.body.size, m.sheet.body.leading, "semibold")
    return Cell((Paragraph(m.title(f"activity.{row.id}"), style),), is_head=True)


def _groups(m: Material) -> list[list[Option]]:
    """Return two groups of operations that get a column each; none where lines are shorter.

    They are those that most rows tell apart; a row that tells more apart does so in its cell.
    """
    parted = [
        frozenset(frozenset(options) for _line, options in parts)
        for row in _rows(m)
        if len(parts := _parts(m, row)) == TWO
    ]
    if len(parted) < TWO or len(parted) * 2 < len(_rows(m)):
        return []
    most = max(dict.fromkeys(parted), key=parted.count)
    options = _with_days(m)
    return [
        [o for o in options if o in part]
        for part in sorted(most, key=lambda part: min(options.index(o) for o in part))
    ]


def _side_by_side(m: Material, groups: list[list[Option]]) -> Table:
    """Return activity and dates with a column for each group of operations."""
    small = m.sheet.small
    strong = Style(small.size, small.leading, "semibold", "ink")
    names = (" / ".join(m.short_name(o) for o in group) for group in groups)
    heads = (_("Usual range, no promise"), *names)
    head = tuple(Cell((Paragraph(words, strong),), is_head=True) for words in heads)
    rows = [
        (_name(m, row), *(Cell(tuple(_in_group(m, row, group))) for group in groups))
        for row in _rows(m)
    ]
    after = m.sheet.body.after
    made = (Table(head, rows, Grid(shares, pad=5, rise=_rise(m)), after) for shares in SHARES)
    return min(made, key=lambda table: table.height(m.sheet.text_width))


def _in_group(m: Material, row: RecoveryRow, group: list[Option]) -> Iterator[Paragraph]:
    """Yield the lines of an activity for one group; named where the group's ways differ."""
    lines = [
        (line, [o for o in options if o in group])
        for line, options in _parts(m, row)
        if any(o in group for o in options)
    ]
    for line, options in lines:
        names = " / ".join(m.short_name(o) for o in options) if len(lines) > 1 else ""
        yield _words(m, replace(line, whom=names), is_short=True)


def _words(m: Material, line: Line, what: str = "", *, is_short: bool = False) -> Paragraph:
    """Return what, for whom and when, with the surgeon's mark or the sources."""
    style = Style(m.sheet.body.size, m.sheet.body.leading)
    head = f"{what} ({line.whom})" if what and line.whom else what or line.whom
    runs = [Run(f"{head}: ")] if head else []
    if line.days is None:
        runs += [Run(_("We do not know. Ask your surgeon:")), BLANK]
        return Paragraph(runs, style)
    day = m.visit.operation_date if m.topic.has_date else None
    said = short_range(line.days, day) if is_short else range_text(line.days, day)
    runs.append(Run(said, "semibold"))
    if line.days.is_surgeons:
        runs.append(Run(_(" (changed by your surgeon)")))
    elif line.sources:
        runs.append(Run(f"\u00a0{m.citations.cite(line.sources)}", color="ink2"))
    return Paragraph(runs, style)
