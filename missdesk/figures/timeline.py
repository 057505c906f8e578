"""Draw getting better week by week: activities, a lane an option, and the dates in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from missdesk.figures.alt_text import join
from missdesk.figures.badge import badge
from missdesk.figures.day_words import range_text
from missdesk.figures.lanes import ZONES, Lane, is_same, lanes_figure, zones_behind
from missdesk.figures.scene import Group, Item, Line, Scene, Stroke
from missdesk.figures.text_block import Words, text_block
from missdesk.figures.text_fit import size_to_fit
from missdesk.i18n import _
from missdesk.model.recovery import DayRange
from missdesk.model.topic import Look

_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One activity.

    Attributes:
        label: "Drive a car".
        lanes: One an option, in the order of the visit; empty = no verified dates at all.
        note: Where the range comes from ("Averages in one study"); empty = said by itself.
    """

    label: str
    lanes: tuple[Lane, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class TimelineSize:
    """Measures in mm.

    Attributes:
        label_mm, dates_mm: Widths of the first and last column; the zones get the rest.
        text_mm, small_mm: Font sizes; `small_mm` is for notes and zone dates.
        lane_mm: Thickness of a lane.
        row_mm: Least height of a row.
    """

    label_mm: float = 42.0
    dates_mm: float = 52.0
    text_mm: float = 4.4
    small_mm: float = 4.0
    lane_mm: float = 3.0
    row_mm: float = 13.0


def timeline(
    rows: Sequence[TimelineRow],
    width_mm: float,
    *,
    names: Mapping[Look, str],
    operation: date | None = None,
    size: TimelineSize | None = None,
) -> Scene:
    """Return the whole table.

    Args:
        rows: Activities in reading order.
        width_mm: Full width.
        names: Plain name of each option by its look, for the alt text.
        operation: Its date, or None: then days and weeks.
        size: Measures.

    Raises:
        OverflowError: A date lies outside the calendar.
    """
    s = size or TimelineSize()
    zones = width_mm - s.label_mm - s.dates_mm
    head = zone_heads(zones, operation, s)
    items: list[Item] = []
    y = head.height_mm
    rule = Stroke("line", 0.25)
    said = []
    for row in rows:
        made = timeline_row(row, width_mm, names=names, operation=operation, size=s)
        items.append(Line(0, y, width_mm, y, rule))
        items.append(made.at(0, y))
        said.append(made.alt_text)
        y += made.height_mm
    behind = Group(zones_behind(zones, y, 2.5), s.label_mm, 0)
    return Scene(width_mm, y, (behind, head.at(s.label_mm, 0), *items), join(said))


def zone_heads(width_mm: float, operation: date | None, size: TimelineSize) -> Scene:
    """Return the heads of the three zones, with dates when the operation has one."""
    third, pad = width_mm / len(ZONES), 0.5 * size.text_mm
    room = third - 1.6 * pad
    sizes = (size_to_fit(t, room, size.text_mm, 0.8 * size.text_mm, 600) for t in _titles())
    title_mm = min(sizes)
    blocks = []
    for title, (first, last) in zip(_titles(), ZONES, strict=True):
        dates = range_text(DayRange(first, last), operation) if operation else ""
        parts = (
            Words(title, title_mm, 600),
            Words(dates, size.small_mm, 400, "ink2"),
        )
        blocks.append(text_block(parts, room))
    tall = max(block.height_mm for block in blocks) + 1.6 * pad
    items = tuple(b.at(number * third + pad, 0.8 * pad) for number, b in enumerate(blocks))
    return Scene(width_mm, tall, items, join(f"{title}." for title in _titles()))


def timeline_row(
    row: TimelineRow,
    width_mm: float,
    *,
    names: Mapping[Look, str],
    operation: date | None = None,
    size: TimelineSize | None = None,
) -> Scene:
    """Return one activity: label, lanes, dates; arguments as for `timeline`."""
    s = size or TimelineSize()
    zones = width_mm - s.label_mm - s.dates_mm
    label = text_block([Words(row.label, s.text_mm, 500)], s.label_mm - 2)
    dates = dates_block(row, operation, s)
    words = text_block([Words(unknown_note(), s.text_mm, 400, "ink2")], zones - 5)
    tall = max(
        s.row_mm,
        *(block.height_mm + 0.6 * s.text_mm for block in (label, dates)),
        len(row.lanes) * 1.45 * s.lane_mm + 0.8 * s.lane_mm,
    )
    items: list[Item] = [label.at(0, (tall - label.height_mm) / 2)]
    if is_unknown(row):
        items.append(words.at(s.label_mm + 2.5, (tall - words.height_mm) / 2))
    else:
        items.append(lanes_figure(row.lanes, zones, tall, s.lane_mm).at(s.label_mm, 0))
    items.append(dates.at(s.label_mm + zones + 2.5, (tall - dates.height_mm) / 2))
    return Scene(width_mm, tall, tuple(items), row_sentence(row, names, operation))


def row_sentence(row: TimelineRow, names: Mapping[Look, str], operation: date | None) -> str:
    """Return what a row says: "Drive: After 1 to 4 weeks. Same advice for both."."""
    if is_unknown(row):
        return _("{activity}: {words}").format(activity=row.label, words=unknown_note())
    if is_same(row.lanes):
        days = row.lanes[0].days
        assert days is not None  # is_same asks for it
        said = _("{activity}: {range}.").format(
            activity=row.label, range=range_text(days, operation)
        )
        return join((said, _stop(_note(row))))
    parts = [
        _("{option} {range}")
        .format(
            option=names.get(lane.look, ""),
            range=_known(lane.days, operation),
        )
        .strip()
        for lane in row.lanes
    ]
    said = _("{activity}: {parts}.").format(activity=row.label, parts="; ".join(parts))
    return join((said, _stop(_note(row))))


def is_unknown(row: TimelineRow) -> bool:
    """Return whether no option has verified dates."""
    return all(lane.days is None for lane in row.lanes)


def unknown_note() -> str:
    """Return the words for an activity without verified dates (product.md)."""
    return _("We do not know. Ask your surgeon.")


def _titles() -> tuple[str, ...]:
    """Return the names of the zones."""
    return _("First week"), _("Weeks 2 to 6"), _("Weeks 7 to 12")


def _known(days: DayRange | None, operation: date | None) -> str:
    """Return a range in words, or that it is not known."""
    return _("We do not know") if days is None else range_text(days, operation)


def _note(row: TimelineRow) -> str:
    """Return the small line under the dates."""
    if any(lane.days is not None and lane.days.is_surgeons for lane in row.lanes):
        return _("Set by your surgeon")
    if row.note or not is_same(row.lanes) or len(row.lanes) < _TWO:
        return row.note
    return _("Same advice for both") if len(row.lanes) == _TWO else _("Same advice for all")


def _stop(text: str) -> str:
    """Return the text with a final stop, empty text as it is."""
    return f"{text}." if text and not text.endswith((".", "!", "?")) else text


def dates_block(row: TimelineRow, operation: date | None, s: TimelineSize) -> Scene:
    """Return the dates: once when all options share them, else with each option's mark."""
    room = s.dates_mm - 2.5
    if is_unknown(row):
        # Room for the surgeon's own date (product.md).
        line = Line(0, s.text_mm, room - 2, s.text_mm, Stroke("edge", 0.3))
        return Scene(room, 1.2 * s.text_mm, (line,))
    entries: list[tuple[Look | None, str]] = []
    if is_same(row.lanes):
        entries.append((None, _known(row.lanes[0].days, operation)))
    else:
        entries += [(lane.look, _known(lane.days, operation)) for lane in row.lanes]
    mark = 1.15 * s.text_mm
    items: list[Item] = []
    y = 0.0
    for look, text in entries:
        x = 0.0 if look is None else mark + 0.35 * s.text_mm
        block = text_block([Words(text, s.text_mm, 600)], room - x)
        if look is not None:
            items.append(badge(look, mark).at(0, y + 0.07 * s.text_mm))
        items.append(block.at(x, y))
        y += block.height_mm
    note = text_block([Words(_note(row), s.small_mm, 400, "ink2")], room)
    return Scene(room, y + note.height_mm, (*items, note.at(0, y)))
