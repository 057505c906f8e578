"""The weeks after an operation as one drawing for the kiosk, by the rows of Recovery. No Qt.

Dates, lanes and zones are those of Recovery; only their places differ: on a narrow screen the
lanes stand below the words, so that they keep their width.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from missdesk.figures.alt_text import join
from missdesk.figures.badge import badge
from missdesk.figures.lanes import lanes_figure, zones_behind
from missdesk.figures.scene import Group, Item, Line, Scene, Stroke
from missdesk.figures.text_block import Words, text_block
from missdesk.figures.text_fit import width_mm as text_width
from missdesk.figures.timeline import (
    TimelineSize,
    dates_block,
    is_unknown,
    row_sentence,
    unknown_note,
    zone_heads,
)
from missdesk.ui.recovery_parts.facts import activities, operations, option_names, short_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from missdesk.model.consultation import Visit
    from missdesk.model.library import Library
    from missdesk.model.topic import Look, Topic, TopicText
    from missdesk.ui.compare_parts.measures import Scale
    from missdesk.ui.recovery_parts.facts import Activity

ICON, ICON_ROOM, LANE, MARK, PAD, GAP = 26, 38, 12, 26, 10, 24
"""Designed: an icon, the room it stands in, a lane, a mark, above a row, between columns."""
HEAD_PAD: Final = 6
"""Designed room above the legend, growing with the text that stands before it."""
LEAST_WIDE: Final = 640
"""Designed width, growing with the text, from which the lanes stand beside the words."""
WORDS_SHARE: Final = 0.46


@dataclass(frozen=True, slots=True)
class Icon:
    """A line icon beside a row, the middle of its left edge in mm."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class RecoveryChart:
    """Draws all activities of a topic for all its operations, which are peers.

    Attributes:
        found: The activities in reading order.
        names: Plain name of each option by its look, for the alt text.
        legend: Look and short name of each operation, in the topic's order.
    """

    found: tuple[Activity, ...]
    names: Mapping[Look, str]
    legend: tuple[tuple[Look, str], ...]

    def __call__(self, width_mm: float, scale: Scale) -> Scene:
        """Return the drawing for a width."""
        return self._laid(width_mm, scale)[0]

    def icons(self, width_mm: float, scale: Scale) -> list[Icon]:
        """Return where the icons stand, which are no part of a scene."""
        return self._laid(width_mm, scale)[1]

    def tops(self, width_mm: float, scale: Scale) -> list[float]:
        """Return where the rows begin, from the top."""
        return self._laid(width_mm, scale)[2]

    def _laid(self, width_mm: float, scale: Scale) -> tuple[Scene, list[Icon], list[float]]:
        place = _place(width_mm, scale)
        head = _head(self.legend, place, scale)
        y = scale.text_mm(HEAD_PAD)
        items: list[Item] = [head.at(0, y)]
        icons: list[Icon] = []
        said: list[str] = []
        tops: list[float] = []
        y += head.height_mm
        for one in self.found:
            tops.append(y)
            row, middle = _row(one, self.names, place, scale)
            items.append(row.at(0, y))
            icons.append(Icon(one.row.icon, 0.0, y + middle))
            said.append(row.alt_text)
            y += row.height_mm
        return Scene(width_mm, y, tuple(items), join(said)), icons, tops


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words and lanes stand, in mm."""

    width: float
    words: float
    lanes_at: float
    lanes: float
    is_wide: bool


def recovery_chart(
    topic: Topic, text: TopicText, library: Library, visit: Visit
) -> RecoveryChart | None:
    """Return what draws the weeks, None where the topic has none."""
    found = activities(topic.recovery, text, library, visit, topic.options)
    if not found:
        return None
    shown = operations(topic.options)
    short = short_names(shown, text, library)
    legend = tuple((option.look, name) for option, name in zip(shown, short, strict=True))
    return RecoveryChart(tuple(found), option_names(shown, text), legend)


def _place(width_mm: float, scale: Scale) -> _Place:
    is_wide = width_mm >= scale.text_mm(LEAST_WIDE)
    if not is_wide:
        return _Place(width_mm, width_mm, 0.0, width_mm, is_wide)
    words = WORDS_SHARE * width_mm
    at = words + scale.mm(GAP)
    return _Place(width_mm, words, at, width_mm - at, is_wide)


def _size(place: _Place, scale: Scale) -> TimelineSize:
    return TimelineSize(
        dates_mm=place.words - scale.part_mm(ICON_ROOM),
        text_mm=scale.text_mm(18),
        small_mm=scale.text_mm(16),
        lane_mm=scale.part_mm(LANE),
    )


def _head(legend: tuple[tuple[Look, str], ...], place: _Place, scale: Scale) -> Scene:
    """Return which mark is which operation, and the heads of the weeks."""
    names = _legend(legend, place.words, scale)
    heads = zone_heads(place.lanes, None, _size(place, scale))
    below = 0.0 if place.is_wide else names.height_mm + scale.mm(PAD)
    tall = max(names.height_mm, below + heads.height_mm)
    top = tall - heads.height_mm if place.is_wide else below
    items = (
        names.at(0, 0),
        Group(zones_behind(place.lanes, heads.height_mm), place.lanes_at, top),
        heads.at(place.lanes_at, top),
    )
    return Scene(place.width, tall, items)


def _legend(legend: tuple[tuple[Look, str], ...], width_mm: float, scale: Scale) -> Scene:
    """Return the marks with their names, in as many lines as they need."""
    side, size = scale.part_mm(MARK), scale.text_mm(18)
    lead, gap, line = side + scale.mm(8), scale.mm(GAP), max(side, 1.3 * size) + scale.mm(6)
    items: list[Item] = []
    x = y = 0.0
    for look, name in legend:
        wide = lead + text_width(name, size, 600)
        if x and x + wide > width_mm:
            x, y = 0.0, y + line
        words = text_block((Words(name, size, 600),), max(size, width_mm - lead))
        items.append(badge(look, side).at(x, y))
        items.append(words.at(x + lead, y + (side - words.height_mm) / 2))
        x += wide + gap
    return Scene(width_mm, y + line, tuple(items))


def _row(
    activity: Activity, names: Mapping[Look, str], place: _Place, scale: Scale
) -> tuple[Scene, float]:
    """Return one activity, and the middle of its icon from the top."""
    line, size = activity.line, _size(place, scale)
    lead, pad = scale.part_mm(ICON_ROOM), scale.mm(PAD)
    title = text_block((Words(line.label, scale.text_mm(20), 600),), size.dates_mm)
    known = not is_unknown(line)
    note = Words(unknown_note(), size.text_mm, 400, "ink2")
    dates = dates_block(line, None, size) if known else text_block((note,), size.dates_mm)
    words = pad + title.height_mm + scale.mm(2) + dates.height_mm
    least = len(line.lanes) * 1.45 * size.lane_mm + 0.8 * size.lane_mm if known else 0.0
    if place.is_wide:
        top, tall = 0.0, max(words + pad, least)
        lanes_high = tall
    else:
        top = words + scale.mm(6)
        lanes_high = least
        tall = top + least + pad
    items: list[Item] = []
    if known or place.is_wide:
        items.append(Group(zones_behind(place.lanes, lanes_high), place.lanes_at, top))
    if known:
        lanes = lanes_figure(line.lanes, place.lanes, lanes_high, size.lane_mm)
        items.append(lanes.at(place.lanes_at, top))
    items.append(Line(0, 0, place.width, 0, Stroke("line", 0.25)))
    items += [title.at(lead, pad), dates.at(lead, pad + title.height_mm + scale.mm(2))]
    said = row_sentence(line, names, None)
    return Scene(place.width, tall, tuple(items), said), pad + 0.64 * scale.text_mm(20)
