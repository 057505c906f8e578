"""What pen and eraser do to the sheets of this visit, with undo and redo across all panes.

No Qt: a stroke is points in plate millimeters, so ink survives zoom, step and side changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Final, Literal

from missdesk.model.consultation import Consultation
from missdesk.model.marks import Mark, MarkKind, Point, Sheet, StampKind

Tool = Literal["hand", "pen", "highlighter", "arrow", "note", "stamp", "eraser"]
STROKES: Final = frozenset({"pen", "highlighter", "arrow"})
TAPS: Final = frozenset({"note", "stamp"})
"""Tools that draw along a way, and tools that put something down at a place."""
PEN_WIDTH_MM = 1.2
HIGHLIGHTER_WIDTH_MM = 5.0
ARROW_WIDTH_MM = 1.4
TAP_ARROW_MM = 18.0
"""Length of an arrow that was tapped, not drawn."""
NOTE_REACH_MM = 5.0
"""How far from its place a note can be rubbed out."""
ERASER_RADIUS_MM = 2.5
MIN_STEP_MM = 0.25
"""Points nearer than this to the last one are left out: no eye sees them, records stay small."""
MAX_POINTS = 2000
"""A stroke ends here by itself, so that a leaning hand can't fill the memory."""


@dataclass(frozen=True, slots=True)
class _Change:
    """One undo step: the sheets it touched, before and after."""

    before: dict[str, Sheet]
    after: dict[str, Sheet]


class Ink:
    """Writes marks into the visit and remembers how to take them back."""

    def __init__(self, consultation: Consultation) -> None:
        """Work on this visit; forgets its history when the visit is wiped or replaced."""
        self._consultation = consultation
        self._done: list[_Change] = []
        self._undone: list[_Change] = []
        self._stop = consultation.observe(self._on_changed)

    def close(self) -> None:
        """Stop listening to the visit and forget the history."""
        self._stop()
        self._forget()

    @property
    def consultation(self) -> Consultation:
        """Return the visit it writes into."""
        return self._consultation

    def sheet(self, key: str) -> Sheet:
        """Return the marks of one picture; an empty sheet when nothing is drawn."""
        return self._consultation.visit.sheets.get(key, Sheet())

    def add(self, key: str, mark: Mark) -> None:
        """Put a mark on a sheet."""
        self._apply({key: Sheet((*self.sheet(key).marks, mark))})

    def erase(self, key: str, at: Point, radius_mm: float = ERASER_RADIUS_MM) -> bool:
        """Take off every mark that passes within the radius; return whether one did."""
        marks = self.sheet(key).marks
        kept = tuple(m for m in marks if not touches(m, at, radius_mm))
        if len(kept) == len(marks):
            return False
        self._apply({key: Sheet(kept)})
        return True

    def clear(self, keys: Iterable[str]) -> None:
        """Take all marks off these sheets, as one step."""
        drawn = {key: Sheet() for key in keys if self.sheet(key).marks}
        if drawn:
            self._apply(drawn)

    @property
    def can_undo(self) -> bool:
        """Return whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Return whether a step was taken back and can return."""
        return bool(self._undone)

    def undo(self) -> None:
        """Take back the last step, if any."""
        if self._done:
            change = self._done.pop()
            self._undone.append(change)
            self._write(change.before)

    def redo(self) -> None:
        """Bring back the step taken back last, if any."""
        if self._undone:
            change = self._undone.pop()
            self._done.append(change)
            self._write(change.after)

    def _apply(self, after: dict[str, Sheet]) -> None:
        before = {key: self.sheet(key) for key in after}
        self._done.append(_Change(before, after))
        self._undone.clear()
        self._write(after)

    def _write(self, changed: dict[str, Sheet]) -> None:
        sheets = {**self._consultation.visit.sheets, **changed}
        drawn = {key: sheet for key, sheet in sheets.items() if sheet.marks}
        self._consultation.change(sheets=drawn)

    def _on_changed(self, field_name: str) -> None:
        if field_name in {"wipe", "topic"}:
            self._forget()  # PRIVACY: marks of the visit before must not come back by undo (KP1)

    def _forget(self) -> None:
        self._done.clear()
        self._undone.clear()


class Stroke:
    """A stroke or an arrow while it is being drawn."""

    def __init__(
        self, tool: Tool, at: Point, unit_mm: float = 1.0, pressure: float | None = None
    ) -> None:
        """Begin at a point.

        Args:
            tool: Pen, highlighter or arrow.
            at: Plate millimeters.
            unit_mm: How long a millimeter of ink is on this picture.
            pressure: How hard the pen is pressed, 0 to 1; None where nothing tells.
        """
        self.kind: MarkKind = "pen" if tool not in STROKES else tool  # type: ignore[assignment]
        widths = {"highlighter": HIGHLIGHTER_WIDTH_MM, "arrow": ARROW_WIDTH_MM}
        self.width_mm = round(widths.get(self.kind, PEN_WIDTH_MM) * unit_mm, 2)
        self.points: list[Point] = [_rounded(at)]
        self._unit_mm = unit_mm
        is_even = pressure is None or self.kind != "pen"
        self.pressures: list[float] = [] if is_even else [_part(pressure)]

    def extend(self, at: Point, pressure: float | None = None) -> bool:
        """Go on to a point; return whether it added anything."""
        last = self.points[-1]
        is_near = hypot(at[0] - last[0], at[1] - last[1]) < MIN_STEP_MM * self._unit_mm
        if is_near or self.is_full:
            return False
        if self.kind == "arrow":
            self.points[1:] = [_rounded(at)]
            return True
        self.points.append(_rounded(at))
        if self.pressures:
            self.pressures.append(_part(pressure))
        return True

    @property
    def is_full(self) -> bool:
        """Return whether the stroke takes no more points; go on with a new one then."""
        return len(self.points) >= MAX_POINTS

    def mark(self) -> Mark:
        """Return the stroke as it goes onto the sheet; an arrow only tapped gets a tail."""
        points = tuple(self.points)
        if self.kind == "arrow" and len(points) == 1:
            (x, y), far = points[0], TAP_ARROW_MM * self._unit_mm
            points = (_rounded((x + 0.7 * far, y - 0.7 * far)), points[0])
        return Mark(self.kind, points, self.width_mm, pressures=tuple(self.pressures))


def stamp_mark(stamp: StampKind, at: Point, side_mm: float, snaps: Iterable[Point] = ()) -> Mark:
    """Return a stamp at a point, or at the disc or bone that lies within its reach."""
    near = min(snaps, key=lambda s: hypot(s[0] - at[0], s[1] - at[1]), default=None)
    if near is not None and hypot(near[0] - at[0], near[1] - at[1]) <= side_mm:
        at = near
    return Mark("stamp", (_rounded(at),), round(side_mm, 2), stamp=stamp)


def note_mark(words: str, at: Point) -> Mark:
    """Return a note at a point."""
    return Mark("note", (_rounded(at),), NOTE_REACH_MM, text=" ".join(words.split()))


def _part(pressure: float | None) -> float:
    """Return a pressure from 0 to 1 in hundredths."""
    return 0.5 if pressure is None else round(min(1.0, max(0.0, pressure)), 2)


def _rounded(at: Point) -> Point:
    """Return a point to a hundredth of a millimeter: finer than any screen or printer shows."""
    return round(at[0], 2), round(at[1], 2)


def touches(mark: Mark, at: Point, radius_mm: float) -> bool:
    """Return whether a mark passes within the radius of a point."""
    reach = radius_mm + mark.width_mm / 2
    if len(mark.points) == 1:
        return _distance(at, mark.points[0], mark.points[0]) <= reach
    return any(_distance(at, a, b) <= reach for a, b in pairwise(mark.points))


def _distance(at: Point, a: Point, b: Point) -> float:
    """Return the distance from a point to a line from a to b, all in mm."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length
    along = min(1.0, max(0.0, along))
    return hypot(at[0] - a[0] - along * dx, at[1] - a[1] - along * dy)
