"""When people are usually told they can do things again, with dates once there is a day.

The same range for all ways is one line; the surgeon's own change is marked; where nothing was
verified the paper says so and leaves a line to write on.

Source: product.md (Recovery; nothing chosen yet); standards.md RC13, CC14.
"""

from __future__ import annotations

from dataclasses import dataclass

from missdesk.figures.day_words import range_text
from missdesk.handout.dates import long_date
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import ItemList
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.handout.styles import Style
from missdesk.handout.tables import Cell, Grid, Table
from missdesk.i18n import _
from missdesk.model.recovery import DayRange, Milestone
from missdesk.model.topic import RecoveryRow

BOTH = "both"


@dataclass(frozen=True, slots=True)
class Line:
    """What one activity says: for whom ("" = for all), when, and from which sources."""

    whom: str
    days: DayRange | None
    milestone: Milestone | None


def blocks(m: Material) -> list[Block]:
    """Return the heading, the day of the operation and the table."""
    heading = Heading(_("Your recovery, week by week"), m.sheet.section, 2)
    style = m.sheet.body
    intro = m.paragraph(_intro(m))
    intro.keeps_next = True
    found: list[Block] = [heading, intro]
    if m.sheet.is_wide:
        found.append(_table(m))
        return found
    items = [
        m.item("bullet", [_words(m, line, m.title(f"activity.{row.id}"))], style)
        for row in m.topic.recovery
        for line in lines_of(m, row)
    ]
    return [*found, ItemList(items, "Disc")]


def lines_of(m: Material, row: RecoveryRow) -> list[Line]:
    """Return the lines of an activity: one for all, or one for each operation."""
    operations = [o for o in m.options if o.look != "none"]
    own = m.visit.surgeons_days.get(row.id)
    if own is not None:
        days = DayRange(own.from_days, own.to_days, is_surgeons=True)
        return [Line("", days, None)]
    if BOTH in row.milestones:
        return [_line(m, "", row.milestones[BOTH])]
    return [_line(m, m.short_name(o), row.milestones.get(o.id)) for o in operations]


def _line(m: Material, whom: str, milestone_id: str | None) -> Line:
    """Return one line; a milestone that is not in the library counts as not known."""
    found = m.library.milestones.get(milestone_id or "")
    days = DayRange(found.from_days, found.to_days) if found else None
    return Line(whom, days, found)


def _intro(m: Material) -> str:
    """Return the day of the operation, and what the ranges are."""
    if m.visit.operation_date is None:
        day = _("Counted from the day of your operation.")
    else:
        day = _("Your operation: {date}.").format(date=long_date(m.visit.operation_date))
    return f"{day} {_('Your surgeon’s word comes first.')}"


def _table(m: Material) -> Table:
    """Return activity and dates as a table."""
    small = m.sheet.small
    strong = Style(small.size, small.leading, "semibold", "ink")
    heads = (_("What"), _("When (what people are usually told)"))
    head = tuple(Cell((Paragraph(words, strong),), is_head=True) for words in heads)
    rows = [_row(m, row) for row in m.topic.recovery]
    return Table(head, rows, Grid((0.42, 1.0), pad=5, rise=3), after=m.sheet.body.after)


def _row(m: Material, row: RecoveryRow) -> tuple[Cell, ...]:
    """Return one activity: its name, then its dates."""
    name = Style(m.sheet.body.size, m.sheet.body.leading, "semibold")
    label = Paragraph(m.title(f"activity.{row.id}"), name)
    lines = tuple(_words(m, line) for line in lines_of(m, row))
    return Cell((label,), is_head=True), Cell(lines)


def _words(m: Material, line: Line, what: str = "") -> Paragraph:
    """Return what, for whom and when, with the surgeon's mark or the sources."""
    style = Style(m.sheet.body.size, m.sheet.body.leading)
    head = f"{what} ({line.whom})" if what and line.whom else what or line.whom
    runs = [Run(f"{head}: ")] if head else []
    if line.days is None:
        runs += [Run(_("We do not know. Ask your surgeon: ")), Run("_" * 10)]
        return Paragraph(runs, style)
    runs.append(Run(range_text(line.days, m.visit.operation_date), "semibold"))
    if line.days.is_surgeons:
        runs.append(Run(_(" (changed by your surgeon)")))
    elif line.milestone is not None:
        runs.append(Run(f"\u00a0{m.citations.cite(line.milestone.sources)}", color="ink2"))
    return Paragraph(runs, style)
