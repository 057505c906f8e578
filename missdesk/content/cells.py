"""Cells of the Compare table: what an option shows in a row, and what a topic may say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from missdesk.content.words import plain
from missdesk.errors import Fault
from missdesk.model.blocks import Section
from missdesk.model.compare import Cell, arm_named, cell_for, techniques_of
from missdesk.model.evidence import Arm, Finding, FindingId
from missdesk.model.library import Library
from missdesk.model.recovery import Milestone
from missdesk.model.topic import CELL_WORDS, Option, Row, Topic, TopicText

MOST_WORDS = 30
"""Characters of a cell in words: about as much room as a number with its unit and bar."""
BOTH = "both"
NOT_FOR: Mapping[str, frozenset[str]] = {
    "open": frozenset({"mis", "camera"}),
    "mis": frozenset({"open"}),
}
"""Looks of options that a milestone of this approach is never for."""


def shown_cell(row: Row, section: Section, option: Option, library: Library) -> Cell:
    """Return what an option shows: its figures, its words, or which kind of unknown it is."""
    if row.cells.get(option.id) == CELL_WORDS:
        words = section.fields.get(word_field(str(option.id)), ())
        return Arm(what=plain(words, library))
    return cell_for(row, library.findings[row.finding], option)


def word_field(option: str) -> str:
    """Return the name of the row's field with an option's cell in words."""
    return f"cell.{option}"


def needed_fields(row: Row) -> tuple[str, ...]:
    """Return the fields of a row's words that its cells need."""
    return tuple(word_field(option) for option, key in row.cells.items() if key == CELL_WORDS)


def cell_faults(
    topic: Topic, text: TopicText, findings: Mapping[FindingId, Finding]
) -> Iterator[Fault]:
    """Yield cells without an arm, of another technique, or with too many words."""
    options = {str(o.id): o for o in topic.options}  # a wrong id is told by the topic's reader
    for row in topic.rows:
        where = f"topics/{topic.id}/topic.toml row {row.id} cells"
        finding, section = findings.get(row.finding), text.sections.get(f"row.{row.id}")
        for option, key in row.cells.items():
            if finding is not None and key != CELL_WORDS and option in options:
                yield from _arm_faults(where, finding, options[option], key)
        for name in needed_fields(row):
            spans = section.fields.get(name, ()) if section is not None else ()
            count = sum(len(getattr(span, "text", "")) for span in spans)
            if count > MOST_WORDS:
                what = f"{name} has {count} characters"
                yield Fault(text.path, what, f"Write at most {MOST_WORDS}")


def _arm_faults(where: str, finding: Finding, option: Option, key: str) -> Iterator[Fault]:
    """Yield why an arm can't stand in an option's column."""
    if arm_named(finding, key) is None:
        known = [*finding.arms, *(f"group:{g.label}" for g in finding.groups), CELL_WORDS]
        fix = f"Use one of: {', '.join(known)}"
        yield Fault(where, f'{finding.id} has no arm "{key}"', fix)
        return
    techniques = set(techniques_of(finding, key))
    if option.techniques and not (techniques and techniques <= set(option.techniques)):
        found = ", ".join(sorted(techniques)) or "no technique"
        yield Fault(
            where,
            f'"{key}" of {finding.id} names {found}, not that of option "{option.id}"',
            "Tell it under the table (compare.notes), or name the group's technique",
        )


def milestone_faults(topic: Topic, milestones: Mapping[str, Milestone]) -> Iterator[Fault]:
    """Yield days that would stand with an option they were not found for (product.md)."""
    found = [milestones[m] for row in topic.recovery for m in row.milestones.values()
             if m in milestones]  # fmt: skip
    procedures = sorted({m.procedure for m in found} - {"any"})
    options = {str(o.id): o for o in topic.options}
    for row in topic.recovery:
        where = f"topics/{topic.id}/topic.toml recovery {row.id}"
        for key, milestone_id in row.milestones.items():
            if key != BOTH and key not in options:
                yield Fault(where, f'no option "{key}"', "Use both or the id of an option")
                continue
            milestone = milestones.get(milestone_id)
            if key == BOTH and len(procedures) > 1:
                what = f"both would give all options the days of one of {', '.join(procedures)}"
                yield Fault(where, what, "Name each option")
            elif (
                milestone
                and key != BOTH
                and options[key].look in NOT_FOR.get(milestone.approach, ())
            ):
                what = f'"{milestone_id}" is of {milestone.approach} operations, "{key}" is not'
                yield Fault(where, what, "Leave the option out: its days are not known")
