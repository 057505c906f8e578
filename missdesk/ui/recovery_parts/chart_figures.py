"""The weeks as scenes: a head, and one row an activity; stacked on a narrow page. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from missdesk.figures.lanes import zones_behind
from missdesk.figures.scene import Fill, Group, Item, Rect, Scene, TextItem
from missdesk.figures.text_block import Words, text_block
from missdesk.figures.text_fit import cap_mm
from missdesk.figures.text_fit import width_mm as text_width
from missdesk.figures.timeline import (
    TimelineRow,
    TimelineSize,
    row_sentence,
    timeline_row,
    unknown_note,
    zone_heads,
)
from missdesk.model.topic import Look
from missdesk.ui.compare_parts.measures import Scale
from missdesk.ui.recovery_parts.facts import Activity

ICON, LABEL, DATES, END, LANE, THIN, ROW_HIGH = 40, 168, 282, 28, 12, 9, 46
"""Designed widths of icon, label, dates and the sign at the end; a lane, a lane of three, a row.

The dates have room for "After 12 weeks to about 6 months", so that the chart needs no scrolling.
"""
FOLDED_DATES: Final = 206
"""The same of the dates on a narrow page, where the lanes need the room."""
CROWDED: Final = 3
"""Lanes from which they are thinner, so that the whole chart stays on one screen."""
_NOTHING: Final = 0.01
"""Width in mm of a label column that is not there."""


@dataclass(frozen=True, slots=True)
class About:
    """What every row needs: names for the alt text, and the day of the operation."""

    names: Mapping[Look, str]
    operation: date | None


def chart_head(width_mm: float, operation: date | None, scale: Scale, *, is_folded: bool) -> Scene:
    """Return the heads of the three zones above the lanes."""
    size, left, wide = _places(width_mm, scale, is_folded=is_folded)
    zones = wide - size.label_mm - size.dates_mm
    made = zone_heads(zones, operation, size)
    behind = Group(zones_behind(zones, made.height_mm, scale.mm(12)), left + size.label_mm, 0)
    # Square where the first row follows.
    low = Group(
        zones_behind(zones, scale.mm(14)), left + size.label_mm, made.height_mm - scale.mm(14)
    )
    items = (behind, low, made.at(left + size.label_mm, 0))
    return Scene(width_mm, made.height_mm, items, made.alt_text)


def chart_row(
    activity: Activity, about: About, width_mm: float, scale: Scale, *, is_folded: bool
) -> Scene:
    """Return one activity; the icon is painted by the widget in the room left at the left."""
    line = activity.line
    size, left, wide = _places(width_mm, scale, is_folded=is_folded, lanes=len(line.lanes))
    said = row_sentence(line, about.names, about.operation)
    title = Scene(wide, 0.0, ())
    if is_folded:
        words = Words(line.label, scale.text_mm(20), 600)
        title = text_block((words,), width_mm - scale.part_mm(ICON + END))
        line = TimelineRow("", line.lanes, line.note)
    made = timeline_row(line, wide, names=about.names, operation=about.operation, size=size)
    top = title.height_mm + (scale.mm(20) if is_folded else 0.0)
    zones = wide - size.label_mm - size.dates_mm
    tall = top + made.height_mm + (scale.mm(10) if is_folded else 0.0)
    at = left + size.label_mm
    items = (
        Group(zones_behind(zones, made.height_mm), at, top),
        title.at(scale.part_mm(ICON), scale.mm(10)),
        made.at(left, top),
        Group(_unknown_lanes(line, zones, made.height_mm, size), at, top),
    )
    return Scene(width_mm, tall, items, said)


def _unknown_lanes(
    line: TimelineRow, zones: float, height: float, size: TimelineSize
) -> tuple[Item, ...]:
    """Return the words on the lanes without verified dates; never another option's dates."""
    if all(lane.days is None for lane in line.lanes):
        return ()
    text, pitch = size.small_mm, 1.45 * size.lane_mm
    first = (height - len(line.lanes) * pitch + 0.45 * size.lane_mm) / 2
    words = unknown_note()
    wide = text_width(words, text) + 1.0 * text
    items: list[Item] = []
    for number, lane in enumerate(line.lanes):
        if lane.days is None:
            # Away from the thin lanes beside it, whose bars the words must not hide.
            is_thin = len(line.lanes) >= CROWDED
            ends = {0: -0.4, len(line.lanes) - 1: 0.4} if is_thin else {}
            aside = ends.get(number, 0.0) * text
            middle = first + number * pitch + size.lane_mm / 2 + aside
            left = (zones - wide) / 2
            ground = Rect(left, middle - 0.6 * text, wide, 1.2 * text, 0, Fill("surface"))
            baseline = middle + cap_mm(text) / 2
            items += [ground, TextItem(zones / 2, baseline, words, text, 500, "ink2", "center")]
    return tuple(items)


def icon_middle(scene: Scene, scale: Scale, *, is_folded: bool) -> float:
    """Return where the middle of the icon is, in mm from the top of the row."""
    if not is_folded:
        return scene.height_mm / 2
    return scale.mm(10) + 0.64 * scale.text_mm(20)


def _places(
    width_mm: float, scale: Scale, *, is_folded: bool, lanes: int = 2
) -> tuple[TimelineSize, float, float]:
    """Return the measures of the figure, its left edge and its width."""
    left = 0.0 if is_folded else scale.mm(ICON)
    wide = width_mm - left - scale.part_mm(END)
    size = TimelineSize(
        label_mm=_NOTHING if is_folded else scale.text_mm(LABEL),
        dates_mm=scale.text_mm(FOLDED_DATES if is_folded else DATES),
        text_mm=scale.text_mm(17),
        small_mm=scale.text_mm(16),
        lane_mm=scale.part_mm(LANE if lanes < CROWDED else THIN),
        row_mm=scale.mm(ROW_HIGH),
    )
    return size, left, wide
