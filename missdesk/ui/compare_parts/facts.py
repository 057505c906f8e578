"""What Compare shows, ready to draw: options, rows, cells and words of this visit. No Qt.

A row is one finding; a cell comes from `content.cells.shown_cell` and from nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from missdesk.content.cells import shown_cell
from missdesk.content.words import plain
from missdesk.i18n import _
from missdesk.model.blocks import Block, Paragraph, Section
from missdesk.model.compare import Cell
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
        more: What a harm is, why it happens and how serious it is (CC18), then further words.
        elsewhere: Short names of the options with figures that are not on the screen.
        has_any: Some option of the topic, shown or not, has figures or words in this row.
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
    elsewhere: tuple[str, ...] = ()
    has_any: bool = True

    @property
    def is_told(self) -> bool:
        """Return whether there is something on the screen to be more or less sure of."""
        is_in_words = any(letter.isdigit() for letter in self.meaning)  # "67 out of 100 had one"
        return is_in_words or any(isinstance(cell, Arm) for cell in self.cells)

    @property
    def means(self) -> str:
        """Return what the gap means, or whose figures are missing where no gap can be seen."""
        if not self.elsewhere:
            return self.meaning
        names = listed(self.elsewhere)
        shown = sum(isinstance(cell, Arm) for cell in self.cells)
        if shown > 1:
            return self.meaning
        if shown:
            return _("Compared with {options}").format(options=names)
        return _("Studied: {options}").format(options=names)

    @property
    def is_people(self) -> bool:
        """Return whether the figures are people out of 100."""
        units = {cell.unit for cell in self.cells if isinstance(cell, Arm) and cell.has_figures}
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
    known = [option_facts(option, text, library) for option in topic.options]
    hidden = [facts for facts in known if facts not in options]
    return [
        _row(row, text, library, options, hidden) for row in rows if row.finding in library.findings
    ]


def hidden_options(topic: Topic, text: TopicText, visit: Visit, library: Library) -> list[str]:
    """Return the short names of the options that are not on the screen, as inside a sentence."""
    rest = [option for option in topic.options if str(option.id) not in visit.options]
    return [inside(option_facts(option, text, library).short) for option in rest]


def listed(names: Sequence[str]) -> str:
    """Return names in a row; those that have a comma of their own are kept apart."""
    return ("; " if any("," in name for name in names) else ", ").join(names)


def inside(name: str) -> str:
    """Return a name as it stands inside a sentence ("A camera" gives "a camera")."""
    return name[:1].lower() + name[1:]


def reason(cell: Cell) -> str:
    """Return one line on why an option has no number, empty when it has one."""
    if cell is Unknown.NOT_STUDIED:
        return _("This study did not look at this choice.")
    if cell is Unknown.DOES_NOT_APPLY:
        return _("This question does not fit this choice.")
    return ""


def _row(
    row: Row,
    text: TopicText,
    library: Library,
    options: list[OptionFacts],
    hidden: list[OptionFacts],
) -> RowFacts:
    """Return one row."""
    finding = library.findings[row.finding]
    section = text.section(f"row.{row.id}")

    def words(key: str, otherwise: str = "") -> str:
        return plain(section.fields.get(key, ()), library) or otherwise

    def cell(facts: OptionFacts) -> Cell:
        return shown_cell(row, section, facts.option, library)

    unstated = _("Not stated")
    cells = tuple(cell(facts) for facts in options)
    elsewhere = tuple(inside(f.short) for f in hidden if isinstance(cell(f), Arm))
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
        more=(*risk_blocks(section), *section.blocks),
        cells=cells,
        elsewhere=elsewhere,
        has_any=bool(elsewhere) or any(isinstance(found, Arm) for found in cells),
    )


def risk_blocks(section: Section) -> tuple[Block, ...]:
    """Return what a row says of its harm: what it is, why it happens, how serious it is."""
    said = section.fields.get("risk", ())
    return (Paragraph(said, line=section.line),) if said else ()
