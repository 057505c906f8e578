"""The rows of the summary table as scenes: one line across, or one card on a narrow page. No Qt.

All options get columns of one width, figures of one size and the same cells (IC1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from missdesk.figures.alt_text import arm_sentence, join
from missdesk.figures.badge import badge
from missdesk.figures.certainty import certainty_bars
from missdesk.figures.range_bar import CellSize, cell_figure, scale_ends
from missdesk.figures.scene import Item, Scene
from missdesk.figures.text_block import Words, text_block
from missdesk.figures.text_fit import width_mm as text_width
from missdesk.i18n import _
from missdesk.model.evidence import Arm, Certainty
from missdesk.model.rounding import whole_arm
from missdesk.model.wording import certainty_words
from missdesk.ui.compare_parts.facts import PEOPLE_UNIT, OptionFacts, RowFacts
from missdesk.ui.compare_parts.measures import Scale

LABEL, SURE, SOURCE, GAP, MARK, INSET = 240, 188, 138, 18, 34, 8
"""Designed widths: first column, "How sure?", Source with the chevron, gap between columns, the
mark of an option, and what the first column stands in, so that a hovered row has an edge."""
SURE_MOST: Final = 290
"""Where there are two options only, its sentences stand on fewer lines."""
MOST_BAR: Final = 200
LEAST_OPTION: Final = 150
"""Below this an option's cell does not stand beside the others but under them."""
ROW_HIGH: Final = 55


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns of the table begin and how wide they are, in scene mm."""

    label: float
    options: tuple[float, ...]
    option: float
    sure: float
    sure_wide: float


def grid_for(width_mm: float, count: int, scale: Scale) -> Grid:
    """Return the columns of a table of this width: options share what is left, equally."""
    gap = scale.mm(GAP)
    label, sure = scale.text_mm(LABEL), scale.text_mm(SURE)
    end = scale.text_mm(SOURCE)
    room = width_mm - label - sure - end - gap
    # What bars can't use gives "How sure?" fewer lines, and so rows less height.
    spare = room - count * (scale.mm(MOST_BAR) + gap)
    more = min(max(0.0, spare), scale.text_mm(SURE_MOST - SURE))
    sure, room = sure + more, room - more
    column = max(1.0, room / max(1, count))
    starts = tuple(label + gap + i * column for i in range(count))
    return Grid(label, starts, column - gap, label + gap + count * column, sure)


def header(options: Sequence[OptionFacts], width_mm: float, scale: Scale) -> Scene:
    """Return the heads of the columns: mark, plain name, medical name; then "How sure?"."""
    grid = grid_for(width_mm, len(options), scale)
    # Names may run into the gap before the next column, so that most stand on one line.
    heads = option_heads(options, grid.option + scale.mm(GAP - 6), scale)
    tall = max((head.height_mm for head in heads), default=0.0)
    sure = text_block((Words(_("How sure?"), scale.text_mm(18), 600),), grid.sure_wide)
    means = Words(_("What it means"), scale.text_mm(16), 400, "ink2")
    under = text_block((means,), grid.sure_wide)
    side = scale.part_mm(MARK)
    items = [head.at(x, 0) for head, x in zip(heads, grid.options, strict=True)]
    # On the lines of the options' names, not above them.
    items.append(sure.at(grid.sure, (side - sure.height_mm) / 2))
    items.append(under.at(grid.sure, max(side, sure.height_mm) + scale.mm(1)))
    names = [f"{facts.name}, {facts.medical}." for facts in options]
    tall = max(tall, sure.height_mm + under.height_mm) + scale.mm(4)
    return Scene(width_mm, tall, tuple(items), join(names))


def option_heads(options: Sequence[OptionFacts], width_mm: float, scale: Scale) -> list[Scene]:
    """Return heads of one height: mark beside the plain name, the medical name under both.

    Where a name would need a second line, all options go by their short names, as on paper.
    """
    side, lead = scale.part_mm(MARK), scale.part_mm(MARK) + scale.mm(10)
    room, size = width_mm - lead, scale.text_mm(18)
    is_short = any(text_width(facts.name, size, 600) > room for facts in options)
    words = [facts.short if is_short else facts.name for facts in options]
    names = [text_block((Words(name, size, 600),), room) for name in words]
    unders = [
        text_block((Words(f.medical, scale.text_mm(16), 400, "ink2"),), width_mm) for f in options
    ]
    top = max([side, *(name.height_mm for name in names)])
    tall = top + scale.mm(1) + max((u.height_mm for u in unders), default=0.0)
    heads = []
    for facts, name, under in zip(options, names, unders, strict=True):
        items = (
            badge(facts.look, side).at(0, (top - side) / 2),
            name.at(lead, (top - name.height_mm) / 2),
            under.at(0, top + scale.mm(1)),
        )
        heads.append(Scene(width_mm, tall, items, facts.name))
    return heads


def table_row(
    row: RowFacts, options: Sequence[OptionFacts], width_mm: float, scale: Scale
) -> Scene:
    """Return one row on one line; the room for the source is left free."""
    grid = grid_for(width_mm, len(options), scale)
    label = text_block(
        (
            Words(row.title, scale.text_mm(18), 600),
            Words(row.when, scale.text_mm(16), 400, "ink2"),
        ),
        grid.label - scale.mm(INSET) + scale.mm(GAP - 6),
    )
    cells = [_cell(row, i, facts, grid.option, scale) for i, facts in enumerate(options)]
    sure = _sure(row, grid.sure_wide, scale)
    content = max(s.height_mm for s in (label, sure, *cells))
    tall = max(scale.mm(ROW_HIGH), content + scale.mm(8))
    items: list[Item] = [label.at(scale.mm(INSET), (tall - label.height_mm) / 2)]
    items += [
        cell.at(x, (tall - cell.height_mm) / 2) for cell, x in zip(cells, grid.options, strict=True)
    ]
    items.append(sure.at(grid.sure, (tall - sure.height_mm) / 2))
    return Scene(width_mm, tall, tuple(items), row_sentence(row, options))


def card(row: RowFacts, options: Sequence[OptionFacts], width_mm: float, scale: Scale) -> Scene:
    """Return one row as a card: title, then each option with its name, then how sure.

    Options stand side by side where there is room, else under each other: never both.
    """
    gap = scale.mm(GAP)
    count = max(1, len(options))
    beside = (width_mm - (count - 1) * gap) / count
    is_beside = beside >= scale.text_mm(LEAST_OPTION)
    column = beside if is_beside else width_mm
    title = text_block(
        (
            Words(row.title, scale.text_mm(22), 600),
            Words(row.when, scale.text_mm(17), 400, "ink2"),
        ),
        width_mm,
    )
    items: list[Item] = [title.at(0, 0)]
    y = title.height_mm + scale.mm(14)
    heads = [_named(facts, column, scale) for facts in options]
    cells = [_cell(row, i, facts, column, scale) for i, facts in enumerate(options)]
    head = max((h.height_mm for h in heads), default=0.0) + scale.mm(6)
    tall = head + max((c.height_mm for c in cells), default=0.0) + scale.mm(20)
    for number, (name, cell) in enumerate(zip(heads, cells, strict=True)):
        x = number * (column + gap) if is_beside else 0.0
        top = y if is_beside else y + number * tall
        items += [name.at(x, top), cell.at(x, top + head)]
    y += tall if is_beside else len(cells) * tall
    sure = _sure(row, width_mm - scale.text_mm(SOURCE), scale)
    items.append(sure.at(0, y))
    return Scene(width_mm, y + sure.height_mm, tuple(items), row_sentence(row, options))


def row_sentence(row: RowFacts, options: Sequence[OptionFacts]) -> str:
    """Return what a row says, for a screen reader: every option, then how sure (WC1)."""
    said = [
        _("{option}: {figure}").format(option=facts.name, figure=arm_sentence(cell))
        for facts, cell in zip(options, row.cells, strict=True)
    ]
    means = row.means.rstrip(".")
    sure = _("{meaning}.").format(meaning=means)
    if row.is_told:
        certainty = certainty_words(row.finding.certainty)
        sure = _("{certainty}. {meaning}.").format(certainty=certainty, meaning=means)
    title = _("{title}. {when}.").format(title=row.title, when=row.when.rstrip("."))
    return join((title, *said, sure))


def certainty_line(certainty: Certainty, width_mm: float, size_mm: float) -> Scene:
    """Return the bars and the certainty's name beside them."""
    bars = certainty_bars(certainty, 1.15 * size_mm)
    lead = bars.width_mm + 0.5 * size_mm
    words = text_block((Words(certainty_words(certainty), size_mm, 600),), width_mm - lead)
    items = (bars.at(0, 0.06 * size_mm), words.at(lead, 0))
    return Scene(width_mm, max(words.height_mm, bars.height_mm), items, bars.alt_text)


def key_words(rows: Sequence[RowFacts]) -> str:
    """Return what the signs in these rows mean; of a sign that is not there, nothing."""
    arms = [cell for row in rows for cell in row.cells if isinstance(cell, Arm)]
    known = [(arm, shown) for arm in arms if (shown := whole_arm(arm)) is not None]
    bars = [shown for arm, shown in known if arm.unit == PEOPLE_UNIT]
    scored = [(arm, shown) for arm, shown in known if scale_ends(arm) is not None]
    scales = [shown for _arm, shown in scored]
    said = []
    if bars:
        said.append(_("Bar: people out of 100."))
    if any(not shown.is_range for shown in scales):
        is_low = all(arm.better == "lower" for arm, _shown in scored)
        said.append(
            _("Mark on a line: a score, low is good.") if is_low else _("Mark on a line: a score.")
        )
    if any(arm.is_change for arm, _shown in known):
        said.append(_("Points better: how much a score gained."))
    if any(arm.unit == "degrees" for arm, _shown in known):
        said.append(_("Degrees: a right angle has ninety."))
    if any(shown.is_range for shown in (*bars, *scales)):
        said.append(_("Dashed: it may reach this far."))
    if any(row.is_told for row in rows):
        said.append(_("More small steps: more sure."))
    return " ".join(said)


def _named(facts: OptionFacts, width_mm: float, scale: Scale) -> Scene:
    """Return mark and plain name for a card."""
    side, lead = scale.part_mm(MARK), scale.part_mm(MARK) + scale.mm(10)
    name = text_block((Words(facts.name, scale.text_mm(17), 500),), width_mm - lead)
    tall = max(side, name.height_mm)
    items = (badge(facts.look, side).at(0, 0), name.at(lead, max(0.0, (side - name.height_mm) / 2)))
    return Scene(width_mm, tall, items)


def _cell(row: RowFacts, number: int, facts: OptionFacts, room_mm: float, scale: Scale) -> Scene:
    """Return one option's figures, in the same sizes for all."""
    size = CellSize(
        number_mm=scale.text_mm(24),
        text_mm=scale.text_mm(16),
        bar_mm=scale.part_mm(13),
        gap_mm=scale.mm(5),
    )
    bar_mm = min(scale.text_mm(MOST_BAR), room_mm)
    return cell_figure(row.cells[number], facts.look, bar_mm, size=size, room_mm=room_mm)


def _sure(row: RowFacts, width_mm: float, scale: Scale) -> Scene:
    """Return how sure, and what it means; no certainty where there is nothing to be sure of."""
    means = text_block((Words(row.means, scale.text_mm(16), 400, "ink2"),), width_mm)
    if not row.is_told:
        return means
    line = certainty_line(row.finding.certainty, width_mm, scale.text_mm(16))
    gap = scale.mm(2)
    items = (line.at(0, 0), means.at(0, line.height_mm + gap))
    return Scene(width_mm, line.height_mm + gap + means.height_mm, items)
