"""What Compare shows, ready to draw: options, rows, cells and words of this visit. No Qt.

A row is one finding; a cell comes from `model.compare.cell_for` and from nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from missdesk.content.words import plain
from missdesk.i18n import _
from missdesk.model.blocks import Block
from missdesk.model.compare import Cell, cell_for
from missdesk.model.consultation import Visit
from missdesk.model.evidence import Arm, Finding, Unknown
from missdesk.model.library import Library
from missdesk.model.topic import Look, Option, Row, Topic, TopicText

PEOPLE_UNIT = "in 100"


@dataclass(frozen=True, slots=True)
class OptionFacts:
    """One option as it is named on the screen."""

    option: Option
    name: str
    medical: str
    short: str

    @property
    def look(self) -> Look:
        """Return its color, mark and fill."""
        return self.option.look


@dataclass(frozen=True, slots=True)
class RowFacts:
    """One row: one finding, with a cell for each shown option, in their order.

    Attributes:
        title, when: Short label and time window.
        heading: Long title for the people page.
        yes, no: Both frames in words (RC7).
        meaning: What the gap means, in RC12's words.
        gap: One sentence above the figures.
        who, why, kind: Group (IK4), reason of the certainty, kind of study; "Not stated" if
            the content has nothing.
        more: Further words, may be empty.
    """

    row: Row
    finding: Finding
    title: str
    when: str
    heading: str
    yes: str
    no: str
    meaning: str
    gap: str
    who: str
    why: str
    kind: str
    more: tuple[Block, ...]
    cells: tuple[Cell, ...]

    @property
    def is_people(self) -> bool:
        """Return whether the figures are people out of 100."""
        units = {cell.unit for cell in self.cells if isinstance(cell, Arm)}
        if not units:
            return self.finding.display == "people"
        return units == {PEOPLE_UNIT}


def shown_options(
    topic: Topic, text: TopicText, visit: Visit, library: Library
) -> list[OptionFacts]:
    """Return the options of the visit in its order (RC14); unknown ids are left out."""
    known = {str(o.id): o for o in topic.options}
    chosen = [known[o] for o in visit.options if o in known]
    return [option_facts(option, text, library) for option in chosen]


def option_facts(option: Option, text: TopicText, library: Library) -> OptionFacts:
    """Return an option with its names."""
    section = text.section(f"option.{option.id}")
    medical = plain(section.fields.get("medical", ()), library)
    short = plain(section.fields.get("short", ()), library)
    return OptionFacts(option, section.title, medical, short or section.title)


def table_rows(
    topic: Topic, text: TopicText, library: Library, options: list[OptionFacts]
) -> list[RowFacts]:
    """Return all rows of the topic: the first layer (RC15), then the others."""
    rows = sorted(topic.rows, key=lambda row: not row.is_first)
    return [_row(row, text, library, options) for row in rows if row.finding in library.findings]


def reason(cell: Cell, look: Look) -> str:
    """Return one line on why an option has no number, empty when it has one."""
    if not isinstance(cell, Unknown):
        return ""
    if cell is Unknown.NOT_STUDIED:
        if look == "none":
            return _("This study did not follow people who had no operation.")
        return _("This study did not test this way to operate.")
    if cell is Unknown.DOES_NOT_APPLY:
        if look == "none":
            return _("This is only about people who have an operation.")
        return _("This is only about people who have no operation.")
    return ""


def _row(row: Row, text: TopicText, library: Library, options: list[OptionFacts]) -> RowFacts:
    """Return one row."""
    finding = library.findings[row.finding]
    section = text.section(f"row.{row.id}")

    def words(key: str, otherwise: str = "") -> str:
        return plain(section.fields.get(key, ()), library) or otherwise

    unstated = _("Not stated")
    return RowFacts(
        row=row,
        finding=finding,
        title=section.title,
        when=words("when"),
        heading=words("heading", section.title),
        yes=words("yes"),
        no=words("no"),
        meaning=words("meaning"),
        gap=words("gap"),
        who=words("who", unstated),
        why=words("why", unstated),
        kind=words("from", unstated),
        more=section.blocks,
        cells=tuple(cell_for(row, finding, facts.option) for facts in options),
    )
