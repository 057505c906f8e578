"""Draw one figure of the summary table: people as a bar, points as a marker on a scale.

A bar means people out of 100 and nothing else: 1 % of its width is one person. A score is a
place on a scale, so it gets a marker, never a bar. Days, minutes and centimeters are words,
with a scale only where the caller names its end, the same one for all options.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from missdesk.errors import EvidenceError
from missdesk.figures import alt_text
from missdesk.figures.badge import badge
from missdesk.figures.palette import LOOKS, LookStyle
from missdesk.figures.people import PEOPLE, people
from missdesk.figures.scene import Fill, Group, Item, Line, Rect, Scene, Stroke, TextItem
from missdesk.figures.text_block import LINE, Words, text_block
from missdesk.figures.text_fit import cap_mm
from missdesk.figures.text_fit import width_mm as text_width
from missdesk.i18n import _
from missdesk.model.compare import Cell
from missdesk.model.evidence import Arm, Unknown
from missdesk.model.rounding import as_said, whole_arm
from missdesk.model.topic import Look
from missdesk.model.wording import arm_words, number_words, scale_top, unknown_words

_SHORT_NUMBER = 9
"""Longest "2 to 7" that is set in one size, in characters."""


@dataclass(frozen=True, slots=True)
class CellSize:
    """Sizes of a table cell, in mm; the same for every option (symmetry).

    Attributes:
        number_mm, text_mm: Font sizes of the number and of its unit.
        bar_mm: Height of the bar or scale.
        gap_mm: Between words and bar.
    """

    number_mm: float = 6.0
    text_mm: float = 4.0
    bar_mm: float = 3.4
    gap_mm: float = 1.4


def bar(
    cell: Cell, look: Look, width_mm: float, height_mm: float, *, top: float | None = None
) -> Scene:
    """Return the graphic of a cell without words; no items for an unknown or bare words.

    Args:
        cell: Figures, or which kind of unknown.
        look: The option's look.
        width_mm: 100 people, or the whole scale.
        height_mm: Height of bar or scale.
        top: End of the scale for amounts (days, cm …), alike in a row; None = no graphic.

    Raises:
        EvidenceError: Figures outside 0 to 100, or outside their scale.
    """
    said = alt_text.arm_sentence(cell)
    shown = None if isinstance(cell, Unknown) else whole_arm(cell)
    if isinstance(cell, Unknown) or shown is None:
        return Scene(width_mm, height_mm, (), said)
    if cell.unit == "in 100":
        return Scene(width_mm, height_mm, _people_bar(cell, look, width_mm, height_mm), said)
    ends = (0.0, top) if top is not None else scale_ends(cell)
    # Of a range with one end there is nothing true to mark on a scale.
    if ends is None or shown.is_at_least or shown.is_at_most:
        return Scene(width_mm, height_mm, (), said)
    return Scene(width_mm, height_mm, _scale(cell, look, width_mm, height_mm, ends), said)


def cell_figure(
    cell: Cell,
    look: Look,
    width_mm: float,
    *,
    size: CellSize | None = None,
    room_mm: float | None = None,
    top: float | None = None,
    when: str = "",
) -> Scene:
    """Return a whole table cell: number, unit, and the bar or scale under them.

    Args:
        cell: Figures, or which kind of unknown (then the fixed words, RC13).
        look: The option's look.
        width_mm: Width of the bar: 100 people, or the whole scale.
        room_mm: Room for the words, when it is more than the bar's width.
        size: Font and bar sizes.
        top: As in `bar`.
        when: Time window for the alt text.

    Raises:
        EvidenceError: As in `bar`.
    """
    s = size or CellSize()
    words = cell_words(cell)
    said = alt_text.arm_sentence(cell, when=when)
    room = max(width_mm, room_mm or 0.0)
    if len(words) == 1:
        block = text_block([Words(words[0], s.text_mm, 400, "ink2")], room)
        return Scene(room, block.height_mm, block.items, said)
    text, height = _number_line(words[0], words[1], room, s)
    graphic = bar(cell, look, width_mm, s.bar_mm, top=top)
    if not graphic.items:
        return Scene(room, height, text, said)
    below = graphic.at(0, height + s.gap_mm)
    return Scene(room, height + s.gap_mm + s.bar_mm, (*text, below), said)


def scale_ends(arm: Arm) -> tuple[float, float] | None:
    """Return the ends of a points scale ("ODI 0-100" gives 0 and 100), None without one.

    A change has none: it is no place on its scale.
    """
    last = as_said(arm).scale.rpartition(" ")[2]
    low, dash, high = last.partition("-")
    if arm.unit != "points" or arm.is_change or not dash or not (low.isdigit() and high.isdigit()):
        return None
    ends = float(low), float(high)
    return ends if ends[0] < ends[1] else None


def cell_words(cell: Cell) -> tuple[str, ...]:
    """Return number and unit ("15", "of 100"), or one text when there is no number (RC13).

    The unit is empty where it can't be parted from the number ("less than 1 day").
    """
    if isinstance(cell, Unknown):
        return (unknown_words(cell),)
    shown = whole_arm(cell)
    if shown is None:
        return (cell.what or unknown_words(Unknown.NOT_KNOWN),)
    if cell.unit == "in 100":
        return number_words(shown), _("of 100")
    if cell.unit == "points" and scale_ends(cell) and shown.high > 1:
        return number_words(shown), _("points of {top}").format(top=scale_top(as_said(cell).scale))
    whole = arm_words(cell)
    number = number_words(shown)
    if whole.startswith(number):
        return number, whole.removeprefix(number).strip()
    return whole, ""


def _number_line(
    number: str, unit: str, width: float, s: CellSize
) -> tuple[tuple[Item, ...], float]:
    """Return number and unit on one line, the unit below where it does not fit; and height."""
    first = 0.5 * LINE * s.number_mm + cap_mm(s.number_mm) / 2
    items: list[Item] = []
    x = 0.0
    for part, part_mm in _number_parts(number, s):
        items.append(TextItem(x, first, part, part_mm, 600))
        x += text_width(part + " ", part_mm, 600)
    x += 0.12 * s.text_mm
    height = LINE * s.number_mm
    if not unit:
        return tuple(items), height
    if text_width(unit, s.text_mm) <= width - x:
        items.append(TextItem(x, first, unit, s.text_mm, 400, "ink2"))
        return tuple(items), height
    below = text_block([Words(unit, s.text_mm, 400, "ink2")], width)
    return (*items, below.at(0, height)), height + below.height_mm


def _number_parts(number: str, s: CellSize) -> tuple[tuple[str, float], ...]:
    """Return parts and sizes: "about 4" has small words, so that it is not the loudest."""
    words = number.split()
    is_short = len(number) <= _SHORT_NUMBER and words[0].isdigit()
    if is_short or not any(w.isdigit() for w in words):
        return ((number, s.number_mm),)
    parts = groupby(words, str.isdigit)
    return tuple((" ".join(w), s.number_mm if big else s.text_mm) for big, w in parts)


def _people_bar(arm: Arm, look: Look, width: float, height: float) -> tuple[Item, ...]:
    """Return a bar of 100 people: filled, dashed up to the upper end, the rest empty."""
    found = people(arm)
    assert found is not None  # whole_arm was asked before
    style = LOOKS[look]
    line = min(0.3, 0.09 * height)
    inside = Rect(0, 0, width, height, min(1.2, 0.3 * height))
    sure, most = (n / PEOPLE * width for n in (found.sure, found.sure + found.maybe))
    parts: list[Item] = []
    if found.maybe:
        parts.append(Rect(0, 0, most, height, 0, Fill(style.tint)))
    if found.sure:
        fill = Fill(
            style.color, style.pattern, pitch_mm=(0.6 if style.pattern == "dots" else 0.42) * height
        )
        parts.append(Rect(0, 0, sure, height, 0, fill))
        parts.append(Line(sure, 0, sure, height, Stroke(style.color, line)))
    if found.maybe:
        dashed = Stroke(style.color, 1.3 * line, (0.22 * height, 0.16 * height))
        parts.append(Line(most, 0, most, height, dashed))
        parts += [Line(sure, y, most, y, dashed) for y in (0.9 * line, height - 0.9 * line)]
    edge = Rect(
        line / 2,
        line / 2,
        width - line,
        height - line,
        min(1.2, 0.3 * height),
        None,
        Stroke("edge", line),
    )
    return (
        Rect(0, 0, width, height, min(1.2, 0.3 * height), Fill("surface")),
        Group(tuple(parts), clip=inside),
        edge,
    )


def _scale(
    arm: Arm, look: Look, width: float, height: float, ends: tuple[float, float]
) -> tuple[Item, ...]:
    """Return a line with ticks and the option's mark at its value; a range is a casing."""
    shown = whole_arm(arm)
    assert shown is not None  # whole_arm was asked before
    low, high = ends
    if not low <= shown.low <= shown.high <= high:
        raise EvidenceError(
            f"arm {arm.label or arm.technique or ''}".rstrip(),
            f"{arm_words(arm)} is outside its scale of {low:g} to {high:g}",
            "Correct the value or the scale",
        )
    mark = height
    x0, room = mark / 2, width - mark
    stroke = Stroke("edge", 0.09 * height)
    middle = height / 2
    at_low, at_high = (x0 + (v - low) / (high - low) * room for v in (shown.low, shown.high))
    items: list[Item] = [Line(x0, middle, x0 + room, middle, stroke)]
    items += [
        Line(x, middle - 0.28 * height, x, middle + 0.28 * height, stroke)
        for x in (x0, x0 + room / 2, x0 + room)
    ]
    if shown.is_range:
        # Never a mark in the middle: that would be a number nobody found (RC16).
        return (*items, *_span(LOOKS[look], at_low, at_high, height))
    return (*items, badge(look, mark).at(at_low - mark / 2, 0))


def _span(style: LookStyle, low: float, high: float, height: float) -> tuple[Item, ...]:
    """Return a range on a scale: dashed casing between two end lines."""
    line = 0.1 * height
    end = Stroke(style.color, 0.16 * height, is_round=True)
    top, bottom = 0.14 * height, 0.86 * height
    return (
        Rect(low, 0.24 * height, high - low, 0.52 * height, 0, Fill(style.tint)),
        *(
            Line(low, y, high, y, Stroke(style.color, line, (0.24 * height, 0.16 * height)))
            for y in (0.24 * height, 0.76 * height)
        ),
        Line(low, top, low, bottom, end),
        Line(high, top, high, bottom, end),
    )
