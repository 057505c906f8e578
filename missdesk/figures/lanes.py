"""Draw one activity of the timeline: a lane an option over three zones of equal width.

Week 1, weeks 2 to 6 and weeks 7 to 12 are equally wide, so that the first days can be seen;
within a zone a day has one width. A range that runs on after week 12 ends with an arrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from missdesk.figures.palette import LOOKS
from missdesk.figures.scene import (
    KAPPA,
    Command,
    Fill,
    Item,
    Line,
    Path,
    Rect,
    Scene,
    Stroke,
    polygon,
)
from missdesk.model.recovery import DayRange
from missdesk.model.topic import Look

ZONES: Final = ((0, 7), (7, 42), (42, 84))
"""First and last day of each zone."""
LAST_DAY: Final = ZONES[-1][1]
SHADED: Final = (0, 2)
"""Zones with a tint behind them."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One option's range for an activity; None = no verified dates."""

    look: Look
    days: DayRange | None


def day_x(day: float, width_mm: float) -> float:
    """Return where a day lies in zones of this total width; days past week 12 at the end."""
    third = width_mm / len(ZONES)
    for number, (first, last) in enumerate(ZONES):
        if day <= last:
            return (number + max(0.0, day - first) / (last - first)) * third
    return width_mm


def is_same(lanes: Sequence[Lane]) -> bool:
    """Return whether all options have one and the same range."""
    return len({lane.days for lane in lanes}) == 1 and lanes[0].days is not None


def zones_behind(width_mm: float, height_mm: float, radius_mm: float = 0.0) -> tuple[Item, ...]:
    """Return the tints of the first and third zone."""
    third = width_mm / len(ZONES)
    return tuple(
        Rect(zone * third, 0, third, height_mm, radius_mm, Fill("sunken")) for zone in SHADED
    )


def lanes_figure(
    lanes: Sequence[Lane], width_mm: float, height_mm: float, lane_mm: float, alt: str = ""
) -> Scene:
    """Return the lanes of one activity, centered in the height, all equally thick.

    Args:
        lanes: One an option, in the order of the visit (RC14).
        width_mm: Width of the three zones.
        height_mm: Height of the row.
        lane_mm: Thickness of a lane.
        alt: What the row says in words.
    """
    gap = 0.45 * lane_mm
    tall = len(lanes) * lane_mm + (len(lanes) - 1) * gap
    y = (height_mm - tall) / 2
    items: list[Item] = []
    for lane in lanes:
        items.append(_lane(lane, y, width_mm, lane_mm))
        y += lane_mm + gap
    return Scene(width_mm, height_mm, tuple(items), alt)


def _lane(lane: Lane, y: float, width: float, thick: float) -> Item:
    """Return a bar, an arrow, or a dotted line for what is not known."""
    style = LOOKS[lane.look]
    line = 0.07 * thick
    if lane.days is None:
        # Dots, not a dashed box: that would read as "could be any of these days".
        dots = Stroke("edge", 1.6 * line, (0.01, 1.1 * thick), is_round=True)
        return Line(thick / 2, y + thick / 2, width - thick / 2, y + thick / 2, dots)
    start = day_x(lane.days.from_days, width)
    end = max(day_x(lane.days.to_days, width), start + 0.9 * thick)
    if end > width:
        start, end = max(0.0, width - (end - start)), width
    parts = 1.9 if style.pattern == "dots" else 2.6
    fill = Fill(style.color, style.pattern, pitch_mm=thick / parts)
    stroke = Stroke(style.color, 2 * line)
    top, bottom = y + line, y + thick - line
    if lane.days.to_days <= LAST_DAY:
        w = end - start - 2 * line
        return Rect(start + line, top, w, bottom - top, 0.25 * thick, fill, stroke)
    start = min(start, width - 1.4 * thick)
    return Path(_arrow(start + line, top, width - line, bottom, 0.25 * thick), fill, stroke)


def _arrow(
    left: float, top: float, right: float, bottom: float, radius: float
) -> tuple[Command, ...]:
    """Return a bar with round corners at the left and a point at the right."""
    neck, k = right - 0.75 * (bottom - top), radius * (1 - KAPPA)
    tip = polygon(((neck, top), (right, (top + bottom) / 2), (neck, bottom)))
    return (
        *tip[:-1],
        ("L", left + radius, bottom),
        ("C", left + k, bottom, left, bottom - k, left, bottom - radius),
        ("L", left, top + radius),
        ("C", left, top + k, left + k, top, left + radius, top),
        ("Z",),
    )
