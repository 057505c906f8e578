"""Which studies a book tells of, and how they are drawn: each option with the same room. No Qt.

The rows, their cells and the figures are those of Compare; nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from missdesk.figures.alt_text import join
from missdesk.figures.scene import Item, Scene
from missdesk.model.evidence import Arm
from missdesk.ui.compare_parts.people_figures import (
    GAP,
    LEAST,
    amount_top,
    option_sentence,
    people_page,
)

if TYPE_CHECKING:
    from missdesk.ui.compare_parts.facts import OptionFacts, RowFacts
    from missdesk.ui.compare_parts.measures import Scale

PEOPLE: Final = 150
"""Designed side of the people: with names and both frames they are seen at once."""
APART: Final = 28
"""Designed gap between two lines of options."""


def told_rows(rows: Sequence[RowFacts]) -> tuple[RowFacts, ...]:
    """Return the rows of the first layer that a book shows, by one rule for all topics.

    First one about doing well, then one about harm, where the topic has both; then one more if
    it tells of an option that had no figure yet. Rows that count people come before scores, rows
    that tell of more options before others, surer ones before less sure; then the topic's order.

    Source: standards.md IC1, RC7, RC15.
    """
    first = [row for row in rows if row.row.is_first and row.has_any]
    kept: list[RowFacts] = []
    told: set[int] = set()
    for is_harm in (False, True, None):
        rest = [row for row in first if row not in kept]
        if is_harm is None:
            found = [row for row in rest if _arms(row) - told]
        else:
            found = [row for row in rest if row.row.is_harm is is_harm] or rest
        if found:
            best = max(found, key=partial(_rank, told=frozenset(told)))
            kept.append(best)
            told |= _arms(best)
    return tuple(kept)


def people_grid(
    row: RowFacts, options: Sequence[OptionFacts], width_mm: float, scale: Scale
) -> Scene:
    """Return all options of a row, in as many equal lines as a narrow screen needs.

    Each option has the same room on every line (RC8, IC1).
    """
    per_line = _per_line(len(options), width_mm, scale)
    if not _can_split(row, per_line):
        per_line = len(options)
    if per_line in {1, len(options)}:
        return _line(row, options, width_mm, scale)
    gap = scale.mm(GAP)
    column = (width_mm - (per_line - 1) * gap) / per_line
    # Short names on every line: a line of its own would choose for itself.
    short = [replace(facts, name=facts.short) for facts in options]
    said = [option_sentence(row, f, c) for f, c in zip(options, row.cells, strict=True)]
    items: list[Item] = []
    y = 0.0
    for begin in range(0, len(options), per_line):
        some = short[begin : begin + per_line]
        part = replace(row, cells=row.cells[begin : begin + per_line])
        wide = len(some) * column + (len(some) - 1) * gap
        line = _line(part, some, wide, scale)
        items.append(line.at(0, y))
        y += line.height_mm + scale.mm(APART)
    return Scene(width_mm, y - scale.mm(APART), tuple(items), join(said))


def _line(row: RowFacts, options: Sequence[OptionFacts], width_mm: float, scale: Scale) -> Scene:
    """Return options side by side; with larger text the people grow too, as boxes with words do."""
    is_large = scale.text > 1
    return people_page(row, options, width_mm, scale, is_folded=is_large, most=PEOPLE)


def _can_split(row: RowFacts, per_line: int) -> bool:
    """Return whether all lines would draw on one scale: amounts share the end of theirs."""
    top = amount_top(row.cells)
    parts = (row.cells[at : at + per_line] for at in range(0, len(row.cells), per_line))
    return all(amount_top(part) in {None, top} for part in parts)


def _per_line(count: int, width_mm: float, scale: Scale) -> int:
    """Return how many options stand side by side; lines are as equal as can be."""
    gap, least = scale.mm(GAP), scale.text_mm(LEAST)
    most = max(1, int((width_mm + gap) / (least + gap)))
    lines = -(-count // min(most, count))
    return -(-count // lines)


def _rank(row: RowFacts, told: frozenset[int]) -> tuple[bool, int, int, int]:
    arms = _arms(row)
    return row.is_people, len(arms - told), len(arms), row.finding.certainty.bars


def _arms(row: RowFacts) -> set[int]:
    """Return which options have figures or words, by their place."""
    return {at for at, cell in enumerate(row.cells) if isinstance(cell, Arm)}
