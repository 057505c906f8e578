"""Ink on a picture, in plate coordinates (mm, top left, y down)."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

MarkKind = Literal["pen", "highlighter", "arrow", "note", "stamp"]
StampKind = Literal["hernia", "spur", "tube", "screw", "cut", "pain"]
LeftAt = Literal["left", "right", "none"]
"""Where the patient's left is on a picture; "none" for a view from the side."""
Point = tuple[float, float]

NOTE_LENGTH: Final = 60
"""Longest note in characters: more could not be read beside the picture."""
MOST_WIDTH_MM: Final = 60.0
"""Widest stroke and largest stamp, on a whole spine (our choice)."""
LIGHTEST: Final = 0.4
"""Width of a stroke without pressure, as a part of its width at half pressure."""
OWN: Final = "own"
"""Plate id of a picture that the surgeon brought along; it lives only in this visit."""
LONG_MM: Final = 150.0
"""Ink on it is counted as if its longer side were this long; no length on it is ever shown."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One stroke, arrow, note or stamp.

    Attributes:
        kind: What it is.
        points: Pen and highlighter: the path, at least one point. Arrow: tail and head.
            Note and stamp: one point.
        width_mm: Width of a stroke, side of a stamp.
        text: Words of a note; empty otherwise. PRIVACY: may hold what the surgeon typed.
        stamp: Which stamp.
        pressures: How hard the pen was pressed at each point, 0 to 1; empty = even.
    """

    kind: MarkKind
    points: tuple[Point, ...]
    width_mm: float = 0.9
    text: str = ""
    stamp: StampKind | None = None
    pressures: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """All marks of one picture; `sheet_key` says which."""

    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnPicture:
    """A picture that the surgeon brought along. PRIVACY: lives in the visit only.

    Attributes:
        data: A JPEG of nothing but pixels.
        size_px: Width and height.
        left_at: Where the patient's left is on it; None until the surgeon says.
        is_on_paper: It goes onto the handout; only when the surgeon ticks it.
    """

    data: bytes = field(repr=False)
    size_px: tuple[int, int]
    left_at: LeftAt | None = None
    is_on_paper: bool = False


def own_sheet(level: str | None, side: str | None) -> str:
    """Return the key of the ink on a picture of one's own."""
    return sheet_key(OWN, "problem", level, side)


def is_own_sheet(key: str) -> bool:
    """Return whether a key is that of a picture of one's own, whatever the level and side."""
    return key.startswith(f"{OWN}/")


def sheet_key(plate: str, view: str, level: str | None, side: str | None) -> str:
    """Return the key of a picture's marks in the consultation.

    CLINICAL: level and side belong to it. A mark made for the left must never be seen on a
    picture of the right, nor one of L4-L5 on another level that the same plate stands for.

    Args:
        plate: Plate id.
        view: "problem", or an option's id on the Operation step.
        level: Chosen level, None while none is.
        side: Chosen side, None while none is.
    """
    return "/".join((plate, view, level or "-", side or "-"))


def fault_of(mark: Mark) -> str:
    """Return what is wrong with a mark from outside, empty when nothing is."""
    counts = {"arrow": (2, 2), "note": (1, 1), "stamp": (1, 1)}
    low, high = counts.get(mark.kind, (1, len(mark.points)))
    if not low <= len(mark.points) <= high:
        return "it has the wrong number of points"
    if not 0 < mark.width_mm <= MOST_WIDTH_MM:
        return "its width is not allowed"
    if (mark.kind == "stamp") != (mark.stamp is not None):
        return "it is no stamp we know"
    if (mark.kind == "note") != bool(mark.text.strip()) or len(mark.text) > NOTE_LENGTH:
        return "its words are not allowed"
    if mark.pressures and len(mark.pressures) != len(mark.points):
        return "its pressure does not fit its points"
    return "" if all(0 <= p <= 1 for p in mark.pressures) else "its pressure is not allowed"


def runs(mark: Mark) -> tuple[tuple[tuple[Point, ...], float], ...]:
    """Return the pieces of a stroke that have one width each, in order; each starts at a point.

    Widths go in steps of a tenth, so that an even hand gives few pieces.
    """
    points, pressures = mark.points, mark.pressures
    if len(pressures) != len(points) or len(points) < 2:
        return ((points, mark.width_mm),)
    widths = [_width((a + b) / 2, mark.width_mm) for a, b in pairwise(pressures)]
    made: list[tuple[list[Point], float]] = []
    for (start, end), width in zip(pairwise(points), widths, strict=True):
        if made and made[-1][1] == width:
            made[-1][0].append(end)
        else:
            made.append(([start, end], width))
    return tuple((tuple(run), width) for run, width in made)


def _width(pressure: float, width_mm: float) -> float:
    part = LIGHTEST + (1 - LIGHTEST) * 2 * pressure
    return round(round(part, 1) * width_mm, 3)
