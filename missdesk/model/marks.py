"""Ink on a picture, in plate coordinates (mm, top left, y down)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MarkKind = Literal["pen", "highlighter", "arrow", "note", "stamp"]
StampKind = Literal["hernia", "spur", "tube", "screw", "cut", "pain"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """One stroke, arrow, note or stamp.

    Attributes:
        kind: What it is.
        points: Pen and highlighter: the path, at least one point. Arrow: tail and head.
            Note and stamp: one point.
        width_mm: Stroke width for pen and highlighter.
        text: Words of a note; empty otherwise. PRIVACY: may hold what the surgeon typed.
        stamp: Which stamp.
    """

    kind: MarkKind
    points: tuple[Point, ...]
    width_mm: float = 0.9
    text: str = ""
    stamp: StampKind | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """All marks of one picture; `sheet_key` says which."""

    marks: tuple[Mark, ...] = ()


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
