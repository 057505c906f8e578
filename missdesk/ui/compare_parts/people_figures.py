"""One row of Compare, large: 100 people for each option, or a scale, all of one size. No Qt.

Every option has the same room: name, figure, and both frames in the same size (RC7, RC8, IC1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from missdesk.figures.alt_text import arm_sentence, join, people_sentence, unknown_sentence
from missdesk.figures.icon_array import bust, icon_array, unknown_box
from missdesk.figures.people import other_words, people, yes_words
from missdesk.figures.range_bar import bar, scale_ends
from missdesk.figures.scene import Fill, Item, Rect, Scene, TextItem
from missdesk.figures.text_block import Words, text_block
from missdesk.figures.text_fit import width_mm as text_width
from missdesk.figures.text_fit import wrap
from missdesk.i18n import _
from missdesk.model.compare import Cell
from missdesk.model.evidence import Arm, Unknown
from missdesk.model.rounding import as_said, whole_arm
from missdesk.model.wording import arm_words
from missdesk.ui.compare_parts.facts import PEOPLE_UNIT, OptionFacts, RowFacts, reason
from missdesk.ui.compare_parts.measures import Scale
from missdesk.ui.compare_parts.table_figures import option_heads

ARRAY, PANEL, GAP = 228, 190, 28
"""Designed side of the people, height of a scale's panel, gap between options."""
LEAST: Final = 150
"""Narrower columns stand under each other; the length grows with the text."""
LINE: Final = 1.28
Kind = Literal["sure", "rest"]
ROUND: Final = (1, 2, 3, 4, 5, 6, 8, 10)
"""Ends of a scale, times a power of ten."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the options stand: width of each, height of a panel, and whether side by side."""

    column: float
    figure: float
    gap: float
    is_beside: bool
    panel: float


def layout_for(
    width_mm: float, count: int, scale: Scale, *, is_folded: bool, most: int = ARRAY
) -> Layout:
    """Return equal columns; a folded page lets the people grow with the text.

    Args:
        width_mm: Of all columns and gaps.
        count: How many options.
        scale: How large things are.
        is_folded: The page is a narrow one.
        most: Largest designed side of the people, and height of a panel.
    """
    gap, number = scale.mm(GAP), max(1, count)
    beside = (width_mm - (number - 1) * gap) / number
    is_beside = beside >= scale.text_mm(LEAST)
    column = beside if is_beside else width_mm
    side = scale.text_mm(most) if is_folded else scale.mm(most)
    panel = scale.text_mm(min(PANEL, most))
    return Layout(column, min(column, side), gap, is_beside, panel)


def people_page(
    row: RowFacts,
    options: Sequence[OptionFacts],
    width_mm: float,
    scale: Scale,
    *,
    is_folded: bool = False,
    most: int = ARRAY,
) -> Scene:
    """Return all options of one row; `most` limits people and panels."""
    at = layout_for(width_mm, len(options), scale, is_folded=is_folded, most=most)
    heads = option_heads(options, at.column, scale)
    columns = [
        (head, *_column(row, facts, cell, at, scale))
        for head, facts, cell in zip(heads, options, row.cells, strict=True)
    ]
    said = join(option_sentence(row, f, c) for f, c in zip(options, row.cells, strict=True))
    # Part by part at one height, so that names of two lines do not push one option down.
    items: list[Item] = []
    y = 0.0
    if at.is_beside:
        for parts in zip(*columns, strict=True):
            items += [p.at(i * (at.column + at.gap), y) for i, p in enumerate(parts)]
            y += max(p.height_mm for p in parts) + scale.mm(8)
    else:
        for column in columns:
            for part in column:
                items.append(part.at(0, y))
                y += part.height_mm + scale.mm(8)
            y += scale.mm(14)
    return Scene(width_mm, max(0.0, y - scale.mm(8)), tuple(items), said)


def option_sentence(row: RowFacts, facts: OptionFacts, cell: Cell) -> str:
    """Return what one option shows, both frames in it (WC1, RC7)."""
    if isinstance(cell, Unknown):
        said = unknown_sentence(cell, reason=reason(cell))
    elif row.is_people:
        said = people_sentence(cell, yes=row.yes, no=row.no, when=row.when)
    else:
        said = arm_sentence(cell, when=row.when)
    return _("{option}. {figure}").format(option=facts.name, figure=said)


def _column(
    row: RowFacts, facts: OptionFacts, cell: Cell, at: Layout, scale: Scale
) -> tuple[Scene, ...]:
    """Return an option's parts below its name: figure and frames, or number and scale."""
    if row.is_people:
        return _array(row, facts, cell, at, scale), _frames(row, facts, cell, at, scale)
    return (_panel(cell, facts, at, scale, amount_top(row.cells)),)


def _array(row: RowFacts, facts: OptionFacts, cell: Cell, at: Layout, scale: Scale) -> Scene:
    """Return the people, or the box that says why there are none; same size."""
    if isinstance(cell, Arm) and people(cell) is not None:
        return icon_array(cell, facts.look, at.figure, when=row.when)
    return _unknown(cell, at.figure, at.figure, scale)


def _unknown(cell: Cell, wide: float, high: float, scale: Scale) -> Scene:
    """Return the dashed box with the fixed words (RC13)."""
    text = min(scale.text_mm(18), high / 7)
    if isinstance(cell, Arm):
        said = cell.what or Unknown.NOT_KNOWN
        return unknown_box(said, wide, high, text_mm=text)
    return unknown_box(cell, wide, high, reason=reason(cell), text_mm=text)


def _frames(row: RowFacts, facts: OptionFacts, cell: Cell, at: Layout, scale: Scale) -> Scene:
    """Return both frames, the others first, then the counted people: same size (RC7)."""
    found = people(cell) if isinstance(cell, Arm) else None
    if found is None:
        return Scene(at.column, 0.0, ())
    both: tuple[tuple[Kind, str, str], ...] = (
        ("rest", other_words(found.shown), row.no),
        ("sure", yes_words(found.shown), row.yes),
    )
    items: list[Item] = []
    y = 0.0
    for kind, number, words in both:
        line = _frame(facts, kind, number, words, at.column, scale)
        items.append(line.at(0, y))
        y += line.height_mm + scale.mm(4)
    return Scene(at.column, y, tuple(items))


def _frame(
    facts: OptionFacts, kind: Kind, number: str, words: str, width: float, scale: Scale
) -> Scene:
    """Return one frame: a person, the number, and the words beside it, wrapped there."""
    size, big = scale.text_mm(18), scale.text_mm(23)
    icon, lead = 1.35 * size, 1.65 * size
    x = lead + text_width(number, big, 600) + 0.4 * size
    is_narrow = width - x < 4.5 * size
    left = lead if is_narrow else x
    lines = wrap(words, max(width - left, 2 * size), size)
    first = 0.5 * icon + 0.36 * big
    start = first + (LINE * size if is_narrow else 0.0)
    items: list[Item] = [
        bust(facts.look, icon, kind=kind).at(0, 0),
        TextItem(lead, first, number, big, 600),
    ]
    items += [TextItem(left, start + i * LINE * size, t, size) for i, t in enumerate(lines)]
    return Scene(width, max(icon, start + ((len(lines) - 1) * LINE + 0.35) * size), tuple(items))


def _panel(cell: Cell, facts: OptionFacts, at: Layout, scale: Scale, top: float | None) -> Scene:
    """Return a number with its scale, or only words, in a box of one size for all options."""
    wide, high = at.column, at.panel
    if isinstance(cell, Unknown) or whole_arm(cell) is None:
        return _unknown(cell, wide, high, scale)
    pad = scale.mm(16)
    room = wide - 2 * pad
    parts = [Words(arm_words(cell), scale.text_mm(26), 600)]
    if cell.what and not cell.is_change:
        parts.append(Words(cell.what, scale.text_mm(17), 400, "ink2"))
    words = text_block(parts, room)
    ruler = _ruler(cell, facts, room, scale, top)
    tall = words.height_mm + (ruler.height_mm + scale.mm(14) if ruler.items else 0.0)
    y = max(pad, (high - tall) / 2)
    ground = Rect(0, 0, wide, max(high, tall + 2 * pad), scale.mm(14), Fill("sunken"))
    items = (ground, words.at(pad, y), ruler.at(pad, y + words.height_mm + scale.mm(14)))
    return Scene(wide, ground.h, items)


def _ruler(arm: Arm, facts: OptionFacts, width: float, scale: Scale, top: float | None) -> Scene:
    """Return the whole scale with the option's mark, its ends, and which end is good."""
    ends = (0.0, top) if top is not None else scale_ends(arm)
    if ends is None:
        return Scene(width, 0.0, ())
    line = bar(arm, facts.look, width, scale.part_mm(22), top=top)
    size = scale.text_mm(16)
    y = line.height_mm + 1.15 * size
    first, last = f"{ends[0]:g}", f"{ends[1]:g}"
    good = {"lower": _("Low is good"), "higher": _("High is good")}.get(arm.better, "")
    side = max(text_width(first, size, 500), text_width(last, size, 500)) + 0.5 * size
    below = LINE * size if good and text_width(good, size) > width - 2 * side else 0.0
    items = (
        *line.items,
        TextItem(0, y, first, size, 500, "ink2"),
        TextItem(width, y, last, size, 500, "ink2", "right"),
        TextItem(width / 2, y + below, good, size, 400, "ink2", "center"),
    )
    return Scene(width, y + below + 0.3 * size, items)


def amount_top(cells: Sequence[Cell]) -> float | None:
    """Return one end for the scales of a row of amounts (cm, days), None for points or no row.

    The next round number above the largest figure, so that all options share one scale.
    """
    arms = [as_said(c) for c in cells if isinstance(c, Arm) and c.has_figures]
    amounts = [c for c in arms if c.unit not in {"points", PEOPLE_UNIT}]
    if not amounts or len({c.unit for c in amounts}) > 1:
        return None
    largest = max((shown.high for c in amounts if (shown := whole_arm(c)) is not None), default=0)
    step: float = 1.0
    while True:
        for number in ROUND:
            if number * step > largest:
                return number * step
        step *= 10
